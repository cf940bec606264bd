// libyaml's event parser as a C++ object. A Failure is thrown, a private exception of this folder
// that compose() catches.
#pragma once
#include "lang/yaml/disguise.hpp"
#include "lang/yaml/node.hpp"

#include <yaml.h>

#include <string>
#include <string_view>

namespace wf::lang::yaml {

Mark to_mark(const yaml_mark_t& mark);

class Parser {
public:
    explicit Parser(const Disguise& text);
    ~Parser();
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// Reads the next event; throws Failure.
    void advance();

    const yaml_event_t& event() const { return event_; }

    yaml_event_type_t type() const { return event_.type; }

    Mark mark() const { return to_mark(event_.start_mark); }

    /// The scalar event's text as it was before the disguise.
    std::string scalar() const;
    /// The event's tag, empty if there is none.
    std::string_view tag() const;

private:
    [[noreturn]] void fail() const;

    const Disguise& text_;
    yaml_parser_t parser_{};
    yaml_event_t event_{};
};

}  // namespace wf::lang::yaml
