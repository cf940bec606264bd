// Events -> tree. Depth, size and number of nodes are bounded; without aliases a tree cannot
// outgrow its text.
#include "lang/yaml/flow_colons.hpp"
#include "lang/yaml/mapping.hpp"
#include "lang/yaml/node.hpp"
#include "lang/yaml/parser.hpp"
#include "lang/yaml/scalar.hpp"
#include "value/json.hpp"

#include <algorithm>
#include <array>

namespace wf::lang::yaml {
namespace {

constexpr std::string_view tag_prefix = "tag:yaml.org,2002:";

class Composer {
public:
    Composer(const Disguise& text, Typing typing, const YamlLimits& limits)
        : parser_(text), typing_(typing), limits_(limits) {}

    Document run() {
        Document document;
        expect(YAML_STREAM_START_EVENT);
        parser_.advance();
        if (parser_.type() == YAML_STREAM_END_EVENT) return document;
        parser_.advance();
        document.root = node(0);
        expect(YAML_DOCUMENT_END_EVENT);
        parser_.advance();
        if (parser_.type() != YAML_STREAM_END_EVENT) {
            throw Failure{
                .problem = "expected a single document in the stream, but found another one",
                .mark = parser_.mark(),
            };
        }
        document.duplicates = std::move(duplicates_);
        return document;
    }

private:
    void expect(yaml_event_type_t type) {
        parser_.advance();
        if (parser_.type() != type)
            throw Failure{.problem = "malformed YAML", .mark = parser_.mark()};
    }

    // Reads the node that the current event begins; leaves the parser at its last event.
    Node node(std::size_t depth) {
        if (depth > limits_.depth_max) {
            throw Failure{
                .code = ErrorCode::limit_exceeded,
                .problem = "nested more than " + std::to_string(limits_.depth_max) + " levels deep",
                .mark = parser_.mark(),
            };
        }
        if (++nodes_ > limits_.nodes_max) {
            throw Failure{
                .code = ErrorCode::limit_exceeded,
                .problem = "more than " + std::to_string(limits_.nodes_max) + " values",
                .mark = parser_.mark(),
            };
        }
        switch (parser_.type()) {
        case YAML_SCALAR_EVENT: return scalar();
        case YAML_SEQUENCE_START_EVENT: return sequence(depth);
        case YAML_MAPPING_START_EVENT: return mapping(depth);
        default: throw Failure{.problem = "malformed YAML", .mark = parser_.mark()};
        }
    }

    Node begin(Kind kind) const {
        Node made;
        made.kind = kind;
        made.mark = parser_.mark();
        made.end = to_mark(parser_.event().end_mark);
        return made;
    }

    Node scalar() {
        Node made = begin(Kind::string);
        auto value = scalar_value();
        if (!value) throw Failure{.problem = std::move(value).error(), .mark = made.mark};
        made.value = *std::move(value);
        made.kind = made.value.kind();
        if (typing_ == Typing::json && made.kind == Kind::datetime) {
            made.value = *to_plain_json(made.value);
        }
        return made;
    }

    Scalar scalar_value() {
        const auto& event = parser_.event().data.scalar;
        const std::string text = parser_.scalar();
        if (event.plain_implicit != 0) return resolve_plain(text);
        if (event.quoted_implicit != 0) return Value{text};
        const std::string_view tag = parser_.tag();
        return tag == "!" ? resolve_plain(text) : tagged(tag, text);
    }

    static Scalar tagged(std::string_view tag, const std::string& text) {
        if (tag.starts_with(tag_prefix)) {
            const std::string_view name = tag.substr(tag_prefix.size());
            if (name == "str") return Value{text};
            if (name == "null") return Value{};
            std::optional<Scalar> value;
            if (name == "bool") value = read_bool(text);
            if (name == "int") value = read_integer(text);
            if (name == "float") value = read_float_or_integer(text);
            if (name == "timestamp") value = read_timestamp(text);
            if (value) return *std::move(value);
            constexpr std::array<std::string_view, 4> known = {"bool", "int", "float", "timestamp"};
            if (std::ranges::find(known, name) != known.end()) {
                return tl::unexpected("'" + text + "' is no " + std::string{name});
            }
        }
        return tl::unexpected(
            "could not determine a constructor for the tag '" + std::string{tag} + "'"
        );
    }

    static std::optional<Scalar> read_float_or_integer(const std::string& text) {
        if (auto number = read_float(text)) return number;
        auto number = read_integer(text);
        if (number && *number && (*number)->kind() == Kind::integer) {
            return Scalar{Value{static_cast<double>((*number)->as_int())}};
        }
        return std::nullopt;
    }

    void check_collection_tag(std::string_view expected) const {
        const std::string_view tag = parser_.tag();
        if (tag.empty() || tag == "!") return;
        if (tag.starts_with(tag_prefix) && tag.substr(tag_prefix.size()) == expected) return;
        throw Failure{
            .problem = "could not determine a constructor for the tag '" + std::string{tag} + "'",
            .mark = parser_.mark(),
        };
    }

    Node sequence(std::size_t depth) {
        check_collection_tag("seq");
        Node made = begin(Kind::list);
        const bool is_block =
            parser_.event().data.sequence_start.style == YAML_BLOCK_SEQUENCE_STYLE;
        for (parser_.advance(); parser_.type() != YAML_SEQUENCE_END_EVENT; parser_.advance()) {
            made.children.push_back(node(depth + 1));
        }
        made.end = end_of(is_block, made.children.empty() ? made.mark : made.children.back().end);
        ListBuilder items{made.children.size()};
        for (const Node& child : made.children) items.push(child.value);
        made.value = std::move(items).freeze();
        return made;
    }

    Node mapping(std::size_t depth) {
        check_collection_tag("map");
        MappingBuilder builder{begin(Kind::dict), typing_, duplicates_};
        const bool is_block = parser_.event().data.mapping_start.style == YAML_BLOCK_MAPPING_STYLE;
        Mark last = parser_.mark();
        for (parser_.advance(); parser_.type() != YAML_MAPPING_END_EVENT; parser_.advance()) {
            const bool is_merge = parser_.type() == YAML_SCALAR_EVENT &&
                                  parser_.event().data.scalar.plain_implicit != 0 &&
                                  parser_.scalar() == "<<";
            Node key = node(depth + 1);
            parser_.advance();
            Node value = node(depth + 1);
            last = value.end;
            if (is_merge) {
                builder.merge(std::move(value));
            } else {
                builder.add(std::move(key), std::move(value));
            }
        }
        return std::move(builder).finish(end_of(is_block, last));
    }

    // libyaml takes the start of the next token for the end of a block, comments in between
    // included.
    Mark end_of(bool is_block, Mark last) const {
        return is_block ? last : to_mark(parser_.event().end_mark);
    }

    Parser parser_;
    Typing typing_;
    const YamlLimits& limits_;
    std::size_t nodes_ = 0;
    std::vector<DuplicateKey> duplicates_;
};

tl::expected<Document, Failure> compose_once(
    std::string_view text, Typing typing, const YamlLimits& limits
) {
    const auto disguise = Disguise::of(text);
    if (!disguise) {
        return tl::unexpected(Failure{
            ErrorCode::limit_exceeded, "the text uses too many private-use characters", {}});
    }
    try {
        return Composer{*disguise, typing, limits}.run();
    } catch (Failure& failure) {
        return tl::unexpected(std::move(failure));
    }
}

}  // namespace

tl::expected<Document, Failure> compose(
    std::string_view text, Typing typing, const YamlLimits& limits
) {
    if (text.size() > limits.bytes_max) {
        return tl::unexpected(Failure{
            ErrorCode::limit_exceeded,
            "the text is longer than " + std::to_string(limits.bytes_max) + " bytes",
            {}});
    }
    // A byte order mark, as some editors write it, is no part of the text.
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    auto made = compose_once(text, typing, limits);
    if (made) return made;
    FlowColons colons;
    for (std::string mended{text}; !made && colons.mend(mended, made.error());)
        made = compose_once(mended, typing, limits);
    if (made)
        colons.restore_places(*made);
    else
        colons.restore_places(made.error());
    return made;
}

}  // namespace wf::lang::yaml
