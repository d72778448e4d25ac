/* act_body.c - acts that are no entries of a chart: appended anew each time, or once by their words; and refused. */
#include "clinic/clinic_int.h"

#include <string.h>

/* Said again later it counts again, so its id is drawn. */
bool tdm_clinic_append_anew(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_chained *link, tdm_instant now,
                            struct tdm_problems *problems) {
    uint8_t chosen[16];
    struct tdm_problem problem = {0};
    if (!tdm_clinic_is_trusted(clinic, &problem)) return tdm_clinic_keep(problems, &problem);
    tdm_secret_bytes(chosen, sizeof chosen);
    memcpy(link->id.byte, chosen, sizeof chosen);
    return tdm_clinic_append(mem, clinic, link, now, problems);
}

bool tdm_clinic_append_once(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_chained *link, tdm_instant now,
                            struct tdm_taken *taken, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    struct tdm_stored there;
    bool found = false;
    link->id = tdm_chained_id_of(mem, link);
    bool asked = tdm_store_act(mem, clinic->store, link, &there, &found, &problem);
    tdm_arena_rewind(mem, mark);
    if (!asked) return tdm_clinic_keep(problems, &problem);
    if (found) return true;
    if (!tdm_clinic_append(mem, clinic, link, now, problems)) return false;
    if (taken != NULL) taken->events++;
    return true;
}

bool tdm_clinic_refuse(struct tdm_problems *problems, const char *code, const char *fix, const char *format, ...) {
    char what[600];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(what, sizeof what, format, args);
    va_end(args);
    struct tdm_problem problem = {0};
    (void)tdm_fail(&problem, TDM_WHY_NOT_ALLOWED, code, (struct tdm_place){.file = TDM_STR("command line")}, "%s",
                   what);
    tdm_problem_fix(&problem, "%s", fix);
    return tdm_clinic_keep(problems, &problem);
}
