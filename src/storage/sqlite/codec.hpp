// Fields of rows to SQLite values and back, one overload per type of field.
#pragma once
#include "model/rows.hpp"
#include "storage/sqlite/statement.hpp"
#include "value/json.hpp"

#include <array>
#include <concepts>
#include <cstring>
#include <string>
#include <type_traits>

namespace wf::sqlite {

static_assert(sizeof(Id) == 16, "ids and vectors of ids are bound as they lie in memory");

// --- binding: what is bound must live until the statement is reset
// ----------------------------------

/// Keeps JSON texts of one row while its statement runs; reused from row to row.
class Scratch {
public:
    std::string& text(int at) {
        std::string& text = texts_[static_cast<std::size_t>(at)];
        text.clear();
        return text;
    }

private:
    std::array<std::string, 48> texts_;  // more than any table has columns
};

inline void bind_field(Statement& to, int at, const Id& id, Scratch& /*scratch*/) {
    if (id.is_nil()) return to.bind_null(at);
    to.bind_blob(at, id.bytes.data(), id.bytes.size());
}

inline void bind_field(Statement& to, int at, const std::string& text, Scratch& /*scratch*/) {
    to.bind_text(at, text);
}

inline void bind_field(Statement& to, int at, Instant time, Scratch& /*scratch*/) {
    to.bind(at, time.ms);
}

template <class Number>
requires std::integral<Number> || std::is_enum_v<Number>

void bind_field(Statement& to, int at, Number number, Scratch& /*scratch*/) {
    to.bind(at, static_cast<std::int64_t>(number));
}

inline void bind_field(Statement& to, int at, const Value& value, Scratch& scratch) {
    if (value.is_null()) return to.bind_null(at);
    std::string& text = scratch.text(at);
    write_json(text, value);
    to.bind_text(at, text);
}

inline void bind_field(Statement& to, int at, const std::vector<Id>& ids, Scratch& /*scratch*/) {
    if (ids.empty()) return to.bind_null(at);
    to.bind_blob(at, ids.data(), ids.size() * sizeof(Id));
}

void bind_field(Statement& to, int at, const std::vector<std::string>& texts, Scratch& scratch);
void bind_field(Statement& to, int at, const std::vector<NextTask>& tasks, Scratch& scratch);

template <class Field>
void bind_field(Statement& to, int at, const std::optional<Field>& field, Scratch& scratch) {
    if (!field) return to.bind_null(at);
    bind_field(to, at, *field, scratch);
}

// --- reading
// ------------------------------------------------------------------------------------------

inline Id to_id(std::string_view blob) {
    Id id;
    if (blob.size() == id.bytes.size()) std::memcpy(id.bytes.data(), blob.data(), blob.size());
    return id;
}

/// The first thing in a row that cannot be read; looked at once per row.
using Problem = std::optional<Error>;

inline void read_field(const Statement& from, int at, Id& id, Problem& /*problem*/) {
    id = to_id(from.blob(at));
}

inline void read_field(const Statement& from, int at, std::string& text, Problem& /*problem*/) {
    text = from.text(at);
}

inline void read_field(const Statement& from, int at, Instant& time, Problem& /*problem*/) {
    time.ms = from.integer(at);
}

template <class Number>
requires std::integral<Number> || std::is_enum_v<Number>

void read_field(const Statement& from, int at, Number& number, Problem& /*problem*/) {
    number = static_cast<Number>(from.integer(at));
}

void read_field(const Statement& from, int at, Value& value, Problem& problem);
void read_field(const Statement& from, int at, std::vector<Id>& ids, Problem& problem);
void read_field(const Statement& from, int at, std::vector<std::string>& texts, Problem& problem);
void read_field(const Statement& from, int at, std::vector<NextTask>& tasks, Problem& problem);

template <class Field>
void read_field(const Statement& from, int at, std::optional<Field>& field, Problem& problem) {
    if (from.is_null(at)) return field.reset();
    read_field(from, at, field.emplace(), problem);
}

}  // namespace wf::sqlite
