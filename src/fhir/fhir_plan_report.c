/* fhir_plan_report.c - another system's PlanDefinition, action by action: what of it is evaluated, what can only be
 * shown, what is refused; and every relation as a plain sentence, since its direction is read wrongly so often: it is
 * told of the action that declares it. */
#include "fhir/fhir_int.h"

enum standing { EVALUATED, AS_TEXT, REFUSED };
struct step {
    const struct tdm_json *json;
    tdm_str id;
    uint32_t depth;
    enum standing standing;
    bool gone; /* it waits for nobody, or nobody for it */
};
struct wait { /* of two steps, by their places */
    uint32_t first, then;
};
struct report {
    struct tdm_fhir_in *in;
    const struct tdm_fhir_resource *at;
    struct tdm_buf *out;
    struct step *steps;
    size_t count, room;
    struct tdm_fhir_index *by_id;
    struct wait *waits;
    size_t wait_count, wait_room;
};

static void gather(struct report *r, const struct tdm_json *actions, uint32_t depth) {
    for (const struct tdm_json *one = actions == NULL ? NULL : actions->first; one != NULL; one = one->next) {
        if (one->kind != TDM_JSON_OBJECT) continue;
        TDM_GROW(r->in->mem, r->steps, r->count, r->room);
        r->steps[r->count++] = (struct step){.json = one, .id = tdm_fhir_str(one, "id"), .depth = depth};
        gather(r, tdm_fhir_get(one, "action", NULL), depth + 1);
    }
}

static void index_ids(struct report *r) {
    r->by_id = TDM_NEW_ARRAY(r->in->mem, struct tdm_fhir_index, r->count + 1);
    for (size_t i = 0; i < r->count; i++) r->by_id[i] = (struct tdm_fhir_index){r->steps[i].id, (uint32_t)i};
    tdm_fhir_sort(r->in->mem, r->by_id, r->count);
}

static struct step *find(struct report *r, tdm_str id) {
    const struct tdm_fhir_index *found = id.len == 0 ? NULL : tdm_fhir_look(r->by_id, r->count, id);
    return found == NULL ? NULL : &r->steps[found->of];
}

static void refuse(struct report *r, struct step *step, const struct tdm_json *piece, tdm_str which, const char *what) {
    struct tdm_problem *p = tdm_fhir_refuse(r->in, r->at, piece, TDM_WHY_CONFLICT, "F074");
    step->standing = REFUSED;
    tdm_problem_what(p, "`%.*s` %s", TDM_FMT(which), what);
    tdm_problem_fix(p, "mend it in the system it came from, or leave the action out");
}

/* ---- relations */

static const struct relation {
    const char *code, *words;
    int order; /* 1: this one comes after that one; -1: before it */
} relations[] = {
    {"before-start", "before the start of", -1}, {"before", "before", -1},
    {"before-end", "before the end of", 0},      {"concurrent-with-start", "together with the start of", 0},
    {"concurrent", "together with", 0},          {"concurrent-with-end", "together with the end of", 0},
    {"after-start", "after the start of", 1},    {"after", "after", 1},
    {"after-end", "after the end of", 1},
};

static const struct relation *relation_of(const struct tdm_json *related) {
    for (size_t i = 0; i < TDM_COUNT(relations); i++)
        if (tdm_str_is(tdm_fhir_str(related, "relationship"), relations[i].code)) return &relations[i];
    return NULL;
}

/* A length with a unit of time that UCUM has. */
static bool add_length(struct report *r, struct step *step, const struct tdm_json *length) {
    static const char *const units[][2] = {{"s", "seconds"}, {"min", "minutes"}, {"h", "hours"}, {"d", "days"},
                                           {"wk", "weeks"},  {"mo", "months"},   {"a", "years"}};
    const struct tdm_json *value = tdm_fhir_get(length, "value", NULL);
    tdm_str code = tdm_fhir_str(length, "code");
    for (size_t i = 0; i < TDM_COUNT(units); i++) {
        if (!tdm_str_is(code, units[i][0]) || value == NULL || value->kind != TDM_JSON_NUMBER) continue;
        tdm_buf_format(r->out, "%.*s %s", TDM_FMT(value->text), units[i][1]);
        return true;
    }
    refuse(r, step, length, code.len > 0 ? code : tdm_fhir_str(length, "unit"), "is no unit of time that UCUM has");
    return false;
}

static void add_offset(struct report *r, struct step *step, const struct tdm_json *related) {
    const struct tdm_json *one = tdm_fhir_get(related, "offsetDuration", NULL);
    const struct tdm_json *low = tdm_fhir_get(related, "offsetRange", "low");
    const struct tdm_json *high = tdm_fhir_get(related, "offsetRange", "high");
    if (one == NULL && low == NULL && high == NULL) return;
    if (one != NULL) {
        (void)add_length(r, step, one);
    } else {
        tdm_buf_text(r->out, low == NULL ? "at most " : high == NULL ? "at least " : "");
        if (low != NULL && !add_length(r, step, low)) return;
        if (low != NULL && high != NULL) tdm_buf_text(r->out, " to ");
        if (high != NULL) (void)add_length(r, step, high);
    }
    tdm_buf_char(r->out, ' ');
}

static void add_relation(struct report *r, struct step *step, const struct tdm_json *related) {
    const struct relation *relation = relation_of(related);
    tdm_str to = tdm_fhir_str(related, "actionId");
    tdm_buf_text(r->out, "    is ");
    add_offset(r, step, related);
    tdm_buf_format(r->out, "%s `%.*s`\n", relation == NULL ? "in a relation that R4 does not have to" : relation->words,
                   TDM_FMT(to));
    if (relation == NULL)
        refuse(r, step, related, tdm_fhir_str(related, "relationship"), "is no relation that R4 has");
    else if (find(r, to) == NULL)
        refuse(r, step, related, to, "is the id of no action of this plan");
}

/* Who waits for whom. */
static void gather_waits(struct report *r) {
    for (size_t i = 0; i < r->count; i++) {
        const struct tdm_json *all = tdm_fhir_get(r->steps[i].json, "relatedAction", NULL);
        for (const struct tdm_json *one = all == NULL ? NULL : all->first; one != NULL; one = one->next) {
            const struct relation *relation = relation_of(one);
            const struct step *other = find(r, tdm_fhir_str(one, "actionId"));
            if (relation == NULL || other == NULL || relation->order == 0) continue;
            uint32_t mine = (uint32_t)i, theirs = (uint32_t)(other - r->steps);
            TDM_GROW(r->in->mem, r->waits, r->wait_count, r->wait_room);
            r->waits[r->wait_count++] = relation->order > 0 ? (struct wait){theirs, mine} : (struct wait){mine, theirs};
        }
    }
}

static void turn_round(struct report *r) {
    for (size_t i = 0; i < r->wait_count; i++) r->waits[i] = (struct wait){r->waits[i].then, r->waits[i].first};
}

/* Those who wait for nobody are taken away, then those who waited for them alone, and so on: each wait is looked at
 * once (Kahn 1962), as a plan from elsewhere may be as long as it likes. */
static void take_free(struct report *r) {
    struct tdm_arena *mem = r->in->mem;
    size_t *place = TDM_NEW_ARRAY(mem, size_t, r->count + 2); /* where those who wait for a step begin in `then` */
    uint32_t *then = TDM_NEW_ARRAY(mem, uint32_t, r->wait_count + 1);
    uint32_t *before = TDM_NEW_ARRAY(mem, uint32_t, r->count + 1), *free = TDM_NEW_ARRAY(mem, uint32_t, r->count + 1);
    size_t free_count = 0;
    for (size_t i = 0; i < r->wait_count; i++) {
        place[r->waits[i].first + 2]++;
        before[r->waits[i].then]++;
    }
    for (size_t i = 2; i < r->count + 2; i++) place[i] += place[i - 1];
    for (size_t i = 0; i < r->wait_count; i++) then[place[r->waits[i].first + 1]++] = r->waits[i].then;
    for (uint32_t i = 0; i < r->count; i++)
        if (before[i] == 0) free[free_count++] = i;
    for (size_t i = 0; i < free_count; i++) {
        r->steps[free[i]].gone = true;
        for (size_t k = place[free[i]]; k < place[free[i] + 1]; k++)
            if (--before[then[k]] == 0) free[free_count++] = then[k];
    }
}

/* From the front, and from the end: what is left waits for itself, or stands between two that do. */
static void find_circles(struct report *r) {
    gather_waits(r);
    take_free(r);
    turn_round(r);
    take_free(r);
    for (size_t i = 0; i < r->count; i++)
        if (!r->steps[i].gone)
            refuse(r, &r->steps[i], tdm_fhir_get(r->steps[i].json, "relatedAction", NULL), r->steps[i].id,
                   "waits for itself: its relations go round in a circle");
}

/* ---- conditions and what else there is */

static void to_text(struct step *step) {
    if (step->standing == EVALUATED) step->standing = AS_TEXT;
}

static void add_condition(struct report *r, struct step *step, const struct tdm_json *condition) {
    static const char *const known[] = {"text/fhirpath",       "text/cql",
                                        "text/cql-expression", "text/cql-identifier",
                                        "text/cql.identifier", "application/x-fhir-query"};
    tdm_str kind = tdm_fhir_str(condition, "kind");
    const struct tdm_json *expression = tdm_fhir_get(condition, "expression", NULL);
    tdm_str language = tdm_fhir_str(expression, "language"), words = tdm_fhir_str(expression, "expression");
    bool good = false;
    for (size_t i = 0; i < TDM_COUNT(known); i++) good = good || tdm_str_is(language, known[i]);
    if (words.len == 0) words = tdm_fhir_str(expression, "reference");
    if (words.len > 200) words = tdm_str_slice(words, 0, 200);
    tdm_buf_format(r->out, "    %.*s, not asked here (%.*s): %.*s\n", TDM_FMT(kind), TDM_FMT(language), TDM_FMT(words));
    if (good && words.len > 0)
        to_text(step);
    else
        refuse(r, step, condition, language,
               "is no language of a condition that can even be shown, or it says nothing");
}

static void add_rest(struct report *r, struct step *step) {
    static const char *const members[] = {"trigger", "dynamicValue", "transform", "input", "output"};
    for (size_t i = 0; i < TDM_COUNT(members); i++) {
        if (tdm_fhir_get(step->json, members[i], NULL) == NULL) continue;
        tdm_buf_format(r->out, "    has a `%s`, which is not acted on here\n", members[i]);
        to_text(step);
    }
}

static void add_step(struct report *r, struct step *step) {
    const struct tdm_json *related = tdm_fhir_get(step->json, "relatedAction", NULL);
    const struct tdm_json *conditions = tdm_fhir_get(step->json, "condition", NULL);
    for (const struct tdm_json *one = related == NULL ? NULL : related->first; one != NULL; one = one->next)
        add_relation(r, step, one);
    for (const struct tdm_json *one = conditions == NULL ? NULL : conditions->first; one != NULL; one = one->next)
        add_condition(r, step, one);
    add_rest(r, step);
}

bool tdm_fhir_in_plan_report(struct tdm_fhir_in *in, uint32_t plan, struct tdm_buf *out,
                             struct tdm_fhir_understood *count) {
    static const char *const words[] = {"evaluated", "shown as text", "refused"};
    struct report r = {.in = in, .at = tdm_fhir_plan_resource(in, plan), .out = out};
    tdm_str title = tdm_fhir_str(r.at->json, "title");
    *count = (struct tdm_fhir_understood){0};
    gather(&r, tdm_fhir_get(r.at->json, "action", NULL), 0);
    index_ids(&r);
    find_circles(&r);
    tdm_buf_format(out, "%.*s\n", TDM_FMT(title.len > 0 ? title : tdm_fhir_str(r.at->json, "url")));
    for (size_t i = 0; i < r.count; i++) {
        struct tdm_buf body;
        struct step *step = &r.steps[i];
        tdm_str name = tdm_fhir_str(step->json, "title");
        tdm_buf_init(&body, in->mem, 8u << 20);
        r.out = &body;
        add_step(&r, step);
        tdm_buf_repeat(out, ' ', 2 + 2 * (size_t)step->depth);
        tdm_buf_format(out, "%.*s%s%.*s%s: %s\n", TDM_FMT(step->id), step->id.len > 0 && name.len > 0 ? " \"" : "",
                       TDM_FMT(name), step->id.len > 0 && name.len > 0 ? "\"" : "", words[step->standing]);
        tdm_buf_add(out, tdm_buf_str(&body));
        count->actions++;
        count->evaluated += step->standing == EVALUATED;
        count->as_text += step->standing == AS_TEXT;
        count->refused += step->standing == REFUSED;
    }
    return count->refused == 0;
}
