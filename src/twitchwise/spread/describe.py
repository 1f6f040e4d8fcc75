"""From first times to what may be said about them."""

from datetime import date, timedelta

from twitchwise.body import Region
from twitchwise.diary.model import Diary
from twitchwise.evidence.model import Sentence
from twitchwise.intake.model import Answers, Precision
from twitchwise.spread.first_times import first_times
from twitchwise.spread.model import FirstNoticed, Known, Pace, PaceSpan, RedFlagsAnswered, Spread, span_of
from twitchwise.spread.wandering import compare_days, wanders
from twitchwise.spread.words import say_span, spread_sentence

__all__ = ["FAST_UP_TO", "MONTHS_UP_TO", "describe_spread"]

FAST_UP_TO = timedelta(days=8)
"""Up to here places came "within minutes to days": a week, and the day it ends on. Judgement."""

MONTHS_UP_TO = timedelta(days=183)
"""Up to here they came over "weeks to months"; longer, and the time is that of ALS weakness itself. Judgement; half of
what fact als_spread_interval gives as the mean."""

_SURE_SHARE = 0.8  # below it the span is told as "up to"


def describe_spread(
    diary: Diary | None,
    answers: Answers | None,
    *,
    red_flags: RedFlagsAnswered | None,
    today: date,
) -> Spread:
    """When twitching came to which place, and what the pace of it says about the weakness of ALS.

    Parameters
    ----------
    diary : twitching written down at the time; None when there is none.
    answers : what was told of sites and their first times; None when nothing was.
    red_flags : how the questions on red flags stand; None when they were not asked.
    today : the person's day.

    Notes
    -----
    Nothing is said about the pace before the red flags are answered, nor when one of them is there. The pace is judged
    by the longest time that the dates allow, so that a rough memory never makes it look fast. Twitching that began
    before the first dated place counts from its beginning; a place without a date may have come at any time since.
    Where no place has a date, a slow pace is not told: it would be the age of the twitching and nothing else. It is
    compared with the weakness of ALS alone: that of other disease can be fast.

    References
    ----------
    Sources fujimura2011 (spread of weakness to a second region), decarvalho2017units (twitching can be widespread
    early).
    """
    places = first_times(diary, answers, today=today)
    since = None if answers is None else answers.twitching_since
    since = None if since is None or since > today else since
    span = span_of(places, since=since, until=None if answers is None else answers.answered_on)
    moves = diary is not None and wanders(compare_days(diary, today=today))
    pace = _pace(places, span, moves=moves, since=since)
    regions = tuple(region for region in Region if any(place.site.muscle.region is region for place in places))
    withheld = _withheld(red_flags)
    return Spread(
        places=places,
        pace=pace,
        span=span,
        regions=regions,
        statement=None if withheld is not None else _statement(pace, places, span, n_regions=len(regions)),
        withheld=withheld,
        cautions=_cautions(places, span, pace, is_told=withheld is None),
    )


def _pace(places: tuple[FirstNoticed, ...], span: PaceSpan | None, *, moves: bool, since: date | None) -> Pace:
    if len(places) < 2:
        return Pace.ONE_PLACE if places else Pace.NO_PLACE
    if moves:
        return Pace.WANDERING
    is_fast = span is not None and span.longest <= FAST_UP_TO
    if span is None or (is_fast and not _is_whole(places, since)):
        return Pace.NOT_CLEAR
    if is_fast:
        return Pace.WITHIN_DAYS
    if not any(place.is_dated for place in places):  # the beginning alone bounds them, and says nothing of a slow pace
        return Pace.NOT_CLEAR
    return Pace.WEEKS_TO_MONTHS if span.longest <= MONTHS_UP_TO else Pace.LONGER


def _is_whole(places: tuple[FirstNoticed, ...], since: date | None) -> bool:
    """Whether the span holds all there was: its beginning was told, or every place was written down as it came."""
    return since is not None or all(place.known is Known.LOGGED for place in places)


def _withheld(red_flags: RedFlagsAnswered | None) -> Sentence | None:
    if red_flags is None:
        return spread_sentence("withheld_not_asked")
    if red_flags.has_any:
        return spread_sentence("withheld_red_flag")
    if red_flags.n_open:
        return spread_sentence("withheld_open", count=str(red_flags.n_open))
    return None


def _statement(pace: Pace, places: tuple[FirstNoticed, ...], span: PaceSpan | None, *, n_regions: int) -> Sentence:
    if pace in {Pace.NO_PLACE, Pace.ONE_PLACE, Pace.WANDERING}:
        return spread_sentence(pace.value.replace("-", "_"))
    if pace is Pace.NOT_CLEAR or span is None:
        n_undated = sum(not place.is_dated for place in places)
        return (
            spread_sentence("not_clear", count=str(n_undated)) if n_undated else spread_sentence("beginning_not_said")
        )
    if pace is Pace.WITHIN_DAYS:
        id_ = "within_days" if n_regions > 1 else "within_days_one_part"
        return spread_sentence(id_, places=str(len(places)), span=say_span(_said_span(places, span)))
    said = _said_span(places, span)
    words = say_span(said, is_most=span.shortest < _SURE_SHARE * said)
    return spread_sentence("longer" if pace is Pace.LONGER else "weeks_to_months", span=words)


def _said_span(places: tuple[FirstNoticed, ...], span: PaceSpan) -> timedelta:
    """The longest possible one; where all is known to the minute, the time between."""
    times = [place.at for place in places if place.is_dated and place.at is not None]
    are_exact = len(times) == len(places) and all(place.precision is Precision.MINUTE for place in places)
    between = max(times) - min(times) if times else timedelta(0)
    is_all = span.longest <= between + timedelta(days=1)  # twitching did not begin on an earlier day
    return between if are_exact and is_all else span.longest


def _is_rough(span: PaceSpan) -> bool:
    """Whether the shortest time that is possible would be another pace than the longest."""
    return any(span.shortest <= limit < span.longest for limit in (FAST_UP_TO, MONTHS_UP_TO))


def _cautions(
    places: tuple[FirstNoticed, ...], span: PaceSpan | None, pace: Pace, *, is_told: bool
) -> tuple[Sentence, ...]:
    """What stands beside it; of the dates nothing, where nothing is told of the pace."""
    told = [spread_sentence("place_and_number_do_not_tell")]
    if not is_told:
        return tuple(told)
    n_recalled = sum(place.known is Known.RECALLED for place in places)
    n_by_then = sum(place.known is Known.BY_THEN for place in places)
    n_read = sum(place.had_just_read is True for place in places)
    n_dated = sum(place.is_dated for place in places)
    if n_recalled:
        told.append(spread_sentence("from_memory", count=str(n_recalled), all=str(n_dated)))
    if span is not None and _is_rough(span) and pace in {Pace.WEEKS_TO_MONTHS, Pace.LONGER}:
        told.append(spread_sentence("rough_times"))
    if n_by_then:
        told.append(spread_sentence("there_by_then", count=str(n_by_then)))
    if n_read:
        told.append(spread_sentence("after_reading", count=str(n_read), all=str(len(places))))
    return tuple(told)
