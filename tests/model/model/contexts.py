"""Branch contexts: variables, and how often each leaf of them was published."""


class Context:
    def __init__(self, data=None, versions=None):
        self.data, self.versions = data or {}, versions or {}

    def overlaid(self, published):
        """What a task hands on: top-level variables are replaced, every published leaf counts one version."""
        versions = dict(self.versions)
        for path in _leaves(published):
            versions[path] = versions.get(path, 0) + 1
        return Context({**self.data, **published}, versions)

    def merged(self, other):
        """Branches meet: of two leaves the one that was published more often wins, on a tie the first."""
        data = _merge(self.data, other.data, lambda path: other._version(path) > self._version(path), ())
        versions = {
            path: max(self._version(path), other._version(path)) for path in {**self.versions, **other.versions}
        }
        return Context(data, versions)

    def _version(self, path):
        return self.versions.get(path, 0)


def merge_all(contexts):
    merged = Context()
    for position, context in enumerate(contexts):
        merged = merged.merged(context) if position else context
    return merged


def _leaves(value, path=()):
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif path:
        yield path


def _merge(left, right, right_wins, path):
    result = dict(left)
    for key, value in right.items():
        here = (*path, key)
        if key not in left:
            result[key] = value
        elif isinstance(left[key], dict) and isinstance(value, dict):
            result[key] = _merge(left[key], value, right_wins, here)
        elif right_wins(here):
            result[key] = value
    return result


def merge_dicts(left, right):
    """Recursive; the right side wins."""
    return _merge(left, right, lambda path: True, ())
