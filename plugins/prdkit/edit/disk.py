"""To write an edited file in one step, so that nobody ever meets half of it."""

import os
import tempfile
from pathlib import Path

from prdkit.edit.splices import Unsafe


def replace_file(path: Path, old: bytes, new: bytes, folder: Path) -> None:
    """Put new bytes in the place of a file's old ones; its permissions stay.

    `Unsafe` where the file lies outside `folder`, or no longer holds the old bytes.
    """
    real = path.resolve()
    if not real.is_relative_to(folder.resolve()):
        raise Unsafe("the file is a link that leads out of the documents' folder", "Edit it where it lies.")
    if real.read_bytes() != old:
        raise Unsafe("the file was changed by somebody else meanwhile", "Run the command again.")
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, real.stat().st_mode & 0o7777)
        os.replace(name, real)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
