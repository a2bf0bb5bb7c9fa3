"""A sentence that says how many cars there were, came and went, and are left."""

import re
from collections.abc import Iterator, Sequence

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._sought import Sought
from builder.checks._spoken import is_rough, said_zh, sentence_text
from builder.model.disclosure import Statement
from builder.standards.text import key

_MARKS = Sought("年初公务用车", "年初车辆", "年初保有量", "年初实有")
_CARS = "(?:公务用?车|车辆|用车)?"
_OPENING = re.compile(f"年初(?:实有|共有)?{_CARS}(?:实有|保有)?(?:量|数量?)?")
_CLOSING = re.compile(f"年[末底](?:实有|共有)?{_CARS}(?:实有|保有)?(?:量|数量?)?")
_CAME = re.compile(f"(?:本年度?|当年|年内)?(?:新增|增加|购置|购入|购买|调入|划入|接收){_CARS}")
_WENT = re.compile(f"(?:本年度?|当年|年内)?(?:报废|处置|减少|调出|划出|拍卖|移交|上交){_CARS}")
_UNITS = ("辆", "台")
_UNSURE = re.compile("其中|包括|分别|[（(]|系|含|尚未|(?<!接)待|手续|核销|次年|下年|登记|上牌|封存|更新|拟")
"""Words of a sentence that may count a car twice, or one that is gone, or has come, by the year after only."""


def fleets(case: Case) -> Iterator[Outcome]:
    """Every sentence with the cars at the beginning and at the end of the year, and those that came or went."""
    if not case.prose.at(_MARKS):
        return
    for paragraph in case.statements.paragraphs:
        sentences: dict[str, list[Statement]] = {}
        for each in paragraph.said:
            if each.unit in _UNITS and each.measure in ("count", "change"):
                sentences.setdefault(each.sentence, []).append(each)
        for sentence, said in sentences.items():
            if len(said) > 2:
                yield from _outcome(case, wording.subject(sentence, "fleet"), said)


def _name(statement: Statement) -> str:
    """What a number is of; of one without a name of its own, whether it came or went (报废1辆，增加1辆)."""
    is_named = statement.measure != "change" or statement.subject in statement.text
    return key(statement.subject if is_named else statement.text.partition(f"{statement.value:f}")[0])


def _outcome(case: Case, subject: str, said: Sequence[Statement]) -> Iterator[Outcome]:
    """The outcome of a sentence in which each number is one of these, beginning and end once; else none."""
    names = [_name(each) for each in said]
    ends = [[at for at, name in enumerate(names) if end.fullmatch(name)] for end in (_OPENING, _CLOSING)]
    if any(len(found) != 1 for found in ends):
        return
    first, last = (said[found[0]] for found in ends)
    moves = [(each, name) for each, name in zip(said, names, strict=True) if each not in (first, last)]
    signs = [1 if _CAME.fullmatch(name) else -1 if _WENT.fullmatch(name) else 0 for _, name in moves]
    if any(not sign and each.value for sign, (each, _) in zip(signs, moves, strict=True)):
        return
    if any(map(is_rough, said)):
        yield Outcome(subject, "not_checked", "文中说的是约数")
        return
    left = first.value + sum(sign * each.value for sign, (each, _) in zip(signs, moves, strict=True))
    if left == last.value:
        yield Outcome(subject, "passed")
        return
    if _UNSURE.search(sentence_text(case.disclosure, last)):
        yield Outcome(subject, "not_checked", "有的车辆可能说了两次，或者还没有办完手续")
        return
    listed = "、".join(f"{each.subject}{said_zh(each)}" for each in said if each is not last)
    yield Outcome(
        subject,
        "failed",
        fault=Fault(
            message=f"文中说{listed}，算到年末为 {left:f} {last.unit}，而“{last.subject}”印为 {said_zh(last)}。",
            message_en=f"By the cars that came and went {left:f} are left; {last.value:f} are printed.",
            severity="warning",
            printed=wording.number(last.value),
            expected=wording.number(left),
            difference=wording.number(last.value - left),
            places=tuple(dict.fromkeys(each.location for each in said)),
        ),
    )
