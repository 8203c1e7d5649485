/* The governor: decides, cell by cell, how much of the change to a new picture may be shown.
 *
 * Pure C. The device measures the mean linear colour of every cell of the picture last shown
 * and of the new one; guard_judge() answers with a share to keep of the change, 1 where it is
 * free. Held back are
 *   - any third by third of the picture, and the whole, whose mean luminance would move by more
 *     than 0.03 (the whole: 0.01) at once and 0.18 a second, over any third of a second; or
 *     would turn round by more than 0.045 within a second of its last turn;
 *   - cells whose luminance would turn round by more than 0.075 within a second of its last
 *     turn, or whose saturated red would turn round, where such cells, with those that did so
 *     freely in the last second, fill more than a seventh of a window, wholly from a fifth on
 *     (WCAG 2.2 allows a quarter).
 * Small things may flicker, large ones can only move slowly. With these no flash in the sense of
 * SC 2.3.1 comes through, whatever is drawn, down to a pattern finer than a cell.
 */
#ifndef SNOWMELT_RENDER_GUARD_H
#define SNOWMELT_RENDER_GUARD_H

#include <stdbool.h>

enum { GUARD_COLUMNS = 96, GUARD_ROWS = 54, GUARD_CELLS = GUARD_COLUMNS * GUARD_ROWS };

struct guard;

struct guard *guard_create(void); /* NULL when out of memory */
void guard_destroy(struct guard *guard);
void guard_reset(struct guard *guard); /* the next picture passes freely */

/* shown, fresh: GUARD_CELLS mean linear colours (R, G, B, unused) of the picture last shown and
 * of the new one, in the same order. dt_s: picture time between the two, held to at least 1/120
 * and, unless the last pictures were all as far apart, at most 1/10.
 * Fills keep (GUARD_CELLS, 0..1) and returns whether anything is held back. */
bool guard_judge(struct guard *guard, const float (*shown)[4], const float (*fresh)[4], double dt_s,
                 float *keep);

/* Mean of 1 - keep of the last judgement. */
float guard_held_back(const struct guard *guard);

#endif
