"""The overloads of YAQL's functions and operators, as the original declares them."""

import dataclasses
import datetime
import re

import yaql
from yaql.language import specs, utils, yaqltypes

# One value of every kind; a parameter accepts the kinds whose value passes its type's own check.
KIND_SAMPLES = {
    "null": None, "bool": True, "int": 1, "float": 1.5, "string": "a", "list": (1, 2),
    "map": utils.FrozenDict({"a": 1}), "set": frozenset((1,)), "regex": re.compile("a"),
    "datetime": datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc),
    "timespan": datetime.timedelta(1),
}
# Their answers change from call to call, have no order, or never end: templates have them.
LEFT_OUT = frozenset("""
    random now characters sequence cycle generate generateMany repeat call
    def let with unpack assert
""".split())
TWO_ARGUMENTS = frozenset("aggregate reduce accumulate join mergeWith".split())


@dataclasses.dataclass
class Parameter:
    name: str
    form: str  # value, lambda, pair, word
    kinds: frozenset
    is_required: bool
    arity: int = 1


@dataclasses.dataclass
class Overload:
    name: str
    form: str  # function, method
    parameters: list
    rest: object
    accepts_keywords: bool
    family: str  # the original's module


def form_of(value_type):
    if isinstance(value_type, yaqltypes.Lambda):
        return "lambda"
    if isinstance(value_type, yaqltypes.MappingRule):
        return "pair"
    if isinstance(value_type, (yaqltypes.Keyword, yaqltypes.YaqlExpression)):
        return "word"
    return "value"


def parameter_of(function, specification, context, engine):
    value_type = specification.value_type
    form = form_of(value_type)
    kinds = frozenset()
    if form == "value":
        kinds = frozenset(kind for kind, sample in KIND_SAMPLES.items()
                          if value_type.check(sample, context, engine))
    return Parameter(
        specification.alias or specification.name, form, kinds,
        specification.default is specs.NO_DEFAULT, 2 if function.name in TWO_ARGUMENTS else 1)


def family_of(function):
    if function.name.startswith("#property"):
        return "properties"
    return function.payload.__module__.rpartition(".")[2].replace("_", "-")


def overload_of(function, form, context, engine):
    visible = [p for p in function.parameters.values()
               if not isinstance(p.value_type, yaqltypes.HiddenParameterType)]
    placed = [p for p in visible if p.name not in ("*", "**") and p.position is not None]
    placed.sort(key=lambda p: p.position)
    rest = [p for p in visible if p.name == "*"]
    return Overload(
        function.name, form, [parameter_of(function, p, context, engine) for p in placed],
        parameter_of(function, rest[0], context, engine) if rest else None,
        not function.no_kwargs, family_of(function))


def all_overloads(root_context):
    """{name: overloads}; operators and properties under their inner names (`#operator_+`)."""
    engine = yaql.YaqlFactory().create()
    found = {}
    context = root_context.parent
    for name, functions in sorted(context._functions.items()):
        if name in LEFT_OUT or name in ("#get_context_data", "#operator_."):
            continue
        for function in sorted(functions, key=lambda f: f.payload.__name__):
            forms = [form for form, has in
                     (("function", function.is_function), ("method", function.is_method)) if has]
            for form in forms:
                found.setdefault(name, []).append(overload_of(function, form, context, engine))
    return found
