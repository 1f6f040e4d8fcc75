"""What the tests of the pages of Why share: forms as a browser without JavaScript sends them."""

import re
from urllib.parse import urlencode

from tests.web.conftest import Served
from twitchwise.desk.answering import kept_answers
from twitchwise.desk.diary_place import diary_if_any
from twitchwise.diary.model import Diary
from twitchwise.intake.model import Answers

FORM = {"content-type": "application/x-www-form-urlencoded"}


def send(served: Served, path: str, *fields: tuple[str, str]) -> tuple[int, str, str]:
    """Status, where it leads, and the page."""
    status, answer, content = served.ask("POST", path, body=urlencode(fields).encode(), headers=FORM)
    return status, answer.getheader("location") or "", content.decode("utf-8")


def shown(served: Served, path: str) -> str:
    status, _, content = served.ask("GET", path)
    assert status == 200, path
    return content.decode("utf-8")


def asked_on(page: str) -> list[tuple[str, str]]:
    """The hidden fields of the card on a page."""
    return [(name, value) for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)]


def diary_of(served: Served) -> Diary:
    return diary_if_any(served.settings.diary) or Diary()


def answers_of(served: Served) -> Answers:
    from twitchwise.clock import utc_now

    diary = diary_of(served)
    return kept_answers(diary, diary.rule.today(utc_now())).answers
