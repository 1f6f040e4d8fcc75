import pickle

import pytest

from twitchwise import errors
from twitchwise.errors import InputError, NotARecording, Problem, TwitchwiseError, UnknownFormat, UnreadableFile


def test_every_exception_grows_from_one_root() -> None:
    kinds = [getattr(errors, name) for name in errors.__all__]
    for kind in kinds:
        if isinstance(kind, type) and issubclass(kind, Exception):
            assert issubclass(kind, TwitchwiseError)


@pytest.mark.parametrize("kind", [InputError, UnreadableFile, UnknownFormat, NotARecording])
def test_an_input_error_reads_as_one_sentence(kind: type[InputError]) -> None:
    error = kind(what="the file is empty", where="calf.mp4", remedy="record it again")
    assert str(error) == "calf.mp4: the file is empty; record it again."


@pytest.mark.parametrize("kind", [InputError, UnreadableFile, UnknownFormat, NotARecording])
def test_an_input_error_survives_the_way_back_from_a_child_process(kind: type[InputError]) -> None:
    error = kind(what="the file is empty", where="calf.mp4", remedy="record it again")
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is kind
    assert (back.what, back.where, back.remedy) == (error.what, error.where, error.remedy)


def test_a_problem_reads_like_an_error() -> None:
    problem = Problem(what="12 frames are missing", where="calf.mp4", remedy="film in better light")
    assert str(problem) == "calf.mp4: 12 frames are missing; film in better light."
