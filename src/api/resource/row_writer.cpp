#include "api/resource/row_writer.hpp"

#include <array>
#include <charconv>

namespace wf::api {

void RowWriter::integer(std::int64_t value) {
    std::array<char, 21> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
}

void RowWriter::time(Instant at) {
    out_ += '"';
    append_text(out_, at);
    out_ += '"';
}

void RowWriter::time(const std::optional<Instant>& at) {
    if (at)
        time(*at);
    else
        null();
}

void RowWriter::id(const Id& id) {
    if (id.is_nil()) return null();
    out_ += '"';
    append_text(out_, id);
    out_ += '"';
}

void RowWriter::text_or_null(const std::optional<std::string>& text) {
    if (text)
        write_json_string(out_, *text);
    else
        null();
}

void RowWriter::filled_or_null(std::string_view text) {
    if (text.empty())
        null();
    else
        write_json_string(out_, text);
}

void RowWriter::tags(const Value& tags) {
    if (tags.is_null())
        out_ += "[]";
    else
        write_json(out_, tags, JsonStyle::python);
}

void RowWriter::json_text(const Value& value, std::string_view if_null) {
    if (value.is_null()) return json_text(if_null);
    scratch_.clear();
    write_json(scratch_, value, JsonStyle::python);
    write_json_string(out_, scratch_);
}

void RowWriter::json_text(std::string_view json) {
    write_json_string(out_, json);
}

void RowWriter::execution_id(const Id& id) {
    if (id.is_nil()) return null();
    if (seq_of(id) == 0) {
        if (const std::string& alias = aliases_.of_root(id); !alias.empty()) return text(alias);
    }
    this->id(id);
}

}  // namespace wf::api
