// What an evaluation asks its scope for.
#include "expr/runtime/context.hpp"

namespace wf::expr {
namespace {

const Options& default_options() {
    static const Options options;
    return options;
}

}  // namespace

Context::Context(const Scope& scope, Language language)
    : scope_(scope), options_(scope.options != nullptr ? *scope.options : default_options()),
      language_(language), budget_(options_.limits) {
}

const Value* Context::special(std::string_view name) const {
    if (name != "__env" && name != "__execution" && name != "__task_execution") return nullptr;
    return scope_.data.find(name);
}

std::uint64_t Context::random() {
    if (scope_.random == nullptr) raise("RuntimeError", "no source of randomness here");
    return scope_.random->next();
}

std::uint64_t Context::random_below(std::uint64_t count) {
    // Numbers above the greatest multiple of `count` would favour small results: drawn again.
    const std::uint64_t usable = UINT64_MAX - UINT64_MAX % count;
    std::uint64_t drawn = random();
    while (drawn >= usable) {
        budget_.step();
        drawn = random();
    }
    return drawn % count;
}

double Context::random_real() {
    return static_cast<double>(random() >> 11U) * 0x1p-53;
}

Executions& Context::executions() {
    if (scope_.executions == nullptr) raise("RuntimeError", "no execution here");
    return *scope_.executions;
}

Value Context::unwrap(Result<Value> answer) {
    if (answer) return *std::move(answer);
    Error& error = answer.error();
    throw EvalError{
        error.kind.empty() ? "RuntimeError" : std::move(error.kind),
        std::move(error.message),
        false,
        {},
        {},
        {}};
}

void Context::check_count_limited(std::size_t count) const {
    if (count > static_cast<std::size_t>(options_.limit_iterators)) {
        raise_limit(
            "CollectionTooLarge",
            "Collection length exceeds " + std::to_string(options_.limit_iterators) + " elements"
        );
    }
}

void Context::check_quota_limited(const Value& value) const {
    if (value.memory_bytes() > static_cast<std::size_t>(options_.memory_quota))
        raise_limit("MemoryQuotaExceeded", "Expression consumed too much memory");
}

}  // namespace wf::expr
