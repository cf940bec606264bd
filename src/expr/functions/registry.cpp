// Gathers the families and indexes them by name and form.
#include "expr/functions/registry.hpp"

#include "expr/functions/families.hpp"
#include "expr/functions/signature.hpp"

#include <map>

namespace wf::expr {
namespace {

constexpr std::span<const FunctionRow> (*families[])() = {
    functions::walking,   functions::folding,     functions::arranging,  functions::sorting,
    functions::grouping,  functions::editing,     functions::generating, functions::dicts,
    functions::merging,   functions::sets,        functions::strings,    functions::splitting,
    functions::regexes,   functions::math,        functions::bits,       functions::dates,
    functions::spans,     functions::conversions, functions::branching,  functions::scoping,
    functions::operators, functions::executions,  functions::documents,
};

using Overloads = std::map<std::string, std::vector<const Function*>, std::less<>>;

std::span<const Function* const> find_in(const Overloads& table, std::string_view name) {
    const auto found = table.find(name);
    return found == table.end() ? std::span<const Function* const>{} : std::span{found->second};
}

}  // namespace

struct Registry::Index {
    Overloads functions;
    Overloads methods;
};

Registry::Registry() {
    for (const auto& family : families)
        for (const FunctionRow& row : family()) all_.push_back(read_signature(row));
    auto index = std::make_shared<Index>();
    for (const Function& function : all_) {
        const std::string name{function.name()};
        if (function.is_function()) index->functions[name].push_back(&function);
        if (function.is_method()) index->methods[name].push_back(&function);
    }
    index_ = std::move(index);
}

const Registry& Registry::standard() {
    static const Registry registry;
    return registry;
}

std::span<const Function* const> Registry::functions(std::string_view name) const {
    return find_in(index_->functions, name);
}

std::span<const Function* const> Registry::methods(std::string_view name) const {
    return find_in(index_->methods, name);
}

const Function* Registry::service(std::string_view name) const {
    for (const Function* function : functions(name))
        if (function->row->forms == Forms::service) return function;
    return nullptr;
}

}  // namespace wf::expr
