"""Floors on the vignettes: nobody in danger is calmed, nobody who only twitches is alarmed, the cause is named."""

import pytest

from bench.vignettes import Vignette, read_vignettes
from bench.vignettes_scores import CAUSE_IDS, Figure, answer, figures, main

pytestmark = pytest.mark.accuracy


@pytest.fixture(scope="module")
def vignettes() -> tuple[Vignette, ...]:
    return read_vignettes()


@pytest.fixture(scope="module")
def found(vignettes: tuple[Vignette, ...]) -> dict[str, Figure]:
    return figures([answer(vignette) for vignette in vignettes])


def _names(figure: Figure) -> list[str]:
    return [one.vignette.id if not one.vignette.is_held_out else "held out" for one in figure.failed]


def test_every_word_for_a_cause_has_its_ids(vignettes: tuple[Vignette, ...]) -> None:
    assert {word for vignette in vignettes for word in vignette.causes} == set(CAUSE_IDS)


def test_motor_neuron_disease_with_a_sign_is_never_below_days(found: dict[str, Figure]) -> None:
    assert _names(found["mnd"]) == []


def test_no_emergency_is_below_now(found: dict[str, Figure]) -> None:
    assert _names(found["emergency"]) == []


def test_twitching_alone_is_seldom_above_its_rung(found: dict[str, Figure]) -> None:
    assert found["alone"].percent_held >= 95


def test_nobody_is_calmed_more_than_can_be_defended(found: dict[str, Figure]) -> None:
    assert _names(found["calm"]) == []


def test_the_true_cause_is_named(found: dict[str, Figure]) -> None:
    assert found["top"].percent_held >= 60
    assert found["either"].percent_held >= 90
    assert not found["at_most"].failed


def test_the_table_names_no_one_who_is_held_out(
    vignettes: tuple[Vignette, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--name-failures"])
    printed = capsys.readouterr().out
    assert "held out alone" in printed
    assert not [vignette.id for vignette in vignettes if vignette.is_held_out and f": {vignette.id}:" in printed]
