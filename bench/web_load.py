"""Twenty people at once, for locust: each looks around, writes days down, and counts what was accepted.

Run by bench.web; by hand: locust -f bench/web_load.py --headless -u 20 -r 5 -t 5m --host http://127.0.0.1:PORT
"""

import os
import random
import threading
from datetime import datetime
from pathlib import Path

from locust import HttpUser, between, events, task

_LOCK = threading.Lock()
_KEPT = Path(os.environ.get("TWITCHWISE_LOAD_KEPT", "kept.txt"))
_SITES = ("left-calf", "right-calf", "left-triceps", "right-biceps")
_TOLD = (
    {"entry": "note", "text": "load"},
    {"entry": "twitches-noticed", "site": "left-calf", "count": 3},
    {"entry": "exposure", "kind": "caffeine", "amount": 95.0},
    {"entry": "exposure", "kind": "worry", "amount": 4.0},
)


class Person(HttpUser):
    """Somebody with a thumb: a page every one to three seconds."""

    wait_time = between(1.0, 3.0)

    @task(10)
    def look(self) -> None:
        pages = ("/", "/why", "/strength", "/spread", "/calm", "/evidence", "/measure", "/settings", "/import", "/log")
        self.client.get(random.choice(pages))

    @task(2)
    def look_back(self) -> None:
        self.client.get(f"/why/now?site={random.choice(_SITES)}", name="/why/now")

    @task(3)
    def write_down(self) -> None:
        name = f"load-{random.getrandbits(64):016x}"
        entry = {"entry_id": name, "when": {"local": datetime.now().isoformat()}} | random.choice(_TOLD)
        answer = self.client.post("/api/v1/diary/entries", json=entry)
        if answer.status_code == 201:
            with _LOCK, _KEPT.open("a", encoding="utf-8") as file:
                file.write(name + "\n")


@events.quitting.add_listener
def _tell(environment: object, **_rest: object) -> None:
    stats = environment.stats.total  # type: ignore[attr-defined]
    print(f"requests {stats.num_requests} failures {stats.num_failures}")
