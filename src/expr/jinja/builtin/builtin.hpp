// Filters, tests, methods and global functions are rows of tables: name, signature, text for the
// manual, body. A family of rows is a file; this is how a row is found and called.
#pragma once
#include "expr/jinja/data/type.hpp"

#include <array>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wf::expr::jinja {

class Call;

/// `signature`: "name, name=default, /, *, *rest, **named" as Python writes it; defaults are none,
/// true, false, numbers and '...' texts. The receiver of methods and filters is the first name.
struct Row {
    std::string_view name;
    std::string_view signature;
    std::string_view doc;
    Value (*body)(Call&);
    enum class Use : std::uint8_t { call, property } use = Use::call;
};

struct Parameter {
    std::string_view name;
    bool is_required = true;
    Value fallback;
};

/// A row with its signature read.
struct Builtin {
    const Row* row = nullptr;
    std::vector<Parameter> parameters;  ///< those with a place of their own; at most places_max
    std::size_t positional_only = 0;    ///< number of leading ones that have no keyword
    std::size_t positional_max = 0;     ///< from here on keyword only
    bool has_rest = false;              ///< *rest
    bool has_named_rest = false;        ///< **named

    std::string_view name() const { return row->name; }

    bool is_property() const { return row->use == Row::Use::property; }
};

inline constexpr std::size_t places_max = 8;

/// Rows by name; built once, immutable afterwards.
class BuiltinTable {
public:
    BuiltinTable(std::initializer_list<std::span<const Row>> families);
    const Builtin* find(std::string_view name) const;

    std::span<const Builtin> all() const { return all_; }

private:
    std::vector<Builtin> all_;
    std::unordered_map<std::string_view, std::size_t> index_;
};

/// Arguments of one call by parameter, defaults filled in.
class Call {
public:
    /// @raises TypeError for missing, unknown and superfluous arguments.
    Call(Evaluation& evaluation, const Builtin& builtin, const Value* receiver, const Args& args);

    Evaluation& run;

    const Value& operator[](std::size_t index) const { return places_[index]; }

    bool given(std::size_t index) const { return (given_ >> index & 1U) != 0; }

    bool flag(std::size_t index) const { return is_true(places_[index]); }

    std::int64_t integer(std::size_t index) const;
    /// A bound of a part, as slices take it: beyond 64 bits it is as good as the end. @raises
    /// TypeError.
    std::int64_t position(std::size_t index) const;
    /// Characters of a text argument. @raises TypeError.
    std::string_view text(std::size_t index) const;

    std::span<const Value> rest() const { return rest_; }

    std::span<const Keyword> named() const { return named_; }

    const Builtin& builtin() const { return builtin_; }

    Budget& budget() const { return run.budget(); }

    Context& context() const { return run.context(); }

    /// Replaces the receiver: one binding serves a whole loop.
    void set_receiver(Value value) { places_[0] = std::move(value); }

    Value invoke() { return builtin_.row->body(*this); }

private:
    void take_keyword(const Keyword& keyword);
    void fill_defaults();

    const Builtin& builtin_;
    std::array<Value, places_max> places_;
    std::span<const Value> rest_;
    std::vector<Keyword> named_;
    std::uint32_t given_ = 0;
};

inline Value call_builtin(
    Evaluation& run, const Builtin& builtin, const Value* receiver, const Args& args
) {
    Call call{run, builtin, receiver, args};
    return call.invoke();
}

}  // namespace wf::expr::jinja
