"""The spiral in sentences: which steps stand out, and what was measured meanwhile."""

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.worry.change import mean_before, mean_recent
from twitchwise.worry.spiral import FEWEST_WORRY_WEEKS, Spiral, SpiralState, SpiralStep
from twitchwise.worry.words import Sentence, say

__all__ = ["say_measured", "say_spiral", "say_step", "say_worry_change"]


def say_spiral(spiral: Spiral) -> tuple[Sentence, ...]:
    """What the circle is, which steps of it stand out, and how far that can be trusted."""
    weeks = _weeks(len(spiral.weeks))
    head = {
        SpiralState.TOO_EARLY: lambda: (
            say("spiral_early", n_weeks=_weeks(spiral.n_worry_weeks), needed=FEWEST_WORRY_WEEKS)
            if spiral.n_worry_weeks < FEWEST_WORRY_WEEKS
            else say("spiral_early_days", n_weeks=_weeks(spiral.n_worry_weeks))
        ),
        SpiralState.NOT_SEEN: lambda: say("spiral_not_seen", n_weeks=weeks),
        SpiralState.ONE_STEP: lambda: say("spiral_one_step", n_weeks=weeks),
        SpiralState.SEEN: lambda: say("spiral_seen", n_weeks=weeks, n_steps=spiral.n_steps),
    }[spiral.state]()
    sentences = [say("spiral_name"), head]
    if spiral.state is SpiralState.TOO_EARLY:
        return tuple(sentences)
    sentences += [say_step(step) for step in spiral.steps if isinstance(step.difference, Estimate)]
    sentences += [say("spiral_order"), say("spiral_one_diary")]
    if spiral.n_steps:
        sentences.append(say("spiral_means_no_fault"))
    return tuple(sentences)


def say_step(step: SpiralStep) -> Sentence:
    """One step: how much more there was, and from where to where that may be."""
    found = step.difference
    if isinstance(found, NotMeasurable):
        return say("step_early", cause=step.cause, effect=step.effect, reason=found.reason)
    if found.low > 0.0:
        id_, sign = "step_more", 1.0
    elif found.high < 0.0:
        id_, sign = "step_less", -1.0
    else:
        id_, sign = "step_unclear", 1.0
    low, high = sorted((sign * found.low, sign * found.high))
    return say(
        id_,
        cause=step.cause,
        effect=step.effect,
        value=_number(sign * found.value),
        unit=found.unit,
        low=_number(low),
        high=_number(high),
    )


def say_worry_change(spiral: Spiral) -> Sentence:
    """The last four weeks of worry against those before."""
    found = spiral.worry_change
    if isinstance(found, NotMeasurable):
        return say("worry_too_early", reason=found.reason)
    worry = [week.worry for week in spiral.weeks]
    return say(
        "worry_change",
        after=_plain(mean_recent(worry)),
        before=_plain(mean_before(worry)),
        change=_number(found.value),
        low=_number(found.low),
        high=_number(found.high),
    )


def say_measured(spiral: Spiral) -> tuple[Sentence, ...]:
    """What was measured meanwhile: strength, twitches, and what that does not tell."""
    sentences = [_strength(spiral.strength_change)]
    rate = spiral.rate_change
    if isinstance(rate, NotMeasurable) or spiral.rate_site is None:
        if not isinstance(spiral.strength_change, NotMeasurable):
            reason = rate.reason if isinstance(rate, NotMeasurable) else say("reason_none").text
            sentences.append(say("rate_unknown", reason=reason))
    else:
        id_ = "rate_rose" if rate.low > 0.0 else "rate_fell" if rate.high < 0.0 else "rate_unchanged"
        sentences.append(say(id_, site=spiral.rate_site.name, **_values(rate)))
        sentences.append(say("rate_tells_nothing"))
    if spiral.has_strength_fall:
        sentences.append(say("strength_trend_falls"))
    if spiral.has_failed_act:
        sentences.append(say("lost_or_failed"))
    return (*sentences, say("spiral_worry_first"))


def _strength(found: Estimate | NotMeasurable) -> Sentence:
    if isinstance(found, NotMeasurable):
        return say("strength_unknown", reason=found.reason)
    id_ = "strength_fell" if found.high < 0.0 else "strength_rose" if found.low > 0.0 else "strength_unchanged"
    return say(id_, **_values(found))


def _values(found: Estimate) -> dict[str, object]:
    return {"value": _number(found.value), "low": _number(found.low), "high": _number(found.high)}


def _number(value: float) -> str:
    return f"{value:+.1f}" if value < 0.0 else f"{value:.1f}"


def _plain(value: float | None) -> str:
    return "?" if value is None else f"{value:.1f}"


def _weeks(n: int) -> str:
    return f"{n or 'no'} week{'' if n == 1 else 's'}"
