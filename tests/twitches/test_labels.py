from dataclasses import replace

from tests.twitches.built_labels import a_candidate


def test_an_unknown_size_is_nought_for_comparing() -> None:
    assert a_candidate(1.0).amplitude == 20.0
    assert replace(a_candidate(1.0), size=None).amplitude == 0.0
