"""The verdict and the meaning that Debian's python3-mistral (15.0) finds in a definition."""

import copy
import json
import re

import jsonschema

from mistral import exceptions
from mistral.lang import base
from mistral.lang import parser
from mistral.lang.v2 import actions
from mistral.lang.v2 import tasks
from mistral_lib import utils

_READERS = {"workflows": parser.get_workflow_list_spec, "workbook": parser.get_workbook_spec,
            "actions": parser.get_action_list_spec}
_COMMANDS = ("noop", "fail", "succeed", "pause")
_validators = {}


def _validate(instance, schema):
    """jsonschema.validate() without checking the schema itself again each time: that takes 98 % of the time."""
    key = json.dumps(schema, sort_keys=True)
    if key not in _validators:
        cls = jsonschema.validators.validator_for(schema)
        cls.check_schema(schema)
        _validators[key] = cls(schema)
    error = jsonschema.exceptions.best_match(_validators[key].iter_errors(instance))
    if error is not None:
        raise error


base.jsonschema.validate = _validate


def _keep_what_is_written(cls, key):
    """The constructor merges inline parameters into the stored form, but only where `key` is written. We do not."""
    construct = cls.__init__

    def __init__(self, data, validate):
        written = copy.deepcopy(data.get(key)) if isinstance(data, dict) else None
        construct(self, data, validate)
        if written is not None:
            data[key] = written

    cls.__init__ = __init__


_keep_what_is_written(tasks.TaskSpec, "input")
_keep_what_is_written(actions.ActionSpec, "base-input")


def key_text(key):
    """A key as the stored JSON has it."""
    return key if isinstance(key, str) else json.dumps(key, default=str)


def plain(value):
    """As JSON would hold it: keys and dates are texts."""
    if isinstance(value, dict):
        return {key_text(key): plain(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def _targets(clause):
    """A clause as the list of names, or [name, condition, parameters] where there are any."""
    found = []
    for name, condition, parameters in clause or []:
        name = "!" + name if name in _COMMANDS else str(name)
        condition, parameters = condition or None, parameters or None
        found.append(name if condition is None and parameters is None else [name, plain(condition), plain(parameters)])
    return found


def _retry(retry):
    if retry is None:
        return None
    return {"count": plain(retry.get_count()), "delay": plain(retry.get_delay()), "break-on": plain(retry.get_break_on()),
            "continue-on": plain(retry.get_continue_on())}


def _policies(task, defaults):
    own = task.get_policies()
    below = defaults.get_policies() if defaults else None

    def effective(name):
        for policies in (own, below):
            value = getattr(policies, "get_" + name)() if policies else None
            if value:
                return value
        return None

    found = {name.replace("_", "-"): plain(effective(name))
             for name in ("pause_before", "wait_before", "wait_after", "fail_on", "timeout", "concurrency")}
    found["retry"] = _retry(effective("retry"))
    return found


_CLAUSE = {"SUCCESS": ("publish", "on-success"), "ERROR": ("publish-on-error", "on-error")}


def _scopes(clause):
    """{scope: mapping} of a clause that publishes."""
    published = clause.get("publish") if isinstance(clause, dict) else None
    return {scope: mapping for scope, mapping in (published or {}).items() if mapping}


def _publish(task, state):
    """What is published in which scope. The original loses scopes that not all clauses have; where it cannot lose
    any, its own answer has to be the one that is worked out here."""
    data = copy.deepcopy(task.to_dict())
    key, on_clause = _CLAUSE[state]
    own = {"branch": data[key]} if data.get(key) else {}
    merged = _scopes(data.get(on_clause))
    clauses = [merged, own, _scopes(data.get("on-complete"))]
    used = [set(scopes) for scopes in clauses if scopes]
    expected = copy.deepcopy(merged)
    for scopes in clauses[1:]:
        expected = utils.merge_dicts(expected, copy.deepcopy(scopes))
    found = {"branch": plain(expected.get("branch")) or None, "global": plain(expected.get("global")) or None}
    if all(scopes == used[0] for scopes in used):
        publish = copy.deepcopy(task).get_publish(state)
        answer = publish and {"branch": plain(publish.get_branch()) or None, "global": plain(publish.get_global()) or None}
        if (answer or {"branch": None, "global": None}) != found:
            raise AssertionError(f"publish of {task.get_name()}: {answer} is not {found}")
    return found


def _task(workflow, task, direct):
    defaults = workflow.get_task_defaults()
    inputs = task.get_input()
    safe_rerun = task.get_safe_rerun()
    if safe_rerun is None and defaults:
        safe_rerun = defaults.get_safe_rerun()
    facts = {
        "is_workflow": bool(task.get_workflow_name()),
        "name": task.get_workflow_name() or task.get_action_name() or "std.noop",
        "input": plain(inputs),
        "with-items": plain(task.get_with_items() or {}),
        "target": plain(task.get_target()),
        "keep-result": bool(task.get_keep_result()),
        "safe-rerun": bool(safe_rerun),
        "policies": _policies(task, defaults),
        "tags": plain(task.get_tags()),
        "publish": _publish(task, "SUCCESS"),
        "publish-on-error": _publish(task, "ERROR"),
    }
    if direct:
        join = {"one": 1}.get(task.get_join(), task.get_join()) or None
        facts["join"] = int(join) if isinstance(join, float) else join
        facts["on-success"] = _targets(workflow.get_on_success_clause(task.get_name()))
        facts["on-error"] = _targets(workflow.get_on_error_clause(task.get_name()))
        facts["on-complete"] = _targets(workflow.get_on_complete_clause(task.get_name()))
        facts["inbound"] = sorted(key_text(t.get_name()) for t in workflow.find_inbound_task_specs(task))
    else:
        facts["requires"] = sorted(set(workflow.get_task_requires(task)))
    return facts


def _input(spec):
    inputs = spec.get_input() or {}
    return {str(name): None if "NotDefined" in type(value).__name__ + str(value) else [plain(value)]
            for name, value in inputs.items()}


def _workflow(workflow):
    direct = workflow.get_type() == "direct"
    facts = {
        "spec": {**plain(workflow.to_dict()), "name": key_text(workflow.get_name())},
        "type": workflow.get_type(),
        "input": _input(workflow),
        "output": plain(workflow.get_output()) or None,
        "output-on-error": plain(workflow.get_output_on_error()) or None,
        "vars": plain(workflow.get_vars()) or None,
        "tags": plain(workflow.get_tags()),
        "tasks": {key_text(task.get_name()): _task(workflow, task, direct) for task in workflow.get_tasks()},
    }
    if direct:
        facts["start"] = sorted(key_text(task.get_name()) for task in workflow.find_start_tasks())
    return facts


def _action(action):
    return {"base": action.get_base(), "base-input": plain(action.get_base_input()) or {}, "input": _input(action),
            "output": plain(action.get_output()), "tags": plain(action.get_tags()),
            "description": action.get_description(), "spec": {**plain(action.to_dict()), "name": key_text(action.get_name())}}


def _facts(kind, spec):
    if kind == "workflows":
        return {"workflows": {key_text(w.get_name()): _workflow(w) for w in spec.get_workflows()}}
    if kind == "actions":
        return {"actions": {key_text(a.get_name()): _action(a) for a in spec.get_actions()}}
    return {"workflows": {key_text(w.get_name()): _workflow(w) for w in spec.get_workflows() or []},
            "actions": {key_text(a.get_name()): _action(a) for a in spec.get_actions() or []}}


def verdict(kind, text):
    """{"accepted", "class", "message"} and, where accepted, "facts"."""
    try:
        data = parser.parse_yaml(text)
        spec = _READERS[kind](data, True)
        if spec is None:  # a workbook of version 2 instead of '2.0': accepted without being looked at
            data["version"] = "2.0"
            spec = _READERS[kind](data, True)
    except exceptions.MistralException as error:
        return {"accepted": False, "class": type(error).__name__, "message": re.split(r"\n", str(error))[0]}
    except Exception as error:  # the service answers these with 500: a refusal without a reason
        return {"accepted": False, "class": "crash", "message": f"{type(error).__name__}: {error}".split("\n")[0]}
    return {"accepted": True, "class": None, "message": "", "facts": _facts(kind, spec)}
