"""A picture of every page of the app: both sizes, both themes.

    python -m bench.screens [--out FOLDER] [--only WORD]

A server of its own with the made-up person's diary and a measured clip; real Chromium by Playwright. The pictures lie
in FOLDER (build/screens), named PAGE-SIZE-THEME.png, with an index.html to leaf through them.
"""

import argparse
import html
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.web.conftest import CHROMIUM_FLAGS, Served, start_server
from tests.web.walk import fill, walk
from twitchwise.web.settings import WebSettings

__all__ = ["SIZES", "THEMES", "main"]

SIZES = {"phone": (360, 740), "desk": (1280, 800)}
THEMES = ("light", "dark")
_UNSAFE = re.compile(r"[^a-z0-9]+")
_JOB = re.compile(r"[0-9a-f]{16}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="A picture of every page of the app.")
    parser.add_argument("--out", type=Path, default=Path("build/screens"))
    parser.add_argument("--only", default="", help="only addresses with this in them")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = WebSettings(work=Path(folder) / "work", diary=Path(folder) / "diary.sqlite")
        settings.work.mkdir()
        server, thread, port = start_server(settings)
        try:
            served = Served(port=port, settings=settings)
            first = {"/": "empty"}  # before anything is in the diary
            shots = _shoot(served, first, chosen.out)
            fill(served, Path(folder))
            pages = {address: _name(address) for address in walk(served) if chosen.only in address}
            shots += _shoot(served, pages, chosen.out)
        finally:
            server.should_exit = True
            thread.join(10)
    (chosen.out / "index.html").write_text(_index(shots), encoding="utf-8")
    print(f"{len(shots)} pictures of {len(pages) + 1} pages in {chosen.out}")


def _shoot(served: Served, pages: dict[str, str], out: Path) -> list[str]:
    shots = []
    path = os.environ.get("TWITCHWISE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        for size, (width, height) in SIZES.items():
            for theme in THEMES:
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if theme == "dark" else "light",
                    reduced_motion="reduce",
                )
                page = context.new_page()
                for address, name in pages.items():
                    page.goto(served.address + address)
                    page.wait_for_load_state("networkidle")
                    shots.append(f"{name}-{size}-{theme}.png")
                    page.screenshot(path=out / shots[-1], full_page=True)
                context.close()
        browser.close()
    return shots


def _name(address: str) -> str:
    return _UNSAFE.sub("-", _JOB.sub("job", address.casefold())).strip("-") or "today"


def _index(shots: Sequence[str]) -> str:
    figures = "".join(
        f'<figure><img loading="lazy" src="{name}" alt=""><figcaption>{name}</figcaption></figure>'
        for name in map(html.escape, sorted(shots))
    )
    style = "body{display:flex;flex-wrap:wrap;gap:16px;font:14px sans-serif}img{max-width:420px;border:1px solid #999}"
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Screens</title><style>{style}</style>{figures}</html>"
    )


if __name__ == "__main__":
    main()
