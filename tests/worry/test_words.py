"""What is said: plain, whole, without numbers of its own, never shaming, never a verdict on a disease."""

import re
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from tests.never_said import caught
from tests.readability import grade
from twitchwise.errors import UnknownName
from twitchwise.worry.exercises import ExerciseName, find_exercise
from twitchwise.worry.guard_rails import RailName, find_rail
from twitchwise.worry.questions import SetName, question_set
from twitchwise.worry.words import say, sentence_ids

_NEVER = re.compile(
    r"not ALS|no ALS|isn't ALS|ALS-free|rule[sd]? out|benign|hypochond|neurotic|imagin|irrational|overreact|silly"
    r"|just anxiety|only anxiety|only fear|all in your head|perceived|nothing is wrong|nothing to worry|don't worry"
    r"|should have|obsess|attention.seek|exaggerat|weak nerves|your fault|streak",
    re.IGNORECASE,
)


def _template(id_: str) -> str:
    names = {name for _, name, _, _ in Formatter().parse(_raw(id_)) if name}
    return say(id_, **dict.fromkeys(names, "x")).text


def _raw(id_: str) -> str:
    import tomllib

    text = (files("twitchwise.worry") / "text" / "sentences.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)[id_])


def _all_texts() -> list[str]:
    texts = [_template(id_) for id_ in sentence_ids()]
    for name in ExerciseName:
        exercise = find_exercise(name)
        texts += [exercise.title, exercise.why, exercise.basis, *exercise.steps]
    for rail in map(find_rail, RailName):
        texts += [rail.rule, rail.reason, rail.basis, rail.way_past]
    own = question_set(SetName.CHECK)
    return [*texts, own.stem, own.note, *own.questions, *own.options, question_set(SetName.GAD7).note]


@pytest.mark.parametrize("id_", sentence_ids())
def test_a_sentence_is_whole_and_holds_no_number_of_its_own(id_: str) -> None:
    assert not re.search(r"\d", re.sub(r"\{[^}]*\}|GAD-7|of 10|0 to 10", "", _raw(id_)))
    text = _template(id_)
    assert "{" not in text
    if not id_.startswith(("reason_", "start_")):  # parts of a refusal, which the program ends itself
        assert text[-1] in ".?"
        assert text[0].isupper() or text.startswith("x")


def test_nothing_shames_and_nothing_judges_a_disease() -> None:
    assert [text for text in _all_texts() if _NEVER.search(text)] == []
    assert [text for text in _all_texts() if caught(text)] == []


def test_sentences_are_plain() -> None:
    texts = [text for text in _all_texts() if len(text.split()) >= 5]
    grades = [grade(re.sub(r'"[^"]*"', "", text)) for text in texts]
    hard = [(round(grade, 1), text) for grade, text in zip(grades, texts, strict=True) if grade > 12.0]
    assert hard == []
    assert sum(grades) / len(grades) <= 8.0


def test_every_sentence_is_said_somewhere() -> None:
    source = Path(say.__code__.co_filename).parents[1]
    code = "".join(path.read_text(encoding="utf-8") for path in source.rglob("*.py"))
    assert [id_ for id_ in sentence_ids() if f'"{id_}"' not in code] == []


def test_an_unknown_id_is_a_mistake_of_the_program() -> None:
    with pytest.raises(UnknownName):
        say("no-such-sentence")
