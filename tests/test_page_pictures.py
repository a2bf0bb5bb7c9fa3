"""Pictures of pages: the frame lies on the printed number, a page is drawn once, and the budget is kept."""

import os
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from builder.config import Settings
from builder.content import Found
from builder.model.location import Box
from builder.packages.write import write
from builder.pipeline import check
from builder.site import addresses, build, catalogue, pictures, sources
from builder.store import Store

FOLDER = os.environ.get("MINGZHANG_DISCLOSURES", "")
REAL = sorted(Path(FOLDER, "real").glob("*普陀区规划*2024*.pdf")) if FOLDER else []
pytestmark = pytest.mark.skipif(not REAL, reason="MINGZHANG_DISCLOSURES is not set")


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    folder = tmp_path_factory.mktemp("content")
    (folder / "a.pdf").write_bytes(REAL[0].read_bytes())
    return folder


@pytest.fixture(scope="module")
def packages(content, tmp_path_factory):
    folder = tmp_path_factory.mktemp("packages")
    checked = check(Found(content / "a.pdf", "a.pdf"))
    write(checked.disclosure, checked.verdict, folder / checked.disclosure.identity.package, Settings())
    return folder


@pytest.fixture(scope="module")
def record(packages):
    (one,) = catalogue.read(packages).records
    return one


@pytest.fixture(scope="module")
def drawn(record, content, tmp_path_factory):
    """The folder of the pictures, and the pictures by page."""
    out = tmp_path_factory.mktemp("out")
    found = sources.originals([record.disclosure], content)
    return out, pictures.write([record], found, out, 10**8)[record.identity.disclosure_id]


def test_every_page_with_figures_is_drawn_once(record, drawn):
    out, made = drawn
    assert set(made) == {figure.location.page for figure in record.disclosure.figures}
    assert len(list(out.rglob("*.png"))) == len(made)
    for picture in made.values():
        data = (out / picture.location).read_bytes()
        assert len(data) == picture.size
        assert struct.unpack(">II", data[16:24])[0] == pytest.approx(picture.width * pictures.SCALE)


def test_there_is_ink_in_every_frame_and_the_strip_holds_it(record, drawn):
    pil = pytest.importorskip("PIL.Image")
    out, made = drawn
    images = {page: pil.open(out / picture.location) for page, picture in made.items()}
    for figure in record.disclosure.figures:
        box, view = figure.location.box, made[figure.location.page].view(figure.location.box)
        cut = images[figure.location.page].crop(
            tuple(round(value * pictures.SCALE) for value in (box.x0, box.top, box.x1, box.bottom))
        )
        assert cut.getextrema()[0] < 140, figure.key
        assert view.top <= box.top
        assert view.bottom >= box.bottom


def test_the_budget_is_kept_and_nothing_is_drawn_without_one(record, drawn, content, tmp_path):
    found = sources.originals([record.disclosure], content)
    first = min(drawn[1])
    budget = drawn[1][first].size + 1
    made = pictures.write([record], found, tmp_path, budget)[record.identity.disclosure_id]
    assert list(made) == [first]
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.png")) <= budget
    assert pictures.write([record], found, tmp_path / "none", 0) == {}
    assert not (tmp_path / "none").exists()


def test_what_was_drawn_before_is_not_drawn_again(record, drawn, content, tmp_path, monkeypatch):
    found = sources.originals([record.disclosure], content)
    store = Store.open(tmp_path / "store")
    first = pictures.write([record], found, tmp_path / "first", 10**8, store)
    monkeypatch.setattr(pictures.workers, "each", None)
    assert pictures.write([record], found, tmp_path / "second", 10**8, store) == first
    name = record.identity.disclosure_id
    assert first[name] == drawn[1]
    for picture in first[name].values():
        assert (tmp_path / "second" / picture.location).read_bytes() == (drawn[0] / picture.location).read_bytes()


def test_a_file_that_cannot_be_drawn_costs_its_pictures_and_nothing_else(record, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    found = {record.identity.disclosure_id: sources.Original("sources/a.pdf", tmp_path / "a.pdf")}
    assert pictures.write([record], found, tmp_path / "out", 10**8) == {record.identity.disclosure_id: {}}


def test_the_page_shows_the_pictures_or_says_that_there_is_none(packages, content, record, tmp_path):
    location = addresses.figures_page(record.identity)
    settings = Settings()
    shown = [
        (build.build(packages, tmp_path / str(number), replace(settings, page_pictures=number), content, quiet).parent)
        for number in (40, 0)
    ]
    pages = [(site / location).read_text(encoding="utf-8") for site in shown]
    assert pages[0].count('class="mz-strip"') == len(record.disclosure.figures)
    assert 'loading="lazy" alt="原文第 ' in pages[0]
    assert len([*(shown[0] / addresses.PICTURES).rglob("*.png")]) > 5
    assert "mz-strip" not in pages[1]
    assert not (shown[1] / addresses.PICTURES).exists()


def test_measures_of_a_strip():
    view = pictures.Picture("x.png", 600.0, 800.0, 1).view(Box(300.0, 10.0, 330.0, 20.0))
    assert (view.top, view.bottom) == (0.0, 65.0)
    assert view.style.startswith("--w:600.0000;--h:65.0000;--y:-0.0000;--ph:12.3077;--l:0.4975;")


def quiet(*_args):
    """Progress that nobody watches."""
