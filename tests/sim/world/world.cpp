#include "world/world.hpp"

#include "storage/memory/memory_storage.hpp"
#include "world/node.hpp"

namespace wf::sim {
namespace {

constexpr std::size_t moves_max = 30'000;

}  // namespace

World::World(const Prepared& prepared, const WorldOptions& options)
    : prepared_(prepared), options_(options), dice_(options.seed * 0x9e3779b97f4a7c15ULL + 1),
      journal_(options.verbose), ledger_(journal_, prepared.joins),
      outbox_(journal_, prepared.joins), disk_(make_memory_storage({.shard_count = 4})),
      weather_{plan_, dice_, journal_, ledger_, outbox_, false, options.bug, false, false},
      log_(*Logger::open(
          {.level = LogLevel::warn,
           .file = {},
           .sink = [this](std::string_view line) { read_log(line); },
           .now = {}}
      )) {
    runtime_options_.threads = 0;
    runtime_options_.heartbeat.check_interval = Millis{0};  // nobody is silent without faults
    if (!options.with_faults) return;
    plan_ = FaultPlan::draw(dice_);
    executors_die_with_node_ = dice_.chance(50);
    // Small slices put commits, and so crashes, between any two steps of the engine.
    static const std::vector<std::size_t> steps = {1, 2, 5, 4000};
    static const std::vector<std::size_t> rows = {1, 10, 5000};
    static const std::vector<std::size_t> commands = {1, 3, 1000};
    runtime_options_.slice_steps = dice_.pick(steps);
    runtime_options_.batch_rows = dice_.pick(rows);
    runtime_options_.batch_commands = dice_.pick(commands);
    runtime_options_.engine.slice_items = dice_.chance(50) ? 1 : 2000;
    if (plan_.has(Fault::evict)) runtime_options_.resident_trees_max = 0;
    if (plan_.has(Fault::executor_vanishes) && options.bug != Bug::no_leases)
        runtime_options_.heartbeat = {lease_check_interval, 2, dice_.below(2), Millis{5000}};
    if (plan_.has(Fault::notify)) {
        runtime_options_.publishers = {Value::dict({{"type", "noop"}})};
        outbox_.turn_on();
    }
}

World::~World() = default;

/// An action that fails by its lease has no result of its own.
void World::read_log(std::string_view line) {
    if (line.find("heartbeat_missed") != std::string_view::npos) lost_answers_ = true;
}

Outcomes World::run() {
    if (const auto stored = disk_->change_definitions(prepared_.definitions); !stored) {
        journal_.violation("definitions: " + stored.error().message);
    }
    start_node();
    start_executions();
    const std::size_t disturbed = options_.with_faults ? 20 + dice_.below(300) : 0;
    while (outcomes_.moves < disturbed && !journal_.has_violation()) {
        if (!move() && !wake_idle()) break;
    }
    heal();
    settle();
    if (!journal_.has_violation() && !outcomes_.too_large) judge();
    outcomes_.violation = journal_.first_violation();
    outcomes_.commits = ledger_.commits();
    return outcomes_;
}

void World::settle() {
    while (!journal_.has_violation()) {
        if (!move() && !wake_idle()) return;
        if (outcomes_.moves < moves_max) continue;
        if (prepared_.scenario.is_determined) {
            journal_.violation("does not come to an end");
        } else {
            outcomes_.too_large = true;
        }
        return;
    }
}

}  // namespace wf::sim
