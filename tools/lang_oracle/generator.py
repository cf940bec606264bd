"""Writes definitions at random: workflow lists, workbooks and action lists, from sound to nonsense."""

import copy
import random
import string

import yaml

import pools


class Generator:
    """`oddness` is the probability that a value is taken from what is not meant for its place."""

    def __init__(self, seed, oddness):
        self.random = random.Random(seed)
        self.oddness = oddness
        self.names = []   # of the tasks of the workflow that is being made
        self.later = []   # those behind the current one: most transitions lead forward

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, good, odd=()):
        # Copied, or a later change of the document would reach into the pools.
        return copy.deepcopy(self.random.choice(odd if odd and self.chance(self.oddness) else good))

    # ---- expressions and calls

    def expression(self):
        return self.pick(pools.ONE_EXPRESSION, pools.ODD_EXPRESSIONS)

    def value(self):
        return copy.deepcopy(self.pick(pools.GOOD_VALUES, pools.ODD_EXPRESSIONS + pools.ODD_VALUES))

    def odd(self):
        return copy.deepcopy(self.random.choice(pools.ODD_VALUES + pools.ODD_EXPRESSIONS))

    def mapping(self):
        return {self.pick(["x", "y", "z", "a-b"], pools.ODD_KEYS): self.value() for _ in range(self.random.randint(1, 3))}

    def parameters(self):
        text = ""
        for _ in range(self.random.randint(1, 3)):
            text += self.random.choice(pools.SEPARATORS[:4] if self.chance(0.8) else pools.SEPARATORS)
            text += self.pick(pools.KEYS[:4], pools.KEYS)
            text += self.pick(["="], [" = ", "= ", " =", "=="]) + self.random.choice(pools.PARAMETER_VALUES)
        return text

    def call(self):
        name = self.pick(pools.CALL_NAMES, pools.ODD_CALL_NAMES)
        return name + self.parameters() if self.chance(0.5) else name

    # ---- policies

    def natural(self):
        return self.pick([0, 1, 5, 60, 2.0, self.expression()], pools.ODD_VALUES)

    def boolean(self):
        return self.pick([True, False, self.expression()], pools.ODD_VALUES)

    def retry(self):
        if self.chance(0.4):
            pieces = [f"count={self.pick(['3', '<% $.x %>', '0'], pools.PARAMETER_VALUES)}",
                      f"delay={self.pick(['1', '<% $.x %>', '0'], pools.PARAMETER_VALUES)}"]
            if self.chance(0.3):
                pieces.append(f"{self.pick(['break-on', 'continue-on'], ['x', 'break'])}={self.expression()}")
            if self.chance(self.oddness):
                pieces[self.random.randrange(len(pieces))] = self.random.choice(["again", "", "x=1", "count=1"])
            return self.random.choice([" ", " ", ", ", ",", "  "]).join(pieces)
        retry = {"count": self.natural(), "delay": self.natural()}
        for key in ("break-on", "continue-on"):
            if self.chance(0.3):
                retry[key] = self.pick([self.expression()], pools.ODD_VALUES)
        if self.chance(self.oddness):
            retry[self.pick(["name", "version", "description", "tags", "type", "x", "max"])] = self.odd()
        if self.chance(self.oddness):
            del retry[self.random.choice(list(retry))]
        return retry

    POLICIES = {"retry": retry, "wait-before": natural, "wait-after": natural, "timeout": natural, "concurrency": natural,
                "pause-before": boolean, "fail-on": boolean, "safe-rerun": boolean}

    def policies(self, density):
        return {key: make(self) for key, make in self.POLICIES.items() if self.chance(density)}

    # ---- transitions

    def target(self):
        if self.chance(0.2):
            command = self.random.choice(pools.COMMANDS)
            return command + self.pick(["", "", " msg='x'", " msg='two words'", "(msg='two words')"],
                                       ["(msg='x')", " ", "()", self.parameters(), "  msg=1", "(msg=1", " msg"])
        if self.chance(self.oddness * 0.3):
            return self.random.choice(pools.ODD_NAMES + ["nosuch", "<% $.x %>", "a ", " a"]) + (
                self.parameters() if self.chance(0.3) else "")
        return self.random.choice(self.later if self.later and self.chance(0.9) else self.names)

    def item(self):
        return {self.target(): self.expression()} if self.chance(0.3) else self.target()

    def next(self):
        if self.chance(0.3):
            return self.item()
        return self.unique([self.item() for _ in range(self.random.randint(1, 3))])

    def unique(self, items):
        if self.chance(self.oddness * 0.2):
            return items
        return [item for i, item in enumerate(items) if item not in items[:i]]

    def clause(self):
        if self.chance(0.7):
            clause = self.next()
            return clause if not isinstance(clause, dict) or self.chance(0.3) else [clause]
        scopes = [s for s in ("branch", "global", "atomic") if self.chance(0.4)] or ["branch"]
        clause = {"publish": {s: self.pick([self.mapping()], [{}, None, [], "x", "<% $ %>"]) for s in scopes}}
        if self.chance(self.oddness * 0.3):
            clause["publish"][self.pick(["local", "name", "version", "tags", "description", "type", 5])] = self.mapping()
        if self.chance(0.5):
            clause["next"] = self.next()
        if self.chance(0.1):
            del clause["publish"]
        if self.chance(self.oddness * 0.3):
            clause[self.pick(["name", "version", "description", "tags", "nxt", "fail", "b"])] = self.odd()
        return clause or {"next": self.next()}

    def clauses(self, density):
        clauses = {key: self.clause() for key in ("on-success", "on-error", "on-complete") if self.chance(density)}
        if self.chance(self.oddness * 0.1):
            clauses[self.pick(["on-success", "on-error", "on-complete"])] = self.pick(
                [None, [], {}, "", " ", {"next": None}, {"next": []}, {"next": ""}, {"publish": {}}, {"publish": None}, [[]], [{}],
                 [None], ["a", None], {"next": {}}, {"next": [{}]}, {"publish": {"branch": {}}}, {"a": None}, {"a": "<% 1 %>", "b": 1}])
        return clauses

    # ---- tasks

    def array(self):
        return self.pick(["<% $.list %>", "{{ _.list }}", "[1, 2]", '["a", "b"]', "<% $.a %> junk", "[[1], {}]", "[1, 2] junk"],
                         ["[]", "[ ]", "[a]", "abc", "", "[1", "{% x %}", "<% $.( %>", "[1] [2]", "[\"<% $.( %>\"]", "{1}", "[1,]"])

    def with_items_entry(self):
        variable = self.pick(["i", "item", "a-b", "i2", "é"], ["", "i j", "i.j", "in", "i,j", "$i", " i"])
        return variable + self.pick([" in "], ["in", "  in  ", " in", "in ", " of ", " IN ", "\tin\t", " in in "]) + self.array()

    def with_items(self):
        if self.chance(0.7):
            return self.with_items_entry()
        return self.unique([self.with_items_entry() for _ in range(self.random.randint(1, 3))])

    def tags(self):
        return self.pick([["x"], ["x", "y"]], [[], ["x", "x"], [""], [1], "x", {}, None])

    def common_keys(self):
        task = {}
        kind = self.random.random()
        if kind < 0.6:
            task["action"] = self.call()
        elif kind < 0.8 or self.chance(self.oddness * 0.1):
            task["workflow"] = self.call()
        if self.chance(0.3):
            task["input"] = self.mapping() if self.chance(0.8) else self.pick(pools.GOOD_EXPRESSIONS, pools.ODD_EXPRESSIONS)
        optional = {"description": lambda: self.pick(["text"], pools.ODD_VALUES), "tags": self.tags,
                    "with-items": self.with_items, "publish": self.mapping, "publish-on-error": self.mapping,
                    "target": lambda: self.pick(["host", "<% $.x %>"], pools.ODD_VALUES + pools.ODD_EXPRESSIONS),
                    "keep-result": self.boolean, "type": lambda: self.pick(["direct", "reverse"], pools.ODD_VALUES)}
        for key, make in optional.items():
            if self.chance(0.15 if key != "type" else 0.01):
                task[key] = make()
        if self.chance(self.oddness * 0.3):
            task[self.pick(["name", "version", "on-skip", "publish-on-skip", "on-sucess", "Action", "requires", "join", "vars"])] = self.odd()
        task.update(self.policies(0.08))
        return task

    def direct_task(self):
        task = self.common_keys()
        task.update(self.clauses(0.3))
        if self.chance(0.15):
            task["join"] = self.pick(["all", "one", 1, 0, 2], pools.ODD_VALUES + ["<% 2 %>", "2", "any", 99, 1.0])
        return task or {"description": "nothing"}

    def reverse_task(self):
        task = self.common_keys()
        if self.chance(0.4):
            required = [self.pick(self.names, ["nosuch", "noop", "", "a b"]) for _ in range(self.random.randint(1, 2))]
            task["requires"] = required[0] if self.chance(0.3) else self.unique(required)
        return task or {"description": "nothing"}

    def input_list(self):
        def item():
            name = self.pick(["a", "b", "c", "d-e"], ["", 1, None, True, ["x"]])
            if self.chance(0.4) and isinstance(name, (str, int)):
                entry = {name: self.value()}
                if self.chance(self.oddness * 0.3):
                    entry["zz"] = 1
                return entry
            return name
        return self.unique([item() for _ in range(self.random.randint(1, 3))])

    # ---- documents

    def workflow(self):
        count = self.random.randint(1, 5)
        self.names = self.random.sample(pools.TASK_NAMES, count)
        if self.chance(self.oddness):
            self.names[0] = self.random.choice(pools.ODD_NAMES + pools.ODD_KEYS)
        reverse = self.chance(0.2)
        workflow = {}
        if reverse or self.chance(0.2):
            workflow["type"] = "reverse" if reverse else "direct"
        optional = {"description": lambda: self.pick(["text", ""], pools.ODD_VALUES), "tags": self.tags,
                    "input": self.input_list, "output": self.mapping, "output-on-error": self.mapping, "vars": self.mapping,
                    "task-defaults": self.task_defaults, "unknown-key": self.odd, "name": self.odd, "version": self.odd}
        if self.chance(self.oddness * 0.1):
            workflow[self.random.choice(pools.ODD_KEYS)] = self.odd()
        for key, make in optional.items():
            if self.chance(0.04 if key in ("unknown-key", "name", "version") else 0.18):
                workflow[key] = make()
        make = self.reverse_task if reverse != self.chance(self.oddness * 0.05) else self.direct_task
        tasks = {}
        for i, name in enumerate(self.names):
            self.later = self.names[i + 1:]
            tasks[name] = make()
        workflow["tasks"] = tasks
        return workflow

    def task_defaults(self):
        defaults = self.policies(0.25)
        defaults.update(self.clauses(0.2))
        if self.chance(0.2):
            defaults["requires"] = self.pick([self.names[:1], self.names[0]], ["nosuch", [], ["a", "a"], 5])
        if self.chance(self.oddness):
            defaults[self.pick(["name", "version", "description", "tags"], ["type", "publish", "keep-result", "target", "action", "on-skip"])] = \
                self.pick(["x", "2.0", ["x"]], pools.ODD_VALUES)
        return defaults or {"timeout": 5}

    def action(self):
        action = {"base": self.call()}
        optional = {"base-input": self.mapping, "input": self.input_list, "output": self.value, "tags": self.tags,
                    "description": lambda: self.pick(["text"], pools.ODD_VALUES)}
        for key, make in optional.items():
            if self.chance(0.3):
                action[key] = make()
        if self.chance(self.oddness):
            action[self.pick(["name", "version", "type", "target", "Base", 5])] = self.odd()
        return action

    def version(self):
        return self.pick(["2.0", 2.0, 2, "2"], pools.ODD_VALUES + ["3.0", 3])

    def workflows_document(self):
        document = {"version": self.version()}
        for _ in range(2 if self.chance(0.1) else 1):
            name = self.pick(pools.WORKFLOW_NAMES, pools.ODD_WORKFLOW_NAMES + [5, 1.5, True, None])
            document[name] = self.workflow()
        if self.chance(self.oddness * 0.2):
            document[self.pick(["x", "name", "description", "tags", "x-y"] + pools.ODD_KEYS)] = self.odd()
        return document

    def actions_document(self):
        document = {"version": self.version()}
        for _ in range(2 if self.chance(0.2) else 1):
            document[self.pick(["act", "my-act", "a.b"], [5, "é", "a/b", "", "version"])] = self.action()
        return document

    def workbook_document(self):
        document = {"version": self.version(), "name": self.pick(["book", "my.book"], pools.ODD_VALUES)}
        if self.chance(0.2):
            document["description"] = self.pick(["text"], pools.ODD_VALUES)
        if self.chance(0.2):
            document["tags"] = self.tags()
        names = ["w", "w-1", "flow", "é"]
        odd = ["w.1", "version", 5, "a b", "", "x/y"]
        if self.chance(0.7):
            document["workflows"] = {self.pick(names, odd): self.workflow() for _ in range(self.random.randint(1, 2))}
        if self.chance(0.5):
            document["actions"] = {self.pick(names, odd): self.action() for _ in range(self.random.randint(1, 2))}
        return document

    # ---- mutations of the finished structure

    def places(self, node, found):
        children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, child in children:
            found.append((node, key))
            self.places(child, found)
        return found

    def mutate(self, document):
        node, key = self.random.choice(self.places(document, []))
        choice = self.random.randrange(8)
        if choice == 0:
            del node[key]
        elif choice in (1, 2):
            node[key] = self.odd()
        elif choice == 3:
            node[key] = [node[key]]
        elif choice == 4:
            node[key] = {"x": node[key]}
        elif choice == 5:
            _, _, node[key] = self.subtree(document)
        elif isinstance(node, dict) and choice == 6:
            renamed = self.typo(str(key))
            node[renamed] = node.pop(key)
        elif isinstance(node, dict):
            node[self.random.choice(["x", "join", "on-success", "requires", "publish", "type", "retry", "action", "version", "name",
                                     5, "count"])] = self.odd()
        else:
            node.append(copy.deepcopy(node[key]))

    def subtree(self, document):
        node, key = self.random.choice(self.places(document, []))
        return node, key, copy.deepcopy(node[key])

    def typo(self, key):
        if not key:
            return "x"
        at = self.random.randrange(len(key))
        return self.random.choice([key[:at] + key[at + 1:], key + "s", key.upper(), key.replace("-", "_") + "_"])

    # ---- and of its text

    def mangle(self, text):
        lines = text.split("\n")
        at = self.random.randrange(len(lines))
        choice = self.random.randrange(9)
        if choice == 0:
            del lines[at]
        elif choice == 1:
            lines.insert(at, lines[at])
        elif choice == 2:
            lines[at] = " " + lines[at]
        elif choice == 3:
            lines[at] = lines[at].replace("'", "").replace('"', "")
        elif choice == 4:
            lines[at] += self.random.choice([" # comment", ":", " :", " x", "'", "\t", " &x", " *x", " {", " [", " |"])
        elif choice == 5 and lines[at]:
            where = self.random.randrange(len(lines[at]))
            lines[at] = lines[at][:where] + self.random.choice(string.punctuation + " a0") + lines[at][where + 1:]
        elif choice == 6:
            lines[at] = lines[at].replace(": ", ":", 1) if self.chance(0.5) else lines[at][2:]
        elif choice == 7:  # a scalar as only people write it
            key, colon, _ = lines[at].partition(": ")
            lines[at] = key + (colon or " ") + self.random.choice(pools.WRITTEN_SCALARS)
        else:
            return self.random.choice(pools.AROUND_A_TEXT)(text)
        return "\n".join(lines)


KINDS = {"workflows": Generator.workflows_document, "actions": Generator.actions_document, "workbook": Generator.workbook_document}


def dump(document, flow):
    return yaml.safe_dump(document, sort_keys=False, default_flow_style=flow, allow_unicode=True, width=1000)


def document(seed):
    """(kind, text) number `seed`: one in three is sound, one is changed once, one several times."""
    chooser = random.Random(seed)
    style = seed % 3
    generator = Generator(seed, (0.01, 0.03, 0.12)[style])
    kind = chooser.choices(["workflows", "actions", "workbook"], [7, 1, 2])[0]
    made = KINDS[kind](generator)
    for _ in range((0, 1, chooser.randint(0, 2))[style]):
        if made:
            generator.mutate(made)
    text = dump(made, chooser.choice([None, False, False, True]))
    if chooser.random() < (0, 0.1, 0.2)[style]:
        text = generator.mangle(text)
    return kind, text
