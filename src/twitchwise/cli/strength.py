"""`twitchwise strength`: a first sitting, weekly tests, the result of the week; or a researcher's table of sessions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twitchwise.cli.days import day_from_text
from twitchwise.cli.terminal import open_console, print_points, print_prose, progress_shown

if TYPE_CHECKING:
    from twitchwise.body import Side
    from twitchwise.strength.safety import SafetyAnswer
    from twitchwise.strength.screen_model import ActAnswer, LostTask, SideScores
    from twitchwise.strength.series import Condition
    from twitchwise.strength.standing import StrengthStanding

__all__ = ["strength"]

strength = typer.Typer(
    help="Test strength at home: a first sitting, weekly tests, what they show and what they exclude.",
    rich_markup_mode=None,
)

_DiaryFile = Annotated[
    Path | None, typer.Option("--diary", metavar="FILE", help="A diary other than your own.", show_default=False)
]
_AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
_Out = Annotated[Path | None, typer.Option(metavar="FOLDER", help="Write the page, the charts and the numbers here.")]
_Day = Annotated[str | None, typer.Option(metavar="DATE", help='The day it was done, "2026-11-22"; without it, today.')]
_Safe = Annotated[
    list[str] | None,
    typer.Option(
        "--safe",
        metavar="TOPIC=REPLY",
        help='A question before the tests answered yes, no or not-sure: "heart=no", "falls=yes", "hand-left=no"; may '
        "be given often.",
    ),
]


@strength.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    *,
    table: Annotated[
        Path | None,
        typer.Option(
            metavar="CSV",
            help="A table of sessions instead of a diary: columns date, test, side, score, conditions, felt.",
        ),
    ] = None,
    out: _Out = None,
    as_json: _AsJson = False,
    start: Annotated[
        bool, typer.Option("--start", help="Begin a weekly series of 26 weeks, or renew it once.")
    ] = False,
    stop: Annotated[bool, typer.Option("--stop", help="End the weekly series today.")] = False,
    file: _DiaryFile = None,
) -> None:
    """Test strength at home: a first sitting, weekly tests, what they show and what they exclude.

    The one finding that matters is weakness that can be shown and that grows. Weekly tests tell it from noise, over
    months; this says how many. It names no disease and rules none out.

    For researchers, --table reads sessions from a file, each score in the unit of its test (seconds for stairs and
    walk).

    Ends with 0; with 1 when the diary or table cannot be used; with 2 for a wrong option.
    """
    if context.invoked_subcommand is not None:
        if table is not None or out is not None or as_json or start or stop or file is not None:
            raise typer.BadParameter("give options after the name of the command", param_hint="twitchwise strength")
        return
    if start and stop:
        raise typer.BadParameter("give one of --start and --stop", param_hint="--start")
    if (start or stop) and (table is not None or out is not None or as_json):
        raise typer.BadParameter("give --start and --stop alone", param_hint="--start")
    if start or stop:
        _begin_or_end(file, is_start=start)
    elif table is not None:
        if file is not None:
            raise typer.BadParameter("a table has its own sessions: leave out --diary", param_hint="--table")
        from twitchwise.desk.strength_standing import standing_of_table

        _show(standing_of_table(table), out=out, as_json=as_json)
    elif as_json or out is not None or file is not None:
        _show(_standing(file), out=out, as_json=as_json)
    else:
        typer.echo(context.get_help())


@strength.command()
def screen(
    *,
    act: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ACT=OUTCOME",
            help='How an act went: "heels-left=done", "rise=failed"; acts heels, toes, rise, arms, grip, tongue; '
            "outcomes done, with-effort, failed, not-tried, not-safe; may be given often.",
        ),
    ] = None,
    score: Annotated[
        list[str] | None,
        typer.Option(metavar="TEST=LEFT/RIGHT", help='Scores of both sides: "grip=34/38"; may be given often.'),
    ] = None,
    lost: Annotated[
        list[str] | None,
        typer.Option(
            metavar="REGION=TASK",
            help='An everyday task that can no longer be done: "left-hand=buttons"; may be given often.',
        ),
    ] = None,
    safe: _Safe = None,
    day: _Day = None,
    file: _DiaryFile = None,
    as_json: _AsJson = False,
) -> None:
    """Look once whether a side is weak already: six acts, five minutes, alone or with somebody at hand.

    Without flags it asks act by act. A failed act is for a doctor, whatever later tests say. Not validated for early
    ALS: that nothing failed does not mean that nothing is there.

    Ends with 0; with 1 when an answer cannot be one; with 2 for a wrong flag.
    """
    from twitchwise.cli.strength_questions import ask_screen, is_asked
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.desk.strength_diary import last_screen
    from twitchwise.desk.strength_writing import moment_of, write_screen
    from twitchwise.strength.screen_model import ScreenAnswers

    answers = ScreenAnswers(
        acts=tuple(_act(text) for text in act or []),
        scores=tuple(_scores(text) for text in score or []),
        lost_tasks=tuple(_lost(text) for text in lost or []),
    )
    safety = [_safety(text) for text in safe or []]
    when = None if day is None else day_from_text(day, hint="--day")
    with open_diary(file) as store:
        if not (answers.acts or answers.scores or answers.lost_tasks):
            if as_json or not is_asked():
                raise typer.BadParameter("say how the acts went, for example --act heels-left=done", param_hint="--act")
            asked = ask_screen(safety)
            answers, safety = asked.answers, list(asked.safety)
        write_screen(store, answers, day=when, safety=safety)
        diary = store.load()
        found = last_screen(diary, diary.rule.day_of(moment_of(diary.rule, when)))
    if found is None:
        print_prose(open_console(), "Nothing was answered, so nothing can be said.")
        return
    if as_json:
        from twitchwise.report.strength_json import screen_text

        typer.echo(screen_text(found))
        return
    from twitchwise.cli.strength_text import print_screen

    print_screen(open_console(), found)


@strength.command(name="test")
def one_test(
    name: Annotated[str, typer.Argument(metavar="NAME", help='The test: "grip", "heel-raise", "chair-stand".')],
    *,
    value: Annotated[
        float | None, typer.Option(metavar="NUMBER", help="What was reached, in the unit of the test.")
    ] = None,
    recording: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar="RECORDING",
            help="A phone's sensor file instead of a value: chair-stand, heel-raise, walk, stairs, finger-tapping.",
        ),
    ] = None,
    side: Annotated[str | None, typer.Option(metavar="SIDE", help="left or right, for tests with sides.")] = None,
    amount: Annotated[
        float | None, typer.Option(metavar="NUMBER", help="Metres walked or steps climbed, for walk and stairs.")
    ] = None,
    felt: Annotated[
        int | None, typer.Option(metavar="0-10", help="How weak it felt before the test.", min=0, max=10)
    ] = None,
    condition: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD",
            help="What was unusual: ill, injured, pain, stopped-training, new-medicine, done-differently, "
            "half-hearted, bad-night; with lasting, learning starts again; may be given often.",
        ),
    ] = None,
    safe: _Safe = None,
    day: _Day = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="A note.", show_default=False)] = "",
    drawing: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the drawing of the test as SVG here.")
    ] = None,
    file: _DiaryFile = None,
) -> None:
    """Show how a test is done and when to stop, or write down its result.

    Without a value or file it shows the card: what speaks against it, the protocol, the stop rule. With one it is kept
    in the diary; heel raises and the like also count as training. Once a week, and not twice on a day.

    Ends with 0; with 1 when the result cannot be one or was not due; with 2 for a test that is not known.
    """
    from twitchwise.strength.battery import find_test

    known = find_test(name)
    place = None if side is None else _side(side)
    safety = [_safety(text) for text in safe or []]
    conditions = _conditions(condition)
    when = None if day is None else day_from_text(day, hint="--day")
    if drawing is not None:
        from twitchwise.charts.whole_file import write_whole
        from twitchwise.strength.drawings import drawing_svg

        write_whole(drawing, drawing_svg(known.id))
    if value is not None and recording is not None:
        raise typer.BadParameter("give one of --value and --file", param_hint="--file")
    if value is None and recording is None:
        from twitchwise.cli.strength_questions import show_card

        show_card(known, file=file, safety=safety, drawing=drawing)
        return
    from twitchwise.cli.strength_text import print_read, print_written
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.desk.strength_recording import score_from_file
    from twitchwise.desk.strength_writing import write_test

    read = None if recording is None else score_from_file(recording, known, amount=amount)
    with open_diary(file) as store:
        written = write_test(
            store,
            known.id,
            read.value if read is not None else value or 0.0,
            side=place,
            amount=amount,
            is_speed=read is not None and read.is_speed,
            felt=felt,
            conditions=conditions,
            day=when,
            note=note,
            safety=safety,
        )
    console = open_console()
    if read is not None:
        print_read(console, read)
    print_written(console, written)


@strength.command()
def show(*, out: _Out = None, as_json: _AsJson = False, file: _DiaryFile = None) -> None:
    """Show the result of the week: what is steady, what fell, what cannot be told yet, and what was excluded.

    One result a week: it does not change before the next one is due.

    Ends with 0; with 1 when the diary holds no test.
    """
    _show(_standing(file), out=out, as_json=as_json)
    if not as_json:
        from twitchwise.cli.calm_text import print_kind_words

        print_kind_words(open_console(), file)


@strength.command()
def plan(*, out: _Out = None, as_json: _AsJson = False, file: _DiaryFile = None) -> None:
    """Say which tests are due, which are locked and why, and when it would be known.

    Ends with 0.
    """
    from twitchwise.clock import utc_now
    from twitchwise.desk.diary_place import diary_if_any
    from twitchwise.desk.strength_planning import plan_tests
    from twitchwise.diary.model import Diary

    diary = diary_if_any(file) or Diary()
    planned = plan_tests(diary, diary.rule.today(utc_now()))
    if out is not None:
        from twitchwise.desk.strength_standing import write_standing

        write_standing(_standing(file), out)
    if as_json:
        from twitchwise.report.strength_plan_words import plan_text

        typer.echo(plan_text(planned))
        return
    from twitchwise.cli.result_text import print_card
    from twitchwise.report.strength_plan_words import plan_lines, say_plan

    console = open_console()
    print_prose(console, say_plan(planned), style="bold")
    print_points(console, plan_lines(planned))
    print_card(console)


def _standing(file: Path | None) -> "StrengthStanding":
    from twitchwise.desk.diary_place import diary_if_any
    from twitchwise.desk.strength_standing import standing_of_diary
    from twitchwise.diary.model import Diary

    return standing_of_diary(diary_if_any(file) or Diary())


def _show(found: "StrengthStanding", *, out: Path | None, as_json: bool) -> None:
    if out is not None:
        from twitchwise.desk.strength_standing import write_standing

        with progress_shown(is_wanted=not as_json) as on_progress:
            if on_progress is not None:
                on_progress("drawing", 0.0)
            write_standing(found, out)
    if as_json:
        from twitchwise.report.strength_json import strength_text

        typer.echo(strength_text(found))
        return
    from twitchwise.cli.strength_text import print_standing

    print_standing(open_console(), found, folder=out)


def _begin_or_end(file: Path | None, *, is_start: bool) -> None:
    from twitchwise.cli.result_text import print_brief_card
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.desk.strength_standing import start_strength, stop_strength
    from twitchwise.report.strength_words import before_strength

    console = open_console()
    with open_diary(file) as store:
        if not is_start:
            stopped = stop_strength(store)
            print_prose(console, f"The weekly series ended on {stopped.stopped_on}. The diary stays as it is.")
            print_brief_card(console)
            return
        begun = start_strength(store)
    print_prose(console, f"From today until {begun.last_day}: one sitting a week.", style="bold")
    for sentence in before_strength(last_day=begun.last_day.isoformat()):
        print_prose(console, sentence)
    print_brief_card(console)


def _act(text: str) -> "ActAnswer":
    from twitchwise.body import Side
    from twitchwise.strength.screen_acts import ActName, Outcome
    from twitchwise.strength.screen_model import ActAnswer

    name, _, outcome = (part.strip().casefold() for part in text.partition("="))
    side_text = next((side.value for side in Side if name.endswith(f"-{side.value}")), "")
    act_text = name.removesuffix(f"-{side_text}") if side_text else name
    act_text = {"heels": "heel-walk", "toes": "toe-walk", "chair": "rise", "arms": "arms-up"}.get(act_text, act_text)
    if act_text not in set(ActName):
        raise typer.BadParameter(
            f'"{name[:40]}" is no act; they are {", ".join(ActName)}, with -left or -right', param_hint="--act"
        )
    if outcome not in set(Outcome):
        raise typer.BadParameter(f'"{outcome[:40]}" is none of {", ".join(Outcome)}', param_hint="--act")
    return ActAnswer(act=ActName(act_text), side=Side(side_text or "middle"), outcome=Outcome(outcome))


def _scores(text: str) -> "SideScores":
    from twitchwise.strength.battery import find_test
    from twitchwise.strength.screen_model import SideScores

    name, _, both = text.partition("=")
    try:
        left, right = (float(part.strip().replace(",", ".")) for part in both.split("/"))
    except ValueError:
        raise typer.BadParameter('write both sides like "grip=34/38", left first', param_hint="--score") from None
    return SideScores(test=find_test(name).id, left=left, right=right)


def _lost(text: str) -> "LostTask":
    from twitchwise.strength.region import StrengthRegion
    from twitchwise.strength.screen_model import LostTask

    region, _, task = (part.strip() for part in text.partition("="))
    if region.casefold() not in set(StrengthRegion) or not task:
        raise typer.BadParameter(
            f'write it like "left-hand=buttons"; the regions are {", ".join(StrengthRegion)}', param_hint="--lost"
        )
    return LostTask(region=StrengthRegion(region.casefold()), task=task)


def _safety(text: str) -> "SafetyAnswer":
    from twitchwise.body import Side
    from twitchwise.strength.safety import Reply, SafetyAnswer, SafetyTopic

    topic, _, reply = (part.strip().casefold() for part in text.partition("="))
    side = next((each for each in (Side.LEFT, Side.RIGHT) if topic == f"{SafetyTopic.HAND}-{each}"), None)
    topic = SafetyTopic.HAND.value if side is not None else topic
    if topic not in set(SafetyTopic):
        raise typer.BadParameter(
            f'"{topic[:40]}" is no question; they are {", ".join(SafetyTopic)}', param_hint="--safe"
        )
    if reply not in set(Reply):
        raise typer.BadParameter(f'"{reply[:40]}" is none of {", ".join(Reply)}', param_hint="--safe")
    return SafetyAnswer(topic=SafetyTopic(topic), reply=Reply(reply), side=side)


def _conditions(words: list[str] | None) -> "frozenset[Condition]":
    from twitchwise.strength.condition_words import conditions_from_text
    from twitchwise.strength.series import Condition

    found, unknown = conditions_from_text(";".join(words or []))
    if unknown:
        raise typer.BadParameter(
            f'"{unknown[0][:40]}" is not known; the conditions are {", ".join(Condition)}', param_hint="--condition"
        )
    return found


def _side(text: str) -> "Side":
    from twitchwise.body import Side

    if text.strip().casefold() not in set(Side):
        raise typer.BadParameter(f'"{text[:20]}" is no side; give left or right', param_hint="--side")
    return Side(text.strip().casefold())
