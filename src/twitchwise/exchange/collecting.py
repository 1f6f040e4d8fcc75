"""What an importer gathers while it reads: entries, skipped rows, questions and problems."""

import dataclasses
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from twitchwise.clock import utc_now
from twitchwise.diary.model import Entry
from twitchwise.errors import Problem
from twitchwise.exchange.model import ImportFile, ImportResult, Question, Skipped, entry_id_of, row_key

__all__ = ["Collector"]

_FIRST_DAY = date(1980, 1, 1)  # before it lie only broken clocks: 1970-01-01 is a zero, 1904-01-01 another one


class Collector:
    """Gathers what a reader finds; sees to it that nothing is there twice and nothing lies in the future.

    Parameters
    ----------
    file : what is imported.
    program : whose export it is.
    """

    def __init__(self, file: ImportFile, program: str) -> None:
        self.file = file
        self.program = program
        self._entries: dict[str, Entry] = {}
        self._skipped: dict[str, Skipped] = {}
        self._questions: list[Question] = []
        self._problems: list[Problem] = []
        self._seen: Counter[str] = Counter()
        self._last_day = utc_now().date() + timedelta(days=1)  # it may be tomorrow already where the person is

    def add(self, entry: Entry, key: str, where: str = "") -> bool:
        """Keep an entry under its program's own key; its id and origin are set here.

        Parameters
        ----------
        entry : with any `entry_id` ("" will do) and no origin.
        key : the same for the same thing in every export; see `row_key` and `numbered_key`.
        where : line or record, for the list of what was skipped; else its time.

        Returns
        -------
        bool
            False when it was skipped, and counted: dated in the future or before 1980, or there already.
        """
        day = entry.when.local.date()
        where = where or entry.when.local.isoformat(" ", "minutes")
        if day > self._last_day:
            return self.skip(where, "dated in the future")
        if day < _FIRST_DAY:
            return self.skip(where, "dated before 1980, so its clock was wrong")
        if key in self._entries:
            return self.skip(where, "the same thing is in the file twice")
        changes: dict[str, Any] = {
            "entry_id": entry_id_of(self.program, key),
            "origin": self.file.origin(self.program, key),
        }
        self._entries[key] = dataclasses.replace(entry, **changes)
        return True

    def numbered_key(self, *parts: object) -> str:
        """A key for one of several things that may be alike, such as two coffees of one minute.

        They are numbered in the order of the file, so they keep their keys when an export that overlaps holds all of
        that moment too.
        """
        key = row_key(*parts)
        self._seen[key] += 1
        return key if self._seen[key] == 1 else row_key(*parts, self._seen[key])

    def skip(self, where: str, reason: str, n: int = 1) -> bool:
        """Count something that does not become an entry; alike ones are summed up under the first. Returns False."""
        if n:
            first = self._skipped.get(reason)
            total = n + (first.n if first else 0)
            self._skipped[reason] = Skipped(where=first.where if first else where, reason=reason, n=total)
        return False

    def ask(self, question: Question) -> str | None:
        """The person's answer, or the assumed one; a question that is not answered yet is asked in the result."""
        given = self.file.answers.get(question.id)
        if given in {choice.value for choice in question.choices}:
            return given
        self._questions.append(question)
        return question.assumed

    def problem(self, what: str, remedy: str, where: str = "") -> None:
        """Something that was worked around; `where` is the file's name unless said."""
        self._problems.append(Problem(what=what, where=where or self.file.path.name, remedy=remedy))

    def problems(self, problems: Iterable[Problem | None]) -> None:
        """Keep those that are problems."""
        self._problems.extend(problem for problem in problems if problem is not None)

    def result(self) -> ImportResult:
        """Everything gathered so far."""
        return ImportResult(
            program=self.program,
            entries=tuple(self._entries.values()),
            skipped=tuple(self._skipped.values()),
            questions=tuple(self._questions),
            problems=tuple(self._problems),
        )
