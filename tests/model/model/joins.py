"""Joins: when they are triggered, may run, or can never run."""

from .contexts import merge_all
from .records import TaskRun


def trigger(execution, task, source):
    """`source` leads to the join. A second arrival from the same task begins another activation."""
    current = _latest(execution, task.name)
    if current and source in current.triggers and not current.never_ran:
        return
    if current and (current.state == "WAITING" or current.never_ran):
        # Not begun yet, or failed without having begun: the same activation, with the newest of each branch.
        current.triggers = [t for t in current.triggers if t.task is not source.task] + [source]
        if not (current.never_ran and _out_of_reach(current)):
            current.never_ran, current.processed, current.handled = False, False, False
            current.state, current.info = "WAITING", "Task is waiting."
        execution.world.later(lambda: refresh_all(execution))
        return
    if current is None or any(t.task is source.task for t in current.triggers):
        current = TaskRun(execution, task, merge_all([]))
        current.state, current.info = "WAITING", "Task is waiting."
        execution.tasks.append(current)
    current.triggers.append(source)
    execution.world.later(lambda: refresh_all(execution))


def refresh_all(execution):
    if execution.state != "RUNNING":
        return
    for run in [r for r in execution.tasks if r.state == "WAITING" and not r.retrying]:
        refresh(run)


def refresh(run):
    from . import tasks

    execution = run.execution
    ready, dead, need, inbound = _judged(run)
    if len(ready) >= need:
        sources = [t for t in run.triggers if t.state in ("SUCCESS", "ERROR", "CANCELLED")]
        run.inbound = merge_all([t.outbound() for t in sources])
        run.state, run.info = "IDLE", None
        execution.world.later(lambda: tasks.start(run))
    elif len(dead) > inbound - need:
        execution.world.later(lambda: run.state == "WAITING" and _fail(run, dead))


def _judged(run):
    """Who has led here, who never will, how many must, and how many there are."""
    induced = {name: _induced(run, name) for name in run.execution.workflow.inbound[run.task.name]}
    ready = [name for name, state in induced.items() if state == "RUNNING"]
    dead = [name for name, state in induced.items() if state == "ERROR"]
    join = run.task.join
    return ready, dead, len(induced) if join == "all" else 1 if join == "one" else join, len(induced)


def _out_of_reach(run):
    """So many never will that it fails again, whoever else arrives."""
    _, dead, need, inbound = _judged(run)
    return len(dead) > inbound - need


def _fail(run, dead):
    """Nothing has run, so there is nothing to retry."""
    from . import tasks

    run.never_ran = True
    tasks.complete(run, "ERROR", f"Failed by tasks: {dead}")


def _induced(run, name):
    """RUNNING: has led here; ERROR: will not; WAITING: may."""
    if any(t.task.name == name for t in run.triggers):
        return "RUNNING"
    earlier = [r for r in run.execution.tasks if r.task is run.task and r is not run]
    used = {t for r in earlier for t in r.triggers}
    latest = _latest(run.execution, name)
    if latest is None or latest in used:
        return "WAITING" if _possible(run.execution, name, {run.task.name}) else "ERROR"
    if _waits(latest):  # a join itself
        return "WAITING" if _may_run(latest, {run.task.name}) else "ERROR"
    if not latest.is_completed or (not latest.processed and not latest.forced):
        return "WAITING"
    return "ERROR"


def _possible(execution, name, seen, again=False):
    """Whether the task can still be started. `again`: once more, in a loop that is not over; who named it has."""
    inbound = execution.workflow.inbound[name]
    if not inbound:
        return _latest(execution, name) is None
    beyond = seen | {name}
    for source in inbound:
        latest = _latest(execution, source)
        if source in seen:
            continue
        if latest is None:
            leads = _possible(execution, source, beyond)
        elif _waits(latest):
            leads = _may_run(latest, beyond)
        elif not latest.is_completed or (not latest.processed and not latest.forced):
            leads = True
        else:
            named = not again and any(target == name for target, _ in latest.next)
            leads = named or _possible(execution, source, beyond, again=True)
        if leads:
            return True
    return False


def _may_run(run, seen):
    """Whether a waiting join can still get what it lacks without the help of the joins `seen`."""
    inbound = run.execution.workflow.inbound[run.task.name]
    need = len(inbound) if run.task.join == "all" else 1 if run.task.join == "one" else run.task.join
    arrived = {t.task.name for t in run.triggers}
    open_ones = [n for n in inbound if n not in arrived and n not in seen and _open(run, n, seen | {run.task.name})]
    return len(arrived) + len(open_ones) >= need


def _open(run, name, seen):
    latest = _latest(run.execution, name)
    if latest is None:
        return _possible(run.execution, name, seen)
    return _may_run(latest, seen) if _waits(latest) else not latest.is_completed or not latest.processed


def _waits(run):
    return run.state == "WAITING" and not run.retrying


def _latest(execution, name):
    return next((run for run in reversed(execution.tasks) if run.task.name == name), None)
