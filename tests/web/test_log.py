import re

from playwright.sync_api import Browser, expect

from tests.web.conftest import Served
from tests.web.follow import follow
from tests.web.why_road import diary_of, send, shown
from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.evening import Evening, evening_of
from twitchwise.desk.writing import start_investigation


def there(served: Served) -> Evening:
    diary = diary_of(served)
    return evening_of(diary, diary.rule.today(utc_now()))


def seen(page: str) -> tuple[str, str]:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found is not None
    return "seen", found[1]


def test_outside_a_search_the_weekly_one_comes_first_and_one_thing_can_be_kept(served: Served) -> None:
    page = shown(served, "/log?site=tongue")
    assert "/log/week" in page
    assert 'name="cups"' not in page
    assert re.search(r'value="tongue" checked', page)
    assert send(served, "/log", seen(page), ("sites", "tongue"), ("count-tongue", "3"))[:2] == (303, "/log/done")
    assert [(each.site and each.site.id, each.count) for each in there(served).noticed] == [("tongue", 3)]


def test_two_tabs_the_later_one_is_told_and_nothing_is_lost(served: Served) -> None:
    with open_diary(served.settings.diary) as store:
        start_investigation(store)
    page = shown(served, "/log")
    send(served, "/log", seen(page), ("quiet", "yes"), ("cups", "2"))
    status, _, told = send(served, "/log", seen(page), ("sites-map", "tongue"), ("cups", "7"), ("note", "a <i>run</i>"))
    assert status == 409
    assert "in another tab" in told
    assert "Nothing twitched" in told
    assert 'value="7"' in told
    assert "a &lt;i&gt;run&lt;/i&gt;" in told
    assert there(served).is_quiet
    assert send(served, "/log", seen(told), ("sites", "tongue"), ("cups", "7"))[0] == 303
    assert there(served).cups == 7.0


def test_a_slip_is_told_and_what_was_typed_stays(served: Served) -> None:
    with open_diary(served.settings.diary) as store:
        start_investigation(store)
    page = shown(served, "/log")
    for field in (("cups", "a lot"), ("count-tongue", "-1"), ("tense", "99"), ("cups", "nan")):
        status, _, told = send(served, "/log", seen(page), ("sites", "tongue"), ("note", "hello"), field)
        assert status == 422, field
        assert "hello" in told
        assert f'value="{field[1]}"' in told
    assert there(served) == Evening()


def test_an_evening_with_one_thumb_and_the_back_button_after_it(served: Served, browser: Browser) -> None:
    with open_diary(served.settings.diary) as store:
        start_investigation(store)
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{served.address}/log")
    page.get_by_label("Nothing twitched").check()
    page.get_by_label("Cups of coffee").fill("2")
    follow(page.get_by_role("button", name="Keep it"))
    expect(page.get_by_role("heading", name="Written down")).to_be_visible()
    page.go_back()
    page.wait_for_load_state()
    follow(page.get_by_role("button", name="Keep it"))
    page.wait_for_load_state()
    assert there(served) == Evening(is_quiet=True, cups=2.0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
