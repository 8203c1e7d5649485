#include "commands/experiment_table.h"

#include <inttypes.h>
#include <math.h>

/* X(column, decimals, value), after treatment and seed. The order and the names are a promise to
 * the spreadsheets of others: new columns go to the end. */
#define COLUMNS(X)                                                                                 \
    X(day, 4, row->day)                                                                            \
    X(rigidity, 4, row->seen.rigidity)                                                             \
    X(loop_share, 4, row->seen.loop_share)                                                         \
    X(entropy_bits, 4, row->seen.entropy_bits)                                                     \
    X(new_synapses, 0, row->seen.new_synapses)                                                     \
    X(spine_density, 4, row->seen.spine_density)                                                   \
    X(rate_exc_hz, 3, row->seen.rate_exc_hz)                                                       \
    X(rate_inh_hz, 3, row->seen.rate_inh_hz)                                                       \
    X(cv_isi, 3, row->seen.cv_isi)                                                                 \
    X(plasma_ng_ml, 2, row->seen.plasma_ng_ml)                                                     \
    X(occupancy, 4, row->seen.occupancy)                                                           \
    X(glutamate, 4, row->seen.glutamate)                                                           \
    X(ampa_throughput, 4, row->seen.ampa_throughput)                                               \
    X(bdnf, 4, row->seen.bdnf)                                                                     \
    X(mtor, 4, row->seen.mtor)                                                                     \
    X(capacity, 4, row->seen.capacity)                                                             \
    X(window_s, 1, row->window_s)                                                                  \
    X(transitions, 0, row->seen.transitions)                                                       \
    X(loop_transitions, 0, row->loop_transitions)                                                  \
    X(escape_visits, 3, row->escape_visits)                                                        \
    X(practised_share, 4, row->practised_share)                                                    \
    X(active_hz, 3, row->active_hz)                                                                \
    X(synchrony, 4, row->seen.synchrony)

void experiment_table_header(FILE *to)
{
    fprintf(to, "treatment,seed");
#define COLUMN_NAME(name, decimals, value) fprintf(to, ",%s", #name);
    COLUMNS(COLUMN_NAME)
#undef COLUMN_NAME
    fprintf(to, "\n");
}

static void csv_number(FILE *to, int decimals, double value)
{
    if (isfinite(value))
        fprintf(to, ",%.*f", decimals, value);
    else
        fprintf(to, ","); /* an empty cell is what a spreadsheet takes for missing */
}

static void json_number(FILE *to, const char *name, int decimals, double value)
{
    if (isfinite(value))
        fprintf(to, ",\"%s\":%.*f", name, decimals, value);
    else
        fprintf(to, ",\"%s\":null", name);
}

void experiment_table_row(FILE *to, const struct experiment_row *row, bool json)
{
    const char *treatment = story_treatment_name(row->treatment);
    if (json) {
        fprintf(to, "{\"treatment\":\"%s\",\"seed\":%" PRIu64, treatment, row->seed);
#define COLUMN_JSON(name, decimals, value) json_number(to, #name, decimals, value);
        COLUMNS(COLUMN_JSON)
#undef COLUMN_JSON
        fprintf(to, "}\n");
        return;
    }
    fprintf(to, "%s,%" PRIu64, treatment, row->seed);
#define COLUMN_CSV(name, decimals, value) csv_number(to, decimals, value);
    COLUMNS(COLUMN_CSV)
#undef COLUMN_CSV
    fprintf(to, "\n");
}
