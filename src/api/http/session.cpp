#include "api/http/session.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

namespace wf::http {
namespace {

using boost::system::error_code;

constexpr std::size_t input_chunk = 16 * 1024;
constexpr std::size_t output_chunk = 256 * 1024;     // pipelined answers are gathered up to this
constexpr std::size_t buffer_keep_max = 512 * 1024;  // larger ones are given back when idle
constexpr Millis linger_time{5000};
constexpr std::size_t linger_max = 64 * 1024 * 1024;
constexpr std::string_view go_ahead = "HTTP/1.1 100 Continue\r\n\r\n";

void shrink_if_huge(std::string& buffer) {
    if (buffer.capacity() > buffer_keep_max) std::string{}.swap(buffer);
}

}  // namespace

Session::Session(Worker& worker, asio::ip::tcp::socket socket)
    : worker_(worker), socket_(std::move(socket)),
      reader_({worker.shared().settings.header_limit, worker.shared().settings.body_limit}) {
    thread = worker.number();
    worker_.shared().connections.fetch_add(1, std::memory_order_relaxed);
}

Session::~Session() {
    worker_.shared().connections.fetch_sub(1, std::memory_order_relaxed);
}

void Session::start() {
    error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay{true}, ignored);
    socket_.non_blocking(true, ignored);
    reader_.begin(request);
    enter(Phase::idle, worker_.shared().settings.read_timeout);
    read();
}

void Session::enter(Phase phase, Millis limit) {
    phase_ = phase;
    deadline_ = worker_.now() + limit;
}

void Session::read() {
    if (phase_ == Phase::closed) return;
    if (input_begin_ == input_end_) {
        input_begin_ = input_end_ = 0;
        if (input_.size() > buffer_keep_max) shrink_if_huge(input_);
    } else if (input_begin_ > 0) {
        input_.erase(0, input_begin_);
        input_end_ -= input_begin_;
        input_begin_ = 0;
    }
    if (input_.size() < input_end_ + input_chunk) input_.resize(input_end_ + input_chunk);
    socket_.async_read_some(
        asio::buffer(input_.data() + input_end_, input_.size() - input_end_),
        [self = shared_from_this()](const error_code& error, std::size_t count) {
            if (self->phase_ == Phase::closed) return;
            if (error) return self->close();
            self->input_end_ += count;
            self->enter(Phase::reading, self->worker_.shared().settings.read_timeout);
            self->work();
        }
    );
}

/// Handles what lies in the input buffer until more is needed, an answer is awaited or output is
/// stuck.
void Session::work() {
    using Status = RequestReader::Status;
    while (phase_ == Phase::reading) {
        const auto progress =
            reader_.feed(std::string_view{input_}.substr(input_begin_, input_end_ - input_begin_));
        input_begin_ += progress.consumed;
        switch (progress.status) {
        case Status::need_more:
            if (!flush()) return;
            if (!reader_.has_started()) enter(Phase::idle, worker_.shared().settings.idle_timeout);
            return read();
        case Status::expects_go_ahead: output_ += go_ahead; continue;
        case Status::body_too_large: refuse(413, "Request body is too large."); break;
        case Status::header_too_large: refuse(431, "The header is too large."); break;
        case Status::malformed: refuse(400, "The request could not be understood."); break;
        case Status::complete:
            deferred_ = false;
            worker_.shared().application.handle(*this);
            if (!deferred_) {
                finish_exchange();
                break;
            }
            if (!flush()) return;  // answers to earlier, pipelined requests do not wait
            if (phase_ == Phase::reading)
                enter(Phase::answering, worker_.shared().settings.reply_timeout);
            return;
        }
        if ((close_after_output_ || output_.size() - output_begin_ > output_chunk) && !flush())
            return;
        if (close_after_output_) return after_output();
    }
}

void Session::refuse(int status, std::string_view why) {
    response.clear();
    worker_.shared().application.refuse(response, status, why);
    response.close = true;
    finish_exchange();
}

/// Serialises the response behind what is still to be sent and makes ready for the next request.
void Session::finish_exchange() {
    const bool complete = !response.close;
    const bool keep = complete && reader_.keep_alive() && !worker_.is_draining();
    serialise(
        output_,
        response,
        {.date = worker_.date(),
         .keep_alive = keep,
         .is_http_1_0 = complete && reader_.is_http_1_0(),
         .with_body = request.method != Method::head}
    );
    if (!keep) close_after_output_ = true;
    response.clear();
    shrink_if_huge(response.body);
    shrink_if_huge(request.body);
    ++exchange_no_;
    deferred_ = false;
    reader_.begin(request);
}

Resumption Session::defer() {
    deferred_ = true;
    return [worker = worker_.shared_from_this(),
            weak = weak_from_this(),
            exchange = exchange_no_](std::function<void(Exchange&)> then) {
        asio::post(worker->context(), [weak, exchange, then = std::move(then)] {
            if (const auto self = weak.lock()) self->answer_late(exchange, then);
        });
    };
}

void Session::answer_late(std::uint64_t exchange, const std::function<void(Exchange&)>& then) {
    if (phase_ == Phase::closed || exchange != exchange_no_ || !deferred_) return;
    then(*this);
    // Earlier answers may still be on their way out, and their buffer must not move meanwhile.
    if (phase_ == Phase::writing)
        is_answered_ = true;
    else
        go_on_after_answer();
}

void Session::go_on_after_answer() {
    is_answered_ = false;
    finish_exchange();
    enter(Phase::reading, worker_.shared().settings.read_timeout);
    if (!close_after_output_) return work();
    if (flush()) after_output();
}

/// True if everything is out; else the rest is being written and on_written goes on from there.
bool Session::flush() {
    if (output_begin_ == output_.size()) return true;
    error_code error;
    const std::size_t sent = socket_.write_some(
        asio::buffer(output_.data() + output_begin_, output_.size() - output_begin_), error
    );
    if (error && error != asio::error::would_block && error != asio::error::try_again) {
        close();
        return false;
    }
    output_begin_ += sent;
    if (output_begin_ == output_.size()) {
        output_.clear();
        output_begin_ = 0;
        shrink_if_huge(output_);
        return true;
    }
    on_written(0);
    return false;
}

void Session::on_written(std::size_t count) {
    output_begin_ += count;
    if (output_begin_ < output_.size()) {
        enter(Phase::writing, worker_.shared().settings.write_timeout);
        socket_.async_write_some(
            asio::buffer(output_.data() + output_begin_, output_.size() - output_begin_),
            [self = shared_from_this()](const error_code& error, std::size_t written) {
                if (self->phase_ == Phase::closed) return;
                if (error) return self->close();
                self->on_written(written);
            }
        );
        return;
    }
    output_.clear();
    output_begin_ = 0;
    shrink_if_huge(output_);
    if (is_answered_) return go_on_after_answer();
    if (close_after_output_ && !deferred_) return after_output();
    if (deferred_) return enter(Phase::answering, worker_.shared().settings.reply_timeout);
    enter(Phase::reading, worker_.shared().settings.read_timeout);
    work();
}

void Session::after_output() {
    error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    if (worker_.is_draining()) return close();
    enter(Phase::lingering, linger_time);
    linger();
}

/// Closing with unread input makes the peer's kernel drop our last answer, so what comes is read
/// first.
void Session::linger() {
    if (input_.size() < input_chunk) input_.resize(input_chunk);
    socket_.async_read_some(
        asio::buffer(input_.data(), input_.size()),
        [self = shared_from_this()](const error_code& error, std::size_t count) {
            if (self->phase_ == Phase::closed) return;
            self->lingered_ += count;
            if (error || self->lingered_ > linger_max || self->worker_.is_draining())
                return self->close();
            self->linger();
        }
    );
}

void Session::drain() {
    if (phase_ == Phase::idle || phase_ == Phase::lingering || phase_ == Phase::reading) close();
    close_after_output_ = close_after_output_ || phase_ == Phase::writing;
}

void Session::check_deadline() {
    if (phase_ == Phase::closed || worker_.now() < deadline_) return;
    if (phase_ != Phase::answering) return close();
    deferred_ = false;
    refuse(504, "The engine did not answer in time; the request may still be carried out.");
    if (flush()) after_output();
}

void Session::close() {
    if (phase_ == Phase::closed) return;
    const auto keep_until_return = shared_from_this();
    phase_ = Phase::closed;
    error_code ignored;
    socket_.close(ignored);
    worker_.remove(*this);
}

}  // namespace wf::http
