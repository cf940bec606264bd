#include "executor/executor.hpp"

#include "base/assert.hpp"
#include "executor/answers.hpp"
#include "executor/event_loop.hpp"
#include "executor/inbox.hpp"
#include "executor/run.hpp"

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <system_error>
#include <thread>

namespace wf {

namespace {

Millis steady_now() {
    return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch());
}

// Signals are the main thread's business; and a peer that hangs up must not raise SIGPIPE here.
void block_signals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace

struct Executor::Impl {
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>();
    std::unique_ptr<EventLoop> loop;
    std::unique_ptr<Runs> runs;
    Logger* log = nullptr;
    std::thread thread;

    std::mutex mutex;
    std::condition_variable changed;
    bool is_stopping = false;
    std::size_t unfinished = 0;  // as of the last turn, kept while stopping

    void serve();
    void note_unfinished();
};

void Executor::Impl::serve() {
    block_signals();
    runs->beat();
    loop->run([this] {
        Inbox::Content content = inbox->take();
        for (const SinkAnswer& answer : content.answers) runs->answered(answer);
        for (ActionRequest& request : content.requests) runs->begin(std::move(request));
        note_unfinished();
    });
}

// Results settle by answers, which wake the loop: so this sees every change that counts.
void Executor::Impl::note_unfinished() {
    const std::lock_guard lock{mutex};
    unfinished = runs->size();
    if (is_stopping && unfinished == 0) changed.notify_all();
}

Executor::Executor() : impl_(std::make_unique<Impl>()) {
}

Executor::~Executor() {
    stop(Millis{0});
}

Result<void> Executor::start(ExecutorOptions options, CommandSink& sink, Logger& log) {
    WF_ASSERT(impl_->loop == nullptr, "an executor is started once");
    if (!options.monotonic) options.monotonic = steady_now;
    WF_TRY(impl_->loop, EventLoop::open(options.monotonic));
    const std::size_t connections = options.http.connections_max;
    impl_->log = &log;
    impl_->runs = std::make_unique<Runs>(
        *impl_->loop, std::move(options), Runs::Surroundings{sink, log, impl_->inbox}
    );
    try {
        impl_->thread = std::thread{[impl = impl_.get()] { impl->serve(); }};
    } catch (const std::system_error& error) {
        return fail(
            ErrorCode::internal, std::string{"The executor has no thread: "} + error.what()
        );
    }
    impl_->inbox->open(*impl_->loop);
    log.info("executor.started", {{"http_connections", connections}});
    return {};
}

void Executor::dispatch(ActionRequest request) {
    // What comes too late stays recorded as running; recovery deals with it.
    impl_->inbox->put(std::move(request));
}

std::size_t Executor::stop(Millis patience) {
    impl_->inbox->refuse_requests();
    if (!impl_->thread.joinable()) return 0;
    {
        std::unique_lock lock{impl_->mutex};
        impl_->is_stopping = true;
        // Once more around, for what the last turn could not see.
        impl_->unfinished = 1;
        impl_->loop->wake();
        impl_->changed.wait_for(lock, patience, [this] { return impl_->unfinished == 0; });
    }
    impl_->loop->stop();
    impl_->thread.join();
    impl_->inbox->close();
    const std::size_t abandoned = impl_->runs->size();
    impl_->log->info("executor.stopped", {{"abandoned", abandoned}});
    return abandoned;
}

}  // namespace wf
