"""To hold the commands of `prd release`, one module each."""
