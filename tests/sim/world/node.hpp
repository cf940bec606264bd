// One engine process: the shipped runtime with its view of the database and its connections.
#pragma once
#include "world/world.hpp"

namespace wf::sim {

class World::Dispatcher final : public ActionDispatcher {
public:
    explicit Dispatcher(World& world) : world_(world) {}

    void dispatch(ActionRequest request) override { world_.on_dispatch(std::move(request)); }

private:
    World& world_;
};

class World::NodeClock final : public Clock {
public:
    explicit NodeClock(const World& world) : world_(world) {}

    Instant now() const override { return {world_.now_ms_ + world_.clock_offset_ms_}; }

private:
    const World& world_;
};

class World::NodeRandom final : public expr::RandomSource {
public:
    explicit NodeRandom(Dice dice) : dice_(dice) {}

    std::uint64_t next() override { return dice_.next(); }

private:
    Dice dice_;
};

struct World::Node {
    explicit Node(World& world)
        : storage(*world.disk_, world.weather_), dispatcher(world), clock(world),
          random(world.dice_.fork()) {}

    FaultyStorage storage;
    Dispatcher dispatcher;
    NodeClock clock;
    NodeRandom random;
    std::unique_ptr<Runtime> runtime;  ///< null: dead
};

}  // namespace wf::sim
