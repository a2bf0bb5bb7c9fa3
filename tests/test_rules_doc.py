"""The docstring of a rule is its page and its test: 不通过 has its fault and no other cause, 通过 has none."""

import re
from pathlib import Path

import pytest

from builder import checks, readers, recognise
from builder.errors import UnreadableError
from builder.model.finding import SEVERITIES
from tests import examples

RULES = {rule.code: rule for rule in checks.rules()}
CHECKED = [code for code in RULES if not code.startswith("SRC")]
READ = [code for code in RULES if code.startswith("SRC") and examples.lines(RULES[code].fails)]


def verdict_of(section):
    example = examples.lines(section)
    return checks.run(examples.disclosure(example), examples.siblings(example))


def causes(verdict):
    """The rules of the root causes: of each group its first finding."""
    return [finding.rule for finding in verdict.findings if finding.group == finding.finding_id]


@pytest.mark.parametrize("code", RULES)
def test_a_rule_says_everything(code):
    rule = RULES[code]
    assert re.fullmatch(r"[A-Z]{3}\d{3}", code)
    assert rule.family in checks.FAMILIES
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.severity in SEVERITIES
    assert rule.title and rule.title_en.isascii()
    assert list(rule.sections) == ["检查什么", "为什么", "不通过", "通过"]
    assert all(text.strip() for text in rule.sections.values())


def test_codes_names_and_titles_are_unique_and_in_order():
    rules = checks.rules()
    for attribute in ("code", "name", "title", "title_en"):
        assert len({getattr(rule, attribute) for rule in rules}) == len(rules)
    families = [checks.FAMILIES.index(rule.family) for rule in rules]
    assert families == sorted(families)


@pytest.mark.parametrize("code", CHECKED)
def test_the_failing_example_has_this_fault_alone(code):
    verdict = verdict_of(RULES[code].fails)
    assert causes(verdict) == [code]


@pytest.mark.parametrize("code", CHECKED)
def test_the_passing_example_has_none_and_the_rule_looked_at_it(code):
    verdict = verdict_of(RULES[code].passes)
    assert not verdict.findings
    assert {entry.state for entry in verdict.ledger if entry.rule == code} & {"passed", "rounding"}


@pytest.mark.parametrize("code", READ)
def test_the_unreadable_example_is_refused(code, tmp_path):
    with pytest.raises(UnreadableError) as refused:
        read(RULES[code].fails, tmp_path)
    assert refused.value.code == code


@pytest.mark.parametrize("code", READ)
def test_the_readable_example_is_read(code, tmp_path):
    read(RULES[code].passes, tmp_path)


def read(section, folder):
    for name, content in examples.files(examples.lines(section)):
        if content is not None:
            (folder / name).write_bytes(content)
        recognise.recognise(readers.read(folder / name, name))


def test_every_code_that_stops_a_file_has_its_page():
    sources = (path.read_text(encoding="utf-8") for path in Path(checks.__file__).parents[1].rglob("*.py"))
    raised = {code for source in sources for code in re.findall(r"\bSRC\d{3}\b", source)}
    assert raised <= set(RULES)
