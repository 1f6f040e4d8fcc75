"""`twitchwise log`: the evening question set, or single things by flags."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twitchwise.cli.days import day_from_text
from twitchwise.cli.terminal import open_console, print_points, print_prose
from twitchwise.diary.portions import CUP_MG, DRINK_G

if TYPE_CHECKING:
    from twitchwise.desk.writing import DoneThing, NoticedThing

__all__ = ["log"]

_MOST = 100_000.0


def log(
    *,
    day: Annotated[
        str | None, typer.Option(metavar="DATE", help='The day it is about, "2026-11-22"; without it, today.')
    ] = None,
    twitches: Annotated[
        list[str] | None,
        typer.Option(metavar="SITE[=COUNT]", help='Twitching noticed: "left calf=5", "tongue"; may be given often.'),
    ] = None,
    just_read: Annotated[
        bool | None,
        typer.Option(
            "--just-read/--not-just-read",
            help="Whether you had just searched for or read about twitching when you noticed it.",
            show_default=False,
        ),
    ] = None,
    nothing: Annotated[bool, typer.Option("--nothing", help="The day was watched and nothing twitched.")] = False,
    sleep: Annotated[
        float | None, typer.Option(metavar="HOURS", help="The night that ended that morning.", min=0, max=24)
    ] = None,
    stress: Annotated[float | None, typer.Option(metavar="0-10", help="How tense the day was.", min=0, max=10)] = None,
    coffee: Annotated[
        float | None, typer.Option(metavar="CUPS", help="Cups of coffee, 90 mg of caffeine each.", min=0, max=50)
    ] = None,
    caffeine: Annotated[float | None, typer.Option(metavar="MG", help="Caffeine, mg.", min=0, max=5000)] = None,
    alcohol: Annotated[
        float | None, typer.Option(metavar="DRINKS", help="Alcoholic drinks, 10 g of alcohol each.", min=0, max=50)
    ] = None,
    fluids: Annotated[float | None, typer.Option(metavar="LITRES", help="Fluids drunk.", min=0, max=20)] = None,
    medicine: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A medicine taken; may be given often.")
    ] = None,
    ill: Annotated[bool, typer.Option("--ill", help="Ill that day.")] = False,
    fever: Annotated[float | None, typer.Option(metavar="DEGC", help="Fever, degrees Celsius.", min=35, max=43)] = None,
    strain: Annotated[
        list[str] | None, typer.Option(metavar="SITE", help="A muscle strained or hurt; may be given often.")
    ] = None,
    worry: Annotated[
        float | None, typer.Option(metavar="0-10", help="How much you worried about the twitching.", min=0, max=10)
    ] = None,
    searching: Annotated[
        float | None, typer.Option(metavar="MINUTES", help="Time spent looking up symptoms.", min=0, max=1440)
    ] = None,
    checking: Annotated[
        float | None,
        typer.Option(metavar="TIMES", help="How often you looked at, felt or tested a muscle.", min=0, max=1000),
    ] = None,
    felt_weak: Annotated[
        float | None, typer.Option(metavar="0-10", help="How weak it felt, whatever any test says.", min=0, max=10)
    ] = None,
    other: Annotated[
        list[str] | None, typer.Option(metavar="NAME[=AMOUNT]", help="Anything else; may be given often.")
    ] = None,
    suspect: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help='What you think sets it off, "caffeine"; kept apart from the search.'),
    ] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="A note.", show_default=False)] = "",
    diary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A diary other than your own.", show_default=False)
    ] = None,
) -> None:
    """Write down a day: asks the few questions of the evening, or takes what the flags say.

    A day written down with "--nothing" counts as watched and quiet; a day without any answer counts as not asked.
    Worry, searching, checking and felt weakness go into the picture of worry, never into the search for triggers:
    they follow twitching as much as they go before it.

    Ends with 0; with 1 when it could not be written; with 2 for a wrong flag or a site that is not known.
    """
    from twitchwise.clock import utc_now
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.desk.kindness import kind_words
    from twitchwise.desk.writing import suspect as write_suspicion
    from twitchwise.desk.writing import write_day
    from twitchwise.worry.guard_rails import Act

    if just_read is not None and not twitches:
        raise typer.BadParameter("say what twitched with --twitches", param_hint="--just-read")
    noticed = [_noticed(text, just_read) for text in twitches or []]
    done = _done(
        sleep=sleep,
        stress=stress,
        caffeine=caffeine if coffee is None else coffee * CUP_MG + (caffeine or 0.0),
        alcohol=alcohol,
        fluids=fluids,
        fever=fever,
        worry=worry,
        searching=searching,
        checking=checking,
        felt_weakness=felt_weak,
        is_ill=ill,
    )
    done += [*_named("medicine", medicine), *_strains(strain), *_others(other)]
    when = None if day is None else day_from_text(day, hint="--day")
    with open_diary(diary) as store:
        if not (noticed or nothing or done or note or suspect):
            if not sys.stdin.isatty():
                raise typer.BadParameter("say what to write down, for example --nothing", param_hint="twitchwise log")
            from twitchwise.cli.evening import ask_evening

            ask_evening(store, when)
            return
        written = write_day(store, day=when, noticed=noticed, nothing_noticed=nothing, done=done, note=note)
        for name in suspect or []:
            write_suspicion(store, name.strip())
        kept = store.load()
    from twitchwise.cli.result_text import print_brief_card

    console = open_console()
    n = len(written) + len(suspect or [])
    print_prose(console, f"Written down: {n} {'entry' if n == 1 else 'entries'}.")
    if not (noticed or nothing) and any(thing.kind.may_be_trigger for thing in done):
        print_points(console, ["What twitched was not said, so for the search this day counts as not asked."])
    for sentence in kind_words(kept, Act.LOG_DAY, kept.rule.today(utc_now())):
        print_prose(console, sentence.text)
    print_brief_card(console)


def _noticed(text: str, had_just_read: bool | None) -> "NoticedThing":
    from twitchwise.body import find_site
    from twitchwise.desk.writing import NoticedThing

    where, _, count = text.partition("=")
    site = None if where.strip().casefold() in {"somewhere", "anywhere", "all over"} else find_site(where)
    n_twitches = _whole(count, "--twitches") if count.strip() else None
    return NoticedThing(site=site, count=n_twitches, had_just_read=had_just_read)


def _whole(text: str, flag: str) -> int:
    count = _amount(text, flag)
    if count != int(count):
        raise typer.BadParameter(f"give a whole number of twitches, not {text.strip()[:40]}", param_hint=flag)
    return int(count)


def _amount(text: str, flag: str) -> float:
    try:
        amount = float(text.strip().replace(",", "."))
    except ValueError:
        raise typer.BadParameter(f'"{text.strip()[:40]}" is no number', param_hint=flag) from None
    if not 0 <= amount <= _MOST:
        raise typer.BadParameter(f"give a number from 0 to {_MOST:.0f}", param_hint=flag)
    return amount


def _done(*, is_ill: bool, **amounts: float | None) -> "list[DoneThing]":
    from twitchwise.desk.writing import DoneThing
    from twitchwise.diary.model import ExposureKind

    scale = {"alcohol": DRINK_G, "fluids": 1000.0}
    done = [
        DoneThing(kind=ExposureKind(name.replace("_", "-")), amount=amount * scale.get(name, 1.0))
        for name, amount in amounts.items()
        if amount is not None
    ]
    return [*done, DoneThing(kind=ExposureKind.ILLNESS)] if is_ill else done


def _named(kind: str, names: list[str] | None) -> "list[DoneThing]":
    from twitchwise.desk.writing import DoneThing
    from twitchwise.diary.model import ExposureKind

    return [DoneThing(kind=ExposureKind(kind), name=name.strip().casefold()) for name in names or [] if name.strip()]


def _strains(sites: list[str] | None) -> "list[DoneThing]":
    from twitchwise.body import find_site
    from twitchwise.desk.writing import DoneThing
    from twitchwise.diary.model import ExposureKind

    return [DoneThing(kind=ExposureKind.STRAIN, site=find_site(site)) for site in sites or []]


def _others(things: list[str] | None) -> "list[DoneThing]":
    from twitchwise.desk.writing import DoneThing
    from twitchwise.diary.model import ExposureKind

    done = []
    for thing in things or []:
        name, _, amount = thing.partition("=")
        if name.strip():
            value = _amount(amount, "--other") if amount.strip() else None
            done.append(DoneThing(kind=ExposureKind.OTHER, name=name.strip().casefold(), amount=value))
    return done
