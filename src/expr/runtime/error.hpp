// The exception of a failed evaluation. Private to expr/: template.cpp and raw_expression.cpp turn
// it into an Error; nothing outside of the module ever sees it.
#pragma once
#include "value/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wf::expr {

/// Why an evaluation stopped. `kind` is the outside name of the failure
/// ("NoFunctionRegistered", …).
struct EvalError {
    std::string kind;
    std::string message;
    bool is_limit = false;  ///< one of our own bounds was reached (ErrorCode::limit_exceeded)
    std::string
        expression;  ///< the failed part of a text with several expressions; empty: the whole text
    std::optional<std::uint32_t> place = {};  ///< byte offset in the expression
    Value subject = {};  ///< what was looked into: the dict that lacks a key; for suggestions

    /// Called by every node that an error passes on its way out: the innermost one knows best.
    void mark(std::uint32_t where) {
        if (!place) place = where;
    }
};

[[noreturn]] inline void raise(std::string_view kind, std::string message) {
    throw EvalError{std::string{kind}, std::move(message), false, {}};
}

/// With what was looked into. Never shown by the service: it is data.
[[noreturn]] inline void raise_missing(
    std::string_view kind, std::string message, const Value& subject
) {
    throw EvalError{std::string{kind}, std::move(message), false, {}, {}, subject};
}

/// For bounds that we set (Limits and Options): the failure keeps its kind and is marked as a
/// limit.
[[noreturn]] inline void raise_limit(std::string_view kind, std::string message) {
    throw EvalError{std::string{kind}, std::move(message), true, {}};
}

[[noreturn]] inline void raise_type(std::string message) {
    raise("TypeError", std::move(message));
}

[[noreturn]] inline void raise_value(std::string message) {
    raise("ValueError", std::move(message));
}

}  // namespace wf::expr
