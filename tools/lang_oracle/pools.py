"""Small values that documents are made of: good ones, odd ones, and ones that are nearly good."""

import datetime

TASK_NAMES = ["a", "b", "c", "d", "e", "first", "t-1", "t.2", "é"]
ODD_NAMES = ["t 3", "noop", "fail", "succeed", "pause", "skip", "version", "name", "f(x=1)", "g x=1", "None", "a=b",
             "<% $.x %>", "tasks", "next", "publish", "x" * 208, "x" * 209, "x" * 255, "x" * 256]
COMMANDS = ["noop", "fail", "succeed", "pause"]
WORKFLOW_NAMES = ["w", "my-wf", "my.wf", "wé", "flow_2"]
ODD_WORKFLOW_NAMES = ["11111111-2222-3333-4444-555555555555", "11111111222233334444555555555555", "name", "tasks",
                      "{11111111-2222-3333-4444-555555555555}", "urn:uuid:11111111-2222-3333-4444-555555555555"]

GOOD_EXPRESSIONS = ["<% $.x %>", "{{ _.x }}", "<% $.n > 3 %>", "<% task(a).result %>", "{{ task('a').result }}",
                    "<% $ %>", "<% $.x %> ", "{{ _.x }}\t", "<% env().k %>", "<% [1, 2] %>", "<% {a => 1} %>",
                    "{{ [1, 2] }}", "<% $.a %> and <% $.b %>", "<% 'it' %>", "{{ _.a }} {{ _.b }}"]
ONE_EXPRESSION = GOOD_EXPRESSIONS[:12]
ODD_EXPRESSIONS = ["<% $.( %>", "{{ _. }}", "{{ }}", "<% %>", "<%%>", "{{}}", "<% $.x", "$.x %>", "a<% 1 %>", "<% 1 %>a",
                   "<% $.x %> {{ _.x }}", "{{ _.x }} <% $.x %>", "{% if _.x %}y{% endif %}", "{% if %}", "{% raw %}",
                   "<% 1 %>\n", "<% 1\n + 1 %>", "{{ 1\n }}", " <% 1 %>", "{{ 1 }} {{ ( }}", "<% a b %>", "<% {a %>",
                   "{{ 'x }}", "{{ _.x | nofilter }}", "<% nofunction($) %>", "<% $.x %>%>", "{# comment #}", "{{ %} }}",
                   "<% $.x.y.z[0] %>", "<% $.a.where($.b > 1) %>", "{{ _['a'] }}", "<% not %>", "<% 1 + %>", "{{ 1 + }}",
                   "<% $.x %> {% x %}", "<% '{{ _.x }}' %>", "{{ '<% $.x %>' }}", "<% \"a %>"]

GOOD_VALUES = [1, 0, "text", "a b", True, None, 1.5, [1, 2], {"k": 1}, {"k": {"l": [1]}}, [], {}, "", "012"] + \
    GOOD_EXPRESSIONS
ODD_VALUES = [None, True, False, 0, 1, -1, 2, 1.0, 1.5, -0.5, 10 ** 20, "", " ", "x", "5", "-5", "1.5", "true", "all",
              "one", "two words", "x=1", "a x=1", "a  x=1", "[]", "[1]", [], {}, [None], [1], ["a"], ["a", "a"], [1, True],
              [[]], [{}], {"a": 1}, {"a": None}, {"a": {}}, {"a": []}, {"a": "b"}, {1: 2}, {True: 1}, {None: 1}, {"a": 1, "b": 2},
              {"count": 1}, {"a b": 1}, {"": 1}, {"next": "a"}, datetime.date(2001, 1, 1), {"d": datetime.date(2001, 1, 1)},
              "*x", "&x", "@x", "a\nb", "\t", "é", "%", "- a", "a: b", "#"]

CALL_NAMES = ["std.noop", "std.echo", "my-act", "ns/act", "x", "std.http", "a.b.c", "é.x", "x:y", "x,y"]
ODD_CALL_NAMES = ["<% $.act %>", "{{ _.act }}", "<% $.a + 1 %>", "{{ _.a }}_{{ _.b }}", "-x", "=x", "(x)", "\"x\"", "$x", " x",
                  "f(x=1)", "f(x=1", "x=", "x=1", "{% if 1 %}a{% endif %}", "<% $.a", "{{ _.a", "x(y)", "x'y", "[x]", "*x",
                  "<% $.a %>.b", "a<% $.b %>", "[", "{", "{%", "<%", "éx", "_", ".", "..", "x\"y"]
KEYS = ["x", "y", "output", "url", "a-b", "-k", "é", "a.b", "1", "_"]
PARAMETER_VALUES = ["1", "0", "012", "1.5", "-5", "abc", "true", "false", "null", "True", "trueish", "null1", "1abc", "''", '""',
                    "'a b'", '"a b"', '"it\'s"', "'say \"q\"'", "'it\\'s'", "[1, 2]", "[1,2]", "[a]", "[]", "[[1],[2]]",
                    "[<% $.p %>, 1]", '["a", "b"]', '{"k": 1}', "<% $.p %>", "{{ _.p }}", "<% $.p %>_<% $.q %>",
                    "'<% $.p %>_<% $.q %>'", "<% $.( %>", "{{ _. }}", "http://h/p", "", " 5", "'", '"', "[", "]", "<%", "{{",
                    "x=1", "(1)", "1,", "1)", "99999999999999999999", "0x1", "<% 'a b' %>", "{% x %}", "<% $.a\n %>", "true1",
                    "'<% $.x %> {{ _.x }}'", "'a=b c=d'", "[1] [2]", "\"a\nb\"", "NaN", "[NaN]", "[1.0, 1e3, -0]", "[\"\\u00e9\"]"]
SEPARATORS = [" ", " ", " ", " ", "  ", ", ", ",", "\t", "\n", "", " and "]
ODD_KEYS = [1, True, False, None, 1.5, -1, datetime.date(2001, 1, 1), "", "a b", " ", "é", "5", "a:b", "#x", "x" * 256, "<% $.x %>", "a\nb",
            "null", "yes", "$", "a.b", "日本", "😀", "'", '"', "*x", "-", "?", "[", "a,b"]
# What the dumper never writes.
WRITTEN_SCALARS = ["yes", "Off", "~", "NULL", "0x1f", "0o17", "017", "1_000", "1:30", ".inf", "-.INF", ".nan", "1e3", "1.e+3", "+1", "2001-01-01",
                   "2001-01-01 10:00:00", "2001-01-01T10:00:00Z", "<<", "=", "!!str 5", "!!int '5'", "!!float 5", "!x y", "! 5", "!!set {a}",
                   "!!binary aGk=", "!!null ''", "!!timestamp x", "*a", "&a b", "& a", "@a", "`a", "%a", "|\n      text\n      more", ">-\n      a\n      b",
                   "'a''b'", '"a\\tb"', '"a\\x41"', '"\\q"', "a # b", "a#b", "a: b", "a :b", "- a", "? a", "{a, b}", "{a: , b}", "[a, , b]", "[a,]", "{a:1}",
                   "{a:[1]}", "{'a':1}", "[a: 1, b: 2]", "{? a : b}", "{<<: {a: 1}, b: 2}", "{<<: [{a: 1}, {a: 2}]}", "{<<: 5}", "{a: 1, a: 2}",
                   "<% $.a %>", "<% {a => 1} %>", "{{ _.a }}", "{a: <% $.x %>}", "[<% $.x %>, 1]", "[<% [1, 2] %>]", "{a: {{ _.x }}}", "", "''", "..."]
AROUND_A_TEXT = [lambda text: "---\n" + text, lambda text: text + "...\n", lambda text: text + "---\n" + text, lambda text: text.replace("\n", "\r\n"),
                 lambda text: "\ufeff" + text, lambda text: "# comment\n\n" + text, lambda text: text.rstrip("\n"), lambda text: "%YAML 1.1\n---\n" + text,
                 lambda text: "%YAML 1.2\n---\n" + text, lambda text: text + "\x07", lambda text: text.replace("  ", "\t", 1), lambda text: "  " + text,
                 lambda text: text.replace("\n", "\n\n"), lambda text: text.replace("\n", "\u2028", 1), lambda text: "%FOO bar\n---\n" + text,
                 lambda text: text + "x", lambda text: text + "\0", lambda text: text.replace("\n", "\r", 2), lambda text: "--- # x\n" + text,
                 lambda text: text.replace("a", "\u00a0", 1), lambda text: text.replace("a", "\ud7ff", 1), lambda text: "!!map\n" + text]
