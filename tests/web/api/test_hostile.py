"""Whatever is sent to an address of the description, it is never a fault of ours."""

import itertools
import json
from urllib.parse import quote

from tests.web.api.asking import ask_json
from tests.web.conftest import Served

BODIES = (
    b"",
    b"{",
    b"null",
    b"[]",
    b"{}",
    b'"\\ud800"',
    b'{"a":' * 500 + b"1" + b"}" * 500,
    b'{"text":"\\u0000"}',
    b"\xff\xfe",
)
NAMES = ("x", "../..", "%00", "\u00e4" * 300, "a b", "\ud7ff", "0", "NaN")
VALUES = ("", "\x00", "9" * 400, "-1", "NaN", "2026-13-45", "0001-01-01", "9999-12-31T23:59:59", "left-wing", "null")


def test_nothing_that_is_sent_makes_a_fault_of_ours(served: Served) -> None:
    _, document = ask_json(served, "GET", "/openapi.json")
    faults = []
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            named = [each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"]
            names = itertools.cycle(NAMES)
            for n in range(max(len(BODIES), len(VALUES) if named else 0, len(NAMES))):
                address = path
                while "{" in address:
                    before, _, rest = address.partition("{")
                    address = before + quote(next(names), safe="%") + rest.partition("}")[2]
                asked = "&".join(f"{name}={quote(VALUES[n % len(VALUES)])}" for name in named)
                body = BODIES[n % len(BODIES)] if method in {"post", "put"} else None
                status, _, content = served.ask(
                    method.upper(),
                    f"{address}?{asked}" if asked else address,
                    body=body,
                    headers={"Content-Type": "application/json"} if body is not None else {},
                )
                if status >= 500:
                    faults.append((method, address, asked, body and body[:30], content[:200]))
                if status in {404, 422} and content[:1] == b"{":
                    assert json.loads(content)["problem"], address
                if method == "get" and not named and "{" not in path:
                    break
    assert faults == []
