"""The number of a page that is printed inside a table: it stands in a cell and is no amount.

Where it stands below the table on other pages, it is known how the pages are counted.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from builder.recognise.lanes import PAGE_NUMBER
from builder.recognise.record import Number, ReadTable, Record, Stray
from builder.recognise.sections import Section
from builder.recognise.unruled import is_page_number

_FEWEST = 3
"""So many pages must be counted alike."""


def without_page_numbers(tables: Sequence[ReadTable], sections: Sequence[Section], integers: bool) -> list[ReadTable]:
    """The tables without the numbers of pages among their amounts.

    Where amounts may be ``integers``, only a page that prints its number nowhere else is looked at.
    """
    counted = dict(_counted(sections))
    offsets = Counter(number - page for page, number in counted.items()).most_common(1)
    if not offsets or offsets[0][1] < _FEWEST:
        return list(tables)
    ((offset, _),) = offsets
    free = counted if integers else {}
    return [
        replace(table, records=tuple(_without(record, offset, free) for record in table.records)) for table in tables
    ]


def _counted(sections: Sequence[Section]) -> Iterator[tuple[int, int]]:
    """The pages with their printed numbers, where these stand alone."""
    for strip in (strip for section in sections for strip in section.strips):
        if strip.is_set and is_page_number(strip):
            yield strip.location.page, int(re.sub(r"\D", "", strip.text))


def _without(record: Record, offset: int, free: Collection[int]) -> Record:
    pages = [number for number in record.numbers if _is_page(number, offset, free)]
    if not pages:
        return record
    strays = tuple(Stray(number.token, PAGE_NUMBER) for number in pages)
    return replace(record, numbers=tuple(n for n in record.numbers if n not in pages), strays=record.strays + strays)


def _is_page(number: Number, offset: int, free: Collection[int]) -> bool:
    token, page = number.token, number.token.location.page
    return token.is_integer and number.value == page + offset and number.value != 0 and page not in free
