"""To group commands that are imported when they are called, and to know what a misspelt one may have meant."""

from collections.abc import Iterator, MutableMapping
from difflib import get_close_matches
from importlib import import_module

import click


class Loaded(MutableMapping[str, click.Command]):
    """The commands of a package by name, each imported when it is asked for: one does not pay for the others.

    The command `between-tags` is the attribute `between_tags` of the module `between_tags`.
    """

    def __init__(self, package: str, names: tuple[str, ...]) -> None:
        self.package = package
        self.made: dict[str, click.Command | None] = dict.fromkeys(names)

    def __getitem__(self, name: str) -> click.Command:
        command = self.made[name]
        if command is None:
            own = name.replace("-", "_")
            command = self.made[name] = getattr(import_module(f"{self.package}.{own}"), own)
        return command

    def __setitem__(self, name: str, command: click.Command) -> None:
        self.made[name] = command

    def __delitem__(self, name: str) -> None:
        del self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)


class Commands(click.Group):
    """A group that knows what a misspelt command may have meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command to run, or a usage error with a suggestion."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            close = get_close_matches(args[0], self.list_commands(ctx), 1)
            hint = f" Did you mean `{close[0]}`?" if close else ""
            ctx.fail(f"There is no command `{args[0]}`.{hint}")
        return super().resolve_command(ctx, args)
