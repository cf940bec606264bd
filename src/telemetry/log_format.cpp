#include "telemetry/log_format.hpp"

#include "telemetry/secret_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace wf {

namespace {

void append_time(std::string& out, Instant at) {
    const std::size_t start = out.size();
    append_text(out, at);
    out[start + 10] = 'T';
    const std::int64_t millis = ((at.ms % 1000) + 1000) % 1000;
    fmt::format_to(std::back_inserter(out), ".{:03}Z", millis);
}

// Length of the well-formed UTF-8 sequence at the start of `text`, 0 if there is none.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xc2 ? 0
                               : lead < 0xe0 ? 2
                               : lead < 0xf0 ? 3
                               : lead < 0xf5 ? 4
                                             : 0;
    if (length == 0 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0U) != 0x80U) return 0;
    }
    return length;
}

// The escapes of JSON, which logfmt readers understand as well. Keeps the line one line and valid
// UTF-8.
void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        const char c = text.front();
        if (length == 0) {
            out += "\\ufffd";
        } else if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += text.substr(0, length);
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    out += '"';
}

bool needs_quotes(std::string_view text) {
    return text.empty() || std::ranges::any_of(text, [](char c) {
               return c <= ' ' || c >= 0x7f || c == '"' || c == '=' || c == '\\';
           });
}

// Cuts what is too long for a line, at a character's border.
void shorten(std::string& text) {
    if (text.size() <= log_value_bytes_max) return;
    std::size_t keep = log_value_bytes_max;
    while (keep > 0 && (static_cast<unsigned char>(text[keep]) & 0xc0U) == 0x80U) --keep;
    const std::size_t dropped = text.size() - keep;
    text.resize(keep);
    fmt::format_to(std::back_inserter(text), "... ({} bytes more)", dropped);
}

std::string shown_value(const LogField& field) {
    if (is_secret_name(field.key())) return std::string{secret_mask};
    std::string text;
    field.append_to(text);
    shorten(text);
    return text;
}

}  // namespace

void append_logfmt(std::string& out, const LogLine& line) {
    append_time(out, line.at);
    fmt::format_to(std::back_inserter(out), " {} {}", name_of(line.level), line.event);
    for (const LogField& field : line.fields) {
        out += ' ';
        out += field.key();
        out += '=';
        const std::string value = shown_value(field);
        if (needs_quotes(value)) {
            append_quoted(out, value);
        } else {
            out += value;
        }
    }
    out += '\n';
}

void append_json(std::string& out, const LogLine& line) {
    out += "{\"time\":\"";
    append_time(out, line.at);
    fmt::format_to(std::back_inserter(out), "\",\"level\":\"{}\",\"event\":", name_of(line.level));
    append_quoted(out, line.event);
    for (const LogField& field : line.fields) {
        out += ',';
        append_quoted(out, field.key());
        out += ':';
        const std::string value = shown_value(field);
        if (field.is_text() || is_secret_name(field.key())) {
            append_quoted(out, value);
        } else {
            out += value;
        }
    }
    out += "}\n";
}

}  // namespace wf
