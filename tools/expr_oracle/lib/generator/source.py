"""A stream of random requests with the answers of the originals."""

from lib.generator import samples
from lib.generator.mutate import mutated
from lib.generator.pool import Pool

PER_POOL = 1500  # then the pools start again: what grows from grown gets one-sided
MUTATED, INLINE, OPTIONS = 0.06, 0.15, 0.04

YAQL_OPTIONS = [
    {"iterableDicts": True}, {"convertSetsToLists": True}, {"convertOutputData": False},
    {"convertInputData": False}, {"convertTuplesToLists": False}, {"limitIterators": 5},
]


class Source:
    def __init__(self, oracle, grower, random):
        self.oracle = oracle
        self.grower = grower
        self.random = random

    def request(self, expression, data, is_raw=True, options=None):
        request = {"language": self.grower.language, "expression": expression, "data": data}
        if is_raw:
            request["raw"] = True
        if options:
            request["options"] = options
        return request

    def new_pool(self, data):
        pool = Pool(self.random)
        for text, is_atom in self.grower.seeds(data):
            answer = self.oracle.answer(self.request(text, data))
            if "result" in answer:
                pool.add(text, answer["result"], is_atom)
        return pool

    def varied(self, text, data):
        """The expression as it is, in a text, damaged, or under options."""
        roll = self.random.random()
        if roll < MUTATED:
            damaged = mutated(self.random, text, self.grower.language)
            return self.request(damaged, data)
        if roll < MUTATED + INLINE:
            return self.request(self.grower.inline(text), data, is_raw=False)
        if roll < MUTATED + INLINE + OPTIONS and self.grower.language == "yaql":
            return self.request(text, data, options=self.random.choice(YAQL_OPTIONS))
        return None

    def cases(self, count):
        """Yields (request, answer)."""
        produced = 0
        while produced < count:
            data = samples.DATA[(produced // PER_POOL) % len(samples.DATA)]
            pool = self.new_pool(data)
            for _ in range(min(PER_POOL, count - produced)):
                yield self.case(pool, data)
                produced += 1

    def case(self, pool, data):
        text, is_atom = self.grower.grow(pool)
        request = self.varied(text, data)
        if request is not None:
            return request, self.oracle.answer(request)
        request = self.request(text, data)
        answer = self.oracle.answer(request)
        if "result" in answer and " at 0x" not in str(answer["result"]):
            pool.add(text, answer["result"], is_atom)
        return request, answer
