"""To print what `prd check --base` costs beside `prd check` on the same documents, by how many of them changed."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.generate import write
from benchmarks.run import cpu

AUTHOR = ("-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.com")


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    subprocess.run(["git", *AUTHOR, *arguments], cwd=folder, check=True, capture_output=True)


def change(folder: Path, count: int) -> None:
    """Change one value in so many documents, and in no other."""
    git(folder, "checkout", "-q", ".")
    for path in sorted((folder / "prd" / "prds").glob("*.md"))[:count]:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("priority: P1", "priority: P2"), encoding="utf-8", newline="\n")


def seconds(folder: Path, *options: str) -> float:
    """The least CPU seconds of three checks."""
    command = [sys.executable, "-m", "prdkit", "check", "--output", os.devnull, *options]
    return min(cpu(command, folder) for _ in range(3))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    count = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, count)
        git(folder, "init", "-q", "-b", "main")
        git(folder, "add", "--all")
        git(folder, "commit", "-q", "-m", "Documents")
        for changed in sorted({0, 1, count // 100, count // 10, count}):
            change(folder, changed)
            whole, since = seconds(folder), seconds(folder, "--base", "main")
            print(
                f"{changed:>6} of {count} changed: {whole:.2f} s, with --base {since:.2f} s, ratio {since / whole:.2f}"
            )


if __name__ == "__main__":
    main()
