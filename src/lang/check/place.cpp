#include "lang/check/place.hpp"

#include "value/python_text.hpp"

namespace wf::lang {

std::string Place::path() const {
    if (parent_ == nullptr) return {};
    std::string path = parent_->path();
    if (stands_in_) return path;
    if (parent_->node_.is_list()) return path + "[" + std::to_string(index_) + "]";
    if (!path.empty()) path += '.';
    return path + python_str(node_.key);
}

}  // namespace wf::lang
