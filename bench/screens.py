"""A picture of every page of the app in every state: both sizes, both themes, and as it is printed.

    python -m bench.screens [--out FOLDER] [--only WORD]

Real Chromium by Playwright, against real servers, each with a diary of its own: an empty one, the made-up person's
with measured recordings, one with an emergency, a locked one. The pictures lie in FOLDER (build/screens), named
PAGE-SIZE-THEME.png, with the list of them and their addresses (pages.txt) and an index.html to leaf through them.
"""

import argparse
import base64
import html
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.conftest import CHROMIUM_FLAGS, Served
from tests.web.tour import Stop, Whose, all_stops, open_worlds, visit, wait_for_pictures

__all__ = ["PRINTED", "SIZES", "THEMES", "main"]

SIZES = {"phone": (360, 740), "desk": (1280, 800)}
THEMES = ("light", "dark")
PRINTED = ("why", "doctor", "strength", "emergency-why", "measured-clip")
_PAPER_PX = (718, 1000)  # A4 with margins of 1 cm, at 96 px an inch


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="A picture of every page of the app.")
    parser.add_argument("--out", type=Path, default=Path("build/screens"))
    parser.add_argument("--only", default="", help="only pages with this in their name")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_worlds(Path(folder)) as worlds, _chromium() as browser:
        stops = [stop for stop in all_stops(worlds) if chosen.only in stop.name]
        shots = [*_shown(browser, worlds, stops, chosen.out), *_printed(browser, worlds, stops, chosen.out)]
    listed = "".join(f"{stop.name}\t{stop.whose}\t{stop.address}\n" for stop in stops)
    (chosen.out / "pages.txt").write_text(listed, encoding="utf-8")
    (chosen.out / "index.html").write_text(_index(shots), encoding="utf-8")
    print(f"{len(shots)} pictures of {len(stops)} pages in {chosen.out}")


def _shown(browser: Browser, worlds: Mapping[Whose, Served], stops: Sequence[Stop], out: Path) -> list[str]:
    """Each page is loaded once a size, and both themes are pictures of that."""
    shots = []
    for size, (width, height) in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        page = context.new_page()
        for stop in stops:
            visit(page, worlds, stop)
            for theme in THEMES:
                page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
                wait_for_pictures(page)
                shots.append(f"{stop.name}-{size}-{theme}.png")
                _shoot(page, out / shots[-1])
        context.close()
    return shots


def _printed(browser: Browser, worlds: Mapping[Whose, Served], stops: Sequence[Stop], out: Path) -> list[str]:
    """As it looks on paper: a picture and the PDF."""
    shots = []
    width, height = _PAPER_PX
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    for stop in stops:
        if stop.name in PRINTED:
            page.emulate_media(media="screen")
            visit(page, worlds, stop)
            page.emulate_media(media="print", color_scheme="dark")  # paper is white whatever the screen is
            shots.append(f"{stop.name}-print.png")
            _shoot(page, out / shots[-1])
            page.pdf(path=out / f"{stop.name}.pdf", format="A4")
    context.close()
    return shots


def _shoot(page: Page, path: Path) -> None:
    """The whole page, its bar at the foot of it; packed for speed instead of size."""
    small = page.viewport_size
    assert small is not None
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": small["width"], "height": max(height, small["height"])})
    session = page.context.new_cdp_session(page)
    wish = {"format": "png", "optimizeForSpeed": True}
    path.write_bytes(base64.b64decode(session.send("Page.captureScreenshot", wish)["data"]))
    session.detach()
    page.set_viewport_size(small)


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = os.environ.get("TWITCHWISE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


def _index(shots: Sequence[str]) -> str:
    figures = "".join(
        f'<figure><img loading="lazy" src="{name}" alt=""><figcaption>{name}</figcaption></figure>'
        for name in map(html.escape, shots)
    )
    style = "body{display:flex;flex-wrap:wrap;gap:16px;font:14px sans-serif}img{max-width:420px;border:1px solid #999}"
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Screens</title><style>{style}</style>{figures}</html>"
    )


if __name__ == "__main__":
    main()
