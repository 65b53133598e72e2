"""Pictures in a bucket of S3, or of a server that speaks like it: docs/decisions/picture-files.md

Needs the packages of the extra `s3`.
"""

from io import BytesIO
from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

# Somebody waits: a server that is away must be known for it before they give up.
CONNECT, READ, TRIES = 3, 10, 2  # seconds, seconds, and how often in all


class Bucket(S3Storage):
    """Nothing is public, nothing is linked to: the newsroom itself hands out what may be seen.

    Every name is new and random, so that it need not be asked whether there is one already.
    """

    def __init__(self, **options: Any) -> None:
        # Other servers than AWS seldom have a host for each bucket, or know its newer checksums.
        style = "path" if options.get("endpoint_url") else "auto"
        client = Config(
            connect_timeout=CONNECT,
            read_timeout=READ,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            s3={"addressing_style": style},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
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
        client = self.connection.meta.client
        try:
            found = client.get_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(name) from error
            raise
        return File(BytesIO(found["Body"].read()), name)
