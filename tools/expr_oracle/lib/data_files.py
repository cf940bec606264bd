"""The cases of tests/expr/**/*.test: reading, asking, writing back what comes out.

A case is one or more lines of an expression, optionally `   with {data}`, and a line
`---- expectation`. Comments before a case can say how it relates to the originals:

    # deliberate: why          the next case differs from them, on purpose
    # deliberate here: why     so do cases up to the end of the file; they are not even compared

`---- ?` stands for an expectation that has not been asked for yet.
"""

import dataclasses
import json
import re

MARKER = "----"
WITH = "   with "
WIDE_OPTIONS = {"stepsMax"}  # bounds of ours, the originals have none
JINJA = re.compile(r"{{(.*?)}}|{%(.*?)%}")
YAQL = re.compile(r"<%.*?%>")


@dataclasses.dataclass
class Case:
    path: str
    line: int  # of the expectation, counted from 0
    text: str
    data: str
    options: dict
    expected: str
    deliberate: str  # the reason; empty: agrees with the originals
    is_compared: bool

    @property
    def language(self):
        if JINJA.search(self.text):
            return "jinja"
        return "yaql" if YAQL.search(self.text) else None

    def request(self):
        options = {k: v for k, v in self.options.items() if k not in WIDE_OPTIONS}
        return {
            "id": self.line, "language": self.language or "yaql", "expression": self.text,
            "data": json.loads(self.data) if self.data else None, "options": options,
        }


class Reader:
    def __init__(self, path):
        self.path = path
        self.cases = []
        self.text = []
        self.options = {}
        self.reason = ""
        self.is_compared = True

    def take(self, number, line):
        if not self.text and (not line or line.startswith("#")):
            self.take_comment(line)
        elif line.startswith("@options"):
            self.options = json.loads(line[len("@options"):])
        elif line.startswith(MARKER):
            self.finish(number, line[len(MARKER):].strip())
        else:
            self.text.append(line)

    def take_comment(self, line):
        match = re.match(r"# deliberate( here)?: (.*)", line)
        if match and match.group(1):
            self.is_compared = False
        elif match:
            self.reason = match.group(2)

    def finish(self, number, expected):
        text, separator, data = "\n".join(self.text).rpartition(WITH)
        if not separator:
            text, data = data, ""
        self.cases.append(Case(
            self.path, number, text, data, self.options, expected, self.reason, self.is_compared))
        self.text = []
        self.reason = ""


def read(path):
    reader = Reader(path)
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file.read().split("\n")):
            reader.take(number, line)
    if reader.text:
        raise ValueError(f"{path}: no expectation at the end")
    return reader.cases


def canonical(value):
    """With the members of sets in the order of their texts, as the test program prints them."""
    if isinstance(value, list):
        return [canonical(item) for item in value]
    if isinstance(value, dict):
        if set(value) == {"$set"}:
            members = [canonical(item) for item in value["$set"]]
            return {"$set": sorted(members, key=shown)}
        return {key: canonical(member) for key, member in value.items()}
    return value


def shown(value):
    return json.dumps(value, ensure_ascii=False)


def error_of(answer):
    """(kind, message): the inner ones, if there are any."""
    error = answer["error"]
    if "cause" in error:
        return error["cause"], error["cause_message"]
    return error["type"], error["message"]


def expectation(answer):
    """The text behind `----` that the answer stands for."""
    if "result" in answer:
        return shown(canonical(answer["result"]))
    kind, message = error_of(answer)
    if " at 0x" in message or "\n" in message:
        message = ""
    return f"error {kind} {message}".rstrip()


def agrees(expected, answer):
    """Whether the expectation of a case says what the originals answer."""
    if not expected.startswith("error "):
        return "result" in answer and shown(json.loads(expected)) == expectation(answer)
    if "error" not in answer:
        return False
    _, kind, message = (expected + "  ").split(" ", 2)
    outer = answer["error"]
    choices = [error_of(answer), (outer["type"], outer["message"])]
    return any(kind == found and message.strip() in ("", text.strip()) for found, text in choices)
