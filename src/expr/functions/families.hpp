// The families of functions; registry.cpp gathers them.
#pragma once
#include "expr/functions/registry.hpp"

#include <span>

namespace wf::expr::functions {

std::span<const FunctionRow> walking();     // where, select, first, ... : items one by one
std::span<const FunctionRow> folding();     // sum, aggregate, count, any, ...
std::span<const FunctionRow> arranging();   // zip, slice, join of collections ...
std::span<const FunctionRow> sorting();     // orderBy, thenBy
std::span<const FunctionRow> grouping();    // groupBy
std::span<const FunctionRow> editing();     // insert, replace, delete of collections
std::span<const FunctionRow> generating();  // range, sequence, repeat, generate ...
std::span<const FunctionRow> dicts();
std::span<const FunctionRow> merging();  // mergeWith
std::span<const FunctionRow> sets();
std::span<const FunctionRow> strings();
std::span<const FunctionRow> splitting();  // split, join, replace of texts
std::span<const FunctionRow> regexes();
std::span<const FunctionRow> math();
std::span<const FunctionRow> bits();
std::span<const FunctionRow> dates();
std::span<const FunctionRow> spans();
std::span<const FunctionRow> conversions();  // int, str, isList, ...
std::span<const FunctionRow> branching();    // switch, coalesce, assert, ...
std::span<const FunctionRow> scoping();      // let, with, def, unpack, call
std::span<const FunctionRow> operators();    // #operator_+ ...: only reachable by call()
std::span<const FunctionRow> executions();   // env, execution, task, tasks, global
std::span<const FunctionRow> documents();    // json_parse, yaml_dump, uuid ...

}  // namespace wf::expr::functions
