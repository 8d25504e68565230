"""To print what checking and building cost, in CPU time of one run, beside bare Material on the same pages."""

import argparse
import math
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import foreign
from benchmarks.generate import write
from prdkit.check.formats import names

THEME = """
theme:
  name: material
  font: false
  features: [navigation.prune]
markdown_extensions: [attr_list, tables, pymdownx.superfences]
nav: [index.md]
validation: {nav: {omitted_files: ignore}, links: {anchors: ignore}}
"""
SEARCH = r"  - search: {separator: '[\s\u200b\u3000\-、。，．？！；]+'}"
BARE = f"site_name: bare\ndocs_dir: prd\nplugins:\n{SEARCH}\n{THEME}"
OURS = f"site_name: ours\ndocs_dir: prd\nplugins:\n{SEARCH}\n  - prd: {{warnings: info}}\n{THEME}"


def cpu(command: list[str], folder: Path) -> float:
    """User and system seconds of a command and its children. A failing command is a failing benchmark."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1) or (done.returncode and "mkdocs" in command):
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def project(folder: Path, count: int) -> Path:
    """A generated project with both configurations."""
    write(folder, count)
    (folder / "bare.yml").write_text(BARE, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(OURS, encoding="utf-8")
    return folder


def check(folder: Path, *options: str) -> float:
    """CPU seconds of a cold check."""
    return cpu([sys.executable, "-m", "prdkit", "check", "--output", os.devnull, *options], folder)


def formats(folder: Path, repeat: int) -> None:
    """Print what each format, all of them at once, and a baseline cost beside plain text, taken in turns."""
    every = [f"--report={name}:{os.devnull}" for name in names()]
    ways = {name: [f"--format={name}"] for name in names()} | {"all in one run": every}
    subprocess.run(
        [sys.executable, "-m", "prdkit", "check", "--write-baseline", "known.json"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    ways["text, baseline"] = ["--baseline=known.json"]
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(repeat):
        for name, options in ways.items():
            took[name].append(check(folder, *options))
    for name, times in took.items():
        print(f"  {name:<18}{min(times) / min(took['text']):7.2f}    times the check with text")


def of_others(folder: Path, count: int, repeat: int, ours: float) -> None:
    """Print what a check of so many proposals of somebody else's process costs, beside `ours`, seconds a document."""
    size = foreign.write(folder, count)
    full = min(check(folder) for _ in range(repeat))
    print(
        f"foreign process     {1000 * full / count:7.2f} ms a document"
        f" ({full:.2f} s for {count} documents of {size / count / 1000:.1f} KB, start-up included)"
    )
    print(f"  ratio             {full / count / ours:7.2f}    to a document of ours, start-up included")


def build(folder: Path, config: str) -> float:
    """CPU seconds of a cold build."""
    site = str(folder / "site" / config)
    return cpu([sys.executable, "-m", "mkdocs", "build", "-q", "-f", config, "-d", site], folder)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="documents (default 1000)")
    parser.add_argument("--foreign", type=int, default=1600, help="proposals of a foreign process (default 1600)")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each, of which the least counts")
    parser.add_argument("--no-build", action="store_true", help="measure the check alone")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        whole = project(Path(scratch) / "whole", told.count)
        part = project(Path(scratch) / "part", told.count // 4)
        size = sum(p.stat().st_size for p in (whole / "prd" / "prds").iterdir()) / told.count
        print(
            f"{told.count} documents of {size / 1000:.1f} KB, half of them in Chinese; CPU time, least of {told.repeat}"
        )
        empty = min(check(project(Path(scratch) / "empty", 0)) for _ in range(told.repeat))
        small = min(check(part) for _ in range(told.repeat))
        full = min(check(whole) for _ in range(told.repeat))
        growth = math.log((full - empty) / (small - empty)) / math.log(4)
        print(
            f"prd check           {1000 * full / told.count:7.2f} ms a document"
            f" ({full:.2f} s, of which start-up {empty:.2f} s)"
        )
        print(
            f"  growth exponent   {growth:7.2f}    from {told.count // 4} to {told.count} documents, without start-up"
        )
        of_others(Path(scratch) / "foreign", told.foreign, told.repeat, full / told.count)
        formats(whole, told.repeat)
        if told.no_build:
            return
        bare, ours = [], []
        for _ in range(told.repeat):
            bare.append(build(whole, "bare.yml"))
            ours.append(build(whole, "mkdocs.yml"))
        print(f"bare Material build {1000 * min(bare) / told.count:7.2f} ms a page")
        print(f"with prdkit         {1000 * min(ours) / told.count:7.2f} ms a page")
        print(f"  ratio             {min(ours) / min(bare):7.2f}")


if __name__ == "__main__":
    main()
