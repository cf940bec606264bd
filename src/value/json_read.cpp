// The fast JSON reader: simdjson finds and checks everything, we build the values. Whatever
// simdjson refuses is read again by the careful reader, which takes what Python takes and explains
// the rest.
#include "value/json.hpp"
#include "value/json_strict.hpp"
#include "value/node/containers.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace wf {
namespace {

/// Memory that a thread keeps between documents, for texts up to this size. simdjson needs about
/// ten bytes per byte of text.
constexpr std::size_t kept_text_max = 1U << 20U;
constexpr std::size_t kept_values_max = 1U << 14U;

/// Buffers of one thread.
struct Workspace {
    simdjson::dom::parser parser;
    std::unique_ptr<char[]> padded;
    std::size_t padded_size = 0;
    // Finished parts of the containers that are being read, innermost last.
    std::vector<Value> items;
    std::vector<Member> members;

    /// simdjson reads up to SIMDJSON_PADDING bytes past the end.
    const char* pad(std::string_view text) {
        const std::size_t needed = text.size() + simdjson::SIMDJSON_PADDING;
        if (padded_size < needed) {
            padded_size = std::max<std::size_t>(needed, 4096);
            padded = std::make_unique_for_overwrite<char[]>(padded_size);
        }
        if (!text.empty()) std::memcpy(padded.get(), text.data(), text.size());
        std::memset(padded.get() + text.size(), ' ', simdjson::SIMDJSON_PADDING);
        return padded.get();
    }

    void shrink() {
        if (parser.capacity() > kept_text_max) parser = simdjson::dom::parser{};
        if (padded_size > kept_text_max + simdjson::SIMDJSON_PADDING) {
            padded.reset();
            padded_size = 0;
        }
        if (items.capacity() > kept_values_max) items = {};
        if (members.capacity() > kept_values_max) members = {};
    }
};

/// Turns simdjson's document into values. Nothing can be wrong any more but the depth.
class Builder {
public:
    Builder(Workspace& workspace, std::size_t depth_max)
        : work_(workspace), depth_max_(depth_max) {}

    Value build(simdjson::dom::element element, std::size_t depth) {
        using simdjson::dom::element_type;
        switch (element.type()) {
        case element_type::STRING: return element.get_string().value_unsafe();
        case element_type::OBJECT: return object(element.get_object().value_unsafe(), depth + 1);
        case element_type::ARRAY: return array(element.get_array().value_unsafe(), depth + 1);
        case element_type::INT64: return element.get_int64().value_unsafe();
        case element_type::UINT64: return element.get_uint64().value_unsafe();
        case element_type::DOUBLE: return element.get_double().value_unsafe();
        case element_type::BOOL: return element.get_bool().value_unsafe();
        case element_type::NULL_VALUE: return nullptr;
        }
        return nullptr;
    }

    bool too_deep() const { return too_deep_; }

private:
    Value array(simdjson::dom::array elements, std::size_t depth) {
        if (depth > depth_max_) return give_up();
        const std::size_t mark = work_.items.size();
        for (const simdjson::dom::element element : elements)
            work_.items.push_back(build(element, depth));
        Value made = node::make_list(std::span{work_.items}.subspan(mark), ListFlavor::plain);
        work_.items.resize(mark);
        return made;
    }

    Value object(simdjson::dom::object fields, std::size_t depth) {
        if (depth > depth_max_) return give_up();
        const std::size_t mark = work_.members.size();
        for (const simdjson::dom::key_value_pair field : fields) {
            Value value = build(field.value, depth);
            work_.members.push_back({field.key, std::move(value)});
        }
        Value made = node::make_dict(std::span{work_.members}.subspan(mark));
        work_.members.resize(mark);
        return made;
    }

    Value give_up() {
        too_deep_ = true;
        return nullptr;
    }

    Workspace& work_;
    std::size_t depth_max_;
    bool too_deep_ = false;
};

}  // namespace

Result<Value> parse_json(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes_max) {
        return fail(
            ErrorCode::limit_exceeded,
            fmt::format("JSON text of {} bytes, at most {} are read", text.size(), limits.bytes_max)
        );
    }
    thread_local Workspace workspace;
    const std::size_t depth_max = std::min(limits.depth_max, json_depth_ceiling);
    simdjson::dom::element root;
    const auto error = workspace.parser.parse(workspace.pad(text), text.size(), false).get(root);
    if (error != simdjson::SUCCESS) {
        workspace.shrink();
        return parse_json_strictly(text, depth_max);
    }
    Builder builder{workspace, depth_max};
    Value result = builder.build(root, 0);
    workspace.shrink();
    // Read once more, for the place.
    if (builder.too_deep()) return parse_json_strictly(text, depth_max);
    return result;
}

}  // namespace wf
