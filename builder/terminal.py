"""What the command says and asks on a terminal beside its results: progress, questions, mistakes in one line."""

import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from builder.errors import UserError

if TYPE_CHECKING:
    from builder.filing import Question


def progress() -> Callable[[str, int, int], None]:
    """What is told of each task, how much of it is done and of how many (0 if unknown).

    On stderr: a line for each new task, which counts on where someone is watching, with the time left.
    """
    watched = sys.stderr.isatty()
    last = stage = ""
    begun = time.monotonic()

    def show(what: str, done: int, total: int) -> None:
        nonlocal last, stage, begun
        if what.partition(" ")[0] != stage:
            stage, begun = what.partition(" ")[0], time.monotonic()
        line = f"[{done}/{total}{_left(time.monotonic() - begun, done, total)}] {what}" if total else what
        if what != last:
            click.echo(line, err=True)
        elif watched:
            click.echo(f"\033[A\r{line}", err=True)
        last = what

    return show


def _left(spent: float, done: int, total: int) -> str:
    """The time that is left of a task at its pace so far, in words; empty while it cannot be told or is short."""
    seconds = spent / done * (total - done) if done else 0
    if spent < 5 or seconds < 5:
        return ""
    return f"，约剩 {seconds / 60:.0f} 分钟" if seconds >= 90 else f"，约剩 {seconds:.0f} 秒"


def ask(questions: Sequence["Question"]) -> str:
    """The answer to the first question, on a terminal; elsewhere UserError names the options that say it."""
    if sys.stdin is None or not sys.stdin.isatty():
        what = "、".join(question.text for question in questions)
        options = "、".join(question.option for question in questions)
        raise UserError(f"没有认出{what}，请用 {options} 写明 · not found, say it with {options}")
    first = questions[0]
    kind = click.Choice(first.choices) if first.choices else None
    return str(click.prompt(f"{first.text}（{first.option}）", type=kind, err=True))


def lines(error: Exception) -> str:
    """What a mistake of the user's is, without line breaks of its own; for wrong usage with where it is told."""
    if not isinstance(error, click.UsageError):
        return "\n".join(" ".join(line.split()) for line in str(error).splitlines())
    asked = error.ctx.command_path if error.ctx else "build-site"
    return f"用法不对，见 {asked} -h · {error.format_message()}"
