"""A search for triggers in plain words: what stands out, what does not, what could have been seen, what it is not."""

from dataclasses import dataclass

from twitchwise.diary.model import Suspicion
from twitchwise.estimate import NotMeasurable
from twitchwise.report.figures import say_list
from twitchwise.triggers.find import Trigger, Triggers
from twitchwise.triggers.verdict import Verdict

__all__ = ["DIARY_CAUTION", "EXPECTED", "PlainTriggers", "before_you_start", "describe_triggers", "say_suspicions"]

DIARY_CAUTION = (
    "What sets twitching off, and how often it comes, does not tell harmless twitching from disease. Weakness that can "
    "be measured and that grows is what matters."
)

EXPECTED = {30: 0.025, 60: 0.16, 84: 0.30, 120: 0.48}
"""Share of true triggers that a diary of so many days finds, by simulation; see docs/bench-triggers.md."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTriggers:
    """What a person is told.

    Parameters
    ----------
    headline : what stands out, or that nothing does, or that it is too early; no full stop.
    likely : one paragraph for each likely trigger.
    possible : the same for those between 50 and 90 %, kept behind a fold.
    power : what such a diary could have shown; empty when not known.
    waiting : what is missing before anything can be said, each thing once.
    caution : what none of this tells.
    """

    headline: str
    likely: tuple[str, ...]
    possible: tuple[str, ...]
    power: str
    waiting: tuple[str, ...]
    caution: str


def before_you_start() -> tuple[str, ...]:
    """What a person hears before the first evening: what can be found, and that most suspicions do not hold up."""
    shares = "; ".join(f"{days} days: about {_of_twenty(share)} in 20" for days, share in EXPECTED.items())
    return (
        f"How many of the true triggers a diary finds, by simulation: {shares}. So twelve weeks are the usual length, "
        "and gaps cost as much as days.",
        "Most suspicions do not hold up, and that is good news: you may stop avoiding things.",
        "Watching oneself can make symptoms worse. So there is one short question set in the evening, an end date, and "
        'one renewal. "twitchwise triggers --stop" ends it at any time.',
    )


def describe_triggers(found: Triggers, *, n_days: int, n_answered: int) -> PlainTriggers:
    """What was found, in plain words.

    Parameters
    ----------
    found : the search.
    n_days, n_answered : days looked at, and those of them with an answer.
    """
    likely = [trigger for trigger in found.triggers if trigger.verdict is Verdict.LIKELY]
    possible = [trigger for trigger in found.triggers if trigger.verdict is Verdict.POSSIBLE]
    judged = [trigger for trigger in found.triggers if trigger.verdict is not Verdict.TOO_EARLY]
    if likely:
        headline = f"{len(likely)} likely {'pattern' if len(likely) == 1 else 'patterns'} in {n_answered} answered days"
    elif judged:
        headline = f"Nothing stands out in {n_answered} answered days of {n_days}"
    else:
        headline = f"Too early to say anything: {n_answered} answered days of {n_days}"
    return PlainTriggers(
        headline=headline,
        likely=tuple(f"{_title(trigger)}. {trigger.reason}" for trigger in likely),
        possible=tuple(f"{_title(trigger)}. {trigger.reason}" for trigger in possible),
        power=_power(found) if judged else "",
        waiting=tuple(dict.fromkeys(t.reason for t in found.triggers if t.verdict is Verdict.TOO_EARLY)),
        caution=DIARY_CAUTION,
    )


def say_suspicions(found: Triggers, suspicions: tuple[Suspicion, ...]) -> str:
    """What became of the person's own suspicions, in one sentence; empty when there were none."""
    names = {suspicion.exposure.casefold() for suspicion in suspicions}
    if not names:
        return ""
    by_name: dict[str, list[Trigger]] = {}
    for trigger in found.triggers:
        by_name.setdefault(trigger.exposure.casefold(), []).append(trigger)
    supported = [n for n in names if any(t.verdict is Verdict.LIKELY for t in by_name.get(n, []))]
    open_ones = [n for n in names if n not in supported and _is_open(by_name.get(n, []))]
    not_supported = [n for n in names if n not in supported and n not in open_ones]
    return (
        f"You suspected {len(names)}: {_count(supported)} supported{_named(supported)}, {_count(not_supported)} not "
        f"supported{_named(not_supported)}, {_count(open_ones)} needing more days{_named(open_ones)}."
    )


def _is_open(triggers: list[Trigger]) -> bool:
    return not triggers or any(t.verdict in {Verdict.TOO_EARLY, Verdict.POSSIBLE} for t in triggers)


def _count(names: list[str]) -> str:
    return str(len(names)) if names else "none"


def _named(names: list[str]) -> str:
    return f" ({say_list(sorted(names))})" if names else ""


def _title(trigger: Trigger) -> str:
    return f"{trigger.exposure[0].upper()}{trigger.exposure[1:]}, {trigger.outcome}"


def _power(found: Triggers) -> str:
    if found.power is None:
        return ""
    ratio = found.power.rate_ratio
    chance = f"{100 * found.power.chance:.0f} %"
    if isinstance(ratio, NotMeasurable):
        return f"What could have been seen: {ratio.reason}."
    return (
        f"What could have been seen: with a diary like this, an exposure that makes {ratio:.1f} times as many twitches "
        f"would have been found with a chance of {chance}; smaller effects may be there unseen."
    )


def _of_twenty(share: float) -> str:
    n = 20 * share
    return "half of one" if n < 1 else f"{n:.0f}"
