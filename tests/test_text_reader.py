"""Reading text: encodings, words, numbers in pieces, page numbers, tabs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import UnreadableError
from builder.model.document import Grid, Line
from builder.readers import read
from builder.readers import text as reader

SAMPLE = "青泽市统计局2023年度部门决算\n单位：万元\n201\t一般公共服务支出\t351.42\n"


def words(text):
    return reader.split(text)


def blocks(text):
    pages, _ = reader.pages(text.encode())
    return [block for page in pages for block in page.blocks]


def texts(text):
    return [block.text for block in blocks(text) if isinstance(block, Line)]


# --- encodings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gb2312", "gbk"]
)
def test_every_encoding_reads_the_same(encoding):
    data = SAMPLE.encode(encoding)
    assert reader.is_mine(data, "a.txt")
    assert reader.pages(data) == reader.pages(SAMPLE.encode())


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("big5", "臺北市政府統計局一一二年度決算書說明及總計表，單位為萬元，本年支出合計數"),
        ("big5hkscs", "香港特別行政區政府統計處決算報告，單位為萬元"),
        ("shift_jis", "平成二十三年度の決算について説明します。単位は万円です。"),
    ],
)
def test_other_encodings_are_refused(encoding, text):
    """Traditional text in Big5 decodes as GB18030 too, into ideographs that nobody writes."""
    assert reader.decoded((text * 4).encode(encoding)) is None


@pytest.mark.parametrize("strange", ["\uf0b7", "\uf06c", "\ufffd"])
def test_utf_8_may_hold_a_few_bullets_and_lost_characters(strange):
    """As text taken out of a PDF does; in another encoding they say that it was guessed wrongly."""
    text = SAMPLE * 10 + strange
    assert reader.decoded(text.encode()) == text
    assert reader.decoded((strange * 5 + "决算").encode()) is None
    if strange != "\ufffd":
        assert reader.decoded(text.encode("gb18030")) is None


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"%PDF-1.7\n" + SAMPLE.encode(),
        b"PK\x03\x04" + SAMPLE.encode(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"GIF89a" + SAMPLE.encode(),
        "<!DOCTYPE html><html><body>决算</body></html>".encode(),
        b"\xff\xfe\x00\xd8\x00\xd8",  # a byte order mark and half a surrogate pair
        SAMPLE.encode() + b"\xff\xff\xfe",
        SAMPLE.encode("utf-16-le")[:-1],
        "决算\x00\x01\x02".encode(),
    ],
)
def test_what_is_no_text_is_refused(data):
    assert not reader.is_mine(data, "a")
    assert not reader.is_mine(data, "a.pdf")


def test_a_text_file_that_cannot_be_decoded_says_so(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(1, 256)) * 8)
    with pytest.raises(UnreadableError) as error:
        read(path, "a.txt")
    assert error.value.code in ("SRC002", "SRC004")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe\n\0", b"\0\0\0"])
def test_an_empty_file_says_so(tmp_path, data):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as error:
        read(path, "a.txt")
    assert error.value.code == "SRC001"


@given(st.binary(min_size=64, max_size=400))
def test_random_bytes_never_crash_and_are_never_guessed(data):
    """Whatever the bytes are, a text that comes out of them has no control characters and no strange ideographs."""
    text = reader.decoded(data)
    if text is not None and reader.is_mine(data, "a"):
        assert not any(char < " " and char not in "\t\n\r\f" for char in text)
        reader.pages(data)


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("351.42一、一般公共服务支出 32", ["351.42", "一、一般公共服务支出", "32"]),
        ("六、科学技术支出37 1.00", ["六、科学技术支出", "37", "1.00"]),
        ("科目名称12.30 12.30", ["科目名称", "12.30", "12.30"]),
        ("回收-3.20", ["回收", "-3.20"]),
        ("回收－3.20", ["回收", "－3.20"]),
        ("回收（3.20）", ["回收", "（3.20）"]),
        ("维修（护）费0.40", ["维修（护）费", "0.40"]),
        ("1,066.60年末结转和结余", ["1,066.60", "年末结转和结余"]),
        ("29 0年末结转和结余 60", ["29", "0", "年末结转和结余", "60"]),
        ("28年末财政拨款结转和结余", ["28", "年末财政拨款结转和结余"]),
        ("0.02人员经费合计", ["0.02", "人员经费合计"]),
        ("行政运行—", ["行政运行", "—"]),
        ("2023年末结转和结余", ["2023年末结转和结余"]),
        ("2022年度", ["2022年度"]),
        ("编制12人，车辆3个", ["编制", "12人，车辆", "3个"]),
    ],
)
def test_numbers_come_apart_from_the_names_beside_them(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长140. 13%", ["增长140.13%"]),
        ("140. 13", ["140.13"]),
        ("140 .13", ["140.13"]),
        ("1 , 066.60", ["1,066.60"]),
        ("1, 066.60 2.00", ["1,066.60", "2.00"]),
        ("12,345 .67", ["12,345.67"]),
        ("1. 2023年", ["1.", "2023年"]),
        ("3.20 4.30", ["3.20", "4.30"]),
        ("1 2 3", ["1", "2", "3"]),
        ("3 .5 .6", ["3.5", ".6"]),
    ],
)
def test_broken_numbers_are_joined(text, expected):
    assert words(text) == expected


@given(st.lists(st.decimals(-(10**6), 10**6, places=2, allow_nan=False).map(lambda value: f"{value:,}"), min_size=1))
def test_numbers_with_blanks_between_them_are_kept_apart(numbers):
    assert words(" ".join(numbers)) == numbers


# --- lines, pages, tabs ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["- 15 -", "-15-", "— 15 —", "第 15 页", "第 3 页 共 9 页", "· 7 ·"])
def test_page_numbers_that_say_so_are_left_out(mark):
    assert texts(f"上\n{mark}\n下\n") == ["上", "下"]


@pytest.mark.parametrize("line", ["17", "2022", "第一部分", "1.2", "-3.20", "（15）"])
def test_what_may_be_more_than_a_page_number_is_kept(line):
    assert texts(f"上\n{line}\n下\n") == ["上", line, "下"]


def test_lines_are_counted_over_pages_by_line_feeds_alone():
    pages, _ = reader.pages("一\r\n\r\n二\f三\n四\u2028五\n".encode())
    assert [(line.text, line.location.page, line.location.line) for page in pages for line in page.lines] == [
        ("一", 1, 1),
        ("二", 1, 3),
        ("三", 2, 3),
        ("四\u2028五", 2, 4),
    ]


def test_lines_with_tabs_are_a_grid():
    first, grid, last = blocks("题\n甲\t\t乙\n\n\t丙\t\n完\n")
    assert isinstance(grid, Grid)
    assert [(cell.row, cell.column, cell.text, cell.location.line) for cell in grid.cells] == [
        (0, 0, "甲", 2),
        (0, 2, "乙", 2),
        (1, 1, "丙", 4),
    ]
    assert (first.text, last.text) == ("题", "完")


def test_the_same_text_is_the_same_document():
    assert reader.pages(SAMPLE.encode()) == reader.pages(SAMPLE.encode())
