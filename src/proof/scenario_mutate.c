/* scenario_mutate.c - the protocol with one small change after the other, read anew and held against the scenarios:
 * what none of them notices is listed, with its explanation where the file gives one. */
#include "proof/scenario_int.h"

struct mutating {
    struct tdm_arena *mem;
    const struct tdm_scenarios *s;
    const struct tdm_protocol_source *source;
    const struct scenario_chart *charts;
    struct tdm_mutation_report *report;
    struct tdm_survivor *survivors;
    size_t room;
    bool *used;     /* per explanation */
    bool *exists;   /* per explanation: a line that it speaks of is there */
    uint32_t first; /* the scenario that noticed the last change is asked first */
};

/* ---- one change */

static tdm_str changed_text(struct tdm_arena *mem, tdm_str text, const struct edit *edit) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, TDM_NOTATION_FILE_MAX);
    tdm_buf_add(&out, tdm_str_slice(text, 0, edit->from));
    tdm_buf_add(&out, edit->text);
    tdm_buf_add(&out, tdm_str_slice(text, edit->until, text.len));
    return tdm_buf_str(&out);
}

/* The protocol with the tree in place of the one it was read from; a part keeps its digest. */
static const struct tdm_protocol *read_changed(const struct mutating *m, const struct tdm_tree *old,
                                               const struct tdm_tree *tree, struct tdm_problems *problems) {
    struct tdm_part_file *items = TDM_NEW_ARRAY(m->mem, struct tdm_part_file, m->source->parts->count + 1);
    struct tdm_parts parts = {items, m->source->parts->count};
    const struct tdm_protocol *protocol;
    for (uint32_t i = 0; i < parts.count; i++) {
        items[i] = m->source->parts->items[i];
        if (items[i].tree == old) items[i].tree = tree;
    }
    if (!tdm_protocol_read(m->mem, old == m->source->tree ? tree : m->source->tree, m->source->catalog, &parts,
                           &protocol, problems) ||
        !tdm_schedule_check(m->mem, protocol, problems))
        return NULL;
    return protocol;
}

static bool stop_at_first(void *context, const struct exam *e, enum scenario_outcome outcome) {
    (void)context;
    (void)e;
    return outcome == SCENARIO_HOLDS;
}

static bool noticed(struct mutating *m, const struct tdm_protocol *protocol, struct tdm_problems *problems) {
    const struct scenario_watch watch = {NULL, NULL, stop_at_first};
    for (uint32_t i = 0; i < m->s->count; i++) {
        uint32_t at = (m->first + i) % m->s->count;
        struct tdm_arena_mark mark = tdm_arena_mark(m->mem);
        struct exam e = {.mem = m->mem, .s = m->s, .protocol = protocol, .problems = problems};
        tdm_buf_init(&e.got, m->mem, 4096);
        bool held = scenario_walk(&e, &m->charts[at], &watch);
        tdm_arena_rewind(m->mem, mark);
        if (held) continue;
        m->first = at;
        return true;
    }
    return false;
}

enum fate { FATE_REFUSED, FATE_NOTICED, FATE_SURVIVES };

static enum fate fate_of(struct mutating *m, const struct tdm_tree *old, const struct edit *edit) {
    struct tdm_problems *problems = TDM_NEW(m->mem, struct tdm_problems);
    const struct tdm_tree *tree;
    tdm_problems_init(problems);
    tdm_str text = changed_text(m->mem, old->text, edit);
    if (!tdm_notation_read(m->mem, old->file, text, &tree, problems)) return FATE_REFUSED;
    const struct tdm_protocol *protocol = read_changed(m, old, tree, problems);
    if (protocol == NULL) return FATE_REFUSED;
    return noticed(m, protocol, problems) ? FATE_NOTICED : FATE_SURVIVES;
}

/* ---- the report */

/* The line of the text that holds the byte, without what stands before and behind its words. */
static tdm_str line_at(tdm_str text, size_t at) {
    size_t from = at, until = at;
    while (from > 0 && text.at[from - 1] != '\n') from--;
    while (until < text.len && text.at[until] != '\n') until++;
    tdm_str line = tdm_str_trim(tdm_str_slice(text, from, until));
    size_t cites;
    if (tdm_str_find(line, TDM_STR("  ["), &cites)) line = tdm_str_slice(line, 0, cites);
    return line;
}

static uint32_t explanation(const struct mutating *m, tdm_str line, tdm_str block) {
    for (uint32_t i = 0; i < m->s->unnoticed_count; i++) {
        const struct tdm_unnoticed *u = &m->s->unnoticed[i];
        if (tdm_str_equal(u->line, line) && (u->block.len == 0 || tdm_str_equal(u->block, block))) return i;
    }
    return UINT32_MAX;
}

static uint32_t line_number(tdm_str text, size_t at) {
    uint32_t line = 1;
    for (size_t i = 0; i < at; i++) line += text.at[i] == '\n';
    return line;
}

static void keep_survivor(struct mutating *m, const struct tdm_tree *tree, const struct edit *edit) {
    tdm_str before = line_at(tree->text, edit->from), text = changed_text(m->mem, tree->text, edit);
    struct tdm_survivor survivor = {.place = {tree->file, line_number(tree->text, edit->from), 1, 0},
                                    .before = before,
                                    .after = line_at(text, edit->from),
                                    .explained = explanation(m, before, edit->block)};
    if (survivor.explained != UINT32_MAX)
        m->used[survivor.explained] = true;
    else
        m->report->unexplained++;
    TDM_GROW(m->mem, m->survivors, m->report->survivor_count, m->room);
    m->survivors[m->report->survivor_count++] = survivor;
}

static void mutate_tree(struct mutating *m, const struct tdm_tree *tree) {
    struct edits edits;
    edits_of(m->mem, tree, m->source->catalog, &edits);
    for (size_t i = 0; i < edits.count; i++) {
        struct tdm_arena_mark mark = tdm_arena_mark(m->mem);
        enum fate fate = fate_of(m, tree, &edits.items[i]);
        tdm_arena_rewind(m->mem, mark);
        uint32_t why = explanation(m, line_at(tree->text, edits.items[i].from), edits.items[i].block);
        if (why != UINT32_MAX) m->exists[why] = true;
        m->report->tried++;
        m->report->refused += fate == FATE_REFUSED;
        m->report->noticed += fate == FATE_NOTICED;
        if (fate == FATE_SURVIVES) keep_survivor(m, tree, &edits.items[i]);
    }
}

/* An explanation that explains nothing has outlived its line. */
static bool check_explanations(const struct mutating *m, struct tdm_problems *problems) {
    bool good = true;
    for (uint32_t i = 0; i < m->s->unnoticed_count; i++) {
        const struct tdm_unnoticed *u = &m->s->unnoticed[i];
        if (m->used[i]) continue;
        good = false;
        struct tdm_problem *p = tdm_problems_add(problems, TDM_ERROR, TDM_WHY_CONFLICT, "X014", u->place);
        if (m->exists[i])
            tdm_problem_what(p, "every change of `%.*s` is noticed", TDM_FMT(u->line));
        else
            tdm_problem_what(p, "`%.*s` is no line that changes", TDM_FMT(u->line));
        tdm_problem_fix(p, "%s",
                        m->exists[i] ? "take the explanation out"
                                     : "write the line as it stands in the protocol, without its cites");
    }
    return good;
}

/* Is a clause of the protocol written in that file? */
static bool speaks_of(const struct tdm_protocol *protocol, tdm_str file) {
    for (uint32_t i = 0; i < protocol->clause_count; i++)
        if (tdm_str_equal(protocol->clauses[i].place.file, file)) return true;
    return false;
}

bool tdm_scenarios_mutate(struct tdm_arena *mem, const struct tdm_scenarios *s,
                          const struct tdm_protocol_source *source, struct tdm_mutation_report *out,
                          struct tdm_problems *problems) {
    struct mutating m = {.mem = mem, .s = s, .source = source, .report = out};
    *out = (struct tdm_mutation_report){0};
    m.used = TDM_NEW_ARRAY(mem, bool, s->unnoticed_count + 1u);
    m.exists = TDM_NEW_ARRAY(mem, bool, s->unnoticed_count + 1u);
    const struct tdm_protocol *protocol = read_changed(&m, source->tree, source->tree, problems);
    if (protocol == NULL || !scenario_charts(mem, s, source->catalog, &m.charts, problems)) return false;
    mutate_tree(&m, source->tree);
    for (uint32_t i = 0; i < source->parts->count; i++)
        if (speaks_of(protocol, source->parts->items[i].tree->file)) mutate_tree(&m, source->parts->items[i].tree);
    out->survivors = m.survivors;
    return check_explanations(&m, problems);
}
