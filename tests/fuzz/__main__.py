"""Fuzz one reader, and the recogniser and checks behind it, for some seconds.

    python -m tests.fuzz FORMAT SECONDS [FOLDER]

FORMAT is txt, html, docx, xlsx, xls or pdf. The inputs begin with small made-up disclosures and what FOLDER holds;
what reaches new code is kept there. A crash stops it and names the file that holds the input.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["builder"]):
    from tests.fuzz.target import try_file

from tests.fuzz.seeds import FORMATS, made

_SEEDS = 6
_LONGEST = 200_000


def main() -> None:
    """Run the fuzzer on the format that the command line names."""
    if len(sys.argv) < 3 or sys.argv[1] not in FORMATS:
        sys.exit(__doc__)
    form, seconds = sys.argv[1:3]
    folder = Path(sys.argv[3] if len(sys.argv) > 3 else tempfile.mkdtemp(prefix=f"fuzz-{form}-"))
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(_SEEDS):
        (folder / f"made-{seed}").write_bytes(made(form, seed))
    options = [f"-max_total_time={seconds}", f"-max_len={_LONGEST}", "-timeout=60", "-rss_limit_mb=3000"]
    kept = f"-artifact_prefix={folder}/crash-"
    atheris.Setup([sys.argv[0], *options, kept, str(folder)], lambda data: try_file(form, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
