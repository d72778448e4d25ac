/* bounds_test.c - earliest and latest against an exhaustive search over small networks; the cycle of a contradiction.
 */
#include "check.h"
#include "timing/timing.h"

enum { FREE = TDM_DAYS_INFINITE };

static struct tdm_link link(tdm_point from, tdm_point to, int32_t least, int32_t most, uint32_t label) {
    return (struct tdm_link){.from = from, .to = to, .least = least, .most = most, .label = label};
}

TEST("a window after an event bounds both its ends [F008 M10]") {
    struct tdm_link links[] = {link(0, 1, 0, 0, 7), link(1, 2, 28, 56, 8)};
    struct tdm_network network = {3, links, 2};
    struct tdm_bound_days bounds[3];
    const uint32_t *cycle;
    uint32_t count;
    REQUIRE(tdm_network_bounds(mem, &network, 0, bounds, &cycle, &count));
    CHECK_INT(bounds[2].earliest, 28);
    CHECK_INT(bounds[2].latest, 56);
    CHECK_INT(bounds[2].earliest_label, 8);
    CHECK_INT(bounds[2].latest_label, 8);
}

TEST("a point nothing bounds from above has no latest day") {
    struct tdm_link links[] = {link(0, 1, 5, FREE, 1)};
    struct tdm_network network = {3, links, 1};
    struct tdm_bound_days bounds[3];
    const uint32_t *cycle;
    uint32_t count;
    REQUIRE(tdm_network_bounds(mem, &network, 0, bounds, &cycle, &count));
    CHECK_INT(bounds[1].earliest, 5);
    CHECK_INT(bounds[1].latest, TDM_DAYS_INFINITE);
    CHECK_INT(bounds[2].earliest, -TDM_DAYS_INFINITE);
}

TEST("an upper bound on a later point pulls the earlier one") {
    /* loading within 60 days of the procedure, at least 14 days after healing: healing by day 46 */
    struct tdm_link links[] = {link(0, 1, 28, FREE, 1), link(1, 2, 14, FREE, 2), link(0, 2, -FREE, 60, 3)};
    struct tdm_network network = {3, links, 3};
    struct tdm_bound_days bounds[3];
    const uint32_t *cycle;
    uint32_t count;
    REQUIRE(tdm_network_bounds(mem, &network, 0, bounds, &cycle, &count));
    CHECK_INT(bounds[1].latest, 46);
    CHECK_INT(bounds[2].earliest, 42);
}

TEST("a contradiction names the links of one cycle and no others [F075]") {
    struct tdm_link links[] = {link(0, 1, 0, 3, 10), link(0, 2, 28, 56, 11), link(2, 3, 14, FREE, 12),
                               link(0, 3, 0, 30, 13)};
    struct tdm_network network = {4, links, 4};
    struct tdm_bound_days bounds[4];
    const uint32_t *cycle;
    uint32_t count = 0;
    REQUIRE(!tdm_network_bounds(mem, &network, 0, bounds, &cycle, &count));
    CHECK_INT(count, 3);
    uint32_t seen = 0;
    for (uint32_t i = 0; i < count; i++) seen |= 1u << (cycle[i] - 10);
    CHECK_INT(seen, 0xE); /* 11, 12, 13; not 10 */
}

/* ---- oracle: try every assignment of days -6..6 to up to four points */

enum { SPAN = 6, POINTS = 4 };

static bool fits(const struct tdm_network *network, const int *day) {
    for (uint32_t i = 0; i < network->link_count; i++) {
        int length = day[network->links[i].to] - day[network->links[i].from];
        if (length < network->links[i].least || length > network->links[i].most) return false;
    }
    return true;
}

static bool exhaustive(const struct tdm_network *network, int *least, int *most) {
    bool any = false;
    int day[POINTS] = {0, -SPAN, -SPAN, -SPAN};
    while (day[3] <= SPAN) {
        if (fits(network, day)) {
            for (int p = 0; p < POINTS; p++) {
                if (!any || day[p] < least[p]) least[p] = day[p];
                if (!any || day[p] > most[p]) most[p] = day[p];
            }
            any = true;
        }
        int p = 1;
        while (p < POINTS && ++day[p] > SPAN && p < POINTS - 1) day[p++] = -SPAN;
    }
    return any;
}

static uint32_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)(*state >> 33);
}

TEST("2,000 random networks agree with an exhaustive search over their schedules") {
    uint64_t state = 20260202;
    int consistent = 0;
    for (int round = 0; round < 2000; round++) {
        struct tdm_link links[8];
        uint32_t count = 0;
        for (tdm_point p = 1; p < POINTS; p++)
            links[count++] = link(0, p, -SPAN, SPAN, p); /* keeps the search finite */
        for (int extra = 0; extra < 4; extra++) {
            int32_t least = (int32_t)(next_random(&state) % 9) - 4;
            links[count] = link((tdm_point)(next_random(&state) % POINTS), (tdm_point)(next_random(&state) % POINTS),
                                least, least + (int32_t)(next_random(&state) % 4), 100 + count);
            if (links[count].from != links[count].to) count++;
        }
        struct tdm_network network = {POINTS, links, count};
        struct tdm_bound_days bounds[POINTS];
        const uint32_t *cycle;
        uint32_t cycle_count;
        int least[POINTS] = {0}, most[POINTS] = {0};
        bool wanted = exhaustive(&network, least, most);
        bool got = tdm_network_bounds(mem, &network, 0, bounds, &cycle, &cycle_count);
        CHECK_INT(got, wanted);
        consistent += wanted;
        for (int p = 0; wanted && got && p < POINTS; p++) {
            CHECK_INT(bounds[p].earliest, least[p]);
            CHECK_INT(bounds[p].latest, most[p]);
        }
    }
    CHECK(consistent > 200 && consistent < 1800); /* both kinds were really tried */
}
