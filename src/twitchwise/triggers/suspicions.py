"""What the person suspected beside what was found; suspicions never enter the search."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from twitchwise.diary.model import Suspicion
from twitchwise.triggers.find import Trigger
from twitchwise.triggers.verdict import Verdict

__all__ = ["Standing", "Suspected", "compare_suspicions"]

_ALSO_CALLED = {
    "coffee": "caffeine",
    "tea": "caffeine",
    "energy drinks": "caffeine",
    "beer": "alcohol",
    "wine": "alcohol",
    "drinking": "alcohol",
    "water": "fluids",
    "dehydration": "fluids",
    "little sleep": "sleep",
    "short nights": "sleep",
    "bad sleep": "sleep",
    "tension": "stress",
    "training": "training load",
    "workout": "training load",
    "workouts": "training load",
    "exercise": "training load",
    "sport": "training load",
    "gym": "training load",
}


class Standing(StrEnum):
    """What became of something suspected, the best over all muscles."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    NOT_SUPPORTED = "not supported"
    MORE_DAYS = "needs more days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspected:
    """One exposure that was suspected, or found without being suspected.

    Parameters
    ----------
    exposure : in the words of whoever named it: the person, or the diary for what was not suspected.
    is_suspected : whether the person suspected it.
    standing : what was found.
    """

    exposure: str
    is_suspected: bool
    standing: Standing


def compare_suspicions(triggers: Sequence[Trigger], suspicions: Sequence[Suspicion]) -> tuple[Suspected, ...]:
    """Every suspicion once, in the order of the alphabet, then what is likely and was not suspected.

    Parameters
    ----------
    triggers : what was found.
    suspicions : what the person wrote down; one that names a site is compared with what was found there. One that is
        not in the diary needs more days.
    """
    named: dict[str, list[Trigger]] = {}
    for suspicion in suspicions:
        text = " ".join(suspicion.exposure.casefold().split())
        if text:
            named.setdefault(text, []).extend(each for each in triggers if _is_about(each, suspicion, text))
    expected = {id(trigger) for found in named.values() for trigger in found}
    likely = (each for each in triggers if each.verdict is Verdict.LIKELY and id(each) not in expected)
    return (
        *(
            Suspected(exposure=text, is_suspected=True, standing=_standing(found))
            for text, found in sorted(named.items())
        ),
        *(
            Suspected(exposure=name, is_suspected=False, standing=Standing.LIKELY)
            for name in dict.fromkeys(each.exposure for each in likely)
        ),
    )


def _is_about(trigger: Trigger, suspicion: Suspicion, text: str) -> bool:
    if suspicion.site is not None and trigger.outcome.partition(", ")[0] != suspicion.site.id:
        return False
    name = trigger.exposure.casefold()
    return name in {text, _ALSO_CALLED.get(text)} or name.partition(": ")[2] == text  # "medicine: salbutamol"


def _standing(found: Sequence[Trigger]) -> Standing:
    verdicts = {trigger.verdict for trigger in found}
    if Verdict.LIKELY in verdicts:
        return Standing.LIKELY
    if Verdict.POSSIBLE in verdicts:
        return Standing.POSSIBLE
    if not verdicts or Verdict.TOO_EARLY in verdicts:
        return Standing.MORE_DAYS
    return Standing.NOT_SUPPORTED
