#include "storage/sqlite/codec.hpp"

namespace wf::sqlite {
namespace {

/// What we wrote ourselves must be readable; if not, somebody else wrote it or the file is damaged.
Error not_json(const Error& why) {
    return while_doing(
        {ErrorCode::storage_unavailable, "the database holds a value that is no JSON", {}, {}},
        why.message
    );
}

}  // namespace

void bind_field(Statement& to, int at, const std::vector<std::string>& texts, Scratch& scratch) {
    if (texts.empty()) return to.bind_null(at);
    std::string& json = scratch.text(at);
    for (const std::string& text : texts) {
        json += json.empty() ? '[' : ',';
        write_json_string(json, text, JsonStyle::compact);
    }
    json += ']';
    to.bind_text(at, json);
}

/// [["name","event"],["join","event",12,3],...]
void bind_field(Statement& to, int at, const std::vector<NextTask>& tasks, Scratch& scratch) {
    if (tasks.empty()) return to.bind_null(at);
    std::string& json = scratch.text(at);
    for (const NextTask& task : tasks) {
        json += json.empty() ? "[[" : ",[";
        write_json_string(json, task.name, JsonStyle::compact);
        json += ',';
        write_json_string(json, task.event, JsonStyle::compact);
        if (task.joined != 0)
            json += ',' + std::to_string(task.joined) + ',' + std::to_string(task.order);
        json += ']';
    }
    json += ']';
    to.bind_text(at, json);
}

void read_field(const Statement& from, int at, Value& value, Problem& problem) {
    value = Value{};
    const std::string_view text = from.text(at);
    if (text.empty()) return;  // NULL: JSON text is never empty
    auto parsed = parse_json(text);
    if (parsed) {
        value = *std::move(parsed);
    } else if (!problem) {
        problem = not_json(parsed.error());
    }
}

void read_field(const Statement& from, int at, std::vector<Id>& ids, Problem& /*problem*/) {
    const std::string_view bytes = from.blob(at);
    ids.clear();
    ids.reserve(bytes.size() / sizeof(Id));
    for (std::size_t i = 0; i + sizeof(Id) <= bytes.size(); i += sizeof(Id))
        ids.push_back(to_id(bytes.substr(i, sizeof(Id))));
}

void read_field(const Statement& from, int at, std::vector<std::string>& texts, Problem& problem) {
    texts.clear();
    Value list;
    read_field(from, at, list, problem);
    for (const Value& item : list.items()) {
        if (item.is_string()) texts.push_back(item.to_string());
    }
}

namespace {

std::uint32_t to_number(const Value& value) {
    return value.kind() == Kind::integer ? static_cast<std::uint32_t>(value.as_int()) : 0;
}

}  // namespace

void read_field(const Statement& from, int at, std::vector<NextTask>& tasks, Problem& problem) {
    tasks.clear();
    Value list;
    read_field(from, at, list, problem);
    for (const Value& item : list.items()) {
        const auto parts = item.items();
        if (parts.size() < 2 || !parts[0].is_string() || !parts[1].is_string()) continue;
        NextTask task{parts[0].to_string(), parts[1].to_string()};
        if (parts.size() == 4) {
            task.joined = to_number(parts[2]);
            task.order = to_number(parts[3]);
        }
        tasks.push_back(std::move(task));
    }
}

}  // namespace wf::sqlite
