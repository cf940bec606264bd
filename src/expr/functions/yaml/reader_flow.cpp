// Flow collections: [a, b: c], {k: v}.
#include "expr/functions/yaml/plain.hpp"
#include "expr/functions/yaml/reader.hpp"

#include <vector>

namespace wf::expr::yaml {

void Reader::skip_in_flow() {
    skip_to_content();
    if (at_end()) fail("expected ',' or the end of a flow collection, but got '<stream end>'");
    if (at_marker()) fail("found unexpected document separator");
}

Value Reader::flow_node() {
    const Nesting nesting(context_.budget());
    context_.budget().step();
    context_.budget().charge(sizeof(Value));
    switch (peek()) {
    case '[': return flow_list();
    case '{': return flow_map();
    case '\'':
    case '"': return quoted();
    default: return plain(-1, true);
    }
}

// A key of a block or flow map: everything but a block collection.
Value Reader::flow_key() {
    const char c = peek();
    if (c == '[' || c == '{') return flow_node();
    if (c == '\'' || c == '"') return quoted();
    return plain(-1, false);
}

bool Reader::is_flow_pair() const {
    // Behind a quoted key or a collection the colon needs no blank.
    const char before = at_ > 0 ? text_[at_ - 1] : '\0';
    const bool json_like = before == '"' || before == '\'' || before == ']' || before == '}';
    const char next = peek(1);
    const bool ends = is_blank(1) || next == ',' || next == ']' || next == '}';
    return peek() == ':' && (ends || json_like);
}

Value Reader::flow_value() {
    ++at_;  // the colon
    skip_in_flow();
    if (peek() == ',' || peek() == ']' || peek() == '}') return nullptr;
    return flow_node();
}

Value Reader::flow_list() {
    std::vector<Value> items;
    ++at_;
    for (skip_in_flow(); peek() != ']'; skip_in_flow()) {
        if (peek() == ',') fail("expected the node content, but found ','");
        Value item = flow_node();
        skip_in_flow();
        if (is_flow_pair()) {
            DictBuilder builder;
            Value value = flow_value();
            add(builder, std::move(item), std::move(value));
            item = std::move(builder).freeze();
            skip_in_flow();
        }
        items.push_back(std::move(item));
        if (peek() == ',')
            ++at_;
        else if (peek() != ']')
            fail("expected ',' or ']'");
    }
    ++at_;
    return Value::list(std::move(items));
}

Value Reader::flow_map() {
    DictBuilder builder;
    ++at_;
    for (skip_in_flow(); peek() != '}'; skip_in_flow()) {
        if (peek() == ',') fail("expected the node content, but found ','");
        Value key = flow_node();
        skip_in_flow();
        Value value;
        if (is_flow_pair()) {
            value = flow_value();
            skip_in_flow();
        }
        add(builder, std::move(key), std::move(value));
        if (peek() == ',')
            ++at_;
        else if (peek() != '}')
            fail("expected ',' or '}'");
    }
    ++at_;
    return std::move(builder).freeze();
}

}  // namespace wf::expr::yaml
