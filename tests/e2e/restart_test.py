#!/usr/bin/env python3
"""Clean stops, a second owner, and input that must not take the service down.

usage: restart_test.py [--server FILE] [TEST...]
"""

import contextlib
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness.api import Refused, Unreachable  # noqa: E402
from harness.runner import run_tests  # noqa: E402
from harness.server import Server, wait_until  # noqa: E402

FINAL = ("SUCCESS", "ERROR", "CANCELLED")

WAITING = """
version: '2.0'
waiting:
  output: {done: <% $.done %>}
  tasks:
    first: {action: std.noop, on-success: second}
    second: {wait-before: 2, action: std.echo output="yes", publish: {done: true}}
quick:
  tasks: {only: {action: std.noop}}
"""

GROWING = """
version: '2.0'
growing:
  description: Doubles what it publishes, without an end of its own.
  tasks:
    begin: {publish: {text: xxxxxxxxxxxxxxxx}, on-success: grow}
    grow: {publish: {text: "<% $.text + $.text %>"}, on-success: grow}
"""

LOOPING = """
version: '2.0'
looping:
  description: Runs for ever.
  tasks:
    begin: {on-success: again}
    again: {action: std.noop, on-success: again}
"""

COSTLY = """
version: '2.0'
costly:
  description: An expression without an end.
  tasks:
    count: {action: std.echo, input: {output: "<% sequence().len() %>"}}
"""


def finished(server, execution_id, seconds):
    def final():
        row = server.api.execution(execution_id)
        return row if row["state"] in FINAL else None

    return wait_until(f"execution {execution_id} ends", final, seconds)


def run_quick(server, seconds=5):
    """A whole execution: what "the service still works" means below."""
    row = finished(server, server.api.start("quick")["id"], seconds)
    assert row["state"] == "SUCCESS", row


def refused(status, call):
    try:
        answer = call()
    except Refused as error:
        assert error.status == status, f"HTTP {error.status} instead of {status}: {error}"
        return error.reason
    raise AssertionError(f"HTTP {status} expected, got {answer}")


def test_sigterm_is_clean(binary):
    """SIGTERM ends with 0 at once, although an execution waits; it goes on after the next start."""
    with Server(binary) as server:
        server.api.post_text("/workflows", WAITING)
        execution_id = server.api.start("waiting")["id"]
        begin = time.monotonic()
        assert server.stop() == 0, server.log_tail()
        assert time.monotonic() - begin < 10, "the stop took more than 10 s"
        server.start()
        row = finished(server, execution_id, 10)
        assert row["state"] == "SUCCESS", row


def test_timers_that_came_due_while_down(binary):
    """What was due while the server was down happens at its start."""
    with Server(binary) as server:
        server.api.post_text("/workflows", WAITING)
        execution_id = server.api.start("waiting")["id"]
        server.kill()
        time.sleep(2.5)  # the point of this test: time passes while nobody is there
        server.start()
        assert finished(server, execution_id, 2)["state"] == "SUCCESS"


def test_second_server_on_the_same_database(binary):
    """It is refused with a message that says why; the first one is not disturbed."""
    with Server(binary) as server:
        server.api.post_text("/workflows", WAITING)
        second = Server(binary, options={"database": {"connection": f"sqlite:///{server.database}"}})
        done = subprocess.run(second.command(), capture_output=True, text=True, timeout=20, check=False)
        said = (done.stdout + done.stderr).lower()
        assert done.returncode != 0, "a second server started on the same database"
        assert "in use" in said or "another" in said, f"unclear message: {said}"
        run_quick(server)


def test_damaged_definitions(binary):
    """Broken YAML and wrong types are answered with 400 and a reason."""
    broken = ["w: [", "\t", "version: '2.0'\nw: 5", "version: '2.0'\nw: {tasks: {}}", "\0\0\0", "- a\n- b",
              "version: '2.0'\nw:\n  tasks: {t: {action: std.noop, on-success: nowhere}}",
              "version: '2.0'\nw:\n  tasks: {t: {action: \"std.echo output='<% $. %>'\"}}",
              "[" * 100_000, "{a: " * 5_000]  # fmt: skip
    with Server(binary) as server:
        server.api.post_text("/workflows", WAITING)
        for text in broken:
            reason = refused(400, lambda text=text: server.api.post_text("/workflows", text))
            assert reason, f"no reason for {text[:40]!r}"
        run_quick(server)


def test_too_large_a_body(binary):
    """A body over the limit is a 413, or the connection is closed while it is being sent."""
    limit = 10 << 20
    with Server(binary, options={"api": {"max_request_body_bytes": limit}}) as server:
        server.api.post_text("/workflows", WAITING)
        with contextlib.suppress(Unreachable):
            refused(413, lambda: server.api.post("/executions", {"description": "x" * (limit + 1000)}))
        refused(400, lambda: server.api.post("/executions", {"description": "x" * (limit - 1000)}))
        run_quick(server)


def test_damaged_requests(binary):
    """JSON that is none, wrong types, unknown objects."""
    with Server(binary) as server:
        server.api.post_text("/workflows", WAITING)
        for body in (b"{", b"[]", b"5", b"", b'{"workflow_name": 5}', b'{"nope": 1}', b"\xff\xfe", b"[" * 100_000):
            status, _ = server.api.request("POST", "/v2/executions", body, "application/json")
            assert status == 400, f"HTTP {status} for {body[:40]!r}"
        refused(404, lambda: server.api.get("/workflows/nope"))
        refused(404, lambda: server.api.start("nope"))
        run_quick(server)


def test_growing_without_end(binary):
    """A workflow that publishes more and more ends in ERROR by the size limit."""
    with Server(binary) as server:
        server.api.post_text("/workflows", WAITING)
        server.api.post_text("/workflows", GROWING)
        execution_id = server.api.start("growing")["id"]
        row = finished(server, execution_id, 30)
        assert row["state"] == "ERROR" and "size limit" in row["state_info"], row
        run_quick(server)


def test_looping_without_end(binary):
    """An endless loop of pure tasks does not keep others from being served, and can be cancelled."""
    with Server(binary) as server:
        server.api.post_text("/workflows", WAITING)
        server.api.post_text("/workflows", LOOPING)
        execution_id = server.api.start("looping")["id"]
        for _ in range(5):
            run_quick(server, seconds=10)
        server.api.put(f"/executions/{execution_id}", {"state": "CANCELLED"})
        assert finished(server, execution_id, 10)["state"] == "CANCELLED"
        run_quick(server)


def test_endless_expression(binary):
    """It fails at its limit; reads are answered meanwhile."""
    with Server(binary, options={"expressions": {"max_time_ms": 2000}}) as server:
        server.api.post_text("/workflows", WAITING)
        server.api.post_text("/workflows", COSTLY)
        execution_id = server.api.start("costly")["id"]
        assert server.api.get("/workflows", timeout=5)
        row = finished(server, execution_id, 30)
        assert row["state"] == "ERROR", row
        run_quick(server)


if __name__ == "__main__":
    run_tests(__doc__, globals())
