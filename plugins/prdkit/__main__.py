"""To run the command line as `python -m prdkit`."""

from prdkit.cli.main import main

main()
