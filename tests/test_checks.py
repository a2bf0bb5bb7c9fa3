"""The checks: on the figures of genuine documents, on honest accounts made at random, and where nothing is proven."""

import csv
import decimal
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from builder import checks
from builder.model.amount import Amount
from builder.model.disclosure import Disclosure, Figure, Identity, Leftover, Table
from builder.model.document import Source
from builder.model.finding import SEVERITIES, STATES
from builder.model.location import Location
from builder.standards.tables import standard_tables
from tests import accounts, examples

GOLDEN = Path(__file__).parent / "golden"
slow = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def golden(case):
    """The disclosure of figures read by hand; tables without figures are empty with their note."""
    with (GOLDEN / case / "figures.csv").open(encoding="utf-8") as file:
        figures = tuple(_figure(row) for row in csv.DictReader(file))
    printed = {figure.table for figure in figures}
    tables = (
        Table(id_, "", id_, "万元", Location(), "figures" if id_ in printed else "empty", (), "本表无数据")
        for id_ in standard_tables()
    )
    identity = Identity(case.split("-")[0], case, int(case.split("-")[1]), "final", "决算")
    return Disclosure(identity, Source("source.txt", "text", "0" * 64, 1), tuple(tables), figures)


def _figure(row):
    return Figure(
        table=row["table"],
        printed_number="",
        side=row["side"],
        phase=row["phase"],
        line_no=row["line_no"],
        code=row["code"],
        item=row["item"],
        measure=row["measure"],
        amount=Amount(Decimal(row["amount"]), row["unit"], row["amount"]),
        location=Location(1, int(row["source_line"])),
        placed_by="position",
    )


def check(*lines, **changes):
    """The verdict on an example in the notation of the rules' pages."""
    return checks.run(replace(examples.disclosure(list(lines)), **changes))


def states(verdict, rule):
    """The ledger of one rule: state by subject."""
    return {entry.subject: entry.state for entry in verdict.ledger if entry.rule == rule}


def reasons(verdict, rule):
    """The ledger of one rule: reason by subject."""
    return {entry.subject: entry.reason for entry in verdict.ledger if entry.rule == rule}


class TestGenuineDocuments:
    def test_liujiang_lacks_a_row_and_has_a_malformed_code(self):
        verdict = checks.run(golden("liujiang-2022-final"))
        root = "liujiang-2022-final/CPL003/revenue/2080502"
        assert [(finding.finding_id, finding.group) for finding in verdict.findings] == [
            (root, root),
            ("liujiang-2022-final/SUM002/revenue/20805/total", root),
            ("liujiang-2022-final/SUM002/revenue/20805/appropriation", root),
            ("liujiang-2022-final/CLS001/210499", "liujiang-2022-final/CLS001/210499"),
        ]
        row, total, _, code = verdict.findings
        assert (row.expected, row.difference) == ("3.92", "3.92")
        assert "2080502 事业单位离退休" in row.message and "支出决算表" in row.message
        assert row.source_lines == (142, 144, 146, 148, 217, 369)
        assert (total.printed, total.expected, total.difference, total.tolerance) == ("29.23", "25.31", "3.92", "0.02")
        assert code.source_lines == (157, 230, 382)
        assert "2100499" in code.message and not code.expected

    def test_liujiang_totals_of_rounded_parts_are_rounding(self):
        ledger = states(checks.run(golden("liujiang-2022-final")), "SUM001")
        assert ledger["expenditure/total/total"] == "rounding"  # 351.42 against 225.49 + 125.94
        assert ledger["general-expenditure/total/total"] == "rounding"
        assert ledger["expenditure/2012901/total"] == "passed"

    def test_xinzhou_prints_one_amount_in_two_ways(self):
        verdict = checks.run(golden("xinzhou-2023-final"))
        (finding,) = verdict.findings
        assert (finding.rule, finding.severity) == ("XTB001", "note")
        assert (finding.printed, finding.expected, finding.difference) == ("46.14", "46.15", "-0.01")
        assert finding.source_lines == (86, 128, 157, 194, 236)
        assert len(finding.figures) == 9
        assert sorted(states(verdict, "XTB001").values()).count("failed") == 2

    def test_hanyang_has_none(self):
        verdict = checks.run(golden("hanyang-2022-final"))
        assert not verdict.findings
        other = {entry.state: set() for entry in verdict.ledger}
        for entry in verdict.ledger:
            other[entry.state].add(entry.rule[:3])
        # The figures alone have no text, and the corpus no other year and no other unit.
        assert set(other) <= {"passed", "not_applicable", "not_checked"}
        assert other.get("not_checked", set()) <= {"YOY", "ORG"}

    @pytest.mark.parametrize("case", ["hanyang-2022-final", "liujiang-2022-final", "xinzhou-2023-final"])
    def test_names_are_unique_and_states_are_known(self, case):
        disclosure = golden(case)
        verdict = checks.run(disclosure)
        ids = [finding.finding_id for finding in verdict.findings]
        assert len(set(ids)) == len(ids)
        subjects = [(entry.rule, entry.subject) for entry in verdict.ledger]
        assert len(set(subjects)) == len(subjects)
        assert {entry.state for entry in verdict.ledger} <= set(STATES)
        known = {disclosure.figure_id(figure) for figure in disclosure.figures}
        for finding in verdict.findings:
            assert set(finding.figures) <= known
            assert finding.group in ids
            assert finding.severity in SEVERITIES
            assert " " not in finding.finding_id
        assert checks.run(disclosure) == verdict


class TestHonestAccounts:
    @slow
    @given(accounts.truths())
    def test_rounded_true_amounts_never_fail(self, truth):
        verdict = checks.run(accounts.disclosure(truth))
        assert not verdict.findings
        sums = [entry for entry in verdict.ledger if entry.rule[:3] in ("SUM", "XTB")]
        assert {entry.state for entry in sums} <= {"passed", "rounding", "not_applicable"}

    @slow
    @given(accounts.truths(), st.data())
    def test_a_changed_amount_fails_where_it_stands_and_has_one_cause(self, truth, data):
        """By more than the tolerance of any sum here, so that what it belongs to cannot agree."""
        disclosure = accounts.disclosure(truth)
        assume(disclosure.figures)
        index = data.draw(st.integers(0, len(disclosure.figures) - 1))
        change = data.draw(st.sampled_from([Decimal("0.50"), Decimal("7.00"), Decimal("1000.00"), Decimal("-0.50")]))
        wrong = _changed(disclosure, index, change)
        verdict = checks.run(wrong)
        assume(_is_compared(disclosure, index))
        assert verdict.findings
        # A sum that already misses by its roundings may be the only one to fail on the other side of its tolerance.
        assert all(wrong.figure_id(wrong.figures[index]) in finding.figures for finding in verdict.findings)
        assert len({finding.group for finding in verdict.findings}) == 1

    @slow
    @given(accounts.truths(mirrored=True), st.data())
    def test_a_missing_row_is_the_cause_of_what_it_breaks(self, truth, data):
        disclosure = accounts.disclosure(truth)
        codes = [code for code in truth.basic if sum(other[:5] == code[:5] for other in truth.basic) > 1]
        assume(codes)
        code = data.draw(st.sampled_from(codes))
        table = data.draw(st.sampled_from(["revenue", "expenditure", "general-expenditure"]))
        kept = tuple(figure for figure in disclosure.figures if (figure.table, figure.code) != (table, code))
        findings = checks.run(replace(disclosure, figures=kept)).findings
        root = findings[0]
        assert root.rule == "CPL003" and root.finding_id.endswith(f"/CPL003/{table}/{code}")
        assert {finding.group for finding in findings} == {root.finding_id}

    @slow
    @given(accounts.truths(), st.sampled_from(["revenue", "expenditure", "general-basic", "government-fund"]))
    def test_a_table_in_yuan_agrees_with_the_others(self, truth, table):
        assert not checks.run(accounts.disclosure(truth, in_yuan=table)).findings


def _changed(disclosure, index, change):
    figure = disclosure.figures[index]
    value = figure.amount.value + change
    changed = replace(figure, amount=Amount(value, "万元", str(value)))
    return replace(disclosure, figures=(*disclosure.figures[:index], changed, *disclosure.figures[index + 1 :]))


def _is_compared(disclosure, index):
    """Whether a check compares the amount with others at all, so that a very large change would be seen."""
    huge = _changed(disclosure, index, Decimal(10**9))
    return bool(checks.run(huge).findings) and bool(checks.run(_changed(disclosure, index, Decimal(-(10**9)))).findings)


class TestArithmetic:
    ROW = "general-expenditure 2012901 行政运行: total {}, basic {}, project {}"

    @pytest.mark.parametrize(
        ("total", "state"),
        [
            *(("351.43", "passed"), ("351.42", "rounding"), ("351.44", "rounding"), ("351.45", "failed")),
            *(("351.41", "failed"), ("351.4", "rounding"), ("351", "rounding"), ("350", "failed")),
        ],
    )
    def test_a_sum_may_miss_by_the_halves_of_what_is_printed(self, total, state):
        verdict = check(self.ROW.format(total, "225.49", "125.94"))
        assert states(verdict, "SUM001") == {"general-expenditure/2012901/total": state}
        assert bool(verdict.findings) == (state == "failed")

    def test_a_blank_part_adds_no_tolerance(self):
        lines = [f"revenue 201 一般公共服务支出: total {total}, appropriation 10.00" for total in ("10.01", "10.02")]
        assert states(check(lines[0]), "SUM001") == {"revenue/201/total": "rounding"}
        assert states(check(lines[1]), "SUM001") == {"revenue/201/total": "failed"}

    @pytest.mark.parametrize(
        ("one", "other", "state", "severity"),
        [
            ("46.14", "46.14", "passed", ""),
            ("46.14", "46.15", "failed", "note"),
            ("46.14", "46.16", "failed", "error"),
            ("46.1", "46.14", "rounding", ""),
            ("46.1", "46.20", "failed", "error"),
            ("46", "46.49", "rounding", ""),
        ],
    )
    def test_one_fact_twice(self, one, other, state, severity):
        verdict = check(f"summary/expenditure 八、教育支出: amount {one}", f"expenditure 205 教育支出: total {other}")
        assert list(states(verdict, "XTB001").values()) == [state]
        assert [finding.severity for finding in verdict.findings] == [severity] * bool(severity)

    def test_tables_in_different_units_are_compared_in_yuan(self):
        example = examples.disclosure(
            ["summary/expenditure 八、教育支出: amount 46.14", "expenditure 205 教育支出: total 461444.90"]
        )
        figures = (example.figures[0], _with_unit(example.figures[1], "元"))
        assert list(states(checks.run(replace(example, figures=figures)), "XTB001").values()) == ["rounding"]
        figures = (_with_unit(example.figures[0], "元"), example.figures[1])
        (finding,) = checks.run(replace(example, figures=figures)).findings
        assert (finding.rule, finding.printed, finding.expected) == ("XTB001", "46.14", "4614449000.00")

    def test_a_part_may_touch_the_whole_but_not_pass_it(self):
        whole = "expenditure 2012901 行政运行: total 10.00"
        for part, state in (("9.00", "passed"), ("10.00", "passed"), ("10.01", "rounding"), ("10.02", "failed")):
            verdict = check(whole, f"general-expenditure 2012901 行政运行: total {part}")
            assert states(verdict, "XTB002") == {"general-expenditure/2012901/total=expenditure/2012901/total": state}

    def test_three_public_expenses_above_their_table_are_a_warning(self):
        verdict = check("three-public/actual: reception 1.00", "general-basic 30217 公务接待费: amount 2.00")
        assert [(finding.rule, finding.severity) for finding in verdict.findings] == [("XTB002", "warning")]

    def test_long_numbers_are_exact_whatever_the_caller_has_set(self):
        row = self.ROW.format("123456789012345678.123456789013", "123456789012345678.123456789012", "0.000000000001")
        with decimal.localcontext(decimal.Context(prec=3)):
            verdict = check(row)
        assert states(verdict, "SUM001") == {"general-expenditure/2012901/total": "passed"}

    def test_a_blank_is_never_compared(self):
        verdict = check(
            "expenditure 201 一般公共服务支出: basic 1.00",
            "expenditure 20129 群众团体事务: total 5.00",
            "summary/expenditure 一、一般公共服务支出: amount 7.00",
        )
        assert not verdict.findings
        assert states(verdict, "SUM001") == {
            "expenditure/201/total": "not_applicable",
            "expenditure/20129/total": "not_applicable",
        }
        assert states(verdict, "SUM002") == {
            "expenditure/201/total": "not_applicable",
            "expenditure/201/basic": "not_applicable",
        }
        assert set(states(verdict, "XTB001").values()) == {"not_applicable"}


def _with_unit(figure, unit):
    return replace(figure, amount=Amount(figure.amount.value, unit, figure.amount.printed))


class TestWhatProvesNothing:
    """Disagreements with an innocent explanation: not checked, with the reason, and no finding."""

    def expect(self, verdict, rule, word):
        assert not verdict.findings
        found = [entry for entry in verdict.ledger if entry.rule == rule and entry.state == "not_checked"]
        assert found and all(word in entry.reason for entry in found)

    def test_a_number_that_could_not_be_placed(self):
        lines = (
            "expenditure 20129 群众团体事务: total 10.00",
            "expenditure 2012901 行政运行: total 4.00",
            "未定 expenditure 2012902 一般行政管理事务: 6.00",
        )
        self.expect(check(*lines), "SUM002", "6.00")
        self.expect(
            check("revenue 201 一般公共服务支出: total 9.00, other 3.00", "未定 revenue 201 一般公共服务支出: 6.00"),
            "SUM001",
            "6.00",
        )

    def test_a_sum_that_holds_does_not_need_the_number(self):
        lines = (
            "expenditure 20129 群众团体事务: total 4.00",
            "expenditure 2012901 行政运行: total 4.00",
            "未定 expenditure 2012902 一般行政管理事务: 6.00",
        )
        assert states(check(*lines), "SUM002") == {"expenditure/20129/total": "passed"}

    def test_an_unplaced_row_of_a_lane(self):
        lines = ("summary/revenue 本年收入合计: amount 10.00", "summary/revenue 总计: amount 12.00")
        self.expect(check(*lines, "未定 summary 年初结转和结余: 2.00"), "SUM003", "2.00")
        assert check(*lines).findings

    def test_a_column_that_the_form_does_not_have(self):
        row = "revenue 201 一般公共服务支出: total 10.00, appropriation 4.00"
        example = examples.disclosure([row])
        tables = tuple(
            replace(table, columns=("total", "appropriation")) if table.table == "revenue" else table
            for table in example.tables
        )
        self.expect(check(row, tables=tables), "SUM001", "上级补助收入")
        assert check(row).findings

    def test_a_blank_opening_balance_of_a_fund(self):
        row = "government-fund 229 其他支出: revenue 5.00, total 8.00, project 8.00, closing 2.00"
        self.expect(check(row), "SUM001", "年初结转和结余")

    def test_a_blank_opening_balance_in_the_summary(self):
        lines = (
            "appropriation-summary/revenue 一般公共预算财政拨款: amount 5.00",
            "appropriation-summary/expenditure 总计: general 8.00",
        )
        self.expect(check(*lines), "SUM004", "一般公共预算财政拨款")

    def test_two_tables_of_a_budget(self):
        lines = ("summary/revenue 本年收入合计: amount 10.00", "revenue 合计: total 12.00")
        self.expect(check(*lines, identity=Identity("danwei", "某单位", 2026, "budget", "")), "XTB001", "口径")
        assert check(*lines).findings

    def test_a_code_that_is_printed_twice(self):
        lines = (
            "expenditure 201 一般公共服务支出: total 10.00",
            "expenditure 20129 群众团体事务: total 10.00",
            "expenditure 201 一般公共服务支出: total 7.00",
            "expenditure 20129 群众团体事务: total 7.00",
        )
        self.expect(check(*lines), "SUM002", "不止一次")

    def test_a_row_with_an_unknown_name(self):
        lines = (
            "summary/revenue 一般公共预算财政拨款收入: amount 10.00",
            "summary/revenue 投资收益: amount 5.00",
            "summary/revenue 本年收入合计: amount 15.00",
        )
        self.expect(check(*lines), "SUM003", "投资收益")

    def test_a_row_that_is_inside_another(self):
        lines = (
            "summary/revenue 财政拨款收入: amount 10.00",
            "summary/revenue 其中：政府性基金预算财政拨款: amount 4.00",
            "summary/revenue 本年收入合计: amount 10.00",
        )
        self.expect(check(*lines), "SUM003", "其中")

    def test_an_economic_class_without_a_row_of_its_own(self):
        lines = (
            "general-basic 301 工资福利支出: amount 10.00",
            "general-basic 30101 基本工资: amount 10.00",
            "general-basic 30302 退休费: amount 4.00",
            "general-basic 人员经费合计: amount 14.00",
        )
        self.expect(check(*lines), "SUM003", "303")

    def test_a_total_that_the_form_does_not_print(self):
        lines = (
            "general-expenditure 合计: basic 10.00",
            "general-basic 人员经费合计: amount 8.00",
        )
        self.expect(check(*lines), "XTB001", "公用经费合计")

    BROKEN = (
        "expenditure 201 一般公共服务支出: total 10.00",
        "expenditure 20129 群众团体事务: total 7.00",
    )

    def test_a_page_inside_the_table_that_was_not_read(self):
        self.expect(check(*self.BROKEN, notes=("第 2 页是图片，未读取",)), "SUM002", "第 2 页")
        assert check(*self.BROKEN, notes=("第 9 页是图片，未读取",)).findings

    def test_a_second_table_of_the_same_title(self):
        left_out = Leftover("同名表格再次出现", "支出决算表", Location(2))
        self.expect(check(*self.BROKEN, leftovers=(left_out,)), "SUM002", "支出决算表")
        assert check(*self.BROKEN).findings


class TestGroups:
    def test_one_wrong_number_is_one_group(self):
        verdict = check(
            "expenditure 合计: total 10.00, basic 10.00",
            "expenditure 201 一般公共服务支出: total 13.00, basic 10.00",
            "expenditure 20129 群众团体事务: total 10.00, basic 10.00",
            "summary/expenditure 一、一般公共服务支出: amount 10.00",
        )
        rules = [finding.rule for finding in verdict.findings]
        assert rules == ["SUM001", "SUM002", "SUM002", "XTB001"]
        assert {finding.group for finding in verdict.findings} == {verdict.findings[0].finding_id}

    def test_two_wrong_numbers_are_two(self):
        verdict = check(
            "expenditure 2012901 行政运行: total 10.00, basic 11.00",
            "expenditure 2012902 一般行政管理事务: total 10.00, basic 12.00",
        )
        assert len({finding.group for finding in verdict.findings}) == 2

    def test_heavier_findings_come_first(self):
        verdict = check(
            "空 government-fund",
            "summary/expenditure 八、教育支出: amount 46.14",
            "expenditure 205 教育支出: total 46.15",
            "expenditure 2210201 提租补贴: total 1.00, basic 2.00",
        )
        assert [finding.rule for finding in verdict.findings] == ["SUM001", "CLS003", "CPL002", "XTB001"]


class TestCompleteness:
    def test_a_document_without_tables_has_one_line_in_the_ledger(self):
        for kind in ("final", "budget"):
            identity = Identity("danwei", "某单位", 2023, kind, "")
            verdict = check(identity=identity, tables=())
            seen = {(entry.rule, entry.state, entry.reason) for entry in verdict.ledger}
            assert ("CPL001", "not_checked", "文本中没有表格") in seen
            assert {rule[:3] for rule, state, _ in seen if state != "not_applicable"} <= {"CPL", "YOY", "ORG"}
            assert len(seen) == len(verdict.ledger)

    def test_a_budget_need_not_have_the_nine_tables(self):
        identity = Identity("danwei", "某单位", 2023, "budget", "")
        verdict = check("无 government-fund", "revenue 201 一般公共服务支出: total 1.00", identity=identity)
        assert not verdict.findings
        assert states(verdict, "CPL001") == {"tables": "not_checked"}

    def test_a_table_is_not_missing_if_something_was_not_read(self):
        lines = ("无 government-fund", "revenue 201 一般公共服务支出: total 1.00")
        for changes in (
            {"notes": ("第 3 页是图片，未读取",)},
            {"leftovers": (Leftover("没有认出", "附件 基金支出情况", Location()),)},
        ):
            verdict = check(*lines, **changes)
            assert states(verdict, "CPL001")["government-fund"] == "not_checked"
            assert not verdict.findings

    def test_a_table_is_not_missing_if_its_title_stands_there_above_the_unit(self):
        lines = ("无 three-public", "revenue 201 一般公共服务支出: total 1.00")
        title = "表九：财政拨款“三公”经费及会议费、培训费支出决算表"
        verdict = check(*lines, f"文 {title} 单位 ：某某中心 单位 ：万元")
        assert states(verdict, "CPL001")["three-public"] == "not_checked"
        told = check(*lines, f"文 见{title}。")
        assert [finding.rule for finding in told.findings if finding.severity != "note"] == ["CPL001"]

    def test_a_form_of_another_kind_is_not_the_missing_table(self):
        lines = ("无 government-fund", "revenue 201 一般公共服务支出: total 1.00")
        verdict = check(*lines, leftovers=(Leftover("不是标准表", "项目绩效自评表", Location()),))
        assert [finding.rule for finding in verdict.findings] == ["CPL001"]

    def test_the_state_capital_table_is_younger_than_the_others(self):
        lines = ("无 state-capital", "revenue 201 一般公共服务支出: total 1.00")
        assert not check("年度 2019", *lines).findings
        assert [finding.rule for finding in check("年度 2022", *lines).findings] == ["CPL001"]

    def test_a_table_that_was_not_read_is_not_empty(self):
        example = examples.disclosure(["空 government-fund"])
        tables = tuple(replace(table, state="unread") for table in example.tables)
        verdict = check("空 government-fund", tables=tables)
        assert set(states(verdict, "CPL002").values()) == {"not_checked"}

    def test_rows_may_differ_where_the_sums_hold(self):
        verdict = check(
            "revenue 20805 行政事业单位养老支出: total 5.00",
            "revenue 2080501 行政单位离退休: total 5.00",
            "expenditure 20805 行政事业单位养老支出: total 9.00",
            "expenditure 2080501 行政单位离退休: total 5.00",
            "expenditure 2080502 事业单位离退休: total 4.00",
        )
        assert not verdict.findings
        assert states(verdict, "CPL003") == {"revenue": "passed", "expenditure": "passed"}

    def test_a_gap_that_no_other_table_explains_is_no_missing_row(self):
        verdict = check(
            "revenue 20805 行政事业单位养老支出: total 9.00",
            "revenue 2080501 行政单位离退休: total 5.00",
            "expenditure 20805 行政事业单位养老支出: total 8.00",
            "expenditure 2080501 行政单位离退休: total 5.00",
            "expenditure 2080502 事业单位离退休: total 3.00",
        )
        assert {finding.rule for finding in verdict.findings} == {"SUM002"}
        assert states(verdict, "CPL003")["revenue"] == "not_checked"

    def test_several_missing_rows_are_one_finding(self):
        verdict = check(
            "revenue 20805 行政事业单位养老支出: total 12.00",
            "revenue 2080501 行政单位离退休: total 5.00",
            "expenditure 20805 行政事业单位养老支出: total 12.00",
            "expenditure 2080501 行政单位离退休: total 5.00",
            "expenditure 2080502 事业单位离退休: total 4.00",
            "expenditure 2080505 机关事业单位基本养老保险缴费支出: total 3.00",
        )
        assert [finding.rule for finding in verdict.findings] == ["CPL003", "SUM002"]
        assert "2080502" in verdict.findings[0].message and "2080505" in verdict.findings[0].message


class TestCodes:
    @pytest.mark.parametrize(
        ("code", "item"),
        [
            ("207001", "西安市信访局"),
            ("301001", "市总工会本级"),
            ("12345", "某项目"),
            ("2012901001", "某处室业务经费"),
        ],
    )
    def test_a_code_of_a_unit_or_project_is_not_accused(self, code, item):
        verdict = check(f"expenditure {code} {item}: total 1.00")
        assert not verdict.findings
        assert "not_checked" in states(verdict, "CLS001").values()

    @pytest.mark.parametrize(
        ("code", "item"),
        [
            ("20805", "行政事业单位养老支出"),
            ("20805", "行政事业单位养老"),
            ("2080505", "机关事业单位基本养老保险缴费"),
            ("2080505", "机关事业单位基本养老 保险缴费支出"),
            ("30231", "公务用车运行维护"),
            ("2080501", "归口管理的行政单位离退休"),
            ("2210201", "住房公积金（含补缴）"),
            ("2999999", "从来没有见过的科目"),
            ("2012901", "从来没有见过的名称"),
        ],
    )
    def test_wordings_and_unknown_names_are_not_accused(self, code, item):
        assert not check(f"expenditure {code} {item}: total 1.00").findings

    def test_a_malformed_code_is_one_finding_for_all_its_places(self):
        verdict = check(
            "revenue 21004 公共卫生: total 2.27",
            "revenue 210499 其他公共卫生支出: total 2.27",
            "expenditure 21004 公共卫生: total 2.27",
            "expenditure 210499 其他公共卫生支出: total 2.27",
        )
        (finding,) = verdict.findings
        assert (finding.rule, finding.source_lines, finding.printed) == ("CLS001", (2, 4), "210499")

    def test_a_table_that_lists_items_alone_has_no_orphans(self):
        verdict = check(
            "general-expenditure 2012901 行政运行: total 1.00",
            "general-expenditure 2080501 行政单位离退休: total 1.00",
        )
        assert not verdict.findings

    def test_a_missing_section_is_one_finding_for_its_items(self):
        items = [f"expenditure 201290{n} 项{n}: total 1.00" for n in range(1, 7)]
        verdict = check(
            "expenditure 201 一般公共服务支出: total 8.00",
            "expenditure 20129 群众团体事务: total 6.00",
            *items,
            "expenditure 2013201 行政运行: total 1.00",
            "expenditure 2013202 一般行政管理事务: total 1.00",
        )
        (finding,) = verdict.findings
        assert (finding.rule, finding.finding_id.rpartition("/")[2]) == ("CLS002", "20132")


NEW_RULE = '''"""行太多。

检查什么
行数。

为什么
试验。

不通过
    revenue 201 一般公共服务支出: total 1.00

通过
    空
"""

from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome

CODE = "TXT999"
NAME = "too-many-rows"
SEVERITY = "note"
TITLE = "行太多"
TITLE_EN = "Too many rows"


def check(case: Case) -> Iterator[Outcome]:
    """One row is too many."""
    yield Outcome("rows", "failed", fault=Fault("行太多", "too many rows", figures=case.disclosure.figures))
'''
ASK = """
from builder import checks
from tests import examples
rule = next(rule for rule in checks.rules() if rule.code == "TXT999")
verdict = checks.run(examples.disclosure(examples.lines(rule.fails)))
print(rule.title_en, [finding.finding_id for finding in verdict.findings])
print(rule.code in {entry.rule for entry in verdict.ledger})
"""


def test_a_file_dropped_into_the_folder_is_a_rule(tmp_path):
    root = Path(checks.__file__).parents[2]
    shutil.copytree(root / "builder", tmp_path / "builder", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(
        root / "tests", tmp_path / "tests", ignore=shutil.ignore_patterns("__pycache__", "golden", "browser")
    )
    (tmp_path / "builder" / "checks" / "txt999_too_many_rows.py").write_text(NEW_RULE, encoding="utf-8")
    answer = subprocess.run([sys.executable, "-c", ASK], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert answer.stdout == "Too many rows ['danwei-2023-final/TXT999/rows']\nTrue\n"


def test_two_rules_with_one_code_are_refused(tmp_path):
    root = Path(checks.__file__).parents[2]
    shutil.copytree(root / "builder", tmp_path / "builder", ignore=shutil.ignore_patterns("__pycache__"))
    copy = tmp_path / "builder" / "checks" / "zzz.py"
    copy.write_text(NEW_RULE.replace("TXT999", "SUM001"), encoding="utf-8")
    asked = [sys.executable, "-c", "from builder import checks; checks.rules()"]
    answer = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "have the same code SUM001" in answer.stderr
