/* timeline.c - chooses what stands on the timeline: phases as they were and as they may come, gates, restrictions,
 * events. */
#include "views/timeline.h"

const char *timeline_bar_word(enum bar_kind kind) {
    static const char *const words[] = {
        [BAR_ACTUAL] = "actual", [BAR_HELD] = "held", [BAR_PLANNED] = "planned", [BAR_RESTRICTION] = "not-allowed"};
    return words[kind];
}

const char *timeline_mark_word(enum mark_kind kind) {
    static const char *const words[] = {
        [MARK_EVENT] = "event",         [MARK_GATE_PASSED] = "gate-passed", [MARK_GATE_EARLIEST] = "gate-earliest",
        [MARK_DEVIATION] = "deviation", [MARK_SIGNATURE] = "signature",     [MARK_FLAG] = "flag"};
    return words[kind];
}

static struct timeline_bar *add_bar(const struct tdm_view *view, struct timeline *line) {
    TDM_GROW(view->mem, line->bars, line->bar_count, line->bar_room);
    struct timeline_bar *bar = &line->bars[line->bar_count++];
    *bar = (struct timeline_bar){.from = TDM_DATE_NONE, .until = TDM_DATE_NONE, .sure_until = TDM_DATE_NONE};
    return bar;
}

static void add_mark(const struct tdm_view *view, struct timeline *line, enum mark_kind kind, tdm_date date,
                     tdm_str label, bool planned) {
    if (tdm_date_is_none(date)) return;
    TDM_GROW(view->mem, line->marks, line->mark_count, line->mark_room);
    line->marks[line->mark_count++] = (struct timeline_mark){kind, label, date, planned};
}

/* A phase that has begun: solid to today or its end, then what may come of it. */
static void add_begun(const struct tdm_view *view, const struct tdm_standing *standing, struct timeline *line,
                      uint32_t p) {
    const struct tdm_phase_answer *answer = &standing->phases[p];
    const struct tdm_phase *phase = &view_protocol(standing)->phases[p];
    struct timeline_bar *bar = add_bar(view, line);
    *bar = (struct timeline_bar){.kind = answer->state == TDM_PHASE_HELD ? BAR_HELD : BAR_ACTUAL,
                                 .lane = (int)phase->track,
                                 .name = phase->name,
                                 .label = view_pretty(view, phase->name),
                                 .from = answer->started,
                                 .until = answer->ended,
                                 .sure_until = TDM_DATE_NONE};
    if (!tdm_date_is_none(answer->ended)) return;
    tdm_date tomorrow = tdm_date_add_days(standing->asof.on, 1);
    bar->sure_until = answer->end.earliest;
    if (tdm_date_is_none(bar->sure_until) || tdm_date_before(bar->sure_until, tomorrow)) bar->sure_until = tomorrow;
    bar->until = answer->end.latest;
    bar->open_end = tdm_date_is_none(bar->until) || tdm_date_before(bar->until, bar->sure_until);
    if (bar->open_end) bar->until = tdm_date_add_days(bar->sure_until, 14);
    if (tdm_date_equal(bar->until, bar->sure_until)) bar->sure_until = TDM_DATE_NONE;
}

/* A phase to come: from its earliest start, for its least length sure, to its latest end uncertain. What counts from
 * the discharge is told once it has begun: its years would leave the weeks of care no room. */
static void add_coming(const struct tdm_view *view, const struct tdm_standing *standing, struct timeline *line,
                       uint32_t p) {
    const struct tdm_phase_answer *answer = &standing->phases[p];
    const struct tdm_phase *phase = &view_protocol(standing)->phases[p];
    if (tdm_date_is_none(answer->start.earliest) || tdm_day_from_discharge(&phase->from)) return;
    struct timeline_bar *bar = add_bar(view, line);
    bar->kind = BAR_PLANNED;
    bar->lane = (int)phase->track;
    bar->name = phase->name;
    bar->label = view_pretty(view, phase->name);
    bar->from = answer->start.earliest;
    tdm_date least = phase->length.has_least ? tdm_date_add_span(bar->from, phase->length.least) : TDM_DATE_NONE;
    tdm_date most = phase->length.has_most ? tdm_date_add_span(bar->from, phase->length.most) : answer->end.latest;
    bar->open_end = tdm_date_is_none(most);
    bar->until = bar->open_end ? tdm_date_add_days(tdm_date_is_none(least) ? bar->from : least, 21) : most;
    if (!tdm_date_before(bar->from, bar->until)) bar->until = tdm_date_add_days(bar->from, 7);
    bar->sure_until = tdm_date_is_none(least) ? bar->from : least;
    if (!bar->open_end && !answer->start.waits && tdm_date_equal(bar->sure_until, bar->until))
        bar->sure_until = TDM_DATE_NONE;
}

static void add_phases(const struct tdm_view *view, const struct tdm_standing *standing, struct timeline *line) {
    for (uint32_t p = 0; p < view_protocol(standing)->phase_count; p++) {
        switch (standing->phases[p].state) {
        case TDM_PHASE_ACTIVE:
        case TDM_PHASE_HELD:
        case TDM_PHASE_ENDED:
            if (!tdm_date_is_none(standing->phases[p].started)) add_begun(view, standing, line, p);
            break;
        case TDM_PHASE_NOT_YET:
            add_coming(view, standing, line, p);
            break;
        case TDM_PHASE_NOT_APPLICABLE:
            break;
        }
    }
}

static void add_restrictions(const struct tdm_view *view, const struct tdm_standing *standing, struct timeline *line) {
    for (uint32_t r = 0; r < view_protocol(standing)->restriction_count; r++) {
        const struct tdm_restriction_answer *answer = &standing->restrictions[r];
        if (tdm_date_is_none(answer->from)) continue;
        struct timeline_bar *bar = add_bar(view, line);
        bar->kind = BAR_RESTRICTION;
        bar->lane = line->lane_count++;
        bar->name = view_protocol(standing)->restrictions[r].name;
        bar->label = view_name(view, bar->name); /* as the standing writes it */
        bar->note = view_restriction_until(view, standing, r);
        bar->from = answer->from;
        bar->planned = answer->planned;
        bar->open_end = tdm_date_is_none(answer->free);
        bar->until = bar->open_end ? TDM_DATE_NONE : answer->free;
    }
}

static void add_gates(const struct tdm_view *view, const struct tdm_standing *standing, struct timeline *line) {
    for (uint32_t g = 0; g < view_protocol(standing)->gate_count; g++) {
        const struct tdm_gate_answer *answer = &standing->gates[g];
        tdm_str name = view_named(view, TDM_MSG_PART_GATE, view_name(view, view_protocol(standing)->gates[g].name));
        if (answer->passed)
            add_mark(view, line, MARK_GATE_PASSED, answer->passed_on, name, false);
        else if (answer->state != TDM_GATE_NOT_APPLICABLE)
            add_mark(view, line, MARK_GATE_EARLIEST, answer->truth == TDM_MET ? standing->asof.on : answer->earliest,
                     name, answer->truth != TDM_MET);
    }
}

static tdm_str signature_words(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t c) {
    const struct tdm_clearance_answer *answer = &standing->clearances[c];
    tdm_str name = view_pretty(view, view_protocol(standing)->clearances[c].name);
    if (answer->reason.code == TDM_REASON_SIGNED) return view_named(view, TDM_MSG_TIMELINE_SIGNED, name);
    struct tdm_arg args[] = {TDM_ARG_T("ref", name),
                             TDM_ARG_T("why", view_pretty(view, tdm_str_of(tdm_reason_id(answer->reason.code))))};
    return view_words(view, TDM_MSG_TIMELINE_SIGNED_BUT, args, 2);
}

static void add_events(const struct tdm_view *view, const struct tdm_standing *standing, struct timeline *line) {
    add_mark(view, line, MARK_EVENT, standing->enrolled_on, view_plain(view, TDM_MSG_TIMELINE_ENROLMENT), false);
    add_mark(view, line, MARK_EVENT, standing->anchors.event[TDM_EVENT_PROCEDURE],
             view_plain(view, TDM_MSG_TIMELINE_PROCEDURE), false);
    if (tdm_date_is_none(standing->anchors.event[TDM_EVENT_PROCEDURE]))
        add_mark(view, line, MARK_EVENT, standing->planned_procedure, view_plain(view, TDM_MSG_TIMELINE_PROCEDURE),
                 true);
    add_mark(view, line, MARK_EVENT, standing->ended_on, view_plain(view, TDM_MSG_TIMELINE_END), false);
    for (uint32_t c = 0; c < view_protocol(standing)->clearance_count; c++) {
        const struct tdm_entry *entry = view_entry(standing, standing->clearances[c].entry);
        if (entry != NULL) add_mark(view, line, MARK_SIGNATURE, entry->date, signature_words(view, standing, c), false);
    }
    for (uint32_t i = 0; i < standing->open_count; i++)
        if (standing->open[i].is_flag)
            add_mark(view, line, MARK_FLAG, standing->open[i].since,
                     view_ref_name(view, standing, VIEW_REF_FLAG, standing->open[i].item), false);
    for (uint32_t i = 0; i < standing->deviation_count; i++)
        add_mark(view, line, MARK_DEVIATION, standing->deviations[i].date,
                 view_reason(view, standing, &standing->deviations[i].reason), false);
}

static void sort_marks(struct timeline *line) {
    for (size_t i = 1; i < line->mark_count; i++) {
        struct timeline_mark held = line->marks[i];
        size_t at = i;
        for (; at > 0 && tdm_date_before(held.date, line->marks[at - 1].date); at--)
            line->marks[at] = line->marks[at - 1];
        line->marks[at] = held;
    }
}

enum { LOOK_AHEAD_DAYS = 84, TAIL_DAYS = 28 };

/* How far to the right a bar is worth drawing: a phase to a little beyond what is sure of it, a restriction as far as
 * the next weeks. What reaches further is cut at the edge and marked; a year of hatching would press the weeks that
 * matter into a few columns. */
static tdm_date worth_drawing(const struct timeline *line, const struct timeline_bar *bar) {
    tdm_date far = tdm_date_add_days(line->today, LOOK_AHEAD_DAYS);
    if (bar->kind != BAR_RESTRICTION) {
        tdm_date sure = tdm_date_is_none(bar->sure_until) ? bar->until : bar->sure_until;
        far = tdm_date_add_days(tdm_date_later(bar->from, sure), TAIL_DAYS);
    }
    return tdm_date_is_none(bar->until) ? line->today : tdm_date_earlier(bar->until, far);
}

static void set_edges(const struct tdm_standing *standing, struct timeline *line) {
    tdm_date from = standing->asof.on, until = tdm_date_add_days(standing->asof.on, 1);
    for (size_t i = 0; i < line->bar_count; i++) {
        if (line->bars[i].kind != BAR_RESTRICTION) from = tdm_date_earlier(from, line->bars[i].from);
        until = tdm_date_later(until, worth_drawing(line, &line->bars[i]));
    }
    for (size_t i = 0; i < line->mark_count; i++) {
        from = tdm_date_earlier(from, line->marks[i].date);
        until = tdm_date_later(until, tdm_date_add_days(line->marks[i].date, 1));
    }
    int32_t margin = (until.day - from.day) / 40 + 2;
    line->from = tdm_date_add_days(from, -margin);
    line->until = tdm_date_add_days(until, margin);
    for (size_t i = 0; i < line->bar_count; i++)
        if (tdm_date_is_none(line->bars[i].until)) line->bars[i].until = line->until;
}

bool timeline_leaves_edge(const struct timeline *line, const struct timeline_bar *bar) {
    return tdm_date_before(line->until, bar->until) ||
           (bar->kind == BAR_RESTRICTION && bar->open_end && tdm_date_equal(line->until, bar->until));
}

tdm_str timeline_mark_text(const struct tdm_view *view, const struct timeline_mark *mark) {
    static const enum tdm_message messages[] = {
        [MARK_EVENT] = TDM_MSG_TIMELINE_MARK_EVENT,        [MARK_GATE_PASSED] = TDM_MSG_TIMELINE_MARK_PASSED,
        [MARK_GATE_EARLIEST] = TDM_MSG_TIMELINE_MARK_OPEN, [MARK_DEVIATION] = TDM_MSG_TIMELINE_MARK_DEVIATION,
        [MARK_SIGNATURE] = TDM_MSG_TIMELINE_MARK_EVENT,    [MARK_FLAG] = TDM_MSG_TIMELINE_MARK_FLAG};
    struct tdm_arg args[] = {TDM_ARG_T("ref", mark->label)};
    enum tdm_message message = messages[mark->kind];
    if (mark->planned)
        message = mark->kind == MARK_EVENT ? TDM_MSG_TIMELINE_MARK_PLANNED : TDM_MSG_TIMELINE_MARK_EARLIEST;
    return view_words(view, message, args, 1);
}

void timeline_make(const struct tdm_view *view, const struct tdm_standing *standing, struct timeline *line) {
    *line = (struct timeline){.today = standing->asof.on, .lane_count = TDM_TRACK_COUNT};
    if (standing->enrolled) {
        add_phases(view, standing, line);
        add_restrictions(view, standing, line);
        add_gates(view, standing, line);
        add_events(view, standing, line);
    }
    sort_marks(line);
    set_edges(standing, line);
}
