"""The whole road in the browser: from the first opening to the doctor's page, as somebody new would go."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web.conftest import CHROMIUM_FLAGS, Served
from tests.web.road import go_the_road, hand_in_clip, record_clip, require_all_kept
from tests.web.test_record import camera_film, chromium_of

__all__ = ["camera_film"]


@pytest.mark.parametrize("size", [(360, 740), (1280, 800)], ids=["phone", "desk"])
def test_somebody_new_goes_the_whole_road(
    served: Served, browser: Browser, camera_film: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    flags = [
        *CHROMIUM_FLAGS,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={camera_film}",
    ]
    with browser.browser_type.launch(executable_path=chromium_of(browser), args=flags) as filming:
        page = filming.new_page(viewport={"width": size[0], "height": size[1]})
        go_the_road(served, page, tmp_path, record_clip)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    require_all_kept(served)


def test_the_whole_road_can_be_gone_without_javascript(
    served: Served, browser: Browser, camera_film: Path, tmp_path: Path
) -> None:
    clip = camera_film.with_name("skin.mp4")
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    go_the_road(served, context.new_page(), tmp_path, lambda page: hand_in_clip(page, clip))
    context.close()
    require_all_kept(served)
