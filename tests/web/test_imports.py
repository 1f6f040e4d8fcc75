from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, expect

from tests.waiting import wait_until
from tests.web.conftest import Served
from tests.web.follow import follow
from tests.web.recordings import import_file, multipart
from twitchwise.desk.diary_place import diary_if_any
from twitchwise.desk.import_sheets import ImportSheets
from twitchwise.desk.job import JobState
from twitchwise.diary.model import Workout
from twitchwise.simulate.person import simulate_person
from twitchwise.simulate.person_workouts import workout_file_text
from twitchwise.simulate.person_world import PersonWorld


def _text(served: Served, path: str) -> str:
    status, _, content = served.ask("GET", path)
    assert status == 200
    return content.decode("utf-8")


def _workouts(served: Served) -> int:
    diary = diary_if_any(served.settings.diary)
    return 0 if diary is None else len(diary.of(Workout))


def test_an_export_is_recognised_counted_asked_about_and_taken_back(
    served: Served, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "strong.csv"
    file.write_text(workout_file_text(simulate_person(PersonWorld(n_days=14), rng=np.random.default_rng(1))))
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{served.address}/import")
    page.get_by_label("Choose an export").set_input_files(file)
    follow(page.get_by_role("button", name="Bring it in"))
    expect(page.get_by_text("Recognised: an export of Strong")).to_be_visible()
    expect(page.get_by_text("new entries are in your diary now")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    n = _workouts(served)
    assert n > 0
    page.get_by_role("radio").last.check()
    follow(page.get_by_role("button", name="Read it again with these answers"))
    expect(page.get_by_text("newer form")).to_be_visible()
    assert _workouts(served) == n
    page.goto(f"{served.address}/import")
    for _ in range(2):  # the answers were an import of their own
        follow(page.get_by_role("button", name="Take it back").first)
        expect(page.get_by_text("Taken back. The diary is as it was")).to_be_visible()
    assert _workouts(served) == 0
    page.close()


def test_what_is_no_export_is_refused_on_a_clear_page(served: Served) -> None:
    for name, content in (("a.csv", b"\x00\x01\x02" * 50), ("../../b.zip", b"PK\x03\x04cut"), ("c.txt", b"hello")):
        _, page = import_file(served, name, content)
        assert "This could not be brought in" in page
        assert "Nothing was changed" in page
    assert _workouts(served) == 0


def test_a_reading_can_be_cancelled_and_begun_anew(served: Served) -> None:
    days = (f"2{number // 336:03}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02},95,7\n" for number in range(1500))
    table = ("date,coffee (mg),hours slept\n" + "".join(days)).encode()
    sheets = ImportSheets(served.settings.work / "imports" / "own")
    body, headers = multipart({}, ("days.csv", table))
    with ThreadPoolExecutor(1) as aside:
        aside.submit(served.ask, "POST", "/import", body=body, headers=headers)
        wait_until(lambda: bool(sheets.whole()))
        (job,) = sheets.whole()
        assert served.ask("POST", f"/import/{job.id}/cancel")[0] == 303
    page = _text(served, f"/import/{job.id}")
    if job.status.state is not JobState.DONE:  # it may have been quicker than the finger
        assert "You ended the reading" in page
        assert served.ask("POST", f"/import/{job.id}/answer")[0] == 303
    wait_until(lambda: job.status.state.is_over)
    assert "Recognised" in _text(served, f"/import/{job.id}")


def test_a_form_without_a_file_or_cut_in_the_middle_keeps_nothing(served: Served) -> None:
    empty, headers = multipart({}, ("", b""))
    whole, _ = multipart({}, ("strong.csv", b"Date;Workout Name\n"))
    for body in (empty, whole[:-10]):
        status, _, content = served.ask("POST", "/import", body=body, headers=headers)
        assert status == 422
        assert b"Nothing was lost" in content
    assert not any((served.settings.work / "imports" / "own").iterdir())


def test_an_unknown_import_is_a_page_that_is_not_there(served: Served) -> None:
    for path in ("/import/0123456789abcdef", "/import/..%2f..%2fdiary", "/import/x"):
        assert served.ask("GET", path)[0] == 404, path
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert served.ask("POST", "/import/undo", body=b"import_id=no-such", headers=form)[0] == 422


def test_several_files_are_told_apart_and_each_is_taken_back_as_a_whole(
    served: Served, browser: Browser, tmp_path: Path
) -> None:
    text = workout_file_text(simulate_person(PersonWorld(n_days=14), rng=np.random.default_rng(1)))
    files = {"strong.csv": text.encode(), "the same.csv": text.encode(), "empty.csv": b""}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{served.address}/import")
    page.get_by_label("Choose an export").set_input_files([tmp_path / name for name in files])
    follow(page.get_by_role("button", name="Bring it in"))
    expect(page.get_by_role("heading", name="3 files")).to_be_visible()
    lines = page.locator("main section")
    expect(lines.filter(has_text="empty.csv").get_by_text("it is empty")).to_be_visible()  # the last that is read
    expect(lines.filter(has_text="strong.csv").get_by_text("Recognised: an export of Strong")).to_be_visible()
    expect(lines.filter(has_text="strong.csv").get_by_text("new entries are in your diary now")).to_be_visible()
    expect(lines.filter(has_text="the same.csv").get_by_text("There was nothing new in it")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(page.get_by_role("button", name="Take it back")).to_have_count(1)
    assert _workouts(served) > 0
    follow(page.get_by_role("button", name="Take it back"))
    expect(page.get_by_text("The diary is as it was")).to_be_visible()
    expect(page.get_by_role("heading", name="3 files")).to_be_visible()
    assert _workouts(served) == 0
    page.close()


def test_files_dropped_on_the_page_are_brought_in_together(served: Served, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{served.address}/import")
    page.evaluate("""() => {
      const files = new DataTransfer();
      for (const name of ["a.csv", "b.csv"]) files.items.add(new File(["hello"], name));
      document.querySelector("main").dispatchEvent(new DragEvent("drop", {dataTransfer: files, bubbles: true}));
    }""")
    follow(page.get_by_role("button", name="Bring it in"))
    expect(page.get_by_role("heading", name="2 files")).to_be_visible()
    assert [each.inner_text() for each in page.locator("h2.file-name").all()] == ["a.csv", "b.csv"]
    page.close()


def test_of_too_many_files_none_is_kept(served: Served) -> None:
    body, headers = multipart({}, *((f"{n}.csv", b"1") for n in range(9)))
    status, _, content = served.ask("POST", "/import", body=body, headers=headers)
    assert status == 422
    assert b"more than 8 files" in content
    assert not any((served.settings.work / "imports" / "own").iterdir())
    assert served.ask("GET", "/import/several?of=0123456789abcdef,x")[0] == 404
