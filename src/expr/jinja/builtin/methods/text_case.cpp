// Methods of texts that change case, and format.
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/text_result.hpp"
#include "expr/jinja/text/case.hpp"
#include "expr/jinja/text/format_spec.hpp"
#include "expr/runtime/unicode.hpp"

namespace wf::expr::jinja {
namespace {

using Change = std::string (*)(std::string_view);

template <Change change>
Value changed(Call& call) {
    return text_like(call.run, call[0], change(*text_if(call[0])));
}

Value format(Call& call) {
    return text_like(
        call.run, call[0], format_fields(call.run, *text_if(call[0]), {call.rest(), call.named()})
    );
}

Value format_map(Call& call) {
    return text_like(call.run, call[0], format_mapping(call.run, *text_if(call[0]), call[1]));
}

constexpr Row rows[] = {
    {"capitalize", "self", "First character upper case, others lower case.", changed<capitalized>},
    {"casefold", "self", "For comparing without case.", changed<folded_case>},
    {"format", "self, /, *args, **kwargs", "Replacement fields filled: \"{0} {name:>5}\".", format},
    {"format_map", "self, mapping, /", "As format, with the members of a dict.", format_map},
    {"lower", "self", "Lower case.", changed<unicode::lower>},
    {"swapcase", "self", "Upper case made lower and the other way round.", changed<swapped_case>},
    {"title", "self", "Every run of letters starts upper case.", changed<titled>},
    {"upper", "self", "Upper case.", changed<unicode::upper>},
};

}  // namespace

std::span<const Row> text_case_methods() {
    return rows;
}

}  // namespace wf::expr::jinja
