/* engine_days.h - what criteria on readings and on sessions share: days with their raters, and how they are judged. */
#ifndef TDM_ENGINE_DAYS_H
#define TDM_ENGINE_DAYS_H

#include "engine/engine_int.h"

/* What one person read on one day: the sum of `count` readings where the measure takes their mean, else one of them. */
struct rated {
    tdm_decimal sum; /* of a number */
    uint32_t count;
    tdm_value value; /* sum / count, rounded for print; or the step */
    uint32_t entry;   /* where the value stands: a correction, or the entry it was read in */
    uint32_t read_in; /* its author is the rater */
    tdm_time time; /* of the latest reading of its day that has one */
};
struct daily {
    tdm_date date;
    size_t first, end, worst, best; /* into the raters of the series */
};
struct series { /* days latest first; the raters of a day stand together */
    struct daily *day;
    struct rated *rated;
    size_t count, day_room, rated_count, rated_room;
    tdm_date latest_ever;
};

/* What was read on one day: the worst and the best of its raters. */
struct reading_day {
    tdm_date date;
    struct rated worst, best;
    bool apart; /* two people read different values */
};

/* ---- engine_reading.c */
/* The latest such day, or the first; false when there is none. The value on that day is the worst that was read (M30).
 */
bool reading_day_between(const struct moment *m, tdm_ref use, bool other_side, const tdm_date days[2],
                         struct reading_day *latest, struct reading_day *first);
bool reading_baseline(const struct moment *m, tdm_ref use, bool other_side, struct reading_day *out);
/* What a morning says by the measure's own rule, the worst of its raters (M29, M74); false when nothing was read. */
bool reading_morning(const struct moment *m, tdm_ref use, bool no_session, tdm_date date, struct rated *out);
struct rated rated_of(tdm_value value, uint32_t entry);
bool rated_worse(const struct moment *m, tdm_ref use, const struct rated *a, const struct rated *b);
bool rated_inside(const struct tdm_bound *bound, const struct rated *rated);
bool reading_usable(const struct moment *m, tdm_ref use, const struct tdm_reading *reading, tdm_value *value,
                    uint32_t *said_by);
/* The first reading of the range that is later than that day; readings of a use stand by day. */
uint32_t readings_until(const struct moment *m, struct range range, int32_t day);
void series_add(const struct moment *m, struct series *s, tdm_date date, const struct rated *rated);
void series_rank(const struct moment *m, tdm_ref use, struct series *s);
/* Of a check that was begun, what the series says. */
void series_judge(const struct moment *m, const struct tdm_criterion *node, const struct series *s,
                  struct tdm_check *check);
tdm_date series_good_day(const struct moment *m, const struct tdm_criterion *node, const struct series *s);
/* Every day with its raters up to the moment's, of the treated side (or the person) or of the other one. */
struct series readings_all(const struct moment *m, tdm_ref use, bool other_side);
void reading_window(const struct moment *m, const struct tdm_criterion *node, tdm_date *from, int32_t *greatest_age);
void check_unknown(struct tdm_check *check, enum tdm_reason_code code);

/* ---- engine_session.c */
void sessions_check(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise,
                    struct tdm_check *check);
struct series changes_all(const struct moment *m, tdm_ref use); /* of sessions, since the procedure */
void changes_check(const struct moment *m, const struct tdm_criterion *node, struct tdm_check *check);

#endif
