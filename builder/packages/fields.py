"""The columns of every CSV file, each defined once: schemas, headings of spreadsheets and pages are made from here.

Column names and their order are public (tools outside this repository read them): adding a column at the end is
free, renaming one is a breaking change. Column types are those of Table Schema; ``column_type`` is the meaning of a
column in the Fiscal Data Package vocabulary.
"""

from collections.abc import Mapping
from types import MappingProxyType

from builder.frozen import frozen
from builder.model.amount import YUAN_PER_UNIT
from builder.model.disclosure import PASSAGE_ROLES
from builder.model.finding import SEVERITIES, STATES

KINDS = ("budget", "final")
SIDES = ("revenue", "expenditure", "economic", "government_economic", "purpose")
PHASES = ("budget", "actual")
PLACED_BY = ("position", "identity")
TABLE_STATES = ("figures", "empty", "unread")
STATEMENT_MEASURES = (
    "amount",
    "prior",
    "change",
    "change_percent",
    "share_percent",
    "budget",
    "completion_percent",
    "count",
    "score",
)
CLASSIFICATIONS = ("functional", "economic", "government_economic")
LEVELS = ("class", "section", "item")
REMOVAL_SCOPES = ("disclosure", "passage")
INDICATOR_ROLES = ("indicator", "money", "total")
SUBJECT_STATUSES = ("official", "observed", "inferred", "printed")


@frozen
class Field:
    """One column: Table Schema type, Chinese title, English description, constraints, Fiscal Data Package meaning.

    ``values`` are all values it may have, none if it is free; ``required`` says that it is never empty and
    ``minimum`` bounds whole numbers.
    """

    type: str
    title: str
    description: str
    column_type: str = ""
    values: tuple[str, ...] = ()
    required: bool = False
    minimum: int | None = None


@frozen
class Resource:
    """One CSV file, ``<name>.csv``: Chinese title, English description, columns in order, primary key (if any)."""

    name: str
    title: str
    description: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The file name."""
        return f"{self.name}.csv"

    def fields(self) -> Mapping[str, Field]:
        """Return the columns in order; ``<resource>.<column>`` in FIELDS goes before ``<column>``."""
        return {name: FIELDS.get(f"{self.name}.{name}") or FIELDS[name] for name in self.columns}


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        # who, when, what
        "disclosure_id": Field("string", "公开文件编号", "The disclosure: <entity>-<year>-<kind>.", required=True),
        "entity": Field("string", "单位编号", "Entity id, a slug.", "administrator:generic:id", required=True),
        "entity_name": Field("string", "单位名称", "Name of the entity.", "administrator:generic:name"),
        "fiscal_year": Field("integer", "年度", "Fiscal year, empty if none was found.", "date:fiscal-year", minimum=1),
        "kind": Field("string", "预算或决算", "Budget or final accounts.", "phase", KINDS),
        "title": Field("string", "标题", "Title as printed."),
        "publisher": Field("string", "公开单位", "Who published the document."),
        "retrieved_from": Field("string", "获取自", "Where the document was got, empty if unknown."),
        "published": Field("date", "公开日期", "The day on which the document was made public, empty if unknown."),
        # where it stands
        "source": Field("string", "来源文件", "The source file, relative to the content folder."),
        "source_sha256": Field("string", "来源文件 SHA-256", "SHA-256 of the source file, hexadecimal."),
        "page": Field("integer", "页", "Page of the source, from 1.", minimum=1),
        "source_line": Field("integer", "行号", "Line of a text source, from 1; empty for other formats.", minimum=1),
        "bbox": Field("string", "位置框", "Place on the page: x0 top x1 bottom, in points from the top left corner."),
        # figures
        "figure_id": Field(
            "string",
            "数值编号",
            "Name of the figure: <disclosure_id>/<table>/<side or phase>/<code or line_no or item>/<measure>, without "
            "blanks; a second figure of the same name ends in ~2, a third in ~3.",
            "budget-line-id",
            required=True,
        ),
        "table": Field("string", "表", "Id of the standard table.", required=True),
        "printed_number": Field("string", "表号", "Number of the table as printed."),
        "side": Field(
            "string",
            "收支方向",
            "Revenue or expenditure side, empty if it has none; economic, government_economic or purpose where a table "
            "shows its expenditure once more by other classes.",
            "direction",
            SIDES,
        ),
        "phase": Field("string", "预算数或决算数", "Budgeted or actual, empty if it does not apply.", values=PHASES),
        "line_no": Field("string", "行次", "Printed line number of the form (行次)."),
        "code": Field("string", "科目编码", "Budget subject code as printed, empty for a total row."),
        "item": Field("string", "项目", "Name of the row as printed."),
        "measure": Field("string", "栏目", "Which column of the table.", required=True),
        "amount": Field("number", "金额", "The printed number without separators, in unit.", required=True),
        "unit": Field("string", "单位", "Unit of the amounts.", values=tuple(YUAN_PER_UNIT)),
        "amount_yuan": Field("number", "金额（元）", "The amount in yuan, exact; empty if no unit is known.", "value"),
        "printed": Field("string", "原文", "The text of the cell as printed."),
        "placed_by": Field(
            "string",
            "栏目依据",
            "How the column is known: position (geometry or separators say it) or identity (only one column "
            "satisfies the accounting identities).",
            values=PLACED_BY,
            required=True,
        ),
        # tables, and what could not be placed or read
        "tables.title": Field("string", "表名", "Title of the table as printed."),
        "tables.state": Field(
            "string",
            "状态",
            "figures: it has amounts; empty: it has none; unread: its rows could not be read.",
            values=TABLE_STATES,
            required=True,
        ),
        "unplaced.table": Field("string", "表", "Id of the standard table, empty if it is not known."),
        "columns": Field("string", "栏目", "Measures found, in printed order, separated by blanks."),
        "note": Field("string", "说明", "What the document says about an empty table."),
        "layout": Field("string", "版式", "The layout that its header matched."),
        "prepared_by": Field("string", "编制单位", "The unit as its name is printed at the table."),
        "candidates": Field("string", "可能的栏目", "Columns the number might belong to, separated by blanks."),
        "reason": Field("string", "原因", "Why."),
        "excerpt": Field("string", "摘录", "What is printed there."),
        # statements
        "statement_id": Field(
            "string",
            "文字数据编号",
            "<disclosure_id>/statement/<section>/<code or subject>/<year>/<measure>, ~2, ~3 as in figure_id.",
            required=True,
        ),
        "section": Field("string", "章节", "Heading of the section."),
        "subject": Field("string", "对象", "What the figure is about."),
        "year": Field("integer", "年度", "Year the figure is of, empty if none is said.", minimum=1),
        "statements.measure": Field(
            "string", "数据种类", "What kind of figure.", values=STATEMENT_MEASURES, required=True
        ),
        "value": Field("number", "数值", "The number without separators, in unit.", required=True),
        "statements.unit": Field("string", "单位", "Unit of the value as printed."),
        "direction": Field("string", "增减方向", "Direction of a change as said in the sentence."),
        "text": Field("string", "原文", "The sentence or paragraph as printed."),
        "sentence": Field(
            "string", "句", "Passage and sentence in it, from 1: statements of one sentence share it; empty for a form."
        ),
        "statements.reason": Field(
            "string", "原因", "What the text gives as the reason of the change or of the rate, as printed."
        ),
        "derived": Field(
            "string",
            "推算",
            "Empty for a printed number; else how the number follows from printed ones, and how exactly.",
        ),
        # passages
        "role": Field(
            "string",
            "段落种类",
            "heading; text: a paragraph; row: one row of a form; caption: a line around a standard table.",
            values=PASSAGE_ROLES,
            required=True,
        ),
        "quantities": Field("integer", "数据个数", "How many numbers with a unit it has.", minimum=0),
        "starts": Field("string", "各行起点", "Where in the text each source line begins: offset:line, by blanks."),
        # indicators
        "indicator_id": Field(
            "string",
            "绩效指标编号",
            "<disclosure_id>/indicator/<form>/<programme>/<level1>/<level2>/<indicator>, ~2, ~3 as in figure_id.",
            required=True,
        ),
        "form": Field("string", "表式", "Title of the performance form as printed."),
        "programme": Field(
            "string", "项目名称", "Programme (or activity) that is evaluated, empty for a whole department."
        ),
        "level1": Field("string", "一级指标", "First level indicator."),
        "level2": Field("string", "二级指标", "Second level indicator."),
        "indicator": Field("string", "三级指标", "The indicator."),
        "target": Field(
            "string", "目标值", "Target as printed; sign, value and unit joined if they have columns of their own."
        ),
        "actual": Field("string", "完成值", "Result as printed."),
        "weight": Field("string", "分值", "Weight as printed."),
        "score": Field("string", "得分", "Score as printed."),
        "indicators.role": Field(
            "string",
            "行的种类",
            "indicator; money: a row of money (target: what was to be spent, actual: what was spent); total: a printed "
            "sum of weights and scores (level1 says of what).",
            values=INDICATOR_ROLES,
            required=True,
        ),
        "rate": Field("string", "比率", "Rate of completion or of scoring as printed."),
        "goal": Field("string", "目标", "The block of the form, headed by one goal and its points, as printed."),
        "formula": Field("string", "计分公式", "How the form makes the score of a row of money, as printed."),
        "source_line_end": Field("integer", "末行", "Last line of the row in a text source.", minimum=1),
        # findings and the ledger
        "finding_id": Field("string", "发现编号", "Name of the finding.", required=True),
        "rule": Field("string", "检查代码", "Code of the check.", required=True),
        "severity": Field("string", "严重程度", "error, warning or note.", values=SEVERITIES, required=True),
        "message": Field("string", "说明", "What is printed, what follows from it, the difference (Chinese)."),
        "message_en": Field("string", "英文说明", "The same in English."),
        "findings.printed": Field("string", "文件所印", "What is printed, decimal text where it is an amount."),
        "expected": Field("string", "由此得出", "What follows from the other figures."),
        "difference": Field("number", "差额", "Printed less expected, empty if it is not about amounts."),
        "tolerance": Field("number", "允许误差", "What rounding allows, in the same unit."),
        "figures": Field("string", "涉及数值", "figure_ids concerned, separated by blanks."),
        "source_lines": Field("string", "涉及行", "Every source line concerned, separated by blanks."),
        "group": Field("string", "同因组", "finding_id of the first finding with the same cause."),
        "checks.subject": Field("string", "检查对象", "What was checked."),
        "state": Field("string", "结果", "What the check said or why it was not made.", values=STATES, required=True),
        # corrections
        "date": Field("date", "日期", "Day of the correction.", required=True),
        "old": Field("string", "原来的数", "Amount and unit that were published."),
        "new": Field("string", "现在的数", "Amount and unit that are published now; empty if it was withdrawn."),
        "corrections.reason": Field("string", "原因", "Why it was changed or withdrawn.", required=True),
        # removals
        "removals.date": Field("date", "日期", "Day of the removal.", required=True),
        "scope": Field(
            "string", "移除的范围", "disclosure: all of it; passage: some words.", values=REMOVAL_SCOPES, required=True
        ),
        "removals.reason": Field("string", "原因", "Why it was taken out.", required=True),
        # the corpus
        "package": Field("string", "数据包", "Folder of the data package, relative to datapackages/.", required=True),
        "aliases": Field("string", "别名", "Other names of the entity, separated by |."),
        "region": Field("string", "地区", "Region as printed."),
        "parent": Field("string", "上级单位", "Entity id of the parent."),
        "disclosures": Field("integer", "公开文件数", "How many disclosures of it are in the corpus.", minimum=0),
        "subjects.code": Field("string", "科目编码", "Budget subject code as printed.", required=True),
        "name": Field("string", "科目名称", "Name of the subject, by the classification or else as printed."),
        "classification": Field("string", "科目分类", "Which classification.", values=CLASSIFICATIONS),
        "level": Field("string", "级次", "class (类), section (款), item (项); empty if malformed.", values=LEVELS),
        "status": Field(
            "string",
            "依据",
            "What the name rests on: official, observed or inferred as in our list; printed: not in it.",
            values=SUBJECT_STATUSES,
        ),
    }
)

_PLACE = ("page", "source_line", "bbox")

PACKAGE: tuple[Resource, ...] = (
    Resource(
        "figures",
        "表中数值",
        "One row per amount printed in a standard table.",
        (
            *("figure_id", "disclosure_id", "entity", "fiscal_year", "kind", "table", "printed_number", "side"),
            *("phase", "line_no", "code", "item", "measure", "amount", "unit", "amount_yuan", "printed", "source"),
            *("page", "source_line", "bbox", "placed_by"),
        ),
        ("figure_id",),
    ),
    Resource(
        "tables",
        "标准表",
        "One row per standard table found.",
        (
            *("disclosure_id", "table", "printed_number", "title", "unit", "state", "columns", "note", "layout"),
            *_PLACE,
            "prepared_by",
        ),
    ),
    Resource(
        "unplaced",
        "未能归栏的数字",
        "Printed numbers whose column could not be told; they are not in figures.csv.",
        ("disclosure_id", "table", "code", "item", "printed", "candidates", "reason", *_PLACE),
    ),
    Resource(
        "passages",
        "表外文字",
        "Paragraphs outside the standard tables, as printed, blanks removed.",
        ("disclosure_id", "section", "text", *_PLACE, "role", "quantities", "starts"),
    ),
    Resource(
        "statements",
        "文字中的数据",
        "One row per figure said in a sentence, and below them those of the year before that follow from them.",
        (
            *("statement_id", "disclosure_id", "section", "subject", "code", "year", "measure", "value", "unit"),
            *("direction", "text", *_PLACE, "sentence", "reason", "derived"),
        ),
        ("statement_id",),
    ),
    Resource(
        "indicators",
        "绩效指标",
        "One row per performance indicator.",
        (
            *("indicator_id", "disclosure_id", "form", "programme", "level1", "level2", "indicator", "target"),
            *("actual", "weight", "score", *_PLACE),
            *("role", "rate", "goal", "source_line_end", "unit", "formula"),
        ),
        ("indicator_id",),
    ),
    Resource(
        "findings",
        "检查发现",
        "Places where the document disagrees with itself or with a rule.",
        (
            *("finding_id", "disclosure_id", "rule", "severity", "message", "message_en", "printed", "expected"),
            *("difference", "tolerance", "figures", "source_lines", "page", "group"),
        ),
        ("disclosure_id", "finding_id"),
    ),
    Resource(
        "checks",
        "检查台账",
        "What every check did: passed, rounding, failed, not applicable or not checked.",
        ("disclosure_id", "rule", "subject", "state", "reason"),
    ),
    Resource(
        "leftovers",
        "未识别的表格",
        "What looks like a table and was claimed by no standard table.",
        ("disclosure_id", "reason", "excerpt", *_PLACE),
    ),
)
"""The resources of the package of one disclosure, in the order of its descriptor."""

CORPUS: tuple[Resource, ...] = (
    Resource(
        "disclosures",
        "公开文件",
        "One row per disclosure.",
        (
            *("disclosure_id", "entity", "entity_name", "fiscal_year", "kind", "title", "source", "source_sha256"),
            *("package", "publisher", "retrieved_from", "published"),
        ),
        ("disclosure_id",),
    ),
    Resource(
        "entities",
        "单位",
        "One row per entity.",
        ("entity", "entity_name", "aliases", "region", "parent", "disclosures"),
        ("entity",),
    ),
    Resource(
        "subjects",
        "科目",
        "Budget subject codes printed in the corpus, with their names.",
        ("code", "name", "classification", "level", "status"),
        ("code",),
    ),
    Resource(
        "corrections",
        "更正",
        "Figures that were published and then changed or withdrawn, oldest first.",
        ("date", "disclosure_id", "figure_id", "old", "new", "reason"),
    ),
    Resource(
        "removals",
        "移除",
        "Disclosures, and passages of disclosures, that were taken out on request.",
        ("date", "disclosure_id", "scope", "reason"),
    ),
)
"""The resources that only the package of the whole corpus has."""
