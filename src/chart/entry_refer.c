/* entry_refer.c - names in a chart: people of the roster, names of entries, and the entries that refer to them. */
#include "chart/chart_int.h"

struct refer {
    struct tdm_chart_reader *r;
    uint32_t *by_name; /* named drafts, sorted by name, then place */
    uint32_t named;
    tdm_str *people; /* of the roster, for the nearest */
};

static struct tdm_problem *refuse(struct refer *f, struct tdm_draft *draft, enum tdm_why why, const char *code,
                                  enum tdm_entry_field field) {
    draft->bad = true;
    return tdm_chart_refuse(f->r, why, code, tdm_draft_place(f->r, draft, field));
}

/* ---- people */

static void check_person(struct refer *f, struct tdm_draft *draft, enum tdm_entry_field field) {
    const struct tdm_chart *chart = f->r->chart;
    tdm_str person = tdm_entry_str(&draft->entry, field);
    if (!tdm_is_word(person) || chart->people == NULL) return; /* no word: told already */
    for (uint32_t i = 0; i < chart->person_count; i++)
        if (tdm_str_equal(chart->people[i].person, person)) return;
    struct tdm_problem *p = refuse(f, draft, TDM_WHY_NOT_FOUND, field == TDM_FIELD_AUTHOR ? "H025" : "H026", field);
    int nearest = tdm_nearest(person, f->people, chart->person_count);
    tdm_problem_what(p, "\"%.*s\" does not stand in `people`", TDM_FMT(person));
    if (nearest >= 0)
        tdm_problem_fix(p, "write `%s %.*s`", tdm_fields[field].key, TDM_FMT(f->people[nearest]));
    else
        tdm_problem_fix(p, "write `%.*s ROLE` below `people`", TDM_FMT(person));
}

/* ---- names of entries */

static int compare_names(const void *context, uint32_t a, uint32_t b) {
    const struct tdm_draft *drafts = context;
    return tdm_str_compare(drafts[a].entry.name, drafts[b].entry.name);
}

static void names_index(struct refer *f) {
    f->by_name = TDM_NEW_ARRAY(f->r->mem, uint32_t, f->r->count + 1);
    for (uint32_t i = 0; i < f->r->count; i++)
        if (f->r->drafts[i].entry.name.len > 0 && !f->r->drafts[i].dropped) f->by_name[f->named++] = i;
    tdm_sort_indices(f->r->mem, f->by_name, f->named, &(struct tdm_sort){compare_names, f->r->drafts});
}

static struct tdm_draft *named(const struct refer *f, tdm_str name) {
    uint32_t low = 0, high = f->named;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        struct tdm_draft *draft = &f->r->drafts[f->by_name[middle]];
        int sign = tdm_str_compare(draft->entry.name, name);
        if (sign == 0) return draft;
        if (sign < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void check_names(struct refer *f) {
    for (uint32_t i = 0; i < f->named; i++) {
        struct tdm_draft *draft = &f->r->drafts[f->by_name[i]];
        tdm_str name = draft->entry.name;
        if (tdm_word_reserved(name)) {
            struct tdm_problem *p = refuse(f, draft, TDM_WHY_NOT_ALLOWED, "H058", TDM_FIELD_NAME);
            tdm_problem_what(p, "\"%.*s\" is a word of the notation and cannot name an entry", TDM_FMT(name));
            tdm_problem_fix(p, "write another name, such as `%.*s-1`", TDM_FMT(name));
        }
        if (i == 0) continue;
        const struct tdm_draft *before = &f->r->drafts[f->by_name[i - 1]];
        if (!tdm_str_equal(before->entry.name, name)) continue;
        struct tdm_problem *p = refuse(f, draft, TDM_WHY_CONFLICT, "H033", TDM_FIELD_NAME);
        tdm_problem_what(p, "\"%.*s\" names an entry already, in line %u; names are never used again", TDM_FMT(name),
                         before->entry.place.line);
        tdm_problem_fix(p, "write another name, such as `%.*s-2`", TDM_FMT(name));
    }
}

/* ---- references */

#define K(kind) ((uint64_t)1 << TDM_ENTRY_##kind)
static const struct reference_row {
    enum tdm_entry_kind kind;
    uint64_t targets;
    const char *wants;
} references[] = {
    {TDM_ENTRY_SESSION, K(PRESCRIBE), "a `prescribe`"},
    {TDM_ENTRY_DIARY, K(SESSION), "a `session`"},
    {TDM_ENTRY_REVOKE, K(CLEAR) | K(OVERRIDE) | K(MOVE) | K(STATEMENT), "a `clear`, `override`, `move` or `statement`"},
    {TDM_ENTRY_CORRECT, K(ASSESS) | K(DIARY) | K(SESSION), "an `assess`, a `diary` or a `session` with values"},
    {TDM_ENTRY_WITHDRAW, UINT64_MAX & ~K(WITHDRAW), "any entry but a `withdraw`"},
};

static void unknown_reference(struct refer *f, struct tdm_draft *draft) {
    tdm_str target = draft->entry.target;
    struct tdm_problem *p = refuse(f, draft, TDM_WHY_NOT_FOUND, "H034", TDM_FIELD_TARGET);
    tdm_problem_what(p, "no entry is named \"%.*s\"", TDM_FMT(target));
    tdm_str *names = TDM_NEW_ARRAY(f->r->mem, tdm_str, f->named + 1);
    for (uint32_t i = 0; i < f->named; i++) names[i] = f->r->drafts[f->by_name[i]].entry.name;
    int nearest = tdm_nearest(target, names, f->named);
    if (nearest >= 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(names[nearest]));
    else
        tdm_problem_fix(p, "name the entry that is meant: `..., name %.*s`", TDM_FMT(target));
}

/* The entry that a chain of corrections began with; a ring of them ends at the count. */
static const struct tdm_draft *first_corrected(const struct refer *f, const struct tdm_draft *at) {
    for (size_t steps = 0; steps < f->r->count && at->entry.kind == TDM_ENTRY_CORRECT; steps++) {
        const struct tdm_draft *next = named(f, at->entry.target);
        if (next == NULL) return NULL;
        at = next;
    }
    return at->entry.kind == TDM_ENTRY_CORRECT ? NULL : at;
}

static void wrong_target(struct refer *f, struct tdm_draft *draft, const struct tdm_draft *target,
                         const struct reference_row *row) {
    tdm_str name = draft->entry.target;
    const char *is = tdm_entry_kind_word(target->entry.kind);
    if (draft->entry.kind == TDM_ENTRY_CORRECT && target->entry.kind == TDM_ENTRY_CORRECT) {
        struct tdm_problem *p = refuse(f, draft, TDM_WHY_NOT_ALLOWED, "H037", TDM_FIELD_TARGET);
        const struct tdm_draft *first = first_corrected(f, target);
        tdm_problem_what(p, "\"%.*s\" is a correction itself; a correction names the entry that holds the value first",
                         TDM_FMT(name));
        if (first != NULL)
            tdm_problem_fix(p, "write `correct %.*s`", TDM_FMT(first->entry.name));
        else
            tdm_problem_fix(p, "write the name of the first entry after `correct`");
        return;
    }
    bool twice = draft->entry.kind == TDM_ENTRY_WITHDRAW;
    struct tdm_problem *p = refuse(f, draft, TDM_WHY_NOT_ALLOWED, twice ? "H040" : "H035", TDM_FIELD_TARGET);
    tdm_problem_what(p, "`%s` needs %s, and \"%.*s\" is of the kind `%s`", tdm_entry_kind_word(draft->entry.kind),
                     row->wants, TDM_FMT(name), is);
    if (twice)
        tdm_problem_fix(p, "what was withdrawn wrongly is recorded anew, as an entry of its own");
    else if (draft->entry.kind == TDM_ENTRY_CORRECT)
        tdm_problem_fix(p, "withdraw it and record it anew: `withdraw %.*s by PERSON, because TEXT`", TDM_FMT(name));
    else
        tdm_problem_fix(p, "name %s", row->wants);
}

static bool recorded_before(const struct tdm_entry *a, const struct tdm_entry *b) {
    if (a->recorded_assumed || b->recorded_assumed) return tdm_date_before(a->date, b->date);
    return a->recorded.ms < b->recorded.ms;
}

static void check_reference(struct refer *f, struct tdm_draft *draft) {
    const struct reference_row *row = NULL;
    for (size_t i = 0; i < TDM_COUNT(references); i++)
        if (references[i].kind == draft->entry.kind) row = &references[i];
    if (row == NULL || draft->entry.target.len == 0) return;
    const struct tdm_draft *target = named(f, draft->entry.target);
    if (target == NULL) {
        unknown_reference(f, draft);
        return;
    }
    if ((row->targets >> target->entry.kind & 1) == 0) {
        wrong_target(f, draft, target, row);
        return;
    }
    bool about = draft->entry.kind == TDM_ENTRY_CORRECT || draft->entry.kind == TDM_ENTRY_WITHDRAW ||
                 draft->entry.kind == TDM_ENTRY_REVOKE;
    if (!about || !recorded_before(&draft->entry, &target->entry)) return;
    struct tdm_problem *p = refuse(f, draft, TDM_WHY_CONFLICT, "H039", TDM_FIELD_TARGET);
    tdm_problem_what(p, "this `%s` was made before \"%.*s\", which it is about", tdm_entry_kind_word(draft->entry.kind),
                     TDM_FMT(draft->entry.target));
    tdm_problem_fix(p, "put the date or the `recorded` of one of the two right");
}

/* Names of entries that a withdrawal takes back are few; they are looked through one by one. */
static bool is_withdrawn(const struct refer *f, const struct tdm_entry *entry) {
    for (size_t i = 0; entry->name.len > 0 && i < f->r->count; i++) {
        const struct tdm_entry *by = &f->r->drafts[i].entry;
        if (by->kind == TDM_ENTRY_WITHDRAW && tdm_str_equal(by->target, entry->name)) return true;
    }
    return false;
}

/* ---- nothing happens to a patient after death; what happened before may still be told (M98) */

static void check_death(struct refer *f) {
    const struct tdm_draft *died = NULL;
    for (size_t i = 0; i < f->r->count; i++) {
        const struct tdm_entry *entry = &f->r->drafts[i].entry;
        bool is = entry->kind == TDM_ENTRY_END && tdm_str_is(entry->state, "died");
        if (is && !is_withdrawn(f, entry) && (died == NULL || tdm_date_before(entry->date, died->entry.date)))
            died = &f->r->drafts[i];
    }
    if (died == NULL) return;
    for (size_t i = 0; i < f->r->count; i++) {
        struct tdm_draft *draft = &f->r->drafts[i];
        bool about_record = draft->entry.kind == TDM_ENTRY_CORRECT || draft->entry.kind == TDM_ENTRY_WITHDRAW;
        if (about_record || !tdm_date_before(died->entry.date, draft->entry.date)) continue;
        struct tdm_problem *p = refuse(f, draft, TDM_WHY_CONFLICT, "H059", TDM_FIELD_DATE);
        tdm_problem_what(p, "this `%s` lies after the day on which the patient died",
                         tdm_entry_kind_word(draft->entry.kind));
        tdm_problem_fix(p, "put the date right, or withdraw the `end died` if it is wrong");
    }
}

void tdm_chart_refer(struct tdm_chart_reader *r) {
    struct refer f = {.r = r, .people = TDM_NEW_ARRAY(r->mem, tdm_str, r->chart->person_count + 1u)};
    for (uint32_t i = 0; i < r->chart->person_count; i++) f.people[i] = r->chart->people[i].person;
    names_index(&f);
    check_names(&f);
    for (size_t i = 0; i < r->count && !tdm_chart_full(r); i++) {
        if (r->drafts[i].dropped) continue;
        check_person(&f, &r->drafts[i], TDM_FIELD_AUTHOR);
        check_person(&f, &r->drafts[i], TDM_FIELD_WITH);
        check_reference(&f, &r->drafts[i]);
    }
    check_death(&f);
}
