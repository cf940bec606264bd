// The encodings of evaluator/encode.hpp, read.
#include "expr/evaluator/encode.hpp"
#include "expr/runtime/datetime.hpp"
#include "expr/runtime/iterator.hpp"

#include <limits>

namespace wf::expr {
namespace {

// Without the content: messages never show data.
tl::unexpected<Error> malformed(std::string_view tag) {
    return fail(ErrorCode::invalid_argument, "malformed " + std::string{tag}, "BadRequest");
}

/// One pass over a list.
class ListIterator final : public Iterator {
public:
    ListIterator(Context& context, Value list) : Iterator(context), list_(std::move(list)) {}

protected:
    bool advance(Value& out) override {
        if (position_ == list_.size()) return false;
        out = list_.at(position_++);
        return true;
    }

private:
    Value list_;
    std::size_t position_ = 0;
};

class Digits {
public:
    explicit Digits(std::string_view text) : text_(text) {}

    bool done() const { return text_.empty(); }

    bool skip(char c) {
        if (!text_.starts_with(c)) return false;
        text_.remove_prefix(1);
        return true;
    }

    /// Exactly `count` digits; else the text is malformed.
    std::int64_t number(std::size_t count) {
        std::int64_t value = 0;
        for (std::size_t i = 0; i < count; ++i) value = value * 10 + digit();
        return value;
    }

    /// Up to six digits of a fraction, as microseconds.
    std::int64_t microseconds() {
        std::int64_t value = 0;
        std::size_t count = 0;
        while (count < 6 && !text_.empty() && text_.front() >= '0' && text_.front() <= '9') {
            value = value * 10 + digit();
            ++count;
        }
        is_good_ = is_good_ && count > 0;
        for (; count < 6; ++count) value *= 10;
        return value;
    }

    bool expect(char c) {
        is_good_ = skip(c) && is_good_;
        return is_good_;
    }

    bool is_good() const { return is_good_; }

private:
    std::int64_t digit() {
        if (text_.empty() || text_.front() < '0' || text_.front() > '9') {
            is_good_ = false;
            return 0;
        }
        const std::int64_t value = text_.front() - '0';
        text_.remove_prefix(1);
        return value;
    }

    std::string_view text_;
    bool is_good_ = true;
};

std::optional<std::int64_t> read_offset(Digits& digits) {
    if (digits.skip('Z')) return 0;
    const bool west = digits.skip('-');
    if (!west && !digits.skip('+')) return std::nullopt;
    std::int64_t seconds = digits.number(2) * 3600;
    digits.expect(':');
    seconds += digits.number(2) * 60;
    if (digits.skip(':')) seconds += digits.number(2);
    return (west ? -seconds : seconds) * us_per_second;
}

/// isoformat(): "2015-08-29T10:00:00[.ffffff][+00:00]", for `$date` without the time.
Result<Value> read_datetime(std::string_view tag, const Value& content, const bool with_time) {
    if (!content.is_string()) return malformed(tag);
    Digits digits{content.as_string()};
    CivilTime time;
    time.year = digits.number(4);
    digits.expect('-');
    time.month = digits.number(2);
    digits.expect('-');
    time.day = digits.number(2);
    std::optional<std::int64_t> offset;
    if (with_time) {
        if (!digits.skip('T')) digits.expect(' ');
        time.hour = digits.number(2);
        digits.expect(':');
        time.minute = digits.number(2);
        digits.expect(':');
        time.second = digits.number(2);
        if (digits.skip('.')) time.microsecond = digits.microseconds();
        offset = read_offset(digits);
    }
    if (!digits.is_good() || !digits.done()) return malformed(tag);
    try {
        DateTime at = make_datetime(time, offset);
        at.date_only = !with_time;
        return Value::datetime(at);
    } catch (const EvalError&) {
        return malformed(tag);
    }
}

Result<Value> read_date(const Value& content, Context&) {
    return read_datetime("$date", content, false);
}

Result<Value> read_full_datetime(const Value& content, Context&) {
    return read_datetime("$datetime", content, true);
}

Result<Value> read_timespan(const Value& content, Context&) {
    if (content.kind() != Kind::integer) return malformed("$timespan");
    try {
        return make_timespan(content.as_int());
    } catch (const EvalError&) {
        return malformed("$timespan");
    }
}

Result<Value> read_float(const Value& content, Context&) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (content == Value{"nan"}) return Value{std::numeric_limits<double>::quiet_NaN()};
    if (content == Value{"inf"}) return Value{infinity};
    if (content == Value{"-inf"}) return Value{-infinity};
    return malformed("$float");
}

Result<std::vector<Value>> read_items(
    std::string_view tag, const Value& content, Context& context
) {
    if (!content.is_list()) return malformed(tag);
    std::vector<Value> items;
    items.reserve(content.size());
    for (const Value& item : content.items()) {
        WF_TRY(Value decoded, decode(item, context));
        items.push_back(std::move(decoded));
    }
    return items;
}

Result<Value> read_set(const Value& content, Context& context) {
    WF_TRY(std::vector<Value> items, read_items("$set", content, context));
    return Value::set(std::move(items));
}

Result<Value> read_tuple(const Value& content, Context& context) {
    WF_TRY(std::vector<Value> items, read_items("$tuple", content, context));
    return Value::list(std::move(items), ListFlavor::tuple);
}

Result<Value> read_iterator(const Value& content, Context& context) {
    WF_TRY(std::vector<Value> items, read_items("$iterator", content, context));
    return Value::opaque<ListIterator>(context, Value::list(std::move(items)));
}

Result<Value> read_dict(const Value& content, Context& context) {
    if (!content.is_list()) return malformed("$dict");
    DictBuilder members(content.size());
    for (const Value& pair : content.items()) {
        if (!pair.is_list() || pair.size() != 2) return malformed("$dict");
        WF_TRY(Value key, decode(pair.at(0), context));
        WF_TRY(Value value, decode(pair.at(1), context));
        members.set(std::move(key), std::move(value));
    }
    return std::move(members).freeze();
}

struct Encoding {
    std::string_view tag;
    Result<Value> (*read)(const Value& content, Context& context);
};

constexpr Encoding encodings[] = {
    {"$datetime", read_full_datetime},
    {"$date", read_date},
    {"$timespan", read_timespan},
    {"$set", read_set},
    {"$dict", read_dict},
    {"$float", read_float},
    {"$iterator", read_iterator},
    {"$tuple", read_tuple},
};

Result<Value> decoded_dict(const Value& dict, Context& context) {
    if (dict.size() == 1) {
        const Member& only = dict.members().front();
        for (const Encoding& encoding : encodings)
            if (only.key == Value{encoding.tag}) return encoding.read(only.value, context);
    }
    DictBuilder members(dict.size());
    for (const Member& member : dict.members()) {
        WF_TRY(Value value, decode(member.value, context));
        members.set(member.key, std::move(value));
    }
    return std::move(members).freeze();
}

}  // namespace

Result<Value> decode(const Value& encoded, Context& context) {
    if (encoded.is_dict()) return decoded_dict(encoded, context);
    if (!encoded.is_list()) return encoded;
    WF_TRY(std::vector<Value> items, read_items("list", encoded, context));
    return Value::list(std::move(items));
}

}  // namespace wf::expr
