#include "notifier/notifier.hpp"

#include "notifier/publisher.hpp"
#include "value/python_text.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <system_error>
#include <thread>

namespace wf {
namespace {

constexpr std::size_t page = 500;      // messages read at once
constexpr Millis removal_pause{100};   // deliveries share the commit that removes their messages
constexpr Millis storage_pause{1000};  // after a read or a removal that failed

Millis steady_now() {
    return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

/// Everything but wake() belongs to the loop's thread.
struct Notifier::Impl {
    Impl(NotifierOptions given, Surroundings the_world, std::unique_ptr<EventLoop> event_loop)
        : options(std::move(given)), around(the_world), lanes(options.retry),
          loop(std::move(event_loop)), http(*loop, options.http) {}

    void serve();
    void turn();
    bool read_outbox();
    void send_ready();
    void send(const NotificationRow& message);
    void ended(std::int64_t number, const std::string& problem);
    void drop(const NotificationRow& message, const std::string& why);
    void plan_removal(Millis pause);
    void remove_done();
    void come_back_at(Instant when);

    const NotifierOptions options;
    Surroundings around;
    Lanes lanes;
    std::int64_t last_read = 0;
    std::vector<std::int64_t> done;
    EventLoop::TimerId turn_timer;
    bool has_unread = true;
    bool is_removal_planned = false;
    std::unique_ptr<EventLoop> loop;
    http::Client http;
    std::thread thread;
};

void Notifier::Impl::serve() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    loop->run([this] {
        has_unread = true;
        turn();
    });
    remove_done();
}

void Notifier::Impl::turn() {
    if (const auto from = lanes.take_reread()) {
        last_read = std::min(last_read, *from - 1);
        has_unread = true;
    }
    const bool is_readable = !has_unread || read_outbox();
    send_ready();
    if (!is_readable) return come_back_at(around.clock.now() + storage_pause);
    if (const auto next = lanes.next_ready()) come_back_at(*next);
}

/// False if storage does not answer.
bool Notifier::Impl::read_outbox() {
    while (lanes.size() < options.window) {
        auto rows = around.storage.pending_notifications(last_read, page);
        if (!rows) {
            around.log.error("outbox_read_failed", {{"why", rows.error()}});
            return false;
        }
        for (NotificationRow& row : *rows) {
            last_read = row.number;
            lanes.add(std::move(row));
        }
        if (rows->size() < page) {
            has_unread = false;
            return true;
        }
    }
    return true;  // the rest when there is room again
}

void Notifier::Impl::send_ready() {
    const std::size_t room = options.http.connections_max * 2;
    if (http.size() >= room) return;
    for (const NotificationRow* message : lanes.take_ready(around.clock.now(), room - http.size()))
        send(*message);
}

void Notifier::Impl::drop(const NotificationRow& message, const std::string& why) {
    around.log.error(
        "notification_dropped", {{"execution", message.root}, {"why", std::string_view{why}}}
    );
    lanes.delivered(message.number);
    plan_removal(removal_pause);
    come_back_at(around.clock.now());
}

void Notifier::Impl::send(const NotificationRow& message) {
    const std::int64_t number = message.number;
    Delivery delivery = delivery_of(message, options.timeout);
    if (const auto* problem = std::get_if<Undeliverable>(&delivery)) {
        drop(message, problem->why);
    } else if (auto* call = std::get_if<HttpCall>(&delivery)) {
        if (const auto refusal = options.http.rules.egress.refusal(call->url))
            return drop(message, *refusal);
        http.start(std::move(*call), [this, number](const http::Outcome& outcome) {
            const auto* failure = std::get_if<std::string>(&outcome);
            if (failure != nullptr) return ended(number, *failure);
            const int status = std::get<HttpResponse>(outcome).hop.status;
            ended(number, is_accepted(status) ? "" : "it answered " + std::to_string(status));
        });
    } else {
        around.log.info(
            "notification",
            {{"execution", message.root},
             {"name", python_str(message.payload["name"])},
             {"state", python_str(message.payload["state"])},
             {"event", python_str(message.payload["event"])}}
        );
        ended(number, {});
    }
}

/// `problem` empty: delivered.
void Notifier::Impl::ended(std::int64_t number, const std::string& problem) {
    if (problem.empty()) {
        lanes.delivered(number);
    } else {
        const bool again = lanes.failed(number, around.clock.now()) == Lanes::Failure::again;
        around.log.log(
            again ? LogLevel::warn : LogLevel::error,
            again ? "notification_failed" : "notification_given_up",
            {{"number", number}, {"why", std::string_view{problem}}}
        );
    }
    plan_removal(removal_pause);
    come_back_at(around.clock.now());  // the lane may have more
}

void Notifier::Impl::plan_removal(Millis pause) {
    if (is_removal_planned) return;
    is_removal_planned = true;
    loop->at(loop->now() + pause, [this] { remove_done(); });
}

void Notifier::Impl::remove_done() {
    is_removal_planned = false;
    for (const std::int64_t number : lanes.take_done()) done.push_back(number);
    if (done.empty()) return;
    const auto removed = around.storage.remove_notifications(done);
    if (removed) {
        lanes.forget(done);
        return done.clear();
    }
    // They stay stored: after a restart they would be sent again.
    around.log.error("outbox_removal_failed", {{"why", removed.error()}});
    plan_removal(storage_pause);
}

void Notifier::Impl::come_back_at(Instant when) {
    const Millis wait = std::max(when - around.clock.now(), Millis{0});
    loop->cancel(turn_timer);
    turn_timer = loop->at(loop->now() + wait, [this] { turn(); });
}

Notifier::Notifier(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {
}

Notifier::~Notifier() {
    stop();
}

Result<std::unique_ptr<Notifier>> Notifier::start(NotifierOptions options, Surroundings around) {
    WF_TRY(auto loop, EventLoop::open(steady_now));
    auto impl = std::make_unique<Impl>(std::move(options), around, std::move(loop));
    try {
        impl->thread = std::thread{[raw = impl.get()] { raw->serve(); }};
    } catch (const std::system_error& error) {
        return fail(
            ErrorCode::internal, std::string{"The notifier has no thread: "} + error.what()
        );
    }
    return std::unique_ptr<Notifier>(new Notifier(std::move(impl)));
}

void Notifier::wake() {
    impl_->loop->wake();
}

void Notifier::stop() {
    if (!impl_->thread.joinable()) return;
    impl_->loop->stop();
    impl_->thread.join();
}

}  // namespace wf
