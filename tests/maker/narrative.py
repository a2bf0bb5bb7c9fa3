# ruff: noqa: E501 - a sentence in one piece is easier to read than a broken one
"""The whole text of the final accounts round the tables, in the wordings of different places; nothing in it is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from builder.standards import classifications
from tests.maker import forms
from tests.maker.accounts import FISCAL, Accounts
from tests.maker.editions import Edition
from tests.maker.facts import Facts, by_code, came, closing, economic, make_facts, opening, spent, three, whole
from tests.maker.laid import NUMERALS
from tests.maker.printed import Printed, Prose
from tests.maker.tables import print_accounts
from tests.maker.voice import Voice, claims, plain

_SOURCE_NAMES = {
    "superior_subsidy": "上级补助收入",
    "institutional": "事业收入",
    "business": "经营收入",
    "subordinate_remittance": "附属单位上缴收入",
    "other": "其他收入",
}
_PURPOSE_NAMES = {
    "basic": "基本支出",
    "project": "项目支出",
    "remitted_to_superior": "上缴上级支出",
    "business": "经营支出",
    "subsidy_to_subordinates": "对附属单位补助支出",
}
_GLOSSARY = (
    "财政拨款收入：指单位从本级财政部门取得的财政预算资金。",
    "基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。",
    "项目支出：指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。",
    "“三公”经费：指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
    "机关运行经费：指行政单位和参照公务员法管理的事业单位用于购买货物和服务的各项资金。",
    "年末结转和结余：指单位按规定结转到下年或以后年度继续使用的资金。",
)


@dataclass(frozen=True, slots=True)
class Told:
    """A disclosure with its text; ``marked`` are the paragraphs behind the tables with the marks of the voice."""

    printed: Printed
    marked: tuple[Prose, ...]

    @property
    def claims(self) -> list:  # type: ignore[type-arg]
        """What the text says."""
        return [claim for each in self.marked if isinstance(each, str) for claim in claims(each)]


def tell(seed: int | str, edition: Edition) -> Told:
    """Final accounts by a form, with their text."""
    facts = make_facts(seed, edition)
    # Tables first: what the text says about nothing depends on nothing that is drawn there.
    printed = print_accounts(facts.now, int(Random(f"print {seed}").randrange(2**32)), edition)
    return told(printed, _Narrator.drawn(facts, edition, printed.unit, Random(f"tell {seed}")))


def told(printed: Printed, narrator: "_Narrator") -> Told:
    """The text round printed tables."""
    before, marked = tuple(narrator.before(printed)), tuple(narrator.behind())
    return with_text(Told(replace(printed, before=before), marked))


def with_text(told: Told) -> Told:
    """The same, its ``printed`` with the text of its marked paragraphs."""
    return replace(told, printed=replace(told.printed, behind=tuple(unmarked(each) for each in told.marked)))


def unmarked(each: Prose) -> Prose:
    """A paragraph or a form without marks."""
    return plain(each) if isinstance(each, str) else tuple(tuple(plain(cell) for cell in row) for row in each)


@dataclass(frozen=True, slots=True)
class _Narrator:
    facts: Facts
    edition: Edition
    voice: Voice
    own: str
    """How the office names itself in sentences: by its name, or 本单位."""

    @staticmethod
    def drawn(facts: Facts, edition: Edition, unit: str, rng: Random) -> "_Narrator":
        now = facts.now
        own = rng.choice((now.entity_name, now.entity_name, f"本{now.body}", f"我{now.body}", ""))
        return _Narrator(facts, edition, Voice.drawn(rng, now.year, unit), own)

    def before(self, printed: Printed) -> Iterator[str]:
        v, name, what = self.voice, self.facts.now.entity_name, f"{printed.year}{printed.what}"
        tables = [table.title for table in printed.tables]
        parts = (f"{name}概况", f"{what}表", f"{what}情况说明", "名词解释")
        yield f"{name}{what}"
        if v.rng.random() < 0.6:
            yield v.pick("目录", "目 录", "目  录")
            for index, part in enumerate(parts):
                yield f"第{NUMERALS[index]}部分 {part}{v.pick('', '……' * 6 + str(index * 5 + 1))}"
                if index == 1:
                    yield from (f"{NUMERALS[i]}、{title}" for i, title in enumerate(tables))
        yield f"第一部分 {parts[0]}"
        yield v.pick("一、主要职责", "一、部门职责", "一、主要职能")
        yield f"{name}是{v.pick('市', '区', '县')}人民政府工作部门，主要职责是：（一）贯彻执行国家有关法律法规；（二）承担本地区有关服务工作；（三）完成交办的其他任务。"
        yield v.pick("二、机构设置", "二、部门决算单位构成", "二、机构设置及单位构成")
        inside = v.rng.randrange(3, 12)
        yield f"{name}内设{inside}个{v.pick('科室', '处室', '内设机构')}，{v.pick('无下属单位', '没有所属单位')}。纳入{printed.year}{printed.what}编制范围的单位共1个。"
        yield f"第二部分 {parts[1]}"

    def behind(self) -> Iterator[Prose]:
        v = self.voice
        yield f"第三部分 {v.year}年度{self.facts.now.body}决算情况说明"
        sections = [
            self._overall,
            self._revenue,
            self._expenditure,
            self._appropriation,
            self._general,
            self._basic,
            *v.rng.choice(((self._three, self._fund, self._capital), (self._fund, self._capital, self._three))),
        ]
        if v.rng.random() < 0.5:
            sections += [self._operating, self._procurement, self._assets, self._performance]
            for number, section in enumerate(sections):
                title, *rest = section()
                yield f"{NUMERALS[number]}、{title}" if number < len(NUMERALS) else title
                yield from rest
        else:
            for number, section in enumerate(sections):
                title, *rest = section()
                yield f"{NUMERALS[number]}、{title}"
                yield from rest
            yield f"{NUMERALS[len(sections)]}、其他重要事项的情况说明"
            for number, section in enumerate((self._operating, self._procurement, self._assets, self._performance)):
                title, *rest = section()
                yield f"（{NUMERALS[number]}）{title}"
                yield from rest
        if len(sections) + 1 < len(NUMERALS) and v.rng.random() < 0.5:
            yield from self._work(NUMERALS[len(sections) + 1])
        yield "第四部分 名词解释"
        yield from (f"{NUMERALS[i]}、{text}" for i, text in enumerate(_GLOSSARY))
        if v.rng.random() < 0.4:
            yield "第五部分 附件"
            yield from forms.forms(self.facts, v)

    def _work(self, numeral: str) -> Iterator[str]:
        """What was done in the year: numbers that are no money of the tables, dates, documents, telephones."""
        v, rng = self.voice, self.voice.rng
        yield f"{numeral}、{v.year}年度重点工作完成情况"
        yield f"（一）全年办理来信来访{rng.randrange(100, 900)}件次，同比{v.pick('增长', '下降')}{rng.randrange(1, 30)}.{rng.randrange(10)}%，按期办结率达{rng.randrange(90, 100)}%，在全{v.pick('市', '省', '区')}排名第{rng.randrange(1, 9)}位。"
        yield f"（二）举办培训班{rng.randrange(2, 20)}期、培训{rng.randrange(200, 900)}人次；争取上级补助资金{rng.randrange(100, 900)}万元，带动社会投资{rng.randrange(2, 9)}.{rng.randrange(10)}亿元。"
        yield f"（三）根据《关于加强预算管理的通知》（财预〔{v.year - 1}〕{rng.randrange(10, 90)}号）要求，于{v.year}年{rng.randrange(1, 13)}月{rng.randrange(1, 29)}日前完成公开，联系电话：0{rng.randrange(100, 999)}-{rng.randrange(2_000_000, 8_999_999)}。"
        yield f"（四）近三年服务群众分别为{rng.randrange(100, 300)}人、{rng.randrange(300, 500)}人、{rng.randrange(500, 900)}人，其中一季度、二季度分别完成{rng.randrange(10, 40)}%、{rng.randrange(41, 60)}%。"

    def _overall(self) -> Iterator[str]:
        v, now, before = self.voice, whole(self.facts.now), whole(self.facts.before)
        yield v.pick("收入支出决算总体情况说明", "收入支出决算总体情况", "收支决算总体情况说明")
        head = v.pick(
            f"{v.year}年度收、支总计",
            f"{self.own}{v.year}年度收入支出总计",
            f"{v.year}年度收入总计、支出总计",
            f"{self.own}{v.year}年度收、支总计均",
        )
        link = f"与{v.year - 1}年度{v.money(before, 'prior', v.year - 1)}相比，" if v.rng.random() < 0.3 else ""
        tail = v.change(now, before, v.pick(v.reason(), v.reasons(now - before), ""), link)
        yield f"{head}{v.pick('为', '')}{v.money(now)}{v.pick('。', '，')}{tail}。".replace("均⟦", "均为⟦")
        if v.rng.random() < 0.25:
            yield "其中，支出总计包括："
            yield from self._by_class()
        elif v.rng.random() < 0.4:
            yield f"其中：本年收入{v.money(came(self.facts.now))}，年初结转和结余{v.money(opening(self.facts.now))}；本年支出{v.money(spent(self.facts.now))}，年末结转和结余{v.money(closing(self.facts.now))}。"

    def _revenue(self) -> Iterator[str]:
        v, now = self.voice, self.facts.now
        total = came(now)
        yield v.pick("收入决算情况说明", "收入决算情况", "关于收入决算情况的说明")
        parts = {"财政拨款收入": came(now, FISCAL)} | {
            name: came(now, [source]) for source, name in _SOURCE_NAMES.items()
        }
        said = self._shares(parts, total, "本年收入")
        lead = v.pick("", f"{v.year}年度", f"{self.own}{v.year}年度")
        change = f"，{v.change(total, came(self.facts.before), v.reason())}" if v.rng.random() < 0.4 else ""
        yield f"{lead}{v.pick('本年收入合计', '收入合计', '本年收入合计')}{v.pick('为', '')}{v.money(total)}{change}。{v.pick('其中：', '其中，')}{said}。"

    def _expenditure(self) -> Iterator[str]:
        v, now = self.voice, self.facts.now
        total = spent(now)
        yield v.pick("支出决算情况说明", "支出决算情况", "关于支出决算情况的说明")
        parts = {name: spent(now, purposes=[purpose]) for purpose, name in _PURPOSE_NAMES.items()}
        lead = v.pick("", f"{v.year}年度", f"{self.own}{v.year}年度")
        change = f"，{v.change(total, spent(self.facts.before), v.reason())}" if v.rng.random() < 0.4 else ""
        yield f"{lead}{v.pick('本年支出合计', '支出合计', '本年支出合计')}{v.pick('为', '')}{v.money(total)}{change}。{v.pick('其中：', '其中，')}{self._shares(parts, total, '本年支出')}。"
        if v.rng.random() < 0.3:
            yield from self._by_part()

    def _by_part(self) -> Iterator[str]:
        """Each part of the expenditure with its own change."""
        v, now, before = self.voice, self.facts.now, self.facts.before
        for number, (purpose, name) in enumerate((("basic", "基本支出"), ("project", "项目支出")), 1):
            fen, old = (spent(each, purposes=[purpose]) for each in (now, before))
            yield f"{number}.{name}{v.money(fen)}{v.pick('，', '。')}{v.change(fen, old, v.reason())}。"

    def _by_class(self) -> Iterator[str]:
        """The expenditure by class, as central departments say it."""
        v, now, before = self.voice, self.facts.now, self.facts.before
        sources = sorted({flow.source for flow in now.flows})
        olds = by_code(before, 3, sources)
        for number, (code, fen) in enumerate(by_code(now, 3, sources).items(), 1):
            name = (classifications.name(code, v.year) or code).removesuffix("支出")
            yield f"{number}.{name}（类）支出{v.money(fen)}，{v.pick('主要用于' + self.now.entity_name + '开展业务工作，', '') if v.rounded(fen) else ''}{v.change(fen, olds.get(code, 0), v.reason(), f'比{v.year - 1}年度决算数')}。"

    @property
    def now(self) -> Accounts:
        """This year's accounts."""
        return self.facts.now

    def _shares(self, parts: dict[str, int], total: int, of: str) -> str:
        v = self.voice
        shown = {name: fen for name, fen in parts.items() if fen} or dict(list(parts.items())[:1])
        between = v.pick("；", "；", "，", "、")
        said = []
        for name, fen in shown.items():
            share = f"，{v.pick('占', '占比', '占' + of)}{v.rate(fen, total, 'share_percent')}"
            said.append(f"{name}{v.money(fen)}{share if total else ''}".replace("占本年支出⟦", "占本年支出的⟦"))
        rest = [name for name in parts if name not in shown]
        if rest and v.rng.random() < 0.4:
            said += [
                f"{name}{v.money(0)}" + v.pick("", f"，占{v.rate(0, total, 'share_percent')}" if total else "")
                for name in rest
            ]
        return v.listed(said, between)

    def _appropriation(self) -> Iterator[str]:
        v, now, before = self.voice, self.facts.now, self.facts.before
        total, last = whole(now, FISCAL), whole(before, FISCAL)
        yield v.pick("财政拨款收入支出决算总体情况说明", "财政拨款收支决算总体情况", "财政拨款收入支出决算总体情况")
        head = v.pick(
            f"{v.year}年度财政拨款收、支总计",
            f"{self.own}{v.year}年度财政拨款收入支出总计",
            f"{v.year}年度财政拨款收入总计、支出总计均",
        )
        yield f"{head}{v.pick('为', '')}{v.money(total)}{v.pick('。', '，')}{v.change(total, last, v.reason())}。".replace(
            "均⟦", "均为⟦"
        )
        if v.rng.random() < 0.4:
            names = {
                "general": "一般公共预算财政拨款收入",
                "government_fund": "政府性基金预算财政拨款收入",
                "state_capital": "国有资本经营预算财政拨款收入",
            }
            link = v.pick("比上年", f"比{v.year - 1}年度决算数", f"与{v.year - 1}年度相比")
            said = [
                f"{name}{v.money(came(now, [source]))}，{v.change(came(now, [source]), came(before, [source]), '', link)}"
                for source, name in names.items()
                if source in self.edition.sources
            ]
            yield f"{v.year}年度财政拨款收入中，{'。'.join(said)}。"

    def _general(self) -> Iterator[str]:
        v, now, before = self.voice, self.facts.now, self.facts.before
        total, last, plan = spent(now, ["general"]), spent(before, ["general"]), sum(self.facts.planned.values())
        yield v.pick("一般公共预算财政拨款支出决算情况说明", "一般公共预算财政拨款支出决算情况")
        three = v.rng.random() < 0.7
        if three:
            yield "（一）一般公共预算财政拨款支出决算总体情况。"
        lead = v.pick(f"{v.year}年度", f"{self.own}{v.year}年度", "")
        share = f"，占本年支出合计的{v.rate(total, spent(now), 'share_percent')}" if spent(now) else ""
        yield f"{lead}一般公共预算财政拨款支出{v.money(total)}{share}。{v.pick('', '一般公共预算财政拨款支出' if v.link.startswith(('与', '比', '较', '同')) else '')}{v.change(total, last, v.pick(v.reason(), v.reasons(total - last)))}。"
        if three:
            yield "（二）一般公共预算财政拨款支出决算结构情况。"
            classes = by_code(now, 3)
            said = []
            for code, fen in classes.items():
                name = classifications.name(code, v.year) or code
                share = f"，占{v.rate(fen, total, 'share_percent')}" if total else ""
                said.append(
                    f"{name}{v.pick('（类）', '')}{v.pick('支出', '') if not name.endswith('支出') else ''}{v.money(fen)}{share}"
                )
            yield f"{v.year}年度一般公共预算财政拨款支出{v.money(total)}，主要用于以下方面：{'；'.join(said)}。"
            yield "（三）一般公共预算财政拨款支出决算具体情况。"
        if v.rng.random() < 0.7:
            yield f"{v.year}年度一般公共预算财政拨款支出年初预算为{v.money(plan, 'budget')}，支出决算为{v.money(total)}{v.completed(plan, total)}。{v.pick('', '其中：')}"
        if v.unit == "万元" and v.rng.random() < 0.3:
            yuan = replace(v, unit="元", decimals=2)
            yield f"即一般公共预算财政拨款支出{yuan.money(total)}（{v.money(total)}），其中：基本支出{yuan.money(spent(now, ['general'], ['basic']))}，项目支出{yuan.money(spent(now, ['general'], ['project']))}。"
        yield from self._items()

    def _items(self) -> Iterator[str]:
        v = self.voice
        manner, olds = v.rng.randrange(6), by_code(self.facts.before, 7)
        for number, (code, fen) in enumerate(by_code(self.facts.now, 7).items(), 1):
            if manner == 5:
                name = classifications.name(code, v.year) or code
                yield f"{number}.{name}（{code}）支出决算{v.money(fen)}，{v.change(fen, olds.get(code, 0), v.reason())}。"
                continue
            plan = self.facts.planned.get(code, 0)
            names = [classifications.name(code[:width], v.year) or "" for width in (3, 5, 7)]
            title = "".join(f"{name}（{level}）" for name, level in zip(names, "类款项", strict=True) if name)
            said = f"年初预算{v.pick('为', '')}{v.money(plan, 'budget')}，支出决算{v.pick('为', '')}{v.money(fen)}"
            why = v.against(plan, fen, v.reason())
            done = v.completed(plan, fen)
            purpose = v.pick("", "主要用于日常运转和业务工作。") if manner and v.rounded(fen) else ""
            if manner == 1 and v.rng.random() < 0.8:
                yield f"{number}.{title}。"
                yield f"{purpose}{said}{done}{why}。"
            else:
                yield f"{number}{v.pick('.', '、', '.')}{title}。{purpose}{said}{done}{why}。"

    def _basic(self) -> Iterator[str]:
        v, now = self.voice, self.facts.now
        total = sum(now.economic.values())
        yield v.pick("一般公共预算财政拨款基本支出决算情况说明", "一般公共预算财政拨款基本支出决算情况")
        people, public = economic(now, True), economic(now, False)
        said = f"{v.pick(f'{v.year}年度', '')}一般公共预算财政拨款基本支出{v.money(total)}"
        shown = v.rng.random() < 0.5
        manner = v.rng.randrange(3)
        texts = []
        for name, codes in (("人员经费", people), ("公用经费", public)):
            names = [(classifications.name(code, v.year) or "", fen) for code, fen in codes.items()]
            listed = "、".join(f"{each}{v.money(fen) if shown else ''}" for each, fen in names)
            texts.append(
                f"{name}{v.money(sum(codes.values()))}"
                + (f"，{v.pick('主要包括：', '主要包括')}{listed}" if names else "")
            )
        if not total:
            yield f"{said}。"
        elif manner == 0:
            yield f"{said}，其中："
            yield from (f"（{NUMERALS[i]}）{text}。" for i, text in enumerate(texts))
        elif manner == 1:
            yield f"{said}，其中：{texts[0]}；{texts[1]}。"
        else:
            yield f"{said}。其中："
            yield from (f"{text}。" for text in texts)

    def _three(self) -> Iterator[str]:
        v = self.voice
        yield v.pick(
            "“三公”经费支出决算情况说明",
            "财政拨款“三公”经费支出决算情况说明",
            "一般公共预算财政拨款“三公”经费支出决算情况说明",
        )
        plan, now, before = (
            three(*each)
            for each in ((self.facts.now, "budget"), (self.facts.now, "actual"), (self.facts.before, "actual"))
        )
        if not self.facts.now.three_public and not before["total"] and v.rng.random() < 0.6:
            yield f"{v.year}年度{self.own}没有“三公”经费支出。"
            return
        subheads = v.rng.random() < 0.5
        if subheads:
            yield "（一）“三公”经费财政拨款支出决算总体情况说明。"
        word = v.pick("预算", "全年预算")
        yield f"{v.year}年度“三公”经费财政拨款支出{word}为{v.money(plan['total'], 'budget')}，支出决算为{v.money(now['total'])}{v.completed(plan['total'], now['total'], word)}{v.against(plan['total'], now['total'], v.reason()).replace('年初', '')}。"
        yield f"“三公”经费财政拨款支出决算数{v.change(now['total'], before['total'], v.reason())}。"
        if subheads:
            yield "（二）“三公”经费财政拨款支出决算具体情况说明。"
        if v.rng.random() < 0.3:
            yield from self._together(plan, now, before)
        yield from self._expenses(plan, now, before, word)

    def _together(self, plan: dict[str, int], now: dict[str, int], before: dict[str, int]) -> Iterator[str]:
        """All the expenses in one sentence each: how far the budget was used, the changes, the shares."""
        v = self.voice
        names = {"abroad": "因公出国（境）费", "vehicles": "公务用车购置及运行维护费", "reception": "公务接待费"}
        done = [
            f"{name}支出决算为{v.money(now[part])}{v.completed(plan[part], now[part], '预算')}"
            for part, name in names.items()
        ]
        yield f"其中：{'；'.join(done)}。"
        link = v.pick("比上年", f"比{v.year - 1}年度")
        moved = [f"{name}支出{v.change(now[part], before[part], '', link)}" for part, name in names.items()]
        yield f"{v.year}年度“三公”经费支出{v.change(now['total'], before['total'], '', link)}，其中：{'；'.join(moved)}。"
        if v.rounded(now["total"]):
            shares = [
                f"{name}支出决算{v.money(now[part])}，占{v.rate(now[part], now['total'], 'share_percent')}"
                for part, name in names.items()
            ]
            yield f"{v.year}年度“三公”经费财政拨款支出决算中，{'；'.join(shares)}。"

    def _expenses(self, plan: dict[str, int], now: dict[str, int], before: dict[str, int], word: str) -> Iterator[str]:
        v = self.voice
        rng = v.rng

        def of(part: str, name: str) -> str:
            said = f"{name}支出{word}为{v.money(plan[part], 'budget')}，支出决算为{v.money(now[part])}{v.completed(plan[part], now[part], word)}"
            share = (
                f"，占{v.rate(now[part], now['total'], 'share_percent')}" if now["total"] and rng.random() < 0.3 else ""
            )
            return f"{said}{share}。决算数{v.change(now[part], before[part], v.reason())}"

        groups, persons = (rng.randrange(1, 4), rng.randrange(4, 20)) if now["abroad"] else (0, 0)
        yield f"1.{of('abroad', '因公出国（境）费')}。全年{v.pick('安排', '使用财政拨款安排')}因公出国（境）团组{groups}个，累计{persons}人次。"
        name = v.pick("公务用车购置及运行费", "公务用车购置及运行维护费")
        yield f"2.{of('vehicles', name)}。其中："
        bought, kept = rng.randrange(1, 4) if now["vehicle_purchase"] else 0, self._kept()
        yield f"公务用车购置费支出{v.money(now['vehicle_purchase'])}，{v.pick('购置公务用车', '本年度购置公务用车')}{bought}辆。"
        stock = v.pick(
            f"截至{v.year}年12月31日，开支财政拨款的公务用车保有量为{kept}辆", f"{v.year}年末公务用车保有量{kept}辆"
        )
        yield f"公务用车运行{v.pick('维护费', '费')}支出{v.money(now['vehicle_running'])}{'，主要用于燃料费、维修费、保险费等' if v.rounded(now['vehicle_running']) else ''}。{stock}。"
        yield f"3.{of('reception', '公务接待费')}。"
        visits, guests = (rng.randrange(1, 30), rng.randrange(30, 300)) if now["reception"] else (0, 0)
        yield v.pick(
            f"{v.year}年国内公务接待{visits}批次，{guests}人次；国（境）外公务接待0批次，0人次。",
            f"其中：国内接待费{v.money(now['reception'])}，共接待国内来访团组{visits}个、{guests}人次（不包括陪同人员）；外事接待费{v.money(0)}，接待0批次，0人次。",
        )

    def _kept(self) -> int:
        """Vehicles kept, the same wherever they are named."""
        running = three(self.facts.now, "actual")["vehicle_running"]
        return 1 + self.facts.small[0] % 5 if running else 0

    def _fund(self) -> Iterator[str]:
        v, now = self.voice, self.facts.now
        yield v.pick("政府性基金预算财政拨款收入支出决算情况说明", "政府性基金预算财政拨款支出决算情况说明")
        fund = ["government_fund"]
        amounts = opening(now, fund), came(now, fund), spent(now, fund), closing(now, fund)
        if not any(amounts):
            yield v.pick(
                f"{self.own}{v.year}年度没有政府性基金预算财政拨款收入，也没有使用政府性基金安排的支出。",
                f"{v.year}年度政府性基金预算财政拨款本年收入{v.money(0)}，本年支出{v.money(0)}。",
            )
            return
        yield f"{v.year}年度政府性基金预算财政拨款年初结转和结余{v.money(amounts[0])}，本年收入{v.money(amounts[1])}，本年支出{v.money(amounts[2])}，年末结转和结余{v.money(amounts[3])}。{v.pick('', '支出主要用于以下方面：')}"
        for code, fen in by_code(now, 7, fund).items():
            names = [classifications.name(code[:width], v.year) or "" for width in (3, 5, 7)]
            title = "".join(f"{name}（{level}）" for name, level in zip(names, "类款项", strict=True) if name)
            yield f"{title}支出决算为{v.money(fen)}{'，主要用于相关项目' if v.rounded(fen) else ''}。"

    def _capital(self) -> Iterator[str]:
        v, total = self.voice, spent(self.facts.now, ["state_capital"])
        yield "国有资本经营预算财政拨款支出决算情况说明"
        if not total:
            yield v.pick(
                f"{self.own}{v.year}年度没有使用国有资本经营预算安排的支出。",
                f"{v.year}年度国有资本经营预算财政拨款支出{v.money(0)}。",
            )
            return
        yield f"{v.year}年度国有资本经营预算财政拨款{v.pick('本年', '')}支出{v.money(total)}{v.pick('', '，用于解决历史遗留问题')}。"

    def _operating(self) -> Iterator[str]:
        v, facts = self.voice, self.facts
        yield v.pick("机关运行经费支出情况说明", "机关运行经费支出说明", "机关运行经费支出情况")
        now, before = (sum(economic(each, False).values()) for each in (facts.now, facts.before))
        if not facts.is_office or not now:
            yield v.pick(
                f"{self.own or '本单位'}为事业单位，没有机关运行经费。",
                f"{v.year}年度机关运行经费支出{v.money(0)}。本单位不在机关运行经费统计范围之内。",
            )
            return
        own = v.pick(self.own, f"{self.own}{v.year}年度", f"{v.year}年度{self.own}")
        yield f"{own}机关运行经费支出{v.money(now)}，{v.change(now, before, v.reason())}。"
        if v.rng.random() < 0.3:
            plan = now * v.rng.randrange(60, 140) // 100
            yield f"其中，机关运行经费年初预算{v.money(plan, 'budget')}{v.completed(plan, now)}{v.against(plan, now, v.reason())}。"

    def _procurement(self) -> Iterator[str]:
        v, parts = self.voice, self.facts.purchases
        total = sum(parts)
        yield v.pick("政府采购支出情况说明", "政府采购支出说明", "政府采购支出情况")
        names = ("货物", "工程", "服务")
        said = "、".join(f"政府采购{name}支出{v.money(fen)}" for name, fen in zip(names, parts, strict=True))
        text = f"{v.pick('', f'{v.year}年度')}{self.own}政府采购支出总额{v.money(total)}，其中：{said}。"
        if total and v.rng.random() < 0.7:
            some = total * self.facts.small[0] // 100
            micro = some * self.facts.small[1] // 100
            text += f"授予中小企业合同金额{v.money(some)}，占政府采购支出总额的{v.rate(some, total, 'share_percent')}，其中：授予小微企业合同金额{v.money(micro)}，占{v.pick('授予中小企业合同金额', '政府采购支出总额')}的"
            lower = some if text.endswith("授予中小企业合同金额的") else total
            text += f"{v.rate(micro, lower, 'share_percent')}。"
        yield text

    def _assets(self) -> Iterator[str]:
        v, kept = self.voice, self._kept()
        yield v.pick("国有资产占用情况说明", "国有资产占用情况", "国有资产占有使用情况说明")
        office = v.rng.randrange(kept + 1)
        yield f"截至{v.year}年12月31日，{self.own}共有车辆{kept}辆，其中：副部（省）级及以上领导用车0辆、主要领导干部用车0辆、机要通信用车{office}辆、应急保障用车0辆、执法执勤用车{kept - office}辆、特种专业技术用车0辆、其他用车0辆；单价100万元以上{v.pick('设备', '专用设备')}（不含车辆）{v.rng.randrange(3)}台（套）。"

    def _performance(self) -> Iterator[str]:
        v, facts = self.voice, self.facts
        yield v.pick("预算绩效情况说明", "预算绩效管理情况说明", "关于预算绩效情况的说明")
        total = sum(done for _, _, done in facts.projects)
        if not facts.projects:
            yield f"{self.own or '本单位'}{v.year}年度没有项目支出，未开展项目绩效自评。"
            return
        yield f"根据预算绩效管理要求，{self.own or '本单位'}组织对{v.year}年度一般公共预算项目支出全面开展绩效自评，共涉及项目{len(facts.projects)}个，资金{v.money(total)}，占一般公共预算项目支出总额的{v.rate(total, total, 'share_percent')}。"
        for number, (name, plan, done) in enumerate(facts.projects, 1):
            score = forms.total(plan, done, v)
            scored = f"，自评得分{score:f}分" if score and v.rng.random() < 0.5 else ""
            rate = f"，完成预算的{v.rate(done, plan, 'completion_percent')}" if v.rounded(plan) else ""
            yield f"{number}.{name}项目绩效自评综述：项目全年预算数为{v.money(plan, 'budget')}，执行数为{v.money(done)}{rate}{scored}。主要产出和效果：按计划开展{v.rng.randrange(2, 40)}次活动，服务群众{v.rng.randrange(100, 9000)}人次。发现的问题及原因：个别任务启动较晚。下一步改进措施：加快项目进度。"


Section = Callable[[], Iterator[str]]
