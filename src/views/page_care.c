/* page_care.c - pieces of a page for the therapist: what the rules of progression say and why; the course of a finding.
 */
#include "views/load_view.h"
#include "views/page_parts.h"
#include "views/record_view.h"

tdm_str tdm_part_finding_course(const struct tdm_view *view, const struct tdm_standing *standing,
                                const struct tdm_finding_life *life) {
    return view_finding_course(view, standing, life);
}

static void say(const struct tdm_piece *part, const char *tag, const char *css_class, tdm_str text) {
    if (text.len > 0) tdm_html_element(part->h, tag, css_class, text);
}

/* Each criterion of the step that fired, or of the first one where none did, with what is so. */
static void terms(const struct tdm_piece *part, const struct tdm_standing *standing, const struct tdm_change *change) {
    const struct tdm_progress *progress = &view_protocol(standing)->progressions[change->progress];
    if (change->step_index >= progress->step_count || change->check_count == 0) return;
    const struct tdm_condition *condition = &progress->steps[change->step_index].condition;
    tdm_html_open(part->h, "ul");
    for (uint32_t i = 0; i < change->check_count; i++) {
        const struct tdm_check *check = &change->checks[i];
        if (condition->nodes[i].child_count > 0) continue;
        tdm_html_open(part->h, "li");
        tdm_html_text(part->h, view_criterion(part->view, standing, &condition->nodes[i]));
        say(part, "div", "small", view_reason(part->view, standing, &check->reason));
        tdm_html_close(part->h);
    }
    tdm_html_close(part->h);
}

static void changes_of(const struct tdm_piece *part, const struct tdm_standing *standing, tdm_ref exercise) {
    static const enum tdm_message words[] = {[TDM_STEP_STOP] = TDM_MSG_CHANGE_STOP,
                                             [TDM_STEP_REGRESS] = TDM_MSG_CHANGE_BACK,
                                             [TDM_STEP_HOLD] = TDM_MSG_CHANGE_STAY,
                                             [TDM_STEP_ADVANCE] = TDM_MSG_CHANGE_ON};
    for (uint32_t i = 0; i < standing->change_count; i++) {
        const struct tdm_change *change = &standing->changes[i];
        if (change->exercise != exercise) continue;
        say(part, "p", "now", view_plain(part->view, words[change->step]));
        say(part, "p", "clause", view_clause(part->view, view_protocol(standing), change->clause));
        terms(part, standing, change);
    }
}

uint32_t tdm_part_progression(const struct tdm_piece *part, const struct tdm_standing *standing) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < standing->loads.count; i++) {
        const struct tdm_load_answer *answer = &standing->loads.items[i];
        if (answer->prescribed == UINT32_MAX) continue;
        const struct tdm_dose *dose = &standing->episode->chart->doses[answer->prescribed];
        tdm_html_open(part->h, "article");
        tdm_html_attribute(part->h, "class", TDM_STR("card"));
        say(part, "h2", NULL, view_label(part->view, view_catalog(standing), TDM_KIND_EXERCISE, answer->exercise));
        say(part, "p", NULL, view_dose(part->view, standing, dose));
        if (answer->target.judged) say(part, "p", "big", view_target_sentence(part->view, standing, answer));
        changes_of(part, standing, answer->exercise);
        tdm_html_close(part->h);
        count++;
    }
    return count;
}
