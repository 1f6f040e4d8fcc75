"""An assessment as one JSON object."""

import json

from twitchwise.assessment.model import Assessment
from twitchwise.causes.ranked import Causes, Open, Point, RankedCause
from twitchwise.evidence.lookup import cite
from twitchwise.report.assessment_words import say_band
from twitchwise.report.card_json import card_object
from twitchwise.report.spread_json import spread_object
from twitchwise.report.strength_json import strength_object
from twitchwise.report.worry_json import worry_object
from twitchwise.urgency.model import Judgement, OpenQuestion, Reason

__all__ = ["assessment_object", "assessment_text", "urgency_object"]


def assessment_text(found: Assessment) -> str:
    """The object as text."""
    return json.dumps(assessment_object(found), indent=2, ensure_ascii=False, allow_nan=False)


def assessment_object(found: Assessment) -> dict[str, object]:
    """`urgency`, `known`, `unknown`, `causes`, `als`, `spread`, `worry`, `strength`, `next_step`, `next_look`.

    Notes
    -----
    `share` is the share of draws in which the band holds; null for ALS, of which no figure of one person is given.
    """
    return {
        "on": found.today.isoformat(),
        "urgency": urgency_object(found.judgement),
        "known": [{"id": each.id, "text": each.text} for each in found.known],
        "unknown": [{"id": each.id, "text": each.text} for each in found.unknown],
        "causes": [_cause(each) for each in found.causes.shown],
        "als": _als(found.causes),
        "cause_notes": [each.text for each in found.causes.notes],
        "spread": spread_object(found.spread),
        "worry": None if found.worry is None else worry_object(found.worry),
        "strength": None if found.strength is None else strength_object(found.strength),
        "next_step": {"id": found.next_step.step.value, "text": found.next_step.sentence.text},
        "next_look": {
            "on": None if found.next_look.on is None else found.next_look.on.isoformat(),
            "text": found.next_look.sentence.text,
        },
        "red_flags": card_object(),
    }


def urgency_object(judgement: Judgement) -> dict[str, object]:
    """`level`, `headline`, `because`, `unanswered`, `still_open`, `is_complete`, `notes`, `problems`."""
    return {
        "level": judgement.level.value,
        "headline": judgement.headline,
        "because": [_reason(each) for each in judgement.because],
        "unanswered": [_open_question(each) for each in judgement.unanswered],
        "still_open": [_open_question(each) for each in judgement.still_open],
        "not_looked_at": [each.value for each in judgement.not_looked_at],
        "asks_for_screen": judgement.asks_for_screen,
        "is_complete": judgement.is_complete,
        "answered_on": judgement.answered_on.isoformat(),
        "notes": [{"id": each.id, "text": each.text} for each in judgement.notes],
        "problems": [{"what": each.what, "where": each.where, "remedy": each.remedy} for each in judgement.problems],
    }


def _reason(each: Reason) -> dict[str, object]:
    return {
        "rule": each.rule,
        "level": each.level.value,
        "is_sure": each.is_sure,
        "why": each.why,
        "what_to_do": each.what_to_do,
        "whom": each.whom.value,
        "features": [feature.value for feature in each.features],
        "is_judgement": each.is_judgement,
        "sources": _sources(each.facts),
    }


def _open_question(each: OpenQuestion) -> dict[str, object]:
    return {"what": each.what.value, "level": each.level.value, "rules": list(each.rules)}


def _cause(each: RankedCause) -> dict[str, object]:
    return {
        "id": each.id,
        "name": each.name,
        "lane": each.lane.value,
        "band": None if each.band is None else each.band.value,
        "band_words": say_band(each),
        "share": each.share,
        "for": [_point(point) for point in each.speaks_for],
        "against": [_point(point) for point in each.speaks_against],
        "unknown": [_open(point) for point in each.not_known],
        "what": each.what.text,
        "course": each.course.text,
        "tells_more": each.tells_more.text,
        "to_do": each.to_do.text,
        "also": list(each.also),
        "sources": _sources(each.sources),
    }


def _point(each: Point) -> dict[str, object]:
    return {
        "clue": each.clue.value,
        "reply": each.reply.value,
        "text": each.sentence.text,
        "log10_low": each.low,
        "log10_high": each.high,
        "grade": each.grade.value,
        "is_counted": each.is_counted,
        "sources": _sources(each.facts),
    }


def _open(each: Open) -> dict[str, object]:
    return {"clue": each.clue.value, "reply": each.reply.value, "text": each.sentence.text}


def _als(causes: Causes) -> dict[str, object]:
    als = causes.als
    return {
        "state": als.state.value,
        "says": [each.text for each in als.says],
        "looked_at": [
            {
                "what": each.kind.value,
                "is_done": each.is_done,
                "on": None if each.on is None else each.on.isoformat(),
                "text": each.sentence.text,
            }
            for each in als.looked_at
        ],
        "next_looks": [day.isoformat() for day in als.next_looks],
        "new_cases_in_everybody": None if als.new_cases is None else [each.text for each in als.new_cases.sentences],
        "followed_up": None if als.followed_up is None else als.followed_up.text,
    }


def _sources(facts: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(cite(*facts).splitlines())) if facts else []
