#include "expr/jinja/object/view.hpp"

#include "expr/jinja/data/type.hpp"

#include <algorithm>
#include <cmath>

namespace wf::expr::jinja {

std::size_t View::size() const {
    return members_of(dict_).size();
}

Value View::at(Evaluation& run, std::size_t position) const {
    if (part_ == Part::keys) return members_of(dict_)[position].key;
    const auto value_at = [&]() -> Value {
        DictBox* box = as<DictBox>(dict_);
        if (box == nullptr) return dict_.members()[position].value;
        Value& place = box->members()[position].value;
        thaw(run, place);
        return place;
    };
    if (part_ == Part::values) return value_at();
    return make_pair(members_of(dict_)[position].key, value_at());
}

std::string_view View::python_type() const {
    switch (part_) {
    case Part::keys: return "dict_keys";
    case Part::values: return "dict_values";
    case Part::items: return "dict_items";
    }
    return "dict_items";
}

Range::Range(std::int64_t start, std::int64_t stop, std::int64_t step)
    : Thing(Shape::range), start_(start), stop_(stop), step_(step), size_(0) {
    // The distance of two 64-bit numbers fits an unsigned one only.
    const auto from = static_cast<std::uint64_t>(start);
    const auto to = static_cast<std::uint64_t>(stop);
    const auto stride = static_cast<std::uint64_t>(step);
    std::uint64_t count = 0;
    if (step > 0 && stop > start) count = (to - from - 1) / stride + 1;
    if (step < 0 && stop < start) count = (from - to - 1) / (0 - stride) + 1;
    size_ = static_cast<std::int64_t>(std::min<std::uint64_t>(count, INT64_MAX));
}

bool Range::contains(const Value& number) const {
    std::int64_t wanted = 0;
    if (number.kind() == Kind::integer) {
        wanted = number.as_int();
    } else if (number.is_bool()) {
        wanted = number.as_bool() ? 1 : 0;
    } else if (number.kind() == Kind::floating && std::abs(number.as_double()) < 9e18) {
        wanted = static_cast<std::int64_t>(number.as_double());
        if (!(Value{wanted} == number)) return false;
    } else {
        return false;
    }
    if (size_ == 0) return false;
    const std::int64_t last = at(size_ - 1);
    if (wanted < std::min(start_, last) || wanted > std::max(start_, last)) return false;
    const auto distance = static_cast<std::uint64_t>(wanted) - static_cast<std::uint64_t>(start_);
    return step_ > 0 ? distance % static_cast<std::uint64_t>(step_) == 0
                     : (0 - distance) % (0 - static_cast<std::uint64_t>(step_)) == 0;
}

std::string Range::text() const {
    std::string out = "range(" + std::to_string(start_) + ", " + std::to_string(stop_);
    if (step_ != 1) out += ", " + std::to_string(step_);
    return out + ")";
}

std::optional<Value> Range::attribute(Evaluation&, std::string_view name) {
    if (name == "start") return Value{start_};
    if (name == "stop") return Value{stop_};
    if (name == "step") return Value{step_};
    return std::nullopt;
}

}  // namespace wf::expr::jinja
