/* neighbours_view.c - the person's other running episodes: their limits of the day, and where the two disagree (M69).
 */
#include "views/view_int.h"

tdm_str view_neighbour_name(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t neighbour) {
    const struct tdm_case *episode = standing->neighbours[neighbour].episode;
    return view_format(view, "%.*s, %.*s", TDM_FMT(episode->chart->chart->name),
                       TDM_FMT(view_site(view, episode->chart->chart, episode->chart->catalog)));
}

/* Who holds a signing role of the protocol on that day: the people who decide in this chart. */
static void add_owners(struct tdm_buf *out, const struct tdm_case *episode, tdm_date day) {
    const struct tdm_chart *chart = episode->chart->chart;
    tdm_mask roles = 0;
    for (uint32_t c = 0; c < episode->protocol->clearance_count; c++) roles |= episode->protocol->clearances[c].roles;
    for (uint32_t i = 0; i < chart->person_count; i++) {
        if ((tdm_chart_role_on(episode->chart, chart->people[i].person, day) & roles) == 0) continue;
        tdm_str so_far = tdm_buf_str(out);
        size_t at;
        if (tdm_str_find(so_far, chart->people[i].person, &at)) continue;
        tdm_buf_format(out, "%s%.*s", out->len > 0 ? ", " : "", TDM_FMT(chart->people[i].person));
    }
}

static tdm_str owners(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t neighbour) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, (size_t)1 << 16);
    add_owners(&out, standing->episode, standing->asof.on);
    add_owners(&out, standing->neighbours[neighbour].episode, standing->asof.on);
    return tdm_buf_str(&out);
}

static tdm_str conflict_words(const struct tdm_view *view, const struct tdm_standing *standing,
                              const struct tdm_conflict *conflict) {
    static const enum tdm_message messages[] = {[TDM_CONFLICT_EXERCISE] = TDM_MSG_CONFLICT_EXERCISE,
                                                [TDM_CONFLICT_PLANNED] = TDM_MSG_CONFLICT_PLANNED,
                                                [TDM_CONFLICT_SUBSTANCE] = TDM_MSG_CONFLICT_SUBSTANCE};
    const struct tdm_neighbour *other = &standing->neighbours[conflict->neighbour];
    struct tdm_arg args[] = {TDM_ARG_T("ref", (tdm_str){0}),
                             TDM_ARG_T("words", view_neighbour_name(view, standing, conflict->neighbour)),
                             TDM_ARG_T("who", owners(view, standing, conflict->neighbour)),
                             TDM_ARG_T("value", (tdm_str){0}),
                             TDM_ARG_T("class", (tdm_str){0}),
                             TDM_ARG_D("date", conflict->date)};
    if (conflict->kind == TDM_CONFLICT_SUBSTANCE) {
        args[0].text = view_ref_name(view, standing, VIEW_REF_RESTRICTION, conflict->mine);
        args[3].text = view_restriction_until(view, standing, conflict->mine);
        args[4].text =
            view_restriction_of(view, other->episode, conflict->theirs, &other->restrictions[conflict->theirs]);
    } else {
        args[0].text = view_ref_name(view, standing, VIEW_REF_EXERCISE, conflict->exercise);
    }
    return view_words(view, messages[conflict->kind], args, TDM_COUNT(args));
}

tdm_str view_neighbour_bars(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t neighbour,
                            tdm_ref exercise) {
    struct tdm_conflict conflict = {.kind = TDM_CONFLICT_EXERCISE,
                                    .neighbour = neighbour,
                                    .exercise = exercise,
                                    .mine = TDM_REF_NONE,
                                    .theirs = TDM_REF_NONE,
                                    .date = TDM_DATE_NONE};
    return conflict_words(view, standing, &conflict);
}

static tdm_str limits(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t neighbour) {
    const struct tdm_neighbour *other = &standing->neighbours[neighbour];
    struct tdm_buf out;
    struct tdm_arg args[] = {TDM_ARG_D("date", other->planned_procedure)};
    tdm_buf_init(&out, view->mem, (size_t)1 << 16);
    tdm_buf_add(&out, other->ceiling.has_class ? view_at_most(view, standing, other->ceiling.load_class)
                                               : view_plain(view, TDM_MSG_DIFFERENCE_NO_LIMIT));
    tdm_str barred = view_mask(view, view_catalog(standing), TDM_KIND_ATTRIBUTE, other->ceiling.barred);
    struct tdm_arg bars[] = {TDM_ARG_T("words", barred)};
    if (barred.len > 0) tdm_buf_format(&out, "; %.*s", TDM_FMT(view_words(view, TDM_MSG_CEILING_BARRED, bars, 1)));
    if (!tdm_date_is_none(other->planned_procedure))
        tdm_buf_format(&out, "; %.*s", TDM_FMT(view_words(view, TDM_MSG_OTHER_PLANNED, args, 1)));
    return tdm_buf_str(&out);
}

static void line(const struct tdm_view *view, tdm_str text) {
    tdm_buf_text(view->out, "  ");
    tdm_text_wrap(view->out, text, view->width, 2, 4);
    tdm_buf_char(view->out, '\n');
}

void view_neighbours_text(const struct tdm_view *view, const struct tdm_standing *standing) {
    if (standing->neighbour_count == 0) return;
    tdm_buf_format(view->out, "\n%.*s\n", TDM_FMT(view_plain(view, TDM_MSG_HEAD_OTHERS)));
    for (uint32_t i = 0; i < standing->neighbour_count; i++) {
        struct tdm_arg args[] = {TDM_ARG_T("ref", view_neighbour_name(view, standing, i)),
                                 TDM_ARG_T("words", limits(view, standing, i))};
        line(view, view_words(view, TDM_MSG_OTHER_LINE, args, 2));
    }
    for (uint32_t i = 0; i < standing->conflict_count; i++)
        line(view, conflict_words(view, standing, &standing->conflicts[i]));
}

void view_neighbours_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing) {
    static const char *const kinds[] = {[TDM_CONFLICT_EXERCISE] = "exercise",
                                        [TDM_CONFLICT_PLANNED] = "planned-procedure",
                                        [TDM_CONFLICT_SUBSTANCE] = "substance"};
    tdm_json_key(w, "others");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < standing->neighbour_count; i++) {
        const struct tdm_neighbour *other = &standing->neighbours[i];
        tdm_json_object_begin(w);
        view_json_text(w, "chart", other->episode->chart->chart->name);
        view_json_text(w, "site", view_site(view, other->episode->chart->chart, other->episode->chart->catalog));
        tdm_json_key(w, "load_class");
        if (other->ceiling.has_class)
            tdm_json_string(w, tdm_catalog_load_scale(view_catalog(standing))->steps[other->ceiling.load_class]);
        else
            tdm_json_null(w);
        view_json_names(w, "barred", view_catalog(standing), TDM_KIND_ATTRIBUTE, other->ceiling.barred);
        view_json_date(w, "procedure_planned_for", other->planned_procedure);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    tdm_json_key(w, "conflicts");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < standing->conflict_count; i++) {
        const struct tdm_conflict *conflict = &standing->conflicts[i];
        tdm_json_object_begin(w);
        view_json_text(w, "kind", tdm_str_of(kinds[conflict->kind]));
        view_json_text(w, "with", standing->neighbours[conflict->neighbour].episode->chart->chart->name);
        view_json_date(w, "date", conflict->date);
        view_json_text(w, "tell", owners(view, standing, conflict->neighbour));
        view_json_text(w, "text", conflict_words(view, standing, conflict));
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}
