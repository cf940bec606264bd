// Execution ids that clients chose, and the ids we know the executions by.
#pragma once
#include "base/error.hpp"
#include "base/id.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wf {
class Storage;
struct WorkflowExecutionRow;
}  // namespace wf

namespace wf::api {

/// One per I/O thread, so nothing is locked. An alias never changes once its execution is there, so
/// what was found stays; the cache is emptied when it has grown large.
class Aliases {
public:
    explicit Aliases(Storage& storage) : storage_(storage) {}

    /// The alias of the root of `id`'s tree, empty if it has none.
    const std::string& of_root(const Id& id);
    /// Remembers what a row that was read anyway says.
    void learn(const WorkflowExecutionRow& row);

private:
    Storage& storage_;
    std::unordered_map<Id, std::string> by_root_;
    std::string none_;
};

/// The execution that a client calls `text`: one of our ids, or an alias.
Result<std::optional<WorkflowExecutionRow>> find_execution(Storage& storage, std::string_view text);
/// The id that `text` stands for in a filter: that of the execution with this alias, else the
/// text's own id; nothing if it is neither.
Result<std::optional<Id>> resolve_execution_id(Storage& storage, std::string_view text);

}  // namespace wf::api
