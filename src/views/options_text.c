/* options_text.c - the argument tree of a decision for an episode: what limits and why, the four ways side by side,
 * what would flip the answer and who can record it, what guidelines say, legal status. Nothing in it advises. */
#include "views/view_int.h"

struct pen {
    const struct tdm_view *view;
    const struct tdm_options *options;
    const struct tdm_standing *facts; /* the chart seen through the decision's measures: for the words of reasons */
};

struct tdm_standing view_options_standing(const struct tdm_options *options, const struct tdm_case *seen_through) {
    const struct tdm_bound_chart *chart = options->episode->chart;
    struct tdm_standing standing = {
        .asof = options->asof, .episode = seen_through, .entries_total = chart->chart->entry_count};
    for (uint32_t i = 0; i < standing.entries_total; i++)
        standing.entries_seen += tdm_fact_visible(&chart->facts[i], options->asof.known);
    return standing;
}

/* ---- lines */

static void put(const struct pen *p, uint32_t indent, tdm_str text) {
    if (text.len == 0) return;
    tdm_buf_repeat(p->view->out, ' ', indent);
    tdm_text_wrap(p->view->out, text, p->view->width, indent, indent + 2);
    tdm_buf_char(p->view->out, '\n');
}

static void head(const struct pen *p, enum tdm_message message) {
    tdm_buf_char(p->view->out, '\n');
    tdm_buf_add(p->view->out, view_plain(p->view, message));
    tdm_buf_char(p->view->out, '\n');
}

/* A word in a column of its own, then the text, wrapped beside it. */
static void put_beside(const struct pen *p, uint32_t indent, tdm_str word, tdm_str text) {
    tdm_buf_repeat(p->view->out, ' ', indent);
    uint32_t beside = (uint32_t)view_truth_width(p->view);
    tdm_text_pad(p->view->out, word, beside);
    tdm_text_wrap(p->view->out, text, p->view->width, indent + beside, indent + beside + 2);
    tdm_buf_char(p->view->out, '\n');
}

/* ---- words */

tdm_str view_limiting(const struct tdm_view *view, enum tdm_limiting limiting) {
    static const enum tdm_message messages[TDM_LIMITING_COUNT] = {
        [TDM_LIMITING_TISSUE] = TDM_MSG_LIMITING_TISSUE,
        [TDM_LIMITING_NEUROMUSCULAR] = TDM_MSG_LIMITING_NEUROMUSCULAR,
        [TDM_LIMITING_BOTH] = TDM_MSG_LIMITING_BOTH,
        [TDM_LIMITING_CANNOT_TELL] = TDM_MSG_LIMITING_CANNOT_TELL,
        [TDM_LIMITING_NEITHER] = TDM_MSG_LIMITING_NEITHER};
    return view_plain(view, messages[limiting]);
}

tdm_str view_way(const struct tdm_view *view, enum tdm_way way) {
    static const enum tdm_message messages[TDM_WAY_COUNT] = {[TDM_WAY_THERAPY_FIRST] = TDM_MSG_WAY_THERAPY_FIRST,
                                                             [TDM_WAY_CELL_PROCEDURE] = TDM_MSG_WAY_CELL_PROCEDURE,
                                                             [TDM_WAY_COMBINED] = TDM_MSG_WAY_COMBINED,
                                                             [TDM_WAY_WATCHFUL] = TDM_MSG_WAY_WATCHFUL};
    return view_plain(view, messages[way]);
}

static tdm_str short_availability(const struct tdm_view *view, enum tdm_availability availability) {
    static const enum tdm_message messages[TDM_AVAILABILITY_COUNT] = {
        [TDM_AVAILABILITY_OPEN] = TDM_MSG_AVAILABILITY_SHORT_OPEN,
        [TDM_AVAILABILITY_CAUTION] = TDM_MSG_AVAILABILITY_SHORT_CAUTION,
        [TDM_AVAILABILITY_ASK] = TDM_MSG_AVAILABILITY_SHORT_ASK,
        [TDM_AVAILABILITY_UNKNOWN] = TDM_MSG_AVAILABILITY_SHORT_UNKNOWN,
        [TDM_AVAILABILITY_EXCLUDED] = TDM_MSG_AVAILABILITY_SHORT_EXCLUDED};
    return view_plain(view, messages[availability]);
}

/* Whose decision comes first: of its own questions that hold, and of those of what it is made of. */
static tdm_mask deciders(const struct tdm_options *o, enum tdm_way way) {
    tdm_mask roles = 0;
    for (uint32_t i = 0; i < o->options[way].bar_count; i++)
        if (o->options[way].bars[i].truth == TDM_MET) roles |= o->options[way].bars[i].bar->roles;
    for (int w = 0; w < TDM_WAY_COUNT; w++)
        if (o->decision->options[way].needs[w]) roles |= deciders(o, (enum tdm_way)w);
    return roles;
}

tdm_str view_availability(const struct tdm_view *view, const struct tdm_standing *facts,
                          const struct tdm_options *options, enum tdm_way way) {
    static const enum tdm_message messages[TDM_AVAILABILITY_COUNT] = {
        [TDM_AVAILABILITY_OPEN] = TDM_MSG_AVAILABILITY_OPEN,
        [TDM_AVAILABILITY_CAUTION] = TDM_MSG_AVAILABILITY_CAUTION,
        [TDM_AVAILABILITY_ASK] = TDM_MSG_AVAILABILITY_ASK,
        [TDM_AVAILABILITY_UNKNOWN] = TDM_MSG_AVAILABILITY_UNKNOWN,
        [TDM_AVAILABILITY_EXCLUDED] = TDM_MSG_AVAILABILITY_EXCLUDED};
    tdm_str who = view_roles(view, view_catalog(facts), deciders(options, way), view_or(view));
    struct tdm_arg args[] = {TDM_ARG_T("who", who)};
    return view_words(view, messages[options->options[way].availability], args, 1);
}

/* ---- a condition and its answer */

static void tell_node(const struct pen *p, const struct tdm_condition *condition, const struct tdm_check *checks,
                      uint32_t node, uint32_t indent) {
    const struct tdm_criterion *criterion = &condition->nodes[node];
    const struct tdm_check *check = &checks[node];
    const struct tdm_protocol *frame = p->options->decision->frame;
    struct tdm_buf text;
    bool block = criterion->child_count > 0 && criterion->kind != TDM_CRITERION_NOT;
    tdm_buf_init(&text, p->view->mem, 1u << 16);
    tdm_condition_line_print(&text, condition, (uint16_t)node, &frame->scope);
    if (!block) {
        tdm_buf_format(&text, ": %.*s", TDM_FMT(view_reason(p->view, p->facts, &check->reason)));
        tdm_buf_add(&text, view_cited(p->view, frame, criterion->clause));
    }
    if (node > 0 || block) put_beside(p, indent, view_truth(p->view, check->truth), tdm_buf_str(&text));
    for (uint32_t i = 0; block && i < criterion->child_count; i++)
        tell_node(p, condition, checks, criterion->first_child + i, indent + 2);
}

/* The lines of a condition; a root that is only a list is left out. */
static void tell_condition(const struct pen *p, const struct tdm_condition *condition, const struct tdm_check *checks,
                           uint32_t indent) {
    const struct tdm_criterion *root = &condition->nodes[0];
    if (root->kind != TDM_CRITERION_ALL || root->child_count > 1) {
        tell_node(p, condition, checks, 0, indent);
        return;
    }
    tell_node(p, condition, checks, root->first_child, indent);
}

static void tell_factors(const struct pen *p) {
    const struct tdm_options *o = p->options;
    head(p, TDM_MSG_OPTIONS_LIMITS);
    put(p, 2, view_limiting(p->view, o->limiting));
    for (int f = 0; f < TDM_FACTOR_COUNT; f++) {
        put_beside(p, 2, view_truth(p->view, o->factors[f]), view_word(p->view, tdm_factor_word((enum tdm_factor)f)));
        tell_condition(p, &o->decision->factors[f], o->factor_checks[f], 4);
    }
}

/* ---- options */

static void tell_bar(const struct pen *p, const struct tdm_bar_answer *answer) {
    static const enum tdm_message messages[TDM_BAR_LEVEL_COUNT] = {[TDM_BAR_EXCLUDES] = TDM_MSG_OPTION_EXCLUDES,
                                                                   [TDM_BAR_ASKS] = TDM_MSG_OPTION_ASKS,
                                                                   [TDM_BAR_CAUTIONS] = TDM_MSG_OPTION_CAUTIONS};
    struct tdm_arg args[] = {
        TDM_ARG_T("who", view_roles(p->view, view_catalog(p->facts), answer->bar->roles, view_or(p->view)))};
    const struct tdm_condition *condition = &answer->bar->condition;
    const struct tdm_criterion *root = &condition->nodes[0];
    put_beside(p, 4, view_truth(p->view, answer->truth), view_words(p->view, messages[answer->level], args, 1));
    if (root->kind != TDM_CRITERION_ANY) {
        tell_condition(p, condition, answer->checks, 6);
        return;
    }
    for (uint32_t i = 0; i < root->child_count; i++) tell_node(p, condition, answer->checks, root->first_child + i, 6);
}

tdm_str view_argument_word(const struct tdm_view *view, enum tdm_truth truth) {
    return view_plain(view, truth == TDM_MET     ? TDM_MSG_ARGUMENT_HOLDS
                            : truth == TDM_UNMET ? TDM_MSG_ARGUMENT_FAILS
                                                 : TDM_MSG_ARGUMENT_UNKNOWN);
}

static void tell_argument(const struct pen *p, const struct tdm_argument_answer *answer) {
    const struct tdm_protocol *frame = p->options->decision->frame;
    const struct tdm_argument *argument = answer->argument;
    struct tdm_buf text;
    tdm_buf_init(&text, p->view->mem, 1u << 16);
    if (argument->by_factor) {
        struct tdm_arg args[] = {
            TDM_ARG_T("words", view_pretty(p->view, tdm_str_of(tdm_limiting_word(argument->factor))))};
        tdm_buf_add(&text, view_words(p->view, TDM_MSG_ARGUMENT_FACTOR, args, 1));
        tdm_buf_add(&text, view_cited(p->view, frame, argument->clause));
        put_beside(p, 6, view_argument_word(p->view, answer->truth), tdm_buf_str(&text));
        return;
    }
    const struct tdm_criterion *root = &argument->condition.nodes[0];
    if (root->kind != TDM_CRITERION_ALL || root->child_count != 1) {
        tell_node(p, &argument->condition, answer->checks, 0, 6);
        return;
    }
    bool always =
        argument->condition.nodes[root->first_child].kind == TDM_CRITERION_ALWAYS; /* its reason says it all */
    if (!always) tdm_condition_line_print(&text, &argument->condition, root->first_child, &frame->scope);
    tdm_buf_format(&text, "%s%.*s", always ? "" : ": ",
                   TDM_FMT(view_reason(p->view, p->facts, &answer->checks[root->first_child].reason)));
    tdm_buf_add(&text, view_cited(p->view, frame, argument->condition.nodes[root->first_child].clause));
    put_beside(p, 6, view_argument_word(p->view, answer->truth), tdm_buf_str(&text));
}

static void tell_arguments(const struct pen *p, enum tdm_message message, const struct tdm_argument_answer *answers,
                           uint32_t count) {
    if (count > 0) put(p, 4, view_plain(p->view, message));
    for (uint32_t i = 0; i < count; i++) tell_argument(p, &answers[i]);
}

static void tell_option(const struct pen *p, enum tdm_way way) {
    const struct tdm_way_option *option = &p->options->decision->options[way];
    const struct tdm_option_answer *answer = &p->options->options[way];
    tdm_str fits = answer->fits ? view_plain(p->view, TDM_MSG_OPTION_FITS) : (tdm_str){0}, needs = TDM_STR("");
    put(p, 2,
        view_format(p->view, "%.*s: %.*s%s%.*s", TDM_FMT(view_way(p->view, way)),
                    TDM_FMT(view_availability(p->view, p->facts, p->options, way)), fits.len > 0 ? "; " : "",
                    TDM_FMT(fits)));
    for (int w = 0; w < TDM_WAY_COUNT; w++)
        if (option->needs[w])
            needs = view_format(p->view, "%.*s%s%.*s", TDM_FMT(needs), needs.len > 0 ? ", " : "",
                                TDM_FMT(view_way(p->view, (enum tdm_way)w)));
    struct tdm_arg args[] = {TDM_ARG_T("words", needs)};
    if (needs.len > 0) put(p, 4, view_words(p->view, TDM_MSG_OPTION_NEEDS, args, 1));
    for (uint32_t i = 0; i < answer->bar_count; i++) tell_bar(p, &answer->bars[i]);
    tell_arguments(p, TDM_MSG_OPTION_FOR, answer->arguments_for, option->arguments_for.count);
    tell_arguments(p, TDM_MSG_OPTION_AGAINST, answer->arguments_against, option->arguments_against.count);
}

/* ---- would flip it */

static tdm_str of_what(const struct tdm_view *view, const struct tdm_criterion *criterion) {
    if (criterion->compare == TDM_COMPARE_VALUE) return (tdm_str){0};
    if (criterion->basis == TDM_BASIS_OTHER_SIDE) return view_plain(view, TDM_MSG_OF_OTHER_SIDE);
    return view_plain(view, criterion->basis == TDM_BASIS_BASELINE ? TDM_MSG_OF_BASELINE : TDM_MSG_OF_BASIS);
}

tdm_str view_flip_fact(const struct tdm_view *view, const struct tdm_options *o, const struct tdm_flip *flip) {
    const struct tdm_protocol *frame = o->decision->frame;
    struct tdm_buf text;
    tdm_buf_init(&text, view->mem, 4096);
    if (flip->criterion->kind == TDM_CRITERION_READING)
        tdm_buf_add(&text, view_label(view, frame->catalog, TDM_KIND_MEASURE,
                                      frame->measures[flip->criterion->measure].measure));
    else
        tdm_criterion_print(&text, flip->criterion, &frame->scope);
    return tdm_buf_str(&text);
}

static tdm_str end_of(const struct tdm_view *view, const struct tdm_options *o, const struct tdm_flip *flip,
                      tdm_value value, enum tdm_message message) {
    const struct tdm_protocol *frame = o->decision->frame;
    struct tdm_arg args[] = {
        TDM_ARG_T("value", view_value(view, frame->catalog, frame->measures[flip->criterion->measure].measure, value))};
    return view_words(view, message, args, 1);
}

static bool same_value(tdm_value a, tdm_value b) {
    if (a.kind != b.kind) return false;
    if (a.kind == TDM_VALUE_STEP) return a.step == b.step;
    return tdm_decimal_compare(a.quantity.number, b.quantity.number) == 0;
}

tdm_str view_flip_case(const struct tdm_view *view, const struct tdm_options *o, const struct tdm_flip *flip,
                       const struct tdm_flip_case *c) {
    if (flip->criterion->kind != TDM_CRITERION_READING)
        return view_plain(view, c->present ? TDM_MSG_FLIP_THERE : TDM_MSG_FLIP_NOT_THERE);
    tdm_str low = {0}, high = {0}, basis = of_what(view, flip->criterion);
    if (c->has_from && c->has_until && c->from_inside && c->until_inside && same_value(c->from, c->until)) {
        low = end_of(view, o, flip, c->from, TDM_MSG_FLIP_IS);
    } else {
        if (c->has_from) low = end_of(view, o, flip, c->from, c->from_inside ? TDM_MSG_FLIP_FROM : TDM_MSG_FLIP_ABOVE);
        if (c->has_until)
            high = end_of(view, o, flip, c->until, c->until_inside ? TDM_MSG_FLIP_UP_TO : TDM_MSG_FLIP_BELOW);
    }
    return view_format(view, "%.*s%s%.*s%s%.*s", TDM_FMT(low), low.len > 0 && high.len > 0 ? " " : "", TDM_FMT(high),
                       basis.len > 0 ? " " : "", TDM_FMT(basis));
}

/* What differs from the answer now: what limits, and the options whose availability changes. */
tdm_str view_flip_difference(const struct tdm_view *view, const struct tdm_options *options,
                             const struct tdm_flip_case *c) {
    struct tdm_buf text;
    tdm_buf_init(&text, view->mem, 4096);
    if (c->limiting != options->limiting)
        tdm_buf_add(&text, view_pretty(view, tdm_str_of(tdm_limiting_word(c->limiting))));
    for (int w = 0; w < TDM_WAY_COUNT; w++)
        if (c->availability[w] != options->options[w].availability)
            tdm_buf_format(&text, "%s%.*s: %.*s", text.len > 0 ? "; " : "", TDM_FMT(view_way(view, (enum tdm_way)w)),
                           TDM_FMT(short_availability(view, c->availability[w])));
    return tdm_buf_str(&text);
}

static void tell_flip(const struct pen *p, const struct tdm_flip *flip) {
    tdm_str reason = view_reason(p->view, p->facts, &flip->check->reason);
    struct tdm_arg near[] = {TDM_ARG_T("words", reason)};
    struct tdm_arg who[] = {
        TDM_ARG_T("who", view_roles(p->view, view_catalog(p->facts), flip->roles, view_or(p->view)))};
    if (!flip->unknown) reason = view_words(p->view, TDM_MSG_FLIP_NEAR, near, 1);
    put(p, 2, view_format(p->view, "%.*s: %.*s", TDM_FMT(view_flip_fact(p->view, p->options, flip)), TDM_FMT(reason)));
    for (uint32_t i = 0; i < flip->case_count; i++) {
        struct tdm_arg args[] = {TDM_ARG_T("words", view_flip_case(p->view, p->options, flip, &flip->cases[i])),
                                 TDM_ARG_T("ref", view_flip_difference(p->view, p->options, &flip->cases[i]))};
        put(p, 6, view_words(p->view, TDM_MSG_FLIP_IF, args, 2));
    }
    if (flip->together) put(p, 6, view_plain(p->view, TDM_MSG_FLIP_TOGETHER));
    put(p, 6, view_words(p->view, TDM_MSG_FLIP_ASK, who, 1));
}

static void tell_flips(const struct pen *p) {
    head(p, TDM_MSG_OPTIONS_FLIPS);
    if (p->options->flip_count == 0) put(p, 2, view_plain(p->view, TDM_MSG_FLIP_NONE));
    for (uint32_t i = 0; i < p->options->flip_count; i++) tell_flip(p, &p->options->flips[i]);
}

/* ---- guidelines and legal status */

void view_position_text(const struct tdm_view *view, const struct tdm_protocol *frame,
                        const struct tdm_position *position) {
    const struct pen pen = {.view = view};
    tdm_str stance = view_word(view, tdm_stance_word(position->stance));
    struct tdm_arg args[] = {TDM_ARG_T("words", stance), TDM_ARG_I("n", position->year),
                             TDM_ARG_T("ref", view_text(view, position->strength))};
    put(&pen, 4, view_words(view, TDM_MSG_POSITION_LINE, args, 3));
    put(&pen, 8, view_cites(view, frame, position->clause));
}

static bool speaks_of(const struct tdm_positions *positions, tdm_ref procedure) {
    for (uint32_t i = 0; i < positions->procedure_count; i++)
        if (positions->procedures[i] == procedure) return true;
    return false;
}

void view_positions_text(const struct tdm_view *view, const struct tdm_decision *decision, tdm_ref but) {
    const struct pen pen = {.view = view}, *p = &pen;
    bool begun = false;
    for (uint32_t i = 0; i < decision->positions_count; i++) {
        const struct tdm_positions *positions = &decision->positions[i];
        if (but != TDM_REF_NONE && speaks_of(positions, but)) continue;
        if (!begun) head(p, TDM_MSG_OPTIONS_POSITIONS);
        begun = true;
        put(p, 2, view_text(p->view, positions->about));
        for (uint32_t k = 0; k < positions->count; k++) view_position_text(view, decision->frame, &positions->items[k]);
    }
}

static const struct tdm_law *law_in(const struct tdm_product_law *product, uint32_t jurisdiction) {
    for (uint32_t i = 0; i < product->count; i++)
        if (product->items[i].jurisdiction == jurisdiction) return &product->items[i];
    return NULL;
}

static void tell_law(const struct pen *p, const struct tdm_product_law *product, uint32_t jurisdiction) {
    const struct tdm_decision *decision = p->options->decision;
    const struct tdm_law *law = law_in(product, jurisdiction);
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_text(p->view, decision->jurisdictions[jurisdiction])),
                             TDM_ARG_T("date", law == NULL ? TDM_STR("") : law->since),
                             TDM_ARG_T("words", law == NULL ? TDM_STR("") : view_text(p->view, law->status))};
    put(p, 4, view_words(p->view, law == NULL ? TDM_MSG_LAW_NOT_KNOWN : TDM_MSG_LAW_LINE, args, 3));
    if (law != NULL) put(p, 8, view_cites(p->view, decision->frame, law->clause));
}

static void tell_laws(const struct pen *p) {
    const struct tdm_decision *decision = p->options->decision;
    if (decision->product_count > 0) head(p, TDM_MSG_OPTIONS_LAWS);
    for (uint32_t i = 0; i < decision->product_count; i++) {
        const struct tdm_product_law *product = &decision->products[i];
        bool this_one = product->procedure == p->options->episode->protocol->procedure;
        tdm_str label = view_label(p->view, decision->frame->catalog, TDM_KIND_PROCEDURE, product->procedure);
        put(p, 2,
            this_one
                ? view_format(p->view, "%.*s, %.*s", TDM_FMT(label), TDM_FMT(view_plain(p->view, TDM_MSG_LAW_THIS)))
                : label);
        for (uint32_t j = 0; j < decision->jurisdiction_count; j++) tell_law(p, product, j);
    }
}

/* ---- the document */

static void tell_head(const struct pen *p) {
    const struct tdm_view *view = p->view;
    const struct tdm_chart *chart = p->options->episode->chart->chart;
    const struct tdm_protocol *frame = p->options->decision->frame;
    struct tdm_arg title[] = {TDM_ARG_T("chart", chart->name),
                              TDM_ARG_T("site", view_site(view, chart, view_catalog(p->facts))),
                              TDM_ARG_T("words", view_text(view, p->options->decision->asks))};
    struct tdm_arg known[] = {TDM_ARG_T("known", view->known)};
    tdm_str knowledge = view->known.len == 0 ? view_plain(view, TDM_MSG_STANDING_KNOWN_ALL)
                                             : view_words(view, TDM_MSG_STANDING_KNOWN, known, 1);
    tdm_str name = view_format(view, "%.*s %.*s (%.*s)", TDM_FMT(frame->name), TDM_FMT(frame->version),
                               TDM_FMT(view_word(view, tdm_status_word(frame->status))));
    struct tdm_arg decision[] = {TDM_ARG_T("ref", name), TDM_ARG_I("n", frame->clauses_own),
                                 TDM_ARG_I("of_n", frame->clauses_wanting_source)};
    put(p, 0, view_words(view, TDM_MSG_OPTIONS_TITLE, title, 3));
    struct tdm_arg by[] = {TDM_ARG_T("date", view_date_long(view, p->options->asof.on)), TDM_ARG_T("words", knowledge)};
    put(p, 0, view_words(view, TDM_MSG_STANDING_ON_BY, by, 2));
    put(p, 0, view_words(view, TDM_MSG_OPTIONS_DECISION, decision, 3));
    if (chart->synthetic) put(p, 0, view_plain(view, TDM_MSG_STANDING_SYNTHETIC));
    struct tdm_arg published[] = {TDM_ARG_T("words", chart->published)};
    if (chart->published.len > 0) put(p, 0, view_words(view, TDM_MSG_STANDING_PUBLISHED, published, 1));
    struct tdm_arg missing[] = {TDM_ARG_T("words", view->missing)};
    if (view->missing.len > 0) put(p, 0, view_words(view, TDM_MSG_OTHER_MISSING, missing, 1));
}

void tdm_view_options_text(const struct tdm_view *given, const struct tdm_options *options) {
    struct tdm_view copy = *given;
    if (copy.width == 0) copy.width = 100;
    struct tdm_standing facts = view_options_standing(options, options->facts);
    struct pen pen = {&copy, options, &facts}, *p = &pen;
    tell_head(p);
    tell_factors(p);
    head(p, TDM_MSG_OPTIONS_WAYS);
    for (int w = 0; w < TDM_WAY_COUNT; w++) tell_option(p, (enum tdm_way)w);
    tell_flips(p);
    view_positions_text(p->view, p->options->decision, TDM_REF_NONE);
    tell_laws(p);
    tdm_buf_char(copy.out, '\n');
    put(p, 0, view_plain(&copy, TDM_MSG_OPTIONS_NOTICE));
    put(p, 0, view_plain(&copy, TDM_MSG_NOTICE));
}
