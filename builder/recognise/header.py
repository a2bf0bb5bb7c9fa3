"""The header of a table: its unit, its printed number, its columns, and where its rows begin."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from builder.recognise.record import Column, Token
from builder.recognise.sections import HEADER_REACH, Strip
from builder.standards.tables import StandardTable
from builder.standards.text import key

_UNIT = re.compile(r"单\s*位\s*[:：]?\s*(?:人民币\s*)?([万千亿]?\s?元)")
_UNIT_IN_CELL = re.compile(r"[（(]\s*(?:单位[:：])?\s*(?:人民币)?([万千亿]?\s?元)\s*[）)]")
_PRINTED = re.compile(
    r"公\s*开\s*\d{1,2}\s*表|预\s*算\s*\d{1,2}\s*表|(?:部门公开)?表\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
)
_NOTE = re.compile(r"^[（(]?(?:注|说明|备注)\s*(?:[:：]|\d{1,2}[.、．])")
_FORMULA = re.compile(r"[=＝]")
_AMOUNT = re.compile(r"[.,，]\d|\d{4}")
_HEADER_WORDS = ("行次", "金额", "决算数", "预算数", "科目", "项目", "小计")
_EMPTY_NOTE = re.compile(
    r"无数据|空表|没有|无此|(?:本表|本年|本单位|本部门|单位|部门)无|无.{0,20}(?:预算|支出|收入|经费|拨款|资金)|无发生额|未安排|未发生|不涉及"
)
_RUNNING_TITLE = re.compile(
    r"^[^\d。；，]{4,40}20\d\d年度?[^\d。；，]{0,8}(?:决算|预算)(?:公开|报告|说明|报表|草案|文本|情况)*(?:[（(].{1,10}[）)])?$"
)
"""The title of the whole document, as a page has it on top."""
_BEGINS_ROW = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[2-5]\d{2}(?:\d{2}){0,2}\s*[\u4e00-\u9fff]|(?:合\s*计|总\s*计)(?:\s|$)"
)
_FEWEST_COUNTED = 2
_PAGE_NUMBER = re.compile(r"^\s*[-–—－]?\s*\d{1,3}\s*[-–—－]?\s*$")


def unit(strips: Sequence[Strip]) -> str:
    """The unit of amount printed above the rows (万元, 元 …), or an empty string."""
    found = next((match[1] for strip in strips if "元" in strip.text and (match := _UNIT.search(strip.text))), "")
    if found:
        return "".join(found.split())
    # A header may say it in each of its cells instead: 合计（万元）.
    found_in = (match for strip in strips[:HEADER_REACH] for match in _UNIT_IN_CELL.finditer(strip.text))
    bracketed = {"".join(match[1].split()) for match in found_in}
    return bracketed.pop() if len(bracketed) == 1 else ""


def unit_in(title: str) -> str:
    """The unit of amount that a title says (收支总表（单位：万元）), or an empty string."""
    found = _UNIT.search(title) or _UNIT_IN_CELL.search(title)
    return "".join(found[1].split()) if found else ""


def printed_number(title: str, strips: Sequence[Strip], above: Sequence[Strip] = ()) -> str:
    """The number that the form prints for the table, without blanks; empty if none.

    A label of the form (公开01表) is meant before a number that only stands in the title (表二).
    """
    texts = (title, *(strip.text for strip in reversed(above)), *(strip.text for strip in strips[:4]))
    found = [re.sub(r"\s+", "", match[0]) for text in texts if (match := _PRINTED.search(text))]
    return next((number for number in found if not number.startswith("表")), found[0] if found else "")


def columns_row(strips: Sequence[Strip], reach: int) -> int | None:
    """The index of the first 栏次 row in reach."""
    return next((index for index, strip in enumerate(strips[:reach]) if counts_columns(strip)), None)


def counts_columns(strip: Strip) -> bool:
    """Whether its numbers count 1, 2, 3 …, at least two of them, and its words say nothing but that."""
    if "." in strip.text:
        return False  # most rows have amounts
    counted = _counted(strip.tokens)
    if len(counted) < 2 or [int(token.text) for token in counted] != list(range(1, len(counted) + 1)):
        return False
    words = key("".join(token.text for token in strip.tokens if not token.is_integer))
    return words in ("", "栏次", "栏次栏次", "类款项", "类款项栏次", "行次", "栏次类款项")


def seems_to_count(strip: Strip) -> bool:
    """Whether a row of a grid is one of 栏次 although not every number of it is in order: none of them is an amount."""
    if not strip.in_grid or "." in strip.text or "," in strip.text:
        return False
    counted = [int(token.text) for token in _counted(strip.tokens)]
    if counted and key(strip.tokens[0].text) in ("栏次", "行次"):
        return True
    rises = all(one < two for one, two in pairwise(counted))
    return len(counted) > _FEWEST_COUNTED and counted[0] == 1 and rises and counted[-1] <= len(strip.tokens) + 2


def _counted(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if len(token.text) <= 2 and token.is_integer]


def columns(table: StandardTable) -> dict[str, tuple[Column, ...]]:
    """The columns of each lane in 栏次 order, as the standard form has them."""
    if table.shape == "phases":
        return {"": tuple((phase.id, measure.id) for phase in table.phases for measure in table.lanes[0].measures)}
    return {lane.side: tuple((lane.side, measure.id) for measure in lane.measures) for lane in table.lanes}


def counted_columns(table: StandardTable, row: Strip) -> dict[int, Column]:
    """Which grid column is which table column, from a 栏次 row of a grid; empty for a line without columns."""
    flat = [column for lane in columns(table).values() for column in lane]
    counted = _counted(row.tokens)
    if not row.in_grid or len(counted) != len(flat):
        return {}
    return {token.column: column for token, column in zip(counted, flat, strict=True) if token.column is not None}


def count_of_columns(row: Strip) -> int:
    """How many columns a 栏次 row counts."""
    return len(_counted(row.tokens))


def split_notes(strips: Sequence[Strip]) -> tuple[list[Strip], list[str]]:
    """The rows, and the notes that stand between or below them.

    A note begins with 注 or 说明 and goes on to the end of a sentence, or until a line that holds numbers of its own;
    a line with an equals sign is one of the form's printed formulas. A row of a grid that has amounts is a row,
    whatever its name. The title on top of a page is neither.
    """
    rows: list[Strip] = []
    notes: list[str] = []
    in_note = False
    for strip in strips:
        if not strip.in_grid and _RUNNING_TITLE.search("".join(strip.text.split())):
            continue
        has_amounts = _has_amounts(strip)
        if _NOTE.match(strip.text):
            in_note = True
        elif in_note and (has_amounts or _is_row(strip)):
            in_note = False
        if in_note and not strip.in_grid and _PAGE_NUMBER.match(strip.text):
            continue
        if has_amounts:
            rows.append(strip)
        elif in_note or _FORMULA.search(strip.text) or _is_sentence(strip):
            notes.append(strip.text)
        else:
            rows.append(strip)
        in_note &= not _is_sentence(strip)
    return rows, notes


def _is_row(strip: Strip) -> bool:
    return any(token.number is not None for token in strip.tokens) and not re.search(r"[。；;＝=]", strip.text)


def _has_amounts(strip: Strip) -> bool:
    """Whether a row of a grid has a cell that is an amount, and no 行次, 栏次 or part of a formula."""
    cells = strip.tokens if strip.in_grid else ()
    return any(_AMOUNT.search(token.text) and token.number is not None for token in cells)


def _is_sentence(strip: Strip) -> bool:
    return not strip.in_grid and strip.text.endswith("。")


def without_repeats(strips: Sequence[Strip], start: int) -> list[Strip]:
    """The strips of the body without the header where a later page prints it again: its last lines, at least two.

    Of a header that ends with its 栏次 row, that row alone is enough.
    """
    head, body = [key(strip.text) for strip in strips[:start]], list(strips[start:])
    if not head:
        return body
    least = 1 if counts_columns(strips[start - 1]) else 2
    for last in reversed(range(len(body))):
        size = _repeated(head, body[: last + 1])
        if size >= least:
            del body[last + 1 - size : last + 1]
    return body


def _repeated(head: Sequence[str], body: Sequence[Strip]) -> int:
    """How many strips at the end of ``body`` are the same as at the end of the header."""
    pairs = zip(reversed(head), reversed(body), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == key(pair[1].text), pairs))


def body_start(strips: Sequence[Strip], reach: int) -> int:
    """The index of the first strip below a header that has no 栏次 row: behind its last header word."""
    first = next((i for i, strip in enumerate(strips[:reach]) if _is_row(strip) and not is_caption(strip)), len(strips))
    words = [i for i, strip in enumerate(strips[:first]) if any(word in key(strip.text) for word in _HEADER_WORDS)]
    return words[-1] + 1 if words else first


def first_row(strips: Sequence[Strip]) -> int:
    """The index of the first strip that has an amount or begins with a code or an ordinal: below it is no header."""
    return next((i for i, strip in enumerate(strips) if _begins_rows(strip) and not is_caption(strip)), 0)


def _begins_rows(strip: Strip) -> bool:
    amounts = any(_AMOUNT.search(token.text) and token.number is not None for token in strip.tokens)
    return amounts or bool(_BEGINS_ROW.match(strip.text))


def is_caption(strip: Strip) -> bool:
    """公开06表, 单位：万元: what stands between a title and its header."""
    return bool(_PRINTED.search(strip.text) or _UNIT.search(strip.text))


def empty_note(strips: Sequence[Strip]) -> str:
    """The sentence that says why a table is empty, or an empty string."""
    alone = (strip for strip in strips if not strip.in_grid or len(strip.cells) == 1)
    lines = (strip.text for strip in alone if not _PAGE_NUMBER.match(strip.text))
    joined = "".join(re.sub(r"\s+", "", line) for line in lines)
    sentences = re.split(r"(?<=。)|(?=注[:：])|(?=说明[:：])", joined)
    return next((sentence for sentence in reversed(sentences) if _EMPTY_NOTE.search(sentence)), "")
