#!/usr/bin/env python3
"""What goes on around executions, with the real server: cron triggers, notifications, heartbeats.

usage: services_test.py [--server FILE] [TEST...]
"""

import http.server
import json
import os
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness.runner import run_tests  # noqa: E402
from harness.server import Server, free_port, wait_until  # noqa: E402
from harness.target import Target  # noqa: E402

WORKFLOWS = """
version: '2.0'
ticked:
  tasks: {t: {action: std.noop}}
parent:
  tasks: {call: {workflow: child}}
child:
  tasks: {t: {action: std.echo output=1}}
calling:
  input: [url]
  tasks: {t: {action: std.http url=<% $.url %>}}
"""


class Hook:
    """Receives webhooks on a port that is known before it listens."""

    def __init__(self, port):
        self.events = []
        hook = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.events.append((json.loads(body), self.headers.get("X-Key")))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def names(self):
        return [f"{event['event']} {event['name']}" for event, _ in self.events]

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def started_by(server, trigger):
    """Executions that say in their description that this trigger has started them."""
    rows = []
    for row in server.api.list("executions", "workflow_name=ticked"):
        description = json.loads(row["description"])
        assert description["triggered_by"]["type"] == "cron_trigger", description
        if description["triggered_by"]["id"] == trigger["id"]:
            rows.append(row)
    return rows


def is_gone(server, trigger):
    return all(row["id"] != trigger["id"] for row in server.api.list("cron_triggers"))


def every_second(server, count):
    return server.api.post(
        "/cron_triggers",
        {"name": "tick", "workflow_name": "ticked", "pattern": "* * * * * *", "remaining_executions": count},
    )


def test_cron_count(binary):
    """Acceptance 178: a trigger with a count starts exactly so many executions, and is gone."""
    with Server(binary) as server:
        server.api.post_text("/workflows", WORKFLOWS)
        trigger = every_second(server, 2)
        wait_until("the trigger is used up", lambda: is_gone(server, trigger), 20)
        time.sleep(1.5)  # the point of this test: nothing comes after
        assert len(started_by(server, trigger)) == 2


def test_cron_under_kill(binary):
    """Acceptance 179: kill -9 again and again: no run is lost, none is doubled."""
    with Server(binary) as server:
        server.api.post_text("/workflows", WORKFLOWS)
        trigger = every_second(server, 6)
        for _ in range(5):
            time.sleep(0.7)
            server.kill()
            server.start()
        wait_until("the trigger is used up", lambda: is_gone(server, trigger), 30)
        rows = started_by(server, trigger)
        assert len(rows) == 6, [row["id"] for row in rows]


def test_webhooks(binary):
    """Acceptance 181: events of parent, child and tasks arrive in order, with the headers asked for."""
    hook = Hook(free_port())
    with Server(binary) as server:
        port = hook._server.server_address[1]
        server.api.post_text("/workflows", WORKFLOWS)
        publisher = {"type": "webhook", "url": f"http://127.0.0.1:{port}/", "headers": {"X-Key": "k"}}
        server.api.start("parent", params={"notify": [publisher]})
        wait_until("all events are there", lambda: len(hook.events) >= 8, 20)
        assert hook.names() == [
            "WORKFLOW_LAUNCHED parent",
            "TASK_LAUNCHED call",
            "WORKFLOW_LAUNCHED child",
            "TASK_LAUNCHED t",
            "TASK_SUCCEEDED t",
            "WORKFLOW_SUCCEEDED child",
            "TASK_SUCCEEDED call",
            "WORKFLOW_SUCCEEDED parent",
        ], hook.names()
        assert {key for _, key in hook.events} == {"k"}
        hook.events.clear()
        publisher["event_types"] = ["WORKFLOW_SUCCEEDED"]
        server.api.start("parent", params={"notify": [publisher]})
        wait_until("both events are there", lambda: len(hook.events) >= 2, 20)
        assert hook.names() == ["WORKFLOW_SUCCEEDED child", "WORKFLOW_SUCCEEDED parent"]
    hook.close()


def test_webhooks_outlive_both_sides(binary):
    """The receiver is down, then the server is killed: what happened is told all the same."""
    port = free_port()
    notify = [{"type": "webhook", "url": f"http://127.0.0.1:{port}/", "event_types": ["WORKFLOW_SUCCEEDED"]}]
    with Server(binary) as server:
        server.api.post_text("/workflows", WORKFLOWS)
        server.api.start("ticked", params={"notify": notify})
        wait_until(
            "it has ended", lambda: server.api.list("executions")[0]["state"] == "SUCCESS", 10
        )
        server.kill()
        hook = Hook(port)
        server.start()
        wait_until("the event is there", lambda: hook.events, 20)
        assert hook.names()[0] == "WORKFLOW_SUCCEEDED ticked"
        hook.close()


def test_heartbeats(binary):
    """The last sign of life of an action shows while it runs, and stays when it has ended."""
    options = {"action_heartbeat": {"check_interval": 1}}
    with Target(delay_s=2.5) as target, Server(binary, options=options) as server:
        server.api.post_text("/workflows", WORKFLOWS)
        execution = server.api.start("calling", {"url": f"{target.url}/slow"})["id"]

        def last_heartbeat():
            report = server.api.get(f"/executions/{execution}/report")
            task = report["root_workflow_execution"]["task_executions"][0]
            return task["action_executions"][0]["last_heartbeat"]

        def ended():
            return server.api.execution(execution)["state"] == "SUCCESS"

        first = wait_until("the executor reports", last_heartbeat, 5)
        cause = server.api.get(f"/executions/{execution}/why")["causes"][0]
        assert cause["last_heartbeat"] >= first, cause
        wait_until("the call ends", ended, 10)
        assert last_heartbeat() >= first


if __name__ == "__main__":
    run_tests(__doc__, globals())
