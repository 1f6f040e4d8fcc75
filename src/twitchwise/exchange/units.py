"""Units that other programs write, in those of the diary."""

__all__ = ["KG_PER_LB", "METRES_PER_MILE", "ML_PER_FL_OZ_US", "metres_of", "ml_of"]

KG_PER_LB = 0.45359237
"""International pound, exactly."""

METRES_PER_MILE = 1609.344
"""International mile, exactly."""

ML_PER_FL_OZ_US = 29.5735295625
"""US fluid ounce, exactly (231 cubic inches / 128)."""

_METRES = {"m": 1.0, "km": 1000.0, "mi": METRES_PER_MILE, "yd": 0.9144, "ft": 0.3048, "cm": 0.01, "in": 0.0254}
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
