"""One request of the line protocol, answered by the reference implementations."""

import json

from lib import errors, service  # noqa: F401  (service first: see there)
from lib.codec import decode, encode
from lib.database import Database

import yaql  # noqa: E402
from mistral import exceptions  # noqa: E402
from mistral import expressions  # noqa: E402
from mistral.config import cfg  # noqa: E402
from mistral.expressions import jinja_expression, yaql_expression  # noqa: E402
from yaql.standard_library import strings  # noqa: E402

DEFAULTS = {
    "limitIterators": -1, "memoryQuota": -1, "convertInputData": True, "convertOutputData": True,
    "convertTuplesToLists": True, "convertSetsToLists": False, "iterableDicts": False,
    "keywordOperator": "=>", "allowDelegates": False, "allowedLanguages": ["yaql", "jinja"],
}
ENGINE_OPTIONS = (
    "limitIterators", "memoryQuota", "convertTuplesToLists", "convertSetsToLists",
    "iterableDicts", "convertOutputData",
)


class Request:
    def __init__(self, fields):
        self.fields = fields
        self.options = {**DEFAULTS, **fields.get("options", {})}
        self.expression = fields.get("expression")
        self.language = fields.get("language", "auto")
        self.is_raw = fields.get("raw", False)
        self.data = decode(fields.get("data"))


class YaqlSide:
    """YAQL by yaql and the service's wrapper of it."""

    def __init__(self):
        self.engines = {}
        self.contexts = {}

    def engine(self, options):
        key = json.dumps(options, sort_keys=True)
        if key not in self.engines:
            self.engines[key] = yaql_expression.create_yaql_engine_class(
                options["keywordOperator"], options["allowDelegates"],
                {"yaql." + name: options[name] for name in ENGINE_OPTIONS})
        return self.engines[key]

    def root_context(self, options):
        """The standard functions; `format` of texts was removed in yaql 3."""
        delegates = options["allowDelegates"]
        if delegates not in self.contexts:
            context = yaql.create_context(delegates=delegates)
            for name, function in service.functions().items():
                context.register_function(function, name=name)
            standard = context.parent
            for definition in list(standard.get_functions("format")[0]):
                if definition.payload.__module__ == strings.__name__:
                    standard.delete_function(definition)
            self.contexts[delegates] = context
        return self.contexts[delegates]

    def prepare(self, request):
        options = request.options
        cfg.CONF.set_override("convert_input_data", options["convertInputData"], group="yaql")
        yaql_expression.YAQL_ENGINE = self.engine(options)
        yaql_expression.ROOT_YAQL_CONTEXT = self.root_context(options)

    def evaluate(self, request):
        if not request.is_raw:
            return yaql_expression.InlineYAQLEvaluator.evaluate(request.expression, request.data)
        context = yaql_expression.get_yaql_context(request.data)
        for name, value in request.fields.get("context", {}).items():
            value = decode(value)
            if request.options["convertInputData"]:
                value = yaql.language.utils.convert_input_data(value)
            context["$" + name] = value
        result = yaql_expression.YAQL_ENGINE(request.expression).evaluate(context=context)
        return yaql_expression._sanitize_yaql_result(result)

    def validate(self, request):
        if not request.is_raw:
            return yaql_expression.InlineYAQLEvaluator.validate(request.expression)
        if not isinstance(request.expression, str):
            raise exceptions.YaqlGrammarException("expression is not a text")
        yaql_expression.YAQL_ENGINE(request.expression)


class JinjaSide:
    """Jinja2 by jinja2 and the service's wrapper of it."""

    def prepare(self, request):
        pass

    def evaluate(self, request):
        if request.is_raw:
            return jinja_expression.JinjaEvaluator.evaluate(request.expression, request.data)
        return jinja_expression.InlineJinjaEvaluator.evaluate(request.expression, request.data)

    def validate(self, request):
        if not request.is_raw:
            return jinja_expression.InlineJinjaEvaluator.validate(request.expression)
        if not isinstance(request.expression, str):
            raise exceptions.JinjaEvaluationException("expression is not a text")
        environment = jinja_expression.JinjaEvaluator._env
        environment.compile_expression(request.expression, undefined_to_none=False)


class AutoSide:
    """Detection of the language and recursion into objects and arrays."""

    def prepare(self, request):
        pass

    def evaluate(self, request):
        return expressions.evaluate_recursively(request.expression, request.data)

    def validate(self, request):
        return expressions.validate(request.expression)


class Oracle:
    def __init__(self):
        self.yaql = YaqlSide()
        self.sides = {"yaql": self.yaql, "jinja": JinjaSide(), "auto": AutoSide()}

    def result_of(self, fields):
        request = Request(fields)
        side = self.sides[request.language]
        Database(fields.get("db", {})).install()
        self.yaql.prepare(request)
        if fields.get("op", "eval") == "validate":
            side.validate(request)
            return True
        marks_tuples = not request.options["convertTuplesToLists"]
        return encode(side.evaluate(request), marks_tuples)

    def answer(self, fields):
        if not isinstance(fields, dict):
            error = {"type": "BadRequest", "message": "a request is an object"}
            return {"id": None, "error": error}
        answer = {"id": fields.get("id")}
        try:
            answer["result"] = self.result_of(fields)
        except Exception as error:  # the originals raise anything
            answer["error"] = errors.answer_of(error)
        return answer
