"""True sentences of many shapes (``true_sentences.txt``), each in a small disclosure: nobody may be accused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder import checks, readers, recognise
from builder.model.finding import Verdict

BUDGET = "budget: "
SENTENCES = Path(__file__).parent / "true_sentences.txt"
RULES = ("RAT001", "RAT003", "RAT008", "REP002", "REP003", "NAM003")


def written() -> Iterator[tuple[str, str]]:
    """Every line of the file with the heading of its section."""
    heading = ""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            heading = line[2:]
        elif line and not line.startswith("#"):
            yield heading, line


def verdict(folder: Path, heading: str, line: str) -> Verdict:
    """What the rules say of a small disclosure with the section, numbered as it ought to be."""
    name, year = ("预算", 2024) if heading.startswith(BUDGET) else ("决算", 2023)
    path = folder / "source.txt"
    lines = (
        *(f"宜安县审计局{year}年度部门{name}", "第一部分 部门概况", "一、部门职责", "组织实施审计监督。"),
        *("二、机构设置", "宜安县审计局内设办公室、财政审计股等股室。", f"第二部分 部门{name}情况说明"),
        *(f"一、{name}编报情况说明", f"{year}年度部门{name}已按规定编报。"),
        *(f"二、{heading.removeprefix(BUDGET)}", *line.split("|")),
        *("第三部分 名词解释", "机关运行经费：为保障行政单位运行用于购买货物和服务的各项资金。"),
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    disclosure = recognise.recognise(readers.read(path, path.name))
    assert disclosure.identity.kind == ("budget" if name == "预算" else "final")
    return checks.run(disclosure)


@pytest.mark.parametrize(("heading", "line"), [*written()])
def test_a_true_sentence_accuses_nobody(heading, line, tmp_path):
    findings = verdict(tmp_path, heading, line).findings
    assert [f"{each.rule} {each.message}" for each in findings if each.severity != "note"] == []


def test_the_rules_do_look_at_the_sentences(tmp_path):
    looked = [verdict(tmp_path, *each).ledger for each in written()]
    assert len(looked) > 430
    for rule in RULES:
        states = {each.state for ledger in looked for each in ledger if each.rule == rule}
        assert {"passed", "not_checked"} - ({"not_checked"} if rule == "NAM003" else set()) <= states
