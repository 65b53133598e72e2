"""Pictures in a bucket of S3, or of a server that speaks like it: docs/decisions/picture-files.md

Needs the packages of the extra `s3`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from time import monotonic
from typing import Any

from boto3 import Session
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

# Somebody waits: a server that is away must be known for it before they give up.
# Seconds, seconds, and how often in all; nobody waits in vain a second time, see PAUSE.
CONNECT, READ, TRIES = 3, 10, 2
# Of a server that did not answer nothing is asked for so long: its silence would hold all threads.
PAUSE = 10  # seconds
AT_ONCE = 20  # connections to it: two write the files of a picture


class DidNotAnswer(Exception):
    """The server was not asked."""


class Bucket(S3Storage):
    """Nothing is public, nothing is linked to: the newsroom itself hands out what may be seen.

    Every name is new and random, so that it need not be asked whether there is one already.
    """

    def __init__(self, **options: Any) -> None:
        # Other servers than AWS seldom have a host for each bucket, or know its newer checksums.
        style = "path" if options.get("endpoint_url") else "auto"
        client = Config(
            connect_timeout=CONNECT,
            max_pool_connections=AT_ONCE,
            read_timeout=READ,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            s3={"addressing_style": style},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        self._paused_until = 0.0  # by the monotonic clock
        super().__init__(
            **options,
            client_config=client,
            transfer_config=TransferConfig(use_threads=False),
            # A bucket's objects are its owner's alone; many refuse to be told so for each one.
            default_acl=None,
            querystring_auth=False,
            file_overwrite=True,
        )

    def _open(self, name: str, mode: str = "rb") -> File:
        """All of it, in one request; pictures are small. Raises FileNotFoundError."""
        if mode != "rb":
            return super()._open(name, mode)
        client = self.bucket.meta.client
        with _naming_what_is_lost(name):
            found = client.get_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
        try:
            content = found["Body"].read()
        except ReadTimeoutError:
            self._paused_until = monotonic() + PAUSE
            raise
        self._paused_until = 0.0
        return File(BytesIO(content), name)

    def get_modified_time(self, name: str) -> datetime:
        """Raises FileNotFoundError."""
        with _naming_what_is_lost(name):
            return super().get_modified_time(name)

    def _create_session(self) -> Session:
        session = super()._create_session()
        session.events.register("before-send.s3", self._before_asking)
        session.events.register("response-received.s3", self._after_asking)
        return session

    def _before_asking(self, **_event: Any) -> None:
        """After a pause one asks for all, who go on waiting for what that one finds out."""
        now = monotonic()
        if now < self._paused_until:
            raise DidNotAnswer("not asked: it has just let others wait in vain")
        if self._paused_until:
            self._paused_until = now + PAUSE

    def _after_asking(
        self, *, exception: Exception | None, parsed_response: dict | None, **_event: Any
    ) -> None:
        if isinstance(exception, ConnectTimeoutError | ReadTimeoutError):
            self._paused_until = monotonic() + PAUSE
        elif "Body" in (parsed_response or {}):
            pass  # of a file only the head is there: see ``_open``
        elif not isinstance(exception, DidNotAnswer):
            self._paused_until = 0.0


@contextmanager
def _naming_what_is_lost(name: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            raise FileNotFoundError(name) from error
        raise
