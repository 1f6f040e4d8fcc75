"""What a simulated person who keeps a diary shall be like, and the named worlds that inference is judged on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from twitchwise.body import muscles
from twitchwise.simulate.timing import require

__all__ = ["WORLDS", "PersonWorld", "WorldName"]

_SHORTEST_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWorld:
    """One person's weeks; every way of spoiling a diary, gaps of 15 % apart, is off until asked for.

    Parameters
    ----------
    n_days : length of the diary, days.
    muscle_ids : the muscles whose twitches are counted, ids of `twitchwise.body`.
    typical_count : twitches a day of a typical muscle.
    count_spread : SD over muscles of the log of that.
    count_size : size of the negative-binomial counts; variance = mean + mean^2 / size.
    own_load_share, other_share : probability that a muscle's own training, or any other exposure, is its trigger.
    body_wide_share : probability that an exposure is a trigger of all muscles or of none, instead of each by itself.
    effect_mean, effect_sd : SD over days of what a trigger adds to the log rate; the absolute value of a normal draw.
    latent_ar : correlation of the latent states from one day to the next.
    latent_shared_sd, latent_own_sd : SD of the latent log rate that all muscles share, and of each muscle's own.
    spells_per_30_days : abrupt hot spots of one muscle, 2-5 times as many twitches for 5-14 days.
    drift_fold : how many times as many (or as few) twitches at the end of the diary as at its start.
    worry_notice : log rate per SD of a hidden worry, which adds to what is noticed in every muscle.
    worry_rating : how many SD of it come onto the stress rating for each of its own.
    missing_share : share of days without an answer, in runs of 1-3.
    bad_days_only : most quiet days are not answered.
    patience_cap : counting stops at this number, or None.
    wrong_day_share : share of exposure entries that stand on the day before or after.
    """

    n_days: int = 120
    muscle_ids: tuple[str, ...] = ("triceps", "biceps", "deltoid", "quadriceps", "hamstrings", "gastrocnemius")
    typical_count: float = 2.0
    count_spread: float = 0.7
    count_size: float = 4.0
    own_load_share: float = 0.40
    other_share: float = 0.12
    body_wide_share: float = 0.0
    effect_mean: float = 0.45
    effect_sd: float = 0.15
    latent_ar: float = 0.6
    latent_shared_sd: float = 0.35
    latent_own_sd: float = 0.45
    spells_per_30_days: float = 0.0
    drift_fold: float = 1.0
    worry_notice: float = 0.0
    worry_rating: float = 0.0
    missing_share: float = 0.15
    bad_days_only: bool = False
    patience_cap: int | None = None
    wrong_day_share: float = 0.0

    def __post_init__(self) -> None:
        known = {muscle.id for muscle in muscles()}
        require(self.n_days >= _SHORTEST_DAYS, "the diary is too short to hold a lag", f"give {_SHORTEST_DAYS} days")
        require(bool(self.muscle_ids), "there is no muscle to count in", "name at least one")
        require(set(self.muscle_ids) <= known, "a muscle has no such id", "use ids like triceps or gastrocnemius")
        require(len(set(self.muscle_ids)) == len(self.muscle_ids), "a muscle stands twice", "name each muscle once")
        require(self.typical_count > 0 and self.count_size > 0, "counts cannot be 0 or below", "give more than 0")
        shares = (self.own_load_share, self.other_share, self.body_wide_share, self.wrong_day_share)
        require(all(0 <= share <= 1 for share in shares), "a share is outside 0 to 1", "give for example 0.2")
        require(0 <= self.missing_share < 1, "the share of missing days is outside 0 to 1", "give for example 0.15")
        require(0 <= self.latent_ar < 1, "the day-to-day correlation is outside 0 to 1", "give for example 0.6")
        spreads = (self.count_spread, self.effect_sd, self.latent_shared_sd, self.latent_own_sd)
        require(all(spread >= 0 for spread in spreads), "a spread is below 0", "give 0 or more")
        require(self.spells_per_30_days >= 0, "the number of spells is below 0", "give 0 or more")
        require(self.drift_fold > 0, "the drift is not above 0", "give 1 for none")
        require(self.patience_cap is None or self.patience_cap >= 1, "counting stops below 1", "give 1 or more")

    def without_triggers(self) -> "PersonWorld":
        """The same world in which nothing sets twitching off."""
        return replace(self, own_load_share=0.0, other_share=0.0)


class WorldName(StrEnum):
    """The worlds that inference is judged on; frozen before any prior was tuned."""

    BASE = "base"
    NULL_AR0 = "null_ar0"
    NULL_AR06 = "null_ar06"
    NULL_AR08 = "null_ar08"
    SPELLS = "spells"
    DRIFT = "drift"
    BAD_DAYS_ONLY = "bad_days_only"
    CAPPED = "capped"
    WRONG_DAY = "wrong_day"
    HIDDEN_WORRY = "hidden_worry"
    MISSING_40 = "missing_40"
    FEW_TRIGGERS = "few_triggers"
    MANY_TRIGGERS = "many_triggers"
    BODY_WIDE = "body_wide"
    DAYS_60 = "days_60"
    DAYS_84 = "days_84"
    DAYS_240 = "days_240"


_BASE = PersonWorld()
_NULL = _BASE.without_triggers()

WORLDS: Mapping[WorldName, PersonWorld] = MappingProxyType(
    {
        WorldName.BASE: _BASE,
        WorldName.NULL_AR0: replace(_NULL, latent_ar=0.0),
        WorldName.NULL_AR06: _NULL,
        WorldName.NULL_AR08: replace(_NULL, latent_ar=0.8, latent_shared_sd=0.5, latent_own_sd=0.65),
        WorldName.SPELLS: replace(_BASE, spells_per_30_days=1.5),
        WorldName.DRIFT: replace(_BASE, drift_fold=3.3),
        WorldName.BAD_DAYS_ONLY: replace(_BASE, bad_days_only=True),
        WorldName.CAPPED: replace(_BASE, patience_cap=5),
        WorldName.WRONG_DAY: replace(_BASE, wrong_day_share=0.2),
        WorldName.HIDDEN_WORRY: replace(_BASE, worry_notice=0.35, worry_rating=0.8),
        WorldName.MISSING_40: replace(_BASE, missing_share=0.40),
        WorldName.FEW_TRIGGERS: replace(_BASE, own_load_share=0.20, other_share=0.06),
        WorldName.MANY_TRIGGERS: replace(_BASE, own_load_share=0.60, other_share=0.25),
        WorldName.BODY_WIDE: replace(_BASE, body_wide_share=0.8),
        WorldName.DAYS_60: replace(_BASE, n_days=60),
        WorldName.DAYS_84: replace(_BASE, n_days=84),
        WorldName.DAYS_240: replace(_BASE, n_days=240),
    }
)
