"""Browser tests need a browser: without one they are skipped with the reason, in CI they fail.

Property tests run the same examples every time; with ``HYPOTHESIS_PROFILE=nightly`` they look for new ones, and long.
"""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from builder import cli, workers

settings.register_profile(
    "normal", deadline=None, max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nightly", settings.get_profile("normal"), max_examples=3000, derandomize=False)
settings.register_profile(  # mutation testing runs a test again and again in one process
    "mutation",
    settings.get_profile("normal"),
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "normal")
settings.load_profile(PROFILE)

CHROMIUM = Path("/usr/bin/chromium")
BROWSER = Path(__file__).parent / "browser"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if item.get_closest_marker("nightly") and PROFILE != "nightly":
        pytest.skip("每晚才运行 · runs at night: HYPOTHESIS_PROFILE=nightly")
    if BROWSER not in item.path.parents or CHROMIUM.exists():
        return
    reason = f"没有浏览器：请安装 chromium（{CHROMIUM}） · no browser: install Debian's chromium"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Runs the command in an empty folder: (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["build-site", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        captured = capsys.readouterr()
        return stop.value.code, captured.out, captured.err

    return call


@pytest.fixture
def here(monkeypatch):
    """Files are read by this process: what a test puts in the place of something is not there in another one."""
    monkeypatch.setattr(workers, "alone", lambda work, item, limits: work(item))
