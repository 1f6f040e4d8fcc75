import io

import pytest
from rich.console import Console

from twitchwise.cli.demo_person_text import print_people, print_person
from twitchwise.desk.demo_person import PeopleShown, PersonShown, show_person


@pytest.fixture(scope="module", params=[0, 3])
def shown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> PersonShown:
    return show_person(tmp_path_factory.mktemp("person"), seed=request.param)


def _console(paper: io.StringIO) -> Console:
    return Console(file=paper, width=80, highlight=False, markup=False)


def test_every_trigger_put_in_has_its_line(shown: PersonShown) -> None:
    paper = io.StringIO()
    print_person(_console(paper), shown)
    text = paper.getvalue()
    assert max(map(len, text.splitlines())) <= 80
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    for one in shown.judged:
        (line,) = [
            each for each in text.splitlines() if each.startswith(f"{one.planted.kind}, {one.planted.muscle_id} ")
        ]
        assert line.rstrip().endswith("found") == one.is_found


def test_a_pattern_that_was_not_put_in_is_owned_up_to(shown: PersonShown) -> None:
    paper = io.StringIO()
    print_person(_console(paper), shown)
    text = " ".join(paper.getvalue().split())
    assert ("Nothing that was not put in was reported." in text) == (not shown.false)
    for trigger in shown.false:
        assert f"{trigger.exposure}, {trigger.outcome}" in text.partition("Reported, but not put in: ")[2]


def test_how_often_it_is_found_is_said_in_twenties() -> None:
    paper = io.StringIO()
    people = PeopleShown(n_people=20, n_found=15, n_with_false=2, n_triggers=109, n_triggers_found=69, n_false=3)
    print_people(_console(paper), people)
    text = " ".join(paper.getvalue().split())
    assert "Of 20 such people, the training of the triceps was found in 15; false patterns in 2." in text
    assert "Of all 109 triggers put in, 69 were found." in text
