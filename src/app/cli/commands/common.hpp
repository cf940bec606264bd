// What the commands of all groups share: listing, showing, deleting, printing a field.
#pragma once
#include "app/cli/arguments.hpp"
#include "app/cli/columns.hpp"
#include "app/cli/command.hpp"
#include "app/cli/rest/rest.hpp"
#include "value/value.hpp"

#include <string>

namespace wf::cli {

inline constexpr Option option_marker{"--marker", "", "ID", "Begins behind this row."};
inline constexpr Option option_limit{"--limit", "", "N", "Greatest number of rows."};
inline constexpr Option option_sort_keys{
    "--sort_keys", "", "KEYS", "Comma-separated fields to sort by (created_at)."};
inline constexpr Option option_sort_dirs{
    "--sort_dirs", "", "DIRS", "Comma-separated asc or desc (asc)."};
inline constexpr Option option_filter{
    "--filter", "", "FIELD=VALUE", "Only such rows; VALUE may be op:value; may be repeated."};
inline constexpr Option option_namespace{"--namespace", "", "NAME", "Namespace (the default one)."};
inline constexpr Option option_public{"--public", "", "", "Visible to every project."};
inline constexpr Option option_oldest{"--oldest", "", "", "The oldest rows instead of the newest."};

inline constexpr Option list_options[] = {
    option_marker, option_limit, option_sort_keys, option_sort_dirs, option_filter};
inline constexpr Option list_options_namespace[] = {
    option_marker,
    option_limit,
    option_sort_keys,
    option_sort_dirs,
    option_filter,
    option_namespace};
inline constexpr Option list_options_newest[] = {
    option_marker, option_limit, option_sort_keys, option_sort_dirs, option_filter, option_oldest};
inline constexpr Option namespace_option[] = {option_namespace};
inline constexpr Option namespace_and_public[] = {option_namespace, option_public};

/// Time of this call, for durations of what still runs.
Instant clock_now();

/// GET `path` with the list options; `query` holds what the command adds.
Result<Outcome> list_rows(
    const Call& call, const Resource& resource, std::string path, Query query
);
/// The same for the whole collection.
Result<Outcome> list_all(const Call& call, const Resource& resource, Query query = {});
/// GET of one object named by the positional `argument`, and by --namespace.
Result<Value> get_object(const Call& call, const Resource& resource, std::string_view argument);
Result<Outcome> show_object(const Call& call, const Resource& resource, std::string_view argument);
/// One message per object; the exit code is 1 if any failed.
Result<Outcome> delete_objects(
    const Call& call, const Resource& resource, std::string_view argument, const Query& query = {}
);
/// POST to the collection; shows the answer.
Result<Outcome> create_object(const Call& call, const Resource& resource, DictBuilder body);
/// PUT of the object that the positional "id" names; shows the answer.
Result<Outcome> update_object(const Call& call, const Resource& resource, DictBuilder body);
/// Sets `member` to the JSON text of an argument that is a file or a mapping; does nothing if it is
/// not given. `what` names it in messages: "the input".
Result<void> take_dict(
    const Call& call,
    std::string_view argument,
    std::string_view what,
    std::string_view member,
    DictBuilder& body
);
/// POST or PUT of a definition; `path` is below the API's root.
Result<Value> send_definition(const Call& call, std::string method, const std::string& path);
/// Valid/Error of POST <resource>/validate.
Result<Outcome> validate_definition(const Call& call, const Resource& resource);

/// A field as it is.
Outcome text_outcome(const Value& text);
/// JSON inside of a JSON string, indented; anything else as it is.
Outcome json_outcome(const Value& text);

}  // namespace wf::cli
