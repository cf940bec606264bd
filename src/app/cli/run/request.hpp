// What `mistral run` was asked to run: the words of the command line as data.
#pragma once
#include "app/cli/arguments.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::cli {

enum class DocumentKind : std::uint8_t { workflows, workbook };

/// A definition text and the names of the workflows in it, as the service will call them.
struct Document {
    DocumentKind kind = DocumentKind::workflows;
    std::string text;
    std::vector<std::string> workflows;
};

struct RunRequest {
    Document document;
    std::string workflow;
    Value input;
    Value params;
    std::optional<Millis> timeout;
    bool quiet = false;
};

/// @errors invalid_argument if it holds no workflow, definition_invalid if it is no YAML.
Result<Document> read_document(std::string text);
/// The workflow meant by `name` (of a workbook: also without the book's name), or the only one.
Result<std::string> choose_workflow(const Document& document, std::string_view name);
/// "a=1 b=text": values are JSON if they parse as such, else text.
Result<Value> parse_pairs(const std::vector<std::string>& words);

Result<RunRequest> read_run_request(const Arguments& arguments);

}  // namespace wf::cli
