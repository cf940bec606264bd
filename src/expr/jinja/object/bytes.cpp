#include "expr/jinja/object/bytes.hpp"

#include "expr/jinja/object/function.hpp"

namespace wf::expr::jinja {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

void append_hex(std::string& out, char c) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
}

Value decode(Call& call) {
    return Value{as<Bytes>(call[0])->view()};
}

Value hex(Call& call) {
    std::string out;
    for (const char c : as<Bytes>(call[0])->view()) append_hex(out, c);
    return Value{out};
}

constexpr Row rows[] = {
    {"decode", "self, encoding='utf-8', errors='strict'", "The text of UTF-8 bytes.", decode},
    {"hex", "self", "Two hexadecimal digits for every byte.", hex},
};

}  // namespace

std::string Bytes::text() const {
    const bool has_single = bytes_.find('\'') != std::string::npos;
    const char quote = has_single && bytes_.find('"') == std::string::npos ? '"' : '\'';
    std::string out = std::string{"b"} + quote;
    for (const char c : bytes_) {
        if (c == quote || c == '\\')
            out += std::string{"\\"} + c;
        else if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\t')
            out += "\\t";
        else if (c < ' ' || c > '~')
            append_hex(out += "\\x", c);
        else
            out += c;
    }
    return out + quote;
}

std::optional<Value> Bytes::attribute(Evaluation& run, std::string_view name) {
    static const BuiltinTable methods{{rows}};
    const Builtin* method = methods.find(name);
    if (method == nullptr) return std::nullopt;
    return bind_method(run, *method, Value::share(*this));
}

Value make_bytes(std::string bytes) {
    return Value::opaque<Bytes>(std::move(bytes));
}

}  // namespace wf::expr::jinja
