#include "expr/evaluator/request.hpp"

#include <algorithm>
#include <span>

namespace wf::expr {
namespace {

tl::unexpected<Error> bad_request(std::string_view field, std::string_view expected) {
    std::string message{field};
    message += " must be ";
    message += expected;
    return fail(ErrorCode::invalid_argument, std::move(message), "BadRequest");
}

Result<void> read_operation(const Value& value, Request& request) {
    if (value == Value{"eval"}) {
        request.operation = Operation::eval;
    } else if (value == Value{"validate"}) {
        request.operation = Operation::validate;
    } else {
        return bad_request("op", "eval or validate");
    }
    return {};
}

Result<void> read_language(const Value& value, Request& request) {
    if (value == Value{"yaql"}) {
        request.language = Language::yaql;
    } else if (value == Value{"jinja"}) {
        request.language = Language::jinja;
    } else if (value != Value{"auto"}) {
        return bad_request("language", "yaql, jinja or auto");
    }
    return {};
}

Result<void> read_raw(const Value& value, Request& request) {
    if (!value.is_bool()) return bad_request("raw", "a boolean");
    request.is_raw = value.as_bool();
    return {};
}

Result<void> read_context(const Value& value, Request& request) {
    if (!value.is_dict()) return bad_request("context", "an object");
    request.context = value;
    return {};
}

Result<void> read_db(const Value& value, Request& request) {
    if (!value.is_dict()) return bad_request("db", "an object");
    request.db = value;
    return {};
}

// Options: a row per name; the reader says what is wrong with a value, without the name.

template <bool Options::*flag>
std::string_view read_flag(const Value& value, Request& request) {
    if (!value.is_bool()) return "a boolean";
    request.options.*flag = value.as_bool();
    return {};
}

template <std::int64_t Options::*limit>
std::string_view read_limit(const Value& value, Request& request) {
    if (value.kind() != Kind::integer) return "an integer";
    request.options.*limit = value.as_int();
    return {};
}

std::string_view read_keyword_operator(const Value& value, Request& request) {
    if (value.is_null()) {
        request.grammar.keyword_operator.clear();
        return {};
    }
    if (!value.is_string()) return "a string";
    request.grammar.keyword_operator = value.as_string();
    return {};
}

std::string_view read_allow_delegates(const Value& value, Request& request) {
    if (!value.is_bool()) return "a boolean";
    request.grammar.allow_delegates = value.as_bool();
    return {};
}

std::string_view read_allowed_languages(const Value& value, Request& request) {
    if (!value.is_list()) return "a list of languages";
    const auto names = [&](const char* language) {
        return std::ranges::any_of(value.items(), [&](const Value& item) {
            return item == Value{language};
        });
    };
    // Only texts whose language is detected are held to the list.
    if (request.language) return {};
    request.options.yaql_allowed = request.options.yaql_allowed && names("yaql");
    request.options.jinja_allowed = request.options.jinja_allowed && names("jinja");
    return {};
}

std::string_view refuse_legacy(const Value& value, Request&) {
    if (!value.is_bool()) return "a boolean";
    return value.as_bool() ? "false: the language of yaql 0.2 is not supported"
                           : std::string_view{};
}

struct OptionRow {
    std::string_view name;
    std::string_view (*read)(const Value& value, Request& request);
};

constexpr OptionRow option_rows[] = {
    {"limitIterators", read_limit<&Options::limit_iterators>},
    {"memoryQuota", read_limit<&Options::memory_quota>},
    {"convertInputData", read_flag<&Options::convert_input_data>},
    {"convertOutputData", read_flag<&Options::convert_output_data>},
    {"convertTuplesToLists", read_flag<&Options::convert_tuples_to_lists>},
    {"convertSetsToLists", read_flag<&Options::convert_sets_to_lists>},
    {"iterableDicts", read_flag<&Options::iterable_dicts>},
    {"keywordOperator", read_keyword_operator},
    {"allowDelegates", read_allow_delegates},
    {"allowedLanguages", read_allowed_languages},
    {"legacyGrammar", refuse_legacy},
    {"legacyContext", refuse_legacy},
};

Result<void> read_options(const Value& value, Request& request) {
    if (!value.is_dict()) return bad_request("options", "an object");
    for (const OptionRow& row : option_rows) {
        const Value* given = value.find(row.name);
        if (given == nullptr) continue;
        const std::string_view expected = row.read(*given, request);
        if (!expected.empty()) return bad_request("options." + std::string{row.name}, expected);
    }
    return {};
}

struct FieldRow {
    std::string_view name;
    Result<void> (*read)(const Value& value, Request& request);
};

// `language` before `options`, which depend on it.
constexpr FieldRow field_rows[] = {
    {"op", read_operation},
    {"language", read_language},
    {"raw", read_raw},
    {"context", read_context},
    {"options", read_options},
    {"db", read_db},
};

}  // namespace

Result<Request> read_request(const Value& request, const Options& base) {
    if (!request.is_dict())
        return fail(ErrorCode::invalid_argument, "the request is no JSON object", "BadRequest");
    Request made;
    made.options = base;
    made.expression = request["expression"];
    made.data = request["data"];
    for (const FieldRow& row : field_rows) {
        const Value* given = request.find(row.name);
        // null is as good as left out.
        if (given != nullptr && !given->is_null()) WF_CHECK(row.read(*given, made));
    }
    return made;
}

}  // namespace wf::expr
