/* timing_bench.c - is a network controllable, of 50 to 800 points, beside Bellman and Ford on the same network in the
 * same run; and the exponent that fits the growth of each. The networks are controllable, so that every node is
 * searched. */
#include "base/random.h"
#include "bench.h"
#include "timing/timing.h"

#include <math.h>
#include <stdio.h>

enum { SIZES = 5 };
static const uint32_t sizes[SIZES] = {50, 100, 200, 400, 800};

/* A day for every point is drawn first, and a span for each of nature's; every bound leaves room for them. */
static struct tdm_network network_of(struct tdm_arena *mem, uint32_t points) {
    struct tdm_random draws = tdm_random_stream(20260302, points, 1);
    struct tdm_link *links = TDM_NEW_ARRAY(mem, struct tdm_link, (size_t)points * 5);
    int32_t *early = TDM_NEW_ARRAY(mem, int32_t, points), *late = TDM_NEW_ARRAY(mem, int32_t, points);
    uint32_t count = 0;
    for (uint32_t p = 1; p < points; p++) {
        uint32_t from = p > 10 ? p - 1 - tdm_random_below(&draws, 10) : p - 1;
        struct tdm_link link = {(tdm_point)from, (tdm_point)p, 0, 0, p % 3 == 0, 0, 0, 0};
        link.least = tdm_random_between(&draws, 0, 20);
        link.most = link.least + (link.contingent ? tdm_random_between(&draws, 1, 10) : 0);
        early[p] = early[from] + link.least;
        late[p] = late[from] + link.most;
        links[count++] = link;
        for (uint32_t k = 0; k < 3; k++) { /* bounds across, wide enough for every outcome */
            uint32_t other = tdm_random_below(&draws, p);
            links[count++] = (struct tdm_link){
                (tdm_point)other, (tdm_point)p, early[p] - late[other], late[p] - early[other], false, 0, 0, 0};
        }
    }
    for (uint32_t i = count - 1; i > 0; i--) { /* in no order, so that neither search is told the way */
        uint32_t j = tdm_random_below(&draws, i + 1);
        struct tdm_link held = links[i];
        links[i] = links[j];
        links[j] = held;
    }
    return (struct tdm_network){(uint16_t)points, links, count};
}

static void control(struct tdm_arena *mem, void *context) {
    struct tdm_clash clash;
    TDM_ASSERT(tdm_network_control(mem, context, &clash) == TDM_CONTROL_FULL);
}

static void bounds(struct tdm_arena *mem, void *context) {
    const struct tdm_network *network = context;
    struct tdm_bound_days *days = TDM_NEW_ARRAY(mem, struct tdm_bound_days, network->point_count);
    const uint32_t *cycle;
    uint32_t count;
    TDM_ASSERT(tdm_network_bounds(mem, network, 0, days, &cycle, &count));
}

/* Least squares of the logarithms. */
static double exponent(const int64_t *ns) {
    double x[SIZES], y[SIZES], mean_x = 0, mean_y = 0, above = 0, below = 0;
    for (int i = 0; i < SIZES; i++) {
        x[i] = log((double)sizes[i]);
        y[i] = log((double)ns[i]);
        mean_x += x[i] / SIZES;
        mean_y += y[i] / SIZES;
    }
    for (int i = 0; i < SIZES; i++) {
        above += (x[i] - mean_x) * (y[i] - mean_y);
        below += (x[i] - mean_x) * (x[i] - mean_x);
    }
    return above / below;
}

int main(void) {
    struct tdm_arena *mem = tdm_arena_open((size_t)64 << 20);
    int64_t controls[SIZES], shortest[SIZES];
    for (int i = 0; i < SIZES; i++) {
        struct tdm_network network = network_of(mem, sizes[i]);
        char name[80];
        (void)snprintf(name, sizeof name, "timing: controllable, %u points, %u links", sizes[i], network.link_count);
        controls[i] = bench_run(name, control, &network, 0);
        (void)snprintf(name, sizeof name, "timing: Bellman and Ford, %u points, %u links", sizes[i],
                       network.link_count);
        shortest[i] = bench_run(name, bounds, &network, 0);
    }
    double fitted = exponent(controls);
    printf(
        "{\"name\": \"timing: fitted exponent\", \"controllable\": %.2f, \"bellman_ford\": %.2f, \"at_most\": 3.3}\n",
        fitted, exponent(shortest));
    tdm_arena_close(mem);
    return fitted <= 3.3 ? 0 : 1;
}
