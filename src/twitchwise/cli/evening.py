"""The evening's questions in a terminal: a handful, each answered with one key or word, in under 20 seconds."""

from datetime import date
from typing import TYPE_CHECKING

import typer

from twitchwise.cli.terminal import open_console, print_prose
from twitchwise.diary.portions import CUP_MG, DRINK_G

if TYPE_CHECKING:
    from twitchwise.desk.writing import NoticedThing
    from twitchwise.store.diary_store import DiaryStore

__all__ = ["ask_evening"]


def ask_evening(store: "DiaryStore", day: date | None) -> None:
    """Asks what twitched, coffee, drinks, stress, and anything unusual; Enter leaves a question unanswered.

    Outside an investigation and a self-trial, or after their end, it says so first and asks only what twitched. So it
    does on a break, and with a high GAD-7 as long as no clinician agrees to a daily diary.
    """
    from twitchwise.cli.result_text import print_brief_card
    from twitchwise.clock import utc_now
    from twitchwise.desk.kindness import rests_today
    from twitchwise.desk.trying import current_trial
    from twitchwise.desk.writing import DoneThing, write_day
    from twitchwise.diary.investigation import current_investigation, last_day_of
    from twitchwise.diary.model import ExposureKind
    from twitchwise.report.trial_words import say_today

    console = open_console()
    diary = store.load()
    today = diary.rule.today(utc_now())
    running = current_investigation(diary, day or today)
    done: list[DoneThing] = []
    note = ""
    trial = current_trial(diary, day or today)
    if trial is not None:
        print_prose(console, say_today(trial, day or today))
    rests = rests_today(diary, today)
    if rests is not None:
        print_prose(console, rests.text)
        running = trial = None
    elif running is None and trial is None:
        print_prose(console, "No investigation is running, so there is no daily question; this writes down one thing.")
    elif running is not None:
        print_prose(console, f"Day {((day or today) - running.first_day).days + 1}, until {last_day_of(running)}.")
    noticed, is_quiet = _ask_twitching()
    if running is not None or trial is not None:
        for question, kind, scale, most in (
            ("Cups of coffee?", ExposureKind.CAFFEINE, CUP_MG, 50.0),
            ("Alcoholic drinks?", ExposureKind.ALCOHOL, DRINK_G, 50.0),
            ("How tense was the day, 0-10?", ExposureKind.STRESS, 1.0, 10.0),
        ):
            amount = _ask_number(question, most)
            if amount is not None:
                done.append(DoneThing(kind=kind, amount=amount * scale))
        note = str(typer.prompt("Anything unusual?", default="", show_default=False)).strip()
    if noticed or is_quiet or done or note:
        write_day(store, day=day, noticed=noticed, nothing_noticed=is_quiet, done=done, note=note)
        print_prose(console, "Written down. That is all for today.")
    else:
        print_prose(console, "Nothing was answered, nothing was written.")
    print_brief_card(console)


def _ask_twitching() -> "tuple[list[NoticedThing], bool]":
    from twitchwise.body import find_site
    from twitchwise.desk.writing import NoticedThing
    from twitchwise.errors import UnknownName

    question = 'What twitched today ("left calf 5, tongue"; n for nothing)?'
    while True:
        text = str(typer.prompt(question, default="", show_default=False)).strip()
        if not text:
            return [], False
        if text.casefold() in {"n", "no", "none", "nothing", "0"}:
            return [], True
        noticed = []
        try:
            for part in text.split(","):
                where, _, count = part.strip().rpartition(" ")
                has_count = count.isdigit() and bool(where)
                site = find_site(where if has_count else part)
                noticed.append(NoticedThing(site=site, count=int(count) if has_count else None))
        except UnknownName as error:
            typer.echo(str(error))
            continue
        return noticed, False


def _ask_number(question: str, most: float) -> float | None:
    while True:
        text = str(typer.prompt(question, default="", show_default=False)).strip().replace(",", ".")
        if not text:
            return None
        try:
            amount = float(text)
        except ValueError:
            amount = -1.0
        if 0 <= amount <= most:
            return amount
        typer.echo(f"A number from 0 to {most:.0f}, or Enter to leave it open.")
