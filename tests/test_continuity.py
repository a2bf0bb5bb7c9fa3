"""Published figures do not change or disappear without a word: refused builds, kept corrections, compared builds."""

import csv
import re

import pytest

from builder import continuity, corrections, pipeline
from builder.config import Settings
from builder.continuity import Reason
from builder.errors import UserError
from builder.model.correction import Change
from builder.outputs import Outputs
from builder.packages.cells import read_csv
from builder.packages.diff import diff
from builder.packages.fields import CORPUS

COLUMNS = "科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
HEAD = f"临海市图书馆2023年度部门决算\n一般公共预算财政拨款支出决算表\n单位：万元\n{COLUMNS}"
ROWS = {
    "207": "207\t文化旅游体育与传媒支出\t30.00\t20.00\t10.00\n",
    "20701": "20701\t文化和旅游\t30.00\t20.00\t10.00\n",
    "2070104": "2070104\t图书馆\t30.00\t20.00\t10.00\n",
}
REASON = Reason("原件更正", "2024-09-01")


@pytest.fixture(autouse=True)
def _no_site(monkeypatch):
    monkeypatch.setattr(pipeline, "_publish", lambda fresh, *_: fresh.site.mkdir())


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "in"
    path.mkdir()
    write(path, *ROWS)
    return path


@pytest.fixture
def outputs(tmp_path):
    return Outputs.below(tmp_path / "out", Settings())


def write(folder, *codes, old="", new=""):
    text = HEAD + "合计\t合计\t30.00\t20.00\t10.00\n" + "".join(ROWS[code] for code in codes)
    (folder / "a.txt").write_text(text.replace(old, new) if old else text, encoding="utf-8")


def build(folder, outputs, reason=None):
    return pipeline.build(folder, outputs, Settings(), lambda *_: None, pipeline.Wish(reason=reason))


def figures(outputs):
    path = outputs.datapackages / "corpus" / "figures.csv"
    with path.open(encoding="utf-8") as file:
        return {row["figure_id"]: row["amount"] for row in csv.DictReader(file)}


def test_a_changed_figure_is_refused_and_nothing_is_replaced(folder, outputs):
    build(folder, outputs)
    before = figures(outputs)
    assert len(before) == 12
    write(folder, *ROWS, old="图书馆\t30.00\t20.00\t10.00", new="图书馆\t31.00\t20.00\t11.00")
    with pytest.raises(UserError, match="改变 2 个已公布的数") as refused:
        build(folder, outputs)
    assert re.search(r"2070104/total +30\.00 万元 → 31\.00 万元", str(refused.value))
    assert figures(outputs) == before
    assert "2070104/project" in (outputs.notes / continuity.LIST).read_text(encoding="utf-8")


def test_a_reason_is_kept_with_the_content_and_published(folder, outputs):
    build(folder, outputs)
    write(folder, *ROWS, old="图书馆\t30.00\t20.00\t10.00", new="图书馆\t31.00\t20.00\t11.00")
    build(folder, outputs, REASON)
    entries = corrections.read(folder / corrections.NAME)
    assert [(entry.date, entry.old, entry.new, entry.reason) for entry in entries] == [
        ("2024-09-01", "30.00 万元", "31.00 万元", "原件更正"),
        ("2024-09-01", "10.00 万元", "11.00 万元", "原件更正"),
    ]
    resource = next(one for one in CORPUS if one.name == "corrections")
    published = list(read_csv(resource, outputs.datapackages / "corpus" / resource.file))
    assert [row["figure_id"] for row in published] == [entry.figure_id for entry in entries]
    assert build(folder, outputs).unchanged


def test_an_entry_written_by_hand_allows_this_change_and_no_other(folder, outputs):
    build(folder, outputs)
    name = next(name for name in figures(outputs) if name.endswith("2070104/project"))
    line = f"2024-09-01,{name.split('/')[0]},{name},10.00 万元,11.00 万元,原件更正\n"
    (folder / corrections.NAME).write_text(",".join(corrections.COLUMNS) + "\n" + line, encoding="utf-8")
    write(folder, *ROWS, old="图书馆\t30.00\t20.00\t10.00", new="图书馆\t30.00\t20.00\t12.00")
    with pytest.raises(UserError, match="改变 1 个"):
        build(folder, outputs)
    write(folder, *ROWS, old="图书馆\t30.00\t20.00\t10.00", new="图书馆\t30.00\t20.00\t11.00")
    build(folder, outputs)
    assert figures(outputs)[name] == "11.00"


def test_a_fall_by_more_than_a_fifth_is_refused_unless_the_number_is_named(folder, outputs):
    build(folder, outputs)
    before = figures(outputs)
    write(folder, "207", "20701")
    with pytest.raises(UserError, match=r"(?s)撤回 3 个已公布的数.*已公布 12 个数，将少 3 个，超过五分之一"):
        build(folder, outputs)
    for fewer in (0, 2, 4, 12):
        with pytest.raises(UserError, match=r"已公布 12 个数，将少 3 个，超过五分之一.*--fewer 3"):
            build(folder, outputs, Reason("原件更正", "2024-09-01", fewer))
        assert figures(outputs) == before
        assert not (folder / corrections.NAME).exists()
    build(folder, outputs, Reason("原件更正", "2024-09-01", 3))
    assert len(figures(outputs)) == 9
    assert build(folder, outputs).unchanged


def test_entries_written_by_hand_do_not_allow_a_fall_by_more_than_a_fifth(folder, outputs):
    build(folder, outputs)
    gone = [name for name in figures(outputs) if "2070104" in name]
    amounts = dict(zip(gone, ("30.00", "20.00", "10.00"), strict=True))
    lines = [f"2024-09-01,{name.split('/')[0]},{name},{amount} 万元,,撤回\n" for name, amount in amounts.items()]
    (folder / corrections.NAME).write_text(",".join(corrections.COLUMNS) + "\n" + "".join(lines), encoding="utf-8")
    write(folder, "207", "20701")
    with pytest.raises(UserError, match="超过五分之一"):
        build(folder, outputs)
    build(folder, outputs, Reason("", "2024-09-01", 3))
    assert len(figures(outputs)) == 9


def test_a_fall_by_a_fifth_needs_a_reason_and_no_number(folder, outputs, tmp_path):
    write(folder, *ROWS)
    text = (folder / "a.txt").read_text(encoding="utf-8")
    (folder / "a.txt").write_text(f"{text}20702\t文物\t30.00\t20.00\t10.00\n", encoding="utf-8")
    build(folder, outputs)
    assert len(figures(outputs)) == 15
    write(folder, *ROWS)
    build(folder, outputs, REASON)
    assert len(figures(outputs)) == 12


def test_new_figures_and_moved_ones_need_no_reason(folder, outputs, tmp_path):
    write(folder, "207", "20701")
    build(folder, outputs)
    outputs.datapackages.rename(tmp_path / "old")
    write(folder, *ROWS, old="单位：万元\n", new="单位：万元\n\n")
    build(folder, outputs)
    kinds = [change.kind for change in diff(tmp_path / "old", outputs.datapackages)]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"moved": 9, "added": 3}


def test_the_command_says_what_two_builds_do_not_have_in_common(folder, outputs, tmp_path, run):
    build(folder, outputs)
    outputs.datapackages.rename(tmp_path / "old")
    write(folder, "207", "20701", old="文化和旅游\t30.00\t20.00\t10.00", new="文化和旅游\t30.00\t20.50\t10.00")
    build(folder, outputs)
    code, out, err = run("diff", tmp_path / "old", tmp_path / "out")
    assert code == 1
    assert out.count("withdrawn") == 3
    assert "20701/basic  20.00 万元 → 20.50 万元" in out
    assert "改变 1，撤回 3" in err
    assert run("diff", tmp_path / "out", outputs.datapackages)[:2] == (0, "")
    assert run("diff", folder, tmp_path / "out")[0] == 2


@pytest.mark.parametrize("text", ["date,figure\n", f"{','.join(corrections.COLUMNS)}\n2024,a,b,c,d,e\n"])
def test_a_mistake_in_the_file_is_named_with_its_line(tmp_path, text):
    path = tmp_path / corrections.NAME
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=rf"corrections.csv:{len(text.splitlines())}|第 {len(text.splitlines())} 行"):
        corrections.read(path)


def test_only_losses_need_a_word():
    change = Change("added", "a-2023-final", "a-2023-final/x/1/total", "", "1 万元", "page 1")
    assert corrections.unexplained([change], ()) == ()
