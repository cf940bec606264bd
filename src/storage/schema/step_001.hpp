// Step 001: the first layout; why it is so is told in docs/adr/0005-row-layout.md.
// Ids are 16 bytes, times milliseconds since 1970, states the numbers of model/state.hpp, JSON
// compact text, "none" is NULL. Rows lie in id order (WITHOUT ROWID), that is tree by tree.
#pragma once
#include <string_view>

namespace wf {

inline constexpr std::string_view step_001_sqlite = R"sql(
CREATE TABLE workflow_executions (
    id BLOB NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    state INTEGER NOT NULL,
    active INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    item_index INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    task_execution_id BLOB,
    workflow_id BLOB,
    alias TEXT NOT NULL,
    workflow_name TEXT NOT NULL,
    workflow_namespace TEXT NOT NULL,
    workbook_name TEXT NOT NULL,
    project_id TEXT NOT NULL,
    definition_checksum TEXT NOT NULL,
    task_name TEXT NOT NULL,
    description TEXT NOT NULL,
    state_info TEXT,
    tags TEXT,
    params TEXT,
    input TEXT,
    output TEXT,
    backlog TEXT,
    context TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX workflow_executions_created_at ON workflow_executions (created_at);
CREATE UNIQUE INDEX workflow_executions_alias ON workflow_executions (alias) WHERE alias <> '';
-- Most rows of a long history are in SUCCESS (5); lists of the others must not scan them.
CREATE INDEX workflow_executions_state ON workflow_executions (state, created_at) WHERE state <> 5;
-- Ended roots by their age, for the expiration policy. The last column is always NULL: it is there
-- so that a search need not look at the rows.
CREATE INDEX workflow_executions_ended
    ON workflow_executions (state, updated_at, id, task_execution_id)
    WHERE task_execution_id IS NULL AND state >= 5;
CREATE INDEX workflow_executions_active ON workflow_executions (id) WHERE active = 1;

CREATE TABLE task_executions (
    id BLOB NOT NULL PRIMARY KEY,
    workflow_execution_id BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    started_at INTEGER,
    finished_at INTEGER,
    state INTEGER NOT NULL,
    type INTEGER NOT NULL,
    processed INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    error_handled INTEGER NOT NULL,
    force_failed INTEGER NOT NULL,
    waited_before INTEGER NOT NULL,
    waited_after INTEGER NOT NULL,
    paused_before INTEGER NOT NULL,
    rerun_failed_only INTEGER NOT NULL,
    wake_reason INTEGER NOT NULL,
    state_after_wait INTEGER NOT NULL,
    retry_no INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    context_count INTEGER NOT NULL,
    items_count INTEGER NOT NULL,
    concurrency INTEGER NOT NULL,
    wake_at INTEGER,
    timeout_at INTEGER,
    timeout_s INTEGER NOT NULL,
    name TEXT NOT NULL,
    state_info TEXT,
    info_after_wait TEXT,
    tags TEXT,
    triggered_by BLOB,
    trigger_events TEXT,
    next_tasks TEXT,
    published_global TEXT,
    published TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX task_executions_created_at ON task_executions (created_at);

CREATE TABLE action_executions (
    id BLOB NOT NULL PRIMARY KEY,
    task_execution_id BLOB,
    workflow_execution_id BLOB,
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    last_heartbeat INTEGER,
    state INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    is_sync INTEGER NOT NULL,
    safe_rerun INTEGER NOT NULL,
    started INTEGER NOT NULL,
    has_result INTEGER NOT NULL,
    item_index INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    timeout_s INTEGER NOT NULL,
    name TEXT NOT NULL,
    target TEXT NOT NULL,
    project_id TEXT NOT NULL,
    workflow_namespace TEXT NOT NULL,
    description TEXT NOT NULL,
    state_info TEXT,
    tags TEXT,
    input TEXT,
    result TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX action_executions_created_at ON action_executions (created_at);
-- States up to 4 are those that are not final.
CREATE INDEX action_executions_standalone ON action_executions (id)
    WHERE task_execution_id IS NULL AND state <= 4;

CREATE TABLE definition_texts (
    checksum TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE workflow_definitions (
    id BLOB NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    is_system INTEGER NOT NULL,
    name TEXT NOT NULL,
    namespace TEXT NOT NULL,
    project_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    workbook_name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    input TEXT NOT NULL,
    tags TEXT,
    interface TEXT,
    definition TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX workflow_definitions_name
    ON workflow_definitions (name, namespace, project_id);

CREATE TABLE action_definitions (
    id BLOB NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    is_system INTEGER NOT NULL,
    name TEXT NOT NULL,
    namespace TEXT NOT NULL,
    project_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    workbook_name TEXT NOT NULL,
    input TEXT NOT NULL,
    description TEXT NOT NULL,
    tags TEXT,
    spec TEXT,
    definition TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX action_definitions_name ON action_definitions (name, namespace, project_id);

CREATE TABLE workbooks (
    id BLOB NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    name TEXT NOT NULL,
    namespace TEXT NOT NULL,
    project_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    tags TEXT,
    definition TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX workbooks_name ON workbooks (name, namespace, project_id);

CREATE TABLE environments (
    id BLOB NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    name TEXT NOT NULL,
    project_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    description TEXT NOT NULL,
    variables TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX environments_name ON environments (name, project_id);

CREATE TABLE cron_triggers (
    id BLOB NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    next_execution_time INTEGER,
    first_execution_time INTEGER,
    remaining_executions INTEGER,
    workflow_id BLOB,
    name TEXT NOT NULL,
    project_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    pattern TEXT NOT NULL,
    workflow_name TEXT NOT NULL,
    workflow_params TEXT,
    workflow_input TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX cron_triggers_name ON cron_triggers (name, project_id);
CREATE INDEX cron_triggers_next ON cron_triggers (next_execution_time);

CREATE TABLE event_triggers (
    id BLOB NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    workflow_id BLOB,
    name TEXT NOT NULL,
    project_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    exchange TEXT NOT NULL,
    topic TEXT NOT NULL,
    event TEXT NOT NULL,
    workflow_params TEXT,
    workflow_input TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX event_triggers_key
    ON event_triggers (exchange, topic, event, workflow_id, project_id);

-- Messages that are still to be delivered. Numbers are never used again, so that a reader can go on
-- after the last one it has seen.
CREATE TABLE notifications (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    publisher TEXT NOT NULL,
    payload TEXT NOT NULL
) STRICT;

-- One row per shard; how many there are is decided when the database is created.
CREATE TABLE shards (
    id INTEGER NOT NULL PRIMARY KEY,
    epoch INTEGER NOT NULL,
    owner TEXT NOT NULL
) STRICT;

-- Numbers that belong to the database as a whole, such as definitions_version.
CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counters (name, value) VALUES ('definitions_version', 1);
)sql";

}  // namespace wf
