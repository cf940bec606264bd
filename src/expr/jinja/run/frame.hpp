// Variables of one call: the template itself, a macro, a caller body, a block or one recursion of a
// loop. The binder numbers them; scopes inside of one function share its frame.
#pragma once
#include "value/value.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace wf::expr::jinja {

class Evaluation;

struct Frame {
    Evaluation* run = nullptr;
    Frame* parent = nullptr;  ///< frame of the function around this one
    std::vector<Value> slots;
};

/// Keeps frames for reuse. A frame that a macro captured is never closed and lives until the end of
/// the evaluation: closures are cheap, and nothing has to count who still needs them.
class FramePool {
public:
    Frame& open(Evaluation& run, std::size_t slots, Frame* parent);
    void close(Frame& frame);
    void clear();

private:
    std::vector<std::unique_ptr<Frame>> all_;
    std::vector<Frame*> free_;
};

}  // namespace wf::expr::jinja
