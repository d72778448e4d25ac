/* record_ground.h - the register, the baseline and the measures of a small case on a day, and short ways into them. */
#ifndef RECORD_GROUND_H
#define RECORD_GROUND_H

#include "engine_case.h"

#include "engine/record.h"
#include "engine/roadmap.h"

#define ENROL "2026-01-05 enrol by physician-a\n"
#define DONE  "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"
#define BASE  "2026-02-20 assess by therapist-a, name base\n  quads right 80 N.m, left 100 N.m\n"

static inline const struct tdm_record *record_of(struct tdm_arena *mem, const struct tdm_standing *s) {
    static const struct tdm_record nothing;
    if (s == NULL) check_failed(__FILE__, __LINE__, "no standing");
    return s == NULL ? &nothing : tdm_record_of(mem, s);
}

static inline const struct tdm_record *record_on(struct tdm_arena *mem, const char *entries, const char *on) {
    return record_of(mem, standing_on(mem, case_open(mem, "", entries), on));
}

static inline tdm_str point_text(struct tdm_arena *mem, const struct tdm_point *point) {
    return point->value.kind == TDM_VALUE_NONE ? TDM_STR("none") : number_of(mem, point->value);
}

static inline tdm_str quantity_text(struct tdm_arena *mem, tdm_quantity quantity) {
    return number_of(mem, (tdm_value){.kind = TDM_VALUE_NUMBER, .quantity = quantity});
}

#endif
