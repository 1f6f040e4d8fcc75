"""What the demonstration prints: recordings and diary, found against true, where to look, and the caution."""

from pathlib import Path
from typing import TYPE_CHECKING

from twitchwise.cli.demo_assessed_text import print_assessed
from twitchwise.cli.demo_person_text import print_people, print_person
from twitchwise.cli.demo_recordings_text import print_recordings
from twitchwise.cli.demo_strength_text import print_strength
from twitchwise.cli.result_text import print_card, print_caution, print_where
from twitchwise.cli.terminal import print_prose
from twitchwise.desk.demo import Demo
from twitchwise.desk.demo_assessed import ASSESSED_FOLDER
from twitchwise.desk.demo_person import DIARY_FILE, SEARCH_FOLDER
from twitchwise.desk.demo_strength import STRENGTH_FOLDER
from twitchwise.desk.measuring import PAGE
from twitchwise.report.words import describe

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_demo"]


_APP = (
    'The app opens in the browser by "uv run twitchwise serve". Its first page offers a made-up person to look around '
    "with, and measures a clip of your own."
)


def print_demo(console: "Console", demo: Demo, folder: Path, *, offers_app: bool = True) -> None:
    """The whole output of the demonstration.

    Parameters
    ----------
    demo : what came of it.
    folder : where its files lie.
    offers_app : say at the end how the app is opened.
    """
    print_recordings(console, demo.recordings)
    console.print()
    print_person(console, demo.person)
    print_people(console, demo.people)
    console.print()
    print_strength(console, demo.strength)
    console.print()
    print_assessed(console, demo.assessed)
    print_caution(console, describe(demo.recordings[0].measurement).caution)
    print_card(console)
    print_where(console, folder, "summary.html")
    page, diary = folder / SEARCH_FOLDER / PAGE, folder / DIARY_FILE
    print_prose(console, f"The person's diary is {diary}, the page of the search {page}.")
    strength = folder / STRENGTH_FOLDER / PAGE
    print_prose(console, f"The page of the person whose strength declines is {strength}.")
    print_prose(console, f"What the last three are told stands in full in {folder / ASSESSED_FOLDER}, a page each.")
    if offers_app:
        print_prose(console, _APP)
