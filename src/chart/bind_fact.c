/* bind_fact.c - what the engine asks of an entry without looking at words: who in which role, about what, taken back
 * when; and the same act recorded under two ids, which counts once until a person decides (M114). */
#include "chart/chart_int.h"

/* ---- which entry a name means */

static int compare_names(const void *context, uint32_t a, uint32_t b) {
    const struct tdm_entry *entries = context;
    return tdm_str_compare(entries[a].name, entries[b].name);
}

struct tdm_name_index tdm_bind_names(const struct tdm_binder *b) {
    struct tdm_name_index index = {b->chart->entries, TDM_NEW_ARRAY(b->mem, uint32_t, b->chart->entry_count + 1u), 0};
    for (uint32_t i = 0; i < b->chart->entry_count; i++)
        if (index.entries[i].name.len > 0) index.by_name[index.count++] = i;
    tdm_sort_indices(b->mem, index.by_name, index.count, &(struct tdm_sort){compare_names, index.entries});
    return index;
}

uint32_t tdm_entry_named(const struct tdm_name_index *index, tdm_str name) {
    uint32_t low = 0, high = index->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int sign = tdm_str_compare(index->entries[index->by_name[middle]].name, name);
        if (sign == 0) return index->by_name[middle];
        if (sign < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return UINT32_MAX;
}

/* Kinds whose target is an entry; with `enter` and `plan` it is a gate or a phase. */
#define K(kind) ((uint64_t)1 << TDM_ENTRY_##kind)
static const uint64_t refers_to_entries =
    K(SESSION) | K(DIARY) | K(REVOKE) | K(CORRECT) | K(WITHDRAW) | K(ANSWER) | K(HANDOFF) | K(ACKNOWLEDGE);

/* ---- subjects */

/* A protocol may declare flags of its own, which are not known here: told, not refused. */
static void check_names(struct tdm_binder *b, const struct tdm_entry *entry, const tdm_str *names, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        bool known = tdm_catalog_find(b->catalog, TDM_KIND_FLAG, names[i]) != TDM_REF_NONE ||
                     tdm_catalog_find(b->catalog, TDM_KIND_FINDING, names[i]) != TDM_REF_NONE;
        if (known) continue;
        struct tdm_problem *p = tdm_bind_tell(b, TDM_WHY_NOT_FOUND, "B020", entry->place);
        tdm_str nearest = tdm_catalog_nearest(b->catalog, TDM_KIND_FLAG, names[i]);
        if (nearest.len == 0) nearest = tdm_catalog_nearest(b->catalog, TDM_KIND_FINDING, names[i]);
        tdm_problem_what(p, "\"%.*s\" is neither a flag nor a finding of the catalogue", TDM_FMT(names[i]));
        if (nearest.len > 0)
            tdm_problem_fix(p, "write `%.*s`", TDM_FMT(nearest));
        else
            tdm_problem_fix(
                p, "leave it if the protocol declares it as a flag of its own; else write a name of the catalogue");
    }
}

static void check_medicine(struct tdm_binder *b, const struct tdm_entry *entry) {
    const tdm_ref *ingredients = NULL;
    uint32_t count = 0;
    tdm_ref route = TDM_REF_NONE, one[1];
    if (entry->route.len > 0) (void)tdm_bind_name(b, TDM_KIND_ROUTE, entry->route, "B023", entry->place, &route);
    if (tdm_catalog_ingredients(b->catalog, entry->subject, &ingredients, &count, &route, one)) return;
    struct tdm_problem *p = tdm_bind_tell(b, TDM_WHY_NOT_FOUND, "B024", entry->place);
    tdm_problem_what(p, "the catalogue does not know \"%.*s\": whether a rule concerns it cannot be told",
                     TDM_FMT(entry->subject));
    tdm_problem_fix(p, "ask what is in it, and declare it as a `product` or as another word (`also`) for a substance");
}

static void check_statement(struct tdm_binder *b, const struct tdm_entry *entry) {
    const struct tdm_scale *scale = tdm_catalog_load_scale(b->catalog);
    uint16_t step = 0;
    if (entry->load_class.len == 0 || tdm_scale_find(scale, entry->load_class, &step)) return;
    struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_NOT_FOUND, "B033", entry->place);
    int nearest = tdm_nearest(entry->load_class, scale->steps, scale->count);
    tdm_problem_what(p, "\"%.*s\" is no load class", TDM_FMT(entry->load_class));
    if (nearest >= 0)
        tdm_problem_fix(p, "write `load at most %.*s`", TDM_FMT(scale->steps[nearest]));
    else
        tdm_problem_fix(p, "write a step of the scale `load`, from `%.*s` to `%.*s`", TDM_FMT(scale->steps[0]),
                        TDM_FMT(scale->steps[scale->count - 1]));
}

/* Fact, site and date start the clock; a record about another site does too, and is told (M95). */
static void check_procedure(struct tdm_binder *b, const struct tdm_entry *entry) {
    tdm_ref region = TDM_REF_NONE;
    if (entry->region.len == 0) return;
    if (!tdm_bind_name(b, TDM_KIND_REGION, entry->region, "B001", entry->place, &region)) return;
    if (region == b->bound->region && entry->side == b->chart->side) return;
    struct tdm_problem *p = tdm_bind_tell(b, TDM_WHY_CONFLICT, "B035", entry->place);
    tdm_problem_what(p, "this procedure was done at \"%.*s, %s\", and the chart is about \"%.*s, %s\"",
                     TDM_FMT(entry->region), tdm_side_word(entry->side), TDM_FMT(b->chart->region),
                     tdm_side_word(b->chart->side));
    tdm_problem_fix(p, "put the record right; until then the protective limits hold");
}

static void check_receiver(struct tdm_binder *b, const struct tdm_entry *entry) {
    if (entry->to.len == 0 || tdm_catalog_find(b->catalog, TDM_KIND_ROLE, entry->to) != TDM_REF_NONE) return;
    for (uint32_t i = 0; i < b->chart->person_count; i++)
        if (tdm_str_equal(b->chart->people[i].person, entry->to)) return;
    struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_NOT_FOUND, "B036", entry->place);
    tdm_problem_what(p, "\"%.*s\" is neither a person of `people` nor a role", TDM_FMT(entry->to));
    tdm_problem_fix(p, "write a person of `people`, or a role of the catalogue, after `to`");
}

/* A finding or a flag is spoken of by its name, or by the name of the entry that opened it (`flag swelling closed`). */
static tdm_ref item_of(struct tdm_binder *b, struct tdm_fact *fact, const struct tdm_name_index *names) {
    const struct tdm_entry *entry = &b->chart->entries[fact->entry];
    enum tdm_catalog_kind kind = entry->kind == TDM_ENTRY_FLAG ? TDM_KIND_FLAG : TDM_KIND_FINDING;
    tdm_str name = entry->subject;
    tdm_ref ref = tdm_catalog_find(b->catalog, kind, name);
    uint32_t opened = ref == TDM_REF_NONE ? tdm_entry_named(names, name) : UINT32_MAX;
    if (opened != UINT32_MAX && opened != fact->entry && b->chart->entries[opened].kind == entry->kind) {
        fact->target = opened;
        name = b->chart->entries[opened].subject;
        ref = tdm_catalog_find(b->catalog, kind, name);
    }
    if (kind == TDM_KIND_FINDING && ref == TDM_REF_NONE)
        (void)tdm_bind_name(b, TDM_KIND_FINDING, name, "B019", entry->place, &ref);
    if (kind == TDM_KIND_FLAG && ref == TDM_REF_NONE && fact->target == UINT32_MAX) check_names(b, entry, &name, 1);
    return ref;
}

static tdm_ref subject_of(struct tdm_binder *b, struct tdm_fact *fact, const struct tdm_name_index *names) {
    const struct tdm_entry *entry = &b->chart->entries[fact->entry];
    tdm_ref ref = TDM_REF_NONE;
    if (entry->kind == TDM_ENTRY_FINDING) tdm_bind_finding(b, entry);
    if (entry->kind == TDM_ENTRY_FINDING || entry->kind == TDM_ENTRY_FLAG) return item_of(b, fact, names);
    if (entry->kind == TDM_ENTRY_PROCEDURE) {
        (void)tdm_bind_name(b, TDM_KIND_PROCEDURE, entry->subject, "B021", entry->place, &ref);
        check_procedure(b, entry);
    }
    if (entry->kind == TDM_ENTRY_DENY && tdm_str_is(entry->state, "class"))
        (void)tdm_bind_name(b, TDM_KIND_CLASS, entry->subject, "B022", entry->place, &ref);
    else if (entry->kind == TDM_ENTRY_MEDICINE || entry->kind == TDM_ENTRY_DENY)
        check_medicine(b, entry);
    if (entry->kind == TDM_ENTRY_SCREEN) {
        check_names(b, entry, entry->asked, entry->asked_count);
        check_names(b, entry, entry->found, entry->found_count);
    }
    if (entry->kind == TDM_ENTRY_STATEMENT) check_statement(b, entry);
    check_receiver(b, entry);
    return ref;
}

/* ---- taken back */

static void withdraw_all(struct tdm_binder *b) {
    b->withdrawn_by = TDM_NEW_ARRAY(b->mem, uint32_t, b->chart->entry_count);
    for (uint32_t i = 0; i < b->chart->entry_count; i++) b->withdrawn_by[i] = UINT32_MAX;
    for (uint32_t i = 0; i < b->chart->entry_count; i++) {
        const struct tdm_fact *by = &b->facts[i];
        if (by->kind != TDM_ENTRY_WITHDRAW) continue;
        TDM_ASSERT(by->target != UINT32_MAX); /* what it names was found when the chart was read */
        struct tdm_fact *fact = &b->facts[by->target];
        if (!tdm_instant_is_none(fact->withdrawn) && fact->withdrawn.ms <= by->recorded.ms) continue;
        fact->withdrawn = by->recorded;
        b->withdrawn_by[by->target] = i;
    }
}

/* ---- the same act under two ids */

struct acts {
    const struct tdm_binder *binder;
    uint64_t *first; /* day, time and kind as one number: they mostly tell two entries apart */
    tdm_str *said;   /* canonical bytes without name, writer and recording, once they are asked */
};

static tdm_str said_of(const struct acts *acts, uint32_t i) {
    if (acts->said[i].len == 0) acts->said[i] = tdm_entry_said(acts->binder->mem, &acts->binder->chart->entries[i]);
    return acts->said[i];
}

/* Days first, for entries stand in their order; then what is said. */
static int compare_said(const struct acts *acts, uint32_t a, uint32_t b) {
    if (acts->first[a] != acts->first[b]) return acts->first[a] < acts->first[b] ? -1 : 1;
    return tdm_str_compare(said_of(acts, a), said_of(acts, b));
}

static int compare_acts(const void *context, uint32_t a, uint32_t b) {
    const struct acts *acts = context;
    int sign = compare_said(acts, a, b);
    int64_t left = acts->binder->facts[a].recorded.ms, right = acts->binder->facts[b].recorded.ms;
    return sign == 0 ? (left > right) - (left < right) : sign;
}

static struct acts acts_of(const struct tdm_binder *b) {
    uint32_t count = b->chart->entry_count;
    struct acts acts = {b, TDM_NEW_ARRAY(b->mem, uint64_t, count + 1u), TDM_NEW_ARRAY(b->mem, tdm_str, count + 1u)};
    for (uint32_t i = 0; i < count; i++) {
        const struct tdm_entry *entry = &b->chart->entries[i];
        uint64_t day = (uint64_t)((int64_t)entry->date.day - TDM_DATE_MIN_DAY);
        uint64_t minute = entry->time.minute < 0 ? UINT16_MAX : (uint64_t)entry->time.minute;
        acts.first[i] = day << 24 | minute << 8 | (uint64_t)entry->kind;
    }
    return acts;
}

/* `copy` says what `counted` says: it stands in only once that one was taken back, if ever. What is said about it until
 * then is said about the one that counts: nothing recorded later changes which of them counted before. */
static void copy_hide(struct tdm_binder *b, uint32_t *counted, uint32_t copy) {
    struct tdm_fact *first = &b->facts[*counted], *fact = &b->facts[copy];
    struct tdm_problem *p = tdm_bind_tell(b, TDM_WHY_CONFLICT, "B037", b->chart->entries[copy].place);
    tdm_problem_what(p, "this `%s` says the same as line %u and counts once with it", tdm_entry_kind_word(fact->kind),
                     b->chart->entries[*counted].place.line);
    tdm_problem_fix(p, "withdraw one of the two, or give each its time if it happened twice");
    b->same_as[copy] = *counted;
    fact->act = first->act;
    if (tdm_instant_is_none(first->withdrawn)) {
        fact->withdrawn = fact->recorded;
        b->withdrawn_by[copy] = *counted;
        return;
    }
    if (fact->recorded.ms < first->withdrawn.ms) fact->recorded = first->withdrawn;
    if (fact->recorded.ms < first->recorded.ms) fact->recorded = first->recorded; /* taken back before it stood in */
    *counted = copy;
}

static void doubles_hide(struct tdm_binder *b) {
    uint32_t count = b->chart->entry_count;
    struct acts acts = acts_of(b);
    b->same_as = TDM_NEW_ARRAY(b->mem, uint32_t, count);
    uint32_t *order = TDM_NEW_ARRAY(b->mem, uint32_t, count + 1u);
    for (uint32_t i = 0; i < count; i++) {
        order[i] = i;
        b->same_as[i] = UINT32_MAX;
    }
    tdm_sort_indices(b->mem, order, count, &(struct tdm_sort){compare_acts, &acts});
    uint32_t counted = count > 0 ? order[0] : 0;
    for (uint32_t i = 1; i < count; i++) {
        if (compare_said(&acts, order[i], order[i - 1]) == 0)
            copy_hide(b, &counted, order[i]);
        else
            counted = order[i];
    }
}

bool tdm_says_again(const struct tdm_binder *b, uint32_t entry, uint32_t other) {
    const struct tdm_entry *one = &b->chart->entries[entry], *two = &b->chart->entries[other];
    if (one->kind != two->kind || one->date.day != two->date.day || one->time.minute != two->time.minute) return false;
    return tdm_str_equal(tdm_entry_said(b->mem, one), tdm_entry_said(b->mem, two));
}

/* ---- */

static void without_role(struct tdm_binder *b, const struct tdm_entry *entry) {
    struct tdm_problem *p = tdm_bind_tell(b, TDM_WHY_NOT_ALLOWED, "B018", entry->place);
    tdm_problem_what(p, "\"%.*s\" held no role on the day of this `%s`", TDM_FMT(entry->author),
                     tdm_entry_kind_word(entry->kind));
    tdm_problem_fix(
        p, "the entry is kept without the effect of a role; put the dates of the roster right if they are wrong");
}

bool tdm_names_nobody(const struct tdm_entry *entry, const struct tdm_fact *fact) {
    bool item = entry->kind == TDM_ENTRY_FLAG || entry->kind == TDM_ENTRY_FINDING;
    bool refers = (refers_to_entries >> entry->kind & 1) != 0 && entry->target.len > 0;
    return fact->target == UINT32_MAX && (refers || (item && fact->subject == TDM_REF_NONE));
}

bool tdm_bind_fact(struct tdm_binder *b, uint32_t i, const struct tdm_name_index *names) {
    const struct tdm_entry *entry = &b->chart->entries[i];
    struct tdm_fact *fact = &b->facts[i];
    *fact = (struct tdm_fact){.kind = entry->kind, .entry = i, .act = i, .date = entry->date, .time = entry->time};
    fact->recorded = entry->recorded;
    fact->withdrawn = TDM_INSTANT_NONE;
    fact->role = tdm_chart_role_on(b->bound, entry->author, entry->date);
    fact->target = UINT32_MAX;
    fact->subject = subject_of(b, fact, names);
    if ((refers_to_entries >> entry->kind & 1) != 0 && entry->target.len > 0)
        fact->target = tdm_entry_named(names, entry->target);
    if (fact->role == 0) without_role(b, entry);
    return !tdm_names_nobody(entry, fact);
}

void tdm_bind_facts(struct tdm_binder *b) {
    const struct tdm_chart *chart = b->chart;
    struct tdm_name_index names = tdm_bind_names(b);
    b->facts = TDM_NEW_ARRAY(b->mem, struct tdm_fact, chart->entry_count);
    b->bound->facts = b->facts;
    for (uint32_t i = 0; i < chart->entry_count; i++) (void)tdm_bind_fact(b, i, &names);
    withdraw_all(b);
    doubles_hide(b);
}
