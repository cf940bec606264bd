#include "app/cli/commands/common.hpp"

#include "app/cli/text_source.hpp"
#include "value/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace wf::cli {

namespace {

constexpr std::string_view newest_limit = "100";

std::string object_path(const Call& call, const Resource& resource, std::string_view name) {
    Query query;
    query.add_if("namespace", call.arguments.get_or("--namespace", ""));
    return std::string{resource.path} + "/" + escaped(name) + query.text();
}

/// Whether the newest rows are asked for: those lists are read backwards and turned round.
bool wants_newest(const Call& call, const Resource& resource) {
    return resource.newest_first && !call.arguments.has("--oldest") &&
           !call.arguments.has("--marker") && !call.arguments.has("--sort_keys") &&
           !call.arguments.has("--sort_dirs");
}

Result<void> add_filters(const Call& call, Query& query) {
    for (const std::string& filter : call.arguments.all("--filter")) {
        const std::size_t equals = filter.find('=');
        if (equals == std::string::npos)
            return usage_error(
                fmt::format("--filter {}: write it as FIELD=VALUE, e.g. state=ERROR", filter)
            );
        query.add(filter.substr(0, equals), filter.substr(equals + 1));
    }
    return {};
}

}  // namespace

Instant clock_now() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<Millis>(since_epoch).count()};
}

Result<Outcome> list_rows(
    const Call& call, const Resource& resource, std::string path, Query query
) {
    const Arguments& arguments = call.arguments;
    const bool newest = wants_newest(call, resource);
    query.add_if("marker", arguments.get_or("--marker", ""));
    query.add_if("limit", arguments.get_or("--limit", resource.newest_first ? newest_limit : ""));
    // Ids grow with time as well: they keep the order of what was created within one millisecond.
    query.add(
        "sort_keys", arguments.get_or("--sort_keys", newest ? "created_at,id" : "created_at")
    );
    query.add("sort_dirs", arguments.get_or("--sort_dirs", newest ? "desc,desc" : "asc"));
    query.add_if("namespace", arguments.get_or("--namespace", ""));
    WF_CHECK(add_filters(call, query));

    WF_TRY(const Value answer, call.rest.get(std::move(path) + query.text()));
    const std::span<const Value> found = answer[resource.collection].items();
    std::vector<Value> objects{found.begin(), found.end()};
    if (newest) std::ranges::reverse(objects);
    return rows_outcome(resource, objects, clock_now());
}

Result<Outcome> list_all(const Call& call, const Resource& resource, Query query) {
    return list_rows(call, resource, std::string{resource.path}, std::move(query));
}

Result<Value> get_object(const Call& call, const Resource& resource, std::string_view argument) {
    return call.rest.get(object_path(call, resource, *call.arguments.get(argument)));
}

Result<Outcome> show_object(const Call& call, const Resource& resource, std::string_view argument) {
    WF_TRY(const Value object, get_object(call, resource, argument));
    return fields_outcome(resource, object, clock_now());
}

Result<Outcome> delete_objects(
    const Call& call, const Resource& resource, std::string_view argument, const Query& query
) {
    Outcome outcome;
    for (const std::string& name : call.arguments.all(argument)) {
        const std::string path = std::string{resource.path} + "/" + escaped(name) + query.text();
        if (const Result<void> removed = call.rest.remove(path)) {
            outcome.text +=
                fmt::format("Request to delete {} {} has been accepted.\n", resource.thing, name);
        } else {
            outcome.text += fmt::format("{}: {}\n", name, removed.error().message);
            outcome.exit_code = exit_failure;
        }
    }
    return outcome;
}

Result<Outcome> create_object(const Call& call, const Resource& resource, DictBuilder body) {
    WF_TRY(
        const Value answer,
        call.rest.send_json("POST", std::string{resource.path}, std::move(body).freeze())
    );
    return fields_outcome(resource, answer, clock_now());
}

Result<Outcome> update_object(const Call& call, const Resource& resource, DictBuilder body) {
    const std::string path = std::string{resource.path} + "/" + escaped(*call.arguments.get("id"));
    WF_TRY(const Value answer, call.rest.send_json("PUT", path, std::move(body).freeze()));
    return fields_outcome(resource, answer, clock_now());
}

Result<void> take_dict(
    const Call& call,
    std::string_view argument,
    std::string_view what,
    std::string_view member,
    DictBuilder& body
) {
    const auto given = call.arguments.get(argument);
    if (!given) return {};
    WF_TRY(const Value dict, file_or_dict(*given, what));
    body.set(member, to_json(dict));
    return {};
}

Result<Value> send_definition(const Call& call, std::string method, const std::string& path) {
    WF_TRY(std::string text, file_or_text(*call.arguments.get("definition")));
    Query query;
    query.add("scope", call.arguments.has("--public") ? "public" : "private");
    query.add_if("namespace", call.arguments.get_or("--namespace", ""));
    return call.rest.send_text(std::move(method), path + query.text(), std::move(text));
}

namespace {

/// Findings of the server, if it sends any; the original does not.
void print_diagnostics(const Value& diagnostics, const Streams& streams) {
    if (!diagnostics.is_list()) return;
    for (const Value& each : diagnostics.items()) {
        const auto part = [&each](std::string_view key, std::string_view before) {
            const Value& value = each[key];
            const bool is_there = value.is_string() && !value.as_string().empty();
            return is_there ? fmt::format("{}{}", before, value.as_string()) : std::string{};
        };
        const std::string path = part("path", "");
        fmt::print(
            streams.err,
            "{}:{}:{}:{}{}{} [{}]\n",
            to_json(each["line"]),
            to_json(each["column"]),
            part("severity", " "),
            path.empty() ? "" : " " + path + ":",
            part("message", " "),
            part("hint", "; "),
            part("code", "")
        );
    }
}

}  // namespace

Result<Outcome> validate_definition(const Call& call, const Resource& resource) {
    WF_TRY(std::string text, file_or_text(*call.arguments.get("definition")));
    const std::string path = std::string{resource.path} + "/validate";
    WF_TRY(const Value answer, call.rest.send_text("POST", path, std::move(text)));
    print_diagnostics(answer["diagnostics"], call.streams);
    const Value& error = answer["error"];
    return Outcome{
        .shape = Shape::fields,
        .text = {},
        .titles = {"Valid", "Error"},
        .rows = {{answer["valid"], error.is_null() ? Value{"None"} : error}},
        .exit_code = truthy(answer["valid"]) ? exit_success : exit_failure};
}

Outcome text_outcome(const Value& text) {
    Outcome outcome;
    if (text.is_string()) outcome.text = text.to_string();
    if (!outcome.text.ends_with('\n')) outcome.text += '\n';
    return outcome;
}

Outcome json_outcome(const Value& text) {
    if (!text.is_string()) return text_outcome(text);
    const Result<Value> parsed = parse_json(text.as_string());
    return parsed ? text_outcome(to_json(*parsed, JsonStyle::indented)) : text_outcome(text);
}

}  // namespace wf::cli
