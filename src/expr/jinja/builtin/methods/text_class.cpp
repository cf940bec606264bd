// Methods of texts that ask what kind of characters they have.
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/text/case.hpp"
#include "expr/runtime/unicode.hpp"

namespace wf::expr::jinja {
namespace {

using Class = bool (*)(char32_t);

/// At least one character, and all of a class.
template <Class belongs>
Value all_of(Call& call) {
    const std::string_view text = *text_if(call[0]);
    for (std::size_t at = 0; at < text.size();)
        if (!belongs(unicode::decode(text, at))) return false;
    return !text.empty();
}

bool is_alphanumeric(char32_t code) {
    return unicode::is_letter(code) || unicode::is_decimal(code) || is_digit(code) ||
           is_numeric(code);
}

Value is_ascii_text(Call& call) {
    return unicode::is_ascii(*text_if(call[0]));
}

Value is_printable_text(Call& call) {
    const std::string_view text = *text_if(call[0]);
    for (std::size_t at = 0; at < text.size();)
        if (!is_printable(unicode::decode(text, at))) return false;
    return true;
}

template <Class wanted, Class other>
Value all_cased(Call& call) {
    const std::string_view text = *text_if(call[0]);
    bool any = false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = unicode::decode(text, at);
        if (other(code)) return false;
        any = any || wanted(code);
    }
    return any;
}

Value is_title(Call& call) {
    const std::string_view text = *text_if(call[0]);
    bool after_cased = false;
    bool any = false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = unicode::decode(text, at);
        if (is_cased(code) && is_upper(code) == after_cased) return false;
        after_cased = is_cased(code);
        any = any || after_cased;
    }
    return any;
}

Value is_identifier(Call& call) {
    const std::string_view text = *text_if(call[0]);
    for (std::size_t at = 0; at < text.size();) {
        const bool is_first = at == 0;
        const char32_t code = unicode::decode(text, at);
        if (!unicode::is_word(code) || (is_first && is_numeric(code))) return false;
    }
    return !text.empty();
}

constexpr Row rows[] = {
    {"isalnum", "self", "Letters and digits only.", all_of<is_alphanumeric>},
    {"isalpha", "self", "Letters only.", all_of<unicode::is_letter>},
    {"isascii", "self", "ASCII characters only.", is_ascii_text},
    {"isdecimal", "self", "Decimal digits only.", all_of<unicode::is_decimal>},
    {"isdigit", "self", "Digits only.", all_of<is_digit>},
    {"isidentifier", "self", "A name of Python's.", is_identifier},
    {"islower",
     "self",
     "Lower case, with at least one letter that has case.",
     all_cased<is_lower, is_upper>},
    {"isnumeric", "self", "Numeric characters only.", all_of<is_numeric>},
    {"isprintable", "self", "No control characters.", is_printable_text},
    {"isspace", "self", "Blanks only.", all_of<unicode::is_space>},
    {"istitle", "self", "Every run of letters starts upper case.", is_title},
    {"isupper",
     "self",
     "Upper case, with at least one letter that has case.",
     all_cased<is_upper, is_lower>},
};

}  // namespace

std::span<const Row> text_class_methods() {
    return rows;
}

}  // namespace wf::expr::jinja
