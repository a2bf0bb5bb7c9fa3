"""A government's own accounts are called so and not measured as a department's; a finance bureau's own accounts are."""

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

import pytest

from builder import checks, readers
from builder.errors import UnreadableError
from builder.model.disclosure import OF_GOVERNMENT, Disclosure, Identity
from builder.model.document import Document
from builder.model.location import Location
from builder.recognise import recognise
from builder.recognise.government import is_of_government
from builder.recognise.strips import Strip
from tests.blocks import FORMATS, Rows, save

CORPUS = Path(__file__).parent.parent / "content" / "disclosures"
XINZHOU = CORPUS / "wuhanshi-xinzhouqu-zonggonghui" / "2023-final" / "source.txt"
HEAD = ("项目", "预算数", "调整预算数", "决算数")
TABLES: Mapping[str, Rows] = {
    "一般公共预算收入": (HEAD, ("税收收入", "60.00", "61.00", "60.50"), ("本年收入合计", "60.00", "61.00", "60.50")),
    "一般公共预算支出": (
        ("科目编码", "科目名称", "预算数", "决算数"),
        ("201", "一般公共服务支出", "20.00", "20.90"),
        ("205", "教育支出", "60.00", "60.90"),
        ("", "支出合计", "80.00", "81.90"),
    ),
    "本级一般公共预算税收返还和转移支付": (HEAD, ("专项转移支付", "1.00", "1.00", "1.50")),
    "政府性基金收入": (HEAD, ("国有土地使用权出让收入", "50.00", "50.00", "42.00")),
    "地方政府债务限额及余额": (("地区", "限额", "余额"), ("示例县", "120.00", "118.00")),
    "“三公”经费": (("项目", "预算数", "决算数"), ("合计", "12.00", "11.00"), ("公务接待费", "12.00", "11.00")),
}
CARD = Identity("shilixian-caizhengju", "示例县财政局", 2023, "final", "")


def written(folder: Path, kind: str, lines: Sequence[str], tables: Mapping[str, Rows]) -> Document:
    named = ((f"2023年度示例县{name}决算表", rows) for name, rows in tables.items())
    path = save(folder, kind, (*lines, *chain.from_iterable(named)))
    return readers.read(path, path.name)


def failed(disclosure: Disclosure) -> list[str]:
    return [finding.rule for finding in checks.run(disclosure).findings]


def is_governments(*lines: str) -> bool:
    return is_of_government([Strip(line, Location(1, at), at) for at, line in enumerate(lines, start=1)], ())


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    "title",
    [
        ("示例县2023年财政总决算公开",),
        ("2023年示例县政府决算公开",),
        ("示例县财政局", "首页 > 财政预决算 > 政府预决算", "示例县2023年财政决算", "发布机构：县财政局"),
        ("2023年度示例区人民政府决算公开",),
        ("示例镇2023年财政决算公开",),
        ("附件2", "2023年度公开表格"),
    ],
)
def test_a_governments_volume_of_tables_is_called_so(title, kind, tmp_path):
    """The last one has no title that says so: its tables do."""
    document = written(tmp_path, kind, title, TABLES)
    with pytest.raises(UnreadableError, match="一级政府") as error:
        recognise(document)
    assert error.value.code == "SRC015"


@pytest.mark.parametrize("kind", FORMATS)
def test_with_a_card_it_is_published_and_nothing_is_held_against_the_office(kind, tmp_path):
    document = written(tmp_path, kind, ("2023年示例县政府决算公开",), TABLES)
    disclosure = recognise(document, CARD)
    assert OF_GOVERNMENT in disclosure.notes
    verdict = checks.run(disclosure)
    assert verdict.findings == ()
    told = [entry.reason for entry in verdict.ledger if entry.rule == "CPL001" and entry.state == "not_checked"]
    assert OF_GOVERNMENT in told or all("有收支表格未能认出" in reason for reason in told)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_table_of_the_three_expenses_published_alone_lacks_no_other(kind, tmp_path):
    document = written(tmp_path, kind, ("示例县2023年度决算",), {"“三公”经费": TABLES["“三公”经费"]})
    assert "CPL001" not in failed(recognise(document, CARD))


@pytest.mark.parametrize(
    "lines",
    [
        ("关于示例市2023年财政决算的报告",),
        ("关于示例县2023年财政决算（草案）和", "2024年上半年预算执行情况的报告"),
        ("示例县2023年", "财政总决算公开"),
        ("示 例 县 二〇二三年 财 政 总 决 算",),
        ("关于2023年预算执行情况和2024年预算（草案）的报告",),
        ("示例市2023年全市和市级预算执行情况与2024年全市和市级预算草案的报告",),
        ("示例县财政局关于2023年财政决算的报告",),
        ("2024年一般公共预算收支预算表（全市）",),
        ("2024年全县一般公共预算收入预算表",),
        ("示例县2023年税收返还和转移支付决算公开",),
        ("2023年地方政府债务限额余额情况表",),
        ("示例县2024年社会保险基金预算",),
        ("示例市本级2024年预算公开",),
        ("示例市2024年市级预算公开",),
        ("示例县2024年财政总预算",),
        ("示例经济技术开发区2023年财政决算公开",),
        ("关于示例区2022年决算草案和2023年上半年预算执行情况的报告",),
    ],
)
def test_titles_of_a_governments_accounts(lines):
    assert is_governments(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("示例县财政局2023年度部门决算公开", "财政总决算由预算股编制。"),
        ("示例县财政局2023年财政决算公开",),
        ("示例县教育局关于2023年财政决算的说明",),
        ("示例市财政局2023年度（本级）", "决算公开报告"),
        ("示例镇2023年部门决算",),
        ("2023年示例镇人民政府决算公开",),
        ("示例镇2023年财政决算公开", "一、主要职责", "二、机构设置"),
        ("示例街道2023年财政决算公开",),
        ("示例县人民政府办公室2023年决算",),
        ("2023年度部门决算", "一、2023年预算执行情况和2024年预算安排情况"),
        ("2024年部门预算", "2024年财政预算安排情况"),
        ("2024年政府预算支出经济分类表",),
        ("2024年政府性基金预算支出表",),
        ("2024年省对下转移支付预算表",),
        ("示例区财政局财政总决算编审工作经费2023年项目绩效自评报告",),
    ],
)
def test_titles_of_departments_are_none(lines):
    assert not is_governments(*lines)


def test_a_finance_bureaus_own_accounts_are_read(tmp_path):
    """Its duties are those of a government's accounts, and it publishes both."""
    bureau = XINZHOU.read_text(encoding="utf-8").replace("武汉市新洲区总工会", "示例区财政局")
    path = tmp_path / "a.txt"
    duties = "\n负责财政总决算和政府债务管理。\n"
    path.write_text(bureau.replace("区总工会", "区财政局").replace("\n", duties, 1), encoding="utf-8")
    disclosure = recognise(readers.read(path, path.name))
    assert "财政局" in disclosure.identity.entity_name
    assert len(disclosure.tables) == 9
    assert OF_GOVERNMENT not in disclosure.notes
