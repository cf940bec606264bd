#!/usr/bin/env bash
# Shows the service at work: a real workflow, a crash in the middle of it, and its end.
# usage: tests/e2e/demo.sh [FOLDER-OF-THE-PROGRAMS]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
bin=${1:-$root/${WF_BUILD:-build}/release/bin}
work=$(mktemp -d)
server_pid=
port=

cleanup() {
    local code=$?
    [[ -z $server_pid ]] || kill "$server_pid" 2>/dev/null || true
    if ((code != 0)) && [[ -f $work/server.log ]]; then
        printf '\nThe demo failed. The end of the server'\''s log:\n' >&2
        tail -n 20 "$work/server.log" >&2
    fi
    rm -rf "$work"
}
trap cleanup EXIT

bold='' green='' plain=''
if [[ -t 1 ]]; then
    bold=$'\e[1m' green=$'\e[32m' plain=$'\e[0m'
fi

chapter() {
    printf '\n%s%s%s\n' "$bold" "$*" "$plain"
}

# Shows a command as a user would type it, and runs it.
show() {
    printf '%s$ mistral' "$green"
    local word
    for word in "${@/#"$root"\//}"; do
        case $word in
            *[\ \"]*) printf " '%s'" "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '%s\n' "$plain"
    mistral "$@"
}

mistral() {
    OS_MISTRAL_URL=http://127.0.0.1:$port/v2 "$bin/mistral" "$@"
}

# Repeats a command until it succeeds.
wait_for() { # seconds what command...
    local deadline=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        if ((SECONDS > deadline)); then
            echo "demo: waited too long for $what" >&2
            return 1
        fi
        sleep 0.05
    done
}

start_server() {
    "$bin/mistral-server" --config-file "$work/mistral.conf" >>"$work/server.log" 2>&1 &
    server_pid=$!
    wait_for 20 "the server" server_answers
}

server_answers() {
    kill -0 "$server_pid" 2>/dev/null || { echo "demo: the server ended" >&2; exit 1; }
    mistral workflow-list -f value >/dev/null 2>&1
}

crash_server() {
    kill -9 "$server_pid"
    wait "$server_pid" 2>/dev/null || true
}

# True once the task is in the state.
task_is() { # execution task state
    mistral task-list "$1" -f value -c Name -c State | grep -qx "$2 $3"
}

ended() { # execution
    [[ $(mistral execution-get "$1" -f value -c State) != RUNNING ]]
}

tasks() { # execution
    show task-list "$1" -c Name -c State -c 'State info' -c Duration
}

choose_port() {
    port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    cat >"$work/mistral.conf" <<CONF
[api]
host = 127.0.0.1
port = $port
[database]
connection = sqlite:///$work/mistral.db
CONF
}

main() {
    choose_port
    chapter "1. A server, on a database file of its own"
    start_server
    echo "mistral-server answers at http://127.0.0.1:$port/v2, process $server_pid"

    chapter "2. A workbook: HTTP calls, with-items, retry, a join, sub-workflows"
    show workbook-create "$here/demo/delivery.yaml"

    chapter "3. An execution of it"
    local id
    id=$(mistral execution-create demo.delivery "{\"api\": \"http://127.0.0.1:$port/v2\"}" -f value -c ID)
    echo "execution $id"
    wait_for 10 "the first retry" task_is "$id" find_driver DELAYED
    tasks "$id"

    chapter "4. The power goes out: kill -9 while it waits, then a new server on the same file"
    crash_server
    start_server
    echo "process $server_pid has taken over; what was done stays done, what was to come goes on"

    chapter "5. The end"
    wait_for 30 "the end of the workflow" ended "$id"
    tasks "$id"
    show execution-get-output "$id"
    local state
    state=$(mistral execution-get "$id" -f value -c State)
    printf '\nThe workflow is in state %s%s%s.\n' "$bold" "$state" "$plain"
    [[ $state == SUCCESS ]] || return 1
    what_next
}

what_next() {
    chapter "What to try next"
    local shown=${bin/#"$root"\//}
    cat <<TEXT
  A workflow without any server:
      $shown/mistral run tests/e2e/demo/hello.yaml name=World
  A server at http://localhost:8989/v2, and the commands for it; python-mistralclient works as well:
      $shown/mistral-server
      $shown/mistral --help
  Your first workflow, step by step:
      docs/getting-started.md
  The tests:
      ./x test
TEXT
}

main
