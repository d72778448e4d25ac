/* protocol_damage_test.c - a protocol and a decision with one thing wrong, wherever one thing can go wrong. */
#include "../damage.h"
#include "decision_ground.h"
#include "protocol_ground.h"

static bool read_protocol(struct tdm_arena *mem, const void *ground, tdm_str text, struct tdm_problems *told) {
    const struct tdm_protocol *protocol = NULL;
    const struct tdm_tree *tree = NULL;
    return tdm_notation_read(mem, TDM_STR("small.tandem"), text, &tree, told) &&
           tdm_protocol_read(mem, tree, ground, NULL, &protocol, told);
}

static bool read_decision(struct tdm_arena *mem, const void *ground, tdm_str text, struct tdm_problems *told) {
    const struct tdm_decision *decision = NULL;
    const struct tdm_tree *tree = NULL;
    return tdm_notation_read(mem, TDM_STR("small.tandem"), text, &tree, told) &&
           tdm_decision_read(mem, tree, ground, &decision, told);
}

TEST("whatever one thing is wrong in a protocol, it is read or refused at a place and with a way out") {
    struct damage d = {.read = read_protocol, .ground = small_catalog(mem), .text = tdm_str_of(base)};
    damage_everywhere(mem, &d);
    CHECK(d.refused_count > 4 * d.read_count);
}

TEST("whatever one thing is wrong in a decision, it is read or refused at a place and with a way out") {
    struct damage d = {.read = read_decision, .ground = decision_catalog_of(mem), .text = tdm_str_of(decision_base)};
    damage_everywhere(mem, &d);
    CHECK(d.refused_count > 4 * d.read_count);
}

TEST("what an offer is for stands at its end") {
    told(mem, TDM_ERROR,
         &(struct refusal){"  offer slide, for balance\n", "  offer slide, for balance, press\n", "P013", "for",
                           "`for` has no place here",
                           "take it away; the form is: offer EXERCISE [, EXERCISE] [, for VARIABLE]"});
}
