// The immutable, structurally shared value that contexts, inputs, results and expressions are made
// of. JSON text in and out is in value/json.hpp, Python's str()/repr() in value/python_text.hpp.
#pragma once
#include "base/assert.hpp"
#include "value/fwd.hpp"

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf {

static_assert(
    std::endian::native == std::endian::little,
    "short texts lie in a handle's first 14 bytes, the tag in its last"
);

namespace node {

inline constexpr std::size_t inline_text_max = 14;

/// What every heap part of a value begins with, so that a handle counts without knowing the kind.
struct Counted {
    std::atomic<std::uint32_t> references{1};
};

/// A text too long for a handle. Its bytes follow, its length is in the handle.
struct Text : Counted {
    char* bytes() { return reinterpret_cast<char*>(this + 1); }
};

}  // namespace node

/// What a value is. JSON has the first eight (a JSON object is a dict whose keys are strings); the
/// others exist while expressions are evaluated and are normalised (value/json.hpp) before being
/// stored.
enum class Kind : std::uint8_t {
    null,
    boolean,
    integer,      // 64 bits
    big_integer,  // outside of 64 bits, exact; normalised: never holds what fits `integer`
    floating,
    string,    // UTF-8
    list,      // see ListFlavor
    dict,      // insertion order; keys of any hashable kind
    set,       // insertion order, unique members
    datetime,  // DateTime
    timespan,  // microseconds
    opaque,  // an Opaque of the expression runtime: iterator, lambda, regex, context, undefined ...
};

/// Which of Python's sequence types a list stands for; visible only in str() and in hashability.
enum class ListFlavor : std::uint8_t {
    plain,  // a JSON array: YAQL sees a tuple, Jinja2 a list
    tuple,  // a tuple in both
    fresh,  // a Python list in both: made by split(), json_parse() ...; not hashable
};

/// Local date and time with microseconds. `aware`: `offset_seconds` counts; `date_only`: YAML's
/// date.
struct DateTime {
    std::int64_t local_us = 0;  ///< microseconds from 1970-01-01T00:00 local time, negative before
    std::int32_t offset_seconds = 0;
    bool aware = false;
    bool date_only = false;
};

/// Base of what only the expression runtime understands. Shared by intrusive count, immutable or
/// confined to one evaluation (an evaluation is single-threaded).
class Opaque : private node::Counted {
public:
    Opaque() = default;
    Opaque(const Opaque&) = delete;
    Opaque& operator=(const Opaque&) = delete;
    virtual ~Opaque();
    /// Name as in the evaluator's answers: "iterator", "function", "regex", "context" ...
    virtual std::string_view type_name() const = 0;

private:
    friend class Value;
    friend struct ValueAccess;
};

/// Immutable JSON value and more, 16 bytes; a copy is at most a pointer copy and a counter.
class Value {
public:
    // NOLINTBEGIN(google-explicit-constructor) data becomes a value without ceremony
    Value() noexcept = default;  ///< null

    Value(std::nullptr_t) noexcept {}

    Value(bool value) noexcept : low_(value), high_(tag_word(Kind::boolean)) {}

    Value(int value) noexcept : Value(static_cast<std::int64_t>(value)) {}

    Value(unsigned value) noexcept : Value(static_cast<std::int64_t>(value)) {}

    Value(std::int64_t value) noexcept
        : low_(static_cast<std::uint64_t>(value)), high_(tag_word(Kind::integer)) {}

    Value(long long value) noexcept : Value(static_cast<std::int64_t>(value)) {}

    Value(std::uint64_t value);  ///< big_integer above 2^63-1

    Value(unsigned long long value) : Value(static_cast<std::uint64_t>(value)) {}

    /// There is one NaN: its sign and payload mean nothing and would not survive storage.
    Value(double value) noexcept
        : low_(std::bit_cast<std::uint64_t>(
              value == value ? value : std::numeric_limits<double>::quiet_NaN()
          )),
          high_(tag_word(Kind::floating)) {}

    Value(std::string_view text);

    Value(const std::string& text) : Value(std::string_view{text}) {}

    Value(const char* text) : Value(std::string_view{text}) {}
    template <class T>
    Value(const T*) = delete;  // no pointer becomes a boolean

    // NOLINTEND(google-explicit-constructor)

    Value(const Value& other) noexcept : low_(other.low_), high_(other.high_) { retain(); }

    Value(Value&& other) noexcept
        : low_(std::exchange(other.low_, 0)), high_(std::exchange(other.high_, 0)) {}

    Value& operator=(const Value& other) noexcept {
        // `other` may be a part of what is given up here, so that goes last.
        Value copy{other};
        swap(*this, copy);
        return *this;
    }

    Value& operator=(Value&& other) noexcept {
        Value taken{std::move(other)};
        swap(*this, taken);
        return *this;
    }

    ~Value() { release(); }

    friend void swap(Value& a, Value& b) noexcept {
        std::swap(a.low_, b.low_);
        std::swap(a.high_, b.high_);
    }

    /// `Value::list({1, "a", nullptr})`
    static Value list(std::initializer_list<Value> items, ListFlavor flavor = ListFlavor::plain);
    static Value list(std::vector<Value> items, ListFlavor flavor = ListFlavor::plain);
    /// `Value::dict({{"a", 1}, {"b", Value::list({})}})`; a later duplicate wins, at the first
    /// one's place.
    static Value dict(std::initializer_list<std::pair<Value, Value>> members);
    static Value set(std::vector<Value> members);  ///< duplicates dropped, first one stays
    static Value datetime(const DateTime& at);
    static Value timespan(std::int64_t microseconds);
    /// From a decimal text "-123…"; becomes `integer` where it fits.
    static Value integer_from_text(std::string_view decimal);
    static Value big_integer(const BigInteger& number);  ///< normalises to `integer` where it fits

    template <class T, class... Args>
    static Value opaque(Args&&... args) {
        return adopt(new T(std::forward<Args>(args)...));
    }

    /// Another handle to an object that some Value already owns.
    static Value share(const Opaque& object);

    Kind kind() const noexcept { return static_cast<Kind>((high_ >> 56U) & 0x0fU); }

    bool is_null() const noexcept { return kind() == Kind::null; }

    bool is_bool() const noexcept { return kind() == Kind::boolean; }

    bool is_string() const noexcept { return kind() == Kind::string; }

    bool is_list() const noexcept { return kind() == Kind::list; }

    bool is_dict() const noexcept { return kind() == Kind::dict; }

    bool is_integer() const noexcept {
        return kind() == Kind::integer || kind() == Kind::big_integer;
    }

    bool is_number() const noexcept { return is_integer() || kind() == Kind::floating; }

    // Access by kind; asking a value of another kind is a programmer's mistake (asserts).
    bool as_bool() const {
        WF_ASSERT(kind() == Kind::boolean, "the value is a boolean");
        return low_ != 0;
    }

    std::int64_t as_int() const {
        WF_ASSERT(kind() == Kind::integer, "the value is an integer of 64 bits");
        return static_cast<std::int64_t>(low_);
    }

    /// Kind floating only.
    double as_double() const {
        WF_ASSERT(kind() == Kind::floating, "the value is floating");
        return std::bit_cast<double>(low_);
    }

    const BigInteger& as_big_integer() const;

    /// Valid as long as this very handle: short texts live inside it.
    std::string_view as_string() const& {
        WF_ASSERT(kind() == Kind::string, "the value is a string");
        if (!on_heap()) return {reinterpret_cast<const char*>(this), (high_ >> 48U) & 0xffU};
        return {static_cast<node::Text*>(counted())->bytes(), high_ & length_mask};
    }

    std::string_view as_string() && = delete;

    std::string to_string() const { return std::string{as_string()}; }  ///< kind string only

    DateTime as_datetime() const;
    std::int64_t as_timespan() const;
    const Opaque& as_opaque() const;

    template <class T>
    const T* opaque_if() const {
        return kind() == Kind::opaque ? dynamic_cast<const T*>(&as_opaque()) : nullptr;
    }

    ListFlavor flavor() const;  ///< list only
    /// Elements of a list, members of a set; empty for every other kind.
    std::span<const Value> items() const;
    /// Members of a dict in insertion order; empty for every other kind. Flattens an overlay once.
    std::span<const Member> members() const;
    /// Number of elements of a list, set or dict; 0 for other kinds.
    std::size_t size() const;
    bool empty() const;  ///< size() == 0, without flattening

    /// Member of a dict, nullptr if there is none or this is no dict. O(1) from 8 keys on.
    const Value* find(std::string_view key) const;

    const Value* find(const std::string& key) const { return find(std::string_view{key}); }

    const Value* find(const char* key) const { return find(std::string_view{key}); }

    const Value* find(int key) const { return find(Value{key}); }

    const Value* find(const Value& key) const;
    /// Member of a dict or null; for reading optional fields: `request["state"]`.
    const Value& operator[](std::string_view key) const;
    const Value& operator[](std::size_t) const = delete;  // at(): 0 would be a null text
    /// Element of a list; the index must be in range.
    const Value& at(std::size_t index) const;

    bool contains(std::string_view key) const { return find(key) != nullptr; }

    /// Same node or same scalar: the cheap "has not changed" test, never a deep comparison.
    bool same_as(const Value& other) const noexcept {
        return low_ == other.low_ && high_ == other.high_;
    }

    /// Rough heap bytes held below this value (shared parts counted each time they are met). O(1).
    std::size_t memory_bytes() const;
    /// Levels of lists, dicts and sets: 0 for a scalar, 1 for [1], 2 for [[1]]. An overlay may say
    /// more than there is. O(1).
    std::size_t depth() const;

private:
    static Value adopt(Opaque* object);
    friend class ListBuilder;
    friend class DictBuilder;
    friend struct ValueAccess;

    // Two words (node/access.hpp tells more). The top byte of `high_` is the tag: bit 7 "low_
    // points to a counted node", bit 6 "that node is an overlay", bits 0-3 the kind. All zero is
    // null.
    static constexpr std::uint64_t heap_bit = 1ULL << 63U;
    static constexpr std::uint64_t length_mask = (1ULL << 48U) - 1;

    static constexpr std::uint64_t tag_word(Kind kind) {
        return static_cast<std::uint64_t>(kind) << 56U;
    }

    bool on_heap() const noexcept { return (high_ & heap_bit) != 0; }

    node::Counted* counted() const noexcept { return std::bit_cast<node::Counted*>(low_); }

    void retain() const noexcept {
        if (on_heap()) counted()->references.fetch_add(1, std::memory_order_relaxed);
    }

    void release() noexcept {
        if (!on_heap()) return;
        std::atomic<std::uint32_t>& references = counted()->references;
        // Whoever holds the only handle needs no read-modify-write: nobody else can add one.
        if (references.load(std::memory_order_acquire) == 1 ||
            references.fetch_sub(1, std::memory_order_acq_rel) == 1)
            destroy(low_, high_);
    }

    static void destroy(std::uint64_t low, std::uint64_t high) noexcept;

    std::uint64_t low_ = 0;
    std::uint64_t high_ = 0;
};

static_assert(sizeof(Value) == 16);

/// A key and its value, in a dict.
struct Member {
    Value key;
    Value value;
};

/// Python's ==: 1 = 1.0 = true, lists of any flavor by content, dicts and sets without order.
bool operator==(const Value& a, const Value& b);
/// Same kinds all the way down, dict order included: what a round trip through storage must keep.
bool identical(const Value& a, const Value& b);
/// Consistent with ==. Fresh lists and dicts hash as well; whether they may is the caller's rule.
std::size_t hash_value(const Value& value);
/// Python's truth: null, false, 0, 0.0, empty text/list/dict/set and zero timespan are false.
bool truthy(const Value& value);

class ListBuilder {
public:
    ListBuilder() = default;

    explicit ListBuilder(std::size_t capacity) { items_.reserve(capacity); }

    void push(Value item) { items_.push_back(std::move(item)); }

    std::size_t size() const { return items_.size(); }

    Value freeze(ListFlavor flavor = ListFlavor::plain) &&;

private:
    std::vector<Value> items_;
};

/// Collects members; `set` of a key that is there replaces its value and keeps its place.
class DictBuilder {
public:
    DictBuilder();
    explicit DictBuilder(std::size_t capacity);
    explicit DictBuilder(const Value& copy_of);  ///< starts as a copy of a dict
    DictBuilder(DictBuilder&&) noexcept;
    DictBuilder& operator=(DictBuilder&&) noexcept;
    ~DictBuilder();
    void set(Value key, Value value);
    bool erase(const Value& key);
    const Value* find(const Value& key) const;
    std::size_t size() const;
    Value freeze() &&;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// Combining dicts. Null counts as an empty dict.
/// Keys of `top` hide those of `base`, whole values; costs O(keys of top), shares both.
Value overlay(const Value& base, const Value& top);
/// Dicts merge recursively, everything else is replaced by `top`.
Value merge_recursive(const Value& base, const Value& top);
/// `base` with one member added or replaced.
Value with_member(const Value& base, std::string_view key, Value value);
/// `base` without one member.
Value without_member(const Value& base, std::string_view key);

}  // namespace wf

template <>
struct std::hash<wf::Value> {
    std::size_t operator()(const wf::Value& value) const { return wf::hash_value(value); }
};
