"""`twitchwise strength screen` and `twitchwise strength test`: what somebody did is written down."""

from pathlib import Path
from typing import Annotated

import typer

from twitchwise.cli.days import day_from_text
from twitchwise.cli.strength_flags import (
    AsJson,
    Day,
    DiaryFile,
    Safe,
    act_from_text,
    conditions_from_words,
    lost_from_text,
    safety_from_text,
    scores_from_text,
    side_from_text,
)
from twitchwise.cli.terminal import open_console, print_prose

__all__ = ["one_test", "screen"]


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
    safe: Safe = None,
    day: Day = None,
    file: DiaryFile = None,
    as_json: AsJson = False,
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
        acts=tuple(act_from_text(text) for text in act or []),
        scores=tuple(scores_from_text(text) for text in score or []),
        lost_tasks=tuple(lost_from_text(text) for text in lost or []),
    )
    safety = [safety_from_text(text) for text in safe or []]
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
    safe: Safe = None,
    day: Day = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="A note.", show_default=False)] = "",
    drawing: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the drawing of the test as SVG here.")
    ] = None,
    file: DiaryFile = None,
) -> None:
    """Show how a test is done and when to stop, or write down its result.

    Without a value or file it shows the card: what speaks against it, the protocol, the stop rule. With one it is kept
    in the diary; heel raises and the like also count as training. Once a week, and not twice on a day.

    Ends with 0; with 1 when the result cannot be one or was not due; with 2 for a test that is not known.
    """
    from twitchwise.strength.battery import find_test

    known = find_test(name)
    place = None if side is None else side_from_text(side)
    safety = [safety_from_text(text) for text in safe or []]
    conditions = conditions_from_words(condition)
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
