// The node of an integer beyond 64 bits; apart, because it pulls in Boost.Multiprecision.
#pragma once
#include "value/big_integer.hpp"
#include "value/value.hpp"

#include <utility>

namespace wf::node {

struct Big : Counted {
    explicit Big(BigInteger value) : number(std::move(value)) {}

    BigInteger number;
};

}  // namespace wf::node
