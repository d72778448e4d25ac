/* graphml.c - a network from GraphML: an edge from X to Y of value v says that Y comes at most v after X. A contingent
 * link is two edges of that type: with plain values, or with `LC(C):least` and `UC(C):-most` as values of their case.
 */
#include "network/network_int.h"

struct waiting { /* a contingent edge whose other half is still to come */
    tdm_point from, to;
    int32_t value, cased; /* TDM_DAYS_INFINITE: none */
    bool taken;
    struct tdm_place place;
    tdm_str id;
};
struct graph {
    struct net_builder *b;
    const struct tdm_xml *root;
    struct waiting *waiting;
    size_t waiting_count, waiting_room;
    uint32_t skipped;
    struct tdm_place skipped_at;
};

static bool refuse(struct graph *g, const char *code, struct tdm_place place, const char *what, tdm_str quoted,
                   const char *fix) {
    struct tdm_problem *problem = net_problem(g->b, TDM_WHY_SYNTAX, code, place);
    if (quoted.len > 0)
        tdm_problem_what(problem, "%s: `%.*s`", what, TDM_FMT(quoted));
    else
        tdm_problem_what(problem, "%s", what);
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

static tdm_str attribute(const struct tdm_xml *element, const char *name) {
    for (uint32_t i = 0; i < element->attribute_count; i++)
        if (tdm_str_is(element->attributes[i].name, name)) return element->attributes[i].value;
    return (tdm_str){0};
}

static const struct tdm_xml *data(const struct tdm_xml *element, const char *key) {
    for (const struct tdm_xml *one = element->first; one != NULL; one = one->next)
        if (tdm_str_is(one->name, "data") && tdm_str_is(attribute(one, "key"), key) && one->text.len > 0) return one;
    return NULL;
}

static const struct tdm_xml *graph_of(struct graph *g) {
    static const char fix[] = "write `<graphml>` with one `<graph edgedefault=\"directed\">` in it";
    const struct tdm_xml *found = NULL;
    if (!tdm_str_is(g->root->name, "graphml")) {
        (void)refuse(g, "T031", g->root->place, "this is XML, and not GraphML", g->root->name, fix);
        return NULL;
    }
    for (const struct tdm_xml *one = g->root->first; one != NULL; one = one->next) {
        if (!tdm_str_is(one->name, "graph")) continue;
        if (found != NULL) {
            (void)refuse(g, "T031", one->place, "there is a second graph in the file", (tdm_str){0}, fix);
            return NULL;
        }
        found = one;
    }
    if (found == NULL) (void)refuse(g, "T031", g->root->place, "there is no graph in the file", (tdm_str){0}, fix);
    if (found != NULL && tdm_str_is(attribute(found, "edgedefault"), "undirected")) {
        (void)refuse(g, "T031", found->place, "the edges of a temporal network have a direction", (tdm_str){0}, fix);
        return NULL;
    }
    return found;
}

/* Networks with propositions, probabilities or parameters say more than links can. */
static bool kind_fits(struct graph *g, const struct tdm_xml *graph) {
    static const char fix[] = "give a network of the type STN or STNU";
    const struct tdm_xml *type = data(graph, "NetworkType");
    if (type != NULL && !tdm_str_is(type->text, "STN") && !tdm_str_is(type->text, "STNU"))
        return refuse(g, "T036", type->place, "a network of this type is not read", type->text, fix);
    for (const struct tdm_xml *one = graph->first; one != NULL; one = one->next) {
        const struct tdm_xml *more = data(one, "Obs");
        if (more == NULL) more = data(one, "LabeledValues");
        if (more == NULL) more = data(one, "UpperCaseLabeledValues");
        if (more != NULL)
            return refuse(g, "T036", more->place, "a network with propositions is not read", more->text, fix);
    }
    return true;
}

static bool printable(tdm_str name) {
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.at[i] < 0x20 || name.at[i] == 0x7F) return false;
    return name.len > 0 && name.len <= 500;
}

static void read_node(struct graph *g, const struct tdm_xml *node) {
    tdm_str id = attribute(node, "id");
    if (!printable(id))
        (void)refuse(g, "T032", node->place, "a node has no id that could be its name", (tdm_str){0},
                     "give it an `id` of 1 to 500 characters");
    else
        (void)net_point(g->b, id, node->place);
}

/* ---- values */

static bool whole(struct graph *g, const struct tdm_xml *at, tdm_str text, int32_t *out) {
    int64_t number;
    if (!tdm_parse_i64(tdm_str_trim(text), &number))
        return refuse(g, "T034", at->place, "a value is no whole number", text, "write a whole number of days");
    if (number > TDM_DAYS_MAX || number < -TDM_DAYS_MAX)
        return refuse(g, "T034", at->place, "a value of more than 100000 days", text,
                      "write at most 100000, or leave the edge out");
    *out = (int32_t)number;
    return true;
}

/* `LC(C):3` on an edge into C, `UC(C):-9` on one out of it. */
static bool cased(struct graph *g, const struct tdm_xml *at, const struct waiting *edge, int32_t *out) {
    size_t colon = 0;
    tdm_str text = at->text;
    bool lower = tdm_str_starts_with(text, TDM_STR("LC(")), upper = tdm_str_starts_with(text, TDM_STR("UC("));
    bool good = (lower || upper) && tdm_str_find(text, TDM_STR("):"), &colon);
    tdm_str name = good ? tdm_str_slice(text, 3, colon) : (tdm_str){0};
    good = good && tdm_str_equal(name, g->b->points[lower ? edge->to : edge->from]);
    if (!good)
        return refuse(g, "T035", at->place, "a value of its case is not understood", text,
                      "write `LC(C):least` on the edge into C, `UC(C):-most` on the edge out of it");
    return whole(g, at, tdm_str_slice(text, colon + 2, text.len), out);
}

static void put(struct graph *g, tdm_point from, tdm_point to, int32_t least, int32_t most, bool contingent,
                const struct waiting *edge) {
    struct tdm_link link = {.from = from, .to = to, .least = least, .most = most, .contingent = contingent};
    net_link(g->b, link, edge->id, edge->place);
}

/* An ordinary edge: the other half of a link that has only one bound, or a link of its own. */
static void put_plain(struct graph *g, const struct waiting *edge) {
    for (size_t i = 0; i < g->b->link_count; i++) {
        struct tdm_link *link = &g->b->links[i];
        if (link->contingent || edge->from == edge->to) continue;
        bool back = link->from == edge->to && link->to == edge->from && link->least <= -TDM_DAYS_INFINITE &&
                    -edge->value <= link->most;
        bool along = link->from == edge->from && link->to == edge->to && link->most >= TDM_DAYS_INFINITE &&
                     edge->value >= link->least;
        if (back) link->least = -edge->value;
        if (along) link->most = edge->value;
        if (back || along) return;
    }
    if (edge->value >= 0)
        put(g, edge->from, edge->to, -TDM_DAYS_INFINITE, edge->value, false, edge);
    else
        put(g, edge->to, edge->from, -edge->value, TDM_DAYS_INFINITE, false, edge);
}

static bool read_values(struct graph *g, const struct tdm_xml *element, struct waiting *edge) {
    const struct tdm_xml *value = data(element, "Value"), *of_case = data(element, "LabeledValue");
    edge->value = edge->cased = TDM_DAYS_INFINITE;
    if (value != NULL && !whole(g, value, value->text, &edge->value)) return false;
    if (of_case != NULL && !cased(g, of_case, edge, &edge->cased)) return false;
    return true;
}

/* Both halves of a contingent link: `in` goes from its beginning to its end. */
static void put_contingent(struct graph *g, const struct waiting *in, const struct waiting *out) {
    bool by_case = in->cased < TDM_DAYS_INFINITE && out->cased < TDM_DAYS_INFINITE;
    int32_t least = by_case ? in->cased : -out->value, most = by_case ? -out->cased : in->value;
    if (!by_case && (in->value >= TDM_DAYS_INFINITE || out->value >= TDM_DAYS_INFINITE)) {
        (void)refuse(g, "T035", in->place, "a contingent link lacks one of its values", in->id,
                     "give both of its edges a `Value`, or both a `LabeledValue`");
        return;
    }
    put(g, in->from, in->to, least, most, true, in);
    if (by_case && in->value < most) put_plain(g, in); /* what is asked for besides */
    if (by_case && out->value < -least) put_plain(g, out);
}

static void read_contingent(struct graph *g, const struct waiting *edge) {
    for (size_t i = 0; i < g->waiting_count; i++) {
        struct waiting *other = &g->waiting[i];
        if (other->taken || other->from != edge->to || other->to != edge->from) continue;
        int32_t mine = edge->cased < TDM_DAYS_INFINITE ? edge->cased : edge->value;
        int32_t theirs = other->cased < TDM_DAYS_INFINITE ? other->cased : other->value;
        other->taken = true;
        if (mine >= theirs)
            put_contingent(g, edge, other);
        else
            put_contingent(g, other, edge);
        return;
    }
    TDM_GROW(g->b->mem, g->waiting, g->waiting_count, g->waiting_room);
    g->waiting[g->waiting_count++] = *edge;
}

static void read_edge(struct graph *g, const struct tdm_xml *element) {
    struct waiting edge = {.place = element->place, .id = attribute(element, "id")};
    const struct tdm_xml *type = data(element, "Type");
    tdm_str from = attribute(element, "source"), to = attribute(element, "target");
    if (from.len == 0 || to.len == 0) {
        (void)refuse(g, "T033", element->place, "an edge does not say from where to where", edge.id,
                     "give it `source` and `target`");
        return;
    }
    if (type != NULL && (tdm_str_is(type->text, "derived") || tdm_str_is(type->text, "internal"))) {
        if (g->skipped++ == 0) g->skipped_at = element->place;
        return;
    }
    bool good = net_find_or_tell(g->b, from, element->place, &edge.from);
    good = net_find_or_tell(g->b, to, element->place, &edge.to) && good;
    if (edge.id.len == 0) edge.id = from;
    if (!good || !read_values(g, element, &edge)) return;
    if (type != NULL && tdm_str_is(type->text, "contingent"))
        read_contingent(g, &edge);
    else if (edge.cased < TDM_DAYS_INFINITE)
        (void)refuse(g, "T035", element->place, "an edge with a value of its case is not contingent", edge.id,
                     "give it the type `contingent`, or a plain `Value`");
    else if (edge.value < TDM_DAYS_INFINITE)
        put_plain(g, &edge);
}

static void tell_rest(struct graph *g) {
    for (size_t i = 0; i < g->waiting_count; i++)
        if (!g->waiting[i].taken)
            (void)refuse(g, "T035", g->waiting[i].place, "a contingent edge has no other half", g->waiting[i].id,
                         "add the edge the other way, of the type `contingent` too");
    if (g->skipped == 0) return;
    struct tdm_problem *note = tdm_problems_add(g->b->problems, TDM_NOTE, TDM_WHY_NOT_ALLOWED, "T038", g->skipped_at);
    tdm_problem_what(note, "%u edge%s that a tool has derived: passed by, since they say nothing new", g->skipped,
                     g->skipped == 1 ? "" : "s");
    tdm_problem_fix(note, "keep the edges of the types `requirement` and `contingent` only");
}

bool tdm_net_from_graphml(struct tdm_arena *mem, const struct tdm_xml *root, const struct tdm_net **out,
                          struct tdm_problems *problems) {
    struct net_builder b = net_begin(mem, problems);
    struct graph g = {.b = &b, .root = root};
    const struct tdm_xml *graph = graph_of(&g), *name = graph == NULL ? NULL : data(graph, "Name");
    if (graph == NULL || !kind_fits(&g, graph)) return false;
    for (const struct tdm_xml *one = graph->first; one != NULL; one = one->next)
        if (tdm_str_is(one->name, "node")) read_node(&g, one);
    for (const struct tdm_xml *one = graph->first; one != NULL; one = one->next)
        if (tdm_str_is(one->name, "edge")) read_edge(&g, one);
    tell_rest(&g);
    return net_end(&b, name != NULL && printable(name->text) ? name->text : TDM_STR("network"), graph->place, out);
}
