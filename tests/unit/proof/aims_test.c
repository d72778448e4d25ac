/* aims_test.c - what a protocol is aimed at must be moved by something of the same level in it. */
#include "../protocol/protocol_ground.h"
#include "proof/proof.h"

/* The finding of that code, or null. */
static const struct tdm_problem *told_of(struct tdm_arena *mem, tdm_str text, const char *code) {
    const struct tdm_protocol *protocol = protocol_of(mem, text, NULL);
    if (protocol == NULL) {
        check_failed(__FILE__, __LINE__, "refused: %s %s", problems.items[0].code, problems.items[0].what);
        return NULL;
    }
    tdm_problems_init(&problems);
    bool good = tdm_proof_check(mem, protocol, &problems);
    if (good != (problems.errors == 0)) check_failed(__FILE__, __LINE__, "the answer and the problems differ");
    for (uint32_t i = 0; i < problems.count; i++)
        if (tdm_str_is(tdm_str_of(problems.items[i].code), code)) return &problems.items[i];
    return NULL;
}

TEST("a target on function that no exercise moves is told at its line [S05]") {
    tdm_str text = changed(mem, "target cartilage-matrix at knee", "target reach at knee");
    const struct tdm_problem *got = told_of(mem, text, "L001");
    REQUIRE(got != NULL);
    CHECK_STR(covered(text, &got->place), "target reach at knee");
    CHECK_STR(tdm_str_of(got->what),
              "the protocol is aimed at `reach`, which is on function, and no exercise it offers moves it");
    CHECK_STR(tdm_str_of(got->fix), "offer an exercise that moves `reach`, or name another target");
}

TEST("a target that the procedure moves, or an exercise that is offered, is fine [S05 S36]") {
    CHECK(told_of(mem, tdm_str_of(base), "L001") == NULL);
    CHECK(told_of(mem, changed(mem, "target cartilage-matrix at knee", "target strength at knee"), "L001") == NULL);
}
