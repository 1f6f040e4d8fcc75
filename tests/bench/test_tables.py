from pathlib import Path

from bench.tables import Table, number, store_sections


def test_a_table_is_markdown_with_its_remarks() -> None:
    table = Table(
        title="Recall", columns=("size", "recall"), rows=[("60 uV", "0.5")], before="Seed 1.", after=["Ours."]
    )
    assert table.markdown().splitlines() == [
        "### Recall",
        "",
        "Seed 1.",
        "",
        "| size  | recall |",
        "| ----- | ------ |",
        "| 60 uV | 0.5    |",
        "",
        "- Ours.",
    ]


def test_no_number_is_an_empty_cell_and_zero_has_no_sign() -> None:
    assert number(float("nan")) == ""
    assert number(-0.001) == "0.00"


def test_writing_one_section_keeps_the_others(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    store_sections(page, "# Page", {"One": "first", "Two": "### Table\n\nsecond"})
    store_sections(page, "# Page again", {"One": "first anew"})
    assert page.read_text() == "# Page again\n\n## One\n\nfirst anew\n\n## Two\n\n### Table\n\nsecond\n"
