// POST /v2/expressions/evaluate: an expression outside of any workflow; ours, for people and tools
// that try expressions out. The request and the answer are those of the evaluator.
#include "api/core/call.hpp"
#include "api/resource/routes.hpp"
#include "expr/evaluator/answer.hpp"
#include "value/json.hpp"

#include <algorithm>
#include <cstring>

namespace wf::api {
namespace {

/// An evaluation keeps its I/O thread from other connections.
constexpr Millis time_max{2000};

/// As deep as the evaluator reads from a line.
constexpr JsonLimits body_limits{.depth_max = 1000};

/// For random() and uuid(): SplitMix64, seeded by the random half of a new id.
class SeededRandom final : public expr::RandomSource {
public:
    explicit SeededRandom(const Id& id) {
        std::memcpy(&state_, id.bytes.data() + sizeof(state_), sizeof(state_));
    }

    std::uint64_t next() override {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = (state_ ^ (state_ >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }

private:
    std::uint64_t state_ = 0;
};

Result<void> evaluate(Call& call) {
    const auto request = parse_json(call.request().body, body_limits);
    if (!request || !request->is_dict())
        return fail(ErrorCode::invalid_argument, "Request is not in valid JSON format");
    SeededRandom random{call.new_id()};
    expr::AnswerWorld world{random, call.now(), call.options().expressions};
    expr::Limits& limits = world.options.limits;
    limits.time_max = std::min(limits.time_max, time_max);
    write_json(call.body(), expr::answer(*request, world), JsonStyle::python);
    return {};
}

constexpr Route routes[] = {
    {.method = http::Method::post,
     .path = "v2/expressions/evaluate",
     .handler = evaluate,
     .policy = "expressions:evaluate",
     .body = BodyKind::json},
};

}  // namespace

std::span<const Route> expression_routes() {
    return routes;
}

}  // namespace wf::api
