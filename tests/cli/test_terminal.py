import io

import pytest
from rich.console import Console

from twitchwise.cli.terminal import print_points, print_prose, printable, progress_shown, say_refusal


def test_control_characters_cannot_steer_the_terminal() -> None:
    assert printable("calf\x1b[31m\a.csv\nnext") == "calf?[31m?.csv\nnext"


def test_a_refusal_stays_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say_refusal("a name\nwith a break: it is empty.")
    assert capsys.readouterr().err == "twitchwise: a name with a break: it is empty.\n"


def test_no_bar_is_drawn_where_nobody_sees_it() -> None:
    with progress_shown() as on_progress:
        assert on_progress is None


def test_prose_keeps_to_the_width_and_leaves_no_blanks() -> None:
    paper = io.StringIO()
    console = Console(file=paper, width=30, highlight=False, markup=False)
    print_prose(console, "a sentence of quite a few words, which must be broken somewhere " * 2)
    print_points(console, ["[bold]a point that is too long for one line of thirty[/bold]"])
    lines = paper.getvalue().splitlines()
    assert max(map(len, lines)) <= 30
    assert all(line == line.rstrip() for line in lines)
    assert lines[-1].startswith("    ")
    assert "  - [bold]a point" in paper.getvalue()
