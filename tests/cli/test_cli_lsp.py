"""`prd lsp` where the library that it needs is not installed."""

import subprocess
import sys
from pathlib import Path


def test_a_missing_library_is_named_with_the_way_to_get_it(tmp_path: Path) -> None:
    hide = "import sys; sys.modules['pygls'] = None; from prdkit.cli.main import main; sys.exit(main(['lsp']))"
    done = subprocess.run(
        [sys.executable, "-c", hide], cwd=tmp_path, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "prd: the language server needs the library pygls, which is not installed\n"
        "     Run `pip install 'prdkit[lsp]'` in the environment that `prd` is in.\n"
    )
