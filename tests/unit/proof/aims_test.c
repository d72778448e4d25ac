/* aims_test.c - what a protocol is aimed at must be moved by something of the same level in it. */
#include "../protocol/protocol_ground.h"
#include "proof/proof.h"

static bool proved(struct tdm_arena *mem, tdm_str text) {
    const struct tdm_protocol *protocol = protocol_of(mem, text, NULL);
    if (protocol == NULL) {
        check_failed(__FILE__, __LINE__, "refused: %s %s", problems.items[0].code, problems.items[0].what);
        return false;
    }
    tdm_problems_init(&problems);
    return tdm_proof_check(mem, protocol, &problems);
}

TEST("a target on function that no exercise moves is told at its line [S05]") {
    tdm_str text = changed(mem, "target cartilage-matrix at knee", "target reach at knee");
    CHECK(!proved(mem, text));
    CHECK_INT(problems.count, 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "L001");
    CHECK_STR(covered(text, &problems.items[0].place), "target reach at knee");
    CHECK_STR(tdm_str_of(problems.items[0].what),
              "the protocol is aimed at `reach`, which is on function, and no exercise it offers moves it");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "offer an exercise that moves `reach`, or name another target");
}

TEST("a target that the procedure moves, or an exercise that is offered, is fine [S05 S36]") {
    CHECK(proved(mem, tdm_str_of(base)));
    CHECK(proved(mem, changed(mem, "target cartilage-matrix at knee", "target strength at knee")));
}
