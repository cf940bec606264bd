// JSON and YAML documents, UUIDs.
#include "base/id.hpp"
#include "expr/functions/families.hpp"
#include "expr/functions/fresh_copy.hpp"
#include "expr/functions/json_data.hpp"
#include "expr/functions/yaml/reader.hpp"
#include "expr/functions/yaml/writer.hpp"
#include "expr/runtime/text.hpp"
#include "value/json.hpp"

namespace wf::expr::functions {
namespace {

Value json_parse(Call& call) {
    const Value& data = call[0];
    if (!data.is_string()) {
        raise_type("<class '" + std::string{yaql_type_name(data)} + "'> can't be decoded");
    }
    call.budget().charge(data.as_string().size() * 2);
    call.budget().steps(static_cast<std::int64_t>(data.as_string().size() / 16));
    Result<Value> parsed = parse_json(data.as_string());
    if (parsed) return fresh_copy(call.context(), *parsed);
    raise_value(std::move(parsed.error().message));
}

Value json_dump(Call& call) {
    const Value plain = to_json_data(call.context(), call[0]);
    // Each element has a line of its own, indented by its depth.
    const std::size_t bytes = plain.memory_bytes();
    call.budget().charge(bytes);
    call.budget().charge(bytes / 4 * (plain.depth() + 4));
    return to_json(plain, JsonStyle::indented);
}

Value yaml_parse(Call& call) {
    const Value& data = call[0];
    if (!data.is_string())
        raise(
            "AttributeError",
            "'" + std::string{python_type_name(data)} + "' object has no attribute 'read'"
        );
    call.budget().steps(static_cast<std::int64_t>(data.as_string().size() / 16));
    return fresh_copy(call.context(), yaml::Reader(call.context(), data.as_string()).document());
}

Value yaml_dump(Call& call) {
    return yaml::written(call.context(), call[0]);
}

Value uuid(Call& call) {
    const std::uint64_t high = call.context().random();
    return to_text(make_random_id(high, call.context().random()));
}

constexpr FunctionRow rows[] = {
    {"json_parse",
     Forms::service,
     "data: any",
     "The value of a JSON text.",
     json_parse,
     {{"json_parse('[1, 2.0]')", "[1, 2.0]"}}},
    {"json_dump",
     Forms::service,
     "data: any",
     "JSON text, indented by 4, ASCII only.",
     json_dump,
     {{"json_dump([])", "\"[]\""}}},
    {"yaml_parse",
     Forms::service,
     "data: any",
     "The value of a YAML 1.1 text; anchors and aliases are plain text.",
     yaml_parse,
     {{"yaml_parse('{a: [1, yes]}')", "{\"a\": [1, true]}"}}},
    {"yaml_dump",
     Forms::service,
     "data: any",
     "YAML text in block style, keys sorted.",
     yaml_dump,
     {{"yaml_dump({b => [1], a => x})", "\"a: x\\nb:\\n- 1\\n\""}}},
    {"uuid", Forms::service, "", "A random UUID.", uuid, {{"uuid().len()", "36"}}},
};

}  // namespace

std::span<const FunctionRow> documents() {
    return rows;
}

}  // namespace wf::expr::functions
