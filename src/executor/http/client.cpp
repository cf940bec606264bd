#include "executor/http/client.hpp"

#include "base/assert.hpp"
#include "executor/http/queues.hpp"

#include <curl/curl.h>
#include <sys/epoll.h>

#include <unordered_map>
#include <vector>

namespace wf::http {

namespace {

// Handles kept for the next call: making one costs more than resetting it.
constexpr std::size_t idle_handles_max = 256;

// libcurl's own one-time set-up; a function's static is made once, by whichever thread comes first.
bool set_up_libcurl() {
    static const bool is_done = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return is_done;
}

}  // namespace

struct Client::Impl final : EventLoop::SocketHandler {
    Impl(EventLoop& event_loop, ClientOptions client_options);
    ~Impl() override;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void on_socket(int fd, std::uint32_t events) override;
    void on_timer();
    void act(curl_socket_t socket, int what);
    void collect_finished();
    void launch_waiting();

    void enqueue(Transfer& transfer);
    void launch(Transfer& transfer);
    void watch_silence(Transfer& transfer);
    void ended(Transfer& transfer, CURLcode code);
    void finish(Transfer& transfer, Outcome outcome);
    void leave_wire(Transfer& transfer);

    static int socket_changed(CURL*, curl_socket_t fd, int what, void* self, void*);
    static int timer_changed(CURLM*, long delay_ms, void* self);

    EventLoop& loop;
    ClientOptions options;
    CURLM* multi = nullptr;
    CURLSH* share = nullptr;
    EventLoop::TimerId timer;
    HostQueues queues;
    std::unordered_map<CallId, std::unique_ptr<Transfer>> transfers;
    std::vector<CURL*> idle_handles;
    std::vector<std::string> newly_resolved;
    CallId calls_made = 0;
};

Client::Impl::Impl(EventLoop& event_loop, ClientOptions client_options)
    : loop(event_loop), options(std::move(client_options)),
      queues(options.connections_max, options.connections_per_host_max) {
    WF_ASSERT(set_up_libcurl(), "libcurl cannot be set up");
    multi = curl_multi_init();
    share = curl_share_init();
    // Connections and names are shared by the multi handle; TLS sessions by this.
    curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, socket_changed);
    curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, timer_changed);
    curl_multi_setopt(multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(options.connections_max));
}

Client::Impl::~Impl() {
    for (auto& [id, transfer] : transfers) leave_wire(*transfer);
    for (CURL* easy : idle_handles) curl_easy_cleanup(easy);
    curl_multi_cleanup(multi);
    curl_share_cleanup(share);
    // Last: taking handles off sets the timer anew.
    loop.cancel(timer);
}

int Client::Impl::socket_changed(CURL*, curl_socket_t fd, int what, void* self, void*) {
    constexpr std::uint32_t events[] = {0, EPOLLIN, EPOLLOUT, EPOLLIN | EPOLLOUT, 0};
    auto* impl = static_cast<Impl*>(self);
    // CURL_POLL_NONE .. CURL_POLL_REMOVE are 0 .. 4.
    impl->loop.watch(fd, events[what], *impl);
    return 0;
}

int Client::Impl::timer_changed(CURLM*, long delay_ms, void* self) {
    auto* impl = static_cast<Impl*>(self);
    impl->loop.cancel(impl->timer);
    impl->timer = {};
    if (delay_ms >= 0) {
        impl->timer =
            impl->loop.at(impl->loop.now() + Millis{delay_ms}, [impl] { impl->on_timer(); });
    }
    return 0;
}

void Client::Impl::on_socket(int fd, std::uint32_t events) {
    int what = 0;
    if ((events & EPOLLIN) != 0) what |= CURL_CSELECT_IN;
    if ((events & EPOLLOUT) != 0) what |= CURL_CSELECT_OUT;
    if ((events & (EPOLLERR | EPOLLHUP)) != 0) what |= CURL_CSELECT_ERR;
    act(fd, what);
}

void Client::Impl::on_timer() {
    timer = {};
    act(CURL_SOCKET_TIMEOUT, 0);
}

void Client::Impl::act(curl_socket_t socket, int what) {
    int running = 0;
    curl_multi_socket_action(multi, socket, what, &running);
    for (const std::string& host : newly_resolved) queues.resolved(host);
    newly_resolved.clear();
    collect_finished();
    launch_waiting();
}

void Client::Impl::collect_finished() {
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        const CURLcode code = message->data.result;
        Transfer* transfer = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        ended(*transfer, code);
    }
}

void Client::Impl::launch_waiting() {
    while (const auto id = queues.pop()) launch(*transfers.at(*id));
}

void Client::Impl::enqueue(Transfer& transfer) {
    if (auto refusal = options.rules.egress.refusal(transfer.call.url)) {
        finish(transfer, std::move(*refusal));
        return;
    }
    transfer.queue = transfer.call.url.origin();
    // A proxy resolves names itself, so they are not ours to wait for.
    const bool is_resolved =
        !transfer.call.proxy.empty() || is_literal_address(transfer.call.url.host);
    queues.push(transfer.queue, transfer.id, is_resolved);
}

void Client::Impl::launch(Transfer& transfer) {
    if (idle_handles.empty()) {
        transfer.easy = curl_easy_init();
        WF_ASSERT(transfer.easy != nullptr, "out of memory");
    } else {
        transfer.easy = idle_handles.back();
        idle_handles.pop_back();
    }
    prepare(transfer);
    curl_easy_setopt(transfer.easy, CURLOPT_SHARE, share);
    transfer.launched = transfer.last_activity = loop.now();
    watch_silence(transfer);
    curl_multi_add_handle(multi, transfer.easy);
}

// Bounds the time to connect, and then the time between two signs of life, as Python's requests
// does. The timer is not moved with each packet: it looks back when it fires.
void Client::Impl::watch_silence(Transfer& transfer) {
    const CallId id = transfer.id;
    transfer.silence_timer = loop.at(transfer.last_activity + transfer.call.timeout, [this, id] {
        const auto found = transfers.find(id);
        if (found == transfers.end() || found->second->easy == nullptr) return;
        Transfer& silent = *found->second;
        note_progress(silent);
        if (silent.last_activity + silent.call.timeout > loop.now()) {
            watch_silence(silent);
            return;
        }
        silent.is_silent = true;
        ended(silent, CURLE_OPERATION_TIMEDOUT);
        launch_waiting();
    });
}

void Client::Impl::ended(Transfer& transfer, CURLcode code) {
    if (code == CURLE_OK) finish_hop(transfer);
    std::string problem = code == CURLE_OK ? std::string{} : failure_text(transfer, code);
    leave_wire(transfer);
    if (problem.empty() && follow_redirect(transfer)) {
        enqueue(transfer);
        return;
    }
    if (problem.empty()) problem = transfer.refusal;
    if (problem.empty()) {
        finish(transfer, std::move(transfer.response));
    } else {
        finish(transfer, std::move(problem));
    }
}

void Client::Impl::finish(Transfer& transfer, Outcome outcome) {
    const Done done = std::move(transfer.done);
    transfers.erase(transfer.id);
    done(std::move(outcome));
}

// Takes it off the wire, if it is there, and its place at its host back.
void Client::Impl::leave_wire(Transfer& transfer) {
    loop.cancel(transfer.silence_timer);
    if (transfer.easy == nullptr) return;
    curl_multi_remove_handle(multi, transfer.easy);
    queues.finished(transfer.queue);
    release(transfer);
    if (idle_handles.size() < idle_handles_max) {
        curl_easy_reset(transfer.easy);
        idle_handles.push_back(transfer.easy);
    } else {
        curl_easy_cleanup(transfer.easy);
    }
    transfer.easy = nullptr;
}

Client::Client(EventLoop& loop, ClientOptions options)
    : impl_(std::make_unique<Impl>(loop, std::move(options))) {
}

Client::~Client() = default;

Client::CallId Client::start(HttpCall call, Done done) {
    auto transfer = std::make_unique<Transfer>();
    const CallId id = ++impl_->calls_made;
    transfer->id = id;
    transfer->call = std::move(call);
    transfer->done = std::move(done);
    transfer->rules = &impl_->options.rules;
    transfer->resolved = &impl_->newly_resolved;
    transfer->now = [loop = &impl_->loop] { return loop->now(); };
    Transfer& stored = *impl_->transfers.emplace(id, std::move(transfer)).first->second;
    impl_->enqueue(stored);
    impl_->launch_waiting();
    return id;
}

void Client::cancel(CallId id) {
    const auto found = impl_->transfers.find(id);
    if (found == impl_->transfers.end()) return;
    Transfer& transfer = *found->second;
    if (transfer.easy == nullptr) impl_->queues.remove(transfer.queue, id);
    impl_->leave_wire(transfer);
    impl_->transfers.erase(found);
    impl_->launch_waiting();
}

std::size_t Client::size() const {
    return impl_->transfers.size();
}

}  // namespace wf::http
