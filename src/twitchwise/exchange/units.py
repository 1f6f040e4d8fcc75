"""Units that other programs write, in those of the diary."""

__all__ = [
    "GRAMS_PER_DRINK",
    "KG_PER_LB",
    "METRES_PER_MILE",
    "ML_PER_FL_OZ_US",
    "kcal_of",
    "metres_of",
    "mg_of",
    "ml_of",
]

KG_PER_LB = 0.45359237
"""International pound, exactly."""

METRES_PER_MILE = 1609.344
"""International mile, exactly."""

ML_PER_FL_OZ_US = 29.5735295625
"""US fluid ounce, exactly (231 cubic inches / 128)."""

GRAMS_PER_DRINK = 14.0
"""Alcohol in a standard drink of the United States, as the NIAAA defines it; other countries count 8 to 20 g."""

_KCAL_PER_KJ = 1 / 4.184  # thermochemical calorie, exactly

_METRES = {"m": 1.0, "km": 1000.0, "mi": METRES_PER_MILE, "yd": 0.9144, "ft": 0.3048, "cm": 0.01, "in": 0.0254}
_MG = {
    "mg": 1.0,
    "g": 1000.0,
    "kg": 1e6,
    "mcg": 0.001,
    "ug": 0.001,
    "\u00b5g": 0.001,
    "\u03bcg": 0.001,
    "oz": 28_349.523125,
}
_ML = {
    "ml": 1.0,
    "cl": 10.0,
    "dl": 100.0,
    "l": 1000.0,
    "fl_oz_us": ML_PER_FL_OZ_US,
    "fl_oz_imp": 28.4130625,
    "cup_us": 8 * ML_PER_FL_OZ_US,
    "pt_us": 16 * ML_PER_FL_OZ_US,
    "qt_us": 32 * ML_PER_FL_OZ_US,
    "cup_imp": 284.130625,
    "pt_imp": 568.26125,
    "g": 1.0,  # water
}


def metres_of(value: float, unit: str) -> float | None:
    """A distance in metres; None for a unit that is not known.

    Examples
    --------
    >>> metres_of(1.0, "mi"), metres_of(1.0, "parsec")
    (1609.344, None)
    """
    factor = _METRES.get(unit.strip().casefold())
    return None if factor is None else value * factor


def ml_of(value: float, unit: str) -> float | None:
    """A volume of drink in millilitres; None for a unit that is not known.

    Examples
    --------
    >>> ml_of(0.5, "L")
    500.0
    """
    factor = _ML.get(unit.strip().casefold())
    return None if factor is None else value * factor


def mg_of(value: float, unit: str) -> float | None:
    """A mass in milligrams; None for a unit that is not known.

    Examples
    --------
    >>> mg_of(0.2, "g"), mg_of(1.0, "IU")
    (200.0, None)
    """
    factor = _MG.get(unit.strip().casefold())
    return None if factor is None else value * factor


def kcal_of(value: float, unit: str) -> float | None:
    """An energy in kilocalories; None for a unit that is not known.

    Examples
    --------
    >>> kcal_of(4184.0, "kJ")
    1000.0
    """
    match unit.strip().casefold():
        case "kcal" | "cal":  # health programs write the kilocalorie as Cal
            return value
        case "kj":
            return value * _KCAL_PER_KJ
        case "j":
            return value * _KCAL_PER_KJ / 1000.0
    return None
