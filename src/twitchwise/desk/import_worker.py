"""The process that reads one handed-in export: `python -m twitchwise.desk.import_worker FOLDER`."""

from dataclasses import replace
from pathlib import Path

from twitchwise.desk.import_job import ImportJob, ImportSheet
from twitchwise.desk.job import JobState
from twitchwise.desk.job_process import Teller, run_worker, work_on
from twitchwise.errors import InputError

__all__ = ["read_job"]

_MOST_LINES = 200


def read_job(job: ImportJob) -> None:
    """Reads it, keeps what it brings, and writes the sheet."""
    work_on(job, lambda: _read(job))


def _read(job: ImportJob) -> None:
    path = job.file
    if path is None:
        raise InputError(what="it is not there any more", where="the file", remedy="hand it in once more")
    try:
        sheet = _sheet(job, path)
    except InputError as error:
        sheet = ImportSheet(file_name=path.name, refusal=str(error))
    job.write_sheet(sheet)
    job.tell(replace(job.status, state=JobState.DONE, share=1.0))


def _sheet(job: ImportJob, path: Path) -> ImportSheet:
    from twitchwise.desk.diary_place import open_diary
    from twitchwise.desk.importing import exercises_to_explain, import_files
    from twitchwise.diary.model import LearnedExercise

    request = job.request
    with open_diary(request.diary) as store:
        (outcome,) = import_files(store, [path], answers=dict(request.answers), on_progress=Teller(job).tell)
        learned = store.load().of(LearnedExercise)
    result, kept = outcome.result, outcome.kept
    if result is None or kept is None:
        return ImportSheet(file_name=path.name, answers=request.answers, refusal=str(outcome.refusal or ""))
    return ImportSheet(
        file_name=path.name,
        program=result.program,
        import_id=outcome.import_id if kept.n_new or kept.n_changed else "",
        n_new=kept.n_new,
        n_changed=kept.n_changed,
        n_already_there=kept.n_already_there,
        n_skipped=sum(each.n for each in result.skipped),
        skipped=result.skipped[:_MOST_LINES],
        questions=result.questions,
        problems=result.problems[:_MOST_LINES],
        unexplained=exercises_to_explain([outcome], learned),
        answers=request.answers,
    )


if __name__ == "__main__":
    run_worker(lambda folder: read_job(ImportJob(folder)))
