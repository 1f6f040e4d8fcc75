import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest


def test_the_rate_comes_first_and_the_caution_directly_under_the_result(run: Any, phone_file: Path) -> None:
    shown = run("measure", phone_file, "--site", "left calf")
    paragraphs = shown.stdout.split("\n\n")
    assert shown.exit_code == 0
    assert paragraphs[0].startswith("About ")
    assert "a minute" in paragraphs[0].splitlines()[0]
    assert "left calf" in paragraphs[0]
    assert "or more would have been found" in " ".join(paragraphs[0].split())
    assert paragraphs[1].startswith("Neither the rate nor the place")
    assert paragraphs[2].startswith("What did your left calf (gastrocnemius) do in the last three days?")
    assert paragraphs[3].startswith("When to see a doctor")
    assert shown.stderr == ""


def test_a_quiet_recording_is_no_twitch_seen_with_what_could_not_be_seen(run: Any, quiet_file: Path) -> None:
    shown = " ".join(run("measure", quiet_file).stdout.split())
    assert shown.startswith("No twitch seen.")
    assert "smaller ones can have been missed" in shown
    assert "rule anything out" in shown


def test_details_come_only_when_asked_for(run: Any, phone_file: Path) -> None:
    assert "Doublets" not in run("measure", phone_file).stdout
    asked = run("measure", phone_file, "--details").stdout
    for word in ("Doublets", "Isolated", "Continual", "Groups", "SHA-256"):
        assert word in asked


def test_json_is_one_object_and_nothing_else(run: Any, phone_file: Path) -> None:
    shown = run("measure", phone_file, "--json")
    assert shown.exit_code == 0
    assert json.loads(shown.stdout)["recording"]["name"] == "phone.csv"
    assert shown.stderr == ""


def test_json_keeps_the_options(run: Any, phone_file: Path) -> None:
    words = ("--json", "--site", "right soleus", "--false-alarms", "0.5")
    options = json.loads(run("measure", phone_file, *words).stdout)["options"]
    assert options["site"] == "right-soleus"
    assert options["false_alarms_per_min"] == 0.5


def test_pages_are_written_where_asked_and_replaced_the_second_time(run: Any, phone_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "result"
    for _ in range(2):
        shown = run("measure", phone_file, "--out", out)
        assert shown.exit_code == 0
        assert str(out / "index.html") in shown.stdout
    names = {path.name for path in out.iterdir()}
    assert {"index.html", "timeline.svg", "twitches.csv", "result.json"} <= names
    assert [path.name for path in out.parent.iterdir()] == ["result"]


def test_several_files_give_a_table_a_summary_and_a_folder_each(
    run: Any, phone_file: Path, quiet_file: Path, tmp_path: Path
) -> None:
    shown = run("measure", phone_file, quiet_file, "--out", tmp_path / "all")
    assert shown.exit_code == 0
    assert "phone.csv" in shown.stdout
    assert "none seen" in shown.stdout
    assert shown.stdout.count("When to see a doctor") == 1
    assert {path.name for path in (tmp_path / "all").iterdir()} == {"phone", "quiet", "summary.csv", "summary.html"}
    assert 'href="phone/index.html"' in (tmp_path / "all" / "summary.html").read_text(encoding="utf-8")


def test_one_broken_file_does_not_stop_the_others(run: Any, phone_file: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.edf").write_bytes(b"0       broken")
    shutil.copy(phone_file, tmp_path)
    shown = run("measure", tmp_path, "--json")
    found = json.loads(shown.stdout)
    assert shown.exit_code == 1
    assert [one["recording"]["name"] for one in found["recordings"]] == ["phone.csv"]
    assert [one["where"] for one in found["refused"]] == ["broken.edf"]
    assert shown.stderr.startswith("twitchwise: broken.edf: ")


def test_a_text_beside_the_recordings_is_passed_over(run: Any, phone_file: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Filmed after the run.\nLeft leg.\n")
    shutil.copy(phone_file, tmp_path)
    shown = run("measure", tmp_path)
    assert shown.exit_code == 0
    assert "notes.txt" not in shown.stdout
    assert shown.stderr == "twitchwise: no recordings, passed over: notes.txt.\n"


def test_a_scale_for_a_phone_is_said_to_change_nothing(run: Any, phone_file: Path) -> None:
    assert "--scale is for videos" in run("measure", phone_file, "--scale", "50").stderr


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--site", "left gastrok"), "left-gastrocnemius"),
        (("--site", "calf"), "left-gastrocnemius or right-gastrocnemius"),
        (("--false-alarms", "0"), "0.001 to 60"),
        (("--scale", "-1"), "above 0"),
        (("--rate", "0"), "above 0"),
        (("--rate", "fast"), "number"),
        (("--kind", "sound"), "emg"),
    ],
)
def test_a_wrong_option_ends_with_2_and_says_what_is_right(
    run: Any, phone_file: Path, words: tuple[str, ...], part: str
) -> None:
    refused = run("measure", phone_file, *words)
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert part in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_unknown_site_is_answered_in_one_sentence(run: Any, phone_file: Path) -> None:
    refused = run("measure", phone_file, "--site", "left gastrok")
    assert refused.stderr.count("\n") == 1
    assert refused.stderr.startswith('twitchwise: "left gastrok" is no site')


def test_a_folder_with_other_things_is_never_written_to(run: Any, phone_file: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear doctor")
    refused = run("measure", phone_file, "--out", tmp_path)
    assert refused.exit_code == 1
    assert "already holds other files" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_the_text_fits_a_narrow_terminal_and_has_no_colour_where_none_is_wanted(start: Any, phone_file: Path) -> None:
    words, complaints = start("measure", phone_file, COLUMNS="40", NO_COLOR="1", FORCE_COLOR="1").communicate(
        timeout=60
    )
    assert complaints == ""
    plain = re.sub(r"\x1b\[\d*m", "", words)
    assert not re.search(r"\x1b\[[34]\d", words)
    assert max(len(line) for line in plain.splitlines() if "doi" not in line) <= 40


@pytest.mark.skipif(os.name == "nt", reason="does not apply here: names of files are text on this system")
def test_a_name_no_terminal_can_show_is_no_obstacle(start: Any, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/calf\xff\x1b[31m.csv"
    Path(os.fsdecode(path)).write_bytes(b"")
    words, complaints = start("measure", tmp_path).communicate(timeout=60)
    assert words == ""
    assert complaints.count("\n") == 1
    assert "it is empty" in complaints
    assert "\x1b" not in complaints


def test_a_table_that_could_be_two_things_says_how_to_settle_it(run: Any, phone_file: Path, tmp_path: Path) -> None:
    shutil.copy(phone_file, tmp_path)
    (tmp_path / "numbers.csv").write_text("".join(f"{n % 7},{n % 5},{n % 3},{n % 2}\n" for n in range(500)))
    shown = run("measure", tmp_path)
    assert shown.exit_code == 0
    assert "--kind emg or --kind motion" in shown.stderr


def test_options_that_change_nothing_are_told(run: Any, phone_file: Path, tmp_path: Path) -> None:
    clip = tmp_path / "skin.mp4"
    size = ("--duration-s", "6", "--width", "96", "--height", "64")
    assert run("simulate", "video", "--out", clip, *size).exit_code == 0
    told = run("measure", clip, phone_file, "--rate", "100", "--unit", "g", "--scale", "50").stderr
    assert told.splitlines()[:3] == [
        "twitchwise: --scale is for videos and changes nothing for phone.csv.",
        "twitchwise: --rate is for tables and arrays and changes nothing for skin.mp4.",
        "twitchwise: --unit is for tables and arrays and changes nothing for skin.mp4.",
    ]
