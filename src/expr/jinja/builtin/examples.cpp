// Examples of Jinja2's filters, tests, functions and methods: printed in the manual and run as
// tests. The results are those of Jinja2 3.1.
#include "expr/jinja/builtin/examples.hpp"

namespace wf::expr::jinja {
namespace {

// clang-format off
constexpr BuiltinExample filter_examples[] = {
    {"abs", "(-3)|abs", "3"},
    {"attr", "('abc'|attr('upper'))()", R"("ABC")"},
    {"batch", "[1, 2, 3]|batch(2)|list", "[[1, 2], [3]]"},
    {"batch", "[1, 2, 3]|batch(2, 0)|list", "[[1, 2], [3, 0]]"},
    {"capitalize", "'aDA'|capitalize", R"("Ada")"},
    {"center", "'a'|center(5)", R"("  a  ")"},
    {"count", "[1, 2]|count", "2"},
    {"d", "none|d(1, true)", "1"},
    {"default", "nope|default('x')", R"("x")"},
    {"default", "''|default('x', true)", R"("x")"},
    {"dictsort", "{'b': 1, 'a': 2}|dictsort", R"([["a", 2], ["b", 1]])"},
    {"dictsort", "{'b': 1, 'a': 2}|dictsort(by='value')", R"([["b", 1], ["a", 2]])"},
    {"e", "'<a>'|e", R"("&lt;a&gt;")"},
    {"escape", "'a & b'|escape", R"("a &amp; b")"},
    {"filesizeformat", "1234567|filesizeformat", R"("1.2 MB")"},
    {"filesizeformat", "1000000|filesizeformat(true)", R"("976.6 KiB")"},
    {"first", "[1, 2]|first", "1"},
    {"float", "'1.5'|float", "1.5"},
    {"float", "'x'|float(2)", "2"},
    {"forceescape", "'<a>'|forceescape", R"("&lt;a&gt;")"},
    {"format", "'%s is %d'|format('a', 1)", R"("a is 1")"},
    {"groupby", "[{'k': 'a', 'v': 1}, {'k': 'a', 'v': 2}]|groupby('k')|list", R"([["a", [{"k": "a", "v": 1}, {"k": "a", "v": 2}]]])"},
    {"indent", R"('a\nb'|indent(2))", R"("a\n  b")"},
    {"indent", R"('a\nb'|indent(2, first=true))", R"("  a\n  b")"},
    {"int", "'3.7'|int", "3"},
    {"int", "'ff'|int(base=16)", "255"},
    {"items", "{'a': 1}|items|list", R"([["a", 1]])"},
    {"join", "[1, 2]|join(', ')", R"("1, 2")"},
    {"join", "[{'n': 'a'}, {'n': 'b'}]|join('-', attribute='n')", R"("a-b")"},
    {"last", "[1, 2]|last", "2"},
    {"length", "'abc'|length", "3"},
    {"list", "'ab'|list", R"(["a", "b"])"},
    {"lower", "'AbC'|lower", R"("abc")"},
    {"map", "['a', 'b']|map('upper')|list", R"(["A", "B"])"},
    {"map", "[{'n': 1}, {'n': 2}]|map(attribute='n')|list", "[1, 2]"},
    {"max", "[1, 3, 2]|max", "3"},
    {"min", "['b', 'A']|min", R"("A")"},
    {"pprint", "{'b': 1, 'a': [2]}|pprint", R"("{'a': [2], 'b': 1}")"},
    {"random", "[7]|random", "7"},
    {"reject", "[1, 2, 3]|reject('odd')|list", "[2]"},
    {"rejectattr", "[{'x': 1}, {'x': 0}]|rejectattr('x')|list", R"([{"x": 0}])"},
    {"replace", "'aaa'|replace('a', 'b')", R"("bbb")"},
    {"replace", "'aaa'|replace('a', 'b', 2)", R"("bba")"},
    {"reverse", "'abc'|reverse", R"("cba")"},
    {"reverse", "[1, 2]|reverse|list", "[2, 1]"},
    {"round", "2.5|round", "2.0"},
    {"round", "2.345|round(2, 'floor')", "2.34"},
    {"safe", "'<a>'|safe", R"("<a>")"},
    {"select", "[1, 2, 3]|select('odd')|list", "[1, 3]"},
    {"select", "[0, 1, '']|select|list", "[1]"},
    {"selectattr", "[{'x': 1}, {'x': 2}]|selectattr('x', 'gt', 1)|list", R"([{"x": 2}])"},
    {"slice", "[1, 2, 3]|slice(2)|list", "[[1, 2], [3]]"},
    {"sort", "['b', 'A', 'c']|sort", R"(["A", "b", "c"])"},
    {"sort", "[{'n': 2}, {'n': 1}]|sort(attribute='n')", R"([{"n": 1}, {"n": 2}])"},
    {"string", "1.0|string", R"("1.0")"},
    {"striptags", "'<b>a</b>  b'|striptags", R"("a b")"},
    {"sum", "[1, 2]|sum", "3"},
    {"sum", "[{'n': 1}, {'n': 2}]|sum(attribute='n')", "3"},
    {"title", "'ada lovelace'|title", R"("Ada Lovelace")"},
    {"tojson", "{'b': 1, 'a': none}|tojson", R"("{\"a\": null, \"b\": 1}")"},
    {"trim", "'  a '|trim", R"("a")"},
    {"trim", "'xax'|trim('x')", R"("a")"},
    {"truncate", "'one two three'|truncate(9, leeway=0)", R"("one...")"},
    {"truncate", "'one two three'|truncate(9, true, leeway=0)", R"("one tw...")"},
    {"unique", "['a', 'A', 'b']|unique|list", R"(["a", "b"])"},
    {"upper", "'abc'|upper", R"("ABC")"},
    {"urlencode", "'a b/c'|urlencode", R"("a%20b/c")"},
    {"urlencode", "{'q': 'a b'}|urlencode", R"("q=a+b")"},
    {"urlize", "'see https://x.org'|urlize", R"("see <a href=\"https://x.org\" rel=\"noopener\">https://x.org</a>")"},
    {"wordcount", "'one two'|wordcount", "2"},
    {"wordwrap", "'one two three'|wordwrap(7)", R"("one two\nthree")"},
    {"xmlattr", "{'id': 1, 'x': none}|xmlattr", R"(" id=\"1\"")"},
};

constexpr BuiltinExample test_examples[] = {
    {"boolean", "true is boolean", "true"},
    {"callable", "range is callable", "true"},
    {"defined", "nope is defined", "false"},
    {"divisibleby", "6 is divisibleby 3", "true"},
    {"eq", "1 is eq 1.0", "true"},
    {"equalto", "1 is equalto 2", "false"},
    {"==", "[1, 2, 1]|select('==', 1)|list", "[1, 1]"},
    {"escaped", "'a'|escape is escaped", "true"},
    {"even", "2 is even", "true"},
    {"false", "0 is false", "false"},
    {"filter", "'upper' is filter", "true"},
    {"float", "1.0 is float", "true"},
    {"ge", "2 is ge 2", "true"},
    {">=", "[1, 2]|select('>=', 2)|list", "[2]"},
    {"gt", "2 is gt 2", "false"},
    {"greaterthan", "3 is greaterthan 2", "true"},
    {">", "[1, 2]|select('>', 1)|list", "[2]"},
    {"in", "1 is in [1, 2]", "true"},
    {"integer", "1 is integer", "true"},
    {"iterable", "'abc' is iterable", "true"},
    {"le", "2 is le 2", "true"},
    {"<=", "[1, 2]|select('<=', 1)|list", "[1]"},
    {"lower", "'abc' is lower", "true"},
    {"lt", "1 is lt 2", "true"},
    {"lessthan", "1 is lessthan 1", "false"},
    {"<", "[1, 2]|select('<', 2)|list", "[1]"},
    {"mapping", "{} is mapping", "true"},
    {"ne", "1 is ne 2", "true"},
    {"!=", "[1, 2]|select('!=', 2)|list", "[1]"},
    {"none", "none is none", "true"},
    {"number", "1.5 is number", "true"},
    {"odd", "2 is odd", "false"},
    {"sameas", "true is sameas true", "true"},
    {"sequence", "[1] is sequence", "true"},
    {"string", "'a' is string", "true"},
    {"test", "'odd' is test", "true"},
    {"true", "1 is true", "false"},
    {"undefined", "nope is undefined", "true"},
    {"upper", "'ABC' is upper", "true"},
};

constexpr BuiltinExample global_examples[] = {
    {"range", "range(3)|list", "[0, 1, 2]"},
    {"range", "range(6, 0, -2)|list", "[6, 4, 2]"},
    {"dict", "dict(a=1)", R"({"a": 1})"},
    {"dict", "dict([['a', 1]], b=2)", R"({"a": 1, "b": 2})"},
    {"namespace", "namespace(a=1).a", "1"},
    {"cycler", "cycler('a', 'b').next()", R"("a")"},
    {"joiner", "joiner()()", R"("")"},
    {"lipsum", "lipsum(1, false)|length > 50", "true"},
};

constexpr BuiltinExample text_examples[] = {
    {"capitalize", "'aDA'.capitalize()", R"("Ada")"},
    {"casefold", "'Straße'.casefold()", R"("strasse")"},
    {"center", "'a'.center(5, '*')", R"("**a**")"},
    {"count", "'banana'.count('an')", "2"},
    {"encode", "'ä'.encode().decode()", R"("\u00e4")"},
    {"endswith", "'abc'.endswith(('c', 'd'))", "true"},
    {"expandtabs", R"('a\tb'.expandtabs(4))", R"("a   b")"},
    {"find", "'abc'.find('c')", "2"},
    {"format", "'{} {x}'.format(1, x=2)", R"("1 2")"},
    {"format_map", "'{x}'.format_map({'x': 1})", R"("1")"},
    {"index", "'abc'.index('b')", "1"},
    {"isalnum", "'a1'.isalnum()", "true"},
    {"isalpha", "'a1'.isalpha()", "false"},
    {"isascii", "'ä'.isascii()", "false"},
    {"isdecimal", "'12'.isdecimal()", "true"},
    {"isdigit", "'12'.isdigit()", "true"},
    {"isidentifier", "'a_1'.isidentifier()", "true"},
    {"islower", "'abc'.islower()", "true"},
    {"isnumeric", "'12'.isnumeric()", "true"},
    {"isprintable", R"('a\n'.isprintable())", "false"},
    {"isspace", "' '.isspace()", "true"},
    {"istitle", "'Ada L'.istitle()", "true"},
    {"isupper", "'ABC'.isupper()", "true"},
    {"join", "', '.join(['a', 'b'])", R"("a, b")"},
    {"ljust", "'a'.ljust(3, '.')", R"("a..")"},
    {"lower", "'ABC'.lower()", R"("abc")"},
    {"lstrip", "'  a '.lstrip()", R"("a ")"},
    {"partition", "'a=b=c'.partition('=')", R"(["a", "=", "b=c"])"},
    {"removeprefix", "'abc'.removeprefix('a')", R"("bc")"},
    {"removesuffix", "'abc'.removesuffix('c')", R"("ab")"},
    {"replace", "'aaa'.replace('a', 'b', 2)", R"("bba")"},
    {"rfind", "'abcb'.rfind('b')", "3"},
    {"rindex", "'abcb'.rindex('b')", "3"},
    {"rjust", "'a'.rjust(3)", R"("  a")"},
    {"rpartition", "'a=b=c'.rpartition('=')", R"(["a=b", "=", "c"])"},
    {"rsplit", "'a b c'.rsplit(none, 1)", R"(["a b", "c"])"},
    {"rstrip", "' a  '.rstrip()", R"(" a")"},
    {"split", "'a, b'.split(', ')", R"(["a", "b"])"},
    {"split", "' a  b '.split()", R"(["a", "b"])"},
    {"splitlines", R"('a\nb'.splitlines())", R"(["a", "b"])"},
    {"startswith", "'abc'.startswith('a')", "true"},
    {"strip", "'xax'.strip('x')", R"("a")"},
    {"swapcase", "'aB'.swapcase()", R"("Ab")"},
    {"title", "'ada l'.title()", R"("Ada L")"},
    {"translate", "'abc'.translate({97: 'x'})", R"("xbc")"},
    {"upper", "'abc'.upper()", R"("ABC")"},
    {"zfill", "'7'.zfill(3)", R"("007")"},
};

constexpr BuiltinExample list_examples[] = {
    {"copy", "[1].copy()", "[1]"},
    {"count", "[1, 2, 1].count(1)", "2"},
    {"index", "['a', 'b'].index('b')", "1"},
    {"pop", "[1, 2].pop()", "2"},
    {"append", "{% set l = [1] %}{% set _ = l.append(2) %}{{ l }}", R"("[1, 2]")"},
    {"extend", "{% set l = [1] %}{% set _ = l.extend([2, 3]) %}{{ l }}", R"("[1, 2, 3]")"},
    {"insert", "{% set l = [1] %}{% set _ = l.insert(0, 2) %}{{ l }}", R"("[2, 1]")"},
    {"remove", "{% set l = [1, 2] %}{% set _ = l.remove(1) %}{{ l }}", R"("[2]")"},
    {"reverse", "{% set l = [1, 2] %}{% set _ = l.reverse() %}{{ l }}", R"("[2, 1]")"},
    {"sort", "{% set l = [2, 1] %}{% set _ = l.sort() %}{{ l }}", R"("[1, 2]")"},
    {"clear", "{% set l = [2, 1] %}{% set _ = l.clear() %}{{ l }}", R"("[]")"},
};

constexpr BuiltinExample dict_examples[] = {
    {"get", "{'a': 1}.get('b', 2)", "2"},
    {"items", "{'a': 1}.items()|list", R"([["a", 1]])"},
    {"keys", "{'a': 1}.keys()|list", R"(["a"])"},
    {"values", "{'a': 1}.values()|list", "[1]"},
    {"copy", "{'a': 1}.copy()", R"({"a": 1})"},
    {"pop", "{'a': 1}.pop('a')", "1"},
    {"popitem", "{'a': 1}.popitem()", R"(["a", 1])"},
    {"setdefault", "{'a': 1}.setdefault('b', 2)", "2"},
    {"fromkeys", "{}.fromkeys(['a'], 0)", R"({"a": 0})"},
    {"update", "{% set d = {'a': 1} %}{% set _ = d.update(b=2) %}{{ d }}", R"("{'a': 1, 'b': 2}")"},
    {"clear", "{% set d = {'a': 1} %}{% set _ = d.clear() %}{{ d }}", R"("{}")"},
};

// clang-format on

}  // namespace

std::span<const BuiltinExample> examples_of_filters() {
    return filter_examples;
}

std::span<const BuiltinExample> examples_of_tests() {
    return test_examples;
}

std::span<const BuiltinExample> examples_of_globals() {
    return global_examples;
}

std::span<const BuiltinExample> examples_of_text_methods() {
    return text_examples;
}

std::span<const BuiltinExample> examples_of_list_methods() {
    return list_examples;
}

std::span<const BuiltinExample> examples_of_dict_methods() {
    return dict_examples;
}

}  // namespace wf::expr::jinja
