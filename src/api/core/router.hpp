// Finds the route of a request by method and path.
#pragma once
#include "api/core/route.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wf::api {

/// The decoded segments of a path; a trailing slash adds none.
struct Path {
    static constexpr std::size_t segments_max = 8;
    std::array<std::string_view, segments_max> segments{};
    std::size_t count = 0;
    bool too_long = false;
};

/// Segments point into `raw`, or into `decoded` where decoding changed them; `decoded` is emptied
/// first.
Path split_path(std::string_view raw, std::vector<std::string>& decoded);

/// Arguments of a route, in order.
struct PathArguments {
    std::array<std::string_view, 4> values{};
    std::size_t count = 0;
};

struct Match {
    enum class Kind : std::uint8_t { found, no_such_path, no_such_method };

    Kind kind = Kind::no_such_path;
    const Route* route = nullptr;
    PathArguments arguments;
    std::string allow;  ///< no_such_method: the verbs there are, "DELETE, GET, POST"
};

class Router {
public:
    /// `tables` must outlive the router.
    explicit Router(std::span<const std::span<const Route>> tables);
    Match match(http::Method method, const Path& path) const;

private:
    struct Entry {
        const Route* route = nullptr;
        std::vector<std::string_view> segments;
        std::size_t literals = 0;
    };

    /// All routes with the same second segment: /v2/<name>...
    struct Collection {
        std::string_view name;
        std::vector<Entry> entries;  ///< those with more literal segments first
    };

    const Collection* find(const Path& path) const;
    static Match refusal(const Collection& collection, const Path& path);
    std::vector<Collection> collections_;
};

}  // namespace wf::api
