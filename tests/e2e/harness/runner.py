"""Command line of a file of tests, and their run, one after the other."""

import argparse
import contextlib
import sys
import time
import traceback

from .server import server_binary


def run_tests(about, scope, given=contextlib.nullcontext):
    """Runs the functions test_… of `scope`, or those that the command line names.

    Each is called with what the context manager `given(server binary)` yields, one for all of them.
    """
    tests = {name[5:]: test for name, test in scope.items() if name.startswith("test_")}
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--server", help="the mistral-server to test")
    parser.add_argument("tests", nargs="*", metavar="TEST", help=f"{', '.join(tests)} (all)")
    arguments = parser.parse_args()
    if unknown := set(arguments.tests) - set(tests):
        parser.error(f"no such test: {', '.join(unknown)}")
    with given(server_binary(arguments.server)) as subject:
        failed = [name for name in arguments.tests or tests if not passes(name, tests[name], subject)]
        if failed:
            sys.exit(f"failed: {', '.join(failed)}")


def passes(name, test, subject):
    begin = time.monotonic()
    try:
        test(subject)
    except Exception:  # noqa: BLE001 every failure is reported, then the next test runs
        print(f"FAILED  {name}\n{traceback.format_exc()}", flush=True)
        return False
    print(f"ok      {name} ({time.monotonic() - begin:.1f} s)", flush=True)
    return True
