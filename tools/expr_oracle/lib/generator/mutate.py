"""Small damage to an expression: most of what comes out is a grammar error, on both sides alike."""

import re

TOKEN = re.compile(r"\s+|\w+|'[^']*'|\"[^\"]*\"|[^\w\s]", re.DOTALL)
STRAY = {
    "yaql": ["(", ")", "[", "]", "{", "}", ",", ".", "?.", "=>", "->", "$", "$x", "'", '"', "`", "?",
             "not", "and", "in", "mod", "=", "!=", "<", "-", "1", "1.5", "01", "1.", "abc", "__x",
             "true", "len(", "=~", "\\", "%", ";", "@", "é", "\n"],
    "jinja": ["(", ")", "[", "]", "{", "}", ",", ".", "|", "~", ":", "'", '"', "is", "not", "and", "in",
              "if", "else", "==", "!=", "<", "-", "**", "//", "%", "1", "1.5", "1e3", "1_0", "abc", "_",
              "none", "|length", "*", "=", "@", "é", "\n", "}}", "{{", "{%", "%}", "{#"],
}


def mutated(random, text, language):
    tokens = TOKEN.findall(text) or [""]
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        place = random.randrange(len(tokens))
        kind = random.randrange(5)
        if kind == 0:
            tokens[place] = ""
        elif kind == 1:
            tokens.insert(place, random.choice(STRAY[language]))
        elif kind == 2:
            tokens[place] = random.choice(STRAY[language])
        elif kind == 3:
            other = random.randrange(len(tokens))
            tokens[place], tokens[other] = tokens[other], tokens[place]
        else:
            tokens.insert(place, tokens[place])
    return "".join(tokens)
