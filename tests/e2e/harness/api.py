"""A small client of the REST API v2; keeps one connection per thread open."""

import http.client
import json
import threading


class Unreachable(Exception):
    """No answer: the server is down, or went down while it was asked."""


class Refused(Exception):
    """An answer with a status of 400 or more."""

    def __init__(self, status, body):
        super().__init__(f"HTTP {status}: {body[:500]}")
        self.status = status
        self.body = body

    @property
    def reason(self):
        try:
            return json.loads(self.body).get("faultstring", self.body)
        except ValueError:
            return self.body


class Api:
    def __init__(self, port, host="127.0.0.1"):
        self.host, self.port = host, port
        self._local = threading.local()

    def close(self):
        connection = getattr(self._local, "connection", None)
        if connection:
            connection.close()
            self._local.connection = None

    def _connection(self, timeout):
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
            self._local.connection = connection
        connection.timeout = timeout
        if connection.sock:
            connection.sock.settimeout(timeout)
        return connection

    def request(self, method, path, body=None, content_type=None, timeout=60):
        """(status, text). Never repeats a request: the caller knows whether that is safe."""
        connection = self._connection(timeout)
        headers = {"Content-Type": content_type} if content_type else {}
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8")
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Unreachable(f"{method} {path}: {error!r}") from error

    def _checked(self, method, path, body=None, content_type=None, timeout=60):
        status, text = self.request(method, f"/v2{path}", body, content_type, timeout)
        if status >= 400:
            raise Refused(status, text)
        return json.loads(text) if text else None

    def get(self, path, timeout=60):
        return self._checked("GET", path, timeout=timeout)

    def post(self, path, data):
        return self._checked("POST", path, json.dumps(data), "application/json")

    def put(self, path, data):
        return self._checked("PUT", path, json.dumps(data), "application/json")

    def delete(self, path):
        return self._checked("DELETE", path)

    def post_text(self, path, text):
        return self._checked("POST", path, text.encode("utf-8"), "text/plain")

    def start(self, workflow, input=None, **more):
        return self.post("/executions", {"workflow_name": workflow, "input": input or {}, **more})

    def execution(self, execution_id):
        return self.get(f"/executions/{execution_id}")

    def output(self, execution_id):
        return json.loads(self.execution(execution_id)["output"])

    def list(self, collection, query=""):
        """All rows, page after page."""
        rows, marker = [], None
        while True:
            page = f"/{collection}?limit=1000&{query}" + (f"&marker={marker}" if marker else "")
            answer = self.get(page)
            rows += answer[collection]
            if "next" not in answer or not answer[collection]:
                return rows
            marker = answer[collection][-1]["id"]
