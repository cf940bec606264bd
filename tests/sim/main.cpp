// wf-sim: see usage below and docs/reliability.md.
#include "campaign.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace {

using namespace wf::sim;

constexpr const char* usage = R"(usage:
  wf-sim SEED [--bug NAME]       one schedule, with a log of its moves
  wf-sim --count N [--from SEED] N schedules on all processors
  wf-sim --hours H [--from SEED] for a time (a fraction is fine)
  wf-sim --bugs SECONDS          plants every known bug in turn; fails if one is not found in time
  wf-sim --emit-case SCENARIO    a generated scenario as YAML
  wf-sim --emit-played N [--from SCENARIO]
                                 N scenarios with the results of their undisturbed runs
  options: --threads N
)";

struct Arguments {
    CampaignOptions campaign;
    std::uint64_t seed = 0;
    std::uint64_t scenario = 0;
    double bug_seconds = 0;
    enum class Mode : std::uint8_t { none, one, many, bugs, emit, played } mode = Mode::none;
};

/// False: an unknown option, or one without its value.
bool read_option(Arguments& out, const char* name, const char* value) {
    if (value == nullptr) return false;
    const auto is = [&](const char* option) { return std::strcmp(name, option) == 0; };
    const std::uint64_t number = std::strtoull(value, nullptr, 10);
    if (is("--count")) {
        out.campaign.count = number;
        out.mode = Arguments::Mode::many;
    } else if (is("--hours")) {
        const double ms = std::strtod(value, nullptr) * 3'600'000;
        out.campaign.time_max = std::chrono::milliseconds{static_cast<std::int64_t>(ms)};
        out.campaign.count = 1ULL << 60U;
        out.mode = Arguments::Mode::many;
    } else if (is("--from")) {
        out.campaign.first_seed = number;
    } else if (is("--threads")) {
        out.campaign.threads = static_cast<unsigned>(number);
    } else if (is("--bugs")) {
        out.bug_seconds = std::strtod(value, nullptr);
        out.mode = Arguments::Mode::bugs;
    } else if (is("--emit-case")) {
        out.scenario = number;
        out.mode = Arguments::Mode::emit;
    } else if (is("--emit-played")) {
        out.campaign.count = number;
        out.mode = Arguments::Mode::played;
    } else if (is("--bug")) {
        const auto bug = parse_bug(value);
        if (!bug) return false;
        out.campaign.bug = *bug;
    } else {
        return false;
    }
    return true;
}

bool read_arguments(Arguments& out, int argc, char** argv) {
    out.campaign.threads = std::max(1U, std::thread::hardware_concurrency());
    for (int i = 1; i < argc; ++i) {
        if (argv[i][0] != '-') {
            out.seed = std::strtoull(argv[i], nullptr, 10);
            out.mode = Arguments::Mode::one;
            continue;
        }
        if (!read_option(out, argv[i], i + 1 < argc ? argv[i + 1] : nullptr)) return false;
        ++i;
    }
    return out.mode != Arguments::Mode::none;
}

int run_many(const CampaignOptions& options) {
    const CampaignTotals t = run_campaign(options);
    const double seconds = static_cast<double>(t.took.count()) / 1000;
    std::printf(
        "%llu schedules in %.1f s (%.0f/s): %llu failures; %llu compared with an undisturbed run, "
        "%llu too large, %llu moves, %llu commits, %llu crashes\n",
        static_cast<unsigned long long>(t.schedules),
        seconds,
        static_cast<double>(t.schedules) / std::max(seconds, 0.001),
        static_cast<unsigned long long>(t.failures),
        static_cast<unsigned long long>(t.compared),
        static_cast<unsigned long long>(t.too_large),
        static_cast<unsigned long long>(t.moves),
        static_cast<unsigned long long>(t.commits),
        static_cast<unsigned long long>(t.crashes)
    );
    return t.failures == 0 ? 0 : 1;
}

/// A simulation that finds nothing must be able to find something.
int run_bugs(CampaignOptions options, double seconds) {
    int missed = 0;
    for (std::size_t i = 1; i < bug_names.size(); ++i) {
        options.bug = static_cast<Bug>(i);
        options.count = 1ULL << 60U;
        options.failures_max = 1;
        options.time_max = std::chrono::milliseconds{static_cast<std::int64_t>(seconds * 1000)};
        const CampaignTotals t = run_campaign(options);
        const std::string text = t.first_text.substr(0, t.first_text.find('\n'));
        std::printf(
            "%-20.*s %s after %llu schedules, %.2f s: %s\n",
            static_cast<int>(bug_names[i].size()),
            bug_names[i].data(),
            t.failures > 0 ? "found" : "MISSED",
            static_cast<unsigned long long>(t.schedules),
            static_cast<double>(t.took.count()) / 1000,
            text.c_str()
        );
        std::fflush(stdout);
        if (t.failures == 0) ++missed;
    }
    return missed == 0 ? 0 : 1;
}

int emit_played(const CampaignOptions& options) {
    for (std::uint64_t i = 0; i < options.count; ++i) {
        if (const auto text = played_case(options.first_seed + i))
            std::printf("---\n%s", text->c_str());
    }
    return 0;
}

int run_one(std::uint64_t seed, Bug bug) {
    const std::string violation = replay(seed, bug);
    if (violation.empty()) {
        std::printf("seed %llu: no violation\n", static_cast<unsigned long long>(seed));
        return 0;
    }
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), violation.c_str());
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    if (!read_arguments(arguments, argc, argv)) {
        std::fprintf(stderr, "%s", usage);
        return 2;
    }
    switch (arguments.mode) {
    case Arguments::Mode::one: return run_one(arguments.seed, arguments.campaign.bug);
    case Arguments::Mode::many: return run_many(arguments.campaign);
    case Arguments::Mode::bugs: return run_bugs(arguments.campaign, arguments.bug_seconds);
    case Arguments::Mode::emit:
        std::printf("%s", write_case(generate(arguments.scenario)).c_str());
        return 0;
    case Arguments::Mode::played: return emit_played(arguments.campaign);
    case Arguments::Mode::none: break;
    }
    return 2;
}
