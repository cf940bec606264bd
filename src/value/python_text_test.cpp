// str() and repr(). All expected texts were printed by CPython 3.11 (dateutil's zones for aware
// times).
#include "value/python_text.hpp"
#include "value/python_time.hpp"

#include <doctest/doctest.h>

#include <limits>

namespace wf {

TEST_CASE("scalars") {
    CHECK(python_str(nullptr) == "None");
    CHECK(python_str(true) == "True");
    CHECK(python_str(-42) == "-42");
    CHECK(python_str(Value{~0ULL}) == "18446744073709551615");
    CHECK(python_str("it's") == "it's");
    CHECK(python_repr(Value{"it's"}) == "\"it's\"");
}

TEST_CASE("floats in their shortest form") {
    struct Row {
        double number;
        const char* text;
    };

    constexpr Row rows[] = {
        {0x0.0p+0, "0.0"},
        {-0x0.0p+0, "-0.0"},
        {0x1.0000000000000p+0, "1.0"},
        {0x1.8000000000000p+0, "1.5"},
        {0x1.999999999999ap-4, "0.1"},
        {0x1.c6bf526340000p+49, "1000000000000000.0"},
        {0x1.1c37937e08000p+53, "1e+16"},
        {0x1.b69b4ba630f35p+56, "1.2345678901234568e+17"},
        {0x1.5af1d78b58c40p+66, "1e+20"},
        {0x1.1eb2d66005835p+997, "1.5e+300"},
        {0x1.a36e2eb1c432dp-14, "0.0001"},
        {0x1.4f8b588e368f1p-17, "1e-05"},
        {0x1.02e4b6ce5dc68p-13, "0.00012345"},
        {0x1.9e3abe16fc70dp-17, "1.2345e-05"},
        {0x0.0000000000001p-1022, "5e-324"},
        {0x1.fffffffffffffp+1023, "1.7976931348623157e+308"},
        {0x1.0000000000000p-1022, "2.2250738585072014e-308"},
        {0x1.5555555555555p-2, "0.3333333333333333"},
        {0x1.86a0000000000p+16, "100000.0"},
        {-0x1.ad7f29abcaf48p-24, "-1e-07"},
        {0x1.0000000000000p+53, "9007199254740992.0"},
        {0x1.249ad2594c37dp+332, "1e+100"},
        {0x1.81cd6c8b43958p+13, "12345.678"},
        {0x1.1de784a000000p+28, "299792458.0"},
        {0x1.b7cdfd9d7bdbbp-34, "1e-10"},
        {std::numeric_limits<double>::infinity(), "inf"},
        {-std::numeric_limits<double>::infinity(), "-inf"},
        {std::numeric_limits<double>::quiet_NaN(), "nan"},
    };
    for (const Row& row : rows) CHECK(python_float(row.number) == row.text);
}

TEST_CASE("texts are quoted and escaped") {
    CHECK(python_repr("plain") == "'plain'");
    CHECK(python_repr("it's") == "\"it's\"");
    CHECK(python_repr("say \"hi\"") == "'say \"hi\"'");
    CHECK(python_repr("both ' and \"") == "'both \\' and \"'");
    CHECK(
        python_repr(std::string_view{"\\ \n\t\r\0\x1b\x7f", 8}) == "'\\\\ \\n\\t\\r\\x00\\x1b\\x7f'"
    );
    // é, no-break space, soft hyphen, €, zero width space, line separator, an emoji, a language tag
    CHECK(
        python_repr("\xc3\xa9\xc2\xa0\xc2\xad\xe2\x82\xac\xe2\x80\x8b\xe2\x80\xa8\xf0\x9f\x98\x80"
                    "\xf3\xa0\x80\x81"
        ) == "'\xc3\xa9\\xa0\\xad\xe2\x82\xac\\u200b\\u2028\xf0\x9f\x98\x80\\U000e0001'"
    );
    // byte order mark, unassigned, private use, the last code point; the ideographs of Unicode 15
    CHECK(
        python_repr("\xef\xbb\xbf\xcd\xb8\xee\x80\x80\xf4\x8f\xbf\xbf") ==
        "'\\ufeff\\u0378\\ue000\\U0010ffff'"
    );
    CHECK(python_repr("\xf0\xb1\x8d\x90") == "'\\U00031350'");
    CHECK(python_repr("\xe4\xb8\xad\xe6\x96\x87") == "'\xe4\xb8\xad\xe6\x96\x87'");
    CHECK(python_repr("a\xff") == "'a\\xff'");
}

TEST_CASE("lists, tuples, dicts and sets") {
    const Value list = Value::list({1, "a", nullptr});
    CHECK(python_str(list) == "[1, 'a', None]");
    CHECK(python_str(list, PlainListAs::tuple) == "(1, 'a', None)");
    CHECK(python_str(Value::list({1}, ListFlavor::tuple)) == "(1,)");
    CHECK(python_str(Value::list({1}), PlainListAs::tuple) == "(1,)");
    CHECK(python_str(Value::list({1}, ListFlavor::fresh), PlainListAs::tuple) == "[1]");
    CHECK(python_str(Value::list({}), PlainListAs::tuple) == "()");
    CHECK(python_str(Value::list({})) == "[]");
    CHECK(
        python_str(Value::dict({{"k", nullptr}, {1, Value::list({true})}})) ==
        "{'k': None, 1: [True]}"
    );
    CHECK(python_str(Value::dict({})) == "{}");
    CHECK(python_str(Value::set({1, "b"})) == "{1, 'b'}");
    CHECK(python_str(Value::set({})) == "set()");
    CHECK(
        python_str(Value::list({Value::timespan(1), Value::datetime({})})) ==
        "[datetime.timedelta(microseconds=1), datetime.datetime(1970, 1, 1, 0, 0)]"
    );
}

TEST_CASE("spans") {
    struct Row {
        std::int64_t microseconds;
        const char* str;
        const char* repr;
    };

    constexpr Row rows[] = {
        {0, "0:00:00", "datetime.timedelta(0)"},
        {5000000, "0:00:05", "datetime.timedelta(seconds=5)"},
        {86400000000, "1 day, 0:00:00", "datetime.timedelta(days=1)"},
        {-1,
         "-1 day, 23:59:59.999999",
         "datetime.timedelta(days=-1, seconds=86399, microseconds=999999)"},
        {-500000,
         "-1 day, 23:59:59.500000",
         "datetime.timedelta(days=-1, seconds=86399, microseconds=500000)"},
        {176461000042,
         "2 days, 1:01:01.000042",
         "datetime.timedelta(days=2, seconds=3661, microseconds=42)"},
        {-86400000000, "-1 day, 0:00:00", "datetime.timedelta(days=-1)"},
        {86399999913600000,
         "999999 days, 23:58:33.600000",
         "datetime.timedelta(days=999999, seconds=86313, microseconds=600000)"},
    };
    for (const Row& row : rows) {
        CHECK(timespan_text(row.microseconds) == row.str);
        CHECK(timespan_repr(row.microseconds) == row.repr);
        CHECK(python_str(Value::timespan(row.microseconds)) == row.str);
    }
}

TEST_CASE("dates and times") {
    constexpr std::int64_t leap_day = 1'582'934'400'000'000;  // 2020-02-29T00:00
    const DateTime utc{.local_us = leap_day, .aware = true};
    const DateTime india{
        .local_us = leap_day + 45'296'000'123, .offset_seconds = 19'800, .aware = true};
    const DateTime west{.local_us = -1, .offset_seconds = -12'345, .aware = true};
    const DateTime naive{.local_us = leap_day + 60'000'000};
    const DateTime date{.local_us = leap_day, .date_only = true};
    CHECK(datetime_text(utc) == "2020-02-29 00:00:00+00:00");
    CHECK(datetime_text(india) == "2020-02-29 12:34:56.000123+05:30");
    CHECK(datetime_text(india, 'T') == "2020-02-29T12:34:56.000123+05:30");
    CHECK(datetime_text(west) == "1969-12-31 23:59:59.999999-03:25:45");
    CHECK(datetime_text(naive) == "2020-02-29 00:01:00");
    CHECK(datetime_text(date) == "2020-02-29");
    CHECK(datetime_repr(utc) == "datetime.datetime(2020, 2, 29, 0, 0, tzinfo=tzutc())");
    CHECK(
        datetime_repr(india) ==
        "datetime.datetime(2020, 2, 29, 12, 34, 56, 123, tzinfo=tzoffset(None, 19800))"
    );
    CHECK(datetime_repr(naive) == "datetime.datetime(2020, 2, 29, 0, 1)");
    CHECK(datetime_repr(date) == "datetime.date(2020, 2, 29)");
}

TEST_CASE("printing bounds its depth") {
    Value deep = 1;
    for (int i = 0; i < 100'000; ++i) deep = Value::list({std::move(deep)});
    const std::string text = python_str(deep);
    CHECK(text.find("[...]") != std::string::npos);
    CHECK(text.size() < 2000);
}

}  // namespace wf
