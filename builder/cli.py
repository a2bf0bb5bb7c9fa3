"""The command ``build-site``: a few lines each over pipeline and report. Modules are loaded when they are needed."""

import dataclasses
import datetime
import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from builder import __version__, terminal
from builder.errors import UserError

if TYPE_CHECKING:
    from builder.content import Found

_MAIN_HELP = """读公开的部门预决算，核对其中的数字，生成数据包和网站。

\b
不带命令时与 build-site build 相同：读 content/，写 datapackages/ 和 site/。
Reads published budgets and final accounts, proves their figures and publishes data packages and a site.
Without a command it is build-site build: content/ is read, datapackages/ and site/ are written.

\b
例 · Example:
  build-site
"""
_SETTINGS = "site_config.yml"
_NEAR_LIMIT = 800_000_000
"""Bytes of a site from which the limit of GitHub Pages, 1 GB, is near."""
_LARGE = (
    "网站有 {:.0f} MB，GitHub Pages 最多放 1 GB：可以按地区或年度分成几个 content 各建一个网站，"
    "减少 page_pictures，或者放到对象存储 · GitHub Pages takes 1 GB: several sites, fewer pictures, or a bucket"
)


def _help(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.help_option("-h", "--help", help="显示帮助 · Show this help.")(function)


@click.group(invoke_without_command=True, help=_MAIN_HELP)
@click.version_option(__version__, message="build-site %(version)s", help="显示版本 · Show the version.")
@_help
@click.pass_context
def cli(context: click.Context) -> int:
    """``build-site``; the number is the exit code."""
    return int(context.invoke(build)) if context.invoked_subcommand is None else 0


@cli.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path(), help="输出文件夹 · Output folder.")
@click.option("--config", type=click.Path(path_type=Path), help=f"设置文件，默认 {_SETTINGS} · Settings file.")
@click.option("--ocr", is_flag=True, help="用文字识别读图片页（另装 mingzhang[ocr]） · Read pages that are pictures.")
@click.option("--reason", default="", help="为什么要改变或撤回已公布的数 · Why published figures change or go.")
@click.option("--fewer", type=click.IntRange(1), help="确认会少这么多个数（少五分之一以上时） · So many fewer figures.")
@click.option("--jobs", type=click.IntRange(1), help="同时处理几份文件，默认等于处理器数 · How many files at a time.")
@click.option("--cluster", default="", help="Dask 调度器 tcp://主机:端口（另装 mingzhang[cluster]） · Dask scheduler.")
@_help
def build(
    folder: Path | None = None,
    output: Path = Path(),
    config: Path | None = None,
    **asked: Any,  # noqa: ANN401 - the other options, as click gives them
) -> int:
    """读一个文件夹，写出数据包和网站。

    \b
    不写 FOLDER 时读 content/；结果写到 OUT/datapackages 和 OUT/site。
    没有变化时什么也不重做。读不了的文件逐个列出，其余照常发布，退出码为 2；
    不是预决算公开的文件只列出来。已公布的数有改变或撤回时什么也不写，除非用 --reason 说明原因；
    少五分之一以上时还要用 --fewer 写明少多少个。
    Reads a folder and writes OUT/datapackages and OUT/site. Nothing is redone if nothing changed.
    A file that cannot be read is named, the others are published and the exit code is 2;
    a file that is no disclosure is only named. Nothing is written if published figures would
    change or disappear, unless --reason says why; more than a fifth less must be said with --fewer.

    \b
    例 · Example:
      build-site build FOLDER -o OUT
    """
    from builder import continuity, pipeline, report
    from builder.config import chosen
    from builder.outputs import Outputs

    settings = chosen(config)
    outputs = Outputs.below(output, settings)
    if asked.get("ocr"):
        pipeline.require_ocr()
    reason, fewer = asked.get("reason") or "", asked.get("fewer") or 0
    why = continuity.Reason(reason, _today(), fewer) if reason or fewer else None
    jobs = asked.get("jobs") or os.cpu_count() or 1
    wish = pipeline.Wish(asked.get("ocr", False), why, jobs, asked.get("cluster") or "")
    outcome = pipeline.build(folder or Path(settings.content), outputs, settings, terminal.progress(), wish)
    if outcome.unchanged:
        click.echo("没有变化，不必重做 · nothing changed, nothing redone", err=True)
    click.echo(f"网站首页 · front page: {outcome.front_page}")
    click.echo(report.published_table(outcome.published))
    if outcome.site_bytes > _NEAR_LIMIT:
        click.echo(_LARGE.format(outcome.site_bytes / 1e6), err=True)
    for unread in outcome.unread:
        click.echo(f"未能读取 · not read: {report.unread_line(unread)}", err=True)
    return 0 if all(unread.foreign for unread in outcome.unread) else 2


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式 · Output format.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    help="有这一级或更重的发现时退出码为 1（默认 error） · Exit 1 for findings of this severity or above.",
)
@click.option("--ocr", is_flag=True, help="用文字识别读图片页（另装 mingzhang[ocr]） · Read pages that are pictures.")
@_help
def check(files: tuple[Path, ...], form: str, fail_on: str, ocr: bool) -> int:
    """核对一份或几份文件，列出自相矛盾之处，不写任何文件；同一单位几个年度的文件互相对照。

    \b
    退出码：0 没有问题，1 有 --fail-on 一级或更重的发现，2 文件读不了或用法有误。
    Checks files and lists where they disagree with themselves; writes nothing.
    Exit code: 0 fine, 1 findings at or above --fail-on, 2 a file that cannot be read or wrong usage.

    \b
    例 · Example:
      build-site check 决算草稿.txt --fail-on warning
    """
    from builder import content, pipeline, report
    from builder.model.outcome import Checked, Unread

    if ocr:
        pipeline.require_ocr()
    pipeline.prepare()
    results = [pipeline.trapped(found, pipeline.check) for found in [content.single(path, ocr) for path in files]]
    checked = pipeline.compared([result for result in results if isinstance(result, Checked)])
    unread = [result for result in results if isinstance(result, Unread)]
    if form == "json":
        click.echo(report.as_json(checked, unread))
    elif checked:
        click.echo("\n\n".join(map(report.text, checked)))
    for item in unread:
        click.echo(f"未能读取 · not read: {report.unread_line(item)}", err=True)
    return 2 if unread else int(report.reaches(checked, fail_on))


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--page", type=click.IntRange(1), help="只看这一页（默认有表的各页） · Only this page.")
@click.option("--html", "out", type=click.Path(path_type=Path), help="另写一个 HTML 文件 · Write an HTML page too.")
@click.option("--ocr", is_flag=True, help="用文字识别读图片页（另装 mingzhang[ocr]） · Read pages that are pictures.")
@_help
def look(file: Path, page: int | None, out: Path | None, ocr: bool) -> int:
    """看看文件里认出了什么、为什么：每个网格是哪张表，表头对应哪一栏，遗留了什么。

    \b
    增加一种表格布局时用。HTML 里有每一页的图，每个数字上画框，按认作什么着色，自成一个文件。
    Shows what was seen in a file and why: each grid, which table it was taken for, which header matched
    which column, and what was left over. The HTML page draws the boxes over the picture of each page.

    \b
    例 · Example:
      build-site look 决算.pdf --page 8 --html look.html
    """
    from builder import content, pipeline, report
    from builder.model.outcome import Unread

    if ocr:
        pipeline.require_ocr()
    seen = pipeline.trapped(content.single(file, ocr), functools.partial(pipeline.look, page=page, out=out))
    if isinstance(seen, Unread):
        click.echo(f"未能读取 · not read: {report.unread_line(seen)}", err=True)
        return 2
    if page is not None and page > seen.pages:
        raise UserError(f"没有第 {page} 页，{file} 有 {seen.pages} 页 · there is no such page")
    if out is not None:
        click.echo(f"已写 · written: {out}", err=True)
    click.echo(seen.text)
    return 0


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--entity", default="", help="单位的拼音代号或名称 · The entity's slug or name.")
@click.option("--year", type=click.IntRange(1990, 2099), help="年度 · Fiscal year.")
@click.option("--kind", type=click.Choice(["budget", "final"]), help="预算或决算 · Budget or final accounts.")
@click.option("--title", default="", help="标题 · Title.")
@click.option("--publisher", default="", help="谁公开的 · Who published it.")
@click.option("--retrieved-from", default="", help="从哪里得到的（网址） · Where it was got.")
@click.option("--note", default="", help="是什么样的副本 · What kind of copy it is.")
@click.option("--content", "folder", type=click.Path(path_type=Path), help="放进哪个文件夹 · Content folder.")
@click.option("--replace", is_flag=True, help="已经有了就替换 · Replace what is there.")
@click.option("--ocr", is_flag=True, help="用文字识别读图片页（另装 mingzhang[ocr]） · Read pages that are pictures.")
@_help
def add(file: Path, folder: Path | None, replace: bool, ocr: bool, **given: Any) -> int:  # noqa: ANN401 - what was said, by name
    """把一份公开文件收进 content/：认出单位、年度和类别，复制文件，写好 disclosure.yml。

    \b
    认不出的才问（在终端里），或用选项写明；选项优先于认出的。已经有的不覆盖。
    Files a published document in content/: entity, year and kind are recognised, the file is copied and
    disclosure.yml written. Only what was not found is asked for, on a terminal; options come first.

    \b
    例 · Example:
      build-site add 决算.pdf --retrieved-from https://www.example.gov.cn/2024.html
    """
    from builder import content, filing, pipeline, report
    from builder.config import chosen
    from builder.model.outcome import Unread

    if ocr:
        pipeline.require_ocr()
    top = folder or Path(chosen(None).content)
    found = content.single(file, ocr)
    entities = filing.entities_of(top)
    told = pipeline.trapped(found, functools.partial(pipeline.whose, entities=entities))
    if isinstance(told, Unread):
        click.echo(f"未能读取 · not read: {report.unread_line(told)}", err=True)
        return 2
    said = filing.Given(**given)
    if filing.questions(told[0], said, entities):
        _remark(found)  # a blank form or a letter has no entity: say so before asking for one
    while asked := filing.questions(told[0], said, entities):
        said = filing.answered(said, asked[0], terminal.ask(asked))
    identity = filing.decided(told[0], said, entities)
    filed = filing.file(top, filing.Entry(file.read_bytes(), told[1], identity, given["note"] or found.note), replace)
    click.echo(report.filed(identity, told[0], filed.source, filed.new_entity))
    _remark(dataclasses.replace(found, identity=identity))
    return 0


def _remark(found: "Found") -> None:
    from builder import pipeline

    for note in pipeline.remarks(found):
        click.echo(f"注意 · note: {note}", err=True)


@cli.command()
@click.argument("disclosure_id")
@click.option(
    "--passage",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="只移除 FILE 里的这段文字（- 为标准输入） · A passage.",
)
@click.option("--reason", required=True, help="为什么，会公布 · Why; it is published.")
@click.option("--content", "folder", type=click.Path(path_type=Path), help="哪个文件夹，默认 content · Content folder.")
@_help
def remove(disclosure_id: str, passage: TextIO | None, reason: str, folder: Path | None) -> int:
    """把一份公开文件或其中一段文字列入 removals.csv，下次 build 起各处都不再公布。

    \b
    一段文字从文件或标准输入读，空白和换行不计；removals.csv 只记它的长度和散列值，不记原文。
    Lists a disclosure, or a passage of one, in removals.csv: from the next build on it is published
    nowhere. The passage is read from a file or stdin; only its length and digest are kept.

    \b
    例 · Example:
      build-site remove hanyang-2022-final --passage - --reason 应本人要求
    """
    from builder import content, pipeline, removals
    from builder.config import chosen

    top = folder or Path(chosen(None).content)
    told = removals.passage(passage.read()) if passage else ""
    found = content.find(top)
    if not pipeline.has(found, disclosure_id, told):
        what = "没有这段文字" if told else "没有这份公开文件"
        raise UserError(f"{top} 里{what}：{disclosure_id} · not found in this folder")
    removals.append(top / removals.NAME, removals.Removal(_today(), disclosure_id, told, reason))
    click.echo(f"已列入 {top / removals.NAME}；运行 build-site 后生效 · listed; run build-site", err=True)
    return 0


@cli.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@_help
def diff(old: Path, new: Path) -> int:
    """两次生成的数据包有什么不同：新增、改变、撤回、移位的数。

    \b
    OLD 和 NEW 是 OUT、OUT/datapackages 或单个数据包。每个数一行；
    有改变或撤回时退出码为 1。
    What differs between two builds: figures added, changed, withdrawn or moved, one per line.
    Exit code 1 if a figure was changed or withdrawn.

    \b
    例 · Example:
      build-site diff OLD/datapackages datapackages
    """
    from builder import continuity
    from builder.packages.diff import diff as compare

    changes = []
    for change in compare(old, new):
        click.echo(continuity.line(change))
        changes.append(change)
    click.echo(continuity.summary(changes), err=True)
    return 1 if any(change.is_loss for change in changes) else 0


@cli.command()
@click.argument("code", required=False)
@_help
def explain(code: str | None) -> None:
    """说明一条规则：检查什么、为什么、什么样不通过、什么样通过。

    \b
    不写 CODE 就列出全部规则。
    Explains a rule: what it checks, why, an example that fails and one that passes.
    Without CODE all rules are listed.

    \b
    例 · Example:
      build-site explain SUM001
    """
    from builder import checks, report

    rules = {rule.code: rule for rule in checks.rules()}
    if code is None:
        click.echo("\n".join(map(report.rule_line, rules.values())))
    elif code.upper() in rules:
        click.echo(report.rule_text(rules[code.upper()]))
    else:
        raise UserError(
            f"没有规则 “{code}”；用 build-site explain 列出全部 · no such rule, build-site explain lists them"
        )


@cli.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口 · Port.")
@click.option("--config", type=click.Path(path_type=Path), help=f"设置文件，默认 {_SETTINGS} · Settings file.")
@_help
def serve(folder: Path | None, port: int, config: Path | None) -> None:
    """在本机浏览已生成的网站（只有本机能访问），按 Ctrl+C 结束。

    \b
    FOLDER 是 build-site build 的 -o，默认为当前文件夹。
    Shows the built site on this machine only; FOLDER is the -o of build-site build. Ctrl+C ends it.

    \b
    例 · Example:
      build-site serve --port 8080
    """
    import contextlib

    from builder import serving
    from builder.config import chosen

    with serving.server((folder or Path()) / chosen(config).site, port) as server:
        click.echo(f"http://127.0.0.1:{server.server_port}/")
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


def _today() -> str:
    return f"{datetime.date.today():%Y-%m-%d}"


def main() -> None:
    """Run the command; every mistake of the user's is one line on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(prog_name="build-site", standalone_mode=False)
    except (UserError, click.UsageError) as error:
        click.echo(f"错误 · error: {terminal.lines(error)}", err=True)
        code = 2
    except (click.Abort, KeyboardInterrupt):
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except OSError as error:
        where = error.filename or "磁盘 (disk)"
        click.echo(f"错误 · error: 无法读写 {where}：{error.strerror} · cannot read or write", err=True)
        code = 2
    sys.exit(code if isinstance(code, int) else 0)
