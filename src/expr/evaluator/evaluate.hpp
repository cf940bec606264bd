// What a request asks for, done: the modes of the contract.
#pragma once
#include "expr/evaluator/answer.hpp"
#include "expr/evaluator/request.hpp"

namespace wf::expr {

/// The result, encoded. @errors kind is the type of the answer's error; a wrapped error's first
/// note is "Kind: message" of its cause.
Result<Value> evaluate_request(const Request& request, const AnswerWorld& world);

/// Checks the grammar only. @errors as evaluate_request().
Result<void> validate_request(const Request& request);

}  // namespace wf::expr
