"""To say that something a gate asks for is not there, where it would be looked for, and what to write."""

from prdkit.check.lacks import MISSING, UNFILLED, Lack
from prdkit.check.rules.sections.places import at_heading, near_heading
from prdkit.check.wording import listed
from prdkit.config.fields import say
from prdkit.config.types import BlockType
from prdkit.model.document import Document
from prdkit.reading.problem import Key, Place, Problem


def problem_of(document: Document, lack: Lack) -> Problem:
    """The problem that something is lacking; it weighs less until the gate that asks is passed."""
    return Problem(_place(document, lack), _told(document, lack), _hint(document, lack), gate=lack.gate)


def _place(document: Document, lack: Lack) -> Place:
    """A block's key, its heading, else the status that asks."""
    if lack.what == UNFILLED and lack.name in document.source.values:
        return Key((lack.name,))
    found = document.section(lack.section)
    return at_heading(found, document) if found is not None else document.key("status")


def _told(document: Document, lack: Lack) -> str:
    if lack.what == UNFILLED:
        empty = lack.name in document.source.values
        told = "is empty" if empty else "is not in the front matter"
        return f"`{lack.name}` {told}, and gate {lack.gate} asks for it"
    found = document.section(lack.name)
    if found is not None:
        return f"the section `{found.heading.title}` is empty, and gate {lack.gate} asks for it"
    label = say(document.type.sections[lack.name].label, document.lang)
    if lack.gate in document.passed:
        return f"status `{document.status}` has passed gate {lack.gate}, which asks for the section `{label}`"
    return f"gate {lack.gate} asks for the section `{label}`, which is missing"


def _hint(document: Document, lack: Lack) -> str:
    if lack.what == UNFILLED:
        return how_to_fill(document.type.blocks[lack.name])
    section = document.type.sections[lack.name]
    guidance = say(section.guidance, document.lang)
    if lack.what != MISSING:
        return guidance
    if near := near_heading(section, document):
        return near
    if lack.blocks:
        keys = " and ".join(f"`{name}:`" for name in lack.blocks)
        return f"Add {keys} to the front matter, which the gate asks for too. {guidance}".rstrip()
    return f"Add `## {say(section.label, document.lang)}`. {guidance}".rstrip()


def how_to_fill(block: BlockType) -> str:
    """The next step for a block that is not there."""
    required = [name for name, inner in block.fields.items() if inner.required]
    inside = f" with {listed(required)}" + (" in each row" if block.rows else "") if required else ""
    return f"Add `{block.name}:`{inside}. {say(block.help, 'en')}".rstrip()
