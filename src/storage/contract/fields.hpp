// Every field of a row, so that tests fill and compare rows without naming fields one by one. The
// names count the fields: a field added to model/rows.hpp fails to compile here, and wants a line
// in rows/stored_columns.hpp and a column in schema/ as well.
#pragma once
#include "model/rows.hpp"
#include "model/trigger_rows.hpp"

#include <tuple>

namespace wf::contract {

template <class Row>
auto fields_of(Row& row) requires std::is_same_v<std::remove_const_t<Row>, WorkflowExecutionRow> {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y] = row;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y);
}

template <class Row>
auto fields_of(Row& row) requires std::is_same_v<std::remove_const_t<Row>, TaskExecutionRow> {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, a1, b1, c1, d1, e1, f1, g1, h1, i1, w1, w2, w3, w4] =
        row;
    // The last four are joined, not stored.
    return std::tie(
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
        i,
        j,
        k,
        l,
        m,
        n,
        o,
        p,
        q,
        r,
        s,
        t,
        u,
        v,
        w,
        x,
        y,
        z,
        a1,
        b1,
        c1,
        d1,
        e1,
        f1,
        g1,
        h1,
        i1
    );
}

template <class Row>
auto fields_of(Row& row) requires std::is_same_v<std::remove_const_t<Row>, ActionExecutionRow> {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, w1, w2] = row;
    // The last two are joined, not stored.
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x);
}

template <class Row>
auto fields_of(Row& row) requires std::is_same_v<std::remove_const_t<Row>, EventTriggerRow> {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l] = row;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l);
}

template <class Row>
auto fields_of(Row& row) requires std::is_same_v<std::remove_const_t<Row>, WorkflowDefinitionRow> ||
    std::is_same_v<std::remove_const_t<Row>, ActionDefinitionRow> ||
    std::is_same_v<std::remove_const_t<Row>, CronTriggerRow> {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = row;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n);
}

template <class Row>
auto fields_of(Row& row) requires std::is_same_v<std::remove_const_t<Row>, WorkbookRow> {
    auto& [a, b, c, d, e, f, g, h, i] = row;
    return std::tie(a, b, c, d, e, f, g, h, i);
}

template <class Row>
auto fields_of(Row& row) requires std::is_same_v<std::remove_const_t<Row>, EnvironmentRow> {
    auto& [a, b, c, d, e, f, g, h] = row;
    return std::tie(a, b, c, d, e, f, g, h);
}

}  // namespace wf::contract
