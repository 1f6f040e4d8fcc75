"""What a person undertakes for a time: a look for triggers, weekly tests, a self-trial; each ends by itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from twitchwise.diary.entry import Entry

__all__ = ["Investigation", "StrengthSeries", "TrialBlock", "TrialPlan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Investigation(Entry):
    """A look for triggers with a beginning and an end.

    Parameters
    ----------
    first_day, last_day : both included.
    is_renewal : the one renewal that is allowed.
    stopped_on : the day on which the person, or a guard rail, ended it early.
    """

    first_day: date
    last_day: date
    is_renewal: bool = False
    stopped_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthSeries(Entry):
    """Weekly strength tests with a beginning and an end.

    Parameters
    ----------
    first_day, last_day : both included.
    is_renewal : the one renewal that is allowed.
    stopped_on : the day on which the person ended it early.
    """

    first_day: date
    last_day: date
    is_renewal: bool = False
    stopped_on: date | None = None


_LONGEST_BLOCK_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialBlock:
    """Consecutive days of a self-trial that are all with, or all without."""

    first_day: date
    n_days: int
    is_with: bool

    def __post_init__(self) -> None:
        if not 1 <= self.n_days <= _LONGEST_BLOCK_DAYS:
            raise ValueError(f"a block of a self-trial has 1 to {_LONGEST_BLOCK_DAYS} days, not {self.n_days}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPlan(Entry):
    """A randomised self-trial: the blocks drawn by coin.

    Parameters
    ----------
    exposure : what is tried, in the words of `triggers.trial.TrialExposure`.
    seed : of the coin, so that the draw can be shown to be fair.
    blocks : one after the other without a gap, at least one.
    """

    exposure: str
    seed: int
    blocks: tuple[TrialBlock, ...]

    def __post_init__(self) -> None:
        if not self.blocks:
            raise ValueError("a self-trial has at least one block")

    @property
    def first_day(self) -> date:
        """The first day of the trial."""
        return self.blocks[0].first_day

    @property
    def last_day(self) -> date:
        """The last day of the trial."""
        return self.blocks[-1].first_day + timedelta(days=self.blocks[-1].n_days - 1)

    def is_with(self, day: date) -> bool | None:
        """Whether the coin said "with" for this day; None outside the trial."""
        for block in self.blocks:
            if 0 <= (day - block.first_day).days < block.n_days:
                return block.is_with
        return None
