"""Where each standard table begins and ends: by its title and the words of its header, never by its number."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.model.document import Cell, Document, Grid, Line
from builder.model.location import Location
from builder.recognise.record import Token
from builder.standards.tables import StandardTable, standard_tables
from builder.standards.text import key

_HEADER_WORDS = ("行次", "栏次", "科目编码", "科目代码", "科目名称", "功能分类", "经济分类")
_NARRATIVE = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+[、.].*(?:说明|情况)[。:：]?$|图\s*\d)"
)
_PREFIX = re.compile(
    r"^(?:附?件?\d{0,2}表?|公开\d+表|表?[一二三四五六七八九十]{1,3}|\d{1,2})?[\u4e00-\u9fff]{0,25}?(?:\d{4}年度?)?(?:部门|单位|本级)?$"
)
_SUFFIX = re.compile(r"(?:表[一二三四五六七八九十\d]{1,3}|公开\d{1,2}表|续表?\d?)$")
_SENTENCE = re.compile(r"[。；，,;]")
_LEADER = re.compile(r"[….·]{3,}\s*\d*\s*$")
_OTHER_TITLE = re.compile(r"(?=.{7,60}$).*(?:收入|支出|收支|预算|决算|经费|项目|绩效|采购|资产|资金).*表$")
_RUNNING = 3
"""A line printed so often is a running header, not a title."""
HEADER_REACH = 60
"""How many strips below a title its header may reach (headers broken over lines are long)."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A line, or one row of a grid, as tokens; ``grid`` is the grid and ``cells`` the row's cells."""

    text: str
    tokens: tuple[Token, ...]
    location: Location
    grid: Grid | None = None
    cells: tuple[Cell, ...] = ()

    @property
    def in_grid(self) -> bool:
        """Whether it is a row of a grid."""
        return self.grid is not None


@dataclass(frozen=True, slots=True)
class Section:
    """A standard table's title and the strips from there to the next title or the narrative.

    ``start`` and ``end`` are the indexes of its strips in the document, the title included.
    """

    table: StandardTable
    kind: str
    title: str
    location: Location
    strips: tuple[Strip, ...]
    start: int
    end: int


def strips(document: Document) -> tuple[Strip, ...]:
    """The document from top to bottom, line by line and row by row."""
    return tuple(strip for page in document.pages for block in page.blocks for strip in _block(block))


def _block(block: Line | Grid) -> Iterator[Strip]:
    if isinstance(block, Line):
        words = enumerate(block.words)
        tokens = tuple(Token(word.text, block.location, None, index == 0) for index, word in words)
        yield Strip(block.text.strip(), tokens, block.location)
        return
    for row in block.rows():
        cells = tuple(Token(cell.text, cell.location, cell.column, index == 0) for index, cell in enumerate(row))
        yield Strip(" ".join(cell.text for cell in row), cells, row[0].location, block, row)


def sections(found: tuple[Strip, ...]) -> tuple[Section, ...]:
    """The sections that have both a title and a header, in document order.

    A title without a header is a line of the contents or a reference, not a table.
    """
    titles = [title for index in range(len(found)) if (title := _title_at(found, index))]
    repeated = Counter(key(strip.text) for strip in found if not strip.in_grid)
    ends = [*(title.index for title in titles[1:]), len(found)]
    result = []
    for title, end in zip(titles, ends, strict=False):
        body = _until_end(found[title.index + title.span : end], repeated)
        if _has_header(body, title.table):
            text = "".join(strip.text for strip in found[title.index : title.index + title.span])
            begin, behind = title.index, title.index + title.span + len(body)
            result.append(Section(title.table, title.kind, text, found[begin].location, body, begin, behind))
    return tuple(result)


@dataclass(frozen=True, slots=True)
class _Title:
    """A title that begins at strip ``index`` and takes ``span`` strips."""

    index: int
    span: int
    table: StandardTable
    kind: str


def _title_at(found: tuple[Strip, ...], index: int) -> _Title | None:
    """A title that begins here, on one line or broken over two."""
    if match := title_of(found[index].text):
        return _Title(index, 1, *match)
    if index + 1 == len(found) or len(key(found[index].text)) < 4 or title_of(found[index + 1].text):
        return None
    match = title_of(found[index].text + found[index + 1].text)
    return _Title(index, 2, *match) if match else None


def title_of(text: str) -> tuple[StandardTable, str] | None:
    """The standard table and kind whose title this line is, or None."""
    words = key(text)
    if not 4 < len(words) <= 60 or _SENTENCE.search(text.strip().rstrip("。")) or _LEADER.search(text):
        return None
    bare = _SUFFIX.sub("", words)
    best: tuple[int, StandardTable, str] | None = None
    for table in standard_tables().values():
        for kind, titles in table.titles.items():
            for title in titles:
                if bare.endswith(title) and (best is None or len(title) > best[0]):
                    best = (len(title), table, kind)
    if best is None or not _PREFIX.match(bare[: -best[0]]):
        return None
    return best[1], best[2]


def _until_end(body: tuple[Strip, ...], repeated: Mapping[str, int]) -> tuple[Strip, ...]:
    """The strips up to the narrative or the title of a table that is not known."""
    for index, strip in enumerate(body):
        if strip.in_grid:
            continue
        words = key(strip.text)
        is_title = _OTHER_TITLE.match(words) and repeated[words] < _RUNNING and not _SENTENCE.search(strip.text)
        if _NARRATIVE.match(strip.text.strip()) or is_title:
            return body[:index]
    return body


def _has_header(body: tuple[Strip, ...], table: StandardTable) -> bool:
    words = key("".join(strip.text for strip in body[:HEADER_REACH]))
    if any(word in words for word in _HEADER_WORDS):
        return True
    if table.shape == "lanes":
        return "项目" in words and any(word in words for word in ("金额", "决算数", "预算数"))
    return table.shape == "phases" and "预算数" in words and "合计" in words
