/* network_fuzz.c - any bytes as a network, of the notation or of GraphML: refused with problems, or a network that
 * survives both forms and is proved one way or the other. */
#include "fuzz.h"
#include "xml/xml.h"

#define PRINTED_BYTES_MAX ((size_t)64 << 20)

static bool from_notation(struct tdm_arena *mem, tdm_str text, const struct tdm_net **out,
                          struct tdm_problems *problems) {
    const struct tdm_tree *tree = NULL;
    return tdm_notation_read(mem, TDM_STR("fuzz"), text, &tree, problems) && tdm_net_read(mem, tree, out, problems);
}

static bool from_graphml(struct tdm_arena *mem, tdm_str text, const struct tdm_net **out,
                         struct tdm_problems *problems) {
    const struct tdm_xml *root = NULL;
    struct tdm_problem problem = {0};
    if (tdm_xml_read(mem, TDM_STR("fuzz"), text, &root, &problem))
        return tdm_net_from_graphml(mem, root, out, problems);
    TDM_ASSERT(problem.code != NULL && problem.what[0] != '\0' && problem.fix[0] != '\0');
    (void)tdm_problems_add(problems, TDM_ERROR, problem.why, problem.code, problem.place);
    return false;
}

static tdm_str printed(struct tdm_arena *mem, const struct tdm_net *net, bool graphml) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, PRINTED_BYTES_MAX);
    if (graphml)
        tdm_net_to_graphml(&out, net);
    else
        tdm_net_print(&out, net);
    TDM_ASSERT(!out.failed);
    return tdm_buf_str(&out);
}

/* The same answer, whichever form it went through. */
static void check_forms(struct tdm_arena *mem, const struct tdm_net *net) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_net *again = NULL;
    struct tdm_clash clash;
    tdm_problems_init(problems);
    tdm_str text = printed(mem, net, false);
    TDM_ASSERT(from_notation(mem, text, &again, problems));
    TDM_ASSERT(tdm_str_equal(text, printed(mem, again, false)));
    TDM_ASSERT(from_graphml(mem, printed(mem, net, true), &again, problems));
    if (net->network.point_count > 40) return; /* the proof is cubic */
    bool controllable = tdm_network_controllable(mem, &net->network);
    enum tdm_control control = tdm_network_control(mem, &net->network, &clash);
    TDM_ASSERT(controllable == (control == TDM_CONTROL_FULL));
    TDM_ASSERT((clash.count > 0) == (control != TDM_CONTROL_FULL));
    TDM_ASSERT(tdm_network_controllable(mem, &again->network) == controllable);
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_net *net = NULL;
    tdm_problems_init(problems);
    bool graphml = tdm_str_starts_with(tdm_str_trim(input), TDM_STR("<"));
    bool good = graphml ? from_graphml(mem, input, &net, problems) : from_notation(mem, input, &net, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    if (good) check_forms(mem, net);
}
