"""Asking the API as a program does."""

import json
from typing import Any

from tests.web.conftest import Served

__all__ = ["ask_json"]


def ask_json(served: Served, method: str, path: str, sent: object = None) -> tuple[int, Any]:
    """Status, and what came back; None for nothing."""
    body = None if sent is None else json.dumps(sent).encode()
    headers = {} if sent is None else {"Content-Type": "application/json"}
    status, _, content = served.ask(method, f"/api/v1{path}", body=body, headers=headers)
    return status, json.loads(content) if content else None
