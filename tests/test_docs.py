"""The documentation is true: every command, option, rule, file and column appears, and every named target exists."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
import yaml

from builder import __version__, checks, cli, content, readers
from builder.packages.fields import CORPUS, PACKAGE
from builder.registry import modules

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LOCKS = sorted(ROOT.glob("requirements*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def documented(page):
    """The lines in the code blocks and code spans of a page."""
    blocks = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", page, flags=re.DOTALL))
    return [line for block in blocks for line in block.splitlines()] + spans


def options():
    return sorted(
        {
            name
            for command in cli.cli.commands.values()
            for option in command.params
            for name in option.opts
            if name.startswith("-")
        }
    )


def test_every_command_and_option_is_in_the_readme():
    spans = "\n".join(documented(README))
    for name in cli.cli.commands:
        assert f"build-site {name}" in spans
    for option in [*options(), "-h", "--help", "--version"]:
        assert re.search(rf"(?<![\w-]){option}(?![\w-])", spans), option


def test_every_command_in_the_documentation_can_be_parsed():
    pages = [README, CONTRIBUTING, *(command.help for command in cli.cli.commands.values()), cli.cli.help]
    lines = [line for page in pages for line in (documented(page) + page.splitlines())]
    found = [
        re.search(r"^\s*(?:\.venv/bin/)?build-site(?: +([a-z].*))?$", line.split("  #")[0].rstrip()) for line in lines
    ]
    commands = {match[1] for match in found if match and match[1]}
    assert len(commands) >= len(cli.cli.commands)
    for line in commands:
        name, *arguments = shlex.split(line)
        cli.cli.commands[name].make_context(name, arguments, resilient_parsing=False)


def test_every_make_target_that_is_named_exists_and_the_other_way_round():
    named = set(re.findall(r"\bmake ([a-z]+)", "\n".join(documented(README) + documented(CONTRIBUTING))))
    targets = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())
    assert {"site", "test", "serve"} <= named <= targets
    for target in targets:
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target


def test_the_readme_begins_with_what_it_is_a_picture_and_the_commands():
    top = README[: README.index("## ")]
    assert (
        top.index("明账读取")
        < top.index("![")
        < top.index("make site")
        < top.index("make test")
        < top.index("make serve")
    )
    assert (ROOT / re.search(r"!\[[^\]]+\]\(([^)]+)\)", top)[1]).is_file()
    for need in ("git", "make", "Python 3.11", "chromium", "字体"):
        assert need in top


@pytest.mark.parametrize("page", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_every_link_into_the_repository_leads_somewhere(page):
    base = ROOT if page is README else ROOT / ".github"
    for target in re.findall(r"\]\(([^)#]+)\)", page):
        if not target.startswith("http"):
            assert (base / target).exists(), target


def test_every_place_that_is_named_exists():
    for place in re.findall(r"^\| `([^`<]+)` \|", README, re.MULTILINE):
        if "/" in place and " " not in place:
            assert (ROOT / place).exists(), place
    for place in re.findall(r"`(builder/[^`<]+/)", CONTRIBUTING):
        assert (ROOT / place).is_dir(), place


def test_every_family_of_rules_is_in_the_readme():
    families = {rule.family for rule in checks.rules()}
    assert set(re.findall(r"^\| `([A-Z]{3})` \|", README, re.MULTILINE)) == families


def test_every_format_that_is_read_is_in_the_readme():
    for reader in modules(readers):
        assert {"text": "文本"}.get(reader.FORMAT, reader.FORMAT.upper()) in README


def test_every_reason_for_not_reading_is_a_rule():
    used = {
        code
        for path in (ROOT / "builder").rglob("*.py")
        for code in re.findall(r'"(SRC\d{3})"', path.read_text("utf-8"))
    }
    assert used <= {rule.code for rule in checks.rules()}


def test_every_file_of_a_package_is_in_the_readme():
    for resource in (*PACKAGE, *CORPUS):
        assert f"`{resource.file}`" in README


def test_the_columns_of_figures_are_in_the_readme_in_their_order():
    assert ", ".join(PACKAGE[0].columns) in README


def test_every_key_of_a_card_is_in_the_readme():
    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)[1]
    assert tuple(re.findall(r"^\s*([a-z_]+):", block, re.MULTILINE)) == content.KEYS


def test_the_version_is_the_same_everywhere():
    assert f"\n## {__version__}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == __version__
    assert citation["license"] == PROJECT["license"] == "Apache-2.0"


WRITERS = {
    ("pages", "deploy"): ["pages", "id-token"],
    ("release", "publish"): ["contents", "id-token", "attestations"],
}
"""The jobs that may write, and what; they run nothing of the repository."""


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_little_and_pins_what_it_uses(path):
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in text
    assert "secrets." not in text
    for line in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    for name, job in workflow["jobs"].items():
        writes = [scope for scope, access in job["permissions"].items() if access != "read"]
        assert writes == WRITERS.get((path.stem, name), []), name
        assert job["timeout-minutes"] <= (180 if path.stem == "nightly" else 25)
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if "checkout" in step.get("uses", ""):
                assert not writes, name
                assert step["with"]["persist-credentials"] is False


def test_what_is_published_is_made_without_a_cache():
    for path in WORKFLOWS:
        jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
        steps = [step for name, job in jobs.items() for step in job["steps"] if name != "fuzz"]
        assert not [step for step in steps if "cache" in step.get("uses", "") or "cache" in step.get("with", {})]


def test_zizmor_has_nothing_to_say():
    told = subprocess.run(
        [Path(sys.executable).parent / "zizmor", "--offline", "--persona=pedantic", "--no-progress", ROOT / ".github"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout
    assert "No findings" in told.stdout + told.stderr


def test_new_versions_of_dependencies_wait_a_week_and_are_reviewed():
    watched = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert {one["package-ecosystem"] for one in watched} == {"github-actions", "pip"}
    assert all(one["cooldown"]["default-days"] >= 7 for one in watched)
    review = (ROOT / ".github" / "workflows" / "dependencies.yml").read_text(encoding="utf-8")
    assert "dependency-review-action@" in review
    assert "AGPL-3.0-or-later" in review


def test_a_release_has_a_list_of_its_components_and_is_attested():
    steps = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))["jobs"]
    attested = [step["with"] for step in steps["publish"]["steps"] if "actions/attest@" in step.get("uses", "")]
    assert [given.get("sbom-path") for given in attested] == [None, "dist/sbom.cdx.json"]
    assert attested[0]["subject-path"] == "dist/*"
    assert {"run": "make release"} in steps["build"]["steps"]
    assert "sbom.cdx.json" in MAKEFILE
    assert "SHA256SUMS" in MAKEFILE


def test_only_the_main_branch_is_deployed():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8"))
    assert "github.event_name != 'pull_request'" in workflow["jobs"]["deploy"]["if"]
    assert "refs/heads/main" in workflow["jobs"]["deploy"]["if"]


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_has_hashes_and_no_address(path):
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    for requirement in re.split(r"\n(?=[a-z])", text)[1:]:
        assert re.match(r"[a-z0-9-]+==\S+", requirement)
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", requirement), requirement.split()[0]


def test_the_locks_hold_every_dependency():
    def names(requirements):
        return {re.match(r"[A-Za-z0-9._-]+", item)[0].lower().replace("_", "-") for item in requirements}

    locked = {
        path.name: set(re.findall(r"^([a-z0-9-]+)==", path.read_text(encoding="utf-8"), re.MULTILINE)) for path in LOCKS
    }
    assert names(PROJECT["dependencies"]) <= locked["requirements.lock"] <= locked["requirements-dev.lock"]
    assert names(PROJECT["optional-dependencies"]["dev"]) <= locked["requirements-dev.lock"]
    assert not names(PROJECT["optional-dependencies"]["dev"]) & locked["requirements.lock"]
    assert "setuptools" in locked["requirements-build.lock"]


def test_every_command_has_a_usage_that_click_can_show():
    for name, command in cli.cli.commands.items():
        assert command.get_usage(click.Context(command, info_name=name))
