"""The built site on this machine: a plain file server that only this machine can reach."""

import functools
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from builder.errors import UserError


def server(root: Path, port: int) -> ThreadingHTTPServer:
    """A server of the site in ``root``, ready to run; port 0 takes any that is free.

    Raises UserError if there is no site or the port cannot be used.
    """
    if not (root / "index.html").is_file():
        raise UserError(f"{root} 里还没有网站，请先运行 build-site · no site there yet, run build-site first")
    try:
        return ThreadingHTTPServer(
            ("127.0.0.1", port), functools.partial(SimpleHTTPRequestHandler, directory=str(root))
        )
    except OSError as error:
        raise UserError(f"端口 {port} 不能用：{error.strerror}；请换一个 --port · the port cannot be used") from None
