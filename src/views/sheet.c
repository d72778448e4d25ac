/* sheet.c - what the patient may and may not do today, until when and why: chosen from the standing, worded once.
 * "may" never stands beside "may not" for the same thing; an end that hangs on a person is never a date alone (M113).
 */
#include "views/sheet.h"

struct sheet_line *sheet_add(const struct tdm_view *view, struct sheet_list *list) {
    TDM_GROW(view->mem, list->lines, list->count, list->room);
    struct sheet_line *line = &list->lines[list->count++];
    *line = (struct sheet_line){0};
    return line;
}

/* ---- ends and reasons of the ceiling */

/* The later of two days; none is before all. */
static tdm_date later_of(tdm_date one, tdm_date other) {
    if (tdm_date_is_none(one) || tdm_date_is_none(other)) return tdm_date_is_none(one) ? other : one;
    return tdm_date_before(one, other) ? other : one;
}

/* Until a person opens the next phase the limits of one linger (M2). */
static bool ends_by_day(const struct tdm_standing *standing, tdm_ref phase) {
    const struct tdm_when *end = &standing->phases[phase].end;
    tdm_ref next = standing->track[view_protocol(standing)->phases[phase].track].next;
    bool by_person = next == TDM_REF_NONE || standing->phases[next].start.waits;
    return !by_person && !tdm_date_is_none(end->latest) && !end->waits && tdm_date_equal(end->latest, end->earliest) &&
           tdm_date_before(standing->asof.on, end->latest);
}

/* The first day on which a person can end a phase: its own least length is over, and the next one may begin. */
static tdm_date first_end(const struct tdm_standing *standing, tdm_ref phase) {
    tdm_ref next = standing->track[view_protocol(standing)->phases[phase].track].next;
    tdm_date own = standing->phases[phase].end.earliest;
    return next == TDM_REF_NONE ? own : later_of(own, standing->phases[next].start.earliest);
}

/* "not before" the day after this sheet is read as leave for that day: tomorrow is named, and what comes then is that
 * somebody may decide. */
tdm_str sheet_on_day(const struct tdm_view *view, const struct tdm_standing *standing, tdm_date day) {
    bool tomorrow = tdm_date_equal(day, tdm_date_add_days(standing->asof.on, 1));
    struct tdm_arg date[] = {TDM_ARG_D("date", day)};
    return view_words(view, tomorrow ? TDM_MSG_SHEET_WHEN_TOMORROW : TDM_MSG_SHEET_WHEN_ON, date, 1);
}

/* `free`: the day before which another limit of the same thing holds, or none. */
static tdm_str until_phase_ends(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref phase,
                                bool allowed, tdm_date free) {
    const struct tdm_when *end = &standing->phases[phase].end;
    bool by_day = ends_by_day(standing, phase);
    struct tdm_arg date[] = {
        TDM_ARG_D("date", by_day ? tdm_date_add_days(end->latest, -1) : later_of(first_end(standing, phase), free)),
        TDM_ARG_T("when", (tdm_str){0})};
    if (by_day && end->planned && tdm_date_equal(end->latest, standing->planned_procedure)) {
        struct tdm_arg days[] = {date[0], TDM_ARG_D("until", end->latest)};
        return view_words(view, TDM_MSG_SHEET_PLANNED_PROCEDURE, days, 2);
    }
    if (by_day) return view_words(view, end->planned ? TDM_MSG_SHEET_PLANNED : TDM_MSG_SHEET_PLAN_CHANGES, date, 1);
    bool dated = !tdm_date_is_none(date[0].date) && tdm_date_before(standing->asof.on, date[0].date);
    if (dated) date[1].text = sheet_on_day(view, standing, date[0].date);
    if (allowed) return view_words(view, dated ? TDM_MSG_SHEET_LIST_UNTIL_LATER : TDM_MSG_SHEET_LIST_UNTIL, date, 2);
    return view_words(view, dated ? TDM_MSG_SHEET_PHASE_END_BY_PERSON : TDM_MSG_SHEET_PHASE_END_BY_PERSON_UNDATED, date,
                      2);
}

tdm_str sheet_until_of_phase(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref phase,
                             bool allowed) {
    return until_phase_ends(view, standing, phase, allowed, TDM_DATE_NONE);
}

/* A limit of a phase that is held is the one before it, until the hold ends. */
static bool rests_on_hold(const struct tdm_ceiling_term *term) {
    return term->held;
}

/* What a line forbids: more than a level, what has one of some attributes, or both. */
struct limit {
    bool by_class;
    tdm_mask attributes;
};

static bool holds_limit(const struct tdm_ceiling_term *term, struct limit limit) {
    return (limit.by_class && term->binding) || (term->barred & limit.attributes) != 0;
}

/* The last day of one term; none: open. A phase that ends on a day of its own is no open one, or its end would hide a
 * later one of the same thing. */
static tdm_date last_of_term(const struct tdm_standing *standing, const struct tdm_ceiling_term *term) {
    bool dated = term->source == TDM_CEILING_PHASE && !term->held && ends_by_day(standing, term->ref);
    return dated ? tdm_date_add_days(standing->phases[term->ref].end.latest, -1) : term->last;
}

/* The term to tell for a limit: of those that hold it, the one whose end is open or latest. */
static const struct tdm_ceiling_term *last_term(const struct tdm_standing *standing, struct limit limit) {
    const struct tdm_ceiling_term *found = NULL;
    for (uint32_t i = 0; i < standing->ceiling.term_count; i++) {
        const struct tdm_ceiling_term *term = &standing->ceiling.terms[i];
        if (!holds_limit(term, limit)) continue;
        tdm_date last = last_of_term(standing, term), other = last;
        if (found != NULL) other = last_of_term(standing, found);
        bool later =
            found == NULL || (!tdm_date_is_none(other) && (tdm_date_is_none(last) || tdm_date_before(other, last)));
        if (later) found = term;
    }
    return found;
}

/* The first day on which one term may be over: the day after its last, or the earliest that a person can end it. */
static tdm_date free_of_term(const struct tdm_standing *standing, const struct tdm_ceiling_term *term) {
    tdm_date last = last_of_term(standing, term);
    if (!tdm_date_is_none(last)) return tdm_date_add_days(last, 1);
    if (term->source == TDM_CEILING_RESTRICTION) return standing->restrictions[term->ref].not_before;
    return term->source == TDM_CEILING_PHASE ? first_end(standing, term->ref) : TDM_DATE_NONE;
}

/* The first day on which all terms of a limit may be over: an end that a person decides is told not to come before the
 * dated ones, or two lines on the same thing would end on different days (M113). */
static tdm_date free_of_limit(const struct tdm_standing *standing, struct limit limit) {
    tdm_date free = TDM_DATE_NONE;
    for (uint32_t i = 0; i < standing->ceiling.term_count; i++)
        if (holds_limit(&standing->ceiling.terms[i], limit))
            free = later_of(free, free_of_term(standing, &standing->ceiling.terms[i]));
    return free;
}

/* The day a limit ends is not the day all is allowed: the next phase has limits of its own. `free`: as far as other
 * lines know, or none. */
static tdm_str until_of_limit(const struct tdm_view *view, const struct tdm_standing *standing, struct limit limit,
                              tdm_date free) {
    const struct tdm_ceiling_term *term = last_term(standing, limit);
    if (term == NULL) return view_plain(view, TDM_MSG_SHEET_PHASE_END_BY_PERSON_UNDATED);
    tdm_date own = last_of_term(standing, term);
    free = later_of(free, free_of_limit(standing, limit));
    bool ahead = !tdm_date_is_none(free) && tdm_date_before(standing->asof.on, free);
    bool beyond = !tdm_date_is_none(own) && ahead && tdm_date_before(tdm_date_add_days(own, 1), free);
    struct tdm_arg from[] = {TDM_ARG_T("when", ahead ? sheet_on_day(view, standing, free) : (tdm_str){0})};
    struct tdm_arg last[] = {TDM_ARG_D("date", ahead ? tdm_date_add_days(free, -1) : free)};
    if (rests_on_hold(term) || (tdm_date_is_none(own) && term->source != TDM_CEILING_PHASE))
        return view_words(view, ahead ? TDM_MSG_SHEET_UNTIL_GO_ON_LATER : TDM_MSG_SHEET_UNTIL_GO_ON, from, 1);
    if (term->source == TDM_CEILING_PHASE && !beyond) return until_phase_ends(view, standing, term->ref, false, free);
    return ahead ? view_words(view, TDM_MSG_SHEET_AT_LEAST, last, 1)
                 : view_plain(view, TDM_MSG_SHEET_PHASE_END_BY_PERSON_UNDATED);
}

static tdm_str why_of_term(const struct tdm_view *view, const struct tdm_standing *standing,
                           const struct tdm_ceiling_term *term) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    switch (term->source) {
    case TDM_CEILING_PHASE:
        if (rests_on_hold(term)) return view_plain(view, TDM_MSG_SHEET_WHY_HOLD);
        return view_plain(view, protocol->phases[term->ref].track == TDM_TRACK_TISSUE
                                    ? TDM_MSG_SHEET_LIMIT_BY_HEALING
                                    : TDM_MSG_SHEET_LIMIT_BY_TRAINING);
    case TDM_CEILING_RESTRICTION:
        return view_text(view, protocol->restrictions[term->ref].because);
    case TDM_CEILING_NEVER:
        return view_plain(view, TDM_MSG_SHEET_WHY_NEVER);
    case TDM_CEILING_STATEMENT:
        return view_plain(view, TDM_MSG_SHEET_WHY_STATEMENT);
    case TDM_CEILING_HOLD:
        return view_plain(view, TDM_MSG_SHEET_WHY_HOLD);
    case TDM_CEILING_FLAG:
        return view_plain(view, TDM_MSG_SHEET_WHY_FLAG);
    }
    TDM_UNREACHABLE();
}

/* ---- may not */

static void add_class_limit(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    const struct tdm_scale *scale = tdm_catalog_load_scale(view_catalog(standing));
    const struct tdm_ceiling_term *term = last_term(standing, (struct limit){.by_class = true});
    if (!standing->ceiling.has_class || standing->ceiling.load_class + 1 >= scale->count || term == NULL) return;
    struct tdm_arg args[] = {
        TDM_ARG_T("class", view_class(view, standing, standing->ceiling.load_class)),
        TDM_ARG_T("ref", view_site(view, standing->episode->chart->chart, view_catalog(standing)))};
    struct sheet_line *line = sheet_add(view, &sheet->may_not);
    line->name = TDM_STR("load");
    line->what = view_words(view, TDM_MSG_SHEET_NO_LOAD_ABOVE, args, 2);
    line->until = until_of_limit(view, standing, (struct limit){.by_class = true}, TDM_DATE_NONE);
    line->why = why_of_term(view, standing, term);
}

/* In an emergency one line says it all; what else loads the site need not be listed (M97). */
static void add_emergency_limit(const struct tdm_view *view, struct sheet *sheet) {
    struct sheet_line *line = sheet_add(view, &sheet->may_not);
    line->name = TDM_STR("load");
    line->what = view_plain(view, TDM_MSG_SHEET_NO_EXERCISE);
    line->until = view_plain(view, TDM_MSG_SHEET_UNTIL_SEEN);
    line->why = view_plain(view, TDM_MSG_SHEET_WHY_FLAG);
}

static void add_attribute_limits(const struct tdm_view *view, const struct tdm_standing *standing,
                                 struct sheet *sheet) {
    const struct tdm_catalog *catalog = view_catalog(standing);
    for (tdm_ref a = 0; a < catalog->count[TDM_KIND_ATTRIBUTE] && a < 64; a++) {
        if ((standing->ceiling.barred & TDM_BIT(a)) == 0) continue;
        struct limit limit = {.attributes = TDM_BIT(a)};
        const struct tdm_ceiling_term *term = last_term(standing, limit);
        if (term == NULL) continue;
        struct tdm_arg args[] = {TDM_ARG_T("ref", view_label(view, catalog, TDM_KIND_ATTRIBUTE, a))};
        struct sheet_line *line = sheet_add(view, &sheet->may_not);
        line->name = tdm_catalog_name(catalog, TDM_KIND_ATTRIBUTE, a);
        line->what = view_words(view, TDM_MSG_SHEET_ATTRIBUTE, args, 1);
        line->until = until_of_limit(view, standing, limit, TDM_DATE_NONE);
        line->why = why_of_term(view, standing, term);
    }
}

static bool is_vital(const struct tdm_catalog *catalog, const struct tdm_touch *touch) {
    return touch->kind == TDM_TOUCH_CLASS && tdm_catalog_class(catalog, touch->ref)->vital;
}

/* Some medicines of a kind by name. One that also protects heart or blood is no example: it is never to be left off for
 * a sheet (M63). */
static tdm_str examples_of(const struct tdm_view *view, const struct tdm_catalog *catalog, tdm_ref kind) {
    enum { MOST = 4 };
    struct tdm_buf names;
    tdm_mask vital = 0;
    int count = 0;
    tdm_buf_init(&names, view->mem, 4096);
    for (tdm_ref c = 0; c < catalog->count[TDM_KIND_CLASS] && c < 64; c++)
        if (tdm_catalog_class(catalog, c)->vital) vital |= TDM_BIT(c);
    for (tdm_ref s = 0; s < catalog->count[TDM_KIND_SUBSTANCE] && count < MOST; s++) {
        tdm_mask classes = tdm_catalog_substance(catalog, s)->classes;
        if ((classes & TDM_BIT(kind)) == 0 || (classes & vital) != 0) continue;
        tdm_buf_format(&names, "%s%.*s", count++ > 0 ? ", " : "",
                       TDM_FMT(view_label(view, catalog, TDM_KIND_SUBSTANCE, s)));
    }
    return tdm_buf_str(&names);
}

static tdm_str touch_words(const struct tdm_view *view, const struct tdm_catalog *catalog,
                           const struct tdm_touch *touch) {
    static const enum tdm_catalog_kind kinds[] = {[TDM_TOUCH_CLASS] = TDM_KIND_CLASS,
                                                  [TDM_TOUCH_SUBSTANCE] = TDM_KIND_SUBSTANCE,
                                                  [TDM_TOUCH_ATTRIBUTE] = TDM_KIND_ATTRIBUTE,
                                                  [TDM_TOUCH_ACTIVITY] = TDM_KIND_ACTIVITY};
    static const enum tdm_message messages[] = {[TDM_TOUCH_CLASS] = TDM_MSG_SHEET_MEDICINE,
                                                [TDM_TOUCH_SUBSTANCE] = TDM_MSG_SHEET_MEDICINE,
                                                [TDM_TOUCH_ATTRIBUTE] = TDM_MSG_SHEET_ATTRIBUTE,
                                                [TDM_TOUCH_ACTIVITY] = TDM_MSG_SHEET_ACTIVITY};
    TDM_ASSERT(touch->kind != TDM_TOUCH_LOAD_ABOVE);
    tdm_str label = view_label(view, catalog, kinds[touch->kind], touch->ref);
    if (touch->route != TDM_REF_NONE)
        label = view_format(view, "%.*s (%.*s)", TDM_FMT(label),
                            TDM_FMT(view_label(view, catalog, TDM_KIND_ROUTE, touch->route)));
    struct tdm_arg args[] = {TDM_ARG_T("ref", label), TDM_ARG_T("words", (tdm_str){0})};
    if (touch->kind == TDM_TOUCH_CLASS && touch->route == TDM_REF_NONE)
        args[1].text = examples_of(view, catalog, touch->ref);
    return view_words(view, args[1].text.len > 0 ? TDM_MSG_SHEET_MEDICINE_AS : messages[touch->kind], args, 2);
}

/* One thing that a restriction touches, of this episode or of another one of the person. */
struct touched {
    const struct tdm_case *episode;
    const struct tdm_restriction_answer *answer;
    const struct tdm_touch *touch;
    tdm_ref restriction;
    bool over; /* what it forbade by itself is over; what the activity has in it is still barred */
};

/* Of an activity: what of today's limits it has in it. Another episode's are told in a line of their own. */
static struct limit limit_in(const struct tdm_standing *standing, const struct touched *t) {
    if (t->touch->kind != TDM_TOUCH_ACTIVITY || t->episode != standing->episode) return (struct limit){0};
    const struct tdm_activity *activity = tdm_catalog_activity(view_catalog(standing), t->touch->ref);
    bool here = (activity->regions & TDM_BIT(standing->episode->chart->region)) != 0;
    return (struct limit){.by_class = here && standing->ceiling.has_class &&
                                      activity->load_class > standing->ceiling.load_class,
                          .attributes = activity->attributes & standing->ceiling.barred};
}

static bool ends_by_person(const struct tdm_standing *standing, const struct touched *t) {
    const struct tdm_ceiling_term *term = last_term(standing, limit_in(standing, t));
    if (t->over) return term == NULL || tdm_date_is_none(last_of_term(standing, term));
    return t->answer->ends_by_person || tdm_date_is_none(t->answer->last) ||
           (term != NULL && tdm_date_is_none(last_of_term(standing, term)));
}

/* Only of what ends by itself: the last day, of what it has in it too. */
static tdm_date last_day_of(const struct tdm_standing *standing, const struct touched *t) {
    tdm_date of_limit = free_of_limit(standing, limit_in(standing, t));
    tdm_date free = t->over ? of_limit : later_of(t->answer->free, of_limit);
    return tdm_date_is_none(free) ? t->answer->last : tdm_date_add_days(free, -1);
}

/* A medicine is free on the day after; an activity then still meets the limits of the phase, and what it has in it that
 * is barred for longer bars it for as long: "working above the shoulder" and work above the shoulder end on one day. */
static tdm_str until_of_touch(const struct tdm_view *view, const struct tdm_standing *standing,
                              const struct touched *t) {
    struct limit limit = limit_in(standing, t);
    if (t->over) return until_of_limit(view, standing, limit, TDM_DATE_NONE);
    if ((limit.by_class || limit.attributes != 0) && !t->answer->ends_by_person && !t->answer->planned)
        return until_of_limit(view, standing, limit, t->answer->free);
    if (t->answer->ends_by_person || tdm_date_is_none(t->answer->last))
        return view_restriction_of(view, t->episode, t->restriction, t->answer);
    bool medicine = t->touch->kind == TDM_TOUCH_CLASS || t->touch->kind == TDM_TOUCH_SUBSTANCE;
    struct tdm_arg date[] = {TDM_ARG_D("date", t->answer->last), TDM_ARG_D("until", t->answer->free)};
    if (t->answer->planned) return view_words(view, TDM_MSG_SHEET_PLANNED, date, 2);
    return view_words(view, medicine ? TDM_MSG_SHEET_LAST_DAY : TDM_MSG_SHEET_AT_LEAST, date, 2);
}

/* The same thing restricted by two episodes is one line: the later end, and both reasons (M69). */
static void add_touch(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet,
                      const struct touched *t) {
    const struct tdm_restriction *restriction = &t->episode->protocol->restrictions[t->restriction];
    struct sheet_line made = {.name = restriction->name,
                              .what = touch_words(view, t->episode->chart->catalog, t->touch),
                              .until = until_of_touch(view, standing, t),
                              .why = view_text(view, restriction->because),
                              .has_end = !ends_by_person(standing, t),
                              .end = last_day_of(standing, t)};
    for (size_t i = 0; i < sheet->may_not.count; i++) {
        struct sheet_line *line = &sheet->may_not.lines[i];
        if (!tdm_str_equal(line->what, made.what)) continue;
        bool later = line->has_end && (!made.has_end || tdm_date_before(line->end, made.end));
        if (!tdm_str_equal(line->why, made.why))
            made.why = view_format(view, "%.*s; %.*s", TDM_FMT(line->why), TDM_FMT(made.why));
        line->why = made.why;
        if (!later) return;
        line->until = made.until;
        line->has_end = made.has_end;
        line->end = made.end;
        return;
    }
    *sheet_add(view, &sheet->may_not) = made;
}

static void add_restriction(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet,
                            struct touched t) {
    const struct tdm_restriction *restriction = &t.episode->protocol->restrictions[t.restriction];
    for (uint32_t i = 0; i < restriction->touch_count; i++) {
        t.touch = &restriction->touches[i];
        if (t.touch->kind == TDM_TOUCH_LOAD_ABOVE || t.touch->kind == TDM_TOUCH_ATTRIBUTE)
            continue; /* told with the ceiling */
        if (t.touch->kind == TDM_TOUCH_CLASS || t.touch->kind == TDM_TOUCH_SUBSTANCE)
            sheet->keep_taking = view_plain(view, TDM_MSG_SHEET_KEEP_TAKING);
        if (!is_vital(t.episode->chart->catalog, t.touch)) /* never "may not" for a vital medicine (M63) */
            add_touch(view, standing, sheet, &t);
    }
}

static bool is_told_not(const struct sheet *sheet, tdm_str what) {
    for (size_t i = 0; i < sheet->may_not.count; i++)
        if (tdm_str_equal(sheet->may_not.lines[i].what, what)) return true;
    return false;
}

/* An activity whose own restriction is over and that is still more than today's limit stays on the list: one that was
 * on yesterday's and is gone today would be read as allowed (M113). */
static void add_still_barred(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet,
                             tdm_ref r) {
    const struct tdm_restriction *restriction = &view_protocol(standing)->restrictions[r];
    for (uint32_t i = 0; i < restriction->touch_count; i++) {
        struct touched t = {standing->episode, &standing->restrictions[r], &restriction->touches[i], r, true};
        if (t.touch->kind != TDM_TOUCH_ACTIVITY) continue;
        const struct tdm_ceiling_term *term = last_term(standing, limit_in(standing, &t));
        tdm_str what = touch_words(view, view_catalog(standing), t.touch);
        if (term == NULL || is_told_not(sheet, what)) continue;
        struct sheet_line made = {.name = restriction->name,
                                  .what = what,
                                  .until = until_of_touch(view, standing, &t),
                                  .why = why_of_term(view, standing, term),
                                  .has_end = !ends_by_person(standing, &t),
                                  .end = last_day_of(standing, &t)};
        *sheet_add(view, &sheet->may_not) = made;
    }
}

static void add_restrictions(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    for (tdm_ref r = 0; r < view_protocol(standing)->restriction_count; r++)
        if (standing->restrictions[r].state == TDM_RESTRICTION_IN_FORCE)
            add_restriction(view, standing, sheet,
                            (struct touched){standing->episode, &standing->restrictions[r], NULL, r, false});
    for (uint32_t i = 0; i < standing->neighbour_count; i++) {
        const struct tdm_neighbour *other = &standing->neighbours[i];
        for (tdm_ref r = 0; r < other->episode->protocol->restriction_count; r++)
            if (other->restrictions[r].state == TDM_RESTRICTION_IN_FORCE)
                add_restriction(view, standing, sheet,
                                (struct touched){other->episode, &other->restrictions[r], NULL, r, false});
    }
    for (tdm_ref r = 0; r < view_protocol(standing)->restriction_count; r++)
        if (standing->restrictions[r].state == TDM_RESTRICTION_OVER) add_still_barred(view, standing, sheet, r);
}

/* The limits of another episode hold for what loads its site. */
static void add_other_limits(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    for (uint32_t i = 0; i < standing->neighbour_count; i++) {
        const struct tdm_neighbour *other = &standing->neighbours[i];
        tdm_str site = view_site(view, other->episode->chart->chart, view_catalog(standing));
        struct tdm_arg args[] = {
            TDM_ARG_T("ref", site), TDM_ARG_T("class", (tdm_str){0}),
            TDM_ARG_T("words", view_mask(view, view_catalog(standing), TDM_KIND_ATTRIBUTE, other->ceiling.barred))};
        if (!other->ceiling.has_class && other->ceiling.barred == 0) continue;
        if (other->ceiling.has_class) args[1].text = view_class(view, standing, other->ceiling.load_class);
        struct sheet_line *line = sheet_add(view, &sheet->may_not);
        line->name = other->episode->chart->chart->name;
        enum tdm_message message = !other->ceiling.has_class    ? TDM_MSG_SHEET_OTHER_BARRED
                                   : other->ceiling.barred == 0 ? TDM_MSG_SHEET_OTHER_ABOVE
                                                                : TDM_MSG_SHEET_OTHER_LIMIT;
        line->what = view_words(view, message, args, 3);
        line->until = view_plain(view, TDM_MSG_SHEET_PHASE_END_BY_PERSON_UNDATED);
        args[2].text = site;
        line->why = view_words(view, TDM_MSG_SHEET_WHY_OTHER, args, 3);
    }
}

static tdm_str why_of_other(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t neighbour) {
    struct tdm_arg args[] = {TDM_ARG_T(
        "words", view_site(view, standing->neighbours[neighbour].episode->chart->chart, view_catalog(standing)))};
    return view_words(view, TDM_MSG_SHEET_WHY_OTHER, args, 1);
}

/* The two levels in quotation marks: their names are no sentence. */
static tdm_str why_barred(const struct tdm_view *view, const struct tdm_standing *standing,
                          const struct tdm_reason *reason) {
    if (reason->code == TDM_REASON_BARRED_ATTRIBUTE)
        return view_named(view, TDM_MSG_SHEET_WHY_BARRED,
                          view_ref_name(view, standing, VIEW_REF_ATTRIBUTE, reason->ref));
    int64_t count = tdm_catalog_load_scale(view_catalog(standing))->count;
    if (reason->code != TDM_REASON_ABOVE_CEILING || reason->n < 0 || reason->n >= count || reason->of_n < 0 ||
        reason->of_n >= count)
        return view_reason(view, standing, reason);
    struct tdm_arg args[] = {TDM_ARG_T("class", view_class(view, standing, (uint32_t)reason->n)),
                             TDM_ARG_T("limit", view_class(view, standing, (uint32_t)reason->of_n))};
    return view_words(view, TDM_MSG_SHEET_WHY_ABOVE, args, 2);
}

/* Why an exercise is barred, all of it: the first reason is told, but the latest end. */
static struct limit limit_of_exercise(const struct tdm_standing *standing, const struct tdm_exercise_answer *answer) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(view_catalog(standing), answer->exercise);
    uint16_t least, most;
    tdm_exercise_class_range(exercise, &least, &most);
    if (answer->prescribed && answer->prescribed_load.known) least = answer->prescribed_load.load_class;
    tdm_mask has = exercise->always_attributes | answer->prescribed_load.attributes;
    return (struct limit){.by_class = standing->ceiling.has_class && least > standing->ceiling.load_class,
                          .attributes = has & standing->ceiling.barred};
}

static bool told_already(const struct sheet *sheet, tdm_str what) {
    for (size_t i = 0; i < sheet->may_not.count; i++)
        if (tdm_str_equal(sheet->may_not.lines[i].what, what)) return true;
    return false;
}

static void add_barred_exercises(const struct tdm_view *view, const struct tdm_standing *standing,
                                 struct sheet *sheet) {
    for (uint32_t i = 0; i < standing->exercise_count; i++) {
        const struct tdm_exercise_answer *answer = &standing->exercises[i];
        tdm_str label = view_label(view, view_catalog(standing), TDM_KIND_EXERCISE, answer->exercise);
        if (answer->verdict != TDM_EXERCISE_MAY_NOT && sheet_is_stopped(standing, answer))
            sheet_add_stopped(view, standing, answer, sheet);
        if (answer->verdict != TDM_EXERCISE_MAY_NOT || told_already(sheet, label)) continue;
        struct sheet_line *line = sheet_add(view, &sheet->may_not);
        bool by_other = answer->neighbour != TDM_NEIGHBOUR_NONE;
        line->name = tdm_catalog_name(view_catalog(standing), TDM_KIND_EXERCISE, answer->exercise);
        line->what = label;
        line->until = by_other ? view_plain(view, TDM_MSG_SHEET_PHASE_END_BY_PERSON_UNDATED)
                               : until_of_limit(view, standing, limit_of_exercise(standing, answer), TDM_DATE_NONE);
        line->why =
            by_other ? why_of_other(view, standing, answer->neighbour) : why_barred(view, standing, &answer->reason);
    }
}

/* ---- to do, head and foot */

/* What a patient is asked for as a first value, in other words than a clinician's. */
static tdm_str todo_words(const struct tdm_view *view, const struct tdm_standing *standing,
                          const struct tdm_owed *owed) {
    if (owed->kind != TDM_OWED_BASELINE) return view_owed_what(view, standing, owed);
    return view_named(view, TDM_MSG_SHEET_TODO_BASELINE,
                      view_ref_name(view, standing, VIEW_REF_MEASURE, owed->measure));
}

static void add_todo(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    tdm_ref patient = tdm_catalog_find(view_catalog(standing), TDM_KIND_ROLE, TDM_STR("patient"));
    for (uint32_t i = 0; i < standing->owed_count && patient != TDM_REF_NONE; i++) {
        const struct tdm_owed *owed = &standing->owed[i];
        if ((owed->roles & TDM_BIT(patient)) == 0 || owed->state == TDM_OWED_WAITING) continue;
        if (owed->kind == TDM_OWED_SCREEN) continue; /* who asks is not who is asked */
        struct sheet_line *line = sheet_add(view, &sheet->todo);
        line->name = tdm_str_of(view_owed_kind_word(owed->kind));
        struct tdm_owed asked = *owed;
        if (asked.kind == TDM_OWED_ASSESSMENT) asked.kind = TDM_OWED_MEASURE; /* a patient records */
        line->what = todo_words(view, standing, &asked);
        line->until = view_owed_when(view, owed);
        line->why = owed->reason.code == TDM_REASON_OWED_UNKNOWN ? view_plain(view, TDM_MSG_SHEET_WHY_UNKNOWN)
                                                                 : view_reason(view, standing, &owed->reason);
    }
}

/* Can this sign show in this person: at this site, and where tissue was taken, once it was? */
static bool sign_fits(const struct tdm_standing *standing, const struct tdm_flag_item *flag) {
    tdm_ref procedure = view_protocol(standing)->procedure;
    if (flag->regions != 0 && (flag->regions & TDM_BIT(standing->episode->chart->region)) == 0) return false;
    if (flag->tissue_count == 0) return true;
    if (procedure == TDM_REF_NONE || tdm_date_is_none(standing->anchors.event[TDM_EVENT_PROCEDURE])) return false;
    size_t at = 0;
    for (uint32_t i = 0; i < flag->tissue_count; i++)
        if (tdm_str_find(tdm_catalog_procedure(view_catalog(standing), procedure)->source_tissue, flag->tissues[i],
                         &at))
            return true;
    return false;
}

/* The signs of this protocol, as one sentence: the emergencies, or the others. */
static tdm_str sign_words(const struct tdm_view *view, const struct tdm_standing *standing, bool emergency) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    struct tdm_buf flags;
    tdm_buf_init(&flags, view->mem, 1u << 16);
    for (uint32_t f = 0; f < protocol->flag_count; f++) {
        tdm_ref item = protocol->flags[f].item;
        if (item == TDM_REF_NONE || tdm_catalog_flag(view_catalog(standing), item)->emergency != emergency) continue;
        if (!sign_fits(standing, tdm_catalog_flag(view_catalog(standing), item))) continue;
        tdm_buf_format(&flags, "%s%.*s", flags.len > 0 ? "; " : "",
                       TDM_FMT(view_label(view, view_catalog(standing), TDM_KIND_FLAG, item)));
    }
    struct tdm_arg args[] = {TDM_ARG_T("words", tdm_buf_str(&flags))};
    if (flags.len == 0) return emergency ? view_plain(view, TDM_MSG_SHEET_STOP_PLAIN) : (tdm_str){0};
    return view_words(view, emergency ? TDM_MSG_SHEET_STOP : TDM_MSG_SHEET_TELL_SOON, args, 1);
}

/* What was done, and what it was made from: whoever reads of a place where tissue was taken must know of which. */
static tdm_str procedure_name(const struct tdm_view *view, const struct tdm_standing *standing) {
    tdm_ref procedure = view_protocol(standing)->procedure;
    tdm_str from = tdm_catalog_procedure(view_catalog(standing), procedure)->source_tissue;
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_label(view, view_catalog(standing), TDM_KIND_PROCEDURE, procedure)),
                             TDM_ARG_T("words", view_text(view, from))};
    return from.len == 0 ? args[0].text : view_words(view, TDM_MSG_SHEET_PROCEDURE_FROM, args, 2);
}

/* The day that weeks are counted from, done or planned. */
static tdm_str procedure_words(const struct tdm_view *view, const struct tdm_standing *standing) {
    tdm_date day = standing->anchors.event[TDM_EVENT_PROCEDURE];
    if (view_protocol(standing)->procedure == TDM_REF_NONE) return (tdm_str){0};
    bool done = !tdm_date_is_none(day);
    if (!done) day = standing->planned_procedure;
    if (tdm_date_is_none(day)) return (tdm_str){0};
    struct tdm_arg args[] = {TDM_ARG_D("date", day), TDM_ARG_I("n", standing->asof.on.day - day.day),
                             TDM_ARG_T("ref", procedure_name(view, standing))};
    return view_words(view,
                      !done                ? TDM_MSG_SHEET_PROCEDURE_PLANNED
                      : args[1].number > 0 ? TDM_MSG_SHEET_PROCEDURE_DONE
                                           : TDM_MSG_SHEET_PROCEDURE_TODAY,
                      args, TDM_COUNT(args));
}

/* That the plan is a draft, and how much of it no study bears; without its figures: those are for who judges it. */
static tdm_str draft_words(const struct tdm_view *view, const struct tdm_protocol *protocol) {
    if (protocol->status != TDM_STATUS_DRAFT) return (tdm_str){0};
    if (protocol->clauses_own == 0) return view_plain(view, TDM_MSG_SHEET_DRAFT);
    bool much = 2 * protocol->clauses_own > protocol->clauses_wanting_source;
    return view_plain(view, much ? TDM_MSG_SHEET_DRAFT_MUCH : TDM_MSG_SHEET_DRAFT_PART);
}

static tdm_str numbers(const struct tdm_view *view, enum tdm_message no_phone, enum tdm_message no_rescue) {
    struct tdm_arg team[] = {TDM_ARG_T("text", view->phone)}, emergency[] = {TDM_ARG_T("text", view->emergency)};
    tdm_str one = view->phone.len > 0 ? view_words(view, TDM_MSG_SHEET_PHONE, team, 1) : view_plain(view, no_phone);
    tdm_str other =
        view->emergency.len > 0 ? view_words(view, TDM_MSG_SHEET_RESCUE, emergency, 1) : view_plain(view, no_rescue);
    return view_format(view, "%.*s %.*s", TDM_FMT(one), TDM_FMT(other));
}

/* Whom to call: as the clinic has set it, else a line to write on. */
static tdm_str call_words(const struct tdm_view *view) {
    return numbers(view, TDM_MSG_SHEET_PHONE_BLANK, TDM_MSG_SHEET_RESCUE_BLANK);
}

tdm_str sheet_call_on_screen(const struct tdm_view *view) {
    if (view->phone.len == 0 && view->emergency.len == 0) return view_plain(view, TDM_MSG_SHEET_NO_NUMBERS_SCREEN);
    return numbers(view, TDM_MSG_SHEET_PHONE_SCREEN, TDM_MSG_SHEET_RESCUE_SCREEN);
}

/* A sentence that goes on. */
static tdm_str without_stop(tdm_str text) {
    return tdm_str_ends_with(text, TDM_STR(".")) ? tdm_str_slice(text, 0, text.len - 1) : text;
}

/* A phase's name is its author's word; what it is for stands beside it. */
static tdm_str aims_of(const struct tdm_view *view, const struct tdm_phase *phase) {
    struct tdm_buf all;
    tdm_buf_init(&all, view->mem, 1u << 16);
    for (uint32_t i = 0; i < phase->aim_count; i++)
        tdm_buf_format(&all, "%s%.*s", all.len > 0 ? "; " : "",
                       TDM_FMT(without_stop(view_text(view, phase->aims[i].text))));
    return tdm_buf_str(&all);
}

static void add_head(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    const struct tdm_chart *chart = standing->episode->chart->chart;
    const struct tdm_protocol *protocol = view_protocol(standing);
    struct tdm_arg title[] = {TDM_ARG_T("date", view_date_long(view, standing->asof.on))};
    struct tdm_arg who[] = {TDM_ARG_T("who", chart->patient),
                            TDM_ARG_T("site", view_site(view, chart, view_catalog(standing)))};
    sheet->title = view_words(view, TDM_MSG_SHEET_TITLE, title, 1);
    sheet->who = view_words(view, TDM_MSG_SHEET_FOR, who, 2);
    sheet->notice = view_plain(view, TDM_MSG_SHEET_NOTICE);
    sheet->stop = sign_words(view, standing, true);
    sheet->tell_soon = sign_words(view, standing, false);
    sheet->draft = draft_words(view, protocol);
    tdm_ref phase = standing->track[TDM_TRACK_FUNCTION].phase;
    if (sheet->state == SHEET_BEFORE || sheet->state == SHEET_AFTER_DEATH)
        sheet->stop = sheet->tell_soon =
            (tdm_str){0}; /* nothing is asked of who is not yet, or no more, a patient (M98) */
    if (sheet->stop.len > 0) sheet->call = call_words(view);
    if (sheet->state != SHEET_RUNNING) return;
    sheet->procedure = procedure_words(view, standing);
    if (phase != TDM_REF_NONE) {
        struct tdm_arg in[] = {TDM_ARG_T("ref", view_pretty(view, protocol->phases[phase].name)),
                               TDM_ARG_D("date", standing->phases[phase].started),
                               TDM_ARG_T("words", aims_of(view, &protocol->phases[phase]))};
        sheet->phase = view_words(view, in[2].text.len > 0 ? TDM_MSG_SHEET_PHASE_AIMS : TDM_MSG_SHEET_PHASE, in, 3);
        if (standing->phases[phase].lingering)
            sheet->phase =
                view_format(view, "%.*s %.*s", TDM_FMT(sheet->phase), TDM_FMT(view_plain(view, TDM_MSG_SHEET_LINGERS)));
    }
    phase = standing->track[TDM_TRACK_TISSUE].phase;
    if (phase == TDM_REF_NONE) return;
    struct tdm_arg healing[] = {TDM_ARG_T("ref", view_pretty(view, protocol->phases[phase].name)),
                                TDM_ARG_D("date", standing->phases[phase].started)};
    sheet->healing = view_words(view, TDM_MSG_SHEET_HEALING, healing, 2);
}

static void add_hold(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    for (uint32_t i = 0; i < standing->ceiling.term_count; i++) {
        const struct tdm_entry *entry = view_entry(standing, standing->ceiling.terms[i].entry);
        if (!rests_on_hold(&standing->ceiling.terms[i]) || entry == NULL) continue;
        struct tdm_arg args[] = {TDM_ARG_D("date", entry->date), TDM_ARG_T("words", entry->because)};
        sheet->hold =
            view_words(view, entry->because.len > 0 ? TDM_MSG_SHEET_HOLD_BECAUSE : TDM_MSG_SHEET_HOLD, args, 2);
        return;
    }
}

static void add_tells(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    tdm_str *tells = NULL;
    size_t count = 0, room = 0;
    for (int t = 0; t < TDM_TRACK_COUNT; t++) {
        tdm_ref phase = standing->track[t].phase;
        for (uint32_t i = 0; phase != TDM_REF_NONE && i < protocol->phases[phase].tell_count; i++) {
            TDM_GROW(view->mem, tells, count, room);
            tells[count++] = view_text(view, protocol->phases[phase].tells[i]);
        }
    }
    sheet->tells = tells;
    sheet->tell_count = (uint32_t)count;
    if (count > 0 && sheet->stop_first.len > 0) sheet->tells_first = view_plain(view, TDM_MSG_SHEET_TELLS_FIRST);
}

/* Signs that are open and no emergency (M96). */
static void add_warning(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    struct tdm_buf all;
    tdm_buf_init(&all, view->mem, 1u << 16);
    for (uint32_t i = 0; i < standing->open_count; i++) {
        if (!standing->open[i].is_flag || standing->open[i].emergency) continue;
        struct tdm_arg args[] = {TDM_ARG_T("ref", view_ref_name(view, standing, VIEW_REF_FLAG, standing->open[i].item)),
                                 TDM_ARG_D("date", standing->open[i].since)};
        if (all.len > 0) tdm_buf_char(&all, ' ');
        tdm_buf_add(&all, view_words(view, TDM_MSG_SHEET_OPEN_SIGN, args, 2));
    }
    sheet->warning = tdm_buf_str(&all);
}

static bool add_emergency(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    for (uint32_t i = 0; i < standing->open_count; i++) {
        if (!standing->open[i].is_flag || !standing->open[i].emergency) continue;
        struct tdm_arg args[] = {TDM_ARG_T("ref", view_ref_name(view, standing, VIEW_REF_FLAG, standing->open[i].item)),
                                 TDM_ARG_D("date", standing->open[i].since)};
        sheet->emergency = view_words(view, TDM_MSG_SHEET_EMERGENCY, args, 2);
        return true;
    }
    return false;
}

static enum sheet_state state_of(const struct tdm_standing *standing) {
    const struct tdm_entry *end = view_entry(standing, standing->end_entry);
    if (!standing->enrolled) return SHEET_BEFORE;
    if (!standing->ended) return SHEET_RUNNING;
    return end != NULL && tdm_str_is(end->state, "died") ? SHEET_AFTER_DEATH : SHEET_AFTER;
}

/* The maintenance plan is in force: what it says and asks for is told, though the episode has ended (M100). */
static bool keeps_on(const struct tdm_standing *standing) {
    tdm_ref phase = standing->track[TDM_TRACK_FUNCTION].phase;
    return phase != TDM_REF_NONE && standing->phases[phase].state == TDM_PHASE_ACTIVE &&
           tdm_day_from_discharge(&view_protocol(standing)->phases[phase].from);
}

static void add_lists(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    sheet_add_first(view, sheet);
    add_tells(view, standing, sheet);
    for (uint32_t i = 0; i < standing->exercise_count; i++)
        if (standing->exercises[i].verdict != TDM_EXERCISE_MAY_NOT &&
            !sheet_is_stopped(standing, &standing->exercises[i]))
            sheet_add_may(view, standing, sheet, &standing->exercises[i]);
    if (sheet->may.count > 0) sheet->may_first = sheet->stop_first;
    sheet_add_not_set(view, sheet);
    sheet_add_levels(view, standing, sheet);
    sheet_add_stop(view, sheet);
    add_class_limit(view, standing, sheet);
    add_attribute_limits(view, standing, sheet);
    add_restrictions(view, standing, sheet);
    add_other_limits(view, standing, sheet);
    add_barred_exercises(view, standing, sheet);
    sheet_add_changes(view, standing, sheet);
}

/* One line says it all; what a phase has to tell, "move often", is no word for that day. */
static void add_emergency_lists(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    add_emergency_limit(view, sheet);
    add_restrictions(view, standing, sheet);
    add_other_limits(view, standing, sheet);
}

/* "Not before tomorrow" is read as leave for tomorrow, unless the list says that the day alone gives none. A dated wait
 * begins with the words of an undated one. */
static void add_waits(const struct tdm_view *view, struct sheet *sheet) {
    tdm_str undated = view_plain(view, TDM_MSG_SHEET_UNTIL_GO_ON);
    if (sheet->stop_first.len > 0) return; /* then all exercise waits, and that comes first (M75) */
    for (size_t i = 0; i < sheet->may_not.count; i++) {
        tdm_str until = sheet->may_not.lines[i].until;
        if (until.len > undated.len && tdm_str_starts_with(until, undated))
            sheet->waits = view_plain(view, TDM_MSG_SHEET_WAITS);
    }
}

void sheet_make(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    *sheet = (struct sheet){.state = state_of(standing)};
    add_head(view, standing, sheet);
    if (sheet->state == SHEET_AFTER && keeps_on(standing)) {
        add_tells(view, standing, sheet);
        add_todo(view, standing, sheet);
    }
    if (sheet->state != SHEET_RUNNING) return;
    add_hold(view, standing, sheet);
    add_warning(view, standing, sheet);
    if (add_emergency(view, standing, sheet))
        add_emergency_lists(view, standing, sheet);
    else
        add_lists(view, standing, sheet);
    add_todo(view, standing, sheet);
    add_waits(view, sheet);
    sheet_add_scales(view, sheet);
}
