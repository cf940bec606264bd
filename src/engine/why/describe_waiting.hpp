// Texts and facts of what is waited for, one function per kind (the table is in describe.cpp).
#pragma once
#include "engine/why/describe.hpp"

namespace wf::engine {

void describe_wait_before(const Tree& tree, const Cause& cause, Entry& entry);
void describe_wait_after(const Tree& tree, const Cause& cause, Entry& entry);
void describe_retry(const Tree& tree, const Cause& cause, Entry& entry);
void describe_timeout(const Tree& tree, const Cause& cause, Entry& entry);
void describe_action(const Tree& tree, const Cause& cause, Entry& entry);
void describe_async_action(const Tree& tree, const Cause& cause, Entry& entry);
void describe_paused_action(const Tree& tree, const Cause& cause, Entry& entry);
void describe_sub_workflow(const Tree& tree, const Cause& cause, Entry& entry);
void describe_items(const Tree& tree, const Cause& cause, Entry& entry);
void describe_join(const Tree& tree, const Cause& cause, Entry& entry);
void describe_pause_before(const Tree& tree, const Cause& cause, Entry& entry);
void describe_pause_command(const Tree& tree, const Cause& cause, Entry& entry);
void describe_pause_request(const Tree& tree, const Cause& cause, Entry& entry);
void describe_held(const Tree& tree, const Cause& cause, Entry& entry);
void describe_queued(const Tree& tree, const Cause& cause, Entry& entry);
void describe_stuck(const Tree& tree, const Cause& cause, Entry& entry);

}  // namespace wf::engine
