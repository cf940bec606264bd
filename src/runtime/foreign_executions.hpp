// executions() and tasks(id) about other trees: reads of committed rows.
#pragma once
#include "engine/env.hpp"
#include "ports/storage.hpp"

namespace wf {

class ForeignExecutions final : public engine::ExecutionReader {
public:
    explicit ForeignExecutions(Storage& storage) : storage_(storage) {}

    Result<Value> executions(const expr::Executions::ExecutionFilter& filter) override;
    Result<Value> tasks(const expr::Executions::TaskFilter& filter) override;

private:
    Storage& storage_;
};

}  // namespace wf
