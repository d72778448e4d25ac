/* act_body.c - the bodies of acts that are no entries of a chart: a line that names, then lines of two blanks. */
#include "clinic/clinic_int.h"

#include <string.h>

bool tdm_body_line(tdm_str *body, const char *begin, tdm_str *rest) {
    size_t end;
    if (!tdm_str_starts_with(*body, tdm_str_of(begin)) || !tdm_str_find(*body, TDM_STR("\n"), &end)) return false;
    *rest = tdm_str_slice(*body, strlen(begin), end);
    *body = tdm_str_slice(*body, end + 1, body->len);
    return true;
}

bool tdm_body_day(tdm_str *body, const char *begin, tdm_date *out) {
    tdm_str day;
    *out = TDM_DATE_NONE;
    return !tdm_body_line(body, begin, &day) || tdm_date_parse(day, out);
}

void tdm_body_put_day(struct tdm_buf *out, const char *begin, tdm_date day) {
    if (tdm_date_is_none(day)) return;
    tdm_buf_text(out, begin);
    tdm_date_print(out, day);
    tdm_buf_char(out, '\n');
}

bool tdm_body_is_line(tdm_str text) {
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] < 0x20 || text.at[i] == 0x7f) return false;
    return text.len > 0 && text.len <= 2000;
}

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
    bool asked = tdm_store_by_id(mem, clinic->store, link->id, &there, &found, &problem);
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
