from dataclasses import replace

from tests.report.built_measurements import a_measurement, an_empty_measurement
from twitchwise.recordings.model import RecordingKind
from twitchwise.report.details import describe_details
from twitchwise.twitches.model import GroupKind, Measurement


def details_of(measurement: Measurement) -> dict[str, str]:
    return {detail.label: detail.text for detail in describe_details(measurement)}


def test_strict_and_lenient_rates_stand_side_by_side() -> None:
    details = details_of(a_measurement())
    assert details["Strict rate"] == "about 12 a minute (8 to 18)"
    assert details["Lenient rate"] == "about 14 a minute (9 to 19)"


def test_groups_are_called_what_the_number_of_places_allows() -> None:
    measurement = a_measurement(RecordingKind.EMG)
    assert details_of(measurement)["Site 1"].startswith(
        "24 twitches, about 12 a minute (8 to 18), typical size 18 microv"
    )
    (group,) = measurement.groups
    unit = replace(measurement, groups=(replace(group, kind=GroupKind.PROBABLE_UNIT),))
    assert "Probable unit 1" in details_of(unit)


def test_silence_about_groups_is_explained() -> None:
    note = "the twitches are too small to be told apart"
    assert details_of(replace(a_measurement(), groups=(), grouping_note=note))["Groups"] == note


def test_shares_say_what_they_mean_or_why_there_are_none() -> None:
    details = details_of(a_measurement())
    assert details["Isolated twitches"] == "83 % (65 to 94 %), both neighbours more than 250 ms away"
    assert details["Continual twitches"] == "not measurable: fewer than three twitches in a row"


def test_the_file_can_be_recognised_by_its_hash() -> None:
    assert details_of(a_measurement())["SHA-256 of the file"] == "0123456789abcdef" * 4


def test_what_the_file_does_not_say_is_left_away() -> None:
    details = details_of(an_empty_measurement())
    assert "Device" not in details
    assert "Missing from the file" not in details
    assert all(details.values())
