#include "scheduler/lease_table.hpp"

#include <doctest/doctest.h>

using namespace wf;

namespace {

Id action(std::uint32_t number) {
    return make_root_id(Instant{1}, 0, number);
}

}  // namespace

TEST_CASE("a lease runs out unless it is renewed, and is reported until it is released") {
    constexpr Instant again{250};
    LeaseTable leases;
    CHECK(leases.grant(action(1), Instant{100}));
    CHECK_FALSE(leases.grant(action(1), Instant{900}));
    CHECK(leases.grant(action(2), Instant{100}));
    leases.renew(action(2), Instant{200});
    leases.renew(action(3), Instant{200});  // not out
    CHECK(leases.take_expired(Instant{100}, 10, again).empty());
    CHECK(leases.take_expired(Instant{101}, 10, again) == std::vector{action(1)});
    CHECK(leases.take_expired(Instant{101}, 10, again).empty());
    CHECK(leases.is_out(action(1)));
    CHECK(
        leases.take_expired(Instant{251}, 10, LeaseTable::never) ==
        std::vector{action(1), action(2)}
    );
    CHECK(leases.release(action(1)) == LeaseTable::never);
    CHECK_FALSE(leases.release(action(1)));
    CHECK_FALSE(leases.is_out(action(1)));
    CHECK(leases.size() == 1);
}

TEST_CASE("a heartbeat never shortens a lease") {
    LeaseTable leases;
    leases.grant(action(1), Instant{1000});
    leases.renew(action(1), Instant{500});
    CHECK(leases.take_expired(Instant{600}, 10, LeaseTable::never).empty());
}

TEST_CASE("expired leases come in slices; those without a term never expire") {
    LeaseTable leases;
    for (std::uint32_t i = 0; i < 5; ++i) leases.grant(action(i), Instant{1});
    leases.grant(action(9), LeaseTable::never);
    CHECK(leases.take_expired(Instant{2}, 3, Instant{3}).size() == 3);
    CHECK(leases.take_expired(Instant{2}, 3, Instant{3}).size() == 2);
    CHECK(leases.take_expired(Instant{2}, 3, Instant{3}).empty());
}
