"""What each column of a grid holds: code, name, 行次, a measure, or something else, told by the header above it.

The header of a column is the stack of cells over it, merged cells included. Its lowest text decides; a word like
小计 or a phase like 决算数 takes its meaning from the text above. Columns of another year than the document's own, of
changes and of shares are known to be none of the table's measures.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.model.document import Cell
from builder.recognise.record import Column
from builder.standards.tables import Lane, Measure, StandardTable
from builder.standards.text import key

_CODE = re.compile(r"(?:编码|代码|编号)$")
_NAME = re.compile(r"(?:科目|名称|^项目|^(?:收入|支出)项目|项目按功能分类|功能分类|经济分类)(?:按大类)?$")
_UNIT = re.compile(r"(?:单位|部门)(?:名称|全称)?$")
_UNIT_CODE = re.compile(r"(?:单位|部门)(?:编码|代码|编号)$")
_GENERIC = frozenset({"合计", "小计", "总计", "金额"})
_PLAIN_KINDS = {"行次": "line_no", "年度": "year"}
_LEVELS = frozenset({"类", "款", "项"})
_ASIDE = re.compile(
    r"上年(?:预算|执行|决算|完成)|^上年$|去年|执行数|增减|增长|^扣除|比20\d\d年|比上年|^20\d\d年|^备注$|^说明$|占比|政府采购"
)
_CAPTION = re.compile(r"^\s*(?:(?:编制|预算|填报|公开|主管)*(?:单位|部门)(?:名称)?|金额单位)\s*[:：]")
_PRINTED_NUMBER = re.compile(r"^(?:部门)?(?:公开|预算)?\d{0,2}表\d{0,2}$")
_NEUTRAL = re.compile(r"(?:支出|收入|预算数?|决算数?|情况)$")
"""Groups that say no more than the table's title does."""
_BESIDE_THREE = frozenset({"meetings", "training"})
NOT_A_MEASURE = "所在列不是本表的栏（上年数、增减、备注等）"
UNKNOWN_HEADER = "所在列的表头未能对应到标准表的栏"


@dataclass(frozen=True, slots=True)
class Role:
    """What a column holds: ``kind`` is code, name, line_no, amount, unit, unit_code, year, whole, aside or other.

    ``lane`` counts lanes from 0, ``scheme`` names the classification of a code or name (functional, economic,
    government). A ``whole`` column has a phase (as its scheme) and no measure: the rows may be the measures. ``aside``
    is a column known to be no measure of the table, ``other`` one that was not understood.
    """

    kind: str
    lane: int = 0
    column: Column | None = None
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of a table before its header is read: its standard, its kind and the document's year."""

    table: StandardTable
    kind: str = "final"
    year: int = 0
    ignored: tuple[str, ...] = ()


def stacks(cells: Iterable[Cell], year: int = 0) -> dict[int, tuple[str, ...]]:
    """The header texts over each grid column from top to bottom, as keys; a merged cell stands over all its columns.

    The document's own year and a leading 其中 are left out, and so are captions (部门：…, 单位：万元).
    """
    found: dict[int, list[str]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        words = _words(cell.text, year)
        for column in range(cell.column, cell.column + cell.colspan):
            if words and not words.isdigit() and words != "栏次":
                found.setdefault(column, []).append(words)
    return {column: tuple(texts) for column, texts in sorted(found.items())}


def told_year(cells: Iterable[Cell], year: int) -> int:
    """The document's year, or 0 if the header speaks of a later one: then it is not known which year is meant."""
    years = {int(found) for cell in cells for found in re.findall(r"(20\d\d)(?=\s*年)", cell.text)}
    return 0 if year and max(years, default=0) > year else year


def _words(text: str, year: int) -> str:
    if _CAPTION.match(unicodedata.normalize("NFKC", text)):
        return ""
    words = key(text)
    if _PRINTED_NUMBER.match(words):
        return ""
    words = words.removeprefix("其中") or words
    return re.sub(rf"^{year}年度?", "", words) if year else words


def roles(
    frame: Frame, header: Iterable[Cell], counted: Mapping[int, Column], used: Collection[int]
) -> dict[int, Role]:
    """The role of each grid column. ``counted`` is what a 栏次 row says, used where the header's words say nothing.

    ``used`` are the columns in which cells begin below the header: a merged cell may stand over columns that are only
    the seams of other rows. A measure that two used columns claim belongs to neither.
    """
    above = stacks(header, frame.year)
    kinds = {column: _kind(texts) for column, texts in above.items()}
    lanes = _lanes(frame.table, above, kinds)
    found = {
        column: Role(kind, lanes[column], None, _scheme(above[column]))
        if kind
        else _measured(frame, lanes[column], above[column])
        for column, kind in kinds.items()
    }
    for column, told in counted.items():
        if _is_free(found, column, told):
            found[column] = Role("amount", _lane_of(frame.table, told), told)
    return _without_doubles(_with_schemes(_without_wider_total(above, found)), used)


def _lanes(table: StandardTable, above: Mapping[int, tuple[str, ...]], kinds: Mapping[int, str]) -> dict[int, int]:
    """The lane of each column: one begins with each code or name that stands behind another kind of column.

    Where expenditure is shown by function and by economic classes side by side, only the first is a lane of ours: the
    others are numbered behind all that are.
    """
    lane, before, lanes, side = -1, "", dict[int, int](), set[int]()
    for column, kind in kinds.items():
        if (kind == "name" and before not in ("name", "code")) or (kind == "code" and before != "code"):
            lane += 1
        if kind == "name" and _scheme(above[column]) in ("economic", "government"):
            side.add(max(lane, 0))
        lanes[column], before = max(lane, 0), kind
    ours = [each for each in range(lane + 1) if each not in side]
    if table.shape != "lanes" or len(ours) < len(table.lanes):
        return lanes
    order = {each: place for place, each in enumerate((*ours, *sorted(side)))}
    return {column: order.get(each, each) for column, each in lanes.items()}


def _without_wider_total(above: Mapping[int, tuple[str, ...]], found: Mapping[int, Role]) -> dict[int, Role]:
    """A bare 合计 beside 会议费 and 培训费 may count them in; then it is not the total of the three."""
    measures = {role.column[1] for role in found.values() if role.column}
    wider = "total" in measures and not measures.isdisjoint(_BESIDE_THREE)
    return {
        column: Role("other", role.lane) if wider and role.column and _is_bare_total(role, above[column]) else role
        for column, role in found.items()
    }


def _is_bare_total(role: Role, texts: Sequence[str]) -> bool:
    return role.column is not None and role.column[1] == "total" and not any("三公" in text for text in texts)


def _with_schemes(found: Mapping[int, Role]) -> dict[int, Role]:
    """A name beside a code is of its classification, whichever of the two headers says so."""
    named = {at: role for at, role in found.items() if role.kind in ("code", "name")}
    schemes = {role.scheme for role in named.values() if role.scheme}
    if len(schemes) == 1:
        (scheme,) = schemes
        return dict(found) | {at: replace(role, scheme=scheme) for at, role in named.items()}
    result = dict(found)
    for column, role in sorted(found.items()):
        before = result.get(column - 1)
        if role.kind != "name" or before is None or before.kind != "code" or "" not in (role.scheme, before.scheme):
            continue
        scheme = role.scheme or before.scheme
        result[column] = replace(role, scheme=scheme)
        for left in range(column - 1, min(result) - 1, -1):
            if left not in result or result[left].kind != "code" or result[left].scheme:
                break
            result[left] = replace(result[left], scheme=scheme)
    return result


def _kind(texts: Sequence[str]) -> str:
    leaf = texts[-1]
    if leaf in _GENERIC and len(texts) > 1 and (kind := _kind(texts[:-1])) in ("code", "name"):
        return kind
    if leaf in _PLAIN_KINDS:
        return _PLAIN_KINDS[leaf]
    if _UNIT_CODE.search(leaf) or (_UNIT.search(leaf) and not leaf.endswith("附属单位")):
        return "unit_code" if _UNIT_CODE.search(leaf) else "unit"
    if _CODE.search(leaf) or (leaf in _LEVELS and any(_CODE.search(text) for text in texts)) or set(texts) & _LEVELS:
        return "code"
    return "name" if _NAME.search(leaf) else ""


def _scheme(texts: Sequence[str]) -> str:
    words = "".join(texts)
    if "经济" in words:
        return "government" if "政府" in words else "economic"
    return "functional" if "功能" in words else ""


def _measured(frame: Frame, lane: int, texts: Sequence[str]) -> Role:
    table = frame.table
    if any(_ASIDE.search(text) for text in texts) or any(_ends_with(texts, path) for path in frame.ignored):
        return Role("aside", lane)
    if table.shape == "phases":
        return _phased(frame, lane, texts)
    if table.shape == "lanes" and lane >= len(table.lanes):
        return Role("aside", lane)
    if any(word in text for text in texts[:-1] for word in table.not_under) and not _by_path(table, lane, texts):
        return Role("aside", lane)
    side = table.lanes[lane if table.shape == "lanes" else 0]
    measure = _measure(side, texts)
    return Role("amount", lane, (side.side, measure.id)) if measure else Role("other", lane)


def _phased(frame: Frame, lane: int, texts: Sequence[str]) -> Role:
    """The phase from the texts, in a budget that of the budget where no text says it; the measure from the others."""
    phases = frame.table.phases
    phase = next((phase.id for text in reversed(texts) for phase in phases if text in phase.headers), None)
    if phase and all(any(text in phase.headers for phase in phases) for text in texts):
        return Role("whole", lane, None, phase)
    words = [text for text in texts if not any(text in phase.headers for phase in phases)]
    if phase is None and frame.kind == "budget":
        phase = "budget"
    measure = _measure(frame.table.lanes[0], words)
    if measure and words[-1] == "小计" and not _names(measure, words):
        measure = None
    return Role("amount", lane, (phase, measure.id)) if phase and measure else Role("other", lane)


def _names(measure: Measure, words: Sequence[str]) -> bool:
    """Whether a measure is named by the group above a 小计, or by a path that ends there."""
    return any(_is_path(words, header) or header in words[:-1] for header in measure.headers)


def _by_path(table: StandardTable, lane: int, texts: Sequence[str]) -> bool:
    measures = table.lanes[lane if table.shape == "lanes" else 0].all_measures
    return any(_is_path(texts, header) for measure in measures for header in measure.headers)


def _measure(lane: Lane, texts: Sequence[str]) -> Measure | None:
    """The measure that a stack of header texts names: by a path, else the lowest text, or for 小计 the group above."""
    for measure in lane.all_measures:
        if any(_is_path(texts, header) for header in measure.headers):
            return measure
    own: Measure | None = None
    for text in reversed(texts):
        measure_named = next((measure for measure in lane.all_measures if text in measure.headers), None)
        if measure_named and text not in _GENERIC:
            return measure_named
        if own is None and text in _GENERIC:
            own = measure_named
        elif text not in _GENERIC and (own is None or (texts[-1] == "小计" and not _NEUTRAL.search(text))):
            return None
    return own


def _ends_with(texts: Sequence[str], path: str) -> bool:
    """Whether the lowest text is the path's last part and the other parts stand above it, in order."""
    *groups, leaf = path.split("/")
    if not texts or texts[-1] != leaf:
        return False
    above = iter(texts[:-1])
    return all(group in above for group in groups)


def _is_path(texts: Sequence[str], path: str) -> bool:
    """Whether the lowest texts are the path, its last group right above its leaf."""
    groups = path.split("/")
    return len(groups) > 1 and len(texts) > 1 and texts[-2] == groups[-2] and _ends_with(texts, path)


def _is_free(found: Mapping[int, Role], column: int, told: Column) -> bool:
    taken = found.get(column)
    return (taken is None or taken.kind == "other") and all(role.column != told for role in found.values())


def _lane_of(table: StandardTable, told: Column) -> int:
    return next((index for index, lane in enumerate(table.lanes) if lane.side == told[0]), 0)


def _without_doubles(found: Mapping[int, Role], used: Collection[int]) -> dict[int, Role]:
    columns = [role.column for at, role in found.items() if role.column and at in used]
    return {
        column: Role("other", role.lane) if role.column and columns.count(role.column) > 1 else role
        for column, role in found.items()
    }
