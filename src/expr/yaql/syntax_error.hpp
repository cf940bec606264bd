// Why an expression does not parse. Private to the YAQL front end; compile_text() turns it into an
// Error.
#pragma once
#include <string>

namespace wf::expr::yaql {

struct SyntaxError {
    bool lexical = false;
    std::string message;
    std::size_t place = 0;  ///< byte offset in the expression
};

}  // namespace wf::expr::yaql
