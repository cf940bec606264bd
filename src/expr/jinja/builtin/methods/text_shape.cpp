// Methods of texts that strip, pad and encode.
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/access.hpp"
#include "expr/jinja/data/keys.hpp"
#include "expr/jinja/data/text_result.hpp"
#include "expr/jinja/object/bytes.hpp"
#include "expr/jinja/text/wrap.hpp"
#include "expr/runtime/unicode.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

template <unicode::Side side>
Value strip(Call& call) {
    const std::string_view text = *text_if(call[0]);
    const std::string_view kept =
        call[1].is_null() ? unicode::strip(text, side) : unicode::strip(text, call.text(1), side);
    return text_like(call.run, call[0], std::string{kept});
}

std::string_view fill_of(Call& call) {
    const std::string_view fill = call.text(2);
    if (unicode::length(fill) != 1)
        raise_type("The fill character must be exactly one character long");
    return fill;
}

Value center(Call& call) {
    const std::int64_t width = call.integer(1);
    return text_like(
        call.run, call[0], centered(call.run, *text_if(call[0]), width, fill_of(call))
    );
}

template <Align align>
Value justify(Call& call) {
    const std::int64_t width = call.integer(1);
    return text_like(
        call.run, call[0], justified(call.run, *text_if(call[0]), width, fill_of(call), align)
    );
}

Value zfill(Call& call) {
    const std::string_view text = *text_if(call[0]);
    const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    const std::string body = justified(
        call.run,
        text.substr(sign),
        call.integer(1) - static_cast<std::int64_t>(sign),
        "0",
        Align::right
    );
    return text_like(call.run, call[0], std::string{text.substr(0, sign)} + body);
}

Value expandtabs(Call& call) {
    const std::int64_t size = call.integer(1);
    if (size > INT32_MAX || size < INT32_MIN)
        raise("OverflowError", "Python int too large to convert to C int");
    std::string out;
    std::int64_t column = 0;
    const std::string_view text = *text_if(call[0]);
    for (const char c : text) {
        if (c == '\t') {
            const std::int64_t blanks = size > 0 ? size - column % size : 0;
            call.budget().charge(static_cast<std::size_t>(blanks));
            out.append(static_cast<std::size_t>(blanks), ' ');
            column += blanks;
            continue;
        }
        out += c;
        if (c == '\n' || c == '\r')
            column = 0;
        else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U)
            ++column;
    }
    return text_like(call.run, call[0], std::move(out));
}

Value removeprefix(Call& call) {
    std::string_view text = *text_if(call[0]);
    const std::string_view prefix = call.text(1);
    if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
    return text_like(call.run, call[0], std::string{text});
}

Value removesuffix(Call& call) {
    std::string_view text = *text_if(call[0]);
    const std::string_view suffix = call.text(1);
    if (!suffix.empty() && text.ends_with(suffix)) text.remove_suffix(suffix.size());
    return text_like(call.run, call[0], std::string{text});
}

Value encode(Call& call) {
    std::string name = unicode::lower(call.text(1));
    std::ranges::replace(name, '_', '-');
    const std::string_view text = *text_if(call[0]);
    if (name == "utf-8" || name == "utf8") return make_bytes(std::string{text});
    const bool is_ascii = name == "ascii" || name == "us-ascii";
    if (!is_ascii && name != "latin-1" && name != "iso-8859-1" && name != "latin1")
        raise("LookupError", "unknown encoding: " + std::string{call.text(1)});
    std::string out;
    const std::string_view errors = call.text(2);
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = unicode::decode(text, at);
        if (code < (is_ascii ? 0x80U : 0x100U))
            out += static_cast<char>(code);
        else if (errors == "replace")
            out += '?';
        else if (errors != "ignore")
            raise_value("'" + name + "' codec can't encode a character of the text");
    }
    return make_bytes(std::move(out));
}

/// Every character through a dict of code points to text, code point or none.
Value translate(Call& call) {
    std::string out;
    const std::string_view text = *text_if(call[0]);
    const bool has_items = is_dict(call[1]) || is_text(call[1]) || items_if(call[1]).has_value();
    for (std::size_t at = 0; at < text.size();) {
        if (!has_items)
            raise_type("'" + std::string{python_type(call[1])} + "' object is not subscriptable");
        const std::size_t begin = at;
        const char32_t code = unicode::decode(text, at);
        // A list or text maps the code points below its length.
        const std::optional<Value> found =
            item_if(call.run, call[1], Value{static_cast<std::int64_t>(code)});
        if (!found) {
            out += text.substr(begin, at - begin);
        } else if (found->is_string()) {
            call.budget().charge(found->as_string().size());
            out += found->as_string();
        } else if (found->kind() == Kind::integer) {
            if (found->as_int() < 0 || found->as_int() > 0x10FFFF)
                raise_value("character mapping must be in range(0x110000)");
            unicode::append(out, static_cast<char32_t>(found->as_int()));
        } else if (!found->is_null()) {
            raise_type("character mapping must return integer, None or str");
        }
    }
    return text_like(call.run, call[0], std::move(out));
}

constexpr std::string_view padding = "self, width, fillchar=' ', /";

constexpr Row rows[] = {
    {"center", padding, "In the middle of a field.", center},
    {"encode", "self, encoding='utf-8', errors='strict'", "The bytes of the text.", encode},
    {"expandtabs", "self, tabsize=8", "Tabs replaced by blanks.", expandtabs},
    {"ljust", padding, "At the left of a field.", justify<Align::left>},
    {"lstrip",
     "self, chars=none, /",
     "Without leading characters, by default blanks.",
     strip<unicode::Side::left>},
    {"removeprefix", "self, prefix, /", "Without a text at the start.", removeprefix},
    {"removesuffix", "self, suffix, /", "Without a text at the end.", removesuffix},
    {"rjust", padding, "At the right of a field.", justify<Align::right>},
    {"rstrip",
     "self, chars=none, /",
     "Without trailing characters, by default blanks.",
     strip<unicode::Side::right>},
    {"strip",
     "self, chars=none, /",
     "Without leading and trailing characters, by default blanks.",
     strip<unicode::Side::both>},
    {"translate", "self, table, /", "Characters replaced by a dict of code points.", translate},
    {"zfill", "self, width, /", "Zeros between sign and digits up to a width.", zfill},
};

}  // namespace

std::span<const Row> text_shape_methods() {
    return rows;
}

}  // namespace wf::expr::jinja
