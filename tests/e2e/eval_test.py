#!/usr/bin/env python3
"""`mistral eval`, the program: pipelining, flushing, hostile requests, exit codes.

usage: eval_test.py [--server FILE] [TEST...]      (mistral lies beside mistral-server)
"""

import contextlib
import json
import os
import select
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness.runner import run_tests  # noqa: E402

ANSWER_S = 60


def evaluator_beside(server):
    return contextlib.nullcontext(os.path.join(os.path.dirname(server), "mistral"))


class Evaluator:
    """The line protocol over pipes."""

    def __init__(self, binary):
        self.process = subprocess.Popen(
            [binary, "eval", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={}, cwd="/"
        )
        self.rest = b""

    def write(self, text):
        self.process.stdin.write(text.encode() if isinstance(text, str) else text)
        self.process.stdin.flush()

    def send(self, **request):
        self.write(json.dumps(request) + "\n")

    def read(self):
        deadline = time.monotonic() + ANSWER_S
        while b"\n" not in self.rest:
            left = deadline - time.monotonic()
            assert left > 0 and select.select([self.process.stdout], [], [], left)[0], "no answer"
            more = os.read(self.process.stdout.fileno(), 1 << 16)
            assert more, "the evaluator ended"
            self.rest += more
        line, self.rest = self.rest.split(b"\n", 1)
        return json.loads(line)

    def ask(self, expression, language="yaql", raw=True, **more):
        self.send(language=language, raw=raw, expression=expression, **more)
        return self.read()

    def end(self):
        self.process.stdin.close()
        assert self.process.stdout.read() == b"" and self.rest == b"", "answers nobody asked for"
        assert self.process.wait(ANSWER_S) == 0


def test_start_up(binary):
    """No configuration, no database, and quickly there."""
    begin = time.monotonic()
    evaluator = Evaluator(binary)
    assert evaluator.ask("1 + 1", id=1) == {"id": 1, "result": 2}
    evaluator.end()
    assert time.monotonic() - begin < 5, "far more than the fraction of a second it should take"


def test_flush(binary):
    """Every answer is there before the next request is sent."""
    evaluator = Evaluator(binary)
    for number in range(200):
        assert evaluator.ask("$ + 1", id=number, data=number) == {"id": number, "result": number + 1}
    evaluator.end()


def test_pipelining(binary):
    """Many requests with large answers, all sent before the first answer is read."""
    evaluator = Evaluator(binary)
    text = "x" * 2000
    for number in range(700):
        evaluator.send(id=number, language="yaql", raw=True, expression="[$, $]", data=text)
    for number in range(700):
        assert evaluator.read() == {"id": number, "result": [text, text]}
    evaluator.end()


def test_portions(binary):
    """A request may arrive in pieces; empty lines have no answer; the last line needs no line feed."""
    evaluator = Evaluator(binary)
    request = json.dumps({"id": 1, "language": "jinja", "expression": "{{ 'ä' }}!"}, ensure_ascii=False).encode()
    for at in range(0, len(request), 7):
        evaluator.write(request[at : at + 7])
    evaluator.write("\n\n\r\n")
    assert evaluator.read() == {"id": 1, "result": "ä!"}
    evaluator.write('{"id": 2, "language": "yaql", "raw": true, "expression": "2"}')
    evaluator.process.stdin.close()
    assert evaluator.read() == {"id": 2, "result": 2}
    assert evaluator.process.wait(ANSWER_S) == 0


HOSTILE = [
    ("yaql", "def(f, f($)) -> f(1)", "RecursionError"),
    ("yaql", "sequence().toList()", None),
    ("yaql", "sequence().where(false).first()", None),
    ("yaql", "repeat(1).toList()", None),
    ("yaql", "1.repeat().toList()", None),
    ("yaql", "'a' * 1000000000000", None),
    ("yaql", "[1].cycle().toSet()", "Timeout"),
    ("yaql", "range(100000000).toList()", None),
    ("yaql", "(" * 100000, "YaqlGrammar"),
    ("yaql", "-" * 100000 + "1", "YaqlGrammar"),
    ("yaql", "not " * 50000 + "1", "YaqlGrammar"),
    ("yaql", "[" * 5000 + "]" * 5000, "YaqlGrammar"),
    ("yaql", "1" + " + 1" * 100000, None),
    ("yaql", "$" + ".a" * 100000, None),
    ("yaql", "('a' * 50000 + '!').matches('(a*)*b')", None),
    ("yaql", "generate(1, true, $ * $).toList()", None),
    ("yaql", "pow(10, 1000000)", None),
    ("yaql", "9" * 10000, None),
    ("jinja", "[" * 50000, "TemplateSyntaxError"),
    ("jinja", "(" * 50000 + ")" * 50000, "TemplateSyntaxError"),
    ("jinja", "not " * 50000 + "1", "TemplateSyntaxError"),
    ("jinja", "'a' * 1000000000000", None),
    ("jinja", "10 ** 10 ** 10", None),
    ("jinja", "range(100000)|map('string')|join|length * 0 + [0]|sum", None),
    ("jinja", "x" + ".x" * 100000, None),
    ("jinja", "1" + "|string" * 100000, None),
]


def test_hostile(binary):
    """Whatever is asked is answered, and the next request as well."""
    evaluator = Evaluator(binary)
    for number, (language, expression, expected) in enumerate(HOSTILE):
        answer = evaluator.ask(expression, language=language, id=number, data=[1])
        assert answer["id"] == number, answer
        shown = f"{expression[:60]}: {str(answer)[:200]}"
        assert expected is None or answer.get("error", {}).get("type") == expected, shown
    endless = "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"
    assert evaluator.ask(endless, language="jinja", raw=False)["error"]["cause"] == "RecursionError"
    assert evaluator.ask("1")["result"] == 1
    evaluator.end()


def test_malformed(binary):
    """Lines that are no requests."""
    evaluator = Evaluator(binary)
    lines = [b"{", b"[1]", b"null", b'"x"', b"\xff\xfe", b'{"a": "\xff"}', b"\0", b'{"a": "\0"}', b"[" * 100000]
    lines += [b'{"a":' * 100000 + b"1" + b"}" * 100000, b"nope" * 1000000]
    for line in lines:
        evaluator.write(line + b"\n")
        answer = evaluator.read()
        assert answer["id"] is None and answer["error"]["type"] == "BadRequest", (line[:40], answer)
    deep = "[" * 900 + "]" * 900
    evaluator.write('{"id": 1, "language": "yaql", "raw": true, "expression": "$", "data": %s}\n' % deep)
    assert evaluator.read()["id"] == 1
    for option in ("legacyGrammar", "legacyContext"):
        assert evaluator.ask("1", options={option: True})["error"]["type"] == "BadRequest"
    assert evaluator.ask("1")["result"] == 1
    evaluator.end()


def test_people(binary):
    """Output, hints and exit codes without the line protocol."""

    def run(*words, text=""):
        return subprocess.run([binary, "eval", *words], input=text, capture_output=True, text=True, timeout=ANSWER_S)

    done = run("$.a.len()", "--data", "-", text='{"a": [1, 2]}')
    assert (done.returncode, done.stdout, done.stderr) == (0, "2\n", ""), done
    done = run("{{ _.nmae }}", "--data", '{"name": 1}')
    assert done.returncode == 1 and done.stdout == "" and "did you mean 'name'?" in done.stderr, done
    done = run()
    assert done.returncode == 2 and "EXPRESSION" in done.stderr, done
    done = run("-i", text=":data [1, 2]\n$.len()\n:use\n$ + 1\n")
    assert (done.returncode, done.stdout) == (0, "2\n3\n"), done
    assert run("--help").returncode == 0


if __name__ == "__main__":
    run_tests(__doc__, globals(), evaluator_beside)
