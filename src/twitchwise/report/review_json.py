"""A score as one JSON object."""

import json

from twitchwise.estimate import Estimate, NotMeasurable
from twitchwise.evidence.lookup import cite
from twitchwise.report.card_json import card_object
from twitchwise.report.review_words import CANNOT_KNOW, LABEL_FACT, REVIEW_CAUTION
from twitchwise.twitches.review_score import DetectorScore, RuleScore
from twitchwise.twitches.reviewers import ReviewerAgreement

__all__ = ["score_text"]


def score_text(scores: tuple[DetectorScore, ...], agreements: tuple[ReviewerAgreement | NotMeasurable, ...]) -> str:
    """One object: scores and agreements, what they cannot know, the caution, the red flags.

    Notes
    -----
    `scores`, a reviewer each; `agreements`, a pair each; `cannot_know` with its `sources`; `caution`; `red_flags`.
    Of a score: {reviewers, recordings, labels, unsure, not_blind, strict, lenient, reasons}; of `strict` and `lenient`:
    {hits, false_alarms, misses, precision, recall}, the last two {value, low, high, level} or {reason}.
    """
    whole = {
        "scores": [_score(score) for score in scores],
        "agreements": [_agreement(each) for each in agreements],
        "cannot_know": list(CANNOT_KNOW),
        "sources": [cite(LABEL_FACT)],
        "caution": REVIEW_CAUTION,
        "red_flags": card_object(),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False, allow_nan=False)


def _score(score: DetectorScore) -> dict[str, object]:
    return {
        "reviewers": list(score.reviewers),
        "recordings": score.n_recordings,
        "labels": score.n_labels,
        "unsure": score.n_unsure,
        "not_blind": score.n_not_blind,
        "strict": _rule(score.strict),
        "lenient": _rule(score.lenient),
        "reasons": [
            {
                "decision": each.decision.value,
                "reason": each.reason,
                "accepted": each.n_accepted,
                "rejected": each.n_rejected,
                "unsure": each.n_unsure,
            }
            for each in score.reasons
        ],
    }


def _rule(rule: RuleScore) -> dict[str, object]:
    return {
        "hits": rule.hits,
        "false_alarms": rule.false_alarms,
        "misses": rule.misses,
        "precision": _estimate(rule.precision),
        "recall": _estimate(rule.recall),
    }


def _agreement(found: ReviewerAgreement | NotMeasurable) -> dict[str, object]:
    if isinstance(found, NotMeasurable):
        return {"reason": found.reason}
    return {
        "first": found.first,
        "second": found.second,
        "both_accept": found.both_accept,
        "only_first_accepts": found.only_first_accepts,
        "only_second_accepts": found.only_second_accepts,
        "both_reject": found.both_reject,
        "unsure": found.n_unsure,
        "unmatched": found.n_unmatched,
        "same": _estimate(found.same),
        "kappa": _estimate(found.kappa),
        "ac1": _estimate(found.ac1),
    }


def _estimate(estimate: Estimate | NotMeasurable) -> dict[str, object]:
    if isinstance(estimate, NotMeasurable):
        return {"reason": estimate.reason}
    return {
        "value": round(estimate.value, 4),
        "low": round(estimate.low, 4),
        "high": round(estimate.high, 4),
        "level": estimate.level,
    }
