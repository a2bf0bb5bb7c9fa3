"""Queries typed into the search box of a site that has the search index of another: where they lead, and how soon."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.browser.conftest import Quiet

BOX = "[data-md-component=search-query]"
TYPE = """query => new Promise(done => {
  const list = document.querySelector(".md-search-result__list")
  const box = document.querySelector("[data-md-component=search-query]")
  const start = performance.now()
  const look = new MutationObserver(() => {
    if (!list.querySelector("a")) return
    look.disconnect()
    done(performance.now() - start)
  })
  look.observe(list, {childList: true, subtree: true})
  setTimeout(() => done(null), 10000)
  box.value = query
  box.dispatchEvent(new Event("input", {bubbles: true}))
})"""


class Overlaid(Quiet):
    """The files of a site, but the search index of another folder; ``sent`` counts its bytes."""

    index = Path()
    sent: list[int] = []  # noqa: RUF012

    def translate_path(self, path):
        found = super().translate_path(path)
        return str(self.index / urlsplit(path).path.lstrip("/")) if path.startswith("/search/") else found

    def send_header(self, keyword, value):
        if keyword == "Content-Length" and self.path.startswith("/search/"):
            self.sent.append(int(value))
        super().send_header(keyword, value)


@contextmanager
def overlaid(site: Path, index: Path) -> Iterator[tuple[str, list[int]]]:
    """The address of ``site`` with the search index below ``index``, and the sizes of the parts that were sent."""
    sent: list[int] = []
    handler = type("Handler", (Overlaid,), {"index": index, "sent": sent})
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", sent
        server.shutdown()


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the results lead, the best first, each by its page and its best place; seconds; bytes of the index."""

    results: tuple[tuple[str, ...], ...]
    seconds: float | None
    size: int

    def rank(self, first: str) -> int:
        """The position (from 1) of the result that leads to a place that begins with ``first``; 0 if none does."""
        hits = (n for n, links in enumerate(self.results, 1) if any(link.startswith(first) for link in links))
        return next(hits, 0)


def ask(chromium, address: str, sent: list[int], query: str) -> Answer:
    """Type a query into a browser that has loaded nothing of the index yet."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}about.html")
        page.wait_for_load_state("networkidle")
        sent.clear()
        page.locator(BOX).click()
        page.wait_for_load_state("networkidle")
        taken = page.evaluate(TYPE, query)
        page.wait_for_load_state("networkidle")
        items = page.locator(".md-search-result__item").all()[:3]
        results = tuple(_links(item) for item in items)
        return Answer(results, taken and taken / 1000, sum(sent))


def _links(item) -> tuple[str, ...]:
    links = [_place(link.get_attribute("href")) for link in item.locator("a").all()]
    return tuple(dict.fromkeys([*links[:1], *[link for link in links if "#" in link][:1]]))


def _place(address: str) -> str:
    parts = urlsplit(address)
    return unquote(parts.path.lstrip("/") + (f"#{parts.fragment}" if parts.fragment else ""))
