// All chance of the simulation comes from here: the same seed gives the same numbers on every
// machine, unlike the distributions of the standard library.
#pragma once
#include <cstdint>
#include <vector>

namespace wf::sim {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    /// splitmix64
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }

    /// 0 … n-1; n > 0.
    std::uint32_t below(std::size_t n) { return static_cast<std::uint32_t>(next() % n); }

    /// low … high, both included.
    int between(int low, int high) {
        return low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1)));
    }

    bool chance(unsigned percent) { return below(100) < percent; }

    template <class Items>
    auto& pick(Items& items) {
        return items[below(items.size())];
    }

    /// An index, each as likely as its weight; the weights must not all be zero.
    std::size_t weighted(const std::vector<unsigned>& weights) {
        unsigned total = 0;
        for (const unsigned w : weights) total += w;
        std::uint32_t at = below(total);
        for (std::size_t i = 0;; ++i) {
            if (at < weights[i]) return i;
            at -= weights[i];
        }
    }

    /// An independent stream: what is drawn from it later does not shift what is drawn from here.
    Dice fork() { return Dice{next()}; }

private:
    std::uint64_t state_;
};

}  // namespace wf::sim
