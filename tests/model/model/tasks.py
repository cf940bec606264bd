"""A task: policies, its actions, its end."""

from . import actions
from .contexts import merge_dicts
from .definition import Definitions
from .expressions import Failed, evaluate
from .records import COMPLETED, Action

CLAUSE_OF = {"SUCCESS": "on-success", "ERROR": "on-error", "SKIPPED": "on-skip"}
PUBLISH_OF = {"SUCCESS": "publish", "ERROR": "publish-on-error", "SKIPPED": "publish-on-skip"}


class WrongType(Exception):
    """A policy or an input of a type that it cannot have."""


ENGINE_ERRORS = (Failed, WrongType, actions.Invalid)


def scope(run, items=None):
    return {**run.execution.globals_and_input(), **(items or {}), **run.inbound.data}


# --- start ---------------------------------------------------------------------------------------


def start(run):
    """First start or rerun: policies before the task, then its actions."""
    if run.state != "IDLE":
        return
    run.state, run.info = "RUNNING", None
    try:
        held = _before(run)
    except ENGINE_ERRORS as error:
        run.execution.force_fail(run, f"Failed to run task [error={error}")
        return
    if not held:
        execute(run)


def _before(run):
    """True if a policy keeps the task from running now."""
    delay = policy(run, "wait-before", int, 0)
    policy(run, "concurrency", int, 0)
    arm_timeout(run)
    if policy(run, "pause-before", bool, False):
        run.state, run.info, run.paused_before = "IDLE", "Set by 'pause-before' policy", True
        run.execution.pause_from_child()
        return True
    if delay:
        run.state, run.info = "DELAYED", f"Delayed by 'wait-before' policy [delay={delay}]"
        after(run, delay, lambda: execute(run))
        return True
    return False


def policy(run, name, wanted, default):
    spec = run.task.policies[name]
    if spec is None:
        return default
    value = run.execution.evaluate(spec, scope(run), run)
    if type(value) is not wanted or (wanted is int and value < 0):
        raise WrongType(f"Invalid data type in policy {name}: {value!r}")
    return value


def after(run, delay, what):
    """Does it then, unless another attempt has begun or the task has ended meanwhile."""
    attempt = run.attempt

    def due():
        if run.attempt != attempt or run.is_completed:
            return
        run.retrying = False
        if run.execution.state in COMPLETED:
            run.state, run.info = "CANCELLED", None
        else:
            what()

    run.execution.world.at(delay, due)


def arm_timeout(run):
    limit = policy(run, "timeout", int, 0)
    attempt = run.attempt
    if limit:
        text = f"Task timed out [timeout(s)={limit}]."
        late = lambda: run.attempt == attempt and not run.is_completed and complete(run, "ERROR", text)  # noqa: E731
        run.execution.world.at(limit, late)


def execute(run):
    run.state, run.info = "RUNNING", None
    try:
        if run.task.items is None:
            begin_action(run, 0, {})
        else:
            begin_items(run)
    except ENGINE_ERRORS as error:
        run.execution.force_fail(run, f"Failed to run task [error={error}")


def begin_items(run):
    sources = run.execution.evaluate(run.task.items, scope(run), run)
    for value in sources.values():
        if not isinstance(value, (list, tuple, str, dict)):
            raise WrongType("Wrong input format. Iterable type is expected for each value.")
    lists = {variable: list(value) for variable, value in sources.items()}
    if len({len(values) for values in lists.values()}) > 1:
        raise WrongType("Wrong input format. All arrays must have the same length.")
    run.items = [dict(zip(lists, values)) for values in zip(*lists.values())]
    run.unstarted = list(range(len(run.items))) if run.only is None else run.only
    run.only = None
    if not run.items:
        complete(run, "SUCCESS", None)
        return
    capacity = policy(run, "concurrency", int, 0) or len(run.items)
    first, run.unstarted = run.unstarted[:capacity], run.unstarted[capacity:]
    for index in first:
        if run.is_completed:
            return
        begin_action(run, index, run.items[index])


def begin_action(run, index, items):
    execution, task = run.execution, run.task
    try:
        name = execution.evaluate(task.call, scope(run), run)
        data = execution.evaluate(task.input, scope(run, items), run)
    except Failed as error:
        if task.items is None:
            raise
        complete(run, "ERROR", str(error))
        return
    if not isinstance(data, dict):
        raise WrongType(f"Wrong dynamic input for task: {task.name}. Dict type is expected.")
    if task.is_workflow:
        begin_child(run, index, name, data)
        return
    defaults = execution.env().get("__actions", {}).get(task.call, {})
    action = Action(index, name or "std.noop", merge_dicts(defaults, data))
    try:
        resolve(execution, action, run)
    except actions.Uninstantiable as error:
        complete(run, "ERROR", str(error))
        return
    run.actions.append(action)
    execution.world.run_action(run, action)


def resolve(execution, action, run):
    """Ad-hoc actions become their base with its input."""
    adhocs = execution.world.definitions.actions
    for depth in range(50):
        # Only the task's own action may be a short name of its workbook.
        adhoc = adhocs.get(action.name) if depth else Definitions.find(adhocs, action.name, execution.workflow.workbook)
        if adhoc is None or action.name in actions.PARAMETERS:
            _check(action, is_base=depth > 0)
            return
        missing = [name for name in adhoc.required if name not in action.input]
        unexpected = set(action.input) - set(adhoc.required) - set(adhoc.defaults)
        if missing or unexpected:
            kind = actions.Uninstantiable if depth else actions.Invalid
            raise kind(f"Invalid input [name={action.name}, missing={missing}, unexpected={unexpected}]")
        own = {**adhoc.defaults, **action.input}
        data = {**execution.context, **run.inbound.data, **own}
        action.output_of.insert(0, adhoc.output)
        action.name, action.input = adhoc.base, execution.evaluate(adhoc.base_input, data, run)
    raise actions.Uninstantiable(f"Failed to instantiate an action [{action.name}")


def _check(action, is_base):
    try:
        actions.check(action.name, action.input)
    except actions.Invalid as error:
        if is_base:
            raise actions.Uninstantiable(str(error)) from error
        raise


def begin_child(run, index, name, data):
    from .execution import Execution, Refused

    execution = run.execution
    workflow = Definitions.find(execution.world.definitions.workflows, name, execution.workflow.workbook)
    try:
        if workflow is None:
            raise Refused(f"Failed to find workflow [name={name}] [namespace=]")
        own = {key: value for key, value in data.items() if key in workflow.inputs()}
        params = {
            **({"notify": execution.params["notify"]} if "notify" in execution.params else {}),
            **{key: value for key, value in data.items() if key not in own},
            "root_execution_id": execution.root.id,
            "task_execution_id": run.id,
            "index": index,
            "namespace": "",
        }
        child = Execution(execution.world, workflow, own, params, parent=run)
    except Refused as error:
        complete(run, "ERROR", str(error))
        return
    action = Action(index, name, data)
    action.child = child
    run.actions.append(action)
    execution.world.executions.append(child)
    execution.world.later(child.begin)


# --- results -------------------------------------------------------------------------------------


def action_ended(run, action, state, result):
    if action.state in COMPLETED:
        return
    if state == "SUCCESS" and action.output_of:
        try:
            for output in action.output_of:
                if output is not None:
                    result = evaluate(output, result, {})
        except Failed as error:
            action.state = "ERROR"
            run.execution.force_fail(run, f"Failed to complete action [error={error}")
            return
    action.state, action.result = state, result
    if run.is_completed:
        action.accepted = False  # too late: the task has ended without it
    if not action.accepted:
        return
    if run.task.items is not None:
        item_ended(run)
    elif state == "SUCCESS":
        complete(run, "SUCCESS", None)
    else:
        complete(run, state, _info(result))


def _info(result):
    return str(result) if result else None


def child_ended(child):
    run = child.parent
    action = next(a for a in run.actions if a.child is child)
    if action.state in COMPLETED:
        return
    action.state, action.result = child.state, child.output
    if run.is_completed or not action.accepted:
        return
    if run.task.items is not None:
        item_ended(run)
    elif child.state == "SUCCESS":
        complete(run, "SUCCESS", None)
    else:
        verb = "Failed" if child.state == "ERROR" else "Cancelled"
        complete(run, child.state, child.info or f"{verb} subworkflow [execution_id=]")


def item_ended(run):
    states = [a.state for a in run.accepted()]
    if "CANCELLED" in states:
        complete(run, "CANCELLED", "One or more actions was cancelled.")
    elif len(states) == len(run.items):
        failed = "ERROR" in states
        complete(run, "ERROR" if failed else "SUCCESS", "One or more actions had failed." if failed else None)
    elif run.unstarted:
        index = run.unstarted.pop(0)
        try:
            begin_action(run, index, run.items[index])
        except ENGINE_ERRORS as error:
            run.execution.force_fail(run, f"Failed to run task [error={error}")


# --- end -----------------------------------------------------------------------------------------


def complete(run, state, info):
    """The task has a result; policies after it may still change or delay it."""
    execution = run.execution
    run.state, run.info = state, info
    try:
        publish(run)
        if not run.task.keep_result:  # a second publish, after wait-after, sees nothing any more
            for action in run.actions:
                action.result = None if action.child is None else action.result
        if execution.state not in COMPLETED and _after(run):
            return
        run.attempt += 1
        execution.after_task(run)
    except ENGINE_ERRORS as error:
        execution.force_fail(run, f"Failed to handle action completion [error={error}")


def publish(run):
    if run.state not in PUBLISH_OF:
        return
    execution, spec = run.execution, run.task.spec
    data = {**execution.globals_and_input(), **run.inbound.data}
    scopes = {"branch": {}, "global": {}}
    for part in (
        run.task.clauses[CLAUSE_OF[run.state]].publish,
        {"branch": spec.get(PUBLISH_OF[run.state], {})},
        run.task.clauses["on-complete"].publish,
    ):
        for where in scopes:
            scopes[where] = merge_dicts(scopes[where], part.get(where, {}))
    values = execution.evaluate(scopes, data, run)
    if run.state != "SKIPPED" or values["branch"]:
        run.published = values["branch"]
    execution.context = merge_dicts(execution.context, values["global"])


def _after(run):
    """True if the task is not at its end yet."""
    if run.state in ("CANCELLED", "SKIPPED") or run.never_ran:
        return False
    delay = policy(run, "wait-after", int, 0)
    if delay and not run.waited_after:
        state, info = run.state, run.info
        run.waited_after = True
        run.state, run.info = "DELAYED", f"Delayed by 'wait-after' policy [delay={delay}]"
        after(run, delay, lambda: complete(run, state, info))
        return True
    if run.state == "SUCCESS" and policy(run, "fail-on", bool, False):
        run.state, run.info = "ERROR", "Failed by 'fail-on' policy"
    return _retry(run)


def _retry(run):
    spec = run.task.policies["retry"]
    if not spec:
        return False
    data = {**run.execution.globals_and_input(), **run.outbound().data}
    values = run.execution.evaluate(spec, data, run)
    count, delay = values["count"], values["delay"]
    if type(count) is not int or type(delay) is not int:
        raise WrongType(f"Invalid data type in RetryPolicy: {count!r}, {delay!r}")
    again = values.get("continue-on")
    if run.retries >= count or (run.state == "ERROR" and values.get("break-on")):
        return False
    if (run.state == "SUCCESS" and "continue-on" not in spec) or ("continue-on" in spec and not again):
        return False
    for action in run.actions:
        action.accepted = False
    run.retries += 1
    run.attempt += 1
    run.waited_after = False
    run.state, run.info = "DELAYED", f"Delayed by 'retry' policy [delay={delay}]"
    if run.task.join:
        run.state, run.retrying = "WAITING", True
    after(run, delay, lambda: _again(run))
    return True


def _again(run):
    arm_timeout(run)
    execute(run)
