"""PDF files of a printed disclosure, ruled wholly, half or not at all, as offices' programs set them."""

from random import Random

from tests.maker.laid import back, front
from tests.maker.paper import Sheet, document
from tests.maker.pdftable import Table
from tests.maker.press import FULL, Press, drawn_press
from tests.maker.printed import Printed
from tests.maker.setting import TALL, Setting


def render(printed: Printed, seed: int, rules: str = FULL) -> bytes:
    """The file; everything that is not said by ``printed`` is drawn by the seed."""
    rng = Random(f"pdf {rules} {seed}")
    return write(printed, drawn_press(rng, rules), rng)


def write(printed: Printed, press: Press, rng: Random, *others: Printed) -> bytes:
    """The file as a given press sets it; ``others`` are disclosures of other bodies behind the first."""
    sheets = [sheet for each in (printed, *others) for sheet in _sheets(each, press, rng)]
    return document(sheets, press.origin, press.compressed)


def _sheets(printed: Printed, press: Press, rng: Random) -> list[Sheet]:
    setting = Setting(printed, press, rng)
    setting.prose(front(printed, rng))
    for table in printed.tables:
        Table(setting, table).set()
    setting.turn(TALL)
    setting.prose(back(printed))
    return setting.finished()
