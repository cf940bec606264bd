// Cuts a byte stream into requests. The grammar is Beast's; its headers stay in the .cpp.
#pragma once
#include "api/http/message.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace wf::http {

struct ReaderLimits {
    std::size_t header = 32 * 1024;
    std::size_t body = 16 * 1024 * 1024;
};

class RequestReader {
public:
    enum class Status : unsigned char {
        need_more,         // feed again with what was not consumed and more behind it
        expects_go_ahead,  // "Expect: 100-continue": answer that, then feed on
        complete,          // the request is whole; call begin() before the next one
        body_too_large,
        header_too_large,
        malformed,
    };

    struct Progress {
        Status status;
        std::size_t consumed;
    };

    explicit RequestReader(ReaderLimits limits);
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    /// Starts over, into `request` (cleared), which must outlive the reading.
    void begin(Request& request);
    Progress feed(std::string_view input);
    /// Bytes of a request have been seen since begin().
    bool has_started() const;
    // Of the request that is complete.
    bool keep_alive() const;
    bool is_http_1_0() const;

private:
    class Parser;
    ReaderLimits limits_;
    std::unique_ptr<Parser> parser_;
    bool started_ = false;
};

}  // namespace wf::http
