"""Filters, tests, methods and forms of Jinja2, with the kinds of arguments they are made for.

`name: receiver kinds; argument kinds`. A kind followed by `?` may be left out; `k=kind` is given by
keyword. `seq` is anything to walk over, `num` a number, `item` the name of a member.
"""

FILTERS = """
abs: num
attr: any; word
batch: seq; int any?
capitalize: any
center: any; int?
count: any
length: any
d: any; any? boolean=bool
default: any; any? bool?
dictsort: dict; bool? by=by reverse=bool
e: any
escape: any
filesizeformat: num; bool?
first: any
last: any
float: any; num?
forceescape: any
format: format; any any?
groupby: objs; item
indent: any; int? bool? bool?
int: any; int? int?
items: any
join: seq; str? attribute=item
list: any
lower: any
upper: any
map: seq; filtername
map: objs; attribute=item default=any
max: seq; bool? attribute=item
min: seq; bool? attribute=item
pprint: any
reject: seq; testname? arg?
select: seq; testname? arg?
rejectattr: objs; item testname? arg?
selectattr: objs; item testname? arg?
replace: any; str str int?
reverse: any
round: num; int? method?
safe: any
slice: seq; int any?
sort: seq; bool? bool? attribute=item
string: any
striptags: any
sum: seq; attribute=item start=num
title: any
tojson: any; int?
trim: any; str?
truncate: str; int? bool? str? int?
unique: seq; bool? attribute=item
urlencode: any
urlize: str; int? bool?
wordcount: any
wordwrap: str; int? bool? str?
xmlattr: dict; bool?
env: any
json_dump: any; any
json_parse: any; str
yaml_dump: any; any
yaml_parse: any; str
"""

TESTS = """
boolean: any
callable: any
defined: any
undefined: any
divisibleby: num; num
eq: any; any
equalto: any; any
escaped: any
even: num
odd: num
false: any
true: any
filter: any
float: any
ge: any; any
gt: num; num
greaterthan: any; any
in: any; seq
integer: any
iterable: any
le: any; any
lessthan: any; any
lower: str
upper: str
lt: num; num
mapping: any
ne: any; any
none: any
number: any
sameas: any; any
sequence: any
string: any
test: any
"""

METHODS = """
upper: str
lower: str
title: str
capitalize: str
swapcase: str
casefold: str
strip: str; str?
lstrip: str; str?
rstrip: str; str?
split: str; str? int?
rsplit: str; str? int?
splitlines: str; bool?
replace: str; str str int?
startswith: str; str int? int?
endswith: str; str int? int?
find: str; str int? int?
rfind: str; str int? int?
index: str; str int?
rindex: str; str
count: str; str int? int?
join: str; strs
zfill: str; int
ljust: str; int char?
rjust: str; int char?
center: str; int char?
partition: str; str
rpartition: str; str
format: braces; any any?
format_map: braces; dict
expandtabs: str; int?
removeprefix: str; str
removesuffix: str; str
encode: str
translate: str; dict
isdigit: str
isalpha: str
isalnum: str
isspace: str
isupper: str
islower: str
isnumeric: str
isdecimal: str
istitle: str
isidentifier: str
isprintable: str
isascii: str
index: list; any
count: list; any
copy: list
get: dict; str any?
items: dict
keys: dict
values: dict
copy: dict
fromkeys: dict; seq any?
bit_length: int
is_integer: float
as_integer_ratio: num
hex: float
conjugate: num
index: tuple; any
count: tuple; any
"""

# Statements in which methods change their receiver, and other forms.
FORMS = """
[{any}, {any}]
[{any}, {any}, {any}]
({any}, {any})
({any},)
{'a': {any}, 'b': {any}}
{{any}: {any}}
{seq}[{int}]
{seq}[{int}:{int}]
{seq}[::{int}]
{seq}[{int}:]
{str}[:{int}]
{dict}[{str}]
{dict}.a
{dict}.items
{any}.name
{any}[{any}]
{seq}.0
{any} ~ {any}
{num} + {num}
{num} - {num}
{num} * {num}
{num} / {num}
{num} // {num}
{num} % {num}
{small} ** {small}
-{num}
+{num}
not {any}
{any} and {any}
{any} or {any}
{any} == {any}
{any} != {any}
{num} < {num}
{any} < {any}
{num} < {num} <= {num}
{any} in {seq}
{any} not in {seq}
{str} in {str}
{any} if {any} else {any}
{any} if {bool} else {any}
{any} if {bool}
{str} * {small}
{list} * {small}
{str} + {str}
{list} + {list}
{tuple} + {tuple}
{format} % {any}
{format} % ({any}, {any})
range({small})|list
range({small}, {int})|list|length
range({small}, {small}, {small})|list
range({small})
dict(a={any}, b={any})
dict({dict}, c={any})
dict([({str}, {any})])
namespace(a={any}).a
cycler({any}, {any}).next()
cycler({any}, {any}).current
joiner()() ~ joiner({str})()
lipsum(n=0)
json_parse(json_dump({any}))
json_dump({any})
yaml_dump({any})
yaml_parse({str})
json_parse({str})
env()
env().k
_.nope
nope
_.nope|default({any})
_.nope.x|default({any})
_.nope is defined
{any}.nope is defined
({any}.nope)|default({any}, true)
{seq}|map('{filter}')|list
{seq}|select('{test}')|list
{seq}|map('upper')|join(',')
_.objs|map(attribute='n')|list
_.objs|sort(attribute='name')|map(attribute='name')|list
_.objs|groupby('name')|list
_.objs|groupby('n')|map('first')|list
_.objs|selectattr('n')|list
_.objs|selectattr('n', 'eq', {any})|list
_.objs|rejectattr('name', 'in', {list})|map(attribute='n')|list
_.objs|unique(attribute='name')|list
_.objs|sum(attribute='n')
{dict}|dictsort
{dict}|items|list
{seq}|batch({small})|list
{seq}|slice({small})|list
{seq}|unique|list
{seq}|reverse|list
{seq}|list|first
{any}|string|length
{str}.format({any}, {any})
'{:>8}|{:<5}|{:^6}'.format({any}, {any}, {any})
'{:05d}|{:x}'.format({int}, {int})
'{:.2f}|{:e}|{:g}|{:%}'.format({num}, {num}, {num}, {num})
'{0}{1!r}{0!s}'.format({any}, {any})
'{a[0]}'.format(a={seq})
'%s|%r|%d' % ({any}, {any}, {num})
'%5.1f|%-5s|%05d|%x' % ({num}, {str}, {int}, {int})
'%(a)s' % {dict}
{str}.split().__class__
({any})|attr('__class__')
"""

FORMAT_TEXTS = ["'%s'", "'%d'", "'%r'", "'%5s|'", "'%.3f'", "'%x'", "'%%'", "'%s %s'", "'%c'", "'%e'"]
BRACE_TEXTS = ["'{}'", "'{0}'", "'{a}'", "'{:>5}'", "'{!r}'", "'{{}}'", "'{0[0]}'", "'{0.real}'", "'{'"]
FILTER_NAMES = ["upper", "lower", "length", "string", "int", "float", "abs", "first", "last", "list",
                "title", "trim", "escape", "tojson", "sum", "nope", "capitalize", "round", "reverse"]
TEST_NAMES = ["odd", "even", "string", "number", "none", "defined", "mapping", "true", "eq", "gt", "in",
              "integer", "float", "nope", "iterable", "sequence", "divisibleby", "lt", "ne"]


def rows(table):
    """[(name, receiver kind, [argument kinds])]"""
    found = []
    for line in table.strip().split("\n"):
        name, _, rest = line.partition(":")
        receiver, _, arguments = rest.partition(";")
        found.append((name, receiver.strip(), arguments.split()))
    return found
