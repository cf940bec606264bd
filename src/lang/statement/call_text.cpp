#include "lang/statement/call_text.hpp"

#include "value/json.hpp"

#include <algorithm>
#include <array>

namespace wf::lang {
namespace {

bool in_key(char c) {
    return is_word_character(c) || c == '-';
}

// What the alternatives of a value need to know of the line they stand in, found once per line:
// searching it again for every `x=[` would take a hostile text quadratic time.
class Line {
public:
    explicit Line(std::string_view text) : text_(text) {}

    // Length of [...] at `at`, greedy: up to the last `]` of the line. 0: none.
    std::size_t bracketed(std::size_t at) {
        enter(at);
        return last_bracket_ != none && last_bracket_ > at ? last_bracket_ + 1 - at : 0;
    }

    // Length of <%...%> or {{...}} at `at`, the shortest. 0: none.
    std::size_t expression(std::size_t at) {
        enter(at);
        const bool is_yaql = text_[at] == '<';
        std::size_t& closed_until = is_yaql ? yaql_closed_until_ : jinja_closed_until_;
        if (closed_until <= at) return 0;
        const std::size_t length = expression_length(text_.substr(at, end_ - at));
        if (length == 0) closed_until = at;
        return length;
    }

private:
    static constexpr std::size_t none = std::string_view::npos;

    void enter(std::size_t at) {
        if (known_ && at < end_) return;
        known_ = true;
        end_ = std::min(text_.find('\n', at), text_.size());
        last_bracket_ = text_.substr(0, end_).find_last_of(']');
        yaql_closed_until_ = jinja_closed_until_ = end_;
    }

    std::string_view text_;
    std::size_t end_ = 0;
    std::size_t last_bracket_ = none;
    std::size_t yaql_closed_until_ = 0;
    std::size_t jinja_closed_until_ = 0;
    bool known_ = false;
};

// Length of "…" or '…' at the start of `text`; no escapes. 0: none.
std::size_t quoted_length(std::string_view text) {
    if (text[0] != '"' && text[0] != '\'') return 0;
    const std::size_t end = text.find(text[0], 1);
    return end == std::string_view::npos ? 0 : end + 1;
}

// What may stand between parameters without meaning anything.
constexpr std::string_view separators = " \t\n\r\f\v,()";
constexpr std::string_view blanks_and_comma = " \t\n\r\f\v,)";

struct Literal {
    std::string_view text;
    Value value;
};

struct Taken {
    Value value;
    std::size_t length = 0;  // 0: nothing that counts as a value
};

Taken take_word(std::string_view text) {
    const std::array<Literal, 3> literals = {
        Literal{"true", true}, {"false", false}, {"null", nullptr}};
    for (const Literal& literal : literals) {
        if (text.starts_with(literal.text)) return {literal.value, literal.text.size()};
    }
    const std::size_t n = std::min(text.find_first_not_of("0123456789"), text.size());
    const bool leading_zero = n > 1 && text[0] == '0';
    if (n == 0) return {};
    // A leading zero makes it a text; so does a length that Python would not convert.
    if (leading_zero || n > 4300) return {Value{text.substr(0, n)}, n};
    return {Value::integer_from_text(text.substr(0, n)), n};
}

// The value that begins at `at`.
Taken take_value(std::string_view text, std::size_t at, Line& line) {
    if (at == text.size()) return {};
    const std::string_view rest = text.substr(at);
    switch (rest[0]) {
    case '"':
    case '\'': {
        const std::size_t n = quoted_length(rest);
        return n == 0 ? Taken{} : Taken{Value{rest.substr(1, n - 2)}, n};
    }
    case '<':
    case '{': {
        const bool opens = rest.starts_with("<%") || rest.starts_with("{{");
        const std::size_t n = opens ? line.expression(at) : 0;
        return {Value{rest.substr(0, n)}, n};
    }
    case '[': {
        const std::size_t n = line.bracketed(at);
        if (n == 0) return {};
        auto list = parse_json(rest.substr(0, n));
        return {list ? *std::move(list) : Value{rest.substr(0, n)}, n};
    }
    default: return take_word(rest);
    }
}

struct Parameter {
    std::string key;
    Value value;
    std::size_t begin = 0;  // of the key
    std::size_t end = 0;    // just behind the value
};

// Every KEY=VALUE anywhere in the text; what does not fit is passed over in silence.
std::vector<Parameter> read_parameters(std::string_view text) {
    std::vector<Parameter> found;
    Line line{text};
    std::size_t from = 0;
    for (std::size_t equals = text.find('='); equals != std::string_view::npos;
         equals = text.find('=', from)) {
        std::size_t key = equals;
        while (key > from && in_key(text[key - 1])) --key;
        from = equals + 1;
        if (key == equals) continue;
        Taken taken = take_value(text, from, line);
        if (taken.length == 0) continue;
        from += taken.length;
        found.push_back(
            {std::string{text.substr(key, equals - key)}, std::move(taken.value), key, from}
        );
    }
    return found;
}

// Jinja names reach to the last closing mark of their kind, "{{ _.a }}_{{ _.b }}" or "{% if … %}x{%
// else %} y{% endif %}". The original goes on over blanks and swallows parameters with it, which no
// call survives.
std::size_t jinja_name_length(std::string_view text) {
    const std::string_view close = text[1] == '{' ? "}}" : "%}";
    std::size_t end = expression_length(text);
    for (std::size_t at = end; at != 0 && at < text.size();) {
        if (std::string_view{" \t\n\r\f\v"}.find(text[at]) != std::string_view::npos) break;
        const bool opens = text.substr(at).starts_with("{{") || text.substr(at).starts_with("{%");
        const std::size_t inner = opens ? expression_length(text.substr(at)) : 1;
        if (inner == 0) break;  // never closed
        at += inner;
        if (text.substr(0, at).ends_with(close)) end = at;
    }
    return end;
}

// Bytes of the name at the start: an expression, or a word that ends at blank, `=`, `(` or `"`.
std::size_t name_length(std::string_view text) {
    if (text.starts_with("{{") || text.starts_with("{%")) return jinja_name_length(text);
    if (const std::size_t n = expression_length(text)) return n;
    if (text.empty() || !(is_word_character(text[0]) || text[0] == '.')) return 0;
    const std::size_t end = text.find_first_of("=(\" \t\n\r\f\v");
    return end == std::string_view::npos ? text.size() : end;
}

}  // namespace

bool is_word_character(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || c == '_';
}

std::size_t expression_length(std::string_view text) {
    for (const auto& [open, close] : {std::pair{"<%", "%>"}, {"{{", "}}"}, {"{%", "%}"}}) {
        if (!text.starts_with(open)) continue;
        const std::string_view line = text.substr(0, text.find('\n'));
        const std::size_t end = line.find(close, 2);
        return end == std::string_view::npos ? 0 : end + 2;
    }
    return 0;
}

Value CallText::as_dict() const {
    DictBuilder dict{parameters.size()};
    for (const auto& [key, value] : parameters) dict.set(key, value);
    return std::move(dict).freeze();
}

std::optional<CallText> split_call(std::string_view text) {
    const std::size_t length = name_length(text);
    if (length == 0) return std::nullopt;
    CallText call{std::string{text.substr(0, length)}, {}};
    for (Parameter& parameter : read_parameters(text)) {
        call.parameters.emplace_back(std::move(parameter.key), std::move(parameter.value));
    }
    return call;
}

std::vector<IgnoredText> ignored_in_call(std::string_view text) {
    std::vector<IgnoredText> ignored;
    std::size_t done = name_length(text);
    std::string behind;
    const auto add = [&](std::size_t until) {
        std::string_view part = text.substr(done, std::max(until, done) - done);
        const bool touches =
            !part.empty() && blanks_and_comma.find(part[0]) == std::string_view::npos;
        const std::size_t first = part.find_first_not_of(separators);
        if (first == std::string_view::npos) return;
        part = part.substr(first, part.find_last_not_of(separators) + 1 - first);
        ignored.push_back({std::string{part}, touches ? behind : std::string{}});
    };
    for (const Parameter& parameter : read_parameters(text)) {
        add(parameter.begin);
        done = std::max(done, parameter.end);
        behind = parameter.key;
    }
    add(text.size());
    return ignored;
}

std::optional<CallText> parse_call(std::string_view text) {
    if (text.find(' ') != std::string_view::npos) return split_call(text);
    return CallText{std::string{text}, {}};
}

}  // namespace wf::lang
