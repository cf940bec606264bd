// A request of the contract with its types checked; no evaluation here.
#pragma once
#include "expr/expression.hpp"
#include "expr/yaql/grammar.hpp"

#include <optional>

namespace wf::expr {

enum class Operation : std::uint8_t { eval, validate };

struct Request {
    Operation operation = Operation::eval;
    std::optional<Language> language;  ///< nullopt: each text tells
    bool is_raw = false;
    Value expression;
    Value data;     ///< encoded
    Value context;  ///< object of encoded values
    Value db;
    Options options;
    yaql::Grammar grammar;
};

/// `base`: bounds and defaults. @errors invalid_argument, kind BadRequest.
Result<Request> read_request(const Value& request, const Options& base);

}  // namespace wf::expr
