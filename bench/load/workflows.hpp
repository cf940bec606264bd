// The workflows that are run, and small steps every scenario takes.
#pragma once
#include "load/scenario.hpp"

#include <string>
#include <string_view>

namespace load {

/// `name` becomes the workflow's name; the texts are YAML documents.
std::string chain_workflow(std::string_view name, int tasks);
std::string join_workflow(std::string_view name, int branches);
std::string items_workflow(std::string_view name, int items, int concurrency);
std::string sub_workflows(std::string_view name, int children, int tasks);
std::string context_workflow(std::string_view name, int tasks);
std::string http_workflow(std::string_view name, int calls);

void upload(World& world, std::string_view text);
/// Body of POST /v2/executions.
std::string start_body(std::string_view workflow, std::string_view input = "{}");
/// Starts and polls until SUCCESS, `pause_us` between two looks; milliseconds from the first byte
/// sent to the answer that shows the end. @throws LoadError if it ends otherwise.
double run_to_end(World& world, std::string_view body, int pause_us);

}  // namespace load
