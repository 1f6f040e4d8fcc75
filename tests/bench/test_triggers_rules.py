import numpy as np
import pytest

from bench.triggers_people import Purpose, make_person, pair_truth
from bench.triggers_rules import PCMCI, RULES, Rule, adjusted, has_tigramite
from twitchwise.simulate.person_world import PersonWorld

_STRONG = PersonWorld(effect_mean=1.0, effect_sd=0.0, latent_shared_sd=0.1, latent_own_sd=0.1, n_days=240)


def test_the_adjustment_is_that_of_benjamini_and_hochberg() -> None:
    # their own example: 15 p values, of which the first four are kept at 5 %
    p = np.array(
        [
            0.0001,
            0.0004,
            0.0019,
            0.0095,
            0.0201,
            0.0278,
            0.0298,
            0.0344,
            0.0459,
            0.3240,
            0.4262,
            0.5719,
            0.6528,
            0.7590,
            1,
        ]
    )
    assert adjusted(p, 0.05).sum() == 4


def test_unknown_p_values_are_never_kept() -> None:
    assert adjusted(np.array([[np.nan, 0.0001], [np.nan, 0.9]])).tolist() == [[False, True], [False, False]]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_most_strong_triggers(rule: Rule) -> None:
    people = [make_person(_STRONG, Purpose.FLOOR, number) for number in range(3)]
    acts = np.array([pair_truth(person).acts for person in people])
    found = np.array([rule.report(person) for person in people])
    assert found.shape == (3, 6, 8)
    assert found[acts].mean() > 0.5
    assert found[acts].mean() > found[~acts].mean()


@pytest.mark.skipif(
    not has_tigramite(), reason="does not apply here: tigramite (optional group bench) is not installed"
)
def test_pcmci_finds_most_strong_triggers_and_little_else() -> None:
    person = make_person(_STRONG, Purpose.FLOOR, 0)
    acts, found = pair_truth(person).acts, PCMCI.report(person)
    assert found[acts].mean() > 0.5
    assert found[~acts].mean() < 0.2
