// States of executions and which changes between them are allowed; also printed in the manual.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace wf {

/// One enum for workflow, task and action executions; each uses its subset.
enum class State : unsigned char {
    idle,
    waiting,  // tasks: a join that is not triggered yet
    running,
    delayed,  // tasks: wait-before, wait-after, retry
    paused,
    success,
    error,
    cancelled,
    skipped,  // tasks
};

inline constexpr std::array<std::string_view, 9> state_names = {
    "IDLE",
    "WAITING",
    "RUNNING",
    "DELAYED",
    "PAUSED",
    "SUCCESS",
    "ERROR",
    "CANCELLED",
    "SKIPPED",
};

constexpr std::string_view name_of(State state) {
    return state_names[static_cast<std::size_t>(state)];
}

constexpr std::optional<State> parse_state(std::string_view name) {
    for (std::size_t i = 0; i < state_names.size(); ++i) {
        if (state_names[i] == name) return static_cast<State>(i);
    }
    return std::nullopt;
}

constexpr bool is_completed(State s) {
    return s == State::success || s == State::error || s == State::cancelled || s == State::skipped;
}

/// Blocks the completion of its workflow.
constexpr bool is_incomplete(State s) {
    return !is_completed(s);
}

struct StateChange {
    State from, to;
};

/// What a person or an outside system may ask for. The engine's own changes (policies, joins,
/// retries) are not bound by it: SUCCESS to DELAYED by wait-after, SUCCESS to ERROR by fail-on.
inline constexpr StateChange state_changes[] = {
    {State::idle, State::running},
    {State::idle, State::error},
    {State::idle, State::cancelled},
    {State::waiting, State::running},
    {State::running, State::paused},
    {State::running, State::delayed},
    {State::running, State::success},
    {State::running, State::error},
    {State::running, State::cancelled},
    {State::delayed, State::running},
    {State::delayed, State::error},
    {State::delayed, State::cancelled},
    {State::paused, State::running},
    {State::paused, State::error},
    {State::paused, State::cancelled},
    {State::cancelled, State::running},
    {State::error, State::running},
    {State::error, State::skipped},
};

constexpr bool allowed(State from, State to) {
    return from == to || std::ranges::any_of(state_changes, [=](StateChange c) {
               return c.from == from && c.to == to;
           });
}

static_assert(allowed(State::error, State::running), "a rerun restarts a failed task");
static_assert(!allowed(State::success, State::running), "success is final");
static_assert(!allowed(State::paused, State::success), "a paused workflow is resumed first");

}  // namespace wf
