"""To see that a state machine is drawn readably, safely and always alike."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from prdkit.render.diagram import Diagram, EdgeShape, StateShape, TooLarge, draw, mermaid

PATHS = ("normal", "reverse", "abnormal", "recovery", "timeout")
LEGEND = (
    ("normal", "正常"),
    ("reverse", "逆向"),
    ("abnormal", "异常"),
    ("recovery", "恢复"),
    ("timeout", "超时"),
)
Box = tuple[float, float, float, float]


def machine(id_: str, states: str, edges: str) -> Diagram:
    """`id label mark…` and `source event target path` a line; every state and transition is a link."""
    shapes = [line.split() for line in states.strip().splitlines()]
    moves = [line.split() for line in edges.strip().splitlines()]
    return Diagram(
        id_,
        f"Machine {id_}",
        tuple(state(name, label, *marks, href=f"#{id_}.{name}") for name, label, *marks in shapes),
        tuple(EdgeShape(a, b, on, road, f"#{id_}.t{n}") for n, (a, on, b, road) in enumerate(moves, 1)),
        "What it is about",
        LEGEND,
    )


def state(id_: str, label: str, *marks: str, href: str | None = None) -> StateShape:
    kind = next((mark for mark in marks if mark not in {"initial", "final"}), "normal")
    return StateShape(id_, label, kind, "initial" in marks, "final" in marks, href)


def two_states(*edges: EdgeShape) -> Diagram:
    return Diagram("m", "Two", (state("a", "A", "initial"), state("b", "B", "final")), edges)


POINTS = machine(
    "points_txn",
    """
    pending   待入账 initial
    available 可用
    frozen    冻结 abnormal
    used      已使用
    expired   已过期 final
    revoked   已撤销 abnormal final
    closed    已结清 final
    """,
    """
    pending   order_settled   available normal
    pending   refunded        revoked   reverse
    available redeem          used      normal
    available redeem          available abnormal
    used      redeem_reversed available reverse
    pending   risk_hit        frozen    abnormal
    available risk_hit        frozen    abnormal
    frozen    appeal_ok       available recovery
    frozen    refunded        revoked   reverse
    available year_end        expired   timeout
    used      archive         closed    normal
    """,
)
GROUP_ORDER = machine(
    "group_order",
    """
    pending_pay   待支付 initial
    grouping      拼团中
    formed        已成团
    fulfilling    备餐中
    done          已完成 final
    closed        已关闭 final
    failed        拼团失败 abnormal
    refunding     退款中 abnormal
    refunded      已退款 final
    refund_failed 退款失败 abnormal
    manual        人工处理 abnormal
    oversold      超卖补偿中 abnormal
    """,
    """
    pending_pay   paid              grouping      normal
    pending_pay   pay_timeout       closed        timeout
    pending_pay   user_cancel       closed        reverse
    grouping      group_full        formed        normal
    grouping      group_timeout     failed        timeout
    grouping      leave_group       refunding     reverse
    formed        accept_order      fulfilling    normal
    formed        stock_short       oversold      abnormal
    oversold      restocked         fulfilling    recovery
    oversold      compensate_refund refunding     reverse
    fulfilling    picked_up         done          normal
    fulfilling    shop_reject       refunding     abnormal
    failed        auto_refund       refunding     normal
    refunding     refund_ok         refunded      normal
    refunding     refund_rejected   refund_failed abnormal
    refund_failed retry             refunding     recovery
    refund_failed retry_exhausted   manual        timeout
    manual        manual_refund     refunded      recovery
    """,
)
TICKET = machine(
    "ticket",
    """
    opened    待受理 initial
    working   处理中
    waiting   等待用户 waiting
    escalated 已升级 abnormal
    resolved  已解决
    closed    已关闭 final
    """,
    """
    opened    assign          working   normal
    opened    first_reply_sla escalated timeout
    working   ask_user        waiting   normal
    waiting   user_reply      working   normal
    waiting   no_reply_72h    closed    timeout
    working   resolve_sla     escalated timeout
    escalated takeover        working   recovery
    working   resolve         resolved  normal
    resolved  reopen          working   reverse
    resolved  confirm         closed    normal
    working   transfer        working   normal
    escalated resolve         resolved  normal
    """,
)
MACHINES = (POINTS, GROUP_ORDER, TICKET)


LINK = "{http://www.w3.org/1999/xlink}href"


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def marked(svg: str, name: str) -> list[ElementTree.Element]:
    return [part for part in tree(svg).iter() if name in part.get("class", "").split()]


def texts(part: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in part.iter("text")]


def boxes(svg: str, name: str) -> list[Box]:
    return [
        (float(r.get("x", "")), float(r.get("y", "")), float(r.get("width", "")), float(r.get("height", "")))
        for r in marked(svg, name)
    ]


def starts(svg: str) -> list[Box]:
    return [(float(dot.get("cx", "")) - 6, float(dot.get("cy", "")) - 6, 12, 12) for dot in tree(svg).iter("circle")]


def overlap(one: Box, other: Box) -> bool:
    apart_x = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
    apart_y = one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1]
    return not (apart_x or apart_y)


def dots(svg: str) -> Iterator[Box]:
    """Small boxes all along every line."""
    for part in tree(svg).iter("path"):
        if part.get("class"):
            continue
        for line in part.get("d", "").split("M")[1:]:
            numbers = [float(value) for value in re.findall(r"-?\d+", line)]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            for (x, y), (u, v) in pairwise(points):
                steps = int(max(abs(u - x), abs(v - y)) // 4) + 1
                for n in range(steps + 1):
                    yield x + (u - x) * n / steps, y + (v - y) * n / steps, 0.1, 0.1


def assert_readable(svg: str) -> None:
    states, words = boxes(svg, "prd-state__box"), boxes(svg, "prd-edge__plate")
    assert [pair for pair in combinations([*states, *words, *starts(svg)], 2) if overlap(*pair)] == []
    inner = [(x + 2, y + 2, w - 4, h - 4) for x, y, w, h in [*states, *words]]
    assert [dot for dot in dots(svg) for box in inner if overlap(dot, box)] == []
    left, top, width, height = (float(value) for value in tree(svg).get("viewBox", "").split())
    for x, y, w, h in [*states, *words]:
        assert left <= x
        assert top <= y
        assert x + w <= left + width
        assert y + h <= top + height


def test_a_state_is_a_box_with_its_name_that_leads_to_its_place_on_the_page() -> None:
    frozen = next(part for part in marked(draw(POINTS), "prd-state") if "冻结" in texts(part))
    assert frozen.get("class") == "prd-state prd-state--abnormal"
    assert [link.get(LINK) for link in frozen.iter("a")] == ["#points_txn.frozen"]


def test_a_transition_is_an_arrow_with_its_event_that_leads_to_its_row_and_says_its_ends() -> None:
    (timeout,) = [part for part in marked(draw(POINTS), "prd-edge--timeout") if "year_end" in texts(part)]
    (link,) = timeout.iter("a")
    assert link.get(LINK) == "#points_txn.t10"
    assert link.get("aria-label") == "可用 → 已过期: year_end"
    assert len([part for part in timeout if part.get("class") == "prd-edge__head"]) == 1


def test_events_between_the_same_states_share_an_arrow_and_keep_their_links() -> None:
    svg = draw(two_states(EdgeShape("a", "b", "pay", href="#t1"), EdgeShape("a", "b", "skip", href="#t2")))
    (arrow,) = marked(svg, "prd-edge--normal")
    assert texts(arrow) == ["pay", "skip"]
    assert [link.get(LINK) for link in arrow.iter("a")] == ["#t1", "#t2"]


def test_an_event_is_named_once_on_an_arrow_however_many_guards_it_has() -> None:
    (arrow,) = marked(draw(two_states(EdgeShape("a", "b", "pay"), EdgeShape("a", "b", "pay"))), "prd-edge--normal")
    assert texts(arrow) == ["pay"]


def test_each_path_between_the_same_states_has_an_arrow_of_its_own() -> None:
    svg = draw(two_states(*(EdgeShape("a", "b", road, road) for road in PATHS)))
    assert [texts(marked(svg, f"prd-edge--{road}")[0]) for road in PATHS] == [[road] for road in PATHS]


def test_a_loop_stands_right_of_its_state_with_its_event() -> None:
    svg = draw(TICKET)
    (working,) = [part for part in marked(svg, "prd-state") if "处理中" in texts(part)]
    (loop,) = [part for part in marked(svg, "prd-edge") if "transfer" in texts(part)]
    box, plate = working.find(".//rect"), loop.find(".//rect")
    assert box is not None
    assert plate is not None
    assert float(plate.get("x", "")) > float(box.get("x", "")) + float(box.get("width", ""))


def test_an_initial_state_has_a_dot_a_final_one_two_borders_a_waiting_one_a_clock() -> None:
    svg = draw(TICKET)
    assert [circle.get("r") for circle in tree(svg).iter("circle")] == ["6"]
    assert [texts(part) for part in marked(svg, "prd-state") if len(list(part.iter("rect"))) == 2] == [["已关闭"]]
    assert [texts(part) for part in marked(svg, "prd-state") if list(part.iter("path"))] == [["等待用户"]]


def test_the_normal_path_runs_downwards_and_what_leads_back_runs_up() -> None:
    svg = draw(TICKET)
    top = {
        texts(part)[0]: boxes(ElementTree.tostring(part).decode(), "prd-state__box")[0][1]
        for part in marked(svg, "prd-state")
    }
    assert top["待受理"] < top["处理中"] < top["已解决"] < top["已关闭"]


def test_the_legend_explains_the_paths_that_occur() -> None:
    assert [texts(part) for part in marked(draw(TICKET), "prd-diagram__legend")] == [
        ["正常"],
        ["逆向"],
        ["恢复"],
        ["超时"],
    ]


def test_a_reader_hears_title_and_description_and_several_diagrams_fit_on_a_page() -> None:
    root = tree(draw(POINTS))
    by_id = {part.get("id"): part.text for part in root.iter() if part.get("id")}
    assert by_id[root.get("aria-labelledby")] == "Machine points_txn"
    assert by_id[root.get("aria-describedby")] == "What it is about"
    others = {part.get("id") for part in tree(draw(TICKET)).iter() if part.get("id")}
    assert not others & set(by_id)


def test_only_a_drawing_without_links_is_an_image_as_images_hide_their_links_from_screen_readers() -> None:
    assert tree(draw(two_states(EdgeShape("a", "b", "go")))).get("role") == "img"
    assert tree(draw(two_states(EdgeShape("a", "b", "go", href="#t1")))).get("role") == "group"


@pytest.mark.parametrize("diagram", MACHINES, ids=lambda diagram: diagram.id)
def test_nothing_overlaps_and_no_line_crosses_a_box_or_a_word(diagram: Diagram) -> None:
    assert_readable(draw(diagram))


@pytest.mark.parametrize("diagram", MACHINES, ids=lambda diagram: diagram.id)
def test_a_machine_fits_the_column_of_a_page(diagram: Diagram) -> None:
    assert float(tree(draw(diagram)).get("width", "")) <= 700


def test_a_state_is_as_wide_as_the_arrows_that_meet_there_need() -> None:
    shapes = tuple(state(f"s{n}", "S") for n in range(13))
    svg = draw(Diagram("m", "M", shapes, tuple(EdgeShape(f"s{n}", "s12", "go") for n in range(12))))
    tips = sorted(int(head.get("d", "M0")[1:].split()[0]) for head in marked(svg, "prd-edge__head"))
    assert len(tips) == 12
    assert min(after - before for before, after in pairwise(tips)) >= 8
    assert_readable(svg)


@pytest.mark.parametrize("diagram", MACHINES, ids=lambda diagram: diagram.id)
def test_a_strict_content_security_policy_has_nothing_to_stop(diagram: Diagram) -> None:
    for part in tree(draw(diagram)).iter():
        assert part.tag not in {"script", "style", "image", "use", "foreignObject"}
        assert [name for name in part.attrib if name == "style" or name.startswith("on")] == []


def test_two_processes_draw_the_same() -> None:
    program = "import test_diagram as t; print([t.draw(m) for m in t.MACHINES])"
    here = os.path.dirname(__file__)
    path = os.pathsep.join([here, *sys.path])
    drawn = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(drawn) == 1


@pytest.mark.parametrize(
    "text",
    [
        "</text><script>alert(1)</script>",
        "<!--",
        "]]>",
        "&lt;b&gt;",
        '" onload="x',
        "' style='x",
        "${x}{{ y }}",
    ],
)
def test_words_stay_words(text: str) -> None:
    diagram = Diagram(text, text, (state(text, text),), (EdgeShape(text, text, text),), text, (("normal", text),))
    root = tree(draw(diagram))
    assert {part.tag for part in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "g",
        "rect",
        "text",
        "tspan",
        "path",
    }
    assert "".join(root.find("title").itertext()) == text  # type: ignore[union-attr]
    assert [name for part in root.iter() for name in part.attrib if name.startswith("on") or name == "style"] == []


def test_control_and_direction_characters_are_dropped() -> None:
    svg = draw(Diagram("m", "a\x00b\x1b[31m", (state("a", "x\u202ey\ud800z\x0bw\ufffe"),), ()))
    assert texts(tree(svg)) == ["xyz w"]
    assert '<title id="m-diagram-title">ab[31m</title>' in svg


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JaVa\tscript:alert(1)", " data:text/html,x", "vbscript:x", "\x01javascript:x"],
)
def test_an_address_that_runs_code_is_no_link(href: str) -> None:
    svg = draw(Diagram("m", "M", (state("a", "A", href=href),), (EdgeShape("a", "a", "go", href=href),)))
    assert list(tree(svg).iter("a")) == []


@pytest.mark.parametrize("href", ["#m.a", "../PRD-2026-001/#m.a", "https://example.com/?q=a:b", "page/#a:b", "?a:b"])
def test_an_address_of_a_page_is_a_link(href: str) -> None:
    (link,) = tree(draw(Diagram("m", "M", (state("a", "A", href=href),), ()))).iter("a")
    assert link.get(LINK) == href


def test_a_long_name_is_broken_and_what_is_cut_is_shown_on_hovering() -> None:
    name = "商品库存不足且用户未在规定时间内完成支付的订单状态名称特别长特别长特别长特别长"
    svg = draw(Diagram("m", "M", (state("a", name),), ()))
    (box,) = marked(svg, "prd-state")
    rows = [row.text or "" for row in box.iter("tspan")]
    assert len(rows) == 3
    assert rows[-1].endswith("…")
    assert "".join(rows)[:-1] == name[: len("".join(rows)) - 1]
    assert [title.text for title in box.iter("title")] == [name]


def test_an_event_is_broken_after_its_underscores() -> None:
    svg = draw(two_states(EdgeShape("a", "b", "retry_payment_with_another_card_after_failure")))
    rows = [row.text for row in marked(svg, "prd-edge--normal")[0].iter("tspan")]
    assert rows == ["retry_payment_with_", "another_card_after_", "failure"]


def test_transitions_of_states_that_are_not_there_are_left_out() -> None:
    svg = draw(two_states(EdgeShape("a", "nowhere", "lost"), EdgeShape("a", "b", "go")))
    assert [text for part in marked(svg, "prd-edge") for text in texts(part)] == ["go"]


def test_a_kind_or_path_that_is_not_known_is_drawn_as_normal() -> None:
    svg = draw(Diagram("m", "M", (state("a", "A", 'x" y'), state("b", "B")), (EdgeShape("a", "b", "go", "odd"),)))
    assert len(marked(svg, "prd-state--normal")) == 2
    assert len(marked(svg, "prd-edge--normal")) == 1


def test_a_machine_without_states_is_not_drawn() -> None:
    empty = Diagram("m", "M", (), (EdgeShape("a", "b", "go"),))
    assert draw(empty) == ""
    assert mermaid(empty) == ""


def test_states_side_by_side_leave_room_for_each_others_loops() -> None:
    shapes = tuple(state(f"s{n}", f"State {n}") for n in range(5))
    fan = tuple(EdgeShape("s0", f"s{n}", "go") for n in range(1, 5))
    loops = tuple(EdgeShape(f"s{n}", f"s{n}", f"again_{road}", road) for n in range(5) for road in PATHS[:2])
    assert_readable(draw(Diagram("m", "M", shapes, fan + loops)))


def test_parts_that_nothing_connects_are_drawn_beside_each_other() -> None:
    shapes = tuple(state(f"s{n}", f"State {n}") for n in range(7))
    edges = (EdgeShape("s0", "s1", "go"), EdgeShape("s2", "s3", "go"), EdgeShape("s4", "s4", "spin"))
    svg = draw(Diagram("m", "M", shapes, edges))
    assert len(marked(svg, "prd-state")) == 7
    assert_readable(svg)


@pytest.mark.parametrize(("states", "edges"), [(61, 0), (2, 121)])
def test_what_is_too_large_is_said_not_drawn(states: int, edges: int) -> None:
    shapes = tuple(state(f"s{n}", "S") for n in range(states))
    with pytest.raises(TooLarge, match="at most `60` and `120` can be drawn"):
        draw(Diagram("m", "M", shapes, tuple(EdgeShape("s0", "s1", f"e{n}") for n in range(edges))))


def test_the_largest_machine_is_still_readable() -> None:
    shapes = tuple(state(f"s{n}", f"State {n}") for n in range(60))
    edges = tuple(EdgeShape(f"s{n % 60}", f"s{n * 7 % 60}", f"event_{n}", PATHS[n % 5]) for n in range(120))
    assert_readable(draw(Diagram("m", "M", shapes, edges)))


names = some.integers(0, 6).map("s{}".format)
edge_shapes = some.builds(EdgeShape, names, names, some.text(max_size=30), some.sampled_from(PATHS), some.just("#t"))
state_shapes = some.builds(
    StateShape,
    names,
    some.text(max_size=30),
    some.sampled_from(["normal", "abnormal", "waiting"]),
    some.booleans(),
    some.booleans(),
    some.just("#s"),
)
diagrams = some.builds(
    Diagram,
    some.text(max_size=8),
    some.text(max_size=20),
    some.lists(state_shapes, min_size=1, max_size=9).map(tuple),
    some.lists(edge_shapes, max_size=14).map(tuple),
    some.text(max_size=20),
    some.just(LEGEND),
)


@settings(max_examples=60, deadline=None)
@given(diagrams)
def test_any_machine_is_drawn_readably(diagram: Diagram) -> None:
    svg = draw(diagram)
    assert len(marked(svg, "prd-state")) == len({shape.id for shape in diagram.states})
    assert_readable(svg)


def test_mermaid_shows_the_same_machine() -> None:
    diagram = Diagram(
        "m",
        "积分 (v2)",
        (state("a", "待入账", "initial"), state("end", "冻结", "abnormal"), state("b c", "", "final")),
        (EdgeShape("a", "end", "risk_hit"), EdgeShape("a", "end", "risk_hit_2"), EdgeShape("end", "b c", "")),
    )
    assert mermaid(diagram) == (
        "stateDiagram-v2\n"
        "    direction TB\n"
        "    accTitle: 积分 #40;v2#41;\n"
        '    state "待入账" as s_a\n'
        '    state "冻结" as s_end\n'
        '    state "b c" as s3\n'
        "    [*] --> s_a\n"
        "    s_a --> s_end : risk_hit, risk_hit_2\n"
        "    s_end --> s3\n"
        "    s3 --> [*]\n"
        "    classDef abnormal stroke-dasharray: 5 3\n"
        "    class s_end abnormal\n"
    )


LINE = re.compile(
    r"    (direction TB|acc(Title|Descr): TEXT|state \"TEXT\" as NAME|\[\*\] --> NAME|NAME --> \[\*\]"
    r"|NAME --> NAME( : TEXT)?|classDef \w+ stroke-dasharray: \d \d|class NAME(,NAME)* \w+)".replace(
        "TEXT", r"([\w .,，。、！？（）\u2e80-\U0010ffff]|#\d+;)+"
    ).replace("NAME", r"s_?\w+")
)


@settings(max_examples=60, deadline=None)
@given(diagrams)
def test_no_word_becomes_mermaid_syntax(diagram: Diagram) -> None:
    first, *rest = mermaid(diagram).removesuffix("\n").split("\n")
    assert first == "stateDiagram-v2"
    assert [line for line in rest if not LINE.fullmatch(line)] == []


@pytest.mark.parametrize(
    "text", ["%%{init: {}}%%", 'x" as y\nclick y call f()', "a : b --> c", "<img onerror=x>", "ﬂ°60¶"]
)
def test_mermaid_directives_and_markup_are_only_text(text: str) -> None:
    source = mermaid(Diagram("m", text, (state(text, text),), (EdgeShape(text, text, text),), text))
    assert [line for line in source.splitlines()[1:] if not LINE.fullmatch(line)] == []
    assert not re.search(r"[%<>{}\"ﬂ°]", re.sub(r"-->|state \"|\" as ", "", source))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two hex colours."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted([light(one), light(other)])
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("scheme", "paper"), [(":root", "#ffffff"), ("slate", "#1e2129")])
def test_every_path_is_readable_in_light_and_dark(scheme: str, paper: str) -> None:
    sheet = files("prdkit.site_config").joinpath("assets/prdkit-diagram.css").read_text(encoding="utf-8")
    rules = next(rule for rule in sheet.split("}") if scheme in rule.split("{")[0])
    colours = dict(re.findall(r"--prd-(?:path|diagram)-(\w+): (#[0-9a-f]{6})", rules))
    assert {*colours} == {*PATHS[1:], "border"}
    assert {name: colour for name, colour in colours.items() if contrast(colour, paper) < 4.5} == {}
