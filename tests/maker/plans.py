# ruff: noqa: E501 - a sentence in one piece is easier to read than a broken one
"""The whole text of a budget round the tables, in the wordings of different places; nothing in it is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from builder.standards import classifications
from tests.maker.accounts import FISCAL, Accounts
from tests.maker.budget import Budget, make_budget, print_budget_of
from tests.maker.facts import before_of, by_code, came, closing, economic, opening, spent
from tests.maker.laid import NUMERALS
from tests.maker.narrative import Told, with_text
from tests.maker.places import PLACES
from tests.maker.printed import Prose
from tests.maker.voice import Voice

_SOURCES = {
    "general": "一般公共预算拨款收入",
    "government_fund": "政府性基金预算拨款收入",
    "state_capital": "国有资本经营预算拨款收入",
    "institutional": "事业收入",
    "business": "事业单位经营收入",
    "superior_subsidy": "上级补助收入",
    "subordinate_remittance": "附属单位上缴收入",
    "other": "其他收入",
}
_THREE = {"abroad": "因公出国（境）费", "reception": "公务接待费", "vehicles": "公务用车购置及运行维护费"}


def tell_budget(seed: int) -> Told:
    """A budget of some place, with its text."""
    place = list(PLACES.values())[seed % len(PLACES)]
    budget = make_budget(seed)
    printed = print_budget_of(budget, place, seed)
    rng = Random(f"tell budget {seed}")
    names = (budget.name, f"本{budget.accounts.body}", f"我{budget.accounts.body}")
    voice = replace(
        Voice.drawn(rng, budget.year, printed.unit), flat=rng.choice(("与上年预算数相同", "与上年持平", "较上年无增减"))
    )
    planner = _Planner(budget, before_of(budget.accounts, rng), voice, rng.choice(names))
    told = Told(replace(printed, before=tuple(planner.before())), tuple(planner.behind()))
    return with_text(told)


@dataclass(frozen=True, slots=True)
class _Planner:
    budget: Budget
    last: Accounts
    voice: Voice
    own: str

    def before(self) -> Iterator[str]:
        v, name, body = self.voice, self.budget.name, self.budget.accounts.body
        yield f"{name}{v.year}年{body}预算"
        yield f"第一部分 {name}概况"
        yield v.pick("一、主要职能", "一、主要职责")
        yield "贯彻执行国家法律法规和方针政策，承担本地区有关管理和服务工作。"
        yield "二、机构设置"
        yield f"{name}内设{v.rng.randrange(3, 12)}个{v.pick('科室', '处室')}。"
        yield f"第二部分 {v.year}年{body}预算表"

    def behind(self) -> Iterator[Prose]:
        v = self.voice
        yield f"第三部分 {v.year}年{self.budget.accounts.body}预算情况说明"
        sections = (
            self._overall,
            self._revenue,
            self._expenditure,
            self._appropriation,
            self._general,
            self._basic,
            self._three,
            self._fund,
            self._others,
        )
        for number, section in enumerate(sections):
            title, *rest = section()
            yield f"{NUMERALS[number]}、{title}"
            yield from rest
        yield "第四部分 名词解释"
        yield "一、基本支出：指为保障机构正常运转、完成日常工作任务而发生的支出。"
        yield "二、项目支出：指在基本支出之外为完成特定任务所发生的支出。"

    def _overall(self) -> Iterator[str]:
        v, now, last = self.voice, self.budget.accounts, self.last
        total, before = came(now) + opening(now), came(last) + opening(last)
        yield v.pick("收支预算总体情况说明", "收支预算总体情况")
        yield f"{self.own}{v.year}年度收入、支出预算总计{v.money(total)}，{v.change(total, before, v.reason())}。"

    def _revenue(self) -> Iterator[str]:
        v, now = self.voice, self.budget.accounts
        total = came(now) + opening(now)
        yield v.pick("收入预算情况说明", "收入预算情况")
        shown = {
            name: came(now, [source])
            for source, name in _SOURCES.items()
            if came(now, [source]) or v.rng.random() < 0.3
        }
        shown["上年结转结余"] = opening(now)
        share = [f"，占{v.rate(fen, total, 'share_percent')}" if total else "" for fen in shown.values()]
        said = v.pick("；", "，").join(
            f"{name}{v.money(fen)}{of}" for (name, fen), of in zip(shown.items(), share, strict=True)
        )
        yield f"{self.own}{v.year}年收入预算合计{v.money(total)}，包括本年收入{v.money(came(now))}，上年结转结余{v.money(opening(now))}。"
        yield f"其中：{said}。"

    def _expenditure(self) -> Iterator[str]:
        v, now = self.voice, self.budget.accounts
        total, rest = spent(now), closing(now)
        yield v.pick("支出预算情况说明", "支出预算情况")
        names = {
            "basic": "基本支出",
            "project": "项目支出",
            "business": "事业单位经营支出",
            "remitted_to_superior": "上缴上级支出",
            "subsidy_to_subordinates": "对附属单位补助支出",
        }
        said = [
            f"{name}{v.money(spent(now, purposes=[purpose]))}"
            + (f"，占{v.rate(spent(now, purposes=[purpose]), total, 'share_percent')}" if total else "")
            for purpose, name in names.items()
            if spent(now, purposes=[purpose]) or v.rng.random() < 0.3
        ]
        if rest:
            yield f"{v.year}年本年支出{v.money(total)}，结转下年{v.money(rest)}。"
        else:
            yield f"{v.year}年支出预算合计{v.money(total)}。"
        yield f"{v.pick('其中：', '按支出用途划分：')}{'；'.join(said)}。" if said else "没有分项支出。"

    def _appropriation(self) -> Iterator[str]:
        v, now, last = self.voice, self.budget.accounts, self.last
        total, before = (came(each, FISCAL) + opening(each, FISCAL) for each in (now, last))
        yield v.pick("财政拨款收支预算总体情况说明", "财政拨款收支预算总体情况")
        yield f"{self.own}{v.year}年度财政拨款收、支总预算{v.money(total)}。{v.change(total, before, v.reason(), '与上年相比，财政拨款收、支总计各')}。"

    def _general(self) -> Iterator[str]:
        v, now, last = self.voice, self.budget.accounts, self.last
        general = ["general"]
        total, before = spent(now, general), spent(last, general)
        yield v.pick("一般公共预算支出预算情况说明", "一般公共预算支出情况")
        yield f"{self.own}{v.year}年一般公共预算财政拨款支出预算{v.money(total)}，{v.change(total, before, v.pick(v.reason(), v.reasons(total - before)))}。其中："
        items, olds = by_code(now, 7), by_code(last, 7)
        manner = v.rng.randrange(3)
        known = {code: [classifications.name(code[:width], v.year) or "" for width in (3, 5, 7)] for code in items}
        for number, code in enumerate((code for code, names in known.items() if all(names)), 1):
            fen, names = items[code], known[code]
            title = (
                f"{names[2]}（{code}）",
                f"{names[0]}（类）{names[1]}（款）{names[2]}（项）支出",
                f"{names[0]}（类）{names[1]}（款）{names[2]}（项）",
            )[manner]
            number_text = f"{number}." if manner else f"（{number}）"
            yield f"{number_text}{title}{v.money(fen)}，{v.change(fen, olds.get(code, 0), v.reason())}。"

    def _basic(self) -> Iterator[str]:
        v, now = self.voice, self.budget.accounts
        total = sum(now.economic.values())
        yield v.pick("一般公共预算基本支出预算情况说明", "一般公共预算基本支出情况")
        said = f"{self.own}{v.year}年度一般公共预算财政拨款基本支出预算{v.money(total)}"
        if not total:
            yield f"{said}。"
            return
        yield f"{said}，其中："
        for index, (name, personnel) in enumerate((("人员经费", True), ("公用经费", False))):
            codes = economic(now, personnel)
            names = "、".join(filter(None, (classifications.name(code, v.year) for code in codes)))
            yield f"（{NUMERALS[index]}）{name}{v.money(sum(codes.values()))}。{f'主要包括：{names}。' if names else ''}"

    def _three(self) -> Iterator[str]:
        v, now = self.voice, self.budget.three()
        yield v.pick("一般公共预算“三公”经费预算情况说明", "“三公”经费预算情况")
        old = {
            name: v.rng.choice((now[name], now[name], now[name] * v.rng.randrange(500, 1800) // 1000))
            for name in _THREE
        }
        before = sum(old.values())
        reason = v.reason()
        yield f"{self.own}{v.year}年度一般公共预算拨款安排的“三公”经费支出预算{v.money(now['total'])}，{v.change(now['total'], before, reason)}。其中："
        for number, (part, name) in enumerate(_THREE.items(), 1):
            yield f"{number}.{name}{v.pick('预算支出', f'{v.year}年预算数', '预算')}{v.money(now[part])}，{v.change(now[part], old[part], v.reason())}。"
            if part == "vehicles":
                yield f"（1）公务用车购置{v.pick('费', '')}预算{v.money(now['vehicle_purchase'])}。"
                yield f"（2）公务用车运行维护费预算{v.money(now['vehicle_running'])}。"

    def _fund(self) -> Iterator[str]:
        v, total = self.voice, spent(self.budget.accounts, ["government_fund"])
        yield v.pick("政府性基金预算支出预算情况说明", "政府性基金预算支出情况")
        yield (
            f"{self.own}{v.year}年政府性基金预算支出{v.money(total)}。"
            if total
            else f"{self.own}{v.year}年没有政府性基金预算拨款安排的支出。"
        )

    def _others(self) -> Iterator[str]:
        v = self.voice
        yield "其他重要事项的情况说明"
        yield "（一）机关运行经费"
        funds = v.rng.randrange(10_000_000, 900_000_000)
        yield f"{v.year}年本单位机关运行经费财政拨款预算{v.money(funds)}，{v.change(funds, funds * v.rng.randrange(700, 1400) // 1000, v.reason())}。"
        yield "（二）政府采购情况"
        parts = [v.rng.choice((0, v.rng.randrange(1_000_000, 90_000_000))) for _ in range(3)]
        said = "、".join(
            f"政府采购{name}预算{v.money(fen)}" for name, fen in zip(("货物", "工程", "服务"), parts, strict=True)
        )
        yield f"{v.year}年政府采购预算总额{v.money(sum(parts))}，其中：{said}。"
        yield "（三）国有资产占用情况"
        cars = v.rng.randrange(6)
        yield f"截至{v.year - 1}年{v.pick('8月31日', '12月31日', '10月底')}，{self.own}共有车辆{cars}辆，其中：机要通信用车{cars}辆；单价100万元以上设备{v.rng.randrange(3)}台（套）。"
        yield "（四）预算绩效目标情况"
        yield f"{v.year}年{self.own}项目支出均实行绩效目标管理，编报绩效目标的项目共{v.rng.randrange(1, 9)}个。"
