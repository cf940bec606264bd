#include "lang/yaml/flow_colons.hpp"

#include <algorithm>

namespace wf::lang::yaml {
namespace {

// A text is read again for every blank: many of them are for short texts only.
constexpr std::size_t read_again_max = 4'000'000;

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

// npos where lines do not end as expected.
std::size_t offset_of(std::string_view text, Mark mark) {
    std::size_t at = 0;
    for (std::uint32_t line = 1; line < mark.line; ++line) {
        at = text.find('\n', at);
        if (at == std::string_view::npos) return at;
        ++at;
    }
    for (std::uint32_t column = 1; column < mark.column && at < text.size(); ++column) {
        do ++at;
        while (at < text.size() && !begins_character(text[at]));
    }
    return at;
}

}  // namespace

bool FlowColons::mend(std::string& text, const Failure& failure) {
    if (failure.problem.find("found unexpected ':'") == std::string::npos) return false;
    bytes_read_again_ += text.size();
    if (bytes_read_again_ > read_again_max && !blanks_.empty()) return false;
    const std::size_t colon = offset_of(text, failure.mark);
    const bool is_it = colon < text.size() && text[colon] == ':' && colon + 1 < text.size() &&
                       std::string_view{",[]{}"}.find(text[colon + 1]) != std::string_view::npos;
    if (!is_it) return false;
    text.insert(colon + 1, 1, ' ');
    blanks_.push_back({failure.mark.line, failure.mark.column + 1});
    return true;
}

void FlowColons::restore(Mark& mark) const {
    const auto before = std::ranges::count_if(blanks_, [&mark](const Mark& blank) {
        return blank.line == mark.line && blank.column < mark.column;
    });
    mark.column -= static_cast<std::uint32_t>(before);
}

// As deep as the composer has gone, which is bounded.
void FlowColons::restore(Node& node) const {
    restore(node.mark);
    restore(node.end);
    restore(node.key_mark);
    for (Node& child : node.children) restore(child);
}

void FlowColons::restore_places(Document& document) const {
    if (blanks_.empty()) return;
    restore(document.root);
    for (DuplicateKey& duplicate : document.duplicates) restore(duplicate.mark);
}

void FlowColons::restore_places(Failure& failure) const {
    restore(failure.mark);
}

}  // namespace wf::lang::yaml
