// One schedule: the shipped runtime and engine over a faulty disk, with simulated executors, people
// and time. One thread, one seed: the same seed makes the same moves.
#pragma once
#include "runtime/runtime.hpp"
#include "world/faulty_storage.hpp"
#include "world/prepared.hpp"

#include <unordered_map>
#include <variant>

namespace wf::sim {

/// How often engines look for executors that are silent, where that is simulated.
inline constexpr Millis lease_check_interval{2000};

struct WorldOptions {
    std::uint64_t seed = 0;
    bool with_faults = true;
    bool verbose = false;
    Bug bug = Bug::none;
};

struct Outcomes {
    std::string violation;   ///< empty: none
    bool too_large = false;  ///< a disturbed workflow that multiplies itself; not judged
    std::size_t moves = 0;
    std::size_t commits = 0;
    std::size_t crashes = 0;
    bool compared = false;
    std::string result = {};  ///< snapshot of the first execution
    bool cut_off = false;     ///< an engine-side error ended it, whatever still ran
};

class World {
public:
    World(const Prepared& prepared, const WorldOptions& options);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    Outcomes run();

private:
    class Dispatcher;
    class NodeClock;
    class NodeRandom;
    struct Node;

    enum class Sender : std::uint8_t { starter, executor, person };

    /// A command on its way, until its sender is satisfied.
    struct Letter {
        Command command;
        Sender sender = Sender::person;
        std::size_t instance = 0;
        bool is_result = false;
        bool settled = false;
        unsigned sent = 0;
    };

    struct LetterNo {
        std::size_t number;
    };

    struct ActionDone {
        Id action;
        unsigned run;
    };

    struct Message {
        std::int64_t due_ms;
        std::variant<LetterNo, ActionRequest, ActionDone> what;
    };

    /// What an executor knows of an action.
    struct Job {
        ActionRequest request;
        Outcome outcome;
        unsigned runs = 0;
        unsigned current_run = 0;  ///< 0: not running
        unsigned accepted_results = 0;
    };

    struct Instance {
        std::string alias;
        Id root;  ///< nil until answered or found
        bool refused = false;
        bool changed = false;  ///< by people: its result is its own
        bool deleted = false;  ///< somebody has asked for it
    };

    struct Delivery {
        std::size_t letter;
        std::size_t node;
    };

    void read_log(std::string_view line);

    // Moves (moves.cpp).
    bool move();
    bool fault_move();
    bool work_move();
    bool advance();
    void settle();
    bool wake_idle();
    void heal();

    // Nodes (nodes.cpp).
    void start_node();
    void turn(std::size_t number);
    void kill(std::size_t number, std::string_view why);
    void take_over();
    void after_turn(Node& node);
    bool can_turn(const Node& node);
    Node* owner();
    void plant(Node& node);

    // Messages (messages.cpp).
    void post(Letter letter);
    void send(std::size_t letter, Millis delay);
    void deliver(std::size_t message);
    void deliver(LetterNo letter);
    void on_reply(std::size_t delivery, const Result<Reply>& reply);
    void on_success(Letter& letter, const Reply& reply);
    void on_refusal(std::size_t number, const Error& why);
    void check_durable(const Reply& reply);
    Millis delay();

    // Executors (executors.cpp).
    void on_dispatch(ActionRequest request);
    void deliver(ActionRequest request);
    void deliver(ActionDone done);
    void finish(Job& job);
    void lose_executor();
    void lose_executor_unseen();
    void report_alive();
    bool must_check_leases();
    std::optional<Id> kill_a_job(bool sync_only);
    void lose_all_executors();
    Outcome outcome_of(const ActionRequest& request);

    // People (people.cpp).
    void start_executions();
    void post_start(std::size_t instance);
    void pause_or_resume();
    void change_something();
    void run_action();
    void redefine_workflow();
    std::optional<Command> change_of(std::size_t instance, const StoredTree& rows);
    std::optional<StoredTree> rows_of(const Instance& instance);

    // Judgement (judge.cpp).
    void judge();
    void judge_instance(std::size_t number);
    bool is_deleted(const Id& root) const;
    void find_roots();

    std::int64_t now_ms_ = 1'767'225'600'000;  // 2026-01-01 00:00:00
    std::int64_t clock_offset_ms_ = 0;
    const Prepared& prepared_;
    WorldOptions options_;
    Dice dice_;
    Journal journal_;
    Ledger ledger_;
    Outbox outbox_;
    FaultPlan plan_;
    std::unique_ptr<Storage> disk_;
    Weather weather_;
    RuntimeOptions runtime_options_;
    std::unique_ptr<Logger> log_;
    std::vector<std::unique_ptr<Node>> nodes_;
    std::vector<Instance> instances_;
    std::set<Id> deleted_roots_;
    std::vector<Letter> letters_;
    std::vector<Message> messages_;
    std::unordered_map<std::size_t, Delivery> deliveries_;
    std::size_t last_delivery_ = 0;
    std::unordered_map<Id, Job> jobs_;
    std::map<std::pair<Id, std::string>, std::size_t> calls_;  ///< by root and url
    /// Actions that nobody works on, which only their lease tells, and how long that may take.
    std::map<Id, std::int64_t> vanished_;
    std::int64_t next_lease_check_ms_ = 0;
    std::int64_t outage_until_ms_ = 0;
    bool executors_die_with_node_ = false;
    bool lost_answers_ = false;  ///< of executors: results differ from the undisturbed run
    Outcomes outcomes_;
};

}  // namespace wf::sim
