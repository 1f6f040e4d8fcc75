"""A review in plain words: what stands beside an event, what a score says, and what it cannot know."""

from collections.abc import Iterator

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.report.figures import say_count, say_share, say_size, say_span
from twitchwise.report.words import REASON_PHRASES
from twitchwise.twitches.labels import Candidate, Decision, Label
from twitchwise.twitches.review_score import DetectorScore, RuleScore
from twitchwise.twitches.reviewers import ReviewerAgreement

__all__ = [
    "BLIND_NOTE",
    "BLIND_SCORE_LATER",
    "CANNOT_KNOW",
    "KEYS",
    "LABEL_FACT",
    "OPEN_NOTE",
    "REVIEW_CAUTION",
    "reason_lines",
    "say_agreement",
    "say_at",
    "say_decision",
    "say_event",
    "say_given",
    "say_score",
    "say_stopped",
]

KEYS = "a accept, r reject, u unsure, b back, n later, + closer, - wider, q stop"
"""The keys, in one line."""

OPEN_NOTE = (
    "You see what the program decided, and that sways anybody. Labels that are to judge the program are better given "
    "with --blind."
)
BLIND_NOTE = "What the program decided is hidden, and the events come in a mixed order."
BLIND_SCORE_LATER = "The score is shown when every event has a label; until then it would tell what is hidden."

CANNOT_KNOW = (
    "Nobody could label what the program never proposed. The share of all twitches that it finds can be lower than the "
    "share given here, and it cannot be told from these labels.",
    "A label is what one person sees in one trace. It is not the truth, and two people often differ when twitches are "
    "few.",
    "The ranges take every event for itself. Events of one recording are alike, so for other recordings the true "
    "ranges are wider.",
)
"""What a score of labels cannot tell; shown with every score."""

LABEL_FACT = "us_accuracy_tracking"
"""The fact behind it that two people differ: two operators, kappa 0.94 with many twitches and 0.49 with few."""

REVIEW_CAUTION = (
    "A label says whether something is a twitch, not why it twitches. Neither the number nor the place of twitches "
    "tells harmless twitching from disease."
)
"""Shown with every score, before the red-flag card."""

_GIVEN = {Label.ACCEPT: "accepted", Label.REJECT: "rejected", Label.UNSURE: "unsure"}
_DECISIONS = {
    Decision.CLEAR: "The program counts it as a clear twitch.",
    Decision.DOUBTFUL: "The program finds it doubtful: {reason}.",
    Decision.SET_ASIDE: "The program set it aside: {reason}.",
}


def say_event(event: Candidate, *, place: str = "") -> str:
    """When it starts, how long it lasts, how large it is; without anything that gives the decision away.

    Parameters
    ----------
    place : where, when that may be shown.
    """
    size = "" if event.size is None else f", {say_size(event.size, event.unit)}"
    return f"{say_at(event.onset_s)}, lasts {say_span(event.duration_s)}{size}{f', at {place}' if place else ''}"


def say_at(seconds: float) -> str:
    """A time in a recording, as players show it.

    Examples
    --------
    >>> say_at(61.2345), say_at(3.1), say_at(3725.0)
    ('1:01.234', '0:03.100', '62:05.000')
    """
    minutes, rest = divmod(max(seconds, 0.0), 60.0)
    return f"{int(minutes)}:{int(rest * 1000) / 1000:06.3f}"


def say_decision(event: Candidate) -> str:
    """What the program made of it, and why."""
    return _DECISIONS[event.decision].format(reason=REASON_PHRASES.get(event.reason, event.reason or "no reason given"))


def say_given(label: Label) -> str:
    """The label in a word."""
    return _GIVEN[label]


def say_stopped(n_labelled: int, n_events: int, n_elsewhere: int) -> Iterator[str]:
    """How far it went, and how to go on."""
    if not n_events:
        yield "There is nothing to look at: nothing rose over the threshold."
    elif n_labelled == n_events:
        yield "Every event has a label."
    else:
        yield f"{n_labelled} of {say_count(n_events, 'event')} have a label. The same command goes on from here."
    if n_elsewhere:
        yield (
            f"{say_count(n_elsewhere, 'label')} in the file fit no event of this result; they are kept, not counted."
        )


def say_score(score: DetectorScore) -> tuple[str, ...]:
    """The score in sentences: what was labelled, then the strict and the lenient rules."""
    whose = f" by {', '.join(score.reviewers)}" if score.reviewers else ""
    lines = [f"{say_count(score.n_labels, 'label')}{whose}, in {say_count(score.n_recordings, 'recording')}."]
    if score.n_unsure:
        lines.append(f"{score.n_unsure} of them unsure; these count neither way.")
    if score.n_not_blind:
        lines.append(f"{score.n_not_blind} of them were given with the program's decision in sight.")
    lines += _rule("Clear twitches only", score.strict)
    if score.lenient != score.strict:
        lines += _rule("Doubtful ones counted too", score.lenient)
    else:
        lines.append("With the doubtful ones counted too it is the same.")
    return tuple(lines)


def reason_lines(score: DetectorScore) -> tuple[str, ...]:
    """For each rule that made an event doubtful or set it aside: how many of these the reviewer accepts."""
    return tuple(
        f"{each.decision}, {REASON_PHRASES.get(each.reason, each.reason or 'no reason given')}: "
        f"{each.n_accepted} accepted, {each.n_rejected} rejected, {each.n_unsure} unsure"
        for each in score.reasons
    )


def say_agreement(found: ReviewerAgreement | NotMeasurable) -> tuple[str, ...]:
    """Two reviewers side by side, in sentences."""
    if isinstance(found, NotMeasurable):
        return (f"Two reviewers cannot be compared: {found.reason}.",)
    n_decided = found.both_accept + found.both_reject + found.only_first_accepts + found.only_second_accepts
    return (
        f"{found.first} and {found.second} both decided {say_count(n_decided, 'event')}: both accept "
        f"{found.both_accept}, both reject {found.both_reject}, only {found.first} accepts {found.only_first_accepts}, "
        f"only {found.second} accepts {found.only_second_accepts}.",
        f"Events on which at least one was unsure: {found.n_unsure}. Seen by only one of them: {found.n_unmatched}.",
        f"Same label: {_say(found.same)}.",
        f"Beyond chance: Cohen's kappa {_two_digits(found.kappa)}; Gwet's AC1 {_two_digits(found.ac1)}. "
        "1 is full agreement, 0 is what chance would give.",
        "When nearly all events get the same label, kappa falls although people agree. AC1 falls less.",
    )


def _rule(name: str, rule: RuleScore) -> Iterator[str]:
    yield f"{name}: {rule.hits} accepted, {rule.false_alarms} rejected, {rule.misses} accepted but not counted."
    yield f"  Of the counted, accepted (precision): {_say(rule.precision)}."
    yield f"  Of the accepted, counted (recall among the proposed): {_say(rule.recall)}."


def _say(share: Estimate | NotMeasurable) -> str:
    return f"not known, {share.reason}" if isinstance(share, NotMeasurable) else say_share(share)


def _two_digits(value: Estimate | NotMeasurable) -> str:
    if isinstance(value, NotMeasurable):
        return f"not known, {value.reason}"
    return f"{value.value:.2f} ({value.low:.2f} to {value.high:.2f})"
