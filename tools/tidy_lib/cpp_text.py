"""Reads C++ text without a compiler: what is code, where functions end, what is awaited together."""

import re

NON_CODE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^()\s\\]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Za-z_])(?:u8|[uUL])?'(?:\\.|[^'\\\n])+'",
    re.DOTALL,
)


def blank_non_code(text):
    """The text with comments and the insides of literals blanked; offsets and lines stay."""

    def blank(match):
        inside = re.sub(r"[^\n]", " ", match.group(0))
        return inside if match.group(0)[0] == "/" else '"' + inside[1:-1] + '"'

    return NON_CODE.sub(blank, text)


def function_bodies(code):
    """(first line, number of lines) of every function at namespace or class level."""
    directive = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
    code = directive.sub(lambda match: "\n" * match.group(0).count("\n"), code)
    header, line, depth, start, kinds = "", 1, 0, 0, []
    for char in code:
        if char == "\n":
            line += 1
        if "function" in kinds or "value" in kinds:
            if char == "{":
                depth += 1
            elif char == "}":
                depth -= 1
                if depth == 0:
                    if kinds.pop() == "function":
                        yield start, line - start + 1
                        header = ""
                    else:
                        header += "{}"
            continue
        if char == "{":
            kind = brace_kind(header)
            kinds.append(kind)
            if kind == "scope":
                header = ""
            else:
                depth, start = 1, line
        elif char == "}":
            if kinds:
                kinds.pop()
            header = ""
        elif char == ";":
            header = ""
        else:
            header += char


def brace_kind(header):
    """What a `{` after `header` opens: a scope, a function's body, or a value."""
    text = header.replace("->", " returns ")
    for _ in range(8):
        text = re.sub(r"\([^()]*\)", "@", text)
        text = re.sub(r"\btemplate\s*<[^<>]*>", " ", text)
        text = re.sub(r"<[^<>]*>", "", text)
    text = re.sub(r"\balignas\s*@|\b(public|protected|private)\s*:(?!:)|\[\[[^\]]*\]\]", " ", text).strip()
    if re.match(r"(inline\s+)?namespace\b|extern\s+\"", text):
        return "scope"
    if "@" not in text and re.match(r"(typedef\s+)?(class|struct|union|enum)\b", text):
        return "value" if "=" in text else "scope"
    if "@" not in text or re.search(r"=", re.sub(r"operator\s*[^@\s\w]+", "operator", text)):
        return "value"
    if re.search(r"(?<!:):(?!:)[^@{]*$|(?<!:):(?!:).*,\s*[\w:]+$", text):
        return "value"  # a member's initialiser: `Type(...) : member_{`
    return "function"


TYPE_HEAD = re.compile(r"\b(?:struct|class|union|enum(?:\s+class)?)\s+(?:alignas@\s*)?([\w:]+)(?!.*=)")


def namespace_types(code):
    """(offset of its brace, qualified name) of every type defined in a namespace that has a name."""
    header, names = "", []  # a scope that is no named namespace has the name None
    for offset, char in enumerate(code):
        if char == "{":
            text = " ".join(header.split())
            space = re.search(r"\bnamespace((?: [\w:]+)?)$", text)
            kind = TYPE_HEAD.search(re.sub(r"<[^<>]*>", "", text))
            is_special = re.search(r"\btemplate ?< ?>", text)
            if kind and None not in names and "(" not in text and not is_special:
                yield offset, "::".join([*names, kind.group(1)])
            names.append((space.group(1).strip() or None) if space else None)
            header = ""
        elif char == "}":
            if names:
                names.pop()
            header = ""
        elif char == ";":
            header = ""
        else:
            header += char


# `[x]`, `[=]`, `[a = b]`, but not `[]`, `[&]`, `[this]`, `[&x, this]` nor an index `v[i]`.
OWNING_LAMBDA = (
    r"(?:[(,=]\s*|\bco_await\s+)"
    r"\[(?!\s*(?:(?:&\w*|this)\s*(?:,\s*(?:&\w*|this)\s*)*)?\])[^\[\];]+\]\s*(?:[({]|mutable\b)"
)
# Shapes whose temporaries GCC 12 destroys twice if the same full expression awaits.
AWAITED_SHAPES = (
    (r"[\w>]\s*\{\s*\.\w", "an aggregate made inside the awaited expression"),
    (r"[(,]\s*\{", "a braced list in the awaited expression"),
    (OWNING_LAMBDA, "a lambda with owning captures in the awaited expression"),
)
# Shapes found in any code. Braces of a block follow a space, those of an initialiser do not.
CODE_SHAPES = (
    (r"[\w>]\{[^;{}]*\bco_await\b", "an await inside a braced initialiser"),
    (r"\bauto&{0,2}\s*\[[^\]]*\]\s*=\s*co_await\b", "structured bindings of an awaited value"),
    (r"\bco_spawn\s*\((?=[^;{]*" + OWNING_LAMBDA + ")", "a lambda with owning captures is spawned"),
    (r"\(\{[^{}()]*(?:\([^{}()]*\)[^{}()]*)*;", "a statement expression"),
)


def coroutine_hazards(code):
    """(offset, what it is) of the shapes that GCC 12 compiles wrongly, or not at all."""
    for pattern, what in CODE_SHAPES:
        for match in re.finditer(pattern, code):
            yield match.start(), what
    for start, end in awaiting_expressions(code):
        expression = code[start:end]
        for pattern, what in AWAITED_SHAPES:
            for match in re.finditer(pattern, expression):
                yield start + match.end() - 1, what
        for match in re.finditer(r"\?", expression):
            if makes_temporary(branches(expression[match.end() :])):
                yield start + match.start(), "a value chosen by ?: in the awaited expression"


def awaiting_expressions(code):
    """(start, end) of every full expression with an await in it, each once."""
    spans = set()
    for match in re.finditer(r"\bco_await\b", code):
        start = expression_start(code, match.start())
        spans.add((start, expression_end(code, start)))
    return sorted(spans)


CONDITION = re.compile(r"\b(?:if|while|for|switch)\s*(?:constexpr\s*)?$")


def expression_start(code, at):
    depth = 0
    while at > 0:
        char = code[at - 1]
        # A `}` with a comma behind it ends an initialiser; any other one ends a block.
        if char in ")]" or (char == "}" and (depth > 0 or re.match(r"\s*,", code[at : at + 80]))):
            depth += 1
        elif char in "([{" and depth > 0:
            depth -= 1
        elif char == "(" and CONDITION.search(code, max(at - 30, 0), at - 1):
            return at
        elif char in ";{}" and depth == 0:
            return at
        at -= 1
    return 0


def expression_end(code, at):
    depth = 0
    while at < len(code):
        char = code[at]
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        if depth < 0 or (char == ";" and depth == 0):
            return at
        at += 1
    return at


def branches(text):
    """What belongs to a ?: when `text` follows its question mark."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char in "([{") - (char in ")]}")
        if depth < 0 or (char == "," and depth == 0):
            return text[:at]
    return text


def makes_temporary(branch_text):
    """Names, numbers and literals of one kind do not; calls and a string beside a name may."""
    if re.search(r"[({]|\bco_await\b", branch_text):
        return True
    return '"' in branch_text and re.search(r"[A-Za-z_]", branch_text) is not None
