"""A mail server on the loopback that keeps what it takes, and can fall silent after the text."""

import contextlib
import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator

ANSWERS = {b"EHLO": b"250 here", b"MAIL": b"250 ok", b"RCPT": b"250 ok", b"QUIT": b"221 bye"}


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.taken: list[email.message.EmailMessage] = []
        self.drops = 0  # so many mails are taken without a word, and the line is cut


class Session(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        self.say(b"220 here")
        for line in self.rfile:
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self.say(b"354 go on")
                if not self.take():
                    return
            else:
                self.say(ANSWERS.get(verb, b"250 ok"))
            if verb == b"QUIT":
                return

    def take(self) -> bool:
        lines = list(iter(self.rfile.readline, b".\r\n"))
        mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.server.taken.append(mail)
        if self.server.drops:
            self.server.drops -= 1
            return False
        self.say(b"250 taken")
        return True

    def say(self, answer: bytes) -> None:
        self.wfile.write(answer + b"\r\n")


@contextlib.contextmanager
def running() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
