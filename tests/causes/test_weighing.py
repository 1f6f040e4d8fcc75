import numpy as np
import pytest

from twitchwise.causes.loading import read_causes
from twitchwise.causes.model import Library
from twitchwise.causes.reading import Reading, yes_if
from twitchwise.causes.sign import Clue
from twitchwise.causes.weighing import N_DRAWS, draw_scores, is_possible, weigh
from twitchwise.intake.feature import Feature, Reply

CLUES = "".join(
    f'[[clue]]\nid = "{id_}"\ngroup = "{group}"\nyes = "Yes."\nno = "No."\n'
    for id_, group in (("cramps", "muscle"), ("stiffness", "muscle"), ("stress", "mind"))
)
CAUSES = """
[[shared]]
id = "all"
judged = [{ of = "stress", yes = [-1.0, 1.0] }]
""" + "".join(
    f"""
[[cause]]
id = "{id_}"
name = "Made up"
shares = "all"
{more}
base = [-2.0, -1.0]
base_grade = "judgement"
what = "What."
course = "Course."
tells_more = "More."
to_do = "Do."
judged = [
    {{ of = "cramps", yes = [0.5, 1.5], no = [-0.6, -0.2] }},
    {{ of = "stiffness", yes = [0.1, 0.3], no = [-1.0, -0.8] }},
]
"""
    for id_, more in (("first", 'needs = ["cramps"]'), ("second", 'only_if = ["cramps", "stress"]'))
)


@pytest.fixture
def library() -> Library:
    return read_causes([CAUSES], CLUES)


def _counted(library: Library, **replies: Reply) -> dict[str, float]:
    readings: dict[Clue, Reading] = {Feature(name): Reading(reply=reply) for name, reply in replies.items()}
    terms = weigh(library.causes[0], readings, library)
    return {term.weight.clue.value: term.middle for term in terms if term.is_counted}


def test_of_a_group_only_the_strongest_counts(library: Library) -> None:
    assert _counted(library, cramps=Reply.YES, stiffness=Reply.YES) == {"cramps": pytest.approx(1.0)}


def test_a_no_counts_only_where_nothing_of_the_group_was_told(library: Library) -> None:
    assert _counted(library, cramps=Reply.NO, stiffness=Reply.YES) == {"stiffness": pytest.approx(0.2)}
    assert _counted(library, cramps=Reply.NO, stiffness=Reply.NO) == {"stiffness": pytest.approx(-0.9)}


def test_not_sure_counts_half(library: Library) -> None:
    assert _counted(library, cramps=Reply.NOT_SURE) == {"cramps": pytest.approx(0.5)}


def test_what_was_not_asked_moves_nothing(library: Library) -> None:
    assert weigh(library.causes[0], {}, library) == ()


def test_a_cause_that_lacks_what_it_needs_does_not_come_into_question(library: Library) -> None:
    first, second = library.causes
    assert is_possible(first, {})
    assert not is_possible(first, {Feature.CRAMPS: yes_if(False)})
    assert not is_possible(second, {})
    assert is_possible(second, {Feature.STRESS: Reading(reply=Reply.NOT_SURE)})


def test_the_mean_of_the_draws_is_the_middle_of_the_ranges_for_every_seed(library: Library) -> None:
    readings: dict[Clue, Reading] = {Feature.CRAMPS: yes_if(True)}
    terms = [weigh(cause, readings, library) for cause in library.causes]
    for seed in range(5):
        scores = draw_scores(library.causes, terms, np.random.default_rng(seed))
        assert scores.total.shape == (N_DRAWS, 2)
        assert scores.total.mean(axis=0) == pytest.approx([-0.5, -0.5], abs=1e-12)
        assert scores.evidence.min() >= 0.5
        assert scores.evidence.max() <= 1.5


def test_what_is_shared_is_drawn_once_for_all(library: Library) -> None:
    readings: dict[Clue, Reading] = {Feature.STRESS: yes_if(True)}
    terms = [weigh(cause, readings, library) for cause in library.causes]
    evidence = draw_scores(library.causes, terms, np.random.default_rng(1)).evidence
    assert np.array_equal(evidence[:, 0], evidence[:, 1])
    assert evidence.std() > 0.5


def test_causes_of_which_nothing_was_told_still_have_their_base(library: Library) -> None:
    scores = draw_scores(library.causes, [(), ()], np.random.default_rng(1))
    assert scores.evidence.shape == (N_DRAWS, 2)
    assert not scores.evidence.any()
