"""Definitions as plain objects: short call syntax, defaults and clauses worked out."""

import json
import re

import yaml

COMMANDS = ("noop", "fail", "succeed", "pause")
CLAUSES = ("on-success", "on-error", "on-complete", "on-skip")
POLICIES = ("retry", "wait-before", "wait-after", "timeout", "pause-before", "concurrency", "fail-on")

_EXPRESSION = r"{{.*?}}|<%.*?%>"
_NAME = re.compile(rf"[\w.]+[^=(\s\"]*|{_EXPRESSION}")
_PARAMETER = re.compile(rf"([-_\w]+)=(\"[^\"]*\"|'[^']*'|{_EXPRESSION}|\[.*\]|true|false|null|\d+)")
_ITEMS = re.compile(r"\s*([\w\d_\-]+)\s*in\s*(\[.+\]|<%.*?%>|{{.*?}})")


def short_call(text):
    """(name, parameters) of `name a=1 b="x"`."""
    if " " not in text:
        return text, {}
    name = _NAME.match(text).group(0)
    return name, {key: _literal(value) for key, value in _PARAMETER.findall(text)}


def _literal(text):
    if text[0] in "\"'":
        return text[1:-1]
    if text.startswith(("<%", "{{")) or re.fullmatch(r"0\d+", text):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


class Clause:
    """What `on-...` says: targets [(name, parameters, condition)] and what it publishes by scope."""

    def __init__(self, spec):
        self.targets, self.publish = [], {}
        if isinstance(spec, dict):  # also the trap: a mapping right under the clause names no target
            self.publish = spec.get("publish", {})
            spec = spec.get("next", [])
        for item in [spec] if isinstance(spec, (str, dict)) else spec or []:
            text, condition = next(iter(item.items())) if isinstance(item, dict) else (item, None)
            name, parameters = short_call(text)
            self.targets.append((name, parameters, condition))


class Task:
    def __init__(self, name, spec, defaults):
        self.name, self.spec = name, spec
        call = spec.get("action") or spec.get("workflow") or "std.noop"
        self.is_workflow = "workflow" in spec
        self.call, inline = short_call(call)
        given = spec.get("input", {})
        self.input = given if isinstance(given, str) else {**given, **inline}
        self.join = spec.get("join") or None
        self.items = self._items(spec.get("with-items"))
        self.keep_result = spec.get("keep-result", True) is not False
        self.clauses = {clause: Clause(spec.get(clause)) for clause in CLAUSES}
        for clause, own in self.clauses.items():
            if not own.targets:
                default = Clause(defaults.get(clause))
                own.targets = [target for target in default.targets if target[0] != name]
        self.policies = {key: spec.get(key) or defaults.get(key) for key in POLICIES}
        if isinstance(self.policies["retry"], str):
            self.policies["retry"] = short_call(self.policies["retry"])[1]
        self.requires = {
            required
            for where in (spec, defaults)
            for required in _list(where.get("requires"))
            if required != name
        }

    @staticmethod
    def _items(spec):
        """{variable: source} or None."""
        if spec is None:
            return None
        items = {}
        for text in _list(spec):
            variable, source = _ITEMS.match(text).groups()
            items[variable] = json.loads(source) if source.startswith("[") else source
        return items


class Workflow:
    def __init__(self, name, spec, workbook=""):
        self.name, self.spec, self.workbook = name, spec, workbook
        self.is_reverse = spec.get("type") == "reverse"
        self.defaults_of_input, self.required = {}, []
        for item in spec.get("input", []):
            if isinstance(item, dict):
                self.defaults_of_input.update(item)
            else:
                self.required.append(item)
        defaults = spec.get("task-defaults", {})
        self.tasks = {key: Task(key, value, defaults) for key, value in spec["tasks"].items()}
        self.inbound = {key: [] for key in self.tasks}
        for task in self.tasks.values():
            for target in {t[0] for clause in CLAUSES for t in task.clauses[clause].targets}:
                if target in self.inbound:  # also one named like a command: it is never a start task
                    self.inbound[target].append(task.name)
        order = list(self.tasks)
        for sources in self.inbound.values():
            sources.sort(key=order.index)

    def inputs(self):
        return set(self.required) | set(self.defaults_of_input)


class Adhoc:
    def __init__(self, spec):
        self.base, inline = short_call(spec["base"])
        self.base_input = {**spec.get("base-input", {}), **inline}
        self.output = spec.get("output")
        self.required, self.defaults = [], {}
        for item in spec.get("input", []):
            if isinstance(item, dict):
                self.defaults.update(item)
            else:
                self.required.append(item)


class Definitions:
    def __init__(self, workflows="", workbook="", actions=""):
        self.workflows, self.actions = {}, {}
        for name, spec in _document(workflows).items():
            self.workflows[name] = Workflow(name, spec)
        for name, spec in _document(actions).items():
            self.actions[name] = Adhoc(spec)
        book = yaml.safe_load(workbook) if workbook else {}
        prefix = book.get("name", "")
        for name, spec in book.get("workflows", {}).items():
            if name != "version":
                full = f"{prefix}.{name}"
                self.workflows[full] = Workflow(full, spec, prefix)
        for name, spec in book.get("actions", {}).items():
            if name != "version":
                self.actions[f"{prefix}.{name}"] = Adhoc(spec)

    @staticmethod
    def find(table, name, workbook):
        """Short names of a workbook's own members come first."""
        return table.get(f"{workbook}.{name}") or table.get(name) if workbook else table.get(name)


def _document(text):
    return {name: spec for name, spec in (yaml.safe_load(text) or {}).items() if name != "version"} if text else {}


def _list(value):
    return value if isinstance(value, list) else [] if value is None else [value]
