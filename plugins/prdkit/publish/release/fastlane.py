"""To write the texts of stores as the folders that fastlane's `deliver` and `supply` upload.

Layout and file names are those of fastlane's documentation: https://docs.fastlane.tools/actions/deliver/ and
https://docs.fastlane.tools/actions/supply/.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from prdkit.config.stores import Limit, Store
from prdkit.publish.data_files import DataFile
from prdkit.publish.releases import NOTES, Bundle
from prdkit.publish.told import told
from prdkit.reading.characters import count

FIELDS = ("aso", "stores", "compliance", *NOTES)
IOS = {
    "name": "name.txt",
    "subtitle": "subtitle.txt",
    "keywords": "keywords.txt",
    "promo": "promotional_text.txt",
    "description": "description.txt",
    "whats_new": "release_notes.txt",
    "privacy_url": "privacy_url.txt",
}
ANDROID = {"name": "title.txt", "subtitle": "short_description.txt", "description": "full_description.txt"}
_APPLE, _GOOGLE = "apple", "google"


class Text(NamedTuple):
    """A text of a store: `name` is its key in `aso` or `stores`, `path` its file below `fastlane/metadata/`."""

    store: Store
    name: str
    lang: str
    path: str
    words: str

    @property
    def limit(self) -> Limit:
        """How long the store lets it be."""
        return self.store.limit(self.name)


def files(bundle: Bundle) -> Iterator[DataFile]:
    """A file for each text of the two stores that fastlane serves."""
    for text in texts(bundle):
        yield DataFile.text(f"fastlane/metadata/{text.path}", f"{text.words.strip()}\n")


def faults(bundle: Bundle) -> Iterator[str]:
    """What a store would refuse: texts that are too long, with their count and the limit."""
    for text in texts(bundle):
        long, most = count(text.words.strip()), text.limit.most
        if most is not None and long > most:
            yield f"{text.path}: `{text.name}` has {long} characters; {text.store.name} takes {most}"


def texts(bundle: Bundle) -> Iterator[Text]:
    """The texts of a release, by store, language and file."""
    stores = bundle.site.config.stores
    for name in (_APPLE, _GOOGLE):
        if name in stores:
            for lang, given in sorted(_given(bundle, name).items()):
                if lang in bundle.langs:
                    yield from _texts(stores[name], lang, given, bundle)


def _given(bundle: Bundle, store: str) -> Mapping[str, dict[str, str]]:
    """By language, what a release says of a store, under the keys of `aso` and `stores`."""
    values = bundle.release.values
    found: dict[str, dict[str, str]] = {}
    for row in values.get("aso") or ():
        if row and row.get("store") == store and row.get("locale"):
            known = found.setdefault(row["locale"], {})
            known.update({key: str(row[key]) for key in (*IOS, *ANDROID) if isinstance(row.get(key), str)})
    for row in values.get("stores") or ():
        if row and row.get("store") == store and row.get("whats_new"):
            for lang, words in _by_language(row["whats_new"], row.get("locale") or bundle.release.lang):
                found.setdefault(lang, {})["whats_new"] = words
    return found


def _by_language(text: Any, lang: str) -> Iterator[tuple[str, str]]:
    yield from ((code, words) for code, words in text.items()) if isinstance(text, Mapping) else ((lang, str(text)),)


def _texts(store: Store, lang: str, given: dict[str, str], bundle: Bundle) -> Iterator[Text]:
    locale = store.locale(lang)
    if "whats_new" not in given and (words := _notes(bundle, lang)):
        given = {**given, "whats_new": words}
    privacy = (bundle.release.values.get("compliance") or {}).get("privacy_url")
    if store.name == _APPLE:
        given = {**given, "privacy_url": privacy} if privacy else given
        for key, file in IOS.items():
            if given.get(key):
                yield Text(store, key, lang, f"{locale}/{file}", given[key])
        return
    for key, file in ANDROID.items():
        if given.get(key):
            yield Text(store, key, lang, f"android/{locale}/{file}", given[key])
    if given.get("whats_new"):
        code = bundle.release.values.get("version_code")
        yield Text(store, "whats_new", lang, f"android/{locale}/changelogs/{code or 'default'}.txt", given["whats_new"])


def _notes(bundle: Bundle, lang: str) -> str:
    """What users are told, as lines, where a store has no text of its own."""
    one = next(iter(told(Bundle(bundle.release, bundle.site, bundle.words, ("user",), (lang,), ""))), None)
    return one.render("store.txt.j2") if one is not None else ""
