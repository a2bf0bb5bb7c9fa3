"""The command ``build-site``: a few lines each over pipeline and report. Modules are loaded when they are needed."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builder import __version__
from builder.errors import UserError

if TYPE_CHECKING:
    from builder.config import Settings

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
@_help
def build(folder: Path | None = None, output: Path = Path(), config: Path | None = None, ocr: bool = False) -> int:
    """读一个文件夹，写出数据包和网站。

    \b
    不写 FOLDER 时读 content/；结果写到 OUT/datapackages 和 OUT/site。
    没有变化时什么也不重做。读不了的文件逐个列出，其余照常发布，退出码为 2；
    不是预决算公开的文件只列出来。
    Reads a folder and writes OUT/datapackages and OUT/site. Nothing is redone if nothing changed.
    A file that cannot be read is named, the others are published and the exit code is 2;
    a file that is no disclosure is only named.

    \b
    例 · Example:
      build-site build FOLDER -o OUT
    """
    from builder import pipeline, report

    settings = _settings(config)
    outputs = pipeline.Outputs.below(output, settings)
    if ocr:
        pipeline.require_ocr()
    outcome = pipeline.build(folder or Path(settings.content), outputs, settings, _progress(), ocr)
    if outcome.unchanged:
        click.echo("没有变化，不必重做 · nothing changed, nothing redone", err=True)
    click.echo(f"网站首页 · front page: {outcome.front_page}")
    click.echo(report.published_table(outcome.published))
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
    """核对一份或几份文件，列出自相矛盾之处，不写任何文件。

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
    results = [pipeline.trapped(found, pipeline.check) for found in [content.single(path, ocr) for path in files]]
    checked = [result for result in results if isinstance(result, Checked)]
    unread = [result for result in results if isinstance(result, Unread)]
    if form == "json":
        click.echo(report.as_json(checked, unread))
    elif checked:
        click.echo("\n\n".join(map(report.text, checked)))
    for item in unread:
        click.echo(f"未能读取 · not read: {report.unread_line(item)}", err=True)
    return 2 if unread else int(report.reaches(checked, fail_on))


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
    import functools
    import http.server

    root = (folder or Path()) / _settings(config).site
    if not (root / "index.html").is_file():
        raise UserError(f"{root} 里还没有网站，请先运行 build-site · no site there yet, run build-site first")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(root))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise UserError(f"端口 {port} 不能用：{error.strerror}；请换一个 --port · the port cannot be used") from None
    with server:
        click.echo(f"http://127.0.0.1:{server.server_port}/")
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


def main() -> None:
    """Run the command; every mistake of the user's is one line on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(prog_name="build-site", standalone_mode=False)
    except (UserError, click.UsageError) as error:
        click.echo(f"错误 · error: {_one_line(error)}", err=True)
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


def _settings(path: Path | None) -> "Settings":
    from builder import config

    if path is None:
        path = Path(_SETTINGS) if Path(_SETTINGS).is_file() else None
    elif not path.is_file():
        raise UserError(f"没有这个设置文件：{path} · no such settings file")
    return config.load(path)


def _progress() -> Callable[[str, int, int], None]:
    """Progress on stderr: a line for each new task, which counts on where someone is watching."""
    watched = sys.stderr.isatty()
    last = ""

    def show(what: str, done: int, total: int) -> None:
        nonlocal last
        line = f"[{done}/{total}] {what}" if total else what
        if what != last:
            click.echo(line, err=True)
        elif watched:
            click.echo(f"\033[A\r{line}", err=True)
        last = what

    return show


def _one_line(error: Exception) -> str:
    if not isinstance(error, click.UsageError):
        return " ".join(str(error).split())
    asked = error.ctx.command_path if error.ctx else "build-site"
    return f"用法不对，见 {asked} -h · {error.format_message()}"
