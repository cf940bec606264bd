"""Systematic cases: everything that has a name, with fitting arguments, with null, with wrong ones."""

from lib.generator import jinja_tables as tables
from lib.generator.yaql_calls import all_overloads

# A constant of every kind, and one that a parameter of that kind should refuse.
YAQL = {
    "null": "null", "bool": "true", "int": "2", "float": "1.5", "string": "'b'", "list": "[3, 1, 2]",
    "map": "{a => 1, b => [2]}", "set": "set(1)", "regex": "regex('b')",
    "datetime": "datetime(2020, 2, 29, 12, 30, 45, 5)", "timespan": "timespan(1, 2)",
}
KIND_ORDER = ("string", "list", "map", "int", "set", "regex", "datetime", "timespan", "float", "bool",
              "null")
# Where the constant of the kind would only ever be refused or mean nothing.
YAQL_SPECIAL = {
    ("datetime", "string"): "'2020-01-02 03:04'", ("datetime", "format"): "'%Y-%m-%d %H:%M'",
    ("datetime", "year"): "2020", ("format", "format"): "'%d.%m.%Y'", ("int", "value"): "' 12 '",
    ("float", "value"): "'1e3'", ("json_parse", "data"): "'[1, null]'",
    ("yaml_parse", "data"): "'a: [1, yes]'", ("indexOf", "string"): "'abcb'",
    ("lastIndexOf", "string"): "'abcb'", ("replace", "string"): "'abcb'",
    ("replace", "replacements"): "{b => x, 1 => 2}", ("dict", "items"): "[[a, 1], [b, 2]]",
    ("single", "collection"): "[1]", ("join", "sequence"): "[a, 1, null]",
    ("orderBy", "collection"): "[3, 1, null, 2]", ("flatten", "collection"): "[1, [2, [3]], a]",
    ("selectMany", "selector"): "[$, $]", ("groupBy", "keySelector"): "$ mod 2",
    ("thenBy", "collection"): "[3, 1].orderBy(0)",
    ("thenByDescending", "collection"): "[1, 3].orderBy(0)", ("sum", "collection"): "[1, 2.5]",
    ("split", "string"): "'abcbd'", ("rightSplit", "string"): "'abcbd'", ("trim", "string"): "'bab '",
    ("trimLeft", "string"): "'bab '", ("trimRight", "string"): "' bab'", ("norm", "string"): "'  '",
    ("searchAll", "string"): "'abcb'", ("replaceBy", "string"): "'abcb'",
    ("replaceBy", "repl"): "'<' + $.value + '>'", ("mergeWith", "another"): "{b => [3], c => 4}",
}
VOLATILE = frozenset("random now localtz uuid".split())
LAMBDAS = {1: "$", 2: "[$1, $2]"}


def wrong_for(kinds):
    """A constant whose kind does not fit."""
    return next((YAQL[kind] for kind in reversed(KIND_ORDER[:-1]) if kind not in kinds), None)


class YaqlMatrix:
    def __init__(self, root_context):
        self.overloads = all_overloads(root_context)

    def argument(self, name, parameter):
        special = YAQL_SPECIAL.get((name, parameter.name))
        if special:
            return special
        if parameter.form == "lambda":
            return LAMBDAS[parameter.arity]
        if parameter.form == "pair":
            return "true => 1"
        if parameter.form == "word":
            return "a"
        return YAQL[next((kind for kind in KIND_ORDER if kind in parameter.kinds), "null")]

    def cases(self, overload, spelled):
        """Texts of calls: fewest and most arguments, null first, each argument of a wrong kind."""
        name, parameters = overload.name, overload.parameters
        values = [self.argument(name, parameter) for parameter in parameters]
        least = sum(parameter.is_required for parameter in parameters)
        rest = [self.argument(name, overload.rest)] * 2 if overload.rest else []
        yield spelled(overload, values[:least])
        if len(values) > least or rest:
            yield spelled(overload, values + rest)
        if len(values) > least and overload.accepts_keywords and not name.startswith(("#", "*")):
            last = parameters[-1]
            yield spelled(overload, values[:least] + [f"{last.name} => {values[-1]}"])
        for place, parameter in enumerate(parameters):
            if parameter.form != "value":
                continue
            for other in ("null", wrong_for(parameter.kinds)):
                if other and other != values[place]:
                    changed = values[:place] + [other] + values[place + 1:max(least, place + 1)]
                    yield spelled(overload, changed)

    def families(self, spelled):
        """{family: [texts]}"""
        found = {}
        for name, overloads in self.overloads.items():
            if name in VOLATILE:
                continue
            for overload in overloads:
                texts = found.setdefault(overload.family, [])
                texts += [t for t in self.cases(overload, spelled) if t not in texts]
        return found


JINJA = {
    "any": "[1, 'a']", "int": "2", "num": "2.5", "str": "'ab c'", "bool": "true", "seq": "[3, 1, 2]",
    "list": "[3, 1]", "tuple": "(3, 1)", "dict": "{'b': 1, 'a': 2}", "float": "2.5",
    "strs": "['x', 'y']", "objs": "[{'a': 2}, {'a': 1}]", "arg": "2", "word": "'a'", "item": "'a'",
    "by": "'value'", "method": "'floor'", "filtername": "'string'", "testname": "'odd'",
    "format": "'%s'", "braces": "'{}'", "char": "'*'",
}
JINJA_RECEIVERS = ("none", "5", "1.5", "'ab C'", "[]", "['b', 'A', 'b']", "(1, 2)", "{'k': 'v'}", "nope",
                   "range(3)", "true")


class JinjaMatrix:
    @staticmethod
    def arguments(kinds, optional):
        given = []
        for kind in kinds:
            name, _, value = kind.rpartition("=")
            if (name or value.endswith("?")) and not optional:
                continue
            text = JINJA[value.rstrip("?")]
            given.append(f"{name}={text}" if name else text)
        return ", ".join(given)

    def calls(self, row):
        """The name with its arguments, in the shortest and the longest form."""
        name, _, kinds = row
        for optional in (False, True):
            arguments = self.arguments(kinds, optional)
            yield f"{name}({arguments})" if arguments else name

    def families(self):
        found = {"filters": [], "tests": [], "methods": []}
        for row in tables.rows(tables.FILTERS):
            short, long = self.calls(row)
            receivers = (JINJA[row[1]], *JINJA_RECEIVERS)
            found["filters"] += [f"{receiver}|{short}" for receiver in receivers]
            found["filters"] += [f"{JINJA[row[1]]}|{long}", f"{JINJA[row[1]]}|{row[0]}(1, 2, 3, 4, 5, 6)"]
        for row in tables.rows(tables.TESTS):
            short, _ = self.calls(row)
            found["tests"] += [f"{receiver} is {short}" for receiver in JINJA_RECEIVERS]
        for row in tables.rows(tables.METHODS):
            for call in self.calls(row):
                call = call if call.endswith(")") else f"{call}()"
                found["methods"].append(f"({JINJA[row[1]]}).{call}")
            found["methods"].append(f"({JINJA[row[1]]}).{row[0]}(none, none, none, none)")
        return {family: list(dict.fromkeys(texts)) for family, texts in found.items()}
