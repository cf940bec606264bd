// The functions behind the rules, one file each; rules.cpp says what they look for.
#pragma once
#include "lang/warn/rules.hpp"

namespace wf::lang {

void warn_after_end(const WorkflowView& view);
void warn_clause_mapping(const WorkflowView& view);
void warn_command_parameter(const WorkflowView& view);
void warn_concurrency_without_items(const WorkflowView& view);
void warn_default_not_evaluated(const WorkflowView& view);
void warn_default_stays(const WorkflowView& view);
void warn_defaults_without_effect(const WorkflowView& view);
void warn_dropped_parameter(const WorkflowView& view);
void warn_flag_not_evaluated(const WorkflowView& view);
void warn_ignored_text(const WorkflowView& view);
void warn_input_twice(const WorkflowView& view);
void warn_items_rest(const WorkflowView& view);
void warn_join_never_fires(const WorkflowView& view);
void warn_join_zero(const WorkflowView& view);
void warn_publish_in_defaults(const WorkflowView& view);
void warn_publish_not_applied(const WorkflowView& view);
void warn_publish_overwritten(const WorkflowView& view);
void warn_retry_without_effect(const WorkflowView& view);
void warn_task_named_as_command(const WorkflowView& view);
void warn_unknown_variable(const WorkflowView& view);
void warn_unknown_workflow_key(const WorkflowView& view);
void warn_unreachable_task(const WorkflowView& view);
void warn_wrong_expression(const WorkflowView& view);

void warn_default_not_evaluated_in_action(const ActionView& view);
void warn_dropped_parameter_in_action(const ActionView& view);
void warn_ignored_text_in_action(const ActionView& view);
void warn_input_twice_in_action(const ActionView& view);
void warn_wrong_expression_in_action(const ActionView& view);

}  // namespace wf::lang
