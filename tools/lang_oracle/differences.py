"""Kinds of refusals, and the differences that are meant: docs/language-differences.md says why."""

import re

_TOPICS = [
    ("yaml", r"^Definition could not be parsed: "),
    ("at least one item", r"^At least one item must be in the list"),
    ("schema", r"^Invalid DSL: "),
    ("unknown task", r"^Task '.*' not found\."),
    ("no start", r"^Failed to find start tasks in direct workflow\."),
    ("join", r"inbound tasks for task with 'join"),
    ("mixed languages", r"Mixing expression types"),
    ("uuid", r"format of UUID"),
    ("name length", r"must not exceed \d+ symbols"),
    ("type", r"^Failed to find a specification class"),
    ("polymorphic", r"^A specification with polymorphic key"),
    ("version", r"^Unsupported DSL version"),
    ("no tasks", r"^Workflow doesn't have any tasks"),
    ("with-items format", r"^Wrong format of 'with-items'"),
    ("with-items array", r"^Invalid array in 'with-items'"),
    ("call", r"^Invalid action/workflow task property"),
    ("publish scope", r"^Either 'branch', 'global' or 'atomic'"),
]


def topic(verdict):
    """What a refusal is about: its class, and the kind of its message."""
    for name, pattern in _TOPICS:
        if re.search(pattern, verdict["message"]):
            return name
    return (verdict["class"] or "accepted").removesuffix("Exception")


def _mine(pattern):
    return lambda text, theirs, mine, kind: not mine["accepted"] and re.search(pattern, mine["message"])


def _text(pattern, kind_pattern=""):
    return lambda text, theirs, mine, kind: re.search(pattern, text) and re.search(kind_pattern, kind)


# (name, whether the difference is this one); the first that fits counts.
_KNOWN = [
    ("circular requires are refused", _mine(r"^Tasks require each other in a circle")),
    ("stored names are checked at once", _mine(r"^Name '.*must not contain spaces|^The length of the name|^Name '")),
    ("tabs behind values are no error", lambda text, theirs, mine, kind: topic(theirs) == "yaml" and "\t" in text),
    ("fail(msg=1) needs no blank", _text(r"\w+\(\w+=\S*\)", "schema|unknown task")),
    ("a task may be called 'version'", _text(r"\bversion\b.*\bversion\b|(?s:^\W*version.*\n\s+version:)", "")),
    ("the condition of one target under 'next' counts", _text(r"next:", r"^meaning: on-")),
    ("the condition of one target under 'next' is checked", _text(r"next:", r"^only we refuse: (Jinja|Yaql)Grammar")),
    ("a retry in one line without a name has no parameters", _text(r"retry: ", r"^message: call \| schema")),
    ("flow keys of several words are told by libyaml", _text(r"\? ", r"\| yaml$")),
    ("publishing merges all scopes", lambda text, theirs, mine, kind: kind.startswith("meaning: publish")),
    ("an unterminated raw block is an error", _mine("Missing end of raw directive")),
    ("{% %} beside <% %> are two languages", _text(r"<%.*\{%", "JinjaGrammar | mixed")),
    ("an expression is no target", _text(r"<%|\{\{", r"^message: \w+Grammar \|")),
]


def known(text, theirs, mine, difference):
    """Name of the deliberate difference, or None."""
    for name, fits in _KNOWN:
        if fits(text, theirs, mine, difference[0]):
            return name
    return None
