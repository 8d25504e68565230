"""To write a project of many documents of ordinary size: about 9 KB each, every second one in Chinese."""

import random
import sys
from pathlib import Path

SENTENCES = {
    "en": (
        "Customers who order at the counter never see the balance that they could spend.",
        "The kitchen display shows orders in the sequence in which payment was confirmed.",
        "A refund within thirty minutes returns the voucher and writes a row to the ledger.",
        "Store managers asked for a daily list of orders that were picked up late.",
        "The service answers within 300 ms at 800 requests a second on the stage environment.",
        "When the courier cancels, the order goes back to the queue and the guest gets a message.",
        "Finance closes the month on the third working day and needs the liability by then.",
        "The app keeps the last ten receipts on the device, so that a guest can show one offline.",
    ),
    "zh-Hans": (
        "到店下单的顾客看不到自己可以使用的积分余额，收银台也没有提示。",
        "后厨屏幕按照支付确认的先后顺序显示订单，同一桌的订单排在一起。",
        "三十分钟内退款的订单会退回优惠券，并在流水表里写入一条冲正记录。",
        "门店经理希望每天早上收到前一天超时取餐的订单清单，按门店分组。",
        "在预发布环境下，服务在每秒八百次请求时的响应时间不超过三百毫秒。",
        "骑手取消配送之后，订单回到待分配队列，顾客会收到一条站内消息。",
        "财务在每月第三个工作日关账，需要在那之前拿到积分负债的数据。",
        "应用在本机保存最近十张小票，断网时顾客也可以向店员出示。",
    ),
}
PHRASES = {
    "en": (
        "guest pays at the till",
        "order is ready",
        "write a ledger row",
        "show the balance",
        "send one message",
        "3 of 200 rows differ",
        "return the voucher",
        "list late orders",
    ),
    "zh-Hans": (
        "顾客在收银台付款",
        "订单已备好",
        "写入一条流水",
        "显示积分余额",
        "发送一条消息",
        "二百行差三行",
        "退回优惠券",
        "列出超时订单",
    ),
}
HEADINGS = {
    "en": (
        "Background & problem",
        "Goals",
        "Non-goals",
        "Demand sources",
        "Data evidence",
        "Users & scenarios",
        "Scope & feature list",
        "Business flow",
        "Prototype & interaction",
        "State transitions",
        "Exception flows",
        "Business & strategy rules",
        "Data monitoring & expectation",
        "Department collaboration",
        "Acceptance criteria",
        "Risks",
    ),
    "zh-Hans": (
        "背景与问题",
        "目标",
        "非目标",
        "需求来源",
        "数据依据",
        "用户与场景",
        "范围与功能清单",
        "业务流程图",
        "原型与交互说明",
        "状态迁移",
        "异常流程",
        "业务规则",
        "数据检测和预期",
        "部门协作",
        "验收标准",
        "风险",
    ),
}
STATES = ("created", "paid", "making", "ready_for_pickup", "done", "frozen", "refunded", "expired")
NAMES = {
    "en": ("Created", "Paid", "In the kitchen", "Ready", "Picked up", "Frozen", "Refunded", "Expired"),
    "zh-Hans": ("已创建", "已支付", "制作中", "待取餐", "已取餐", "已冻结", "已退款", "已过期"),
}
EVENTS = {
    "pay": ("user", "created"),
    "accept": ("ops", "paid"),
    "finish": ("ops", "making"),
    "pick_up": ("user", "ready_for_pickup"),
    "risk_hit": ("system", "paid"),
    "appeal_ok": ("cs", "frozen"),
    "refund": ("system", "paid, making, frozen"),
    "pay_timeout": ("timer", "created"),
    "pickup_timeout": ("timer", "ready_for_pickup"),
}
DEPARTMENTS = ("product", "ops", "cs", "backend", "qa", "data", "design", "sre")
STATUSES = ("draft", "analysis", "review")


def document(number: int) -> str:
    """One PRD, the same for the same number."""
    rng = random.Random(number)
    lang = "zh-Hans" if number % 2 else "en"
    words, terms = SENTENCES[lang], PHRASES[lang]
    title = f"第 {number} 号需求：取餐提醒" if number % 2 else f"Pick-up reminder no. {number}"
    front = [
        "---",
        f"id: PRD-{2000 + number // 1000}-{number % 1000:03}",
        "type: prd",
        f"title: {title}",
        f"status: {rng.choice(STATUSES)}",
        "owner: pm.lead",
        f"created: 2026-0{3 + number % 3}-1{number % 9}",
        f"lang: {lang}",
        "product: PROD-app",
        "profile: standard",
        "priority: P1",
        "version: '1.10'",
        f"departments: [{', '.join(DEPARTMENTS[:6])}]",
        "user_visible: true",
        f"tags: [pickup, batch-{number % 17}]",
        *_features(terms, rng),
        *_machine(lang, terms, rng),
        *_matrix(terms, rng),
        *_metrics(terms, rng),
        "---",
    ]
    body = []
    for heading in HEADINGS[lang]:
        body += [f"\n## {heading}\n"]
        body += [" ".join(rng.sample(words, 2))]
        if rng.random() < 0.3:
            other = rng.randrange(1, max(number, 2))
            body += [f"\nSee [[PRD-{2000 + other // 1000}-{other % 1000:03}]] and `order.{rng.choice(STATES)}`."]
        if rng.random() < 0.2:
            body += ["", *(f"- {sentence}" for sentence in rng.sample(words, 3))]
    return "\n".join((*front, *body)) + "\n"


def _quoted(words: tuple[str, ...], rng: random.Random) -> str:
    return '"' + rng.choice(words) + '"'


def _features(words: tuple[str, ...], rng: random.Random) -> list[str]:
    rows = ["features:"]
    for number in range(1, 5):
        rows += [
            f"  - id: F{number}",
            f"    name: {_quoted(words, rng)}",
            "    tier: core",
            "    acceptance:",
            f"      - {{id: AC1, given: {_quoted(words, rng)}, when: {_quoted(words, rng)},",
            f"         then: {_quoted(words, rng)}}}",
        ]
    return rows


def _machine(lang: str, words: tuple[str, ...], rng: random.Random) -> list[str]:
    rows = ["state_machines:", "  - id: order", "    initial: created", "    states:"]
    for state, name in zip(STATES, NAMES[lang], strict=True):
        final = ", final: true" if state in ("done", "refunded", "expired") else ""
        kind = ", kind: abnormal, handler: cs" if state == "frozen" else ""
        rows.append(f"      {state}: {{name: {name}{kind}{final}}}")
    rows.append("    events:")
    rows += [f"      {name}: {{actor: {actor}, only_in: [{places}]}}" for name, (actor, places) in EVENTS.items()]
    rows.append("    transitions:")
    for source, event, target, path in (
        ("created", "pay", "paid", "normal"),
        ("paid", "accept", "making", "normal"),
        ("making", "finish", "ready_for_pickup", "normal"),
        ("ready_for_pickup", "pick_up", "done", "normal"),
        ("paid", "risk_hit", "frozen", "abnormal"),
        ("frozen", "appeal_ok", "paid", "recovery"),
        ("[paid, making, frozen]", "refund", "refunded", "reverse"),
        ("created", "pay_timeout", "expired", "timeout"),
        ("ready_for_pickup", "pickup_timeout", "expired", "timeout"),
    ):
        rows.append(
            f"      - {{from: {source}, event: {event}, to: {target}, path: {path}, action: {_quoted(words, rng)}, "
            f"user_sees: {_quoted(words, rng)}, handler: cs}}"
        )
    return rows


def _matrix(words: tuple[str, ...], rng: random.Random) -> list[str]:
    rows = ["collaboration:", "  model: RACI", "  nodes:"]
    for node, stage, due in (
        ("n_proto", "define", "M1"),
        ("n_dev", "track", "M2"),
        ("n_live", "launch", "M3"),
        ("n_data", "measure", "M4"),
    ):
        rows += [
            f"    - id: {node}",
            f"      name: {_quoted(words, rng)}",
            f"      stage: {stage}",
            f"      due: {due}",
            "      cells:",
        ]
        for place, dept in enumerate(DEPARTMENTS[:6]):
            role = "A/R" if place == 0 else "R" if place < 3 else "C"
            done = f", does: {_quoted(words, rng)}, deliverable: {node}-{dept}" if place < 3 else ""
            rows.append(f"        {dept}: {{role: {role}{done}}}")
    rows.append("milestones:")
    rows += [f"  - {{id: M{n}, name: Milestone {n}, baseline: 2026-0{n + 2}-1{n}}}" for n in range(1, 5)]
    return rows


def _metrics(words: tuple[str, ...], rng: random.Random) -> list[str]:
    return [
        "metrics:",
        f"  - {{id: pickup_rate, name: {_quoted(words, rng)}, role: primary, type: rate, direction: up,",
        f"     numerator: {_quoted(words, rng)}, denominator: {_quoted(words, rng)}, owner: pm.lead,",
        "     baseline: {value: 0.42, window: 2026-01-01/2026-03-31, source: BI-7},",
        "     expected: {value: 0.5, by: 2026-06-30}}",
        "sources:",
        f"  feedback: [{_quoted(words, rng)}]",
        "goals:",
        f"  - objective: {_quoted(words, rng)}",
    ]


def write(folder: Path, count: int) -> None:
    """A project with `count` documents below `folder`."""
    home = folder / "prd" / "prds"
    home.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        name = f"PRD-{2000 + number // 1000}-{number % 1000:03}.md"
        (home / name).write_text(document(number), encoding="utf-8", newline="\n")
    (folder / "prd" / "index.md").write_text("# Benchmark\n\nGenerated documents.\n", encoding="utf-8")
    config = folder / "site_config"
    config.mkdir(exist_ok=True)
    (config / "project.yml").write_text("docs_dir: prd\nlang: en\nas_of: 2026-05-30\n", encoding="utf-8")
    org = Path(__file__).parents[1] / "site_config" / "org.yml"
    (config / "org.yml").write_text(org.read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
