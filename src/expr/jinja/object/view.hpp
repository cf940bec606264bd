// keys(), values() and items() of a dict, and range(): re-walkable sequences that are not lists.
#pragma once
#include "expr/jinja/object/thing.hpp"

namespace wf::expr::jinja {

class View : public Thing {
public:
    static constexpr Shape own_shape = Shape::view;
    enum class Part : std::uint8_t { keys, values, items };

    View(Value dict, Part part) : Thing(Shape::view), dict_(std::move(dict)), part_(part) {}

    Part part() const { return part_; }

    const Value& dict() const { return dict_; }

    std::size_t size() const;
    /// Element at a position in insertion order; lists and dicts in a box are thawed.
    Value at(Evaluation& run, std::size_t position) const;

    bool truth() const override { return size() > 0; }

    std::optional<Value> json_form() const override;

    std::string_view python_type() const override;

    std::vector<Value> surrender() override { return {std::move(dict_)}; }

private:
    Value dict_;
    Part part_;
};

class Range : public Thing {
public:
    static constexpr Shape own_shape = Shape::range;

    /// `step` is not zero.
    Range(std::int64_t start, std::int64_t stop, std::int64_t step);

    std::int64_t size() const { return size_; }

    std::int64_t at(std::int64_t position) const { return start_ + position * step_; }

    std::int64_t start() const { return start_; }

    std::int64_t step() const { return step_; }

    std::int64_t stop() const { return stop_; }

    bool contains(const Value& number) const;

    bool truth() const override { return size_ > 0; }

    std::optional<Value> json_form() const override;

    std::string text() const override;

    std::string_view python_type() const override { return "range"; }

    std::optional<Value> attribute(Evaluation& run, std::string_view name) override;

private:
    std::int64_t start_;
    std::int64_t stop_;
    std::int64_t step_;
    std::int64_t size_;
};

}  // namespace wf::expr::jinja
