"""The layouts of places: loaded, checked, chosen by the header, and stating only a difference."""

from itertools import product
from pathlib import Path

import pytest

from builder.recognise.frame import Frame
from builder.recognise.measured import measured, named_by
from builder.standards.layouts import layouts, layouts_in, titles, variants
from builder.standards.tables import header_key, standard_tables
from builder.standards.text import key


def test_every_layout_differs_from_the_standard_and_says_which_place_it_is_of() -> None:
    for layout in layouts():
        assert layout.zh
        assert layout.tables, f"{layout.id} says nothing"
        assert set(layout.tables) <= set(standard_tables())


def test_a_layout_repeats_nothing_of_the_standard_table() -> None:
    for layout in layouts():
        for table_id, data in layout.tables.items():
            table = standard_tables()[table_id]
            known = {title for found in table.titles.values() for title in found}
            assert not known & {key(title) for title in data.get("titles", ())}, (layout.id, table_id)
            for measure in (*table.measures, *table.phases):
                own = {header_key(header) for header in data.get("headers", {}).get(measure.id, ())}
                assert not own & set(measure.headers), (layout.id, table_id, measure.id)


def test_a_file_dropped_into_the_folder_is_a_layout(tmp_path: Path) -> None:
    text = "id: somewhere\nzh: 某地\ntables:\n  state-capital:\n    headers: {total: [资本支出合计]}\n"
    (tmp_path / "somewhere.yml").write_text(text, encoding="utf-8")
    (layout,) = layouts_in(tmp_path)
    variant = layout.variant("state-capital")
    assert variant.layout == "somewhere"
    assert "资本支出合计" in variant.table.measures[0].headers
    assert "合计" in variant.table.measures[0].headers


def test_where_no_text_of_a_form_stands_it_says_what_the_standard_form_says() -> None:
    """So a form is looked at only where one of its own texts stands over a column."""
    compared = 0
    for table_id, table in standard_tables().items():
        forms = variants(table_id)
        measures = [measure for form in forms for lane in form.table.lanes for measure in lane.all_measures]
        headers = {(*header.split("/"),) for measure in measures for header in measure.headers}
        stacks = headers | {("上年预算数", *header) for header in headers}
        for form, lane, texts in product(forms[1:], range(len(table.lanes)), sorted(stacks)):
            if form.texts.isdisjoint(name for text in texts for name in named_by(text)):
                own = measured(Frame(form.table, "budget", 0, form.ignored), lane, texts)
                assert own == measured(Frame(table, "budget"), lane, texts), (form.layout, table_id, texts)
                compared += 1
    assert compared > 1000


def test_a_layout_with_an_unknown_measure_is_refused_with_its_name(tmp_path: Path) -> None:
    text = "id: somewhere\nzh: 某地\ntables:\n  state-capital:\n    headers: {totl: [合计]}\n"
    (tmp_path / "somewhere.yml").write_text(text, encoding="utf-8")
    (layout,) = layouts_in(tmp_path)
    with pytest.raises(ValueError, match=r"somewhere.yml.*totl"):
        layout.variant("state-capital")


def test_the_standard_form_comes_first_and_the_longest_title_too() -> None:
    assert variants("revenue")[0].layout == "standard"
    lengths = [len(title) for title, _, _ in titles()]
    assert lengths == sorted(lengths, reverse=True)


def test_nine_tables_of_final_accounts_are_prescribed_whatever_others_have_a_form():
    prescribed = [table for table in standard_tables().values() if table.is_prescribed]
    assert sorted(table.order for table in prescribed) == list(range(1, 10))
    assert any("final" in table.titles for table in standard_tables().values() if not table.is_prescribed)
