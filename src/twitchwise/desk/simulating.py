"""Making a recording with known truth, for demonstrations and tests."""

from pathlib import Path

from twitchwise.charts.whole_file import whole_file
from twitchwise.errors import InputError
from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.truth import Truth, read_truth, write_truth
from twitchwise.simulate.write import World, simulate_recording

__all__ = ["simulate_to_files"]


def simulate_to_files(kind: RecordingKind, world: World, *, seed: int, out: Path, truth_path: Path) -> Truth:
    """Simulate a recording; write it and its truth, both or neither.

    Parameters
    ----------
    kind, world : what to simulate.
    seed : the same seed gives the same recording.
    out : file of the recording; its ending decides the form.
    truth_path : file of the truth, JSON.

    Raises
    ------
    InputError
        Impossible worlds or endings, files that cannot be written, and a recording that is already there: it is never
        written over.
    """
    _require_free(out, truth_path)
    with whole_file(truth_path) as truth_draft, whole_file(out) as draft:
        try:
            truth = simulate_recording(kind, path=draft, seed=seed, world=world)
        except InputError as error:
            if error.where != draft.name:
                raise
            raise type(error)(what=error.what, where=out.name, remedy=error.remedy) from error
        except MemoryError as error:
            raise InputError(
                what="it would not fit into this computer's memory",
                where=out.name,
                remedy="make it shorter, or for EMG write .npz",
            ) from error
        write_truth(truth, truth_draft)
    return truth


def _require_free(out: Path, truth_path: Path) -> None:
    if out.resolve() == truth_path.resolve():
        raise InputError(
            what="the recording and its truth would be one file", where=str(out), remedy="give --truth another name"
        )
    for path in (out, truth_path):
        if path.is_dir():
            raise InputError(what="it is a folder", where=str(path), remedy="give the name of a file")
    if out.exists() or (truth_path.exists() and not _holds_truth(truth_path)):
        raise InputError(
            what="it is already there",
            where=str(out if out.exists() else truth_path),
            remedy="remove it first or give another name; a recording is never written over",
        )


def _holds_truth(path: Path) -> bool:
    try:
        read_truth(path)
    except InputError:
        return False
    return True
