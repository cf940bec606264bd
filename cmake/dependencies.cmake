# The libraries of others, all from Debian 12. Their headers are system headers: no warnings.

set(Boost_NO_WARN_NEW_VERSIONS ON)
find_package(Boost 1.81 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(CURL REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(simdjson REQUIRED)
find_package(tl-expected REQUIRED)

pkg_check_modules(edit REQUIRED IMPORTED_TARGET libedit)
pkg_check_modules(pcre2 REQUIRED IMPORTED_TARGET libpcre2-8)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(yaml REQUIRED IMPORTED_TARGET yaml-0.1)

if(WF_TESTS)
    find_package(doctest REQUIRED)
    # Debian's own interpreter: the packages the tests import are installed for it.
    if(EXISTS /usr/bin/python3 AND NOT Python3_EXECUTABLE)
        set(Python3_EXECUTABLE /usr/bin/python3)
    endif()
    find_package(Python3 REQUIRED COMPONENTS Interpreter)
endif()
