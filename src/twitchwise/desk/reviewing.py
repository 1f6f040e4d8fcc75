"""A review of what was found and set aside in a recording: one event after the other, kept as it goes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from twitchwise.clock import utc_now
from twitchwise.desk.measuring import Progress, ReadingOptions
from twitchwise.errors import InputError
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.labels_csv import read_labels, write_labels
from twitchwise.report.result_reading import EarlierResult, read_result
from twitchwise.twitches.labels import Candidate, EventLabel, Label

if TYPE_CHECKING:
    from twitchwise.twitches.front import Front
    from twitchwise.twitches.model import Trace

__all__ = ["Looking", "Review", "begin_review", "open_recording"]

_REVIEWER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_LARGEST_SEED = 2**31


class Review:
    """One sitting: where it stands, and what was said so far. Every label is on disk before the next event is shown.

    Parameters
    ----------
    result : what is reviewed.
    out : the table of labels.
    reviewer : who looks.
    seed : of the order of a blind review; None for an open one, in the order of time.
    earlier : labels given before, by the same reviewer for the same recording.
    """

    def __init__(
        self, result: EarlierResult, out: Path, reviewer: str, seed: int | None, earlier: Sequence[EventLabel]
    ) -> None:
        self.result, self.out, self.reviewer, self.seed = result, out, reviewer, seed
        self.events = _in_order(result.candidates, seed)
        self._given: dict[int, EventLabel] = {}
        self._elsewhere = _placed(earlier, self.events, self._given)
        self._at = 0
        self._go_to_open(0)

    @property
    def is_blind(self) -> bool:
        """Whether the program's decision is hidden."""
        return self.seed is not None

    @property
    def at(self) -> int:
        """Number of the event that is shown, 0-based; the number of events at the end."""
        return self._at

    @property
    def event(self) -> Candidate | None:
        """The event that is shown, or None at the end."""
        return self.events[self._at] if self._at < len(self.events) else None

    @property
    def number(self) -> int | None:
        """Number of the event that is shown in the order of time, 0-based, whatever the order of the review."""
        shown = self.event
        return next((n for n, each in enumerate(self.result.candidates) if each is shown), None)

    @property
    def given(self) -> Label | None:
        """What was said of this event before."""
        earlier = self._given.get(self._at)
        return None if earlier is None else earlier.label

    @property
    def n_labelled(self) -> int:
        """How many events have a label."""
        return len(self._given)

    @property
    def n_elsewhere(self) -> int:
        """How many labels in the file fit no event of this result; they are kept."""
        return len(self._elsewhere)

    @property
    def labels(self) -> tuple[EventLabel, ...]:
        """The labels of this result's events."""
        return tuple(self._given[i] for i in sorted(self._given))

    def say(self, label: Label) -> None:
        """Label the event that is shown, keep the label on disk, and go on to the next without one.

        Raises
        ------
        InputError
            The table cannot be written; nothing that was in it is lost.
        """
        event = self.event
        if event is None:
            return
        before = self._given.get(self._at)
        self._given[self._at] = EventLabel(
            recording_sha256=self.result.sha256,
            candidate=event,
            label=label,
            reviewer=self.reviewer,
            is_blind=self.is_blind,
            seed=self.seed,
            labelled_at=utc_now().replace(microsecond=0),
            version=self.result.version,
        )
        try:
            write_labels((*self.labels, *self._elsewhere), self.out)
        except InputError:
            del self._given[self._at]
            if before is not None:
                self._given[self._at] = before
            raise
        self._go_to_open(self._at + 1)

    def go_back(self) -> bool:
        """Show the event before; False at the first one."""
        if self._at == 0:
            return False
        self._at -= 1
        return True

    def show(self, number: int) -> None:
        """Show the event of this number, 0-based; beyond the last one, the end."""
        self._at = min(max(number, 0), len(self.events))

    def show_number(self, number: int) -> bool:
        """Show the event of this number in the order of time, 0-based; False when there is none."""
        if not 0 <= number < len(self.result.candidates):
            return False
        wanted = self.result.candidates[number]
        self._at = next(i for i, each in enumerate(self.events) if each is wanted)
        return True

    def pass_over(self) -> None:
        """Leave this event without a new label and show the next."""
        self._at = min(self._at + 1, len(self.events))

    def _go_to_open(self, start: int) -> None:
        self._at = next((i for i in range(start, len(self.events)) if i not in self._given), len(self.events))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Looking:
    """A recording opened to be looked at.

    Parameters
    ----------
    front : its rows.
    kind : what it is.
    """

    front: "Front"
    kind: RecordingKind

    def trace(self, event: Candidate, *, zoom: float, n_steps: int, is_blind: bool) -> "Trace":
        """The samples around one event; blind, the place is chosen from the samples alone."""
        from twitchwise.recordings.model import Span
        from twitchwise.twitches.excerpt import around, cut_excerpt

        return cut_excerpt(
            self.front,
            around(event.onset_s, event.duration_s, self.kind, zoom=zoom),
            event=Span(start_s=event.onset_s, end_s=event.onset_s + event.duration_s),
            place="" if is_blind else event.place,
            n_steps=n_steps,
        )


def begin_review(
    path: Path, *, reviewer: str = "me", is_blind: bool = False, seed: int | None = None, out: Path | None = None
) -> Review:
    """Open a result for review, with what was said of it before.

    Parameters
    ----------
    path : folder or JSON file of the result.
    reviewer : letters, digits, ".", "_" and "-", at most 40.
    is_blind : hide the program's decision and mix the order.
    seed : of that order; without it that of the earlier labels, or a new one.
    out : the table of labels; without it "labels-REVIEWER.csv" ("labels-REVIEWER-blind.csv") beside the result.

    Raises
    ------
    InputError
        The result or the earlier labels cannot be used; the labels are of another recording or person; or blind
        labels would be mixed with open ones.
    """
    if not _REVIEWER.fullmatch(reviewer):
        raise InputError(
            what="this is no short name", where=f'"{reviewer[:40]}"', remedy="use letters and digits, at most 40"
        )
    result = read_result(path)
    table = out or result.path.parent / f"labels-{reviewer}{'-blind' if is_blind else ''}.csv"
    earlier = read_labels(table) if table.exists() else ()
    _refuse_mixing(table, earlier, result, reviewer, is_blind=is_blind)
    if is_blind and seed is None:
        seed = next((each.seed for each in earlier if each.seed is not None), None)
        seed = _new_seed() if seed is None else seed
    return Review(result, table, reviewer, seed if is_blind else None, earlier)


def open_recording(
    path: Path, result: EarlierResult, *, reading: ReadingOptions | None = None, on_progress: Progress | None = None
) -> Looking:
    """Open the recording a result is of, so that its samples can be shown.

    Parameters
    ----------
    path : the file that was measured.
    result : what is reviewed.
    reading : what the file leaves open; its kind is that of the result.
    on_progress : told what is being done, and the share of it.

    Raises
    ------
    InputError
        The file cannot be read, or it is not the one that was measured.
    """
    from twitchwise.recordings.open import read_recording
    from twitchwise.twitches.prepare import prepare_front

    reading = reading or ReadingOptions()
    recording = read_recording(path, kind=result.kind, rate_hz=reading.rate_hz, unit=reading.unit)
    if recording.provenance.sha256 != result.sha256:
        raise InputError(
            what="this is not the file that was measured, its content differs",
            where=path.name,
            remedy=f"give {result.name} as it was then, or measure this file",
        )
    show: Callable[[float], None] | None = None
    if on_progress is not None:
        tell = on_progress
        show = lambda share: tell(f"reading {path.name}", min(share, 1.0))  # noqa: E731
    return Looking(front=prepare_front(recording, um_per_px=result.um_per_px, progress=show), kind=result.kind)


def _refuse_mixing(
    table: Path, earlier: Sequence[EventLabel], result: EarlierResult, reviewer: str, *, is_blind: bool
) -> None:
    def refuse(what: str) -> InputError:
        return InputError(what=what, where=str(table), remedy="give --out another name")

    if any(each.recording_sha256 != result.sha256 for each in earlier):
        raise refuse("it holds labels of another recording")
    others = {each.reviewer for each in earlier} - {reviewer}
    if others:
        raise refuse(f"it holds labels by {', '.join(sorted(others))}")
    if any(each.is_blind is not is_blind for each in earlier):
        known = "with the program's decision in sight" if is_blind else "blind"
        raise refuse(f"it holds labels that were given {known}, and the two must not be mixed")


def _new_seed() -> int:
    import secrets

    return secrets.randbelow(_LARGEST_SEED)


def _in_order(events: Sequence[Candidate], seed: int | None) -> tuple[Candidate, ...]:
    if seed is None:
        return tuple(events)
    import numpy as np

    return tuple(events[i] for i in np.random.default_rng(seed).permutation(len(events)))


def _placed(
    earlier: Sequence[EventLabel], events: Sequence[Candidate], given: dict[int, EventLabel]
) -> tuple[EventLabel, ...]:
    """Fills `given` with the labels that fit an event; the others are returned."""
    free: dict[tuple[float, float, str, str], list[int]] = {}
    for i, event in enumerate(events):
        free.setdefault(_key(event), []).append(i)
    elsewhere = []
    for each in earlier:
        fitting = free.get(_key(each.candidate))
        if fitting:
            given[fitting.pop(0)] = each
        else:
            elsewhere.append(each)
    return tuple(elsewhere)


def _key(event: Candidate) -> tuple[float, float, str, str]:
    return event.onset_s, event.duration_s, event.decision.value, event.reason
