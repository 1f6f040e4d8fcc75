"""The main road of the app as somebody new goes it: by links, forms and buttons, with and without JavaScript."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, expect

from tests.web.conftest import Served
from tests.web.follow import follow
from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import diary_if_any
from twitchwise.desk.kept_triggers import kept_search
from twitchwise.diary.model import Diary, RecordingMeasured, TestResult, TwitchesNoticed, Workout
from twitchwise.exchange.archive import archive_text
from twitchwise.simulate.person import simulate_person
from twitchwise.simulate.person_entries import diary_entries
from twitchwise.simulate.person_workouts import workout_file_text
from twitchwise.simulate.person_world import PersonWorld
from twitchwise.strength.screen_acts import ACTS

__all__ = ["go_the_road", "hand_in_clip", "record_clip", "require_all_kept"]

SITE = "left-soleus"
_N_DAYS = 50  # the least that a search takes, and some that are not answered
_CARDS_MOST = 40
_PATIENCE_MS = 180_000  # everything on the road ends; how soon depends on who else is at work
_RESULT = re.compile(r"/measure/[0-9a-f]{16}$")


def go_the_road(served: Served, page: Page, folder: Path, film: Callable[[Page], None]) -> None:
    """From the first opening to the doctor's page.

    Parameters
    ----------
    folder : for the files that are handed in.
    film : how the clip comes into the app, from the page Measure on to the page of its measuring.
    """
    page.set_default_timeout(_PATIENCE_MS)
    page.goto(served.address)
    page.get_by_role("heading", name="Welcome").wait_for()
    answer_questions(page)
    go_to(page, "Measure")
    film(page)
    keep_result(page)
    write_down(page)
    bring_in(page, folder)
    search(page)
    sit_for_strength(page)
    take_to_the_doctor(page)


def go_to(page: Page, name: str) -> None:
    """By the menu: in the bar, or behind More."""
    item = page.get_by_role("navigation").get_by_role("link", name=name, exact=True)
    if not item.is_visible():
        follow(page.get_by_role("navigation").get_by_role("link", name="More"))
        item = page.get_by_role("main").get_by_role("link", name=name, exact=True)
    follow(item)
    page.get_by_role("heading", level=1, name=name).wait_for()


def answer_questions(page: Page) -> None:
    """Nothing is true of this person, and what asks for a text stays open."""
    follow(page.get_by_role("link", name="Answer a few questions"))
    for _ in range(_CARDS_MOST):
        page.get_by_role("heading", level=1).wait_for()
        if "/why/questions" not in page.url:
            break
        none = page.get_by_role("button", name="None of these")
        follow(none if none.count() else page.get_by_role("button", name="Next"))
    page.get_by_role("heading", name="What it could be", exact=True).wait_for()  # it comes by itself


def record_clip(page: Page) -> None:
    """In the page, with its camera."""
    follow(page.get_by_role("link", name="Record here"))
    page.get_by_role("button", name="Record with the camera").click()
    page.get_by_text("Recording: 55 s left").wait_for()  # five seconds
    page.get_by_role("button", name="That is enough").click()


def hand_in_clip(page: Page, clip: Path) -> None:
    """By the field of a form, without a picture to tap: the muscle from the list."""
    page.get_by_text("Which muscle?").click()
    page.get_by_text("Choose from a list instead").click()
    page.get_by_label("Muscle", exact=True).select_option(SITE)
    page.get_by_label("Film with this device's camera").set_input_files(clip)
    page.get_by_role("button", name="Measure it").click()
    page.get_by_role("heading", name="Measuring").wait_for()


def keep_result(page: Page) -> None:
    page.wait_for_url(_RESULT)
    page.locator("section.result").wait_for()
    expect(page.get_by_text("tells harmless twitching from disease").first).to_be_visible()
    page.get_by_label("Muscle", exact=True).select_option(SITE)
    follow(page.get_by_role("button", name="Keep it in the diary"))
    page.get_by_text("This result is in your diary").wait_for()


def write_down(page: Page) -> None:
    go_to(page, "Today")
    follow(page.get_by_role("link", name="Write it down"))
    page.get_by_label("Somewhere, or all over").check()
    follow(page.get_by_role("button", name="Keep it"))
    page.get_by_role("heading", name="Written down").wait_for()


def bring_in(page: Page, folder: Path) -> None:
    go_to(page, "Import")
    page.get_by_label("Choose an export").set_input_files(exports(folder))
    follow(page.get_by_role("button", name="Bring it in"))
    for line in page.locator("main section").all():
        line.get_by_text("new entries are in your diary now").wait_for()


def search(page: Page) -> None:
    go_to(page, "Why")
    follow(page.get_by_role("link", name="What sets it off"))
    follow(page.get_by_role("button", name="Begin a search"))
    page.get_by_text("The search has begun").wait_for()
    follow(page.get_by_role("button", name="Search what is written down"))
    page.get_by_role("heading", name="Day by day").wait_for()
    expect(page.get_by_text("does not tell harmless twitching from disease").first).to_be_visible()


def sit_for_strength(page: Page) -> None:
    go_to(page, "Strength")
    follow(page.get_by_role("link", name="First sitting"))
    follow(page.get_by_role("link", name="Questions first"))
    for group in page.locator("main fieldset").all():
        good = "Yes" if "with you now" in group.inner_text() else "No"
        group.get_by_label(good, exact=True).check()
    follow(page.get_by_role("button", name="Go on"))
    for act in ACTS:
        page.get_by_role("heading", name=act.title).wait_for()
        for side in act.sides:
            page.locator(f'input[name="{side}"][value="done"]').check()
        follow(page.get_by_role("button", name="Next"))
    follow(page.get_by_role("button", name="See what the sitting says"))
    follow(page.get_by_role("link", name="To the page of strength"))
    follow(page.get_by_role("link", name="Tests of this week"))
    page.get_by_label("3", exact=True).check()
    page.get_by_label("Hand grip").check()
    follow(page.get_by_role("button", name="Begin"))
    page.get_by_label("No", exact=True).check()  # what bears on this test and was not asked before
    follow(page.get_by_role("button", name="Go on"))
    page.get_by_label("Left (kg)").fill("34,5")
    page.get_by_label("Right (kg)").fill("38")
    follow(page.get_by_role("button", name="Write it down"))
    page.get_by_text("Hand grip, Right: 38 kg").wait_for()


def take_to_the_doctor(page: Page) -> None:
    go_to(page, "Doctor")
    with page.expect_download() as caught:
        page.locator('a[download][href^="/doctor/page.pdf"]').click()
    assert caught.value.path().read_bytes().startswith(b"%PDF-")


def exports(folder: Path) -> list[Path]:
    """Seven weeks that end yesterday: what a workout app exports, and a diary kept elsewhere."""
    world = PersonWorld(n_days=_N_DAYS, muscle_ids=("triceps",), missing_share=0.0)
    person = simulate_person(world, rng=np.random.default_rng(2))
    person = replace(person, first_day=date.today() - timedelta(days=_N_DAYS))
    workouts, diary = folder / "strong.csv", folder / "diary.json"
    workouts.write_text(workout_file_text(person))
    diary.write_text("".join(archive_text(Diary(entries=diary_entries(person)), utc_now())))
    return [workouts, diary]


def require_all_kept(served: Served) -> None:
    """Everything that was done on the road stands in the diary."""
    diary = diary_if_any(served.settings.diary) or Diary()
    for kind in (RecordingMeasured, TwitchesNoticed, Workout, TestResult):
        assert diary.of(kind), kind
    assert kept_search(diary, diary.rule.today(utc_now())) is not None
