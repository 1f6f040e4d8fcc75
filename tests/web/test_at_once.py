"""While others write and look, nobody is shown less than what stands in the diary."""

import threading

from tests.web.api.asking import ask_json
from tests.web.conftest import Served
from twitchwise.intake.feature import Feature, Reply

WRITERS, ENTRIES = 2, 6


def test_what_cannot_wait_stands_on_the_very_next_page_however_many_write_and_look(served: Served) -> None:
    stop, failures = threading.Event(), list[tuple[str, int]]()

    def write(writer: int) -> None:
        for number in range(ENTRIES):
            when = {"local": "2026-03-01T20:15:00"}
            entry = {"entry": "twitches-noticed", "entry_id": f"{writer}-{number}", "when": when, "site": "left-calf"}
            status, _ = ask_json(served, "POST", "/diary/entries", entry)
            if status != 201:
                failures.append(("writing", status))

    def look() -> None:
        while not stop.is_set():
            for page in ("/", "/why", "/calm"):
                status = served.ask("GET", page)[0]
                if status != 200:
                    failures.append((page, status))

    writers = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    looker = threading.Thread(target=look)
    for thread in (*writers, looker):
        thread.start()
    for reply in (Reply.YES, Reply.NO, Reply.YES, Reply.NO):
        _, answers = ask_json(served, "GET", "/intake/answers")
        answers["replies"] = {Feature.BREATHLESS_AT_REST.value: reply.value}
        assert ask_json(served, "PUT", "/intake/answers", answers)[0] == 200
        for page in ("/", "/why", "/measure"):
            is_said = b"Get help now." in served.ask("GET", page)[2]
            assert is_said is (reply is Reply.YES), (page, reply)
    for thread in writers:
        thread.join(120.0)
    stop.set()
    looker.join(120.0)
    assert failures == []
    _, kept = ask_json(served, "GET", "/diary/entries?kind=twitches-noticed")
    assert {each["entry_id"] for each in kept} == {f"{w}-{n}" for w in range(WRITERS) for n in range(ENTRIES)}
