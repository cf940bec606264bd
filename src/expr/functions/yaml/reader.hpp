// Reads one YAML 1.1 document. Anchors and aliases are not YAML here but plain text, as the service
// has it.
#pragma once
#include "expr/runtime/context.hpp"
#include "value/value.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace wf::expr::yaml {

class Reader {
public:
    Reader(Context& context, std::string_view text) : context_(context), text_(text) {}

    /// An empty document is null. @raises YAMLError
    Value document();

private:
    /// What a node's surroundings allow.
    struct Place {
        int parent = -1;  ///< column of the collection around; the node has to be right of it
        bool list_at_parent =
            false;               ///< as the value of a key a list may be at the key's own column
        bool same_line = false;  ///< behind "key:": no block map may start on this line
    };

    // reader.cpp: documents and block collections
    Value node(Place place);
    Value content(Place place, int column);
    Value tagged(Place place);
    Value keys_of(const Value& map);
    Value block_list(int column);
    Value block_map(int column);
    bool is_simple_key();
    bool is_entry(char indicator) const;
    void add(DictBuilder& builder, Value key, Value value);
    void merge(DictBuilder& builder, const Value& merged);

    // reader_flow.cpp
    Value flow_node();
    Value flow_list();
    Value flow_map();
    Value flow_key();
    Value flow_value();
    bool is_flow_pair() const;
    void skip_in_flow();

    // reader_scalar.cpp
    Value plain(int parent, bool in_flow);
    std::string quoted();
    std::string single_quoted();
    std::string double_quoted();
    void fold_lines(std::string& out);
    void double_escape(std::string& out);
    std::string block_scalar(int parent);

    // Characters
    bool at_end() const { return at_ >= text_.size(); }

    char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    bool is_blank(std::size_t ahead) const;  ///< blank, line feed or end
    int column() const;
    bool at_marker() const;  ///< "---" or "..." at the start of a line
    void skip_blanks();
    /// Over blanks, comments and line feeds; true if a line feed was among them.
    bool skip_to_content();
    [[noreturn]] void fail(std::string_view what) const;

    Context& context_;
    std::string_view text_;
    std::size_t at_ = 0;
    mutable std::size_t line_start_ = 0;  // of the line that column_known_at_ is in
    mutable std::size_t column_known_at_ = 0;
};

}  // namespace wf::expr::yaml
