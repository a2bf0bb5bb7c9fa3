"""Which column each number of a row belongs to.

Where the source tells (a grid column, or a number for every column) position decides. Where empty cells are lost, every
assignment in printed order is a candidate, and the identities (the same equations that the checks use) rule candidates
out: an equation keeps those that some choice of the other rows satisfies. What is left in one column only is proven;
anything else is not a figure. An equation that no choice satisfies is the document's error, not evidence, and rules
nothing out.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat

from builder.model.amount import Amount
from builder.model.disclosure import Figure, Unplaced
from builder.recognise.evidence import rule_out
from builder.recognise.record import Column, Number, ReadTable, Stray, Token
from builder.recognise.slots import Choice, Slot, slots_of


def place(tables: Sequence[ReadTable]) -> tuple[tuple[Token, Figure | Unplaced], ...]:
    """What each printed number of the tables became, in printed order: a figure, or one whose column is not known."""
    slots = [slot for table in tables for slot in slots_of(table)]
    rule_out(slots)
    return tuple(placed for slot in slots for placed in _placed(slot))


def _placed(slot: Slot) -> Iterator[tuple[Token, Figure | Unplaced]]:
    choices: Iterable[Choice] = zip(*slot.choices, strict=True) if slot.choices else repeat(())
    for number, amount, chosen in zip(slot.record.numbers, slot.amounts, choices, strict=False):
        column = chosen[0] if len(set(chosen)) == 1 else None
        if column and slot.table.unit:
            yield number.token, _figure(slot, amount, number, column)
        else:
            yield number.token, _unplaced(slot, number, sorted({column for column in chosen if column}))
    yield from ((stray.token, _stray(slot, stray)) for stray in slot.record.strays)


def _figure(slot: Slot, amount: Amount, number: Number, column: Column) -> Figure:
    lane, measure = column
    phases = slot.table.standard.shape == "phases"
    return Figure(
        table=slot.table.standard.id,
        printed_number=slot.table.printed_number,
        side="" if phases else lane,
        phase=lane if phases else "",
        line_no=slot.record.line_no,
        code=slot.record.code,
        item=slot.record.item,
        measure=measure,
        amount=amount,
        location=number.token.location,
        placed_by="position" if slot.by_position else "identity",
    )


def _unplaced(slot: Slot, number: Number, columns: Sequence[Column]) -> Unplaced:
    if not slot.table.unit:
        reason = "表上没有写明金额单位"
    elif not columns:
        reason = number.doubt or "一行的数字多于表头的栏数，或表头未能辨认"
    else:
        reason = "空单元格在文本中丢失，勾稽关系不能唯一确定所在栏"
    candidates = tuple("/".join(part for part in column if part) for column in columns)
    return Unplaced(
        slot.table.standard.id,
        slot.record.code,
        slot.record.item,
        number.printed,
        candidates,
        reason,
        number.token.location,
    )


def _stray(slot: Slot, stray: Stray) -> Unplaced:
    """A number outside the columns; one that surely belongs to none of them has the one candidate ``none``."""
    table, record = slot.table.standard.id, slot.record
    candidates = ("none",) if stray.aside else ()
    return Unplaced(table, record.code, record.item, stray.printed, candidates, stray.reason, stray.token.location)
