"""Events and labels put together by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime

from twitchwise.twitches.labels import Candidate, Decision, EventLabel, Label

DIGEST = "0123456789abcdef" * 4
WHEN = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


def a_candidate(
    onset_s: float, decision: Decision = Decision.CLEAR, *, reason: str = "", place: str = "E1"
) -> Candidate:
    return Candidate(
        onset_s=onset_s,
        duration_s=0.1,
        size=20.0,
        unit="mg",
        place=place,
        decision=decision,
        reason=reason if decision is Decision.CLEAR else reason or "pulse",
    )


def a_label(
    candidate: Candidate,
    label: Label = Label.ACCEPT,
    *,
    reviewer: str = "anna",
    recording: str = DIGEST,
    is_blind: bool = True,
) -> EventLabel:
    return EventLabel(
        recording_sha256=recording,
        candidate=candidate,
        label=label,
        reviewer=reviewer,
        is_blind=is_blind,
        seed=7 if is_blind else None,
        labelled_at=WHEN,
        version="0.1.0",
    )


def labels_of(
    given: str, *, reviewer: str = "anna", recording: str = DIGEST, later_s: float = 0.0
) -> tuple[EventLabel, ...]:
    """A label a letter (a, r, u) of clear events one second apart."""
    words = {"a": Label.ACCEPT, "r": Label.REJECT, "u": Label.UNSURE}
    return tuple(
        a_label(a_candidate(i + later_s), words[letter], reviewer=reviewer, recording=recording)
        for i, letter in enumerate(given)
    )


def labels_in(decisions: Sequence[tuple[Decision, Label, int]]) -> tuple[EventLabel, ...]:
    """So many labels of each sort."""
    return tuple(
        a_label(a_candidate(100.0 * n + i, decision), label)
        for n, (decision, label, count) in enumerate(decisions)
        for i in range(count)
    )
