from typing import Any

import pytest

from twitchwise.causes.loading import CAUSE_FILES, causes_library, read_causes, read_causes_file
from twitchwise.causes.model import Grade
from twitchwise.errors import UnknownName
from twitchwise.evidence.loading import LibraryError
from twitchwise.evidence.lookup import find_fact, find_source

CLUES = """
[[clue]]
id = "cramps"
group = "cramps"
yes = "You have cramps."
"""
CAUSE = """
[[cause]]
id = "made-up"
name = "Made up"
base = [-2.0, -1.0]
base_grade = "judgement"
what = "What."
course = "Course."
tells_more = "More."
to_do = "Do."
judged = [{ of = "cramps", yes = [0.1, 0.4] }]
"""


def _read(*changes: tuple[str, str]) -> Any:
    text = CAUSE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_causes([text], CLUES)


def test_a_made_up_cause_loads() -> None:
    (cause,) = _read().causes
    assert cause.weights[0].yes.middle == pytest.approx(0.25)
    assert (cause.family, cause.is_rare, cause.weights[0].grade) == ("made-up", False, Grade.JUDGEMENT)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("judged", "measured", "measured without a fact"),
        ("judged", "derived", "derived without a fact"),
        ('base_grade = "judgement"', 'base_grade = "derived"', "derived without a fact"),
        ('base_grade = "judgement"', 'base_grade = "sure"', "unknown grade"),
        ("[0.1, 0.4]", "[0.4, 0.1]", "out of order"),
        ("[0.1, 0.4]", "[0.1, 9.0]", "beyond"),
        ("[0.1, 0.4]", "[0.1]", "two numbers"),
        ('"cramps", yes', '"camps", yes', "no clue"),
        ('"cramps", yes', '"stress", yes', "no words"),
        ("yes = [0.1, 0.4]", "yes = [0.1, 0.4], no = [-1, 0]", "no words"),
        ("yes = [0.1, 0.4]", "yes = [0.1, 0.4], maybe = 1", "unknown keys"),
        ('what = "What."', 'what = "1 of 5 people."', "number of its own"),
        ("[-2.0, -1.0]", "[-2.0, 0.5]", "above one"),
        ('to_do = "Do."', "", "missing"),
        ('to_do = "Do."', 'to_do = "Do."\nshares = "nothing"', "nothing is shared"),
        ('to_do = "Do."', 'to_do = "Do."\nfacts = ["qr_fasciculation"]', "never shown"),
    ],
)
def test_a_library_that_breaks_its_rules_does_not_load(old: str, new: str, why: str) -> None:
    with pytest.raises(LibraryError, match=why):
        _read((old, new))


def test_a_measured_weight_needs_a_study_that_was_read() -> None:
    measured = ("judged = [{ of", 'measured = [{ facts = ["drug_fasc"], of')
    assert find_source(find_fact("drug_fasc").source).is_placeholder
    with pytest.raises(LibraryError, match="study that was read"):
        _read(measured)
    read = ("judged = [{ of", 'measured = [{ facts = ["fasc_us_healthy_any"], of')
    assert _read(read).causes[0].weights[0].grade is Grade.MEASURED


def test_a_fact_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownName, match="no_such_fact"):
        _read(('to_do = "Do."', 'to_do = "Do."\nfacts = ["no_such_fact"]'))


def test_a_cause_or_clue_twice_is_refused() -> None:
    with pytest.raises(LibraryError, match="twice"):
        read_causes([CAUSE, CAUSE], CLUES)
    with pytest.raises(LibraryError, match="twice"):
        read_causes([CAUSE], CLUES + CLUES)


def test_a_clue_weighed_twice_is_refused() -> None:
    with pytest.raises(LibraryError, match="weighed twice"):
        _read(("yes = [0.1, 0.4] }", 'yes = [0.1, 0.4] }, { of = "cramps", yes = [0, 1] }'))


def test_what_is_shared_gives_way_to_a_cause_s_own_weight() -> None:
    shared = '[[shared]]\nid = "all"\njudged = [{ of = "cramps", yes = [-1.0, -0.5] }]\n'
    own = CAUSE.replace('to_do = "Do."', 'to_do = "Do."\nshares = "all"')
    without = own.replace('id = "made-up"', 'id = "other"').replace("judged = [{ of", "judged = []\n# [{ of")
    first, second = read_causes([shared + own + without], CLUES).causes
    assert [weight.yes.low for weight in first.weights] == [0.1]
    assert [weight.yes.low for weight in second.weights] == [-1.0]


def test_every_cause_of_the_evidence_is_in_the_library() -> None:
    ids = {cause.id for cause in causes_library().causes}
    assert {
        "normal-twitching", "after-training", "muscle-strain", "eyelid-myokymia", "anxiety", "caffeine", "short-sleep",
        "dehydration", "low-magnesium", "low-calcium", "potassium-or-sodium", "overactive-thyroid", "withdrawal",
        "medicine-cholinesterase", "medicine-lithium", "medicine-beta-agonist", "medicine-serotonin", "after-virus",
        "covid-or-vaccine", "lyme", "cramp-fasciculation", "benign-fasciculation", "isaacs", "root-lesion", "sma",
        "hereditary-neuropathy", "other-neuropathy", "mmn", "kennedy", "organophosphate", "mercury", "coeliac-or-b12",
        "pregnancy", "post-polio", "post-radiation", "myasthenia", "jerks", "als",
    } <= ids  # fmt: skip


def test_every_clue_of_the_library_is_weighed_by_some_cause() -> None:
    weighed = {weight.clue for cause in causes_library().causes for weight in cause.weights}
    asked = {clue for cause in causes_library().causes for clue in (*cause.needs, *cause.only_if)}
    assert set(causes_library().clues) - weighed - asked == set()


def test_the_files_hold_the_causes_they_are_named_for() -> None:
    assert all("[[cause]]" in read_causes_file(name) for name in CAUSE_FILES)


def test_a_rate_or_a_place_moves_als_by_a_factor_of_two_at_most() -> None:
    als = next(cause for cause in causes_library().causes if cause.id == "als")
    spans = {weight.clue.value: weight.yes for weight in als.weights}
    for clue in ("twitches-measured", "only-lower-leg", "in-arm-or-trunk", "widespread"):
        assert -0.302 <= spans[clue].low <= spans[clue].high <= 0.302
    assert spans["twitches-measured"].middle == 0.0
