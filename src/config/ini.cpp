#include "config/ini.hpp"

#include <fmt/format.h>

namespace wf {

namespace {

constexpr std::string_view blanks = " \t\r\f\v";

std::string_view right_trimmed(std::string_view text) {
    const std::size_t last = text.find_last_not_of(blanks);
    return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view{} : right_trimmed(text.substr(first));
}

// A value as a whole in quotes is meant without them.
std::string_view unquoted(std::string_view text) {
    const bool is_quoted = text.size() > 1 && text.front() == text.back() &&
                           (text.front() == '"' || text.front() == '\'');
    return is_quoted ? text.substr(1, text.size() - 2) : text;
}

class Reader {
public:
    IniFile read(std::string_view text) {
        // A byte order mark, as editors of other systems write it.
        if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            ++line_;
            take(right_trimmed(text.substr(0, end)));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return std::move(file_);
    }

private:
    void take(std::string_view line) {
        if (line.empty()) {
            may_continue_ = false;
        } else if (line.front() == ' ' || line.front() == '\t') {
            continuation(trimmed(line));
        } else if (line.front() == '[') {
            section(line);
        } else if (line.front() != '#' && line.front() != ';') {
            assignment(line);
        }
    }

    void continuation(std::string_view text) {
        if (text.front() == '#' || text.front() == ';') return;
        if (!may_continue_) {
            error("an indented line continues the value above it, and there is none; remove the "
                  "blanks in front");
            return;
        }
        std::string& value = file_.entries.back().value;
        if (!value.empty()) value += '\n';
        value += text;
    }

    void section(std::string_view line) {
        may_continue_ = false;
        const std::string_view name =
            line.back() == ']' ? trimmed(line.substr(1, line.size() - 2)) : std::string_view{};
        if (name.empty()) {
            error(fmt::format("'{}' is no section; write [name]", line));
            return;
        }
        section_ = name;
    }

    void assignment(std::string_view line) {
        may_continue_ = false;
        const std::size_t sign = line.find_first_of("=:");
        if (sign == std::string_view::npos || sign == 0) {
            error(fmt::format("'{}' is no setting; write name = value", line));
            return;
        }
        const std::string_view value = unquoted(trimmed(line.substr(sign + 1)));
        file_.entries.push_back(
            {section_, std::string{trimmed(line.substr(0, sign))}, std::string{value}, line_}
        );
        may_continue_ = true;
    }

    void error(std::string_view what) {
        file_.errors.push_back(fmt::format("{}: {}", line_, what));
    }

    IniFile file_;
    std::string section_ = "DEFAULT";
    std::size_t line_ = 0;
    bool may_continue_ = false;
};

}  // namespace

IniFile parse_ini(std::string_view text) {
    return Reader{}.read(text);
}

}  // namespace wf
