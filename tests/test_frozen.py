"""Frozen dataclasses: what the rest of the house counts on."""

import pickle
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest

from builder.frozen import frozen


@frozen
class Coin:
    """A noun to try."""

    value: int
    name: str = "分"


def test_two_of_the_same_fields_are_equal_and_one_key() -> None:
    assert Coin(1) == Coin(1, "分") != Coin(2)
    assert {Coin(1): "one"}[Coin(1)] == "one"


def test_it_has_no_place_for_another_field() -> None:
    assert not hasattr(Coin(1), "__dict__")
    with pytest.raises(AttributeError):
        setattr(Coin(1), "year", 2024)  # noqa: B010 - mypy forbids the assignment itself


def test_it_is_replaced_and_goes_to_another_process_like_any_dataclass() -> None:
    assert replace(Coin(1), value=5) == Coin(5)
    assert pickle.loads(pickle.dumps(Coin(1, "角"))) == Coin(1, "角")
    assert [each.name for each in fields(Coin)] == ["value", "name"]


def test_mypy_lets_nobody_set_a_field(tmp_path: Path) -> None:
    source = tmp_path / "sets.py"
    source.write_text(
        "from builder.frozen import frozen\n\n@frozen\nclass Coin:\n    value: int\n\nCoin(1).value = 2\nCoin('1')\n",
        encoding="utf-8",
    )
    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path / "cache"), str(source)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert 'Property "value" defined in "Coin" is read-only' in told
    assert "incompatible type" in told
