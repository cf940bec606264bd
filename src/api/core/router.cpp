#include "api/core/router.hpp"

#include "api/http/percent.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace wf::api {
namespace {

constexpr std::string_view argument_mark = "{}";

std::vector<std::string_view> segments_of(std::string_view pattern) {
    std::vector<std::string_view> segments;
    while (!pattern.empty()) {
        const std::size_t end = std::min(pattern.find('/'), pattern.size());
        segments.push_back(pattern.substr(0, end));
        pattern.remove_prefix(std::min(end + 1, pattern.size()));
    }
    return segments;
}

std::optional<PathArguments> match_segments(
    const std::vector<std::string_view>& pattern, const Path& path
) {
    if (pattern.size() != path.count) return std::nullopt;
    PathArguments arguments;
    for (std::size_t i = 0; i < path.count; ++i) {
        if (pattern[i] == argument_mark)
            arguments.values[arguments.count++] = path.segments[i];
        else if (pattern[i] != path.segments[i])
            return std::nullopt;
    }
    return arguments;
}

std::string joined(const std::set<std::string_view>& methods) {
    std::string text;
    for (const std::string_view method : methods) {
        if (!text.empty()) text += ", ";
        text += method;
    }
    return text;
}

}  // namespace

Path split_path(std::string_view raw, std::vector<std::string>& decoded) {
    Path path;
    decoded.clear();
    decoded.reserve(Path::segments_max);  // views into short strings must not move
    while (!raw.empty()) {
        const std::size_t end = std::min(raw.find('/'), raw.size());
        std::string_view segment = raw.substr(0, end);
        raw.remove_prefix(std::min(end + 1, raw.size()));
        if (segment.empty()) continue;
        if (path.count == Path::segments_max) {
            path.too_long = true;
            return path;
        }
        if (segment.find('%') != std::string_view::npos)
            segment = decoded.emplace_back(http::percent_decode(segment));
        path.segments[path.count++] = segment;
    }
    return path;
}

Router::Router(std::span<const std::span<const Route>> tables) {
    for (const auto& table : tables) {
        for (const Route& route : table) {
            Entry entry{.route = &route, .segments = segments_of(route.path)};
            entry.literals = static_cast<std::size_t>(std::ranges::count_if(
                entry.segments, [](std::string_view s) { return s != argument_mark; }
            ));
            const std::string_view name =
                entry.segments.size() < 2 ? std::string_view{} : entry.segments[1];
            auto place = std::ranges::find(collections_, name, &Collection::name);
            if (place == collections_.end())
                place = collections_.insert(place, Collection{.name = name, .entries = {}});
            place->entries.push_back(std::move(entry));
        }
    }
    for (Collection& collection : collections_)
        std::ranges::stable_sort(collection.entries, std::ranges::greater{}, &Entry::literals);
}

const Router::Collection* Router::find(const Path& path) const {
    const std::string_view name = path.count < 2 ? std::string_view{} : path.segments[1];
    const auto place = std::ranges::find(collections_, name, &Collection::name);
    return place == collections_.end() ? nullptr : &*place;
}

Match Router::match(http::Method method, const Path& path) const {
    const Collection* collection = path.too_long ? nullptr : find(path);
    if (collection == nullptr) return {};
    for (const Entry& entry : collection->entries) {
        if (entry.route->method != method) continue;
        if (const auto arguments = match_segments(entry.segments, path))
            return {Match::Kind::found, entry.route, *arguments, {}};
    }
    return refusal(*collection, path);
}

/// A nested list tells its own verbs; the collection and its items tell those of both together, as
/// the original does, and have no path without one.
Match Router::refusal(const Collection& collection, const Path& path) {
    std::set<std::string_view> of_path;
    std::set<std::string_view> of_collection;
    for (const Entry& entry : collection.entries) {
        const std::string_view verb = name_of(entry.route->method);
        if (match_segments(entry.segments, path)) of_path.insert(verb);
        if (entry.segments.size() <= 3) of_collection.insert(verb);
    }
    if (of_path.empty()) return {};
    const bool is_collection = path.count == 2 || path.count == 3;
    return {
        Match::Kind::no_such_method, nullptr, {}, joined(is_collection ? of_collection : of_path)};
}

}  // namespace wf::api
