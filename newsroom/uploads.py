"""Files as they were sent: under their own names, and not much more of them than anybody may send.

Django cuts and cleans a name before anybody sees it, so that nobody could say what is wrong.
"""

from html import unescape
from os.path import splitext
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParser

from articles.pictures import limits

# A file that waits on disk is given the ending of its name, and no name there may be long.
ENDING = 20  # characters
UNNAMED = "unnamed"


class AsSent(FileUploadHandler):
    """To stand first in FILE_UPLOAD_HANDLERS.

    Each uploaded file gets ``name_as_sent``. Of one that is too large the rest is not kept: what
    there is of it is too large, too.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.is_parsing = False

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> Any:
        if self.is_parsing:
            return None
        self.is_parsing = True
        handlers = self.request.upload_handlers
        return _Parser(META, input_data, handlers, encoding).parse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= limits.BYTES else None

    def file_complete(self, file_size: int) -> None:
        return None


class _Parser(MultiPartParser):
    name_as_sent = ""

    def sanitize_file_name(self, file_name: str) -> str:
        self.name_as_sent = unescape(file_name)
        stem, ending = splitext(super().sanitize_file_name(file_name) or UNNAMED)
        return stem + ending[:ENDING]

    def handle_file_complete(self, old_field_name: str, counters: list[int]) -> None:
        super().handle_file_complete(old_field_name, counters)
        for file in self._files.getlist(old_field_name)[-1:]:
            file.name_as_sent = self.name_as_sent
