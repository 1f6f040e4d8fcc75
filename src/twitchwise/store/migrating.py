"""Brings a kept diary to the shape of this version, after a backup."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from twitchwise.errors import UnreadableFile
from twitchwise.store.place import Place

__all__ = ["bring_up_to_date", "revision_of", "steps"]

_FOLDER = Path(__file__).with_name("migrations")


def steps() -> tuple[str, ...]:
    """The numbers of all steps, the first one first."""
    return _steps_in(_FOLDER, frozenset((_FOLDER / "versions").glob("*.py")))


@cache  # read once for the files that are there: every opening of a diary asks
def _steps_in(folder: Path, _files: frozenset[Path]) -> tuple[str, ...]:
    return tuple(script.revision for script in reversed(list(ScriptDirectory(str(folder)).walk_revisions())))


def revision_of(connection: Connection) -> str | None:
    """The last step that was taken on a database; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def bring_up_to_date(engine: Engine, place: Place, *, to: str = "head") -> None:
    """Takes the steps that are missing, all or none.

    Raises
    ------
    UnreadableFile
        A later version of twitchwise has written it.
    """
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        revision = revision_of(connection)
        if revision is not None and revision not in steps():
            raise UnreadableFile(
                what="a later version of twitchwise has written this diary",
                where=place.name,
                remedy="install that version, or name another file",
            )
        config.attributes["connection"] = connection
        command.upgrade(config, to)
