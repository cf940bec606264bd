"""Random Jinja2: filters, tests, methods and forms over grown expressions; templates around them."""

import re

from lib.generator import jinja_tables as tables
from lib.generator import samples
from lib.generator.jinja_statements import Statements

ODD_ARGUMENT = 0.06
OPTIONAL = 0.45
KINDS = {
    "any": None, "int": ("int",), "num": ("int", "float"), "str": ("string",), "bool": ("bool",),
    "seq": ("list", "string", "map", "set"), "list": ("list",), "tuple": ("list",), "dict": ("map",),
    "float": ("float",), "strs": ("list",), "objs": ("list",), "arg": None,
}
CHOICES = {
    "word": ["'a'", "'name'", "'real'", "'items'", "'__class__'"],
    "item": ["'name'", "'n'", "'a'", "0", "'a.b'", "1", "'nope'"],
    "by": ["'key'", "'value'", "'x'"],
    "method": ["'common'", "'ceil'", "'floor'", "'x'"],
    "filtername": [f"'{name}'" for name in tables.FILTER_NAMES],
    "testname": [f"'{name}'" for name in tables.TEST_NAMES],
    "filter": tables.FILTER_NAMES, "test": tables.TEST_NAMES,
    "format": tables.FORMAT_TEXTS, "braces": tables.BRACE_TEXTS,
    "small": ["0", "1", "2", "3", "-1", "-2", "7", "1.5", "true"],
    "char": ["'*'", "'-'", "'ä'", "'ab'"],
}
PLACEHOLDER = re.compile(r"\{(" + "|".join(sorted({*KINDS, *CHOICES})) + r")\}")


def quoted(text):
    body = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\t", "\\t")
    return f"'{body}'"


class JinjaGrower:
    language = "jinja"

    def __init__(self, random):
        self.random = random
        self.filters = tables.rows(tables.FILTERS)
        self.tests = tables.rows(tables.TESTS)
        self.methods = tables.rows(tables.METHODS)
        self.forms = tables.FORMS.strip().split("\n")
        self.statements = Statements(random)

    def seeds(self, data):
        """Constants and paths into the data, as expressions."""
        for name in data:
            yield f"_.{name}", True
        for text in ("_", "none", "true", "false", "[]", "{}", "()", "(1,)", "[1]", "('a', 2)", "1e3",
                     "0x1f", "1_000", "range(3)", "{1: 'a'}", "{'a': {'b': 1}}", "['x', 'Y', 'x']",
                     "[(1, 2), (3, 4)]", "[{'a': 1}, {'a': 2}]", "'<b>'|safe"):
            yield text, True
        for text in samples.TEXTS:
            yield quoted(text), True
        for number in samples.INTS + samples.FLOATS:
            yield repr(number), number >= 0

    # Arguments

    def operand(self, pool, kind):
        """Something that postfix forms can follow."""
        if kind in CHOICES:
            return self.random.choice(CHOICES[kind])
        odd = self.random.random() < ODD_ARGUMENT
        entry = pool.pick(None if odd else KINDS[kind])
        return entry.text if entry.is_atom or self.random.random() < 0.03 else f"({entry.text})"

    def arguments(self, pool, kinds):
        given = []
        for kind in kinds:
            name, _, value = kind.rpartition("=")
            is_optional = name or kind.endswith("?")
            if is_optional and self.random.random() > OPTIONAL:
                if name:
                    continue
                break
            text = self.operand(pool, value.rstrip("?"))
            given.append(f"{name}={text}" if name else text)
        given.sort(key=lambda text: bool(re.match(r"[a-z]+=[^=]", text)))
        return given

    # Forms

    def filter(self, pool):
        name, receiver, kinds = self.random.choice(self.filters)
        arguments = self.arguments(pool, kinds)
        call = f"{name}({', '.join(arguments)})" if arguments else name
        tail = self.random.choice(["", "", "", "|list", "|first", "|string", "|join(',')", "|length"])
        return f"{self.operand(pool, receiver)}|{call}{tail}"

    def test(self, pool):
        name, receiver, kinds = self.random.choice(self.tests)
        arguments = self.arguments(pool, kinds)
        call = f"{name}({', '.join(arguments)})" if arguments else name
        word = self.random.choice(["is", "is", "is not"])
        return f"{self.operand(pool, receiver)} {word} {call}"

    def method(self, pool):
        name, receiver, kinds = self.random.choice(self.methods)
        return f"{self.operand(pool, receiver)}.{name}({', '.join(self.arguments(pool, kinds))})"

    def form(self, pool):
        return PLACEHOLDER.sub(
            lambda match: self.operand(pool, match.group(1)), self.random.choice(self.forms))

    def bare(self, pool):
        """Operands without parentheses: what precedence makes of it."""
        sign = self.random.choice(["+", "-", "*", "/", "//", "%", "**", "~", "==", "<", "in", "and", "or",
                                   "is", "|", "if"])
        left, right = pool.pick().text, pool.pick().text
        return f"{left} {sign} {right}" if sign != "|" else f"{left}|{right}"

    def grow(self, pool):
        roll = self.random.random()
        for limit, make in ((0.33, self.filter), (0.43, self.test), (0.60, self.method),
                            (0.95, self.form), (1.0, self.bare)):
            if roll < limit:
                return make(pool), False
        raise AssertionError("a roll is below 1")

    # Texts

    def inline(self, text):
        if self.random.random() < 0.6:
            return self.statements.template(text)
        return self.random.choice([
            f"{{{{ {text} }}}}", f"{{{{{text}}}}}", f"a {{{{ {text} }}}} b",
            f"{{{{ {text} }}}}{{{{ {text} }}}}", f"{{%- if {text} -%}} x {{%- endif %}} {{{{ 1 }}}}",
            f"{{{{- {text} -}}}} \n ", f"{{# c #}}{{{{ {text} }}}}\n"])
