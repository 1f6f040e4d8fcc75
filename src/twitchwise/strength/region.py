"""The parts of the body that strength tests are grouped by, finer than the four regions of the ALS criteria."""

from enum import StrEnum

__all__ = ["StrengthRegion"]


class StrengthRegion(StrEnum):
    """Where a strength test looks; two tests of one region have to agree before a fall is claimed."""

    RIGHT_LEG = "right-leg"
    LEFT_LEG = "left-leg"
    BOTH_LEGS = "both-legs"
    RIGHT_HAND = "right-hand"
    LEFT_HAND = "left-hand"
    ARMS_SHOULDERS = "arms-shoulders"
    TRUNK = "trunk"
    SPEECH_BREATH = "speech-breath"

    @property
    def label(self) -> str:
        """The name inside a sentence, "the right leg"."""
        return _LABELS[self]


_LABELS = {
    StrengthRegion.RIGHT_LEG: "the right leg",
    StrengthRegion.LEFT_LEG: "the left leg",
    StrengthRegion.BOTH_LEGS: "both legs together",
    StrengthRegion.RIGHT_HAND: "the right hand",
    StrengthRegion.LEFT_HAND: "the left hand",
    StrengthRegion.ARMS_SHOULDERS: "the arms and shoulders",
    StrengthRegion.TRUNK: "the trunk",
    StrengthRegion.SPEECH_BREATH: "speech and breath",
}
