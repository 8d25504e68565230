"""To run the command line as `python -m prdkit`."""

import sys

from prdkit.cli.main import main

sys.exit(main())
