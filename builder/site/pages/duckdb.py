"""How to ask the whole corpus a question: the Parquet files, and queries that answer something."""

from collections.abc import Iterator

from builder.site import addresses
from builder.site.exports import PARQUET
from builder.site.page import Page, Site
from builder.site.queries import QUERIES, VIEWS


def pages(site: Site) -> Iterator[Page]:
    """One page, if there are Parquet files."""
    files = site.exports.get("", ())
    if files:
        values = {
            "bundle": files[0],
            "files": files[1:],
            "figures": next((one for one in files if one.path.startswith(f"{PARQUET}/figures/")), files[1]),
            "queries": QUERIES,
            "views": VIEWS,
            "base": site.settings.site_url.rstrip("/") or "https://example.org",
        }
        description = (
            "全部数据的 Parquet 文件，以及可以照抄的查询：谁的三公经费升了、人员经费占几成、哪些发现金额最大。"
        )
        yield Page(addresses.DUCKDB, "用 DuckDB 查询", "duckdb.md.j2", values, "下载", 5, description)
