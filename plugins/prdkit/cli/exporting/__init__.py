"""To hold the commands of `prd export`, one module each."""
