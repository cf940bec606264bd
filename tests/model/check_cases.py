#!/usr/bin/env python3
"""Plays the workflow cases on the model: whatever a case expects of the engine, the model must do as well.

usage: check_cases.py [FOLDER-OR-FILE...]    default: tests/workflows
"""

import pathlib
import sys

from model.expect import problems
from model.execution import Refused
from model.expressions import Unsupported
from model.world import World, load_case

DEFAULT = pathlib.Path(__file__).resolve().parent.parent / "workflows"


# Whether an item that fails at once keeps the next one from starting is the engine's own business.
ORDER = {"items-with-a-bad-output.yaml"}


def check(path):
    """Problems of one case; raises Unsupported."""
    if path.name in ORDER:
        raise Unsupported("depends on the order of things")
    case = load_case(path)
    world = World(case)
    for step in case["play"]:
        if "expect" in step:
            found = problems(world.executions, step["expect"])
            if found:
                return found
            continue
        try:
            world.play(step)
        except Refused as error:
            return [f"step {step}: refused: {error}"]
    return problems(world.executions, case.get("expect") or {})


def main():
    given = [pathlib.Path(word) for word in sys.argv[1:]] or [DEFAULT]
    files = sorted(f for path in given for f in ([path] if path.is_file() else path.rglob("*.yaml")))
    agreed, outside, differing = 0, [], 0
    for path in files:
        try:
            found = check(path)
        except Unsupported as reason:
            outside.append(f"{path.name}: {reason}")
            continue
        except Exception as error:  # a hole in the model, shown with the case that fell into it
            found = [repr(error)]
        agreed += not found
        differing += bool(found)
        for problem in found:
            print(f"{path}: {problem}")
    for line in outside:
        print(f"outside of the model: {line}")
    print(f"{agreed} passed, {differing} failed, {len(outside)} skipped")
    return 1 if differing or not agreed else 0


if __name__ == "__main__":
    sys.exit(main())
