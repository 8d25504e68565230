"""To put right what can be put right without asking: one fix for one rule, found by walking `fixes`."""
