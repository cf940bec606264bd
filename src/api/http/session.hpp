// One connection. Requests are read, handled and answered strictly in order, one at a time;
// pipelined ones wait in the input buffer. Private to http/ (Asio inside).
//
// Callbacks instead of a coroutine: there is one loop, it is the hottest of the module, and without
// a frame there is nothing to allocate per request.
#pragma once
#include "api/http/request_reader.hpp"
#include "api/http/worker.hpp"

#include <cstdint>
#include <string>

namespace wf::http {

class Session final : public Exchange, public std::enable_shared_from_this<Session> {
public:
    Session(Worker& worker, asio::ip::tcp::socket socket);
    ~Session() override;

    void start();
    Resumption defer() override;
    /// The server stops: nothing more after the exchange that runs, if one runs.
    void drain();
    /// Called by every tick; acts when the deadline of what the session waits for has passed.
    void check_deadline();
    void close();

private:
    /// What the session waits for; decides which deadline counts and what its passing means.
    enum class Phase : std::uint8_t { idle, reading, answering, writing, lingering, closed };

    void enter(Phase phase, Millis limit);
    void read();
    void work();
    void refuse(int status, std::string_view why);
    void finish_exchange();
    void answer_late(std::uint64_t exchange, const std::function<void(Exchange&)>& then);
    void go_on_after_answer();
    bool flush();
    void on_written(std::size_t count);
    void after_output();
    void linger();

    Worker& worker_;
    asio::ip::tcp::socket socket_;
    RequestReader reader_;
    Worker::SteadyTime deadline_{};
    Phase phase_ = Phase::idle;
    bool close_after_output_ = false;
    bool deferred_ = false;
    bool is_answered_ =
        false;  ///< the deferred answer is in `response`, waiting for its turn to be sent
    std::uint64_t exchange_no_ = 0;  ///< tells a late answer from one of an exchange that is over
    std::string input_;  ///< [input_begin_, input_end_) is received and not yet consumed
    std::size_t input_begin_ = 0;
    std::size_t input_end_ = 0;
    std::string output_;
    std::size_t output_begin_ = 0;
    std::size_t lingered_ = 0;
};

}  // namespace wf::http
