/* control_test.c - controllability by hand-made examples, and of networks of up to 500 points that are controllable, or
 * not, by the way they are made. Random small ones against every game: tests/properties/timing_game.c. */
#include "base/random.h"
#include "check.h"
#include "timing/timing.h"

enum { FREE = TDM_DAYS_INFINITE };

static struct tdm_link ours(tdm_point from, tdm_point to, int32_t least, int32_t most) {
    return (struct tdm_link){.from = from, .to = to, .least = least, .most = most};
}
static struct tdm_link natures(tdm_point from, tdm_point to, int32_t least, int32_t most) {
    return (struct tdm_link){.from = from, .to = to, .least = least, .most = most, .contingent = true};
}

/* "3 most nature, 0 least": the links by number, in the order of the walk. */
static tdm_str told(struct tdm_arena *mem, const struct tdm_clash *clash) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 4000);
    for (uint32_t i = 0; i < clash->count; i++)
        tdm_buf_format(&out, "%s%u %s%s", i == 0 ? "" : ", ", clash->uses[i].link,
                       clash->uses[i].side == TDM_BOUND_MOST ? "most" : "least",
                       clash->uses[i].nature ? " nature" : "");
    return tdm_buf_str(&out);
}

TEST("slow healing and a late signature pass the day by which loading must begin [F076 S57]") {
    /* procedure 0, healed 1, cleared 2, loading 3: 56 + 7 days against 60 */
    struct tdm_link links[] = {natures(0, 1, 28, 56), natures(1, 2, 0, 7), ours(2, 3, 0, 14), ours(0, 3, -FREE, 60)};
    struct tdm_network network = {4, links, 4};
    struct tdm_clash clash;
    CHECK_INT(tdm_network_control(mem, &network, &clash), TDM_CONTROL_NOT);
    CHECK_STR(told(mem, &clash), "3 most, 2 least, 1 most nature, 0 most nature");
    CHECK_INT(clash.short_by, 3);
    links[3].most = 63;
    CHECK_INT(tdm_network_control(mem, &network, &clash), TDM_CONTROL_FULL);
    CHECK_INT(clash.count, 0);
}

TEST("what must be told before healing ends cannot wait for it [F076]") {
    /* 2 at least 3 and at most 5 days before 1, which takes 4 to 10 days */
    struct tdm_link links[] = {natures(0, 1, 4, 10), ours(2, 1, 3, 5)};
    struct tdm_network network = {3, links, 2};
    struct tdm_clash clash;
    CHECK_INT(tdm_network_control(mem, &network, &clash), TDM_CONTROL_NOT);
    CHECK_INT(clash.short_by, 4);
    links[1].most = 8;
    CHECK_INT(tdm_network_control(mem, &network, &clash), TDM_CONTROL_NOT);
    links[1].most = 9;
    CHECK_INT(tdm_network_control(mem, &network, &clash), TDM_CONTROL_FULL);
}

TEST("what a person may narrow is told apart from what nature decides alone [M50 M105]") {
    struct tdm_link links[] = {natures(0, 1, 4, 10), ours(2, 1, 3, 8)};
    struct tdm_network network = {3, links, 2};
    struct tdm_clash clash;
    links[0].give_most = 1;
    CHECK_INT(tdm_network_control(mem, &network, &clash), TDM_CONTROL_IF_NARROWED);
    CHECK(clash.count > 0);
    links[0].give_most = 0;
    links[0].give_least = 1;
    CHECK_INT(tdm_network_control(mem, &network, &clash), TDM_CONTROL_IF_NARROWED);
    links[0].give_least = 0;
    CHECK_INT(tdm_network_control(mem, &network, &clash), TDM_CONTROL_NOT);
}

TEST("bounds that no schedule holds are told as one round of them [F075]") {
    struct tdm_link links[] = {ours(0, 1, 0, 3), natures(0, 2, 28, 56), ours(2, 3, 14, FREE), ours(0, 3, 0, 30)};
    struct tdm_network network = {4, links, 4};
    struct tdm_clash clash;
    CHECK_INT(tdm_network_control(mem, &network, &clash), TDM_CONTROL_INCONSISTENT);
    CHECK_INT(clash.count, 3);
    CHECK_INT(clash.short_by, 12);
    CHECK(clash.whole);
}

TEST("a link of one length only is nobody's choice, contingent or not") {
    struct tdm_link links[] = {natures(0, 1, 4, 4), ours(2, 1, 4, 4)};
    struct tdm_network network = {3, links, 2};
    struct tdm_clash clash;
    CHECK_INT(tdm_network_control(mem, &network, &clash), TDM_CONTROL_FULL);
}

TEST("what is no network has a name for it and the link it is about") {
    struct tdm_link links[] = {ours(0, 1, 0, 3), ours(1, 2, 0, 3), ours(0, 2, 0, 9)};
    struct tdm_network network = {3, links, 3};
    static const struct {
        struct tdm_link link;
        enum tdm_network_fault fault;
    } rows[] = {
        {{.from = 1, .to = 1, .least = 0, .most = 3}, TDM_FAULT_SELF},
        {{.from = 1, .to = 2, .least = 4, .most = 3}, TDM_FAULT_REVERSED},
        {{.from = 1, .to = 2, .least = -1, .most = 3, .contingent = true}, TDM_FAULT_OPEN},
        {{.from = 1, .to = 2, .least = 1, .most = FREE, .contingent = true}, TDM_FAULT_OPEN},
        {{.from = 1, .to = 2, .least = 1, .most = 3, .contingent = true, .give_least = 2, .give_most = 1},
         TDM_FAULT_GIVE},
        {{.from = 1, .to = 2, .least = 1, .most = 3, .contingent = true}, TDM_FAULT_TWICE},
        {{.from = 2, .to = 1, .least = 1, .most = 3, .contingent = true}, TDM_FAULT_ROUND},
    };
    uint32_t link = 9;
    CHECK_INT(tdm_network_fault(&network, &link), TDM_FAULT_NONE);
    links[0] = natures(0, 2, 1, 3);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        links[0] = rows[i].fault == TDM_FAULT_ROUND ? natures(1, 2, 1, 3) : natures(0, 2, 1, 3);
        links[1] = rows[i].link;
        CHECK_INT(tdm_network_fault(&network, &link), rows[i].fault);
        CHECK_INT(link, rows[i].fault == TDM_FAULT_ROUND ? 0 : 1);
    }
}

TEST("the minimal network tells bounds that nobody wrote [F077]") {
    struct tdm_link links[] = {ours(0, 1, 28, 56), ours(1, 2, 14, FREE), ours(0, 2, 0, 60)};
    struct tdm_network network = {3, links, 3};
    const int32_t *most;
    REQUIRE(tdm_network_minimal(mem, &network, &most));
    CHECK_INT(most[0 * 3 + 1], 46);
    CHECK_INT(-most[1 * 3 + 0], 28);
    CHECK_INT(-most[2 * 3 + 0], 42);
    CHECK_INT(most[1 * 3 + 2], 32);
    links[2].most = 41;
    CHECK(!tdm_network_minimal(mem, &network, &most));
}

/* ---- large networks. A chain of stages: nature takes its time, then something of ours follows within `slack` days, by
 * a day counted from the start of the stage. With the day late enough all of it is controllable; one stage too tight by
 * a day breaks it, and only it. Extra bounds, wide enough for every outcome, cross the chain. */

enum { STAGE = 2 };

static struct tdm_network chain(struct tdm_arena *mem, uint32_t points, uint64_t seed, uint32_t tight) {
    uint32_t stages = (points - 1) / STAGE, count = 0;
    struct tdm_random draws = tdm_random_stream(seed, points, 3);
    struct tdm_link *links = TDM_NEW_ARRAY(mem, struct tdm_link, (size_t)points * 4);
    int32_t *least = TDM_NEW_ARRAY(mem, int32_t, (size_t)stages + 1);
    int32_t *most = TDM_NEW_ARRAY(mem, int32_t, (size_t)stages + 1); /* of the start of each stage */
    for (uint32_t i = 0; i < stages; i++) {
        tdm_point start = (tdm_point)(i * STAGE), healed = (tdm_point)(start + 1), next = (tdm_point)(start + 2);
        int32_t quick = tdm_random_between(&draws, 0, 30), slow = quick + tdm_random_between(&draws, 1, 30);
        int32_t slack = tdm_random_between(&draws, 0, 5);
        links[count++] = natures(start, healed, quick, slow);
        links[count++] = ours(healed, next, 0, slack);
        links[count++] = ours(start, next, -FREE, slow - (i == tight ? 1 : 0));
        least[i + 1] = least[i] + quick;
        most[i + 1] = most[i] + slow;
        uint32_t back = tdm_random_below(&draws, i + 1);
        links[count++] = ours((tdm_point)(back * STAGE), next, least[i + 1] - most[back], most[i + 1] - least[back]);
    }
    return (struct tdm_network){(uint16_t)(stages * STAGE + 1), links, count};
}

TEST("networks of 51 to 501 points, controllable by the way they are made, are found so [F076]") {
    for (uint32_t points = 51; points <= 501; points += 50) {
        struct tdm_clash clash;
        struct tdm_network network = chain(mem, points, 1, UINT32_MAX);
        CHECK_INT(network.point_count, points);
        CHECK_INT(tdm_network_control(mem, &network, &clash), TDM_CONTROL_FULL);
    }
}

TEST("one stage of such a network too tight by a day is found, named, and mended by a day [F076 F078]") {
    for (uint32_t points = 51; points <= 501; points += 50) {
        struct tdm_clash clash;
        const struct tdm_knob *knobs;
        struct tdm_repairs repairs;
        uint32_t tight = points / 3;
        if (tight >= (points - 1) / STAGE) tight = 0;
        struct tdm_network network = chain(mem, points, 2, tight);
        CHECK_INT(tdm_network_control(mem, &network, &clash), TDM_CONTROL_NOT);
        CHECK_INT(clash.short_by, 1);
        bool named = false;
        for (uint32_t i = 0; i < clash.count; i++) named = named || clash.uses[i].link == tight * 4 + 2;
        CHECK(named);
        uint32_t count = tdm_network_knobs(mem, &network, &knobs);
        tdm_network_repairs(mem, &network, knobs, count, &repairs);
        REQUIRE(repairs.count > 0);
        CHECK_INT(repairs.items[0].count, 1);
        CHECK_INT(repairs.items[0].days[0], 1);
        struct tdm_network mended = tdm_network_turned(mem, &network, &knobs[repairs.items[0].knobs[0]], 1);
        CHECK_INT(tdm_network_control(mem, &mended, &clash), TDM_CONTROL_FULL);
    }
}

TEST("the rules of a large network bring every random life of it to its end, each bound held [F076]") {
    struct tdm_network network = chain(mem, 101, 5, UINT32_MAX);
    const struct tdm_rule *rules;
    uint32_t count, lives = 30;
    REQUIRE(tdm_network_rules(mem, &network, &rules, &count));
    struct tdm_random draws = tdm_random_stream(5, 0, 9);
    for (uint32_t life = 0; life < lives; life++) {
        int32_t day[101], today = 0;
        for (int p = 0; p < 101; p++) day[p] = TDM_NOT_YET;
        day[0] = 0;
        for (tdm_point p = 1; p < 101; p++) { /* a chain: each point hangs on the one before it */
            const struct tdm_link *heals = &network.links[(p - 1) / STAGE * 4];
            if (heals->to == p) {
                day[p] = day[p - 1] + tdm_random_between(&draws, heals->least, heals->most);
            } else {
                struct tdm_opening opening = tdm_rules_opening(rules, count, day, p);
                CHECK(opening.earliest < FREE);
                day[p] = opening.earliest > today ? opening.earliest : today;
                CHECK(day[p] <= opening.latest);
            }
            today = day[p];
        }
        for (uint32_t i = 0; i < network.link_count; i++) {
            int32_t days = day[network.links[i].to] - day[network.links[i].from];
            CHECK(days >= network.links[i].least && days <= network.links[i].most);
        }
    }
}
