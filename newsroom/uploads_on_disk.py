"""Large uploads, which wait on disk; where there is no room on it, that is said in the form.

Django would let the error of the disk end the request, and with it all else that was typed.
"""

import contextlib
import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.utils.translation import gettext_lazy as _

NO_ROOM = _(
    "There is no room for this file on the server. Nothing of it was stored. Please tell whoever "
    "runs this newsroom."
)

logger = logging.getLogger(__name__)


class NotReceived(UploadedFile):
    """Stands where a file would be."""

    why_not_received = NO_ROOM  # for the field of a form to say


class OnDisk(TemporaryFileUploadHandler):
    """In Django's place, last in FILE_UPLOAD_HANDLERS."""

    has_room = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__.pop("file", None)  # the one before is complete
        self.has_room = True
        with self._watched():
            super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.has_room:
            with self._watched():
                super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.has_room:
            with self._watched():
                return super().file_complete(file_size)  # writes what is still in memory
        return NotReceived(BytesIO(), self.file_name, self.content_type, file_size)

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            logger.exception("There is no room for an upload")
            self.has_room = False
            if file := self.__dict__.pop("file", None):
                with contextlib.suppress(OSError):  # what is still in memory has no room either
                    file.close()
