"""Inline expressions by the Python originals of YAQL and Jinja2; the model has no evaluator of its own."""

import re

import jinja2
import yaql
from yaql.language import factory, specs, yaqltypes

YAQL = re.compile(r"<%.*?%>")
JINJA = re.compile(r"{{(.*?)}}")
JINJA_ANY = re.compile(r"{{.*?}}|{%.*?%}")

_yaql_engine = factory.YaqlFactory().create(
    options={"yaql.convertTuplesToLists": True, "yaql.convertSetsToLists": False, "yaql.convertInputData": True}
)
_yaql_root = yaql.create_context(convention=None)
_jinja = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)


class Failed(Exception):
    """An expression that cannot be evaluated."""


class Unsupported(Exception):
    """The case uses something that is outside of the model."""


def evaluate(template, data, functions):
    """Texts in dicts (values) and lists are evaluated; everything else stays."""
    if isinstance(template, dict):
        return {key: evaluate(value, data, functions) for key, value in template.items()}
    if isinstance(template, list):
        return [evaluate(value, data, functions) for value in template]
    if not isinstance(template, str):
        return template
    try:
        if JINJA_ANY.search(template):
            return _jinja_text(template, data, functions)
        if YAQL.search(template):
            return _yaql_text(template, data, functions)
    except Unsupported:
        raise
    except Exception as error:  # whatever the originals raise is a failed expression
        raise Failed(f"{template}: {error!r}") from error
    return template


def _yaql_text(text, data, functions):
    context = _yaql_root.create_child_context()
    for name, function in functions.items():
        context.register_function(_any_argument(function), name=name)
    found = YAQL.findall(text)
    values = [_yaql_engine(one.strip("<%>").strip()).evaluate(data=data, context=context) for one in found]
    if found[0] == text:
        return values[0]
    for one, value in zip(found, values):
        text = text.replace(one, str(value))
    return text


def _any_argument(function):
    @specs.parameter("name", yaqltypes.PythonType(object, nullable=True))
    def call(name=None):
        return function(name)

    return call


def _jinja_text(text, data, functions):
    names = {"_": data, **{name: _optional(function) for name, function in functions.items()}}
    match = JINJA.search(text)
    if match and match.group(0) == text:
        value = _jinja.compile_expression(match.group(1), undefined_to_none=False)(**names)
        str(value)  # an undefined value fails here
        return value
    return _jinja.from_string(text).render(**names)


def _optional(function):
    return lambda name=None: function(name)
