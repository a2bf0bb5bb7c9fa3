"""What each column of a grid holds: code, name, 行次, a measure, or something else, told by the header above it.

The header of a column is the stack of cells over it, merged cells included.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from builder.model.document import Cell
from builder.recognise.beside import marked, without_sole_fund
from builder.recognise.frame import Frame, Role
from builder.recognise.measured import GENERIC, measured
from builder.recognise.record import Column
from builder.standards.tables import VIEWS, StandardTable
from builder.standards.text import key

_CODE = re.compile(r"(?:编码|代码|编号)$")
_NAME = re.compile(r"(?:科目|名称|分类|^项目|^(?:收入|支出|预算)项目)(?:按[^额数费]{2,10}|类款项目?|类款|类)?$")
_UNIT = re.compile(r"(?:单位|部门)(?:名称|全称)?$")
_UNIT_CODE = re.compile(r"(?:单位|部门)(?:编码|代码|编号)$")
_PLAIN_KINDS = {"行次": "line_no", "年度": "year", "序号": "serial"}
_LEVELS = frozenset({"类", "款", "项"})
_CAPTION = re.compile(r"^\s*(?:(?:编制|预算|填报|公开|主管)*(?:单位|部门)(?:名称)?|金额单位)\s*[:：]")
_FORMULA = re.compile(r"^[\d=+×*]+$")
"""A number of 栏次, or how it follows from others (1=2+3)."""
_UNIT_OF_AMOUNT = re.compile(r"(?:单位)?(?:人民币)?[万千]?元$")
_PRINTED_NUMBER = re.compile(r"^(?:部门)?(?:公开|预算)?\d{0,2}表\d{0,2}$")
_BESIDE_THREE = frozenset({"meetings", "training"})


def stacks(cells: Iterable[Cell], year: int = 0) -> dict[int, tuple[str, ...]]:
    """The header texts over each grid column from top to bottom, as keys; a merged cell stands over all its columns.

    The document's own year and a leading 其中 are left out, and so are captions (部门：…, 单位：万元) and the unit of
    amount; the year before is called 上年.
    """
    found: dict[int, list[str]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        words = header_words(cell.text, year)
        for column in range(cell.column, cell.column + cell.colspan):
            if words and not words.isdigit() and words != "栏次":
                found.setdefault(column, []).append(words)
    return {column: tuple(texts) for column, texts in sorted(found.items())}


def told_year(cells: Iterable[Cell], year: int) -> int:
    """The document's year, or 0 if the header speaks of a later one: then it is not known which year is meant."""
    years = {int(found) for cell in cells for found in re.findall(r"(20\d\d)(?=\s*年)", cell.text)}
    return 0 if year and max(years, default=0) > year else year


@lru_cache(maxsize=4096)
def header_words(text: str, year: int = 0) -> str:
    """What a cell of a header says of its column, without the document's year; empty for captions and counters."""
    if _CAPTION.match(unicodedata.normalize("NFKC", text)):
        return ""
    words = key(text)
    if _PRINTED_NUMBER.match(words) or _FORMULA.match(words):
        return ""
    words = _UNIT_OF_AMOUNT.sub("", words.removeprefix("其中") or words)
    return re.sub(rf"{year - 1}年度?", "上年", re.sub(rf"^{year}年度?", "", words)) if year and "年" in words else words


def roles(
    frame: Frame, above: Mapping[int, tuple[str, ...]], counted: Mapping[int, Column], used: Collection[int]
) -> dict[int, Role]:
    """The role of each grid column by the texts ``above`` it.

    ``counted`` is what a 栏次 row says, used where the header's words say nothing.
    ``used`` are the columns in which cells begin below the header: a merged cell may stand over columns that are only
    the seams of other rows. A measure that two used columns claim belongs to neither.
    """
    kinds = {column: "name" if texts[-1] in frame.table.names else kind_of(texts) for column, texts in above.items()}
    lanes = _lanes(frame.table, above, kinds)
    views = {lanes[at]: _scheme(above[at]) for at, kind in kinds.items() if kind == "name"}
    found = {
        column: Role(kind, lanes[column], None, _scheme(above[column]))
        if kind
        else _measured(frame, lanes[column], above[column], views)
        for column, kind in kinds.items()
    }
    found |= {column: Role("other", lanes[column]) for column in _below_nothing(above) if found[column].column}
    for column, told in counted.items():
        if _is_free(found, column, told):
            found[column] = Role("amount", _lane_of(frame.table, told), told)
    if frame.table.shape == "phases":
        found = without_sole_fund(_without_wider_total(above, found))
    return _without_doubles(_with_schemes(found), used)


def _below_nothing(above: Mapping[int, tuple[str, ...]]) -> list[int]:
    """The columns that only a group stands over, while others of the group have a text of their own below it."""
    found = []
    for column, texts in above.items():
        beside = (above.get(column - 1, ()), above.get(column + 1, ()))
        if any(len(other) > len(texts) and other[: len(texts)] == texts for other in beside):
            found.append(column)
    return found


def _measured(frame: Frame, lane: int, texts: Sequence[str], views: Mapping[int, str]) -> Role:
    """The measure of a column; in a lane that shows expenditure once more by other classes, on a side of its own."""
    table = frame.table
    view = VIEWS.get(views.get(lane, ""), "")
    if table.shape != "lanes" or lane < len(table.lanes):
        return measured(frame, lane, texts)
    role = measured(frame, len(table.lanes) - 1, texts)
    if not (role.column and view):
        return Role("aside", lane)
    return replace(role, lane=lane, column=(view, role.column[1]))


def _lanes(table: StandardTable, above: Mapping[int, tuple[str, ...]], kinds: Mapping[int, str]) -> dict[int, int]:
    """The lane of each column: one begins with each code or name that stands behind another kind of column.

    Where expenditure is shown by function and by economic classes side by side, only the first is a lane of the form:
    the others are numbered behind all that are.
    """
    lane, before, lanes, side = -1, "", dict[int, int](), set[int]()
    for column, kind in kinds.items():
        if (kind == "name" and before not in ("name", "code")) or (kind == "code" and before != "code"):
            lane += 1
        if kind == "name" and _scheme(above[column]) in ("economic", "government", "purpose"):
            side.add(max(lane, 0))
        lanes[column], before = max(lane, 0), kind
    ours = [each for each in range(lane + 1) if each not in side]
    if table.shape != "lanes" or not side:
        return lanes
    behind = enumerate(sorted(side), start=max(len(ours), len(table.lanes)))
    order = {each: place for place, each in (*enumerate(ours), *behind)}
    return {column: order.get(each, each) for column, each in lanes.items()}


def _without_wider_total(above: Mapping[int, tuple[str, ...]], found: Mapping[int, Role]) -> dict[int, Role]:
    """A bare 合计 beside 会议费 and 培训费 may count them in; it is the total of the three only if it says so.

    If another column says so, the bare one is the total of all.
    """
    result = dict(found)
    for marks in {role.marks for role in found.values()}:
        own = {at: role for at, role in found.items() if role.column and role.marks == marks}
        total, wider = marked("total", marks), {marked(measure, marks) for measure in _BESIDE_THREE}
        totals = [at for at, role in own.items() if role.column and role.column[1] == total]
        if wider.isdisjoint(role.column[1] for role in own.values() if role.column):
            continue
        told = [at for at in totals if any("三公" in text for text in above[at])]
        for at in set(totals) - set(told):
            phase, _ = found[at].column or ("", "")
            all_of_them = replace(found[at], column=(phase, marked("all", marks)))
            result[at] = all_of_them if told else Role("other", found[at].lane)
    return result


def _with_schemes(found: Mapping[int, Role]) -> dict[int, Role]:
    """A name beside a code is of its classification, whichever of the two headers says so."""
    named = {at: role for at, role in found.items() if role.kind in ("code", "name")}
    schemes = {role.scheme for role in named.values() if role.scheme}
    of_codes = {role.scheme for role in named.values() if role.kind == "code"}
    if len(schemes) == 1 and len(of_codes) < 2:
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


def kind_of(texts: Sequence[str]) -> str:
    """Which of the kinds that name rows (code, name, unit, 行次 …) the texts over a column say; empty if none."""
    leaf = texts[-1]
    if leaf in GENERIC and len(texts) > 1 and (kind := kind_of(texts[:-1])) in ("code", "name"):
        return kind
    if leaf in _PLAIN_KINDS:
        return _PLAIN_KINDS[leaf]
    if _UNIT_CODE.search(leaf) or (_UNIT.search(leaf) and not leaf.endswith("附属单位")):
        return "unit_code" if _UNIT_CODE.search(leaf) else "unit"
    if any(_CODE.search(text) for text in texts[:-1]) and not _NAME.search(leaf):
        return "code"
    if _CODE.search(leaf) or (leaf in _LEVELS and any(_CODE.search(text) for text in texts)) or set(texts) & _LEVELS:
        return "code"
    return "name" if _NAME.search(leaf) else ""


def _scheme(texts: Sequence[str]) -> str:
    words = "".join(texts)
    if "经济" in words:
        return "government" if "政府" in words else "economic"
    if "功能" in words:
        return "functional"
    return "purpose" if "用途" in words or "性质" in words else ""


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
