"""What an execution consists of while it runs."""

import itertools

COMPLETED = ("SUCCESS", "ERROR", "CANCELLED", "SKIPPED")

_numbers = itertools.count(1)


class Action:
    """One run of an action or of a sub-workflow for a task."""

    def __init__(self, index, name, data):
        self.id = f"a{next(_numbers)}"
        self.index, self.name, self.input = index, name, data
        self.state, self.result, self.accepted = "RUNNING", None, True
        self.child = None
        self.output_of = []  # ad-hoc actions whose `output` transforms the result, innermost first


class TaskRun:
    def __init__(self, execution, task, inbound):
        self.id = f"t{next(_numbers)}"
        self.execution, self.task, self.inbound = execution, task, inbound
        self.state, self.info = "IDLE", None
        self.published, self.actions, self.next = {}, [], []
        self.processed = self.handled = self.forced = False
        self.paused_before = self.waited_after = False
        self.retrying = False  # a join between two attempts
        self.never_ran = False  # a join that failed because of its inbound tasks
        self.retries = 0
        self.attempt = 0  # timers of an older attempt are void
        self.triggers = []  # of a join: the task runs that have led to it, in order of arrival
        self.items = None  # with-items: list of {variable: value}
        self.unstarted = []  # with-items: indexes that wait for capacity
        self.only = None  # rerun of failed items: their indexes

    @property
    def is_completed(self):
        return self.state in COMPLETED

    def accepted(self):
        return sorted((a for a in self.actions if a.accepted and a.state in COMPLETED), key=lambda a: a.index)

    def result(self):
        results = [a.result for a in self.accepted()]
        if self.task.items is None and len(results) == 1:
            return results[0]
        return results

    def outbound(self):
        return self.inbound.overlaid(self.published) if self.published else self.inbound

    def view(self):
        """What task() shows."""
        return {
            "id": self.id,
            "name": self.task.name,
            "state": self.state,
            "state_info": self.info,
            "result": self.result(),
            "published": self.published,
            "type": "WORKFLOW" if self.task.is_workflow else "ACTION",
        }
