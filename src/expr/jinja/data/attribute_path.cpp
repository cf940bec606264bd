#include "expr/jinja/data/attribute_path.hpp"

#include "expr/jinja/data/keys.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;) {
        const std::size_t end = text.find(separator, begin);
        parts.push_back(text.substr(begin, end - begin));
        if (end == std::string_view::npos) return parts;
        begin = end + 1;
    }
}

}  // namespace

AttributePath::AttributePath(const Value& attribute) {
    if (attribute.is_null()) return;
    const auto text = text_if(attribute);
    if (!text) {
        parts_.push_back({attribute, nullptr});
        return;
    }
    for (const std::string_view part : parts_of(*text, '.')) add_part(part);
}

void AttributePath::add_part(std::string_view text) {
    const bool is_index =
        !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (is_index)
        parts_.push_back({Value::integer_from_text(text), nullptr});
    else
        parts_.push_back({Value{text}, std::make_unique<AttributeName>(text)});
}

std::vector<AttributePath> AttributePath::list(const Value& attribute) {
    std::vector<AttributePath> paths;
    const auto text = text_if(attribute);
    if (!text) {
        paths.emplace_back(attribute);
        return paths;
    }
    for (const std::string_view part : parts_of(*text, ',')) paths.emplace_back(Value{part});
    return paths;
}

Value AttributePath::read(Evaluation& run, const Value& item, const Value& fallback) const {
    // Plain dicts all the way, which is the usual case, are walked without copies.
    const Value* at = &item;
    for (const Part& part : parts_) {
        at = at->is_dict() && part.name != nullptr ? at->find(part.name->view()) : nullptr;
        if (at == nullptr) return read_slowly(run, item, fallback);
    }
    return *at;
}

Value AttributePath::read_slowly(Evaluation& run, const Value& item, const Value& fallback) const {
    Value value = item;
    for (const Part& part : parts_) {
        auto found = item_if(run, value, part.key);
        if (found)
            value = *std::move(found);
        else if (part.name != nullptr)
            value = strict_attribute_of(run, value, *part.name);
        else
            value = undefined_item(value, part.key);
        if (!fallback.is_null() && is_undefined(value)) value = fallback;
    }
    return value;
}

}  // namespace wf::expr::jinja
