"""Random YAQL: overloads with fitting arguments, templates, lambdas over what the items are."""

import re

from lib.generator import samples
from lib.generator.pool import Pool
from lib.generator.yaql_calls import all_overloads
from lib.generator.yaql_templates import TEMPLATES, UNARY

ODD_ARGUMENT = 0.07  # chance of an argument of any kind
OPTIONAL = 0.35
PLACEHOLDER = re.compile(
    r"\{(any|int|number|bool|string|list|map|set|null|datetime|timespan|regex|body|unary|pattern"
    r"|format)\}")
PLACEHOLDER_KINDS = {"any": None, "number": ("int", "float"), "list": ("list", "set")}
BINARY = re.compile(r"#operator_(.+)")
UNARY_OPERATOR = re.compile(r"#unary_operator_(.+)")
PROPERTY = re.compile(r"#property#(.+)")


def quoted(text):
    body = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\t", "\\t")
    return f"'{body}'"


class YaqlGrower:
    language = "yaql"

    def __init__(self, random, root_context):
        self.random = random
        self.overloads = all_overloads(root_context)
        names = sorted(self.overloads)
        self.properties = [name for name in names if name.startswith("#property")]
        self.functions = [name for name in names if name[0] not in "#*"]
        self.operators = [
            name for name in names if name[0] in "#*" and name not in self.properties]

    def seeds(self, data):
        """Constants and paths into the data, as expressions."""
        for name in data:
            yield f"$.{name}", True
        yield "$", True
        for constants in (("null", "true", "false", "[]", "{}", "set()", "[1]", "abc"),
                          samples.DATES, samples.SPANS):
            for text in constants:
                yield text, True
        for text in samples.TEXTS:
            yield quoted(text), True
        for number in samples.INTS + samples.FLOATS:
            if "e" not in repr(number):
                yield repr(number), number >= 0
        for pattern in samples.PATTERNS:
            yield f"regex('{pattern}')", True

    # Arguments

    def argument(self, pool, parameter, item):
        if parameter.form == "lambda":
            return self.body(pool, item, parameter.arity)
        if parameter.form == "pair":
            return f"{pool.pick().text} => {pool.pick().text}"
        if parameter.form == "word":
            return self.random.choice(["a", "name", "n", "x", "len()", "toUpper()"])
        odd = self.random.random() < ODD_ARGUMENT
        return pool.pick(None if odd else parameter.kinds).text

    def body(self, pool, item, arity):
        """A lambda; `item` is a value that `$` will stand for, encoded."""
        roll = self.random.random()
        if arity == 2:
            return self.random.choice([
                "$1 + $2", "[$1, $2]", "$2", "$1", "max($1, $2)", "$1 = $2", "$1 < $2", "$",
                pool.pick().text])
        if roll < 0.15:
            return "$"
        if roll < 0.25:
            return pool.pick().text
        if isinstance(item, dict) and roll < 0.45 and not set(item) & {"$set", "$datetime"}:
            return f"$.{self.random.choice(sorted(item) or ['a'])}"
        inner = Pool(self.random)
        inner.add("$", item, True)
        inner.entries.setdefault(samples.kind_of(item), []).append(inner.pick())
        for kind, entries in pool.entries.items():
            inner.entries.setdefault(kind, entries[:20])
        body = self.call(inner, "$", samples.kind_of(item))
        if roll > 0.85:
            return f"{body} {self.random.choice(['=', '<', '>=', '+', 'and', 'or'])} {inner.pick().text}"
        return body

    # Calls

    def call(self, pool, receiver=None, kind=None):
        """A call of a random overload; of one that takes `kind` first, if that is given."""
        for _ in range(20):
            overload = self.random.choice(self.overloads[self.name()])
            first = (overload.parameters or [overload.rest])[0]
            if kind is None or (first and kind in first.kinds):
                break
        return self.render(pool, overload, receiver)

    def name(self):
        roll = self.random.random()
        groups = ((0.22, self.operators), (0.25, self.properties), (1.0, self.functions))
        return self.random.choice(next(names for limit, names in groups if roll < limit))

    def render(self, pool, overload, receiver=None):
        arguments, item = [], None
        for position, parameter in enumerate(overload.parameters):
            if not parameter.is_required and self.random.random() > OPTIONAL:
                break
            if position == 0 and parameter.form == "value":
                first = pool.pick(parameter.kinds) if receiver is None else None
                text, item = (first.text, self.item_of(first)) if first else (receiver, None)
                if receiver is not None and "$" in {e.text for e in pool.entries.get("list", [])}:
                    item = None
                arguments.append(self.parenthesized(text) if first and not first.is_atom else text)
            else:
                text = self.argument(pool, parameter, item)
                keyword = (position > 0 and overload.accepts_keywords
                           and not overload.name.startswith("#") and self.random.random() < 0.12)
                arguments.append(f"{parameter.name} => {text}" if keyword else text)
        if overload.rest:
            arguments += [self.argument(pool, overload.rest, item)
                          for _ in range(self.random.choice([0, 1, 1, 2, 3]))]
        return self.spelled(overload, arguments)

    def item_of(self, entry):
        items = samples.items_of(entry.result)
        return self.random.choice(items) if items else entry.result

    def parenthesized(self, text):
        return text if self.random.random() < 0.03 else f"({text})"

    def spelled(self, overload, arguments):
        name = overload.name
        if name in ("*equal", "*not_equal"):
            arguments = (arguments + ["1", "1"])[:2]
            return f" {'=' if name == '*equal' else '!='} ".join(arguments)
        for pattern, form in ((BINARY, "binary"), (UNARY_OPERATOR, "unary"), (PROPERTY, "property")):
            match = pattern.match(name)
            if match:
                return self.operator(form, match.group(1), arguments)
        if name == "#indexer" and arguments:
            return f"{arguments[0]}[{', '.join(arguments[1:])}]"
        if name in ("#list", "#map", "#indexer"):
            opening, closing = "{}" if name == "#map" else "[]"
            return opening + ", ".join(arguments) + closing
        if overload.form == "method" and arguments:
            return f"{arguments[0]}.{name}({', '.join(arguments[1:])})"
        return f"{name}({', '.join(arguments)})"

    def operator(self, form, sign, arguments):
        if form == "property":
            return f"{(arguments or ['$'])[0]}.{sign}"
        if form == "unary":
            return f"{sign} {(arguments or ['1'])[0]}"
        return f" {sign} ".join((arguments + ["1", "2"])[:2])

    # Templates

    def template(self, pool):
        item = None

        def replace(match):
            nonlocal item
            name = match.group(1)
            if name == "body":
                return self.body(pool, item, 1)
            if name == "unary":
                return self.random.choice(UNARY)
            if name in ("pattern", "format"):
                choices = samples.PATTERNS if name == "pattern" else samples.FORMATS
                return f"'{self.random.choice(choices)}'"
            odd = self.random.random() < ODD_ARGUMENT / 2
            entry = pool.pick(None if odd else PLACEHOLDER_KINDS.get(name, (name,)))
            item = self.item_of(entry)
            return entry.text if entry.is_atom else self.parenthesized(entry.text)

        return PLACEHOLDER.sub(replace, self.random.choice(TEMPLATES))

    def grow(self, pool):
        """(text, whether it may stand without parentheses)."""
        roll = self.random.random()
        if roll < 0.35:
            return self.template(pool), False
        if roll < 0.4:  # two values side by side
            sign = self.random.choice(["+", "-", "*", "/", "mod", "=", "<", "and", "or", "in", "->"])
            return f"{pool.pick().text} {sign} {pool.pick().text}", False
        return self.call(pool), False

    # Texts

    def inline(self, text):
        other = "1 + 1"
        return self.random.choice([
            f"<% {text} %>", f"<%{text}%>", f"a <% {text} %> b", f"<% {text} %><% {text} %>",
            f"<% {other} %>-<% {text} %>", f" <% {text} %>", f"{{<% {text} %>}}"])
