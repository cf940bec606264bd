#include "value/utf8.hpp"

#include <doctest/doctest.h>

namespace wf {
namespace {

// a, é, €, 😀, z: one to four bytes
constexpr std::string_view sample = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z";

}  // namespace

TEST_CASE("code points are decoded and encoded") {
    CHECK(utf8::decode_all(sample) == U"a\u00e9\u20ac\U0001f600z");
    CHECK(utf8::encode_all(U"a\u00e9\u20ac\U0001f600z") == sample);
    const utf8::CodePoint euro = utf8::decode(sample, 3);
    CHECK(euro.value == 0x20ac);
    CHECK(euro.length == 3);
    CHECK(euro.valid);
    for (char32_t code_point = 0; code_point <= 0x10ffff; code_point += 7) {
        if (code_point >= 0xd800 && code_point <= 0xdfff) continue;
        std::string text;
        utf8::append(text, code_point);
        const utf8::CodePoint back = utf8::decode(text);
        REQUIRE(back.valid);
        REQUIRE(back.value == code_point);
        REQUIRE(back.length == text.size());
    }
}

TEST_CASE("what is not UTF-8 is found") {
    for (const std::string_view bad :
         {"\x80",
          "\xc0\x80",
          "\xc1\xbf",
          "\xc3",
          "\xe2\x82",
          "\xe0\x80\x80",
          "\xed\xa0\x80",
          "\xf0\x80\x80\x80",
          "\xf4\x90\x80\x80",
          "\xf5\x80\x80\x80",
          "\xff",
          "\xc3(",
          "\xe2(\xa1"}) {
        CHECK_FALSE(utf8::is_valid(bad));
        const std::string padded = "0123456789abcdef" + std::string{bad} + "0123456789";
        CHECK(utf8::find_invalid(padded) == 16);
        CHECK(utf8::is_valid(utf8::replace_invalid(padded)));
    }
    CHECK(utf8::is_valid(sample));
    CHECK(utf8::is_valid(""));
    CHECK(
        utf8::replace_invalid("a\xff"
                              "b") == "a\xef\xbf\xbd"
                                      "b"
    );
    CHECK(utf8::replace_invalid(sample) == sample);
}

TEST_CASE("counting and indexing by code point") {
    CHECK(utf8::count(sample) == 5);
    CHECK(utf8::count("") == 0);
    CHECK(utf8::offset_of(sample, 0) == 0);
    CHECK(utf8::offset_of(sample, 2) == 3);
    CHECK(utf8::offset_of(sample, 4) == 10);
    CHECK(utf8::offset_of(sample, 5) == sample.size());
    CHECK(utf8::offset_of(sample, 99) == sample.size());
    CHECK(utf8::index_of(sample, 6) == 3);
    CHECK(utf8::slice(sample, 1, 3) == "\xc3\xa9\xe2\x82\xac");
    CHECK(utf8::slice(sample, 3) == "\xf0\x9f\x98\x80z");
    CHECK(utf8::slice(sample, 3, 2).empty());
    CHECK(utf8::slice(sample, 9, 12).empty());
    CHECK(utf8::is_ascii("plain text, longer than a word"));
    CHECK_FALSE(utf8::is_ascii("0123456789\xc3\xa9"));
}

}  // namespace wf
