/* decision_option.c - one option of a decision: what excludes it, what a person decides first, what asks for care, and
 * what speaks for and against it. */
#include "protocol/decision_int.h"

bool option_named(struct decision_reader *d, tdm_str name, struct tdm_place place, enum tdm_way *out) {
    tdm_str names[TDM_WAY_COUNT];
    for (int w = 0; w < TDM_WAY_COUNT; w++) {
        names[w] = tdm_str_of(tdm_way_word((enum tdm_way)w));
        if (!tdm_str_equal(names[w], name)) continue;
        *out = (enum tdm_way)w;
        return true;
    }
    int near = tdm_nearest(name, names, TDM_WAY_COUNT);
    struct tdm_problem *problem = problem_at(d->r, TDM_ERROR, TDM_WHY_NOT_FOUND, "P062", place);
    tdm_problem_what(problem, "`%.*s` is none of the four options", TDM_FMT(name));
    if (near >= 0)
        tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(names[near]));
    else
        tdm_problem_fix(problem, "write therapy-first, cell-procedure, combined or watchful");
    return false;
}

static void read_needs(struct decision_reader *d, const struct tdm_line *line, struct tdm_way_option *out) {
    struct reader *r = d->r;
    for (uint32_t p = 0; p < line->part_count; p++) {
        struct tdm_cursor c = p == 0 ? after_head(r, line) : tdm_cursor_of(r->block->tree, line, p);
        struct tdm_place place = tdm_cursor_place(&c);
        enum tdm_way way;
        tdm_str name;
        if (!take_name(r, &c, TDM_CLAUSE_NEEDS, &name) || !done(r, &c, TDM_CLAUSE_NEEDS) ||
            !option_named(d, name, place, &way))
            continue;
        out->needs[way] = true;
    }
}

/* ---- bars */

static enum tdm_bar_level level_of(enum tdm_clause_kind kind) {
    if (kind == TDM_CLAUSE_RULED_OUT) return TDM_BAR_EXCLUDES;
    return kind == TDM_CLAUSE_QUESTION ? TDM_BAR_ASKS : TDM_BAR_CAUTIONS;
}

static bool read_bar(struct decision_reader *d, enum tdm_clause_kind kind, const struct tdm_line *line,
                     struct tdm_bar *out) {
    struct reader *r = d->r;
    struct tdm_cursor c = after_head(r, line);
    out->clause = clause_add(r, kind, line);
    if (kind == TDM_CLAUSE_RULED_OUT) {
        if (!tdm_cursor_take_words(&c, "out by")) return malformed(r, tdm_cursor_place(&c), kind);
        return read_condition_here(r, &c, line, &out->condition);
    }
    if (kind == TDM_CLAUSE_QUESTION) {
        if (!tdm_cursor_take_word(&c, "to")) return malformed(r, tdm_cursor_place(&c), kind);
        if (!take_roles(r, &c, &out->roles)) return false;
    }
    if (!tdm_cursor_take_word(&c, "when")) return malformed(r, tdm_cursor_place(&c), kind);
    return read_condition_here(r, &c, line, &out->condition);
}

/* ---- arguments */

static bool read_factor_argument(struct decision_reader *d, const struct tdm_line *line, struct tdm_argument *out) {
    struct reader *r = d->r;
    struct tdm_cursor c = after_head(r, line);
    struct tdm_place place = tdm_cursor_place(&c);
    const struct tdm_term *term = tdm_cursor_take(&c, TDM_TERM_WORD);
    tdm_str names[TDM_LIMITING_COUNT], name = term == NULL ? TDM_STR("") : term->text;
    out->by_factor = true;
    out->clause = clause_add(r, TDM_CLAUSE_CRITERION, line);
    for (int l = 0; l < TDM_LIMITING_COUNT; l++) {
        names[l] = tdm_str_of(tdm_limiting_word((enum tdm_limiting)l));
        if (!tdm_str_equal(names[l], name)) continue;
        out->factor = (enum tdm_limiting)l;
        if (line->part_count == 1 && line->block == NULL) return done(r, &c, TDM_CLAUSE_ARGUE_FOR);
        return no_place(r, line_place(r, line), TDM_CLAUSE_ARGUE_FOR, line->source);
    }
    int near = tdm_nearest(name, names, TDM_LIMITING_COUNT);
    struct tdm_problem *problem = problem_at(r, TDM_ERROR, TDM_WHY_NOT_FOUND, "P069", place);
    tdm_problem_what(problem, "`%.*s` is no answer of the two factors", TDM_FMT(name));
    tdm_problem_fix(problem, "write `factor %.*s`%s", TDM_FMT(near < 0 ? TDM_STR("tissue") : names[near]),
                    near < 0 ? ", neuromuscular, both, cannot-tell or neither" : "");
    return false;
}

static bool read_argument(struct decision_reader *d, const struct tdm_line *line, const struct tdm_line *head,
                          struct tdm_argument *out) {
    struct reader *r = d->r;
    if (tdm_str_is(tdm_line_head(line), "factor")) {
        const struct tdm_line *held = r->parent;
        r->parent = head;
        bool read = read_factor_argument(d, line, out);
        r->parent = held;
        return read;
    }
    struct tdm_cursor c = tdm_cursor_of(r->block->tree, line, 0);
    out->clause = (tdm_clause_id)r->protocol->clause_count; /* that of its first criterion */
    return read_condition_here(r, &c, line->cite_count > 0 ? line : head, &out->condition);
}

static void read_arguments(struct decision_reader *d, enum tdm_clause_kind kind, const struct tdm_line *head,
                           struct tdm_arguments *out) {
    struct reader *r = d->r;
    struct tdm_cursor c = after_head(r, head);
    struct tdm_argument *items = TDM_NEW_ARRAY(r->mem, struct tdm_argument, tdm_block_count(head->block));
    (void)clause_add(r, kind, head);
    *out = (struct tdm_arguments){.items = items}; /* an option that stands twice is told, and read again */
    if (!done(r, &c, kind)) return;
    if (head->block == NULL) {
        (void)malformed(r, line_place(r, head), kind);
        return;
    }
    for (const struct tdm_line *line = head->block; line != NULL; line = line->next)
        if (read_argument(d, line, head, &items[out->count])) out->count++;
}

/* ---- the block */

struct bar_lists {
    struct tdm_bar *items[TDM_BAR_LEVEL_COUNT];
    uint32_t count[TDM_BAR_LEVEL_COUNT];
};

static void read_option_line(struct decision_reader *d, enum tdm_clause_kind kind, const struct tdm_line *line,
                             struct tdm_way_option *out, struct bar_lists *lists) {
    enum tdm_bar_level level = level_of(kind);
    switch ((int)kind) {
    case TDM_CLAUSE_NEEDS:
        (void)clause_add(d->r, kind, line);
        read_needs(d, line, out);
        break;
    case TDM_CLAUSE_ARGUE_FOR:
        read_arguments(d, kind, line, &out->arguments_for);
        break;
    case TDM_CLAUSE_ARGUE_AGAINST:
        read_arguments(d, kind, line, &out->arguments_against);
        break;
    case TDM_CLAUSE_RULED_OUT:
    case TDM_CLAUSE_QUESTION:
    case TDM_CLAUSE_CAUTION:
        if (read_bar(d, kind, line, &lists->items[level][lists->count[level]])) lists->count[level]++;
        break;
    default:
        TDM_UNREACHABLE();
    }
}

void read_option(struct decision_reader *d, enum tdm_way way) {
    struct reader *r = d->r;
    struct tdm_way_option *out = &d->decision->options[way];
    struct bar_lists lists = {0};
    bool seen[TDM_CLAUSE_KIND_COUNT] = {false};
    uint32_t most = tdm_block_count(r->block->line->block) + 1;
    out->clause = r->block->clause;
    for (int level = 0; level < TDM_BAR_LEVEL_COUNT; level++)
        lists.items[level] = TDM_NEW_ARRAY(r->mem, struct tdm_bar, most);
    for (const struct tdm_line *line = r->block->line->block; line != NULL; line = line->next) {
        enum tdm_clause_kind kind;
        if (!clause_kind_inside(r, TDM_CLAUSE_OPTION, line, &kind) || !clause_once(r, kind, line, seen)) continue;
        read_option_line(d, kind, line, out, &lists);
    }
    for (int level = 0; level < TDM_BAR_LEVEL_COUNT; level++)
        out->bars[level] = (struct tdm_bars){lists.items[level], lists.count[level]};
}
