// The evaluator as a question and an answer, both JSON: what `mistral eval --jsonl` says per line
// and POST /v2/expressions/evaluate per request. Fields, encodings and error types are a contract
// with test tools; docs/evaluator.md has it.
#pragma once
#include "expr/expression.hpp"
#include "value/value.hpp"

#include <string>
#include <string_view>

namespace wf::expr {

/// What an answer depends on besides the request.
struct AnswerWorld {
    RandomSource& random;
    Instant now;
    /// Bounds, and the defaults of the request's options. A language that is switched off here
    /// cannot be switched on by a request.
    Options options = {};
};

/// `{"id": ..., "result": ...}` or `{"id": ..., "error": {"type": ..., "message": ...}}`; plain
/// JSON. Whatever is asked, there is an answer: a request that is no object is answered with
/// BadRequest.
Value answer(const Value& request, const AnswerWorld& world);

/// The same for the JSON text of a request; the answer has no line feed.
std::string answer_line(std::string_view line, const AnswerWorld& world);

}  // namespace wf::expr
