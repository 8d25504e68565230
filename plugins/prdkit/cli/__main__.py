"""To run `prd` as `python -m prdkit.cli`."""

import sys

from prdkit.cli.main import main

sys.exit(main())
