"""A server that begins to answer, and then says no more."""

import socketserver
import threading


class StallingServer:
    """What it is asked it answers with the head and a piece, until it is told to `finish`."""

    def __init__(self) -> None:
        self.asked = 0
        self.is_stalling = True
        self._stopped = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Answer)
        self._server.owner = self
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def finish(self) -> None:
        self.is_stalling = False

    def wait(self) -> None:
        self._stopped.wait()

    def stop(self) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    owner: StallingServer


class _Answer(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        while self.rfile.readline().strip():
            pass
        owner = self.server.owner
        owner.asked += 1
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\nhalf")
        if owner.is_stalling:
            owner.wait()
        else:
            self.wfile.write(b"half")
