from pathlib import Path

from tests.report.built_measurements import a_measurement, an_empty_measurement
from twitchwise.desk.diary_place import open_diary
from twitchwise.desk.writing import keep_measurement
from twitchwise.diary.codec import entry_from_json, entry_to_json
from twitchwise.diary.model import RecordingMeasured
from twitchwise.estimate import Estimate


def kept(file: Path) -> RecordingMeasured:
    with open_diary(file) as store:
        (entry,) = store.load().of(RecordingMeasured)
    return entry


def test_a_kept_recording_holds_what_a_doctor_asks_about(tmp_path: Path) -> None:
    measurement = a_measurement()
    with open_diary(tmp_path / "d.sqlite") as store:
        assert keep_measurement(store, measurement)
        assert not keep_measurement(store, measurement)
    entry = kept(tmp_path / "d.sqlite")
    assert entry.rate_per_min == measurement.strict
    assert entry.smallest_detectable == measurement.smallest_detectable
    for kept_share, share in ((entry.isolated, measurement.isolated), (entry.continual, measurement.continual)):
        assert kept_share == (share if isinstance(share, Estimate) else None)
    assert entry.n_groups == (len(measurement.groups) or None)
    assert entry_from_json(entry_to_json(entry)) == entry


def test_what_could_not_be_measured_is_kept_as_unknown(tmp_path: Path) -> None:
    with open_diary(tmp_path / "d.sqlite") as store:
        keep_measurement(store, an_empty_measurement())
    entry = kept(tmp_path / "d.sqlite")
    assert entry.rate_per_min is None
    assert (entry.n_groups, entry.groups_are, entry.n_doublets) == (None, "", None)
    assert not isinstance(entry.isolated, Estimate)
