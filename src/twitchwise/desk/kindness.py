"""Where the guard rails of worry meet what a person is about to do."""

from datetime import date

from twitchwise.body import Site
from twitchwise.diary.model import Diary, RecordingMeasured
from twitchwise.diary.moment import Moment
from twitchwise.errors import InputError
from twitchwise.twitches.model import Measurement
from twitchwise.worry.guard_rails import Act, Advice, RailName, advice_for
from twitchwise.worry.personal import pause_until
from twitchwise.worry.words import Sentence, say

__all__ = ["kind_words", "recording_waits", "refuse_start", "rests_today", "why_recording_waits"]

_PAST = {RailName.NO_DAILY_DIARY: "start_high_worry_past", RailName.PAUSE_OFFER: "start_paused_past"}


def kind_words(diary: Diary, act: Act, today: date) -> tuple[Sentence, ...]:
    """What the guard rails say after something was done or shown; never more than the first two."""
    return tuple(advice.sentence for advice in advice_for(diary, act, today)[:2])


def refuse_start(diary: Diary, act: Act, today: date, *, where: str) -> None:
    """Refuses to begin what a guard rail advises against, with its reason and the way past it.

    Raises
    ------
    InputError
        The GAD-7 is high and no clinician agreed, or a break runs.
    """
    for advice in advice_for(diary, act, today):
        if advice.rail in _PAST:
            raise InputError(what=advice.sentence.text, where=where, remedy=say(_PAST[advice.rail]).text)


def recording_waits(diary: Diary, measurement: Measurement, when: Moment) -> Sentence | None:
    """Why a recording is not kept by itself; None when it is, or when the same file of the same site is kept already.

    Parameters
    ----------
    diary : what is kept.
    measurement : of the recording.
    when : when it was made.
    """
    advices = _waiting(diary, measurement.recording.sha256, measurement.options.site, when)
    return advices[0].sentence if advices else None


def why_recording_waits(diary: Diary, entry: RecordingMeasured) -> tuple[Advice, ...]:
    """What speaks for not keeping a recording yet; nothing when the same file of the same site is kept already.

    Parameters
    ----------
    diary : what is kept.
    entry : what would be kept.
    """
    return _waiting(diary, entry.sha256, entry.site, entry.when)


def rests_today(diary: Diary, today: date) -> Sentence | None:
    """Why the daily questions rest: a break, or a high GAD-7 without an agreement; None when they do not."""
    until = pause_until(diary, today)
    if until is not None:
        return say("pause_is_on", day=until)
    advices = advice_for(diary, Act.LOG_DAY, today)
    return next((advice.sentence for advice in advices if advice.rail is RailName.NO_DAILY_DIARY), None)


def _waiting(diary: Diary, sha256: str, site: Site | None, when: Moment) -> tuple[Advice, ...]:
    if any((each.sha256, each.site) == (sha256, site) for each in diary.of(RecordingMeasured)):
        return ()
    advices = advice_for(diary, Act.KEEP_RECORDING, diary.rule.day_of(when), site=site)
    return tuple(advice for advice in advices if advice.waits)
