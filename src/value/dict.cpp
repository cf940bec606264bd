// Reading dicts, and overlays: dicts that are stacked instead of copied.
#include "base/assert.hpp"
#include "value/node/containers.hpp"
#include "value/value.hpp"

#include <array>
#include <new>

namespace wf {
namespace {

using Access = ValueAccess;

/// Adjacent layers are merged when the lower one is not that many times larger. Layers then grow
/// geometrically: a published key is copied a few times in its life, not once per publish, and
/// eight layers reach far. Together with `small` it bounds what a lookup in many layers costs.
constexpr std::uint32_t growth = 4;
constexpr std::uint32_t small = node::indexed_above;

node::Dict* dict_of(const Value& layer) {
    return Access::node_of<node::Dict>(layer);
}

/// The layers of a new overlay while it is put together.
class Layers {
public:
    void add_all(const Value& dict) {
        if (dict.empty()) return;
        if (!Access::is_overlay(dict)) return add(dict);
        auto* overlay = Access::node_of<node::Overlay>(dict);
        if (node::Dict* flat = overlay->flat.load(std::memory_order_acquire))
            return add(Access::share_container(flat, Kind::dict));
        for (std::uint32_t i = 0; i < overlay->size; ++i) add(overlay->layers()[i]);
    }

    Value freeze() {
        if (count_ == 0) return Access::make(0, Access::tag_word(Kind::dict));
        if (count_ == 1) return std::move(layers_[0]);
        node::Overlay* made = node::new_overlay(count_);
        node::Summary summary{
            .bytes = sizeof(node::Overlay) + (count_ + 1) * sizeof(Value), .depth = 0};
        for (std::size_t i = 0; i < count_; ++i) {
            node::Dict* layer = dict_of(layers_[i]);
            summary.bytes += layer->bytes;
            summary.depth = std::max(summary.depth, layer->depth);
            summary.plain = summary.plain && layer->plain;
            ::new (made->layers() + i) Value(std::move(layers_[i]));
        }
        made->set_summary(summary);
        return Access::adopt(made, Access::tag_word(Kind::dict) | Access::overlay_bit);
    }

private:
    void add(Value layer) {
        layers_[count_++] = std::move(layer);
        while (count_ > 1 && (count_ > node::layers_max || worth_merging())) merge_top_two();
    }

    bool worth_merging() const {
        const std::uint32_t lower = dict_of(layers_[count_ - 2])->size;
        const std::uint32_t upper = dict_of(layers_[count_ - 1])->size;
        return lower + upper <= small || lower <= growth * upper;
    }

    void merge_top_two() {
        Value& lower = layers_[count_ - 2];
        Value& upper = layers_[count_ - 1];
        lower = Access::adopt_container(node::merge(*dict_of(lower), *dict_of(upper)), Kind::dict);
        upper = nullptr;
        --count_;
    }

    std::array<Value, node::layers_max + 1> layers_;
    std::size_t count_ = 0;
};

/// The members of an overlay as one dict, made on first demand. Any thread may come first; the
/// losers of the race throw theirs away.
node::Dict* flatten(node::Overlay& overlay) {
    if (node::Dict* flat = overlay.flat.load(std::memory_order_acquire)) return flat;
    // From the top down: upper layers are small, so each lower one is copied once.
    Value merged = overlay.layers()[overlay.size - 1];
    for (std::uint32_t i = overlay.size - 1; i-- > 0;) {
        node::Dict* both = node::merge(*dict_of(overlay.layers()[i]), *dict_of(merged));
        merged = Access::adopt_container(both, Kind::dict);
    }
    node::Dict* made = dict_of(merged);
    node::Dict* expected = nullptr;
    if (!overlay.flat.compare_exchange_strong(expected, made, std::memory_order_acq_rel))
        return expected;
    Access::forget(merged);
    return made;
}

node::Dict* flat_dict(const Value& dict) {
    return Access::is_overlay(dict) ? flatten(*Access::node_of<node::Overlay>(dict))
                                    : dict_of(dict);
}

const Value* find_in_layers(node::Overlay& overlay, node::Probe& probe) {
    if (node::Dict* flat = overlay.flat.load(std::memory_order_acquire)) {
        const Member* member = node::find(*flat, probe);
        return member == nullptr ? nullptr : &member->value;
    }
    for (std::uint32_t i = overlay.size; i-- > 0;)
        if (const Member* member = node::find(*dict_of(overlay.layers()[i]), probe))
            return &member->value;
    return nullptr;
}

const Value* find_member(const Value& dict, node::Probe& probe) {
    if (!Access::on_heap(dict) || !dict.is_dict()) return nullptr;
    if (Access::is_overlay(dict))
        return find_in_layers(*Access::node_of<node::Overlay>(dict), probe);
    const Member* member = node::find(*dict_of(dict), probe);
    return member == nullptr ? nullptr : &member->value;
}

}  // namespace

std::span<const Member> Value::members() const {
    if (kind() != Kind::dict || !on_heap()) return {};
    return flat_dict(*this)->all();
}

std::size_t Value::size() const {
    if (!Access::is_container(*this)) return 0;
    return kind() == Kind::dict ? flat_dict(*this)->size
                                : Access::node_of<node::Container>(*this)->size;
}

const Value* Value::find(std::string_view key) const {
    const node::TextKey text{key};
    node::Probe probe{text};
    return find_member(*this, probe);
}

const Value* Value::find(const Value& key) const {
    return node::with_probe(key, [this](node::Probe& probe) { return find_member(*this, probe); });
}

const Value& Value::operator[](std::string_view key) const {
    static const Value null;
    const Value* found = find(key);
    return found == nullptr ? null : *found;
}

Value overlay(const Value& base, const Value& top) {
    WF_ASSERT(base.is_dict() || base.is_null(), "dicts are overlaid");
    WF_ASSERT(top.is_dict() || top.is_null(), "dicts are overlaid");
    if (top.empty() && base.is_dict()) return base;
    if (base.empty() && top.is_dict()) return top;
    Layers layers;
    layers.add_all(base);
    layers.add_all(top);
    return layers.freeze();
}

}  // namespace wf
