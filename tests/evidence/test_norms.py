import pytest

from twitchwise.errors import UnknownName
from twitchwise.evidence.loading import LibraryError
from twitchwise.evidence.lookup import cite
from twitchwise.evidence.norms import norms, read_norms

NORM = (
    '[meta]\nnorms = 1\n[[norm]]\ntest = "grip"\nsex = "male"\nage_low = 20\nage_high = 24\nsource = "igrips2025"\n'
    'middle = 48.0\nlow = 33.9\nhigh = 63.6\nspan = "9 of 10 people"\n'
)


def test_a_norm_is_that_of_the_age_and_sex_asked_for() -> None:
    (norm,) = norms("grip", age_years=62.4, sex="female")
    assert (norm.age_low, norm.age_high, norm.sex, norm.middle) == (60, 64, "female", 26.2)
    assert "handgrip" in cite(norm.source)


def test_every_age_of_a_test_has_at_most_one_norm_of_a_source() -> None:
    for norm in norms("grip"):
        same = [n for n in norms("grip", age_years=norm.age_low, sex=norm.sex) if n.source == norm.source]
        assert same == [norm]


def test_the_last_year_of_a_group_belongs_to_it_to_its_end() -> None:
    assert norms("grip", age_years=64.9, sex="male") == norms("grip", age_years=60.0, sex="male")


def test_a_test_without_norms_has_none() -> None:
    assert norms("pinch") == ()
    assert norms("chair-stand", age_years=45, sex="male") == ()


@pytest.mark.parametrize(
    "broken",
    [
        NORM.replace("norms = 1", "norms = 2"),
        NORM.replace("low = 33.9", "low = 50.0"),
        NORM.replace('span = "9 of 10 people"\n', ""),
        NORM.replace('"male"', '"man"'),
        NORM.replace("age_high = 24", "age_high = 4"),
        NORM + "colour = 1\n",
        "[[norm]]\n",
        NORM + "[more]\n",
    ],
)
def test_a_broken_file_of_norms_is_refused(broken: str) -> None:
    with pytest.raises(LibraryError):
        read_norms(broken)


def test_a_norm_without_a_source_is_refused() -> None:
    with pytest.raises(UnknownName):
        read_norms(NORM.replace("igrips2025", "nobody2020"))
