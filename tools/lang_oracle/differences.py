"""Kinds of refusals, and the differences that are meant: docs/language-differences.md says why.

A difference is a known one only if it goes away when what it is about is written in another way: each row
of the table below rewrites exactly that. Both sides then have to agree on the rewritten document.
"""

import copy
import re

from mistral.utils import safe_yaml

import rewriting

_TOPICS = [
    ("yaml", r"^Definition could not be parsed: "),
    ("at least one item", r"^At least one item must be in the list"),
    ("require each other", r"^Tasks require each other in a circle"),
    ("stored name", r"^Name '|^The length of the name"),
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


# (name, kinds of difference it can be, rewriting). In the order of trial.
_OF_TEXTS = [
    ("tabs behind values are no error", r"\byaml\b", rewriting.without_tabs_at_ends),
    ("sets, pairs and binary data are no YAML here", r"\| yaml|^only we refuse: yaml", rewriting.without_special_tags),
    ("a question mark ends a word in flow style as well", r"^only we accept: yaml|^message: yaml", rewriting.without_question_marks),
    ("lone signs of YAML are texts", r"^only we accept: yaml|^message: yaml", rewriting.signs_in_quotes),
    ("unknown directives are errors", r"\| yaml|^only we refuse: yaml", rewriting.without_directives),
]
_OF_MEANING = [
    ("clauses for skipped tasks came later", r"^only we accept: schema|^message: schema|^order", rewriting.without_skip_keys),
    ("circular requires are refused", r"^only we refuse: require each other", rewriting.without_circles),
    ("stored names are checked at once", r"^only we refuse: stored name", rewriting.with_storable_names),
    ("fail(msg=1) needs no blank", r"^only we accept: (schema|unknown task)|\| ", rewriting.blank_in_calls),
    ("a task may be called 'version'", r"", rewriting.without_task_version),
    ("the condition of one target under 'next' counts", r"^meaning: |^only we refuse: ", rewriting.next_as_list),
    ("a Jinja name of a call ends at its blank", r"^meaning: |^only we ", rewriting.without_jinja_in_calls),
    ("an unterminated raw block is an error", r"^only we refuse: JinjaGrammar", rewriting.without_raw),
    ("{% %} beside <% %> are two languages", r"^message: JinjaGrammar \| mixed", rewriting.without_statements_beside_yaql),
    ("every character beyond ASCII counts as a letter", r"", rewriting.letters_only),
    ("an expression is no target", r"^message: ", rewriting.without_expressions_as_targets),
    ("keys have to be texts", r"^only we refuse: schema", rewriting.text_keys),
]


def _parsed(text):
    try:
        return safe_yaml.load(text)
    except Exception:  # whatever the parser stumbles over: then the document is no data
        return None


def _rewritten(text, kind, judge):
    """(name, text) of the first rewriting that fits, or None. `judge` gives the difference of a text."""
    for name, pattern, rewrite in _OF_TEXTS:
        if re.search(pattern, kind) and rewrite(text) != text:
            return name, rewrite(text)
    data = _parsed(text)
    if not isinstance(data, dict):
        return None
    plain = rewriting.dump(data)
    if judge(plain) is None:  # it was how the text is written, not what it says
        return None
    for name, pattern, rewrite in _OF_MEANING:
        changed = copy.deepcopy(data)
        if re.search(pattern, kind) and rewrite(changed):
            return name, rewriting.dump(changed)
    return None


def known(text, difference, judge):
    """Name of the deliberate difference, or None. A document may hold several of them."""
    first = None
    for _ in range(4):
        step = _rewritten(text, difference[0], judge)
        if step is None:
            return None
        name, text = step
        first = first or name
        difference = judge(text)
        if difference is None:
            return first
    return None
