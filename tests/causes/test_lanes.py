from dataclasses import replace
from datetime import timedelta

from tests.causes.built_answers import likely, nobody, rare, told
from tests.causes.sketches import TODAY
from twitchwise.causes.loading import causes_library
from twitchwise.causes.rank import rank_causes
from twitchwise.causes.ranked import Band, Lane
from twitchwise.intake.feature import Feature
from twitchwise.intake.model import Medicine, Sex

MIMICS = {"root-lesion", "neck-cord", "hereditary-neuropathy", "other-neuropathy", "mmn", "sma", "myasthenia", "als"}


def test_every_mimic_is_named_to_a_man_whose_hand_grows_weak() -> None:
    answers = replace(told(Feature.FINE_HAND_TROUBLE, Feature.WEAKNESS_GROWING), sex=Sex.MALE, age_years=50)
    found = rank_causes(answers)
    assert {*MIMICS, "kennedy"} <= {cause.id for cause in found.shown}


def test_no_harmless_cause_leads_the_list_of_somebody_who_lost_strength() -> None:
    harmless = {cause.id for cause in rank_causes(nobody()).likely}
    for lost in ((Feature.TASK_LOST, Feature.WEAKNESS_GROWING), (Feature.FOOT_DROP,), (Feature.SPEECH_CHANGE,)):
        found = rank_causes(told(Feature.WIDESPREAD, Feature.CRAMPS, *lost))
        assert likely(found)[0] not in harmless


def test_a_pressed_nerve_comes_before_als_until_what_was_told_carries_it() -> None:
    hand = (Feature.FINE_HAND_TROUBLE, Feature.WASTING, Feature.ONE_SIDED, Feature.WEAKNESS_GROWING)
    painless = (Feature.NUMBNESS, Feature.PAIN_DOWN_A_LIMB, Feature.BACK_OR_NECK_PAIN)

    def first(*yes: Feature, no: tuple[Feature, ...] = ()) -> str:
        answers = replace(told(*yes, no=no), age_years=61, sex=Sex.MALE, weakness_since=TODAY - timedelta(days=200))
        return likely(rank_causes(answers))[0]

    assert first(*hand) == "root-lesion"
    assert first(*hand, no=painless) == "als"
    assert first(*hand, Feature.BRISK_REFLEXES_SEEN) == "als"
    assert first(*hand, Feature.TONGUE_TWITCHING) == "als"


def test_als_stays_out_of_the_first_lane_while_nothing_is_lost() -> None:
    found = rank_causes(told(Feature.WIDESPREAD, Feature.CRAMPS, Feature.AFRAID_OF_ALS))
    assert "als" not in likely(found)
    assert rare(found)[-1] == "als"
    als = found.not_to_be_missed[-1]
    assert (als.band, als.shares, als.lane) == (None, None, Lane.NOT_TO_BE_MISSED)


def test_nobody_at_all_gets_common_causes_and_is_told_that_little_is_known() -> None:
    found = rank_causes(nobody())
    assert {"benign-fasciculation", "normal-twitching"} <= set(likely(found))
    assert all(cause.band is Band.POSSIBLE for cause in found.likely)
    assert "causes_little_known" in {note.id for note in found.notes}
    assert all(cause.not_known for cause in found.likely if cause.id == "after-training")


def test_medicines_share_one_place_and_name_one_another() -> None:
    medicines = tuple(Medicine(name=name) for name in ("pyridostigmine", "lithium", "salbutamol"))
    found = rank_causes(nobody(medicines=medicines))
    shown = [cause for cause in found.likely if cause.id.startswith("medicine-")]
    assert [cause.id for cause in shown] == ["medicine-cholinesterase"]
    assert any("lithium" in name for name in shown[0].also)


def test_short_breath_alone_brings_no_row_of_grave_illnesses() -> None:
    found = rank_causes(told(Feature.BREATHLESS_AT_REST, Feature.PANIC_OR_FAST_BREATHING))
    assert likely(found)[0] == "anxiety"
    assert "als" not in likely(found)
    assert len(found.not_to_be_missed) <= 2


def test_lost_strength_told_twice_puts_what_is_harmless_behind_all_that_could_explain_it() -> None:
    once = likely(rank_causes(told(Feature.RISING_TROUBLE)))
    twice = likely(rank_causes(told(Feature.TASK_LOST, Feature.FINE_HAND_TROUBLE, Feature.ARM_RAISING_TROUBLE)))
    harmless = {cause.id for cause in causes_library().causes if cause.is_harmless}
    assert {"normal-twitching", "benign-fasciculation", "anxiety"} <= harmless
    assert harmless & set(once)
    assert not harmless & set(twice)
    assert {"neck-cord", "muscle-disease"} <= set(twice)


def test_what_fits_is_read_before_what_is_possible() -> None:
    found = rank_causes(
        told(Feature.STRAINED_THIS_MUSCLE, Feature.TRAINED_THIS_MUSCLE, Feature.STRESS, Feature.AFRAID_OF_ALS)
    )
    bands = [cause.band for cause in found.likely]
    assert Band.FITS in bands
    assert bands == sorted(bands, key=lambda band: band is not Band.FITS)


def test_breath_headache_and_lost_weight_are_not_led_by_harmless_twitching() -> None:
    breath = (Feature.BREATHLESS_ON_EFFORT, Feature.MORNING_HEADACHE, Feature.DAYTIME_SLEEPINESS, Feature.WEIGHT_LOSS)
    found = rank_causes(replace(told(*breath), age_years=73))
    assert likely(found)[0] == "als"
    assert {"muscle-disease", "myasthenia"} <= {*likely(found), *rare(found)}
    alone = rank_causes(replace(told(Feature.BREATHLESS_ON_EFFORT), age_years=29))
    assert "als" not in likely(alone)
