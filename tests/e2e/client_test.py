#!/usr/bin/env python3
"""The public client, as Debian ships it, against the real server: what its users do every day.

usage: client_test.py [--server FILE] [TEST...]
"""

import contextlib
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness.runner import run_tests  # noqa: E402
from harness.server import Server, wait_until  # noqa: E402

# Not `mistral`: the program of this project has the same name.
CLIENT = ["/usr/bin/python3", "-c", "import sys; from mistralclient.shell import main; sys.exit(main())"]

GREETING = """
version: '2.0'
greeting:
  description: Says hello, twice.
  tags: [demo, test]
  input:
    - name
    - mark: "!"
  output:
    text: <% $.text %>
  tasks:
    hello:
      action: std.echo output="Hello <% $.name %>"
      publish:
        text: <% task().result + $.mark %>
      on-success: again
    again:
      action: std.echo output="<% $.text %>"
"""

FAILING = """
version: '2.0'
failing:
  tasks:
    broken:
      action: std.fail error_data="no luck"
"""

WORKBOOK = """
version: '2.0'
name: book
description: Two workflows and an action.
actions:
  shout:
    input: [text]
    base: std.echo
    base-input: {output: "<% $.text %>!"}
workflows:
  outer:
    output: {all: <% $.all %>}
    tasks:
      each:
        with-items: word in ["a", "b", "c"]
        workflow: inner word=<% $.word %>
        publish: {all: <% task().result.said %>}
  inner:
    input: [word]
    output: {said: <% $.said %>}
    tasks:
      say:
        action: shout text=<% $.word %>
        publish: {said: <% task().result %>}
"""

ACTION = """
version: '2.0'
polite:
  description: Adds a please.
  input: [text]
  base: std.echo
  base-input: {output: "<% $.text %>, please"}
"""

LONG = """
version: '2.0'
long:
  tasks:
    first: {wait-before: 30}
"""


class Client:
    def __init__(self, server):
        self.server = server

    def run(self, *words, exit_code=0):
        """Standard output of a command that ends with `exit_code`."""
        command = [*CLIENT, "--os-mistral-url", self.server.url, *words]
        environment = {"PATH": os.environ["PATH"], "HOME": self.server.folder, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=60, env=environment, check=False
        )
        said = f"{' '.join(words)}\n{done.stdout}{done.stderr}"
        assert done.returncode == exit_code, f"exit code {done.returncode} of {said}"
        return done.stdout if exit_code == 0 else done.stderr

    def rows(self, *words):
        """A list or an object as JSON; an object's fields by their titles."""
        return json.loads(self.run(*words, "-f", "json"))

    def file(self, name, text):
        path = os.path.join(self.server.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def finish(self, execution_id, state):
        """Waits over the API, since the client takes half a second per call."""
        api = self.server.api

        def final():
            row = api.execution(execution_id)
            return row if row["state"] not in ("RUNNING", "IDLE") else None

        row = wait_until(f"{execution_id} ends", final, 20)
        assert row["state"] == state, row


@contextlib.contextmanager
def client_of_a_server(binary):
    with Server(binary) as server:
        yield Client(server)


def test_workflow(client):
    """Create, start, list tasks, read results and output."""
    rows = client.rows("workflow-create", client.file("greeting.yaml", GREETING))
    assert [row["Name"] for row in rows] == ["greeting"], rows
    assert rows[0]["Tags"] == "demo, test" and rows[0]["Input"] == 'name, mark="!"', rows
    assert client.rows("workflow-get", "greeting")["Name"] == "greeting"
    assert client.run("workflow-get-definition", "greeting").strip() == GREETING.strip()
    assert "greeting" in [row["Name"] for row in client.rows("workflow-list")]

    started = client.rows("execution-create", "greeting", '{"name": "World"}', "-d", "a test")
    execution_id = started["ID"]
    assert started["Description"] == "a test" and started["Workflow name"] == "greeting", started
    client.finish(execution_id, "SUCCESS")
    assert client.rows("execution-get", execution_id)["State"] == "SUCCESS"
    assert json.loads(client.run("execution-get-output", execution_id)) == {"text": "Hello World!"}
    assert json.loads(client.run("execution-get-input", execution_id)) == {"name": "World", "mark": "!"}
    assert execution_id in [row["ID"] for row in client.rows("execution-list")]

    tasks = client.rows("task-list", execution_id)
    tasks.sort(key=lambda row: row["Name"], reverse=True)  # both began within the same second
    assert [(row["Name"], row["State"]) for row in tasks] == [("hello", "SUCCESS"), ("again", "SUCCESS")]
    assert json.loads(client.run("task-get-result", tasks[0]["ID"])) == "Hello World"
    assert json.loads(client.run("task-get-published", tasks[0]["ID"])) == {"text": "Hello World!"}
    assert client.rows("task-get", tasks[1]["ID"])["Workflow Execution ID"] == execution_id
    actions = client.rows("action-execution-list", tasks[0]["ID"])
    assert [row["Name"] for row in actions] == ["std.echo"], actions
    output = client.run("action-execution-get-output", actions[0]["ID"])
    assert json.loads(output) == {"result": "Hello World"}

    client.run("execution-delete", execution_id)
    client.run("execution-get", execution_id, exit_code=1)


def test_workflow_changes(client):
    """Update, a namespace, validation, deletion."""
    path = client.file("greeting.yaml", GREETING.replace("greeting:", "changing:"))
    client.run("workflow-create", path)
    changed = client.file("changed.yaml", GREETING.replace("greeting:", "changing:").replace("twice", "again"))
    client.run("workflow-update", changed)
    assert "Says hello, again." in client.run("workflow-get-definition", "changing")
    client.run("workflow-create", path, "--namespace", "other")
    assert client.rows("workflow-get", "changing", "--namespace", "other")["Namespace"] == "other"
    client.run("workflow-delete", "changing")
    client.run("workflow-get", "changing", exit_code=1)
    client.run("workflow-delete", "changing", "--namespace", "other")
    assert client.rows("workflow-validate", path)["Valid"] is True
    bad = client.file("bad.yaml", GREETING.replace("on-success: again", "on-success: nowhere"))
    answer = client.rows("workflow-validate", bad)
    assert answer["Valid"] is False and "nowhere" in answer["Error"], answer


def test_failing(client):
    """State info says which task failed and why; a rerun fails again; a report shows it."""
    client.run("workflow-create", client.file("failing.yaml", FAILING))
    execution_id = client.rows("execution-create", "failing")["ID"]
    client.finish(execution_id, "ERROR")
    shown = client.rows("execution-get", execution_id)
    assert shown["State info"].startswith("Failure caused by error in tasks: broken"), shown
    assert "no luck" in shown["State info"], shown
    task = client.rows("task-list", execution_id)[0]
    assert task["State"] == "ERROR", task
    client.run("task-rerun", task["ID"])
    client.finish(execution_id, "ERROR")
    assert len(client.rows("action-execution-list", task["ID"])) == 2
    assert "broken" in client.run("execution-get-report", execution_id)


def test_workbook(client):
    """A workbook's workflow calls another one of it, which calls its action."""
    book = client.rows("workbook-create", client.file("book.yaml", WORKBOOK))
    assert book["Name"] == "book", book
    assert "book" in [row["Name"] for row in client.rows("workbook-list")]
    assert client.run("workbook-get-definition", "book").strip() == WORKBOOK.strip()
    execution_id = client.rows("execution-create", "book.outer")["ID"]
    client.finish(execution_id, "SUCCESS")
    assert json.loads(client.run("execution-get-output", execution_id)) == {"all": ["a!", "b!", "c!"]}
    children = [row for row in client.rows("execution-list") if row["Root Execution ID"] == execution_id]
    assert len(children) == 3, children
    client.run("workbook-update", client.file("book.yaml", WORKBOOK.replace("Two workflows", "2 workflows")))
    client.run("workbook-delete", "book")
    client.run("workbook-get", "book", exit_code=1)


def test_action(client):
    """An ad-hoc action: create, run alone, update, delete."""
    path = client.file("action.yaml", ACTION)
    rows = client.rows("action-create", path)
    assert [row["Name"] for row in rows] == ["polite"], rows
    answer = json.loads(client.run("run-action", "polite", '{"text": "tea"}'))
    assert answer == {"result": "tea, please"}, answer
    assert json.loads(client.run("run-action", "std.echo", '{"output": [1, 2]}')) == {"result": [1, 2]}
    assert client.rows("action-get", "polite")["Description"] == "Adds a please."
    names = [row["Name"] for row in client.rows("action-list", "--limit", "500")]
    assert "polite" in names and "std.echo" in names and "std.http" in names, names
    client.run("action-update", path)
    client.run("action-delete", "polite")
    client.run("action-get", "polite", exit_code=1)


def test_environment(client):
    """An environment is stored, used by a start, changed and deleted."""
    text = json.dumps({"name": "prod", "description": "d", "variables": {"region": "north", "n": 3}})
    shown = client.rows("environment-create", client.file("env.json", text))
    assert json.loads(shown["Variables"]) == {"region": "north", "n": 3}, shown
    assert "prod" in [row["Name"] for row in client.rows("environment-list")]
    where = "version: '2.0'\nwhere:\n  output: {r: <% env().region %>}\n  tasks: {t: {action: std.noop}}\n"
    client.run("workflow-create", client.file("where.yaml", where))
    execution_id = client.rows("execution-create", "where", "{}", '{"env": "prod"}')["ID"]
    client.finish(execution_id, "SUCCESS")
    assert json.loads(client.run("execution-get-output", execution_id)) == {"r": "north"}
    client.run("environment-update", client.file("env.json", text.replace("north", "south")))
    assert json.loads(client.rows("environment-get", "prod")["Variables"])["region"] == "south"
    client.run("environment-delete", "prod")
    client.run("environment-get", "prod", exit_code=1)


def test_pause_and_cancel(client):
    """Pause, resume, cancel; a running execution is deleted by force only."""
    client.run("workflow-create", client.file("long.yaml", LONG))
    execution_id = client.rows("execution-create", "long")["ID"]
    assert client.rows("execution-update", execution_id, "-s", "PAUSED")["State"] == "PAUSED"
    assert client.rows("execution-update", execution_id, "-s", "RUNNING")["State"] == "RUNNING"
    client.run("execution-delete", execution_id, exit_code=1)
    assert client.rows("execution-update", execution_id, "-s", "CANCELLED")["State"] == "CANCELLED"
    client.run("execution-delete", execution_id)
    other = client.rows("execution-create", "long")["ID"]
    client.run("execution-delete", "--force", other)
    client.run("execution-get", other, exit_code=1)


def test_errors(client):
    """Errors reach the user as sentences, with exit code 1."""
    assert "Workflow not found" in client.run("workflow-get", "nope", exit_code=1)
    assert "Workflow not found" in client.run("execution-create", "nope", exit_code=1)
    path = client.file("twice.yaml", GREETING.replace("greeting:", "twice:"))
    client.run("workflow-create", path)
    assert "Duplicate entry for WorkflowDefinition" in client.run("workflow-create", path, exit_code=1)
    missing = client.run("execution-create", "twice", exit_code=1)
    assert "Invalid input" in missing and "missing=['name']" in missing, missing
    unexpected = client.run("execution-create", "twice", '{"name": "x", "more": 1}', exit_code=1)
    assert "unexpected=['more']" in unexpected, unexpected
    broken = client.run("workflow-create", client.file("broken.yaml", "w: ["), exit_code=1)
    assert "Definition could not be parsed" in broken, broken
    schema = client.run("workflow-create", client.file("schema.yaml", "version: '2.0'\nw: {}\n"), exit_code=1)
    assert "Invalid DSL" in schema, schema
    unknown = "00000000-0000-4000-8000-000000000000"
    assert "not found" in client.run("execution-get", unknown, exit_code=1)
    assert "not found" in client.run("task-get", unknown, exit_code=1)


def test_lists(client):
    """Paging, sorting and filters."""
    client.run("workflow-create", client.file("quick.yaml", "version: '2.0'\nquick: {tasks: {t: {action: std.noop}}}\n"))
    for number in range(5):
        client.server.api.start("quick", description=f"number {number}")
        # Lists order by milliseconds; within one, by id, whatever the direction.
        begun = time.time_ns() // 1_000_000
        wait_until("the next millisecond", lambda begun=begun: time.time_ns() // 1_000_000 > begun, 1)
    rows = client.rows("execution-list", "--filter", "workflow_name=quick", "--limit", "3")
    assert [row["Description"] for row in rows] == ["number 2", "number 3", "number 4"], rows
    rows = client.rows(
        "execution-list", "--filter", "workflow_name=quick", "--sort_keys", "description", "--sort_dirs", "desc"
    )
    assert rows[0]["Description"] == "number 4", rows
    first = client.rows("execution-list", "--oldest", "--filter", "workflow_name=quick", "--limit", "2")
    rest = client.rows(
        "execution-list", "--filter", "workflow_name=quick", "--marker", first[1]["ID"], "--limit", "10"
    )
    assert [row["Description"] for row in first + rest] == [f"number {n}" for n in range(5)], (first, rest)
    rows = client.rows("execution-list", "--filter", "description=in:number 1,number 3")
    assert len(rows) == 2, rows


def test_cron_triggers(client):
    """Create, list, show, delete; a workflow with a trigger stays."""
    client.run("workflow-create", client.file("timed.yaml", GREETING.replace("greeting", "timed")))
    made = client.rows("cron-trigger-create", "tick", "timed", '{"name": "World"}', "--pattern", "0 0 L * *")
    assert made["Name"] == "tick" and made["Pattern"] == "0 0 L * *", made
    once = client.rows(
        "cron-trigger-create", "once", "timed", '{"name": "W"}', "--first-time", "2042-01-02 03:04", "--utc"
    )
    assert once["Next execution time"] == "2042-01-02 03:04:00" and once["Remaining executions"] == 1, once
    assert sorted(row["Name"] for row in client.rows("cron-trigger-list")) == ["once", "tick"]
    assert client.rows("cron-trigger-get", "tick")["Workflow"] == "timed"
    client.run("workflow-delete", "timed", exit_code=1)
    assert "missing=['name']" in client.run(
        "cron-trigger-create", "bad", "timed", "--pattern", "* * * * *", exit_code=1
    )
    client.run("cron-trigger-delete", "tick", "once")
    client.run("workflow-delete", "timed")


def test_event_triggers(client):
    """Stored, listed, shown and deleted."""
    workflow = client.rows("workflow-create", client.file("told.yaml", GREETING.replace("greeting", "told")))[0]
    made = client.rows("event-trigger-create", "e", workflow["ID"], "nova", "notifications", "x.end", '{"name": "W"}')
    assert made["Event"] == "x.end" and made["Exchange"] == "nova", made
    assert [row["ID"] for row in client.rows("event-trigger-list")] == [made["ID"]]
    assert client.rows("event-trigger-get", made["ID"])["Name"] == "e"
    client.run("event-trigger-delete", made["ID"])
    client.run("event-trigger-get", made["ID"], exit_code=1)


if __name__ == "__main__":
    run_tests(__doc__, globals(), client_of_a_server)
