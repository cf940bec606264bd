// The objects of the API and their columns, in the order of the public client.
#include "app/cli/columns.hpp"

#include <array>

namespace wf::cli {

namespace {

constexpr std::array workbook_columns{
    Column{"name", "Name"},
    Column{"namespace", "Namespace"},
    Column{"tags", "Tags", Cell::tags},
    Column{"scope", "Scope"},
    Column{"created_at", "Created at"},
    Column{"updated_at", "Updated at"},
};
constexpr std::array workflow_columns{
    Column{"id", "ID"},
    Column{"name", "Name"},
    Column{"namespace", "Namespace"},
    Column{"project_id", "Project ID"},
    Column{"tags", "Tags", Cell::tags},
    Column{"input", "Input", Cell::cut},
    Column{"scope", "Scope"},
    Column{"created_at", "Created at"},
    Column{"updated_at", "Updated at"},
};
constexpr std::array action_columns{
    Column{"id", "ID"},
    Column{"name", "Name"},
    Column{"is_system", "Is system"},
    Column{"input", "Input", Cell::cut},
    Column{"description", "Description", Cell::cut},
    Column{"tags", "Tags", Cell::tags},
    Column{"created_at", "Created at"},
    Column{"updated_at", "Updated at"},
};
constexpr std::array environment_columns{
    Column{"name", "Name"},
    Column{"description", "Description", Cell::or_none},
    Column{"variables", "Variables", Cell::json},
    Column{"scope", "Scope"},
    Column{"created_at", "Created at"},
    Column{"updated_at", "Updated at", Cell::or_none},
};
constexpr std::array cron_trigger_columns{
    Column{"name", "Name"},
    Column{"workflow_name", "Workflow"},
    Column{"workflow_params", "Params"},
    Column{"pattern", "Pattern"},
    Column{"next_execution_time", "Next execution time"},
    Column{"remaining_executions", "Remaining executions"},
    Column{"created_at", "Created at"},
    Column{"updated_at", "Updated at"},
};
constexpr std::array event_trigger_columns{
    Column{"id", "ID"},
    Column{"name", "Name"},
    Column{"workflow_id", "Workflow ID"},
    Column{"workflow_params", "Params"},
    Column{"exchange", "Exchange"},
    Column{"topic", "Topic"},
    Column{"event", "Event"},
    Column{"created_at", "Created at"},
    Column{"updated_at", "Updated at"},
};
constexpr std::array execution_columns{
    Column{"id", "ID"},
    Column{"workflow_id", "Workflow ID"},
    Column{"workflow_name", "Workflow name"},
    Column{"workflow_namespace", "Workflow namespace"},
    Column{"description", "Description"},
    Column{"task_execution_id", "Task Execution ID", Cell::or_none},
    Column{"root_execution_id", "Root Execution ID", Cell::or_none},
    Column{"state", "State"},
    Column{"state_info", "State info", Cell::cut},
    Column{"created_at", "Created at"},
    Column{"updated_at", "Updated at", Cell::or_none},
    Column{"duration", "Duration", Cell::run_time},
};
constexpr std::array task_columns{
    Column{"id", "ID"},
    Column{"name", "Name"},
    Column{"workflow_name", "Workflow name"},
    Column{"workflow_namespace", "Workflow namespace"},
    Column{"workflow_execution_id", "Workflow Execution ID"},
    Column{"state", "State"},
    Column{"state_info", "State info", Cell::cut},
    Column{"created_at", "Created at"},
    Column{"started_at", "Started at", Cell::or_none},
    Column{"finished_at", "Finished at", Cell::or_none},
    Column{"duration", "Duration", Cell::task_time},
};
constexpr std::array action_execution_columns{
    Column{"id", "ID"},
    Column{"name", "Name"},
    Column{"workflow_name", "Workflow name"},
    Column{"workflow_namespace", "Workflow namespace"},
    Column{"task_name", "Task name"},
    Column{"task_execution_id", "Task ID"},
    Column{"state", "State"},
    Column{"state_info", "State info", Cell::detail},
    Column{"accepted", "Accepted"},
    Column{"created_at", "Created at"},
    Column{"updated_at", "Updated at", Cell::or_none},
};

}  // namespace

const Resource workbooks{"/workbooks", "workbooks", "workbook", workbook_columns};
const Resource workflows{"/workflows", "workflows", "workflow", workflow_columns};
const Resource actions{"/actions", "actions", "action", action_columns};
const Resource environments{"/environments", "environments", "environment", environment_columns};
const Resource cron_triggers{
    "/cron_triggers", "cron_triggers", "cron trigger", cron_trigger_columns};
const Resource event_triggers{
    "/event_triggers", "event_triggers", "event trigger", event_trigger_columns};
const Resource executions{"/executions", "executions", "execution", execution_columns, true};
const Resource tasks{"/tasks", "tasks", "task", task_columns, true};
const Resource action_executions{
    "/action_executions", "action_executions", "action execution", action_execution_columns, true};

}  // namespace wf::cli
