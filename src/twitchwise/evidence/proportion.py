"""ALS in proportion: new cases in everybody by age and sex; apart from it, people whose twitching was followed up."""

import math
from dataclasses import dataclass

from twitchwise.errors import InputError
from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.evidence.filling import plain_figure
from twitchwise.evidence.lookup import find_fact
from twitchwise.evidence.model import Fact, Sentence
from twitchwise.evidence.texts import sentence

__all__ = ["OUT_OF_PEOPLE", "AlsNewCases", "als_new_cases", "followed_up"]

OUT_OF_PEOPLE = 100_000
"""One denominator everywhere: "1 in X" makes the same risk feel larger (fact onein_x)."""

# Middles of the two age groups that women were counted in (facts mnd_inc_women_50_54, mnd_inc_women_70_74); the level
# of the curve (fact als_curve_anchor_women) stands at their geometric mean, 61.2 years.
_COUNTED_AGES_YEARS = (52.0, 72.0)
_ANCHOR_YEARS = math.sqrt(_COUNTED_AGES_YEARS[0] * _COUNTED_AGES_YEARS[1])

# Judgement, from the reading of the registers: the two sexes come closer at about the menopause (huisman2011); rates
# stop rising at the peak of most registers (fact mnd_peak_age) and are held there, because newer ones peak later; below
# 45 no count by year of age was found, and below 40 the curve is trusted within a factor of two.
_CHANGE_YEARS = 50.0
_MEASURED_FROM_YEARS = 45.0
_UNSURE_BELOW_YEARS = 40.0
_UNSURE_FACTOR = 2.0
_ADULT_FROM_YEARS = 18.0
_OLDEST_YEARS = 120.0

_N_CASES = 6274  # in the registers the slope comes from (fact als_age_slope_eu)
_TWO_SIDED_95 = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsNewCases:
    """How many people of one age and sex get ALS in a year, in everybody, twitching or not.

    Parameters
    ----------
    age_years : of the people.
    sex : "female" or "male".
    rate : new cases per 100,000 people a year, computed by us; or the reason why there is none.
    is_carried_down : the curve of older people was carried down to this age.
    sentences : what to say, in this order; each with the facts behind it.
    """

    age_years: float
    sex: str
    rate: Estimate | NotMeasurable
    is_carried_down: bool
    sentences: tuple[Sentence, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of all facts behind it, for `cite`."""
        return tuple(dict.fromkeys(fact for each in self.sentences for fact in each.facts))


def als_new_cases(age_years: float, sex: str) -> AlsNewCases:
    """New cases of ALS a year in everybody of this age and sex.

    Parameters
    ----------
    age_years : of the person who asks.
    sex : "female" or "male".

    Raises
    ------
    InputError
        When the age is not an age, or the sex is neither of the two that registers count.

    Notes
    -----
    Women: `4.87 * (age / 61.2) ** 4.8` per 100,000 a year; men 1.91 times that below 50 and 1.5 times from 50; flat
    from 77. The interval joins the errors of the two counts behind the level, of the slope and of the ratio between the
    sexes, taken as independent on the log scale; below 40 it is at least a factor of two either way. That registers of
    different countries differ more than this is said beside it.

    It is a figure for everybody. It is never multiplied by what a person noticed: the two published ways of doing that
    lie two hundred times apart.

    References
    ----------
    Sources alchalabi2014 (slope), doyle2012 (level), huisman2011 (men and women), alonso2009 (peak). The curve itself
    was computed by us.

    Examples
    --------
    >>> als_new_cases(30, "female").sentences[0].text
    'Of 100,000 women aged 30, fewer than 1 get ALS in a year.'
    """
    if not math.isfinite(age_years) or not 0 <= age_years <= _OLDEST_YEARS:
        raise InputError(what="that is not an age in years", where="age", remedy="give years, such as 42")
    if sex not in {"female", "male"}:
        raise InputError(what="registers count women and men only", where="sex", remedy='give "female" or "male"')
    if age_years < _ADULT_FROM_YEARS:
        reason = "the registers behind the curve count adults"
        return AlsNewCases(
            age_years=age_years, sex=sex, rate=NotMeasurable(reason=reason), is_carried_down=True, sentences=()
        )
    rate = _rate(age_years, sex)
    return AlsNewCases(
        age_years=age_years,
        sex=sex,
        rate=rate,
        is_carried_down=age_years < _MEASURED_FROM_YEARS,
        sentences=_sentences(age_years, sex, rate),
    )


def followed_up() -> Sentence:
    """What became of people whose twitching was followed for years, with what the figure is and is not.

    Notes
    -----
    The upper bound and the words that it describes the studies are one sentence of the library, and the figure cannot
    be filled in anywhere else.
    """
    return sentence("followed_examined")


def _rate(age_years: float, sex: str) -> Estimate:
    slope, level = find_fact("als_age_slope_eu"), find_fact("als_curve_anchor_women")
    ratio = find_fact("als_mf_premenopause" if age_years < _CHANGE_YEARS else "als_mf_postmenopause")
    log_age = math.log(min(age_years, _number(find_fact("mnd_peak_age").value)) / _ANCHOR_YEARS)
    counts = [_log_error(find_fact(id_)) for id_ in ("mnd_inc_women_50_54", "mnd_inc_women_70_74")]
    slope_error = (_number(slope.high) - _number(slope.low)) / (2 * _TWO_SIDED_95)
    variance = sum(error**2 for error in counts) / len(counts) ** 2 + (slope_error * log_age) ** 2
    value = _number(level.value) * math.exp(_number(slope.value) * log_age)
    if sex == "male":
        value *= _number(ratio.value)
        variance += _log_error(ratio) ** 2
    spread = math.exp(_TWO_SIDED_95 * math.sqrt(variance))
    if age_years < _UNSURE_BELOW_YEARS:
        spread = max(spread, _UNSURE_FACTOR)
    return Estimate(
        value=value,
        low=value / spread,
        high=value * spread,
        level=0.95,
        n=_N_CASES,
        method="age-power curve through register counts, computed by us",
        unit="new cases per 100,000 people a year",
    )


def _sentences(age_years: float, sex: str, rate: Estimate) -> tuple[Sentence, ...]:
    people = f"{OUT_OF_PEOPLE:,}"
    who = "women" if sex == "female" else "men"
    age = f"{math.floor(age_years)}"
    few = rate.value < 1
    first = sentence(
        f"als_yearly_{'fewer' if few else 'about'}_{who}",
        people=people,
        age=age,
        cases="1" if few else plain_figure(round(rate.value)),
    )
    how = "als_curve_carried_down" if age_years < _MEASURED_FROM_YEARS else "als_curve_between_measured"
    return (
        first,
        sentence("als_in_everybody"),
        sentence(how, low=f"{rate.low:.2g}", high=f"{rate.high:.2g}"),
        sentence("als_registers_differ"),
        sentence("twitching_moves_it_little"),
    )


def _log_error(fact: Fact) -> float:
    """Standard error of the log of a fact's value, from its 95 % interval."""
    return math.log(_number(fact.high) / _number(fact.low)) / (2 * _TWO_SIDED_95)


def _number(value: float | None) -> float:
    if value is None:
        raise ValueError("a fact of the age curve lost its figure")
    return value
