"""The glossary: complete, unique, readable, and refused when it is broken."""

import re

import pytest

from builder.standards import glossary
from builder.standards.tables import standard_tables

IDENTIFIERS = re.findall(
    r"\S+",
    """
disclosure budget final department unit entity function_code economic_code line_no column_no identity
basic project general government_fund state_capital opening closing operating_funds three_public
total appropriation superior_subsidy institutional business subordinate_remittance other
remitted_to_superior subsidy_to_subordinates amount revenue expenditure
abroad vehicles vehicle_purchase vehicle_running reception meetings training actual
passed rounding failed not_applicable not_checked unplaced placed_by procurement
""",
)
ASKED_FOR = re.findall(
    r"\S+",
    """
人员经费 公用经费 结余分配 使用非财政拨款结余 经营支出 工资福利支出 商品和服务支出 对个人和家庭的补助
债务利息及费用支出 资本性支出 其他支出 绩效自评 尾数误差 差额 会议费 培训费 一般公共服务支出 社会保障和就业支出
卫生健康支出 住房保障支出 农林水支出 “三公”经费 机关运行经费 勾稽关系
""",
)


@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_every_identifier_of_the_design_has_a_term(identifier):
    assert glossary.term(identifier) is not None


@pytest.mark.parametrize("zh", ASKED_FOR)
def test_every_word_of_the_tables_has_a_term(zh):
    assert zh in {term.zh for term in glossary.terms()}


def test_every_standard_table_and_measure_has_a_term():
    for table in standard_tables().values():
        assert glossary.term(f"{table.id}-table") is not None
        for measure in (measure for lane in table.lanes for measure in lane.measures):
            assert glossary.term(measure.id) is not None, (table.id, measure.id)


@pytest.mark.parametrize("term", glossary.terms(), ids=lambda term: term.id)
def test_a_term_is_short_and_in_its_language(term):
    assert re.fullmatch(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*", term.id)
    assert re.search("[\u4e00-\u9fff]", term.zh)
    assert re.search("[\u4e00-\u9fff]", term.text)
    assert not re.search("[\u4e00-\u9fff]", term.en)
    assert term.text.endswith("。")
    assert term.text_en.endswith(".")
    assert term.text.count("。") <= 2
    assert len(term.text) <= 90
    assert not re.search(r"[<>`*\[\]]", term.text + term.text_en)


def test_terms_are_unique():
    terms = glossary.terms()
    assert len(terms) >= 70
    for field in ("id", "zh", "en", "text", "text_en"):
        assert len({getattr(term, field) for term in terms}) == len(terms), field


def test_an_unknown_term_is_none():
    assert glossary.term("no-such-term") is None


ENTRY = "- {id: a, zh: 甲, en: A, text: 甲是甲。, text_en: A is A.}\n"


def test_a_glossary_is_read():
    (term,) = glossary.parse(ENTRY)
    assert (term.id, term.zh, term.text) == ("a", "甲", "甲是甲。")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ENTRY + ENTRY, "defined twice: a"),
        (ENTRY + ENTRY.replace("id: a", "id: b"), "defined twice: 甲"),
        (ENTRY.replace("en: A,", ""), "needs exactly"),
        (ENTRY.replace("zh: 甲", "zh: 甲, colour: red"), "needs exactly"),
        (ENTRY.replace("甲是甲。", "''"), "must be text"),
        (ENTRY.replace("甲是甲。", "12"), "must be text"),
        ("- just words\n", "needs exactly"),
    ],
)
def test_a_broken_glossary_is_refused(text, message):
    with pytest.raises(ValueError, match=message):
        glossary.parse(text)
