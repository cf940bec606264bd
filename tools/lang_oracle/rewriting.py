"""Writes a document so that one deliberate difference (differences.py) is no longer in it.

Rewritings of data change it in place and say whether there was anything to change.
"""

import re

import yaml

_CLAUSES = ("on-success", "on-error", "on-complete", "on-skip")
_CALL = re.compile(r"^\w+\(\w+=(.*)\)$")


def dump(data):
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000)


# ---- of the text

def without_tabs_at_ends(text):
    return re.sub(r"[ \t]*\t[ \t]*(?=\n|$|#)", "", text)


def without_special_tags(text):
    return re.sub(r"!!(set|omap|pairs|binary)\b", "", text)


def without_question_marks(text):
    return text.replace("?", "q")


def without_directives(text):
    return re.sub(r"(?m)^%(?!YAML|TAG).*\n---\n", "", text)


def signs_in_quotes(text):
    """`=` and `<<` where no key is, `*` and `&` anywhere."""
    text = re.sub(r"((?:[:\-\[,]|^) *)(=|<<)(?= *(?:$|[\n,\]}]))", r"\1'\2'", text)
    return re.sub(r"((?:[:\-\[,{?]|^) *)([*&])(?= *(?:$|[\n,\]}:]))", r"\1'\2'", text)


# ---- walking

def _workflows(data):
    """(name, workflow) of a workflow list or of a workbook."""
    holder = data["workflows"] if isinstance(data.get("workflows"), dict) and "tasks" not in data["workflows"] else data
    if not isinstance(holder, dict):
        return
    for name, workflow in holder.items():
        if isinstance(workflow, dict) and isinstance(workflow.get("tasks"), dict):
            yield name, workflow


def _owners(data):
    """Everything that has clauses or `requires`: tasks and task-defaults."""
    for _, workflow in _workflows(data):
        for task in [*workflow["tasks"].values(), workflow.get("task-defaults")]:
            if isinstance(task, dict):
                yield task


def _change(holder, key, change):
    new = change(holder[key])
    if new == holder[key] and type(new) is type(holder[key]):
        return False
    holder[key] = new
    return True


def _map_targets(node, change):
    """The same clause with change(target) for every target in it."""
    if isinstance(node, str):
        return change(node)
    if isinstance(node, list):
        return [_map_targets(item, change) for item in node]
    if isinstance(node, dict):
        if "next" in node or "publish" in node:
            return {key: _map_targets(value, change) if key == "next" else value for key, value in node.items()}
        return {change(key) if isinstance(key, str) else key: value for key, value in node.items()}
    return node


def _change_targets(data, change):
    found = False
    for owner in _owners(data):
        for clause in _CLAUSES:
            if clause in owner:
                found |= _change(owner, clause, lambda node: _map_targets(node, change))
    return found


def _map_texts(node, change):
    if isinstance(node, str):
        return change(node)
    if isinstance(node, list):
        return [_map_texts(item, change) for item in node]
    if isinstance(node, dict):
        return {key: _map_texts(value, change) for key, value in node.items()}
    return node


def _change_texts(data, change):
    new = _map_texts(data, change)
    if new == data:
        return False
    data.clear()
    data.update(new)
    return True


# ---- of the data

def without_circles(data):
    """Drops the requirements that close a circle."""
    found = False
    for _, workflow in _workflows(data):
        tasks = {name: task for name, task in workflow["tasks"].items() if isinstance(task, dict)}
        defaults = workflow.get("task-defaults") or {}
        below = _names(defaults.get("requires"))
        open_names, done = [], set()

        def visit(name):
            nonlocal found
            open_names.append(name)
            kept = []
            for required in _names(tasks[name].get("requires")) + below:
                if required == name or required in open_names:
                    found |= required != name
                    continue
                kept.append(required)
                if required in tasks and required not in done:
                    visit(required)
            if below or "requires" in tasks[name]:
                tasks[name].pop("requires", None)
                if kept:
                    tasks[name]["requires"] = list(dict.fromkeys(kept))
            open_names.pop()
            done.add(name)

        if workflow.get("type") != "reverse":
            continue
        for name in tasks:
            if name not in done:
                visit(name)
        if below:
            del defaults["requires"]
            defaults.setdefault("timeout", 0)
    return found


def _names(required):
    return [required] if isinstance(required, str) else list(required or [])


def without_skip_keys(data):
    found = False
    for owner in _owners(data):
        for key in ("on-skip", "publish-on-skip"):
            found |= owner.pop(key, owner) is not owner
        if found and not owner:
            owner["timeout"] = 0
    return found


def with_storable_names(data):
    """Names that may be stored: without blanks, and not too long."""
    found = False
    holders = [data] + [data[key] for key in ("workflows", "actions") if isinstance(data.get(key), dict)]
    for holder in holders:
        for name in list(holder):
            fitting = re.sub(r"\s", "-", str(name))[:100]
            if isinstance(name, str) and fitting != name:
                holder[fitting] = holder.pop(name)
                found = True
    if isinstance(data.get("name"), str):
        found |= _change(data, "name", lambda name: re.sub(r"\s", "-", name)[:100])
    return found


def blank_in_calls(data):
    """`fail(msg=1 )` instead of `fail(msg=1)`."""
    return _change_targets(data, lambda t: t[:-1] + " )" if _CALL.search(t) and " " not in t else t)


def without_task_version(data):
    found = False
    for _, workflow in _workflows(data):
        tasks = workflow["tasks"]
        if "version" in tasks:
            workflow["tasks"] = {"version_" if name == "version" else name: task for name, task in tasks.items()}
            found = True
    if not found:
        return False
    renamed = lambda name: re.sub(r"^version\b", "version_", name)  # noqa: E731
    _change_targets(data, renamed)
    for owner in _owners(data):
        if "requires" in owner:
            _change(owner, "requires", lambda node: _map_texts(node, renamed))
    return True


def next_as_list(data):
    found = False
    for owner in _owners(data):
        for clause in _CLAUSES:
            body = owner.get(clause)
            if isinstance(body, dict) and isinstance(body.get("next"), dict):
                body["next"] = [body["next"]]
                found = True
    return found


def without_jinja_in_calls(data):
    """Calls whose name is a Jinja expression: the original looks for the last "}}" in the whole text."""
    found = False
    callers = list(_owners(data))
    for holder in (data, data.get("actions")):
        callers += [action for action in (holder.values() if isinstance(holder, dict) else ()) if isinstance(action, dict)]
    for caller in callers:
        for key in ("action", "workflow", "base"):
            if isinstance(caller.get(key), str) and caller[key].startswith(("{{", "{%")):
                caller[key] = re.sub(r"[{}]", "", caller[key])
                found = True
    return found


def without_raw(data):
    return _change_texts(data, lambda text: text.replace("{% raw %}", "raw"))


def without_statements_beside_yaql(data):
    return _change_texts(data, lambda text: text.replace("{%", "").replace("%}", "%>") if "<%" in text else text)


def without_expressions_as_targets(data):
    return _change_targets(data, lambda text: "nosuch" if "<%" in text or "{{" in text else text)


def letters_only(data):
    """Without characters beyond ASCII that are no letters or digits."""
    found = False

    def plain(text):
        return re.sub(r"[^\w\x00-\x7f]", "e", text)

    def change(node):
        nonlocal found
        if isinstance(node, str):
            found |= plain(node) != node
            return plain(node)
        if isinstance(node, list):
            return [change(item) for item in node]
        if isinstance(node, dict):
            return {change(key): change(value) for key, value in node.items()}
        return node

    new = change(data)
    data.clear()
    data.update(new)
    return found


def text_keys(data):
    """Keys that are texts. Where one is none, the original fails or has its luck."""
    found = False

    def change(node):
        nonlocal found
        if isinstance(node, list):
            return [change(item) for item in node]
        if not isinstance(node, dict):
            return node
        found |= any(not isinstance(key, str) for key in node)
        return {key if isinstance(key, str) else f"k{key}": change(value) for key, value in node.items()}

    new = change(data)
    data.clear()
    data.update(new)
    return found
