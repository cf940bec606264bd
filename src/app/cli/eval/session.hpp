// What one person evaluates: data, language, the last result. One question or many.
#pragma once
#include "app/cli/outcome.hpp"
#include "base/error.hpp"
#include "expr/expression.hpp"
#include "runtime/random.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wf::cli {

class Session {
public:
    struct Reply {
        bool is_value = false;
        std::string text;  ///< to print as it is
    };

    Reply evaluate(std::string_view typed);

    void set_data(Value data) { data_ = std::move(data); }

    /// @errors invalid_argument if the data is no map, which has no room for an environment.
    Result<void> set_environment(Value environment);

    /// nullopt: the text tells.
    void set_language(std::optional<expr::Language> language) { language_ = language; }

    /// The last result becomes the data.
    void use_last_result() { data_ = last_; }

private:
    Value data_;
    Value last_;
    std::optional<expr::Language> language_;
    SystemRandom random_;
};

/// "yaql", "jinja", "auto". @errors usage
Result<std::optional<expr::Language>> language_named(std::string_view name);

}  // namespace wf::cli
