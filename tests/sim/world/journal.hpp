// What a schedule did and what it found: the log of moves (kept only on request) and the first
// violation.
#pragma once
#include <cstdint>
#include <string>

namespace wf::sim {

class Journal {
public:
    explicit Journal(bool verbose) : verbose_(verbose) {}

    bool is_verbose() const { return verbose_; }

    /// `what()` is only called if somebody reads it.
    template <class What>
    void note(What what) {
        if (verbose_) print(what());
    }

    /// The first one stays: what follows is a consequence.
    void violation(const std::string& text) {
        if (verbose_) print("VIOLATION " + text);
        if (violation_.empty()) violation_ = text;
    }

    const std::string& first_violation() const { return violation_; }

    bool has_violation() const { return !violation_.empty(); }

    void set_time(std::int64_t ms) { now_ms_ = ms; }

private:
    void print(const std::string& line) const;

    bool verbose_;
    std::string violation_;
    std::int64_t now_ms_ = 0;
};

}  // namespace wf::sim
