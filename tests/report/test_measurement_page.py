import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.report.built_measurements import a_measurement, a_recording, a_twitch, an_empty_measurement
from tests.report.read_pages import Page
from twitchwise.evidence.red_flags import red_flag_card
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.measurement_page import measurement_page, write_measurement_page
from twitchwise.report.words import describe
from twitchwise.twitches.model import Measurement, Place

STYLE = Path(__file__).parents[2] / "src" / "twitchwise" / "report" / "templates" / "page.css"


EVERY_MEASUREMENT = [*(a_measurement(kind) for kind in RecordingKind), a_measurement(n=0), an_empty_measurement()]


@pytest.mark.parametrize("measurement", EVERY_MEASUREMENT)
def test_the_caution_stands_directly_under_the_result_and_the_card_before_the_charts(measurement: Measurement) -> None:
    result, card = describe(measurement), red_flag_card()
    text = Page(measurement_page(measurement)).text
    headline, caution = text.index(result.headline), text.index(result.caution)
    assert text[headline + len(result.headline) : caution].strip() == ""
    assert caution < text.index(card.now[0]) < text.index("Timeline")
    for line in (*card.now, *card.days, *card.weeks, card.calm, *result.sentences):
        assert line in text


@pytest.mark.parametrize("measurement", EVERY_MEASUREMENT)
def test_the_page_asks_nothing_of_the_network_and_runs_no_script(measurement: Measurement) -> None:
    page = Page(measurement_page(measurement))
    assert "script" not in {tag for tag, _ in page.tags}
    assert not page.values("src")
    addresses = page.values("href") + page.values("xlink:href")
    assert all(address.startswith(("data:", "#")) for address in addresses)
    (policy,) = [attributes["content"] for tag, attributes in page.tags if attributes.get("http-equiv")]
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "@import" not in STYLE.read_text()
    assert "url(" not in STYLE.read_text()


def test_names_from_the_file_are_text_and_never_markup() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    measurement = replace(
        a_measurement(),
        recording=a_recording(name=hostile, device=hostile),
        twitches=tuple(a_twitch(float(t), place=Place(index=0, label=hostile)) for t in (10, 20)),
    )
    html = measurement_page(measurement)
    assert "<img" not in html
    assert hostile in Page(html).text


def test_the_page_can_be_read_aloud() -> None:
    page = Page(measurement_page(a_measurement(RecordingKind.VIDEO)))
    tags = [tag for tag, _ in page.tags]
    assert ("html", {"lang": "en"}) in page.tags
    assert tags.count("h1") == 1
    assert {"header", "main", "footer"} <= set(tags)
    assert all(attributes.get("aria-label") for tag, attributes in page.tags if tag == "svg")
    assert all(attributes.get("scope") for tag, attributes in page.tags if tag == "th")
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert set(page.values("aria-labelledby")) <= set(ids)


def test_each_chart_is_there_for_the_phone_and_for_the_desk() -> None:
    page = Page(measurement_page(a_measurement()))
    classes = [attributes.get("class") for tag, attributes in page.tags if tag == "div"]
    assert classes.count("narrow") == classes.count("wide") == 3


def test_the_table_stops_at_two_hundred_and_says_so() -> None:
    many = tuple(a_twitch(float(t)) for t in np.linspace(10, 120, 250))
    html = measurement_page(replace(a_measurement(), twitches=many, rejected=()))
    assert html.count("<tr>") == 201
    assert "The other 50 are in twitches.csv" in html


def test_the_magnified_clip_is_linked_only_when_there_is_one() -> None:
    video = a_measurement(RecordingKind.VIDEO)
    assert "magnified.mp4" not in measurement_page(video)
    assert 'href="magnified.mp4"' in measurement_page(video, magnified="magnified.mp4")


def test_the_same_measurement_gives_the_same_page(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_measurement_page(a_measurement(), tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "card"),
        ("ink", "calm-ground"),
        ("ink", "note-ground"),
        ("quiet", "card"),
        ("quiet", "ground"),
        ("calm", "card"),
        ("calm", "ground"),
        ("note", "note-ground"),
        ("now", "card"),
    ],
)
def test_text_stands_out_from_its_ground_in_light_and_dark(scheme: int, ink: str, ground: str) -> None:
    palettes = re.findall(r":root \{(.*?)\}", STYLE.read_text(), flags=re.DOTALL)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", palettes[scheme]))
    lighter, darker = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
