"""The page names every table and every column."""

from pathlib import Path

from twitchwise.exchange.tables.dictionary import described_columns
from twitchwise.exchange.tables.shapes import table_shapes

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")


def test_every_table_and_every_column_stands_on_the_page() -> None:
    for shape in table_shapes():
        assert f"`{shape.name}.csv`" in PAGE
        assert [column.name for column in described_columns(shape) if f"`{column.name}`" not in PAGE] == []
