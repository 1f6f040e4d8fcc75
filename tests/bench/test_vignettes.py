"""The vignettes can be read, and what was answered comes back from a file as it was."""

from bench.vignettes import FOLDER, Kind, read_vignettes
from twitchwise.intake.json_file import answers_from_json, answers_to_json
from twitchwise.urgency.level import Urgency


def test_there_are_enough_of_every_kind() -> None:
    vignettes = read_vignettes()
    assert len(vignettes) >= 80
    assert len({vignette.id for vignette in vignettes}) == len(vignettes)
    assert all(sum(vignette.kind is kind for vignette in vignettes) >= 20 for kind in set(Kind) - {Kind.MND_EARLY})


def test_a_third_is_held_out_of_every_kind() -> None:
    vignettes = read_vignettes()
    for kind in set(Kind) - {Kind.MND_EARLY}:
        shares = [vignette.is_held_out for vignette in vignettes if vignette.kind is kind]
        assert 0.2 < sum(shares) / len(shares) < 0.5


def test_every_rung_is_one_of_the_ladder_and_every_story_is_told() -> None:
    for vignette in read_vignettes():
        assert {vignette.urgency, *vignette.also} <= {rung.value for rung in Urgency}
        assert len(vignette.story.split()) > 10


def test_the_answers_of_every_vignette_survive_a_file() -> None:
    for vignette in read_vignettes():
        assert answers_from_json(answers_to_json(vignette.answers)) == vignette.answers


def test_the_keys_are_explained() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert all(kind.value in readme for kind in Kind)
