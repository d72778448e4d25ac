/* entry_shape.c - what one entry must and may carry, by the row of its kind, whoever wrote it (notation or JSON). */
#include "chart/chart_int.h"

struct shape {
    struct tdm_chart_reader *r;
    struct tdm_draft *draft;
    const struct tdm_kind_row *kind;
    uint64_t may; /* fields that its kind can carry */
};

static struct tdm_problem *refuse(struct shape *s, enum tdm_why why, const char *code, struct tdm_place place) {
    s->draft->bad = true;
    return tdm_chart_refuse(s->r, why, code, place);
}

static tdm_str form_of(struct shape *s) {
    struct tdm_buf form;
    tdm_buf_init(&form, s->r->mem, 4096);
    tdm_entry_kind_form(&form, s->draft->entry.kind);
    return tdm_buf_str(&form);
}

/* ---- words of the notation, for what came as JSON */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool tdm_is_word(tdm_str text) {
    if (text.len == 0 || !is_letter(text.at[0])) return false;
    for (size_t i = 1; i < text.len; i++) {
        char c = text.at[i];
        bool joins = c == '.' || c == '/';
        bool inner = is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (!inner && !(joins && i + 1 < text.len && text.at[i - 1] != '.' && text.at[i - 1] != '/')) return false;
    }
    return true;
}

bool tdm_is_text(tdm_str text) {
    for (size_t i = 0; i < text.len; i++)
        if ((text.at[i] >= 0 && text.at[i] < ' ') || text.at[i] == 0x7F) return false;
    return true;
}

bool tdm_is_mark(tdm_str text) {
    if (text.len < 2 || text.at[0] < '0' || text.at[0] > '9') return false;
    bool more = false;
    for (size_t i = 1; i < text.len; i++) {
        bool last_plus = text.at[i] == '+' && i + 1 == text.len;
        bool digit = text.at[i] >= '0' && text.at[i] <= '9';
        if (!is_letter(text.at[i]) && !digit && !last_plus) return false;
        more = more || !digit;
    }
    return more;
}

/* ---- missing */

static const struct tdm_clause_row *clause_for(enum tdm_entry_kind kind, enum tdm_entry_field field) {
    for (size_t i = 0; i < TDM_CLAUSE_COUNT; i++)
        if (tdm_clauses[i].field == field && tdm_clause_of_kind(&tdm_clauses[i], kind)) return &tdm_clauses[i];
    return NULL;
}

static void missing(struct shape *s, enum tdm_entry_field field) {
    const struct tdm_field_row *of = &tdm_fields[field];
    const char *code = field == TDM_FIELD_AUTHOR       ? "H024"
                       : field == TDM_FIELD_BECAUSE    ? "H027"
                       : field == TDM_FIELD_OTHER_DATE ? "H028"
                                                       : "H029";
    struct tdm_problem *p = refuse(s, TDM_WHY_MISSING, code, s->draft->entry.place);
    const struct tdm_clause_row *clause = clause_for(s->draft->entry.kind, field);
    bool phrase = clause != NULL && clause->shape == TDM_CLAUSE_FIELD;
    const char *own = NULL;
    for (uint32_t i = 0; i < s->kind->slot_count; i++)
        if (s->kind->slots[i].field == field) own = s->kind->slots[i].shown;
    if (phrase)
        tdm_problem_what(p, "this `%s` lacks `%s`", s->kind->word, clause->phrase);
    else
        tdm_problem_what(p, "this `%s` lacks %s%s", s->kind->word, own != NULL ? "its " : "",
                         own != NULL ? own : of->wants);
    if (phrase)
        tdm_problem_fix(p, "write `%s %s`: `%.*s`", clause->phrase, of->example, TDM_FMT(form_of(s)));
    else
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(form_of(s)));
}

static void check_must(struct shape *s) {
    const struct tdm_entry *entry = &s->draft->entry;
    uint64_t must = s->kind->must | TDM_FIELD_BIT(TDM_FIELD_AUTHOR);
    for (uint32_t i = 0; i < s->kind->slot_count; i++)
        if (!s->kind->slots[i].optional) must |= TDM_FIELD_BIT(s->kind->slots[i].field);
    if (entry->kind == TDM_ENTRY_PLAN && tdm_str_is(entry->subject, "phase")) must |= TDM_FIELD_BIT(TDM_FIELD_TARGET);
    for (int i = 0; i < TDM_FIELD_COUNT && must >> i != 0; i++) {
        enum tdm_entry_field field = (enum tdm_entry_field)i;
        if ((must >> i & 1) != 0 && !tdm_entry_has(entry, field)) missing(s, field);
    }
    bool lines = entry->reading_count > 0 || entry->dose_count > 0;
    if (!s->kind->block_must || lines) return;
    struct tdm_problem *p = refuse(s, TDM_WHY_MISSING, "H041", entry->place);
    tdm_problem_what(p, "this `%s` has no lines below it", s->kind->word);
    if (s->kind->block == TDM_BLOCK_DOSES)
        tdm_problem_fix(p, "write one exercise a line below it, two blanks in: `leg-press 3x12, 40 kg`");
    else
        tdm_problem_fix(p, "write one measure a line below it, two blanks in: `pain 2`%s",
                        entry->kind == TDM_ENTRY_CORRECT ? ", with `, was 3` after it" : "");
}

static void check_screen(struct shape *s) {
    const struct tdm_entry *entry = &s->draft->entry;
    if (entry->kind != TDM_ENTRY_SCREEN) return;
    if (entry->subject.len == 0 && entry->asked_count == 0) {
        missing(s, TDM_FIELD_ASKED);
        return;
    }
    if (entry->none_found != (entry->found_count > 0)) return;
    struct tdm_problem *p = refuse(s, entry->none_found ? TDM_WHY_CONFLICT : TDM_WHY_MISSING, "H030", entry->place);
    tdm_problem_what(p, entry->none_found ? "this `screen` found none and found something"
                                          : "this `screen` does not say what was found");
    tdm_problem_fix(p, "end it with either `, none found` or `, found NAME`");
}

/* ---- what is there */

static void wrong_word(struct shape *s, enum tdm_entry_field field, tdm_str text) {
    struct tdm_problem *p = refuse(s, TDM_WHY_SYNTAX, "H056", tdm_draft_place(s->r, s->draft, field));
    tdm_problem_what(p, "\"%.*s\" cannot stand in \"%s\", where %s is expected", TDM_FMT(text), tdm_fields[field].key,
                     tdm_fields[field].wants);
    tdm_problem_fix(p,
                    "names begin with a letter and go on with letters, digits, `_` and `-`; texts are one line without "
                    "control characters");
}

static void check_choice(struct shape *s, enum tdm_entry_field field, const char *choices) {
    tdm_str word = tdm_entry_str(&s->draft->entry, field);
    if (word.len == 0 || tdm_choice_has(choices, word)) return;
    struct tdm_problem *p = refuse(s, TDM_WHY_NOT_FOUND, "H018", tdm_draft_place(s->r, s->draft, field));
    tdm_str nearest = tdm_choice_nearest(choices, word);
    tdm_problem_what(p, "\"%.*s\" is none of the words that `%s` knows here: %s", TDM_FMT(word), s->kind->word,
                     choices);
    if (nearest.len > 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(nearest));
    else
        tdm_problem_fix(p, "write one of %s", choices);
}

/* What a kind's own words and clauses make of a field: subject and target are names with most kinds. */
static enum tdm_field_type type_in_kind(const struct shape *s, enum tdm_entry_field field) {
    enum tdm_field_type type = tdm_fields[field].type;
    if (type != TDM_TYPE_SAID) return type;
    bool own = false;
    for (uint32_t i = 0; i < s->kind->slot_count; i++) {
        if (s->kind->slots[i].field != field) continue;
        own = true;
        type = s->kind->slots[i].type;
    }
    if (field == TDM_FIELD_SUBJECT && s->draft->entry.kind == TDM_ENTRY_DENY)
        return tdm_str_is(s->draft->entry.state, "class") ? TDM_TYPE_NAME : TDM_TYPE_SAID;
    if (field == TDM_FIELD_TARGET && !own) return TDM_TYPE_NAME; /* of a clause */
    return type;
}

/* An own word that would be read as the beginning of a clause: `clear by by physician-a`. */
static bool taken_for_clause(const struct shape *s, enum tdm_entry_field field) {
    for (uint32_t i = 0; i < s->kind->slot_count; i++)
        if (s->kind->slots[i].field == field)
            return tdm_word_of_clause(s->draft->entry.kind, tdm_entry_str(&s->draft->entry, field));
    return false;
}

static void check_names(struct shape *s, enum tdm_entry_field field) {
    const struct tdm_entry *entry = &s->draft->entry;
    const tdm_str *names = field == TDM_FIELD_ASKED ? entry->asked : entry->found;
    uint32_t count = field == TDM_FIELD_ASKED ? entry->asked_count : entry->found_count;
    for (uint32_t i = 0; i < count; i++)
        if (tdm_word_of_clause(entry->kind, names[i])) wrong_word(s, field, names[i]);
}

static void check_field(struct shape *s, enum tdm_entry_field field) {
    const struct tdm_entry *entry = &s->draft->entry;
    if ((s->may >> field & 1) == 0) {
        struct tdm_problem *p = refuse(s, TDM_WHY_NOT_ALLOWED, "H021", tdm_draft_place(s->r, s->draft, field));
        tdm_problem_what(p, "\"%s\" says nothing in an entry of the kind `%s`", tdm_fields[field].key, s->kind->word);
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(form_of(s)));
        return;
    }
    switch (type_in_kind(s, field)) {
    case TDM_TYPE_NAME:
        if (!tdm_is_word(tdm_entry_str(entry, field)) || taken_for_clause(s, field))
            wrong_word(s, field, tdm_entry_str(entry, field));
        return;
    case TDM_TYPE_TEXT:
    case TDM_TYPE_SAID:
        TDM_ASSERT(tdm_is_text(tdm_entry_str(entry, field))); /* both readers see to it */
        return;
    case TDM_TYPE_VERSION: {
        tdm_decimal version;
        if (!tdm_decimal_parse(entry->version, &version)) wrong_word(s, field, entry->version);
        return;
    }
    case TDM_TYPE_NAMES:
        check_names(s, field);
        return;
    case TDM_TYPE_DATE:
    case TDM_TYPE_TIME:
    case TDM_TYPE_INSTANT:
    case TDM_TYPE_FLAG:
    case TDM_TYPE_GRADE:
    case TDM_TYPE_COUNT:
    case TDM_TYPE_VALUE:
    case TDM_TYPE_SIDE:
    case TDM_TYPE_READINGS:
    case TDM_TYPE_DOSES:
        return;
    }
}

static void check_fields(struct shape *s) {
    for (int i = 0; i < TDM_FIELD_COUNT; i++)
        if (tdm_entry_has(&s->draft->entry, (enum tdm_entry_field)i)) check_field(s, (enum tdm_entry_field)i);
    for (uint32_t i = 0; i < s->kind->slot_count; i++)
        if (s->kind->slots[i].choices != NULL)
            check_choice(s, (enum tdm_entry_field)s->kind->slots[i].field, s->kind->slots[i].choices);
    for (size_t i = 0; i < TDM_CLAUSE_COUNT; i++)
        if (tdm_clauses[i].choices != NULL && tdm_clause_of_kind(&tdm_clauses[i], s->draft->entry.kind))
            check_choice(s, (enum tdm_entry_field)tdm_clauses[i].field, tdm_clauses[i].choices);
    if (s->draft->entry.kind == TDM_ENTRY_MEDICINE) check_choice(s, TDM_FIELD_STATE, "taken|ordered|stopped");
    if (s->draft->entry.kind == TDM_ENTRY_DENY) check_choice(s, TDM_FIELD_STATE, "class");
    if (s->draft->entry.kind == TDM_ENTRY_SCREEN) check_choice(s, TDM_FIELD_SUBJECT, "flags|findings");
}

/* ---- times (M21) */

static void check_times(struct shape *s) {
    struct tdm_entry *entry = &s->draft->entry;
    if (tdm_instant_is_none(entry->recorded)) {
        /* The last millisecond of the day, so that "known on that day" has it and the day after has it too (R-N37). */
        entry->recorded = (tdm_instant){tdm_zone_day_end(s->r->zone, entry->date).ms - 1};
        entry->recorded_assumed = true;
    }
    int64_t valid_ms = (int64_t)entry->date.day * 86400000 + (entry->time.minute > 0 ? entry->time.minute : 0) * 60000;
    if (!entry->recorded_assumed && valid_ms > tdm_zone_local_ms(s->r->zone, entry->recorded)) {
        struct tdm_buf said;
        tdm_buf_init(&said, s->r->mem, 64);
        tdm_instant_print(&said, entry->recorded);
        struct tdm_problem *p =
            refuse(s, TDM_WHY_CONFLICT, "H031", tdm_draft_place(s->r, s->draft, TDM_FIELD_RECORDED));
        tdm_problem_what(p, "this `%s` was recorded at %.*s, before it happened", s->kind->word,
                         TDM_FMT(tdm_buf_str(&said)));
        tdm_problem_fix(p, "put one of the two times right; what still lies ahead is a `plan ... on DATE`");
    }
    if (entry->kind == TDM_ENTRY_DENY && entry->other_date.day > entry->date.day) {
        struct tdm_problem *p =
            refuse(s, TDM_WHY_CONFLICT, "H057", tdm_draft_place(s->r, s->draft, TDM_FIELD_OTHER_DATE));
        tdm_problem_what(p, "this `deny` reaches back to a day that lies after it");
        tdm_problem_fix(p, "write after `since` the first day without the medicine");
    }
}

/* ---- lines */

static void without_reason(struct shape *s, tdm_str thing, const char *word, struct tdm_place place) {
    struct tdm_problem *p = refuse(s, TDM_WHY_MISSING, "H047", place);
    tdm_problem_what(p, "\"%.*s\" is `%s` and does not say why", TDM_FMT(thing), word);
    tdm_problem_fix(p, "write `%.*s %s, because \"reason\"`", TDM_FMT(thing), word);
}

/* What no file of the notation can say, but JSON could. */
static void check_reading_form(struct shape *s, const struct tdm_written_reading *reading) {
    const struct tdm_entry *entry = &s->draft->entry;
    bool dated = !tdm_date_equal(reading->date, entry->date);
    if (dated && entry->kind != TDM_ENTRY_DIARY && entry->kind != TDM_ENTRY_CORRECT) {
        struct tdm_problem *p = refuse(s, TDM_WHY_NOT_ALLOWED, "H046", reading->place);
        tdm_problem_what(p, "\"%.*s\" has a date of its own below `%s`, whose date all its lines have",
                         TDM_FMT(reading->measure), s->kind->word);
        tdm_problem_fix(p, "take the date off, or write an entry of its own for that day");
    }
    bool amount =
        reading->value.is_number && tdm_choice_has("sets|set|reps|rep|kg|min|minutes|times", reading->value.word);
    if (entry->kind != TDM_ENTRY_SESSION || !amount) return;
    struct tdm_problem *p = refuse(s, TDM_WHY_NOT_ALLOWED, "H060", reading->place);
    tdm_problem_what(p, "\"%.*s\" is in `%.*s`, which in a session belongs to an exercise", TDM_FMT(reading->measure),
                     TDM_FMT(reading->value.word));
    tdm_problem_fix(p, "write the measure in an `assess` of the same day");
}

static void check_reading(struct shape *s, const struct tdm_written_reading *reading) {
    const struct tdm_entry *entry = &s->draft->entry;
    check_reading_form(s, reading);
    bool correction = entry->kind == TDM_ENTRY_CORRECT;
    if (reading->not_done && reading->because.len == 0 && !correction)
        without_reason(s, reading->measure, "not-done", reading->place);
    if (correction && !reading->has_was) {
        struct tdm_problem *p = refuse(s, TDM_WHY_MISSING, "H036", reading->place);
        tdm_problem_what(p, "this correction of \"%.*s\" does not state what it was", TDM_FMT(reading->measure));
        tdm_problem_fix(p, "write the recorded value after the right one: `%.*s 2, was 3`", TDM_FMT(reading->measure));
    }
    if (reading->has_was && !correction) {
        struct tdm_problem *p = refuse(s, TDM_WHY_NOT_ALLOWED, "H038", reading->place);
        tdm_problem_what(p, "\"was\" stands outside a correction");
        tdm_problem_fix(p, "write it in an entry of the kind `correct`");
    }
    if (!tdm_date_before(entry->date, reading->date)) return;
    struct tdm_buf day;
    tdm_buf_init(&day, s->r->mem, 32);
    tdm_date_print(&day, reading->date);
    struct tdm_problem *p = refuse(s, TDM_WHY_CONFLICT, "H032", reading->place);
    tdm_problem_what(p, "\"%.*s\" is dated %.*s, a day after the entry it stands in", TDM_FMT(reading->measure),
                     TDM_FMT(tdm_buf_str(&day)));
    tdm_problem_fix(p, "put the date right; a value lies on the day of its entry or before it");
}

static void check_dose(struct shape *s, const struct tdm_written_dose *dose) {
    if (dose->done == TDM_COULD_NOT && dose->because.len == 0)
        without_reason(s, dose->exercise, "could-not", dose->place);
}

/* Whoever did not do what was asked says why (M79): nobody ticks it off to clear a list. */
static void check_answer(struct shape *s) {
    static const char *const wanting[] = {"partial", "could-not", "declined", "not-needed"};
    const struct tdm_entry *entry = &s->draft->entry;
    if (entry->kind != TDM_ENTRY_ANSWER) return;
    for (size_t i = 0; i < TDM_COUNT(wanting); i++)
        if (tdm_str_is(entry->state, wanting[i]) && entry->because.len == 0)
            without_reason(s, entry->target, wanting[i], entry->place);
}

void tdm_entry_shape(struct tdm_chart_reader *r, struct tdm_draft *draft) {
    struct shape s = {r, draft, &tdm_kinds[draft->entry.kind], tdm_kind_may(draft->entry.kind)};
    const struct tdm_entry *entry = &draft->entry;
    bool was_bad = draft->bad;
    check_times(&s);
    for (uint32_t i = 0; i < entry->reading_count; i++) check_reading(&s, &entry->readings[i]);
    for (uint32_t i = 0; i < entry->dose_count; i++) check_dose(&s, &entry->doses[i]);
    if (was_bad) return;
    if (s.kind->default_state != NULL && entry->state.len == 0) draft->entry.state = tdm_str_of(s.kind->default_state);
    check_must(&s);
    check_screen(&s);
    check_answer(&s);
    check_fields(&s);
}
