"""Browser tests need a browser: without one they are skipped with the reason, in CI they fail."""

import os
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
BROWSER = Path(__file__).parent / "browser"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if BROWSER not in item.path.parents or CHROMIUM.exists():
        return
    reason = f"没有浏览器：请安装 chromium（{CHROMIUM}） · no browser: install Debian's chromium"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
