import http.server
import socket
import threading

from tests.web.conftest import Served
from twitchwise.web.serving import _visit


def test_the_heaviest_pages_are_opened_once_before_a_person_opens_them() -> None:
    visited: list[str] = []

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            visited.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        _visit(server.server_port)
        server.shutdown()
        thread.join(30.0)
    assert visited == ["/", "/why", "/strength", "/calm"]


def test_a_visit_makes_no_diary(served: Served) -> None:
    _visit(served.port)
    assert served.settings.diary is not None
    assert not served.settings.diary.exists()


def test_a_server_that_is_gone_already_is_not_visited() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = int(taken.getsockname()[1])
    _visit(port)
