"""Wholes that the text takes apart at once (funds, cars, assets, grades): what is found and what must stay silent."""

import pytest

from builder import checks
from tests import examples

CARS, GRADES, ASSETS = "三、“三公”经费支出决算情况说明", "六、预算绩效管理情况", "七、国有资产占用情况"
SPENT = "三、支出决算情况说明"
REVENUE, GUESTS = "二、收入决算情况说明", "三、“三公”经费支出决算情况说明"


def told(heading, *lines):
    """The states of the rule, and the severities of its findings."""
    verdict = checks.run(examples.disclosure([f"文 {heading}", *(f"文 {line}" for line in lines)]))
    states = [each.state for each in verdict.ledger if each.rule == "REP003"]
    return states, [each.severity for each in verdict.findings if each.rule == "REP003"]


RIGHT = [
    # the running of cars: complete with 其他, of which budget and last year's are no parts
    (CARS, "公务用车运行维护费支出4.00万元，其中：燃料费2.00万元，维修费1.20万元，保险费0.50万元，其他0.30万元。"),
    (CARS, "公务用车运行维护费支出4.00万元，比上年5.00万元减少1.00万元。其中：燃料费2.00万元，维修费1.20万元。"),
    (CARS, "公务用车运行维护费决算数4.0万元，其中：加油费2.02万元，维修费1.22万元，保险费0.51万元，其他支出0.29万元。"),
    (CARS, "公务用车运行维护费4.00万元，其中燃料费2.00万元、轮胎更换0.60万元、保险费0.50万元、其他支出0.30万元。"),
    (
        CARS,
        "公务用车运行维护费4.00万元，较年初预算数5.00万元减少1.00万元，其中：燃油费3.00万元，保险费1.60万元，其他0.40万元。",
    ),
    # funds
    (CARS, "公务接待费支出0.45万元（其中：一般公共预算支出0.45万元；政府性基金预算支出0万元）。"),
    (CARS, "公务接待费支出预算0.60万元（其中：一般公共预算支出0.60万元；政府性基金预算支出0万元），支出决算0.45万元。"),
    (
        REVENUE,
        "财政拨款收入280.40万元（其中，一般公共预算270.40万元，政府性基金预算10.00万元，国有资本经营预算0万元）。",
    ),
    (
        REVENUE,
        "财政拨款收入280.40万元，其中：一般公共预算270.40万元，政府性基金预算0万元，国有资本经营预算0万元，上年结转10万元。",
    ),
    (REVENUE, "本年收入合计290.40万元，财政拨款收入280.40万元。一般公共预算财政拨款支出300.00万元。"),
    # grades: of the whole office, too; a second evaluation; not all of them are said
    (GRADES, "组织对9个项目开展绩效自评，其中自评为“优”的7个，“良”的2个。"),
    (GRADES, "组织对部门整体支出和9个项目开展绩效自评，其中自评为“优”的8个，“良”的2个。"),
    (GRADES, "绩效自评的项目9个，绩效评级为“优”的项目7个；绩效评级为“良”的项目2个；绩效评级为“合格”的项目0个。"),
    (GRADES, "纳入绩效管理的项目6个，其中：20万元以上项目4个、20万元以下项目2个。自评结果：优5个，良1个。"),
    (GRADES, "组织对9个项目开展绩效自评，其中自评为“优”的7个。"),
    # assets, without those that are not named, and with amounts at cost beside the net ones
    (ASSETS, "资产总额582.00万元，其中，流动资产82.00万元，固定资产490.00万元，无形资产10.00万元，其他资产0.00万元。"),
    (ASSETS, "资产总额582.00万元，其中，流动资产82.00万元，固定资产400.00万元，生物资产90.00万元，其他资产10.00万元。"),
    (
        ASSETS,
        "资产总额582.00万元，其中，流动资产82.00万元，固定资产原值600.00万元，累计折旧100.00万元，其他资产0.00万元。",
    ),
    (ASSETS, "固定资产金额183.42万元，其中房屋120.00万元，车辆26.80万元。本年拟购置固定资产90.00万元。"),
    (ASSETS, "固定资产净值183.42万元，其中房屋原值220.00万元，车辆26.80万元，其他固定资产36.62万元。"),
    (ASSETS, "固定资产原值560.00万元，累计折旧210.00万元，净值350.00万元。"),
    (GUESTS, "国内公务接待5批次，46人次（不包括陪同人员），共计支出0.50万元，具体内容包括：接待市局调研0.20万元等。"),
    (GUESTS, "国内公务接待5批次，46人次，共计支出0.50万元，接待标准人均100元；外事接待支出1.00万元。"),
    # expenditure, of which there may be more than the two kinds, and more than the two parts of the basic one
    (
        SPENT,
        "支出预算526.80万元，其中基本支出386.80万元，包括人员经费348.10万元和日常公用经费38.70万元；项目支出140.00万元。",
    ),
    (SPENT, "支出合计526.80万元，其中：基本支出386.80万元，项目支出130.00万元，上缴上级支出10.00万元。"),
    (SPENT, "支出总计526.80万元，其中：基本支出386.80万元，项目支出130.00万元。年末结转和结余10.00万元。"),
    (SPENT, "基本支出126.42万元。其中，人员支出100.02万元，公用支出14.40万元，对个人和家庭的补助12.00万元。"),
    (SPENT, "基本支出126.42万元。其中，人员支出112.02万元，公用支出14.40万元；项目支出79.00万元。"),
    (GRADES, "对9个一级项目、15个二级项目开展绩效自评，其中优20个、良4个。"),
    # amounts of other things that follow at once
    (CARS, "“三公”经费支出2.05万元，一般公共预算支出605.00万元，政府性基金预算支出10.00万元。"),
    # what the parts leave is said behind them, or one part holds another
    (SPENT, "基本支出386.80万元，其中：人员经费340.00万元、公用经费36.80万元。对个人和家庭的补助10.00万元。"),
    (SPENT, "支出合计526.80万元，年初预算500.00万元，其中：基本支出370.00万元，项目支出130.00万元。"),
    (
        SPENT,
        "年末结转和结余20.00万元，其中：基本支出结转5.00万元，项目支出结转和结余10.00万元，经营结余0万元，其他5.00万元。",
    ),
    (
        ASSETS,
        "资产总额500.00万元，其中：流动资产100.00万元，固定资产400.00万元，在建工程30.00万元，其他资产0万元，固定资产含在建工程。",
    ),
    (ASSETS, "固定资产560.00万元，其中房屋300.00万元，车辆60.00万元，其他固定资产200.00万元，其中专用设备150.00万元。"),
    (GRADES, "组织对9个项目开展绩效自评，自评结果为优的7个，良的1个，未开展的1个。"),
    (GRADES, "绩效自评的项目9个，涉及金额100.00万元；其中优7个、良2个。部门评价项目3个，优2个、良1个。"),
    (CARS, "公务用车运行维护费5.00万元，其中：机关本级3.00万元，所属单位2.00万元；燃料费2.00万元，其他费用3.00万元。"),
]

WRONG = [
    (
        SPENT,
        "支出预算526.80万元，其中基本支出386.80万元，包括人员经费348.10万元和日常公用经费38.70万元；项目支出104.00万元。",
    ),
    (SPENT, "基本支出126.42万元。其中，人员支出121.02万元，公用支出14.40万元；项目支出79.00万元。"),
    (
        SPENT,
        "1.基本支出208.90万元，占支出总计的77.69%。主要是保障机构运转的支出，其中：人员经费188.90万元，日常公用经费22.00万元。",
    ),
    (CARS, "公务用车运行维护费支出4.00万元，其中：燃料费2.00万元，维修费1.20万元，保险费0.50万元，其他0.70万元。"),
    (CARS, "公务用车运行维护费支出4.00万元，其中：燃料费2.00万元，维修费1.02万元，保险费0.50万元，其他0.30万元。"),
    (
        CARS,
        "公务用车运行维护费支出4.00万元，比年初预算数5.00万元减少1.00万元。公务用车运行维护费中，公务用车加油2.00万元，公务用车维修1.20万元，公务用车其他支出0.30万元。",
    ),
    (CARS, "公务接待费支出0.45万元（其中：一般公共预算支出0.54万元；政府性基金预算支出0万元）。"),
    (
        REVENUE,
        "财政拨款收入280.40万元（其中，一般公共预算270.40万元，政府性基金预算0.00万元，国有资本经营预算0.00万元）。",
    ),
    (ASSETS, "资产总额582.00万元，其中，流动资产82.00万元，固定资产409.00万元，无形资产10.00万元，其他资产0.00万元。"),
    (ASSETS, "固定资产金额183.42万元，其中房屋120.00万元，车辆28.60万元，其他固定资产36.62万元。"),
    (ASSETS, "固定资产原值560.00万元，累计折旧210.00万元，净值530.00万元。"),
    (ASSETS, "截至年底，部门共有车辆3辆，其中，机要通信用车1辆、其他用车3辆。"),
    (
        GUESTS,
        "国内公务接待5批次，46人次（不包括陪同人员），共计支出0.50万元，具体内容包括：接待市局调研0.20万元，接待兄弟单位0.40万元。",
    ),
    (GRADES, "组织对9个项目开展绩效自评，其中自评为“优”的8个，“良”的2个。"),
    (
        GRADES,
        "绩效自评的项目9个，绩效评级为“优”的项目6个；绩效评级为“良”的项目2个；绩效评级为“合格”的项目0个；绩效评级为“不合格”的项目0个。",
    ),
]


@pytest.mark.parametrize(("heading", "line"), RIGHT)
def test_parts_that_fit_or_are_not_all_there(heading, line):
    _, accused = told(heading, line)
    assert accused == []


@pytest.mark.parametrize(("heading", "line"), WRONG)
def test_parts_that_do_not_add_up(heading, line):
    states, accused = told(heading, line)
    assert states.count("failed") == 1
    assert accused == ["error"]


def test_grades_that_are_less_than_the_projects_are_a_note():
    line = "组织对9个项目开展绩效自评，其中自评为“优”的6个，“良”的2个。"
    assert told(GRADES, line) == (["failed"], ["note"])
    assert told(GRADES, line.replace("6个", "7个")) == (["passed"], [])


@pytest.mark.parametrize("at", [0, 5, 7, 10, 15, 20])
def test_those_that_fit_were_looked_at(at):
    states, _ = told(*RIGHT[at])
    assert "passed" in states


def test_purchases_in_the_words_of_shanghai():
    line = "部门政府采购金额（以采购合同口径统计）为356.20万元，其中，货物采购金额为26.20万元、工程采购金额为0万元、"
    line += "服务采购金额为{}万元。"
    small = "面向中小企业采购金额356.20万元，其中面向小微企业采购金额{}万元。"
    lines = (line.format("330.00"), small.format("285.60"))
    assert told("六、政府采购支出情况说明", "".join(lines)) == (["passed"] * 3, [])
    assert told("六、政府采购支出情况说明", line.format("320.00"))[1] == ["error"]
    assert told("六、政府采购支出情况说明", lines[0], small.format("385.60"))[1] == ["warning"]


BALANCE = "{}年初结转和结余10.26万元，本年收入201.88万元，本年支出{}万元，{}年末结转和结余6.72万元。"


@pytest.mark.parametrize(
    ("line", "state", "severities"),
    [
        (BALANCE.format("", "205.42", "结余分配0万元，"), "passed", []),
        (BALANCE.format("", "205.42", ""), "passed", []),
        (BALANCE.format("使用非财政拨款结余1.00万元，", "206.42", "结余分配0万元，"), "passed", []),
        (BALANCE.format("", "205.4", "结余分配0万元，"), "rounding", []),
        (BALANCE.format("", "206.42", ""), "not_checked", []),  # what was used of the surplus is not said
        (BALANCE.format("", "200.00", ""), "not_checked", []),  # nor what was given away
        (BALANCE.format("", "206.42", "结余分配0万元，"), "failed", ["note"]),
        (BALANCE.format("", "200.42", "结余分配0万元，"), "failed", ["error"]),
        (BALANCE.format("使用非财政拨款结余1.00万元，", "208.42", "结余分配0万元，"), "failed", ["error"]),
    ],
)
def test_what_was_left_and_came_is_what_went_and_is_left(line, state, severities):
    verdict = checks.run(examples.disclosure(["文 一、收入支出决算总体情况说明", f"文 {line}"]))
    found = [each.state for each in verdict.ledger if each.rule == "REP002" and "carried-over" in each.subject]
    assert found == [state]
    assert [each.severity for each in verdict.findings if each.rule == "REP002"] == severities


def test_a_sentence_with_other_money_is_no_balance():
    line = BALANCE.format("", "200.00", "结余分配0万元，上缴财政5.42万元，")
    verdict = checks.run(examples.disclosure(["文 一、收入支出决算总体情况说明", f"文 {line}"]))
    assert not [each for each in verdict.ledger if "carried-over" in each.subject]


def test_the_three_expenses_in_other_words_add_up():
    line = "“三公”经费预算4.60万元。其中：因公出国（境）费{}万元；公务用车购置及运维费4.00万元；公务接待费0.60万元。"
    for abroad, accused in (("0.00", []), ("0.10", ["error"])):
        lines = ["文 三、“三公”经费支出决算情况说明", f"文 {line.replace('预算', '决算').format(abroad)}"]
        verdict = checks.run(examples.disclosure(lines))
        assert [each.severity for each in verdict.findings if each.rule == "REP002"] == accused


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("年初公务用车保有量4辆，本年报废1辆，新增0辆，年末公务用车保有量3辆。", []),
        ("年初公务用车保有量4辆，本年报废2辆，新增1辆，年末公务用车保有量3辆。", []),
        ("年初公务用车保有量4辆，本年报废1辆（其中执法执勤用车1辆），年末公务用车保有量2辆。", []),
        ("年初公务用车保有量4辆，本年更新1辆，新增1辆，年末公务用车保有量4辆。", []),
        ("年初公务用车保有量4辆，年末公务用车保有量3辆。", []),
        ("年初公务用车保有量4辆，本年报废2辆，新增0辆，年末公务用车保有量3辆。", ["warning"]),
        ("年初公务用车保有量4辆，当年购置1辆，处置1辆，年底公务用车保有量5辆。", ["warning"]),
    ],
)
def test_the_cars_that_are_left(line, found):
    assert told(CARS, line)[1] == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("办公用房面积1,280平方米，其中：本级880平方米，司法所400平方米。", []),
        ("房屋2000.55平方米，其中：办公用房1000.2平方米，业务用房800.35平方米，其他200平方米。", []),
        ("房屋面积2000平方米，其中：办公用房1000平方米，业务用房800平方米。", []),  # not all parts
        ("房屋面积2000平方米，其中：办公用房2000平方米，出租房屋300平方米。", []),
        ("房屋面积2000平方米，其中：办公用房1500平方米，业务用房500平方米，食堂300平方米。", []),  # a part of a part
        ("房屋面积2000平方米，其中：办公用房1500平方米（含地下室300平方米），业务用房700平方米。", []),
        ("占地面积1000平方米，其中：建筑面积3000平方米，绿化面积200平方米。", []),
        ("房屋面积2000平方米，上年其中：办公用房1500平方米，业务用房800平方米。", []),
        ("房屋占地面积1000平方米，其中：办公楼1500平方米，食堂200平方米。", []),
        ("房屋面积约2000平方米，其中：办公用房1500平方米，业务用房700平方米。", []),
        ("办公用房面积1,280平方米，其中：本级880平方米，司法所500平方米。", ["warning"]),
        ("房屋2000平方米，其中：办公用房1000平方米，业务用房700平方米，其他200平方米。", ["warning"]),
    ],
)
def test_floor_space_and_its_parts(line, found):
    assert told(ASSETS, line)[1] == found
