// Switches anchors and aliases off. `*`, `&` and `@` mean something to YAML at the start of a token
// only, and then nothing that we allow. So before parsing every one of them, wherever it stands, is
// replaced by a private-use character that the text does not contain, and put back in the scalars
// afterwards. One character for one: positions stay right, and no second YAML scanner is needed to
// find the tokens.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace wf::lang::yaml {

class Disguise {
public:
    /// nullopt if the text uses nearly all private-use characters itself.
    static std::optional<Disguise> of(std::string_view text);

    /// The text to be parsed; a view of the original if there was nothing to replace.
    std::string_view text() const { return changed_ ? std::string_view{disguised_} : original_; }

    /// Puts the characters back.
    std::string restore(std::string_view scalar) const;

    bool changed() const { return changed_; }

private:
    std::string_view original_;
    std::string disguised_;
    std::array<char32_t, 3> masks_{};
    bool changed_ = false;
};

}  // namespace wf::lang::yaml
