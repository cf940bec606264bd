// Stand-ins for actions: `mock:` of a case. What is mocked is never carried out.
#pragma once
#include "app/cases/problem.hpp"
#include "base/time.hpp"
#include "model/action.hpp"

#include <initializer_list>
#include <string>
#include <vector>

namespace wf::cases {

struct MockResult {
    ActionResult result;
    Millis after{0};  ///< virtual time that the action takes
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
