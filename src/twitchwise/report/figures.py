"""Numbers as a person reads them: two digits, friendly units, singular and plural."""

import math

from twitchwise.estimate import Estimate

__all__ = ["say_count", "say_interval", "say_list", "say_number", "say_rate", "say_share", "say_size", "say_span"]

_UNITS = {
    "uV": ("microvolts", ""),
    "mg": ("mg", "thousandths of gravity"),
    "px": ("px", "picture points"),
    "mm": ("mm", ""),
    "counts": ("counts", "the file states no unit"),
}


def say_number(value: float) -> str:
    """A number in two significant digits, without exponent or needless noughts.

    Examples
    --------
    >>> say_number(123.4), say_number(8.26), say_number(0.4), say_number(0.0)
    ('120', '8.3', '0.4', '0')
    """
    if not math.isfinite(value):
        return "unknown"
    return _rounded(value, _decimals(value))


def say_interval(estimate: Estimate) -> str:
    """Both ends in the digits the value has: "9 to 15" for 12.

    Examples
    --------
    >>> say_interval(Estimate(value=12.0, low=8.7, high=15.4, level=0.95, n=24, method="", unit=""))
    '9 to 15'
    """
    decimals = _decimals(estimate.value or estimate.high)
    return f"{_rounded(estimate.low, decimals)} to {_rounded(estimate.high, decimals)}"


def say_rate(estimate: Estimate, *, thing: str = "") -> str:
    """A rate with its interval: "about 12 twitches a minute (9 to 15)" when `thing` is "twitch"."""
    number = say_number(estimate.value)
    counted = f"{number} {_plural(thing) if number != '1' else thing}" if thing else number
    return f"about {counted} a minute ({say_interval(estimate)})"


def say_share(estimate: Estimate) -> str:
    """A share in percent with its interval: "83 % (65 to 94 %)"."""
    return f"{100 * estimate.value:.0f} % ({100 * estimate.low:.0f} to {100 * estimate.high:.0f} %)"


def say_size(value: float, unit: str, *, explained: bool = False) -> str:
    """A size with its unit in words; `explained` adds what an unusual unit means, for its first use."""
    word, meaning = _UNITS.get(unit, (unit, ""))
    return f"{say_number(value)} {word}" + (f" ({meaning})" if explained and meaning else "")


def say_span(seconds: float) -> str:
    """A length of time.

    Examples
    --------
    >>> say_span(0.53), say_span(34.2), say_span(125.0), say_span(3600.0)
    ('0.5 s', '34 s', '2 min 5 s', '1 h')
    """
    if seconds < 9.95:
        return f"{_rounded(seconds, 1 if seconds >= 0.095 else 2)} s"
    whole = round(seconds)
    parts = [(whole // 3600, "h"), (whole % 3600 // 60, "min"), (whole % 60 if whole < 3600 else 0, "s")]
    return " ".join(f"{n} {unit}" for n, unit in parts if n)


def say_count(n: int, thing: str) -> str:
    """A count with its noun in the right number: "1 twitch", "2 twitches"."""
    return f"{n} {thing if n == 1 else _plural(thing)}"


def say_list(parts: list[str]) -> str:
    """Parts joined as in speech: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def _plural(thing: str) -> str:
    return thing + ("es" if thing.endswith(("ch", "s", "x")) else "s")


def _decimals(value: float) -> int:
    """Digits after the point that show two significant ones; negative from 100 on."""
    if value == 0 or not math.isfinite(value):
        return 0
    return 1 - math.floor(math.log10(float(f"{abs(value):.1e}")))


def _rounded(value: float, decimals: int) -> str:
    text = f"{round(value, decimals):.{max(decimals, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
