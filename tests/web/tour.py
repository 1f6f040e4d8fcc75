"""Every page of the app in every state a person may meet it in: whose diary, which address, and what is done there."""

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlencode

import uvicorn
from playwright.sync_api import Page

from tests.web.conftest import Served, start_server
from tests.web.recordings import hand_in, multipart, simulated_motion, wait_for_result
from tests.web.walk import walk
from tests.web.why_road import FORM
from twitchwise.clock import utc_now
from twitchwise.desk.answering import keep_answers
from twitchwise.desk.demo_diary import write_demo_diary
from twitchwise.desk.diary_place import open_diary
from twitchwise.evidence.model import Topic
from twitchwise.intake.cards import cards
from twitchwise.intake.feature import Feature, Reply
from twitchwise.intake.feature_words import Rank, red_flags
from twitchwise.intake.model import Answers
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.video_world import VideoWorld
from twitchwise.simulate.write import simulate_recording
from twitchwise.strength.safety import QUESTIONS
from twitchwise.strength.screen_acts import ACTS
from twitchwise.web.passphrase import PassphraseFile, hash_passphrase
from twitchwise.web.settings import WebSettings
from twitchwise.worry.exercises import ExerciseName

__all__ = ["Stop", "Whose", "all_stops", "open_worlds", "visit", "wait_for_pictures"]

_DEADLINE_S = 600.0
_DEADLINE_MS = 1000 * _DEADLINE_S
_CLIP = VideoWorld(duration_s=8.0, width=360, height=480, rate_per_min=50.0, amplitude_px=2.0)


class Whose(StrEnum):
    """Whose diary a server shows."""

    NOBODY = "nobody"
    FILLED = "filled"
    DEMO = "demo"
    EMERGENCY = "emergency"
    CRISIS = "crisis"
    DAYS = "days"
    LOCKED = "locked"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A page to stop at.

    Parameters
    ----------
    name : of its picture.
    whose : the server that shows it.
    address : where it lies.
    act : what is done there before it is looked at.
    settles : it is looked at when it no longer loads itself again.
    """

    name: str
    whose: Whose
    address: str
    act: Callable[[Page], None] | None = None
    settles: bool = True


def visit(page: Page, worlds: Mapping[Whose, Served], stop: Stop) -> None:
    """Goes there, and waits until everything that belongs to the page is drawn."""
    page.goto(worlds[stop.whose].address + stop.address)
    if stop.act is not None:
        stop.act(page)
    if stop.settles:
        page.locator("meta[http-equiv=refresh]").wait_for(state="detached", timeout=_DEADLINE_MS)
    wait_for_pictures(page)


def wait_for_pictures(page: Page) -> None:
    """Waits until what is to be seen is there; a theme may have pictures of its own."""
    page.evaluate(
        "async () => { for (const each of document.images) each.loading = 'eager';"
        " for (const _ of [1, 2]) await new Promise(requestAnimationFrame);"  # a theme's own source is chosen by then
        " for (const each of document.images) if (each.checkVisibility()) await each.decode().catch(() => 0);"
        " await document.fonts.ready; }"
    )


@contextmanager
def open_worlds(folder: Path) -> Iterator[Mapping[Whose, Served]]:
    """A server for each diary."""
    worlds: dict[Whose, Served] = {}
    running: list[tuple[uvicorn.Server, threading.Thread]] = []
    try:
        for whose in Whose:
            place = folder / whose
            place.mkdir()
            settings = WebSettings(
                work=place / "work",
                diary=place / "diary.sqlite",
                is_phone=whose is Whose.PHONE,
                shows_demo=whose is Whose.DEMO,
            )
            settings.work.mkdir()
            _prepare(whose, settings)
            server, thread, port = start_server(settings)
            running.append((server, thread))
            worlds[whose] = Served(port=port, settings=settings)
        _fill(worlds[Whose.FILLED], folder)
        yield MappingProxyType(worlds)
    finally:
        for server, thread in running:
            server.should_exit = True
            thread.join(10)


def all_stops(worlds: Mapping[Whose, Served]) -> tuple[Stop, ...]:
    """The states that are named here, and every other page that the links of a filled app lead to."""
    named = [*_beginnings(), *_urgent(), *_questions(), *_filled(worlds[Whose.FILLED]), *_doors()]
    taken = {stop.address for stop in named if stop.whose is Whose.FILLED and stop.act is None}
    names = {stop.name for stop in named}
    for address in walk(worlds[Whose.FILLED]):
        name = _name(address)
        if address not in taken and name not in names:
            named.append(Stop(name=name, whose=Whose.FILLED, address=address))
            names.add(name)
    return tuple(named)


def _prepare(whose: Whose, settings: WebSettings) -> None:
    diary = settings.diary
    assert diary is not None
    told = {
        Whose.EMERGENCY: red_flags(Rank.NOW)[0],
        Whose.CRISIS: Feature.THOUGHTS_OF_SELF_HARM,
        Whose.DAYS: red_flags(Rank.DAYS)[0],
    }.get(whose)
    if told is not None:
        with open_diary(diary) as store:
            today = store.load().rule.today(utc_now())
            replies = {**dict.fromkeys((*red_flags(Rank.NOW), *red_flags(Rank.DAYS)), Reply.NO), told: Reply.YES}
            keep_answers(store, Answers(answered_on=today, replies=MappingProxyType(replies), age_years=44))
    if whose is Whose.DEMO:
        demo = settings.work / "demo" / "diary.sqlite"
        demo.parent.mkdir()
        write_demo_diary(demo)
    if whose in {Whose.LOCKED, Whose.PHONE}:
        PassphraseFile(settings.work / "passphrase").write(hash_passphrase("three quiet words"))


def _fill(served: Served, folder: Path) -> None:
    """A diary of twelve weeks, a measured clip, a measured motion recording, one that cannot be read, an import."""
    assert served.settings.diary is not None
    write_demo_diary(served.settings.diary)
    clip = folder / "calf.mp4"
    simulate_recording(RecordingKind.VIDEO, path=clip, seed=5, world=_CLIP)
    for name, content in (
        (clip.name, clip.read_bytes()),
        ("calf.csv", simulated_motion(folder).read_bytes()),
        ("letter.pdf", b"%PDF-1.7 hello"),
    ):
        wait_for_result(served, hand_in(served, name, content, site="left-gastrocnemius"), deadline_s=_DEADLINE_S)
    served.ask(
        "POST", "/strength/before", body=_form({each.topic.value: each.good.value for each in QUESTIONS}), headers=FORM
    )
    served.ask("POST", "/why/triggers/search")
    served.ask("POST", "/settings/copy")


def _beginnings() -> list[Stop]:
    """Before anything is in the diary, and the made-up person."""
    places = {
        "today": "/",
        "measure": "/measure",
        "why": "/why",
        "questions": "/why/questions",
        "why-now": "/why/now",
        "triggers": "/why/triggers",
        "strength": "/strength",
        "session": "/strength/session",
        "spread": "/spread",
        "calm": "/calm",
        "doctor": "/doctor",
        "log": "/log",
        "import": "/import",
        "settings": "/settings",
        "erase": "/settings/erase",
    }
    return [
        *(Stop(name=f"empty-{name}", whose=Whose.NOBODY, address=address) for name, address in places.items()),
        Stop(name="erased", whose=Whose.NOBODY, address="/?done=settings_erase.done_erased"),
        *(Stop(name=f"demo-{name}", whose=Whose.DEMO, address=places[name]) for name in ("today", "why")),
    ]


def _urgent() -> list[Stop]:
    places = {"today": "/", "why": "/why", "strength": "/strength", "doctor": "/doctor", "calm": "/calm"}
    stops = [
        Stop(name=f"{whose}-{name}", whose=whose, address=address)
        for whose in (Whose.EMERGENCY, Whose.CRISIS, Whose.DAYS)
        for name, address in places.items()
    ]
    helps = [Stop(name=f"{whose}-help", whose=whose, address="/why/help") for whose in (Whose.EMERGENCY, Whose.CRISIS)]
    return [*stops, *helps]


def _questions() -> list[Stop]:
    return [
        *(
            Stop(name=f"question-{card.id}", whose=Whose.FILLED, address=f"/why/questions?card={card.id}")
            for card in cards()
        ),
        *(
            Stop(name=f"weekly-{step}", whose=Whose.FILLED, address=f"/log/week/{step}")
            for step in ("ratings", "check", "gad7", "last")
        ),
    ]


def _filled(served: Served) -> list[Stop]:
    folder = served.settings.work.parent.parent  # where the clip was written
    jobs = dict(re.findall(r'href="(/measure/[0-9a-f]{16})">([^<]+)', served.ask("GET", "/measure")[2].decode()))
    by_name = {name: address for address, name in jobs.items()}
    clip, motion, failed = by_name["calf.mp4"], by_name["calf.csv"], by_name["letter.pdf"]

    def filled(name: str, address: str, act: Callable[[Page], None] | None = None, *, settles: bool = True) -> Stop:
        return Stop(name=name, whose=Whose.FILLED, address=address, act=act, settles=settles)

    return [
        filled("measured-clip", clip),
        filled("measured-clip-open", clip, _unfold),
        filled("measured-motion", motion),
        filled("measured-timeline", f"{clip}/timeline"),
        filled("measured-failed", failed),
        filled("review", f"{clip}/review?n=0"),
        filled("review-motion", f"{motion}/review?n=0"),
        filled("review-end", f"{clip}/review?n=9999"),
        filled("measured-no-muscle", motion, _keep_without_a_muscle),
        filled("measuring", "/measure", _hand_in(folder / "calf.mp4"), settles=False),
        filled("measure-no-file", "/measure", _press("Measure it")),
        filled("measure-muscle", "/measure", _unfold),
        filled("triggers-found", "/why/triggers"),
        filled("triggers-open", "/why/triggers", _unfold),
        filled("why-open", "/why", _unfold),
        filled("spread-slider", "/spread", _unfold),
        filled("strength-open", "/strength", _unfold),
        filled("region", "/strength/region/left-leg"),
        filled("region-open", "/strength/region/left-leg", _unfold),
        *(filled(f"act-{act.name}", f"/strength/screen/{act.name}") for act in ACTS),
        *(filled(f"test-{name}", _in_session(served, name)) for name in ("grip", "finger-tapping", "stairs")),
        filled("test-gone", "/strength/test/grip?s=gone"),
        filled("test-refused", _in_session(served, "grip"), _write_what_cannot_be),
        *(filled(f"exercise-{name}", f"/calm/exercise/{name}") for name in ExerciseName),
        filled("calm-open", "/calm", _unfold),
        filled("import-sheet", _imported(served)),
        filled("import-refused", _refused_import(served)),
        filled("log-refused", "/log", _count_what_cannot_be),
        filled("evidence-search", "/evidence?q=coffee"),
        filled("evidence-nothing", "/evidence?q=zebra"),
        *(filled(f"topic-{name}", f"/evidence/topic/{name}") for name in (Topic.ANXIETY, Topic.EPIDEMIOLOGY)),
        filled("not-there", "/no-such-page"),
        filled("settings-lock", "/settings/lock"),
        filled("erase", "/settings/erase"),
    ]


def _doors() -> list[Stop]:
    return [
        Stop(name="unlock", whose=Whose.LOCKED, address="/"),
        Stop(name="unlock-wrong", whose=Whose.LOCKED, address="/", act=_try_wrong),
        Stop(name="unlock-phone", whose=Whose.PHONE, address="/"),
    ]


def _press(name: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        page.get_by_role("button", name=name).first.click()
        page.wait_for_load_state()

    return press


def _unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")


def _hand_in(clip: Path) -> Callable[[Page], None]:
    def hand_in_clip(page: Page) -> None:
        page.locator("#file").set_input_files(clip)
        page.get_by_role("button", name="Measure it").click()
        page.locator(".measuring").wait_for()

    return hand_in_clip


def _keep_without_a_muscle(page: Page) -> None:
    page.evaluate("document.querySelector('select[name=site] option').value = 'nowhere'")
    page.locator("select[name=site]").select_option("nowhere")
    _press("Keep it in the diary")(page)


def _write_what_cannot_be(page: Page) -> None:
    page.get_by_label("Left (kg)").fill("900")
    _press("Write it down")(page)


def _count_what_cannot_be(page: Page) -> None:
    page.locator("main input[inputmode]").first.fill("many")
    page.locator("main form button").last.click()
    page.wait_for_load_state()


def _try_wrong(page: Page) -> None:
    page.locator("input[type=password]").fill("not these words")
    page.locator("main form button").click()
    page.wait_for_load_state()


def _in_session(served: Served, test: str) -> str:
    fields = (("felt", "3"), ("test", test), ("test", "walk"))
    answer = served.ask("POST", "/strength/session", body=urlencode(fields).encode(), headers=FORM)[1]
    return answer.getheader("location") or ""


def _imported(served: Served) -> str:
    export = (
        "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
        '2026-11-20 18:00:00,"Legs",45m,"Standing Calf Raise (Machine)",1,60.0,12,0,0,,,\n'
        '2026-11-20 18:00:00,"Legs",45m,"Wobbly Thing Of My Own",1,60.0,12,0,0,,,\n'
    )
    return _handed_in(served, "strong.csv", export.encode())


def _refused_import(served: Served) -> str:
    return _handed_in(served, "holiday.csv", b"\x00\x01\x02" * 50)


def _handed_in(served: Served, name: str, content: bytes) -> str:
    body, headers = multipart({}, (name, content))
    return served.ask("POST", "/import", body=body, headers=headers)[1].getheader("location") or ""


def _form(fields: Mapping[str, str]) -> bytes:
    return urlencode(fields).encode()


def _name(address: str) -> str:
    shown = re.sub(r"[0-9a-f]{16}", "job", address.casefold())
    return re.sub(r"[^a-z0-9]+", "-", shown).strip("-") or "today"
