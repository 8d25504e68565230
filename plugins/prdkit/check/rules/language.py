"""To report text in another language or script than the document says it is in."""

import re
from collections.abc import Iterator
from functools import cache

from prdkit.check.registry import Problem, Site, rule
from prdkit.model.document import Document
from prdkit.model.leaves import leaves, spelt
from prdkit.reading.markdown import covers
from prdkit.reading.problem import Place, Span
from prdkit.reading.source import Source

_HAN = re.compile(r"[㐀-䶿一-鿿]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_ENOUGH = 40
"""Words (or two characters each of Chinese) below which a text says nothing about its language."""
_WRITTEN = frozenset(("text", "localized"))
_SCRIPTS = {"zh-Hans": "simplified", "zh-Hant": "traditional"}
_OTHER = {"zh-Hans": "zh-Hant", "zh-Hant": "zh-Hans"}
_TAG = re.compile(r"<(?P<shut>/?)(?P<name>\w+)(?P<attrs>[^<>]*)>")


@cache
def only_in(lang: str) -> re.Pattern[str]:
    """The characters that are written in one of the two Chinese scripts alone (from CC-CEDICT, by zhon)."""
    from zhon import cedict

    simplified, traditional = frozenset(cedict.simplified), frozenset(cedict.traditional)
    # `着` is standard in Hong Kong, where CC-CEDICT knows the form of Taiwan only.
    found = simplified - traditional - {"着"} if lang == "zh-Hans" else traditional - simplified
    return re.compile(f"[{''.join(sorted(found))}]")


@rule(on=Document, severity="warning")
def mismatch(document: Document, site: Site) -> Iterator[Problem]:
    """The text is in another language or script than the document declares.

    `lang` rules the words of its tables, the search, line breaking and how it is read aloud.

    Bad:

    ```yaml
    lang: en  # here
    ```

    ```markdown
    ## 背景与问题

    老用户流失之后三十一天才会被发现，客服每月收到六十一次询问，都希望知道纸质集点卡能不能换成手机里的积分，
    门店每天因此多花二十分钟解释规则，还有人因为丢了卡而不再光顾，我们没有任何数据可以说明损失有多大。
    ```

    Good:

    ```yaml
    lang: zh-Hans
    ```

    ```markdown
    ## 背景与问题

    老用户流失之后三十一天才会被发现，客服每月收到六十一次询问。
    ```
    """
    told = _reads_like(document) if _has_language(document) else None
    if told:
        at = "lang" if "lang" in document.values else "id"
        message = f"`lang: {document.lang}`, but the text is in {told[1]}"
        hint = f"Write `lang: {told[0]}`." if told[0] else "Correct `lang`."
        yield Problem(at, message, hint)


def _has_language(document: Document) -> bool:
    """Whether it is a document's to say what it is written in; one with a process of its own may never speak of it."""
    return document.type.common or document.role("lang") is not None


def _reads_like(document: Document) -> tuple[str, str] | None:
    """The language that the text is plainly in, if that is not the one declared: its code and its name."""
    body = document.source.body
    wide = len(body.encode()) - len(body)
    chinese = document.lang != "en"
    if not chinese and wide < len(body) // 3:
        return None
    if chinese and wide > len(body) // 2:
        return _other_script(document)
    text = _prose(document.source)
    han, latin = len(_HAN.findall(text)) // 2, len(_LATIN_WORD.findall(text))
    if han + latin < _ENOUGH:
        return None
    if not chinese:
        return (_script(text), "Chinese") if han > latin else None
    return ("en", "English") if latin > 4 * han else None


def _other_script(document: Document) -> tuple[str, str] | None:
    """The other script where most telling characters are in it; a few strays are `language/mixed`."""
    other = _OTHER[document.lang]
    body = document.source.body
    if only_in(other).search(body) is None:
        return None
    strays, own = len(only_in(other).findall(body)), len(only_in(document.lang).findall(body))
    return (other, f"{_SCRIPTS[other]} Chinese") if strays > own else None


def _script(text: str) -> str:
    simplified, traditional = (len(only_in(lang).findall(text)) for lang in _SCRIPTS)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _prose(source: Source) -> str:
    """The body without code, comments and raw HTML."""
    kept, position = [], 0
    for start, end in source.outline.hidden:
        kept.append(source.body[position:start])
        position = end
    return "".join((*kept, source.body[position:]))


@rule(on=Document, severity="warning")
def mixed(document: Document, site: Site) -> Iterator[Problem]:
    """Simplified and traditional characters are mixed.

    A search for the word finds half of the places, and the text looks pasted. Words quoted from the other
    script stand in `<span lang="zh-Hant">…</span>` or in a code span.

    Bad:

    ```yaml
    lang: zh-Hans
    ```

    ```markdown
    ## 背景与问题

    老用户流失之后才会被发现，積分可以换咖啡。 <!-- here -->
    ```

    Good:

    ```yaml
    lang: zh-Hans
    ```

    ```markdown
    ## 背景与问题

    老用户流失之后才会被发现，积分可以换咖啡；台湾门店写作<span lang="zh-Hant">積分</span>。
    ```
    """
    if document.lang not in _OTHER or not _has_language(document) or _reads_like(document):
        return
    foreign = only_in(_OTHER[document.lang])
    for at, strays in (*_strays_in_values(document, foreign), *_strays_in_body(document, foreign)):
        script = _SCRIPTS[_OTHER[document.lang]]
        message = f"{script} characters in a `{document.lang}` text: {' '.join(strays)}"
        hint = f"Write them in {_SCRIPTS[document.lang]} form, or mark a quotation with `lang=` or as code."
        yield Problem(at, message, hint)


def _strays_in_values(document: Document, foreign: re.Pattern[str]) -> Iterator[tuple[Place, list[str]]]:
    if foreign.search(document.source.front_matter) is None:
        return
    for path, value, _ in leaves(document, _WRITTEN):
        text = value.get(document.lang, "") if isinstance(value, dict) else value
        strays = list(dict.fromkeys(foreign.findall(text)))
        if strays:
            yield ((*path, document.lang) if isinstance(value, dict) else path), strays


def _strays_in_body(document: Document, foreign: re.Pattern[str]) -> Iterator[tuple[Place, list[str]]]:
    """The stray characters of the body, line by line."""
    body, outline = document.source.body, document.source.outline
    if foreign.search(body) is None:
        return
    marked = tuple(_marked(body))
    by_line: dict[int, tuple[int, list[str]]] = {}
    for found in foreign.finditer(body):
        offset = found.start()
        if outline.is_prose(offset) and not covers(marked, offset):
            line, column = outline.position(offset)
            by_line.setdefault(line, (column, []))[1].append(found[0])
    for line, (column, strays) in by_line.items():
        yield Span(line, column, line, column + 1), list(dict.fromkeys(strays))


def _marked(body: str) -> Iterator[tuple[int, int]]:
    """The stretches inside elements that say which language they are in."""
    opened, name = -1, ""
    for tag in _TAG.finditer(body):
        if opened < 0 and "lang=" in tag["attrs"]:
            opened, name = tag.start(), tag["name"]
        elif opened >= 0 and tag["shut"] and tag["name"] == name:
            yield opened, tag.end()
            opened = -1


@rule(on=Document)
def untranslated(document: Document, site: Site) -> Iterator[Problem]:
    """A public document lacks one of the languages that the site declares.

    Readers of a public page choose their language; words that are missing there show up in another one.
    Looked at are the title and every value that is given by language.

    Bad:

    ```config project.yml
    languages: [en, zh-Hans]
    ```

    ```yaml
    audience: public
    title: {en: Points for regular guests}  # here
    ```

    Good:

    ```config project.yml
    languages: [en, zh-Hans]
    ```

    ```yaml
    audience: public
    title: {en: Points for regular guests, zh-Hans: 老用户积分}
    ```
    """
    wanted = site.config.languages
    if document.audience != "public" or not wanted:
        return
    for path, value, _ in leaves(document, frozenset(("localized",))):
        given = value if isinstance(value, dict) else {document.lang: value} if path == ("title",) else None
        lacking = [lang for lang in wanted if given is not None and not given.get(lang)]
        if lacking:
            message = f"`{spelt(path)}` of a public document lacks {' and '.join(f'`{lang}`' for lang in lacking)}"
            yield Problem(path, message, f"Write it as `{{{', '.join(f'{lang}: …' for lang in wanted)}}}`.")
