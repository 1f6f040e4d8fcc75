"""Files of other programs into the diary: read, compared with what is there, kept as one import each."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from twitchwise.clock import utc_now
from twitchwise.desk.diary_place import open_diary
from twitchwise.diary.exercise_names import KnownNames
from twitchwise.diary.model import LearnedExercise, Workout
from twitchwise.diary.muscle_load import load_of_workout
from twitchwise.errors import InputError
from twitchwise.exchange.importers import find_importer, read_import
from twitchwise.exchange.model import ImportFile, ImportResult
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.importing import ImportRecord, Kept
from twitchwise.store.place import place_of

__all__ = ["ImportOutcome", "exercises_to_explain", "import_files", "imports_of"]

_BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What became of one file: either `refusal` is set, or the three others.

    Parameters
    ----------
    path : the file.
    import_id : name of the import in the diary, for taking it back.
    result : what was in the file.
    kept : what of it was new.
    refusal : why nothing could be imported.
    """

    path: Path
    import_id: str = ""
    result: ImportResult | None = None
    kept: Kept | None = None
    refusal: InputError | None = None


def import_files(
    store: DiaryStore,
    paths: Sequence[Path],
    *,
    answers: Mapping[str, str] | None = None,
    on_progress: Callable[[str, float], None] | None = None,
) -> tuple[ImportOutcome, ...]:
    """Imports files one after the other; one that cannot be read does not stop the others.

    Parameters
    ----------
    store : the diary.
    paths : files, zips, or folders of unpacked exports, of any known program.
    answers : what the person said to the questions of earlier results, by the question's id.
    on_progress : told what is being done and the share of the whole that is done.
    """
    report = on_progress or (lambda _doing, _share: None)
    return tuple(
        _import_one(store, path, answers or {}, _part_of(report, path, number, len(paths)))
        for number, path in enumerate(paths)
    )


def imports_of(file: Path | None) -> tuple[ImportRecord, ...]:
    """Every import of a diary, the last one first, undone ones too; none when there is no diary."""
    place = place_of(file)
    if place.file is not None and not place.file.exists():
        return ()
    with open_diary(file) as store:
        return store.imports()


def exercises_to_explain(outcomes: Iterable[ImportOutcome], learned: Iterable[LearnedExercise]) -> tuple[str, ...]:
    """The exercises of imported workouts whose muscles are not known, the most frequent first."""
    known = KnownNames.learned(learned)
    seen: dict[str, int] = {}
    for outcome in outcomes:
        for entry in outcome.result.entries if outcome.result else ():
            if isinstance(entry, Workout):
                for name in load_of_workout(entry, known).not_understood:
                    seen[name] = seen.get(name, 0) + 1
    return tuple(sorted(seen, key=lambda name: (-seen[name], name)))


def _import_one(
    store: DiaryStore, path: Path, answers: Mapping[str, str], report: Callable[[float], None]
) -> ImportOutcome:
    try:
        import_id = _free_id(store, find_importer(path).id)
        zone = store.load().rule.zone
        result = read_import(ImportFile(path=path, import_id=import_id, answers=answers, zone=zone, on_progress=report))
        record = ImportRecord(
            import_id=import_id,
            program=result.program,
            file_name=path.name,
            sha256=_sha256(path),
            imported_at=utc_now(),
        )
        kept = store.keep_import(record, result.entries)
    except InputError as error:
        return ImportOutcome(path=path, refusal=error)
    return ImportOutcome(path=path, import_id=import_id, result=result, kept=kept)


def _free_id(store: DiaryStore, program: str) -> str:
    taken = {record.import_id for record in store.imports()}
    stem = f"{program}-{utc_now():%Y-%m-%d}"
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _sha256(path: Path) -> str:
    """Of the file; of a folder, of the names and sizes in it."""
    digest = hashlib.sha256()
    if path.is_dir():
        for file in sorted(each for each in path.rglob("*") if each.is_file()):
            digest.update(f"{file.relative_to(path)}\0{file.stat().st_size}\n".encode())
        return digest.hexdigest()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _part_of(report: Callable[[str, float], None], path: Path, number: int, total: int) -> Callable[[float], None]:
    return lambda share: report(f"reading {path.name}", (number + share) / total)
