/* catalog_plan.c - the page of a protocol without a patient: what it is for, its plan on an axis, phases with what they
 * offer, gates with what they ask for, signatures, restrictions, what it measures, flags, sources. */
#include "views/catalog_page.h"
#include "views/sheet.h"

static const struct tdm_protocol *of(const struct tdm_catalog_plan *plan) {
    return plan->protocol;
}

static bool has_days(const struct tdm_catalog_plan *plan) {
    return plan->proof != NULL && plan->proof->most != NULL;
}

static tdm_str days_at(const struct page *p, const struct tdm_catalog_plan *plan, enum tdm_time_place place,
                       tdm_ref ref) {
    if (!has_days(plan)) return view_page_say(p, TDM_MSG_PAGE_NOT_KNOWN);
    return view_plan_days_words(p->view, view_plan_point(plan, tdm_times_point(of(plan), place, ref)));
}

static void cell(struct page *p, tdm_str words) {
    tdm_html_element(&p->h, "td", NULL, words);
}

static void add_words(struct tdm_buf *out, tdm_str words) {
    if (words.len == 0) return;
    if (out->len > 0) tdm_buf_text(out, "; ");
    tdm_buf_add(out, words);
}

/* ---- head */

static void facts(struct page *p, const struct tdm_protocol *protocol) {
    struct tdm_arg share[] = {TDM_ARG_I("n", protocol->clauses_own),
                              TDM_ARG_I("of_n", protocol->clauses_wanting_source)};
    tdm_html_open(&p->h, "dl");
    view_page_term(p, TDM_MSG_PAGE_NAME, protocol->name);
    view_page_term(p, TDM_MSG_PAGE_VERSION, protocol->version);
    view_page_term(p, TDM_MSG_PAGE_STATUS, view_word(p->view, tdm_status_word(protocol->status)));
    if (protocol->condition != TDM_REF_NONE)
        view_page_term(p, TDM_MSG_PAGE_FOR, view_page_label(p, TDM_KIND_CONDITION, protocol->condition));
    view_page_term(p, TDM_MSG_PAGE_PROCEDURE,
                   protocol->procedure == TDM_REF_NONE ? view_page_say(p, TDM_MSG_PAGE_NO_PROCEDURE)
                                                       : view_page_label(p, TDM_KIND_PROCEDURE, protocol->procedure));
    view_page_term(p, TDM_MSG_PAGE_OWN, view_words(p->view, TDM_MSG_PAGE_OWN_SHARE, share, TDM_COUNT(share)));
    tdm_html_close(&p->h);
}

static void plan_section(struct page *p, const struct tdm_catalog_plan *plan) {
    tdm_html_open(&p->h, "section");
    tdm_html_attribute(&p->h, "id", TDM_STR("plan"));
    tdm_html_attribute(&p->h, "tabindex", TDM_STR("0")); /* where it is wider than the screen, keys move it */
    tdm_html_element(&p->h, "h2", NULL, view_page_say(p, TDM_MSG_PAGE_PLAN));
    if (!has_days(plan)) {
        tdm_html_element(&p->h, "p", NULL, view_page_say(p, TDM_MSG_PAGE_NO_DAYS));
        tdm_html_close(&p->h);
        return;
    }
    view_plan_timeline(p, plan);
    tdm_html_element(&p->h, "p", "small", view_page_say(p, TDM_MSG_PAGE_PLAN_READ));
    tdm_html_close(&p->h);
}

/* ---- phases */

static void offers(struct page *p, const struct tdm_phase *phase) {
    tdm_html_open(&p->h, "td");
    for (uint32_t i = 0; i < phase->offer_count; i++) {
        if (i > 0) tdm_html_text(&p->h, TDM_STR(", "));
        view_page_exercise_link(p, phase->offers[i].exercise);
    }
    tdm_html_close(&p->h);
}

static tdm_str aims(const struct page *p, const struct tdm_phase *phase) {
    struct tdm_buf words;
    tdm_buf_init(&words, p->view->mem, 1u << 16);
    for (uint32_t i = 0; i < phase->aim_count; i++) add_words(&words, view_text(p->view, phase->aims[i].text));
    return tdm_buf_str(&words);
}

static void phases(struct page *p, const struct tdm_catalog_plan *plan, enum tdm_track track) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_PHASE,        TDM_MSG_PAGE_BEGINS, TDM_MSG_PAGE_ENDS,
                                               TDM_MSG_PAGE_LOAD_AT_MOST, TDM_MSG_PAGE_AIMS,   TDM_MSG_PAGE_ON_SHELF};
    const struct tdm_protocol *protocol = of(plan);
    view_page_table_begin(p, tdm_track_word(track),
                          track == TDM_TRACK_TISSUE ? TDM_MSG_PAGE_PHASES_TISSUE : TDM_MSG_PAGE_PHASES_FUNCTION,
                          columns, TDM_COUNT(columns));
    for (tdm_ref i = 0; i < protocol->phase_count; i++) {
        const struct tdm_phase *phase = &protocol->phases[i];
        if (phase->track != track) continue;
        tdm_html_open(&p->h, "tr");
        cell(p, view_pretty(p->view, phase->name));
        cell(p, days_at(p, plan, TDM_PLACE_START, i));
        cell(p, days_at(p, plan, TDM_PLACE_END, i));
        cell(p, phase->has_ceiling ? view_page_load_label(p, phase->load_class) : (tdm_str){0});
        cell(p, aims(p, phase));
        offers(p, phase);
        tdm_html_close(&p->h);
    }
    view_page_table_end(p);
}

/* ---- what guidelines say of its procedure: for and against side by side */

static void guidelines(struct page *p, const struct tdm_protocol *protocol) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_SAYS, TDM_MSG_PAGE_YEAR, TDM_MSG_PAGE_STRENGTH,
                                               TDM_MSG_PAGE_GUIDELINE};
    if (protocol->guideline_count == 0) return;
    view_page_table_begin(p, "guidelines", TDM_MSG_PAGE_GUIDELINES, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < protocol->guideline_count; i++) {
        const struct tdm_position *position = &protocol->guidelines[i];
        tdm_str cells[] = {view_word(p->view, tdm_stance_word(position->stance)),
                           view_format(p->view, "%d", (int)position->year), view_text(p->view, position->strength),
                           view_cites(p->view, protocol, position->clause)};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

/* ---- gates, clearances, restrictions */

/* Who decides about what when the longest wait for it is over (M58). */
static void never_met(struct page *p, const struct tdm_gate *gate) {
    struct tdm_arg args[] = {TDM_ARG_T("who", view_roles(p->view, p->catalog, gate->otherwise_roles, view_or(p->view))),
                             TDM_ARG_T("span", view_span(p->view, gate->otherwise_within)),
                             TDM_ARG_T("words", view_text(p->view, gate->otherwise_about))};
    if (gate->otherwise_clause == TDM_CLAUSE_NONE) return;
    tdm_html_element(&p->h, "p", "otherwise", view_words(p->view, TDM_MSG_PAGE_NEVER_MET, args, TDM_COUNT(args)));
}

static void gates(struct page *p, const struct tdm_catalog_plan *plan) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_GATE, TDM_MSG_PAGE_OPENS, TDM_MSG_PAGE_FIRST_DAY,
                                               TDM_MSG_PAGE_ASKS_FOR};
    const struct tdm_protocol *protocol = of(plan);
    if (protocol->gate_count == 0) return;
    view_page_table_begin(p, "gates", TDM_MSG_PAGE_GATES, columns, TDM_COUNT(columns));
    for (tdm_ref i = 0; i < protocol->gate_count; i++) {
        const struct tdm_gate *gate = &protocol->gates[i];
        tdm_html_open(&p->h, "tr");
        cell(p, view_name(p->view, gate->name));
        cell(p, gate->opens_discharge ? view_page_say(p, TDM_MSG_PAGE_DISCHARGE)
                                      : view_pretty(p->view, protocol->phases[gate->phase].name));
        cell(p, days_at(p, plan, TDM_PLACE_READY, i));
        tdm_html_open(&p->h, "td");
        tdm_html_element(&p->h, "pre", NULL, view_condition(p->view, &protocol->scope, &gate->condition));
        never_met(p, gate);
        tdm_html_close(&p->h);
        tdm_html_close(&p->h);
    }
    view_page_table_end(p);
}

static tdm_str said(const struct page *p, enum tdm_message message, const char *name, tdm_str words) {
    struct tdm_arg args[] = {TDM_ARG_T(name, words)};
    return view_words(p->view, message, args, 1);
}

static tdm_str day_said(const struct page *p, const struct tdm_protocol *protocol, enum tdm_message message,
                        const struct tdm_day_expr *day) {
    return said(p, message, "words", view_day_expr(p->view, &protocol->scope, day));
}

static tdm_str not_before(const struct page *p, const struct tdm_protocol *protocol, const struct tdm_clearance *one) {
    return one->has_not_before ? day_said(p, protocol, TDM_MSG_ASKS_NOT_BEFORE, &one->not_before) : (tdm_str){0};
}

static void clearances(struct page *p, const struct tdm_catalog_plan *plan) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_SIGNATURE, TDM_MSG_PAGE_BY, TDM_MSG_PAGE_NOT_BEFORE,
                                               TDM_MSG_PAGE_VALID, TDM_MSG_PAGE_MAY_SIGN};
    const struct tdm_protocol *protocol = of(plan);
    if (protocol->clearance_count == 0) return;
    view_page_table_begin(p, "clearances", TDM_MSG_PAGE_SIGNATURES, columns, TDM_COUNT(columns));
    for (tdm_ref i = 0; i < protocol->clearance_count; i++) {
        const struct tdm_clearance *one = &protocol->clearances[i];
        tdm_str cells[] = {view_name(p->view, one->name), view_roles(p->view, p->catalog, one->roles, view_or(p->view)),
                           not_before(p, protocol, one),
                           said(p, TDM_MSG_VALID_FOR, "span", view_span(p->view, one->valid)),
                           days_at(p, plan, TDM_PLACE_SIGNED, i)};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

static tdm_str touched(const struct page *p, const struct tdm_touch *touch) {
    static const enum tdm_catalog_kind kinds[] = {[TDM_TOUCH_CLASS] = TDM_KIND_CLASS,
                                                  [TDM_TOUCH_SUBSTANCE] = TDM_KIND_SUBSTANCE,
                                                  [TDM_TOUCH_ATTRIBUTE] = TDM_KIND_ATTRIBUTE,
                                                  [TDM_TOUCH_ACTIVITY] = TDM_KIND_ACTIVITY};
    if (touch->kind == TDM_TOUCH_LOAD_ABOVE)
        return said(p, TDM_MSG_TOUCHES_LOAD, "class", view_page_load_label(p, touch->load_class));
    tdm_str label = view_page_label(p, kinds[touch->kind], touch->ref);
    if (touch->route == TDM_REF_NONE) return label;
    struct tdm_arg args[] = {TDM_ARG_T("ref", label),
                             TDM_ARG_T("words", view_page_label(p, TDM_KIND_ROUTE, touch->route))};
    return view_words(p->view, TDM_MSG_TOUCHES_ROUTE, args, TDM_COUNT(args));
}

static tdm_str until(const struct page *p, const struct tdm_protocol *protocol, const struct tdm_restriction *one) {
    if (one->end == TDM_END_NEVER) return view_page_say(p, TDM_MSG_WITHOUT_END);
    if (one->end == TDM_END_DAY) return day_said(p, protocol, TDM_MSG_UNTIL_DAY, &one->until);
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_name(p->view, protocol->clearances[one->clearance].name)),
                             TDM_ARG_T("words", (tdm_str){0})};
    if (one->has_latest) args[1].text = view_day_expr(p->view, &protocol->scope, &one->latest);
    return view_words(p->view, one->has_latest ? TDM_MSG_UNTIL_CLEARANCE_AT_MOST : TDM_MSG_UNTIL_CLEARANCE, args,
                      one->has_latest ? 2 : 1);
}

static void restrictions(struct page *p, const struct tdm_protocol *protocol) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_RESTRICTION, TDM_MSG_PAGE_TOUCHES, TDM_MSG_PAGE_FROM,
                                               TDM_MSG_PAGE_UNTIL, TDM_MSG_PAGE_BECAUSE};
    if (protocol->restriction_count == 0) return;
    view_page_table_begin(p, "restrictions", TDM_MSG_PAGE_NOT_ALLOWED, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < protocol->restriction_count; i++) {
        const struct tdm_restriction *one = &protocol->restrictions[i];
        struct tdm_buf touches;
        tdm_buf_init(&touches, p->view->mem, 1u << 16);
        for (uint32_t t = 0; t < one->touch_count; t++) add_words(&touches, touched(p, &one->touches[t]));
        tdm_str cells[] = {view_pretty(p->view, one->name), tdm_buf_str(&touches),
                           day_said(p, protocol, TDM_MSG_FROM_DAY, &one->from), until(p, protocol, one),
                           view_text(p->view, one->because)};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

/* ---- measures, plans, flags, sources */

static const struct tdm_instrument *instrument_of(const struct page *p, tdm_ref measure) {
    for (uint32_t i = 0; i < p->content->instrument_count; i++)
        for (uint32_t s = 0; s < p->content->instruments[i]->score_count; s++)
            if (p->content->instruments[i]->scores[s].measure == measure) return p->content->instruments[i];
    return NULL;
}

static void measures(struct page *p, const struct tdm_protocol *protocol) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_ITS_WORD, TDM_MSG_PAGE_MEASURE, TDM_MSG_PAGE_INSTRUMENT};
    if (protocol->measure_count == 0) return;
    view_page_table_begin(p, "measures", TDM_MSG_PAGE_MEASURES_OF, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < protocol->measure_count; i++) {
        const struct tdm_measure_use *use = &protocol->measures[i];
        const struct tdm_instrument *instrument = instrument_of(p, use->measure);
        tdm_html_open(&p->h, "tr");
        cell(p, use->name);
        cell(p, view_page_label(p, TDM_KIND_MEASURE, use->measure));
        tdm_html_open(&p->h, "td");
        if (instrument != NULL)
            view_page_link(p, view_format(p->view, "instrument-%.*s.html", TDM_FMT(instrument->name)),
                           view_text(p->view, instrument->title));
        tdm_html_close(&p->h);
        tdm_html_close(&p->h);
    }
    view_page_table_end(p);
}

static void how_often(const struct page *p, const struct tdm_plan *plan, struct tdm_buf *out) {
    struct tdm_arg times[] = {TDM_ARG_I("n", plan->times)}, sets[] = {TDM_ARG_I("n", plan->sets)};
    if (plan->times > 0)
        add_words(out, view_words(p->view, plan->per_week ? TDM_MSG_OFTEN_WEEK : TDM_MSG_OFTEN_DAY, times, 1));
    if (plan->has_apart) add_words(out, said(p, TDM_MSG_OFTEN_APART, "span", view_span(p->view, plan->apart)));
    if (plan->sets > 0) add_words(out, view_words(p->view, TDM_MSG_OFTEN_SETS, sets, 1));
    if (!plan->has_rest) return;
    struct tdm_arg rest[] = {TDM_ARG_I("value", plan->rest_least.count), TDM_ARG_I("limit", plan->rest_most.count),
                             TDM_ARG_T("words", view_text(p->view, plan->rest_unit))};
    add_words(out, view_words(p->view, TDM_MSG_OFTEN_REST, rest, TDM_COUNT(rest)));
}

static tdm_str week_words(const struct page *p, const struct tdm_plan_week *week) {
    struct tdm_arg args[] = {TDM_ARG_I("n", week->from), TDM_ARG_T("words", sheet_week_words(p->view, week)),
                             TDM_ARG_I("of_n", week->until)};
    bool single = week->until == week->from;
    return view_words(p->view, single ? TDM_MSG_ROW_WEEK : TDM_MSG_ROW_WEEKS, args, single ? 2 : 3);
}

static void plans(struct page *p, const struct tdm_protocol *protocol) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_PLAN_ONE, TDM_MSG_PAGE_EXERCISES, TDM_MSG_PAGE_HOW_OFTEN};
    if (protocol->plan_count == 0) return;
    view_page_table_begin(p, "plans", TDM_MSG_PAGE_PLANS, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < protocol->plan_count; i++) {
        const struct tdm_plan *plan = &protocol->plans[i];
        struct tdm_buf often;
        tdm_buf_init(&often, p->view->mem, 1u << 16);
        how_often(p, plan, &often);
        for (uint32_t w = 0; w < plan->week_count; w++) add_words(&often, week_words(p, &plan->weeks[w]));
        tdm_html_open(&p->h, "tr");
        cell(p, view_pretty(p->view, plan->name));
        tdm_html_open(&p->h, "td");
        for (uint32_t e = 0; e < plan->exercise_count; e++) {
            if (e > 0) tdm_html_text(&p->h, TDM_STR(", "));
            view_page_exercise_link(p, plan->exercises[e]);
        }
        tdm_html_close(&p->h);
        cell(p, tdm_buf_str(&often));
        tdm_html_close(&p->h);
    }
    view_page_table_end(p);
}

static void flags(struct page *p, const struct tdm_protocol *protocol) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_FLAG, TDM_MSG_PAGE_GOES_TO, TDM_MSG_PAGE_LOADING};
    if (protocol->flag_count == 0) return;
    view_page_table_begin(p, "flags", TDM_MSG_PAGE_FLAGS, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < protocol->flag_count; i++) {
        const struct tdm_flag *flag = &protocol->flags[i];
        tdm_str name = flag->item != TDM_REF_NONE ? view_page_label(p, TDM_KIND_FLAG, flag->item)
                                                  : view_pretty(p->view, flag->name);
        struct tdm_arg to[] = {TDM_ARG_T("who", view_roles(p->view, p->catalog, flag->escalate_to, view_or(p->view))),
                               TDM_ARG_T("span", view_span(p->view, flag->within))};
        bool told = flag->escalate_to != 0;
        tdm_str cells[] = {name, told ? view_words(p->view, TDM_MSG_ESCALATE_TO, to, 2) : (tdm_str){0},
                           flag->hold ? view_page_say(p, TDM_MSG_PAGE_HELD) : (tdm_str){0}};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

static void sources(struct page *p, const struct tdm_protocol *protocol) {
    static const enum tdm_message columns[] = {TDM_MSG_PAGE_SOURCE,     TDM_MSG_PAGE_PLACE, TDM_MSG_PAGE_STRENGTH,
                                               TDM_MSG_PAGE_DIRECTNESS, TDM_MSG_PAGE_LOOK,  TDM_MSG_PAGE_SAYS};
    view_page_table_begin(p, "sources", TDM_MSG_PAGE_SOURCES, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < protocol->source_count; i++) {
        const struct tdm_source *source = &protocol->sources[i];
        tdm_str strength = view_pretty(p->view, tdm_str_of(tdm_strength_word(source->strength)));
        struct tdm_arg args[] = {TDM_ARG_T("words", strength), TDM_ARG_D("date", source->withdrawn)};
        if (!tdm_date_is_none(source->withdrawn))
            strength = view_words(p->view, TDM_MSG_PAGE_WITHDRAWN, args, TDM_COUNT(args));
        tdm_str cells[] = {source->cite,
                           source->id,
                           strength,
                           source->direct ? view_page_say(p, TDM_MSG_PAGE_DIRECTLY)
                                          : view_page_say(p, TDM_MSG_PAGE_INDIRECTLY),
                           view_look(p->view, source),
                           source->says};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
    tdm_html_element(&p->h, "p", "small", view_page_say(p, TDM_MSG_PAGE_SOURCES_SAY));
    if (protocol->source_count > 0) tdm_html_element(&p->h, "p", "small", view_strength_order(p->view));
}

void view_page_protocol(struct page *p, const struct tdm_catalog_plan *plan) {
    const struct tdm_protocol *protocol = of(plan);
    facts(p, protocol);
    guidelines(p, protocol);
    plan_section(p, plan);
    phases(p, plan, TDM_TRACK_TISSUE);
    phases(p, plan, TDM_TRACK_FUNCTION);
    gates(p, plan);
    clearances(p, plan);
    restrictions(p, protocol);
    plans(p, protocol);
    measures(p, protocol);
    flags(p, protocol);
    sources(p, protocol);
}
