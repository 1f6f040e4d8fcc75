from dataclasses import replace
from pathlib import Path

from starlette.requests import Request

from twitchwise.web.app import create_app
from twitchwise.web.held import Held
from twitchwise.web.person import Person, person_of
from twitchwise.web.settings import WebSettings


def _own(folder: Path) -> Person:
    app = create_app(WebSettings(work=folder, diary=folder / "diary.sqlite"))
    return person_of(Request({"type": "http", "app": app, "headers": []}))


def test_what_is_held_is_found_by_its_name_and_only_by_whom_it_belongs_to(tmp_path: Path) -> None:
    held: Held[str] = Held()
    own = _own(tmp_path)
    demo = replace(own, is_demo=True)
    mine, made_up = held.hold("mine", own), held.hold("made up", demo)
    assert (held.find(mine, own), held.find(made_up, demo)) == ("mine", "made up")
    assert (held.find(mine, demo), held.find(made_up, own), held.find("", own)) == (None, None, None)
    held.forget_demo()
    assert (held.find(mine, own), held.find(made_up, demo)) == ("mine", None)
    held.forget()
    assert held.find(mine, own) is None


def test_after_fifty_others_the_first_is_gone(tmp_path: Path) -> None:
    held: Held[int] = Held()
    own = _own(tmp_path)
    names = [held.hold(number, own) for number in range(51)]
    assert len(set(names)) == 51
    assert [held.find(name, own) for name in names] == [None, *range(1, 51)]
