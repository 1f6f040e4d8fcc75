"""Which records of Apple Health become which exposures, and in which unit."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from twitchwise.diary.model import ExposureKind
from twitchwise.exchange.nights import Stage
from twitchwise.exchange.units import GRAMS_PER_DRINK, kcal_of, mg_of, ml_of

__all__ = ["AMOUNTS", "FEVER_FROM_C", "SYMPTOMS", "AppleAmount", "celsius_of", "sleep_stage", "sport_name"]

FEVER_FROM_C = 38.0
"""A body temperature from here on is a fever in the usual definition; what lies below is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppleAmount:
    """What a quantity becomes.

    Parameters
    ----------
    kind : the exposure.
    convert : value and unit to the exposure's unit; None for a unit that is not known.
    note : what to write beside it.
    """

    kind: ExposureKind
    convert: Callable[[float, str], float | None]
    note: str = ""


def celsius_of(value: float, unit: str) -> float | None:
    """A temperature in degrees Celsius."""
    return {"degc": value, "degf": (value - 32.0) / 1.8, "k": value - 273.15}.get(unit.casefold())


def _micrograms(value: float, unit: str) -> float | None:
    milligrams = mg_of(value, unit)
    return None if milligrams is None else milligrams * 1000.0


def _grams_of_alcohol(value: float, _unit: str) -> float | None:
    return value * GRAMS_PER_DRINK


_DIETARY = "HKQuantityTypeIdentifierDietary"

AMOUNTS = {
    f"{_DIETARY}Caffeine": AppleAmount(kind=ExposureKind.CAFFEINE, convert=mg_of),
    f"{_DIETARY}Water": AppleAmount(kind=ExposureKind.FLUIDS, convert=ml_of),
    f"{_DIETARY}Magnesium": AppleAmount(kind=ExposureKind.MAGNESIUM, convert=mg_of),
    f"{_DIETARY}Calcium": AppleAmount(kind=ExposureKind.CALCIUM, convert=mg_of),
    f"{_DIETARY}Potassium": AppleAmount(kind=ExposureKind.POTASSIUM, convert=mg_of),
    f"{_DIETARY}Sodium": AppleAmount(kind=ExposureKind.SODIUM, convert=mg_of),
    f"{_DIETARY}VitaminD": AppleAmount(kind=ExposureKind.VITAMIN_D, convert=_micrograms),
    f"{_DIETARY}EnergyConsumed": AppleAmount(kind=ExposureKind.CALORIES, convert=kcal_of),
    "HKQuantityTypeIdentifierNumberOfAlcoholicBeverages": AppleAmount(
        kind=ExposureKind.ALCOHOL, convert=_grams_of_alcohol, note="counted as drinks of 14 g"
    ),
}
"""Quantities by their type."""

_CATEGORY = "HKCategoryTypeIdentifier"

SYMPTOMS = {
    f"{_CATEGORY}Fever": ExposureKind.FEVER,
    f"{_CATEGORY}Chills": ExposureKind.ILLNESS,
    f"{_CATEGORY}Coughing": ExposureKind.ILLNESS,
    f"{_CATEGORY}Diarrhea": ExposureKind.ILLNESS,
    f"{_CATEGORY}RunnyNose": ExposureKind.ILLNESS,
    f"{_CATEGORY}SoreThroat": ExposureKind.ILLNESS,
    f"{_CATEGORY}Vomiting": ExposureKind.ILLNESS,
}
"""Symptoms of being ill, by their type; others may be the very thing that is looked into."""

_STAGES = {
    "InBed": Stage.IN_BED,
    "Awake": Stage.AWAKE,
    "Asleep": Stage.ASLEEP,
    "AsleepUnspecified": Stage.ASLEEP,
    "AsleepCore": Stage.STAGED,
    "AsleepDeep": Stage.STAGED,
    "AsleepREM": Stage.STAGED,
    "0": Stage.IN_BED,
    "1": Stage.ASLEEP,
    "2": Stage.AWAKE,
    "3": Stage.STAGED,
    "4": Stage.STAGED,
    "5": Stage.STAGED,
}


def sleep_stage(value: str) -> Stage | None:
    """What a sleep record says, None for an unknown value."""
    return _STAGES.get(value.removeprefix("HKCategoryValueSleepAnalysis"))


@cache
def sport_name(activity_type: str) -> str:
    """A type of workout as words.

    Examples
    --------
    >>> sport_name("HKWorkoutActivityTypeTraditionalStrengthTraining")
    'Traditional Strength Training'
    """
    bare = activity_type.removeprefix("HKWorkoutActivityType")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare)
