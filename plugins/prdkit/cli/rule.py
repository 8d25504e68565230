"""To show the rules and their pages in a terminal: `prd rule`."""

import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from prdkit.blocks.catalogue import all_rules
from prdkit.check.registry import Example, Rule
from prdkit.check.run import LOWER, Selection
from prdkit.check.severities import nearest
from prdkit.cli.project import find_root, project_option
from prdkit.cli.terminal import colours
from prdkit.config.config import ConfigError, Process, load
from prdkit.scaffold.refused import Refused


@click.command()
@click.argument("name", required=False)
@project_option
def rule(name: str | None, project: Path | None) -> None:
    """List the rules, or print the page of one of them.

    NAME is a rule such as `states/dead-end`, or a family such as `states`. The gates are those of the project
    here, or as they are shipped where there is none.
    """
    rules = all_rules()
    exact = next((r for r in rules if r.name == name), None)
    if exact is not None:
        click.echo(page(exact, _process(project), colour=colours(sys.stdout)), color=True, nl=False)
        return
    chosen = [r for r in rules if name is None or Selection((name,)).takes(r.name)]
    if not chosen:
        raise Refused(f"no rule is called `{name}`", nearest(name or "", rules))
    click.echo(listing(chosen, _process(project), shutil.get_terminal_size((110, 24)).columns), nl=False)


def _process(given: Path | None) -> Process:
    """How work moves in the project here; as shipped where there is none, or none that can be read."""
    try:
        root = find_root(given)
    except Refused:
        return load(None).process
    try:
        return load(root).process
    except ConfigError as error:
        click.echo(f"site_config cannot be read, so the gates are as shipped: {error.faults[0]}", err=True)
        return load(None).process


def weight(rule: Rule, process: Process) -> str:
    """How much a rule weighs, in a few words."""
    if rule.name not in process.demands:
        return rule.severity
    gates = process.gates_of(rule.name)
    return f"{rule.severity} from {', '.join(gates)}" if gates else LOWER[rule.severity]


def listing(rules: Sequence[Rule], process: Process, columns: int) -> str:
    """One entry a rule: name, severity, its sentence wrapped to the width of the terminal."""
    names = max(len(rule.name) for rule in rules) + 2
    weights = max(len(weight(rule, process)) for rule in rules) + 2
    lines = []
    for rule in rules:
        head = f"{rule.name:<{names}}{weight(rule, process):<{weights}}"
        room = max(columns - len(head), 40)
        lines += textwrap.wrap(
            rule.page.summary,
            room + len(head),
            initial_indent=head,
            subsequent_indent=" " * len(head),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [head.rstrip()]
    return "".join(f"{line}\n" for line in lines)


def page(rule: Rule, process: Process, *, colour: bool = False) -> str:
    """A rule's page: its sentence, why it is there, what it flags and what is fine."""

    def strong(text: str) -> str:
        return click.style(text, bold=True) if colour else text

    when = " ".join(_asked(rule, process))
    drafts = "Drafts are held to it too." if rule.fixed else ""
    weighs = " ".join(filter(None, (f"Severity: {weight(rule, process)}.", when, drafts)))
    parts = [strong(rule.name), rule.page.summary, rule.page.why, weighs]
    parts += [_examples(strong("Bad:"), rule.page.bad), _examples(strong("Good:"), rule.page.good)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _asked(rule: Rule, process: Process) -> Iterator[str]:
    """Who asks for a rule, and what it weighs until then."""
    demands = process.demands.get(rule.name)
    lower = f"{'An' if LOWER[rule.severity] == 'info' else 'A'} {LOWER[rule.severity]}"
    if demands == ():
        yield "No gate asks for it."
    for demand in demands or ():
        whom = f" of type `{demand.type}`" if demand.type else ""
        profiles = " or ".join(f"`{profile}`" for profile in demand.profiles)
        narrower = f" in documents{whom}{' of profile ' + profiles if profiles else ''}" if whom or profiles else ""
        yield f"{lower} before gate {demand.gate} is passed{narrower}."


def _examples(title: str, examples: Sequence[Example]) -> str:
    shown = []
    for example in examples:
        kind, _, path = example.language.partition(" ")
        then = f"{path} before".strip()
        named = {"file": path, "config": f"site_config/{path}", "project": path, "git": path, "base": then}
        name = named.get(kind, "")
        head = f"    # {name}\n" if name else ""
        shown.append(head + textwrap.indent(example.text.rstrip(), "    "))
    return f"{title}\n\n" + "\n\n".join(shown) if shown else ""
