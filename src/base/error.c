#define _GNU_SOURCE /* strerrordesc_np() */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    int status;
} ERRORS[] = {
#define ERROR_ROW(id, status) {#id, status},
    SNOWMELT_ERRORS(ERROR_ROW)
#undef ERROR_ROW
};

bool error_set(struct error *error, enum error_id id, const char *format, ...)
{
    if (!error)
        return false;
    error->id = id;
    va_list list;
    va_start(list, format);
    vsnprintf(error->text, sizeof error->text, format, list);
    va_end(list);
    return false;
}

const char *error_name(enum error_id id)
{
    return id < ERROR_COUNT ? ERRORS[id].name : "ERROR_UNKNOWN";
}

int error_exit_status(enum error_id id)
{
    return id < ERROR_COUNT ? ERRORS[id].status : 1;
}

const char *error_reason(int number)
{
    const char *words = strerrordesc_np(number);
    return words ? words : "unknown reason";
}
