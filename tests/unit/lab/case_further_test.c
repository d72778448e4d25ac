/* case_further_test.c - a case that took its chart's entries some at a time is the case of the whole chart: over
 * invented charts with every slip, after each growth, on the last day and on an earlier one with what was known then,
 * the standing is the pure one's, byte for byte, and its deviations counted alone are as many. So is what steers care
 * on the day of the last entry, with phases and limits taken over wherever nothing came that moves them. */
#include "base/random.h"
#include "lab_ground.h"

#include <string.h>

struct growing {
    struct tdm_arena *mem; /* of one chart */
    const struct tdm_library *library;
    struct tdm_chart chart; /* as far as it has come */
    struct tdm_problems problems;
    tdm_date end;                      /* of the whole chart */
    const struct tdm_standing *before; /* what was answered for that day last, or null */
    uint32_t asked, taken_over;
};

static bool same(struct growing *g, const struct tdm_case *a, const struct tdm_case *b, struct tdm_asof asof) {
    const struct tdm_standing *whole = tdm_standing_of(g->mem, b, NULL, 0, asof);
    tdm_digest one = tdm_standing_digest(tdm_standing_of(g->mem, a, NULL, 0, asof), g->mem);
    tdm_digest other = tdm_standing_digest(whole, g->mem);
    return tdm_digest_equal(one, other) && tdm_standing_deviations(g->mem, a, asof) == whole->deviation_count;
}

/* A correction or a withdrawal of what has not come yet: no chart ends there. */
static bool ends_well(const struct tdm_chart *chart) {
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        const struct tdm_entry *entry = &chart->entries[i];
        bool found = entry->kind != TDM_ENTRY_CORRECT && entry->kind != TDM_ENTRY_WITHDRAW;
        for (uint32_t k = 0; k < chart->entry_count && !found; k++)
            found = chart->entries[k].name.len > 0 && tdm_str_equal(chart->entries[k].name, entry->target);
        if (!found) return false;
    }
    return true;
}

static bool steers_the_same(struct growing *g, const struct tdm_case *grown, const struct tdm_case *pure) {
    struct tdm_asof asof = {g->end, TDM_INSTANT_NONE};
    const struct tdm_standing *one = tdm_standing_that_steers(g->mem, grown, asof, g->before);
    const struct tdm_standing *other = tdm_standing_that_steers(g->mem, pure, asof, NULL);
    g->taken_over += g->before != NULL && g->before->phases == one->phases;
    g->before = one;
    return tdm_digest_equal(tdm_standing_digest(one, g->mem), tdm_standing_digest(other, g->mem));
}

static void hold(struct growing *g, const struct tdm_case *grown) {
    const struct tdm_case *pure = NULL;
    const struct tdm_entry *last = &g->chart.entries[g->chart.entry_count - 1];
    const struct tdm_entry *earlier = &g->chart.entries[g->chart.entry_count / 2];
    if (!tdm_case_open(g->mem, g->library, &g->chart, &pure, &g->problems)) {
        check_failed(__FILE__, __LINE__, "refused: %s", g->problems.items[0].what);
        return;
    }
    g->asked++;
    if (!same(g, grown, pure, (struct tdm_asof){last->date, TDM_INSTANT_NONE}) ||
        !same(g, grown, pure, (struct tdm_asof){last->date, earlier->recorded}) ||
        !same(g, grown, pure, (struct tdm_asof){earlier->date, TDM_INSTANT_NONE}) || !steers_the_same(g, grown, pure))
        check_failed(__FILE__, __LINE__, "%.*s stands otherwise with %u entries", TDM_FMT(g->chart.name),
                     g->chart.entry_count);
}

static void grow_all(struct growing *g, const struct tdm_chart *whole, uint64_t number) {
    struct tdm_random draws = tdm_random_stream(41, number, 1);
    struct tdm_arena *scratch = tdm_arena_open((size_t)1 << 28), *tables = tdm_arena_open((size_t)1 << 30);
    struct tdm_case_kept *kept = tdm_case_keep(tables, (uint32_t)number % 3 * 20);
    g->chart = *whole;
    g->chart.entry_count = 0;
    g->end = whole->entries[whole->entry_count - 1].date;
    g->before = NULL;
    while (g->chart.entry_count < whole->entry_count) {
        const struct tdm_case *grown = NULL;
        uint32_t count = g->chart.entry_count + 1 + tdm_random_below(&draws, number % 2 == 0 ? 2 : 12);
        g->chart.entry_count = count < whole->entry_count ? count : whole->entry_count;
        if (!ends_well(&g->chart)) continue;
        tdm_arena_reset(scratch);
        tdm_problems_init(&g->problems);
        if (tdm_case_open_further(kept, scratch, g->library, &g->chart, &grown, &g->problems))
            hold(g, grown);
        else
            check_failed(__FILE__, __LINE__, "refused: %s", g->problems.items[0].what);
    }
    tdm_arena_close(scratch);
    tdm_arena_close(tables);
}

TEST("a case that grew with its chart stands as the one opened anew, whatever came [F093 M18 M31 M32 M114]") {
    static struct growing g;
    enum { CHARTS = 120 };
    g.library = ground_library(mem);
    struct tdm_cohort cohort = {9, g.library->protocols, g.library->protocol_count, 60};
    g.mem = tdm_arena_open((size_t)1 << 30);
    for (uint64_t number = 0; number < CHARTS; number++) {
        tdm_problems_init(&g.problems);
        const struct tdm_chart *whole =
            ground_read(g.mem, ground_print(g.mem, tdm_cohort_chart(g.mem, &cohort, number)), &g.problems);
        REQUIRE(whole != NULL);
        grow_all(&g, whole, number);
        tdm_arena_reset(g.mem);
    }
    CHECK(g.asked > 700);
    CHECK(g.taken_over > 100);
    tdm_arena_close(g.mem);
}

static bool says(const struct tdm_problems *problems, const char *code) {
    for (uint32_t i = 0; i < problems->count; i++)
        if (strcmp(problems->items[i].code, code) == 0) return true;
    return false;
}

TEST("what grows refuses what opening anew refuses, with its place, and grows on when it is put right [F093]") {
    static struct tdm_problems problems;
    const struct tdm_library *library = ground_library(mem);
    struct tdm_cohort cohort = {3, library->protocols, 1, 40};
    tdm_problems_init(&problems);
    const struct tdm_chart *whole = ground_read(mem, ground_print(mem, tdm_cohort_chart(mem, &cohort, 1)), &problems);
    REQUIRE(whole != NULL && whole->entry_count > 4);
    struct tdm_chart chart = *whole;
    struct tdm_entry *entries = TDM_NEW_ARRAY(mem, struct tdm_entry, chart.entry_count + 1u);
    memcpy(entries, whole->entries, whole->entry_count * sizeof *entries);
    chart.entries = entries;
    struct tdm_arena *tables = tdm_arena_open((size_t)1 << 28);
    struct tdm_case_kept *kept = tdm_case_keep(tables, 0);
    const struct tdm_case *episode = NULL, *pure = NULL;
    CHECK(tdm_case_open_further(kept, mem, library, &chart, &episode, &problems));
    const struct tdm_entry *last = &entries[chart.entry_count - 1u];
    struct tdm_entry *wrong = &entries[chart.entry_count++];
    *wrong = (struct tdm_entry){.kind = TDM_ENTRY_HOLD,
                                .date = last->date,
                                .time = TDM_TIME_NONE,
                                .recorded = last->recorded,
                                .author = last->author,
                                .other_date = TDM_DATE_NONE,
                                .subject = TDM_STR("no-such-phase")};
    tdm_problems_init(&problems);
    CHECK(!tdm_case_open_further(kept, mem, library, &chart, &episode, &problems));
    CHECK(problems.errors == 1 && says(&problems, "E004"));
    wrong->subject = library->protocols[0]->phases[0].name;
    tdm_problems_init(&problems);
    CHECK(tdm_case_open_further(kept, mem, library, &chart, &episode, &problems));
    CHECK(tdm_case_open(mem, library, &chart, &pure, &problems));
    struct tdm_asof asof = {wrong->date, TDM_INSTANT_NONE};
    CHECK(tdm_digest_equal(tdm_standing_digest(tdm_standing_of(mem, episode, NULL, 0, asof), mem),
                           tdm_standing_digest(tdm_standing_of(mem, pure, NULL, 0, asof), mem)));
    tdm_arena_close(tables);
}
