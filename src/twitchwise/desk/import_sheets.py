"""Imports handed in by the app: each file waits in a folder of its own, is read in the background, and leaves a sheet.

A sheet says what was recognised, what was new, what was skipped, and what only the person can say. It survives the
server: what was not read to its end can be read again, since nothing is kept before the whole file was understood.
"""

import re
import secrets
import shutil
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from twitchwise.charts.whole_file import write_whole
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.importing import ImportOutcome, exercises_to_explain, import_files
from twitchwise.diary.model import LearnedExercise
from twitchwise.errors import InputError, Problem
from twitchwise.exchange.model import Question, Skipped

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["ImportSheet", "ImportSheets", "WaitingImport"]

_ID = re.compile(r"[0-9a-f]{16}")
_SHEET, _FILE = "sheet.json", "file"
_KEPT_S = 7 * 86400.0
_MOST_LINES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSheet:
    """What became of one file.

    Parameters
    ----------
    file_name : as the person calls it.
    program : whose export it is; empty when it was refused.
    import_id : its name in the diary, for taking it back; empty when it brought nothing.
    n_new, n_changed, n_already_there : entries.
    n_skipped : rows that did not become an entry.
    skipped : those with their reasons, the first of them.
    questions : what only the person can say.
    problems : what was worked around.
    unexplained : exercises whose muscles are not known.
    answers : what the person said so far, by question.
    refusal : why nothing could be imported.
    """

    file_name: str
    program: str = ""
    import_id: str = ""
    n_new: int = 0
    n_changed: int = 0
    n_already_there: int = 0
    n_skipped: int = 0
    skipped: tuple[Skipped, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    unexplained: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingImport:
    """A file whose sheet is not there yet.

    Parameters
    ----------
    file_name : as the person calls it.
    share : of it that is read, 0-1.
    is_cut : nobody reads it any more: the server was stopped meanwhile.
    """

    file_name: str
    share: float = 0.0
    is_cut: bool = False


class ImportSheets:
    """The imports of one server's folder.

    Parameters
    ----------
    folder : of them all; made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shares: dict[str, float] = {}
        self._threads: dict[str, threading.Thread] = {}
        self._lock = threading.Lock()

    def begin(self) -> str:
        """A new import; returns its id. What lies here for a week is removed."""
        if self._folder.is_dir():
            for old in self._folder.iterdir():
                if time.time() - old.stat().st_mtime > _KEPT_S:
                    shutil.rmtree(old, ignore_errors=True)
        id_ = secrets.token_hex(8)
        self.place_of_file(id_).mkdir(parents=True)
        return id_

    def place_of_file(self, id_: str) -> Path:
        """The folder that the file goes into."""
        return self._folder / id_ / _FILE

    def remove(self, id_: str) -> None:
        """Takes away file and sheet; what was imported stays."""
        if _ID.fullmatch(id_):
            shutil.rmtree(self._folder / id_, ignore_errors=True)

    def read(self, id_: str, diary: Path | None, *, answers: Mapping[str, str] | None = None) -> None:
        """Reads a file in the background and keeps what it brings; with other answers once more.

        Parameters
        ----------
        id_ : of the import.
        diary : to keep it in.
        answers : to the questions of an earlier sheet.
        """
        with self._lock:
            if id_ in self._threads:
                return
            thread = threading.Thread(target=self._read, args=(id_, diary, dict(answers or {})), daemon=True)
            self._threads[id_] = thread
            self._shares[id_] = 0.0
            (self._folder / id_ / _SHEET).unlink(missing_ok=True)
            thread.start()

    @property
    def is_reading(self) -> bool:
        """Whether a file is being read now."""
        with self._lock:
            return bool(self._threads)

    def wait(self, id_: str, seconds: float) -> None:
        """Waits for a sheet, but not for long."""
        thread = self._threads.get(id_)
        if thread is not None:
            thread.join(seconds)

    def find(self, id_: str) -> ImportSheet | WaitingImport | None:
        """What is known of an import; None when there is none by this id."""
        if not _ID.fullmatch(id_) or not (self._folder / id_).is_dir():
            return None
        try:
            return _sheets().validate_json((self._folder / id_ / _SHEET).read_bytes())
        except (OSError, ValueError):
            pass
        path = self._path(id_)
        if path is None:
            return None
        is_read = id_ in self._threads
        return WaitingImport(file_name=path.name, share=self._shares.get(id_, 0.0), is_cut=not is_read)

    def explained(self, id_: str, exercise: str) -> None:
        """Takes an exercise off the sheet, once its muscle is known."""
        found = self.find(id_)
        if isinstance(found, ImportSheet):
            left = tuple(name for name in found.unexplained if name != exercise)
            self._write(id_, replace(found, unexplained=left))

    def _write(self, id_: str, sheet: ImportSheet) -> None:
        if not (self._folder / id_).is_dir():  # taken away meanwhile
            return
        write_whole(self._folder / id_ / _SHEET, _sheets().dump_json(sheet).decode())

    def _path(self, id_: str) -> Path | None:
        folder = self.place_of_file(id_)
        return next(iter(folder.iterdir()), None) if folder.is_dir() else None

    def _read(self, id_: str, diary: Path | None, answers: Mapping[str, str]) -> None:
        path = self._path(id_)
        try:
            sheet = ImportSheet(file_name="", refusal="") if path is None else self._sheet(id_, path, diary, answers)
            with suppress(InputError):  # erased meanwhile, or the disk is full: it can be read again
                self._write(id_, sheet)
        finally:
            with self._lock:
                self._threads.pop(id_, None)

    def _sheet(self, id_: str, path: Path, diary: Path | None, answers: Mapping[str, str]) -> ImportSheet:
        def tell(_doing: str, share: float) -> None:
            self._shares[id_] = share

        try:
            with open_diary(diary) as store:
                (outcome,) = import_files(store, [path], answers=answers, on_progress=tell)
                learned = store.load().of(LearnedExercise)
        except InputError as error:
            return ImportSheet(file_name=path.name, refusal=str(error))
        return _said(outcome, tuple(answers.items()), exercises_to_explain([outcome], learned))


def _said(outcome: ImportOutcome, answers: tuple[tuple[str, str], ...], unexplained: tuple[str, ...]) -> ImportSheet:
    result, kept = outcome.result, outcome.kept
    if result is None or kept is None:
        return ImportSheet(file_name=outcome.path.name, answers=answers, refusal=str(outcome.refusal or ""))
    return ImportSheet(
        file_name=outcome.path.name,
        program=result.program,
        import_id=outcome.import_id if kept.n_new or kept.n_changed else "",
        n_new=kept.n_new,
        n_changed=kept.n_changed,
        n_already_there=kept.n_already_there,
        n_skipped=sum(each.n for each in result.skipped),
        skipped=result.skipped[:_MOST_LINES],
        questions=result.questions,
        problems=result.problems[:_MOST_LINES],
        unexplained=unexplained,
        answers=answers,
    )


@cache
def _sheets() -> "TypeAdapter[ImportSheet]":
    from pydantic import TypeAdapter

    return TypeAdapter(ImportSheet)
