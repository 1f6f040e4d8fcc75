"""Pages out of templates: everything escaped, every text from the catalogue, the red-flag card on each."""

import hashlib
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.report.figures import say_number
from twitchwise.report.version import package_version
from twitchwise.web.body_map import body_map_css
from twitchwise.web.commands import in_pages
from twitchwise.web.days import say_day, with_days
from twitchwise.web.person import Person
from twitchwise.web.soon import soon_of
from twitchwise.web.words import catalogue, say

__all__ = ["BODY_MAP_CSS", "MENU", "MenuItem", "go_to", "render", "static_address"]

BODY_MAP_CSS = "body-map-places.css"
"""Made when it is asked for: where each site lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """One entry of the menu: its id in the catalogue, its address, and whether it stands in the bar of a phone."""

    id: str
    address: str
    is_first: bool = False


MENU = (
    MenuItem(id="today", address="/", is_first=True),
    MenuItem(id="measure", address="/measure", is_first=True),
    MenuItem(id="why", address="/why", is_first=True),
    MenuItem(id="strength", address="/strength", is_first=True),
    MenuItem(id="spread", address="/spread"),
    MenuItem(id="calm", address="/calm"),
    MenuItem(id="doctor", address="/doctor"),
    MenuItem(id="evidence", address="/evidence"),
    MenuItem(id="import", address="/import"),
    MenuItem(id="settings", address="/settings"),
)


def render(
    request: Request, template: str, *, person: Person, here: str, status: int = 200, **content: object
) -> HTMLResponse:
    """A page.

    Parameters
    ----------
    template : file in the folder of templates.
    person : whose page it is.
    here : id of the menu entry it belongs to; its title is "here.title" of the catalogue unless `title` is given.
    content : what the template names.
    """
    done = request.query_params.get("done", "")
    html = (
        _environment()
        .get_template(template)
        .render(
            here=here,
            menu=MENU,
            person=person,
            done=say(done) if done in catalogue() and done.partition(".")[2].startswith("done_") else "",
            card=red_flag_card(),
            version=package_version(),
            path=request.url.path,
            soon=partial(soon_of, person),  # a page that says it itself, or may not, does not ask
            has_lock=request.app.state.lock.is_set,
            **{"title": say(f"{here}.title"), **content},
        )
    )
    return HTMLResponse(html, status_code=status)


def go_to(address: str, *, done: str = "") -> RedirectResponse:
    """After a form: go on to a page, which says what was done.

    Parameters
    ----------
    address : of ours.
    done : id of a text whose key begins with "done_".
    """
    join = "&" if "?" in address else "?"
    return RedirectResponse(f"{address}{join}done={done}" if done else address, status_code=303)


@cache
def static_address(name: str) -> str:
    """The address of a file of ours, with its content in the address: it may be kept for ever and is never stale."""
    if name == BODY_MAP_CSS:
        content = body_map_css().encode()
    else:
        content = (files("twitchwise.web") / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"t": say, "static": static_address}
    environment.filters |= {"day": say_day, "days": with_days, "digits": say_number, "paged": _paged}
    return environment


def _paged(text: str, here: str = "") -> str:
    """A sentence of a room as a page says it: pages in place of commands, days in words."""
    return with_days(in_pages(text, here))
