"""What reading another program's file gives: entries, what was skipped, and what only the person can say."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from twitchwise.diary.model import Entry, Origin
from twitchwise.errors import Problem
from twitchwise.exchange.export_files import ExportFiles

__all__ = ["Choice", "ImportFile", "ImportResult", "Importer", "Question", "Skipped", "entry_id_of", "row_key"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One possible answer to a question: what is stored, and what the person reads."""

    value: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that the file leaves open and that changes the numbers.

    Parameters
    ----------
    id : stable name, "strong-weight-unit"; the answer is given under it.
    text : the question, one sentence.
    choices : the possible answers.
    assumed : the answer that was assumed for the entries of this result; None when entries had to be left out.
    why : what the assumption rests on.
    """

    id: str
    text: str
    choices: tuple[Choice, ...]
    assumed: str | None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A row or record that did not become an entry, and why.

    Parameters
    ----------
    where : line, record or time in the file.
    reason : one sentence part, no full stop.
    n : how many alike are summed up in this one.
    """

    where: str
    reason: str
    n: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFile:
    """A file to be imported, with what the person has said about it.

    Parameters
    ----------
    path : the file, or a folder that an export was unpacked into.
    import_id : name of this import, given to every entry.
    answers : question id -> chosen value.
    zone : where the person lives, for programs that write UTC; None when not known.
    on_progress : told the share of the file that is read, 0-1.
    """

    path: Path
    import_id: str
    answers: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None
    on_progress: Callable[[float], None] = lambda _share: None

    def origin(self, program: str, source_key: str) -> Origin:
        """Where an entry of this file came from."""
        return Origin(program=program, source_key=source_key, import_id=self.import_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What was in the file.

    Parameters
    ----------
    program : whose export it is, "Strong".
    entries : in the order of the file; no two with the same source key.
    skipped : what did not become an entry.
    questions : what only the person can say.
    problems : what was worked around.
    """

    program: str
    entries: tuple[Entry, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One program's export: how to know it, and how to read it.

    Parameters
    ----------
    id : short name, "strong".
    program : the name people know, "Strong".
    knows : whether the files look like this export; looks at names and first lines only.
    read : reads it whole; raises `InputError` when it is broken.
    """

    id: str
    program: str
    knows: Callable[[ExportFiles], bool]
    read: Callable[[ImportFile], ImportResult]


def entry_id_of(program: str, source_key: str) -> str:
    """The id of an imported entry: the same for the same thing in every export of that program.

    Examples
    --------
    >>> entry_id_of("Strong", "2021-02-10 16:46:13") == entry_id_of("Strong", "2021-02-10 16:46:13")
    True
    """
    return hashlib.sha256(f"{program}\0{source_key}".encode()).hexdigest()[:32]


def row_key(*parts: object) -> str:
    """A source key for a row that has no name of its own: a hash of what identifies it.

    Parameters
    ----------
    parts : what tells this row from others and does not change when the same thing is exported again.
    """
    return hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()[:32]
