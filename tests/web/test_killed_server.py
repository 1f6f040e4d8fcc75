"""A server that is killed at any moment loses nothing that it had answered for, and leaves nothing half done."""

import random
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from http.client import HTTPException
from pathlib import Path

from tests.waiting import wait_until
from tests.web.api.asking import ask_json
from tests.web.conftest import Served
from tests.web.recordings import hand_in, multipart, simulated_motion, wait_for_result
from tests.web.server_process import ServerProcess, settings_in, started
from tests.web.why_road import send, shown
from twitchwise.body import find_site
from twitchwise.clock import utc_now
from twitchwise.desk.evening import Evening, evening_of
from twitchwise.desk.import_sheets import ImportSheets
from twitchwise.desk.job import JobState
from twitchwise.desk.job_lock import is_locked
from twitchwise.desk.measuring_jobs import MeasuringJobs
from twitchwise.desk.writing import NoticedThing
from twitchwise.diary.model import Diary, Finding, Note, TwitchesNoticed
from twitchwise.diary.moment import Moment
from twitchwise.store.diary_store import open_store
from twitchwise.web.settings import WebSettings

KILLS = 2
MOST_SAVES = 10
TONGUE = find_site("tongue")


@dataclass(slots=True, kw_only=True)
class Told:
    """What was sent to the server, and what it answered for."""

    sent: dict[str, list[object]] = field(default_factory=dict)
    answered: dict[str, list[object]] = field(default_factory=dict)
    n_answered: int = 0

    def send(self, name: str, said: object, ask: Callable[[], int]) -> None:
        self.sent.setdefault(name, []).append(said)
        status = ask()
        assert status in {200, 201, 303}, (name, status)
        self.answered.setdefault(name, []).append(said)
        self.n_answered += 1

    def possible(self, name: str) -> list[object]:
        """What may stand in the diary: the last that was answered for, or what was being sent after it."""
        answered = self.answered.get(name, [])
        return [answered[-1] if answered else None, *self.sent[name][len(answered) :]]


def keep_writing(served: Served, told: Told, begin: date, mark: int) -> None:
    """Evenings, each gone over once, and days by the API, until the server is gone."""
    with suppress(OSError, HTTPException):
        for number in range(300):
            day = begin - timedelta(days=number)
            for evening, fields in versions(number):
                seen = re.search(r'name="seen" value="([^"]*)"', shown(served, f"/log?day={day}"))
                assert seen is not None
                form = [("day", str(day)), ("seen", seen[1]), *fields]
                told.send(str(day), evening, lambda form=form: send(served, "/log", *form)[0])  # type: ignore[misc]
            count = mark + number
            sent = {"noticed": [{"site": "tongue", "count": count}], "note": f"count {count}"}
            told.send(f"count {count}", True, lambda sent=sent: ask_json(served, "POST", "/diary/days", sent)[0])  # type: ignore[misc]


def versions(number: int) -> tuple[tuple[Evening, list[tuple[str, str]]], ...]:
    """Two forms of an evening that have nothing alike: the second takes out, changes and adds."""
    first = Evening(noticed=(NoticedThing(site=TONGUE, count=number + 1),), cups=2.0, tense=3.0)
    second = Evening(is_quiet=True, cups=1.0, drinks=1.0, note=f"note {number}")
    return (
        (first, [("sites", "tongue"), ("count-tongue", str(number + 1)), ("cups", "2"), ("tense", "3")]),
        (second, [("quiet", "yes"), ("cups", "1"), ("drinks", "1"), ("note", f"note {number}")]),
    )


def whole_diary(settings: WebSettings) -> Diary:
    with open_store(settings.diary) as store:
        assert store.check() == ()
        return store.load()


def test_killed_while_it_saves_nothing_is_lost_and_nothing_half_written(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    chance = random.Random(3)
    today = whole_diary(settings).rule.today(utc_now())
    for round_ in range(KILLS):
        begin, mark = today - timedelta(days=400 * round_ + 1), 1000 * (round_ + 1)
        told = Told()
        with started(settings) as server:
            writer = threading.Thread(target=keep_writing, args=(server.served, told, begin, mark))
            writer.start()
            wanted = chance.randint(1, MOST_SAVES)
            wait_until(lambda told=told, wanted=wanted: told.n_answered >= wanted)  # type: ignore[misc]
            threading.Event().wait(chance.uniform(0.0, 0.05))  # into the middle of the next one
            server.kill()
            writer.join()
        diary = whole_diary(settings)
        for name in told.sent:
            if name.startswith("count"):
                n_notes = sum(each.text == name for each in diary.of(Note))
                n_noticed = sum(f"count {each.count}" == name for each in diary.of(TwitchesNoticed))
                assert n_notes == n_noticed >= len(told.answered.get(name, ()))
            else:
                found = evening_of(diary, date.fromisoformat(name))
                assert (None if found == Evening() else found) in told.possible(name), name
    with started(settings) as server:
        assert server.served.ask("GET", "/")[0] == 200
        assert server.served.ask("GET", "/log")[0] == 200


def test_killed_while_a_card_is_kept_all_of_its_answers_are_there_or_none(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with started(settings) as server:
        card = re.findall(r'<input type="radio" name="([^"]+)" value="no"', shown(server.served, "/strength/before"))
        assert len(set(card)) > 3
        sender = threading.Thread(target=answer, args=(server, card))
        sender.start()
        wait_until(lambda: settings.diary is not None and settings.diary.exists())
        server.kill()
        sender.join()
    n_kept = len(whole_diary(settings).of(Finding))
    assert n_kept == 0 or n_kept >= len(set(card))


def answer(server: ServerProcess, names: list[str]) -> None:
    with suppress(OSError, HTTPException):
        send(server.served, "/strength/before", *((name, "no") for name in names))


def test_killed_while_it_measures_it_goes_on_and_at_last_says_that_it_was_cut_off(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    content = simulated_motion(tmp_path).read_bytes()
    jobs = MeasuringJobs(settings.work / "measuring")
    with started(settings) as server:
        address = hand_in(server.served, "calf.csv", content, site="left-calf")
        (job,) = jobs.whole()
        wait_until(lambda: is_locked(job.lock))
        server.kill()
    wait_until(lambda: not is_locked(job.lock))  # its worker ended with it
    with started(settings) as server:
        assert server.served.ask("GET", address)[0] == 200
        wait_until(lambda: is_locked(job.lock))  # it goes on by itself, once
        server.kill()
    wait_until(lambda: not is_locked(job.lock))
    with started(settings) as server:
        page = shown(server.served, address)
        assert "The measuring was cut off" in page
        assert "Your recording is still here" in page
        assert job.recording.read_bytes() == content
        assert server.served.ask("POST", f"{address}/again")[0] == 303
        assert wait_for_result(server.served, address) == "done"
        assert send(server.served, f"{address}/keep", ("site", "left-soleus"))[0] == 303


def test_killed_while_it_reads_an_export_it_says_so_and_reads_it_again(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    days = (f"2{number // 336:03}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02},95,7\n" for number in range(1500))
    body, headers = multipart({}, ("days.csv", ("date,coffee (mg),hours slept\n" + "".join(days)).encode()))
    sheets = ImportSheets(settings.work / "imports" / "own")
    with started(settings) as server:
        sender = threading.Thread(target=send_file, args=(server.served, body, headers))
        sender.start()
        wait_until(lambda: any(is_locked(each.lock) for each in sheets.whole()))
        server.kill()
        sender.join()
    (job,) = sheets.whole()
    wait_until(lambda: not is_locked(job.lock))
    assert len(whole_diary(settings).entries) in {0, 3000}  # kept as a whole, or not at all
    with started(settings) as server:
        page = shown(server.served, f"/import/{job.id}")
        assert "The reading was cut off" in page
        assert "can be read again" in page
        assert server.served.ask("POST", f"/import/{job.id}/answer")[0] == 303
        wait_until(lambda: job.status.state is JobState.DONE)
        assert "Recognised" in shown(server.served, f"/import/{job.id}")
    assert len(whole_diary(settings).entries) == 3000


def send_file(served: Served, body: bytes, headers: dict[str, str]) -> None:
    with suppress(OSError, HTTPException):
        served.ask("POST", "/import", body=body, headers=headers)


def test_killed_while_a_copy_is_put_back_the_diary_is_one_of_the_two(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with open_store(settings.diary) as store:
        store.add([note(number) for number in range(1500)])
        copy = store.back_up()
        store.add([note(number) for number in range(1500, 3000)])
    with started(settings) as server:
        sender = threading.Thread(target=put_back, args=(server.served, copy.name))
        sender.start()
        wait_until(lambda: len(list(copy.parent.glob("*.sqlite"))) == 2)  # what is there is copied first
        server.kill()
        sender.join()
    assert len(whole_diary(settings).entries) in {1500, 3000}
    with started(settings) as server:
        assert copy.name in shown(server.served, "/settings")
        assert send(server.served, "/settings/restore", ("name", copy.name))[0] == 303
    assert len(whole_diary(settings).entries) == 1500


def put_back(served: Served, name: str) -> None:
    with suppress(OSError, HTTPException):
        send(served, "/settings/restore", ("name", name))


def note(number: int) -> Note:
    return Note(entry_id=f"note-{number}", when=Moment(local=datetime(2026, 1, 1)), text="x" * 200)
