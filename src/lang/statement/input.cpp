#include "lang/statement/input.hpp"

#include "lang/check/shapes.hpp"
#include "value/json.hpp"
#include "value/python_text.hpp"

#include <unordered_map>

namespace wf::lang {
namespace {

void check_item(const Place& item, Checker& out) {
    const yaml::Node& node = item.node();
    if (node.is_text()) {
        text(item, out);
    } else if (!node.is_mapping()) {
        report_invalid(item, "a name or a one-key mapping 'name: default'", out);
    } else if (node.children.size() > 1) {
        out.schema(item, shown(node.value) + " has too many properties");
    } else if (filled_mapping(item, out)) {
        text_keys(item, out);
        values_of_words(item, out);
    }
}

// Calls `visit(name, default)` with a null pointer for a required parameter.
template <class Visit>
void for_each_parameter(const yaml::Node* input, Visit visit) {
    if (input == nullptr || !input->is_list()) return;
    for (const yaml::Node& item : input->children) {
        if (item.is_text()) {
            visit(item.text(), nullptr);
        } else if (item.is_mapping() && item.children.size() == 1 && item.children[0].key.is_string()) {
            visit(item.children[0].key.as_string(), &item.children[0].value);
        }
    }
}

template <class Print>
std::string input_text(const yaml::Node* input, Print print) {
    std::string out;
    for_each_parameter(input, [&](std::string_view name, const Value* default_value) {
        if (!out.empty()) out += ", ";
        out += name;
        if (default_value != nullptr) out += print(*default_value);
    });
    return out;
}

}  // namespace

void check_input_list(const Place& at, Checker& out) {
    if (!at.node().is_list()) {
        out.schema(at, not_of_type(at.value(), "array"));
        return;
    }
    if (at.node().children.empty()) out.schema(at, "[] is too short");
    for_each_item(at, [&out](const Place& item) { check_item(item, out); });
    unique_items(at, out);
}

std::vector<InputParameter> read_input_list(const yaml::Node* input) {
    std::vector<InputParameter> parameters;
    std::unordered_map<std::string, std::size_t> places;
    for_each_parameter(input, [&](std::string_view name, const Value* default_value) {
        const auto [it, is_new] = places.emplace(name, parameters.size());
        if (is_new) parameters.emplace_back();
        InputParameter& parameter = parameters[it->second];
        parameter.name = name;
        parameter.required = default_value == nullptr;
        parameter.default_value = default_value == nullptr ? Value{} : *default_value;
    });
    return parameters;
}

std::string workflow_input_text(const yaml::Node* input) {
    return input_text(input, [](const Value& value) { return "=\"" + python_str(value) + "\""; });
}

std::string action_input_text(const yaml::Node* input) {
    return input_text(input, [](const Value& value) {
        return "=" + to_json(value, JsonStyle::python);
    });
}

}  // namespace wf::lang
