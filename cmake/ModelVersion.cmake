# Writes what tells versions of the model apart: a digest of its sources, and the compiler.
#   cmake -DSOURCES=src/model/a.c,... -DCOMPILER=NAME -DOUTPUT=FILE -P ModelVersion.cmake
string(REPLACE "," ";" SOURCES "${SOURCES}")
set(digests "")
foreach(source IN LISTS SOURCES)
    file(SHA256 ${source} digest)
    string(APPEND digests "${digest}\n")
endforeach()
string(SHA256 digest "${digests}")
file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT [[
/* Made by cmake/ModelVersion.cmake. */
#ifndef SNOWMELT_MODEL_VERSION_H
#define SNOWMELT_MODEL_VERSION_H

#define MODEL_VERSION "@digest@ @COMPILER@"

#endif
]])
# Configuring leaves a file alone that would not change; the build still wants its date moved.
file(TOUCH "${OUTPUT}")
