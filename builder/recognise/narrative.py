"""The figures that the sentences say, one statement each, with the line where the number stands.

A paragraph is read from number to number. What stands between two numbers says what the second one is: whose it is
(the subject, else the last one named), of which year, and what kind. Rows of tables and pages that were read by text
recognition say nothing here.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from builder.model.disclosure import Identity, Statement
from builder.recognise.clauses import CLOSED_PAIR, COMMA, STOP, OneLine, clauses, counted_behind, said_text
from builder.recognise.heard import Heard, gives_reason
from builder.recognise.measures import Context, said
from builder.recognise.partsof import with_parts
from builder.recognise.passages import Paragraph
from builder.recognise.planned import Planned
from builder.recognise.quantities import Quantity, quantities
from builder.recognise.reasons import Placed, with_reasons
from builder.recognise.sides import side, spent
from builder.recognise.subjects import economic_code, named_code, own_names, subject

_BRACKETS = re.compile("[（()）]")
_WHOLE_OF = re.compile(r"占(?!用|地|比)(?!.*预算[^，]{0,6}$)[^，]{2,}")
_ALL_OF = re.compile(r"占(?=全部|全体|所有|应)[^，]{2,}")
"""The number of all, of which the number before it is a part (占全部项目10个的90%)."""
_COMPARES = re.compile(r"(?:与|同|比|较)(?:上一?年|去年|20\d\d年)")
_OF_MONEY = ("费", "支出", "收入", "经费", "资金", "拨款", "金额", "补助", "补贴", "奖金", "工资", "预算", "项目")
"""A reason that names none of these is that of the whole (原因是厉行节约，与上年相比减少1万元)."""
_ITEMISED = re.compile(r"人员经费|公用经费|经济分类")
_SECTION_ENDS = re.compile(r"(?:支出|收入)?(?:决算|预算)?(?:总体|具体|结构|安排|支出)?(?:情况)?的?(?:说明)?[。:：]?$")
_ATTACHED = re.compile(r"^[^，,；;：:、（(]+[，,；;：:]")
"""The rest of the clause of the number before, as in ``358家单位，38491名``."""
_FORM = re.compile(r"[一二三]级\s*指标")
_TABLE_ROW = re.compile(r"\d \d")
_LABEL_END = re.compile(r"[（(][类款项][）)]|^\S{0,30}(?:[费金出入资贴品务]|费用)$")
_PARTS = re.compile("其中|包括")
"""Behind these words stand parts: the next sentence speaks again of the whole."""
_PURPOSE = re.compile(r"^(?:主要)?(?:用于|是用于|反映|包括|是|指)")
_ANSWER = re.compile(r"事项[：:]")
"""What stands behind it is told of what was named before (结转和结余事项：…)."""
_ITEM = re.compile(
    r"^(?P<name>.{2,100}?[（(][类款项][）)])[，,：:]?(?=(?:主要)?(?:是?用于|反映|包括)|(?:该|此)?(?:科目|项目)?主要)"
)
"""A marked name behind which stands what the money is for (``…（款）…（项），主要用于…``)."""
_BEGINS_ITEM = re.compile(r"^[“\"]?[^，,。；;：:]{2,100}[（(]项[）)]")
_NUMBERED = re.compile(r"\s*(?:[（(]?\d{1,2}(?:[)）、]|[.．](?!\d))|[（(][一二三四五六七八九十]{1,3}[)）])")
"""These begin a paragraph about an item, whatever the paragraph before it led up to (``其中：``)."""
_OF_THE_ITEM = frozenset(("", "当年支出"))
"""What the last clause of a sentence about an item may speak of, and mean the item."""
_POSTS, _OF_THE_POSTS = ("编制", "编制数"), frozenset(("实际", "实有", "实有人数"))
"""Behind the posts that an office may fill: how many it has filled (行政编制9人，实际8人)."""
_SUMMARY = re.compile(r"(?:自评|项目)综述$")
_EVALUATED = re.compile(
    r"(?:绩效|自评|指标|预算执行|执行率)[^，。]{0,12}(?:情况|分析|得分|目标|结果)$|(?:问题和|存在的?)[^，。]{0,6}(?:问题|原因)$"
)
"""A heading of a report on performance: it says what follows, not of whom."""
_ASPECT = re.compile(r"^(?:实际)?(?:资金|经费)?(?:到位|下达|拨付)(?:资金|经费)?(?:金额|数)?(?:为|共)*(?=[\d,.]*$)")
_SHARE_OF = re.compile(r"[^占，。；]{3,}占(?:比)?(?:为)?$")
_ABOUT_OTHERS = ("share_percent", "completion_percent", "score")
_CHANGES = ("change", "change_percent")
_MORE_THAN_A_NAME = re.compile("[，,；;]|。.")
_LONGEST_SUBJECT = 80


def statements(told: Iterable[Paragraph], identity: Identity, skipped: Collection[int] = ()) -> tuple[Statement, ...]:
    """The statements of ``paragraphs`` in reading order; ``skipped`` are the pages whose text must not be trusted."""
    reader = _Reader(identity, own_names(identity.entity_name), Heard(identity.fiscal_year))
    found: list[Statement] = []
    for number, (section, paragraph) in enumerate(told, start=1):
        if len(paragraph[0].cells) < 2 and paragraph[0].location.page not in skipped:
            found += reader.read(section, OneLine.of(paragraph, number))
    return tuple(found)


def _moved_too(statement: Statement, before: Sequence[Placed], lead: str) -> Statement:
    """A count joined to one that is a change is a change, too (比上年减少4批次、38人次)."""
    if lead != "、" or statement.measure != "count" or not before or before[-1][1].measure != "change":
        return statement
    return replace(statement, measure="change", direction=before[-1][1].direction)


@dataclass(slots=True)
class _Reader:
    """What is known while reading on: whom the text spoke of last, of which year, whether it gives reasons."""

    identity: Identity
    names: tuple[str, ...]
    heard: Heard
    section: str = ""
    head: str = ""
    last: str = ""
    code: str = ""
    itemised: bool = False
    outer: list[tuple[str, str, str]] = field(default_factory=list)
    money: tuple[str, str] | None = None
    counted: str = ""
    planned: Planned = field(default_factory=Planned)
    before: str = ""

    def read(self, section: str, paragraph: OneLine) -> Iterator[Statement]:
        """The statements of a paragraph; a paragraph without any may name the subject of the next one."""
        if section != self.section:
            self._enter(section)
        at = 0
        said: list[Placed] = []
        self.outer = []
        self._begin()
        if _BEGINS_ITEM.match(paragraph.text) or _NUMBERED.match(paragraph.lines[0].text):
            self.head = ""
        found = [] if len(_FORM.findall(paragraph.text)) > 1 else list(quantities(paragraph.text))
        for quantity in found:
            lead = paragraph.text[at : quantity.start]
            clause = self._follow(lead)
            follows = at > 0 and len(clause) == len(lead)
            if follows:
                clause = _ATTACHED.sub("", clause)
            statement = self._statement(clause, quantity, paragraph, follows)
            if statement:
                said.append((quantity.start, _moved_too(statement, said, lead)))
            at = quantity.end
        self._follow(paragraph.text[at:] if found else paragraph.text)
        if not found and paragraph.text != section:
            self._name(paragraph.text)
        if len(said) > 1:
            said = list(with_parts(paragraph.text, said))
        yield from with_reasons(paragraph.text, said)

    def _enter(self, section: str) -> None:
        self.section, self.money = section, None
        self._return()
        self.itemised = "基本支出" in section or bool(_ITEMISED.search(section))

    def _return(self) -> None:
        """The text speaks of what its section is about."""
        about = _SECTION_ENDS.sub("", subject(self.section, self.names))[:_LONGEST_SUBJECT]
        self.last = "" if about.endswith("差异") else about
        self.code, self.head = "", ""

    def _begin(self) -> None:
        """A new sentence: it is of the disclosure's year again, and no longer gives reasons."""
        self.heard.begin()
        self.planned.begin()

    def _follow(self, lead: str) -> str:
        """Take in what stands before a number, sentence by sentence; returns the rest of the last sentence."""
        *ended, rest = STOP.split(lead)
        for sentence in ended:
            self._hear(sentence)
            self._label(sentence)
            self._begin()
        if ended and self.head:
            self.last, self.head = self.head, ""
        self._turn(rest if not ended else lead)
        self._hear(rest)
        return rest

    def _turn(self, lead: str) -> None:
        """Brackets: behind the closing one the text speaks again of what it spoke of before the opening one."""
        if not _BRACKETS.search(lead):
            return
        for bracket in _BRACKETS.findall(CLOSED_PAIR.sub("", lead)):
            if bracket in "（(":
                self.outer.append((self.last, self.code, self.head))
                if lead.startswith(bracket):
                    self.planned.bracket_opens()
            elif self.outer:
                self.last, self.code, self.head = self.outer.pop()
                self.planned.parts_end()

    def _hear(self, text: str) -> None:
        self.heard.listen(text)
        if "综述" in text:
            self._sum_up(text)
        self.itemised = self.itemised or bool(_ITEMISED.search(text))
        if _PARTS.search(text) and not self.heard.reason:
            self.head = self.head or self.last
            self.planned.parts_follow()

    def _sum_up(self, text: str) -> None:
        """A clause that begins to sum up a project (…项目自评综述) names it."""
        for clause in COMMA.split(text):
            if _SUMMARY.search(clause):
                self.last, self.code, self.head = subject(clause, self.names)[:_LONGEST_SUBJECT], "", ""

    def _label(self, sentence: str) -> None:
        """A sentence that is only a name (``1.…（类）…（款）…（项）。``) is the subject of what follows."""
        if _PURPOSE.match(sentence) or _ANSWER.search(sentence):
            return
        item = _ITEM.match(sentence)
        if item:
            self._name(item["name"])
        elif named_code(sentence) or (_LABEL_END.search(sentence) and len(sentence) <= _LONGEST_SUBJECT):
            self._name(sentence)

    def _name(self, text: str) -> None:
        if len(text) > _LONGEST_SUBJECT or _MORE_THAN_A_NAME.search(text):
            return
        name = subject(text.rstrip("。：:"), self.names)
        if name and _EVALUATED.search(name):
            self._return()
        elif name:
            self.last, self.code, self.head = name, self._code(name), ""

    def _last(self, clause: str) -> str:
        """The last clause before a number; 的 alone goes on from the number before (完成年初预算100万元的98%)."""
        last = clauses(clause)[-1]
        before, self.before = self.before, last
        return before + last if last == "的" else last

    def _subject(self, clause: str, quantity: Quantity, paragraph: OneLine) -> tuple[str, str]:
        """The nearest clause that names something; without one it is what was named last."""
        item = _ITEM.match(clause)
        parts = clauses(clause)
        if item and (quantity.is_money or quantity.is_rate) and subject(parts[-1], self.names) in _OF_THE_ITEM:
            parts = [item["name"]]
        if not quantity.is_money and not quantity.is_rate:
            if parts[-1] in _OF_THE_POSTS and self.last.endswith(_POSTS):
                return self.last + parts[-1], ""
            named = parts[-1][1:] if _ALL_OF.match(parts[-1]) else parts[-1]
            name = subject(named, self.names) + counted_behind(quantity, paragraph)
            if name:
                return name[-_LONGEST_SUBJECT:], ""
        for place, part in enumerate(reversed(parts)):
            if place and part[-1:].isdigit():
                continue  # a number without a unit, of which this clause is not
            whole = quantity.is_money and _WHOLE_OF.match(part)
            name = self._named(part[1:] if whole else part)
            if place and _COMPARES.match(parts[-1]) and gives_reason(part) and not name.endswith(_OF_MONEY):
                break
            if name and name in _OF_THE_ITEM and self.code:
                return self.last, self.code
            if name and _ASPECT.match(name) and self.last:
                return (self.last + name)[-_LONGEST_SUBJECT:], ""
            if name:
                return name[-_LONGEST_SUBJECT:], self._code(name)
        return self.last or parts[-1][-_LONGEST_SUBJECT:], self.code

    def _named(self, part: str) -> str:
        return (
            side(part, self.names, self.last, is_budget=self.identity.kind == "budget")
            or subject(part, self.names)
            or spent(part, self.last, self.head)
            or self._office(part)
        )

    def _office(self, part: str) -> str:
        """The name of the office that speaks, where the clause names nothing else: it is about the whole of it."""
        said = (name for name in self.names if name and name in part)
        return next((name for name in said if re.search(rf"{re.escape(name)}\d{{4}}年", part)), "")

    def _go_on(self, name: str, code: str, measure: str, last: str, quantity: Quantity) -> None:
        """What is spoken of from here on, if the statement made of the clause ``last`` names it."""
        whole = _WHOLE_OF if quantity.is_money else _ALL_OF
        aside = self.heard.reason or (not quantity.is_rate and whole.match(last))
        if not aside and measure not in _ABOUT_OTHERS and not _ASPECT.search(name[len(self.last) :]):
            self.last, self.code = name, code
            self._remember(quantity)
        elif (
            measure == "share_percent"
            and not self.heard.reason
            and _SHARE_OF.match(last.strip())
            and subject(last, self.names) == name
        ):
            self.last, self.code = name, code  # its amount may stand behind it: 事业收入占1.77%，计35.20万元

    def _remember(self, quantity: Quantity) -> None:
        """Whether what was spoken of last has an amount of money or is only counted."""
        if quantity.is_money:
            self.money, self.counted = (self.last, self.code), ""
        elif not quantity.is_rate:
            self.counted = self.last

    def _code(self, name: str) -> str:
        """The code that a subject names; its 类 may stand in the heading."""
        below = "款" in name and "类" not in name
        return named_code(self.section + name if below else name)

    def _statement(self, clause: str, quantity: Quantity, paragraph: OneLine, follows: bool) -> Statement | None:
        """The statement of a quantity; one that ``follows`` another in its sentence may be a change of that."""
        last = self._last(clause)
        heard = self.heard
        context = Context(heard.is_past(last), heard.reason, self.identity.kind == "budget")
        found = said(last, paragraph.text[quantity.end : quantity.end + 12], quantity, context)
        if found is None or _TABLE_ROW.search(last):
            return None
        is_part = self.planned.parted is not None
        found = self.planned.taken(found, last, quantity)
        if is_part and self.planned.parted is None and quantity.is_money:
            self.last, self.code = self.head or self.last, ""  # …；决算为90万元 is of the whole again
        own = last if follows and found.direction and not self.heard.reason else clause
        name, code = self._subject(own, quantity, paragraph)
        priced = quantity.is_money or quantity.is_rate
        if priced and found.measure in _CHANGES and self.money and name == self.counted:
            name, code = self.money  # money does not change by what was only counted
        code = code or (economic_code(name) if self.itemised and quantity.is_money else "")
        self._go_on(name, code, found.measure, last, quantity)
        return Statement(
            section=self.section,
            subject=name,
            code=code,
            year=heard.year_of(found.measure, last),
            measure=found.measure,
            value=quantity.value,
            unit=quantity.unit,
            direction=found.direction,
            text=said_text(clause, quantity, paragraph),
            location=paragraph.line(quantity.start).location,
            sentence=paragraph.sentence(quantity.start),
        )
