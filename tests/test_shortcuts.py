"""What is looked for first, because it is quick, hides nothing of what is looked for then."""

from hypothesis import given
from hypothesis import strategies as st

from builder.model.document import Word
from builder.readers import _pdflines, _rowparts
from builder.readers.text import Words, split
from builder.recognise import beside, heard, subjects


def _made_of(*texts: str) -> st.SearchStrategy[str]:
    """Texts of these pieces, and of some that mean nothing."""
    return st.lists(st.sampled_from([*texts, "和", "的", "甲", " ", "1", "\n"]), max_size=12).map("".join)


_CLAUSES = _made_of(
    *"为是计达到约近各均有共别排于在年度：:了额数率幅加长升高低增减费）(（",
    *(
        "分别",
        "合计",
        "共计",
        "累计",
        "不少于",
        "2024年度",
        "增加",
        "增长",
        "减少（增加）",
        "压缩",
        "预算",
        "决算",
        "安排",
    ),
    *("实际完成", "实际支出数", "年初", "财政拨款", "支出", "项目", "绩效自评综述", "执行率在"),
)


@given(_CLAUSES)
def test_what_is_taken_off_a_clause_ends_in_a_known_character(clause: str) -> None:
    for pattern, last in subjects._ENDINGS:
        assert pattern.sub("", clause) == clause or clause[-1] in last


@given(
    _made_of("20", "2024", "年", "原", "原因", "主要", "主要是", "由于", "收入", "预算", "项目", "截至", "去年", "举办")
)
def test_a_clause_that_is_noticed_has_a_word_that_is_listened_for(clause: str) -> None:
    years = (heard._YEAR, heard._LAST_YEAR, heard._THIS_YEAR)
    noticed = heard._REASON.search(clause) or any(each.match(clause) for each in years)
    assert not noticed or heard._HEARD.search(clause)


@given(_made_of("上", "上年", "比上年", "增减", "增长额", "扣除", "基建", "预算数", "决算", "与", "实际执行"))
def test_a_mark_has_one_of_its_letters(text: str) -> None:
    found = [beside._NET.search, beside._CHANGE.search, beside._PRIOR.match, beside._PRIOR_ACTUAL.match]
    assert beside._HINT.search(text) or not any(pattern(text) for pattern in found)


@given(st.text(st.sampled_from("0123456789.,，-－—▲(（)）%…、一二十甲乙"), max_size=8))
def test_what_tells_rows_apart_is_looked_at(text: str) -> None:
    tells = (_rowparts._NUMBER.fullmatch, _rowparts._FILLER.fullmatch, _rowparts._ORDINAL.match)
    assert _rowparts._TELLS.search(text) or not any(pattern(text) for pattern in tells)


@given(st.text(st.sampled_from("0123456789.,)） \u3000年甲\r\n"), max_size=40))
def test_numbers_are_found_line_by_line_as_in_the_whole_text(text: str) -> None:
    whole = [_pdflines._beside(match) for match in _pdflines._NUMBER.finditer(text)]
    assert list(_pdflines._numbers(text)) == whole


def test_words_are_split_when_they_are_asked_for() -> None:
    told = Words("2024年 126.73 126. 73行政运行")
    assert "found" not in vars(told)
    assert told == tuple(map(Word, split(told.text))) == tuple(told)
    assert (len(told), told[0], told[1:]) == (len(told.found), told.found[0], told.found[1:])
    assert hash(told) == hash(told.found) and repr(told) == repr(told.found)
    assert told != Words("甲") and told != ["2024年"]


@given(_made_of(".", "…", "·", "..", "......", "目录"))
def test_leaders_have_their_dots(text: str) -> None:
    assert not _pdflines._LEADERS.search(text) or sum(map(text.count, _pdflines._LEADER)) > _pdflines._FEW_DOTS
