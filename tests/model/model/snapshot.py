"""The end of an execution as nested plain data: from the model, and from the text that wf-sim prints.

Executions whose results do not count (earlier attempts, late answers) are left out. Texts of failures name
ids and are worded by the engine; each stands here as the one word TEXT."""

import json
import re

TEXT = re.compile(r"Failure caused|Failed|The action raised|Can not evaluate|Wrong|Invalid|Fail action|.*: .*Error")
WORKFLOW = re.compile(r"(?:#(\d+) )?workflow (\S+) (\w+) output (.*)")
TASK = re.compile(r"task (.+) (\w+) published (.*?)( handled)? retries (-?\d+)$")
ACTION = re.compile(r"action #(\d+) (\w+) (.*)")


def of_model(execution):
    tasks = []
    for run in execution.tasks:
        actions = [["action", a.index, a.state, plain(a.result)] for a in run.accepted() if a.child is None]
        children = [["child", a.index, *of_model(a.child)] for a in run.accepted() if a.child]
        tasks.append(
            ["task", run.task.name, run.state, plain(run.published), run.handled, run.retries, _sorted(actions + children)]
        )
    return [execution.workflow.name, execution.state, _output(execution.state, execution.output), _sorted(tasks)]


def of_text(text):
    lines = [(len(line) - len(line.lstrip()), line.strip()) for line in text.splitlines() if line.strip()]
    return _read_workflow(lines, 0)[0]


def _read_workflow(lines, at):
    indent, line = lines[at]
    _, name, state, output = WORKFLOW.fullmatch(line).groups()
    tasks, at = [], at + 1
    while at < len(lines) and lines[at][0] > indent:
        task, at = _read_task(lines, at)
        tasks.append(task)
    return [name, state, _output(state, _json(output)), _sorted(tasks)], at


def _read_task(lines, at):
    indent, line = lines[at]
    name, state, published, handled, retries = TASK.fullmatch(line).groups()
    parts, at = [], at + 1
    while at < len(lines) and lines[at][0] > indent:
        action = ACTION.fullmatch(lines[at][1])
        if action:
            index, action_state, result = action.groups()
            parts.append(["action", int(index), action_state, plain(_json(result))])
            at += 1
        else:
            index = int(WORKFLOW.fullmatch(lines[at][1]).group(1))
            child, at = _read_workflow(lines, at)
            parts.append(["child", index, *child])
    published = plain(_json(published)) or {}
    return ["task", name, state, published, bool(handled), max(int(retries), 0), _sorted(parts)], at


def _json(text):
    """Names of members are printed as JSON texts."""
    return _unquoted(json.loads(text))


def _unquoted(value):
    if isinstance(value, dict):
        return {json.loads(key): _unquoted(inner) for key, inner in value.items()}
    return [_unquoted(inner) for inner in value] if isinstance(value, list) else value


def _output(state, output):
    output = plain(output) or {}
    if state == "ERROR":
        output.pop("result", None)
    return output


def plain(value):
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return "TEXT" if isinstance(value, str) and TEXT.match(value) else value


def _sorted(parts):
    return sorted(parts, key=lambda part: json.dumps(part, sort_keys=True))


def differences(model, engine, where=""):
    """Where two snapshots differ, as texts."""
    if type(model) is type(engine) is list and len(model) == len(engine):
        for position, (left, right) in enumerate(zip(model, engine)):
            name = left[1] if isinstance(left, list) and len(left) > 1 else position
            yield from differences(left, right, f"{where}/{name}")
    elif model != engine or type(model) is not type(engine):
        yield f"{where}: model {json.dumps(model)}, engine {json.dumps(engine)}"
