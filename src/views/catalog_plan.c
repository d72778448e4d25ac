/* catalog_plan.c - the page of a protocol without a patient: what it is for, its plan on an axis, phases with what they
 * offer, gates with what they ask for, signatures, restrictions, what it measures, flags, sources. */
#include "views/catalog_page.h"

static const struct tdm_protocol *of(const struct tdm_catalog_plan *plan) {
    return plan->protocol;
}

static bool has_days(const struct tdm_catalog_plan *plan) {
    return plan->proof != NULL && plan->proof->most != NULL;
}

static tdm_str days_at(const struct page *p, const struct tdm_catalog_plan *plan, enum tdm_time_place place,
                       tdm_ref ref) {
    if (!has_days(plan)) return TDM_STR("not known");
    return view_plan_days_words(p->view, view_plan_point(plan, tdm_times_point(of(plan), place, ref)));
}

static tdm_str clause_text(const struct tdm_protocol *protocol, tdm_clause_id id) {
    return id < protocol->clause_count ? tdm_str_trim(protocol->clauses[id].text) : (tdm_str){0};
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
    uint32_t wanting = protocol->clauses_wanting_source;
    tdm_html_open(&p->h, "dl");
    view_page_term(p, "Name", protocol->name);
    view_page_term(p, "Version", protocol->version);
    view_page_term(p, "Status", tdm_str_of(tdm_status_word(protocol->status)));
    if (protocol->condition != TDM_REF_NONE)
        view_page_term(p, "For", view_page_label(p, TDM_KIND_CONDITION, protocol->condition));
    view_page_term(p, "Procedure",
                   protocol->procedure == TDM_REF_NONE ? TDM_STR("none, therapy alone")
                                                       : view_page_label(p, TDM_KIND_PROCEDURE, protocol->procedure));
    view_page_term(p, "Own",
                   view_format(p->view, "%u of %u clauses that want a source rest on their author alone",
                               protocol->clauses_own, wanting));
    tdm_html_close(&p->h);
}

static void plan_section(struct page *p, const struct tdm_catalog_plan *plan) {
    tdm_html_open(&p->h, "section");
    tdm_html_attribute(&p->h, "id", TDM_STR("plan"));
    tdm_html_element(&p->h, "h2", NULL, TDM_STR("What may be when"));
    if (!has_days(plan)) {
        tdm_html_element(&p->h, "p", NULL, TDM_STR("Its days cannot be told: `tandem network` says why."));
        tdm_html_close(&p->h);
        return;
    }
    view_plan_timeline(p, plan);
    tdm_html_element(
        &p->h, "p", "small",
        TDM_STR("Each bar runs from the earliest to the latest day that all bounds together allow; dark, it "
                "holds on that day in every case. A bar that touches the right edge has no latest day. No "
                "date opens a gate by itself: its criteria and signatures come from people."));
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
    for (uint32_t i = 0; i < phase->aim_count; i++) add_words(&words, phase->aims[i].text);
    return tdm_buf_str(&words);
}

static void phases(struct page *p, const struct tdm_catalog_plan *plan, enum tdm_track track) {
    static const char *const columns[] = {"Phase", "Begins", "Ends", "Load at most", "Aims", "On the shelf"};
    const struct tdm_protocol *protocol = of(plan);
    view_page_table_begin(p, tdm_track_word(track),
                          track == TDM_TRACK_TISSUE ? "Phases of the tissue" : "Phases of function", columns,
                          TDM_COUNT(columns));
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
    static const char *const columns[] = {"Says", "Year", "Strength", "Guideline"};
    if (protocol->guideline_count == 0) return;
    view_page_table_begin(p, "guidelines", "What guidelines say of the procedure", columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < protocol->guideline_count; i++) {
        const struct tdm_position *position = &protocol->guidelines[i];
        tdm_str cells[] = {tdm_str_of(tdm_stance_word(position->stance)),
                           view_format(p->view, "%d", (int)position->year), position->strength,
                           view_cites(p->view, protocol, position->clause)};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

/* ---- gates, clearances, restrictions */

static void gates(struct page *p, const struct tdm_catalog_plan *plan) {
    static const char *const columns[] = {"Gate", "Opens", "First day", "Asks for"};
    const struct tdm_protocol *protocol = of(plan);
    if (protocol->gate_count == 0) return;
    view_page_table_begin(p, "gates", "Gates", columns, TDM_COUNT(columns));
    for (tdm_ref i = 0; i < protocol->gate_count; i++) {
        const struct tdm_gate *gate = &protocol->gates[i];
        struct tdm_buf asks;
        tdm_buf_init(&asks, p->view->mem, 1u << 16);
        tdm_condition_print(&asks, &gate->condition, 0, &protocol->scope);
        tdm_html_open(&p->h, "tr");
        cell(p, gate->name);
        cell(p,
             gate->opens_discharge ? TDM_STR("discharge") : view_pretty(p->view, protocol->phases[gate->phase].name));
        cell(p, days_at(p, plan, TDM_PLACE_READY, i));
        tdm_html_open(&p->h, "td");
        tdm_html_element(&p->h, "pre", NULL, tdm_str_trim(tdm_buf_str(&asks)));
        tdm_html_close(&p->h);
        tdm_html_close(&p->h);
    }
    view_page_table_end(p);
}

static void clearances(struct page *p, const struct tdm_catalog_plan *plan) {
    static const char *const columns[] = {"Signature", "By", "Not before", "Valid", "May be signed"};
    const struct tdm_protocol *protocol = of(plan);
    if (protocol->clearance_count == 0) return;
    view_page_table_begin(p, "clearances", "Signatures", columns, TDM_COUNT(columns));
    for (tdm_ref i = 0; i < protocol->clearance_count; i++) {
        const struct tdm_clearance *one = &protocol->clearances[i];
        tdm_str cells[] = {one->name, view_roles(p->view, p->catalog, one->roles, " or "),
                           clause_text(protocol, one->not_before_clause), clause_text(protocol, one->valid_clause),
                           days_at(p, plan, TDM_PLACE_SIGNED, i)};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

static void restrictions(struct page *p, const struct tdm_protocol *protocol) {
    static const char *const columns[] = {"Restriction", "Touches", "From", "Until", "Because"};
    if (protocol->restriction_count == 0) return;
    view_page_table_begin(p, "restrictions", "What is not allowed", columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < protocol->restriction_count; i++) {
        const struct tdm_restriction *one = &protocol->restrictions[i];
        struct tdm_buf touches;
        tdm_buf_init(&touches, p->view->mem, 1u << 16);
        tdm_clause_id last = TDM_CLAUSE_NONE;
        for (uint32_t t = 0; t < one->touch_count; t++) {
            if (one->touches[t].clause != last) add_words(&touches, clause_text(protocol, one->touches[t].clause));
            last = one->touches[t].clause;
        }
        tdm_str cells[] = {view_pretty(p->view, one->name), tdm_buf_str(&touches),
                           clause_text(protocol, one->from_clause), clause_text(protocol, one->until_clause),
                           one->because};
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
    static const char *const columns[] = {"Its word", "Measure", "Instrument"};
    if (protocol->measure_count == 0) return;
    view_page_table_begin(p, "measures", "What it measures", columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < protocol->measure_count; i++) {
        const struct tdm_measure_use *use = &protocol->measures[i];
        const struct tdm_instrument *instrument = instrument_of(p, use->measure);
        tdm_html_open(&p->h, "tr");
        cell(p, use->name);
        cell(p, view_page_label(p, TDM_KIND_MEASURE, use->measure));
        tdm_html_open(&p->h, "td");
        if (instrument != NULL)
            view_page_link(p, view_format(p->view, "instrument-%.*s.html", TDM_FMT(instrument->name)),
                           instrument->title);
        tdm_html_close(&p->h);
        tdm_html_close(&p->h);
    }
    view_page_table_end(p);
}

static void plans(struct page *p, const struct tdm_protocol *protocol) {
    static const char *const columns[] = {"Plan", "Exercises", "How often"};
    if (protocol->plan_count == 0) return;
    view_page_table_begin(p, "plans", "Plans of training", columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < protocol->plan_count; i++) {
        const struct tdm_plan *plan = &protocol->plans[i];
        struct tdm_buf often;
        tdm_buf_init(&often, p->view->mem, 1u << 16);
        for (uint32_t r = 0; r < plan->repeat_count; r++) add_words(&often, clause_text(protocol, plan->repeats[r]));
        for (uint32_t w = 0; w < plan->week_count; w++) add_words(&often, clause_text(protocol, plan->weeks[w].clause));
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
    static const char *const columns[] = {"Flag", "Goes to", "Loading"};
    if (protocol->flag_count == 0) return;
    view_page_table_begin(p, "flags", "Flags", columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < protocol->flag_count; i++) {
        const struct tdm_flag *flag = &protocol->flags[i];
        tdm_str name = flag->item != TDM_REF_NONE ? view_page_label(p, TDM_KIND_FLAG, flag->item)
                                                  : view_pretty(p->view, flag->name);
        tdm_str cells[] = {name, clause_text(protocol, flag->escalate_clause),
                           flag->hold ? TDM_STR("is held while it is open") : (tdm_str){0}};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
}

static void sources(struct page *p, const struct tdm_protocol *protocol) {
    static const char *const columns[] = {"Source", "Where", "Strength", "About this treatment", "Says"};
    view_page_table_begin(p, "sources", "Sources", columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < protocol->source_count; i++) {
        const struct tdm_source *source = &protocol->sources[i];
        tdm_str strength = tdm_str_of(tdm_strength_word(source->strength));
        if (!tdm_date_is_none(source->withdrawn))
            strength = view_format(p->view, "%.*s; withdrawn %.*s", TDM_FMT(strength),
                                   TDM_FMT(view_date(p->view, source->withdrawn)));
        tdm_str cells[] = {source->cite, source->id, strength,
                           source->direct ? TDM_STR("directly") : TDM_STR("indirectly"), source->says};
        view_page_row(p, cells, TDM_COUNT(cells));
    }
    view_page_table_end(p);
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
