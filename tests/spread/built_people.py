"""People for the tests of spread: what they told, what they wrote down."""

from datetime import date, datetime

from twitchwise.body import find_site
from twitchwise.diary.model import Answer, DayAnswer, Diary, Entry, TwitchesNoticed
from twitchwise.diary.moment import Moment, on_date
from twitchwise.intake.model import Answers, NoticedSite, Precision
from twitchwise.spread.model import RedFlagsAnswered

TODAY = date(2026, 11, 23)
ANSWERED = RedFlagsAnswered(n_open=0, has_any=False)


def told(
    site: str, at: str | None, precision: Precision = Precision.MINUTE, *, read: bool | None = None
) -> NoticedSite:
    when = None if at is None else datetime.fromisoformat(at)
    return NoticedSite(site=find_site(site), first_noticed=when, precision=precision, had_just_read=read)


def answers(*sites: NoticedSite, since: str | None = None, on: date = TODAY) -> Answers:
    return Answers(answered_on=on, sites=sites, twitching_since=None if since is None else date.fromisoformat(since))


def noticed(site: str | None, at: str, *, read: bool | None = None, count: int | None = None) -> TwitchesNoticed:
    """Twitching written down: at a time, "2026-11-20T21:05", or on a date, "2026-11-20"."""
    when = on_date(date.fromisoformat(at)) if len(at) == 10 else Moment(local=datetime.fromisoformat(at))
    place = None if site is None else find_site(site)
    return TwitchesNoticed(entry_id=f"{site} {at}", when=when, site=place, count=count, had_just_read=read)


def quiet(first: str, n_days: int) -> list[Entry]:
    """Evenings answered with "nothing"."""
    start = date.fromisoformat(first).toordinal()
    return [
        DayAnswer(
            entry_id=f"quiet {day}", when=on_date(date.fromordinal(day)), day=date.fromordinal(day),
            answer=Answer.NOTHING_NOTICED,
        )
        for day in range(start, start + n_days)
    ]  # fmt: skip


def diary(*entries: Entry) -> Diary:
    return Diary(entries=tuple(sorted(entries, key=lambda entry: entry.when.local)))
