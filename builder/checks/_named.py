"""The places where a document prints whose it is, and what each print is: the own name, nearly it, or another's."""

import re
from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._office import Office, distance
from builder.checks._prose import Prose
from builder.checks._sought import Sought
from builder.frozen import frozen
from builder.model.disclosure import Disclosure
from builder.model.location import Location

_TITLE = re.compile(
    r"^(?:第[一二三四五六七八九十]{1,3}部分[:：、]?)?([\u4e00-\u9fff（）()]{4,40}?)"
    r"(?:20\d\d年度?(?:部门|单位|本级)?(?:预算|决算)|概况$)"
)
_CHOICES = tuple(f"{opening}{kind}{closing}" for opening in "（(" for kind in ("单位", "部门") for closing in "）)")
_LABELS = Sought(
    *(f"{kind}{choice}{name}" for kind in ("单位", "部门") for name in ("名称", "全称") for choice in ("", *_CHOICES))
)
_LABEL = re.compile(r"(?:单位|部门)(?:[（(](?:单位|部门)[）)])?(?:名称|全称)[:：]?(?=[\u4e00-\u9fff])")
_OTHER_UNITS = ("实施", "主管", "责任", "承担", "牵头", "采购", "合作", "协作", "下属", "所属", "预算")
_LIGHT = re.compile(r"[省市区县和与及、]")
_PLACE_ENDS = "省市区县州盟旗"
_LONG_BODY = 6
"""Of a body at least so long one different character leaves no doubt which office is meant."""


@frozen
class Print:
    """One print of a name: ``kind`` is own, variant (an accepted short form or link word), near, above or other.

    ``where_zh`` says in Chinese where it stands, for a message.
    """

    name: str
    kind: str
    where_zh: str
    location: Location
    table: str = ""


def is_own_name_printed(disclosure: Disclosure) -> bool:
    """Whether the document prints the whole name, or that without its largest place, anywhere."""
    own = Office.of(disclosure.identity.entity_name)
    names = {own.place + own.body, *("".join(own.places[at:]) + own.body for at in range(len(own.places)))}
    texts = (passage.text for passage in disclosure.passages)
    return any(name in text for text in texts for name in names)


def prints(disclosure: Disclosure, prose: Prose) -> list[Print]:
    """Every print at a table, in a title, and in the text where it can be no other office."""
    own = Office.of(disclosure.identity.entity_name)
    return [
        *_at_tables(disclosure, prose, own),
        *_in_titles(prose, own),
        *_in_text(prose, own),
        *_in_forms(prose, own),
    ]


def kind_of(own: Office, name: str) -> str:
    """What a name is to the own office; empty if it has nothing to do with it."""
    if name.endswith(own.place + own.body):
        return "own"  # with the name of a larger place, or with words of the page, before it
    other = Office.of(name)
    if name in own.names or other.names & own.names - {own.body} or (other.body == own.body and not other.places):
        return "own"
    if other.body == own.body:
        return _by_place(own, other.place)
    ends = {"".join(own.places[at:]) for at in range(len(own.places))}
    if other.place in ends and _is_near_body(own.body, other.body):
        return "variant" if _LIGHT.sub("", own.body) == _LIGHT.sub("", other.body) else "near"
    whole = own.place + own.body
    return "near" if len(own.body) > 2 and name[-1:] == whole[-1:] and distance(name, whole, 1) == 1 else ""


def _by_place(own: Office, place: str) -> str:
    ends = ["".join(own.places[at:]) for at in range(len(own.places))]
    if place in ends:
        return "own"
    if any(_LIGHT.sub("", place) == _LIGHT.sub("", end) for end in ends):
        return "variant"
    if own.place.startswith(place):
        return "above"
    if any(distance(place, end) == 1 and len(end) > 2 for end in ends):
        return "near"
    before = next((place.removesuffix(end) for end in ends if end and place.endswith(end)), "")
    # Words of the page are no larger place: the end of a line of the contents above the title (社会效益新洲区总工会).
    return "own" if before and before[-1] not in _PLACE_ENDS else "other"


def _is_near_body(own: str, other: str) -> bool:
    return len(own) >= _LONG_BODY and own[-1:] == other[-1:] and distance(own, other, 1) == 1


def _at_tables(disclosure: Disclosure, prose: Prose, own: Office) -> Iterator[Print]:
    captions = [passage for passage in disclosure.passages if passage.role == "caption"]
    for table in disclosure.tables:
        name = table.prepared_by
        if name:
            lines = (each.location for each in captions if name in each.text and _begins(each.location, table.location))
            where = f"《{wording.table_zh(disclosure, table.table)}》的"
            kind = kind_of(own, name) or _apart(prose, own, name)
            yield Print(name, kind, where, next(lines, table.location), table.table)


def _begins(place: Location, title: Location) -> bool:
    """Whether a caption stands at the title: on its page, and not above it in a text."""
    return place.page == title.page and (place.line or 0) >= (title.line or 0)


def _apart(prose: Prose, own: Office, name: str) -> str:
    """A name at a table that holds the own one, or that the text speaks of, may be that of a unit of the department."""
    related = own.body in name or name in own.place + own.body or name in prose.text
    return "own" if related else "other"


def _in_titles(prose: Prose, own: Office) -> Iterator[Print]:
    for passage in prose.titles:
        match = _TITLE.match(passage.text)
        kind = kind_of(own, match[1]) if match else ""
        if match and kind:
            yield Print(match[1], kind, "标题中", passage.place(match.start(1)))


def _in_text(prose: Prose, own: Office) -> Iterator[Print]:
    """Names whose place is the own one and whose body is nearly so, and the own body behind a shortened place."""
    text = prose.text
    last = own.places[-1] if own.places else ""
    if last and len(own.body) >= _LONG_BODY and own.body[-1] in text:
        for start in _starts(text, last):
            end = start + len(last)
            if own.body[-1] not in text[end + len(own.body) - 2 : end + len(own.body) + 1]:
                continue
            name = next((name for name in _windows(text, end, own.body) if _is_near_body(own.body, name)), "")
            if name:
                yield _found(prose, own, last + name, start)
    if len(own.places) > 1:
        short = own.places[-2][:-1] + last + own.body
        for start in _starts(text, short):
            yield _found(prose, own, short, start)


def _starts(text: str, word: str) -> Iterator[int]:
    """Where in a text a word stands, one behind the other."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _in_forms(prose: Prose, own: Office) -> Iterator[Print]:
    """The names behind 单位名称： that are nearly the own one; nothing tells where in the text they end."""
    text = prose.text
    names = sorted(own.names - {own.body})
    for match in prose.matches(_LABELS, _LABEL):
        before = text[max(0, match.start() - 2) : match.start()]
        if before in _OTHER_UNITS or text.startswith(tuple(names), match.end()):
            continue
        shown = (window for name in names for window in _windows(text, match.end(), name))
        near = (name for name in shown for mine in names if name[-1:] == mine[-1:] and distance(name, mine, 1) == 1)
        if name := next((name for name in near if kind_of(own, name) == "near"), ""):
            yield Print(name, "near", "表单中", prose.place(match.end()))


def _windows(text: str, start: int, body: str) -> Iterator[str]:
    if text.startswith(body, start):
        return
    for length in (len(body), len(body) + 1, len(body) - 1):
        yield text[start : start + length]


def _found(prose: Prose, own: Office, name: str, start: int) -> Print:
    return Print(name, kind_of(own, name), "正文中", prose.place(start))
