"""Filing a document: what it says of itself is taken, what it does not is asked for, and nothing is half written."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from builder import cli, content, filing, terminal
from builder.errors import UserError
from builder.filing import Entry, Given
from builder.model.disclosure import Identity
from builder.model.entity import Entity

LIUZHOU = (
    Path(__file__).parent.parent / "content" / "disclosures" / "liuzhoushi-zonggonghui" / "2019-budget" / "source.txt"
)
FOLDER = Path("content") / "disclosures" / "liuzhoushi-zonggonghui" / "2019-budget"
KNOWN = (Entity("a-ju", "甲局", ("甲",)),)


class Terminal:
    """A standard input at which someone sits, or not."""

    def __init__(self, is_one):
        self.is_one = is_one

    def isatty(self):
        return self.is_one

    def close(self):
        """A process of its own has no terminal."""


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Runs the command with answers typed at a terminal; without answers there is no terminal."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments, answers=()):
        left = list(answers)
        monkeypatch.setattr(sys, "argv", ["build-site", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", Terminal(bool(answers)))
        monkeypatch.setattr("click.prompt", lambda text, **options: left.pop(0))
        with pytest.raises(SystemExit) as stop:
            cli.main()
        captured = capsys.readouterr()
        assert not left
        return stop.value.code, captured.out, captured.err

    return call


@pytest.fixture
def draft(tmp_path):
    """A file as it comes from an office, in no content folder."""
    path = tmp_path / "柳州.txt"
    path.write_bytes(LIUZHOU.read_bytes())
    return path


@pytest.fixture
def silent(tmp_path):
    """A file that says nothing of itself."""
    path = tmp_path / "x.txt"
    path.write_text("没有年度\n", encoding="utf-8")
    return path


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_document_is_filed_by_what_it_says(run, draft, tmp_path):
    code, out, err = run("add", draft, "--retrieved-from", "https://example.gov.cn/a", "--note", "副本")
    assert (code, err.strip()) == (0, "注意 · note: 文本中没有表格")
    assert (tmp_path / FOLDER / "source.txt").read_bytes() == draft.read_bytes()
    assert (tmp_path / FOLDER / "disclosure.yml").read_text(encoding="utf-8").splitlines() == [
        "# 公开文件的身份：以此为准；与正文推断不一致时会报告。",
        "entity: liuzhoushi-zonggonghui",
        "year: 2019",
        "kind: budget",
        "title: 柳州市总工会2019年部门预算",
        "publisher: 柳州市总工会",
        "retrieved_from: https://example.gov.cn/a",
        "note: 副本",
    ]
    listed = (tmp_path / "content" / "entities.csv").read_text(encoding="utf-8").splitlines()
    assert listed == ["entity,entity_name,aliases,region,parent", "liuzhoushi-zonggonghui,柳州市总工会,,,"]
    assert "已加一行" in out
    assert out.splitlines()[-1].endswith(f"build-site look {FOLDER / 'source.txt'}")
    (found,) = content.find(tmp_path / "content").found
    assert (found.identity.disclosure_id, found.note) == ("liuzhoushi-zonggonghui-2019-budget", "副本")


def test_the_keys_stand_as_in_the_cards_of_the_corpus():
    ours = list(yaml.safe_load(filing.card(Identity("a", "甲", 2020, "final", "t", "p", "r", "2021-09-01"), "n")))
    assert tuple(ours) == content.KEYS
    theirs = yaml.safe_load(LIUZHOU.with_name("disclosure.yml").read_text(encoding="utf-8"))
    assert list(theirs) == [key for key in ours if key in theirs]
    assert len(theirs) >= 7


def test_what_is_filed_is_not_overwritten_unless_that_is_asked_for(run, draft, tmp_path):
    assert run("add", draft)[0] == 0
    (tmp_path / FOLDER / "扫描.png").write_bytes(b"kept")
    before = tree(tmp_path / "content")
    draft.write_bytes(draft.read_bytes() + "补充\n".encode())
    code, out, err = run("add", draft)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "--replace" in err
    assert tree(tmp_path / "content") == before
    code, out, _ = run("add", draft, "--replace")
    assert code == 0
    assert "已在 entities.csv 里" in out
    after = tree(tmp_path / "content")
    assert after.keys() == before.keys()
    assert [name for name in after if after[name] != before[name]] == [(FOLDER / "source.txt").as_posix()[8:]]


def test_without_a_terminal_what_is_missing_is_named_with_its_option(run, silent, tmp_path):
    code, out, err = run("add", silent)
    assert (code, out) == (2, "")
    note, error = err.splitlines()  # what the file is comes first: it may explain why something is missing
    assert note == "注意 · note: 文本中没有表格"
    assert error == (
        "错误 · error: 没有认出单位、年度、类别，请用 --entity、--year、--kind 写明"
        " · not found, say it with --entity、--year、--kind"
    )
    assert "--kind" in run("add", silent, "--entity", "某局", "--year", 2020)[2]
    assert not (tmp_path / "content").exists()
    assert run("add", silent, "--entity", "某局", "--year", 2020, "--kind", "final")[0] == 0


def test_on_a_terminal_only_what_is_missing_is_asked_for(run, silent, draft, tmp_path):
    code, out, _ = run("add", silent, "--year", 2020, answers=["柳州市某局", "final"])
    assert code == 0
    assert (tmp_path / "content/disclosures/liuzhoushi-mouju/2020-final/source.txt").is_file()
    assert "年度 2020（指定），类别 决算（指定）" in out
    assert run("add", silent, "--entity", "new-one", "--kind", "final", answers=["新的单位", "2021"])[0] == 0
    assert "new-one,新的单位,,," in (tmp_path / "content/entities.csv").read_text(encoding="utf-8")
    assert "不是四位年份" in run("add", silent, "--entity", "某局", "--kind", "final", answers=["去年"])[2]


def test_what_is_given_goes_before_what_is_recognised(run, draft, tmp_path):
    options = (
        "--entity",
        "某某局",
        "--year",
        "2018",
        "--kind",
        "final",
        "--title",
        "某标题: 甲 # 乙",
        "--publisher",
        "丙",
    )
    code, out, _ = run("add", draft, *options, "--content", "elsewhere")
    assert code == 0
    card = yaml.safe_load(
        (tmp_path / "elsewhere/disclosures/moumouju/2018-final/disclosure.yml").read_text(encoding="utf-8")
    )
    assert card == {
        **{"entity": "moumouju", "year": 2018, "kind": "final"},
        **{"title": "某标题: 甲 # 乙", "publisher": "丙"},
    }
    assert content.find(tmp_path / "elsewhere").found[0].identity.title == "某标题: 甲 # 乙"
    assert "文件里的名称是“柳州市总工会”" in out


def test_a_known_entity_is_found_by_its_other_names_and_keeps_its_line(run, silent, tmp_path):
    listed = tmp_path / "content" / "entities.csv"
    listed.parent.mkdir()
    listed.write_bytes("\ufeffentity,entity_name,aliases,region,parent\r\na-ju,甲局,甲|甲甲,某地,".encode())
    before = listed.read_bytes()
    assert run("add", silent, "--entity", "甲甲", "--year", 2020, "--kind", "final")[0] == 0
    assert listed.read_bytes() == before
    assert run("add", silent, "--entity", "乙, “局”", "--year", 2020, "--kind", "final")[0] == 0
    assert listed.read_bytes().startswith(before + b"\n")
    assert [entity.entity_name for entity in content.read_entities(listed)] == ["甲局", "乙, “局”"]


@pytest.mark.parametrize("wanted", ["../../x", "a/b", "A b", "-", "…"])
def test_no_entity_leads_out_of_the_folder(run, silent, tmp_path, wanted):
    code, *_ = run("add", silent, f"--entity={wanted}", "--year", 2020, "--kind", "final")
    assert code in (0, 2)
    assert {path.name for path in tmp_path.iterdir()} <= {"content", "x.txt"}
    entries = list((tmp_path / "content" / "disclosures").glob("*/*/source.txt")) if code == 0 else []
    assert len(entries) == (code == 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.txt",), "没有这个文件"),
        (("empty.txt",), "SRC001"),
        (("x.txt", "--kind", "plan"), "用法不对"),
        (("x.txt", "--year", "12"), "用法不对"),
        ((), "用法不对"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(run, silent, tmp_path, arguments, said):
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = run("add", *arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize("is_there", [False, True])
def test_a_failure_leaves_everything_as_it_was(tmp_path, monkeypatch, is_there):
    identity = Identity("a-ju", "甲局", 2020, "final", "")
    other = Identity("b-ju", "乙局", 2020, "final", "")
    filing.file(tmp_path, Entry(b"other", ".txt", other))
    if is_there:
        filing.file(tmp_path, Entry(b"old", ".txt", identity))
    before = tree(tmp_path)
    rename = Path.rename

    def fail(path, target):
        if path.name == "new":
            raise OSError(28, "No space left on device", str(target))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space"):
        filing.file(tmp_path, Entry(b"new", ".pdf", identity), overwrite=True)
    assert tree(tmp_path) == before


def test_replacing_takes_the_old_source_away(tmp_path):
    identity = Identity("a-ju", "甲局", 2020, "final", "")
    filing.file(tmp_path, Entry(b"old", ".txt", identity))
    filed = filing.file(tmp_path, Entry(b"new", ".pdf", identity), overwrite=True)
    assert sorted(path.name for path in filed.source.parent.iterdir()) == ["disclosure.yml", "source.pdf"]
    assert not filed.new_entity


def test_an_entity_must_be_safe_in_a_path(tmp_path):
    with pytest.raises(UserError, match="小写拼音"):
        filing.file(tmp_path, Entry(b"x", ".txt", Identity("../up", "x", 2020, "final", "")))
    assert list(tmp_path.iterdir()) == []


def test_what_was_told_is_kept_where_nothing_is_given():
    told = Identity("a-ju", "甲局", 2020, "final", "旧标题", "甲局", "网址")
    assert filing.questions(told, Given(), KNOWN) == ()
    assert filing.decided(told, Given(), KNOWN) == told
    moved = filing.decided(told, Given(entity="乙局"), KNOWN)
    assert (moved.entity, moved.title, moved.publisher) == ("yiju", "乙局2020年部门决算", "乙局")


def test_the_same_file_is_not_filed_twice_and_another_one_is_told_from_it(run, draft):
    assert run("add", draft)[0] == 0
    code, _, err = run("add", draft)
    assert (code, "已经收着这个文件" in err, "--replace" in err) == (2, True, False)
    draft.write_bytes(draft.read_bytes() + "补充\n".encode())
    code, _, err = run("add", draft)
    assert (code, "已经有另一个文件" in err, "--replace" in err, "--entity" in err) == (2, True, True, True)


def test_what_the_document_says_otherwise_is_said(run, draft):
    code, out, _ = run("add", draft, "--year", "2018", "--kind", "final")
    assert code == 0
    assert "年度 2018（指定），类别 决算（指定）" in out
    assert "文件里写的是2019 年、预算" in out


def test_a_form_without_numbers_and_a_text_without_tables_are_filed_with_a_word(run, draft, silent):
    assert "注意 · note: 文本中没有表格" in run("add", draft)[2]
    code, _, err = run("add", silent, "--entity", "某局", "--year", 2020, "--kind", "final")
    assert (code, "注意 · note: " in err) == (0, True)


def test_a_closed_standard_input_is_no_terminal(run, silent, monkeypatch):
    monkeypatch.setattr(terminal, "sys", SimpleNamespace(stdin=None))
    with pytest.raises(UserError, match="--entity"):
        terminal.ask([filing.Question("--entity", "单位")])


@pytest.mark.parametrize("name", ["甲市乙局本级", "甲市乙局（本级）", "甲市乙局（机关本级）"])
def test_a_departments_own_office_is_a_unit_below_it(tmp_path, name):
    for each in ("甲市乙局", name):
        told = Identity("", each, 2024, "final", "")
        identity = filing.decided(told, Given(), filing.entities_of(tmp_path))
        filing.file(tmp_path, Entry(each.encode(), ".txt", identity))
    listed = {entity.entity: (entity.entity_name, entity.parent) for entity in filing.entities_of(tmp_path)}
    assert listed == {"jiashi-yiju": ("甲市乙局", ""), "jiashi-yiju-benji": (name, "jiashi-yiju")}


def test_a_departments_own_office_stands_below_the_id_that_the_department_has(tmp_path):
    filing.file(tmp_path, Entry(b"", ".txt", Identity("yi-ju", "甲市乙局", 2024, "final", "")))
    filing.file(tmp_path, Entry(b"", ".txt", Identity("yi-ju-benji", "甲市乙局本级", 2024, "final", "")))
    assert [entity.parent for entity in filing.entities_of(tmp_path)] == ["", "yi-ju"]
