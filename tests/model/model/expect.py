"""What a case expects, compared with the model; and the other way round, written from the model.

Texts that name ids or quote error messages are not the model's business: `state_info`, and `result` in
the output of a failed execution."""

from .world import find_execution

UNCHECKED = {"state_info", "action_states", "accepted", "params", "why", "input"}


def matches(actual, expected):
    if isinstance(expected, str) and len(expected) > 1 and expected[0] == expected[-1] == "/":
        return expected[1:-1] in str(actual)
    if isinstance(expected, dict) and isinstance(actual, dict):
        return expected.keys() == actual.keys() and all(matches(actual[k], v) for k, v in expected.items())
    if isinstance(expected, list) and isinstance(actual, (list, tuple)):
        return len(expected) == len(actual) and all(map(matches, actual, expected))
    return type(actual) is type(expected) and actual == expected


def problems(executions, expected):
    """Texts, one for each fact that differs."""
    if not executions:
        return []
    root = executions[0]
    found = []
    for key, value in expected.items():
        if key == "workflow":
            found += _workflow(root, {"state": value} if isinstance(value, str) else value)
        elif key == "tasks":
            found += _tasks(root, value)
        elif key == "in":
            for name, inner in value.items():
                child = find_execution(executions, name)
                if child is None:
                    found.append(f"no execution of {name}")
                    continue
                found += _workflow(child, {k: v for k, v in inner.items() if k != "tasks"})
                found += _tasks(child, inner.get("tasks", {}))
    return found


def workflow_facts(execution):
    context = {k: v for k, v in execution.context.items() if k != "__execution"}
    return {
        "state": execution.state,
        "output": execution.output,
        "context": context,
        "tasks": len(execution.tasks),
        "name": execution.workflow.name,
    }


def _workflow(execution, expected):
    facts = workflow_facts(execution)
    expected = dict(expected)
    output = expected.get("output")
    if execution.state == "ERROR" and isinstance(output, dict):
        facts["output"] = {k: v for k, v in facts["output"].items() if k != "result"}
        expected["output"] = {k: v for k, v in output.items() if k != "result"}
    if isinstance(expected.get("context"), dict):
        expected["context"] = {k: v for k, v in expected["context"].items() if k != "__execution"}
    return _compare(f"workflow {execution.workflow.name}", facts, expected)


def _tasks(execution, expected):
    found = []
    for name, facts in expected.items():
        runs = [run for run in execution.tasks if run.task.name == name]
        if facts == "absent" or not runs:
            if (facts == "absent") != (not runs):
                found.append(f"task {name}: {len(runs)} records")
            continue
        found += _compare(f"task {name}", task_facts(runs), {"state": facts} if isinstance(facts, str) else facts)
    return found


def task_facts(runs):
    run = runs[-1]
    return {
        "state": run.state,
        "count": len(runs),
        "published": run.published,
        "result": run.result(),
        "processed": run.processed,
        "retries": run.retries,
        "actions": sum(1 for a in run.actions if a.child is None),
        "children": [a.child.state for a in run.actions if a.child],
    }


def _compare(where, facts, expected):
    return [
        f"{where}.{key} is {facts.get(key)!r}, expected {value!r}"
        for key, value in expected.items()
        if key in facts and key not in UNCHECKED and not matches(facts.get(key), value)
    ]
