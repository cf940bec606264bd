#include "lang/statement/workflow.hpp"

#include "lang/check/shapes.hpp"
#include "lang/compile/link.hpp"
#include "lang/statement/input.hpp"
#include "lang/statement/task.hpp"
#include "lang/text/names.hpp"
#include "value/python_text.hpp"

namespace wf::lang {
namespace {

bool is_reverse(const yaml::Node& workflow) {
    const yaml::Node* type = workflow.find("type");
    return type != nullptr && type->is_text() && type->text() == "reverse";
}

void check_tasks(const Place& at, Shape task, Checker& out) {
    if (!filled_mapping(at, out)) return;
    text_keys(at, out);
    for_each_member(at, [&](const Place& member) {
        const yaml::Node& node = member.node();
        if (node.key == Value{""}) out.schema(member, "the name '' is too short");
        // The original asks for a member only where the name is a word, "t-1: {}" is sound.
        const bool may_be_empty = node.key.is_string() && !is_word(node.key.as_string());
        if (may_be_empty && node.is_mapping() && node.children.empty()) return;
        task(member, out);
    });
}

void check_direct_tasks(const Place& at, Checker& out) {
    check_tasks(at, check_direct_task, out);
}

void check_reverse_tasks(const Place& at, Checker& out) {
    check_tasks(at, check_reverse_task, out);
}

template <Shape tasks>
constexpr KeyRule workflow_rules[] = {
    {"tags", unique_texts},
    {"input", check_input_list},
    {"output", mapping_of_values},
    {"output-on-error", mapping_of_values},
    {"vars", mapping_of_values},
    {"task-defaults", check_task_defaults},
    {"tasks", tasks, Presence::required},
};

bool check_type(const Place& at, Checker& out) {
    const yaml::Node* type = at.node().find("type");
    if (type == nullptr ||
        (type->is_text() && (type->text() == "direct" || type->text() == "reverse"))) {
        return true;
    }
    out.construction(
        at,
        "Failed to find a specification class to instantiate: 'type' must be 'direct' or "
        "'reverse', not " +
            shown(type->value),
        "DSLParsingException"
    );
    return false;
}

std::optional<expr::Template> read_mapping(const yaml::Node& workflow, std::string_view key) {
    const yaml::Node* node = workflow.find(key);
    if (node == nullptr || !truthy(node->value)) return std::nullopt;
    return expr::Template::compile_lenient(node->value);
}

void read_own_keys(const Place& at, Program& program, Checker& out) {
    const yaml::Node& node = at.node();
    program.input = read_input_list(node.find("input"));
    program.vars = read_mapping(node, "vars");
    program.output = read_mapping(node, "output");
    program.output_on_error = read_mapping(node, "output-on-error");
    if (program.output_on_error) {
        program.output_on_error_text = python_str(program.output_on_error->source());
    }
    for (const std::string_view key : {"output", "vars"}) {
        with_member(at, key, [&out](const Place& member) { out.expressions_of_members(member); });
    }
    const yaml::Node* tags = node.find("tags");
    program.tags = tags != nullptr && tags->is_list() ? tags->value : Value::list({});
    const yaml::Node* description = node.find("description");
    if (description != nullptr && !description->value.is_null()) {
        program.description = python_str(description->value);
    }
}

// The parsed mapping with what the original injects: name and version here, and into each task.
Value spec_of(const yaml::Node& node, const Program& program) {
    DictBuilder tasks{program.tasks.size()};
    for (const TaskSpec& task : program.tasks) tasks.set(task.name, task.spec);
    DictBuilder spec{node.value};
    spec.set("tasks", std::move(tasks).freeze());
    spec.set("name", program.name);
    spec.set("version", "2.0");
    return std::move(spec).freeze();
}

}  // namespace

void check_workflow(const Place& at, Checker& out) {
    if (!at.node().is_mapping()) {
        out.schema(at, not_of_type(at.value(), "object"));
        return;
    }
    if (!check_type(at, out)) return;
    if (is_reverse(at.node()))
        check_mapping(at, workflow_rules<check_reverse_tasks>, OtherKeys::ignored, out);
    else
        check_mapping(at, workflow_rules<check_direct_tasks>, OtherKeys::ignored, out);
}

std::shared_ptr<Program> read_workflow(const Place& at, std::string_view name, Checker& out) {
    auto program = std::make_shared<Program>();
    program->name = name;
    if (is_uuid_like(name)) {
        out.meaning(at, "Workflow name cannot be in the format of UUID.", "wrong-name");
    }
    const yaml::Node& node = at.node();
    program->type = is_reverse(node) ? WorkflowType::reverse : WorkflowType::direct;
    read_own_keys(at, *program, out);

    TaskDefaults defaults;
    with_member(at, "task-defaults", [&](const Place& member) {
        defaults = read_task_defaults(member, out);
    });
    std::vector<TaskText> texts;
    with_member(at, "tasks", [&](const Place& tasks) {
        texts.reserve(tasks.node().children.size());
        for_each_member(tasks, [&](const Place& task) {
            texts.push_back(read_task(task, program->type, defaults, out));
        });
    });
    if (texts.empty()) {
        // Where validation is on, the shape of `tasks` has said it already.
        if (out.validates()) return program;
        out.construction(at, "Workflow doesn't have any tasks [data=" + shown(at.value()) + "]");
        return program;
    }
    link_tasks(at, std::move(texts), defaults, *program, out);
    program->spec = spec_of(node, *program);
    return program;
}

}  // namespace wf::lang
