// Lets doctest show values in failed checks.
#pragma once
#include "value/python_text.hpp"
#include "value/value.hpp"

#include <doctest/doctest.h>

template <>
struct doctest::StringMaker<wf::Value> {
    static doctest::String convert(const wf::Value& value) {
        return wf::python_repr(value).c_str();
    }
};
