/* fhir_shelf.c - resources by their addresses; and of an import that is more than memory holds, only those that one
 * chart, plan or patient needs, fetched from the shelf when something leads to them. */
#include "fhir/fhir_int.h"

/* ---- addresses in memory */

uint32_t tdm_fhir_addresses(struct tdm_arena *mem, const struct tdm_fhir_resource *it,
                            tdm_str out[TDM_FHIR_ADDRESSES]) {
    struct tdm_buf key;
    uint32_t count = 0;
    if (it->id.len > 0) {
        tdm_buf_init(&key, mem, it->type.len + it->id.len + 2);
        tdm_buf_format(&key, "%.*s/%.*s", TDM_FMT(it->type), TDM_FMT(it->id));
        out[count++] = tdm_buf_str(&key);
    }
    if (it->full_url.len > 0) out[count++] = it->full_url;
    return count;
}

/* The slot of an address: that where it stands, or the empty one where it belongs. */
static uint32_t *slot_of(const struct tdm_fhir_in *in, tdm_str address) {
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (size_t i = 0; i < address.len; i++) hash = (hash ^ (uint8_t)address.at[i]) * 1099511628211u;
    for (size_t at = hash % in->slot_count;; at = (at + 1) % in->slot_count)
        if (in->slots[at] == 0 || tdm_str_equal(in->index[in->slots[at] - 1].key, address)) return &in->slots[at];
}

static void make_slots(struct tdm_fhir_in *in) {
    if (in->index_count * 2 + 64 < in->slot_count) return;
    in->slot_count = in->index_count * 4 + 255;
    in->slots = TDM_NEW_ARRAY(in->mem, uint32_t, in->slot_count);
    for (uint32_t i = 0; i < in->index_count; i++) *slot_of(in, in->index[i].key) = i + 1;
}

void tdm_fhir_in_address(struct tdm_fhir_in *in, tdm_str address, uint32_t of) {
    make_slots(in);
    uint32_t *slot = slot_of(in, address);
    if (*slot != 0) return;
    TDM_GROW(in->mem, in->index, in->index_count, in->index_room);
    in->index[in->index_count++] = (struct tdm_fhir_index){address, of};
    *slot = (uint32_t)in->index_count;
}

static struct tdm_fhir_resource *here(const struct tdm_fhir_in *in, tdm_str address) {
    uint32_t found = in->slot_count == 0 ? 0 : *slot_of(in, address);
    return found == 0 ? NULL : in->resources[in->index[found - 1].of];
}

/* ---- from the shelf */

struct tdm_fhir_in *tdm_fhir_in_open_shelf(struct tdm_arena *mem, struct tdm_problems *problems,
                                           const struct tdm_fhir_shelf *shelf) {
    struct tdm_fhir_in *in = tdm_fhir_in_open(mem, problems);
    in->shelf = shelf;
    in->quiet = TDM_NEW(mem, struct tdm_problems);
    return in;
}

/* Those without an address are few in one chart; the others are found by theirs. */
static struct tdm_fhir_resource *of_number(const struct tdm_fhir_in *in, const struct tdm_fhir_resource *one,
                                           const tdm_str *addresses, uint32_t count) {
    struct tdm_fhir_resource *found = count == 0 ? NULL : here(in, addresses[0]);
    if (count > 0) return found != NULL && found->number == one->number ? found : NULL;
    for (size_t i = 0; i < in->count; i++)
        if (in->resources[i]->number == one->number) return in->resources[i];
    return NULL;
}

static bool read_shelved(struct tdm_fhir_in *in, uint32_t number, struct tdm_fhir_resource *out) {
    struct tdm_fhir_piece piece;
    struct tdm_fhir_marks marks;
    if (!in->shelf->get(in->shelf->context, in->mem, number, &piece, &marks)) return false;
    tdm_problems_init(in->quiet);
    if (tdm_fhir_read_piece(in->mem, in->quiet, &piece, out) != TDM_FHIR_TAKEN || out->json == NULL) return false;
    out->number = number;
    out->was = marks;
    out->held = marks.held;
    out->chart = marks.chart == UINT32_MAX ? UINT32_MAX : 1; /* 0 is the one that is read */
    return true;
}

struct tdm_fhir_resource *tdm_fhir_in_get(struct tdm_fhir_in *in, uint32_t number) {
    struct tdm_fhir_resource one;
    tdm_str addresses[TDM_FHIR_ADDRESSES];
    struct tdm_arena_mark mark = tdm_arena_mark(in->mem);
    if (!read_shelved(in, number, &one)) return NULL;
    if (one.was.original != UINT32_MAX) { /* of a copy the first one stands */
        tdm_arena_rewind(in->mem, mark);
        return tdm_fhir_in_get(in, one.was.original);
    }
    uint32_t count = tdm_fhir_addresses(in->mem, &one, addresses);
    struct tdm_fhir_resource *there = of_number(in, &one, addresses, count);
    if (there != NULL) {
        tdm_arena_rewind(in->mem, mark);
        return there;
    }
    there = tdm_fhir_in_put(in, &one);
    for (uint32_t i = 0; i < count; i++) tdm_fhir_in_address(in, addresses[i], (uint32_t)in->count - 1);
    return there;
}

/* Also of a copy, which has a place of its own. */
const struct tdm_fhir_resource *tdm_fhir_in_raw(struct tdm_fhir_in *in, uint32_t number) {
    struct tdm_fhir_resource *one = TDM_NEW(in->mem, struct tdm_fhir_resource);
    return read_shelved(in, number, one) ? one : NULL;
}

/* Is it at that address? A lead may be that of another word with the same digest. */
static bool is_at(struct tdm_fhir_in *in, uint32_t number, tdm_str address) {
    struct tdm_fhir_resource one;
    tdm_str addresses[TDM_FHIR_ADDRESSES];
    bool found = false;
    struct tdm_arena_mark mark = tdm_arena_mark(in->mem);
    if (read_shelved(in, number, &one)) {
        uint32_t count = tdm_fhir_addresses(in->mem, &one, addresses);
        for (uint32_t i = 0; i < count; i++) found = found || tdm_str_equal(addresses[i], address);
    }
    tdm_arena_rewind(in->mem, mark);
    return found;
}

struct tdm_fhir_resource *tdm_fhir_find(struct tdm_fhir_in *in, tdm_str address) {
    const struct tdm_fhir_shelf *shelf = in->shelf;
    struct tdm_fhir_resource *found = here(in, address);
    if (found != NULL || shelf == NULL || address.len == 0) return found;
    for (uint32_t from = 0;; from++) {
        from = shelf->led(shelf->context, TDM_FHIR_BY_ADDRESS, address, from);
        found = from == UINT32_MAX ? NULL : tdm_fhir_in_get(in, from);
        if (from == UINT32_MAX) return NULL;
        if (found == NULL) continue;
        bool new_word = here(in, address) == NULL && is_at(in, from, address); /* of a copy that says more addresses */
        if (new_word) tdm_fhir_in_address(in, address, found->index);
        if (here(in, address) != NULL) return here(in, address);
    }
}

/* All to which the word leads; the first of them that is none's copy comes first. */
static void get_all(struct tdm_fhir_in *in, enum tdm_fhir_lead kind, tdm_str word) {
    const struct tdm_fhir_shelf *shelf = in->shelf;
    for (uint32_t from = 0; (from = shelf->led(shelf->context, kind, word, from)) != UINT32_MAX; from++)
        (void)tdm_fhir_in_get(in, from);
}

bool tdm_fhir_in_episode(struct tdm_fhir_in *in, uint32_t number) {
    struct tdm_fhir_resource *episode = tdm_fhir_in_get(in, number);
    if (episode == NULL) return false;
    tdm_str name = tdm_fhir_sid(tdm_fhir_get(episode->json, "identifier", NULL), TDM_FHIR_CHART);
    if (name.len > 0) get_all(in, TDM_FHIR_BY_PLAN, name);
    tdm_fhir_in_by_chart(in);
    return tdm_fhir_in_read_head(in, episode->index);
}

/* Provenances in the order in which they came: of two that speak of one entry the last one holds. */
void tdm_fhir_in_gather(struct tdm_fhir_in *in) {
    get_all(in, TDM_FHIR_BY_CHART, in->heads[0].name);
    size_t last = in->count;
    for (size_t i = 0; i < last; i++) {
        tdm_str addresses[TDM_FHIR_ADDRESSES];
        uint32_t count = tdm_fhir_addresses(in->mem, in->resources[i], addresses);
        for (uint32_t k = 0; k < count; k++) get_all(in, TDM_FHIR_BY_TARGET, addresses[k]);
    }
    tdm_fhir_in_by_chart(in);
    tdm_fhir_in_provenance(in);
}

void tdm_fhir_in_plan(struct tdm_fhir_in *in, uint32_t number) {
    (void)tdm_fhir_in_get(in, number);
    get_all(in, TDM_FHIR_ACTIVITIES, TDM_STR(""));
}

void tdm_fhir_in_give_back(struct tdm_fhir_in *in, uint32_t episode) {
    for (size_t i = 0; i < in->count; i++) {
        const struct tdm_fhir_resource *it = in->resources[i];
        struct tdm_fhir_marks marks = it->was;
        if (it->chart == 0) marks.chart = episode;
        marks.held = it->held;
        bool same = marks.chart == it->was.chart && marks.held == it->was.held;
        if (!same) in->shelf->mark(in->shelf->context, it->number, &marks);
    }
}

/* ---- each address once */

bool tdm_fhir_in_compare(struct tdm_fhir_in *in, uint32_t number, uint32_t another) {
    struct tdm_fhir_resource one, other;
    tdm_str mine[TDM_FHIR_ADDRESSES], theirs[TDM_FHIR_ADDRESSES], both[TDM_FHIR_ADDRESSES];
    uint32_t shared = 0;
    if (!read_shelved(in, number, &one) || !read_shelved(in, another, &other)) return true;
    uint32_t count = tdm_fhir_addresses(in->mem, &one, mine), most = tdm_fhir_addresses(in->mem, &other, theirs);
    for (uint32_t k = 0; k < most; k++)
        for (uint32_t i = 0; i < count; i++)
            if (tdm_str_equal(mine[i], theirs[k]) && shared <= k) both[shared++] = theirs[k];
    if (shared == 0) return true;
    if (!tdm_fhir_json_same(one.json, other.json)) {
        for (uint32_t i = 0; i < shared; i++) tdm_fhir_refuse_twice(in, &other, both[i]);
        return false;
    }
    struct tdm_fhir_marks marks = other.was;
    marks.original = one.was.original != UINT32_MAX ? one.was.original : number;
    in->shelf->mark(in->shelf->context, another, &marks);
    return true;
}

/* ---- what leads to a resource */

static void lead_targets(const struct tdm_fhir_resource *it, const struct tdm_fhir_leading *to) {
    for (const struct tdm_json *one = tdm_fhir_targets(it); one != NULL; one = one->next) {
        tdm_str reference = tdm_fhir_str(one, "reference"), end = tdm_fhir_address_in(&reference);
        if (reference.len > 0) to->lead(to->context, TDM_FHIR_BY_TARGET, reference);
        if (end.len > 0 && end.len < reference.len) to->lead(to->context, TDM_FHIR_BY_TARGET, end);
    }
}

/* An entry's "CHART#KEY" is cut at each '#': which is the chart's end, only the episodes say. */
static void lead_charts(const struct tdm_fhir_resource *it, const struct tdm_fhir_leading *to) {
    bool named = false;
    tdm_str key = tdm_fhir_entry_key(it, &named);
    for (size_t at = 0; at < key.len; at++)
        if (key.at[at] == '#') to->lead(to->context, TDM_FHIR_BY_CHART, tdm_str_slice(key, 0, at));
    tdm_str plan = tdm_str_is(it->type, "CarePlan")
                       ? tdm_fhir_sid(tdm_fhir_get(it->json, "identifier", NULL), TDM_FHIR_CHART)
                       : TDM_STR("");
    if (plan.len > 0) to->lead(to->context, TDM_FHIR_BY_PLAN, plan);
}

enum tdm_fhir_said tdm_fhir_leads(struct tdm_arena *mem, struct tdm_problems *problems,
                                  const struct tdm_fhir_piece *piece, const struct tdm_fhir_leading *to) {
    static const struct {
        const char *type;
        enum tdm_fhir_lead lead;
    } types[] = {{"Patient", TDM_FHIR_PATIENTS},
                 {"PlanDefinition", TDM_FHIR_PLANS},
                 {"ActivityDefinition", TDM_FHIR_ACTIVITIES}};
    struct tdm_fhir_resource it;
    tdm_str addresses[TDM_FHIR_ADDRESSES];
    enum tdm_fhir_said said = tdm_fhir_read_piece(mem, problems, piece, &it);
    if (said != TDM_FHIR_TAKEN || it.json == NULL) return said;
    to->keep(to->context, piece);
    uint32_t count = tdm_fhir_addresses(mem, &it, addresses);
    for (uint32_t i = 0; i < count; i++) to->lead(to->context, TDM_FHIR_BY_ADDRESS, addresses[i]);
    for (size_t i = 0; i < TDM_COUNT(types); i++)
        if (tdm_str_is(it.type, types[i].type)) to->lead(to->context, types[i].lead, TDM_STR(""));
    if (tdm_fhir_is_episode(&it)) to->lead(to->context, TDM_FHIR_EPISODES, TDM_STR(""));
    lead_charts(&it, to);
    lead_targets(&it, to);
    return said;
}

/* ---- what is kept beside */

bool tdm_fhir_in_line(struct tdm_fhir_in *in, uint32_t number, struct tdm_buf *out, tdm_str *address) {
    struct tdm_fhir_resource one;
    struct tdm_fhir_out lines;
    tdm_str addresses[TDM_FHIR_ADDRESSES];
    if (!read_shelved(in, number, &one)) return false;
    tdm_fhir_out_begin(&lines, in->mem, out, TDM_FHIR_NDJSON);
    tdm_fhir_put_kept(in->mem, &lines, one.json);
    *address = one.id.len > 0 && tdm_fhir_addresses(in->mem, &one, addresses) > 0 ? addresses[0] : TDM_STR("");
    return true;
}
