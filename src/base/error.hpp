// Expected failures as values: the error table, `Error`, `Result<T>` and the two try macros.
// Business outcomes (an action failed) are data in the model, never an `Error`.
#pragma once
#include <tl/expected.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

/// What a caller may react to differently. A new code exists only if someone would.
enum class ErrorCode : std::uint8_t {
    invalid_argument,     // a request field is missing, of a wrong type or out of range
    definition_invalid,   // YAML or schema: a definition cannot be used
    grammar_invalid,      // an expression does not parse
    evaluation_failed,    // an expression failed while evaluating
    not_found,            // the named object does not exist
    conflict,             // the name or id is taken
    forbidden,            // the operation is not allowed for this caller or object
    invalid_transition,   // the state machine refuses the change
    limit_exceeded,       // a size, depth, time or count limit that we set was reached
    payload_too_large,    // request body over the limit
    not_supported,        // known but not available in this configuration
    busy,                 // a queue is full; the same request may be repeated
    storage_unavailable,  // the database failed; the same request may be repeated
    storage_conflict,     // another owner wrote (fenced), or the schema is of another version
    external_failed,      // a peer (HTTP, SMTP, SSH, broker) failed
    internal,             // a bug of ours, reported instead of crashing
};

struct ErrorInfo {
    ErrorCode code;
    std::string_view id;  ///< stable name, documented in docs/errors/<id>.md
    int http_status;
    bool retryable;  ///< the same request may be repeated unchanged
};

inline constexpr ErrorInfo error_table[] = {
    {ErrorCode::invalid_argument, "WF0101", 400, false},
    {ErrorCode::definition_invalid, "WF0102", 400, false},
    {ErrorCode::grammar_invalid, "WF0201", 400, false},
    {ErrorCode::evaluation_failed, "WF0202", 400, false},
    {ErrorCode::not_found, "WF0103", 404, false},
    {ErrorCode::conflict, "WF0104", 409, false},
    {ErrorCode::forbidden, "WF0105", 403, false},
    {ErrorCode::invalid_transition, "WF0106", 400, false},
    {ErrorCode::limit_exceeded, "WF0107", 400, false},
    {ErrorCode::payload_too_large, "WF0108", 413, false},
    {ErrorCode::not_supported, "WF0109", 400, false},
    {ErrorCode::busy, "WF0901", 503, true},
    {ErrorCode::storage_unavailable, "WF0902", 503, true},
    {ErrorCode::storage_conflict, "WF0903", 503, true},
    {ErrorCode::external_failed, "WF0904", 502, true},
    {ErrorCode::internal, "WF0999", 500, false},
};
static_assert(std::ranges::is_sorted(error_table, {}, &ErrorInfo::code), "indexed by code");

constexpr const ErrorInfo& info_of(ErrorCode code) {
    return error_table[static_cast<std::size_t>(code)];
}

/// A failure that the caller is expected to handle.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;             ///< what is wrong, where, what to do; shown to users
    std::vector<std::string> notes;  ///< innermost first: "while publishing of task 'notify'"
    std::string
        kind;  ///< outside name of the failure if there is one ("KeyError", "YaqlEvaluation")
};

template <class T>
using Result = tl::expected<T, Error>;

/// Makes the failure branch of a Result.
inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string kind = {}) {
    return tl::unexpected<Error>(Error{code, std::move(message), {}, std::move(kind)});
}

/// Adds where it happened: `while_doing(std::move(e), "while publishing of task 'notify'")`.
inline Error while_doing(Error error, std::string what) {
    error.notes.push_back(std::move(what));
    return error;
}

/// One line for logs: "WF0103 message (note; note)".
std::string to_line(const Error& error);

}  // namespace wf

#define WF_CAT_IMPL(a, b) a##b
#define WF_CAT(a, b) WF_CAT_IMPL(a, b)
#define WF_TRY_IMPL(ret, tmp, decl, expr)                 \
    auto tmp = (expr);                                    \
    if (!tmp) ret tl::unexpected(std::move(tmp).error()); \
    decl = *std::move(tmp)
/// `WF_TRY(auto row, store.load(id));` – returns the error, or declares the value. Inside braces
/// only.
#define WF_TRY(decl, expr) WF_TRY_IMPL(return, WF_CAT(wf_try_, __COUNTER__), decl, expr)
#define WF_CO_TRY(decl, expr) WF_TRY_IMPL(co_return, WF_CAT(wf_try_, __COUNTER__), decl, expr)
/// For Result<void>: `WF_CHECK(store.commit(changes));`
#define WF_CHECK(expr)                                           \
    do {                                                         \
        if (auto wf_check_ = (expr); !wf_check_)                 \
            return tl::unexpected(std::move(wf_check_).error()); \
    } while (false)
