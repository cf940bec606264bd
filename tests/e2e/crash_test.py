#!/usr/bin/env python3
"""Acceptance 192: kill -9 at random moments under load: nothing lost, nothing stuck, nothing unsafe done twice.

usage: crash_test.py [--server FILE] [--rounds N] [--seed N] [--database-folder DIR]

Load threads start executions over the REST API and remember what was acknowledged. Meanwhile the real
server is killed and started again on the same database, round after round. At the end everything
must have reached its right end. A failure prints the seed; load and moments of the kills follow from it,
though not the interleaving.
"""

import argparse
import collections
import json
import os
import random
import sys
import threading
import time
import uuid

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness.api import Refused, Unreachable  # noqa: E402
from harness.server import Server, server_binary, wait_until  # noqa: E402
from harness.target import Target  # noqa: E402

LOAD_THREADS = 12
SETTLE_S = 90
PAUSE_S = 0.01  # between two starts of one thread
STARTS_PER_ROUND = 150  # a fast machine would start thousands, which must all be looked at in the end

Started = collections.namedtuple("Started", "id workflow n key")

# Workflow -> (states of its tasks by name, number of its action executions).
TASKS = {
    "chain": {name: "SUCCESS" for name in "abcde"},
    "fan": {"start": "SUCCESS", "join": "SUCCESS", **{f"b{i}": "SUCCESS" for i in range(10)}},
    "items": {"double": "SUCCESS"},
    "wait": {"before": "SUCCESS", "after": "SUCCESS"},
    "retry": {"failing": "ERROR", "handle": "SUCCESS"},
    "nested": {"many": "SUCCESS", "one": "SUCCESS"},
    "http_again": {"call": "SUCCESS"},
    "http_retry": {"call": "SUCCESS"},
}
ACTIONS = {"chain": 5, "fan": 12, "items": 20, "wait": 2, "retry": 3, "nested": 0}


def expected_output(started):
    n = started.n
    return {
        "chain": {"n": n, "sum": n + 3},
        "fan": {"joined": n * 10},
        "items": {"doubled": [i * 2 + n for i in range(20)]},
        "wait": {"n": n},
        "retry": {"n": n, "handled": True},
        "nested": {"leaves": [11, 21, 31], "last": n * 10 + 1},
        "http_again": {"key": started.key},
        "http_retry": {"calls": True},
    }.get(started.workflow)


class Load:
    """Threads that start executions until they are told to stop."""

    WEIGHTS = {
        "chain": 6, "fan": 3, "items": 2, "wait": 2, "retry": 2, "nested": 3,
        "http_once": 4, "http_again": 3, "http_retry": 1,
    }  # fmt: skip

    def __init__(self, server, target, seed):
        self.server, self.target = server, target
        self.acknowledged = []
        self.problems = []
        self._allowed = 0
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(random.Random(f"{seed}-{number}"),), daemon=True)
            for number in range(LOAD_THREADS)
        ]

    def start(self):
        for thread in self._threads:
            thread.start()

    def allow_more(self):
        self._allowed += STARTS_PER_ROUND

    def stop(self):
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def _run(self, rng):
        names, weights = zip(*self.WEIGHTS.items())
        while not self._stop.is_set():
            if len(self.acknowledged) >= self._allowed:
                self._stop.wait(PAUSE_S)
                continue
            workflow = rng.choices(names, weights)[0]
            try:
                started = self._start(workflow, rng)
            except Refused as error:
                self.problems.append(f"start of {workflow} refused: {error}")
                return
            if started:
                with self._lock:
                    self.acknowledged.append(started)
            self._stop.wait(PAUSE_S)

    def _start(self, workflow, rng):
        """The started execution, or None if nobody knows whether it was started."""
        n, key = rng.randrange(1000), uuid.UUID(int=rng.getrandbits(128)).hex
        is_http = workflow.startswith("http")
        data = {"url": self.target.url, "key": key} if is_http else {"n": n}
        if rng.random() < 0.5:
            return self._start_with_id(Started(f"crash-{key}", workflow, n, key), data)
        try:
            answer = self.server.api.start(workflow, data)
        except Unreachable:
            time.sleep(0.02)
            return None
        return Started(answer["id"], workflow, n, key)

    def _start_with_id(self, started, data):
        """A start with an id of our own may be repeated until it is answered."""
        while not self._stop.is_set():
            try:
                answer = self.server.api.start(started.workflow, data, id=started.id)
            except Unreachable:
                time.sleep(0.02)
                continue
            if answer["id"] != started.id:
                self.problems.append(f"asked for {started.id}, got {answer['id']}")
            return started
        return None


class Verdict:
    """Compares what the server has at the end with what was acknowledged."""

    def __init__(self, api, target):
        self.target = target
        self.problems = []
        self.lost_calls = 0
        self.executions = {row["id"]: row for row in api.list("executions", "include_output=true")}
        self.tasks = group(api.list("tasks"), "workflow_execution_id")
        self.actions = group(api.list("action_executions"), "task_execution_id")

    def check(self, acknowledged):
        for row in self.executions.values():
            if row["state"] not in ("SUCCESS", "ERROR", "CANCELLED"):
                self.problems.append(f"stuck: {row['workflow_name']} {row['id']} {row['state']}")
        for started in acknowledged:
            try:
                self._check(started)
            except AssertionError as problem:
                self.problems.append(f"{started}: {problem}")

    def _check(self, started):
        row = self.executions.get(started.id)
        assert row, "acknowledged, but it does not exist"
        assert row["state"] == "SUCCESS", f"{row['state']}: {row['state_info']}"
        output = json.loads(row["output"])
        if started.workflow == "http_once":
            self._check_http_once(started, output)
            return
        assert output == expected_output(started), f"output {output}"
        tasks = self.tasks[started.id]
        states = {task["name"]: task["state"] for task in tasks}
        assert len(states) == len(tasks), f"a task ran twice: {sorted(t['name'] for t in tasks)}"
        assert states == TASKS[started.workflow], f"tasks {states}"
        actions = [action for task in tasks for action in self.actions[task["id"]]]
        if started.workflow in ACTIONS:
            assert len(actions) == ACTIONS[started.workflow], f"{len(actions)} action executions"
        self._check_calls(started, actions)

    def _check_calls(self, started, actions):
        calls = self.target.count(started.key)
        if started.workflow == "http_again":
            assert calls >= 1, "succeeded without being called"
        if started.workflow == "http_retry":
            assert 2 <= calls <= len(actions), f"{calls} calls by {len(actions)} action executions"

    def _check_http_once(self, started, output):
        calls = self.target.count(started.key)
        if output["state"] == "done":
            assert calls == 1, f"done, with {calls} calls"
        else:
            assert output["state"] == "lost" and calls <= 1, f"{output}, with {calls} calls"
            self.lost_calls += 1


def group(rows, field):
    grouped = collections.defaultdict(list)
    for row in rows:
        grouped[row[field]].append(row)
    return grouped


def unfinished(api):
    return sum(len(api.list("executions", f"state={state}")) for state in ("IDLE", "RUNNING", "PAUSED"))


def crash_rounds(server, load, rounds, rng):
    slowest = 0.0
    for number in range(1, rounds + 1):
        load.allow_more()
        time.sleep(rng.uniform(0.02, 1.5))  # the moment of the crash; nothing to wait for
        server.kill()
        time.sleep(rng.choice((0, 0, rng.uniform(0, 0.3))))
        begin = time.monotonic()
        server.start()
        slowest = max(slowest, time.monotonic() - begin)
        print(f"round {number}/{rounds}: killed, answers again", flush=True)
    return slowest


def run(arguments):
    rng = random.Random(arguments.seed)
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "workflows", "crash.yaml"), encoding="utf-8") as file:
        definitions = file.read()
    server = Server(server_binary(arguments.server), folder=arguments.database_folder)
    with Target() as target, server:
        server.api.post_text("/workflows", definitions)
        load = Load(server, target, arguments.seed)
        load.start()
        slowest = crash_rounds(server, load, arguments.rounds, rng)
        load.stop()
        begin = time.monotonic()
        try:
            wait_until("everything finished", lambda: unfinished(server.api) == 0, SETTLE_S, 0.25)
        except AssertionError as error:
            load.problems.append(str(error))
        settled = time.monotonic() - begin
        verdict = Verdict(server.api, target)
        verdict.check(load.acknowledged)
        code = server.stop()
        if code != 0:
            verdict.problems.append(f"SIGTERM ended with exit code {code}")
    print(
        f"{len(load.acknowledged)} executions acknowledged, {len(verdict.executions)} stored, "
        f"{verdict.lost_calls} calls lost and handled; slowest restart {slowest:.2f} s, "
        f"settled in {settled:.1f} s"
    )
    return load.problems + verdict.problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--server", help="the mistral-server to test")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--database-folder", help="keep database and log here")
    arguments = parser.parse_args()
    print(f"crash_test: seed {arguments.seed}, {arguments.rounds} rounds", flush=True)
    problems = run(arguments)
    for problem in problems[:30]:
        print(f"FAILED: {problem}", file=sys.stderr)
    if problems:
        sys.exit(f"{len(problems)} problems; again with --seed {arguments.seed}")
    print("nothing lost, nothing stuck, nothing unsafe done twice")


if __name__ == "__main__":
    main()
