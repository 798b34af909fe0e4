"""A web server on this machine that answers as each test says, down to the bytes."""

import contextlib
import socketserver
import threading
from collections.abc import Callable, Iterator
from typing import Any

Answer = bytes | Callable[[Any], None]


def answer(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    """Return an answer of HTTP with its length."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode("utf-8") + body


class WebServer:
    """Where the server listens, what it answers at each path, and what it was asked."""

    def __init__(self, port: int):
        self.port = port
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.bodies: list[bytes] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@contextlib.contextmanager
def serving() -> Iterator[WebServer]:
    """Serve on 127.0.0.1 until the block ends; a page may be bytes or a function that writes to the connection."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            head = iter(lambda: self.rfile.readline().strip(), b"")
            request, *rest = [line.decode() for line in head]
            web.asked.append("\n".join([request, *rest]))
            length = next((line.split(":")[1] for line in rest if line.lower().startswith("content-length:")), "0")
            web.bodies.append(self.rfile.read(int(length)))
            page = web.pages.get(request.split(" ")[1], answer(b"", status="404 Not Found"))
            with contextlib.suppress(OSError):
                page(self.wfile) if callable(page) else self.wfile.write(page)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        web = WebServer(server.server_address[1])
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield web
        server.shutdown()
