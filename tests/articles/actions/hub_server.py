"""A WebSub hub on the loopback that keeps what it is told, and can fail, fall silent or drip."""

import contextlib
import http.server
import threading
import time
from collections.abc import Iterator
from urllib.parse import parse_qs


class Hub(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.told: list[dict[str, list[str]]] = []
        # With this status, or "silence", "cut" or "nonsense"; "drip": a byte now and then, until
        # whoever asked has gone.
        self.answers = 204
        self.hung_up = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"

    @property
    def feeds(self) -> list[str]:
        """All addresses that it was told of, in their order."""
        return [url for said in self.told for url in said["hub.url"]]


class Handler(http.server.BaseHTTPRequestHandler):
    server: Hub

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.told.append(parse_qs(body))
        match self.server.answers:
            case "silence":
                time.sleep(1)
            case "drip":
                self.drip()
            case "cut":
                self.connection.close()
            case "nonsense":
                self.wfile.write(b"what?\r\n\r\n")
            case status:
                self.send_response(status)
                self.send_header("Location", f"{self.server.url}elsewhere")
                self.end_headers()

    def drip(self) -> None:
        try:
            for byte in b"HTTP/1.1 204 No Content\r\nX-Slow: " + b"x" * 200:
                self.wfile.write(bytes([byte]))
                time.sleep(0.05)
        except OSError:
            self.server.hung_up.set()

    def do_GET(self) -> None:
        raise AssertionError("a hub is told by POST alone")

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def running() -> Iterator[Hub]:
    with Hub() as hub:
        thread = threading.Thread(target=hub.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield hub
        finally:
            hub.shutdown()
            thread.join()
