"""Kilograms or pounds: what the weights of a file without a unit say about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from twitchwise.exchange.model import Choice, Question
from twitchwise.exchange.units import KG_PER_LB

__all__ = ["UnitGuess", "WeightUnit", "guess_weight_unit", "unit_named", "weight_question"]

# The iron itself: pairs of plates step barbells by 2.5 kg or 5 lb; dumbbells step by 1 kg, or by 2.5 or 5 lb.
_KG_STEPS = (1.25, 1.0)
_LB_STEP = 2.5
_ROUNDED_LB = 0.12  # 20.4 kg, rounded to a tenth, is 44.97 lb
_ROUNDED_KG = 0.03  # 44.1 lb, rounded to a tenth, is 20.003 kg
_MOST = 0.8  # a number picked blindly lies that near a step in one of ten cases
_LB_BARBELL = frozenset({45.0, 95.0, 135.0, 185.0, 225.0, 275.0, 315.0, 365.0, 405.0})  # a bar with pairs of 45 lb
_FEW = 0.1
_MANY = 0.2
_LB = re.compile(r"\b(?:lbs?|pounds?|libras?|livres?|libbre|pfund)\b|磅|ポンド|파운드|фунт", re.IGNORECASE)
_KG = re.compile(r"\b(?:kgs?|kilo\w*|кг)\b|公斤|千克|キロ|킬로", re.IGNORECASE)


class WeightUnit(StrEnum):
    """What a weight is counted in."""

    KG = "kg"
    LB = "lb"

    @property
    def kg(self) -> float:
        """Kilograms in one of it."""
        return KG_PER_LB if self is WeightUnit.LB else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGuess:
    """The likelier unit, and what speaks for it."""

    unit: WeightUnit
    why: str


def unit_named(text: str) -> WeightUnit | None:
    """The unit that a cell or a column's name states, or None."""
    if _LB.search(text):
        return WeightUnit.LB
    return WeightUnit.KG if _KG.search(text) else None


def guess_weight_unit(weights: Sequence[float], *, is_metric_country: bool = False) -> UnitGuess:
    """Tell kilograms from pounds by the steps in which gyms have their weights.

    Parameters
    ----------
    weights : all weights of the file above zero.
    is_metric_country : the file writes decimal commas or is not in English.

    Examples
    --------
    >>> guess_weight_unit([44.0924, 132.277, 88.1849]).unit.value, guess_weight_unit([20.0, 22.5, 62.5]).unit.value
    ('lb', 'kg')
    """
    odd = [weight for weight in weights if (weight * 4) % 1 > 1e-6]
    if odd:
        as_kg = sum(any(_near(w * KG_PER_LB, step, _ROUNDED_KG) for step in _KG_STEPS) for w in odd) / len(odd)
        as_lb = sum(_near(w / KG_PER_LB, _LB_STEP, _ROUNDED_LB) for w in odd) / len(odd)
        if max(as_kg, as_lb) >= _MOST:
            if as_kg > as_lb:
                why = f"{odd[0]:g} is {odd[0] * KG_PER_LB:.1f} kg written in pounds"
                return UnitGuess(unit=WeightUnit.LB, why=why)
            why = f"{odd[0]:g} is {odd[0] / KG_PER_LB:.1f} lb written in kilograms"
            return UnitGuess(unit=WeightUnit.KG, why=why)
    off_five = sum(weight % 5 > 1e-6 for weight in weights) / max(len(weights), 1)
    on_bar = sum(weight in _LB_BARBELL for weight in weights) / max(len(weights), 1)
    if off_five > _MANY:
        return UnitGuess(
            unit=WeightUnit.KG, why=f"{off_five:.0%} of the weights lie between the steps of 5 that pounds have"
        )
    if on_bar > _MANY or (on_bar > _FEW and off_five < _FEW and not is_metric_country):
        return UnitGuess(unit=WeightUnit.LB, why="many weights are a bar with pairs of 45 lb plates (135, 185, 225)")
    if is_metric_country:
        return UnitGuess(unit=WeightUnit.KG, why="the file is written as in countries that use kilograms")
    return UnitGuess(unit=WeightUnit.KG, why="nothing in the file tells; most countries use kilograms")


def weight_question(id_: str, guess: UnitGuess) -> Question:
    """The question that goes with a guess."""
    return Question(
        id=id_,
        text="Are the weights in this file kilograms or pounds?",
        choices=(
            Choice(value=WeightUnit.KG.value, text="kilograms (and kilometres)"),
            Choice(value=WeightUnit.LB.value, text="pounds (and miles)"),
        ),
        assumed=guess.unit.value,
        why=guess.why,
    )


def _near(value: float, step: float, tolerance: float) -> bool:
    return abs(value - round(value / step) * step) <= tolerance
