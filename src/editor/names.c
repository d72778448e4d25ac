/* names.c - the names that files declare, with their places; and which of them a word means. */
#include "editor/editor_int.h"

const char *tdm_editor_name_word(uint32_t kind) {
    static const char *const words[] = {"source", "measure",     "phase",    "clearance", "gate",   "restriction",
                                        "flag",   "progression", "plan",     "positions", "step",   "load class",
                                        "part",   "protocol",    "decision", "chart",     "person", "entry",
                                        "set",    "course",      "item",     "score"};
    _Static_assert(TDM_COUNT(words) == TDM_NAME_KIND_COUNT - TDM_KIND_COUNT, "a word for each kind");
    if (kind < TDM_KIND_COUNT) return tdm_catalog_kind_word((enum tdm_catalog_kind)kind);
    TDM_ASSERT(kind < TDM_NAME_KIND_COUNT);
    return words[kind - TDM_KIND_COUNT];
}

struct names {
    struct tdm_arena *mem;
    const struct tdm_editor_file *file;
    struct tdm_editor_name *items;
    size_t count, room;
    bool in_catalog; /* the file at hand is of the catalogue: its sources can be cited there alone */
};

static void add(struct names *names, uint32_t kind, const struct tdm_term *term, const struct tdm_line *line) {
    TDM_GROW(names->mem, names->items, names->count, names->room);
    struct tdm_editor_name *one = &names->items[names->count++];
    *one = (struct tdm_editor_name){.kind = kind, .name = term->text, .file = names->file, .line = line};
    one->place = (struct tdm_place){names->file->name, term->line, term->column, term->length};
    for (uint32_t i = 0; i < line->parts[0].count; i++)
        if (line->parts[0].terms[i].kind == TDM_TERM_TEXT && &line->parts[0].terms[i] != term)
            one->label = line->parts[0].terms[i].text;
}

/* The word behind a word on the line or in its block: `scale effusion-grade`, `measure pain is nprs`. */
static tdm_str word_behind(const struct tdm_line *line, const char *word) {
    for (uint32_t p = 0; p < line->part_count; p++)
        for (uint32_t i = 0; i + 1 < line->parts[p].count; i++)
            if (tdm_str_is(line->parts[p].terms[i].text, word) && line->parts[p].terms[i].kind == TDM_TERM_WORD)
                return line->parts[p].terms[i + 1].text;
    for (const struct tdm_line *below = line->block; below != NULL; below = below->next)
        if (tdm_str_is(tdm_line_head(below), word) && below->parts[0].count > 1) return below->parts[0].terms[1].text;
    return (tdm_str){0};
}

static const struct tdm_term *term_at(const struct tdm_line *line, uint32_t at) {
    if (line->part_count == 0 || at >= line->parts[0].count) return NULL;
    const struct tdm_term *term = &line->parts[0].terms[at];
    return term->kind == TDM_TERM_WORD || term->kind == TDM_TERM_TEXT || term->kind == TDM_TERM_MARK ? term : NULL;
}

static void of_catalog(struct names *names, const struct tdm_line *line) {
    int kind = catalog_kind_of(tdm_line_head(line));
    bool source = tdm_str_is(tdm_line_head(line), "source");
    const struct tdm_term *name = term_at(line, 1);
    if (name == NULL || (kind < 0 && !source) || (source && !names->in_catalog)) return;
    add(names, source ? TDM_NAME_SOURCE : (uint32_t)kind, name, line);
    if (kind == TDM_KIND_MEASURE) names->items[names->count - 1].of = word_behind(line, "scale");
    for (const struct tdm_line *below = line->block; kind == TDM_KIND_SCALE && below != NULL; below = below->next) {
        if (!tdm_str_is(tdm_line_head(below), "step") || term_at(below, 1) == NULL) continue;
        add(names, tdm_str_is(name->text, "load") ? TDM_NAME_LOAD : TDM_NAME_STEP, term_at(below, 1), below);
        names->items[names->count - 1].of = name->text;
    }
}

static void of_blocks(struct names *names, const struct tdm_line *line) {
    static const struct {
        const char *head;
        uint32_t kind;
    } heads[] = {{"source", TDM_NAME_SOURCE},     {"measure", TDM_NAME_MEASURE},
                 {"phase", TDM_NAME_PHASE},       {"clearance", TDM_NAME_CLEARANCE},
                 {"gate", TDM_NAME_GATE},         {"restrict", TDM_NAME_RESTRICT},
                 {"flag", TDM_NAME_FLAG},         {"progress", TDM_NAME_PROGRESS},
                 {"plan", TDM_NAME_PLAN},         {"positions", TDM_NAME_POSITIONS},
                 {"part", TDM_NAME_PART},         {"protocol", TDM_NAME_PROTOCOL},
                 {"decision", TDM_NAME_DECISION}, {"set", TDM_NAME_SET}};
    for (size_t i = 0; i < TDM_COUNT(heads); i++) {
        if (!tdm_str_is(tdm_line_head(line), heads[i].head) || term_at(line, 1) == NULL) continue;
        add(names, heads[i].kind, term_at(line, 1), line);
        if (heads[i].kind == TDM_NAME_MEASURE) names->items[names->count - 1].of = word_behind(line, "is");
    }
}

static void of_chart(struct names *names, const struct tdm_line *line) {
    if (tdm_str_is(tdm_line_head(line), "chart") && term_at(line, 1) != NULL)
        add(names, TDM_NAME_CHART, term_at(line, 1), line);
    for (const struct tdm_line *below = line->block; below != NULL; below = below->next)
        for (const struct tdm_line *one = below->block; one != NULL; one = one->next)
            if (tdm_str_is(tdm_line_head(below), "people") && term_at(one, 0) != NULL)
                add(names, TDM_NAME_PERSON, term_at(one, 0), one);
    for (uint32_t p = 1; p < line->part_count; p++) {
        const struct tdm_part *part = &line->parts[p];
        bool named =
            part->count == 2 && part->terms[0].kind == TDM_TERM_WORD && tdm_str_is(part->terms[0].text, "name");
        if (named && part->terms[1].kind == TDM_TERM_WORD) add(names, TDM_NAME_ENTRY, &part->terms[1], line);
    }
}

/* The items of an instrument, which stand on a line of its head, and its scores. */
static void of_instrument(struct names *names, const struct tdm_line *line) {
    tdm_str head = tdm_line_head(line);
    uint32_t kind = tdm_str_is(head, "score") ? TDM_NAME_SCORE : TDM_NAME_SOURCE;
    bool named = kind == TDM_NAME_SCORE || tdm_str_is(head, "source");
    if (named && term_at(line, 1) != NULL) add(names, kind, term_at(line, 1), line);
    for (const struct tdm_line *below = line->block; below != NULL; below = below->next)
        for (uint32_t p = 0; tdm_str_is(tdm_line_head(below), "items") && p < below->part_count; p++) {
            const struct tdm_part *part = &below->parts[p];
            uint32_t at = p == 0;
            bool code = part->count == at + 1 && part->terms[at].kind == TDM_TERM_WORD;
            if (code && !tdm_str_is(part->terms[at].text, "decimal"))
                add(names, TDM_NAME_ITEM, &part->terms[at], below);
        }
}

static void of_scenarios(struct names *names, const struct tdm_line *line) {
    if (tdm_str_is(tdm_line_head(line), "course") && term_at(line, 1) != NULL)
        add(names, TDM_NAME_COURSE, term_at(line, 1), line);
    /* People and the names of entries are as in a chart. */
    of_chart(names, line);
    for (const struct tdm_line *entry = line->block; entry != NULL; entry = entry->next) of_chart(names, entry);
}

static void of_file(struct names *names, const struct tdm_editor_file *file) {
    enum tdm_editor_kind kind = tdm_editor_kind_of(file->text.bytes);
    names->file = file;
    for (const struct tdm_line *line = file->tree == NULL ? NULL : file->tree->first; line != NULL; line = line->next) {
        if (kind == TDM_EDITOR_CATALOG)
            of_catalog(names, line);
        else if (kind == TDM_EDITOR_CHART)
            of_chart(names, line);
        else if (kind == TDM_EDITOR_SCENARIO)
            of_scenarios(names, line);
        else if (kind == TDM_EDITOR_INSTRUMENT)
            of_instrument(names, line);
        else
            of_blocks(names, line);
        if (file->head_only) return;
    }
}

void tdm_editor_desk_open(struct tdm_editor_desk *desk) {
    bool in_catalog = tdm_editor_kind_of(desk->mine->text.bytes) == TDM_EDITOR_CATALOG;
    struct names names = {.mem = desk->mem, .in_catalog = in_catalog};
    of_file(&names, desk->mine);
    for (uint32_t i = 0; i < desk->other_count; i++) of_file(&names, &desk->others[i]);
    desk->names = names.items;
    desk->name_count = names.count;
}

static size_t pick(const struct tdm_editor_desk *desk, tdm_str word, uint64_t kinds, const struct tdm_editor_name **out,
                   size_t most) {
    size_t count = 0;
    for (size_t i = 0; i < desk->name_count && count < most; i++)
        if ((kinds & NAME_BIT(desk->names[i].kind)) != 0 && tdm_str_equal(desk->names[i].name, word))
            out[count++] = &desk->names[i];
    return count;
}

size_t names_meant(const struct tdm_editor_desk *desk, const struct spot *spot, const struct tdm_editor_name **out,
                   size_t most) {
    if (spot->under < 0) return 0;
    struct wants wants;
    struct spot at = *spot;
    tdm_str word = spot_word(spot, (uint32_t)spot->under);
    at.before = (uint32_t)spot->under; /* what is wanted where the word begins */
    wants_find(desk, &at, &wants);
    size_t count = pick(desk, word, wants.names, out, most);
    if (count == 0) count = pick(desk, word, UINT64_MAX, out, most);
    return count;
}

size_t tdm_editor_definition(const struct tdm_editor_desk *desk, size_t offset, const struct tdm_editor_name **out,
                             size_t most) {
    struct spot spot;
    spot_find(desk, offset, &spot);
    /* A source in brackets and a product in quotes are names too; prose is not. */
    if (spot.under < 0 || (spot.silent && spot.tokens[spot.under].sign != SPOT_TEXT)) return 0;
    return names_meant(desk, &spot, out, most);
}
