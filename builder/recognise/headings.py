"""A title that is broken over lines: where it begins, which lines it takes, and what stands between them.

Pages break a title wherever their width ends, offices set its unit or its number between its parts. Its last line alone
may be the title of another table (政府性基金预算财政拨款收入 / 支出决算表), so what the lines say together goes first.
"""

import re
from collections.abc import Sequence

from builder.frozen import frozen
from builder.recognise.titles import Told, title_of, told
from builder.standards.tables import StandardTable
from builder.standards.text import key, numeral

_ENTRY = re.compile(
    r"^\s*(?:附?表)?[（(]?(\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])[）)、.．：:]\s*[\u4e00-\u9fff“\"]"
)
"""An entry of a list, with its number."""
_MOST_LINES = 3
_REACH = 5
"""A title takes no more than so many lines, and so many with what stands between them."""
_LONGEST = 40
_ASIDE = re.compile(
    r"\s*(?:(?:部门)?公开\s*\d{1,2}\s*表|(?:金额)?\s*单\s*位\s*[:：]\s*(?:人民币)?\s*[万千百亿]?元)\s*$"
)
_BETWEEN = re.compile(
    r"^(?:[（(]?(?:(?:部门|单位)?(?:公开|预算|决算|财决)\d{1,2}表|(?:附?表|附件)(?:\d{1,3}(?:-\d)?|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]))[）)]?"
    r"|(?:金额)?单位[:：]?(?:人民币)?[万千百亿]?元|(?:编制|填报|预算|公开)?(?:单位|部门)(?:名称)?[:：].{2,40})+$"
)
"""What may stand between the lines of a title: the number of the table, the unit, whose it is."""
_NO_PART = re.compile(r"[。；;！？]|\d[.,，]\d{1,3}(?![\d年])|^(?:注|备注|说明)[:：\d]")
_RESTS = re.compile(r"^(?:.{0,14}(?:总|算|情况|明细|支出|收入|体|经费))?表(?:[（(]?续[）)]?)?$")
"""The last line of a title."""
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_PAGE = re.compile(r"^[-—–]*第?\d{1,4}页?(?:[,，/]?共\d{1,4}页)?[-—–]*$")
_WHOSE = re.compile(r"(?:一般公共|公共财政|政府性基金|国有资本经营)(?:预算)?(?:财政拨款)?$")
_FUNDS = re.compile("公共(?:财政)?预算|公共财政|政府性基金|国有资本经营")
_NO_REST = re.compile(r"[附续样空下上本]表$|^(?:附件|报|图)|(?:部门|单位)(?:预算|决算)(?:公开)?表$")


@frozen
class Heading:
    """A title of a standard table: how many lines it takes, and which of them are its own (0 is the first)."""

    table: StandardTable
    kind: str
    span: int
    parts: tuple[int, ...]


def heading(texts: Sequence[str]) -> Heading | None:
    """The title that begins on the first of these lines, or None; the lines are those that may belong to a title."""
    if alone := title_of(texts[0]):
        return Heading(*alone, 1, (0,))
    if is_between(texts[0]) or not _may_be_part(texts[0]) or not key(texts[0]):
        return None
    parts = [0]
    for at in range(1, min(len(texts), _REACH)):
        if not _may_be_part(texts[at]):
            return None
        if match := told(_joined(texts, (*parts, at))):
            parts.append(at)
            return Heading(*match[:2], at + 1, tuple(parts)) if _crosses(texts, parts, match) else None
        if not is_between(texts[at]):
            parts.append(at)
        if len(parts) == _MOST_LINES:
            return None
    return None


def goes_on(text: str) -> bool:
    """Whether a line ends on the budget that a title is of: what stands below is no title by itself.

    A line that names several is one of a header.
    """
    words = key(text)
    return bool(_WHOSE.search(words)) and len(_FUNDS.findall(words)) == 1 and _may_be_part(text)


def is_between(text: str) -> bool:
    """Whether a line may stand between the lines of a title: the number of the table, the unit, whose it is."""
    return bool(_BETWEEN.match(re.sub(r"\s+", "", text)))


def may_begin(text: str) -> bool:
    """Whether a title may begin on a line: it has words, and is no row, no sentence and no page's number."""
    flat = re.sub(r"\s+", "", text)
    return bool(_WORDS.search(flat)) and _may_be_part(text) and not _PAGE.match(flat)


def rests(text: str) -> bool:
    """Whether a line is the end of some table's title that did not begin on it."""
    flat = re.sub(r"\s+", "", text)
    return bool(_RESTS.match(flat)) and not _NO_REST.search(flat)


def is_listed(text: str, below: str) -> bool:
    """Whether a line and the one right below it are entries of a list (8、… 9、…): no title of a table."""
    first, second = _ENTRY.match(text), _ENTRY.match(below)
    return first is not None and second is not None and numeral(second[1]) == numeral(first[1]) + 1


def _crosses(texts: Sequence[str], parts: Sequence[int], match: Told) -> bool:
    """Whether the title begins on the first line: what stands below is no title, or tells less of one."""
    return all(
        goes_on(_joined(texts, parts[:at])) or not (rest := told(_joined(texts, parts[at:]))) or rest[2] < match[2]
        for at in range(1, len(parts))
    )


def _joined(texts: Sequence[str], parts: Sequence[int]) -> str:
    return "".join(_ASIDE.sub("", texts[part]) for part in parts)


def _may_be_part(text: str) -> bool:
    return len(key(text)) <= _LONGEST and not _NO_PART.search(text)
