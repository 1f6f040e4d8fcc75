"""Where strength stands, as one JSON object."""

import json

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.report.card_json import card_object
from twitchwise.report.strength_words import STRENGTH_CAUTION
from twitchwise.strength.standing import Screened, StrengthStanding
from twitchwise.strength.trend_result import RegionTrend, SideBalance, TestTrend, WhenKnown

__all__ = ["screen_object", "screen_text", "strength_object", "strength_text"]


def strength_text(found: StrengthStanding) -> str:
    """The object as text."""
    return json.dumps(strength_object(found), indent=2, ensure_ascii=False, allow_nan=False)


def screen_text(screened: Screened) -> str:
    """A first sitting alone as text, with the caution and the red flags."""
    whole = {**screen_object(screened), "caution": STRENGTH_CAUTION, "red_flags": card_object()}
    return json.dumps(whole, indent=2, ensure_ascii=False, allow_nan=False)


def strength_object(found: StrengthStanding) -> dict[str, object]:
    """`result_on`, `regions` (an array), `sides`, `screen`, `series`, `goes_to_urgency`, `caution`,
    `red_flags`, `problems`.

    Notes
    -----
    `loss_percent` is null where nothing can be said yet, and `reason` then says why; a negative loss is a gain.
    `excluded_rate_percent_per_month`: a faster fall is unlikely (one-sided 95 %), null when none is excluded.
    `weeks_until_known`: until "steady" could be said; null when it is said, is not the question, or lies beyond two
    years.
    """
    dates = found.dates
    return {
        "result_on": found.trend.today.isoformat(),
        "regions": [_region(region) for region in found.trend.regions],
        "sides": [_sides(balance) for balance in found.trend.sides],
        "screen": None if found.screened is None else screen_object(found.screened),
        "failed_markers": list(found.failed_markers),
        "series": None
        if dates is None
        else {
            "first_day": dates.first_day.isoformat(),
            "last_day": dates.last_day.isoformat(),
            "is_running": dates.is_running,
            "next_result": None if dates.next_result is None else dates.next_result.isoformat(),
        },
        "scores_waiting": found.n_waiting,
        "goes_to_urgency": found.goes_to_urgency,
        "caution": STRENGTH_CAUTION,
        "red_flags": card_object(),
        "problems": [{"what": each.what, "where": each.where, "remedy": each.remedy} for each in found.all_problems],
    }


def _region(region: RegionTrend) -> dict[str, object]:
    return {
        "region": region.region.value,
        "state": region.state.value,
        "loss_percent": _loss(region.loss),
        "reason": region.loss.reason if isinstance(region.loss, NotMeasurable) else "",
        "excluded_rate_percent_per_month": region.excluded_rate_percent_per_month,
        "weeks_until_known": region.weeks_until_known,
        "when_known": _when(region.when_known),
        "fall_since": None if region.fall_since is None else region.fall_since.isoformat(),
        "shape": None if region.shape is None else region.shape.value,
        "sentences": list(region.sentences),
        "tests": [_test(test) for test in region.tests],
    }


def _test(test: TestTrend) -> dict[str, object]:
    return {
        "test": test.test,
        "side": test.side.value,
        "counts": test.has_say,
        "error_percent": test.error_percent,
        "is_error_published": test.is_error_published,
        "sessions_kept": test.kept,
        "sessions_excluded": test.excluded,
        "sessions_set_aside": test.set_aside,
        "loss_percent": _loss(test.loss),
        "reason": test.loss.reason if isinstance(test.loss, NotMeasurable) else "",
        "excluded_rate_percent_per_month": test.excluded_rate_percent_per_month,
        "sessions": [
            {
                "date": point.day.isoformat(),
                "score": point.score,
                "is_kept": point.is_kept,
                "level": point.level,
                "low": point.low,
                "high": point.high,
                "felt": point.felt,
            }
            for point in test.points
        ],
    }


def _when(known: WhenKnown) -> dict[str, object]:
    return {
        "steady_weeks": known.steady_weeks,
        "falls": [{"percent_per_month": fall.percent_per_month, "weeks": fall.weeks} for fall in known.falls],
    }


def _sides(balance: SideBalance) -> dict[str, object]:
    return {
        "test": balance.test,
        "left_of_right_percent": balance.left_of_right_percent,
        "change_percent": balance.change_percent,
        "noise_percent": balance.noise_percent,
        "is_beyond_noise": balance.is_beyond_noise,
    }


def screen_object(screened: Screened) -> dict[str, object]:
    """A first sitting: its findings, the differences between the sides, and what was not looked at."""
    result = screened.result
    return {
        "date": screened.day.isoformat(),
        "headline": result.headline,
        "findings": [
            {
                "kind": finding.kind.value,
                "region": finding.region.value,
                "side": finding.side.value,
                "act": None if finding.act is None else finding.act.value,
                "sentence": finding.sentence,
            }
            for finding in result.findings
        ],
        "differences": [
            {
                "test": each.test,
                "weaker": None if each.weaker is None else each.weaker.value,
                "below_percent": each.below_percent,
                "noise_percent": each.noise_percent,
                "is_marked": each.is_marked,
            }
            for each in result.differences
        ],
        "lost_tasks": [{"region": lost.region.value, "task": lost.task} for lost in result.lost_tasks],
        "not_looked_at": [
            {"act": each.act.value, "side": each.side.value, "why": each.outcome.value} for each in result.not_looked_at
        ],
        "goes_to_urgency": result.goes_to_urgency,
        "limits": result.limits,
    }


def _loss(loss: Estimate | NotMeasurable) -> dict[str, float] | None:
    if isinstance(loss, NotMeasurable):
        return None
    return {"value": loss.value, "low": loss.low, "high": loss.high, "level": loss.level}
