"""To give each department one page: what it must do, in which document, by when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.view.owed import Owed, owed_by_department
from prdkit.view.page import SEARCHED_ROWS, PageView
from prdkit.view.sign_offs import waits_for
from prdkit.view.tasks import STATES, Task, by_department
from prdkit.view.told import NOTHING, Told, told_by_department
from prdkit.view.used import has_departments


@dataclass(frozen=True, slots=True)
class Group:
    """The tasks of one state; `name` is the address of its heading."""

    name: str
    label: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """A department: its people by handle, and its tasks by state, only those states that have any.

    `unsigned` counts the documents that wait for its sign-off, None where nothing is signed.
    """

    key: str
    people: tuple[str, ...]
    groups: tuple[Group, ...]
    unsigned: int | None = None
    told: Told = NOTHING
    owed: tuple[Owed, ...] = ()


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department in the list of all: how much waits for it, and what is next."""

    key: str
    overdue: int
    upcoming: int
    undated: int
    documents: int
    next_due: date | None


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """The list of departments, then a page for each, where documents speak of departments: what they do is inside."""
    if site.readers != "internal" or not has_departments(site.config):
        return
    tasks, told = by_department(site, words), told_by_department(site, words)
    owed = owed_by_department(site, words)
    departments = tuple(site.config.org.departments)
    rows = tuple(_row(key, tasks.get(key, ())) for key in departments)
    yield PageView("departments/index.md", words("dept.all"), "pages/departments.html.j2", rows)
    for key in departments:
        made = _department(key, tasks.get(key, ()), told.get(key, NOTHING), site, words)
        yield _page(replace(made, owed=owed.get(key, ())), words)


def _page(view: DepartmentView, words: Words) -> PageView:
    title = words("dept.title", name=words.department(view.key))
    toc = tuple((2, group.name, group.label) for group in view.groups)
    toc += ((2, "checklist", words("dept.checklist")),) if view.owed else ()
    told = (("trainings", view.told.sessions, "training.title"), ("tells", view.told.tellings, "comms.title"))
    toc += tuple((2, anchor, words(label)) for anchor, rows, label in told if rows)
    small = sum(len(group.tasks) for group in view.groups) <= SEARCHED_ROWS
    return PageView(f"departments/{view.key}.md", title, "pages/department.html.j2", view, toc, small)


def _department(key: str, tasks: tuple[Task, ...], told: Told, site: Site, words: Words) -> DepartmentView:
    people = tuple(p.name for p in site.config.org.people.values() if p.dept == key and p.active)
    grouped = ((state, tuple(task for task in tasks if task.state == state)) for state in STATES)
    groups = tuple(Group(state, words(f"dept.{state}"), found) for state, found in grouped if found)
    unsigned = waits_for(key, site) if site.config.sign_offs.on else None
    return DepartmentView(key, people, groups, unsigned, told)


def _row(key: str, tasks: tuple[Task, ...]) -> DepartmentRow:
    counts = {state: sum(task.state == state for task in tasks) for state in STATES}
    return DepartmentRow(
        key=key,
        overdue=counts["overdue"],
        upcoming=counts["upcoming"],
        undated=counts["undated"],
        documents=len({task.document for task in tasks}),
        next_due=next((task.due for task in tasks if task.state == "upcoming"), None),
    )
