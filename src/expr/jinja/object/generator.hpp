// Lazy results of filters: one pass, evaluated while they are walked, errors included.
#pragma once
#include "expr/jinja/data/walk.hpp"

namespace wf::expr::jinja {

class Generator : public Iterator {
public:
    Generator(Evaluation& run, Value source, std::string_view name)
        : Iterator(run.context()), run_(run), source_(std::move(source)), name_(name) {}

    std::string text() const override { return "<generator object " + std::string{name_} + ">"; }

protected:
    Evaluation& run() const { return run_; }

    /// Next item of the source; the walk begins with the first one, so that errors surface as late.
    bool draw(Value& out) {
        if (!walk_) walk_.emplace(run_, std::move(source_));
        return walk_->next(out);
    }

    const Value& source() const { return source_; }

private:
    Evaluation& run_;
    Value source_;
    std::string_view name_;  // a literal
    std::optional<Walk> walk_;
};

/// Items that exist already, one pass.
Value make_iterator(Evaluation& run, std::vector<Value> items, std::string_view name);

}  // namespace wf::expr::jinja
