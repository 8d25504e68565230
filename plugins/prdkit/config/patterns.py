"""To choose files by patterns as they stand in .gitignore."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pathspec import PathSpec, Pattern


@dataclass(frozen=True)
class Patterns:
    """Patterns of paths below a folder, of which the last one that fits decides; `!` takes files out again."""

    lines: tuple[str, ...]

    @cached_property
    def _spec(self) -> PathSpec[Pattern]:
        return PathSpec.from_lines("gitignore", self.lines)

    def match(self, path: str) -> bool:
        """Whether a path, relative and with `/`, is chosen."""
        return self._spec.match_file(path)


def patterns(lines: Iterable[str]) -> Patterns | None:
    """The patterns in the checked values of a file; None where there are none."""
    given = tuple(lines)
    return Patterns(given) if given else None
