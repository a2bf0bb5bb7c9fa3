"""What a fuzzed file may do: be refused with an SRC code, or be read, recognised and checked. Nothing else."""

import tempfile
from pathlib import Path

from builder import checks, readers, recognise
from builder.errors import UnreadableError

_SIGNATURES = {"pdf": b"%PDF-1.7\n", "html": b"<!doctype html><meta charset=utf-8>"}
"""What the bytes begin with, so that the reader under test takes them."""
_PLACE = Path(tempfile.gettempdir())


def try_file(form: str, data: bytes) -> None:
    """Read a file of a format as far as it goes; raises whatever is no refusal."""
    begin = _SIGNATURES.get(form, b"")
    name = f"fuzz.{form}"
    with tempfile.NamedTemporaryFile(dir=_PLACE, suffix=f".{form}") as file:
        file.write(data if data.startswith(begin[:4]) else begin + data)
        file.flush()
        try:
            disclosure = recognise.recognise(readers.read(Path(file.name), name))
        except UnreadableError:
            return
    checks.run(disclosure)
