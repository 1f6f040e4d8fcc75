"""A search for triggers in plain words: what stands out, what does not, what could have been seen, what it is not."""

from dataclasses import dataclass

from twitchwise.diary.model import Suspicion
from twitchwise.estimate import NotMeasurable
from twitchwise.report.figures import say_count, say_interval, say_list, say_number
from twitchwise.report.words import CAUTION_FACT
from twitchwise.triggers.find import Trigger, Triggers
from twitchwise.triggers.power import SmallestEffect
from twitchwise.triggers.suspicions import Standing, compare_suspicions
from twitchwise.triggers.table import say_outcome
from twitchwise.triggers.verdict import Verdict

__all__ = [
    "DIARY_CAUTION",
    "EXPECTED",
    "GOOD_NEWS",
    "MEDICINE",
    "PAGE_SOURCES",
    "ExpectedFinds",
    "PlainTriggers",
    "before_you_start",
    "describe_triggers",
    "say_expected",
    "say_size_of",
    "say_suspicions",
    "say_trigger",
    "title_of",
]

DIARY_CAUTION = (
    "What sets twitching off, where it is and how often it comes does not tell harmless twitching from disease. "
    "Weakness that can be measured and that grows is what matters."
)

EXPECTED = {30: 0.0, 60: 0.19, 84: 0.31, 120: 0.49}
"""Share of true triggers that a diary of so many days finds, by simulation; see docs/bench-triggers.md. Below 42
answered days nothing is said at all: an early prototype found 2.5 % in 30 days, and a seventh of its findings were
false."""


GOOD_NEWS = "Most suspicions do not hold up, and that is good news: you may stop avoiding things."

MEDICINE = "Ask a doctor before you change or stop a medicine."

PAGE_SOURCES = (CAUTION_FACT, "ferrari2010", "ferrari2013", "ferrari2015", "bermbach2003")
"""What the caution and the end date of an investigation rest on."""

_STANDINGS = {
    Standing.LIKELY: ("is likely", "are likely"),
    Standing.POSSIBLE: ("is possible, no more", "are possible, no more"),
    Standing.NOT_SUPPORTED: ("is not supported", "are not supported"),
    Standing.MORE_DAYS: ("needs more days", "need more days"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTriggers:
    """What a person is told.

    Parameters
    ----------
    headline : what stands out, or that nothing does, or that it is too early; no full stop.
    likely : one paragraph for each likely trigger.
    possible : the same for those between 50 and 90 %, kept behind a fold.
    is_early : too early to say anything of any of them.
    power : what such a diary could have shown; empty when not known.
    waiting : what is missing before anything can be said, each thing once.
    caution : what none of this tells.
    """

    headline: str
    likely: tuple[str, ...]
    possible: tuple[str, ...]
    is_early: bool
    power: str
    waiting: tuple[str, ...]
    caution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedFinds:
    """What a diary of so many days is expected to find.

    Parameters
    ----------
    n_days : its length.
    text : how many of 20 true triggers, "about 6 in 20".
    """

    n_days: int
    text: str


def before_you_start() -> tuple[str, ...]:
    """What a person hears before the first evening: what can be found, and that most suspicions do not hold up."""
    shares = "; ".join(f"{each.n_days} days: {each.text}" for each in say_expected())
    return (
        f"How many of the true triggers a diary finds, by simulation: {shares}. So twelve weeks are the usual length, "
        "and gaps cost as much as days.",
        GOOD_NEWS,
        "Watching oneself can make symptoms worse. So there is one short question set in the evening, an end date, and "
        'one renewal. "twitchwise triggers --stop" ends it at any time.',
    )


def say_expected() -> tuple[ExpectedFinds, ...]:
    """How many true triggers diaries of several lengths find."""
    return tuple(ExpectedFinds(n_days=days, text=f"{_of_twenty(share)} in 20") for days, share in EXPECTED.items())


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
    answered = say_count(n_answered, "answered day")
    if likely:
        headline = f"{say_count(len(likely), 'likely pattern')} in {answered}"
    elif judged:
        headline = f"Nothing stands out in {answered} of {n_days}"
    else:
        headline = f"Too early to say anything: {answered} of {n_days}"
    return PlainTriggers(
        headline=headline,
        likely=tuple(f"{title_of(trigger)}. {say_trigger(trigger)}" for trigger in likely),
        possible=tuple(f"{title_of(trigger)}. {say_trigger(trigger)}" for trigger in possible),
        is_early=not judged,
        power=_power(found) if judged else "",
        waiting=tuple(dict.fromkeys(t.reason for t in found.triggers if t.verdict is Verdict.TOO_EARLY)),
        caution=DIARY_CAUTION,
    )


def say_suspicions(found: Triggers, suspicions: tuple[Suspicion, ...]) -> str:
    """What became of the person's own suspicions, in one sentence; empty when there were none."""
    own = [each for each in compare_suspicions(found.triggers, suspicions) if each.is_suspected]
    if not own:
        return ""
    parts = []
    for standing, (one, many) in _STANDINGS.items():
        names = [each.exposure for each in own if each.standing is standing]
        if names:
            parts.append(f"{len(names)} {one if len(names) == 1 else many} ({say_list(names)})")
    good_news = f" {GOOD_NEWS}" if any(each.standing is Standing.NOT_SUPPORTED for each in own) else ""
    return f"You suspected {len(own)}: {', '.join(parts)}.{good_news}"


def say_trigger(trigger: Trigger) -> str:
    """The sentences that go with a trigger, and for a medicine that it is not to be changed on one's own."""
    is_medicine = trigger.exposure.casefold().startswith("medic")
    return f"{trigger.reason} {MEDICINE}" if is_medicine else trigger.reason


def say_size_of(trigger: Trigger) -> str:
    """The size in a few words, "about 2.7 times as many (1.5 to 5)"; empty when it is not known."""
    ratio = trigger.rate_ratio
    return (
        ""
        if isinstance(ratio, NotMeasurable)
        else f"about {say_number(ratio.value)} times as many ({say_interval(ratio)})"
    )


def title_of(pair: Trigger | SmallestEffect) -> str:
    """An exposure and a muscle as a heading: "Training load, left triceps"."""
    return f"{pair.exposure[0].upper()}{pair.exposure[1:]}, {say_outcome(pair.outcome)}"


def _power(found: Triggers) -> str:
    if found.power is None:
        return ""
    ratio = found.power.rate_ratio
    chance = f"{100 * found.power.chance:.0f} %"
    if isinstance(ratio, NotMeasurable):
        return f"How large an effect could have been seen is not known: {ratio.reason}."
    return (
        f"With a diary like this, an exposure that makes {ratio:.1f} times as many twitches "
        f"would have been found with a chance of {chance}; smaller effects may be there unseen."
    )


def _of_twenty(share: float) -> str:
    n = 20 * share
    return "none" if n < 0.5 else f"about {n:.0f}"
