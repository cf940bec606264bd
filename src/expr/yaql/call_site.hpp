// A call as written: the overloads that its arguments may fit, found once, and the arguments'
// nodes.
#pragma once
#include "expr/functions/resolve.hpp"
#include "expr/yaql/node.hpp"

#include <string>

namespace wf::expr::yaql {

class CallSite {
public:
    CallSite(std::string_view name, Arguments arguments, bool is_method, std::uint32_t place);

    /// `receiver`: for methods, else null.
    Value call(Frame& frame, Context& context, const Value* receiver) const;

    const std::string& name() const { return name_; }

    std::uint32_t height() const { return height_; }

private:
    Value call_unmarked(Frame& frame, Context& context, const Value* receiver) const;
    Value argument(std::size_t index, Frame& frame, Context& context) const;
    bool takes_receiver(const Value& receiver, const Options& options) const;
    Value call_in_order(
        const Candidate& candidate, Frame& frame, Context& context, const Value* receiver
    ) const;
    Value call_user_function(const Frame::FoundFunction& found, Frame& frame, Context& context)
        const;

    std::string name_;
    Arguments arguments_;
    Resolution resolution_;
    bool is_method_;
    std::uint32_t place_;
    std::uint32_t height_ = 0;
};

/// The argument unevaluated: a lambda, or a constant that stands for itself.
Value make_lambda(const Node& node, Frame& frame);

}  // namespace wf::expr::yaql
