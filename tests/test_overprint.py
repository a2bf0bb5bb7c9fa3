"""What is printed over a table makes no figure wrong: large digits, a hidden second layer, the number of the page."""

from collections.abc import Callable
from random import Random

import pytest

from builder.readers import _glyphs, _pageparts, _ruling, pdf, read
from builder.recognise import recognise
from builder.recognise.tables import ILLEGIBLE
from tests.maker import PLACES, make_accounts, print_accounts, print_budget
from tests.maker import pdf as printer
from tests.maker.compare import compare
from tests.maker.paper import SONG, Sheet, document
from tests.maker.press import FULL, drawn_press
from tests.maker.setting import Setting

SEEDS = (200, 201, 203)
OTHER = str.maketrans("123456789", "234567891")
each_form = pytest.mark.parametrize("place", ["", "beijing", "guangzhou", "shanghai"])


def made(place: str, seed: int):
    return print_budget(seed, PLACES[place]) if place else print_accounts(make_accounts(seed), seed)


def found(printed, seed, tmp_path):
    """What is recognised in it, and how that compares."""
    path = tmp_path / f"{seed}.pdf"
    path.write_bytes(printer.write(printed, drawn_press(Random(seed), FULL), Random(seed)))
    disclosure = recognise(read(path, path.name))
    return disclosure, compare(printed, disclosure)


def on_every_sheet(monkeypatch: pytest.MonkeyPatch, draw: Callable[[Sheet], None]) -> None:
    finished = Setting.finished

    def drawn(self: Setting) -> list[Sheet]:
        sheets = finished(self)
        for sheet in sheets:
            draw(sheet)
        return sheets

    monkeypatch.setattr(Setting, "finished", drawn)


@each_form
@pytest.mark.parametrize("text", ["2023", "1234.56", "内部资料"])
def test_large_print_across_a_table_is_none_of_it(place, text, monkeypatch, tmp_path):
    def stamp(sheet: Sheet) -> None:
        for step in (0.15, 0.45, 0.75):
            sheet.text(sheet.width * (0.1 + step / 2), sheet.height * step, text, 32)

    on_every_sheet(monkeypatch, stamp)
    for seed in SEEDS:
        disclosure, told = found(made(place, seed), seed, tmp_path)
        assert told.wrong == (), seed
        # A title that is printed over is not known any more: then its table is named as left over.
        assert not {table for table, _ in told.lost} & {one.table for one in disclosure.tables}
        assert told.found > 0.8 * told.printed or not text[0].isdigit()


@each_form
def test_a_hidden_layer_of_other_digits_makes_no_figure(place, monkeypatch, tmp_path):
    text = Sheet.text

    def twice(self: Sheet, x: float, y: float, said: str, size: float, font: str = SONG, spacing: float = 0) -> None:
        text(self, x, y, said, size, font, spacing)
        if said.strip("0,.").isdigit() or said.replace(",", "").replace(".", "").isdigit():
            first = len(self.drawn)
            text(self, x, y, said.translate(OTHER), size, font, spacing)
            self.drawn[first] = f"3 Tr {self.drawn[first]} 0 Tr"

    monkeypatch.setattr(Sheet, "text", twice)
    for seed in SEEDS:
        disclosure, told = found(made(place, seed), seed, tmp_path)
        assert told.wrong == (), seed
        assert len(disclosure.unplaced) > len(disclosure.figures)


def test_a_row_whose_number_is_covered_is_not_told(monkeypatch, tmp_path):
    text = Sheet.text

    def covered(self: Sheet, x: float, y: float, said: str, size: float, font: str = SONG, spacing: float = 0) -> None:
        text(self, x, y, said, size, font, spacing)
        if said == "32":
            text(self, x, y, "45", size, font, spacing)

    printed = made("", 200)
    plain, _ = found(printed, 200, tmp_path)
    monkeypatch.setattr(Sheet, "text", covered)
    disclosure, told = found(printed, 200, tmp_path)
    gone = {one.key for one in plain.figures} - {one.key for one in disclosure.figures}
    assert gone and all("/32/" in key for key in gone)
    assert told.wrong == () and {one.reason for one in disclosure.unplaced} == {ILLEGIBLE}


def cell(*texts: tuple[float, float, str, float]) -> str:
    """What is read in the last cell of a row, with these texts (x, baseline, text, size) drawn after the others."""
    sheet = Sheet(320, 100)
    for x in (20, 120, 220, 310):
        sheet.rule(x, 20, x, 50)
    for y in (20, 50):
        sheet.rule(20, y, 310, y)
    for row, (x, text) in enumerate(((230, "20.5"), (30, "教育支出"), (130, "12.34"))):
        sheet.text(x, 40, text, 10)
        sheet.text(20, 65 + 15 * row, "本年支出合计", 10)
    for x, y, text, size in texts:
        sheet.text(x, y, text, size)
    ((page,), _) = pdf.pages(document([sheet]))
    (grid,) = page.grids
    return grid.rows()[0][-1].text


def test_a_number_goes_on_only_with_what_is_drawn_behind_it():
    assert cell() == "20.5"
    assert cell((250, 42, "11", 8)) == f"20.5{_glyphs.UNREADABLE}11"
    assert cell((225, 38, "7", 10)) == f"7{_glyphs.UNREADABLE}20.5"
    assert cell((290, 42, "11", 8)) == "20.5 11"


def test_large_print_is_told_by_characters_where_there_are_few_words():
    heights = [(7.0, "本年支出合计"), (7.0, "一般公共服务支出"), (6.5, "20.51"), (22.0, "2023"), (22.0, "20")]
    found = [_glyphs.Glyph(text, 0, 0, 50, height) for height, text in heights]
    table = _ruling.Lattice((0, 100), (0, 100), ())
    assert _pageparts._usual(found, [table]) < 10
    assert _pageparts._usual(found[3:], [table]) == 22
    assert _pageparts._usual(found, [_ruling.Lattice((200, 300), (0, 100), ())]) == 0


def test_large_digits_all_in_a_cell_are_its_own():
    assert cell((250, 45, "8", 24)).startswith("20.5")
    assert cell((200, 48, "2023", 32)) == "20.5"
