"""Expressions that gave a value, by the kind of it: the material of bigger ones."""

import dataclasses
import json

from lib.generator.samples import kind_of

TEXT_MAX = 160
RESULT_MAX = 1500
ENTRIES_MAX = 60
# Their texts hold addresses; what grows from them only shows how texts are handled.
KINDS_LEFT_OUT = frozenset(("function", "object", "bytes", "undefined"))


@dataclasses.dataclass
class Entry:
    text: str
    kind: str
    result: object
    is_atom: bool = False  # needs no parentheses, whatever stands around it


class Pool:
    def __init__(self, random):
        self.random = random
        self.entries = {}

    def add(self, text, result, is_atom=False):
        if kind_of(result) in KINDS_LEFT_OUT:
            return
        if len(text) > TEXT_MAX or len(json.dumps(result)) > RESULT_MAX:
            return
        kept = self.entries.setdefault(kind_of(result), [])
        entry = Entry(text, kind_of(result), result, is_atom)
        if len(kept) < ENTRIES_MAX:
            kept.append(entry)
        else:  # constants and data stay at the front of the list
            kept[self.random.randrange(ENTRIES_MAX // 3, ENTRIES_MAX)] = entry

    def pick(self, kinds=None):
        """An entry of one of the kinds, of any kind if there is none of them."""
        fitting = [kind for kind in sorted(kinds or self.entries) if self.entries.get(kind)]
        kind = self.random.choice(fitting or sorted(self.entries))
        return self.random.choice(self.entries[kind])
