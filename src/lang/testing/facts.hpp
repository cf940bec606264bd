// What definitions and programs are, as a plain value that tests can ask for facts:
// tests/lang/README.md.
#pragma once
#include "lang/definitions.hpp"
#include "value/value.hpp"

#include <string_view>

namespace wf::lang::testing {

Value facts_of(const Program& program);
Value facts_of(const WorkflowDefinition& definition);
Value facts_of(const ActionDefinition& definition);
Value facts_of(const WorkbookDefinition& book);

/// The part of `facts` at "tasks.a.join.count"; a step is a key or an index. Null if there is none.
Value fact_at(const Value& facts, std::string_view path);

}  // namespace wf::lang::testing
