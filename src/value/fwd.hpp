#pragma once

namespace wf {
class Value;
class Opaque;
class ListBuilder;
class DictBuilder;
class BigInteger;  // value/big_integer.hpp
struct Member;
struct DateTime;
}  // namespace wf
