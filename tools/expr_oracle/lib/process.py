"""Programs that speak the line protocol: requests in, answers out, in order."""

import json
import subprocess
import threading


class Died(Exception):
    """The program ended before it had answered everything."""

    def __init__(self, command, request, status):
        super().__init__(f"{command[0]} ended with {status} at {json.dumps(request)}")
        self.request = request


def feed(stream, requests):
    try:
        for request in requests:
            stream.write(json.dumps(request) + "\n")
        stream.close()
    except BrokenPipeError:
        pass  # the reader of the answers reports it


def answers(command, requests):
    """Yields the answer to each request. @raises Died"""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    feeder = threading.Thread(target=feed, args=(process.stdin, requests), daemon=True)
    feeder.start()
    try:
        for request in requests:
            line = process.stdout.readline()
            if not line:
                raise Died(command, request, process.wait())
            yield json.loads(line)
    finally:
        process.stdout.close()
        feeder.join()
        process.wait()
