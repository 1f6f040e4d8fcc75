from tests.twitches.built_labels import a_candidate, a_label, labels_in, labels_of
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.twitches.labels import Decision, Label
from twitchwise.twitches.review_score import score_labels

GIVEN = labels_in(
    [
        (Decision.CLEAR, Label.ACCEPT, 8),
        (Decision.CLEAR, Label.REJECT, 2),
        (Decision.DOUBTFUL, Label.ACCEPT, 3),
        (Decision.DOUBTFUL, Label.REJECT, 1),
        (Decision.SET_ASIDE, Label.ACCEPT, 1),
        (Decision.SET_ASIDE, Label.REJECT, 5),
        (Decision.SET_ASIDE, Label.UNSURE, 4),
    ]
)


def _value(found: Estimate | NotMeasurable) -> float:
    assert isinstance(found, Estimate)
    return found.value


def test_the_strict_rules_count_clear_events_only() -> None:
    strict = score_labels(GIVEN).strict
    assert (strict.hits, strict.false_alarms, strict.misses) == (8, 2, 4)
    assert _value(strict.precision) == 8 / 10
    assert _value(strict.recall) == 8 / 12


def test_the_lenient_rules_count_doubtful_events_too() -> None:
    lenient = score_labels(GIVEN).lenient
    assert (lenient.hits, lenient.false_alarms, lenient.misses) == (11, 3, 1)
    assert _value(lenient.precision) == 11 / 14
    assert _value(lenient.recall) == 11 / 12


def test_unsure_counts_neither_way() -> None:
    score = score_labels(GIVEN)
    assert (score.n_labels, score.n_unsure) == (24, 4)
    without = score_labels(each for each in GIVEN if each.label is not Label.UNSURE)
    assert (without.strict, without.lenient) == (score.strict, score.lenient)


def test_the_rules_that_set_aside_are_counted_one_by_one() -> None:
    doubtful, aside = sorted(score_labels(GIVEN).reasons, key=lambda each: each.decision)
    assert (doubtful.n_accepted, doubtful.n_rejected, doubtful.n_unsure) == (3, 1, 0)
    assert (aside.n_accepted, aside.n_rejected, aside.n_unsure) == (1, 5, 4)


def test_labels_given_in_sight_of_the_decision_are_told_apart() -> None:
    labels = (*labels_of("aa"), a_label(a_candidate(9.0), is_blind=False))
    assert score_labels(labels).n_not_blind == 1


def test_several_recordings_are_pooled() -> None:
    labels = labels_of("ar") + labels_of("aa", recording="f" * 64)
    score = score_labels(labels)
    assert score.n_recordings == 2
    assert _value(score.strict.precision) == 3 / 4


def test_without_labels_there_is_no_number() -> None:
    score = score_labels(())
    assert isinstance(score.strict.precision, NotMeasurable)
    assert isinstance(score.lenient.recall, NotMeasurable)
