# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

# What every target of the project shares: warnings, Qt's strict string and keyword switches, sanitizers, and
# precompiled headers.
add_library(listwright_options INTERFACE)
target_include_directories(listwright_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(listwright_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
    # GCC 12 sees overlapping copies in string assignments that cannot overlap (GCC bug 105651)
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
    # GCC from 13 on takes every reference that a function returns for one to its temporary arguments
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_GREATER_EQUAL:$<CXX_COMPILER_VERSION>,13>>:-Wno-dangling-reference>
    $<$<BOOL:${LISTWRIGHT_WERROR}>:-Werror>)
target_compile_definitions(listwright_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH QT_USE_QSTRINGBUILDER
    QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    # the oldest Qt supported has no replacement for what later ones deprecate
    $<$<VERSION_GREATER_EQUAL:${Qt6_VERSION},6.5>:QT_WARN_DEPRECATED_UP_TO=0x060400>
    LISTWRIGHT_VERSION="${PROJECT_VERSION}")
if(LISTWRIGHT_SANITIZE MATCHES "thread")
    # before Qt6::Core, whose functions it stands in for
    add_library(listwright_qtthreads STATIC ${PROJECT_SOURCE_DIR}/scripts/sanitize/qtthreads.cpp)
    target_compile_options(listwright_qtthreads PRIVATE -fsanitize=thread -fno-omit-frame-pointer)
    target_link_libraries(listwright_qtthreads PRIVATE Qt6::Core ${CMAKE_DL_LIBS})
    target_link_libraries(listwright_options INTERFACE listwright_qtthreads)
endif()
target_link_libraries(listwright_options INTERFACE Qt6::Core tl::expected)
if(LISTWRIGHT_SANITIZE)
    target_compile_options(listwright_options INTERFACE -fsanitize=${LISTWRIGHT_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(listwright_options INTERFACE -fsanitize=${LISTWRIGHT_SANITIZE})
endif()

# listwright_precompiled(<name> <header> [LINK <targets>...]): a header compiled once, for the targets that say
# target_precompile_headers(… REUSE_FROM <name>). Their compiler options must be the same.
function(listwright_precompiled name header)
    cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp CONTENT "")
    add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    target_link_libraries(${name} PRIVATE listwright_options ${ARG_LINK})
    target_precompile_headers(${name} PRIVATE ${PROJECT_SOURCE_DIR}/${header})
endfunction()
listwright_precompiled(listwright_precompiled cmake/precompiled.h)

# listwright_library(<name> [LINK <targets>...]): a static library of all sources in the current folder.
function(listwright_library name)
    cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h)
    if(NOT sources)
        add_library(${name} INTERFACE)
        return()
    endif()
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC listwright_options ${ARG_LINK})
    target_precompile_headers(${name} REUSE_FROM listwright_precompiled)
    set_property(GLOBAL APPEND PROPERTY LISTWRIGHT_LIBRARIES ${name})
endfunction()
