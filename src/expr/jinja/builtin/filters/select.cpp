// map, select, reject and their attribute forms.
#include "expr/jinja/ast/call.hpp"
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/builtin/tables.hpp"
#include "expr/jinja/data/attribute_path.hpp"
#include "expr/jinja/data/text.hpp"
#include "expr/jinja/object/generator.hpp"

namespace wf::expr::jinja {
namespace {

/// Arguments of a filter or test that is applied to every item: kept, because the items come later.
struct Kept {
    Kept(std::span<const Value> values, std::span<const Keyword> keywords)
        : positional(values.begin(), values.end()) {
        names.reserve(keywords.size());
        for (const Keyword& keyword : keywords) {
            names.emplace_back(keyword.name);
            named.push_back({names.back(), keyword.value});
        }
    }

    Args view() const { return {positional, named}; }

    std::vector<Value> positional;
    std::vector<std::string> names;
    std::vector<Keyword> named;
};

/// A filter that looks at its arguments when its first item is asked for, and never if there is
/// nothing to walk over: an empty, false or null value has no items.
class Prepared : public Generator {
public:
    Prepared(Evaluation& run, const Value& source, std::string_view name, Kept args)
        : Generator(run, source, name), args_(std::move(args)) {}

protected:
    virtual void prepare() = 0;

    bool draw_prepared(Value& item) {
        if (!is_prepared_) {
            is_prepared_ = true;
            is_over_ = !is_true(source());
            if (!is_over_) prepare();
        }
        return !is_over_ && draw(item);
    }

    Kept& args() { return args_; }

private:
    Kept args_;
    bool is_prepared_ = false;
    bool is_over_ = false;
};

/// The name of a filter or test that is given as a value.
std::string name_from(Evaluation& run, const Value& value) {
    const Type type = type_of(value);
    if (type == Type::list || type == Type::dict)
        raise_type("unhashable type: '" + std::string{python_type(value)} + "'");
    return text_of(run, value);
}

class Mapped : public Prepared {
public:
    Mapped(Evaluation& run, const Value& source, Kept args)
        : Prepared(run, source, "sync_do_map", std::move(args)) {}

protected:
    void prepare() override {
        if (args().positional.empty()) {
            prepare_attribute();
            return;
        }
        name_ = name_from(run(), args().positional[0]);
        target_ = find_filter(name_);
    }

    bool advance(Value& out) override {
        Value item;
        if (!draw_prepared(item)) return false;
        if (path_) {
            out = path_->read(run(), item, fallback_);
            return true;
        }
        if (!target_.is_known()) raise("TemplateRuntimeError", "No filter named '" + name_ + "'.");
        const std::span<const Value> positional{args().positional};
        out = target_.call(run(), item, {positional.subspan(1), args().named});
        return true;
    }

private:
    void prepare_attribute() {
        const std::string* unexpected = nullptr;
        for (std::size_t at = 0; at < args().named.size(); ++at) {
            const Keyword& keyword = args().named[at];
            if (keyword.name == "attribute")
                path_.emplace(keyword.value);
            else if (keyword.name == "default")
                fallback_ = keyword.value;
            else
                unexpected = &args().names[at];
        }
        if (!path_) raise("FilterArgumentError", "map requires a filter argument");
        if (unexpected != nullptr)
            raise("FilterArgumentError", "Unexpected keyword argument '" + *unexpected + "'");
    }

    std::string name_;
    FilterTarget target_;
    std::optional<AttributePath> path_;
    Value fallback_;
};

Value map(Call& call) {
    return Value::opaque<Mapped>(call.run, call[0], Kept{call.rest(), call.named()});
}

enum class Keep : std::uint8_t { accepted, refused };
enum class Subject : std::uint8_t { item, attribute };

/// select, reject and their attribute forms. The arguments of the test are bound once.
class Selected : public Prepared {
public:
    Selected(Evaluation& run, const Value& source, Keep keep, Subject subject, Kept args)
        : Prepared(run, source, "select_or_reject", std::move(args)), keep_(keep),
          subject_(subject) {}

protected:
    void prepare() override {
        tested_ = args().positional;
        if (subject_ == Subject::item) return;
        if (tested_.empty()) raise("FilterArgumentError", "Missing parameter for attribute name");
        path_.emplace(tested_[0]);
        tested_ = tested_.subspan(1);
    }

    bool advance(Value& out) override {
        Value item;
        while (draw_prepared(item)) {
            const bool is_accepted = accepts(path_ ? path_->read(run(), item) : item);
            if (is_accepted != (keep_ == Keep::accepted)) continue;
            out = std::move(item);
            return true;
        }
        return false;
    }

private:
    bool accepts(Value subject) {
        if (tested_.empty()) return is_true(subject);
        if (test_) {
            test_->set_receiver(std::move(subject));
            return is_true(test_->invoke());
        }
        const std::string name = name_from(run(), tested_[0]);
        const Builtin* test = tests().find(name);
        if (test == nullptr) raise("TemplateRuntimeError", "No test named '" + name + "'.");
        test_.emplace(run(), *test, &subject, Args{tested_.subspan(1), args().named});
        return is_true(test_->invoke());
    }

    Keep keep_;
    Subject subject_;
    std::span<const Value> tested_;  // name of the test and its arguments
    std::optional<AttributePath> path_;
    std::optional<Call> test_;
};

template <Keep keep, Subject subject>
Value filtered(Call& call) {
    return Value::opaque<Selected>(
        call.run, call[0], keep, subject, Kept{call.rest(), call.named()}
    );
}

constexpr Row rows[] = {
    {"map",
     "value, *args, **kwargs",
     "Every item through a filter: map('upper'); or one attribute of every item: "
     "map(attribute='a.b').",
     map},
    {"reject",
     "value, *args, **kwargs",
     "Items that a test refuses; without a test, false ones.",
     filtered<Keep::refused, Subject::item>},
    {"rejectattr",
     "value, *args, **kwargs",
     "Items whose attribute a test refuses.",
     filtered<Keep::refused, Subject::attribute>},
    {"select",
     "value, *args, **kwargs",
     "Items that a test accepts; without a test, true ones.",
     filtered<Keep::accepted, Subject::item>},
    {"selectattr",
     "value, *args, **kwargs",
     "Items whose attribute a test accepts.",
     filtered<Keep::accepted, Subject::attribute>},
};

}  // namespace

std::span<const Row> select_filters() {
    return rows;
}

}  // namespace wf::expr::jinja
