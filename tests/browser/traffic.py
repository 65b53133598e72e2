"""What the live server is answering."""

from threading import Condition
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started

LONGEST = 3  # seconds


class Traffic:
    """Counts the live server's requests and can stop them, as the tables are emptied after a test.

    A form says that it is closed when its page goes. That request, or one that the page had just
    sent, would hold locks that the emptying needs, and wait for locks that the emptying holds.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._under_way = 0
        self._is_open = True
        request_started.connect(self._started)
        request_finished.connect(self._finished)

    def stop(self) -> None:
        """Refuse what comes from now on; return when all that came before has its answer.

        A request whose browser went away in the middle may never be told of: it is not waited for
        any longer than a page takes.
        """
        with self._changed:
            self._is_open = False
            self._changed.wait_for(lambda: self._under_way == 0, LONGEST)
            self._under_way = 0

    def open(self) -> None:
        with self._changed:
            self._is_open = True

    def _started(self, sender: Any, **_kwargs: Any) -> None:
        if _is_server(sender):
            with self._changed:
                if not self._is_open:
                    raise ConnectionAbortedError("The test is over.")  # the server says no more
                self._under_way += 1

    def _finished(self, sender: Any, **_kwargs: Any) -> None:
        if _is_server(sender):
            with self._changed:
                self._under_way = max(0, self._under_way - 1)
                self._changed.notify_all()


def _is_server(sender: Any) -> bool:
    """The test client sends these signals, too."""
    return isinstance(sender, type) and issubclass(sender, WSGIHandler)
