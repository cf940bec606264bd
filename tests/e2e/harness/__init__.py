"""What the end-to-end tests share: the real server as a process, a small API client, an HTTP target."""
