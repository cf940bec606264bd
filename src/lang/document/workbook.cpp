// A workbook: its own keys, and members that are cut out of its text.
#include "lang/check/shapes.hpp"
#include "lang/document/document.hpp"
#include "lang/statement/action.hpp"
#include "lang/statement/workflow.hpp"
#include "lang/text/cut.hpp"
#include "lang/text/names.hpp"
#include "lang/warn/rules.hpp"
#include "value/python_text.hpp"

namespace wf::lang {
namespace {

bool is_version_two(const Value& version) {
    return version.is_string() ? version == Value{"2.0"}
                               : !version.is_bool() && version == Value{2};
}

// `version: '2.0'` among the members is no member.
void check_marker(const Place& at, Checker& out) {
    if (!is_version_two(at.value())) {
        out.schema(at, shown(at.value()) + " is not one of ['2.0', 2.0]");
    }
}

void check_member_names(const Place& at, Checker& out) {
    for_each_member(at, [&out](const Place& member) {
        const std::string name = name_of(member.node());
        if (name == "version") return check_marker(member, out);
        if (is_member_name(name)) return;
        out.schema(
            member,
            python_repr(std::string_view{name}) +
                R"( does not match any of the regexes: '^(?!version$)[\w-]+$')"
        );
    });
}

void check_members(const Place& at, Shape member_shape, Checker& out) {
    if (!filled_mapping(at, out)) return;
    text_keys(at, out);
    check_member_names(at, out);
    for_each_member(at, [&](const Place& member) {
        if (name_of(member.node()) != "version") member_shape(member, out);
    });
}

void check_book_workflow(const Place& at, Checker& out) {
    if (at.node().is_mapping()) return check_workflow(at, out);
    if (at.value().is_null()) return report_invalid(at, "a workflow", out);
    out.construction(
        at,
        "A specification with polymorphic key must be backed by a dictionary [spec_data=" +
            shown(at.value()) + "]"
    );
}

void check_workflows(const Place& at, Checker& out) {
    check_members(at, check_book_workflow, out);
}

void check_actions(const Place& at, Checker& out) {
    check_members(at, check_action, out);
}

// 2, 2.0, '2' and '2.0'. Everything else is another language.
void check_version(const Place& at, Checker& out) {
    const Value& version = at.value();
    if (!is_version_two(version) && version != Value{"2"}) {
        out.construction(
            at, "Unsupported DSL version: " + python_str(version), "DSLParsingException"
        );
    }
}

constexpr KeyRule workbook_rules[] = {
    {"version", check_version, Presence::required},
    {"name", text, Presence::required},
    {"description", text},
    {"tags", unique_texts},
    {"actions", check_actions},
    {"workflows", check_workflows},
};

// The own keys are all schema: none is needed to build the members, but the name is.
bool read_own_keys(const Place& root, WorkbookDefinition& book, Checker& out) {
    const yaml::Node* name = root.node().find("name");
    if (!root.node().is_mapping() || name == nullptr || !name->is_text()) {
        out.construction(root, "A workbook needs a name");
        return false;
    }
    book.name = name->text();
    const yaml::Node* tags = root.node().find("tags");
    book.tags = tags != nullptr && tags->is_list() ? tags->value : Value::list({});
    if (const yaml::Node* description = root.node().find("description")) {
        book.description = description->value;
    }
    return true;
}

template <class Visit>
void for_each_entry(const Place& root, std::string_view section, Visit visit) {
    with_member(root, section, [&](const Place& members) {
        for_each_member(members, [&](const Place& member) {
            if (name_of(member.node()) != "version") visit(member, name_of(member.node()));
        });
    });
}

// The members' specs carry injected keys, so the book's spec is put together from theirs.
Value spec_of(const yaml::Node& root, const WorkbookDefinition& book) {
    DictBuilder spec{root.value};
    const std::size_t prefix = book.name.size() + 1;
    const auto put = [&](std::string_view section, const auto& definitions) {
        if (definitions.empty()) return;
        DictBuilder members{definitions.size()};
        for (const auto& definition : definitions) {
            members.set(std::string_view{definition.name}.substr(prefix), definition.spec);
        }
        spec.set(section, std::move(members).freeze());
    };
    put("workflows", book.workflows);
    put("actions", book.actions);
    return std::move(spec).freeze();
}

}  // namespace

WorkbookDefinition read_workbook(Document& document) {
    WorkbookDefinition book;
    const Place root{document.root()};
    Checker& out = document.out();
    if (!document.usable()) return book;
    if (root.node().children.empty()) {
        out.schema(root, "'name' is a required property");
    } else {
        check_mapping(root, workbook_rules, OtherKeys::refused, out);
    }
    if (!read_own_keys(root, book, out)) return book;
    out.stored_name(root, book.name);
    book.definition = document.text();

    std::vector<std::pair<const yaml::Node*, std::shared_ptr<Program>>> programs;
    for_each_entry(root, "workflows", [&](const Place& member, const std::string& name) {
        programs.emplace_back(&member.node(), read_workflow(member, name, out));
        programs.back().second->name = book.name + "." + name;
        out.stored_name(member, programs.back().second->name);
        if (document.usable()) warn_about_workflow({member, *programs.back().second, out});
    });
    std::vector<std::pair<const yaml::Node*, std::shared_ptr<AdhocAction>>> actions;
    for_each_entry(root, "actions", [&](const Place& member, const std::string& name) {
        actions.emplace_back(&member.node(), read_action(member, book.name + "." + name, out));
        out.stored_name(member, actions.back().second->name);
        if (document.usable()) warn_about_action({member, out});
    });
    if (!document.usable()) return book;

    for (auto& [node, program] : programs) {
        program->workbook_name = book.name;
        book.workflows.push_back(workflow_definition(
            document, *node, cut_member(document.text(), *node), std::move(program)
        ));
    }
    for (auto& [node, action] : actions) {
        action->workbook_name = book.name;
        book.actions.push_back(action_definition(
            document, *node, cut_member(document.text(), *node), std::move(action)
        ));
    }
    book.spec = spec_of(document.root(), book);
    book.warnings = document.warnings_in(document.root());
    return book;
}

}  // namespace wf::lang
