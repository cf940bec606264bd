// What str.encode() gives: a sequence of numbers that prints as b'...' and can be decoded.
#pragma once
#include "expr/jinja/object/thing.hpp"

namespace wf::expr::jinja {

class Bytes : public Thing {
public:
    static constexpr Shape own_shape = Shape::bytes;

    explicit Bytes(std::string bytes) : Thing(Shape::bytes), bytes_(std::move(bytes)) {}

    const std::string& view() const { return bytes_; }

    std::int64_t size() const { return static_cast<std::int64_t>(bytes_.size()); }

    std::int64_t at(std::size_t position) const {
        return static_cast<unsigned char>(bytes_[position]);
    }

    std::string_view type_name() const override { return "bytes"; }

    std::string_view python_type() const override { return "bytes"; }

    bool truth() const override { return !bytes_.empty(); }

    std::optional<Value> json_form() const override { return Value{bytes_}; }

    std::string text() const override;
    std::optional<Value> attribute(Evaluation& run, std::string_view name) override;

private:
    std::string bytes_;
};

Value make_bytes(std::string bytes);

}  // namespace wf::expr::jinja
