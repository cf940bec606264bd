// == as Python has it, and identical() as storage needs it.
//
// Both walk two values side by side. They recurse for speed, and put pairs aside when the recursion
// gets deep: all pairs must be equal in the end, so it does not matter when they are compared.
#include "value/big_integer.hpp"
#include "value/node/access.hpp"
#include "value/node/containers.hpp"
#include "value/value.hpp"

#include <cmath>

namespace wf {
namespace {

using Access = ValueAccess;

constexpr int levels_max = 200;

struct Pair {
    const Value* a;
    const Value* b;
};

/// Compares two values whose lists and dicts are left to `walk`.
template <class Rule>
class Walk {
public:
    bool run(const Value& a, const Value& b) {
        if (!compare(a, b, levels_max)) return false;
        while (!aside_.empty()) {
            const Pair next = aside_.back();
            aside_.pop_back();
            if (!compare(*next.a, *next.b, levels_max)) return false;
        }
        return true;
    }

    bool compare(const Value& a, const Value& b, int levels) {
        if (!Access::is_container(a) || !Access::is_container(b)) return Rule::scalars(a, b);
        if (a.kind() != b.kind()) return false;
        if (a.same_as(b)) return true;
        if (levels == 0) {
            aside_.push_back({&a, &b});
            return true;
        }
        if (a.size() != b.size()) return false;
        return Rule::containers(*this, a, b, levels - 1);
    }

    bool compare_in_order(std::span<const Value> a, std::span<const Value> b, int levels) {
        for (std::size_t i = 0; i < a.size(); ++i)
            if (!compare(a[i], b[i], levels)) return false;
        return true;
    }

private:
    std::vector<Pair> aside_;
};

bool integer_equals(std::int64_t integer, double number) {
    // Converted the other way round a large integer would be rounded.
    return number >= -0x1p63 && number < 0x1p63 && std::trunc(number) == number &&
           static_cast<std::int64_t>(number) == integer;
}

bool is_numeric(const Value& value) {
    return value.is_number() || value.is_bool();
}

bool numbers_equal(const Value& a, const Value& b) {
    if (a.kind() == Kind::floating && b.kind() == Kind::floating)
        return a.as_double() == b.as_double();
    if (b.kind() == Kind::floating) return numbers_equal(b, a);
    if (a.kind() == Kind::floating) {
        if (b.kind() == Kind::big_integer)
            return std::is_eq(compare(b.as_big_integer(), a.as_double()));
        return integer_equals(static_cast<std::int64_t>(Access::low(b)), a.as_double());
    }
    if (a.kind() == Kind::big_integer && b.kind() == Kind::big_integer)
        return a.as_big_integer() == b.as_big_integer();
    if (a.kind() == Kind::big_integer || b.kind() == Kind::big_integer) return false;
    return Access::low(a) == Access::low(b);
}

bool datetimes_equal(const DateTime& a, const DateTime& b) {
    if (a.aware != b.aware || a.date_only != b.date_only) return false;
    const auto utc = [](const DateTime& at) {
        return at.local_us - (at.aware ? std::int64_t{at.offset_seconds} * 1'000'000 : 0);
    };
    return utc(a) == utc(b);
}

bool texts_equal(const Value& a, const Value& b) {
    return node::TextKey{a}.matches(b);
}

/// Values that are not both containers with members.
bool equal_scalars(const Value& a, const Value& b) {
    if (is_numeric(a)) return is_numeric(b) && numbers_equal(a, b);
    if (a.kind() != b.kind()) return false;
    switch (a.kind()) {
    case Kind::string: return texts_equal(a, b);
    case Kind::datetime: return datetimes_equal(a.as_datetime(), b.as_datetime());
    case Kind::list:
    case Kind::dict:
    case Kind::set: return a.empty() && b.empty();
    case Kind::null:
    case Kind::boolean:
    case Kind::integer:
    case Kind::big_integer:
    case Kind::floating:
    case Kind::timespan:
    case Kind::opaque: return a.same_as(b);
    }
    return false;
}

struct PythonEqual {
    static bool scalars(const Value& a, const Value& b) { return equal_scalars(a, b); }

    static bool containers(Walk<PythonEqual>& walk, const Value& a, const Value& b, int levels) {
        if (a.is_list()) return walk.compare_in_order(a.items(), b.items(), levels);
        if (a.kind() == Kind::set) return same_members(a, b);
        const std::span<const Member> others = b.members();
        std::size_t i = 0;
        for (const Member& member : a.members()) {
            // Equal dicts mostly have their keys in the same order.
            const Member& other = others[i++];
            const Value* found = member.key.is_string() && other.key.is_string() &&
                                         texts_equal(member.key, other.key)
                                     ? &other.value
                                     : b.find(member.key);
            if (found == nullptr || !walk.compare(member.value, *found, levels)) return false;
        }
        return true;
    }

    static bool same_members(const Value& a, const Value& b) {
        auto* set = Access::node_of<node::Set>(b);
        for (const Value& item : a.items()) {
            const bool found = node::with_probe(item, [set](node::Probe& probe) {
                return node::find(*set, probe) != nullptr;
            });
            if (!found) return false;
        }
        return true;
    }
};

struct Identical {
    static bool scalars(const Value& a, const Value& b) {
        if (a.kind() != b.kind()) return false;
        if (a.is_list() && a.flavor() != b.flavor()) return false;
        if (a.kind() == Kind::big_integer || a.is_string() || a.is_list() || a.is_dict() ||
            a.kind() == Kind::set)
            return equal_scalars(a, b);
        // By bits: NaN is identical to itself, 0.0 not to -0.0.
        return a.same_as(b);
    }

    static bool containers(Walk<Identical>& walk, const Value& a, const Value& b, int levels) {
        if (a.is_list() && a.flavor() != b.flavor()) return false;
        if (!a.is_dict()) return walk.compare_in_order(a.items(), b.items(), levels);
        const std::span<const Member> others = b.members();
        std::size_t i = 0;
        for (const Member& member : a.members()) {
            const Member& other = others[i++];
            if (!walk.compare(member.key, other.key, levels) ||
                !walk.compare(member.value, other.value, levels))
                return false;
        }
        return true;
    }
};

}  // namespace

bool operator==(const Value& a, const Value& b) {
    return Walk<PythonEqual>{}.run(a, b);
}

bool identical(const Value& a, const Value& b) {
    return Walk<Identical>{}.run(a, b);
}

}  // namespace wf
