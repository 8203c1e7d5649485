/* The PIN of an exhibit's staff: salted and hashed by the system's crypt(3), in a file that its
 * owner alone may read, $XDG_CONFIG_HOME/snowmelt/exhibit-pin. */
#ifndef SNOWMELT_PLATFORM_PIN_H
#define SNOWMELT_PLATFORM_PIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct pin {
    bool set;
    char hash[384];
};

/* No file is no error: pin->set is false. A damaged one is ERROR_PIN. */
bool pin_load(struct pin *pin, struct error *error);
/* Takes some tenths of a second, which is meant. */
bool pin_is(const struct pin *pin, const char *digits);
/* Hashes and writes it. ERROR_PIN where the digits are not 4 to 12 of them. */
bool pin_store(const char *digits, struct error *error);
/* Asks for it twice on the terminal, without showing it; from a pipe one line will do. */
bool pin_ask(char *digits, size_t size, struct error *error);

#endif
