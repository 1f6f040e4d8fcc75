"""What the app holds besides the diary: uploads, results, the made-up person."""

from pathlib import Path

from twitchwise.web.settings import WebSettings

__all__ = ["held_folders"]


def held_folders(settings: WebSettings) -> list[Path]:
    """The folders that go when everything is erased; the passphrase stays, for the app stays locked."""
    work = settings.work
    return [path for path in work.iterdir() if path.is_dir()] if work.is_dir() else []
