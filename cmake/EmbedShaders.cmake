# Writes every shader as a byte array into one C file and its header.
#   cmake -DROOT=shaders -DNAMES=a/a.vert,b/b.frag -DOUTPUT=DIR -P EmbedShaders.cmake
# A script of CMake itself, so that the build needs no other language for it.
string(REPLACE "," ";" NAMES "${NAMES}")
set(arrays "")
set(rows "")
set(count 0)
foreach(name IN LISTS NAMES)
    file(READ "${ROOT}/${name}" hex HEX)
    string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    string(APPEND arrays "static const unsigned char TEXT_${count}[] = {\n${bytes}0};\n\n")
    string(APPEND rows "    {\"${name}\", (const char *)TEXT_${count}},\n")
    math(EXPR count "${count} + 1")
endforeach()

file(CONFIGURE OUTPUT "${OUTPUT}/shader_sources.h" @ONLY CONTENT [[
/* Made by cmake/EmbedShaders.cmake. */
#ifndef SNOWMELT_SHADER_SOURCES_H
#define SNOWMELT_SHADER_SOURCES_H

struct shader_source {
    const char *name; /* path below shaders/, "ribbon/ribbon.vert" */
    const char *text; /* zero-terminated */
};

/* SHADER_SOURCE_COUNT rows, then one of null pointers. */
extern const struct shader_source SHADER_SOURCES[];
extern const unsigned SHADER_SOURCE_COUNT;

#endif
]])
file(CONFIGURE OUTPUT "${OUTPUT}/shader_sources.c" @ONLY CONTENT [[
/* Made by cmake/EmbedShaders.cmake. */
#include "shader_sources.h"

@arrays@const struct shader_source SHADER_SOURCES[] = {
@rows@    {0, 0},
};

const unsigned SHADER_SOURCE_COUNT = @count@;
]])
# Configuring leaves a file alone that would not change; the build still wants its date moved.
file(TOUCH "${OUTPUT}/shader_sources.c" "${OUTPUT}/shader_sources.h")
