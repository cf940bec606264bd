// strptime.
#include "expr/runtime/date_text.hpp"
#include "expr/runtime/error.hpp"
#include "expr/runtime/unicode.hpp"
#include "value/python_text.hpp"

namespace wf::expr {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

class Reader {
public:
    Reader(std::string_view text, std::string_view format) : text_(text), format_(format) {}

    DateTime read() {
        for (std::size_t i = 0; i < format_.size(); ++i) {
            if (format_[i] == '%' && i + 1 < format_.size()) {
                directive(format_[++i]);
            } else if (unicode::is_space(static_cast<unsigned char>(format_[i]))) {
                skip_blanks();
            } else {
                literal(format_[i]);
            }
        }
        if (!rest().empty()) raise_value("unconverted data remains: " + std::string{rest()});
        if (pm_) time_.hour = time_.hour % 12 + (*pm_ ? 12 : 0);
        return make_datetime(time_, offset_.value_or(0));
    }

private:
    [[noreturn]] void mismatch() const {
        raise_value(
            "time data " + python_repr(text_) + " does not match format " + python_repr(format_)
        );
    }

    std::string_view rest() const { return text_.substr(at_); }

    void skip_blanks() {
        while (at_ < text_.size() && unicode::is_space(static_cast<unsigned char>(text_[at_])))
            ++at_;
    }

    void literal(char c) {
        if (at_ >= text_.size() || lower(text_[at_]) != lower(c)) mismatch();
        ++at_;
    }

    std::int64_t number(std::size_t digits_max) {
        std::int64_t value = 0;
        std::size_t count = 0;
        for (; count < digits_max && at_ < text_.size() && is_digit(text_[at_]); ++count)
            value = value * 10 + (text_[at_++] - '0');
        if (count == 0) mismatch();
        return value;
    }

    // Number of the name that stands here, full or its first three letters.
    template <std::size_t count>
    std::int64_t name(const std::string_view (&names)[count]) {
        for (const bool full : {true, false}) {
            for (std::size_t i = 0; i < count; ++i) {
                const std::string_view wanted = full ? names[i] : names[i].substr(0, 3);
                if (!starts_with(wanted)) continue;
                at_ += wanted.size();
                return static_cast<std::int64_t>(i);
            }
        }
        mismatch();
    }

    bool starts_with(std::string_view wanted) const {
        if (rest().size() < wanted.size()) return false;
        for (std::size_t i = 0; i < wanted.size(); ++i)
            if (lower(rest()[i]) != lower(wanted[i])) return false;
        return true;
    }

    void fraction() {
        const std::size_t start = at_;
        std::int64_t value = number(6);
        for (std::size_t digits = at_ - start; digits < 6; ++digits) value *= 10;
        time_.microsecond = value;
    }

    void offset() {
        if (at_ < text_.size() && text_[at_] == 'Z') {
            ++at_;
            offset_ = 0;
            return;
        }
        if (at_ >= text_.size() || (text_[at_] != '+' && text_[at_] != '-')) mismatch();
        const bool west = text_[at_++] == '-';
        const std::int64_t hours = number(2);
        if (at_ < text_.size() && text_[at_] == ':') ++at_;
        const std::int64_t minutes = number(2);
        const std::int64_t span = hours * us_per_hour + minutes * us_per_minute;
        offset_ = west ? -span : span;
    }

    void composed(std::string_view format) {
        const std::string_view outer = std::exchange(format_, format);
        for (std::size_t i = 0; i < format.size(); ++i) {
            if (format[i] == '%')
                directive(format[++i]);
            else if (format[i] == ' ')
                skip_blanks();
            else
                literal(format[i]);
        }
        format_ = outer;
    }

    void zone() {
        for (const std::string_view zone : {"utc", "gmt"}) {
            if (!starts_with(zone)) continue;
            at_ += zone.size();
            return;
        }
    }

    void directive(char c) {
        switch (c) {
        case 'Y': time_.year = number(4); break;
        case 'y': {
            const std::int64_t year = number(2);
            time_.year = year < 69 ? 2000 + year : 1900 + year;
            break;
        }
        case 'm': time_.month = number(2); break;
        case 'd': time_.day = number(2); break;
        case 'H': time_.hour = number(2); break;
        case 'I':
            time_.hour = number(2);
            if (!pm_) pm_ = false;
            break;
        case 'M': time_.minute = number(2); break;
        case 'S': time_.second = number(2); break;
        case 'f': fraction(); break;
        case 'b':
        case 'B': time_.month = name(month_names) + 1; break;
        case 'a':
        case 'A': name(day_names); break;
        case 'p':
            pm_ = starts_with("pm");
            if (!*pm_ && !starts_with("am")) mismatch();
            at_ += 2;
            break;
        case 'j': {
            const std::int64_t day = number(3);
            time_.month = 1;
            time_.day = day;
            while (time_.month < 12 && time_.day > days_in_month(time_.year, time_.month))
                time_.day -= days_in_month(time_.year, time_.month++);
            break;
        }
        case 'z': offset(); break;
        case 'Z': zone(); break;
        case 'c': composed("%a %b %d %H:%M:%S %Y"); break;
        case 'x': composed("%m/%d/%y"); break;
        case 'X': composed("%H:%M:%S"); break;
        case '%': literal('%'); break;
        case 'w':
        case 'u': number(1); break;
        case 'U':
        case 'W': number(2); break;
        default:
            raise_value(
                "'" + std::string(1, c) + "' is a bad directive in format " + python_repr(format_)
            );
        }
    }

    std::string_view text_;
    std::string_view format_;
    std::size_t at_ = 0;
    CivilTime time_{.year = 1900};
    std::optional<bool> pm_;
    std::optional<std::int64_t> offset_;
};

}  // namespace

DateTime parse_date_format(std::string_view text, std::string_view format) {
    return Reader(text, format).read();
}

}  // namespace wf::expr
