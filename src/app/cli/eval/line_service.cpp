#include "app/cli/eval/line_service.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace wf::cli {

namespace {

constexpr std::size_t read_bytes = 1U << 16U;
/// Writable means that this many bytes fit into a pipe, so that the write does not block.
constexpr std::size_t write_bytes = 4096;
/// So many written bytes are kept rather than moving those behind them each time.
constexpr std::size_t compact_bytes = 1U << 20U;
/// Beyond it answers are waited for before more input is read.
constexpr std::size_t pending_max = std::size_t{64} << 20U;

tl::unexpected<Error> failed(std::string_view what) {
    return fail(ErrorCode::external_failed, fmt::format("{}: {}", what, std::strerror(errno)));
}

/// Bytes that arrive in any portions, cut into lines.
class LineCutter {
public:
    void take(std::string_view bytes) { buffer_.append(bytes); }

    /// The next complete line; at the end of the input also an incomplete one.
    bool next(std::string_view& line, bool at_end) {
        const std::size_t feed = buffer_.find('\n', std::max(start_, searched_));
        const bool complete = feed != std::string::npos;
        searched_ = buffer_.size();
        if (!complete && buffer_.size() - start_ > line_bytes_max) return cut_overlong(line);
        if (!complete && !(at_end && start_ < buffer_.size())) return false;
        const std::size_t stop = complete ? feed : buffer_.size();
        line = std::string_view{buffer_}.substr(start_, stop - start_);
        start_ = complete ? stop + 1 : stop;
        searched_ = start_;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (skips_) line = {};
        skips_ = false;
        return true;
    }

    /// Gives up what was taken; invalidates the last line.
    void forget() {
        buffer_.erase(0, start_);
        searched_ -= start_;
        start_ = 0;
    }

private:
    // The rest of an overlong line is dropped as it comes.
    bool cut_overlong(std::string_view& line) {
        line = skips_ ? std::string_view{} : std::string_view{buffer_}.substr(start_);
        start_ = buffer_.size();
        skips_ = true;
        return true;
    }

    std::string buffer_;
    std::size_t start_ = 0;     // of what was not taken yet
    std::size_t searched_ = 0;  // no line feed between start_ and here
    bool skips_ = false;
};

class LineService {
public:
    LineService(int input, int output, const AnswerLine& answer)
        : input_(input), output_(output), answer_(answer) {}

    Result<void> run() {
        while (!reader_gone_ && (!at_end_ || !pending_.empty())) {
            pollfd fds[] = {
                {may_read() ? input_ : -1, POLLIN, 0},
                {pending_.empty() ? -1 : output_, POLLOUT, 0}};
            if (poll(fds, std::size(fds), -1) < 0) {
                if (errno == EINTR) continue;
                return failed("waiting for requests");
            }
            if (fds[1].revents != 0) WF_CHECK(write_some());
            if (fds[0].revents != 0) WF_CHECK(read_some());
            if (fds[0].revents != 0) answer_lines();
        }
        return {};
    }

private:
    bool may_read() const { return !at_end_ && pending_.size() < pending_max; }

    Result<void> read_some() {
        char bytes[read_bytes];
        const ssize_t got = read(input_, bytes, sizeof bytes);
        if (got < 0 && errno != EINTR && errno != EAGAIN) return failed("reading requests");
        if (got > 0) lines_.take({bytes, static_cast<std::size_t>(got)});
        at_end_ = got == 0;
        return {};
    }

    void answer_lines() {
        for (std::string_view line; lines_.next(line, at_end_);) {
            if (line.empty()) continue;
            pending_ += answer_(line);
            pending_ += '\n';
        }
        lines_.forget();
    }

    Result<void> write_some() {
        const std::size_t size = std::min(pending_.size() - written_, write_bytes);
        const ssize_t put = write(output_, pending_.data() + written_, size);
        if (put < 0 && (errno == EINTR || errno == EAGAIN)) return {};
        if (put < 0 && errno == EPIPE) {
            reader_gone_ = true;
            return {};
        }
        if (put < 0) return failed("writing answers");
        written_ += static_cast<std::size_t>(put);
        if (written_ < pending_.size() && written_ < compact_bytes) return {};
        pending_.erase(0, written_);
        written_ = 0;
        return {};
    }

    int input_;
    int output_;
    const AnswerLine& answer_;
    LineCutter lines_;
    std::string pending_;
    std::size_t written_ = 0;  // of pending_
    bool at_end_ = false;
    bool reader_gone_ = false;
};

}  // namespace

Result<void> serve_lines(int input, int output, const AnswerLine& answer) {
    return LineService(input, output, answer).run();
}

}  // namespace wf::cli
