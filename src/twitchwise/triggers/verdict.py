"""When there is something to say, and in which words."""

from enum import StrEnum

import numpy as np

from twitchwise.triggers.contrast import DAYS_EACH, Contrast
from twitchwise.triggers.effects import Effect
from twitchwise.triggers.table import Exposure, Outcome, say_outcome

__all__ = [
    "ANSWERED_DAYS",
    "LIKELY",
    "POSSIBLE",
    "Verdict",
    "explain_finding",
    "judge_probability",
    "why_exposure_waits",
    "why_outcome_waits",
]

LIKELY = 0.90
POSSIBLE = 0.50
ANSWERED_DAYS = 42  # diaries of 30 days found 2.5 % of the true triggers
TWITCHES = 15
TWITCHING_DAYS = 8
_MAIN_SHARE = 0.5  # lags with at least this share of the strongest lag's effect are named
_NO_STEP = 1e-6

NOT_PROOF = "This is a pattern, not proof: something that was not written down may be behind both."
WHICH_FIRST = "On the same day it cannot be told which came first."
NOTICING = (
    "Noticing is not twitching: a tense day makes one notice more; recordings at fixed times can tell the two apart."
)


class Verdict(StrEnum):
    """What is said of an exposure."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    NONE = "none"
    TOO_EARLY = "too_early"


def judge_probability(probability: float) -> Verdict:
    """The verdict of a probability once enough days were answered."""
    if probability > LIKELY:
        return Verdict.LIKELY
    return Verdict.POSSIBLE if probability >= POSSIBLE else Verdict.NONE


def why_outcome_waits(outcome: Outcome) -> str | None:
    """Why this muscle's days cannot be analysed yet, or None when they can."""
    counts = outcome.counts[np.isfinite(outcome.counts)]
    if counts.size < ANSWERED_DAYS:
        return (
            f"{_days(counts.size)} answered of the {ANSWERED_DAYS} that an analysis needs: "
            f"{_days(ANSWERED_DAYS - counts.size)} missing."
        )
    twitching = int((counts > 0).sum())
    if twitching < TWITCHING_DAYS:
        return (
            f"Twitching on {_days(twitching)} of {counts.size}; at least {TWITCHING_DAYS} are needed: "
            f"{_days(TWITCHING_DAYS - twitching)} with twitching missing."
        )
    if counts.sum() < TWITCHES:
        rate = float(counts.mean())
        missing = int(np.ceil((TWITCHES - float(counts.sum())) / rate))
        return (
            f"{counts.sum():.0f} twitches so far; at least {TWITCHES} are needed: "
            f"at this pace {_days(missing)} missing."
        )
    return None


def why_exposure_waits(exposure: Exposure, contrast: Contrast) -> str | None:
    """Why nothing can be said of this exposure yet, or None when something can."""
    if contrast.is_enough:
        return None
    known = contrast.days_with + contrast.days_without
    if not known:
        return f"{_start(exposure.name)} is not known on any answered day: {_days(2 * DAYS_EACH)} missing."
    with_missing = max(DAYS_EACH - contrast.days_with, 0)
    without_missing = max(DAYS_EACH - contrast.days_without, 0)
    missing = [f"{_days(with_missing)} with it"] * bool(with_missing)
    missing += [f"{_days(without_missing)} without it"] * bool(without_missing)
    if not missing:
        missing = [f"{_days(DAYS_EACH)} on which it differs"]
    return (
        f"{_start(exposure.name)} was there on {contrast.days_with} and not on {contrast.days_without} of the answered "
        f"days; {DAYS_EACH} of each are needed: {' and '.join(missing)} missing."
    )


def explain_finding(
    outcome: Outcome, exposure: Exposure, contrast: Contrast, *, probability: float, effect: Effect
) -> str:
    """The sentences that go with a probability."""
    n_days = contrast.days_with + contrast.days_without
    stated = "above 99 %" if probability > 0.995 else f"{100 * probability:.0f} %"
    verdict = judge_probability(probability)
    if verdict is Verdict.NONE:
        below = "below 1 %" if probability < 0.005 else stated
        return f"No pattern stands out in {_days(n_days)}: the probability of one is {below}."
    ratio = effect.rate_ratio
    when, acts_at_once = _when(effect)
    seen = "the recordings showed" if outcome.is_measured else "you logged"
    opening = "" if verdict is Verdict.LIKELY else "This may be a pattern, and may not. "
    is_graded = contrast.low - float(np.nanmin(exposure.values)) > _NO_STEP * contrast.spread
    more = "more " if is_graded else ""  # there were some on most days; the person's median parts them
    sentences = [
        f"{opening}With {more}{exposure.name} ({when}) {seen} about {_ratio(ratio.value)} times as many twitches of "
        f"{say_outcome(outcome.name)} (90 % range {_ratio(ratio.low)}-{_ratio(ratio.high)}).",
        f"Probability that this is a real pattern in your diary: {stated}.",
        f"{contrast.days_with} such days of {n_days}.",
    ]
    if exposure.is_randomised:
        sentences.append("A coin chose the days, so nothing that was not written down can have chosen them instead.")
    else:
        sentences.append(NOT_PROOF)
        if exposure.is_felt:
            sentences += [WHICH_FIRST] * acts_at_once + [NOTICING] * (not outcome.is_measured)
    return " ".join(sentences)


def _when(effect: Effect) -> tuple[str, bool]:
    """The days on which it acts most, in words, and whether the same day is among them."""
    sizes = np.array([abs(np.log(lag.rate_ratio.value)) for lag in effect.lags])
    strong = [lag.lag_days for lag, size in zip(effect.lags, sizes, strict=True) if size >= _MAIN_SHARE * sizes.max()]
    first, last = strong[0], strong[-1]
    if last == 0:
        return "mostly on the same day", True
    if first == 0:
        return f"mostly on the same day and up to {_days(last)} later", True
    if first == last:
        return f"mostly {_days(last)} later", False
    return f"mostly {first}-{last} days later", False


def _ratio(value: float) -> str:
    return f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def _days(n: int) -> str:
    return "1 day" if n == 1 else f"{n} days"


def _start(name: str) -> str:
    return name[:1].upper() + name[1:]
