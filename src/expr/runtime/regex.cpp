// PCRE2 behind a fence: compiled per evaluation, matched within limits.
#define PCRE2_CODE_UNIT_WIDTH 8
#include "expr/runtime/regex.hpp"

#include "expr/runtime/regex_translate.hpp"
#include "expr/runtime/unicode.hpp"
#include "value/python_text.hpp"

#include <pcre2.h>

#include <array>

namespace wf::expr {
namespace {

// About a quarter of a second of backtracking; patterns that need more are catastrophic.
constexpr std::uint32_t match_limit = 5'000'000;
constexpr std::uint32_t depth_limit = 100'000;
constexpr std::uint32_t heap_limit_kb = 20'000;
constexpr std::size_t pattern_bytes_max = 20'000;

struct CodeDelete {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};

struct MatchDelete {
    void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};

struct ContextDelete {
    void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};

std::string message_of(int code) {
    std::array<PCRE2_UCHAR, 200> text{};
    pcre2_get_error_message(code, text.data(), text.size());
    return reinterpret_cast<const char*>(text.data());
}

// The texts of Python's re module where there is one.
std::string python_message(int code, std::size_t offset) {
    const std::string place = " at position " + std::to_string(offset);
    switch (code) {
    case PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS:
        return "missing ), unterminated subpattern" + place;
    case PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS: return "unbalanced parenthesis" + place;
    case PCRE2_ERROR_QUANTIFIER_INVALID: return "nothing to repeat" + place;
    case PCRE2_ERROR_QUANTIFIER_OUT_OF_ORDER: return "min repeat greater than max repeat" + place;
    case PCRE2_ERROR_CLASS_RANGE_ORDER: return "bad character range" + place;
    case PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH: return "look-behind requires fixed-width pattern";
    default: return message_of(code) + place;
    }
}

std::size_t unclosed_group(std::string_view pattern) {
    std::vector<std::size_t> open;
    bool in_set = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '\\')
            ++i;
        else if (in_set)
            in_set = pattern[i] != ']';
        else if (pattern[i] == '[')
            in_set = true;
        else if (pattern[i] == '(')
            open.push_back(i);
        else if (pattern[i] == ')' && !open.empty())
            open.pop_back();
    }
    return open.empty() ? 0 : open.back();
}

}  // namespace

struct Regex::Code {
    std::unique_ptr<pcre2_code, CodeDelete> compiled;
    std::unique_ptr<pcre2_match_data, MatchDelete> data;
    std::unique_ptr<pcre2_match_context, ContextDelete> limits;
    std::uint32_t groups = 0;
    std::vector<std::string> names;
};

Regex::Regex(std::unique_ptr<Code> code, std::string pattern, RegexFlags flags)
    : Object(ObjectKind::regex), code_(std::move(code)), pattern_(std::move(pattern)),
      flags_(flags) {
}

Regex::~Regex() = default;

namespace {

void read_names(Regex::Code& code) {
    std::uint32_t count = 0;
    std::uint32_t entry_size = 0;
    PCRE2_SPTR table = nullptr;
    pcre2_pattern_info(code.compiled.get(), PCRE2_INFO_CAPTURECOUNT, &code.groups);
    pcre2_pattern_info(code.compiled.get(), PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(code.compiled.get(), PCRE2_INFO_NAMEENTRYSIZE, &entry_size);
    pcre2_pattern_info(code.compiled.get(), PCRE2_INFO_NAMETABLE, &table);
    code.names.resize(code.groups + std::size_t{1});
    for (std::uint32_t i = 0; i < count; ++i, table += entry_size) {
        const std::size_t group = static_cast<std::size_t>(table[0]) << 8U | table[1];
        code.names[group] = reinterpret_cast<const char*>(table + 2);
    }
}

/// Letters of the global flags that a pattern begins with: "im" of "(?i)(?m)a".
std::string leading_flags(std::string_view pattern) {
    std::string letters;
    while (pattern.starts_with("(?")) {
        const std::size_t stop = pattern.find_first_not_of("aiLmsux", 2);
        if (stop == std::string_view::npos || stop == 2 || pattern[stop] != ')') break;
        letters += pattern.substr(2, stop - 2);
        pattern.remove_prefix(stop + 1);
    }
    return letters;
}

}  // namespace

Value Regex::compile(Context& context, std::string_view pattern, RegexFlags flags) {
    // As many as Python keeps; whoever has more patterns than that does not use them as keys.
    constexpr std::size_t kept_max = 512;
    std::vector<Value>& known = context.regexes();
    context.budget().steps(1 + static_cast<std::int64_t>(known.size() / 16));
    for (const Value& regex : known) {
        const auto& candidate = *static_cast<const Regex*>(object_if(regex));
        if (candidate.flags_ == flags && candidate.pattern_ == pattern) return regex;
    }
    Value made = compiled(context, pattern, flags);
    if (known.size() < kept_max) known.push_back(made);
    return made;
}

Value Regex::compiled(Context& context, std::string_view pattern, RegexFlags flags) {
    if (pattern.size() > pattern_bytes_max)
        raise_limit("RegexError", "regular expression is too long");
    context.budget().steps(static_cast<std::int64_t>(pattern.size()));
    context.budget().charge(pattern.size() * 16 + 256);
    // The original compiles every pattern for Unicode.
    if (leading_flags(pattern).find('a') != std::string::npos)
        raise_value("ASCII and UNICODE flags are incompatible");
    const std::string translated = translate_regex(pattern);
    std::uint32_t options = PCRE2_UTF | PCRE2_UCP;
    if (flags.ignore_case) options |= PCRE2_CASELESS;
    if (flags.multi_line) options |= PCRE2_MULTILINE;
    if (flags.dot_all) options |= PCRE2_DOTALL;
    int error = 0;
    PCRE2_SIZE offset = 0;
    auto code = std::make_unique<Code>();
    code->compiled.reset(pcre2_compile(
        reinterpret_cast<PCRE2_SPTR>(translated.data()),
        translated.size(),
        options,
        &error,
        &offset,
        nullptr
    ));
    if (!code->compiled) {
        if (error == PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS) offset = unclosed_group(pattern);
        if (error == PCRE2_ERROR_QUANTIFIER_INVALID && offset > 0) --offset;
        if (error == PCRE2_ERROR_QUANTIFIER_OUT_OF_ORDER)
            offset = translated.rfind('{', offset) + 1;
        raise("RegexError", python_message(error, offset));
    }
    code->data.reset(pcre2_match_data_create_from_pattern(code->compiled.get(), nullptr));
    code->limits.reset(pcre2_match_context_create(nullptr));
    if (!code->data || !code->limits) raise_limit("MemoryError", "out of memory");
    pcre2_set_match_limit(code->limits.get(), match_limit);
    pcre2_set_depth_limit(code->limits.get(), depth_limit);
    pcre2_set_heap_limit(code->limits.get(), heap_limit_kb);
    read_names(*code);
    return Value::opaque<Regex>(std::move(code), std::string{pattern}, flags);
}

std::optional<Match> Regex::run(
    Context& context, std::string_view text, std::size_t from, unsigned options
) const {
    context.budget().steps(1 + static_cast<std::int64_t>((text.size() - from) / 64));
    // A walk over all matches checks the text once.
    if (from != 0) options |= PCRE2_NO_UTF_CHECK;
    const int found = pcre2_match(
        code_->compiled.get(),
        reinterpret_cast<PCRE2_SPTR>(text.data()),
        text.size(),
        from,
        options,
        code_->data.get(),
        code_->limits.get()
    );
    if (found == PCRE2_ERROR_NOMATCH) return std::nullopt;
    if (found == PCRE2_ERROR_MATCHLIMIT || found == PCRE2_ERROR_DEPTHLIMIT ||
        found == PCRE2_ERROR_HEAPLIMIT)
        raise_limit("Timeout", "Regular expression takes too many steps");
    if (found < 0) raise("RegexError", message_of(found));
    const PCRE2_SIZE* bounds = pcre2_get_ovector_pointer(code_->data.get());
    Match match(group_count() + 1);
    for (std::size_t i = 0; i < match.size(); ++i)
        if (bounds[2 * i] != PCRE2_UNSET) match[i] = {bounds[2 * i], bounds[2 * i + 1]};
    return match;
}

std::optional<Match> Regex::search(Context& context, std::string_view text, std::size_t from)
    const {
    return run(context, text, from, 0);
}

std::optional<Match> Regex::search_not_empty_at(
    Context& context, std::string_view text, std::size_t from
) const {
    return run(context, text, from, PCRE2_NOTEMPTY_ATSTART);
}

std::size_t Regex::group_count() const {
    return code_->groups;
}

const std::vector<std::string>& Regex::group_names() const {
    return code_->names;
}

std::string Regex::text() const {
    const std::string letters = leading_flags(pattern_);
    const auto has = [&](char letter) { return letters.find(letter) != std::string::npos; };
    std::string shown = "re.compile(" + python_repr(pattern_);
    std::string_view separator = ", ";
    const auto flag = [&](bool set, std::string_view name) {
        if (!set) return;
        shown += separator;
        shown += name;
        separator = "|";
    };
    flag(flags_.ignore_case || has('i'), "re.IGNORECASE");
    flag(flags_.multi_line || has('m'), "re.MULTILINE");
    flag(flags_.dot_all || has('s'), "re.DOTALL");
    flag(has('x'), "re.VERBOSE");
    return shown + ")";
}

}  // namespace wf::expr
