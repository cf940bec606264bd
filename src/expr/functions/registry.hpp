// The table of all functions: name, parameters, text for the manual, examples that run as tests,
// body. A family is a file with an array of rows; registry.cpp gathers them and reads the
// signatures once.
#pragma once
#include "expr/runtime/callable.hpp"
#include "expr/runtime/context.hpp"
#include "expr/runtime/iterator.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wf::expr {

class Call;

namespace yaql {
class Frame;
}

enum class Forms : std::uint8_t {
    function,  // f: name(x, ...)
    method,    // m: x.name(...)
    both,      // f m
    service,   // f, and also a global and a filter of Jinja2: the workflow functions
};

struct Example {
    std::string_view expression;  ///< bare YAQL
    std::string_view result;      ///< JSON
};

/// One overload, as written in a family's file. `signature` is "name: type [?] [= default], *rest:
/// type", with the types of signature.cpp; a trailing "!pairs" marks a function whose `a =>
/// b` arguments are pairs of expressions and never keywords.
struct FunctionRow {
    std::string_view name;
    Forms forms;
    std::string_view signature;
    std::string_view doc;
    Value (*body)(Call&);
    Example examples[2] = {};
};

/// What a parameter accepts.
enum class Type : std::uint8_t {
    any,
    string,
    integer_or_bool,  // int*
    integer,
    number,
    boolean,
    collection,
    iterable,  // a collection that is no set
    iterator,
    list,
    sorted,
    map,
    set,
    regex,
    datetime,
    timespan,
    context,
    null,
    expression,  // lazy: a lambda
    pair,        // lazy key => value
};

struct Parameter {
    enum class Default : std::uint8_t { required, none_given, value };

    std::string name;        ///< camelCase, as YAQL spells it
    std::string snake_name;  ///< as Jinja2 spells it
    Type type = Type::any;
    bool nullable = false;
    Default has_default = Default::required;
    Value default_value;
};

/// A row with its signature read.
struct Function {
    const FunctionRow* row = nullptr;
    std::vector<Parameter> parameters;  ///< those with a place of their own
    bool has_rest = false;              ///< *args
    bool has_named_rest = false;        ///< **kwargs
    bool no_keywords = false;
    Parameter rest;

    std::string_view name() const { return row->name; }

    bool is_function() const { return row->forms != Forms::method; }

    bool is_method() const { return row->forms == Forms::method || row->forms == Forms::both; }

    const Parameter& parameter_for(std::size_t position) const {
        return position < parameters.size() ? parameters[position] : rest;
    }
};

/// Whether `value` may be given for `parameter` (never asked for lazy ones).
bool accepts(const Parameter& parameter, const Value& value, const Options& options);

/// Arguments of one call, by parameter; defaults are filled in.
class Call {
public:
    Call(Context& context, const Function& function, std::span<Value> values)
        : context_(context), function_(function), values_(values) {}

    Context& context() const { return context_; }

    Budget& budget() const { return context_.budget(); }

    const Function& function() const { return function_; }

    const Value& operator[](std::size_t index) const { return values_[index]; }

    Value take(std::size_t index) { return std::move(values_[index]); }

    /// False if the parameter was left out and its default is "none given".
    bool given(std::size_t index) const { return (missing_ >> index & 1U) == 0; }

    /// The *args.
    std::span<const Value> rest() const { return values_.subspan(function_.parameters.size()); }

    std::span<const NamedValue> named() const { return named_; }

    std::int64_t integer(std::size_t index) const;  ///< int*; OverflowError beyond 64 bits
    /// int* that only ever is compared: beyond 64 bits it is as good as the end of everything.
    std::int64_t position(std::size_t index) const;
    bool boolean(std::size_t index) const;  ///< null is false

    /// The variables around the call; null when it does not come from a YAQL expression.
    yaql::Frame* frame() const { return frame_; }

    /// A method call's errors speak of a method.
    bool as_method() const { return as_method_; }

    /// Makes the call. Bodies walk texts without counting, so long ones cost steps here.
    Value run();

    void set_missing(std::size_t index) { missing_ |= std::uint64_t{1} << index; }

    void set_named(std::span<const NamedValue> named) { named_ = named; }

    void set_frame(yaql::Frame* frame) { frame_ = frame; }

    void set_as_method(bool as_method) { as_method_ = as_method; }

private:
    Context& context_;
    const Function& function_;
    std::span<Value> values_;
    std::span<const NamedValue> named_;
    std::uint64_t missing_ = 0;
    yaql::Frame* frame_ = nullptr;
    bool as_method_ = false;
};

/// Calls a lambda argument; anything else than a callable stands for itself (a constant lambda).
Value apply(Context& context, const Value& lambda);
Value apply(Context& context, const Value& lambda, const Value& a);
Value apply(Context& context, const Value& lambda, const Value& a, const Value& b);

class Registry {
public:
    /// All functions; built on first use, immutable afterwards.
    static const Registry& standard();

    std::span<const Function* const> functions(std::string_view name) const;
    std::span<const Function* const> methods(std::string_view name) const;

    std::span<const Function> all() const { return all_; }

    /// The workflow functions (env, task, json_parse, ...) that Jinja2 has as globals and filters;
    /// nullptr if there is none of that name.
    const Function* service(std::string_view name) const;

private:
    Registry();
    struct Index;
    std::vector<Function> all_;
    std::shared_ptr<const Index> index_;
};

/// Calls a workflow function with Python's keyword names, for Jinja2.
/// @raises TypeError for unknown, missing or too many arguments, in Python's words.
Value call_service(
    Context& context,
    const Function& function,
    std::span<const Value> args,
    std::span<const NamedValue> named
);

}  // namespace wf::expr
