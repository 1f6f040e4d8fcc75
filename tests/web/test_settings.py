from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, expect

from tests.web.conftest import Served
from tests.web.follow import follow
from twitchwise.desk.diary_place import diary_if_any, open_diary
from twitchwise.desk.writing import write_day

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def _post(served: Served, path: str, **fields: str) -> tuple[int, str]:
    status, _, content = served.ask("POST", path, body=urlencode(fields).encode(), headers=FORM)
    return status, content.decode("utf-8")


def _begun(served: Served) -> Path:
    assert served.settings.diary is not None
    with open_diary(served.settings.diary) as store:
        write_day(store, nothing_noticed=True)
    return served.settings.diary


def test_everything_is_erased_two_taps_and_a_sentence_away(served: Served, browser: Browser) -> None:
    diary = _begun(served)
    assert served.ask("POST", "/settings/copy")[0] == 303
    assert served.ask("POST", "/demo/start")[0] == 303
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{served.address}/settings")
    follow(page.get_by_role("link", name="Erase everything"))
    expect(page.get_by_text("One copy of the diary")).to_be_visible()
    follow(page.get_by_role("button", name="Erase for good"))
    expect(page.get_by_text("Nothing was erased")).to_be_visible()
    assert diary.exists()
    page.get_by_label("Write this sentence").fill("Erase everything.")
    follow(page.get_by_role("button", name="Erase for good"))
    expect(page.get_by_text("Everything was erased")).to_be_visible()
    page.close()
    assert not diary.exists()
    assert list(diary.parent.rglob("*.sqlite")) == []
    assert [path for path in served.settings.work.rglob("*") if path.is_file()] == []


def test_the_made_up_person_cannot_erase_the_own_diary(served: Served) -> None:
    diary = _begun(served)
    assert served.ask("POST", "/demo/start")[0] == 303
    headers = {**FORM, "Cookie": "twitchwise-demo=on"}
    body = urlencode({"sentence": "erase everything"}).encode()
    assert served.ask("POST", "/settings/erase", body=body, headers=headers)[0] == 303
    assert diary.exists()


def test_the_day_is_cut_where_the_person_says(served: Served) -> None:
    assert _post(served, "/settings/days", cut_hour="2", zone="Europe/Berlin")[0] == 303
    diary = diary_if_any(served.settings.diary)
    assert diary is not None
    assert (diary.rule.cut_hour, diary.rule.zone) == (2, "Europe/Berlin")
    for fields in ({"cut_hour": "99"}, {"cut_hour": "x"}, {"cut_hour": "4", "zone": "Nowhere/At-All"}, {}):
        status, page = _post(served, "/settings/days", **fields)
        assert status == 422
        assert "Nothing was lost" in page


def test_a_copy_is_made_and_put_back(served: Served) -> None:
    diary = _begun(served)
    assert served.ask("POST", "/settings/copy")[0] == 303
    (copy,) = (diary.parent / "backups").iterdir()
    with open_diary(diary) as store:
        store.remove(store.load().entries[0].entry_id)
    assert _post(served, "/settings/restore", name=copy.name)[0] == 303
    kept = diary_if_any(diary)
    assert kept is not None
    assert len(kept.entries) == 1
    assert _post(served, "/settings/restore", name="../diary.sqlite")[0] == 422
    assert _post(served, "/settings/restore", name="")[0] == 422


def test_without_a_diary_nothing_is_made_by_looking(served: Served) -> None:
    for path in ("/settings", "/settings/erase"):
        assert served.ask("GET", path)[0] == 200
    assert served.settings.diary is not None
    assert not served.settings.diary.exists()


def test_a_diary_that_cannot_be_read_is_not_called_erased(served: Served) -> None:
    assert served.settings.diary is not None
    served.settings.diary.write_bytes(b"this is no diary any more")
    status, page = _post(served, "/settings/erase", sentence="erase everything")
    assert status == 422
    assert "was erased" not in page
    assert served.settings.diary.exists()
