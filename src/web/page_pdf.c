/* page_pdf.c - the summary as PDF. The worker, which may see the episode, writes its lines; a helper sets them, and no
 * page waits for it. */
#include "web/web_int.h"

tdm_str web_day(struct web_ask *ask) {
    struct tdm_buf day;
    tdm_buf_init(&day, ask->mem, 20);
    tdm_date_print(&day, ask->episode->asof.on);
    return tdm_buf_str(&day);
}

static void put(struct tdm_buf *lines, enum tdm_pdf_kind kind, tdm_str text) {
    if (text.len > 0) tdm_pdf_line(lines, kind, &text, 1);
}

static void put_heads(struct web_ask *ask, struct tdm_buf *lines, const enum tdm_message *heads, size_t count) {
    tdm_str cells[5];
    TDM_ASSERT(count <= TDM_COUNT(cells));
    for (size_t i = 0; i < count; i++) cells[i] = web_words(ask, heads[i]);
    tdm_pdf_line(lines, TDM_PDF_ROW_HEAD, cells, count);
}

static void top(struct web_ask *ask, struct tdm_buf *lines) {
    const struct web_episode *e = ask->episode;
    struct web_person person = web_person_of(ask->web, ask->mem, e->chart->patient);
    tdm_str site = tdm_part_site(&ask->view, e->chart, ask->web->shelf->catalog);
    struct tdm_arg born[] = {TDM_ARG_D("date", person.born)};
    struct web_fact facts[WEB_FACTS_MAX];
    put(lines, TDM_PDF_TITLE, web_format(ask, "%.*s, %.*s", TDM_FMT(person.name), TDM_FMT(site)));
    put(lines, TDM_PDF_SMALL,
        web_format(ask, "%.*s%s%.*s%s%.*s", TDM_FMT(tdm_part_date_long(&ask->view, e->asof.on)),
                   person.kept ? ", " : "", TDM_FMT(person.kept ? e->chart->patient : (tdm_str){0}),
                   tdm_date_is_none(person.born) ? "" : ", ",
                   TDM_FMT(tdm_date_is_none(person.born) ? (tdm_str){0} : web_named(ask, TDM_MSG_WEB_BORN, born, 1))));
    uint32_t count = web_summary_facts(ask, facts);
    for (uint32_t i = 0; i < count; i++)
        tdm_pdf_line(lines, TDM_PDF_ROW, (tdm_str[]){web_words(ask, facts[i].term), facts[i].words}, 2);
}

static void blocks(struct web_ask *ask, struct tdm_buf *lines) {
    const struct web_episode *e = ask->episode;
    bool some = false;
    put(lines, TDM_PDF_HEAD, web_words(ask, TDM_MSG_SUMMARY_BLOCKS));
    for (uint32_t g = 0; g < e->protocol->gate_count && !some; g++) {
        const struct tdm_gate_answer *answer = &e->standing->gates[g];
        if (answer->passed || (answer->state != TDM_GATE_CLOSED && answer->state != TDM_GATE_CANNOT_TELL)) continue;
        some = true;
        put(lines, TDM_PDF_TEXT, tdm_part_gate(&ask->view, e->protocol, (tdm_ref)g));
        for (uint16_t i = 0; i < answer->check_count; i++) {
            const struct tdm_criterion *criterion = &e->protocol->gates[g].condition.nodes[i];
            const struct tdm_check *check = &answer->checks[i];
            if (criterion->child_count > 0 || check->truth == TDM_MET) continue;
            put(lines, TDM_PDF_POINT,
                web_format(ask, "%.*s: %.*s", TDM_FMT(tdm_part_criterion(&ask->view, e->standing, criterion)),
                           TDM_FMT(tdm_part_reason(&ask->view, e->standing, &check->reason))));
        }
    }
    if (!some) put(lines, TDM_PDF_TEXT, web_words(ask, TDM_MSG_NOTHING));
}

static void owed(struct web_ask *ask, struct tdm_buf *lines) {
    static const enum tdm_message heads[] = {TDM_MSG_WEB_COL_WHAT, TDM_MSG_WEB_COL_WHO, TDM_MSG_WEB_COL_WHEN};
    const struct tdm_standing *s = ask->episode->standing;
    put(lines, TDM_PDF_HEAD, web_words(ask, TDM_MSG_HEAD_OWED));
    if (s->owed_count == 0) put(lines, TDM_PDF_TEXT, web_words(ask, TDM_MSG_NOTHING));
    if (s->owed_count > 0) put_heads(ask, lines, heads, TDM_COUNT(heads));
    for (uint32_t i = 0; i < s->owed_count; i++)
        tdm_pdf_line(lines, TDM_PDF_ROW,
                     (tdm_str[]){tdm_part_owed(&ask->view, s, &s->owed[i]),
                                 tdm_part_roles(&ask->view, ask->web->shelf->catalog, s->owed[i].roles),
                                 tdm_part_owed_when(&ask->view, &s->owed[i])},
                     3);
}

static void measures(struct web_ask *ask, struct tdm_buf *lines) {
    static const enum tdm_message heads[] = {TDM_MSG_HEAD_MEASURES, TDM_MSG_WEB_COL_LATEST, TDM_MSG_WEB_COL_BASELINE,
                                             TDM_MSG_WEB_COL_CHANGE};
    const struct tdm_standing *s = ask->episode->standing;
    const struct tdm_record *record = tdm_record_of(ask->mem, s);
    if (record->measure_count == 0) return;
    put(lines, TDM_PDF_HEAD, web_words(ask, TDM_MSG_HEAD_MEASURES));
    put_heads(ask, lines, heads, TDM_COUNT(heads));
    for (uint32_t i = 0; i < record->measure_count; i++) {
        tdm_str cells[4];
        tdm_part_measured(&ask->view, s, &record->measures[i], cells);
        tdm_pdf_line(lines, TDM_PDF_ROW, cells, 4);
    }
}

tdm_str web_summary_lines(struct web_ask *ask) {
    struct tdm_buf lines;
    tdm_buf_init(&lines, ask->mem, TDM_HTTP_JOB_MAX);
    top(ask, &lines);
    if (ask->episode->standing->enrolled) {
        blocks(ask, &lines);
        owed(ask, &lines);
        measures(ask, &lines);
    }
    put(&lines, TDM_PDF_SMALL, web_words(ask, TDM_MSG_NOTICE));
    return tdm_buf_str(&lines);
}

void web_summary_pdf(struct web_ask *ask) {
    if (ask->proof.len == 0) {
        web_message(ask, 503, TDM_MSG_SUMMARY_PDF_NONE, TDM_MSG_SUMMARY_PDF_NONE_WORDS);
        return;
    }
    ask->reply.type = "application/pdf";
    tdm_buf_add(&ask->out, ask->proof);
}
