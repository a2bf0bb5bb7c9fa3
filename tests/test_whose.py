"""Whose a document is and of which year, in the ways in which offices of many provinces say so."""

from collections.abc import Sequence

import pytest

from builder.model.location import Location
from builder.recognise.identity import guess
from builder.recognise.strips import Strip

CONTENTS = ("目录", "第一部分 部门概况", "第二部分 部门预算表")


def whose(*lines: str, file: str = "a.txt") -> tuple[str, int, str]:
    told = guess([Strip(line, Location(1, at), at) for at, line in enumerate(lines, start=1)], file)
    return told.entity_name, told.fiscal_year, told.kind


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("示例县第二中学2024年部门预算公开",), "示例县第二中学"),
        (("示例市残联2024年部门预算",), "示例市残联"),
        (("示例林场2024年单位预算",), "示例林场"),
        (("示例经济技术开发区2024年部门预算",), "示例经济技术开发区"),
        (("示例市城市管理局 (示例市综合执法局) 2024年度部门预算",), "示例市城市管理局(示例市综合执法局)"),
        (("示例产业园（管委会）2024年", "一般公共预算“三公”经费预算"), "示例产业园（管委会）"),
        (("示例县粮食 和储备 局 2024 年部门预 算 目 录 第一部分 概况",), "示例县粮食和储备局"),
        (("示例区财政局", "2024年度预算公开说明（本级）", "一、部门基本情况"), "示例区财政局"),
        (("2024年度", "示例市国资委部门预算", *CONTENTS), "示例市国资委"),
        (("2024年示例县某镇“三公”经费预算情况统计表",), "示例县某镇"),
        (("2024年部门预算", "第一部分 示例市教育局（本级）部门概况"), "示例市教育局（本级）"),
        (("2024年部门预算", "第一部分", "示例市教育局概况"), "示例市教育局"),
        (("2024年部门预算", "示例商务区管理委员会（以下简称“本部门”）为区政府派出机构。"), "示例商务区管理委员会"),
        (
            ("2024年部门预算", "根据《示例省人民政府驻外办事处职能配置、内设机构和人员编制规定》，主要职责如下："),
            "示例省人民政府驻外办事处",
        ),
        (("2024年部门预算", "根据《关于改进工作的意见》（以下简称“意见”），主要职能如下："), ""),
        (("2024年部门预算", "教学概况", "项目概况"), ""),
    ],
)
def test_the_office_is_known_by_its_title_chapter_or_charter(lines: Sequence[str], name: str) -> None:
    assert whose(*lines) == (name, 2024, "budget")


@pytest.mark.parametrize(
    ("lines", "year", "kind"),
    [
        (
            (
                "示例区（管委会）2024年",
                "“三公”经费支出预算为8.70万元，比2023年预算减少1.30万元。",
                "接待费0.40万元，较2023年预算减少0.10万元。",
            ),
            2024,
            "",
        ),
        (("2024年一般公共预算“三公”经费支出预算为14.01万元，与2023年预算相比增长16.75%。",), 2024, "budget"),
        (("示例市水务局2018年“三公”经费支出预算合计24.75万元，比上年预算数减少4.65万元。",), 2018, "budget"),
        (
            (
                "2026年示例区统计局部门预算",
                "第二部分 2025年部门预算表",
                "第三部分 2025年部门预算情况说明",
                "2025年部门预算表",
            ),
            2026,
            "budget",
        ),
        (("2019年度“三公”经费财政拨款支出预算为44.50万元，2019年实际支出“三公经费”决算为22.60万元。",), 2019, "final"),
        # The accounts of the year before, under the heading of the web page for this year's budgets.
        (("示例县医院2024年预算公开", "示例县医院2023年度部门决算", "第二部分 2023年度部门决算表"), 2023, "final"),
        (("2024年部门预算", "第三部分 2024年部门预算情况说明", "本年收入比2025年预算减少。"), 2024, "budget"),
        (("示例市水利局2024年部门决算公开工作安排", "2023年度部门决算情况说明"), 2023, "final"),
        (("示例市水利局2024年部门决算", "示例市水利局2023年部门决算", "2023年度部门决算情况说明"), 2023, "final"),
    ],
)
def test_the_year_is_not_the_one_that_is_compared_with(lines: Sequence[str], year: int, kind: str) -> None:
    found = whose(*lines)
    assert found[1:] == (year, kind) if kind else found[1] in (0, year)


@pytest.mark.parametrize(
    "header", ["示例市水务局2024年部门预算", "示例市水务局2023年部门决算", "2025年部门预算（公开）"]
)
def test_the_header_of_the_pages_is_said_once(header: str) -> None:
    body = ("2024年度部门决算", "第二部分 2024年度部门决算表", "2024年度部门决算收入总计12.30万元。", "三、机构设置")
    assert whose(*(text for line in body for text in (header, line, "内容", header, "内容")))[1:] == (2024, "final")
