// mistral eval as its users know it: words and input in, output and exit code out.
#include "app/cli/cli.hpp"
#include "app/cli/eval/line_service.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <thread>

namespace wf::cli {

namespace {

struct Ran {
    int exit_code = 0;
    std::string out;
    std::string err;
};

struct Stream {
    char* bytes = nullptr;
    std::size_t size = 0;
    std::FILE* file = open_memstream(&bytes, &size);

    Stream() = default;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    ~Stream() { std::free(bytes); }

    std::string text() {
        std::fclose(file);
        return {bytes, size};
    }
};

Ran run(std::vector<std::string> words, std::string input = "\n") {
    Stream out;
    Stream err;
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    REQUIRE(write(ends[1], input.data(), input.size()) == static_cast<ssize_t>(input.size()));
    close(ends[1]);
    std::FILE* in = fdopen(ends[0], "r");
    words.insert(words.begin(), "eval");
    const CliWorld world{
        {out.file, err.file, in}, [](const std::string&) { return HttpSend{}; }, "http://nowhere"};
    Ran ran;
    ran.exit_code = run_cli(std::move(words), world);
    std::fclose(in);
    ran.out = out.text();
    ran.err = err.text();
    return ran;
}

}  // namespace

TEST_CASE("a text is printed as it is, anything else as JSON") {
    CHECK(run({"$.a", "--data", R"({"a": "x y"})"}).out == "x y\n");
    CHECK(run({"$.a", "--data", R"({"a": 1.0})"}).out == "1.0\n");
    CHECK(run({"[1].select($)"}).out == "[\n    1\n]\n");
    CHECK(run({"null"}).out == "null\n");
    CHECK(run({"n: <% $ %>", "-d", "5"}).out == "n: 5\n");
}

TEST_CASE("the language of a bare expression is guessed") {
    CHECK(run({"_.a|upper", "-d", R"({"a": "x"})"}).out == "X\n");
    CHECK(run({"'_'.len()"}).out == "1\n");
    CHECK(run({"[1, 2]|first"}).out == "1\n");
    CHECK(run({"7 / 2"}).out == "3\n");
    CHECK(run({"7 / 2", "--language", "jinja"}).out == "3.5\n");
}

TEST_CASE("the environment") {
    CHECK(run({"env().a", "--env", R"({"a": 1})"}).out == "1\n");
    CHECK(run({"{{ env().a }}", "--env", R"({"a": 1})"}).out == "1\n");
    CHECK(run({"1", "--env", "{}", "--data", "[1]"}).exit_code == exit_usage);
}

TEST_CASE("a failure is marked, and a hint says what to try") {
    const auto failed = [](std::string expression) {
        Ran ran = run({std::move(expression), "--data", R"({"name": "x", "n": 3})"});
        CHECK(ran.exit_code == exit_failure);
        CHECK(ran.out.empty());
        return ran.err;
    };
    CHECK(
        failed("$.nmae + 1") == "KeyError: 'nmae'\n"
                                "  $.nmae + 1\n"
                                "    ^^^^\n"
                                "  did you mean 'name'?\n"
    );
    CHECK(
        failed("a <% 'ä' + 1 %>") ==
        "NoMatchingFunction: No function \"#operator_+\" matches supplied arguments\n"
        "  a <% 'ä' + 1 %>\n"
        "           ^\n"
        "  the operator + does not take such values\n"
    );
    CHECK(
        failed("1 +\n lenn(2)") == "NoFunctionRegistered: Unknown function \"lenn\"\n"
                                   "   lenn(2)\n"
                                   "   ^^^^\n"
                                   "  did you mean 'len'?\n"
    );
    CHECK(failed("max(1)").ends_with("  it is max(a: any, b: any)\n"));
    CHECK(failed("toUpper(a)").ends_with("  toUpper is a method: write value.toUpper(...)\n"));
    CHECK(failed("1.range()").ends_with("  range is a function: write range(value)\n"));
    CHECK(
        failed("[1, 2") == "YaqlGrammar: Parse error: unexpected end of statement\n"
                           "  [1, 2\n"
                           "       ^\n"
    );
    CHECK(
        failed("x {{ 1 + name }}") == "UndefinedError: 'name' is undefined\n"
                                      "  x {{ 1 + name }}\n"
                                      "           ^^^^\n"
                                      "  the data is _: write _.name\n"
    );
    CHECK(
        failed("{{ _.nam }}") == "UndefinedError: 'dict object' has no attribute 'nam'\n"
                                 "  {{ _.nam }}\n"
                                 "       ^^^\n"
                                 "  did you mean 'name'?\n"
    );
    CHECK(
        failed("_.name|uper") == "TemplateAssertionError: No filter named 'uper'.\n"
                                 "  _.name|uper\n"
                                 "         ^^^^\n"
                                 "  did you mean 'upper'?\n"
    );
    CHECK(
        failed("{{ 1 + }}") == "TemplateSyntaxError: unexpected 'end of print statement'\n"
                               "  {{ 1 + }}\n"
                               "         ^\n"
    );
}

TEST_CASE("mistakes on the command line") {
    CHECK(run({}).exit_code == exit_usage);
    CHECK(run({"1", "--language", "lisp"}).exit_code == exit_usage);
    CHECK(run({"1", "--data", "./no/such/file"}).exit_code == exit_usage);
}

TEST_CASE("a script of lines goes on after a failure and reports it") {
    const Ran ran =
        run({"-i"},
            ":data {\"a\": [1, 2]}\n$.a\n:use\n\n$.len()\n$.b\n:language "
            "jinja\n_|length\n:nope\n:quit\n9\n");
    CHECK(ran.out == "[\n    1,\n    2\n]\n2\n2\n");
    CHECK(ran.err.starts_with("NoFunctionRegistered: Unknown function \"#property#b\""));
    CHECK(ran.err.find("unknown command ':nope'") != std::string::npos);
    CHECK(ran.exit_code == exit_failure);
    CHECK(run({"-i"}, "1\n:help\n").exit_code == exit_success);
}

TEST_CASE("answers are written before the next read, and reading goes on while nobody reads them") {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    REQUIRE(pipe(in.data()) == 0);
    REQUIRE(pipe(out.data()) == 0);
    const AnswerLine twice = [](std::string_view line) {
        return std::string{line} + std::string{line};
    };
    std::thread service([&] {
        CHECK(serve_lines(in[0], out[1], twice).has_value());
        close(out[1]);
    });
    const auto read_bytes = [&](std::size_t count) {
        std::string text(count, ' ');
        std::size_t got = 0;
        while (got < count) {
            const ssize_t more = read(out[0], text.data() + got, count - got);
            if (more <= 0) break;
            got += static_cast<std::size_t>(more);
        }
        return text.substr(0, got);
    };
    // One answer, with the input still open.
    CHECK(write(in[1], "a\n", 2) == 2);
    CHECK(read_bytes(3) == "aa\n");
    // Far more than two pipes hold, before anything is read.
    const std::string line(999, 'x');
    std::string expected;
    for (int i = 0; i < 1000; ++i) {
        const std::string sent = line + "\n";
        REQUIRE(write(in[1], sent.data(), sent.size()) == static_cast<ssize_t>(sent.size()));
        expected += line + line + "\n";
    }
    CHECK(read_bytes(expected.size()) == expected);
    // Empty lines have no answer; the last line needs no line feed.
    CHECK(write(in[1], "\n\r\nb\r\nc", 7) == 7);
    close(in[1]);
    CHECK(read_bytes(100) == "bb\ncc\n");
    service.join();
    close(in[0]);
    close(out[0]);
}

}  // namespace wf::cli
