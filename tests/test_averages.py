"""Averages of cars and guests: what does not follow from amount and number, and what must stay silent."""

import pytest

from builder import checks
from tests import examples

HEAD = "文 三、“三公”经费支出决算情况说明"

TWO_CARS = ("四、国有资产占用情况", "本单位共有车辆2辆。")


def told(*lines):
    """State and reason of every average, and the severity of every finding of the rule."""
    verdict = checks.run(examples.disclosure([HEAD, *(f"文 {line}" for line in lines)]))
    states = [(each.state, each.reason) for each in verdict.ledger if each.rule == "RAT008"]
    return states, [each.severity for each in verdict.findings if each.rule == "RAT008"]


@pytest.mark.parametrize(
    ("state", "lines"),
    [
        ("passed", ["2.公务用车运行维护费支出3.20万元，年末公务用车保有量2辆，平均每辆1.60万元。"]),
        ("passed", ["公务用车运行费决算数31,260.00元，公务用车保有量为3辆，车均运行费1.042万元。"]),
        ("rounding", ["全年公务用车运行维护费支出40.61万元，年末实际保有量为15辆，平均每辆2.71万元。"]),
        ("rounding", ["公务接待费0.50万元。国内公务接待6批次52人次，比2022年减少4批次、38人次；人均接待费96.15元。"]),
        ("rounding", ["公务接待费支出0.50万元，国内公务接待6批次，52人次，人均接待费0.01万元。"]),
        # several numbers: the whole of all guests, or those from here alone
        ("passed", ["公务接待费支出1.20万元，接待国内来宾100人次，接待境外来宾20人次，人均接待费100元。"]),
        ("passed", ["公务接待费支出1.20万元，国内公务接待支出1.00万元，国内公务接待100人次，人均接待费100.00元。"]),
        ("not_checked", ["公务接待费支出1.20万元，接待国内来宾100人次，接待境外来宾20人次，人均接待费110元。"]),
        ("not_checked", ["公务接待费支出1.20万元，外事接待支出0.20万元，国内公务接待100人次，人均接待费100元。"]),
        # the guests and those who went with them
        ("not_checked", ["公务接待费支出1.20万元，国内公务接待10批次100人次，陪同人员20人次，人均接待费100元。"]),
        # cars that came or went within the year, that stand idle, that are held besides
        (
            "not_checked",
            ["购置公务用车1辆，购置费20.00万元。公务用车运行维护费5.00万元，保有量3辆，车均运行维护费2.00万元。"],
        ),
        ("not_checked", ["公务用车运行维护费5.00万元，年末公务用车保有量2辆（年内报废1辆），车均运行维护费2.00万元。"]),
        ("not_checked", ["公务用车运行维护费4.00万元，公务用车保有量3辆，其中1辆封存，车均运行维护费2.00万元。"]),
        ("not_checked", ["公务用车运行维护费4.00万元，保有量1辆，车均运行维护费2.00万元。", *TWO_CARS]),
        ("not_checked", ["公务用车运行维护费6.00万元，公务用车保有量3辆，其中1辆为年底购入，车均运行维护费3.00万元。"]),
        ("not_checked", ["公务用车运行维护费6.00万元，保有量5辆，其中财政拨款负担3辆，车均运行维护费2.00万元。"]),
        ("not_checked", ["公务用车购置费40.00万元，购置公务用车2辆，车均购置费18.00万元（不含购置税）。"]),
        ("not_checked", ["公务用车运行维护费约4万元，公务用车保有量3辆，车均运行维护费1.50万元。"]),
        ("not_checked", ["公务用车运行维护费3.00万元，车均运行维护费1.50万元。"]),
        ("not_applicable", ["公务用车购置费0万元，购置公务用车0辆，车均购置费0万元。"]),
    ],
)
def test_averages_that_follow_or_are_not_certain(state, lines):
    states, accused = told(*lines)
    assert [each for each, _ in states] == [state]
    assert accused == []


@pytest.mark.parametrize(
    "line",
    [
        "公务用车运行维护费支出3.60万元，公务用车保有量2辆，车均每月运行维护费0.15万元。",
        "公务接待费支出1.20万元，国内公务接待10批次100人次，平均每批次1200元。",
        "公务接待费支出1.20万元，国内公务接待10批次100人次，人均每次50元。",
        "公务接待费支出1.20万元，国内公务接待100人次，人均接待费标准不超过130元。",
        "公务用车运行维护费支出3.60万元，公务用车保有量2辆，上年车均运行维护费2.00万元。",
        "公务用车购置费40.00万元（含税），购置公务用车2辆；平均每辆排量1.8升，平均每次维修0.10万元。",
    ],
)
def test_other_averages_are_not_looked_at(line):
    assert told(line) == ([], [])


@pytest.mark.parametrize(
    ("line", "severity"),
    [
        ("2.公务用车运行维护费支出3.20万元，年末公务用车保有量2辆，平均每辆1.06万元。", "warning"),
        ("公务用车运行费决算数31,260.00元，公务用车保有量为2辆，车均运行费1.042万元。", "warning"),
        ("公务接待费0.50万元。2023年国内公务接待6批次52人次；人均接待费69.15元。", "warning"),
        ("公务接待费支出1.20万元，国内公务接待10批次120人次，不包括陪同人员，人均接待费120元。", "warning"),
        ("公务用车购置费40.00万元，购置公务用车2辆，车均购置费40.00万元。", "warning"),
        ("因公出国（境）费6.00万元，组织因公出国（境）团组1个、3人次，人均因公出国（境）费用3.00万元。", "warning"),
        ("全年公务用车运行维护费支出40.60万元，年末保有量为15辆，平均每辆2.70万元。", "note"),
    ],
)
def test_averages_that_do_not_follow(line, severity):
    assert told(line) == ([("failed", "")], [severity])


def test_the_message_says_what_is_divided():
    verdict = checks.run(
        examples.disclosure([HEAD, "文 公务接待费1.20万元，国内公务接待15批次120人，人均接待费120元。"])
    )
    (finding,) = [each for each in verdict.findings if each.rule == "RAT008"]
    assert (
        "1.20 万元" in finding.message and "120 人" in finding.message and "100.00 元，相差 20.00 元" in finding.message
    )
