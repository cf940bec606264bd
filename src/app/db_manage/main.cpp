#include "app/db_manage/db_manage.hpp"
#include "config/load.hpp"

#include <cstdio>

int main(int argc, char** argv) {
    const auto outcome = wf::app::run_db_manage({argv + 1, argv + argc}, wf::process_environment());
    std::fputs(outcome.output.c_str(), stdout);
    std::fputs(outcome.errors.c_str(), stderr);
    return outcome.exit_code;
}
