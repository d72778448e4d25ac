/* worklist_view.c - what is owed over many charts, as a list under headings by urgency, and as JSON. */
#include "views/view_int.h"

static tdm_str people_of(const struct tdm_view *view, const struct tdm_standing *s, tdm_mask roles) {
    const struct tdm_chart *chart = s->episode->chart->chart;
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, (size_t)1 << 16);
    for (uint32_t i = 0; i < chart->person_count; i++) {
        tdm_str person = chart->people[i].person;
        bool told = false; /* who has two roles is named once */
        for (uint32_t earlier = 0; earlier < i; earlier++)
            told = told || tdm_str_equal(chart->people[earlier].person, person);
        if (told || (tdm_chart_role_on(s->episode->chart, person, s->asof.on) & roles) == 0) continue;
        tdm_buf_format(&out, "%s%.*s", out.len > 0 ? ", " : "", TDM_FMT(person));
    }
    return tdm_buf_str(&out);
}

static tdm_str blocks_words(const struct tdm_view *view, const struct tdm_standing *s, const struct tdm_work *work) {
    struct tdm_arg args[] = {TDM_ARG_T("ref", (tdm_str){0})};
    if (work->held_phase != TDM_REF_NONE) {
        args[0].text = view_pretty(view, view_protocol(s)->phases[work->held_phase].name);
        return view_words(view, TDM_MSG_WORK_HOLDS, args, 1);
    }
    if (work->gate == TDM_REF_NONE) return (tdm_str){0};
    args[0].text = view_name(view, view_protocol(s)->gates[work->gate].name);
    return view_words(view, TDM_MSG_WORK_BLOCKS, args, 1);
}

enum tdm_message view_work_head(enum tdm_work_rank rank) {
    static const enum tdm_message heads[] = {[TDM_WORK_EMERGENCY] = TDM_MSG_WORK_EMERGENCY,
                                             [TDM_WORK_LATE_BLOCK] = TDM_MSG_WORK_LATE_BLOCK,
                                             [TDM_WORK_BLOCK] = TDM_MSG_WORK_BLOCK,
                                             [TDM_WORK_LATE] = TDM_MSG_WORK_LATE,
                                             [TDM_WORK_DUE] = TDM_MSG_WORK_DUE,
                                             [TDM_WORK_SOON] = TDM_MSG_WORK_SOON,
                                             [TDM_WORK_WAITS] = TDM_MSG_WORK_WAITS};
    return heads[rank];
}

static void tell(const struct tdm_view *view, const struct tdm_standing *s, const struct tdm_work *work) {
    const struct tdm_owed *owed = &s->owed[work->owed];
    tdm_str people = people_of(view, s, owed->roles), blocks = blocks_words(view, s, work);
    tdm_str who = view_roles(view, view_catalog(s), owed->roles, view_or(view));
    struct tdm_arg by[] = {TDM_ARG_T("who", who), TDM_ARG_T("words", people)};
    if (people.len > 0) who = view_words(view, TDM_MSG_WORK_PEOPLE, by, 2);
    struct tdm_arg args[] = {TDM_ARG_T("ref", s->episode->chart->chart->name),
                             TDM_ARG_T("site", view_site(view, s->episode->chart->chart, view_catalog(s))),
                             TDM_ARG_T("words", view_owed_what(view, s, owed)),
                             TDM_ARG_T("until", view_owed_when(view, owed)),
                             TDM_ARG_T("value", blocks),
                             TDM_ARG_T("who", who)};
    enum tdm_message message = blocks.len > 0 ? TDM_MSG_WORK_LINE_BLOCKS : TDM_MSG_WORK_LINE;
    tdm_buf_text(view->out, "  ");
    tdm_text_wrap(view->out, view_words(view, message, args, TDM_COUNT(args)), view->width, 2, 4);
    tdm_buf_char(view->out, '\n');
}

void tdm_view_worklist_text(const struct tdm_view *given, const struct tdm_work_list *list) {
    struct tdm_view copy = *given, *view = &copy;
    if (view->width == 0) view->width = 100;
    enum tdm_work_rank rank = TDM_WORK_EMERGENCY;
    struct tdm_arg args[] = {TDM_ARG_I("n", list->count), TDM_ARG_I("of_n", list->charts),
                             TDM_ARG_T("date", view_date_long(view, list->on))};
    tdm_buf_format(view->out, "%.*s\n", TDM_FMT(view_words(view, TDM_MSG_WORK_TITLE, args, 3)));
    for (uint32_t i = 0; i < list->count; i++) {
        struct tdm_work_told work = list->item(list->context, i);
        if (i == 0 || work.urgency.rank != rank)
            tdm_buf_format(view->out, "\n%.*s\n", TDM_FMT(view_plain(view, view_work_head(work.urgency.rank))));
        rank = work.urgency.rank;
        tdm_buf_add(view->out, work.bytes);
    }
    view_text_notice(view);
}

static void item_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *s,
                      const struct tdm_work *work) {
    const struct tdm_owed *owed = &s->owed[work->owed];
    tdm_json_object_begin(w);
    view_json_text(w, "rank", tdm_str_of(tdm_work_rank_word(work->rank)));
    view_json_text(w, "chart", s->episode->chart->chart->name);
    view_json_date(w, "on", s->asof.on);
    view_json_text(w, "kind", tdm_str_of(view_owed_kind_word(owed->kind)));
    view_json_text(w, "what", view_owed_what(view, s, owed));
    view_json_names(w, "roles", view_catalog(s), TDM_KIND_ROLE, owed->roles);
    view_json_text(w, "people", people_of(view, s, owed->roles));
    view_json_date(w, "due", owed->due);
    tdm_json_key(w, "days_late");
    tdm_json_int(w, work->days_late);
    tdm_json_key(w, "blocks_gate");
    if (work->gate == TDM_REF_NONE)
        tdm_json_null(w);
    else
        tdm_json_string(w, view_protocol(s)->gates[work->gate].name);
    view_json_reason(w, view, s, "reason", &owed->reason);
    tdm_json_object_end(w);
}

struct tdm_work_told tdm_view_work(const struct tdm_view *given, const struct tdm_standing *standing,
                                   const struct tdm_work *work, bool json) {
    struct tdm_buf out;
    struct tdm_view view = *given;
    struct tdm_work_told told = {{work->rank, work->days_late, standing->owed[work->owed].due}, {0}};
    tdm_buf_init(&out, view.mem, (size_t)1 << 20);
    view.out = &out;
    if (view.width == 0) view.width = 100;
    if (json) {
        struct tdm_json_writer w;
        size_t begin = 0;
        tdm_json_writer_init(&w, &out, true);
        w.depth = 2; /* of an item of the list */
        item_json(&w, &view, standing, work);
        (void)tdm_str_find(tdm_buf_str(&out), TDM_STR("{"), &begin);
        told.bytes = tdm_str_slice(tdm_buf_str(&out), begin, out.len);
    } else {
        tell(&view, standing, work);
        told.bytes = tdm_buf_str(&out);
    }
    return told;
}

void tdm_view_worklist_json(const struct tdm_view *view, const struct tdm_work_list *list) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "tandem");
    tdm_json_int(&w, 1);
    view_json_text(&w, "document", TDM_STR("worklist"));
    view_json_text(&w, "notice", view_plain(view, TDM_MSG_NOTICE));
    view_json_language(&w, view);
    tdm_json_key(&w, "charts");
    tdm_json_int(&w, list->charts);
    tdm_json_key(&w, "items");
    tdm_json_array_begin(&w);
    for (uint32_t i = 0; i < list->count; i++) tdm_json_raw(&w, list->item(list->context, i).bytes);
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}
