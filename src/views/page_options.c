/* page_options.c - pieces of a page: a decision for an episode as a tree of arguments, and adverse events. Nothing in
 * it advises: all four ways always stand side by side (M93). */
#include "views/page_parts.h"
#include "views/view_int.h"

struct pen {
    const struct tdm_view *view;
    struct tdm_html *h;
    const struct tdm_options *options;
    const struct tdm_standing *facts; /* the chart seen through the decision's measures: for the words of reasons */
};

/* ---- markup */

static void open_tag(const struct pen *p, const char *tag, const char *css_class) {
    tdm_html_open(p->h, tag);
    if (css_class != NULL) tdm_html_attribute(p->h, "class", tdm_str_of(css_class));
}

static void close_tag(const struct pen *p) {
    tdm_html_close(p->h);
}

static void say(const struct pen *p, const char *tag, const char *css_class, tdm_str text) {
    if (text.len > 0) tdm_html_element(p->h, tag, css_class, text);
}

static void pill(const struct pen *p, const char *css_class, tdm_str words) {
    tdm_html_element(p->h, "span", css_class, words);
    tdm_html_text(p->h, TDM_STR(" "));
}

static const char *truth_class(enum tdm_truth truth) {
    return truth == TDM_MET ? "truth met" : truth == TDM_UNMET ? "truth unmet" : "truth unknown";
}

static void cite(const struct pen *p, tdm_clause_id clause) {
    tdm_str sources = view_cites(p->view, p->options->decision->frame, clause);
    say(p, "div", "clause",
        tdm_str_equal(sources, view_word(p->view, "own")) ? view_plain(p->view, TDM_MSG_WHY_OWN) : sources);
}

/* ---- a condition: a tree of criteria with their answers */

static tdm_str words_of(const struct pen *p, const struct tdm_condition *condition, uint32_t at) {
    const struct tdm_criterion *c = &condition->nodes[at];
    const struct tdm_scope *scope = &p->options->decision->frame->scope;
    tdm_str words = view_criterion_of(p->view, scope, c);
    if (c->kind != TDM_CRITERION_NOT) return words;
    return view_format(p->view, "%.*s %.*s", TDM_FMT(words),
                       TDM_FMT(view_criterion_of(p->view, scope, &condition->nodes[c->first_child])));
}

static void node(const struct pen *p, const struct tdm_condition *condition, const struct tdm_check *checks,
                 uint32_t at) {
    const struct tdm_criterion *criterion = &condition->nodes[at];
    bool block = criterion->child_count > 0 && criterion->kind != TDM_CRITERION_NOT;
    tdm_html_open(p->h, "li");
    pill(p, truth_class(checks[at].truth), view_truth(p->view, checks[at].truth));
    tdm_html_element(p->h, "span", "criterion", words_of(p, condition, at));
    if (!block) {
        say(p, "div", "because", view_reason(p->view, p->facts, &checks[at].reason));
        cite(p, criterion->clause);
    } else {
        open_tag(p, "ul", "tree");
        for (uint32_t i = 0; i < criterion->child_count; i++) node(p, condition, checks, criterion->first_child + i);
        close_tag(p);
    }
    close_tag(p);
}

/* A root that is only a list of one is left out. */
static void tree(const struct pen *p, const struct tdm_condition *condition, const struct tdm_check *checks) {
    const struct tdm_criterion *root = &condition->nodes[0];
    bool single = root->kind == TDM_CRITERION_ALL && root->child_count == 1;
    open_tag(p, "ul", "tree");
    node(p, condition, checks, single ? root->first_child : 0);
    close_tag(p);
}

/* ---- what limits */

static void factors(const struct pen *p) {
    const struct tdm_options *o = p->options;
    open_tag(p, "section", "card");
    say(p, "h2", NULL, view_plain(p->view, TDM_MSG_OPTIONS_LIMITS));
    say(p, "p", "big", view_limiting(p->view, o->limiting));
    open_tag(p, "div", "tracks");
    for (int f = 0; f < TDM_FACTOR_COUNT; f++) {
        open_tag(p, "div", "track");
        open_tag(p, "h3", NULL);
        pill(p, truth_class(o->factors[f]), view_truth(p->view, o->factors[f]));
        tdm_html_text(p->h, view_word(p->view, tdm_factor_word((enum tdm_factor)f)));
        close_tag(p);
        tree(p, &o->decision->factors[f], o->factor_checks[f]);
        close_tag(p);
    }
    close_tag(p);
    close_tag(p);
}

/* ---- the ways */

static void bar(const struct pen *p, const struct tdm_bar_answer *answer) {
    static const enum tdm_message messages[TDM_BAR_LEVEL_COUNT] = {[TDM_BAR_EXCLUDES] = TDM_MSG_OPTION_EXCLUDES,
                                                                   [TDM_BAR_ASKS] = TDM_MSG_OPTION_ASKS,
                                                                   [TDM_BAR_CAUTIONS] = TDM_MSG_OPTION_CAUTIONS};
    struct tdm_arg args[] = {
        TDM_ARG_T("who", view_roles(p->view, view_catalog(p->facts), answer->bar->roles, view_or(p->view)))};
    open_tag(p, "details", "bar");
    if (answer->truth == TDM_MET) tdm_html_attribute(p->h, "open", TDM_STR(""));
    open_tag(p, "summary", NULL);
    tdm_html_text(p->h, view_words(p->view, messages[answer->level], args, 1));
    tdm_html_text(p->h, TDM_STR(": "));
    tdm_html_element(p->h, "strong", NULL, view_truth(p->view, answer->truth));
    close_tag(p);
    const struct tdm_condition *condition = &answer->bar->condition;
    const struct tdm_criterion *root = &condition->nodes[0];
    if (root->kind == TDM_CRITERION_ANY) {
        open_tag(p, "ul", "tree");
        for (uint32_t i = 0; i < root->child_count; i++) node(p, condition, answer->checks, root->first_child + i);
        close_tag(p);
    } else {
        tree(p, condition, answer->checks);
    }
    close_tag(p);
}

/* Holds or not is told in words of its own: that a reason does not hold is no bad sign, so it has no colour of one. */
static void argument(const struct pen *p, const struct tdm_argument_answer *answer) {
    const struct tdm_argument *one = answer->argument;
    tdm_html_open(p->h, "li");
    pill(p, answer->truth == TDM_MET ? "holds" : "holds not", view_argument_word(p->view, answer->truth));
    if (one->by_factor) {
        struct tdm_arg args[] = {TDM_ARG_T("words", view_pretty(p->view, tdm_str_of(tdm_limiting_word(one->factor))))};
        say(p, "span", "criterion", view_words(p->view, TDM_MSG_ARGUMENT_FACTOR, args, 1));
        cite(p, one->clause);
        close_tag(p);
        return;
    }
    const struct tdm_criterion *root = &one->condition.nodes[0];
    if (root->kind != TDM_CRITERION_ALL || root->child_count != 1) {
        tree(p, &one->condition, answer->checks);
        close_tag(p);
        return;
    }
    const struct tdm_criterion *only = &one->condition.nodes[root->first_child];
    if (only->kind != TDM_CRITERION_ALWAYS) /* else its reason says it all */
        say(p, "span", "criterion", words_of(p, &one->condition, root->first_child));
    say(p, "div", "because", view_reason(p->view, p->facts, &answer->checks[root->first_child].reason));
    cite(p, only->clause);
    close_tag(p);
}

static void arguments(const struct pen *p, enum tdm_message message, const struct tdm_argument_answer *answers,
                      uint32_t count) {
    if (count == 0) return;
    say(p, "h4", NULL, view_plain(p->view, message));
    open_tag(p, "ul", "arguments");
    for (int pass = 0; pass < 2; pass++) /* those that hold stand first */
        for (uint32_t i = 0; i < count; i++)
            if ((answers[i].truth == TDM_MET) == (pass == 0)) argument(p, &answers[i]);
    close_tag(p);
}

static tdm_str made_of(const struct pen *p, const struct tdm_way_option *option) {
    tdm_str needs = TDM_STR("");
    for (int w = 0; w < TDM_WAY_COUNT; w++)
        if (option->needs[w])
            needs = view_format(p->view, "%.*s%s%.*s", TDM_FMT(needs), needs.len > 0 ? ", " : "",
                                TDM_FMT(view_way(p->view, (enum tdm_way)w)));
    struct tdm_arg args[] = {TDM_ARG_T("words", needs)};
    return needs.len > 0 ? view_words(p->view, TDM_MSG_OPTION_NEEDS, args, 1) : needs;
}

static void way(const struct pen *p, enum tdm_way at) {
    static const char *const classes[TDM_AVAILABILITY_COUNT] = {[TDM_AVAILABILITY_OPEN] = "way free",
                                                                [TDM_AVAILABILITY_CAUTION] = "way care",
                                                                [TDM_AVAILABILITY_ASK] = "way care",
                                                                [TDM_AVAILABILITY_UNKNOWN] = "way care",
                                                                [TDM_AVAILABILITY_EXCLUDED] = "way barred"};
    const struct tdm_way_option *option = &p->options->decision->options[at];
    const struct tdm_option_answer *answer = &p->options->options[at];
    open_tag(p, "article", classes[answer->availability]);
    say(p, "h3", NULL, view_way(p->view, at));
    say(p, "p", "state", view_availability(p->view, p->facts, p->options, at));
    if (answer->fits) say(p, "p", "small", view_plain(p->view, TDM_MSG_OPTION_FITS));
    say(p, "p", "small", made_of(p, option));
    for (uint32_t i = 0; i < answer->bar_count; i++) bar(p, &answer->bars[i]);
    arguments(p, TDM_MSG_OPTION_FOR, answer->arguments_for, option->arguments_for.count);
    arguments(p, TDM_MSG_OPTION_AGAINST, answer->arguments_against, option->arguments_against.count);
    close_tag(p);
}

/* ---- would flip it */

static void flip(const struct pen *p, const struct tdm_flip *one) {
    tdm_str reason = view_reason(p->view, p->facts, &one->check->reason);
    struct tdm_arg near[] = {TDM_ARG_T("words", reason)};
    struct tdm_arg who[] = {
        TDM_ARG_T("who", view_roles(p->view, view_catalog(p->facts), one->roles, view_or(p->view)))};
    tdm_html_open(p->h, "li");
    say(p, "strong", NULL, view_flip_fact(p->view, p->options, one));
    say(p, "div", "because", one->unknown ? reason : view_words(p->view, TDM_MSG_FLIP_NEAR, near, 1));
    for (uint32_t i = 0; i < one->case_count; i++) {
        struct tdm_arg args[] = {TDM_ARG_T("words", view_flip_case(p->view, p->options, one, &one->cases[i])),
                                 TDM_ARG_T("ref", view_flip_difference(p->view, p->options, &one->cases[i]))};
        say(p, "div", NULL, view_words(p->view, TDM_MSG_FLIP_IF, args, 2));
    }
    if (one->together) say(p, "div", NULL, view_plain(p->view, TDM_MSG_FLIP_TOGETHER));
    say(p, "div", "ask", view_words(p->view, TDM_MSG_FLIP_ASK, who, 1));
    close_tag(p);
}

static void flips(const struct pen *p) {
    open_tag(p, "section", "card");
    say(p, "h2", NULL, view_plain(p->view, TDM_MSG_OPTIONS_FLIPS));
    if (p->options->flip_count == 0) say(p, "p", NULL, view_plain(p->view, TDM_MSG_FLIP_NONE));
    if (p->options->flip_count > 0) open_tag(p, "ul", "flips");
    for (uint32_t i = 0; i < p->options->flip_count; i++) flip(p, &p->options->flips[i]);
    if (p->options->flip_count > 0) close_tag(p);
    close_tag(p);
}

/* ---- guidelines and legal status */

static void positions(const struct pen *p) {
    const struct tdm_decision *decision = p->options->decision;
    if (decision->positions_count == 0) return;
    open_tag(p, "section", "card");
    say(p, "h2", NULL, view_plain(p->view, TDM_MSG_OPTIONS_POSITIONS));
    for (uint32_t i = 0; i < decision->positions_count; i++) {
        const struct tdm_positions *some = &decision->positions[i];
        say(p, "h3", NULL, view_text(p->view, some->about));
        open_tag(p, "ul", NULL);
        for (uint32_t k = 0; k < some->count; k++) {
            const struct tdm_position *position = &some->items[k];
            struct tdm_arg args[] = {TDM_ARG_T("words", view_word(p->view, tdm_stance_word(position->stance))),
                                     TDM_ARG_I("n", position->year),
                                     TDM_ARG_T("ref", view_text(p->view, position->strength))};
            tdm_html_open(p->h, "li");
            tdm_html_text(p->h, view_words(p->view, TDM_MSG_POSITION_LINE, args, 3));
            cite(p, position->clause);
            close_tag(p);
        }
        close_tag(p);
    }
    close_tag(p);
}

static void law(const struct pen *p, const struct tdm_product_law *product, uint32_t jurisdiction) {
    const struct tdm_decision *decision = p->options->decision;
    const struct tdm_law *found = NULL;
    for (uint32_t i = 0; i < product->count && found == NULL; i++)
        if (product->items[i].jurisdiction == jurisdiction) found = &product->items[i];
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_text(p->view, decision->jurisdictions[jurisdiction])),
                             TDM_ARG_T("date", found == NULL ? (tdm_str){0} : found->since),
                             TDM_ARG_T("words", found == NULL ? (tdm_str){0} : view_text(p->view, found->status))};
    tdm_html_open(p->h, "li");
    tdm_html_text(p->h, view_words(p->view, found == NULL ? TDM_MSG_LAW_NOT_KNOWN : TDM_MSG_LAW_LINE, args, 3));
    if (found != NULL) cite(p, found->clause);
    close_tag(p);
}

static void laws(const struct pen *p) {
    const struct tdm_decision *decision = p->options->decision;
    if (decision->product_count == 0) return;
    open_tag(p, "section", "card");
    say(p, "h2", NULL, view_plain(p->view, TDM_MSG_OPTIONS_LAWS));
    for (uint32_t i = 0; i < decision->product_count; i++) {
        const struct tdm_product_law *product = &decision->products[i];
        tdm_str label = view_label(p->view, decision->frame->catalog, TDM_KIND_PROCEDURE, product->procedure);
        bool this_one = product->procedure == p->options->episode->protocol->procedure;
        tdm_str mine = view_plain(p->view, TDM_MSG_LAW_THIS);
        say(p, "h3", NULL, this_one ? view_format(p->view, "%.*s, %.*s", TDM_FMT(label), TDM_FMT(mine)) : label);
        open_tag(p, "ul", NULL);
        for (uint32_t j = 0; j < decision->jurisdiction_count; j++) law(p, product, j);
        close_tag(p);
    }
    close_tag(p);
}

void tdm_part_options(const struct tdm_piece *part, const struct tdm_options *options) {
    struct tdm_standing facts = view_options_standing(options, options->facts);
    struct pen pen = {part->view, part->h, options, &facts}, *p = &pen;
    const struct tdm_protocol *frame = options->decision->frame;
    tdm_str name = view_format(p->view, "%.*s %.*s (%.*s)", TDM_FMT(frame->name), TDM_FMT(frame->version),
                               TDM_FMT(view_word(p->view, tdm_status_word(frame->status))));
    struct tdm_arg args[] = {TDM_ARG_T("ref", name), TDM_ARG_I("n", frame->clauses_own),
                             TDM_ARG_I("of_n", frame->clauses_wanting_source)};
    say(p, "p", "asks", view_text(p->view, options->decision->asks));
    say(p, "p", "small", view_words(p->view, TDM_MSG_OPTIONS_DECISION, args, 3));
    say(p, "p", "notice", view_plain(p->view, TDM_MSG_OPTIONS_NOTICE));
    factors(p);
    open_tag(p, "section", NULL);
    say(p, "h2", NULL, view_plain(p->view, TDM_MSG_OPTIONS_WAYS));
    open_tag(p, "div", "ways");
    for (int w = 0; w < TDM_WAY_COUNT; w++) way(p, (enum tdm_way)w);
    close_tag(p);
    close_tag(p);
    flips(p);
    positions(p);
    laws(p);
}

/* ---- adverse events */

static void event_row(const struct pen *p, const struct tdm_standing *standing, const struct tdm_adverse *event,
                      tdm_str base) {
    tdm_str name = view_entry(standing, event->entry)->subject;
    struct tdm_arg args[] = {TDM_ARG_I("n", event->grade)};
    open_tag(p, "tr", NULL);
    open_tag(p, "th", NULL);
    tdm_html_attribute(p->h, "scope", TDM_STR("row"));
    tdm_html_text(p->h, view_pretty(p->view, name));
    close_tag(p);
    say(p, "td", NULL, view_date(p->view, event->date));
    open_tag(p, "td", event->serious ? "late" : NULL);
    tdm_html_text(p->h, view_words(p->view, TDM_MSG_ADVERSE_GRADE_N, args, 1));
    if (event->serious) tdm_html_text(p->h, TDM_STR(", "));
    if (event->serious) tdm_html_text(p->h, view_plain(p->view, TDM_MSG_ADVERSE_SERIOUS));
    close_tag(p);
    open_tag(p, "td", NULL);
    tdm_html_text(p->h, view_adverse_relation(p->view, standing, event));
    if (event->judged_by == TDM_ENTRY_NONE && base.len > 0) {
        tdm_html_text(p->h, TDM_STR(" "));
        open_tag(p, "a", NULL);
        tdm_html_attribute(p->h, "href", view_format(p->view, "%.*s%.*s", TDM_FMT(base), TDM_FMT(name)));
        tdm_html_text(p->h, view_plain(p->view, TDM_MSG_ADVERSE_JUDGE));
        close_tag(p);
    }
    close_tag(p);
    close_tag(p);
}

void tdm_part_adverse(const struct tdm_piece *part, const struct tdm_standing *standing, tdm_str base) {
    static const enum tdm_message heads[] = {TDM_MSG_ADVERSE_EVENT, TDM_MSG_WEB_COL_WHEN, TDM_MSG_ADVERSE_GRADE,
                                             TDM_MSG_ADVERSE_RELATEDNESS};
    struct pen pen = {part->view, part->h, NULL, standing}, *p = &pen;
    if (standing->safety.event_count == 0) {
        say(p, "p", NULL, view_plain(p->view, TDM_MSG_NOTHING));
        return;
    }
    open_tag(p, "div", "scroll");
    tdm_html_attribute(p->h, "tabindex", TDM_STR("0"));
    tdm_html_attribute(p->h, "role", TDM_STR("region"));
    tdm_html_attribute(p->h, "aria-label", view_plain(p->view, TDM_MSG_HEAD_ADVERSE));
    open_tag(p, "table", NULL);
    open_tag(p, "thead", NULL);
    tdm_part_heads(part, heads, TDM_COUNT(heads));
    close_tag(p);
    open_tag(p, "tbody", NULL);
    for (uint32_t i = 0; i < standing->safety.event_count; i++)
        event_row(p, standing, &standing->safety.events[i], base);
    for (int i = 0; i < 3; i++) close_tag(p);
}
