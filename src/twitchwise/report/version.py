"""Which version of the program speaks."""

from importlib.metadata import PackageNotFoundError, version

__all__ = ["package_version"]


def package_version() -> str:
    """The version of the installed package, or "unknown" when it runs from a bare source folder."""
    try:
        return version("twitchwise")
    except PackageNotFoundError:
        return "unknown"
