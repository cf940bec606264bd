// Writes rows as JSON text into an answer's body, without building values in between.
#pragma once
#include "api/core/call.hpp"
#include "value/json.hpp"
#include "value/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf::api {

class RowWriter {
public:
    explicit RowWriter(const Call& call)
        : out_(call.body()), scratch_(call.thread().scratch), aliases_(call.thread().aliases) {}

    RowWriter(std::string& out, std::string& scratch, Aliases& aliases)
        : out_(out), scratch_(scratch), aliases_(aliases) {}

    std::string& out() { return out_; }

    void raw(std::string_view text) { out_ += text; }

    void null() { out_ += "null"; }

    void text(std::string_view text) { write_json_string(out_, text); }

    void boolean(bool value) { out_ += value ? "true" : "false"; }

    void integer(std::int64_t value);
    void time(Instant at);
    void time(const std::optional<Instant>& at);
    void id(const Id& id);  ///< null for nil
    void text_or_null(const std::optional<std::string>& text);
    /// Null for an empty text.
    void filled_or_null(std::string_view text);
    /// A list of tags, `[]` for null.
    void tags(const Value& tags);
    /// A string that holds JSON; `if_null` (JSON text) where there is no value.
    void json_text(const Value& value, std::string_view if_null = "{}");
    /// The same from JSON text that is there already.
    void json_text(std::string_view json);
    /// The id of an execution as clients know it: its alias where it has one.
    void execution_id(const Id& id);

    Aliases& aliases() { return aliases_; }

private:
    std::string& out_;
    std::string& scratch_;
    Aliases& aliases_;
};

}  // namespace wf::api
