// mistral-db-manage: looks at and upgrades the schema of a database.
#pragma once
#include <string>
#include <vector>

namespace wf::app {

/// What the program prints and how it ends; main() only hands it on.
struct DbManageOutcome {
    int exit_code = 0;
    std::string output;
    std::string errors;
};

/// `words`: the command line without the program's name; `environment`: "NAME=value".
DbManageOutcome run_db_manage(
    const std::vector<std::string>& words, std::vector<std::string> environment
);

}  // namespace wf::app
