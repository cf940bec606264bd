"""Random templates: statements nested in each other around one grown expression."""

NAMES = ["x", "y", "item", "_"]

# {e}: the expression, {b}, {c}: nested blocks, {v}: a name
BLOCKS = """
{% for {v} in {e} %}{b}{% endfor %}
{% for {v} in {e} %}{{ loop.index }}{{ loop.last }}{{ {v} }}{% if not loop.last %},{% endif %}{% endfor %}
{% for {v} in {e} %}{{ loop.index0 }}/{{ loop.length }}{b}{% else %}none{c}{% endfor %}
{% for {v} in {e} if {v} %}{{ {v} }};{% endfor %}
{% for x, y in {e} %}{{ x }}={{ y }}{% endfor %}
{% for {v} in {e} %}{{ loop.previtem }}{% endfor %}
{% for {v} in {e} %}{{ loop.cycle('a', 'b') }}{{ loop.changed({v}) }}{% endfor %}
{% for {v} in {e} recursive %}[{{ {v} }}{% if {v} is iterable and {v} is not string %}{{ loop({v}) }}{% endif %}]{% endfor %}
{% for {v} in [1, 2] %}{% for y in {e} %}{{ loop.index }}{b}{% endfor %}{{ loop.revindex }}{% endfor %}
{% if {e} %}{b}{% endif %}
{% if {e} %}{b}{% else %}{c}{% endif %}
{% if {e} == 1 %}{b}{% elif {e} %}{c}{% else %}z{% endif %}
{% set {v} = {e} %}{{ {v} }}{b}
{% set {v} = {e} %}{% for i in [1] %}{% set {v} = 2 %}{{ {v} }}{% endfor %}{{ {v} }}
{% set x, y = {e} %}{{ x }}{{ y }}
{% set {v} %}a{b}{% endset %}{{ {v} }}
{% set {v}|upper %}a{b}{% endset %}{{ {v} }}
{% set ns = namespace(a={e}) %}{% for i in [1, 2] %}{% set ns.a = [ns.a] %}{% endfor %}{{ ns.a }}
{% macro m(a, b=2) %}{{ a }}-{{ b }}{b}{% endmacro %}{{ m({e}) }}{{ m(1, {e}) }}
{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m({e}, 2, k=3) }}
{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}{b}{{ {e} }}{% endcall %}
{% macro m() %}{{ caller({e}) }}{% endmacro %}{% call(x) m() %}{{ x }}{% endcall %}
{% macro m(a={e}) %}{{ a }}{% endmacro %}{{ m() }}{{ m.name }}{{ m.arguments }}
{% filter upper %}a{b}{{ {e} }}{% endfilter %}
{% filter replace('a', 'b') %}a{b}{% endfilter %}
{% with x = {e}, y = 2 %}{{ x }}{{ y }}{b}{% endwith %}
{% with %}{% set x = {e} %}{{ x }}{% endwith %}{{ x }}
{% raw %}{{ x }}{% endraw %}{b}
{% block k %}{b}{{ {e} }}{% endblock %}{{ self.k() }}
{% autoescape true %}{{ {e} }}{b}{% endautoescape %}
{% autoescape true %}{{ {e}|string }}{{ '<' ~ {e} }}{% endautoescape %}
{{ {e} }}{b}
{%- if true -%}  {b}  {%- endif -%}
  {% if true %}
  {b}
  {% endif %}
a
{%+ if true %} {b}{% endif +%}
{# comment #} {b}
{% set l = [] %}{% for {v} in {e} %}{% if l.append({v}) %}{% endif %}{% endfor %}{{ l }}
{% set d = {} %}{% if d.update(a={e}) %}{% endif %}{{ d }}{{ d.pop('a') }}{{ d }}
{% set l = [3, 1] %}{% if l.extend({e}) %}{% endif %}{{ l }}{{ l.pop() }}{{ l.index(1) }}
{% set l = {e} %}{{ l.sort() }}{{ l }}{{ l.reverse() }}{{ l }}
{% set c = cycler({e}, 2) %}{{ c.next() }}{{ c.next() }}{{ c.current }}
{% set j = joiner({e}) %}{{ j() }}{{ j() }}
{% for {v} in {e} %}{{ {v} }}{% if loop.first %}{% set z = 1 %}{% endif %}{% endfor %}{{ z }}
{% do {e} %}
{% if {e} is string %}{{ {e} }}{% endif %}
{% endif %}{b}
{% for {v} in {e} %}{b}
""".strip("\n")

LEAVES = ["t", " ", "\n", "{{ x }}", "{{ y|default('-') }}", "{{ _.n }}", "{{ '<&>' }}", "  \n", "{{ 1.0 }}"]


def split_blocks():
    """Lines that do not begin a block belong to the one before."""
    blocks = []
    for line in BLOCKS.split("\n"):
        if blocks and (line.startswith("  ") and not line.startswith("  {% if") or line == "a"):
            blocks[-1] += "\n" + line
        else:
            blocks.append(line)
    return blocks


class Statements:
    def __init__(self, random):
        self.random = random
        self.blocks = split_blocks()

    def template(self, expression):
        text = self.block(expression, 2)
        if "{{" not in text and self.random.random() < 0.8:
            text += "{{ 1 }}"
        return text

    def block(self, expression, depth):
        if depth == 0:
            return self.random.choice(LEAVES)
        name = self.random.choice(NAMES)
        text = self.random.choice(self.blocks)
        for placeholder, value in (
                ("{v}", name), ("{e}", expression), ("{b}", self.block(expression, depth - 1)),
                ("{c}", self.random.choice(LEAVES))):
            text = text.replace(placeholder, value)
        return text
