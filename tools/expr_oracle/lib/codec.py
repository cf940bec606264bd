"""Values of the line protocol and Python values, in both directions.

Encodings: docs/guide/eval.md ("Values"). What an answer cannot show is marked with its type.
"""

import collections.abc
import datetime
import math
import re

import jinja2
import yaql.language.contexts
import yaql.language.utils
from dateutil import tz

ITEMS_MAX = 200_000
INT_BITS_MAX = 14_000


class EndlessIteration(Exception):
    """A result has more items or digits than any sensible test has; the answer is the error Timeout."""


def parse_datetime(text):
    """With the zone objects that YAQL itself makes: they show when a date-time is printed."""
    moment = datetime.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        return moment
    offset = moment.utcoffset()
    return moment.replace(tzinfo=tz.tzoffset(None, offset) if offset else tz.tzutc())


DECODERS = {
    "$datetime": parse_datetime,
    "$timespan": lambda micros: datetime.timedelta(microseconds=micros),
    "$set": lambda items: {decode(item) for item in items},
    "$dict": lambda pairs: {decode(key): decode(value) for key, value in pairs},
    "$float": float,
    "$iterator": lambda items: iter([decode(item) for item in items]),
    "$tuple": lambda items: tuple(decode(item) for item in items),
}


def decode(value):
    """The Python value of a request's data."""
    if isinstance(value, dict):
        if len(value) == 1:
            (name, inner), = value.items()
            if name in DECODERS:
                return DECODERS[name](inner)
        return {key: decode(member) for key, member in value.items()}
    if isinstance(value, list):
        return [decode(item) for item in value]
    return value


def encode_float(number):
    return number if math.isfinite(number) else {"$float": repr(number)}


def encode_dict(mapping, tuples):
    pairs = [(encode(key, tuples), encode(value, tuples)) for key, value in mapping.items()]
    if all(isinstance(key, str) for key in mapping):
        return dict(pairs)
    return {"$dict": [list(pair) for pair in pairs]}


def encode_items(items, tuples):
    encoded = []
    for item in items:
        if len(encoded) >= ITEMS_MAX:
            raise EndlessIteration
        encoded.append(encode(item, tuples))
    return encoded


def refuse_undefined(value):
    value._fail_with_undefined_error()


def marked(name):
    return lambda value: {"$type": name}


def encode_int(number):
    if number.bit_length() > INT_BITS_MAX:  # Python prints no more digits than that
        raise EndlessIteration
    return number


ENCODERS = (
    ((type(None), bool), lambda value: value),
    (int, encode_int),
    (str, str),
    (float, encode_float),
    (datetime.datetime, lambda value: {"$datetime": value.isoformat()}),
    (datetime.date, lambda value: {"$date": value.isoformat()}),
    (datetime.timedelta, lambda span: {"$timespan": span // datetime.timedelta(microseconds=1)}),
    (bytes, marked("bytes")),
    (re.Pattern, marked("regex")),
    (yaql.language.contexts.ContextBase, marked("context")),
    (jinja2.StrictUndefined, refuse_undefined),
    (jinja2.Undefined, marked("undefined")),
)


def encode(value, tuples=False):
    """The protocol's form of a result. `tuples`: tuples are marked, they would be lists else."""
    for types, encoder in ENCODERS:
        if isinstance(value, types):
            return encoder(value)
    if isinstance(value, (dict, yaql.language.utils.FrozenDict)):
        return encode_dict(value, tuples)
    if isinstance(value, (set, frozenset)):
        return {"$set": encode_items(value, tuples)}
    if isinstance(value, tuple) and tuples:
        return {"$tuple": encode_items(value, tuples)}
    if isinstance(value, collections.abc.Iterable) and not isinstance(value, type):
        return encode_items(value, tuples)
    return {"$type": "function" if callable(value) else "object"}
