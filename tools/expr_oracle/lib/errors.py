"""Exceptions of the originals and the error types of the line protocol."""

import re

import yaml
from yaql.language import exceptions as yaql_errors

from lib.codec import EndlessIteration

# Names that the protocol spells differently from the class. The first base class in the method
# resolution order that is listed, here or in PLAIN, gives the type.
RENAMED = {
    re.error: "RegexError",
    yaml.YAMLError: "YAMLError",
    EndlessIteration: "Timeout",
    yaql_errors.YaqlLexicalException: "YaqlLexical",
    yaql_errors.YaqlGrammarException: "YaqlGrammar",
    yaql_errors.NoFunctionRegisteredException: "NoFunctionRegistered",
    yaql_errors.NoMethodRegisteredException: "NoMethodRegistered",
    yaql_errors.NoMatchingFunctionException: "NoMatchingFunction",
    yaql_errors.NoMatchingMethodException: "NoMatchingMethod",
    yaql_errors.AmbiguousFunctionException: "AmbiguousFunction",
    yaql_errors.AmbiguousMethodException: "AmbiguousMethod",
    yaql_errors.MappingTranslationException: "MappingTranslation",
    yaql_errors.ArgumentException: "Argument",
    yaql_errors.CollectionTooLargeException: "CollectionTooLarge",
    yaql_errors.MemoryQuotaExceededException: "MemoryQuotaExceeded",
}

PLAIN = frozenset("""
    KeyError IndexError ZeroDivisionError OverflowError ValueError TypeError AttributeError
    RecursionError MemoryError RuntimeError StopIteration AssertionError UndefinedError
    TemplateSyntaxError TemplateAssertionError TemplateRuntimeError FilterArgumentError
    SecurityError DBEntityNotFoundError Timeout
""".split())

# The wrappers of texts with delimiters, by the class of the workflow service.
WRAPPERS = {
    "YaqlEvaluationException": "YaqlEvaluation",
    "JinjaEvaluationException": "JinjaEvaluation",
    "YaqlGrammarException": "YaqlGrammar",
    "JinjaGrammarException": "JinjaGrammar",
    "ExpressionGrammarException": "ExpressionGrammar",
    "EvaluationException": "Evaluation",
}


class Timeout(Exception):
    """The reference implementation took longer than the oracle allows it."""


class BadRequest(Exception):
    pass


def is_wrapper(error):
    return type(error).__module__.startswith("mistral") and type(error).__name__ in WRAPPERS


def type_of(error):
    if is_wrapper(error):
        return WRAPPERS[type(error).__name__]
    for base in type(error).__mro__:
        if base in RENAMED:
            return RENAMED[base]
        if base.__name__ in PLAIN:
            return base.__name__
    return type(error).__name__


def without_data(message):
    """The service appends the data to its messages; the product never shows data."""
    cut = message.rfind(", data=")
    return message if cut < 0 else message[:cut] + "]"


def answer_of(error):
    """The `error` member of an answer."""
    if not is_wrapper(error):
        return {"type": type_of(error), "message": str(error)}
    answer = {"type": type_of(error), "message": without_data(str(error))}
    inner = error.__context__
    if inner is not None:
        answer["cause"] = type_of(inner)
        answer["cause_message"] = str(inner)
    return answer
