"""The words and units that people use in tables of their own."""

import re
from dataclasses import dataclass

from twitchwise.diary.model import ExposureKind
from twitchwise.exchange.numbers import parse_duration_s, parse_number
from twitchwise.exchange.text import plain_word
from twitchwise.exchange.units import GRAMS_PER_DRINK, kcal_of, mg_of, ml_of

__all__ = ["MG_PER_CUP", "PlainAmount", "amount_in", "is_twitching", "kind_named", "split_unit"]

MG_PER_CUP = 95.0
"""Caffeine of a cup (240 ml) of brewed coffee, USDA FoodData Central (40 mg in 100 g)."""

_UG_PER_IU = 0.025  # vitamin D, by definition
_KINDS = {
    ExposureKind.SLEEP: "sleep|hours slept|sleep hours|sleep duration|schlaf|schlafdauer|sueno|sommeil|sonno|sono",
    ExposureKind.SLEEP_QUALITY: "sleep quality|quality of sleep|schlafqualitat",
    ExposureKind.STRESS: "stress|stress level|estres",
    ExposureKind.MOOD: "mood|stimmung|humeur|animo|umore",
    ExposureKind.ENERGY: "energy|energy level|energie",
    ExposureKind.CAFFEINE: "caffeine|coffee|coffees|espresso|koffein|kaffee|cafe|cafeina|cafeine|caffe|caffeina",
    ExposureKind.ALCOHOL: "alcohol|alkohol|alcool|drinks|alcoholic drinks|beer|wine|bier|wein",
    ExposureKind.FLUIDS: "fluids|fluid|water|hydration|wasser|agua|eau|acqua",
    ExposureKind.MAGNESIUM: "magnesium|magnesio",
    ExposureKind.CALCIUM: "calcium|kalzium|calcio",
    ExposureKind.POTASSIUM: "potassium|kalium|potasio|potassio",
    ExposureKind.SODIUM: "sodium|natrium|sodio",
    ExposureKind.VITAMIN_D: "vitamin d|vitamin d3|vitamina d",
    ExposureKind.CALORIES: "calories|kcal|energy intake|kalorien|calorias",
    ExposureKind.STEPS: "steps|step count|schritte|pasos|pas|passi|passos",
    ExposureKind.ILLNESS: "illness|ill|sick|cold|flu|krank|krankheit|erkaltung|enfermo|malade",
    ExposureKind.FEVER: "fever|body temperature|fieber|fiebre|fievre",
    ExposureKind.HEAT: "heat|outside temperature|hitze",
    ExposureKind.STRAIN: "strain|injury|zerrung",
    ExposureKind.MEDICINE: "medicine|medication|drug|medikament|medicamento",
    ExposureKind.SUPPLEMENT: "supplement|nahrungserganzung",
    ExposureKind.NICOTINE: "nicotine|cigarettes|cigarette|smoking|zigaretten|nikotin",
    ExposureKind.SEARCHING: "searching|symptom search|symptom searching|looking up symptoms|googling",
    ExposureKind.CHECKING: "checking|body checking|self checking",
    ExposureKind.WORRY: "worry|worry level|health worry|fear of als|krankheitsangst",
    ExposureKind.FELT_WEAKNESS: "felt weakness|perceived weakness|feeling weak",
}
_BY_WORD = {word: kind for kind, words in _KINDS.items() for word in words.split("|")}
_CUPS = {"cup", "cups", "tasse", "tassen", "taza", "tazas"}
_COFFEE = {"coffee", "coffees", "espresso", "kaffee", "cafe", "caffe"}
_TWITCHING = re.compile(r"twitch|fascic|faszik|zuck")
_YES = {"yes", "y", "true", "x", "ja", "si", "oui", "sim"}
_NO = {"no", "n", "false", "nein", "non", "nao"}
_HOURS = {"h": 1.0, "hr": 1.0, "hrs": 1.0, "hour": 1.0, "hours": 1.0, "std": 1.0, "stunden": 1.0}
_MINUTES = {"m": 1 / 60, "min": 1 / 60, "mins": 1 / 60, "minutes": 1 / 60, "minuten": 1 / 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainAmount:
    """What a cell says: how much, in the unit of its kind; None when it happened and nobody wrote how much."""

    amount: float | None
    note: str = ""


def kind_named(name: str) -> ExposureKind | None:
    """The exposure that a word stands for, or None.

    Examples
    --------
    >>> kind_named("Coffee").value, kind_named("Sleep quality").value, kind_named("yoga")
    ('caffeine', 'sleep-quality', None)
    """
    return _BY_WORD.get(plain_word(name))


def is_twitching(name: str) -> bool:
    """Whether a word means the twitching itself."""
    return _TWITCHING.search(plain_word(name)) is not None


def split_unit(name: str) -> tuple[str, str]:
    """A column's name and the unit in its brackets.

    Examples
    --------
    >>> split_unit("Caffeine (mg)"), split_unit("sleep_hours"), split_unit("water_ml")
    (('Caffeine', 'mg'), ('sleep', 'hours'), ('water', 'ml'))
    """
    bracket = re.fullmatch(r"(.*?)\s*[(\[]([^)\]]*)[)\]]\s*", name)
    if bracket:
        return bracket[1], bracket[2].strip()
    tail = re.fullmatch(r"(.+?)[ _](mg|g|ug|mcg|iu|ml|l|h|hours|min|kcal|kj|c|f)", name, re.IGNORECASE)
    if tail and kind_named(tail[1]) is not None:
        return tail[1], tail[2]
    return name, ""


def amount_in(kind: ExposureKind, cell: str, unit: str, *, name: str = "", mark: str = ".") -> PlainAmount | None:
    """What a cell says about an exposure; None when its words or its unit cannot be read.

    Parameters
    ----------
    cell : "2", "7:30", "yes", "no"; a blank means that nobody wrote how much.
    unit : as written, "" for the usual one of the kind.
    name : the word for it: a coffee without a unit is a cup.
    mark : decimal mark of the table.

    Examples
    --------
    >>> amount_in(ExposureKind.CAFFEINE, "0.2", "g").amount, amount_in(ExposureKind.SLEEP, "7:30", "").amount
    (200.0, 7.5)
    """
    word = cell.strip().casefold()
    if word in _YES or word in _NO or not word:
        return PlainAmount(amount=0.0 if word in _NO else None)
    if kind is ExposureKind.SLEEP and (seconds := parse_duration_s(cell)) is not None:
        return PlainAmount(amount=seconds / 3600)
    value = parse_number(cell, mark)
    if value is None or (value < 0 and kind.unit != "degC"):
        return None
    plain = unit.strip().casefold()
    amount = value if not plain or plain == kind.unit.casefold() else _converted(kind.unit, value, plain)
    counted = _counted(kind, value, plain, plain_word(name))
    return counted if counted is not None else None if amount is None else PlainAmount(amount=amount)


def _counted(kind: ExposureKind, value: float, unit: str, name: str) -> PlainAmount | None:
    """Cups of coffee and drinks, which everybody counts and nobody weighs; None for anything else."""
    if kind is ExposureKind.CAFFEINE and (unit in _CUPS or (not unit and name in _COFFEE)):
        return PlainAmount(amount=value * MG_PER_CUP, note=f"counted as {MG_PER_CUP:g} mg a cup")
    if kind is ExposureKind.ALCOHOL and ("drink" in unit or (not unit and name not in _GRAMS)):
        return PlainAmount(amount=value * GRAMS_PER_DRINK, note=f"counted as drinks of {GRAMS_PER_DRINK:g} g")
    return None


_GRAMS = {"alcohol", "alkohol", "alcool"}  # the substance, in grams; beer, wine and "drinks" are counted


def _converted(to: str, value: float, unit: str) -> float | None:  # noqa: PLR0911 - one return a unit
    match to:
        case "mg":
            return mg_of(value, unit)
        case "g":
            milligrams = mg_of(value, unit)
            return None if milligrams is None else milligrams / 1000.0
        case "ug":
            milligrams = mg_of(value, unit)
            return value * _UG_PER_IU if unit in {"iu", "ie"} else None if milligrams is None else milligrams * 1000.0
        case "ml":
            return ml_of(
                value, {"oz": "fl_oz_us", "fl oz": "fl_oz_us", "cups": "cup_us", "cup": "cup_us"}.get(unit, unit)
            )
        case "h":
            factor = {**_HOURS, **_MINUTES}.get(unit)
            return None if factor is None else value * factor
        case "min":
            factor = {**_HOURS, **_MINUTES}.get(unit)
            return None if factor is None else 60.0 * value * factor
        case "kcal":
            return kcal_of(value, unit)
        case "0-10":
            return {"%": value / 10.0, "/10": value, "of 10": value, "/5": value * 2.0, "of 5": value * 2.0}.get(unit)
        case "degC":
            celsius = {"c", "\u00b0c", "celsius", "grad"}
            return (
                value if unit in celsius else (value - 32.0) / 1.8 if unit in {"f", "\u00b0f", "fahrenheit"} else None
            )
    return value  # steps, times and doses are counted, whatever they are called
