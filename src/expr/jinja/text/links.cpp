#include "expr/jinja/text/links.hpp"

#include "expr/runtime/arithmetic.hpp"
#include "expr/runtime/object.hpp"
#include "expr/runtime/regex.hpp"
#include "expr/runtime/unicode.hpp"
#include "value/python_text.hpp"

namespace wf::expr::jinja {
namespace {

/// What counts as a web address: a scheme or www with a domain, a domain of a well-known kind, or
/// an IP address behind a scheme; then port and path.
constexpr std::string_view web_pattern =
    R"(^(?:(?:https?://|www\.)(?:(?:[\w%-]+\.)+)?(?:[a-z]{2,63}|xn--[\w%]{2,59}))"
    R"(|(?:[\w%-]{2,63}\.)+(?:com|net|int|edu|gov|org|info|mil))"
    R"(|https?://(?:(?:\d{1,3}(?:\.\d{1,3}){3})|(?:\[(?:[\da-f]{0,4}:){2}(?:[\da-f]{0,4}:?){1,6}\]))))"
    R"((?::\d{1,5})?(?:[/?#]\S*)?$)";
constexpr std::string_view mail_pattern = R"(^\S+@\w[\w.-]*\.\w+$)";

class Linker {
public:
    Linker(Context& context, const LinkOptions& options)
        : context_(context), options_(options),
          web_(Regex::compile(context, web_pattern, {.ignore_case = true})),
          mail_(Regex::compile(context, mail_pattern, {})) {
        if (!options.rel.empty()) attributes_ += " rel=\"" + options.rel + "\"";
        if (!options.target.empty()) attributes_ += " target=\"" + options.target + "\"";
    }

    std::string word(std::string_view word) {
        split_off_punctuation(word);
        balance();
        return head_ + linked() + tail_;
    }

private:
    /// Brackets in front and punctuation behind are no part of a link.
    void split_off_punctuation(std::string_view word) {
        std::size_t begin = 0;
        while (begin < word.size()) {
            const std::size_t length = bracket_length(word.substr(begin));
            if (length == 0) break;
            begin += length;
        }
        std::size_t end = word.size();
        while (end > begin) {
            const std::string_view rest = word.substr(begin, end - begin);
            if (rest.ends_with("&gt;"))
                end -= 4;
            else if (std::string_view{")>.,\n"}.find(rest.back()) != std::string_view::npos)
                --end;
            else
                break;
        }
        head_ = word.substr(0, begin);
        middle_ = word.substr(begin, end - begin);
        tail_ = word.substr(end);
    }

    static std::size_t bracket_length(std::string_view text) {
        if (text.starts_with('(') || text.starts_with('<')) return 1;
        return text.starts_with("&lt;") ? 4 : 0;
    }

    static std::size_t count_of(std::string_view text, std::string_view part) {
        std::size_t count = 0;
        for (std::size_t at = text.find(part); at != std::string_view::npos;
             at = text.find(part, at + part.size()))
            ++count;
        return count;
    }

    /// A link that opens a bracket keeps the closing one.
    void balance() {
        struct Pair {
            std::string_view open, close;
        };

        for (const Pair& pair : {Pair{"(", ")"}, Pair{"<", ">"}, Pair{"&lt;", "&gt;"}}) {
            const std::size_t opened = count_of(middle_, pair.open);
            if (opened <= count_of(middle_, pair.close)) continue;
            std::size_t end = 0;
            for (std::size_t left = std::min(opened, count_of(tail_, pair.close)); left > 0; --left)
                end = tail_.find(pair.close, end) + pair.close.size();
            middle_ += tail_.substr(0, end);
            tail_.erase(0, end);
        }
    }

    bool matches(const Value& regex, std::string_view text) {
        return static_cast<const Regex*>(object_if(regex))->search(context_, text).has_value();
    }

    std::string linked() {
        const std::string_view middle = middle_;
        if (matches(web_, middle)) {
            const bool has_scheme = middle.starts_with("https://") || middle.starts_with("http://");
            return "<a href=\"" + std::string{has_scheme ? "" : "https://"} + middle_ + "\"" +
                   attributes_ + ">" + shortened(middle) + "</a>";
        }
        if (middle.starts_with("mailto:") && matches(mail_, middle.substr(7)))
            return "<a href=\"" + middle_ + "\">" + middle_.substr(7) + "</a>";
        if (middle.find('@') != std::string_view::npos && !middle.starts_with("www.") &&
            middle.find(':') == std::string_view::npos && matches(mail_, middle))
            return "<a href=\"mailto:" + middle_ + "\">" + middle_ + "</a>";
        for (const std::string& scheme : options_.extra_schemes)
            if (middle != scheme && middle.starts_with(scheme))
                return "<a href=\"" + middle_ + "\"" + attributes_ + ">" + middle_ + "</a>";
        return middle_;
    }

    std::string shortened(std::string_view link) const {
        const Value& limit = options_.limit;
        if (limit.is_null()) return std::string{link};
        if (!arith::is_numeric(limit))
            raise_type(
                "'>' not supported between instances of 'int' and '" +
                std::string{python_type_name(limit)} + "'"
            );
        const auto length = static_cast<std::int64_t>(unicode::length(link));
        if (arith::compare(length, limit) <= 0) return std::string{link};
        if (limit.kind() == Kind::floating)
            raise_type("slice indices must be integers or None or have an __index__ method");
        // What is beyond 64 bits and below the length is negative.
        std::int64_t shown = limit.kind() == Kind::big_integer ? -length : arith::to_int64(limit);
        if (shown < 0) shown = std::max<std::int64_t>(shown + length, 0);
        return std::string{unicode::slice(link, 0, static_cast<std::size_t>(shown))} + "...";
    }

    Context& context_;
    const LinkOptions& options_;
    Value web_;
    Value mail_;
    std::string attributes_;
    std::string head_;
    std::string middle_;
    std::string tail_;
};

}  // namespace

std::string with_links(Context& context, std::string_view escaped, const LinkOptions& options) {
    Linker linker{context, options};
    std::string out;
    std::size_t at = 0;
    while (at < escaped.size()) {
        const std::size_t begin = at;
        std::size_t next = at;
        const bool in_blanks = unicode::is_space(unicode::decode(escaped, next));
        for (; at < escaped.size(); at = next) {
            next = at;
            if (unicode::is_space(unicode::decode(escaped, next)) != in_blanks) break;
        }
        const std::string_view run = escaped.substr(begin, at - begin);
        out += in_blanks ? std::string{run} : linker.word(run);
    }
    return out;
}

bool is_scheme_prefix(Context& context, std::string_view text) {
    const Value regex = Regex::compile(context, R"(^[\w.+-]{2,}:/{0,2}$)", {});
    return static_cast<const Regex*>(object_if(regex))->search(context, text).has_value();
}

}  // namespace wf::expr::jinja
