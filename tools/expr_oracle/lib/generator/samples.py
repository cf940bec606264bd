"""What random expressions are made from: data contexts and constants, the awkward ones included."""

DATA = [
    {
        "n": 5, "f": 2.5, "s": "hello", "t": True, "z": None, "l": [1, 2, 3], "ls": ["b", "a", "C"],
        "ll": [[1, 2], [3]], "m": {"a": 1, "b": {"c": [1, 2]}}, "e": [], "em": {},
        "objs": [{"name": "x", "n": 1}, {"name": "y", "n": 2}, {"name": "X", "n": 1}],
        "__env": {"k": "v"}, "__execution": {"id": "e1"},
    },
    {
        "n": 0, "f": -0.5, "s": "äÖ ß,x", "t": False, "z": "", "l": [3, 1.5, True, None],
        "ls": ["", "aa", "Aa", "aa"], "ll": [[], [[0]], ["a"]], "m": {"": [], "x": None, "y": 2},
        "e": [], "em": {},
        "objs": [{"name": "b", "n": None}, {"name": "a", "n": 2.5}, {"name": "", "n": True}],
        "__env": {}, "__task_execution": {"id": "t1", "name": "task1"}, "__execution": {"id": "e1"},
    },
    {
        "n": -7, "f": 1e21, "s": "one two  three\nfour", "t": True, "z": 0.0,
        "l": [{"$timespan": 90000000}, {"$timespan": 0}], "ls": ["2020-01-02", "10:00", "1.5", "7"],
        "ll": [{"$tuple": [1, "a"]}, {"$tuple": [2, "b"]}],
        "m": {"k1": "v1", "k2": "v2"}, "e": {"$set": []}, "em": {"$dict": [[1, "a"], [None, "b"]]},
        "objs": [{"name": "x", "n": {"$datetime": "2020-02-29T10:20:30.5+02:00"}},
                 {"name": "y", "n": {"$datetime": "2015-08-29T00:00:00+00:00"}}],
    },
]

INTS = [0, 1, 2, 3, -1, -2, 5, 7, 10, 64, 100, 255, 1000, 2**31, 2**53 + 1, 2**63 - 1, 2**63, 10**20]
FLOATS = [0.0, 0.5, 1.0, 1.5, 2.5, -0.5, -2.0, 0.1, 3.14159, 2.675, 1e16, 123456.789, 1e-5, 1e22]
TEXTS = [
    "", "a", "b", "abc", "Hello World", " x ", "äöü", "ß", "1", "-2", "1.5", "a,b,,c", "true", "None",
    "2020-01-02", "2020-02-29T12:30:45+03:00", "😀x", "a\nb\tc", "AbC", "{0}", "%s", "<b>&</b>", "'",
    "key", "name", "n", "aaa", "foo-bar_baz", "x=1", "0x1f", "1e3", "   ", "ÀÉ", "a\\b", '"q"',
]
PATTERNS = [
    "a", "[a-z]+", "(a)(b)?", "\\\\d+", "^$", "x*", "\\\\s", "(?P<w>[a-z])", ".", "b|c", "a{2}", "[^,]+",
    "(l+)(o)?", "\\\\bo", "(?i)HELLO", "(", "[0-9]", "\\\\w\\\\W", "(?=b)", "o\\\\Z",
]
FORMATS = ["%Y-%m-%d", "%H:%M:%S", "%d.%m.%y", "%j %U %w", "%A %B", "%p %I", "%f", "%z", "%%", "%Y"]
DATES = [
    "datetime(2020, 1, 1)", "datetime(2020, 2, 29, 12, 30, 45, 500000)", "datetime('2015-08-29')",
    "datetime('2015-08-29T10:00:00+03:00')", "datetime(0)", "datetime(1234567890.5)",
    "datetime(1999, 12, 31, offset => timespan(hours => -5))",
]
SPANS = [
    "timespan()", "timespan(1)", "timespan(hours => 25)", "timespan(-1, 2, 3, 4, 5, 6)",
    "timespan(seconds => 90)", "timespan(microseconds => 1)", "timespan(minutes => -30)",
]


def kind_of(result):
    """The kind of an encoded value, as far as an answer shows it."""
    if result is None:
        return "null"
    for types, kind in ((bool, "bool"), (int, "int"), (float, "float"), (str, "string"),
                        (list, "list")):
        if isinstance(result, types):
            return kind
    if len(result) == 1:
        (name, inner), = result.items()
        if name == "$type":
            return inner
        if name in ("$set", "$datetime", "$timespan"):
            return name[1:]
        if name == "$float":
            return "float"
    return "map"


def items_of(result):
    """Items of an encoded collection, members' values of a map, else nothing."""
    if isinstance(result, list):
        return result
    if isinstance(result, dict):
        for name in ("$set", "$tuple"):
            if name in result:
                return result[name]
        if "$dict" in result:
            return [value for _, value in result["$dict"]]
        return list(result.values())
    return []
