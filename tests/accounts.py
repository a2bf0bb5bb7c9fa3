"""Whole sets of tables from true amounts in 分, as an honest office prints them: each amount rounded by itself."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from builder.model.amount import Amount
from builder.model.disclosure import Disclosure, Figure, Identity, Table
from builder.model.document import Source
from builder.model.location import Location
from builder.standards.tables import standard_tables

SUBJECTS = {
    "201": "一般公共服务支出",
    "20129": "群众团体事务",
    "2012901": "行政运行",
    "2012902": "一般行政管理事务",
    "2012950": "事业运行",
    "2012999": "其他群众团体事务支出",
    "20132": "组织事务",
    "2013202": "一般行政管理事务",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "2210202": "提租补贴",
}
FUND_SUBJECTS = {
    "229": "其他支出",
    "22904": "其他政府性基金及对应专项债务收入安排的支出",
    "22960": "彩票公益金安排的支出",
}
ECONOMIC = {"301": ("30101", "30102", "30103"), "302": ("30201", "30207", "30211"), "303": ("30302", "30304")}
ITEMS = tuple(code for code in SUBJECTS if len(code) == 7)
FUND_ITEMS = tuple(code for code in FUND_SUBJECTS if len(code) == 5)
Amounts = dict[str, int]


@dataclass(frozen=True)
class Truth:
    """True amounts in 分: expenditure by item, revenue by item (the same of both kinds), balances, 三公."""

    basic: Amounts
    project: Amounts
    revenue: Amounts
    other: int
    opening: Amounts
    economic: Amounts
    three_public: Amounts


fen = st.one_of(st.just(0), st.integers(1, 200_000_000), st.integers(1, 20_000))


@st.composite
def truths(draw: st.DrawFn, mirrored: bool = False) -> Truth:
    """True accounts that balance; ``mirrored``: every item is paid by this year's appropriation, and is not nothing."""
    codes = draw(st.lists(st.sampled_from(ITEMS), min_size=1, unique=True))
    codes += [] if mirrored else draw(st.lists(st.sampled_from(FUND_ITEMS), unique=True))
    codes.sort()
    least = st.integers(1_000_000, 200_000_000) if mirrored else fen
    basic, project = {code: draw(least) for code in codes}, {code: draw(fen) for code in codes}
    spent = {code: basic[code] + project[code] for code in codes}
    revenue = dict(spent) if mirrored else {code: draw(fen) for code in codes}
    opening = {}
    for kind in (False, True):
        missing = sum(spent[code] - revenue[code] for code in codes if (code in FUND_ITEMS) is kind)
        opening[str(kind)] = max(0, missing) + (0 if mirrored else draw(fen))
    general_basic = sum(basic[code] for code in codes if code not in FUND_ITEMS)
    cuts = sorted(draw(st.lists(st.integers(0, general_basic), min_size=7, max_size=7)))
    leaves = [leaf for leaves in ECONOMIC.values() for leaf in leaves]
    shares = [high - low for low, high in zip([0, *cuts], [*cuts, general_basic], strict=True)]
    three = {name: draw(fen) for name in ("abroad", "vehicle_purchase", "vehicle_running", "reception")}
    other = 0 if mirrored else draw(fen)
    return Truth(basic, project, revenue, other, opening, dict(zip(leaves, shares, strict=True)), three)


def rounded(amount: int) -> Decimal:
    """An amount in 分 as 万元 with two decimals, rounded half up."""
    return Decimal((amount + 5000) // 10000).scaleb(-2)


def disclosure(truth: Truth, in_yuan: str = "") -> Disclosure:
    """The nine tables of these accounts, one of them in 元. What is exactly nothing is left blank."""
    sheet = _Sheet([], in_yuan)
    codes = list(truth.basic)
    total = {code: truth.basic[code] + truth.project[code] for code in codes}
    general = [code for code in codes if code not in FUND_ITEMS]
    fund = [code for code in codes if code in FUND_ITEMS]
    income = {kind: sum(truth.revenue[code] for code in kinds) for kind, kinds in (("g", general), ("f", fund))}
    spent = {kind: sum(total[code] for code in kinds) for kind, kinds in (("g", general), ("f", fund))}
    opening = {"g": truth.opening["False"], "f": truth.opening["True"]}
    closing = {kind: opening[kind] + income[kind] - spent[kind] for kind in "gf"}

    money = _Money(income, opening, closing)
    _summary(sheet, truth, total, money)
    other = {codes[0]: truth.other}
    received = {code: truth.revenue[code] + other.get(code, 0) for code in codes}
    sheet.tree("revenue", codes, total=received, appropriation=truth.revenue, other=other)
    sheet.tree("expenditure", codes, total=total, basic=truth.basic, project=truth.project)
    _appropriation(sheet, total, general, fund, money)
    sheet.tree("general-expenditure", general, total=total, basic=truth.basic, project=truth.project)
    _basic(sheet, truth)
    left = dict.fromkeys(fund, 0) | ({fund[0]: closing["f"]} if fund else {})
    start = {code: left[code] + total[code] - truth.revenue[code] for code in fund}
    sheet.tree(
        "government-fund",
        fund,
        opening=start,
        revenue=truth.revenue,
        total=total,
        basic=truth.basic,
        project=truth.project,
        closing=left,
    )
    three = truth.three_public
    vehicles = three["vehicle_purchase"] + three["vehicle_running"]
    sheet.row(
        "three-public",
        "actual",
        "",
        "",
        total=three["abroad"] + vehicles + three["reception"],
        vehicles=vehicles,
        **three,
    )
    return sheet.disclosure()


@dataclass(frozen=True)
class _Money:
    """Appropriations by kind of budget (general, fund): this year's, carried in and carried over."""

    income: Amounts
    opening: Amounts
    closing: Amounts


def _summary(sheet, truth, total, money):
    income = money.income
    received = income["g"] + income["f"] + truth.other
    begun, ended = sum(money.opening.values()), sum(money.closing.values())
    for item, amount in (
        ("一、一般公共预算财政拨款收入", income["g"]),
        ("二、政府性基金预算财政拨款收入", income["f"]),
        ("八、其他收入", truth.other),
        ("本年收入合计", received),
        ("年初结转和结余", begun),
        ("总计", received + begun),
    ):
        sheet.row("summary", "revenue", "", item, amount=amount)
    for code, amount in _classes(total).items():
        sheet.row("summary", "expenditure", "", SUBJECTS.get(code) or FUND_SUBJECTS[code], amount=amount)
    spent = sum(total.values())
    sheet.row("summary", "expenditure", "", "本年支出合计", amount=spent)
    sheet.row("summary", "expenditure", "", "年末结转和结余", amount=ended + truth.other)
    sheet.row("summary", "expenditure", "", "总计", amount=spent + ended + truth.other)


def _appropriation(sheet, total, general, fund, money):
    income, opening, closing = money.income, money.opening, money.closing
    begun, received = sum(opening.values()), income["g"] + income["f"]
    for item, amount in (
        ("一、一般公共预算财政拨款", income["g"]),
        ("二、政府性基金预算财政拨款", income["f"]),
        ("本年收入合计", received),
        ("年初财政拨款结转和结余", begun),
        ("一般公共预算财政拨款", opening["g"]),
        ("政府性基金预算财政拨款", opening["f"]),
        ("总计", received + begun),
    ):
        sheet.row("appropriation-summary", "revenue", "", item, amount=amount)
    by_general, by_fund = (_classes({code: total[code] for code in codes}) for codes in (general, fund))
    rows = [(name, by_general.get(code, 0), by_fund.get(code, 0)) for code, name in (SUBJECTS | FUND_SUBJECTS).items()]
    spent = sum(total[code] for code in general), sum(total[code] for code in fund)
    rows.append(("本年支出合计", *spent))
    rows.append(("年末财政拨款结转和结余", closing["g"], closing["f"]))
    rows.append(("总计", spent[0] + closing["g"], spent[1] + closing["f"]))
    for item, ours, funds in rows:
        sheet.row(
            "appropriation-summary", "expenditure", "", item, total=ours + funds, general=ours, government_fund=funds
        )


def _basic(sheet, truth):
    sums = {code: sum(truth.economic[leaf] for leaf in leaves) for code, leaves in ECONOMIC.items()}
    for code, leaves in ECONOMIC.items():
        sheet.row("general-basic", "", code, "类", amount=sums[code])
        for leaf in leaves:
            sheet.row("general-basic", "", leaf, "款", amount=truth.economic[leaf])
    sheet.row("general-basic", "", "", "人员经费合计", amount=sums["301"] + sums["303"])
    sheet.row("general-basic", "", "", "公用经费合计", amount=sums["302"])


def _classes(amounts: Amounts) -> Amounts:
    found: Amounts = {}
    for code, amount in amounts.items():
        found[code[:3]] = found.get(code[:3], 0) + amount
    return found


@dataclass
class _Sheet:
    figures: list[Figure]
    in_yuan: str
    line: int = 0

    def row(self, table: str, lane: str, code: str, item: str, **amounts: int) -> None:
        self.line += 1
        phases = standard_tables()[table].shape == "phases"
        side, phase = ("", lane) if phases else (lane, "")
        for measure in (each.id for each in standard_tables()[table].lane(side).measures):
            if amounts.get(measure):
                value = amounts[measure]
                printed = Decimal(value).scaleb(-2) if table == self.in_yuan else rounded(value)
                amount = Amount(printed, "元" if table == self.in_yuan else "万元", str(printed))
                place = Location(1, self.line)
                self.figures.append(Figure(table, "", side, phase, "", code, item, measure, amount, place, "position"))

    def tree(self, table: str, codes: list[str], **columns: Amounts) -> None:
        """合计, and every class, section and item with the sums of the items below it."""
        names = SUBJECTS | FUND_SUBJECTS
        for prefix in ("", *(code for code in names if any(item.startswith(code) for item in codes))):
            below = [item for item in codes if item.startswith(prefix)]
            sums = {name: sum(column.get(item, 0) for item in below) for name, column in columns.items()}
            self.row(table, "", prefix, names.get(prefix, "合计"), **sums)

    def disclosure(self) -> Disclosure:
        printed = {figure.table for figure in self.figures}
        tables = tuple(
            Table(
                id_,
                "",
                id_,
                "万元",
                Location(),
                "figures" if id_ in printed else "empty",
                (),
                "" if id_ in printed else "无",
            )
            for id_ in standard_tables()
        )
        identity = Identity("danwei", "某单位", 2023, "final", "决算")
        return Disclosure(identity, Source("决算.txt", "text", "0" * 64, 1), tables, tuple(self.figures))
