// One request on the wire: libcurl's handle with everything it points to, set up from an HttpCall.
// Private to http/client.
#pragma once
#include "base/time.hpp"
#include "executor/event_loop.hpp"
#include "executor/http/call.hpp"
#include "executor/http/egress.hpp"
#include "executor/http/response.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace wf::http {

/// What came of a call: a response of any status, or why there is none (the exception's whole
/// text).
using Outcome = std::variant<HttpResponse, std::string>;
using Done = std::function<void(Outcome)>;

/// What all transfers share; outlives them.
struct TransferRules {
    EgressPolicy egress;
    std::int64_t response_bytes_max = 0;  ///< 0: any
    bool proxy_from_environment = true;
};

struct Transfer {
    std::uint64_t id = 0;
    HttpCall call;
    Done done;
    const TransferRules* rules = nullptr;

    std::string queue;            ///< origin that it waits or runs for
    void* easy = nullptr;         ///< CURL*, while it is on the wire
    void* header_list = nullptr;  ///< curl_slist*
    std::array<char, 256> error_text{};
    bool has_connected = false;                    ///< a socket was asked for: the name is resolved
    std::vector<std::string>* resolved = nullptr;  ///< where `queue` is put at that moment
    std::size_t header_bytes = 0;
    std::string refusal;     ///< why it was broken off by us; goes before libcurl's reason
    bool is_silent = false;  ///< nothing came for as long as the timeout

    HttpResponse response;
    Millis launched{};
    Millis last_activity{};  ///< `launched` as long as there is no connection
    std::int64_t bytes_sent = 0;
    EventLoop::TimerId silence_timer;
    std::function<Millis()> now;
};

/// Sets up `transfer.easy` (a fresh or reset handle) for the current hop.
void prepare(Transfer& transfer);
/// Looks for signs of life since the last look and notes their time in `last_activity`.
void note_progress(Transfer& transfer);
/// Frees what prepare() made, except the handle.
void release(Transfer& transfer);
/// Text for a transfer that ended with libcurl's `code`, which is not OK.
std::string failure_text(const Transfer& transfer, int code);
/// Status and timing of the response that has come.
void finish_hop(Transfer& transfer);

/// Where a response leads if the call follows redirects and there is one to follow: changes `call`
/// to the next hop, moves the response to the history. False: this response is the result. A
/// refusal is put into transfer.refusal (too many redirects).
bool follow_redirect(Transfer& transfer);

}  // namespace wf::http
