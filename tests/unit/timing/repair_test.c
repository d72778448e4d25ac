/* repair_test.c - what mends a network: smallest first, hopes last, two bounds when no single one will do, all when no
 * two will. */
#include "check.h"
#include "timing/timing.h"

enum { FREE = TDM_DAYS_INFINITE };

static struct tdm_link ours(tdm_point from, tdm_point to, int32_t least, int32_t most) {
    return (struct tdm_link){.from = from, .to = to, .least = least, .most = most};
}
static struct tdm_link natures(tdm_point from, tdm_point to, int32_t least, int32_t most) {
    return (struct tdm_link){.from = from, .to = to, .least = least, .most = most, .contingent = true};
}

/* "3 most +3; 1 most -3 hope": link, end, days. */
static tdm_str repairs_of(struct tdm_arena *mem, const struct tdm_network *network) {
    const struct tdm_knob *knobs;
    struct tdm_repairs repairs;
    struct tdm_buf out;
    uint32_t count = tdm_network_knobs(mem, network, &knobs);
    tdm_network_repairs(mem, network, knobs, count, &repairs);
    tdm_buf_init(&out, mem, 4000);
    for (uint32_t i = 0; i < repairs.count; i++) {
        if (i > 0) tdm_buf_text(&out, "; ");
        for (uint32_t k = 0; k < repairs.items[i].count; k++) {
            const struct tdm_knob *knob = &knobs[repairs.items[i].knobs[k]];
            int32_t way = knob->turns[0].least + knob->turns[0].most;
            tdm_buf_format(&out, "%s%u %s %+d%s", k == 0 ? "" : " and ", knob->label / 2,
                           knob->label % 2 == TDM_BOUND_MOST ? "most" : "least", way * repairs.items[i].days[k],
                           knob->wish ? " hope" : "");
        }
    }
    return tdm_buf_str(&out);
}

TEST("changes of ours come by their size, hopes after all of them [F078]") {
    /* healing of 10 days, and 4 more that may be halved, against a last day in 12 */
    struct tdm_link links[] = {natures(0, 1, 5, 10), ours(1, 2, 4, FREE), ours(0, 2, -FREE, 12)};
    struct tdm_network network = {3, links, 3};
    CHECK_STR(repairs_of(mem, &network), "2 most +2; 1 least -2; 0 most -2 hope");
    links[0] = natures(0, 1, 5, 6);
    links[1].least = 12;
    CHECK_STR(repairs_of(mem, &network), "1 least -6; 2 most +6"); /* no hope is large enough */
}

TEST("when no single bound will do, two together, each as small as the other lets it [F078]") {
    /* two last days, each too early for the same healing */
    struct tdm_link links[] = {natures(0, 1, 2, 9), ours(1, 2, 0, FREE), ours(0, 2, -FREE, 7), ours(1, 3, 0, FREE),
                               ours(0, 3, -FREE, 4)};
    struct tdm_network network = {4, links, 5};
    tdm_str got = repairs_of(mem, &network);
    CHECK_STR(got, "0 most -5 hope");
    links[0].contingent = false; /* now nothing of nature's is left to hope for */
    links[0].least = 9;
    got = repairs_of(mem, &network);
    CHECK_STR(got, "0 least -5");
    struct tdm_link apart[] = {ours(0, 1, 9, 9), ours(0, 1, -FREE, 7), ours(0, 2, 9, 9), ours(0, 2, -FREE, 4)};
    network = (struct tdm_network){3, apart, 4};
    CHECK_STR(repairs_of(mem, &network), "3 most +5 and 1 most +2; 3 most +5 and 0 least -2; 2 least -5 and 1 most +2; "
                                         "2 least -5 and 0 least -2");
}

TEST("when no two will do, all that is needed, each as small as it goes [F078]") {
    struct tdm_link links[] = {ours(0, 1, 9, FREE),  ours(0, 1, -FREE, 7), ours(0, 2, 9, FREE),
                               ours(0, 2, -FREE, 4), ours(0, 3, 9, FREE),  ours(0, 3, -FREE, 8)};
    struct tdm_network network = {4, links, 6};
    const struct tdm_knob *knobs;
    struct tdm_repairs repairs;
    uint32_t count = tdm_network_knobs(mem, &network, &knobs);
    tdm_network_repairs(mem, &network, knobs, count, &repairs);
    REQUIRE(repairs.count == 1 && repairs.items[0].count == 3);
    int32_t total = 0;
    for (uint32_t k = 0; k < 3; k++) total += repairs.items[0].days[k];
    CHECK_INT(total, 2 + 5 + 1);
}

TEST("a knob that loosens one bound and tightens another is tried day by day [F078]") {
    /* an appointment on a day, to be moved: not before day 5, and by day 6 */
    struct tdm_link links[] = {ours(0, 1, 2, 2), ours(0, 1, 5, FREE), ours(0, 1, -FREE, 6)};
    struct tdm_network network = {2, links, 3};
    const struct tdm_turn later[] = {{0, 1, 1}}, earlier[] = {{0, -1, -1}};
    struct tdm_knob knobs[] = {{later, 1, 30, false, false, 1}, {earlier, 1, 30, false, false, 2}};
    struct tdm_repairs repairs;
    tdm_network_repairs(mem, &network, knobs, 2, &repairs);
    REQUIRE(repairs.count == 1);
    CHECK_INT(repairs.items[0].knobs[0], 0);
    CHECK_INT(repairs.items[0].days[0], 3);
    struct tdm_network turned = tdm_network_turned(mem, &network, &knobs[0], 3);
    CHECK_INT(turned.links[0].least, 5);
    CHECK(tdm_network_controllable(mem, &turned));
    knobs[0].limit = 2;
    tdm_network_repairs(mem, &network, knobs, 2, &repairs);
    CHECK_INT(repairs.count, 0);
}

TEST("an unbounded side stays so when it is turned") {
    struct tdm_link links[] = {ours(0, 1, -FREE, FREE)};
    struct tdm_network network = {2, links, 1};
    const struct tdm_turn both[] = {{0, -1, 1}};
    struct tdm_knob knob = {both, 1, 30, true, false, 0};
    struct tdm_network turned = tdm_network_turned(mem, &network, &knob, 30);
    CHECK_INT(turned.links[0].least, -FREE);
    CHECK_INT(turned.links[0].most, FREE);
}
