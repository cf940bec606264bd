// The `attribute` argument of filters: "a.b.0" or an integer, read once and applied to many items.
#pragma once
#include "expr/jinja/data/access.hpp"

#include <memory>

namespace wf::expr::jinja {

class AttributePath {
public:
    /// Null: the item itself. A text is a path, anything else one key.
    explicit AttributePath(const Value& attribute);
    /// The value at the path, undefined if there is none; `fallback` (unless null) stands for
    /// undefined.
    Value read(Evaluation& run, const Value& item, const Value& fallback = {}) const;

    bool is_empty() const { return parts_.empty(); }

    /// Several paths: "a,b".
    static std::vector<AttributePath> list(const Value& attribute);

private:
    struct Part {
        Value key;
        std::unique_ptr<AttributeName> name;  ///< null: an index
    };

    void add_part(std::string_view text);
    Value read_slowly(Evaluation& run, const Value& item, const Value& fallback) const;

    std::vector<Part> parts_;
};

}  // namespace wf::expr::jinja
