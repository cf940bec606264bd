"""Standard actions that need no world, and how ad-hoc actions lead to them."""

FAILED_TEXT = "Fail action expected exception."


class Pending(Exception):
    """The result comes from outside, or after some seconds (`after`)."""

    def __init__(self, after=None):
        super().__init__()
        self.after = after


def run(name, data):
    """(state, result); raises Pending."""
    if name == "std.noop":
        return "SUCCESS", None
    if name == "std.echo":
        return "SUCCESS", data.get("output")
    if name == "std.fail":
        return "ERROR", data.get("error_data") or FAILED_TEXT
    if name == "std.test_dict":
        size = data.get("size", 0)
        prefix, value = data.get("key_prefix", ""), data.get("val", "")
        return "SUCCESS", {f"{prefix}{i}": value for i in range(size)}
    if name == "std.sleep":
        try:
            raise Pending(after=max(0, int(data.get("seconds", 1))))
        except (TypeError, ValueError):
            return "SUCCESS", None
    raise Pending()


PARAMETERS = {
    "std.noop": (set(), set()),
    "std.echo": ({"output"}, {"output", "delay"}),
    "std.fail": (set(), {"error_data"}),
    "std.test_dict": (set(), {"size", "key_prefix", "val"}),
    "std.sleep": ({"seconds"}, {"seconds"}),
    "std.async_noop": (set(), set()),
    "std.http": (set(), None),  # any
    "std.mistral_http": (set(), None),
}


class Uninstantiable(Exception):
    """An action that cannot be made: the task fails like one whose action has failed."""


class Invalid(Exception):
    """Unknown action, or parameters that it does not take."""


def check(name, data):
    if name not in PARAMETERS:
        raise Invalid(f"Failed to find action [action_name={name}]")
    required, allowed = PARAMETERS[name]
    unexpected = set(data) - allowed if allowed is not None else set()
    if required - set(data) or unexpected:
        raise Invalid(f"Invalid input [name={name}, missing={required - set(data)}, unexpected={unexpected}]")
