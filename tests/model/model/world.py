"""Virtual time, scripted results, and the steps that a case plays."""

import collections
import heapq
import itertools

import yaml

from . import actions, joins, tasks
from .contexts import merge_dicts
from .definition import Definitions
from .execution import Execution, Refused
from .expressions import Unsupported
from .records import COMPLETED

STEPS_MAX = 200_000


class World:
    def __init__(self, case):
        self.definitions = Definitions(
            case.get("workflow", ""), case.get("workbook", ""), case.get("actions", "")
        )
        if case.get("options"):
            raise Unsupported("options")
        self.environments = case.get("environments") or {}
        self.script = case.get("script") or {}
        self.scripted = collections.Counter()
        self.now, self.queue, self.timers = 0, collections.deque(), []
        self._numbers = itertools.count()
        self.executions, self.hanging = [], []

    # --- time ------------------------------------------------------------------------------------

    def later(self, what):
        self.queue.append(what)

    def at(self, delay, what):
        heapq.heappush(self.timers, (self.now + delay, next(self._numbers), what))

    def drain(self):
        for _ in range(STEPS_MAX):
            if not self.queue:
                if not self.timers or self.timers[0][0] > self.now:
                    return
                self.queue.append(heapq.heappop(self.timers)[2])
            self.queue.popleft()()
        raise Unsupported("does not come to an end")

    def advance(self, seconds):
        end = self.now + seconds
        while self.timers and self.timers[0][0] <= end:
            self.now = max(self.now, self.timers[0][0])
            self.drain()
        self.now = end
        self.drain()

    def settle(self):
        """Until nothing is left to do: waits for what is due, resumes pauses, gives up what hangs."""
        root = self.executions[0]
        for _ in range(STEPS_MAX):
            self.drain()
            if root.state == "PAUSED":
                root.resume()
            elif self.timers:
                self.advance(self.timers[0][0] - self.now)
            elif self.hanging:
                tasks.action_ended(*self.hanging.pop(0), "ERROR", "given up")
            else:
                return
        raise Unsupported("does not come to an end")

    # --- actions ---------------------------------------------------------------------------------

    def run_action(self, run, action):
        scripted = self._scripted(action)
        if scripted:
            if scripted.get("hangs"):
                self.hanging.append((run, action))
            else:
                self.at(scripted.get("after", 0), lambda: tasks.action_ended(run, action, *_answer(scripted)))
            return
        try:
            state, result = actions.run(action.name, action.input)
        except actions.Pending as pending:
            if pending.after is not None:
                self.at(pending.after, lambda: tasks.action_ended(run, action, "SUCCESS", None))
            return
        self.later(lambda: tasks.action_ended(run, action, state, result))

    def _scripted(self, action):
        """By `url`, whole or up to its question mark: the n-th run with a url gets the n-th outcome."""
        url = action.input.get("url")
        outcomes = self.script.get(url) or self.script.get(str(url).split("?", maxsplit=1)[0])
        if not outcomes:
            return None
        self.scripted[url] += 1
        return outcomes[min(self.scripted[url], len(outcomes)) - 1]

    # --- steps -----------------------------------------------------------------------------------

    def play(self, step):
        """Carries out one step of a case; checks are left to the caller."""
        verb = next(iter(step))
        what = step[verb]
        handler = getattr(self, f"step_{verb}", None)
        if handler is None:
            raise Unsupported(f"step {verb}")
        wanted = step.get("error") or (what.get("error") if isinstance(what, dict) else None)
        try:
            handler(what)
        except Refused:
            if not wanted:
                raise
        self.drain()

    def step_start(self, what):
        if isinstance(what, str):
            what = {"workflow": what}
        if set(what) - {"workflow", "input", "params"}:
            raise Unsupported("start")
        workflow = self.definitions.workflows.get(what["workflow"])
        if workflow is None:
            raise Refused("Workflow not found")
        # A case looks at the execution that was started last.
        self.executions = [Execution(self, workflow, what.get("input") or {}, what.get("params") or {})]
        self.later(self.executions[0].begin)

    def step_advance(self, span):
        self.drain()
        self.advance(int(str(span).rstrip("s")))

    def step_action(self, what):
        run, action = self._action(what)
        tasks.action_ended(run, action, *_answer(what))

    def step_update_action(self, what):
        run, action = self._action(what)
        action.state = what["state"]
        if what["state"] == "PAUSED":
            run.state = "PAUSED"
            run.execution.pause_from_child()
        elif all(a.state != "PAUSED" for a in run.actions):
            run.state = "RUNNING"
            run.execution.resume()

    def step_pause(self, what):
        self._execution(what).pause((what or {}).get("info"))

    def step_resume(self, what):
        self._execution(what).resume((what or {}).get("env"))

    def step_stop(self, what):
        self._execution(what).stop(what["state"], what.get("info"))

    def step_rerun(self, what):
        what = {"task": what} if isinstance(what, str) else what
        run = self._failed(what["task"], what.get("in"))
        execution = run.execution
        if execution.state == "PAUSED":
            return
        if what.get("env"):
            if execution.state not in ("IDLE", "PAUSED", "ERROR"):
                raise Refused("Updating env to workflow execution is only permitted in IDLE, PAUSED, or ERROR.")
            execution.params["env"] = merge_dicts(execution.params["env"], what["env"])
        execution.revive()
        execution.run_held_tasks()
        reset = what.get("reset", True)
        run.only = None
        if not reset:
            run.only = [a.index for a in run.actions if a.accepted and a.state in ("ERROR", "CANCELLED")]
        for action in run.actions:
            if reset or action.state in ("ERROR", "CANCELLED"):
                action.accepted = False
        run.retries, run.waited_after, run.processed, run.handled, run.forced = 0, False, False, False, False
        run.attempt += 1
        run.state, run.info, run.next, run.never_ran = "IDLE", None, [], False
        if run.task.join:
            run.state = "WAITING"
            self.later(lambda: joins.refresh_all(execution))
        else:
            self.later(lambda: tasks.start(run))

    def step_skip(self, what):
        run = self._failed(what if isinstance(what, str) else what["task"])
        run.execution.revive()
        run.processed = run.forced = False
        tasks.complete(run, "SKIPPED", "Task was skipped.")

    def _failed(self, name, within=None):
        """The newest run of the task, everywhere or in one execution."""
        executions = [find_execution(self.executions, within)] if within else self.executions
        runs = [r for e in executions for r in e.tasks if r.task.name == name]
        run = max(runs, key=lambda r: int(r.id[1:]), default=None)
        if run is None or run.state != "ERROR":
            raise Refused("The current task execution must be in ERROR for rerun.")
        return run

    def _execution(self, what):
        name = what if isinstance(what, str) else (what or {}).get("workflow")
        if not name:
            return self.executions[0]
        return find_execution(self.executions, name)

    def _action(self, what):
        for execution in self.executions:
            for run in execution.tasks:
                for action in run.actions:
                    fits = "item" not in what or action.index == what["item"]
                    if run.task.name == what["of"] and fits and action.state not in COMPLETED:
                        return run, action
        raise Unsupported("no such running action")


def _answer(script):
    if "fails" in script:
        return "ERROR", script["fails"]
    if script.get("cancelled"):
        return "CANCELLED", None
    return "SUCCESS", script.get("returns")


def find_execution(executions, name):
    """By the workflow's name; `sub#2` is the second execution of it."""
    name, _, number = name.partition("#")
    found = [e for e in executions if e.workflow.name == name]
    position = int(number or 1) - 1
    return found[position] if position < len(found) else None


def load_case(path):
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)
