"""Django's secret, for a newsroom that is given none."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from newsroom import devdb


def kept_in(var: Path) -> str:
    """The secret in `var`, made there once and readable by this user only.

    Raises ImproperlyConfigured where that cannot be.
    """
    kept = var / "secret_key"
    try:
        if not kept.exists():
            _make(kept)
        return kept.read_text()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it holds no text"
        raise ImproperlyConfigured(
            f"NEWSROOM_VAR: the newsroom's secret cannot be kept in {var}: {reason}."
        ) from error


def _make(kept: Path) -> None:
    devdb.make_folder(kept.parent)
    new = kept.with_name(f"secret_key.{secrets.token_hex(4)}")
    new.touch(mode=0o600)
    new.write_text(secrets.token_urlsafe(50))
    try:
        os.link(new, kept)  # fails, unlike a rename, when another process has just made one
    except FileExistsError:
        pass
    finally:
        new.unlink()
