"""Random requests of both languages with the answers of the originals."""

import random

from lib.evaluators import DEFAULTS, Oracle
from lib.generator.jinja_grower import JinjaGrower
from lib.generator.source import Source
from lib.generator.yaql_grower import YaqlGrower
from lib.steady import BoundedOracle


def grower_for(language, dice, oracle):
    if language == "yaql":
        return YaqlGrower(dice, oracle.yaql.root_context(DEFAULTS))
    return JinjaGrower(dice)


def generated(languages, seed, count):
    """Yields (request, answer), `count` in total."""
    inner = Oracle()
    oracle = BoundedOracle(inner)
    for language in languages:
        dice = random.Random(f"{seed} {language}")
        source = Source(oracle, grower_for(language, dice, inner), dice)
        yield from source.cases(count // len(languages))
