"""Whether two answers say the same."""

import json
import re

# Bounds are the evaluator's own business: where one side gives up, the other may finish. What the
# options limit_iterators and memory_quota refuse is no such bound.
LIMITS = frozenset("Timeout MemoryError RecursionError".split())
ADDRESS = re.compile(r"<?[\w.]*(?: object| function)?[^<>]* at 0x[0-9a-f]+>?")


def canonical(value):
    """JSON text in which sets are ordered, and 1, 1.0 and true differ."""
    return json.dumps(ordered(value), sort_keys=False)


def ordered(value):
    if isinstance(value, list):
        return [ordered(item) for item in value]
    if isinstance(value, dict):
        if set(value) == {"$set"}:
            return {"$set": sorted((ordered(item) for item in value["$set"]), key=json.dumps)}
        return {key: ordered(member) for key, member in value.items()}
    return value


def kinds(answer):
    error = answer["error"]
    return error["type"], error.get("cause")


def is_limit(answer):
    return "error" in answer and bool(LIMITS.intersection(kinds(answer)))


def without_order(text):
    return sorted(text)


def verdict(original, ours, prints_sets=False):
    """same, limit (one side gave up), order (a printed set), address, or differs."""
    if "result" in original and "result" in ours:
        a, b = canonical(original["result"]), canonical(ours["result"])
        if a == b:
            return "same"
        if " at 0x" in a.lower():
            return "address"
        if prints_sets and without_order(a) == without_order(b):
            return "order"
        return "differs"
    if is_limit(original) or is_limit(ours):
        return "same" if "error" in original and "error" in ours else "limit"
    if "error" not in original or "error" not in ours:
        return "differs"
    return "same" if same_failure(original, ours) else "differs"


def same_failure(original, ours):
    (kind, cause), (our_kind, our_cause) = kinds(original), kinds(ours)
    return kind == our_kind and (cause is None or our_cause is None or cause == our_cause)


def same_message(original, ours):
    def message(answer):
        error = answer["error"]
        return error.get("cause_message", error["message"])
    return ADDRESS.sub("", message(original)) in (message(ours), ADDRESS.sub("", message(ours)))
