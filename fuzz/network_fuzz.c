/* network_fuzz.c - any bytes as a temporal network: in the notation it is refused with problems, or survives printing
 * and GraphML; in XML (when it begins with "<") it is refused, or survives GraphML. What was read is proved, when it is
 * small. */
#include "fuzz.h"
#include "network/network.h"
#include "notation/notation.h"
#include "xml/xml.h"

#define WRITTEN_BYTES_MAX ((size_t)64 << 20)
#define PROVED_POINTS     40

static tdm_str graphml(struct tdm_arena *mem, const struct tdm_net *net) {
    struct tdm_buf *out = TDM_NEW(mem, struct tdm_buf);
    tdm_buf_init(out, mem, WRITTEN_BYTES_MAX);
    tdm_net_to_graphml(out, net);
    return tdm_buf_str(out);
}

/* GraphML has no form for what a person may narrow: `whole` is off then. */
static void same(const struct tdm_net *a, const struct tdm_net *b, bool whole) {
    TDM_ASSERT(a->network.point_count == b->network.point_count && a->network.link_count == b->network.link_count);
    for (uint16_t i = 0; i < a->network.point_count; i++) TDM_ASSERT(tdm_str_equal(a->points[i], b->points[i]));
    for (uint32_t i = 0; i < a->network.link_count; i++) {
        const struct tdm_link *x = &a->network.links[i], *y = &b->network.links[i];
        TDM_ASSERT(x->from == y->from && x->to == y->to && x->least == y->least && x->most == y->most);
        TDM_ASSERT(x->contingent == y->contingent);
        TDM_ASSERT(!whole || (x->give_least == y->give_least && x->give_most == y->give_most));
    }
}

static bool read_xml(struct tdm_arena *mem, tdm_str text, const struct tdm_net **out, struct tdm_problems *problems) {
    const struct tdm_xml *root = NULL;
    struct tdm_problem problem = {0};
    if (tdm_xml_read(mem, TDM_STR("fuzz"), text, &root, &problem))
        return tdm_net_from_graphml(mem, root, out, problems);
    TDM_ASSERT(problem.code != NULL && problem.what[0] != '\0' && problem.fix[0] != '\0');
    return false;
}

static bool read_notation(struct tdm_arena *mem, tdm_str text, const struct tdm_net **out,
                          struct tdm_problems *problems) {
    const struct tdm_tree *tree = NULL;
    if (!tdm_notation_read(mem, TDM_STR("fuzz"), text, &tree, problems)) return false;
    bool good = tdm_net_read(mem, tree, out, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    return good;
}

static void prove(struct tdm_arena *mem, const struct tdm_net *net) {
    struct tdm_net_proof *proof = TDM_NEW(mem, struct tdm_net_proof);
    if (net->network.point_count > PROVED_POINTS || net->network.link_count > 2 * PROVED_POINTS) return;
    tdm_net_prove(mem, net, false, proof);
    /* What clashes falls short by something; what can be carried out has a minimal network. */
    TDM_ASSERT(proof->control == TDM_CONTROL_FULL || (proof->clash.count > 0 && proof->clash.short_by > 0));
    TDM_ASSERT((proof->most == NULL) == (proof->control == TDM_CONTROL_INCONSISTENT));
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_net *net = NULL, *again = NULL;
    bool xml = input.len > 0 && input.at[0] == '<';
    tdm_problems_init(problems);
    if (!(xml ? read_xml : read_notation)(mem, input, &net, problems)) return;
    TDM_ASSERT(read_xml(mem, graphml(mem, net), &again, problems));
    same(net, again, false);
    if (!xml) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, WRITTEN_BYTES_MAX);
        tdm_net_print(&text, net);
        TDM_ASSERT(read_notation(mem, tdm_buf_str(&text), &again, problems));
        same(net, again, true);
    }
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    prove(mem, net);
    tdm_arena_rewind(mem, mark);
}
