# ruff: noqa: E501 - a sentence in one piece is easier to read than a broken one
"""How one office says numbers in sentences: unit, decimals, words for changes; every number marked with its meaning.

A marked number is ``⟦123.45万元¦amount¦2023⟧``: what is printed, the measure, the year. ``plain`` takes the marks away,
``claims`` lists what they say, so that a reader can be held to it and a fault can be put exactly there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

MARK = re.compile(r"⟦([^⟧¦]*)¦([^⟧¦]*)¦([^⟧¦]*)⟧")
_YUAN = {"万元": 1_000_000, "元": 100}
_REASONS = (
    "人员变动",
    "严格执行过紧日子要求",
    "工作任务调整",
    "社会保险缴费基数调整",
    "部分项目跨年度实施",
    "按照规定调整预算",
    "压减一般性支出",
    "政策性调资",
)
_FLAT = (
    "与上年持平",
    "与上年相同",
    "较上年无变化",
    "与上年度相比没有增减",
    "与{before}年度持平",
    "较上年增加{zero}，增长{rate}",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One number that was said: as printed, unit included."""

    printed: str
    measure: str
    year: int


def plain(text: str) -> str:
    """A text without its marks."""
    return MARK.sub(r"\1", text)


def claims(text: str) -> list[Claim]:
    """What the marks of a text say."""
    return [Claim(found[1], found[2], int(found[3])) for found in MARK.finditer(text)]


@dataclass(frozen=True, slots=True)
class Voice:
    """``strips``: zeros at the end are dropped; ``of_printed``: changes and rates are reckoned from printed numbers."""

    rng: Random
    year: int
    unit: str
    decimals: int
    thousands: bool
    strips: bool
    rate_decimals: int
    of_printed: bool
    up: str
    down: str
    grew: str
    fell: str
    flat: str
    link: str

    @staticmethod
    def drawn(rng: Random, year: int, unit: str) -> "Voice":
        """A voice at random; the text has the tables' unit or, where those are in 元, often 万元."""
        said = unit if unit == "万元" or rng.random() < 0.5 else "万元"
        grew, fell = rng.choice(
            (("增长", "下降"), ("增长", "下降"), ("增长", "减少"), ("上升", "下降"), ("增幅", "降幅"), ("增长", "降低"))
        )
        return Voice(
            rng=rng,
            year=year,
            unit=said,
            decimals=2 if said == "元" else rng.choice((2, 2, 2, 2, 2, 2, 1, 0)),
            thousands=rng.random() < 0.25,
            strips=rng.random() < 0.4,
            rate_decimals=rng.choice((2, 2, 2, 1, 0)),
            of_printed=rng.random() < 0.5,
            up=rng.choice(("增加", "增加", "增长")),
            down=rng.choice(("减少", "减少", "下降")),
            grew=grew,
            fell=fell,
            flat=rng.choice(_FLAT),
            link=rng.choice(
                ("比上年", "较上年", "与上年相比，", "与{before}年度相比，", "比{before}年度", "同比", "比上年决算数")
            ),
        )

    def pick(self, *texts: str) -> str:
        """One of the texts."""
        return self.rng.choice(texts)

    def number(self, fen: int) -> str:
        """An amount without its unit."""
        return self._text(self.rounded(fen), self.decimals)

    def rounded(self, fen: int) -> Decimal:
        """An amount as it is printed."""
        exact = Decimal(fen) / _YUAN[self.unit]
        return exact.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)

    def money(self, fen: int, measure: str = "amount", year: int = 0) -> str:
        """A marked amount."""
        return self.mark(self.number(fen) + self.unit, measure, year)

    def mark(self, text: str, measure: str, year: int = 0) -> str:
        """A marked text."""
        return f"⟦{text}¦{measure}¦{year or self.year}⟧"

    def rate(self, part: int, of: int, measure: str) -> str:
        """A marked percentage."""
        return self.mark(f"{self.percent(part, of)}%", measure)

    def percent(self, part: int, of: int) -> str:
        """A percentage without its sign."""
        upper, lower = (self.rounded(part), self.rounded(of)) if self.of_printed else (Decimal(part), Decimal(of))
        return self._rate(upper / lower if lower else Decimal(0))

    def change(self, now: int, before: int, reason: str = "", link: str = "") -> str:
        """How an amount changed, with a reason if there is one; ends without a stop."""
        link = (link or self.link).format(before=self.year - 1)
        step = self.rounded(now) - self.rounded(before) if self.of_printed else self.rounded(now - before)
        if not step:
            zero, rate = self._text(Decimal(0), self.decimals) + self.unit, self._rate(Decimal(0)) + "%"
            marked = {"zero": self.mark(zero, "change"), "rate": self.mark(rate, "change_percent")}
            return self.flat.format(before=self.year - 1, **marked)
        up = step > 0
        amount = self.mark(self._text(abs(step), self.decimals) + self.unit, "change")
        text = f"{link}{self.up if up else self.down}{amount}"
        text += self._growth(now, before, step, up)
        return text + (self.pick("，主要原因是", "，主要是", "。主要原因：", "，原因是") + reason if reason else "")

    def _growth(self, now: int, before: int, step: Decimal, up: bool) -> str:
        lower = self.rounded(before) if self.of_printed else Decimal(before)
        if not lower or not self.rounded(before):
            return self.pick("", "，上年为0，无法计算增长率", "（上年无此项支出）", "，上年无此项，不适用增幅")
        upper = abs(step) if self.of_printed else abs(Decimal(now - before))
        return f"，{self.grew if up else self.fell}{self.mark(self._rate(upper / lower) + '%', 'change_percent')}"

    def reason(self) -> str:
        """A reason without an amount."""
        first, second = self.rng.sample(_REASONS, 2)
        return self.pick(first, first, f"{first}和{second}", f"一是{first}；二是{second}")

    def reasons(self, step: int) -> str:
        """Reasons with amounts, which make up part of a change of ``step`` 分."""
        part = abs(step) * self.rng.randrange(20, 70) // 100
        if not self.rounded(part):
            return self.reason()
        word = "增加" if step > 0 else "减少"
        first, _ = self.rng.sample(("人员经费", "项目经费", "设备购置经费"), 2)
        amount = self.mark(self.number(part) + self.unit, "reason")
        return self.pick(f"{first}{word}{amount}", f"{word}{first}{amount}，其余为{self.rng.choice(_REASONS)}")

    def completed(self, plan: int, done: int, word: str = "年初预算") -> str:
        """How far a budget was used up, if that can be said."""
        if not self.rounded(plan):
            return self.pick("", f"，{word}为0，无法计算完成率", f"，{word}未安排，不适用完成比例")
        return f"，完成{word}的{self.rate(done, plan, 'completion_percent')}"

    def against(self, plan: int, done: int, reason: str) -> str:
        """Whether more or less was spent than planned, and why."""
        if self.rounded(plan) == self.rounded(done):
            return self.pick("", "，决算数等于预算数", "，决算数与预算数持平", "。决算数与年初预算数一致")
        word = "大于" if done > plan else "小于"
        return f"{self.pick('，', '。')}决算数{word}{self.pick('', '年初')}预算数的{self.pick('主要', '')}原因{self.pick('是', '：')}{reason}"

    def _text(self, value: Decimal, decimals: int) -> str:
        text = f"{value:,.{decimals}f}" if self.thousands else f"{value:.{decimals}f}"
        return text.rstrip("0").rstrip(".") if self.strips and "." in text else text

    def _rate(self, share: Decimal) -> str:
        text = f"{(share * 100).quantize(Decimal(1).scaleb(-self.rate_decimals), ROUND_HALF_UP):f}"
        return text.rstrip("0").rstrip(".") if self.strips and "." in text else text

    def listed(self, parts: Sequence[str], between: str = "；") -> str:
        """Parts in a row."""
        return between.join(parts)
