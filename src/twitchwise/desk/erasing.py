"""Erasing: what would go is told first, then it goes for good, backups included."""

import hashlib
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from twitchwise.desk.diary_place import open_kept_diary
from twitchwise.diary.model import Diary, RecordingMeasured
from twitchwise.errors import InputError, UnreadableFile
from twitchwise.store.diary_store import DiaryStore
from twitchwise.store.erasing import Erasure, KindCount, remove_file

__all__ = ["ErasurePlan", "erase", "erase_folders", "plan_erasure", "recording_named"]

_BLOCK_BYTES = 1 << 20
_SHORTEST_HASH = 8  # letters; shorter ones are typed by mistake, or fit several


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePlan:
    """What would be erased.

    Parameters
    ----------
    erasure : what was asked for.
    place : name of the diary.
    counts : entries by kind, former ones among them.
    first_day, last_day : of the present entries that go, when everything goes; else None.
    imports : imports that go.
    backups : backups that are written anew, or removed when everything goes.
    is_on_server : the diary is kept in PostgreSQL, where less can be promised.
    beside : folders that go with everything: what the app in the browser holds.
    """

    erasure: Erasure
    place: str
    counts: tuple[KindCount, ...]
    first_day: date | None
    last_day: date | None
    imports: tuple[str, ...]
    backups: tuple[Path, ...]
    is_on_server: bool
    beside: tuple[Path, ...] = ()

    @property
    def n_entries(self) -> int:
        """How many entries go."""
        return sum(count.n for count in self.counts)


def plan_erasure(
    file: Path | None,
    *,
    import_id: str | None = None,
    recording: str | None = None,
    beside: Sequence[Path] = (),
    known: Diary | None = None,
) -> ErasurePlan:
    """Looks up what would go, and changes nothing.

    Parameters
    ----------
    file : the diary; None for the person's own.
    import_id : the import to erase.
    recording : the recording to erase, as `recording_named` finds it; everything goes when both are None.
    beside : folders that go with everything.
    known : what the diary holds, when it has been read already.

    Raises
    ------
    InputError
        There is no diary, or no such recording in it.
    UnknownName
        There is no such import.
    """
    with open_kept_diary(file) as store:
        diary = store.load() if known is None else known
        sha256 = None if recording is None else recording_named(store, diary, recording)
        erasure = Erasure(import_id=import_id, sha256=sha256)
        days = [diary.rule.day_of(entry.when) for entry in diary.entries] if erasure.is_everything else []
        imports = [record.import_id for record in store.imports()]
        return ErasurePlan(
            erasure=erasure,
            place=store.place.name,
            counts=store.would_erase(erasure),
            first_day=min(days, default=None),
            last_day=max(days, default=None),
            imports=tuple(each for each in imports if erasure.is_everything or each == import_id),
            backups=store.backups(),
            is_on_server=store.place.file is None,
            beside=tuple(path for path in beside if path.is_dir() and any(path.iterdir())),
        )


def erase(file: Path | None, plan: ErasurePlan) -> None:
    """Erases what was planned.

    Raises
    ------
    InputError
        Another program has the diary open, or the disk is full; the same can be asked again.
    """
    with open_kept_diary(file) as store:
        store.erase(plan.erasure)
    erase_folders(plan.beside)


def erase_folders(folders: Iterable[Path]) -> None:
    """Erases folders with everything in them; each file is overwritten first."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                remove_file(path)
        shutil.rmtree(folder, ignore_errors=True)


def recording_named(store: DiaryStore, diary: Diary, name: str) -> str:
    """The fingerprint of a recording that was measured.

    Parameters
    ----------
    store, diary : where it is looked for; a recording that was removed may still stand among the former entries.
    name : the recording's file, the name of its entry, or the beginning of its fingerprint (eight letters or more).

    Raises
    ------
    InputError
        None was measured by that name, or more than one.
    """
    known = {each.entry_id: each.sha256 for each in diary.of(RecordingMeasured)}
    if name in known:
        return known[name]
    path = Path(name)
    if path.is_file():
        name = _sha256(path)
    if not re.fullmatch(rf"[0-9a-f]{{{_SHORTEST_HASH},64}}", name):
        raise InputError(
            what="no recording of this diary is called so",
            where=path.name,
            remedy='name its file, or its entry as "twitchwise diary show --ids" shows it',
        )
    found = {sha256 for sha256 in known.values() if sha256.startswith(name)}
    if len(found) == 1:
        return found.pop()
    if not found and len(name) == 64 and store.would_erase(Erasure(sha256=name)):
        return name
    raise InputError(
        what="several recordings begin so" if found else "this recording was not measured for this diary",
        where=path.name,
        remedy="give more of the fingerprint" if found else "there is nothing to erase",
    )


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK_BYTES):
                digest.update(block)
    except OSError as error:
        raise UnreadableFile(
            what=f"it cannot be read ({(error.strerror or 'unknown reason').lower()})",
            where=path.name,
            remedy="name its entry instead",
        ) from error
    return digest.hexdigest()
