// Turns names into slots. A function (template, macro, caller, block, recursive loop) has a frame;
// scopes (loop body, with, set block ...) share the frame of their function and own some of its
// slots.
#pragma once
#include "expr/jinja/ast/node.hpp"
#include "expr/jinja/bind/variable.hpp"

#include <map>
#include <set>
#include <span>

namespace wf::expr::jinja {

/// Start values of a scope's names: what the name means outside of the scope.
struct ScopeEntry {
    struct Copy {
        std::uint32_t slot;
        Variable from;
    };

    std::vector<Copy> copies;

    void enter(Frame& frame) const {
        for (const Copy& copy : copies) frame.slots[copy.slot] = load(frame, copy.from);
    }
};

/// What a function needs of its frame.
struct FunctionLayout {
    std::uint32_t slots = 0;
    /// Its frame must outlive the call: something made inside refers to it.
    bool is_captured = false;
};

class Binder {
public:
    Binder() = default;

    // Functions nest like scopes; the first one is the template.
    void open_function(FunctionLayout& layout);
    void close_function();
    /// A block sees the template's names only, wherever it stands: its scope must be opened next.
    void open_block(FunctionLayout& layout);

    /// Opens a scope that assigns `names`.
    ScopeEntry open_scope(const Names& names);
    void close_scope();
    /// Closes a scope that has assignments. A name that it assigns before it reads it means nothing
    /// until then, even if it does outside: `{% set _ %}{{ _.x }}{% endset %}` is undefined.
    void close_scope(ScopeEntry& entry);
    /// A name of the current scope that has no meaning outside (loop variables, parameters).
    std::uint32_t declare(std::string_view name);
    /// The slot of a name that the current scope assigns.
    Variable target(std::string_view name);
    /// What a name means here.
    Variable find(std::string_view name);
    /// True if find() led to this name of the current scope.
    bool was_used(std::string_view name) const;
    /// A slot without a name.
    std::uint32_t reserve_slot();

    /// Inside of if-branches unknown filters and tests fail only when they are reached.
    void enter_branch() { ++branches_; }

    void leave_branch() { --branches_; }

    bool is_in_branch() const { return branches_ > 0; }

    /// A call of a method that changes its receiver was seen: README, "Mutable data".
    void note_mutation() { has_mutation_ = true; }

    bool has_mutation() const { return has_mutation_; }

    /// @raises SyntaxError "block 'x' defined twice".
    void add_block(const BlockStatement& block);

    Blocks take_blocks() { return std::move(blocks_); }

private:
    struct Scope {
        std::map<std::string, std::uint32_t, std::less<>> slots;
        std::set<std::string, std::less<>> used;
        std::size_t function;
        std::ptrdiff_t parent;  // index in scopes_, -1: none
        int branches = 0;       // that are open around the scope
        bool is_block = false;
        std::set<std::string, std::less<>> read;  // first, by the scope itself; or by blocks
        std::set<std::string, std::less<>> assigned_first;
    };

    std::vector<FunctionLayout*> functions_;
    std::vector<std::size_t> function_parents_;
    std::vector<Scope> scopes_;
    std::vector<std::size_t> open_;  // scopes that are open, innermost last
    std::vector<std::size_t> open_functions_;
    Blocks blocks_;
    int branches_ = 0;
    bool is_opening_block_ = false;
    bool has_mutation_ = false;

    Variable find_from(std::ptrdiff_t scope, std::string_view name);
    void mark_used(std::ptrdiff_t scope, std::string_view name);
    void note_assignment(std::string_view name);
    void forget_unread();
    bool is_read_around(std::size_t scope, std::string_view name) const;

    /// Scopes with assignments, until all names are known.
    std::vector<std::pair<ScopeEntry*, std::size_t>> entries_;
    std::uint16_t levels_to(std::size_t function) const;
    void add_function(FunctionLayout& layout, std::size_t parent);
};

}  // namespace wf::expr::jinja
