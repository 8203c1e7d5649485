/* Marks for words that are shown to people, so that xgettext finds them. They stay English here;
 * ui/language.h translates them where they are shown. */
#ifndef SNOWMELT_BASE_MARK_H
#define SNOWMELT_BASE_MARK_H

#define N_(text) text
/* The same word can need another translation elsewhere: `context` says where this one stands. */
#define NC_(context, text) context "\004" text

#endif
