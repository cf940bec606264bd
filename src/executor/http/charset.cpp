#include "executor/http/charset.hpp"

#include "value/utf8.hpp"

#include <iconv.h>

#include <array>
#include <cctype>
#include <cerrno>

namespace wf::http {

namespace {

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

std::string_view trimmed(std::string_view text, std::string_view marks) {
    const std::size_t first = text.find_first_not_of(marks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(marks) - first + 1);
}

class Converter {
public:
    explicit Converter(const std::string& charset)
        : handle_(iconv_open("UTF-8", charset.c_str())) {}

    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    ~Converter() {
        if (is_open()) iconv_close(handle_);
    }

    // iconv's own word for "none" is the pointer -1.
    bool is_open() const { return reinterpret_cast<std::intptr_t>(handle_) != -1; }

    std::string convert(std::string_view bytes) const {
        std::string out;
        std::array<char, 4096> buffer{};
        char* in = const_cast<char*>(bytes.data());  // NOLINT: iconv's interface; it does not write
        std::size_t left = bytes.size();
        while (left > 0) {
            char* to = buffer.data();
            std::size_t room = buffer.size();
            const std::size_t done = iconv(handle_, &in, &left, &to, &room);
            const int error = errno;
            out.append(buffer.data(), buffer.size() - room);
            if (done != static_cast<std::size_t>(-1) || error == E2BIG) continue;
            utf8::append(out, utf8::replacement);
            ++in;
            --left;
        }
        return out;
    }

private:
    iconv_t handle_;
};

std::string_view charset_by_mark(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) return "utf-8";
    if (bytes.starts_with("\xff\xfe")) return "utf-16le";
    if (bytes.starts_with("\xfe\xff")) return "utf-16be";
    return "utf-8";
}

std::string_view without_mark(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) return bytes.substr(3);
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) return bytes.substr(2);
    return bytes;
}

}  // namespace

std::string charset_of(std::string_view content_type) {
    std::string_view rest = content_type;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        const std::string_view part = trimmed(rest.substr(0, end), " \t");
        const std::size_t equals = part.find('=');
        if (equals != std::string_view::npos &&
            lower(trimmed(part.substr(0, equals), " \t")) == "charset") {
            return std::string{trimmed(part.substr(equals + 1), " \t'\"")};
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    const std::string type = lower(content_type);
    if (type.find("text") != std::string::npos) return "ISO-8859-1";
    return type.find("application/json") != std::string::npos ? "utf-8" : "";
}

std::string to_utf8(std::string_view bytes, std::string_view charset) {
    std::string name = lower(charset);
    if (name.empty()) {
        name = charset_by_mark(bytes);
        bytes = without_mark(bytes);
    }
    const bool is_utf8 = name == "utf-8" || name == "utf8" || name == "us-ascii" || name == "ascii";
    if (!is_utf8) {
        const Converter converter{name};
        if (converter.is_open()) return converter.convert(bytes);
    }
    return utf8::is_valid(bytes) ? std::string{bytes} : utf8::replace_invalid(bytes);
}

}  // namespace wf::http
