"""The rows of performance forms: goals (绩效目标表) and self-evaluations (绩效自评表), in grids and in lines of text.

A form is found by its title and by a header that names the columns of indicators; the words are in ``formwords``.
``formgrids`` (with ``formhead``) reads cells; ``formlines`` (with ``formcells`` and ``formsums``) reads text in which
cells are lost; what cannot be told apart there stays empty.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from builder.model.disclosure import Indicator
from builder.recognise.formgrids import Form, read_rows
from builder.recognise.formlines import read_lines
from builder.recognise.formwords import formula, plain, points, title
from builder.recognise.moneyrows import MoneyRow, proven_rows
from builder.recognise.passages import closed
from builder.recognise.sections import Section, Strip

_PAGE_NUMBER = re.compile(r"[-—–－·\s]*\d{1,4}[-—–－·\s]*")
_HEADING = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．])\s*(?P<name>[^，。；：:]{2,30}(?<![、和与及的]))$"
)
_PROGRAMME = re.compile(r"^项目名称\s+(\S{2,40})$")
_BUDGET = re.compile(r"预算数?")
_EXECUTION = re.compile(r"(?P<label>预算执行(?:率|情况)?(?:[（(]万元[)）])?[（(]\d{1,3}分[)）])")
_SENTENCE_ENDS = ("。", "；")
_FEW = 12
_ABOVE = 30
_LONGEST = 120
"""So many strips of a form are looked at."""
_LEVEL_WORDS = frozenset(
    ("产出指标", "效益指标", "满意度指标", "数量指标", "质量指标", "时效指标", "一级指标", "二级指标", "三级指标")
)
_FEWEST_LEVELS, _FEWEST_ROWS = 3, 3
"""A form with indicators names so many levels, and has numbers in so many rows."""


def indicators(
    strips: Sequence[Strip], sections: Sequence[Section], skipped: Collection[int] = ()
) -> tuple[Indicator, ...]:
    """The rows of all performance forms in document order; ``skipped`` are pages that must not be trusted.

    A form without any indicator or amount (an empty template) has no rows.
    """
    found: list[Indicator] = []
    rows = _indicators([strip for strip in _outside(strips, sections) if strip.location.page not in skipped])
    for _, form in groupby(rows, key=lambda row: (row.form, row.programme)):
        group = list(form)
        if any(row.role == "indicator" or row.actual for row in group):
            found += group
    return tuple(found)


def unread(strips: Sequence[Strip], sections: Sequence[Section], rows: Sequence[Indicator]) -> tuple[str, ...]:
    """What is to be said of the forms that have indicators and numbers, none of which was read."""
    inside = {index for section in sections for index in range(section.start, section.end)}
    outside = [strip for index, strip in enumerate(strips) if index not in inside]
    begins = [index for index, strip in enumerate(outside) if "表" in strip.text and title(strip.text)]
    found = []
    for begin, end in zip(begins, [*begins[1:], len(outside)], strict=False):
        body = outside[begin + 1 : min(end, begin + 1 + _LONGEST)]
        if body and not any(_is_in(row, outside[begin], body[-1]) for row in rows) and _is_form(body):
            page = outside[begin].location.page
            found.append(f"第 {page} 页《{title(outside[begin].text)}》没有认出表头，其中的指标没有读出")
    return tuple(dict.fromkeys(found))


def _is_form(body: Sequence[Strip]) -> bool:
    """Whether they have the names of the levels, and numbers."""
    words = {plain(token.text) for strip in body for token in strip.tokens}
    return len(words & _LEVEL_WORDS) >= _FEWEST_LEVELS and _holds_numbers(body)


def _holds_numbers(body: Sequence[Strip]) -> bool:
    """Whether rows, and not only the header, have numbers: a blank form has the points of its parts at most."""
    return sum(any(token.number is not None for token in strip.tokens) for strip in body) >= _FEWEST_ROWS


def _is_in(row: Indicator, first: Strip, last: Strip) -> bool:
    """Whether a row stands between two strips, by page and line."""
    here, low, high = row.location, first.location, last.location
    return (low.page, low.line or 0) <= (here.page, here.line or 0) and (
        (here.page, here.line or 0) <= (high.page, high.line or 0)
    )


def _outside(strips: Sequence[Strip], sections: Sequence[Section]) -> Iterator[Strip]:
    """The strips outside the standard tables without page numbers; the titles of forms may stand on many pages."""
    inside = {index for section in sections for index in range(section.start, section.end)}
    for index, strip in enumerate(strips):
        number = strip.location.line is None and not strip.in_grid and _PAGE_NUMBER.fullmatch(strip.text)
        if index not in inside and not number:
            yield strip


def _indicators(strips: Sequence[Strip]) -> Iterator[Indicator]:
    form, page, heading = Form(), 0, ""
    for block in _blocks(strips):
        if block[0].grid is not None:
            form.name = form.name or heading
            goes_on = block[0].location.page == page + 1
            yield from read_rows(form, [strip.cells for strip in block], block[0].grid.has_spans, goes_on)
            page = block[-1].location.page
            continue
        for part in _titled(block):
            name = _title(part)
            heading = next((found for strip in reversed(part) if (found := _named(strip.text))), heading)
            if name:
                form.begin(name)
                page = 0
            yield from _read(form, part)
            if any(strip.text.endswith(_SENTENCE_ENDS) for strip in part) and len(part) > _FEW:
                form.heading = heading


def _named(text: str) -> str:
    """The words of a heading with an ordinal, which name a form that has no title."""
    found = _HEADING.match(text.strip())
    return closed(found["name"]) if found else ""


def _read(form: Form, lines: Sequence[Strip]) -> Iterator[Indicator]:
    """The rows in lines of text, from top to bottom."""
    named = next((match[1] for strip in lines if (match := _PROGRAMME.match(strip.text.strip()))), "")
    form.programme = named or form.programme
    money = [_money(form, row, lines) for row in proven_rows(lines) if row.is_of_form]
    rows = list(read_lines(form, lines, money))
    if not rows and not form.name:
        return
    rows += money
    yield from sorted(rows, key=lambda row: (row.location.page, row.last_line or 0))


def _money(form: Form, row: MoneyRow, lines: Sequence[Strip]) -> Indicator:
    """A row of money; its points may stand in the label of its block (``预算执行情况（20分）``)."""
    cells = {"target": "", "actual": "", "rate": "", "weight": "", "score": ""}
    for name, measure, printed in row.cells:
        kinds = {"amount": "actual", "completion_percent": "rate", "score": "score", "": "weight"}
        kind = "target" if _BUDGET.search(name) and measure == "budget" else kinds.get(measure)
        if kind:
            cells[kind] = printed
    at = next(index for index, strip in enumerate(lines) if strip.location == row.location)
    above = closed(" ".join(strip.text for strip in lines[max(0, at - _ABOVE) : at]))
    labels = _EXECUTION.findall(above)
    label = labels[-1] if labels and cells["score"] and not cells["weight"] else ""
    return Indicator(
        form.name,
        form.programme,
        label,
        "",
        row.label,
        cells["target"],
        cells["actual"],
        cells["weight"] or points(label),
        cells["score"],
        row.location,
        role="money",
        rate=cells["rate"],
        last_line=row.location.line,
        unit=row.unit,
        formula=formula(row.header) if cells["score"] else "",
    )


def _blocks(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """The strips by grid; lines between two grids together."""
    block: list[Strip] = []
    for strip in strips:
        if block and strip.grid is not block[-1].grid:
            yield block
            block = []
        block.append(strip)
    if block:
        yield block


def _titled(lines: Sequence[Strip]) -> Iterator[list[Strip]]:
    """Lines cut before every title of a form."""
    part: list[Strip] = []
    skip = False
    for index, strip in enumerate(lines):
        begins = not skip and bool(_title(lines[index : index + 2]))
        if part and begins:
            yield part
            part = []
        part.append(strip)
        skip = begins and not title(strip.text)
    if part:
        yield part


def _title(lines: Sequence[Strip]) -> str:
    """The title that the first line is; or begins, if the second one is a short end of it."""
    if not lines:
        return ""
    alone = title(lines[0].text)
    if alone or len(lines) == 1 or not _FEW < len(lines[0].text) <= _ABOVE or len(lines[1].text) > _FEW:
        return alone
    return "" if title(lines[1].text) else title(lines[0].text + lines[1].text)
