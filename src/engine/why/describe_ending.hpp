// Texts and facts of what ended an execution, one function per kind (the table is in describe.cpp).
#pragma once
#include "engine/why/describe.hpp"

namespace wf::engine {

void describe_task_ending(const Tree& tree, const Cause& cause, Entry& entry);
void describe_action_failed(const Tree& tree, const Cause& cause, Entry& entry);
void describe_action_cancelled(const Tree& tree, const Cause& cause, Entry& entry);
void describe_workflow_ending(const Tree& tree, const Cause& cause, Entry& entry);
void describe_command(const Tree& tree, const Cause& cause, Entry& entry);
void describe_output(const Tree& tree, const Cause& cause, Entry& entry);
void describe_request(const Tree& tree, const Cause& cause, Entry& entry);

}  // namespace wf::engine
