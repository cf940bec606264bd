// Making values and reading them by kind. Dict lookup and overlays are in dict.cpp, lists and dicts
// under construction in builder.cpp.
#include "value/value.hpp"

#include "base/assert.hpp"
#include "value/big_integer.hpp"
#include "value/node/access.hpp"
#include "value/node/big.hpp"
#include "value/node/containers.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <new>

namespace wf {
namespace {

using Access = ValueAccess;

constexpr std::uint64_t aware_bit = 1ULL << 32U;
constexpr std::uint64_t date_only_bit = 1ULL << 33U;

Value make_big(BigInteger number) {
    if (const auto fits = number.to_int64()) return *fits;
    return Access::adopt(new node::Big{std::move(number)}, Access::tag_word(Kind::big_integer));
}

}  // namespace

Opaque::~Opaque() = default;

Value::Value(std::uint64_t value) {
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        *this = Value{static_cast<std::int64_t>(value)};
    else
        *this = make_big(BigInteger{value});
}

Value::Value(std::string_view text) {
    if (text.size() <= inline_text_max) {
        const node::Words words = node::pack_short_text(text);
        low_ = words.low;
        high_ = words.high;
        return;
    }
    node::Text* made = node::new_text(text.size());
    std::memcpy(made->bytes(), text.data(), text.size());
    low_ = std::bit_cast<std::uint64_t>(static_cast<node::Counted*>(made));
    high_ = text.size() | tag_word(Kind::string) | heap_bit;
}

Value Value::list(std::initializer_list<Value> items, ListFlavor flavor) {
    return list(std::vector<Value>(items), flavor);
}

Value Value::list(std::vector<Value> items, ListFlavor flavor) {
    return node::make_list(items, flavor);
}

Value Value::dict(std::initializer_list<std::pair<Value, Value>> members) {
    std::vector<Member> copies;
    copies.reserve(members.size());
    for (const auto& [key, value] : members) copies.push_back({key, value});
    return node::make_dict(copies);
}

Value Value::set(std::vector<Value> members) {
    return node::make_set(members);
}

Value Value::datetime(const DateTime& at) {
    std::uint64_t high = tag_word(Kind::datetime) | static_cast<std::uint32_t>(at.offset_seconds);
    if (at.aware) high |= aware_bit;
    if (at.date_only) high |= date_only_bit;
    return Access::make(static_cast<std::uint64_t>(at.local_us), high);
}

Value Value::timespan(std::int64_t microseconds) {
    return Access::make(static_cast<std::uint64_t>(microseconds), tag_word(Kind::timespan));
}

Value Value::integer_from_text(std::string_view decimal) {
    std::optional<BigInteger> number = BigInteger::from_text(decimal);
    WF_ASSERT(number.has_value(), "the caller has checked that these are decimal digits");
    return make_big(*std::move(number));
}

Value Value::big_integer(const BigInteger& number) {
    return make_big(number);
}

Value Value::adopt(Opaque* object) {
    return Access::adopt(Access::counted_of(object), tag_word(Kind::opaque));
}

Value Value::share(const Opaque& object) {
    // Counting is the one thing that changes in a shared object.
    auto* counted = Access::counted_of(const_cast<Opaque*>(&object));
    counted->references.fetch_add(1, std::memory_order_relaxed);
    return Access::adopt(counted, tag_word(Kind::opaque));
}

const BigInteger& Value::as_big_integer() const {
    WF_ASSERT(kind() == Kind::big_integer, "the value is an integer beyond 64 bits");
    return Access::node_of<node::Big>(*this)->number;
}

DateTime Value::as_datetime() const {
    WF_ASSERT(kind() == Kind::datetime, "the value is a datetime");
    return {
        .local_us = static_cast<std::int64_t>(low_),
        .offset_seconds = static_cast<std::int32_t>(high_ & 0xffff'ffffU),
        .aware = (high_ & aware_bit) != 0,
        .date_only = (high_ & date_only_bit) != 0,
    };
}

std::int64_t Value::as_timespan() const {
    WF_ASSERT(kind() == Kind::timespan, "the value is a timespan");
    return static_cast<std::int64_t>(low_);
}

const Opaque& Value::as_opaque() const {
    WF_ASSERT(kind() == Kind::opaque, "the value is opaque");
    return *Access::opaque_of(counted());
}

ListFlavor Value::flavor() const {
    WF_ASSERT(kind() == Kind::list, "only a list has a flavor");
    return on_heap() ? Access::node_of<node::List>(*this)->flavor : static_cast<ListFlavor>(low_);
}

std::span<const Value> Value::items() const {
    if (!on_heap()) return {};
    if (kind() == Kind::list) {
        auto* list = Access::node_of<node::List>(*this);
        return {list->items(), list->size};
    }
    if (kind() == Kind::set) {
        auto* set = Access::node_of<node::Set>(*this);
        return {set->items(), set->size};
    }
    return {};
}

const Value& Value::at(std::size_t index) const {
    const std::span<const Value> all = items();
    WF_ASSERT(kind() == Kind::list && index < all.size(), "the index is in the list");
    return all[index];
}

bool Value::empty() const {
    // Empty containers have no node.
    return !Access::is_container(*this);
}

std::size_t Value::memory_bytes() const {
    return node::bytes_below(*this);
}

std::size_t Value::depth() const {
    return node::depth_of(*this);
}

bool truthy(const Value& value) {
    switch (value.kind()) {
    case Kind::null: return false;
    case Kind::boolean: return value.as_bool();
    case Kind::integer: return value.as_int() != 0;
    case Kind::floating: return value.as_double() != 0;
    case Kind::timespan: return value.as_timespan() != 0;
    case Kind::string: return !value.as_string().empty();
    case Kind::list:
    case Kind::dict:
    case Kind::set: return !value.empty();
    case Kind::big_integer:
    case Kind::datetime:
    case Kind::opaque: return true;
    }
    return true;
}

Value ListBuilder::freeze(ListFlavor flavor) && {
    std::vector<Value> items = std::exchange(items_, {});
    return node::make_list(items, flavor);
}

}  // namespace wf
