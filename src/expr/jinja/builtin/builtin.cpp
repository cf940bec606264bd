#include "expr/jinja/builtin/builtin.hpp"

#include "base/assert.hpp"
#include "value/big_integer.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

Value default_from(std::string_view text) {
    if (text == "none") return {};
    if (text == "true" || text == "false") return text == "true";
    if (text.starts_with('\'')) return Value{text.substr(1, text.size() - 2)};
    if (text.find('.') != std::string_view::npos) return Value{std::stod(std::string{text})};
    return Value{std::int64_t{std::stoll(std::string{text})}};
}

void read_part(Builtin& builtin, std::string_view part) {
    if (part == "/") {
        builtin.positional_only = builtin.parameters.size();
    } else if (part == "*") {
        builtin.positional_max = builtin.parameters.size();
    } else if (part.starts_with("**")) {
        builtin.has_named_rest = true;
    } else if (part.starts_with('*')) {
        builtin.has_rest = true;
        builtin.positional_max = builtin.parameters.size();
    } else {
        const std::size_t sign = part.find('=');
        Parameter parameter{trimmed(part.substr(0, sign)), sign == std::string_view::npos, {}};
        if (!parameter.is_required)
            parameter.fallback = default_from(trimmed(part.substr(sign + 1)));
        builtin.parameters.push_back(std::move(parameter));
    }
}

Builtin read(const Row& row) {
    Builtin builtin;
    builtin.row = &row;
    builtin.positional_max = places_max + 1;
    std::string_view rest = row.signature;
    while (!rest.empty()) {
        // A comma may stand inside of a quoted default.
        std::size_t end = 0;
        for (bool quoted = false; end < rest.size() && (quoted || rest[end] != ','); ++end)
            if (rest[end] == '\'') quoted = !quoted;
        read_part(builtin, trimmed(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    WF_ASSERT(
        builtin.parameters.size() <= places_max,
        "a builtin has more parameters than Call has places"
    );
    builtin.positional_max = std::min(builtin.positional_max, builtin.parameters.size());
    return builtin;
}

std::string call_name(const Builtin& builtin) {
    return std::string{builtin.name()} + "()";
}

}  // namespace

BuiltinTable::BuiltinTable(std::initializer_list<std::span<const Row>> families) {
    for (const std::span<const Row> family : families) {
        for (const Row& row : family) {
            const bool is_new = index_.emplace(row.name, all_.size()).second;
            WF_ASSERT(is_new, "two builtins of one table have the same name");
            all_.push_back(read(row));
        }
    }
}

const Builtin* BuiltinTable::find(std::string_view name) const {
    const auto found = index_.find(name);
    return found == index_.end() ? nullptr : &all_[found->second];
}

Call::Call(Evaluation& evaluation, const Builtin& builtin, const Value* receiver, const Args& args)
    : run(evaluation), builtin_(builtin) {
    std::size_t place = 0;
    if (receiver != nullptr) {
        // Most builtins walk their receiver without counting.
        if (const auto text = text_if(*receiver))
            run.budget().steps(static_cast<std::int64_t>(text->size() / bytes_per_step));
        places_[0] = *receiver;
        given_ = 1;
        place = 1;
    }
    std::size_t taken = 0;
    for (; taken < args.positional.size() && place < builtin.positional_max; ++taken, ++place) {
        places_[place] = args.positional[taken];
        given_ |= 1U << place;
    }
    rest_ = args.positional.subspan(taken);
    if (!rest_.empty() && !builtin.has_rest) {
        const std::size_t extra = receiver != nullptr ? 1 : 0;
        raise_type(
            call_name(builtin) + " takes " + std::to_string(builtin.positional_max) +
            " positional arguments but " + std::to_string(args.positional.size() + extra) +
            " were given"
        );
    }
    for (const Keyword& keyword : args.named) take_keyword(keyword);
    fill_defaults();
}

void Call::take_keyword(const Keyword& keyword) {
    const auto& parameters = builtin_.parameters;
    const auto found = std::find_if(
        parameters.begin() + static_cast<std::ptrdiff_t>(builtin_.positional_only),
        parameters.end(),
        [&](const Parameter& parameter) { return parameter.name == keyword.name; }
    );
    if (found == parameters.end()) {
        if (!builtin_.has_named_rest)
            raise_type(
                call_name(builtin_) + " got an unexpected keyword argument '" +
                std::string{keyword.name} + "'"
            );
        named_.push_back(keyword);
        return;
    }
    const auto place = static_cast<std::size_t>(found - parameters.begin());
    if (given(place))
        raise_type(
            call_name(builtin_) + " got multiple values for argument '" +
            std::string{keyword.name} + "'"
        );
    places_[place] = keyword.value;
    given_ |= 1U << place;
}

void Call::fill_defaults() {
    for (std::size_t place = 0; place < builtin_.parameters.size(); ++place) {
        if (given(place)) continue;
        const Parameter& parameter = builtin_.parameters[place];
        if (parameter.is_required)
            raise_type(
                call_name(builtin_) + " missing 1 required positional argument: '" +
                std::string{parameter.name} + "'"
            );
        places_[place] = parameter.fallback;
    }
}

std::int64_t Call::integer(std::size_t index) const {
    return need_integer(places_[index], builtin_.parameters[index].name);
}

std::int64_t Call::position(std::size_t index) const {
    const Value& value = places_[index];
    if (value.kind() != Kind::big_integer) return integer(index);
    return value.as_big_integer().is_negative() ? INT64_MIN : INT64_MAX;
}

std::string_view Call::text(std::size_t index) const {
    return need_text(places_[index], builtin_.parameters[index].name);
}

}  // namespace wf::expr::jinja
