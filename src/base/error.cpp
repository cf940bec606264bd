#include "base/error.hpp"

namespace wf {

std::string to_line(const Error& error) {
    std::string line{info_of(error.code).id};
    line += ' ';
    line += error.message;
    for (const std::string& note : error.notes) {
        line += " (";
        line += note;
        line += ')';
    }
    return line;
}

}  // namespace wf
