#include "commands/staff_tries.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "platform/files.h"
#include "platform/state_home.h"

static const char NAME[] = "exhibit-tries";
enum { MOST_BYTES = 256 };

bool staff_tries_load(struct staff *staff, double now_s, struct error *error)
{
    char path[1024];
    struct error reading = {0}, aside;
    unsigned wrong = 0, locks = 0;
    double left_s = 0.0;
    int end = 0;
    if (!state_home("", NAME, false, path, sizeof path, error))
        return false;
    char *text = files_read(path, MOST_BYTES, NULL, &reading);
    if (!text && reading.id == ERROR_FILE_MISSING)
        return true;
    bool sound = text &&
                 sscanf(text, "wrong %u\nlocks %u\nlocked_s %lf\n%n", &wrong, &locks, &left_s,
                        &end) == 3 &&
                 end && !text[end] && wrong < STAFF_TRIES && locks <= STAFF_MOST_DOUBLINGS &&
                 left_s >= 0.0 && left_s <= STAFF_LONGEST_LOCK_S;
    free(text);
    if (!sound) {
        state_set_aside(path, &aside);
        return error_set(error, ERROR_PIN,
                         "'%.400s' is damaged: how often a wrong PIN was tried is not known", path);
    }
    staff->wrong = wrong;
    staff->locks = locks;
    staff->locked_till_s = left_s > 0.0 ? now_s + left_s : 0.0;
    return true;
}

bool staff_tries_store(const struct staff *staff, double now_s, struct error *error)
{
    char path[1024], text[MOST_BYTES];
    if (!state_home("", NAME, true, path, sizeof path, error))
        return false;
    int size = snprintf(text, sizeof text, "wrong %u\nlocks %u\nlocked_s %.0f\n", staff->wrong,
                        staff->locks, ceil(staff_locked_s(staff, now_s)));
    return files_write(path, text, (size_t)size, error);
}

bool staff_tries_foresee(const struct staff *staff, double now_s, struct error *error)
{
    struct staff wrong = *staff;
    staff_answer(&wrong, false, now_s);
    return staff_tries_store(&wrong, now_s, error);
}

void staff_tries_forget(void)
{
    char path[1024];
    struct error error;
    if (state_home("", NAME, false, path, sizeof path, &error))
        remove(path);
}
