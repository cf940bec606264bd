"""A workflow execution: start, transitions, end."""

from . import joins, tasks
from .contexts import merge_all, merge_dicts
from .definition import COMMANDS
from .expressions import Failed, Unsupported, evaluate
from .records import COMPLETED, TaskRun

INCOMPLETE = ("IDLE", "RUNNING", "WAITING", "DELAYED", "PAUSED")


class Refused(Exception):
    """A command that the service answers with an error."""


class Command:
    def __init__(self, name, event, parameters, source):
        self.name, self.event, self.parameters, self.source = name, event, parameters, source


class Execution:
    def __init__(self, world, workflow, data, params, parent=None):
        self.world, self.workflow, self.parent = world, workflow, parent
        self.root = parent.execution.root if parent else self
        self.id = f"w{id(self)}"
        missing = [name for name in workflow.required if name not in data]
        unexpected = sorted(set(data) - workflow.inputs())
        if missing or unexpected:
            raise Refused(f"Invalid input [name={workflow.name}, missing={missing}, unexpected={unexpected}]")
        self.params = {**params, "env": self._environment(params)}
        self.input = {**workflow.defaults_of_input, **data}
        self.state, self.info, self.output = "RUNNING", None, {}
        self.tasks, self.backlog = [], []
        self.context = {"__execution": {"id": self.id}}
        target = self.params.get("task_name")
        if workflow.is_reverse and target not in workflow.tasks:
            raise Refused(f"Invalid task name [wf_spec=, task_name={target}]")
        try:
            self.context.update(self.evaluate(workflow.spec.get("vars", {}), {**self.input, **self.context}))
        except Failed as error:
            raise Refused(str(error)) from error

    def _environment(self, params):
        env = params.get("env") or {}
        if isinstance(env, str):
            if env not in self.world.environments:
                raise Refused(f"Environment is not found: {env}")
            env = self.world.environments[env]
        if not isinstance(env, dict):
            raise Refused(f"Unexpected value type for environment [env={env}, type={type(env)}]")
        if params.get("evaluate_env", True) is False:
            return env
        return evaluate(env, {"__env": env}, {"env": lambda name=None: env})

    # --- expressions -----------------------------------------------------------------------------

    def env(self):
        return self.root.params["env"]

    def evaluate(self, template, data, run=None):
        data = {**data, "__env": self.env()}
        if run:
            data["__task_execution"] = {"id": run.id, "name": run.task.name}
        functions = {
            "env": lambda name=None: self.env(),
            "execution": self._view,
            "global": self.context.get,
            "task": lambda name=None: self._task_view(run, name),
            "tasks": _unsupported,
            "executions": _unsupported,
        }
        return evaluate(template, data, functions)

    def _view(self, _=None):
        root = None if self.root is self else self.root.id
        return {"id": self.id, "name": self.workflow.name, "params": self.params, "root_execution_id": root}

    def _task_view(self, run, name):
        if name is None:
            return run.view() if run else None
        found = [other for other in self.tasks if other.task.name == name]
        return found[-1].view() if found else None

    def globals_and_input(self):
        return {**self.input, **self.context}

    # --- start -----------------------------------------------------------------------------------

    def begin(self):
        if self.workflow.is_reverse:
            self.start_runnable()
        else:
            for task in self.workflow.tasks.values():
                if not self.workflow.inbound[task.name]:
                    self.start_task(task, merge_all([]))
        self.world.later(self.check_complete)

    def start_task(self, task, inbound, source=None):
        if task.join and not self.workflow.is_reverse:
            joins.trigger(self, task, source)
            return
        run = TaskRun(self, task, inbound)
        self.tasks.append(run)
        self.world.later(lambda: tasks.start(run))

    def start_runnable(self):
        """Reverse: every task that the target needs, whose requirements are there, and that has not run."""
        wanted, todo = [], [self.params["task_name"]]
        while todo:
            name = todo.pop()
            if name not in wanted:
                wanted.append(name)
                todo.extend(self.workflow.tasks[name].requires)
        done = {run.task.name: run for run in self.tasks if run.state == "SUCCESS"}
        for task in self.workflow.tasks.values():
            exists = any(run.task is task for run in self.tasks)
            if task.name in wanted and not exists and task.requires <= set(done):
                sources = [run for run in self.tasks if run.task.name in task.requires and run.state == "SUCCESS"]
                self.start_task(task, merge_all([run.outbound() for run in sources]))

    # --- transitions -----------------------------------------------------------------------------

    def after_task(self, run):
        """The task is completed and published: what comes next."""
        if self.workflow.is_reverse:
            if self.state == "RUNNING":
                run.processed = True
                self.start_runnable()
                self.world.later(self.check_complete)
            return
        commands = self.commands_of(run)
        run.processed = self.state != "PAUSED"
        if self.state != "RUNNING":
            return
        self.dispatch(commands)
        joins.refresh_all(self)
        self.world.later(self.check_complete)

    def commands_of(self, run, with_pause=True):
        clauses = {"ERROR": ["on-error"], "SUCCESS": ["on-success"], "SKIPPED": ["on-skip"]}.get(run.state, [])
        commands = [c for clause in clauses for c in self._triggered(run, clause)]
        if run.state == "SKIPPED" and not commands:
            commands = self._triggered(run, "on-success")
        run.handled = run.state == "ERROR" and bool(commands)
        if run.state in ("SUCCESS", "ERROR"):
            commands += self._triggered(run, "on-complete")
        commands = _up_to_end(commands)
        run.next = [(c.name, c.event) for c in commands if c.name not in COMMANDS]
        return [c for c in commands if with_pause or c.name != "pause"]

    def _triggered(self, run, clause):
        data = {**self.globals_and_input(), **run.outbound().data}
        commands = []
        for name, parameters, condition in run.task.clauses[clause].targets:
            if condition is None or self.evaluate(condition, data, run):
                commands.append(Command(name, clause, self.evaluate(parameters, data, run), run))
        return commands

    def dispatch(self, commands):
        backlog, self.backlog = self.backlog, []
        for command in backlog + [c for c in commands if c.name != "noop"]:
            if self.state in COMPLETED:
                return
            if self.state == "PAUSED":
                self.backlog.append(command)
            elif command.name in COMMANDS:
                self._state_command(command)
            else:
                task = self.workflow.tasks[command.name]
                self.start_task(task, command.source.outbound(), command.source)

    def _state_command(self, command):
        message = command.parameters.get("msg")
        if command.name == "pause":
            self.pause(message)
        else:
            self.finish("ERROR" if command.name == "fail" else "SUCCESS", message)

    # --- end -------------------------------------------------------------------------------------

    def check_complete(self):
        if self.state != "RUNNING" or any(run.state in INCOMPLETE for run in self.tasks):
            return
        if any(not run.processed and not run.forced for run in self.tasks):
            return  # its transitions come first
        cancelled = sorted(run.task.name for run in self.tasks if run.state == "CANCELLED")
        if cancelled:
            self.finish("CANCELLED", "Cancelled tasks: " + ", ".join(cancelled))
        elif all(run.handled for run in self.tasks if run.state == "ERROR"):
            self.finish("SUCCESS", None)
        else:
            failed = sorted(
                run.task.name
                for run in self.tasks
                if run.state == "ERROR" and not run.task.clauses["on-error"].targets
            )
            self.finish("ERROR", "Failure caused by error in tasks: " + ", ".join(failed) + "\n")

    def final_context(self):
        if self.workflow.is_reverse:
            ends = [run for run in self.tasks if run.task.name == self.params["task_name"]]
        else:
            ends = [run for run in self.tasks if run.is_completed and not run.next]
        return merge_all([run.outbound() for run in ends]).data

    def finish(self, state, info):
        final = self.final_context()
        data = {**self.globals_and_input(), **final}
        if state == "SUCCESS":
            try:
                self.output = self.evaluate(self.workflow.spec.get("output", {}), data) or final
            except Failed as error:
                state, info = "ERROR", f"Failed to check and complete [wf_ex_id=, wf_name=]: {error}"
        if state == "CANCELLED":
            self.output = {"result": info}
        if state == "ERROR":
            info = self._error_output(info, data, final)
        self.state, self.info = state, info
        if self.parent:
            self.world.later(lambda: tasks.child_ended(self))

    def _error_output(self, info, data, final):
        try:
            extra = self.evaluate(self.workflow.spec.get("output-on-error", {}), data) or final
        except Failed as error:
            info = f"Failed to evaluate expression in output-on-error! ({error}, Cause: '{info}')"
            extra = {}
        self.output = merge_dicts({"result": info}, extra)
        return info

    def force_fail(self, run, text):
        """The engine itself cannot go on: no clause, no publish, no retry."""
        run.state, run.info, run.forced, run.processed = "ERROR", text, True, False
        run.attempt += 1
        if self.state not in COMPLETED:
            self.finish("ERROR", text)

    # --- pause, resume, stop -----------------------------------------------------------------------

    def children(self):
        return [a.child for run in self.tasks for a in run.actions if a.child and a.child.state not in COMPLETED]

    def pause(self, info=None):
        if self.state == "PAUSED":
            return
        if self.state != "RUNNING":
            raise Refused(f"Can't change workflow execution state from {self.state} to PAUSED.")
        self.state, self.info = "PAUSED", info
        for child in self.children():
            child.pause(info)
        if self.parent and self.parent.state == "RUNNING":
            self.parent.state = "PAUSED"
            self.parent.execution.pause_from_child()

    def pause_from_child(self):
        if self.state == "RUNNING":
            self.pause()

    def resume(self, env=None):
        if env:
            self.params["env"] = merge_dicts(self.params["env"], env)
        if self.state != "PAUSED":
            return
        self.state, self.info = "RUNNING", None
        for child in self.children():
            child.resume()
        for run in self.tasks:
            if run.state == "PAUSED" and not any(a.state == "PAUSED" for a in run.actions):
                run.state = "RUNNING"
        self._continue_after_pause()
        parent = self.parent
        if parent and parent.state == "PAUSED":
            if all(a.child is None or a.child.state != "PAUSED" for a in parent.actions):
                parent.state = "RUNNING"
                if all(other.state != "PAUSED" for other in parent.execution.tasks):
                    parent.execution.resume()

    def _continue_after_pause(self):
        commands = []
        self.run_held_tasks()
        for run in list(self.tasks):
            if run.is_completed and not run.processed and not run.forced:
                try:
                    commands += self.commands_of(run, with_pause=False)
                except Failed as error:
                    self.force_fail(run, str(error))
                    return
                run.processed = True
        if self.workflow.is_reverse:
            self.start_runnable()
        self.dispatch(commands)
        joins.refresh_all(self)
        self.world.later(self.check_complete)

    def run_held_tasks(self):
        for run in self.tasks:
            if run.state == "IDLE" and run.paused_before:
                run.paused_before = False
                self.world.later(lambda run=run: tasks.execute(run))

    def stop(self, state, info):
        if self.state == "PAUSED" and state == "SUCCESS":
            raise Refused("Can't change workflow execution state from PAUSED to SUCCESS.")
        if self.state in COMPLETED or (self.state == "PAUSED" and state == "ERROR"):
            return
        self.finish(state, info)
        if state == "CANCELLED":
            for child in self.children():
                child.stop(state, info)

    def revive(self):
        """For a rerun inside: this execution and everything above runs again."""
        above = self
        while above:
            if above.state == "SUCCESS":
                raise Refused("Can't change workflow execution state from SUCCESS to RUNNING.")
            if above.parent and not any(a.child is above and a.accepted for a in above.parent.actions):
                raise Refused("It belongs to an earlier attempt of its task.")
            above = above.parent and above.parent.execution
        was_paused = self.state == "PAUSED"
        self.state, self.info = "RUNNING", None
        if was_paused:
            self._continue_after_pause()
        if self.parent:
            for action in self.parent.actions:
                if action.child is self:
                    action.state, action.accepted = "RUNNING", True
            self.parent.state, self.parent.processed, self.parent.info = "RUNNING", False, None
            self.parent.execution.revive()


def _unsupported(_=None):
    raise Unsupported("a function that looks at other executions")


def _up_to_end(commands):
    """Nothing behind `fail` or `succeed` is a next task."""
    for position, command in enumerate(commands):
        if command.name in ("fail", "succeed"):
            return commands[: position + 1]
    return commands
