"""What our compiler made of a definition, in the form of original.py, and where the two differ."""

import json


def _targets(clause):
    return [item if isinstance(item, str) or item[1:] != [None, None] else item[0] for item in clause]


def _task(task, direct):
    facts = {
        "is_workflow": task["is_workflow"],
        "name": task["call"]["name"],
        "input": task["call"]["input"],
        "with-items": task["with-items"],
        "target": task["target"],
        "keep-result": task["keep-result"],
        "safe-rerun": task["safe-rerun"],
        "policies": task["policies"],
        "tags": task["tags"],
        "publish": task["publish"],
        "publish-on-error": task["publish-on-error"],
    }
    if direct:
        facts["join"] = task["join"]
        for clause in ("on-success", "on-error", "on-complete"):
            facts[clause] = _targets(task[clause])
        facts["inbound"] = sorted(task["inbound"])
    else:
        facts["requires"] = sorted(task["requires"])
    return facts


def _input(parameters):
    return {entry[0]: entry[1:] or None for entry in parameters}


def _workflow(definition):
    program = definition["program"]
    direct = program["type"] == "direct"
    facts = {key: program[key] for key in ("spec", "type", "output", "output-on-error", "vars", "tags")}
    facts["input"] = _input(program["input"])
    facts["tasks"] = {name: _task(task, direct) for name, task in program["tasks"].items()}
    if direct:
        facts["start"] = sorted(program["start"])
    return facts


def _action(definition):
    return {"base": definition["base"]["name"], "base-input": definition["base"]["input"] or {},
            "input": _input(definition["input"]), "output": definition["output"], "tags": definition["tags"],
            "description": definition["description"], "spec": definition["spec"]}


def of(kind, facts):
    if kind == "workbook":
        prefix = len(facts["name"]) + 1
        return {"workflows": {w["name"][prefix:]: _workflow(w) for w in facts["workflows"]},
                "actions": {a["name"][prefix:]: _action(a) for a in facts["actions"]}}
    make = _workflow if kind == "workflows" else _action
    return {kind: {definition["name"]: make(definition) for definition in facts}}


def _same(a, b):
    return json.dumps(a, sort_keys=True) == json.dumps(b, sort_keys=True)


def difference(theirs, mine, path=""):
    """(kind of place, detail) of the first difference, None if there is none."""
    if isinstance(theirs, dict) and isinstance(mine, dict):
        for key in theirs.keys() | mine.keys():
            if key not in theirs or key not in mine:
                return path.split(".")[-1] or "items", f"{path}.{key}: only on one side"
            found = difference(theirs[key], mine[key], f"{path}.{key}")
            if found:
                return found
        return None
    return None if _same(theirs, mine) else (path.split(".")[-1], f"{path}: {theirs!r} | {mine!r}")
