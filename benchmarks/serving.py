"""A built site as a web server sends it: compressed, kept by the browser, on this machine only."""

import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

_COMPRESSED = ("text/", "javascript", "json", "xml")


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address under which ``site`` is served while the context lasts."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@cache
def compressed(path: Path) -> bytes:
    """What is sent of a file of text."""
    return gzip.compress(path.read_bytes(), 6)


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, site: Path, *args: object) -> None:
        super().__init__(*args, directory=str(site))  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        media = self.guess_type(path)
        is_text = any(part in media for part in _COMPRESSED)
        data = compressed(path) if is_text else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{media}; charset=utf-8" if media.startswith("text/") else media)
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
