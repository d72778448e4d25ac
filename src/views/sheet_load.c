/* sheet_load.c - what of the load changes next time, stays, or stops, and why, as the patient reads it (F049, S02). */
#include "views/load_view.h"
#include "views/sheet.h"

static struct sheet_line *add(const struct tdm_view *view, struct sheet_list *list) {
    TDM_GROW(view->mem, list->lines, list->count, list->room);
    struct sheet_line *line = &list->lines[list->count++];
    *line = (struct sheet_line){0};
    return line;
}

static bool may_be_done(const struct tdm_standing *standing, tdm_ref exercise) {
    for (uint32_t i = 0; i < standing->exercise_count; i++)
        if (standing->exercises[i].exercise == exercise)
            return standing->exercises[i].prescribed && standing->exercises[i].verdict != TDM_EXERCISE_MAY_NOT;
    return false;
}

void sheet_add_changes(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    for (uint32_t i = 0; i < standing->loads.count; i++) {
        const struct tdm_load_answer *a = &standing->loads.items[i];
        if (!a->target.judged || !may_be_done(standing, a->exercise)) continue;
        struct sheet_line *line = add(view, &sheet->changes);
        line->name = tdm_catalog_name(view_catalog(standing), TDM_KIND_EXERCISE, a->exercise);
        line->what = view_target_sentence(view, standing, a);
    }
    for (uint32_t i = 0; i < standing->loads.plan_count; i++) {
        struct sheet_line *line = add(view, &sheet->changes);
        line->name = view_protocol(standing)->plans[standing->loads.plans[i].plan].name;
        line->what = view_plan_words(view, standing, &standing->loads.plans[i]);
    }
}
