"""Tables of labels scored: the program against each reviewer, and reviewers against each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from twitchwise.errors import InputError
from twitchwise.estimate import NotMeasurable
from twitchwise.report.labels_csv import read_labels
from twitchwise.twitches.labels import EventLabel
from twitchwise.twitches.review_score import DetectorScore, score_labels
from twitchwise.twitches.reviewers import ReviewerAgreement, compare_reviewers

__all__ = ["Scores", "score_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What label files say of the program, and of the reviewers.

    Parameters
    ----------
    scores : one a reviewer.
    agreements : one a pair of reviewers.
    """

    scores: tuple[DetectorScore, ...]
    agreements: tuple[ReviewerAgreement | NotMeasurable, ...]


def score_files(paths: Iterable[Path]) -> Scores:
    """The program against each reviewer, and every two reviewers against each other.

    Parameters
    ----------
    paths : tables of labels, and folders that hold some ("labels-*.csv").

    Raises
    ------
    InputError
        A table cannot be read, or there is none.
    """
    by_reviewer: dict[str, list[EventLabel]] = {}
    for table in _tables(paths):
        for each in read_labels(table):
            by_reviewer.setdefault(each.reviewer, []).append(each)
    reviewers = [_latest(labels) for labels in by_reviewer.values()]
    return Scores(
        scores=tuple(score_labels(labels) for labels in reviewers),
        agreements=tuple(
            compare_reviewers(one, other) for i, one in enumerate(reviewers) for other in reviewers[i + 1 :]
        ),
    )


def _tables(paths: Iterable[Path]) -> tuple[Path, ...]:
    found: dict[Path, Path] = {}
    for path in paths:
        inside = sorted(path.glob("labels-*.csv")) if path.is_dir() else [path]
        if not inside:
            raise InputError(
                what="there is no table of labels in this folder",
                where=str(path),
                remedy='give a file that "twitchwise review" wrote',
            )
        found |= {table.resolve(): table for table in inside}
    return tuple(found.values())


def _latest(labels: Sequence[EventLabel]) -> tuple[EventLabel, ...]:
    """One label an event: of a person's blind and open label the blind one counts, else the later one."""
    found: dict[tuple[str, float, float, str, str], EventLabel] = {}
    for each in sorted(labels, key=lambda each: (each.is_blind, each.labelled_at)):
        event = each.candidate
        found[each.recording_sha256, event.onset_s, event.duration_s, event.place, event.decision.value] = each
    return tuple(found.values())
