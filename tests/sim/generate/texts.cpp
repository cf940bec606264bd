// Expressions in both languages.
#include "generate/workshop.hpp"

namespace wf::sim {
namespace {

bool use_jinja(Workshop& shop) {
    const bool jinja = shop.dice.chance(40);
    shop.note(jinja ? "jinja" : "yaql");
    return jinja;
}

std::string wrap(bool jinja, const std::string& body) {
    return jinja ? "{{ " + body + " }}" : "<% " + body + " %>";
}

std::string variable(bool jinja, const std::string& name) {
    return (jinja ? "_." : "$.") + name;
}

}  // namespace

std::string number_text(Workshop& shop, const Known& known) {
    const bool jinja = use_jinja(shop);
    const std::string v = variable(jinja, shop.dice.pick(known));
    const std::string n = std::to_string(shop.dice.between(1, 5));
    switch (shop.dice.below(5)) {
    case 0: return wrap(jinja, v + " + " + n);
    case 1: return wrap(jinja, v + " * 2");
    case 2: return wrap(jinja, n + " - " + v);
    case 3:
        return wrap(jinja, jinja ? "[" + v + ", " + n + "] | max" : "max(" + v + ", " + n + ")");
    default: return wrap(jinja, v);
    }
}

std::pair<std::string, std::string> condition_pair(Workshop& shop, const Known& known) {
    const bool jinja = use_jinja(shop);
    const std::string v = variable(jinja, shop.dice.pick(known));
    const std::string n = std::to_string(shop.dice.between(0, 6));
    std::string body;
    switch (shop.dice.below(4)) {
    case 0: body = v + " > " + n; break;
    case 1: body = v + (jinja ? " % 2 == 0" : " mod 2 = 0"); break;
    case 2: body = v + " < " + n + " or " + v + " > 9"; break;
    default: body = v + " != " + n; break;
    }
    return {wrap(jinja, body), wrap(jinja, "not (" + body + ")")};
}

std::string plus_one_text(Workshop& shop, const std::string& name) {
    const bool jinja = use_jinja(shop);
    return wrap(jinja, variable(jinja, name) + " + 1");
}

std::pair<std::string, std::string> below_pair(Workshop& shop, const std::string& name, int limit) {
    const bool jinja = use_jinja(shop);
    const std::string v = variable(jinja, name);
    const std::string n = std::to_string(limit);
    return {wrap(jinja, v + " < " + n), wrap(jinja, v + " >= " + n)};
}

std::string mixed_text(Workshop& shop, const Known& known) {
    const bool jinja = use_jinja(shop);
    return "got " + wrap(jinja, variable(jinja, shop.dice.pick(known))) + " of " +
           wrap(jinja, variable(jinja, "k"));
}

}  // namespace wf::sim
