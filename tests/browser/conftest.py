"""A browser without the network, and the site built once from the committed data packages."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builder.config import load
from builder.site.build import build

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Static files, as a plain web server sends them."""

    def log_message(self, *_args):
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address under which a folder is served."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    packages = ROOT / "datapackages"
    assert packages.is_dir(), "run build-site first: the tests look at the site of datapackages/"
    out = tmp_path_factory.mktemp("site") / "site"
    build(packages, out, load(ROOT / "site_config.yml"), ROOT / "content", lambda *_: None)
    return out


@pytest.fixture(scope="session")
def site_address(site) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="module")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def reader(chromium, site_address):
    """``reader(location, **context)`` opens a page; in the end the console is empty and no other host was asked."""
    contexts, complaints = [], []

    def open_page(location, **options):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()

        def route(request):
            if request.request.url.startswith((site_address, "data:")):
                request.continue_()
            else:
                complaints.append(f"asked {request.request.url}")
                request.abort()

        context.route("**/*", route)
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("response", lambda answer: answer.status >= 400 and complaints.append(f"{answer.status} {answer.url}"))
        page.goto(site_address + location)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints
