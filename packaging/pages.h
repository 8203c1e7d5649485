/* The manual page and the completions of shells, made at build time from the option table, so that
 * they never say anything else than the program does. */
#ifndef SNOWMELT_PACKAGING_PAGES_H
#define SNOWMELT_PACKAGING_PAGES_H

#include <stddef.h>
#include <stdio.h>

#include "commands/option_table.h"

enum { PAGES_WORDS = 32, PAGES_WORD = 32 };

/* The words an option can be given as its value, where there are only so many; returns how many. */
unsigned pages_words(const struct option_row *row, char words[PAGES_WORDS][PAGES_WORD]);

void pages_manual(FILE *to);
void pages_bash(FILE *to);
void pages_zsh(FILE *to);
void pages_fish(FILE *to);

#endif
