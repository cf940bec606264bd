#include "expr/jinja/bind/binder.hpp"

#include "expr/jinja/ast/block.hpp"
#include "expr/jinja/builtin/tables.hpp"
#include "expr/jinja/object/undefined.hpp"
#include "expr/jinja/syntax/syntax_error.hpp"

namespace wf::expr::jinja {

void bind_all(const Body& body, Binder& binder) {
    for (const StatementPtr& statement : body) statement->bind(binder);
}

Names names_assigned(const Body& body) {
    Names names;
    for (const StatementPtr& statement : body) statement->collect(names);
    return names;
}

void Binder::add_function(FunctionLayout& layout, std::size_t parent) {
    functions_.push_back(&layout);
    function_parents_.push_back(parent);
    open_functions_.push_back(functions_.size() - 1);
}

void Binder::open_function(FunctionLayout& layout) {
    if (!open_functions_.empty()) functions_[open_functions_.back()]->is_captured = true;
    add_function(layout, open_functions_.empty() ? 0 : open_functions_.back());
}

void Binder::open_block(FunctionLayout& layout) {
    functions_.front()->is_captured = true;
    add_function(layout, 0);
    is_opening_block_ = true;
}

void Binder::close_function() {
    open_functions_.pop_back();
}

ScopeEntry Binder::open_scope(const Names& names) {
    const std::size_t function = open_functions_.back();
    std::ptrdiff_t parent = open_.empty() ? -1 : static_cast<std::ptrdiff_t>(open_.back());
    if (is_opening_block_) parent = 0;
    ScopeEntry entry;
    Scope scope{{}, {}, function, parent, branches_, is_opening_block_, {}, {}};
    is_opening_block_ = false;
    for (const std::string& name : names) {
        const std::uint32_t slot = reserve_slot();
        entry.copies.push_back({slot, find_from(parent, name)});
        scope.slots.emplace(name, slot);
    }
    scopes_.push_back(std::move(scope));
    open_.push_back(scopes_.size() - 1);
    return entry;
}

void Binder::close_scope() {
    open_.pop_back();
}

void Binder::close_scope(ScopeEntry& entry) {
    entries_.emplace_back(&entry, open_.back());
    close_scope();
    if (open_.empty()) forget_unread();
}

void Binder::forget_unread() {
    for (const auto& [entry, index] : entries_) {
        const Scope& scope = scopes_[index];
        for (const std::string& name : scope.assigned_first) {
            const auto found = scope.slots.find(name);
            if (is_read_around(index, name)) continue;
            for (ScopeEntry::Copy& copy : entry->copies) {
                const bool is_outer = copy.from.source == Variable::Source::slot ||
                                      copy.from.source == Variable::Source::outer;
                if (copy.slot != found->second || is_outer) continue;
                copy.from = Variable{};
                copy.from.missing = undefined_name(name);
            }
        }
    }
}

// Whether the name has its meaning from outside in the scope, or in one around it. A block has
// none around.
bool Binder::is_read_around(std::size_t scope, std::string_view name) const {
    for (auto at = static_cast<std::ptrdiff_t>(scope); at >= 0;) {
        const Scope& around = scopes_[static_cast<std::size_t>(at)];
        if (around.read.contains(name)) return true;
        at = around.is_block ? -1 : around.parent;
    }
    return false;
}

std::uint32_t Binder::reserve_slot() {
    return functions_[open_functions_.back()]->slots++;
}

std::uint32_t Binder::declare(std::string_view name) {
    Scope& scope = scopes_[open_.back()];
    const auto found = scope.slots.find(name);
    if (found != scope.slots.end()) return found->second;
    const std::uint32_t slot = reserve_slot();
    scope.slots.emplace(std::string{name}, slot);
    return slot;
}

Variable Binder::target(std::string_view name) {
    Variable variable;
    variable.source = Variable::Source::slot;
    variable.slot = declare(name);
    note_assignment(name);
    return variable;
}

void Binder::note_assignment(std::string_view name) {
    Scope& scope = scopes_[open_.back()];
    // In a branch that may be left out the name keeps its meaning.
    if (branches_ > scope.branches) scope.read.emplace(name);
    if (!scope.read.contains(name)) scope.assigned_first.emplace(name);
}

bool Binder::was_used(std::string_view name) const {
    return scopes_[open_.back()].used.contains(name);
}

Variable Binder::find(std::string_view name) {
    if (!open_.empty()) {
        Scope& own = scopes_[open_.back()];
        if (!own.assigned_first.contains(name)) own.read.emplace(name);
    }
    return find_from(open_.empty() ? -1 : static_cast<std::ptrdiff_t>(open_.back()), name);
}

std::uint16_t Binder::levels_to(std::size_t function) const {
    std::uint16_t levels = 0;
    for (std::size_t at = open_functions_.back(); at != function; at = function_parents_[at])
        ++levels;
    return levels;
}

void Binder::mark_used(std::ptrdiff_t scope, std::string_view name) {
    // A macro that a nested macro's use of these names can mean counts as using them, too.
    const bool is_special = name == "caller" || name == "varargs" || name == "kwargs";
    for (; scope >= 0; scope = scopes_[static_cast<std::size_t>(scope)].parent) {
        Scope& candidate = scopes_[static_cast<std::size_t>(scope)];
        if (candidate.slots.find(name) != candidate.slots.end()) candidate.used.emplace(name);
        if (!is_special) return;
    }
}

Variable Binder::find_from(std::ptrdiff_t scope, std::string_view name) {
    Variable variable;
    bool is_from_block = false;
    for (; scope >= 0; scope = scopes_[static_cast<std::size_t>(scope)].parent) {
        Scope& candidate = scopes_[static_cast<std::size_t>(scope)];
        const auto found = candidate.slots.find(name);
        if (found == candidate.slots.end()) {
            is_from_block = is_from_block || candidate.is_block;
            continue;
        }
        mark_used(scope, name);
        if (is_from_block) candidate.read.emplace(name);
        variable.slot = found->second;
        variable.levels = levels_to(candidate.function);
        variable.source = variable.levels == 0 ? Variable::Source::slot : Variable::Source::outer;
        return variable;
    }
    variable.missing = undefined_name(name);
    for (std::size_t at = 0; at < context_names.size(); ++at) {
        if (context_names[at] != name) continue;
        variable.source = Variable::Source::context;
        variable.context_name = static_cast<ContextName>(at);
        return variable;
    }
    if (name == "self") {
        variable.source = Variable::Source::self;
        functions_.front()->is_captured = true;
    } else if (const Builtin* global = global_functions().find(name)) {
        variable.source = Variable::Source::global;
        variable.global = global;
    } else if (const Function* service = Registry::standard().service(name)) {
        variable.source = Variable::Source::service;
        variable.service = service;
    }
    return variable;
}

void Binder::add_block(const BlockStatement& block) {
    if (!blocks_.emplace(block.name(), &block).second)
        throw SyntaxError{
            "block '" + block.name() + "' defined twice", block.line(), "TemplateAssertionError"};
}

}  // namespace wf::expr::jinja
