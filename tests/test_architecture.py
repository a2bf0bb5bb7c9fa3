"""The house holds: who imports whom, one place for each library, and nothing of one machine in the files."""

import ast
import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUILDER = ROOT / "builder"
MODULES = sorted(BUILDER.rglob("*.py"))

ONE_PLACE = {
    "click": ("cli.py", "terminal.py"),
    "distributed": ("cluster.py",),
    "frictionless": ("packages/",),
    "pyarrow": ("packages/",),
    "altair": ("site/charts/",),
    "vl_convert": ("site/charts/",),
    "pandas": ("packages/", "site/"),
    "mkdocs": ("site/",),
    "material": ("site/",),
    "jinja2": ("site/",),
    "jieba": ("site/",),
    "pdfplumber": ("readers/pdf.py", "readers/_pdf"),
    "pdfminer": ("readers/pdf.py", "readers/_pdf"),
    "pypdf": ("readers/pdf.py", "readers/_pdf"),
    "pypdfium2": ("readers/pdf.py", "readers/_pdf"),
    "rapidocr": ("readers/_ocr.py",),
    "numpy": ("readers/_ocr.py", "readers/_picture.py", "readers/_pdf"),
    "docx": ("readers/docx.py", "readers/_docx"),
    "openpyxl": ("readers/xlsx.py", "readers/_xlsx"),
    "xlrd": ("readers/xls.py", "readers/_xls"),
    "lxml": ("readers/html.py", "readers/_html"),
    "html5lib": ("readers/html.py", "readers/_html"),
    "bs4": ("readers/html.py", "readers/_html"),
}
"""Which library may be imported where, below builder/ (DESIGN: one library, one place)."""


def imports(path):
    """The top-level names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def lint_imports(folder):
    program = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def layers():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = project["tool"]["importlinter"]["contracts"]
    return [[name.strip() for name in line.split("|")] for line in contract["layers"]]


def test_the_import_contract_holds():
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("model/amount.py", "from builder import config"),
        ("checks/__init__.py", "from builder import readers"),
        ("readers/text.py", "from builder import pipeline"),
        ("config.py", "from builder import standards"),
    ],
)
def test_the_import_contract_sees_a_breach(tmp_path, module, line):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(BUILDER, tmp_path / "builder", ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "builder" / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    result = lint_imports(tmp_path)
    assert result.returncode != 0
    assert "BROKEN" in result.stdout


def test_every_module_has_its_line():
    names = {path.stem if path.is_file() else path.name for path in BUILDER.iterdir() if not path.name.startswith("_")}
    assert {f"builder.{name}" for name in names} == {name for line in layers() for name in line}


def test_one_library_one_place():
    strays = [
        f"{path.relative_to(BUILDER)} imports {name}"
        for path in MODULES
        for name in imports(path)
        if not path.relative_to(BUILDER).as_posix().startswith(ONE_PLACE.get(name, ""))
    ]
    assert strays == []


def test_the_rule_of_one_place_sees_a_stray(tmp_path):
    path = tmp_path / "stray.py"
    path.write_text("def f():\n    import pandas.core as pd\n    from frictionless import Package\n", encoding="utf-8")
    assert list(imports(path)) == ["pandas", "frictionless"]


def test_every_library_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    items = project["dependencies"] + [
        item for name in ("ocr", "cluster") for item in project["optional-dependencies"][name]
    ]
    declared = {re.match(r"[\w.-]+", item)[0].lower() for item in items}
    packages = importlib.metadata.packages_distributions()
    outside = {name for path in MODULES for name in imports(path)} - sys.stdlib_module_names - {"builder"}
    assert {
        name: packages.get(name)
        for name in outside
        if not declared & {dist.lower().replace("_", "-") for dist in packages.get(name, [name])}
    } == {}


def test_model_is_the_standard_library_only():
    for path in (BUILDER / "model").glob("*.py"):
        assert set(imports(path)) <= sys.stdlib_module_names | {"builder"}, path


def test_recognise_and_checks_never_learn_the_format():
    for path in [*(BUILDER / "recognise").glob("*.py"), *(BUILDER / "checks").glob("*.py")]:
        assert "source.format" not in path.read_text(encoding="utf-8"), path


def test_no_class_of_ours_is_a_base_class_unless_it_is_an_exception():
    classes = [
        node
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    ours = {node.name for node in classes if not node.name.endswith("Error")}
    assert [node.name for node in classes for base in node.bases if ast.unparse(base).split(".")[-1] in ours] == []


def test_there_is_no_room_for_odds_and_ends():
    assert not [path for path in MODULES if path.stem in {"utils", "util", "helpers", "misc", "common"}]


def tracked():
    """The text files that are in the repository or would be."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    paths = (ROOT / name for name in names if name)
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8000]]


MACHINE = re.compile(r"(?:^|[^A-Za-z0-9._-])/(?:wor[k]|roo[t]|tm[p]|far[m]|hom[e])/[A-Za-z.]")
REGISTRY = re.compile(
    r"pyp[i]\.org|pythonhoste[d]\.org|npmj[s]\.(?:org|com)|tuna\.tsinghu[a]|mirrors\.aliyu[n]"
    r"|(?:extra-|)index[-_]ur[l][\"' ]*[=:].{0,4}http|find-link[s][\"' ]*[=:].{0,4}http",
    re.IGNORECASE,
)


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["machine", "registry"])
def test_no_file_names_a_machine_or_a_registry(pattern):
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_the_patterns_see_what_they_are_for():
    assert MACHINE.search("see /wor" + "k/main") and MACHINE.search("'/tm" + "p/x'")
    assert not MACHINE.search("https://example.org/wor" + "k/x")
    assert REGISTRY.search("https://pyp" + "i.org/simple")
    assert REGISTRY.search("index-ur" + "l = https://example.org")


def test_no_tracked_file_is_large():
    assert [path.name for path in tracked() if path.stat().st_size > 1024 * 1024] == []
