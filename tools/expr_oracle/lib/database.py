"""Rows of a request's `db`, in place of the service's database layer."""

import datetime

from mistral import exceptions
from mistral.db.v2 import api
from mistral.workflow import data_flow

BEGINNING = "2020-01-01T00:00:00"

WORKFLOW_DEFAULTS = {
    "id": None, "name": None, "state": None, "state_info": None, "spec": {}, "input": {},
    "params": {}, "context": {}, "root_execution_id": None, "task_execution_id": None,
    "created_at": BEGINNING, "updated_at": BEGINNING,
}
TASK_DEFAULTS = {
    "id": None, "name": None, "type": "ACTION", "state": None, "state_info": None, "spec": {},
    "result": None, "published": {}, "workflow_execution_id": None,
    "created_at": BEGINNING, "updated_at": None,
}


class Row(dict):
    """A database object. It is a map as well, so that both languages can look into it."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def row_of(given, defaults):
    columns = {**defaults, **given}
    for name in ("created_at", "updated_at"):
        if isinstance(columns[name], str):
            columns[name] = datetime.datetime.fromisoformat(columns[name])
    return Row(**columns)


COMPARISONS = {
    "eq": lambda found, wanted: found == wanted,
    "gte": lambda found, wanted: found >= wanted,
    "lt": lambda found, wanted: found < wanted,
}


def comparable(found, wanted):
    if isinstance(found, datetime.datetime) and isinstance(wanted, str):
        return datetime.datetime.fromisoformat(wanted)
    return wanted


def fits(row, filters):
    for column, condition in filters.items():
        found = getattr(row, column)
        conditions = condition if isinstance(condition, dict) else {"eq": condition}
        for name, wanted in conditions.items():
            if not COMPARISONS[name](found, comparable(found, wanted)):
                return False
    return True


class Database:
    def __init__(self, tables):
        self.workflows = [
            row_of(row, WORKFLOW_DEFAULTS) for row in tables.get("workflow_executions", [])]
        self.tasks = [row_of(row, TASK_DEFAULTS) for row in tables.get("task_executions", [])]

    @staticmethod
    def by_id(rows, identifier, what):
        for row in rows:
            if row.id == identifier:
                return row
        raise exceptions.DBEntityNotFoundError(f"{what} not found [id={identifier}]")

    def install(self):
        """Makes the service's expression functions read these rows."""
        api.get_workflow_execution = (
            lambda identifier, **_: self.by_id(self.workflows, identifier, "WorkflowExecution"))
        api.get_task_execution = (
            lambda identifier, **_: self.by_id(self.tasks, identifier, "TaskExecution"))
        api.get_workflow_executions = (
            lambda **filters: [row for row in self.workflows if fits(row, filters)])
        api.get_task_executions = (
            lambda **filters: [row for row in self.tasks if fits(row, filters)])
        data_flow.get_task_execution_result = lambda task: task.result
