"""How the program's decisions stand against a reviewer's labels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twitchwise.estimate import Estimate, NotMeasurable, share_of
from twitchwise.twitches.labels import Decision, EventLabel, Label

__all__ = ["DetectorScore", "ReasonCount", "RuleScore", "score_labels"]

_STRICT = frozenset({Decision.CLEAR})
_LENIENT = frozenset({Decision.CLEAR, Decision.DOUBTFUL})


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleScore:
    """The score of one set of rules.

    Parameters
    ----------
    hits : counted by these rules and accepted.
    false_alarms : counted and rejected.
    misses : not counted, though proposed, and accepted.
    precision : share of the counted events that the reviewer accepts.
    recall : share of the accepted events that were counted; of what was proposed, not of all twitches there were.
    """

    hits: int
    false_alarms: int
    misses: int
    precision: Estimate | NotMeasurable
    recall: Estimate | NotMeasurable


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCount:
    """What became of the events that one rule made doubtful or set aside.

    Parameters
    ----------
    decision : doubtful or set aside.
    reason : the rule.
    n_accepted, n_rejected, n_unsure : what the reviewer says of them.
    """

    decision: Decision
    reason: str
    n_accepted: int
    n_rejected: int
    n_unsure: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectorScore:
    """The program against one reviewer.

    Parameters
    ----------
    reviewers : whose labels these are.
    n_recordings : how many recordings they are about.
    n_labels : how many labels there are, unsure ones included.
    n_unsure : how many of them are unsure; they count neither way.
    n_not_blind : how many were given with the program's decision in sight.
    strict, lenient : with the doubtful events not counted, and counted.
    reasons : by rule, the most frequent first.
    """

    reviewers: tuple[str, ...]
    n_recordings: int
    n_labels: int
    n_unsure: int
    n_not_blind: int
    strict: RuleScore
    lenient: RuleScore
    reasons: tuple[ReasonCount, ...]


def score_labels(labels: Iterable[EventLabel], *, level: float = 0.95) -> DetectorScore:
    """Hold the program's decisions against labels.

    Parameters
    ----------
    labels : of one or several recordings; of one reviewer, or the same event counts once a reviewer.
    level : probability content of the intervals.

    Notes
    -----
    Wilson intervals take the events to be independent. Events of one recording are alike, so that intervals over few
    recordings are too narrow for other recordings. Whatever the detector never proposed cannot be labelled: the recall
    is of the proposed events, and the true one is at most that.

    References
    ----------
    Wilson 1927, Journal of the American Statistical Association 22:209, doi 10.1080/01621459.1927.10502953.
    """
    given = tuple(labels)
    return DetectorScore(
        reviewers=tuple(dict.fromkeys(each.reviewer for each in given)),
        n_recordings=len({each.recording_sha256 for each in given}),
        n_labels=len(given),
        n_unsure=sum(each.label is Label.UNSURE for each in given),
        n_not_blind=sum(not each.is_blind for each in given),
        strict=_score(given, _STRICT, level),
        lenient=_score(given, _LENIENT, level),
        reasons=_by_reason(given),
    )


def _score(labels: Sequence[EventLabel], counted: frozenset[Decision], level: float) -> RuleScore:
    def n(label: Label, *, is_counted: bool) -> int:
        return sum(each.label is label and (each.candidate.decision in counted) is is_counted for each in labels)

    hits, false_alarms = n(Label.ACCEPT, is_counted=True), n(Label.REJECT, is_counted=True)
    misses = n(Label.ACCEPT, is_counted=False)
    return RuleScore(
        hits=hits,
        false_alarms=false_alarms,
        misses=misses,
        precision=_share(hits, hits + false_alarms, level, "no counted event was accepted or rejected"),
        recall=_share(hits, hits + misses, level, "no event was accepted"),
    )


def _share(n: int, total: int, level: float, otherwise: str) -> Estimate | NotMeasurable:
    return share_of(n, total, level=level) if total else NotMeasurable(reason=otherwise)


def _by_reason(labels: Sequence[EventLabel]) -> tuple[ReasonCount, ...]:
    found: dict[tuple[Decision, str], list[Label]] = {}
    for each in labels:
        if each.candidate.decision is not Decision.CLEAR:
            found.setdefault((each.candidate.decision, each.candidate.reason), []).append(each.label)
    return tuple(
        ReasonCount(
            decision=decision,
            reason=reason,
            n_accepted=given.count(Label.ACCEPT),
            n_rejected=given.count(Label.REJECT),
            n_unsure=given.count(Label.UNSURE),
        )
        for (decision, reason), given in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    )
