"""What a sentence has said so far besides its figures: of which year it speaks, and whether it gives reasons."""

import re
from dataclasses import dataclass

from builder.recognise.clauses import COMMA

_YEAR = re.compile(
    r"^[^，,。；;\d]{0,25}?(?<![比较与同和及])(?<!\d)(20\d{2})(?:(?=预算|决算)|年(?:度|末|底|初|\d|[^，,。；;]{0,3}(?:收|支|财政|部门|单位|预算|决算|共|年初|“|一般)))"
)
_YEAR_OF = re.compile(r"(20\d{2})年(?:公务用?车|公务接待|因公出国|机关运行经费|政府采购)")
"""A year without 年度 that begins a clause about an expense (2022年公务用车运行维护费9万元)."""
_OTHER_YEAR = re.compile(r"(?:[比较与同]|相比)(20\d{2})年")
_REASON = re.compile(r"原因(?=[是为在有主]|$)|主要是(?:由于|因)")
_WORK = r"(?:全年|共|累计)*(?:完成|开展|举办|组织|慰问|发放|投入|筹集|争取|建成|新建|\d{1,2}月)"
_LAST_YEAR = re.compile(rf"去年{_WORK}")
"""What begins to tell of last year's work, and goes on so to the end of the sentence."""
_THIS_YEAR = re.compile(rf"今年|本年度?{_WORK}")
_HEARD = re.compile("20|原因|主要是|[去今本]年")
"""Without one of these a text names no year and no reason."""
_SEMICOLON = re.compile(r"[；;]")
_WHOLE_AGAIN = re.compile(r"20\d\d年.*[合总共]计(?:为|是)?$|[一二三四五六七八九十]{1,2}、20\d\d年")
"""Behind 原因是 a sentence may begin anew with the whole: 2018年“三公”经费支出预算合计."""
_GOES_ON = re.compile(r"[二三四五六七]是|[（(]?\d(?:[)）]|[.．、](?!\d))|[②-⑳]|其[二三四]")
_ONE_MORE = re.compile(r"(?!其中|另)[^，,。；;：:]{4,40}(?<![费入出额数])(?<!经费|预算|决算|合计|总计|结余|结转|资金)$")
"""A list of reasons goes on behind a semicolon if it is numbered, or if its items are a name with an amount each."""


@dataclass(slots=True)
class Heard:
    """The year that is spoken of (``stock`` if it is its end, 截至2022年底), and whether reasons are being given."""

    fiscal_year: int
    year: int = 0
    stock: bool = False
    reason: bool = False

    def begin(self) -> None:
        """A new sentence: it is of the disclosure's year again, and no longer gives reasons."""
        self.year, self.stock, self.reason = self.fiscal_year, False, False

    def listen(self, text: str) -> None:
        """Take in what stands before a number, as far as it is of one sentence."""
        if not self.reason and not _HEARD.search(text):
            return
        pieces = _SEMICOLON.split(text)
        listed = len(pieces) == 2 and not pieces[0]
        for number, piece in enumerate(pieces):
            if number and not _GOES_ON.match(piece) and not (listed and _ONE_MORE.match(piece)):
                self.reason = False
            for clause in COMMA.split(piece):
                self._notice(clause)

    def _notice(self, clause: str) -> None:
        self.reason = (self.reason or bool(_REASON.search(clause))) and not _WHOLE_AGAIN.match(clause)
        year = (_YEAR.match(clause) or _YEAR_OF.match(clause)) if "20" in clause and not self.reason else None
        if year:
            self.year, self.stock = int(year[1]), clause.startswith("截")
        elif clause.startswith("去年") and not self.reason and _LAST_YEAR.match(clause):
            self.year, self.stock = self.fiscal_year - 1, False
        elif _THIS_YEAR.match(clause):
            self.year = self.fiscal_year

    def is_past(self, clause: str) -> bool:
        """Whether a number behind ``clause`` is of a year before the disclosure's."""
        other = _OTHER_YEAR.search(clause)
        return (self.year < self.fiscal_year and not self.stock) or bool(other and int(other[1]) < self.fiscal_year)

    def year_of(self, measure: str, clause: str) -> int:
        """The year of a number behind ``clause``: what is compared with is of the year before, or the one named."""
        if measure != "prior" or self.year != self.fiscal_year:
            return self.year
        other = _OTHER_YEAR.search(clause)
        return int(other[1]) if other else self.year - 1


def gives_reason(clause: str) -> bool:
    """Whether a clause begins to give reasons."""
    return bool(_REASON.search(clause))
