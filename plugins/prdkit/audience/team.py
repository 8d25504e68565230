"""To let people, departments and products that are marked for others appear as roles."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from prdkit.config.audiences import reaches
from prdkit.config.config import Config, Org, Person
from prdkit.config.fields import LANGUAGES, Text

HIDDEN_TEAM = "internal-team"
"""The key of every department that may not be named."""
TEAM = "team"
"""The handle of a person of whom no department may be named."""


class Team:
    """Who takes part in what readers see. `used` are the keys that something shown speaks of.

    A person is named only where org.yml says so by `audience`; departments and products unless it says otherwise.
    What org.yml does not know is not named.
    """

    def __init__(self, config: Config, readers: str) -> None:
        self.config = config
        self.org = config.org
        self.readers = readers
        self.used: set[str] = set()

    def _is_open(self, key: str, known: Mapping[str, object]) -> bool:
        return key in known and reaches(self.org.audiences.get(key, "public"), self.readers)

    def shows_person(self, handle: str) -> bool:
        """Whether a person may be named."""
        person = self.org.people.get(handle)
        return person is not None and reaches(person.audience, self.readers)

    def person(self, handle: str) -> str:
        """The handle of a person, or that of a role."""
        if self.shows_person(handle):
            return self._use(handle)
        person = self.org.people.get(handle)
        if person is None:
            return self._use(TEAM)
        return self._use(person.dept if self._is_open(person.dept, self.org.departments) else HIDDEN_TEAM)

    def department(self, key: str) -> str:
        """The key of a department, or that of all that may not be named."""
        return self._use(key if self._is_open(key, self.org.departments) else HIDDEN_TEAM)

    def product(self, key: str) -> str:
        """The key of a product, empty where it may not be named."""
        return self._use(key) if self._is_open(key, self.org.products) else ""

    def _use(self, key: str) -> str:
        self.used.add(key)
        return key

    def org_shown(self) -> Org:
        """The organisation as readers know it: whom something shown speaks of, and roles for the rest."""
        departments = {k: v for k, v in self.org.departments.items() if self._is_open(k, self.org.departments)}
        people = {h: p for h, p in self.org.people.items() if h in self.used and self.shows_person(h)}
        people = {handle: self._told(person) for handle, person in people.items()}
        for key in sorted(self.used - people.keys()):
            if key in departments:
                people[key] = Person(key, key, departments[key], active=False)
            elif key in (HIDDEN_TEAM, TEAM):
                people[key] = Person(key, HIDDEN_TEAM, self._label("team"), active=False)
        depts = {
            key: v for key, v in departments.items() if key in self.used or key in {p.dept for p in people.values()}
        }
        if HIDDEN_TEAM in self.used or any(person.dept == HIDDEN_TEAM for person in people.values()):
            depts[HIDDEN_TEAM] = self._label("team")
        products = {k: v for k, v in self.org.products.items() if k in self.used}
        return Org(depts, people, products)

    def _told(self, person: Person) -> Person:
        dept = person.dept if self._is_open(person.dept, self.org.departments) else HIDDEN_TEAM
        return Person(person.name, dept, person.label, person.active)

    def _label(self, kind: str) -> Text:
        return {lang: self.config.label(f"hidden.{kind}", lang) for lang in LANGUAGES}

    def said(self, name: str, lang: str) -> str:
        """What a person who may not be named is called: by the department; empty where that may not be named either."""
        handle = self._handles.get(name.casefold(), "")
        person = self.org.people.get(handle)
        if person is None or not self._is_open(person.dept, self.org.departments):
            return ""
        return self.config.department(person.dept, lang)

    @cached_property
    def _handles(self) -> Mapping[str, str]:
        people = self.org.people.items()
        return {word.casefold(): handle for handle, one in people for word in (handle, one.email, *_spoken(one.label))}

    def unnamed(self) -> Iterator[tuple[str, str]]:
        """Every word that names a person, department or product that readers may not know, and its kind."""
        for handle, person in self.org.people.items():
            if not self.shows_person(handle):
                yield from ((word, "person") for word in (handle, person.email, *_spoken(person.label)))
        for key, label in self.org.departments.items():
            if not self._is_open(key, self.org.departments):
                yield from ((word, "team") for word in (key, *_spoken(label)))
        for key, label in self.org.products.items():
            if not self._is_open(key, self.org.products):
                yield from ((word, "product") for word in (key, *_spoken(label)))


def _spoken(label: Text) -> tuple[str, ...]:
    return tuple(label.values()) if isinstance(label, Mapping) else (label,)
