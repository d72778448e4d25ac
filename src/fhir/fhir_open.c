/* fhir_open.c - resources as they were cut out of a file; their addresses, each once; the heads of episodes. */
#include "fhir/fhir_int.h"

struct tdm_fhir_in *tdm_fhir_in_open(struct tdm_arena *mem, struct tdm_problems *problems) {
    struct tdm_fhir_in *in = TDM_NEW(mem, struct tdm_fhir_in);
    *in = (struct tdm_fhir_in){.mem = mem, .problems = problems};
    return in;
}

/* ---- one resource */

static enum tdm_fhir_said refuse_shape(struct tdm_problems *problems, const struct tdm_fhir_resource *at,
                                       const struct tdm_json *piece, const char *what, const char *fix) {
    struct tdm_problem *p = tdm_problems_add(problems, TDM_ERROR, TDM_WHY_SYNTAX, "F060", tdm_fhir_place(at, piece));
    tdm_problem_what(p, "%s", what);
    tdm_problem_fix(p, "%s", fix);
    return TDM_FHIR_MISSHAPEN;
}

/* What we worked out for others (fhir_put_ground.c) follows from the acts, and is worked out anew. */
static bool is_derived(const struct tdm_json *resource) {
    const struct tdm_json *tags = tdm_fhir_get(resource, "meta", "tag");
    if (tags == NULL || tags->kind != TDM_JSON_ARRAY) return false;
    for (const struct tdm_json *tag = tags->first; tag != NULL; tag = tag->next)
        if (tdm_str_is(tdm_fhir_str(tag, "system"), TDM_FHIR_CODES TDM_FHIR_TAGS) &&
            tdm_str_is(tdm_fhir_str(tag, "code"), "derived"))
            return true;
    return false;
}

static enum tdm_fhir_said read_shape(struct tdm_problems *problems, struct tdm_fhir_resource *out) {
    bool of_bundle = out->entry_index != UINT32_MAX;
    const struct tdm_json *whole = out->json;
    if (of_bundle && whole->kind != TDM_JSON_OBJECT)
        return refuse_shape(problems, out, whole, "an entry of a Bundle is an object", "write { } around it");
    if (of_bundle) out->json = tdm_fhir_get(whole, "resource", NULL);
    if (of_bundle) out->full_url = tdm_fhir_str(whole, "fullUrl");
    if (out->json == NULL) return TDM_FHIR_TAKEN; /* a search that found nothing, a deletion */
    out->type = tdm_fhir_str(out->json, "resourceType");
    out->id = tdm_fhir_str(out->json, "id");
    if (out->type.len == 0 && of_bundle)
        return refuse_shape(problems, out, NULL, "this resource does not say its `resourceType`",
                            "write what it is: \"resourceType\": \"Observation\"");
    if (out->type.len == 0)
        return refuse_shape(problems, out, NULL, "this is no FHIR resource: it does not say its `resourceType`",
                            "give a Bundle, a resource, or lines of resources");
    if (!of_bundle && tdm_str_is(out->type, "Bundle"))
        return refuse_shape(problems, out, NULL, "this Bundle does not say plainly what it is",
                            "write \"resourceType\": \"Bundle\" without escapes");
    if (is_derived(out->json)) out->json = NULL;
    return TDM_FHIR_TAKEN;
}

enum tdm_fhir_said tdm_fhir_read_piece(struct tdm_arena *mem, struct tdm_problems *problems,
                                       const struct tdm_fhir_piece *piece, struct tdm_fhir_resource *out) {
    struct tdm_problem problem;
    *out = (struct tdm_fhir_resource){.file = piece->file,
                                      .entry_index = piece->entry_index,
                                      .line = piece->line,
                                      .column = piece->column,
                                      .chart = UINT32_MAX,
                                      .provenance = UINT32_MAX};
    if (tdm_json_read(mem, piece->file, piece->text, &out->json, &problem)) return read_shape(problems, out);
    struct tdm_place place = problem.place;
    if (place.line == 1) place.column += piece->column - 1;
    place.line += piece->line - 1;
    struct tdm_problem *p = tdm_problems_add(problems, TDM_ERROR, problem.why, problem.code, place);
    tdm_problem_what(p, "%s", problem.what);
    tdm_problem_fix(p, "%s", problem.fix);
    return TDM_FHIR_UNREADABLE;
}

struct tdm_fhir_resource *tdm_fhir_in_put(struct tdm_fhir_in *in, const struct tdm_fhir_resource *resource) {
    struct tdm_fhir_resource *it = TDM_NEW(in->mem, struct tdm_fhir_resource);
    TDM_GROW(in->mem, in->resources, in->count, in->room);
    *it = *resource;
    it->index = (uint32_t)in->count;
    in->resources[in->count++] = it;
    return it;
}

static enum tdm_fhir_said take_piece(void *context, const struct tdm_fhir_piece *piece) {
    struct tdm_fhir_in *in = context;
    struct tdm_fhir_piece kept = *piece;
    struct tdm_fhir_resource one;
    kept.text = tdm_arena_str(in->mem, piece->text);
    enum tdm_fhir_said said = tdm_fhir_read_piece(in->mem, in->problems, &kept, &one);
    if (said == TDM_FHIR_TAKEN && one.json != NULL) (void)tdm_fhir_in_put(in, &one);
    return said;
}

bool tdm_fhir_in_add(struct tdm_fhir_in *in, tdm_str file, tdm_str text) {
    struct tdm_arena *scratch = tdm_arena_open((size_t)1 << 30);
    struct tdm_fhir_cut *cut =
        tdm_fhir_cut_open(scratch, &(struct tdm_fhir_cutting){in->problems, file, take_piece, in});
    bool more = tdm_fhir_cut_add(cut, text);
    bool good = tdm_fhir_cut_end(cut) && more;
    tdm_arena_close(scratch);
    return good;
}

/* ---- the index */

bool tdm_fhir_json_same(const struct tdm_json *a, const struct tdm_json *b) {
    if (a->kind != b->kind || a->count != b->count || a->truth != b->truth || !tdm_str_equal(a->text, b->text))
        return false;
    const struct tdm_json *other = b->first;
    for (const struct tdm_json *one = a->first; one != NULL; one = one->next, other = other->next)
        if (!tdm_str_equal(one->key, other->key) || !tdm_fhir_json_same(one, other)) return false;
    return true;
}

static struct tdm_fhir_index *make_index(struct tdm_fhir_in *in, size_t *count) {
    struct tdm_fhir_index *index = TDM_NEW_ARRAY(in->mem, struct tdm_fhir_index, in->count * 2 + 1);
    *count = 0;
    for (uint32_t i = 0; i < in->count; i++) {
        tdm_str addresses[TDM_FHIR_ADDRESSES];
        uint32_t most = tdm_fhir_addresses(in->mem, in->resources[i], addresses);
        for (uint32_t k = 0; k < most; k++) index[(*count)++] = (struct tdm_fhir_index){addresses[k], i};
    }
    tdm_fhir_sort(in->mem, index, *count);
    return index;
}

void tdm_fhir_refuse_twice(struct tdm_fhir_in *in, const struct tdm_fhir_resource *other, tdm_str address) {
    struct tdm_problem *p = tdm_fhir_refuse(in, other, NULL, TDM_WHY_CONFLICT, "F061");
    tdm_problem_what(p, "`%.*s` stands here twice, and the two differ", TDM_FMT(address));
    tdm_problem_fix(p, "keep the one that is right");
}

/* One address, one resource: twice the same is one, two that differ are nobody's guess. */
static bool one_each(struct tdm_fhir_in *in, struct tdm_fhir_index *index, size_t count) {
    bool good = true;
    for (size_t i = 1; i < count; i++) {
        if (!tdm_str_equal(index[i].key, index[i - 1].key)) continue;
        struct tdm_fhir_resource *one = in->resources[index[i - 1].of], *other = in->resources[index[i].of];
        if (one == other) continue;
        if (tdm_fhir_json_same(one->json, other->json)) {
            other->copy = true;
            index[i].of = index[i - 1].of;
            continue;
        }
        tdm_fhir_refuse_twice(in, other, index[i].key);
        good = false;
    }
    return good;
}

static void say_chart(struct tdm_fhir_in *in, tdm_str chart, uint32_t resource) {
    TDM_GROW(in->mem, in->by_chart, in->by_chart_count, in->by_chart_room);
    in->by_chart[in->by_chart_count++] = (struct tdm_fhir_index){chart, resource};
}

/* An entry's "CHART#KEY" is cut at each '#': which is the chart's end, only the episodes say. */
void tdm_fhir_in_by_chart(struct tdm_fhir_in *in) {
    in->by_chart_count = 0;
    for (uint32_t i = 0; i < in->count; i++) {
        const struct tdm_fhir_resource *it = in->resources[i];
        bool named = false;
        tdm_str key = tdm_fhir_entry_key(it, &named);
        for (size_t at = 0; at < key.len; at++)
            if (key.at[at] == '#') say_chart(in, tdm_str_slice(key, 0, at), i);
        if (tdm_str_is(it->type, "CarePlan"))
            say_chart(in, tdm_fhir_sid(tdm_fhir_get(it->json, "identifier", NULL), TDM_FHIR_CHART), i);
    }
    tdm_fhir_sort(in->mem, in->by_chart, in->by_chart_count);
}

const struct tdm_fhir_index *tdm_fhir_in_of_chart(const struct tdm_fhir_in *in, tdm_str name, size_t *count) {
    const struct tdm_fhir_index *first = tdm_fhir_look(in->by_chart, in->by_chart_count, name);
    size_t left = first == NULL ? 0 : in->by_chart_count - (size_t)(first - in->by_chart);
    for (*count = 0; *count < left && tdm_str_equal(first[*count].key, name); ++*count) continue;
    return first;
}

const struct tdm_json *tdm_fhir_targets(const struct tdm_fhir_resource *it) {
    /* Only of one with an activity of ours: others may speak of the same resources. */
    const struct tdm_json *activity = tdm_fhir_get(it->json, "activity", NULL);
    bool ours = tdm_str_is(it->type, "Provenance") && tdm_fhir_own_word(activity, TDM_FHIR_KINDS).len > 0;
    const struct tdm_json *targets = ours ? tdm_fhir_get(it->json, "target", NULL) : NULL;
    return targets == NULL ? NULL : targets->first;
}

void tdm_fhir_in_provenance(struct tdm_fhir_in *in) {
    size_t count = in->count; /* a target may come from the shelf */
    for (uint32_t i = 0; i < count; i++) {
        if (in->resources[i]->copy) continue;
        for (const struct tdm_json *one = tdm_fhir_targets(in->resources[i]); one != NULL; one = one->next) {
            struct tdm_fhir_resource *of = tdm_fhir_resolve(in, tdm_fhir_str(one, "reference"));
            bool newest = of != NULL && (of->provenance == UINT32_MAX ||
                                         in->resources[of->provenance]->number <= in->resources[i]->number);
            if (newest) of->provenance = i;
        }
    }
}

/* ---- heads */

static bool refuse_head(struct tdm_fhir_in *in, const struct tdm_fhir_resource *at, const struct tdm_json *piece,
                        const char *what, const char *fix) {
    struct tdm_problem *p = tdm_fhir_refuse(in, at, piece, TDM_WHY_MISSING, "F063");
    tdm_problem_what(p, "%s", what);
    tdm_problem_fix(p, "%s", fix);
    return false;
}

static bool read_site(struct tdm_fhir_in *in, const struct tdm_fhir_resource *episode, struct tdm_chart *head) {
    const struct tdm_json *diagnosis = tdm_fhir_get(episode->json, "diagnosis", NULL);
    const struct tdm_json *first = diagnosis == NULL ? NULL : diagnosis->first;
    struct tdm_fhir_resource *condition =
        tdm_fhir_resolve(in, tdm_fhir_str(tdm_fhir_get(first, "condition", NULL), "reference"));
    const struct tdm_json *sites = condition == NULL ? NULL : tdm_fhir_get(condition->json, "bodySite", NULL);
    tdm_str code = sites == NULL ? TDM_STR("") : tdm_fhir_own_word(sites->first, TDM_FHIR_SITES);
    if (condition != NULL) condition->head = true;
    return tdm_fhir_read_site(code, &head->region, &head->side) ||
           refuse_head(in, episode, diagnosis, "the episode does not say its site in our codes",
                       "give `diagnosis.condition` with a `bodySite` of the system " TDM_FHIR_CODES TDM_FHIR_SITES);
}

static bool read_period(const struct tdm_json *period, struct tdm_member *member) {
    tdm_str from = tdm_fhir_str(period, "start"), until = tdm_fhir_str(period, "end");
    tdm_time unused;
    member->from = member->until = TDM_DATE_NONE;
    return (from.len == 0 || tdm_fhir_read_when(from, &member->from, &unused)) &&
           (until.len == 0 || tdm_fhir_read_when(until, &member->until, &unused));
}

static bool read_team(struct tdm_fhir_in *in, const struct tdm_fhir_resource *episode, struct tdm_chart *head) {
    const struct tdm_json *teams = tdm_fhir_get(episode->json, "team", NULL);
    struct tdm_fhir_resource *team =
        teams == NULL ? NULL : tdm_fhir_resolve(in, tdm_fhir_str(teams->first, "reference"));
    const struct tdm_json *all = team == NULL ? NULL : tdm_fhir_get(team->json, "participant", NULL);
    if (team == NULL)
        return refuse_head(in, episode, teams, "the episode has no CareTeam", "give the `team` that it refers to");
    team->head = true;
    struct tdm_member *people = TDM_NEW_ARRAY(in->mem, struct tdm_member, (all == NULL ? 0 : all->count) + 1u);
    struct tdm_fhir_take t = {.in = in};
    head->people = people;
    for (const struct tdm_json *one = all == NULL ? NULL : all->first; one != NULL; one = one->next) {
        struct tdm_member *member = &people[head->person_count];
        const struct tdm_json *roles = tdm_fhir_get(one, "role", NULL);
        member->role = roles == NULL ? TDM_STR("") : tdm_fhir_own_word(roles->first, TDM_FHIR_ROLES);
        member->place = tdm_fhir_place(team, one);
        if (member->role.len == 0 || !read_period(tdm_fhir_get(one, "period", NULL), member))
            return refuse_head(in, team, one, "this member of the team has no role in our codes, or no whole days",
                               "give `role` with a code of " TDM_FHIR_CODES TDM_FHIR_ROLES);
        if (!tdm_fhir_read_person(&t, team, tdm_fhir_get(one, "member", NULL), &member->person)) return false;
        head->person_count++;
    }
    return true;
}

static tdm_str extension(const struct tdm_json *resource, const char *url) {
    const struct tdm_json *all = tdm_fhir_get(resource, "extension", NULL);
    for (const struct tdm_json *one = all == NULL ? NULL : all->first; one != NULL; one = one->next)
        if (tdm_str_is(tdm_fhir_str(one, "url"), url)) return tdm_fhir_str(one, "valueString");
    return TDM_STR("");
}

static bool is_test(const struct tdm_json *resource) {
    const struct tdm_json *all = tdm_fhir_get(resource, "meta", "security");
    for (const struct tdm_json *one = all == NULL ? NULL : all->first; one != NULL; one = one->next)
        if (tdm_str_is(tdm_fhir_str(one, "code"), "HTEST")) return true;
    return false;
}

/* The CarePlan of the same chart: the pin of the protocol, and the other charts of the person. */
static void read_plan(struct tdm_fhir_in *in, struct tdm_chart *head) {
    size_t count = 0;
    const struct tdm_fhir_index *mine = tdm_fhir_in_of_chart(in, head->name, &count);
    for (size_t i = 0; i < count; i++) {
        struct tdm_fhir_resource *plan = in->resources[mine[i].of];
        tdm_str of = tdm_fhir_sid(tdm_fhir_get(plan->json, "identifier", NULL), TDM_FHIR_CHART);
        if (!tdm_str_is(plan->type, "CarePlan") || plan->copy || !tdm_str_equal(of, head->name)) continue;
        const struct tdm_json *uris = tdm_fhir_get(plan->json, "instantiatesUri", NULL);
        const struct tdm_json *also = tdm_fhir_get(plan->json, "supportingInfo", NULL);
        plan->head = true;
        for (const struct tdm_json *uri = uris == NULL ? NULL : uris->first; uri != NULL; uri = uri->next) {
            if (uri->kind != TDM_JSON_STRING || !tdm_str_starts_with(uri->text, TDM_STR(TDM_FHIR_HASH))) continue;
            tdm_str hex = tdm_str_slice(uri->text, sizeof TDM_FHIR_HASH - 1, uri->text.len);
            head->has_digest = tdm_digest_parse(hex, &head->protocol_digest);
        }
        if (also == NULL) continue;
        tdm_str *names = TDM_NEW_ARRAY(in->mem, tdm_str, also->count + 1u);
        head->also = names;
        for (const struct tdm_json *one = also->first; one != NULL; one = one->next) {
            tdm_str name = tdm_fhir_sid(tdm_fhir_get(one, "identifier", NULL), TDM_FHIR_CHART);
            if (name.len > 0) names[head->also_count++] = name;
        }
    }
}

bool tdm_fhir_in_read_head(struct tdm_fhir_in *in, uint32_t i) {
    struct tdm_fhir_resource *episode = in->resources[i];
    const struct tdm_json *types = tdm_fhir_get(episode->json, "type", NULL);
    const struct tdm_json *protocol = types == NULL ? NULL : tdm_fhir_own_code(types->first, TDM_FHIR_PROTOCOLS);
    TDM_GROW(in->mem, in->heads, in->head_count, in->head_room);
    TDM_GROW(in->mem, in->episodes, in->head_count, in->episode_room);
    struct tdm_chart *head = &in->heads[in->head_count];
    struct tdm_fhir_take t = {.in = in};
    *head = (struct tdm_chart){.name = tdm_fhir_sid(tdm_fhir_get(episode->json, "identifier", NULL), TDM_FHIR_CHART),
                               .file = episode->file,
                               .protocol = tdm_fhir_str(protocol, "code"),
                               .version = tdm_fhir_str(protocol, "version"),
                               .zone_name = extension(episode->json, TDM_FHIR_ZONE),
                               .published = extension(episode->json, TDM_FHIR_PAPER),
                               .synthetic = is_test(episode->json),
                               .place = tdm_fhir_place(episode, NULL)};
    in->episodes[in->head_count++] = i;
    episode->head = true;
    if (head->name.len == 0 || head->version.len == 0)
        return refuse_head(in, episode, NULL, "the episode lacks its chart's identifier or its protocol's version",
                           "export it again, or leave it out");
    read_plan(in, head);
    return tdm_fhir_read_person(&t, episode, tdm_fhir_get(episode->json, "patient", NULL), &head->patient) &&
           read_site(in, episode, head) && read_team(in, episode, head);
}

bool tdm_fhir_is_episode(const struct tdm_fhir_resource *it) {
    const struct tdm_json *types = tdm_fhir_get(it->json, "type", NULL);
    return tdm_str_is(it->type, "EpisodeOfCare") && !it->copy && types != NULL && types->kind == TDM_JSON_ARRAY &&
           tdm_fhir_own_code(types->first, TDM_FHIR_PROTOCOLS) != NULL;
}

void tdm_fhir_refuse_none(struct tdm_problems *problems, tdm_str file) {
    struct tdm_problem *p =
        tdm_problems_add(problems, TDM_ERROR, TDM_WHY_MISSING, "F064", (struct tdm_place){.file = file});
    tdm_problem_what(p, "no EpisodeOfCare here is under a protocol of ours");
    tdm_problem_fix(p, "give one whose `type` has a code of " TDM_FHIR_CODES TDM_FHIR_PROTOCOLS);
}

bool tdm_fhir_in_find(struct tdm_fhir_in *in) {
    bool good = true;
    size_t count;
    struct tdm_fhir_index *index = make_index(in, &count);
    if (!one_each(in, index, count)) return false;
    for (size_t i = 0; i < count; i++) tdm_fhir_in_address(in, index[i].key, index[i].of);
    tdm_fhir_in_provenance(in);
    tdm_fhir_in_by_chart(in);
    for (uint32_t i = 0; i < in->count; i++)
        if (tdm_fhir_is_episode(in->resources[i])) good = tdm_fhir_in_read_head(in, i) && good;
    if (in->head_count > 0 || !good || tdm_fhir_in_plans(in) > 0) return good;
    tdm_fhir_refuse_none(in->problems, in->count > 0 ? in->resources[0]->file : TDM_STR(""));
    return false;
}

uint32_t tdm_fhir_in_count(const struct tdm_fhir_in *in) {
    return (uint32_t)in->head_count;
}

const struct tdm_chart *tdm_fhir_in_head(const struct tdm_fhir_in *in, uint32_t i) {
    TDM_ASSERT(i < in->head_count);
    return &in->heads[i];
}
