#!/usr/bin/python3
"""Writes firings.test, with Debian's python3-croniter as the reference.

usage: make_cases.py > firings.test
"""

import datetime
import random

from croniter import croniter

WRITTEN = """
* * * * *|5/10 * * * *|*/7 * * * *|1,2,3-5/2 * * * *|10-10 * * * *|*,5 * * * *|0-59 * * * *|*/61 * * * *|5/100 * * * *
0 0 * * 7|0 0 * * 0-7|0 0 * * 1-7|0 0 * * 0,7|0 0 * * sun|0 0 * * mon-fri|0 0 * * MON,Tue|0 0 * * */2|0 0 * * 1/3|0 0 * * 3-7
0 0 1-31 * 1|0 0 */2 * 1|0 0 1 * 1|0 0 1 * 0-6|0 0 1 * *|0 0 1-30 * 1|0 0 1-31/2 * *|0 0 31 * *|0 0 29 2 *|0 0 1 * sun-sat|0 0 1 * */1|0 0 1 * 0-7|0 0 1 * 1-7|0 0 1 * *,7|0 0 1 * 3/2|0 0 */1 * 2
0 0 L * *|0 0 l * *|0 0 L * 1|0 0 L,15 * *|0 0 1-5,L * *|0 0 * * L5|0 0 * * L7|0 0 * * L1,L5
0 0 * * 5#3|0 0 * * fri#3|0 0 * * 5#3,1#1|0 0 * * 1#5|0 0 * 2 1#5|0 0 13 * 5#2|0 0 * * 7#1|0 0 * * L5,1#2
0 0 * jan *|0 0 1 jan-mar *|0 0 1 DEC *|0 0 * 1-12 *|0 0 1 */5 *|01 02 03 04 05
* * * * * */5|* * * * * 10|* * * * * 5,10|* * * * * *|30 4 1 1 * 59|0 12 * * * 0-30/15
@hourly|@daily|@midnight|@weekly|@monthly|@yearly|@annually|@Hourly| * * * * * |*  *  *  *  *
"""

REFUSED = """
|@|@reboot|* * * *|* * * * * * *|60 * * * *|0 24 * * *|0 0 0 * *|0 0 32 * *|0 0 1 0 *|0 0 1 13 *|0 0 * * 8|* * * * * 60
a * * * *|-1 * * * *|1- * * * *|*/ * * * *|*/0 * * * *|1,,2 * * * *|+5 * * * *|1.5 * * * *|0 0 1W * *|5-1 * * * *|0 0 * * 5-1
0 0 * * 5L|0 0 * * 5#6|0 0 * * 5#0|0 0 * * 1,5#3|0 0 * * L|0 0 * * *#2|0 0 * * 1-5#2|? * * * *|0 0 * ? *|H * * * *|0 0 * mon *
0 0 * * jan
"""

STARTS = [
    datetime.datetime(2026, 1, 15, 10, 7, 33),
    datetime.datetime(2027, 12, 31, 23, 59, 59),
    datetime.datetime(2028, 2, 28, 23, 59, 30),
    datetime.datetime(1970, 1, 1),
]


def patterns(text):
    return [p for line in text.strip("\n").split("\n") for p in line.split("|")]


def items(low, high):
    """A random field."""
    kind = random.randrange(6)
    a, b = sorted(random.sample(range(low, high + 1), 2))
    step = random.randint(1, high)
    return [
        "*", "*", str(a), f"{a}-{b}", f"{random.choice(['*', f'{a}-{b}', a])}/{step}",
        ",".join(str(v) for v in random.sample(range(low, high + 1), 3)),
    ][kind]


def drawn():
    fields = [items(0, 59), items(0, 23), items(1, 31), items(1, 12), items(0, 6)]
    # With six fields croniter forgets that 7 is Sunday; we do not.
    has_seconds = random.random() < 0.3 and "/" not in fields[4]
    return " ".join(fields + ([items(0, 59)] if has_seconds else []))


def show(pattern, start):
    try:
        times = croniter(pattern, start)
        firings = [times.get_next(datetime.datetime) for _ in range(3)]
    except Exception as error:
        if "failed to find next date" in str(error):
            return f"{pattern} | {start} | never"
        raise
    return f"{pattern} | {start} | " + ", ".join(str(t) for t in firings)


def main():
    random.seed(1)
    print("# pattern | from | the next three firings. Made by make_cases.py; edit that.")
    for pattern in patterns(WRITTEN):
        for start in STARTS:
            print(show(pattern, start))
    print(show("0 0 30 2 *", STARTS[0]))
    print(show("0 0 31 4 *", STARTS[0]))
    for _ in range(400):
        print(show(drawn(), random.choice(STARTS)))
    print("# pattern | refused")
    for pattern in patterns(REFUSED):
        try:
            if pattern != "0 0 * ? *" and not pattern.startswith("H"):
                croniter(pattern)
                raise AssertionError(f"croniter takes {pattern!r}")
        except AssertionError:
            raise
        except Exception:
            pass
        print(f"{pattern} | refused")


main()
