"""An HTTP server that counts who called it: what std.http actions of the tests talk to."""

import collections
import http.server
import json
import threading
import urllib.parse


class Target:
    """Paths: /ok answers 200; /slow waits for `delay_s`; /flaky?key=K&fail=N fails N times per key.

    Every call is counted under its `key` parameter.
    """

    def __init__(self, delay_s=0.2):
        self.calls = collections.Counter()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._delay_s = delay_s
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def count(self, key):
        with self._lock:
            return self.calls[key]

    def _answer(self, path, query):
        key = query.get("key", [""])[0]
        with self._lock:
            self.calls[key] += 1
            calls = self.calls[key]
        if path == "/slow":
            self._closing.wait(self._delay_s)
        if path == "/flaky" and calls <= int(query.get("fail", ["1"])[0]):
            return 503, {"calls": calls}
        return 200, {"key": key, "calls": calls}

    def _handler(self):
        target = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                parts = urllib.parse.urlsplit(self.path)
                status, body = target._answer(parts.path, urllib.parse.parse_qs(parts.query))
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.do_GET()

            def handle(self):
                try:
                    super().handle()
                except (ConnectionError, TimeoutError):
                    pass  # the caller was killed

            def log_message(self, *_):
                pass

        return Handler

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
