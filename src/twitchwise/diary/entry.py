"""What every entry of a diary has: its moment and where it came from."""

from dataclasses import dataclass

from twitchwise.diary.moment import Moment

__all__ = ["Entry", "Origin"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an entry came from, when the person did not type it here.

    Parameters
    ----------
    program : the program that wrote the file, "Strong".
    source_key : that program's own name for the thing, or a hash of its row; the same thing in two exports has the
        same key.
    import_id : the import that brought it, so that an import can be undone as a whole.
    """

    program: str
    source_key: str
    import_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing in the diary.

    Parameters
    ----------
    entry_id : unique in the diary; derived from program and source key for what was imported.
    when : when it happened or began.
    origin : None for what was typed here.
    """

    entry_id: str
    when: Moment
    origin: Origin | None = None
