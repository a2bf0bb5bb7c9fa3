"""Questions that the corpus answers, as SQL over the views of its Parquet files; a test runs every one of them."""

from builder.frozen import frozen

VIEWS = "views.sql"
"""The file beside the Parquet files that makes a view of each resource."""


@frozen
class Query:
    """A question in Chinese and English, the SQL that answers it, and what to know about the answer."""

    title: str
    title_en: str
    sql: str
    note: str


QUERIES = (
    Query(
        "哪家的“三公”经费比上年多了，多多少？",
        "Whose spending on travel, cars and reception rose, and by how much?",
        """\
SELECT disclosure_id, year, value * CASE direction WHEN 'decrease' THEN -1 ELSE 1 END AS change, unit, text
FROM statements
WHERE subject LIKE '%三公%' AND measure = 'change' AND derived = ''
ORDER BY change DESC, disclosure_id, text;""",
        "增减额取自文件里的说明文字，负数是减少；text 是原话。文件没有说的不在其中。",
    ),
    Query(
        "人员经费占基本支出的几成？",
        "What share of basic spending is personnel, unit by unit?",
        """\
WITH basic AS (
  SELECT disclosure_id, fiscal_year,
         max(amount_yuan) FILTER (WHERE item = '人员经费合计') AS personnel,
         max(amount_yuan) FILTER (WHERE item = '公用经费合计') AS running
  FROM figures
  WHERE "table" = 'general-basic'
  GROUP BY ALL
)
SELECT disclosure_id, fiscal_year, personnel, running,
       round(100 * personnel / (personnel + running), 1) AS personnel_percent
FROM basic
WHERE personnel + running > 0
ORDER BY personnel_percent DESC, disclosure_id;""",
        "金额以元计。缺其中一个合计的不算：空格不是零。",
    ),
    Query(
        "哪些核对发现牵涉的金额最大？",
        "Which findings touch the largest amounts?",
        """\
SELECT f.finding_id, f.severity, max(g.amount_yuan) AS largest_yuan, f.message
FROM findings AS f
JOIN figures AS g ON list_contains(string_split(f.figures, ' '), g.figure_id)
WHERE f.severity <> 'note'
GROUP BY ALL
ORDER BY largest_yuan DESC, f.finding_id
LIMIT 20;""",
        "largest_yuan 是这条发现涉及的数里最大的一个，以元计，不是差额；差额在 difference 一列。",
    ),
)
"""What the page shows, in its order."""


def views(resources: tuple[str, ...]) -> str:
    """The SQL that makes a view of each resource; run it in the folder that the Parquet files are below."""
    made = (
        f"CREATE OR REPLACE VIEW {name} AS\n"
        f"SELECT * FROM read_parquet('{name}/**/*.parquet', hive_partitioning = true);\n"
        for name in resources
    )
    return (
        "-- 在本文件所在的文件夹里运行 · Run this in the folder that this file is in: duckdb -init views.sql\n"
        + "".join(made)
    )
