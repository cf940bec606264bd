// Where a name leads to, decided when the template is compiled.
#pragma once
#include "expr/functions/registry.hpp"
#include "expr/jinja/builtin/builtin.hpp"

namespace wf::expr::jinja {

struct Variable {
    enum class Source : std::uint8_t {
        slot,     // of this function's frame
        outer,    // of an enclosing function's frame
        context,  // from the data: _, __env ...
        global,   // function of Jinja2
        service,  // workflow function
        self,     // the template's blocks
        undefined,
    };

    Source source = Source::undefined;
    ContextName context_name = ContextName::data;
    std::uint16_t levels = 0;  ///< outer: how many functions out
    std::uint32_t slot = 0;
    const Builtin* global = nullptr;
    const Function* service = nullptr;
    Value missing;  ///< undefined value to give when there is nothing
};

/// The place behind a variable; nullptr for functions and for names that lead nowhere.
/// Lists and dicts there are thawed in boxed evaluations.
Value* place_of(Frame& frame, const Variable& variable);
Value load(Frame& frame, const Variable& variable);

}  // namespace wf::expr::jinja
