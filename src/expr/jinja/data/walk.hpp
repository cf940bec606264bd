// Walking over anything that Python can iterate.
#pragma once
#include "expr/jinja/data/type.hpp"
#include "expr/jinja/object/view.hpp"

#include <vector>

namespace wf::expr::jinja {

class Walk {
public:
    /// @raises TypeError "'int' object is not iterable", UndefinedError.
    Walk(Evaluation& run, Value iterable);

    bool next(Value& out) {
        if (position_ < items_.size()) {
            run_.budget().step();
            out = items_[position_++];
            return true;
        }
        return source_ != Source::items && next_of_other(out);
    }

    /// Key and value of the next member when this walks over items() of a dict, else false. Saves
    /// the pair.
    bool walks_pairs() const { return source_ == Source::view_items; }

    bool next_pair(Value& key, Value& value);
    /// Items still to come; -1 if only walking tells.
    std::int64_t known_remaining() const;

private:
    enum class Source : std::uint8_t {
        items,
        box,
        keys,
        view_items,
        view,
        range,
        bytes,
        text,
        iterator
    };

    bool next_of_other(Value& out);
    bool next_character(Value& out);
    bool next_key(Value& out);
    void check_size() const;

    Evaluation& run_;
    Value held_;
    Source source_ = Source::items;
    std::span<const Value> items_;
    std::size_t position_ = 0;
    std::size_t size_ = 0;  // of the dict when the walk began
    Iterator* iterator_ = nullptr;
};

/// All items. Charges the budget.
std::vector<Value> collect(Evaluation& run, const Value& iterable);
/// len(). @raises TypeError "object of type 'int' has no len()".
std::int64_t length_of(const Value& value);
/// len() if the value has one.
std::optional<std::int64_t> length_if(const Value& value);
bool is_iterable(const Value& value);
/// Python's `in`. @raises TypeError.
bool contains(Evaluation& run, const Value& container, const Value& member);

}  // namespace wf::expr::jinja
