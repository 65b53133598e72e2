"""Turns `PICTURES_STORAGE` into Django's settings for the storage of pictures."""

import re
from importlib.util import find_spec
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

from django.core.exceptions import ImproperlyConfigured

EXAMPLE = "s3://bucket/folder?endpoint=https://s3.example&region=eu-central-1"
NOT_ONE = f"PICTURES_STORAGE is not an address like {EXAMPLE}"
LOCAL = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", re.ASCII)
_FOLDER = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*", re.ASCII)
_REGION = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)


def from_url(url: str) -> dict[str, Any]:
    """The entry of STORAGES that `url` stands for; "" for a folder on this machine.

    A bucket, perhaps a folder in it, and what the address of a server is and its region, where it
    is not the one of AWS that the machine is set up for. Keys are found as boto3 finds them: in
    AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, its files, or the machine's role. Raises
    ImproperlyConfigured, without the URL in the message: somebody may have put keys there.
    """
    if not url:
        return LOCAL
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError as error:
        raise ImproperlyConfigured(NOT_ONE) from error
    if "@" in parts.netloc:
        raise ImproperlyConfigured(
            "PICTURES_STORAGE must hold no keys: they go into AWS_ACCESS_KEY_ID and "
            "AWS_SECRET_ACCESS_KEY."
        )
    folder, options = parts.path[1:].removesuffix("/"), dict(pairs)
    if not _is_one(parts, folder, options) or len(options) < len(pairs):
        raise ImproperlyConfigured(NOT_ONE)
    if find_spec("storages") is None or find_spec("boto3") is None:
        raise ImproperlyConfigured(
            "PICTURES_STORAGE needs packages that are not installed: "
            "pip install --require-hashes -r requirements-s3.lock"
        )
    return {
        "BACKEND": "newsroom.bucket.Bucket",
        "OPTIONS": {
            "bucket_name": parts.netloc,
            "location": folder,
            "endpoint_url": options.get("endpoint"),
            "region_name": options.get("region"),
        },
    }


def _is_one(parts: SplitResult, folder: str, options: dict[str, str]) -> bool:
    return (
        parts.scheme == "s3"
        and bool(_BUCKET.fullmatch(parts.netloc))
        and (not folder or bool(_FOLDER.fullmatch(folder)))
        and not parts.fragment
        and {*options} <= {"endpoint", "region"}
        and ("endpoint" not in options or _is_server(options["endpoint"]))
        and ("region" not in options or bool(_REGION.fullmatch(options["region"])))
    )


def _is_server(address: str) -> bool:
    """A scheme, a host and perhaps a port."""
    try:
        parts = urlsplit(address)
        rest = parts.path.strip("/"), parts.query, parts.fragment, parts.username, parts.port == 0
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(rest)
