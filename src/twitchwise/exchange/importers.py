"""Every program whose export can be read, and how to tell which one a file is of: by its content, never by its name."""

from pathlib import Path

from twitchwise.errors import UnknownFormat, UnreadableFile
from twitchwise.exchange.apple_health import APPLE_HEALTH
from twitchwise.exchange.archive import ARCHIVE
from twitchwise.exchange.bearable import BEARABLE
from twitchwise.exchange.cronometer import CRONOMETER
from twitchwise.exchange.daylio import DAYLIO
from twitchwise.exchange.export_files import ExportFiles
from twitchwise.exchange.fhir.reading import FHIR
from twitchwise.exchange.fit import FIT
from twitchwise.exchange.fitbit import FITBIT
from twitchwise.exchange.fitbod import FITBOD
from twitchwise.exchange.gpx import GPX
from twitchwise.exchange.health_connect import HEALTH_CONNECT
from twitchwise.exchange.hevy import HEVY
from twitchwise.exchange.model import Importer, ImportFile, ImportResult
from twitchwise.exchange.myfitnesspal import MYFITNESSPAL
from twitchwise.exchange.oura import OURA
from twitchwise.exchange.plain_csv import COLUMNS, PLAIN_CSV
from twitchwise.exchange.sleep_as_android import SLEEP_AS_ANDROID
from twitchwise.exchange.strava import STRAVA
from twitchwise.exchange.strong import STRONG
from twitchwise.exchange.tables.reading import TABLES
from twitchwise.exchange.tcx import TCX
from twitchwise.exchange.whoop import WHOOP

__all__ = ["IMPORTERS", "find_importer", "read_import"]

IMPORTERS: tuple[Importer, ...] = (
    # Those that are known by exact names first; those that are told by shape last.
    ARCHIVE,
    FHIR,
    TABLES,
    STRAVA,  # before FIT, TCX and GPX: its archive holds such files
    APPLE_HEALTH,
    HEALTH_CONNECT,
    FITBIT,
    OURA,
    WHOOP,
    FIT,
    BEARABLE,
    CRONOMETER,
    DAYLIO,
    FITBOD,
    HEVY,
    MYFITNESSPAL,
    SLEEP_AS_ANDROID,
    STRONG,
    TCX,
    GPX,
    PLAIN_CSV,  # last: it takes any table whose columns it can guess
)
"""All importers, in the order in which they are asked whether they know a file."""


def find_importer(path: Path) -> Importer:
    """The importer that knows an export.

    Parameters
    ----------
    path : a file, a zip, or the folder an export was unpacked into.

    Raises
    ------
    UnknownFormat
        None does; the sentence names those there are.
    UnreadableFile
        Gone, forbidden, empty, damaged, or larger than any export.
    """
    with ExportFiles(path) as files:
        for importer in IMPORTERS:
            if importer.knows(files):
                return importer
    known = ", ".join(sorted((importer.program for importer in IMPORTERS), key=str.casefold))
    raise UnknownFormat(
        what="this is not an export that is known here",
        where=path.name,
        remedy=f"exports of these can be imported: {known}; or write a table with the columns {COLUMNS}",
    )


def read_import(file: ImportFile) -> ImportResult:
    """Find the importer of a file and read it whole.

    Raises
    ------
    InputError
        Not known, or broken.
    """
    importer = find_importer(file.path)
    try:
        return importer.read(file)
    except OSError as error:
        raise UnreadableFile(
            what=f"it cannot be read ({(error.strerror or 'unknown reason').lower()})",
            where=file.path.name,
            remedy="copy it to another place and try again",
        ) from error
