// Filters of sequences: ends, length, joining, cutting into parts.
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/attribute_path.hpp"
#include "expr/jinja/data/text_result.hpp"
#include "expr/jinja/object/generator.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "value/big_integer.hpp"

#include <algorithm>
#include <utility>

namespace wf::expr::jinja {
namespace {

class Batches : public Generator {
public:
    Batches(Evaluation& run, const Value& source, Value size, Value fill)
        : Generator(run, source, "do_batch"), size_value_(std::move(size)), fill_(std::move(fill)) {
    }

protected:
    bool advance(Value& out) override {
        std::vector<Value> batch;
        Value item;
        read_size();
        if (size_ == 0 && !has_waiting_ && draw(waiting_)) {
            // Python compares lengths before it adds: a batch size of 0 makes one empty batch, then
            // a full one.
            has_waiting_ = true;
            out = make_list(run(), {});
            return true;
        }
        if (!waiting_.is_null()) batch.push_back(std::exchange(waiting_, Value{}));
        while (!is_full(batch) && draw(item)) {
            context().budget().charge(sizeof(Value));
            batch.push_back(std::move(item));
        }
        if (batch.empty()) return false;
        if (!fill_.is_null() && !arith::is_numeric(size_value_))
            raise_type(
                "'<' not supported between instances of 'int' and '" +
                std::string{python_type(size_value_)} + "'"
            );
        if (!fill_.is_null() && size_ > 0) {
            const auto missing = static_cast<std::size_t>(size_) - batch.size();
            context().budget().charge(missing * sizeof(Value));
            batch.insert(batch.end(), missing, fill_);
        }
        out = make_list(run(), std::move(batch));
        return true;
    }

private:
    /// A size that is no integer is never reached.
    void read_size() {
        need_defined(size_value_);
        const bool is_small = size_value_.kind() == Kind::integer || size_value_.is_bool();
        size_ = is_small ? arith::to_int64(size_value_) : -1;
        if (size_value_.kind() == Kind::big_integer && !fill_.is_null() &&
            !size_value_.as_big_integer().is_negative())
            raise("OverflowError", "cannot fit 'int' into an index-sized integer");
    }

    bool is_full(const std::vector<Value>& batch) const {
        return size_ > 0 && batch.size() >= static_cast<std::size_t>(size_);
    }

    Value size_value_;
    std::int64_t size_ = -1;
    Value fill_;
    Value waiting_;
    bool has_waiting_ = false;
};

Value batch(Call& call) {
    return Value::opaque<Batches>(call.run, call[0], call[1], call[2]);
}

class Slices : public Generator {
public:
    Slices(Evaluation& run, const Value& source, Value count, Value fill)
        : Generator(run, source, "sync_do_slice"), count_value_(std::move(count)),
          fill_(std::move(fill)) {}

protected:
    bool advance(Value& out) override {
        if (!items_) {
            items_.emplace();
            for (Value item; draw(item);) items_->push_back(std::move(item));
            need_defined(count_value_);
            count_ = need_integer(count_value_, "slices");
        }
        if (count_ == 0) raise("ZeroDivisionError", "integer division or modulo by zero");
        if (number_ >= count_) return false;
        const auto length = static_cast<std::int64_t>(items_->size());
        const std::int64_t extra = length % count_;
        const std::int64_t size = length / count_ + (number_ < extra ? 1 : 0);
        const auto begin = items_->begin() + position_;
        std::vector<Value> part{begin, begin + size};
        if (!fill_.is_null() && number_ >= extra) part.push_back(fill_);
        position_ += size;
        ++number_;
        out = make_list(run(), std::move(part));
        return true;
    }

private:
    Value count_value_;
    std::int64_t count_ = 0;
    Value fill_;
    std::optional<std::vector<Value>> items_;
    std::int64_t number_ = 0;
    std::ptrdiff_t position_ = 0;
};

Value slice(Call& call) {
    return Value::opaque<Slices>(call.run, call[0], call[1], call[2]);
}

Value first(Call& call) {
    Walk walk{call.run, call[0]};
    Value item;
    return walk.next(item) ? item : undefined_because("No first item, sequence was empty.");
}

bool is_reversible(const Value& value) {
    switch (type_of(value)) {
    case Type::list:
    case Type::tuple:
    case Type::text:
    case Type::dict: return true;
    default: return thing_if(value, Shape::view) != nullptr || as<Range>(value) != nullptr;
    }
}

Value last(Call& call) {
    need_defined(call[0]);
    if (!is_reversible(call[0]))
        raise_type("'" + std::string{python_type(call[0])} + "' object is not reversible");
    if (const auto items = items_if(call[0]); items && !items->empty() && !call.run.is_boxed())
        return items->back();
    std::vector<Value> items = collect(call.run, call[0]);
    return items.empty() ? undefined_because("No last item, sequence was empty.") : items.back();
}

Value length(Call& call) {
    return Value{length_of(call[0])};
}

Value list(Call& call) {
    return make_list(call.run, collect(call.run, call[0]));
}

Value reverse(Call& call) {
    if (const auto text = text_if(call[0])) {
        std::string out;
        for (std::size_t end = text->size(); end > 0;) {
            std::size_t at = end - 1;
            while (at > 0 && (static_cast<unsigned char>((*text)[at]) & 0xC0U) == 0x80U) --at;
            out += text->substr(at, end - at);
            end = at;
        }
        return text_like(call.run, call[0], std::move(out));
    }
    if (!is_iterable(call[0])) raise("FilterArgumentError", "argument must be iterable");
    std::vector<Value> items = collect(call.run, call[0]);
    std::ranges::reverse(items);
    if (!is_reversible(call[0])) return make_list(call.run, std::move(items));
    return make_iterator(call.run, std::move(items), "reversed");
}

/// Under autoescape: one safe item makes the result safe and the others escaped.
Value join_escaped(Call& call, const std::vector<Value>& items) {
    Evaluation& run = call.run;
    const auto is_safe = [](const Value& value) { return as<SafeText>(value) != nullptr; };
    if (!is_safe(call[1]) && std::ranges::none_of(items, is_safe)) {
        std::string out;
        for (std::size_t at = 0; at < items.size(); ++at) {
            if (at > 0) append_text(run, out, call[1]);
            append_text(run, out, items[at]);
        }
        return Value{out};
    }
    std::string out;
    const std::string separator = escaped_text(run, call[1]);
    for (std::size_t at = 0; at < items.size(); ++at) {
        if (at > 0) out += separator;
        out += escaped_text(run, items[at]);
    }
    return safe_text(std::move(out));
}

Value join(Call& call) {
    Evaluation& run = call.run;
    const AttributePath path{call[2]};
    const std::string separator = text_of(run, call[1]);
    Walk walk{run, call[0]};
    Value item;
    if (run.escapes) {
        std::vector<Value> items;
        while (walk.next(item)) items.push_back(path.read(run, item));
        return join_escaped(call, items);
    }
    std::string out;
    for (bool is_first = true; walk.next(item); is_first = false) {
        const std::size_t before = out.size();
        if (!is_first) out += separator;
        append_text(run, out, path.is_empty() ? item : path.read(run, item));
        run.budget().charge(out.size() - before);
    }
    return Value{out};
}

Value random_item(Call& call) {
    const std::int64_t count = length_of(call[0]);
    if (count == 0) return undefined_because("No random item, sequence was empty.");
    const std::uint64_t position = call.context().random_below(static_cast<std::uint64_t>(count));
    if (is_dict(call[0])) raise("KeyError", std::to_string(position));
    return collect(call.run, call[0])[static_cast<std::size_t>(position)];
}

class Pairs : public Generator {
public:
    Pairs(Evaluation& run, const Value& dict) : Generator(run, Value{}, "do_items"), dict_(dict) {}

protected:
    bool advance(Value& out) override {
        if (!pairs_) {
            if (is_undefined(dict_)) return false;
            if (!is_dict(dict_)) raise_type("Can only get item pairs from a mapping.");
            pairs_.emplace(run(), Value::opaque<View>(dict_, View::Part::items));
        }
        return pairs_->next(out);
    }

private:
    Value dict_;
    std::optional<Walk> pairs_;
};

Value items(Call& call) {
    return Value::opaque<Pairs>(call.run, call[0]);
}

constexpr std::string_view length_doc = "Number of items, keys or characters.";

constexpr Row rows[] = {
    {"batch",
     "value, linecount, fill_with=none",
     "Lists of `linecount` items; the last one filled up.",
     batch},
    {"count", "obj", length_doc, length},
    {"first", "seq", "The first item; undefined if there is none.", first},
    {"items", "value", "Pairs of key and value of a dict; nothing for undefined.", items},
    {"join", "value, d='', attribute=none", "The items as text with `d` between them.", join},
    {"last", "seq", "The last item; undefined if there is none.", last},
    {"length", "obj", length_doc, length},
    {"list", "value", "The items as a list.", list},
    {"random", "seq", "One item by chance.", random_item},
    {"reverse",
     "value",
     "The items, or the characters of a text, from the last to the first.",
     reverse},
    {"slice", "value, slices, fill_with=none", "`slices` lists of about the same length.", slice},
};

}  // namespace

std::span<const Row> sequence_filters() {
    return rows;
}

}  // namespace wf::expr::jinja
