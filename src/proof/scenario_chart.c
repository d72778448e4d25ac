/* scenario_chart.c - a scenario as a chart: `day 21` becomes a date counted from day 0, `day 0 to 14` a line for each
 * of those days, and the lines go through the chart's own reader, with their places. */
#include "proof/scenario_int.h"

const char scenario_tried[] = "the entry tried";

struct making {
    struct tdm_arena *mem;
    const struct tdm_scenarios *s;
    struct tdm_problems *problems;
    const struct tdm_line *first;
    struct tdm_line *last;
    uint32_t *lines; /* that the charts of the file came to so far */
    bool good;
};

struct days {
    int32_t from, until, every;
};

bool scenario_day_number(const struct tdm_term *term, int32_t *out) {
    if (term->kind != TDM_TERM_NUMBER || term->number.scale != 0) return false;
    if (term->number.coefficient < -100000 || term->number.coefficient > 100000) return false;
    *out = (int32_t)term->number.coefficient;
    return true;
}

static struct tdm_term date_term(struct making *m, const struct tdm_term *day, const struct tdm_term *end, int32_t n) {
    struct tdm_term term = *day;
    struct tdm_buf text;
    tdm_buf_init(&text, m->mem, 64);
    term.kind = TDM_TERM_DATE;
    term.date = tdm_date_add_days(m->s->day0, n);
    term.length = end->column + end->length - day->column;
    tdm_date_print(&text, term.date);
    term.text = tdm_buf_str(&text);
    return term;
}

/* `recorded day 30`: by the end of that day. */
static void at_day_end(struct making *m, struct tdm_term *term) {
    struct tdm_buf text;
    tdm_buf_init(&text, m->mem, 64);
    term->kind = TDM_TERM_INSTANT;
    term->instant = tdm_zone_day_end(&tdm_zone_utc, term->date);
    tdm_instant_print(&text, term->instant);
    term->text = tdm_buf_str(&text);
}

/* The terms of a part with each `day N` as a date. */
static struct tdm_part dated(struct making *m, const struct tdm_part *part) {
    struct tdm_term *terms = TDM_NEW_ARRAY(m->mem, struct tdm_term, part->count + 1);
    struct tdm_part out = {terms, 0};
    for (uint32_t i = 0; i < part->count; i++) {
        const struct tdm_term *term = &part->terms[i];
        int32_t n = 0;
        bool day = term->kind == TDM_TERM_WORD && tdm_str_is(term->text, "day") && i + 1 < part->count &&
                   scenario_day_number(&part->terms[i + 1], &n);
        terms[out.count] = day ? date_term(m, term, &part->terms[i + 1], n) : *term;
        bool recorded = day && i > 0 && tdm_str_is(part->terms[i - 1].text, "recorded");
        if (recorded) at_day_end(m, &terms[out.count]);
        i += day;
        out.count++;
    }
    return out;
}

/* `day 3`, `day 0 to 14`, `day 0 to 84 every 7 days` at the beginning of a line: how many terms it takes; 0: no day. */
static uint32_t take_days(struct making *m, const struct tdm_line *line, struct days *out) {
    const struct tdm_part *part = &line->parts[0];
    uint32_t taken = 2;
    *out = (struct days){0, 0, 1};
    if (!tdm_str_is(tdm_line_head(line), "day")) return 0;
    bool good = part->count > 1 && scenario_day_number(&part->terms[1], &out->from);
    out->until = out->from;
    if (good && part->count > 3 && tdm_str_is(part->terms[2].text, "to")) {
        good = scenario_day_number(&part->terms[3], &out->until);
        taken = 4;
        if (good && part->count > 6 && tdm_str_is(part->terms[4].text, "every")) {
            good = scenario_day_number(&part->terms[5], &out->every) && out->every > 0 &&
                   tdm_str_is(part->terms[6].text, "days");
            taken = 7;
        }
    }
    if (good && out->until >= out->from && out->until - out->from <= SCENARIO_RANGE_MAX) return taken;
    struct tdm_problem *p =
        tdm_problems_add(m->problems, TDM_ERROR, TDM_WHY_RANGE, "X009", tdm_line_place(m->s->tree, line));
    tdm_problem_what(p, "`%.*s` does not begin with days that can be counted", TDM_FMT(line->source));
    tdm_problem_fix(p, "write `day 3`, `day 0 to 14`, or `day 0 to 84 every 7 days`; at most %d days",
                    SCENARIO_RANGE_MAX);
    m->good = false;
    return 0;
}

static const struct tdm_line *block_of(struct making *m, const struct tdm_line *first);

static struct tdm_line *one_line(struct making *m, const struct tdm_line *line, uint32_t taken, int32_t day) {
    struct tdm_line *copy = TDM_NEW(m->mem, struct tdm_line);
    struct tdm_part *parts = TDM_NEW_ARRAY(m->mem, struct tdm_part, line->part_count);
    *copy = *line;
    copy->next = NULL;
    copy->comments_before = NULL;
    copy->comment_before_count = 0;
    for (uint32_t i = 0; i < line->part_count; i++) parts[i] = dated(m, &line->parts[i]);
    if (taken > 0) {
        const struct tdm_part *first = &line->parts[0];
        struct tdm_part rest = {first->terms + taken, first->count - taken};
        struct tdm_term *terms = TDM_NEW_ARRAY(m->mem, struct tdm_term, first->count + 1);
        struct tdm_part after = dated(m, &rest);
        terms[0] = date_term(m, &first->terms[0], &first->terms[taken - 1], day);
        for (uint32_t i = 0; i < after.count; i++) terms[i + 1] = after.terms[i];
        parts[0] = (struct tdm_part){terms, after.count + 1};
    }
    copy->parts = parts;
    copy->block = block_of(m, line->block);
    return copy;
}

/* Ranges within ranges, and courses given by courses, multiply: a file of a kilobyte could come to more than any
 * machine holds. */
static bool too_many(struct making *m, const struct tdm_line *line) {
    if (*m->lines > SCENARIO_LINES_MAX) return true;
    if (++*m->lines <= SCENARIO_LINES_MAX) return false;
    struct tdm_problem *p =
        tdm_problems_add(m->problems, TDM_ERROR, TDM_WHY_LIMIT, "X016", tdm_line_place(m->s->tree, line));
    tdm_problem_what(p, "with this line the days and courses of the file come to more than %d lines",
                     SCENARIO_LINES_MAX);
    tdm_problem_fix(p, "give each course once, write fewer days, or spread the scenarios over several files");
    m->good = false;
    return true;
}

static void add_lines(struct making *m, const struct tdm_line *line) {
    struct days days;
    uint32_t taken = take_days(m, line, &days);
    for (int32_t day = days.from; day <= days.until && !too_many(m, line); day += days.every) {
        struct tdm_line *copy = one_line(m, line, taken, day);
        if (m->last == NULL)
            m->first = copy;
        else
            m->last->next = copy;
        m->last = copy;
    }
}

static const struct tdm_line *block_of(struct making *m, const struct tdm_line *first) {
    struct making inner = *m;
    inner.first = NULL;
    inner.last = NULL;
    for (; first != NULL; first = first->next) add_lines(&inner, first);
    m->good = inner.good;
    return inner.first;
}

/* ---- the head that the chart's reader wants */

static void add_line(struct tdm_line **last, struct tdm_line *line) {
    line->next = NULL;
    (*last)->next = line;
    *last = line;
}

static struct tdm_line *copy_of(struct making *m, const struct tdm_line *line) {
    struct tdm_line *copy = TDM_NEW(m->mem, struct tdm_line);
    *copy = *line;
    copy->next = NULL;
    return copy;
}

/* `chart NAME` with its block as text, but for site and people, which keep their places. */
static struct tdm_line *chart_head(struct making *m, const struct tdm_catalog *catalog) {
    struct tdm_buf text;
    const struct tdm_tree *tree;
    tdm_buf_init(&text, m->mem, (size_t)1 << 16);
    tdm_buf_format(&text, "chart scenario\n  patient patient\n  protocol %.*s version %.*s\n  zone UTC\n  synthetic\n",
                   TDM_FMT(m->s->protocol), TDM_FMT(m->s->version));
    if (m->s->people == NULL) tdm_buf_text(&text, "  people\n");
    for (tdm_ref r = 0; m->s->people == NULL && r < catalog->count[TDM_KIND_ROLE]; r++) {
        tdm_str role = tdm_catalog_item(catalog, TDM_KIND_ROLE, r)->name;
        tdm_buf_format(&text, "    %.*s %.*s\n", TDM_FMT(role), TDM_FMT(role));
    }
    bool read = tdm_notation_read(m->mem, m->s->tree->file, tdm_buf_str(&text), &tree, m->problems);
    TDM_ASSERT(read);
    struct tdm_line *head = copy_of(m, tree->first), *last = copy_of(m, head->block);
    head->line = m->s->head->line;
    head->column = m->s->head->column;
    head->source = m->s->head->source;
    const struct tdm_line *rest = head->block->next;
    head->block = last;
    for (; rest != NULL; rest = rest->next) add_line(&last, copy_of(m, rest));
    add_line(&last, copy_of(m, m->s->site));
    if (m->s->people != NULL) {
        struct tdm_line *people = copy_of(m, m->s->people);
        people->block = block_of(m, people->block);
        add_line(&last, people);
    }
    return head;
}

/* ---- entries: of the courses that are given, then of the scenario */

static void add_given(struct making *m, const struct tdm_line *line);

static void add_entries(struct making *m, const struct tdm_line *block) {
    for (const struct tdm_line *l = block->block; l != NULL; l = l->next) {
        if (tdm_str_is(tdm_line_head(l), "given")) add_given(m, l);
        if (tdm_str_is(tdm_line_head(l), "day")) add_lines(m, l);
    }
}

static void add_given(struct making *m, const struct tdm_line *line) {
    for (uint32_t i = 0; i < line->part_count; i++) {
        const struct tdm_part *part = &line->parts[i];
        const struct tdm_term *name = &part->terms[part->count - 1];
        for (uint32_t c = 0; c < m->s->course_count; c++)
            if (tdm_str_equal(m->s->courses[c].name, name->text) && !too_many(m, line))
                add_entries(m, m->s->courses[c].line);
    }
}

/* A course that several scenarios are given is told once. */
static bool already_told(const struct tdm_problems *problems, const struct tdm_problem *p) {
    for (uint32_t i = 0; i < problems->count; i++) {
        const struct tdm_problem *other = &problems->items[i];
        if (other->place.line == p->place.line && other->place.column == p->place.column &&
            tdm_str_equal(tdm_str_of(other->what), tdm_str_of(p->what)))
            return true;
    }
    return false;
}

/* Errors of the chart's reader are the scenario's; its notes are not. */
static void keep_errors(struct making *m, const struct tdm_problems *told) {
    for (uint32_t i = 0; i < told->count; i++) {
        const struct tdm_problem *p = &told->items[i];
        struct tdm_place place = p->place;
        if (p->severity != TDM_ERROR) continue;
        m->good = false;
        if (already_told(m->problems, p)) continue;
        place.file = m->s->tree->file;
        struct tdm_problem *kept = tdm_problems_add(m->problems, TDM_ERROR, p->why, p->code, place);
        tdm_problem_what(kept, "%s", p->what);
        tdm_problem_fix(kept, "%s", p->fix);
    }
}

static void make_trials(struct making *m, struct scenario_chart *out) {
    struct scenario_trial *trials = NULL;
    size_t room = 0;
    struct tdm_problems *told = TDM_NEW(m->mem, struct tdm_problems);
    for (const struct tdm_line *day = out->scenario->line->block; day != NULL; day = day->next) {
        if (!tdm_str_is(tdm_line_head(day), "expect")) continue;
        for (const struct tdm_line *l = day->block; l != NULL; l = l->next) {
            if (!tdm_str_is(tdm_line_head(l), "would") || l->block == NULL) continue;
            struct tdm_tree tree = {.file = tdm_str_of(scenario_tried), .text = m->s->tree->text};
            tree.first = block_of(m, l->block);
            TDM_GROW(m->mem, trials, out->trial_count, room);
            struct scenario_trial *trial = &trials[out->trial_count++];
            trial->line = l;
            if (tree.first == NULL) continue; /* its days were refused, and that is told */
            tdm_problems_init(told);
            if (!tdm_chart_extend(m->mem, out->chart, &tree, &tdm_zone_utc, &trial->chart, told)) {
                trial->chart = NULL;
                keep_errors(m, told);
            }
        }
    }
    out->trials = trials;
}

static void make_chart(struct making *m, const struct tdm_catalog *catalog, struct scenario_chart *out) {
    struct tdm_problems *told = TDM_NEW(m->mem, struct tdm_problems);
    struct tdm_line *head = chart_head(m, catalog);
    m->first = head;
    m->last = head;
    add_entries(m, out->scenario->line);
    struct tdm_tree tree = {.file = m->s->tree->file, .text = m->s->tree->text, .first = m->first};
    tdm_problems_init(told);
    if (!m->good) return;
    if (tdm_chart_read(m->mem, &tree, &tdm_zone_utc, &out->chart, told))
        make_trials(m, out);
    else
        keep_errors(m, told);
}

bool scenario_charts(struct tdm_arena *mem, const struct tdm_scenarios *s, const struct tdm_catalog *catalog,
                     const struct scenario_chart **out, struct tdm_problems *problems) {
    struct scenario_chart *charts = TDM_NEW_ARRAY(mem, struct scenario_chart, s->count + 1);
    uint32_t lines = 0;
    bool good = true;
    for (uint32_t i = 0; i < s->count && lines <= SCENARIO_LINES_MAX; i++) {
        struct making m = {.mem = mem, .s = s, .problems = problems, .lines = &lines, .good = true};
        charts[i].scenario = &s->items[i];
        make_chart(&m, catalog, &charts[i]);
        good = good && m.good;
    }
    *out = charts;
    return good;
}
