"""The words of performance forms: titles, what heads a column, the names of the levels, and what ends a form."""

import re
import unicodedata
from functools import lru_cache

from builder.recognise.passages import closed

_TITLE = re.compile(
    r"^(?:表\d{1,2}[:：、]?|附件?\d{0,2}[:：、]?|(?:预算)?表\d{1,2})?"
    r"(?=[^，。；：:]*(?:绩效|自评|评价|评分))[^，。；：:]{0,60}"
    r"(?:自评|目标|指标|评价|评分|申报|得分|监控|情况|绩效)[^，。；：:]{0,6}表(?:[（(][^（）()]{1,20}[）)])?$"
)
_NO_TITLE = re.compile(r"^(?:详?见|填|如|根据|按|本|对)|填报|填写|公开|指标体系表?$")
_ORDINAL = re.compile(r"^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．])")
_COLUMNS = (
    ("level1", r"一级(?:指标)?|指标(?:类型|类别)"),
    ("level2", r"二级(?:指标)?"),
    ("indicator", r"[三四]级(?:指标)?(?:名称)?|指标(?:内容|名称)|(?:绩效|考核|评价|评分|具体)指标|指标"),
    ("sign", r"(?:绩效)?指标性质|指标方向|运算符号?|比较符"),
    ("unit", r"(?:绩效)?(?:度量|计量)单位"),
    (
        "target",
        r"(?:[全本当]?年度?初?|年初|预期|计划|目标|设定|绩效|指标)*(?:绩效)?(?:指标值|目标值|预期值|计划值|标准值)(?:AB?)?"
        r"|(?:年度|预期|年初)(?:绩效)?(?:目标|指标)|(?:计划|预期|目标)完成(?:值|数|情况)|年初设定目标值?|(?:目标|计划)数",
    ),
    (
        "actual",
        r"(?:[全本当]?年度?)?(?:实际|自评)?(?:指标)?完成(?:值|情况|结果|指标值|数)B?|(?:全年|年度)?实际(?:值|完成)B?",
    ),
    ("share", r"(?:指标)?权重|比重"),
    ("weight", r"(?:指标|评级|标准|评分)?分值(?:权重)?|标准分值?|满分(?:值)?|权重分值?"),
    ("score", r"(?:自评|指标|评价|实际|最终|年度)*(?:得分|评分|分数|自评分)|自评分值|考核得分|实得分"),
    ("rate", r"得分率|完成率|执行率|完成比例"),
    ("programme", r"项目名称|活动"),
    (
        "note",
        r"(?:完成情况简要描述|(?:未完成|偏差|扣分|评分)?(?:偏差)?(?:大)?(?:或?目标未完成)?原因(?:分析)?(?:及|和|与|或)?(?:拟采取的?)?"
        r"(?:下一步)?(?:改进)?(?:措施)?(?:说明)?|偏差(?:情况|程度|度)?(?:说明)?|备注|说明|绩效评价|评价等级|等级|评分(?:标准|细则|依据|规则)|扣分说明"
        r"|指标解释|指标说明|佐证材料|数据来源|得分说明|计分方法|评价标准)",
    ),
)
_LONGEST_HEAD = 24
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _COLUMNS)
_ASIDE = re.compile(r"\([^()]*\)")
_POINTS = re.compile(r"\((?:满分)?(\d{1,3}(?:\.\d+)?)分?\)")
_FORMULA = re.compile(r"[（(](\d{1,3}分?[*×xX＊]执行率)[)）]")
_FIRST = (
    "产出|效益|效果|满意度|成本|投入|过程|决策|管理|效率|履职效能|履职|运行成本|社会效应|可持续发展能力|可持续性|影响力"
    "|项目管理|预算管理"
)
_SECOND = (
    "数量|质量|时效|成本|经济成本|社会成本|生态环境成本|经济效益|社会效益|生态效益|环境效益|可持续影响|可持续效益|社会影响"
    "|服务对象满意度|社会公众满意度|社会公众或服务对象满意度|公众满意度|服务对象|满意度|对象满意度"
)
_LEVEL1 = re.compile(rf"(?:{_FIRST})(?:类)?(?:指标)?(?:[(]\d{{1,3}}(?:\.\d+)?分?[)])?")
_LEVEL2 = re.compile(rf"(?:{_SECOND})(?:指标)?(?:[(]\d{{1,3}}(?:\.\d+)?分?[)])?")
_BENEFIT = re.compile(r"效益|影响")
_GOAL = re.compile(r"(?:年度)?(?:绩效)?目标\d{1,2}[:：]?\((\d{1,3}(?:\.\d+)?)分\)")
_TOTAL = re.compile(
    r"(?:自评)?(?:总分|总得分|综合得分|总计|合计|综合绩效|自评总分|自评得分)(?:\(满?分?\d{2,3}分?\))?[:：]?"
)
_END = re.compile(
    r"备注|注[:：]|填表|填报|说明[:：]|偏差大|改进措施|其他需要说明|其他说明|附件|评价等级|自评结论|绩效自评结论|联系人|单位负责人"
)


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """The text without blanks, its full-width letters, digits and brackets as plain ones; for matching only."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def title(text: str) -> str:
    """The title of a performance form that a line is, without its ordinal; empty if it is none."""
    if "表" not in text:
        return ""
    bare = _ORDINAL.sub("", closed(text))
    return bare if 4 < len(bare) <= 70 and _TITLE.match(bare) and not _NO_TITLE.search(bare) else ""


@lru_cache(maxsize=4096)
def column_kind(text: str) -> str:
    """What the header of a column says it holds: one of the fields of an indicator, ``share``, ``rate``, ``note``.

    ``sign`` and ``unit`` hold parts of a target. Empty if the words are not those of such a column.
    """
    bare = _ASIDE.sub("", plain(text)).strip("/、:")
    if len(bare) > _LONGEST_HEAD:
        return ""
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(bare)), "")


def points(text: str) -> str:
    """The points that a label gives in brackets (``产出指标（50分）``), as printed; empty if it gives none."""
    found = _POINTS.search(plain(text))
    return found[1] if found else ""


def formula(text: str) -> str:
    """How a header says that the score of execution is made (``20分*执行率``), as printed; empty if it does not."""
    found = _FORMULA.search(closed(text))
    return found[1] if found else ""


def is_level1(text: str) -> bool:
    """Whether the text is the name of a first level (产出指标), with or without its points."""
    return bool(_LEVEL1.fullmatch(plain(text)))


def is_level2(text: str) -> bool:
    """Whether the text is the name of a second level (数量指标)."""
    return bool(_LEVEL2.fullmatch(plain(text)))


def is_under(level2: str, level1: str) -> bool:
    """Whether a second level can stand under a first: one of benefits not under 产出指标 or 成本指标."""
    return not (_BENEFIT.search(level2) and re.match("产出|成本|投入|过程|满意度", plain(level1)))


def is_goal(text: str) -> bool:
    """Whether the text heads the block of one goal with its points (``年度绩效目标1（80分）``)."""
    return bool(_GOAL.match(plain(text)))


def is_total(text: str) -> bool:
    """Whether the text is the label of the row of totals."""
    return bool(_TOTAL.fullmatch(plain(text)))


def ends_form(text: str) -> bool:
    """Whether a line stands below the rows of a form."""
    return bool(_END.match(plain(text)))
