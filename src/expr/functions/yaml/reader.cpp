// Documents and block collections, by column.
#include "expr/functions/yaml/reader.hpp"

#include "expr/functions/set_like.hpp"
#include "expr/functions/yaml/plain.hpp"
#include "expr/runtime/arithmetic.hpp"

#include <algorithm>

namespace wf::expr::yaml {

void Reader::fail(std::string_view what) const {
    const std::string_view before = text_.substr(0, std::min(at_, text_.size()));
    const auto line = std::ranges::count(before, '\n') + 1;
    std::string message{what};
    message += ", line " + std::to_string(line) + ", column " + std::to_string(column() + 1);
    raise("YAMLError", std::move(message));
}

bool Reader::is_blank(std::size_t ahead) const {
    const char c = peek(ahead);
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || at_ + ahead >= text_.size();
}

int Reader::column() const {
    // Texts of one long line must not cost a search each time: only what is new is looked at.
    if (at_ > column_known_at_ || at_ < line_start_) {
        const std::size_t from = at_ < line_start_ ? 0 : column_known_at_;
        const std::size_t feed = text_.substr(from, at_ - from).rfind('\n');
        if (feed != std::string_view::npos)
            line_start_ = from + feed + 1;
        else if (from == 0)
            line_start_ = 0;
        column_known_at_ = at_;
    }
    return static_cast<int>(at_ - line_start_);
}

bool Reader::at_marker() const {
    const std::string_view rest = text_.substr(std::min(at_, text_.size()));
    return (rest.starts_with("---") || rest.starts_with("...")) && is_blank(3) && column() == 0;
}

// Blanks only: outside of quotes, comments and block scalars a tab starts no token, so that whoever
// reads on fails at it.
void Reader::skip_blanks() {
    while (peek() == ' ') ++at_;
}

bool Reader::skip_to_content() {
    bool line_feed = false;
    for (;;) {
        context_.budget().step();
        const std::size_t start = at_;
        skip_blanks();
        const bool separated = at_ != start || column() == 0 || line_feed;
        if (peek() == '#' && separated)
            while (!at_end() && peek() != '\n') ++at_;
        if (peek() == '\r' && peek(1) == '\n') ++at_;
        if (peek() != '\n') break;
        ++at_;
        line_feed = true;
    }
    if (peek() == '\t') fail("found character '\\t' that cannot start any token");
    return line_feed;
}

Value Reader::document() {
    skip_to_content();
    const bool has_directives = peek() == '%' && column() == 0;
    while (peek() == '%' && column() == 0) {
        while (!at_end() && peek() != '\n') ++at_;
        skip_to_content();
    }
    if (has_directives && !(at_marker() && peek() == '-')) fail("expected '<document start>'");
    if (at_marker()) {
        if (peek() == '.') fail("expected the node content, but found '<document end>'");
        at_ += 3;
    }
    Value value = node({});
    skip_to_content();
    if (at_marker() && peek() == '.') {
        at_ += 3;
        skip_to_content();
    }
    if (at_end()) return value;
    fail(at_marker() ? "expected a single document in the stream" : "expected <document start>");
}

// The node that follows, null if nothing is right of the parent.
Value Reader::node(Place place) {
    const Nesting nesting(context_.budget());
    context_.budget().step();
    context_.budget().charge(sizeof(Value));
    if (skip_to_content()) place.same_line = false;
    if (at_end() || at_marker()) return nullptr;
    const int at = column();
    const bool list_allowed = place.list_at_parent && at == place.parent && is_entry('-');
    if (at <= place.parent && !list_allowed) return nullptr;
    return content(place, at);
}

Value Reader::content(Place place, int column) {
    const char c = peek();
    if (c == '!') return tagged(place);
    if (is_entry('-')) {
        if (place.same_line) fail("sequence entries are not allowed here");
        return block_list(column);
    }
    const bool key = is_entry('?') || is_simple_key();
    if (key) {
        if (place.same_line) fail("mapping values are not allowed here");
        return block_map(column);
    }
    Value value;
    if (c == '[' || c == '{')
        value = flow_node();
    else if (c == '\'' || c == '"')
        value = quoted();
    else if (c == '|' || c == '>')
        return block_scalar(place.parent);
    else
        return plain(place.parent, false);
    skip_blanks();
    if (peek() == ':' && is_blank(1)) fail("mapping values are not allowed here");
    return value;
}

Value Reader::keys_of(const Value& map) {
    context_.budget().charge(map.size() * sizeof(Value));
    std::vector<Value> keys;
    for (const Member& member : map.members()) keys.push_back(member.key);
    return Value::set(std::move(keys));
}

// Only the tags of the plain types mean something; the text behind is read accordingly.
Value Reader::tagged(Place place) {
    const std::size_t start = at_;
    while (!is_blank(0)) ++at_;
    const std::string_view tag = text_.substr(start, at_ - start);
    const std::size_t text_start = at_;
    Value value = node(place);
    std::string_view text = text_.substr(text_start, at_ - text_start);
    text = text.substr(std::min(text.find_first_not_of(" \t\n"), text.size()));
    text = text.substr(0, text.find_last_not_of(" \t\n") + 1);
    if (tag == "!!str" || tag == "!") return value.is_string() ? value : Value(text);
    if (tag == "!!map" && value.is_dict()) return value;
    if (tag == "!!seq" && value.is_list()) return value;
    if (tag == "!!set" && value.is_dict()) return keys_of(value);
    if (tag == "!!null") return nullptr;
    Value read = value.is_string() ? plain_value(value.as_string()).value_or(value) : value;
    if (tag == "!!int" && read.is_integer()) return read;
    if (tag == "!!float" && read.is_number()) return arith::to_double(read);
    if (tag == "!!bool" && read.is_bool()) return read;
    if (tag == "!!timestamp" && read.kind() == Kind::datetime) return read;
    fail("could not determine a constructor for the tag '" + std::string{tag} + "'");
}

bool Reader::is_entry(char indicator) const {
    return peek() == indicator && is_blank(1);
}

Value Reader::block_list(int at) {
    std::vector<Value> items;
    while (!at_end() && column() == at && is_entry('-')) {
        ++at_;
        items.push_back(node({.parent = at}));
        context_.budget().charge(sizeof(Value));
        skip_to_content();
        if (at_marker()) break;
    }
    if (!at_end() && !at_marker() && column() > at)
        fail("expected <block end>, but found another node");
    return Value::list(std::move(items));
}

Value Reader::block_map(int at) {
    DictBuilder builder;
    while (!at_end() && !at_marker() && column() == at) {
        if (is_entry('?')) {
            ++at_;
            Value key = node({.parent = at});
            skip_to_content();
            Value value;
            if (column() == at && is_entry(':')) {
                ++at_;
                value = node({.parent = at, .list_at_parent = true});
            }
            add(builder, std::move(key), std::move(value));
        } else if (is_simple_key()) {
            Value key = flow_key();
            skip_blanks();
            ++at_;  // the colon
            Value value = node({.parent = at, .list_at_parent = true, .same_line = true});
            add(builder, std::move(key), std::move(value));
        } else {
            break;
        }
        skip_to_content();
    }
    if (!at_end() && !at_marker() && column() >= at)
        fail("expected <block end>, but found another node");
    return std::move(builder).freeze();
}

// Whether a key and its colon stand here, on one line.
bool Reader::is_simple_key() {
    const std::size_t start = at_;
    bool found = false;
    const char c = peek();
    if (c == '\'' || c == '"') {
        quoted();
        skip_blanks();
        found = peek() == ':' && is_blank(1);
    } else if (c == '[' || c == '{') {
        flow_node();
        skip_blanks();
        found = peek() == ':' && is_blank(1);
    } else {
        for (; !at_end() && peek() != '\n' && !found; ++at_) {
            if (peek() == '#' && at_ > start && (text_[at_ - 1] == ' ' || text_[at_ - 1] == '\t'))
                break;
            found = peek() == ':' && is_blank(1);
        }
        if (c == '|' || c == '>' || c == '%' || c == '@' || c == '`') found = false;
    }
    const bool one_line = text_.substr(start, at_ - start).find('\n') == std::string_view::npos;
    at_ = start;
    return found && one_line;
}

void Reader::add(DictBuilder& builder, Value key, Value value) {
    context_.budget().charge(sizeof(Member));
    if (key.is_list() || key.is_dict()) fail("found unhashable key");
    if (key.is_string() && key.as_string() == "<<") return merge(builder, value);
    builder.set(std::move(key), std::move(value));
}

// "<<": members of another map, or of several, that are not there yet.
void Reader::merge(DictBuilder& builder, const Value& merged) {
    if (merged.is_list()) {
        for (const Value& item : merged.items()) merge(builder, item);
        return;
    }
    if (!merged.is_dict()) fail("expected a mapping or list of mappings for merging");
    for (const Member& member : merged.members())
        if (builder.find(member.key) == nullptr) builder.set(member.key, member.value);
}

}  // namespace wf::expr::yaml
