"""What is known of a person's worry, as one JSON object."""

import json

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.report.card_json import card_object
from twitchwise.worry.answered import Answered
from twitchwise.worry.days import WorryWeek
from twitchwise.worry.guard_rails import Advice
from twitchwise.worry.model import Offer, Worry
from twitchwise.worry.questions import question_set
from twitchwise.worry.spiral import Spiral, SpiralStep

__all__ = ["worry_object", "worry_text"]


def worry_text(worry: Worry) -> str:
    """The object as text, with the card of red flags as `red_flags`."""
    return json.dumps(
        {**worry_object(worry), "red_flags": card_object()}, indent=2, ensure_ascii=False, allow_nan=False
    )


def worry_object(worry: Worry) -> dict[str, object]:
    """`today`, `gad7`, `check`, `history`, `spiral`, `rails`, `agreement`, `paused_until`, `needs_crisis_help`,
    `offers`, `sentences`, `sources`, `red_flags`.

    Notes
    -----
    `score` is null where a question was left open. `is_validated` is false for the own check. A difference is null
    where nothing can be said, and `reason` then says why; its interval is one of 95 %.
    """
    return {
        "today": worry.today.isoformat(),
        "gad7": _answered(worry.gad7),
        "gad7_open": _answered(worry.gad7_open),
        "check": _answered(worry.check),
        "check_open": _answered(worry.check_open),
        "history": [_answered(each) for each in (*worry.gad7_history, *worry.check_history)],
        "spiral": _spiral(worry.spiral),
        "rails": [_advice(each) for each in worry.rails],
        "agreement": None
        if worry.agreement is None
        else {"who": worry.agreement.who, "until": worry.agreement.until.isoformat()},
        "paused_until": None if worry.paused_until is None else worry.paused_until.isoformat(),
        "needs_crisis_help": worry.needs_crisis_help,
        "offers": [_offer(each) for each in worry.offers],
        "sentences": [{"id": each.id, "text": each.text} for each in worry.sentences],
        "sources": list(worry.sources),
        "red_flags": card_object(),
    }


def _answered(each: Answered | None) -> dict[str, object] | None:
    if each is None:
        return None
    return {
        "name": each.name.value,
        "day": each.day.isoformat(),
        "answers": list(each.answers),
        "score": each.score,
        "most": question_set(each.name).most,
        "band": None if each.band is None else each.band.value,
        "is_validated": question_set(each.name).is_validated,
    }


def _spiral(spiral: Spiral) -> dict[str, object]:
    return {
        "state": spiral.state.value,
        "n_worry_weeks": spiral.n_worry_weeks,
        "weeks": [_week(week) for week in spiral.weeks],
        "steps": [_step(step) for step in spiral.steps],
        "worry_change": _estimate(spiral.worry_change),
        "strength_change": _estimate(spiral.strength_change),
        "rate_change": _estimate(spiral.rate_change),
        "rate_site": None if spiral.rate_site is None else spiral.rate_site.id,
        "has_failed_act": spiral.has_failed_act,
        "has_strength_fall": spiral.has_strength_fall,
        "is_measured_change": spiral.is_measured_change,
    }


def _week(week: WorryWeek) -> dict[str, object]:
    return {
        "first_day": week.first_day.isoformat(),
        "searching_min_a_day": week.searching_min,
        "checking_a_day": week.checking,
        "worry": week.worry,
        "n_sites": week.n_sites,
        "felt_weakness": week.felt_weakness,
        "strength_percent": week.strength_percent,
        "rate_per_min": week.rate_per_min,
    }


def _step(step: SpiralStep) -> dict[str, object]:
    return {
        "cause": step.cause.value,
        "effect": step.effect.value,
        "difference": _estimate(step.difference),
        "stands_out": step.stands_out,
    }


def _estimate(found: Estimate | NotMeasurable) -> dict[str, object]:
    if isinstance(found, NotMeasurable):
        return {"value": None, "reason": found.reason}
    return {
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "level": found.level,
        "n": found.n,
        "unit": found.unit,
        "method": found.method,
    }


def _advice(advice: Advice) -> dict[str, object]:
    return {"rail": advice.rail.value, "text": advice.sentence.text, "way_past": advice.way_past}


def _offer(offer: Offer) -> dict[str, object]:
    return {
        "kind": offer.kind.value,
        "sentences": [{"id": each.id, "text": each.text} for each in offer.sentences],
        "sources": list(offer.sources),
    }
