"""The real mistral-server as a child process, on a temporary database."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time

from .api import Api, Unreachable

START_S = 30
STOP_S = 30


class ServerDied(Exception):
    """The server ended although nobody asked it to."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(what, condition, seconds, pause=0.02):
    """Polls until `condition()` is true and returns its value."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(pause)


class Server:
    """Start, stop, kill and start again; the database and the port stay the same."""

    def __init__(self, binary, folder=None, options=None):
        self.binary = binary
        self._temporary = None if folder else tempfile.TemporaryDirectory(prefix="mistral-e2e-")
        self.folder = folder or self._temporary.name
        self.port = free_port()
        self.log_path = os.path.join(self.folder, "server.log")
        self.config_path = os.path.join(self.folder, "mistral.conf")
        self.database = os.path.join(self.folder, "mistral.db")
        self.process = None
        self.api = Api(self.port)
        self._write_config(options or {})

    def _write_config(self, options):
        sections = {
            "api": {"host": "127.0.0.1", "port": self.port},
            "database": {"connection": f"sqlite:///{self.database}"},
        }
        for section, values in options.items():
            sections.setdefault(section, {}).update(values)
        with open(self.config_path, "w", encoding="utf-8") as file:
            for section, values in sections.items():
                file.write(f"[{section}]\n")
                file.writelines(f"{name} = {value}\n" for name, value in values.items())

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/v2"

    def command(self):
        return [self.binary, "--config-file", self.config_path]

    def spawn(self):
        """Starts the process without waiting for it to answer."""
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder
            )

    def start(self):
        self.spawn()
        wait_until("the server answers", self.answers, START_S, pause=0.005)
        return self

    def answers(self):
        if self.process.poll() is not None:
            raise ServerDied(f"exit code {self.process.returncode}\n{self.log_tail()}")
        try:
            return self.api.get("/", timeout=2) is not None
        except Unreachable:
            return False

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.api.close()

    def stop(self):
        """SIGTERM; returns the exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"no end within {STOP_S} s of SIGTERM\n{self.log_tail()}") from None
        self.api.close()
        return code

    def log_tail(self, lines=30):
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return "".join(file.readlines()[-lines:])

    def rss_kb(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmRSS:"))

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, error, trace):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.api.close()
        if error is not None:
            print(f"--- end of the server's log\n{self.log_tail()}---", file=sys.stderr)
        if self._temporary:
            self._temporary.cleanup()


def server_binary(argument=None):
    """The binary named on the command line, by WF_SERVER, or of the newest build."""
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    build = os.path.join(root, os.environ.get("WF_BUILD", "build"))
    candidates = [argument, os.environ.get("WF_SERVER")]
    candidates += [os.path.join(build, preset, "bin", "mistral-server") for preset in ("dev", "release")]
    for candidate in candidates:
        if candidate and os.access(candidate, os.X_OK):
            return os.path.abspath(candidate)
    raise SystemExit("no mistral-server found: build it with ./x build, or give --server FILE")
