// `{a:{b: 1}}` and `[a:[1]]`: in flow style PyYAML ends a key at a colon before a bracket or a
// comma, libyaml refuses it. Where libyaml does, a blank is put behind that colon and the text is
// read again; places are told as if the blanks were not there.
#pragma once
#include "lang/yaml/node.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wf::lang::yaml {

class FlowColons {
public:
    /// Puts a blank into `text` if that is what `failure` is about. False: it is not, or it has
    /// been tried too often for a text of this size.
    bool mend(std::string& text, const Failure& failure);

    /// From places in the mended text to those of the original one.
    void restore_places(Document& document) const;
    void restore_places(Failure& failure) const;

private:
    void restore(Mark& mark) const;
    void restore(Node& node) const;

    std::vector<Mark> blanks_;
    std::size_t bytes_read_again_ = 0;
};

}  // namespace wf::lang::yaml
