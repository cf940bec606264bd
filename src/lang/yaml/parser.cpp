#include "lang/yaml/parser.hpp"

#include <new>

namespace wf::lang::yaml {
namespace {

std::string_view as_view(const yaml_char_t* text) {
    return text == nullptr ? std::string_view{}
                           : std::string_view{reinterpret_cast<const char*>(text)};
}

// Line and column of a byte.
Mark mark_of_offset(std::string_view text, std::size_t offset) {
    Mark mark;
    for (std::size_t i = 0; i < std::min(offset, text.size()); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte == '\n') {
            ++mark.line;
            mark.column = 1;
        } else if ((byte & 0xC0U) != 0x80U) {
            ++mark.column;
        }
    }
    return mark;
}

}  // namespace

Mark to_mark(const yaml_mark_t& mark) {
    return {static_cast<std::uint32_t>(mark.line) + 1, static_cast<std::uint32_t>(mark.column) + 1};
}

Parser::Parser(const Disguise& text) : text_(text) {
    if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc{};
    const std::string_view input = text.text();
    yaml_parser_set_input_string(
        &parser_, reinterpret_cast<const unsigned char*>(input.data()), input.size()
    );
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
}

Parser::~Parser() {
    yaml_event_delete(&event_);
    yaml_parser_delete(&parser_);
}

void Parser::advance() {
    yaml_event_delete(&event_);
    if (yaml_parser_parse(&parser_, &event_) == 0) fail();
}

std::string Parser::scalar() const {
    const std::string_view text{
        reinterpret_cast<const char*>(event_.data.scalar.value), event_.data.scalar.length};
    return text_.changed() ? text_.restore(text) : std::string{text};
}

std::string_view Parser::tag() const {
    switch (event_.type) {
    case YAML_SCALAR_EVENT: return as_view(event_.data.scalar.tag);
    case YAML_SEQUENCE_START_EVENT: return as_view(event_.data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT: return as_view(event_.data.mapping_start.tag);
    default: return {};
    }
}

void Parser::fail() const {
    if (parser_.error == YAML_MEMORY_ERROR) throw std::bad_alloc{};
    std::string problem = parser_.problem == nullptr ? "malformed YAML" : parser_.problem;
    if (parser_.error == YAML_READER_ERROR) {
        throw Failure{
            .problem = std::move(problem),
            .mark = mark_of_offset(text_.text(), parser_.problem_offset)};
    }
    if (parser_.context != nullptr) {
        problem = parser_.context + std::string{": "} + problem;
        // The scanner names the place where the unfinished thing began, which is what helps.
        const Mark began = to_mark(parser_.context_mark);
        const Mark at = to_mark(parser_.problem_mark);
        if (began.line != at.line || began.column != at.column) {
            problem += " (begun at " + std::to_string(began.line) + ":" +
                       std::to_string(began.column) + ")";
        }
    }
    throw Failure{.problem = std::move(problem), .mark = to_mark(parser_.problem_mark)};
}

}  // namespace wf::lang::yaml
