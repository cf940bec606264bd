// What can be assigned to: a name, an attribute of a namespace, a tuple of targets.
#pragma once
#include "expr/jinja/ast/name.hpp"

namespace wf::expr::jinja {

class Target {
public:
    virtual ~Target() = default;
    virtual void assign(Frame& frame, Value value) const = 0;
    virtual void bind(Binder& binder) = 0;

    virtual void collect(Names&) const {}

    /// An unbound copy.
    virtual std::unique_ptr<Target> clone() const = 0;

    /// The slot of a bound single name, else -1.
    virtual std::int64_t slot() const { return -1; }
};

using TargetPtr = std::unique_ptr<Target>;

class NameTarget : public Target {
public:
    explicit NameTarget(std::string name) : name_(std::move(name)) {}

    const std::string& name() const { return name_; }

    void assign(Frame& frame, Value value) const override { frame.slots[slot_] = std::move(value); }

    void bind(Binder& binder) override;

    void collect(Names& names) const override { names.insert(name_); }

    TargetPtr clone() const override { return std::make_unique<NameTarget>(name_); }

    std::int64_t slot() const override { return slot_; }

private:
    std::string name_;
    std::uint32_t slot_ = 0;
};

/// `ns.name`.
class NamespaceTarget : public Target {
public:
    NamespaceTarget(std::string space, std::string name)
        : space_(std::move(space)), name_(std::move(name)) {}

    void assign(Frame& frame, Value value) const override;

    void bind(Binder& binder) override { space_.bind(binder); }

    TargetPtr clone() const override {
        return std::make_unique<NamespaceTarget>(space_.name(), name_);
    }

private:
    NameExpr space_;
    std::string name_;
};

class TupleTarget : public Target {
public:
    explicit TupleTarget(std::vector<TargetPtr> parts) : parts_(std::move(parts)) {}

    void assign(Frame& frame, Value value) const override;
    void bind(Binder& binder) override;
    void collect(Names& names) const override;
    TargetPtr clone() const override;

    const std::vector<TargetPtr>& parts() const { return parts_; }

private:
    std::vector<TargetPtr> parts_;
};

}  // namespace wf::expr::jinja
