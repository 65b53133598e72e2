"""What is in the storage of a test."""

from pathlib import Path

from django.core.files.storage import default_storage


def files_and_folders():
    """By name; without the two folders that hold everything."""
    root = Path(default_storage.path(""))
    return {str(path.relative_to(root)) for path in root.rglob("*")} - {"originals", "pictures"}
