/* length_bench.c - what an entry costs in a long chart: full standings of invented charts of about 200 and of about
 * 20,000 entries, each on a day near its end, in the same run. Prints microseconds for each entry of both, and their
 * ratio. */
#include "lab/cohort.h"
#include "library.h"

#include <stdio.h>
#include <time.h>

enum { SHORT_CHARTS = 64, LONG_CHARTS = 4, ROUNDS = 5 };

struct opened {
    const struct tdm_case *episode;
    tdm_date on;
    uint32_t entries;
};

static struct opened open_chart(struct tdm_arena *mem, const struct tdm_library *library, uint32_t entries,
                                uint64_t number) {
    struct tdm_cohort cohort = {11, library->protocols, library->protocol_count, entries};
    struct tdm_buf text;
    const struct tdm_tree *tree;
    const struct tdm_chart *chart;
    struct opened opened;
    tdm_buf_init(&text, mem, (size_t)1 << 26);
    tdm_chart_print(&text, tdm_cohort_chart(mem, &cohort, number));
    if (!tdm_notation_read(mem, TDM_STR("bench"), tdm_buf_str(&text), &tree, &bench_problems) ||
        !tdm_chart_read(mem, tree, &tdm_zone_utc, &chart, &bench_problems) ||
        !tdm_case_open(mem, library, chart, &opened.episode, &bench_problems))
        bench_give_up("a chart of the cohort");
    bench_problems.count = 0;
    opened.entries = chart->entry_count;
    opened.on = chart->entries[chart->entry_count * 9 / 10].date;
    return opened;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Seconds for each entry: every chart once, again and again until half a second is spent. */
static double measure(const struct opened *charts, uint32_t count, struct tdm_arena *mem) {
    double from = seconds(), spent;
    uint64_t entries = 0;
    do {
        for (uint32_t i = 0; i < count; i++) {
            struct tdm_asof asof = {charts[i].on, TDM_INSTANT_NONE};
            const struct tdm_standing *s = tdm_standing_of(mem, charts[i].episode, NULL, 0, asof);
            if (s->owed_count > 0 || s->deviation_count > 0) entries += charts[i].entries;
            tdm_arena_reset(mem);
        }
        spent = seconds() - from;
    } while (spent < 0.5);
    return spent / (double)entries;
}

int main(void) {
    struct tdm_arena *data = tdm_arena_open((size_t)4 << 30), *mem = tdm_arena_open((size_t)1 << 30);
    struct opened few[SHORT_CHARTS], many[LONG_CHARTS];
    double least = 0, short_sum = 0, long_sum = 0;
    tdm_problems_init(&bench_problems);
    const struct tdm_library *library = bench_library(data);
    for (uint32_t i = 0; i < SHORT_CHARTS; i++) few[i] = open_chart(data, library, 200, i + 1);
    for (uint32_t i = 0; i < LONG_CHARTS; i++) many[i] = open_chart(data, library, 20000, i + 1);
    for (int round = 0; round < ROUNDS; round++) { /* by turns, so that a slow moment of the machine hits both */
        double one = measure(few, SHORT_CHARTS, mem), other = measure(many, LONG_CHARTS, mem);
        double ratio = other / one;
        least = round == 0 || ratio < least ? ratio : least;
        short_sum += one;
        long_sum += other;
    }
    printf("{\"name\": \"length\", \"entries\": [%u, %u], \"us_each_entry\": [%.4f, %.4f], \"ratio\": %.2f, "
           "\"least_ratio\": %.2f}\n",
           few[0].entries, many[0].entries, short_sum / ROUNDS * 1e6, long_sum / ROUNDS * 1e6, long_sum / short_sum,
           least);
    tdm_arena_close(mem);
    tdm_arena_close(data);
    return 0;
}
