#include "expr/cases.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace bench {

using wf::Value;

namespace {

constexpr int many = 10'000;

// Numbers without an order, the same in every run.
std::int64_t scattered(int i) {
    return (std::int64_t{i} * 7919) % many;
}

Value server() {
    const Value address = Value::dict({{"host", "10.0.0.17"}, {"port", 8989}});
    return Value::dict(
        {{"name", "web-1"},
         {"tags", Value::list({"a", "b"})},
         {"server", Value::dict({{"id", 17}, {"state", "ACTIVE"}, {"address", address}})}}
    );
}

Value two_numbers() {
    return Value::dict({{"count", 12}, {"size", 34}});
}

Value numbers(int count) {
    std::vector<Value> items;
    for (int i = 0; i < count; ++i) items.emplace_back(scattered(i));
    return Value::dict({{"numbers", Value::list(std::move(items))}});
}

Value thousand_numbers() {
    return numbers(1000);
}

Value many_numbers() {
    return numbers(many);
}

Value many_servers() {
    std::vector<Value> items;
    for (int i = 0; i < many; ++i)
        items.push_back(Value::dict(
            {{"id", i},
             {"name", "server-" + std::to_string(i)},
             {"state", i % 3 == 0 ? "ERROR" : "ACTIVE"},
             {"host", "compute-" + std::to_string(i % 50)},
             {"size", scattered(i)},
             {"active", i % 3 != 0}}
        ));
    return Value::dict({{"servers", Value::list(std::move(items))}});
}

constexpr Case all[] = {
    {"yaql-path", "YAQL path", "<% $.server.address.host %>", server, 1e6},
    {"yaql-arithmetic", "YAQL arithmetic", "<% $.count * 3 + $.size - 7 %>", two_numbers, 1e6},
    {"yaql-where",
     "YAQL where, select, sum over 10,000 objects",
     "<% $.servers.where($.size > 5000).select($.size).sum() %>",
     many_servers,
     500},
    {"yaql-order",
     "YAQL orderBy of 10,000 numbers",
     "<% $.numbers.orderBy($) %>",
     many_numbers,
     200},
    {"yaql-group",
     "YAQL groupBy of 10,000 objects",
     "<% $.servers.groupBy($.host) %>",
     many_servers,
     300},
    {"jinja-path", "Jinja2 path", "{{ _.server.address.host }}", server, 5e5},
    {"jinja-loop",
     "Jinja2 loop over 1,000 numbers",
     "{% for number in _.numbers %}{{ number }},{% endfor %}",
     thousand_numbers,
     1e4},
    {"jinja-select",
     "Jinja2 selectattr over 10,000 objects",
     "{{ _.servers | selectattr('active') | list }}",
     many_servers,
     1000},
};

}  // namespace

std::span<const Case> cases() {
    return all;
}

}  // namespace bench
