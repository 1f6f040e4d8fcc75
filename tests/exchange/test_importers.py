"""Which importer knows which file."""

from pathlib import Path

import pytest

from twitchwise.errors import UnknownFormat
from twitchwise.exchange.export_files import ExportFiles
from twitchwise.exchange.importers import IMPORTERS, find_importer, read_import
from twitchwise.exchange.model import ImportFile

OF_FILE = {
    "apple_health_min.xml": "apple-health",
    "cronometer_dailysummary.csv": "cronometer",
    "daylio_12h.csv": "daylio",
    "fit_garmin_edge820_bike.fit": "fit",
    "fit_monitoring.fit": "fit",
    "gpx11_all_fields.gpx": "gpx",
    "hevy_kg.csv": "hevy",
    "mfp_nutrition_summary.csv": "myfitnesspal",
    "strava_activities.csv": "strava",
    "strong_comma_kg_de.csv": "strong",
    "tcx_sup_activity.tcx": "tcx",
}


@pytest.mark.parametrize(("name", "id_"), OF_FILE.items())
def test_each_real_file_is_known_by_one_program_under_any_name(
    shared_data: Path, tmp_path: Path, name: str, id_: str
) -> None:
    path = tmp_path / "anything.dat"
    path.symlink_to(shared_data / "imports" / name)
    with ExportFiles(path) as files:
        knowing = [importer.id for importer in IMPORTERS if importer.knows(files)]
    assert [known for known in knowing if known != "plain-csv"] == [id_]
    assert knowing[0] == id_  # a table of one's own is asked last
    result = read_import(ImportFile(path=path, import_id="i1"))
    keys = [entry.origin.source_key for entry in result.entries if entry.origin is not None]
    assert len(keys) == len(set(keys)) == len(result.entries)


def test_every_real_file_has_its_program(shared_data: Path) -> None:
    assert {path.name for path in (shared_data / "imports").iterdir()} == OF_FILE.keys()


def test_ids_and_names_of_programs_are_unique() -> None:
    assert len({importer.id for importer in IMPORTERS}) == len(IMPORTERS)
    assert len({importer.program for importer in IMPORTERS}) == len(IMPORTERS)


def test_a_refusal_names_all_programs(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ann,\n\nnothing to import here.\n")
    with pytest.raises(UnknownFormat) as refusal:
        find_importer(path)
    assert all(importer.program in str(refusal.value) for importer in IMPORTERS)
