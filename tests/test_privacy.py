"""Personal data is masked, whatever it looks like; what is public stays."""

import io
import zipfile
import zlib

import docx
import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import masking, privacy
from tests.maker.paper import Sheet, document

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(front, serial):
    """An identity number of nobody: a region that does not exist, with a right check digit."""
    digits = f"{front}19900307{serial:03d}"
    return digits + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11]


def card(front):
    digits = [int(digit) for digit in front]
    total = sum(sum(divmod(digit * (1 if place % 2 else 2), 10)) for place, digit in enumerate(reversed(digits)))
    return front + str(-total % 10)


SECRETS = [
    identity("990101", 123),
    identity("990101", 7),
    "990101900307123",
    "13900000000",
    "139 0000 0000",
    "139-0000-0000",
    "+86 13900000000",
    "１３９００００００００",
    card("622202000000000123"),
    card("622202000000000"),
    "nobody.here@qq.com",
    "nobody@vip.163.com",
    "ｎｏｂｏｄｙ＠126.com",
]
PUBLIC = [
    "0772-3820000",
    "（027）82810000",
    "400-800-1234",
    "office@example.gov.cn",
    "13812345678.00",
    "138,123,456.78",
    "1,381,234,567",
    "2012901",
    "2023年度收入总计为351.42万元，比上年增加55.66万元",
    "统一社会信用代码 12450200MB0000000X",
    "文号：财预〔2016〕143号",
    "2080505 机关事业单位基本养老保险缴费支出 30.70 30.70 0.00",
    "20.00 10.00 30.00 13 900 000 000.00",
    "13 14 15 16 17 18 19 20 21 22 23 24",
    "1 5 0 3 12 25 30 41",
    "4000 5000 6000 7000 8000",
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("around", ["{}", "联系人电话：{}。", "（{}）", "账号{}，户名某", "邮箱:{};"])
def test_personal_data_is_masked_and_nothing_else(secret, around):
    text = around.format(secret)
    masked = privacy.mask(text)
    assert masked != text
    assert privacy.mask(masked) == masked
    assert len(masked) == len(text)
    assert masked.replace(privacy.MASK, "").startswith(text[: text.index(secret)])
    assert sum(letter.isalnum() for letter in masked) <= sum(letter.isalnum() for letter in around) + 2


@pytest.mark.parametrize("text", PUBLIC)
def test_what_is_public_stays(text):
    assert privacy.mask(text) == text
    assert privacy.mask_lines([text, text]) == (text, text)


@pytest.mark.parametrize("cut", range(1, 11))
def test_a_number_broken_over_lines_is_masked(cut):
    lines = ["经办人手机：" + "13900000000"[:cut], "  " + "13900000000"[cut:] + "，请核实", "合计 351.42"]
    masked = privacy.mask_lines(lines)
    assert [len(line) for line in masked] == [len(line) for line in lines]
    assert "".join(masked).count(privacy.MASK) == 11
    assert masked[2] == lines[2]


@given(st.text(alphabet="0123456789.,- 万元年月日合计（）\n０１２９", max_size=60))
def test_masking_keeps_the_length_and_changes_nothing_twice(text):
    once = privacy.mask(text)
    assert len(once) == len(text)
    assert privacy.mask(once) == once
    lines = text.split("\n")
    assert [len(line) for line in privacy.mask_lines(lines)] == [len(line) for line in lines]


DOCUMENT = """临海市图书馆2023年度部门决算
一般公共预算财政拨款支出决算表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
合计\t合计\t30.00\t20.00\t10.00
207\t文化支出{0}\t30.00\t20.00\t10.00
第三部分 决算情况说明
一、一般公共预算支出情况
2023年度支出30.00万元，经办人手机{0}，身份证号{1}，
转入个人账户{2}，邮箱 nobody@qq.com，办公电话0576-85000000。
绩效自评联系人 1390000
0000
项目支出绩效自评表 {0} 得分
"""


PARTS = ("1390000", "990101199003", "622202000000000", "nobody@qq")
"""What must not be found of the secrets of the documents below, nor any secret itself."""


def spoken(secrets):
    return (
        "临海市图书馆2023年度部门决算",
        f"经办人手机{secrets[0]}，身份证号{secrets[1]}，转入个人账户{secrets[2]}，邮箱 nobody@qq.com。",
        f"2023年度支出30.00万元，比上年增加1.00万元，主要原因是{secrets[0]}增加。",
        f"绩效自评联系人{secrets[0][:7]}",
        f"{secrets[0][7:]}，办公电话0576-85000000。",
    )


def as_docx(lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    cells = document.add_table(2, 2)
    cells.cell(0, 0).text, cells.cell(1, 1).text = lines[1], f"{lines[3]}\n{lines[4]}"
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def as_xlsx(lines):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append([line])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_pdf(lines):
    """Text, and a ruled table, so that figures have boxes and pages would be drawn."""
    sheet = Sheet(595, 842)
    for number, line in enumerate((lines[0], "一般公共预算财政拨款支出决算表", "单位：万元")):
        sheet.text(20, 30 + 14 * number, line, 8)
    rows = [("科目编码", "科目名称", "合计", "基本支出", "项目支出"), ("207", "文化支出", "30.00", "20.00", "10.00")]
    for number, row in enumerate([*rows, ("", "合计", "30.00", "20.00", "10.00")]):
        for column, text in enumerate(row):
            sheet.text(22 + 100 * column, 90 + 16 * number, text, 7)
    for number in range(4):
        sheet.rule(20, 80 + 16 * number, 520, 80 + 16 * number)
    for column in range(6):
        sheet.rule(20 + 100 * column, 80, 20 + 100 * column, 128)
    for number, line in enumerate(lines[1:]):
        sheet.text(20, 200 + 14 * number, line, 8)
    return document([sheet])


def test_no_byte_has_personal_data_whatever_the_format(run, tmp_path):
    secrets = ("13900000000", identity("990101", 123), card("622202000000000123"))
    lines = spoken(secrets)
    page = "<html><meta charset=utf-8>" + "".join(f"<p>{line}</p>" for line in lines)
    files = {"docx": as_docx(lines), "xlsx": as_xlsx(lines), "pdf": as_pdf(lines), "html": page.encode()}
    for form, data in files.items():
        place = tmp_path / "in" / "disclosures" / form
        place.mkdir(parents=True)
        (place / f"source.{form}").write_bytes(data)
        told = {"entity": form, "year": "2023", "kind": "final", "title": f"决算{secrets[0]}"}
        told |= {"publisher": "某馆 nobody@qq.com", "note": f"由{secrets[0]}提供"}
        card_text = "".join(f"{key}: {value}\n" for key, value in told.items())
        (place / "disclosure.yml").write_text(card_text, encoding="utf-8")
    plain = DOCUMENT.format(*secrets).replace("临海市", "海临市")
    (tmp_path / "in" / "disclosures" / f"{secrets[0]}.txt").write_text(plain, encoding="utf-8")
    code, out, err = run("build", tmp_path / "in", "-o", tmp_path / "out")
    assert code == 0, err
    held = [out.encode(), err.encode()]
    for path in (path for path in (tmp_path / "out").rglob("*") if path.is_file()):
        held.append(path.relative_to(tmp_path / "out").as_posix().encode())
        data = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                data = b"\n".join(archive.read(name) for name in archive.namelist())
        elif path.suffix == ".z":
            data = zlib.decompress(data)
        elif path.suffix == ".parquet":
            data = repr(pq.read_table(path).to_pylist()).encode()
        held.append(data)
    everything = b"\n".join(held)
    for secret in (*secrets, *PARTS):
        assert secret.encode() not in everything, secret
    assert b"0576-85000000" in everything
    assert masking.NOTE.encode() in everything
    assert not list((tmp_path / "out" / "site" / "pictures").rglob("*"))
    assert not [path for path in (tmp_path / "out" / "site").rglob("source.*") if path.suffix != ".html"]


def test_no_byte_of_any_output_has_personal_data(run, tmp_path):
    secrets = ("13900000000", identity("990101", 123), card("622202000000000123"))
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "公开.txt").write_text(DOCUMENT.format(*secrets), encoding="utf-8")
    code, out, err = run("build", folder, "-o", tmp_path / "out")
    assert code == 0, err
    code, said, _ = run("check", folder / "公开.txt", "--fail-on", "never")
    texts = [out.encode(), said.encode()]
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file() and path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                texts += [archive.read(name) for name in archive.namelist()]
        elif path.is_file():
            texts.append(path.read_bytes())
    held = b"\n".join(texts)
    for secret in (*secrets, "nobody@qq.com", "1390000\n0000", "1390000", "13900000000"[:9]):
        assert secret.encode() not in held, secret
    assert b"0576-85000000" in held
    assert masking.NOTE.encode() in held
    figures = (tmp_path / "out" / "datapackages" / "corpus" / "figures.csv").read_text(encoding="utf-8")
    assert figures.count("\n") == 7
