"""To show the rules and their pages in a terminal: `prd rule`."""

import shutil
import sys
import textwrap
from collections.abc import Sequence

import click

from prdkit.blocks.catalogue import all_rules
from prdkit.check.registry import Example, Rule
from prdkit.check.run import Selection
from prdkit.check.severities import nearest
from prdkit.cli.terminal import colours
from prdkit.scaffold.refused import Refused


@click.command()
@click.argument("name", required=False)
def rule(name: str | None) -> None:
    """List the rules, or print the page of one of them.

    NAME is a rule such as `states/dead-end`, or a family such as `states`.
    """
    rules = all_rules()
    exact = next((r for r in rules if r.name == name), None)
    if exact is not None:
        click.echo(page(exact, colour=colours(sys.stdout)), color=True, nl=False)
        return
    chosen = [r for r in rules if name is None or Selection((name,)).takes(r.name)]
    if not chosen:
        raise Refused(f"no rule is called `{name}`", nearest(name or "", rules))
    click.echo(listing(chosen, shutil.get_terminal_size((110, 24)).columns), nl=False)


def weight(rule: Rule) -> str:
    """How much a rule weighs, in a few words."""
    return f"{rule.severity} from {rule.gate}" if rule.gate else rule.severity


def listing(rules: Sequence[Rule], columns: int) -> str:
    """One entry a rule: name, severity, its sentence wrapped to the width of the terminal."""
    names = max(len(rule.name) for rule in rules) + 2
    weights = max(len(weight(rule)) for rule in rules) + 2
    lines = []
    for rule in rules:
        head = f"{rule.name:<{names}}{weight(rule):<{weights}}"
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


def page(rule: Rule, *, colour: bool = False) -> str:
    """A rule's page: its sentence, why it is there, what it flags and what is fine."""

    def strong(text: str) -> str:
        return click.style(text, bold=True) if colour else text

    when = f"A warning before gate {rule.gate} is passed." if rule.gate else ""
    drafts = "Drafts are held to it too." if rule.fixed else ""
    weighs = " ".join(filter(None, (f"Severity: {weight(rule)}.", when, drafts)))
    parts = [strong(rule.name), rule.page.summary, rule.page.why, weighs]
    parts += [_examples(strong("Bad:"), rule.page.bad), _examples(strong("Good:"), rule.page.good)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _examples(title: str, examples: Sequence[Example]) -> str:
    shown = []
    for example in examples:
        kind, _, path = example.language.partition(" ")
        name = {"file": path, "config": f"site_config/{path}"}.get(kind, "")
        head = f"    # {name}\n" if name else ""
        shown.append(head + textwrap.indent(example.text.rstrip(), "    "))
    return f"{title}\n\n" + "\n\n".join(shown) if shown else ""
