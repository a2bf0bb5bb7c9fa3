"""What removals.csv takes out is published nowhere, and said to be gone at every address that it had."""

import csv
import io
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import privacy, removals
from builder.errors import UserError
from builder.masking import without
from builder.model.document import Document, Line, Location, Page, Source
from builder.readers import docx as reader
from tests.maker import make_accounts, pdf, print_accounts

NAME = "钱某某的困难补助"
MARKS = ("41234.56", "41,234.56", "海捞瓷", "linhaishi-bowuguan-2023-final/")
"""What only the museum says."""
TEXT = """{0}2023年度部门决算
一般公共预算财政拨款支出决算表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
合计\t合计\t30.00\t20.00\t10.00
207\t文化支出\t30.00\t20.00\t10.00
第三部分 决算情况说明
一、一般公共预算支出情况
2023年度支出30.00万元，比上年增加1.00万元，主要原因是{1}增加。
二、其他情况
其中有{1}，共
3人。
"""


@pytest.fixture
def content(tmp_path):
    top = tmp_path / "content"
    (top / "disclosures").mkdir(parents=True)
    for number, office in enumerate(("临海市图书馆", "临海市博物馆", "临海市文化馆")):
        broken = NAME[:3] + "\n" + NAME[3:] if number == 0 else NAME
        text = TEXT.format(office, NAME).replace(f"其中有{NAME}", f"其中有{broken}")
        if number == 1:
            text = text.replace("30.00", "41,234.56") + "三、藏品\n海捞瓷41,234.56万元。\n"
        (top / "disclosures" / f"{number}.txt").write_text(text, encoding="utf-8")
    return top


def held(folder):
    """Every byte below a folder, those inside zip files too."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                found += [archive.read(name) for name in archive.namelist()]
        found += [path.read_bytes()] if path.is_file() else []
    return b"\n".join(found)


def test_a_passage_is_gone_from_every_output(run, content, tmp_path):
    assert run("build", content, "-o", tmp_path / "out")[0] == 0
    before = held(tmp_path / "out")
    (tmp_path / "words.txt").write_text(f" {NAME[:4]}\n{NAME[4:]}\n", encoding="utf-8")
    name = "linhaishi-tushuguan-2023-final"
    code, _, err = run(
        "remove", name, "--passage", tmp_path / "words.txt", "--reason", "应本人要求", "--content", content
    )
    assert code == 0, err
    assert run("build", content, "-o", tmp_path / "out")[0] == 0
    package = tmp_path / "out" / "datapackages" / "linhaishi-tushuguan"
    site = [
        path for path in (tmp_path / "out" / "site").rglob("*") if "tushuguan" in path.as_posix() and path.is_file()
    ]
    mine = b"\n".join([held(package), *(path.read_bytes() for path in site)])
    assert len(site) > 5
    for part in (NAME, NAME[:3], NAME[3:], privacy.plain(NAME)):
        assert part.encode() in before
        assert part.encode() not in mine
    assert NAME.encode() in held(tmp_path / "out" / "datapackages" / "linhaishi-bowuguan")
    assert b"30.00" in mine
    page = (tmp_path / "out" / "site" / "corrections.html").read_text(encoding="utf-8")
    assert "应本人要求" in page
    assert "一段文字" in page
    assert NAME not in (content / removals.NAME).read_text(encoding="utf-8")


def test_a_removed_disclosure_is_gone_and_its_addresses_say_so(run, content, tmp_path):
    assert run("build", content, "-o", tmp_path / "out")[0] == 0
    before = held(tmp_path / "out")
    code, _, err = run("remove", "linhaishi-bowuguan-2023-final", "--reason", "公开单位要求", "--content", content)
    assert code == 0, err
    code, out, err = run("build", content, "-o", tmp_path / "out")
    assert code == 0, err
    assert "博物馆" not in out
    data, site = tmp_path / "out" / "datapackages", tmp_path / "out" / "site"
    assert not (data / "linhaishi-bowuguan").exists()
    for mark in MARKS:
        assert mark.encode() in before
        assert mark.encode() not in held(tmp_path / "out")
    for kind in ("disclosures", "figures"):
        page = (site / kind / "linhaishi-bowuguan" / "2023-final.html").read_text(encoding="utf-8")
        assert "已移除" in page
        assert "公开单位要求" in page
        assert "30.00" not in page
    assert "disclosure,公开单位要求" in (data / "corpus" / "removals.csv").read_text(encoding="utf-8")


def test_the_pages_of_a_pdf_with_hidden_words_are_not_drawn(run, tmp_path):
    top = tmp_path / "content"
    (top / "disclosures").mkdir(parents=True)
    (top / "disclosures" / "a.pdf").write_bytes(pdf.render(print_accounts(make_accounts(1), 1), 1))
    assert run("build", top, "-o", tmp_path / "out")[0] == 0
    drawn_pages = list((tmp_path / "out" / "site").rglob("pictures/**/*.png"))
    assert drawn_pages
    name = next((tmp_path / "out" / "datapackages").glob("*/*/datapackage.json")).parent
    with (name / "passages.csv").open(encoding="utf-8", newline="") as file:
        words = max((row["text"] for row in csv.DictReader(file) if row["role"] == "text"), key=len)
    disclosure_id = f"{name.parent.name}-{name.name}"
    (tmp_path / "words.txt").write_text(words, encoding="utf-8")
    code, _, err = run("remove", disclosure_id, "--passage", tmp_path / "words.txt", "--reason", "r", "--content", top)
    assert code == 0, err
    code, _, err = run("build", top, "-o", tmp_path / "out")
    assert code == 0, err
    assert not list((tmp_path / "out" / "site" / "pictures").rglob("*"))
    assert not list((tmp_path / "out" / "site").rglob("*.pdf"))


def test_what_is_not_there_is_not_listed(run, content, tmp_path):
    assert run("remove", "nobody-2023-final", "--reason", "r", "--content", content)[0] == 2
    (tmp_path / "words.txt").write_text("没有这句话", encoding="utf-8")
    given = ("linhaishi-tushuguan-2023-final", "--passage", tmp_path / "words.txt", "--reason", "r")
    assert run("remove", *given, "--content", content)[0] == 2
    assert not (content / removals.NAME).exists()


def test_removed_words_are_masked_in_every_format():
    document = docx.Document()
    document.add_paragraph(NAME)
    document.add_table(1, 2).cell(0, 1).text = f"{NAME[:2]}\n{NAME[2:]}"
    data = io.BytesIO()
    document.save(data)

    read = Document(Source("a.docx", "docx", "0" * 64, 1), *reader.pages(data.getvalue()))
    hidden = without(read, [removals.passage(NAME)])
    assert NAME[0] not in repr(hidden.pages)
    assert hidden.source.private
    words = [word.text for line in hidden.lines() for word in line.words]
    assert set("".join(words)) == {privacy.MASK}
    assert not any("没有找到" in note for note in hidden.notes)


def test_a_passage_that_is_no_longer_there_is_said():
    page = Page(1, (Line("别的话", (), Location(page=1)),))
    told = [removals.passage(words) for words in ("别的", "没有的话", "也没有的话")]
    hidden = without(Document(Source("a.txt", "txt", "0" * 64, 1), (page,)), told)
    assert "有 2 段文字在文件里没有找到" in hidden.notes[-1]


@given(st.lists(st.text("甲乙丙 \u3000ＡB12", max_size=6), max_size=6), st.text("甲乙丙ＡB12", min_size=1, max_size=4))
def test_hiding_is_by_letters_and_keeps_lengths(lines, words):
    hidden = removals.hidden(lines, [removals.passage(words)])
    assert [len(line) for line in hidden] == [len(line) for line in lines]
    plain = "".join(privacy.plain("".join(lines)).split())
    assert (hidden != tuple(lines)) == (privacy.plain(words) in plain)
    assert privacy.plain(words) not in "".join(privacy.plain("".join(hidden)).split())


@pytest.mark.parametrize("text", ["date\n", f"{','.join(removals.COLUMNS)}\n2024-01-01,a,张三,r\n", "\udcff"])
def test_a_mistake_in_the_list_is_named(tmp_path, text):
    (tmp_path / removals.NAME).write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(UserError, match=r"removals\.csv"):
        removals.read(tmp_path / removals.NAME)
