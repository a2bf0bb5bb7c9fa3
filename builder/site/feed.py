"""The Atom feed: what was published, and what was corrected. Without a clock, so the same data give the same bytes.

An entry needs a date (RFC 4287, 4.2.15). A correction has one. A disclosure has the day on which it was made public if
its disclosure.yml tells it; else the day that it cannot have been published before (the first of the year of a budget,
the last of that of final accounts) puts it in its place, no ``published`` is written, and the entry says so. A
disclosure without a year is left out. The days are those of China.
"""

import re
import uuid
from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree

from builder.config import Settings
from builder.frozen import frozen
from builder.model.correction import Correction
from builder.site import addresses
from builder.site.catalogue import Catalogue, Listed
from builder.site.corrected import Corrected, corrected
from builder.site.render import visible
from builder.site.words import KINDS

ENTRIES = 200
"""At most so many entries, the newest."""
_ATOM = "http://www.w3.org/2005/Atom"
_NAMES = uuid.UUID("5f7bc3f3-7a0f-5d53-9f44-5c1c5b6a3d10")
"""The namespace of our entries: their ids depend on what they are of and not on where the site is."""
_NO_CHARACTER = re.compile("[\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold; control characters are shown before."""
_FIRST = "1970-01-01"
"""The date of a feed without entries."""


@frozen
class Entry:
    """One entry: ``name`` gives its id, ``day`` and ``published`` are ISO 8601, ``location`` is below the root.

    ``author`` is who published it, empty for what we say ourselves.
    """

    name: str
    title: str
    day: str
    published: str
    location: str
    author: str
    text: str


def entries(found: Catalogue) -> tuple[Entry, ...]:
    """The newest entries, newest first."""
    disclosures = (_disclosure(record) for record in found.records if record.identity.fiscal_year)
    corrections = (entry for one in corrected(found) for entry in _corrections(one))
    ordered = sorted((*disclosures, *corrections), key=lambda entry: entry.name)
    return tuple(sorted(ordered, key=lambda entry: entry.day, reverse=True)[:ENTRIES])


def feed(found: Catalogue, settings: Settings) -> bytes:
    """The feed as XML; its addresses are whole if the settings name the site's own, else relative to the feed."""
    base = f"{settings.site_url.rstrip('/')}/" if settings.site_url else ""
    listed = entries(found)
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    _add(root, "id", _id(base or settings.title))
    _add(root, "title", f"{settings.title}：新公开的文件和更正")
    _add(root, "subtitle", settings.description)
    _add(root, "updated", _time(listed[0].day if listed else _FIRST))
    _link(root, "alternate", base + addresses.HOME, "text/html")
    if base:
        _link(root, "self", base + addresses.FEED, "application/atom+xml")
    _add(_add(root, "author", ""), "name", settings.publisher or settings.title)
    _add(root, "rights", settings.licence)
    for entry in listed:
        _entry(root, entry, base)
    ElementTree.indent(root, " ")
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _entry(root: ElementTree.Element, entry: Entry, base: str) -> None:
    made = ElementTree.SubElement(root, "entry")
    _add(made, "id", _id(entry.name))
    _add(made, "title", entry.title)
    _add(made, "updated", _time(entry.day))
    if entry.published:
        _add(made, "published", _time(entry.published))
    _link(made, "alternate", base + entry.location, "text/html")
    if entry.author:
        _add(_add(made, "author", ""), "name", entry.author)
    _add(made, "content", entry.text).set("type", "text")


def _disclosure(record: Listed) -> Entry:
    identity, figures = record.identity, record.summary.figures
    start = identity.kind == "budget"
    unknown = f"公开日期不详，这里按财政年度{'开始' if start else '结束'}日排列。"
    return Entry(
        name=identity.disclosure_id,
        title=f"{identity.entity_name} {identity.fiscal_year} 年{KINDS[identity.kind][0]}",
        day=identity.published or f"{identity.fiscal_year:04}-{'01-01' if start else '12-31'}",
        published=identity.published,
        location=addresses.disclosure_page(identity),
        author=identity.publisher or identity.entity_name or identity.entity,
        text=f"{identity.title}。表中数值 {figures} 个，做了 {record.checked} 项核对，"
        f"核对发现 {len(record.causes)} 处。" + ("" if identity.published else unknown),
    )


def _corrections(one: Corrected) -> Iterator[Entry]:
    """One entry for each day on which figures of the disclosure were corrected."""
    for day, group in groupby(one.entries, key=lambda entry: entry.date):
        found = list(group)
        gone = sum(not entry.new for entry in found)
        told = (f"改变 {len(found) - gone} 个" * (len(found) > gone), f"撤回 {gone} 个" * bool(gone))
        yield Entry(
            name=f"{one.identity.disclosure_id}/{day}",
            title=f"更正：{one.title}，{'、'.join(filter(None, told))}",
            day=day,
            published=day,
            location=f"{addresses.CORRECTIONS}#{one.identity.disclosure_id}",
            author="",
            text="\n".join(_line(entry) for entry in found),
        )


def _line(entry: Correction) -> str:
    return f"{entry.figure_id}：{entry.old or '（空）'} → {entry.new or '撤回'}。{entry.reason}"


def _id(name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_NAMES, name)}"


def _time(day: str) -> str:
    return f"{day}T00:00:00+08:00"


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, name)
    made.text = _NO_CHARACTER.sub("\ufffd", "\n".join(visible(line) for line in text.split("\n"))) or None
    return made


def _link(parent: ElementTree.Element, relation: str, address: str, media: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": relation, "href": address, "type": media})
