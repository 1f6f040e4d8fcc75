"""The acts of the first sitting: what to do, and what a failed one looks like."""

from dataclasses import dataclass
from enum import StrEnum

from twitchwise.body import Side
from twitchwise.strength.battery_model import BOTH_SIDES, NO_SIDES, Demand
from twitchwise.strength.region import StrengthRegion

__all__ = ["ACTS", "TRY_ONCE_MORE", "ActName", "Outcome", "ScreenAct"]

TRY_ONCE_MORE = (
    "When an act fails, rest for a minute and try it once more; it has failed when it fails again. Not a third time."
)
"""Fact `minute_exam`: what stays failed on a rested retest counts. Ten sides are answered, so single slips add up."""


class ActName(StrEnum):
    """The acts of the first sitting."""

    HEEL_WALK = "heel-walk"
    TOE_WALK = "toe-walk"
    RISE = "rise"
    ARMS_UP = "arms-up"
    GRIP = "grip"
    TONGUE = "tongue"


class Outcome(StrEnum):
    """How an act went."""

    DONE = "done"
    WITH_EFFORT = "with-effort"
    FAILED = "failed"
    NOT_TRIED = "not-tried"
    NOT_SAFE = "not-safe"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenAct:
    """One act of the first sitting.

    Parameters
    ----------
    name : which.
    title : in plain words.
    sides : left and right where each side is answered by itself, else middle.
    regions : what it looks at: one region a side where there are sides.
    steps : what to do.
    failed_looks_like : what counts as failed; a sentence.
    demands : what it asks of the body, for `safety.reasons_against`.
    """

    name: ActName
    title: str
    sides: tuple[Side, ...]
    regions: tuple[StrengthRegion, ...]
    steps: tuple[str, ...]
    failed_looks_like: str
    demands: frozenset[Demand] = frozenset()

    @property
    def drawing(self) -> str:
        """Id of its drawing. The grip of the weekly tests is on a device and looks otherwise."""
        return "pinch-and-carry" if self.name is ActName.GRIP else self.name.value

    def region_of(self, side: Side) -> StrengthRegion:
        """The region that this side of the act looks at."""
        return self.regions[self.sides.index(side)]


_EACH_LEG = (StrengthRegion.LEFT_LEG, StrengthRegion.RIGHT_LEG)
_EACH_HAND = (StrengthRegion.LEFT_HAND, StrengthRegion.RIGHT_HAND)
_ON_FEET = frozenset({Demand.STANDING, Demand.BALANCE})

ACTS: tuple[ScreenAct, ...] = (
    ScreenAct(
        name=ActName.HEEL_WALK,
        title="Walk on the heels",
        sides=BOTH_SIDES,
        regions=_EACH_LEG,
        steps=(
            "Barefoot, beside a wall, somebody with you.",
            "Take ten steps on the heels with both forefeet off the floor. Watch one foot, then the other.",
        ),
        failed_looks_like="The forefoot of that side sinks, slaps or touches the floor, or does not lift at all.",
        demands=_ON_FEET,
    ),
    ScreenAct(
        name=ActName.TOE_WALK,
        title="Walk on the toes",
        sides=BOTH_SIDES,
        regions=_EACH_LEG,
        steps=(
            "Barefoot, beside a wall, somebody with you.",
            "Take ten steps high on the toes. Watch one heel, then the other.",
        ),
        failed_looks_like="The heel of that side sinks to the floor, or stays clearly lower than the other.",
        demands=_ON_FEET,
    ),
    ScreenAct(
        name=ActName.RISE,
        title="Rise from a chair, or from a squat",
        sides=NO_SIDES,
        regions=(StrengthRegion.BOTH_LEGS,),
        steps=(
            "Sit on a firm chair, its back against a wall, arms crossed over the chest.",
            "Stand up once without the arms. Sit down slowly.",
            "If that is easy and you like: squat down beside something to hold, and rise without pulling.",
        ),
        failed_looks_like="You cannot come up without the hands, or only with a swing after several tries.",
        demands=frozenset({Demand.STANDING}),
    ),
    ScreenAct(
        name=ActName.ARMS_UP,
        title="Both arms up, and held",
        sides=BOTH_SIDES,
        regions=(StrengthRegion.ARMS_SHOULDERS, StrengthRegion.ARMS_SHOULDERS),
        steps=(
            "Sit or stand. Raise both arms straight over the head, then lower them to the front at shoulder height.",
            "Palms up, eyes closed, hold for ten seconds; a mirror or a phone films it.",
        ),
        failed_looks_like="That arm does not get over the head, or sinks well below the other within ten seconds.",
    ),
    ScreenAct(
        name=ActName.GRIP,
        title="Pinch and grip",
        sides=BOTH_SIDES,
        regions=_EACH_HAND,
        steps=(
            "Pinch a sheet of paper between thumb and index finger and pull at it with the other hand.",
            "Carry a full bottle of water, 1.5 litres, by its neck for ten seconds. Then the other hand.",
        ),
        failed_looks_like="The paper slips out each time while the other hand holds it, or the bottle drops.",
    ),
    ScreenAct(
        name=ActName.TONGUE,
        title="Tongue out, and side to side",
        sides=NO_SIDES,
        regions=(StrengthRegion.SPEECH_BREATH,),
        steps=(
            "In front of a mirror, put the tongue straight out and hold it there for five seconds.",
            "Move it quickly from one corner of the mouth to the other, five times; push it into each cheek.",
        ),
        failed_looks_like="The tongue does not get past the lips, or does not reach a corner of the mouth or a cheek.",
    ),
)
"""Acts that clinics use to look for weakness, done alone. Not validated for early ALS; no sensitivity is published.

References
----------
Fact `minute_exam` (usual acts of a short examination) and fact `st_heel_toe_walk` (walking on heels and toes against
testing by hand, in back patients).
"""
