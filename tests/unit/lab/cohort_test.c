/* cohort_test.c - invented charts: they open, they are the same for the same seed, and every kind of story is among
 * them. */
#include "lab_ground.h"

static struct tdm_cohort cohort_of(const struct tdm_library *library, uint64_t seed) {
    return (struct tdm_cohort){seed, library->protocols, library->protocol_count, 0};
}

static const struct tdm_case *opened(struct tdm_arena *mem, const struct tdm_library *library,
                                     const struct tdm_chart *made, struct tdm_problems *problems) {
    const struct tdm_case *episode = NULL;
    tdm_problems_init(problems);
    const struct tdm_chart *chart = ground_read(mem, ground_print(mem, made), problems);
    if (chart != NULL && tdm_case_open(mem, library, chart, &episode, problems)) return episode;
    for (uint32_t i = 0; i < problems->count; i++)
        if (problems->items[i].severity == TDM_ERROR)
            check_failed(__FILE__, __LINE__, "%.*s line %u: %s %s", TDM_FMT(made->name), problems->items[i].place.line,
                         problems->items[i].code, problems->items[i].what);
    return NULL;
}

/* What five thousand charts hold, counted while each is opened. */
struct census {
    uint32_t kind[TDM_ENTRY_KIND_COUNT], smallest, largest, protocols_seen;
    uint32_t late, same_day_untimed, not_done, other_side, by_writer, pinned, sides[3], done[5];
    bool protocol[64];
};

static void count_entry(struct census *c, const struct tdm_chart *chart, const struct tdm_entry *entry) {
    c->kind[entry->kind]++;
    int64_t day_end = ((int64_t)entry->date.day + 1) * 86400000;
    c->late += entry->recorded.ms > day_end + 86400000;
    c->same_day_untimed += entry->time.minute < 0 && !entry->recorded_assumed && entry->recorded.ms < day_end;
    c->by_writer += entry->writer.len > 0;
    for (uint32_t i = 0; i < entry->reading_count; i++) {
        c->not_done += entry->readings[i].not_done;
        c->other_side += entry->readings[i].side != TDM_SIDE_NONE && entry->readings[i].side != chart->side;
    }
    for (uint32_t i = 0; i < entry->dose_count; i++) c->done[entry->doses[i].done]++;
}

static void count_chart(struct census *c, const struct tdm_library *library, const struct tdm_case *episode) {
    const struct tdm_chart *chart = episode->chart->chart;
    if (c->smallest == 0 || chart->entry_count < c->smallest) c->smallest = chart->entry_count;
    if (chart->entry_count > c->largest) c->largest = chart->entry_count;
    c->pinned += chart->has_digest;
    c->sides[chart->side]++;
    for (uint32_t p = 0; p < library->protocol_count; p++)
        if (library->protocols[p] == episode->protocol && !c->protocol[p]) {
            c->protocol[p] = true;
            c->protocols_seen++;
        }
    for (uint32_t i = 0; i < chart->entry_count; i++) count_entry(c, chart, &chart->entries[i]);
}

TEST("five thousand invented charts open without an error, with every kind of entry among them") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_cohort cohort = cohort_of(library, 7);
    struct census c = {0};
    REQUIRE(library->protocol_count > 0 && library->protocol_count <= 64);
    for (uint64_t number = 1; number <= 5000; number++) {
        struct tdm_arena_mark mark = tdm_arena_mark(mem);
        const struct tdm_case *episode = opened(mem, library, tdm_cohort_chart(mem, &cohort, number), problems);
        REQUIRE(episode != NULL);
        count_chart(&c, library, episode);
        tdm_arena_rewind(mem, mark);
    }
    for (int kind = 0; kind < TDM_ENTRY_KIND_COUNT; kind++)
        if (c.kind[kind] < 100)
            check_failed(__FILE__, __LINE__, "%s: %u", tdm_entry_kind_word((enum tdm_entry_kind)kind), c.kind[kind]);
    for (int done = 0; done < 5; done++) CHECK(c.done[done] > 500);
    CHECK_INT(c.protocols_seen, library->protocol_count);
    CHECK(c.smallest == 1 && c.largest > 300 && c.largest < 800);
    CHECK(c.late > 5000 && c.same_day_untimed > 5000 && c.not_done > 500 && c.other_side > 500);
    CHECK(c.by_writer > 500 && c.pinned > 1000 && c.sides[TDM_SIDE_RIGHT] > 2000 && c.sides[TDM_SIDE_LEFT] > 2000);
}

TEST("two entries that say the same by chance are not put right as if each stood alone (M114)") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_cohort cohort = cohort_of(library, 470002);
    CHECK(opened(mem, library, tdm_cohort_chart(mem, &cohort, 271), problems) !=
          NULL); /* two diaries of one day, one number */
}

TEST("chart k of a seed is the same whatever was made before it, and another of another seed") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_cohort cohort = cohort_of(library, 3), other = cohort_of(library, 4);
    tdm_str alone = ground_print(mem, tdm_cohort_chart(mem, &cohort, 9));
    for (uint64_t number = 0; number < 9; number++) (void)tdm_cohort_chart(mem, &cohort, number);
    CHECK(tdm_str_equal(alone, ground_print(mem, tdm_cohort_chart(mem, &cohort, 9))));
    CHECK(!tdm_str_equal(alone, ground_print(mem, tdm_cohort_chart(mem, &other, 9))));
    CHECK(!tdm_str_equal(alone, ground_print(mem, tdm_cohort_chart(mem, &cohort, 10))));
}

TEST("a chart of so many entries has about so many, and opens") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_cohort cohort = {5, library->protocols, library->protocol_count, 20000};
    const struct tdm_case *episode = opened(mem, library, tdm_cohort_chart(mem, &cohort, 1), problems);
    REQUIRE(episode != NULL);
    uint32_t count = episode->chart->chart->entry_count;
    CHECK(count > 18000 && count < 26000);
}

TEST("every chart says that it is invented") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_cohort cohort = cohort_of(library, 1);
    for (uint64_t number = 0; number < 50; number++) CHECK(tdm_cohort_chart(mem, &cohort, number)->synthetic);
}
