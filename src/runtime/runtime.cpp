#include "runtime/runtime.hpp"

#include "runtime/target.hpp"
#include "runtime/worker.hpp"

#include <atomic>
#include <random>
#include <thread>

namespace wf {

struct Runtime::Parts {
    Parts(const RuntimeOptions& options, const RuntimeDependencies& deps)
        : clock(deps.clock), definitions(deps.storage, deps.builtins),
          publishers(options.publishers), shards(deps.storage.shard_count()) {
        process_random = deps.random == nullptr ? std::random_device{}()
                                                : static_cast<std::uint32_t>(deps.random->next());
    }

    const Clock& clock;
    DefinitionCache definitions;
    const std::vector<Value> publishers;
    std::uint32_t shards;
    std::uint32_t process_random = 0;
    std::atomic<std::uint32_t> roots_made{0};
    std::vector<std::unique_ptr<Worker>> workers;
    std::vector<std::thread> threads;

    /// A root id in this shard. Unique: 16 bits count within the process, 14 tell processes apart.
    Id new_root(std::uint32_t shard) {
        const std::uint32_t count = roots_made.fetch_add(1, std::memory_order_relaxed);
        return make_root_id(
            clock.now(), shard, (process_random & 0x3fffU) << 16U | (count & 0xffffU)
        );
    }

    /// By the id of anything in the tree.
    Worker& worker_of(const Id& id) { return *workers[shard_of(id) % shards % workers.size()]; }

    Id root_for(const Command& command) {
        if (const auto* start = std::get_if<StartWorkflow>(&command);
            start != nullptr && !start->execution_id.empty()) {
            return new_root(shard_of_text(start->execution_id) % shards);
        }
        return new_root(roots_made.load(std::memory_order_relaxed) % shards);
    }
};

namespace {

/// `params` with further publishers in its `notify`.
Value with_publishers(const Value& params, const std::vector<Value>& publishers) {
    const Value& given = params["notify"];
    std::vector<Value> all;
    if (given.is_list()) all.assign(given.items().begin(), given.items().end());
    all.insert(all.end(), publishers.begin(), publishers.end());
    const Value base = params.is_dict() ? params : Value::dict({});
    return with_member(base, "notify", Value::list(std::move(all)));
}

/// Results of actions must find room: the work is done, only its record is missing.
bool is_owed(const Command& command) {
    return std::holds_alternative<CompleteAction>(command) ||
           std::holds_alternative<ActionStarted>(command);
}

}  // namespace

Result<std::unique_ptr<Runtime>> Runtime::start(
    const RuntimeOptions& options, const RuntimeDependencies& deps
) {
    WF_TRY(const std::vector<Fence> fences, deps.storage.claim_all_shards());
    auto parts = std::make_unique<Parts>(options, deps);
    const unsigned threads = std::max(1U, options.threads);
    for (unsigned i = 0; i < threads; ++i) {
        std::vector<Fence> own;
        for (const Fence& fence : fences) {
            if (fence.shard % threads == i) own.push_back(fence);
        }
        parts->workers.push_back(
            std::make_unique<Worker>(options, deps, parts->definitions, std::move(own))
        );
    }
    if (options.threads > 0) {
        for (const auto& worker : parts->workers)
            parts->threads.emplace_back([&worker = *worker] { worker.run(); });
    }
    return std::unique_ptr<Runtime>(new Runtime(std::move(parts)));
}

Runtime::Runtime(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {
}

Runtime::~Runtime() {
    stop();
}

void Runtime::submit(Command command, ReplyHandler on_reply) {
    Id root = root_of(target_of(command));
    if (root.is_nil()) root = parts_->root_for(command);
    if (auto* start = std::get_if<StartWorkflow>(&command);
        start != nullptr && !parts_->publishers.empty())
        start->params = with_publishers(start->params, parts_->publishers);
    const bool owed = is_owed(command);
    Envelope envelope{std::move(command), root, std::move(on_reply), 0, 0};
    Mailbox& mailbox = parts_->worker_of(root).mailbox();
    const bool open = !mailbox.is_closed();
    if (open && mailbox.post(envelope, owed)) return;
    if (!envelope.on_reply) return;
    const std::string_view why =
        open ? "too many requests are waiting; try again in a moment" : "the engine is stopping";
    envelope.on_reply(fail(ErrorCode::busy, std::string{why}));
}

void Runtime::turn() {
    parts_->workers.front()->turn(Millis{0});
}

bool Runtime::has_work() const {
    return parts_->workers.front()->has_work();
}

std::optional<Instant> Runtime::next_timer() const {
    return parts_->workers.front()->next_timer();
}

void Runtime::visit_trees(const TreeVisitor& visit) const {
    for (const auto& worker : parts_->workers) worker->visit_trees(visit);
}

void Runtime::report_running(const std::vector<Id>& action_executions) {
    const std::size_t workers = parts_->workers.size();
    std::vector<std::vector<Id>> shares(workers);
    for (const Id& id : action_executions)
        shares[shard_of(id) % parts_->shards % workers].push_back(id);
    for (std::size_t i = 0; i < workers; ++i) parts_->workers[i]->hear(shares[i]);
}

std::optional<Instant> Runtime::last_heard_of(const Id& action_execution) const {
    return parts_->worker_of(action_execution).last_heard_of(action_execution);
}

void Runtime::stop() {
    for (const auto& worker : parts_->workers) worker->mailbox().close();
    for (std::thread& thread : parts_->threads) {
        if (thread.joinable()) thread.join();
    }
}

}  // namespace wf
