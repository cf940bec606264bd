#include "expr/jinja/object/view.hpp"

#include "expr/jinja/data/text.hpp"
#include "expr/jinja/data/type.hpp"
#include "expr/jinja/object/function.hpp"
#include "expr/runtime/arithmetic.hpp"

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

std::optional<Value> View::json_form() const {
    std::vector<Value> items;
    for (const Member& member : members_of(dict_)) {
        if (part_ == Part::items)
            items.push_back(make_pair(member.key, member.value));
        else
            items.push_back(part_ == Part::keys ? member.key : member.value);
    }
    return Value::list(std::move(items));
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

std::optional<Value> Range::json_form() const {
    std::vector<Value> numbers;
    for (std::int64_t position = 0; position < size_; ++position)
        numbers.emplace_back(at(position));
    return Value::list(std::move(numbers));
}

std::string Range::text() const {
    std::string out = "range(" + std::to_string(start_) + ", " + std::to_string(stop_);
    if (step_ != 1) out += ", " + std::to_string(step_);
    return out + ")";
}

namespace {

Value index_in_range(Call& call) {
    const Range& range = *as<Range>(call[0]);
    if (!range.contains(call[1])) {
        if (is_integer_like(call[1])) raise_value(text_of(call.run, call[1]) + " is not in range");
        raise_value("sequence.index(x): x not in sequence");
    }
    const std::int64_t wanted = call[1].kind() == Kind::floating
                                    ? static_cast<std::int64_t>(call[1].as_double())
                                    : arith::to_int64(call[1]);
    return Value{(wanted - range.start()) / range.step()};
}

Value count_in_range(Call& call) {
    return Value{as<Range>(call[0])->contains(call[1]) ? 1 : 0};
}

constexpr Row range_rows[] = {
    {"count", "self, value, /", "How often a number occurs: once or not at all.", count_in_range},
    {"index", "self, value, /", "Position of a number.", index_in_range},
};

}  // namespace

std::optional<Value> Range::attribute(Evaluation& run, std::string_view name) {
    if (name == "start") return Value{start_};
    if (name == "stop") return Value{stop_};
    if (name == "step") return Value{step_};
    static const BuiltinTable methods{{range_rows}};
    const Builtin* method = methods.find(name);
    if (method == nullptr) return std::nullopt;
    return bind_method(run, *method, Value::share(*this));
}

}  // namespace wf::expr::jinja
