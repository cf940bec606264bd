# Compiler and linker settings of our own code, carried by the interface target wf_options.
# What differs between build kinds (optimisation, sanitizers, hardening) is in CMakePresets.json.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# The target all_verify_interface_header_sets compiles every header alone.
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

option(WF_WERROR "Treat warnings as errors" OFF)
option(WF_TESTS "Build the tests" ON)
option(WF_FUZZ "Build the fuzz targets (needs clang)" OFF)
option(WF_LTO "Link-time optimisation of libraries and programs" OFF)
option(WF_LLD "Link with lld if it is there" ON)

find_program(WF_CCACHE ccache)
if(WF_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${WF_CCACHE})
endif()

if(WF_LTO)
    # lld does not read GCC's LTO objects, so these builds keep the default linker.
    set(WF_LLD OFF)
    set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
    # An LTO link uses all processors and much memory: one at a time.
    add_link_options(-flto=auto)
    set_property(GLOBAL PROPERTY JOB_POOLS link=1)
    set(CMAKE_JOB_POOL_LINK link)
endif()

find_program(WF_LLD_PROGRAM ld.lld)
if(WF_LLD AND WF_LLD_PROGRAM)
    add_link_options(-fuse-ld=lld)
endif()

include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)

add_library(wf_options INTERFACE)
target_include_directories(wf_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(wf_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
    $<$<BOOL:${WF_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # False alarms of GCC 12 inside the standard library: PR 105651 (string concatenation), and
    # members of std::optional and variants under sanitizers or optimisation.
    target_compile_options(wf_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
