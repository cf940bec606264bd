// Which transitions of the tested workflows were taken: every edge of an on-clause is a branch, and
// so is each outcome of its condition.
#pragma once
#include "app/cases/case.hpp"
#include "engine/env.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace wf::cases {

/// One edge as written.
struct Branch {
    std::uint32_t line = 0;  ///< of the file; 0: unknown
    std::string from, clause, to;
    std::string condition;  ///< empty: taken whenever the clause applies
    std::uint32_t taken = 0, refused = 0;

    std::size_t outcomes() const { return condition.empty() ? 1 : 2; }

    std::size_t covered() const {
        return (taken > 0 ? 1U : 0U) + (!condition.empty() && refused > 0 ? 1U : 0U);
    }
};

class Coverage final : public engine::TransitionObserver {
public:
    /// The workflows that the next case brings; one that another case has brought is the same.
    void begin(const WorkflowCase& test);
    void judged(
        const Program& program, TaskNo task, Clause clause, std::size_t transition, bool taken
    ) override;

    /// Of all outcomes; 100 if there are none.
    double percent() const;
    /// The total, then every branch with its line.
    std::string report() const;

private:
    struct Workflow {
        std::string path, name;
        std::vector<Branch> branches;
        std::vector<std::array<std::size_t, 4>>
            first;  ///< by task and clause: position in branches
    };

    struct Totals {
        std::size_t covered = 0, outcomes = 0;
    };

    void add(const DefinitionSource& source, const std::string& name, const Program& program);
    static Totals totals_of(const Workflow& workflow);
    Totals totals() const;

    std::map<std::string, Workflow> workflows_;      ///< by path and name
    std::map<std::string, Workflow*> of_this_case_;  ///< by name
};

}  // namespace wf::cases
