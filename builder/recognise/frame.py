"""What is known of a table before its header is read, and what a column is found to hold."""

from builder.frozen import frozen
from builder.recognise.record import Column
from builder.standards.tables import StandardTable

NOT_A_MEASURE = "所在列不是本表的栏（比例、备注等）"
UNKNOWN_HEADER = "所在列的表头未能对应到标准表的栏"


@frozen
class Frame:
    """A table before its header is read: its standard, its kind and the document's year."""

    table: StandardTable
    kind: str = "final"
    year: int = 0
    ignored: tuple[str, ...] = ()


@frozen
class Role:
    """What a column holds.

    ``kind`` is code, name, line_no, serial, amount, unit, unit_code, year, whole, aside or other. ``lane`` counts lanes
    from 0, ``scheme`` names the classification of a code or name (functional, economic, government, purpose). A
    ``whole`` column has a phase (as its scheme) and no measure: the rows may be the measures. ``aside`` is a column
    known to be no measure of the table, ``other`` one that was not understood. ``marks`` say what sets its amounts
    apart from those of the measure (the year before, the change), and are part of its column.
    """

    kind: str
    lane: int = 0
    column: Column | None = None
    scheme: str = ""
    marks: tuple[str, ...] = ()
