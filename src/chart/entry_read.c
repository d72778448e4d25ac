/* entry_read.c - one dated line of a chart file into a draft, by the tables of kinds and clauses. What is wrong in the
 * line itself is told here; what must and may stand in an entry is judged in entry_shape.c, what it refers to in
 * entry_refer.c. */
#include "chart/chart_int.h"

struct entry_line {
    struct tdm_chart_reader *r;
    struct tdm_draft *draft;
    const struct tdm_kind_row *kind;
    const struct tdm_line *line;
    struct tdm_cursor c;
    uint32_t part;
    uint8_t slot;   /* the next own word to be filled */
    bool list_open; /* a bare name adds to `list` */
    enum tdm_entry_field list;
    size_t list_room[2]; /* of asked, of found */
};

/* ---- small helpers of the room's readers */

struct tdm_problem *tdm_chart_refuse(struct tdm_chart_reader *r, enum tdm_why why, const char *code,
                                     struct tdm_place place) {
    return tdm_problems_add(r->problems, TDM_ERROR, why, code, place);
}

struct tdm_problem *tdm_chart_tell(struct tdm_chart_reader *r, enum tdm_why why, const char *code,
                                   struct tdm_place place) {
    return tdm_problems_add(r->problems, TDM_NOTE, why, code, place);
}

struct tdm_place tdm_chart_term(const struct tdm_chart_reader *r, const struct tdm_term *term) {
    return (struct tdm_place){r->file, term->line, term->column, term->length};
}

struct tdm_mark tdm_mark_of(const struct tdm_term *term) {
    return (struct tdm_mark){term->line, (uint16_t)term->column, (uint16_t)term->length};
}

struct tdm_place tdm_draft_place(const struct tdm_chart_reader *r, const struct tdm_draft *draft,
                                 enum tdm_entry_field field) {
    struct tdm_mark mark = draft->marks[field];
    if (mark.line == 0) return draft->entry.place;
    return (struct tdm_place){r->file, mark.line, mark.column, mark.length};
}

bool tdm_chart_reserve(struct tdm_chart_reader *r, size_t entries) {
    if (entries > TDM_CHART_ENTRIES_MAX) {
        struct tdm_problem *p = tdm_chart_refuse(r, TDM_WHY_LIMIT, "H066", (struct tdm_place){r->file, 0, 0, 0});
        tdm_problem_what(p, "the chart has more than %u entries", TDM_CHART_ENTRIES_MAX);
        tdm_problem_fix(p, "a chart is one episode of one person: divide the file by episodes");
        return false;
    }
    r->drafts = TDM_NEW_ARRAY(r->mem, struct tdm_draft, entries + 1);
    r->room = entries;
    return true;
}

struct tdm_draft *tdm_draft_new(struct tdm_chart_reader *r) {
    TDM_ASSERT(r->count < r->room);
    struct tdm_draft *draft = &r->drafts[r->count++];
    draft->entry.time = TDM_TIME_NONE;
    draft->entry.recorded = TDM_INSTANT_NONE;
    draft->entry.date = TDM_DATE_NONE;
    draft->entry.other_date = TDM_DATE_NONE;
    return draft;
}

static struct tdm_problem *refuse(struct entry_line *e, enum tdm_why why, const char *code, struct tdm_place place) {
    e->draft->bad = true;
    return tdm_chart_refuse(e->r, why, code, place);
}

static tdm_str form_of(struct entry_line *e) {
    struct tdm_buf form;
    tdm_buf_init(&form, e->r->mem, 4096);
    tdm_entry_kind_form(&form, e->draft->entry.kind);
    return tdm_buf_str(&form);
}

static void mark(struct entry_line *e, enum tdm_entry_field field, const struct tdm_term *term) {
    e->draft->marks[field] = tdm_mark_of(term);
}

/* ---- what follows a phrase */

static bool grade_take(struct entry_line *e, const struct tdm_term *term) {
    tdm_decimal grade = tdm_decimal_trim(term->number);
    TDM_ASSERT(term->kind == TDM_TERM_NUMBER);
    if (grade.scale != 0 || grade.coefficient < 0 || grade.coefficient > 10) return false;
    e->draft->entry.has_grade = true;
    e->draft->entry.grade = (int32_t)grade.coefficient;
    return true;
}

static bool term_fits(enum tdm_field_type type, const struct tdm_term *term) {
    switch (type) {
    case TDM_TYPE_NAME:
    case TDM_TYPE_NAMES:
    case TDM_TYPE_SIDE:
        return term->kind == TDM_TERM_WORD;
    case TDM_TYPE_TEXT:
        return term->kind == TDM_TERM_TEXT;
    case TDM_TYPE_SAID:
        return term->kind == TDM_TERM_WORD || term->kind == TDM_TERM_TEXT;
    case TDM_TYPE_VERSION:
    case TDM_TYPE_GRADE:
    case TDM_TYPE_COUNT:
        return term->kind == TDM_TERM_NUMBER;
    case TDM_TYPE_DATE:
        return term->kind == TDM_TERM_DATE;
    case TDM_TYPE_INSTANT:
        return term->kind == TDM_TERM_INSTANT;
    case TDM_TYPE_TIME:
    case TDM_TYPE_FLAG:
    case TDM_TYPE_VALUE:
    case TDM_TYPE_READINGS:
    case TDM_TYPE_DOSES:
        break;
    }
    TDM_UNREACHABLE(); /* those are no single term of a line */
}

static void name_add(struct entry_line *e, enum tdm_entry_field field, const struct tdm_term *term) {
    bool asked = field == TDM_FIELD_ASKED;
    struct tdm_entry *entry = &e->draft->entry;
    const tdm_str **list = asked ? &entry->asked : &entry->found;
    uint32_t *count = asked ? &entry->asked_count : &entry->found_count;
    tdm_str *names = asked ? (tdm_str *)(uintptr_t)entry->asked : (tdm_str *)(uintptr_t)entry->found;
    TDM_GROW(e->r->mem, names, *count, e->list_room[asked ? 0 : 1]);
    names[(*count)++] = term->text;
    *list = names;
    if (*count == 1) mark(e, field, term);
    e->list = field;
    e->list_open = true;
}

/* Stores a fitting term; false when its value is out of range. */
static bool store(struct entry_line *e, enum tdm_entry_field field, const struct tdm_term *term) {
    struct tdm_entry *entry = &e->draft->entry;
    mark(e, field, term);
    switch (tdm_fields[field].type) {
    case TDM_TYPE_NAME:
    case TDM_TYPE_TEXT:
    case TDM_TYPE_SAID:
    case TDM_TYPE_VERSION:
        tdm_entry_set_str(entry, field, term->text);
        return true;
    case TDM_TYPE_DATE:
        entry->other_date = term->date;
        return true;
    case TDM_TYPE_INSTANT:
        entry->recorded = term->instant;
        return true;
    case TDM_TYPE_GRADE:
        return grade_take(e, term);
    case TDM_TYPE_NAMES:
        name_add(e, field, term);
        return true;
    case TDM_TYPE_TIME:
    case TDM_TYPE_FLAG:
    case TDM_TYPE_COUNT:
    case TDM_TYPE_VALUE:
    case TDM_TYPE_SIDE:
    case TDM_TYPE_READINGS:
    case TDM_TYPE_DOSES:
        break;
    }
    TDM_UNREACHABLE();
}

/* ---- clauses */

static void wants(struct entry_line *e, const struct tdm_clause_row *row, enum tdm_entry_field field) {
    struct tdm_problem *p = refuse(e, TDM_WHY_SYNTAX, "H020", tdm_cursor_place(&e->c));
    const struct tdm_field_row *of = &tdm_fields[field];
    if (tdm_cursor_done(&e->c))
        tdm_problem_what(p, "\"%s\" has nothing after it, where %s is expected", row->phrase, of->wants);
    else
        tdm_problem_what(p, "\"%s\" is followed by \"%.*s\", where %s is expected", row->phrase, TDM_FMT(e->c.at->text),
                         of->wants);
    bool medicine = row->shape == TDM_CLAUSE_MEDICINE;
    tdm_problem_fix(p, "write `%s %s`", row->phrase, medicine ? "\"ibuprofen\" 400 mg" : of->example);
}

static void wrong_choice(struct entry_line *e, const struct tdm_term *term, const char *choices) {
    struct tdm_problem *p = refuse(e, TDM_WHY_NOT_FOUND, "H018", tdm_chart_term(e->r, term));
    tdm_str nearest = tdm_choice_nearest(choices, term->text);
    tdm_problem_what(p, "\"%.*s\" is none of the words that `%s` knows here: %s", TDM_FMT(term->text), e->kind->word,
                     choices);
    if (e->draft->entry.kind == TDM_ENTRY_PROCEDURE && tdm_str_is(term->text, "planned"))
        tdm_problem_fix(p, "write a plan as an entry of its own: `plan procedure on DATE by PERSON`");
    else if (nearest.len > 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(nearest));
    else
        tdm_problem_fix(p, "write one of %s", choices);
}

static bool medicine_take(struct entry_line *e, const struct tdm_clause_row *row, const struct tdm_term *head) {
    struct tdm_entry *entry = &e->draft->entry;
    if (tdm_cursor_done(&e->c) || !term_fits(TDM_TYPE_SAID, e->c.at)) {
        wants(e, row, TDM_FIELD_SUBJECT);
        return false;
    }
    entry->state = head->text;
    mark(e, TDM_FIELD_STATE, head);
    mark(e, TDM_FIELD_SUBJECT, e->c.at);
    entry->subject = e->c.at->text;
    e->c.at++;
    if (tdm_cursor_done(&e->c) || e->c.at->kind != TDM_TERM_NUMBER) return true;
    const struct tdm_term *number = tdm_cursor_take(&e->c, TDM_TERM_NUMBER);
    const struct tdm_term *unit = tdm_cursor_take(&e->c, TDM_TERM_WORD);
    mark(e, TDM_FIELD_AMOUNT, number);
    entry->amount = (struct tdm_written_value){true, number->number, unit == NULL ? TDM_STR("") : unit->text};
    return true;
}

static bool writer_take(struct entry_line *e, const struct tdm_clause_row *row) {
    struct tdm_entry *entry = &e->draft->entry;
    const struct tdm_term *name = tdm_cursor_take(&e->c, TDM_TERM_WORD);
    const struct tdm_term *number = name == NULL ? NULL : tdm_cursor_take(&e->c, TDM_TERM_NUMBER);
    if (number == NULL) {
        wants(e, row, TDM_FIELD_WRITER);
        return false;
    }
    tdm_decimal whole = tdm_decimal_trim(number->number);
    if (whole.scale != 0 || whole.coefficient < 1 || whole.coefficient > UINT32_MAX) {
        struct tdm_problem *p = refuse(e, TDM_WHY_RANGE, "H051", tdm_chart_term(e->r, number));
        tdm_problem_what(p, "\"%.*s\" is no number of a writer", TDM_FMT(number->text));
        tdm_problem_fix(p, "count a writer's entries from 1: `writer %.*s 1`", TDM_FMT(name->text));
        return false;
    }
    entry->writer = name->text;
    entry->number = (uint32_t)whole.coefficient;
    mark(e, TDM_FIELD_WRITER, name);
    mark(e, TDM_FIELD_NUMBER, number);
    return true;
}

static bool field_take(struct entry_line *e, const struct tdm_clause_row *row, const struct tdm_term *head);

/* `at hip right`: the side stands behind the region, where it has sides. */
static bool site_take(struct entry_line *e, const struct tdm_clause_row *row, const struct tdm_term *head) {
    if (!field_take(e, row, head)) return false;
    enum tdm_side side = TDM_SIDE_NONE;
    if (!tdm_cursor_done(&e->c) && e->c.at->kind == TDM_TERM_WORD) side = tdm_side_of_word(e->c.at->text);
    if (side == TDM_SIDE_NONE) return true;
    mark(e, TDM_FIELD_SIDE, e->c.at);
    e->draft->entry.side = side;
    e->c.at++;
    return true;
}

static bool field_take(struct entry_line *e, const struct tdm_clause_row *row, const struct tdm_term *head) {
    enum tdm_entry_field field = row->field;
    if (tdm_fields[field].type == TDM_TYPE_FLAG) {
        bool *flag = (bool *)((char *)&e->draft->entry + tdm_fields[field].offset);
        *flag = true;
        mark(e, field, head);
        return true;
    }
    enum tdm_field_type type = tdm_fields[field].type;
    if (type == TDM_TYPE_SAID) type = TDM_TYPE_NAME; /* after a phrase: a name, never a quoted text */
    if (tdm_cursor_done(&e->c) || !term_fits(type, e->c.at)) {
        wants(e, row, field);
        return false;
    }
    const struct tdm_term *term = e->c.at++;
    if (row->choices != NULL && !tdm_choice_has(row->choices, term->text)) {
        wrong_choice(e, term, row->choices);
        return false;
    }
    if (store(e, field, term)) return true;
    e->c.at--;
    wants(e, row, field);
    return false;
}

static bool clause_take(struct entry_line *e, const struct tdm_clause_row *row) {
    const struct tdm_term *head = e->c.at;
    bool again = e->draft->marks[row->field].line != 0;
    bool taken = tdm_cursor_take_words(&e->c, row->phrase);
    TDM_ASSERT(taken);
    e->list_open = false;
    if (again) {
        struct tdm_problem *p = refuse(e, TDM_WHY_CONFLICT, "H023", tdm_chart_term(e->r, head));
        tdm_problem_what(p, "\"%s\" says again what this entry has already said", row->phrase);
        tdm_problem_fix(p, "keep one of the two, or make two entries of them");
        return false;
    }
    switch ((enum tdm_clause_shape)row->shape) {
    case TDM_CLAUSE_FIELD:
        return field_take(e, row, head);
    case TDM_CLAUSE_MEDICINE:
        return medicine_take(e, row, head);
    case TDM_CLAUSE_WRITER:
        return writer_take(e, row);
    case TDM_CLAUSE_SITE:
        return site_take(e, row, head);
    case TDM_CLAUSE_CLASS:
        e->draft->entry.state = head->text;
        mark(e, TDM_FIELD_STATE, head);
        return field_take(e, row, head);
    }
    TDM_UNREACHABLE();
}

/* The clause that begins here; one that belongs to other kinds only is found when `of_kind` is false. */
static const struct tdm_clause_row *clause_here(const struct entry_line *e, bool of_kind) {
    tdm_str first = e->c.at != e->c.end ? e->c.at->text : TDM_STR("");
    for (size_t i = 0; i < TDM_CLAUSE_COUNT && first.len > 0; i++) {
        if (tdm_clauses[i].phrase[0] != first.at[0]) continue; /* mostly it is another clause */
        struct tdm_cursor probe = e->c;
        bool fits = !of_kind || tdm_clause_of_kind(&tdm_clauses[i], e->draft->entry.kind);
        if (fits && tdm_cursor_take_words(&probe, tdm_clauses[i].phrase)) return &tdm_clauses[i];
    }
    return NULL;
}

/* ---- own words of a kind */

static bool slot_take(struct entry_line *e) {
    const struct tdm_term *term = e->c.at;
    while (e->slot < e->kind->slot_count) {
        const struct tdm_slot *slot = &e->kind->slots[e->slot];
        bool fits = term_fits(slot->type, term);
        bool chosen = slot->choices == NULL || tdm_choice_has(slot->choices, term->text);
        if (!fits && !slot->optional) return false;
        e->slot++;
        if (!fits) continue;
        e->c.at++;
        if (!chosen) {
            wrong_choice(e, term, slot->choices);
            return true;
        }
        bool stored = store(e, slot->field, term);
        TDM_ASSERT(stored);
        return true;
    }
    return false;
}

static void not_understood(struct entry_line *e) {
    const struct tdm_clause_row *elsewhere = clause_here(e, false);
    const char *code = elsewhere != NULL ? "H021" : "H022";
    struct tdm_problem *p = refuse(e, TDM_WHY_SYNTAX, code, tdm_cursor_place(&e->c));
    if (elsewhere != NULL)
        tdm_problem_what(p, "\"%s\" says nothing in an entry of the kind `%s`", elsewhere->phrase, e->kind->word);
    else
        tdm_problem_what(p, "\"%.*s\" is not understood in this `%s`", TDM_FMT(e->c.at->text), e->kind->word);
    tdm_problem_fix(p, "write `%.*s`", TDM_FMT(form_of(e)));
}

/* One part; false when something in it was refused. */
static bool part_read(struct entry_line *e) {
    bool first = true;
    while (!tdm_cursor_done(&e->c)) {
        const struct tdm_clause_row *row = clause_here(e, true);
        bool name = e->c.at->kind == TDM_TERM_WORD && first && e->part > 0 && e->list_open;
        first = false;
        if (row != NULL) {
            if (!clause_take(e, row)) return false;
        } else if (name) {
            name_add(e, e->list, e->c.at++);
        } else if (!slot_take(e)) {
            not_understood(e);
            return false;
        }
    }
    return true;
}

/* ---- block */

static void procedure_line(struct entry_line *e, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(e->r->tree, line, 0);
    tdm_str head = tdm_line_head(line);
    const struct tdm_procedure_line *row = NULL;
    for (size_t i = 0; i < TDM_PROCEDURE_LINE_COUNT && row == NULL; i++)
        if (tdm_str_is(head, tdm_procedure_lines[i].head)) row = &tdm_procedure_lines[i];
    bool site = row != NULL && row->field == TDM_FIELD_REGION;
    const struct tdm_term *term = NULL;
    if (row != NULL) {
        (void)tdm_cursor_take(&c, TDM_TERM_WORD);
        term = tdm_cursor_take(&c, tdm_fields[row->field].type == TDM_TYPE_TEXT ? TDM_TERM_TEXT : TDM_TERM_WORD);
    }
    bool good = term != NULL && tdm_cursor_done(&c) && line->block == NULL && line->part_count <= (site ? 2 : 1) &&
                (row->choices == NULL || tdm_choice_has(row->choices, term->text));
    if (good && line->part_count == 2) {
        struct tdm_cursor side = tdm_cursor_of(e->r->tree, line, 1);
        const struct tdm_term *word = tdm_cursor_take(&side, TDM_TERM_WORD);
        good = word != NULL && tdm_cursor_done(&side) && tdm_side_of_word(word->text) != TDM_SIDE_NONE;
        if (good) e->draft->entry.side = tdm_side_of_word(word->text);
        if (good) mark(e, TDM_FIELD_SIDE, word);
    }
    if (good && e->draft->marks[row->field].line == 0) {
        (void)store(e, row->field, term);
        return;
    }
    struct tdm_problem *p = refuse(e, TDM_WHY_SYNTAX, "H050", tdm_line_place(e->r->tree, line));
    tdm_problem_what(p, good ? "\"%.*s\" is said twice of one procedure" : "\"%.*s\" is not understood of a procedure",
                     TDM_FMT(line->source));
    tdm_problem_fix(p, "write, each once: `source TEXT`, `preparation TEXT`, `site REGION, right`, "
                       "`guidance ultrasound|fluoroscopy|none`, `operator PERSON`");
}

static void block_refuse(struct entry_line *e, const struct tdm_line *first) {
    struct tdm_problem *p = refuse(e, TDM_WHY_SYNTAX, "H042", tdm_line_place(e->r->tree, first));
    tdm_problem_what(p, "\"%.*s\" stands below `%s`, which has no lines below it", TDM_FMT(first->source),
                     e->kind->word);
    tdm_problem_fix(p, "write values below `assess` or `diary`, exercises below `prescribe` or `session`");
}

static void block_read(struct entry_line *e) {
    const struct tdm_line *first = e->line->block;
    switch ((enum tdm_entry_block)e->kind->block) {
    case TDM_BLOCK_NONE:
        if (first != NULL) block_refuse(e, first);
        return;
    case TDM_BLOCK_READINGS:
        tdm_readings_read(e->r, e->draft, first);
        return;
    case TDM_BLOCK_DOSES:
        for (; first != NULL; first = first->next) tdm_dose_read(e->r, e->draft, first);
        return;
    case TDM_BLOCK_SESSION:
        tdm_readings_read(e->r, e->draft, first);
        for (; first != NULL; first = first->next)
            if (tdm_line_is_dose(first)) tdm_dose_read(e->r, e->draft, first);
        return;
    case TDM_BLOCK_PROCEDURE:
        for (; first != NULL; first = first->next) procedure_line(e, first);
        return;
    }
}

/* ---- the line */

static const struct tdm_term *date_and_kind(struct tdm_chart_reader *r, struct tdm_cursor *c, struct tdm_entry *entry) {
    const struct tdm_term *date = tdm_cursor_take(c, TDM_TERM_DATE);
    if (date == NULL) {
        struct tdm_problem *p = tdm_chart_refuse(r, TDM_WHY_SYNTAX, "H015", tdm_line_place(r->tree, c->line));
        tdm_problem_what(p, "\"%.*s\" does not begin with a date, as every entry of a chart does",
                         TDM_FMT(c->line->source));
        tdm_problem_fix(p, "write `2026-03-04 assess by PERSON`; lines about the chart itself stand below `chart`, "
                           "two blanks in");
        return NULL;
    }
    entry->date = date->date;
    const struct tdm_term *time = tdm_cursor_take(c, TDM_TERM_TIME);
    if (time != NULL) entry->time = time->time;
    const struct tdm_term *kind = tdm_cursor_take(c, TDM_TERM_WORD);
    tdm_str words[TDM_ENTRY_KIND_COUNT];
    for (int i = 0; i < TDM_ENTRY_KIND_COUNT; i++) {
        words[i] = tdm_str_of(tdm_kinds[i].word);
        if (kind == NULL || !tdm_str_equal(words[i], kind->text)) continue;
        entry->kind = (enum tdm_entry_kind)i;
        return kind;
    }
    struct tdm_place place = kind == NULL ? tdm_cursor_place(c) : tdm_chart_term(r, kind);
    struct tdm_problem *p = tdm_chart_refuse(r, TDM_WHY_NOT_FOUND, "H016", place);
    int nearest = kind == NULL ? -1 : tdm_nearest(kind->text, words, TDM_COUNT(words));
    if (kind == NULL)
        tdm_problem_what(p, "the date is not followed by the kind of the entry");
    else
        tdm_problem_what(p, "\"%.*s\" is no kind of entry", TDM_FMT(kind->text));
    if (nearest >= 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(words[nearest]));
    else
        tdm_problem_fix(p, "write a kind of entry, such as `assess`, `diary`, `session` or `clear`");
    return NULL;
}

static void screen_subject(struct entry_line *e) {
    struct tdm_entry *entry = &e->draft->entry;
    bool general = false;
    for (uint32_t i = 0; i < entry->asked_count; i++)
        general = general || tdm_str_is(entry->asked[i], "flags") || tdm_str_is(entry->asked[i], "findings");
    if (!general) return;
    if (entry->asked_count > 1) {
        struct tdm_problem *p = refuse(e, TDM_WHY_SYNTAX, "H019", tdm_draft_place(e->r, e->draft, TDM_FIELD_ASKED));
        tdm_problem_what(p, "this `screen` asks for all `flags` or `findings` and for something else beside them");
        tdm_problem_fix(p, "write one `screen flags` or `screen findings` a line, and names in a line of their own");
        return;
    }
    entry->subject = entry->asked[0];
    e->draft->marks[TDM_FIELD_SUBJECT] = e->draft->marks[TDM_FIELD_ASKED];
    e->draft->marks[TDM_FIELD_ASKED].line = 0;
    entry->asked = NULL;
    entry->asked_count = 0;
}

void tdm_entry_read(struct tdm_chart_reader *r, const struct tdm_line *line) {
    struct tdm_entry head = {.time = TDM_TIME_NONE};
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    if (date_and_kind(r, &c, &head) == NULL) return;
    struct tdm_draft *draft = tdm_draft_new(r);
    draft->entry.kind = head.kind;
    draft->entry.date = head.date;
    draft->entry.time = head.time;
    draft->entry.place = tdm_line_place(r->tree, line);
    mark(&(struct entry_line){.draft = draft}, TDM_FIELD_DATE, &line->parts[0].terms[0]);
    struct entry_line e = {.r = r, .draft = draft, .kind = &tdm_kinds[head.kind], .line = line, .c = c};
    if (line->cite_count > 0 || line->verbatim) {
        struct tdm_place place = {r->file, line->line, line->cite_count > 0 ? line->cites[0].column : line->column, 1};
        struct tdm_problem *p = refuse(&e, TDM_WHY_SYNTAX, "H052", place);
        tdm_problem_what(p, "an entry of a chart carries neither a source nor a text after `|`");
        tdm_problem_fix(p, "say where a published case comes from once, below `chart`: `published \"the source\"`");
    }
    for (e.part = 0; e.part < line->part_count; e.part++) {
        if (e.part > 0) e.c = tdm_cursor_of(r->tree, line, e.part);
        (void)part_read(&e);
    }
    if (e.draft->entry.kind == TDM_ENTRY_SCREEN) screen_subject(&e);
    block_read(&e);
}
