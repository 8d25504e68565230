"""The launch checklist: its rows, their rules, how they are shown."""
