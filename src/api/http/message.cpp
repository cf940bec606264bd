#include "api/http/message.hpp"

#include "base/time.hpp"

#include <array>
#include <charconv>

namespace wf::http {
namespace {

struct StatusText {
    int status;
    std::string_view reason;
};

constexpr StatusText status_texts[] = {
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {302, "Found"},
    {400, "Bad Request"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {413, "Request Entity Too Large"},
    {415, "Unsupported Media Type"},
    {423, "Locked"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
};

void append_number(std::string& out, std::size_t number) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

void append_two_digits(std::string& out, std::int64_t number) {
    out += static_cast<char>('0' + number / 10);
    out += static_cast<char>('0' + number % 10);
}

}  // namespace

std::string_view reason_of(int status) {
    for (const StatusText& row : status_texts) {
        if (row.status == status) return row.reason;
    }
    return "Status";
}

void serialise(std::string& out, const Response& response, const Serialisation& how) {
    out += how.is_http_1_0 ? "HTTP/1.0 " : "HTTP/1.1 ";
    append_number(out, static_cast<std::size_t>(response.status));
    out += ' ';
    out += reason_of(response.status);
    // A 204 carries it as well: in the original every answer does.
    out += "\r\nContent-Length: ";
    append_number(out, response.body.size());
    out += "\r\nContent-Type: ";
    out += response.content_type;
    out += "\r\nDate: ";
    out += how.date;
    out += "\r\n";
    out += response.headers;
    if (!how.keep_alive)
        out += "Connection: close\r\n";
    else if (how.is_http_1_0)
        out += "Connection: keep-alive\r\n";
    out += "\r\n";
    if (how.with_body) out += response.body;
}

void append_http_date(std::string& out, std::int64_t unix_seconds) {
    static constexpr std::string_view days[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    static constexpr std::string_view months[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::int64_t day = unix_seconds / 86'400;
    const std::int64_t second = unix_seconds % 86'400;
    const CivilDate date = civil_from_days(day);
    out += days[static_cast<std::size_t>(day % 7)];
    out += ", ";
    append_two_digits(out, date.day);
    out += ' ';
    out += months[date.month - 1];
    out += ' ';
    append_two_digits(out, date.year / 100);
    append_two_digits(out, date.year % 100);
    out += ' ';
    append_two_digits(out, second / 3600);
    out += ':';
    append_two_digits(out, second / 60 % 60);
    out += ':';
    append_two_digits(out, second % 60);
    out += " GMT";
}

void html_page(Response& response, int status, std::string_view explanation) {
    response.status = status;
    response.content_type = html_type;
    std::string title = std::to_string(status);
    title += ' ';
    title += reason_of(status);
    response.body = "<html>\n <head>\n  <title>" + title + "</title>\n </head>\n <body>\n  <h1>" +
                    title + "</h1>\n  ";
    response.body += explanation;
    response.body += "\n </body>\n</html>\n";
}

}  // namespace wf::http
