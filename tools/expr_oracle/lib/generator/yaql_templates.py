"""Forms of YAQL that a signature does not tell: endless sequences, contexts, properties.

`{int}` and the like are replaced by an expression of that kind, `{body}` by something with `$` in it.
"""

TEMPLATES = """
sequence({int}).limit({int})
sequence({int}, {int}).take(4)
sequence().where({body}).limit(2)
{list}.cycle().limit({int})
{any}.repeat({int})
{any}.repeat().limit(3)
generate({int}, $ < 10, $ + 1)
generate({int}, $ < 10, $ + 3, {body})
generate(0, $ < 10, ($ + 2) mod 5, decycle => true)
generate({any}, $ != null, null, {body})
generateMany({any}, [])
generateMany($.m, $.get(b, []).select({n => $}), {body})
generateMany(5, [$ - 1, $ - 2].where($ > 0))
generateMany(5, [$ - 1, $ - 2].where($ > 0), decycle => true, depthFirst => {bool})
generateMany(1, [$ + 1, $ * 2].where($ < 9), $ * 10, true, true)
let({any}) -> [$, $1]
let({any}, {any}) -> [$1, $2, $]
let(x => {any}) -> $x
let(x => {any}, y => {any}) -> [$y, $x, $]
let(x => {list}) -> $x.select({body})
let(x => {int}) -> let(y => $x + 1) -> [$x, $y]
let(x => {list}.select($)) -> [$x.toList(), $x.toList()]
let(x => {list}.select($).memorize()) -> [$x.len(), $x.count(), $x.first(null)]
with({any}, {any}) -> [$, $1, $2, $3]
with({list}) -> $.len()
def(f, $ + 1) -> f({int})
def(f, [$1, $2]) -> f({any}, {any})
def(f, switch($ < 1 => 0, true => $ + f($ - 1))) -> f({int})
def(len, x) -> len({any})
def(f, $x) -> f(x => {any})
unpack({list}) -> [$1, $2]
unpack({list}, a, b) -> [$a, $b]
unpack([{any}, {any}], a, b) -> {a => $a, b => $b}
{list}.select(let(a => $) -> $a)
{any}.assert({body})
{int}.assert($ > 0, 'no {string}')
{list}.select($).assert($.len() > 1).toList()
call(str, [{any}], {})
call(len, [{any}], {})
call({string}, [{any}], {})
call(replace, [{string}, {string}], {}, {string})
call(substring, [], {start => {int}, length => {int}}, {string})
call(toUpper, [], {}, {any})
characters(digits => {bool}).orderBy($)
characters(true, asciiLowercase => true).len()
characters(octdigits => true, punctuation => {bool}).orderBy($).join('')
characters(letters => {bool})
{map}.a
{map}?.a
{any}?.b
{null}?.b.c
{any}.n
{any}.name
{list}.name
$.objs.n
$.objs.name.len()
$.objs.where($.n = {any})
$.objs.orderBy($.n).name
$.objs.orderBy($.name).thenByDescending($.n)
$.objs.orderByDescending($.name).thenBy($.n).first()
$.objs.groupBy($.n, $.name)
$.objs.groupBy($.name, $.n, $.sum())
$.objs.groupBy($.name, $.n, [$[0], $[1].len()])
$.objs.toDict($.name, $.n)
$.objs.select({id => $.name, v => {body}})
{map}.items().select($[0])
{map}.items().orderBy($[0]).toList()
{map}.keys().orderBy($)
{map}.values().{unary}
{map}[{string}]
{map}[{string}, {any}]
{map}[{string}, default => {any}]
{list}[{int}]
{list}[{body}]
{datetime}.format({format})
datetime({string}, {format})
datetime({datetime}.format({format}), {format})
datetime({string})
{datetime}.date
{datetime}.time
{datetime}.utc
{datetime}.offset
{datetime}.timestamp
{timespan}.days
{timespan}.milliseconds
{datetime}.replace(day => {int}, offset => {timespan})
regex({pattern}).split({string})
regex({pattern}).search({string}, [$, $2, $3])
regex({pattern}).searchAll({string}, $.start)
{string}.replaceBy(regex({pattern}), $.value.toUpper())
{string}.replaceBy(regex({pattern}), str($.start), {int})
{string}.replace(regex({pattern}), '<\\\\g<0>>')
{string}.replace(regex({pattern}), 'x', {int})
{string} =~ {pattern}
{string} !~ {pattern}
{string}.matches({pattern})
{string}.split(regex({pattern}), {int})
{string}.replace({{string} => {any}, {string} => {any}})
json_parse(json_dump({any}))
json_dump({any})
json_parse({string})
yaml_parse({string})
yaml_dump({any})
yaml_parse(yaml_dump({any}))
json_parse('{"a": [1, 2.5, null, "x"]}').a
str({any})
[{any}, {any}, {any}]
{{any} => {any}, {any} => {any}}
{a => {any}, b => {any}}
set({any}, {any})
dict([[{any}, {any}]])
dict(a => {any}, {any} => {any})
list({list}, {list}.select($))
switch({bool} => {any}, {any} => {any})
coalesce({null}, {any}, {any})
{any} = {any}
{any} != {any}
{any} < {any}
{any} and {any}
{any} or {any}
not {any}
{any} in {list}
{list} + {list}
{map} + {map}
{list} * {int}
{number} / {number}
{number} mod {number}
{number} * {number}
-{number}
env()
env().k
isEmpty({any}, trim => {bool})
{list}.zip({list}, {list})
{list}.zipLongest({list}, default => {any})
{list}.join({list}, $1 < $2, [$1, $2])
{map}.mergeWith({map})
{map}.mergeWith({map}, $1 + $2, $2, {int})
{map}.mergeWith({map}, itemMerger => [$1, $2])
{map}.set({string}, {any})
{map}.set({string} => {any})
{map}.set({map})
{list}.aggregate($1 + $2)
{list}.aggregate($1 + $2, {any})
{list}.accumulate([$1, $2], {any})
{list}.max()
{list}.min({any})
max({any}, {any})
$.nope
$missing
$1
nope({any})
{any}.nope()
len({any}, {any})
{list}.select()
{string}.len(x => 1)
concat()
$.l[0]
$.s.substring({int}, {int})
{string}.trim({string})
{string}.indexOf({string}, {int}, {int})
{string}.lastIndexOf({string}, {int}, {int})
{string}.split({string}, {int})
{string}.rightSplit({string}, {int})
{string}.rightSplit(null, {int})
int({string})
float({string})
hex({int})
round({number}, {int})
pow({number}, {number})
pow({int}, {int}, {int})
{list}.slice({int}).toList()
{list}.splitAt({int})
{list}.insert({int}, {any})
{list}.delete({int}, {int})
{list}.replace({int}, {any}, {int})
{list}.replaceMany({int}, {list}, {int})
{list}.insertMany({int}, {list})
{list}.distinct({body})
{list}.flatten()
{list}.select($.{unary})
{list}.orderBy({body}).toList()
{list}.select({body}).where({body})
{list}.any({body}) or {list}.all({body})
{list}.indexWhere({body})
{list}.sliceWhere({body})
{list}.splitWhere({body})
{list}.takeWhile({body})
{list}.skipWhile({body})
{list}.selectMany({body})
{list}.first({any})
{list}.select(not $)
range({int}).select($ * {int})
range({int}, {int}, {int}).toList()
timespan(seconds => {int}, milliseconds => {int})
bitwiseAnd({int}, {int}) + bitwiseOr({int}, {int}) - bitwiseXor({int}, {int})
shiftBitsLeft({int}, {int})
shiftBitsRight({int}, {int})
""".strip().split("\n")

UNARY = ["len()", "toList()", "first(null)", "count()", "toSet()", "reverse()", "last(0)", "sum('')"]
