"""The outcome of a rate that a sentence prints, when the amounts around it give another one."""

from decimal import Decimal

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._ratios import Compared
from builder.checks._spoken import Spoken, said_zh
from builder.frozen import frozen
from builder.model.disclosure import Statement

ROUGH = "文中说的是约数"
OF_ANOTHER = "与同一段里另一项的金额相符，不能断定说的是哪一项"
BASELESS = "没有说到算这个百分比所需的金额"
ZERO = "基数为零，没有百分比可言，见 RAT005"


def subject_of(statement: Statement) -> str:
    """The subject of a statement in the ledger: its public name, which has no blanks, without the first part."""
    return statement.key.partition("/")[2]


@frozen
class Kind:
    """What kind of rate is compared, in Chinese and English.

    ``severity`` is empty where it is the rule's own; ``hint`` is a sentence about what else the printed rate may be.
    """

    zh: str
    en: str
    severity: str = ""
    hint: str = ""

    def outcome(self, case: Case, spoken: Spoken, compared: Compared) -> Outcome:
        """The outcome of a compared rate."""
        fault = self._fault(case, spoken.statement, compared) if compared.state == "failed" else None
        return Outcome(subject_of(spoken.statement), compared.state, "", fault)

    def _fault(self, case: Case, statement: Statement, compared: Compared) -> Fault:
        nearest, figure = compared.nearest, compared.nearest.figure
        numbers = [f"“{source.subject}”{said_zh(source)}" for source in nearest.sources]
        if figure:
            numbers.append(f"{wording.cell_zh(case.disclosure, figure)} {figure.amount.printed} {figure.amount.unit}")
        printed, expected = statement.value, compared.expected
        gap = wording.number(abs(abs(printed) - abs(expected)))
        beside = "（差在最后一位，可能是没有四舍五入）" if compared.severity else ""
        return Fault(
            message=f"“{statement.subject}”的{self.zh}印为 {printed:f}%；按{'、'.join(numbers)}，{nearest.formula}为 "
            f"{expected:f}%，相差 {gap} 个百分点{beside}。{_units(compared) or self.hint}",
            message_en=f"{self.en} of {statement.subject}: {printed:f}% is printed; the amounts in the text give "
            f"{expected:f}%.",
            severity=compared.severity or self.severity,
            printed=wording.number(printed),
            expected=wording.number(expected),
            difference=wording.number(printed - expected),
            tolerance=wording.tolerance(_tolerance(compared)),
            figures=(figure,) if figure else (),
            places=(statement.location, *dict.fromkeys(source.location for source in nearest.sources)),
            explains=tuple(_wrong_unit(source) for source in nearest.sources) if _units(compared) else (),
        )


def _units(compared: Compared) -> str:
    """That the two numbers are printed in different units, and what they give in one."""
    sources = compared.nearest.sources
    if len(sources) == 2 and sources[0].unit != sources[1].unit and sources[1].value:
        alike = sources[0].value / sources[1].value * 100
        return f"这两个数的单位印得不同（{sources[0].unit}、{sources[1].unit}）；若单位相同，则为 {alike:.2f}%。"
    return ""


def _wrong_unit(source: Statement) -> tuple[str, str]:
    """The rule about a unit that is wrong by ten thousand, and what it calls the number: the cause of such a rate."""
    return "NAM008", wording.subject(source.sentence, source.subject, source.measure, wording.number(source.value))


def _tolerance(compared: Compared) -> Decimal:
    """How far the interval of the computed rate reaches, rounded up to something readable."""
    interval = compared.nearest.interval
    return ((interval.high - interval.low) / 2).quantize(Decimal("0.0001"))
