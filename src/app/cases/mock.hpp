// Stand-ins for actions: `mock:` of a case. What is mocked is never carried out.
#pragma once
#include "app/cases/problem.hpp"
#include "base/time.hpp"
#include "expr/expression.hpp"
#include "model/action.hpp"

#include <initializer_list>
#include <string>
#include <vector>

namespace wf::cases {

struct MockResult {
    ActionResult::Outcome outcome = ActionResult::Outcome::cancelled;
    expr::Template value;  ///< data or error; expressions see the input of the action as `$`
    Millis after{0};       ///< virtual time that the action takes

    /// An expression that fails makes the action fail, with its message.
    ActionResult answer_to(const expr::Scope& scope) const;
};

/// The results of the calls of one task or action, in order; the last one repeats.
struct Mock {
    std::string name;  ///< of a task, an action or an ad-hoc action
    YamlMark at;
    std::vector<MockResult> results;
};

/// Reads the mapping below `mock:`; mistakes go to `problems`.
std::vector<Mock> read_mocks(const MarkedYaml& node, Problems& problems);

/// The mocks of one play, with the number of calls of each.
class MockPlayer {
public:
    explicit MockPlayer(const std::vector<Mock>& mocks) : mocks_(mocks), calls_(mocks.size(), 0) {}

    bool empty() const { return mocks_.empty(); }

    /// The next result for a call of the first of `names` that is mocked; nullptr: none is.
    const MockResult* next(std::initializer_list<std::string_view> names);
    /// Mocks that nothing has called: probably a mistyped name.
    std::vector<const Mock*> unused() const;

private:
    const std::vector<Mock>& mocks_;
    std::vector<std::size_t> calls_;
};

}  // namespace wf::cases
