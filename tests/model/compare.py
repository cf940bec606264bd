#!/usr/bin/env python3
"""Random workflows on the engine and on the reference model: both must come to the same end.

usage: compare.py --sim FILE [--count N] [--from SCENARIO] [--all]

wf-sim generates the scenarios, plays them undisturbed, and prints both. Only those whose end does not
depend on the order of things are compared; --all shows the others as well, which proves nothing.
"""

import argparse
import subprocess
import sys

import yaml
from model.snapshot import differences, of_model, of_text
from model.expressions import Unsupported
from model.world import World

CHUNK = 500


def scenarios(sim, first, count):
    for at in range(first, first + count, CHUNK):
        number = min(CHUNK, first + count - at)
        command = [sim, "--emit-played", str(number), "--from", str(at)]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        yield from yaml.load_all(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


class Unordered(Exception):
    """The end depends on the order of things after all."""


def all_runs(execution):
    for run in execution.tasks:
        yield run
        for action in run.actions:
            if action.child:
                yield from all_runs(action.child)


def problems(case):
    if case.get("problem"):
        return [case["problem"]]
    world = World(case)
    world.play({"start": case["start"]})
    world.settle()
    for run in all_runs(world.executions[0]):
        # Both end something at once, whatever else has run by then.
        if run.forced or (run.task.items is not None and run.state == "CANCELLED"):
            raise Unordered
    return list(differences(of_model(world.executions[0]), of_text(case["played"])))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sim", required=True)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--from", dest="first", type=int, default=1)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()

    agreed, differing, skipped = 0, 0, 0
    for case in scenarios(options.sim, options.first, options.count):
        if not (case["determined"] or options.all):
            skipped += 1
            continue
        try:
            found = problems(case)
        except Unordered:
            skipped += 1
            continue
        except Unsupported as reason:
            found = [f"outside of the model: {reason}"]
        agreed += not found
        differing += bool(found)
        for line in found[:5]:
            print(f"scenario {case['seed']} ({', '.join(case['features'])}): {line}")
    print(f"{agreed} passed, {differing} failed, {skipped} skipped")
    return 1 if differing or not agreed else 0


if __name__ == "__main__":
    sys.exit(main())
