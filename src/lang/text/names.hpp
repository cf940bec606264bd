// Rules for names.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace wf::lang {

inline constexpr std::size_t name_length_max = 255;

/// UTF-8 characters.
std::size_t character_count(std::string_view text);
/// 32 hexadecimal digits, with dashes, braces, "urn:" and "uuid:" disregarded.
bool is_uuid_like(std::string_view name);
/// Letters, digits, `_`, `-`, and not "version": what entries of a workbook may be called.
bool is_member_name(std::string_view name);
/// What is wrong with the name of a workflow, workbook or action as stored; nullopt if nothing is.
std::optional<std::string> problem_of_stored_name(std::string_view name);

}  // namespace wf::lang
