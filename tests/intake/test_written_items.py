from dataclasses import replace
from datetime import date, datetime

import pytest

from twitchwise.body import all_sites
from twitchwise.intake.item import Item
from twitchwise.intake.model import (
    Analyte,
    Answers,
    Examination,
    ExaminationKind,
    ExaminationResult,
    Lab,
    Medicine,
    NoticedSite,
    Precision,
    Sex,
    TwitchCourse,
)
from twitchwise.intake.typed_answers import with_typed_item
from twitchwise.intake.written_items import item_text

DAY = date(2026, 11, 22)
SITES = list(all_sites())
FULL = Answers(
    answered_on=DAY,
    age_years=34,
    sex=Sex.FEMALE,
    sites=(
        NoticedSite(site=SITES[0]),
        NoticedSite(site=SITES[3], first_noticed=datetime(2026, 9, 14, 21, 5), precision=Precision.MINUTE),
        NoticedSite(site=SITES[9], first_noticed=datetime(2026, 9, 1), precision=Precision.MONTH, had_just_read=True),
        NoticedSite(site=SITES[20], first_noticed=datetime(2024, 1, 1), precision=Precision.YEAR),
    ),
    twitching_since=date(2026, 5, 4),
    twitch_course=TwitchCourse.COMES_AND_GOES,
    medicines=(
        Medicine(name="omeprazole", started=date(2023, 1, 1)),
        Medicine(name="diazepam", started=date(2026, 1, 1), changed=date(2026, 3, 1), stopped=date(2026, 11, 8)),
        Medicine(name="zinc"),
    ),
    examinations=(
        Examination(kind=ExaminationKind.EMG, result=ExaminationResult.NORMAL, on=date(2026, 8, 1)),
        Examination(kind=ExaminationKind.NERVE_CONDUCTION, result=ExaminationResult.UNCLEAR),
    ),
    labs=(
        Lab(analyte=Analyte.CALCIUM, value=2.31, unit="mmol/l", low=2.2, high=2.6, on=date(2026, 9, 2)),
        Lab(analyte=Analyte.TSH, value=1.4, unit="mu/l", high=4.0),
        Lab(analyte=Analyte.B12, value=300.0, unit="ng/l", low=200.0),
        Lab(analyte=Analyte.CK, value=180.0),
    ),
    sleep_h=6.5,
    caffeine_mg=250.0,
    question="Why does my calf twitch?",
)


@pytest.mark.parametrize("item", [item for item in Item if getattr(FULL, item.value) not in (None, (), "")])
def test_what_is_written_is_read_back_as_it_was(item: Item) -> None:
    empty = Answers(answered_on=DAY)
    again = with_typed_item(empty, item, item_text(FULL, item))
    assert getattr(again, item.value) == getattr(FULL, item.value)


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.id)
def test_every_place_is_read_back_as_itself(site: object) -> None:
    answers = replace(FULL, sites=(NoticedSite(site=site),))  # type: ignore[arg-type]
    assert with_typed_item(Answers(answered_on=DAY), Item.SITES, item_text(answers, Item.SITES)).sites == answers.sites


def test_nothing_known_is_an_empty_text() -> None:
    assert {item_text(Answers(answered_on=DAY), item) for item in Item} == {""}
