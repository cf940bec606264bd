#include "expr/jinja/object/safe_text.hpp"

namespace wf::expr::jinja {

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '\'': out += "&#39;"; break;
        case '"': out += "&#34;"; break;
        default: out.push_back(c);
        }
    }
}

}  // namespace wf::expr::jinja
