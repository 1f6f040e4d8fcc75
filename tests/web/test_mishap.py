from pathlib import Path

from fastapi import FastAPI

from tests.web.conftest import Served, start_server
from twitchwise.web.app import create_app
from twitchwise.web.settings import WebSettings


def test_a_fault_of_ours_is_a_clear_page_with_the_card(tmp_path: Path) -> None:
    settings = WebSettings(work=tmp_path / "work", diary=tmp_path / "diary.sqlite")
    settings.work.mkdir()

    def broken() -> None:
        raise ZeroDivisionError

    def make(with_settings: WebSettings) -> FastAPI:
        app = create_app(with_settings)
        app.add_api_route("/broken", broken)
        app.add_api_route("/api/v1/broken", broken)
        return app

    server, thread, port = start_server(settings, make=make)
    served = Served(port=port, settings=settings)
    status, answer, content = served.ask("GET", "/broken")
    assert status == 500
    assert answer.getheader("content-security-policy")
    assert b"fault of the program" in content
    assert b"When to see a doctor" in content
    status, _, content = served.ask("GET", "/api/v1/broken")
    assert (status, content[:11]) == (500, b'{"problem":')
    server.should_exit = True
    thread.join(10)
