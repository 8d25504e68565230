"""To write a state machine as Mermaid source in which no word of a document can become syntax."""

import re

from prdkit.blocks.diagram import Diagram, StateShape
from prdkit.render.diagram_shapes import bundles, distinct, named
from prdkit.render.diagram_text import clean

_PLAIN = re.compile(r"[A-Za-z0-9_]+")
_CLASSES = {
    "abnormal": "stroke-dasharray: 5 3",
    "waiting": "stroke-dasharray: 1 3",
}


def mermaid(diagram: Diagram) -> str:
    """The diagram as a Mermaid `stateDiagram-v2`; nothing for a machine without states. Raises `TooLarge`."""
    states = distinct(diagram)
    if not states:
        return ""
    names = {state.id: _name(state.id, number) for number, state in enumerate(states.values(), 1)}
    rows = ["direction TB", f"accTitle: {_text(diagram.title)}"]
    if clean(diagram.description):
        rows.append(f"accDescr: {_text(diagram.description)}")
    rows += [f'state "{_text(named(state))}" as {names[state.id]}' for state in states.values()]
    rows += [f"[*] --> {names[state.id]}" for state in states.values() if state.initial]
    for bundle in bundles(states, diagram.edges):
        ends = f"{names[bundle.source.id]} --> {names[bundle.target.id]}"
        events = ", ".join(_text(edge.label) for edge, _ in bundle.captions)
        rows.append(f"{ends} : {events}" if events else ends)
    rows += [f"{names[state.id]} --> [*]" for state in states.values() if state.final]
    rows += _classes(states, names)
    return "stateDiagram-v2\n" + "".join(f"    {row}\n" for row in rows)


def _classes(states: dict[str, StateShape], names: dict[str, str]) -> list[str]:
    rows: list[str] = []
    for kind, style in _CLASSES.items():
        members = [names[state.id] for state in states.values() if state.kind == kind]
        if members:
            rows += [f"classDef {kind} {style}", f"class {','.join(members)} {kind}"]
    return rows


def _name(given: str, number: int) -> str:
    """A name that is no Mermaid keyword, the author's own inside it where that is plain."""
    return f"s_{given}" if _PLAIN.fullmatch(given) else f"s{number}"


def _text(text: str) -> str:
    """Text in which all but letters, digits, blanks and a few harmless marks are Mermaid character codes."""
    # Mermaid itself marks the codes it has read with this ligature, and would take ours for its own.
    plain = clean(text).replace("\ufb02", "fl")
    return "".join(char if _harmless(char) else f"#{ord(char)};" for char in plain) or "#160;"


def _harmless(char: str) -> bool:
    return char.isalnum() or char in " _.,，。、！？（）" or ord(char) > 0x2E7F
