/* study_looked_test.c - what the virtual team reads at a visit is the standing, byte for byte, without what it never
 * reads; and a chart whose sessions share their lines stands as one in which each has its own. */
#include "lab/study.h"
#include "lab_ground.h"

#include <string.h>

struct watch {
    struct tdm_arena *mem;
    const struct tdm_library *library;
    const struct tdm_written_dose *last;
    uint32_t looks, apart, shared;
};

static bool comes_from_elsewhere(enum tdm_owed_kind kind) {
    return kind == TDM_OWED_REVIEW || kind == TDM_OWED_RULE || kind == TDM_OWED_JUDGEMENT ||
           kind == TDM_OWED_PRESCRIBER_QUESTION;
}

/* The whole standing with the parts empty that are not asked where care is steered. */
static const struct tdm_standing *stripped(struct tdm_arena *mem, const struct tdm_standing *whole) {
    struct tdm_standing *s = TDM_NEW(mem, struct tdm_standing);
    struct tdm_owed *owed = TDM_NEW_ARRAY(mem, struct tdm_owed, whole->owed_count + 1u);
    *s = *whole;
    s->deviation_count = s->change_count = s->owed_count = 0;
    memset(&s->loads, 0, sizeof s->loads);
    memset(&s->safety, 0, sizeof s->safety);
    for (uint32_t i = 0; i < whole->owed_count; i++)
        if (!comes_from_elsewhere(whole->owed[i].kind)) owed[s->owed_count++] = whole->owed[i];
    s->owed = owed;
    return s;
}

static bool same(struct tdm_arena *mem, const struct tdm_standing *a, const struct tdm_standing *b) {
    tdm_digest one = tdm_standing_digest(a, mem), other = tdm_standing_digest(b, mem);
    return memcmp(&one, &other, sizeof one) == 0;
}

/* The same chart with lines of its own for each entry: nothing was bound before. */
static bool stands_apart(struct watch *w, const struct tdm_case *episode, const struct tdm_standing *whole) {
    static struct tdm_problems problems;
    const struct tdm_case *again = NULL;
    struct tdm_chart chart = *episode->chart->chart;
    struct tdm_entry *entries = TDM_NEW_ARRAY(w->mem, struct tdm_entry, chart.entry_count);
    for (uint32_t i = 0; i < chart.entry_count; i++) {
        entries[i] = chart.entries[i];
        struct tdm_written_dose *doses = TDM_NEW_ARRAY(w->mem, struct tdm_written_dose, entries[i].dose_count + 1u);
        for (uint32_t k = 0; k < entries[i].dose_count; k++) doses[k] = entries[i].doses[k];
        w->shared += i > 0 && entries[i].dose_count > 0 && chart.entries[i].doses == w->last;
        if (entries[i].dose_count > 0) w->last = chart.entries[i].doses;
        entries[i].doses = doses;
    }
    chart.entries = entries;
    tdm_problems_init(&problems);
    return tdm_case_open(w->mem, w->library, &chart, &again, &problems) &&
           same(w->mem, whole, tdm_standing_of(w->mem, again, NULL, 0, whole->asof));
}

static void look(void *context, const struct tdm_case *episode, const struct tdm_standing *asked) {
    struct watch *w = context;
    struct tdm_arena_mark mark = tdm_arena_mark(w->mem);
    const struct tdm_standing *whole = tdm_standing_of(w->mem, episode, NULL, 0, asked->asof);
    bool last = asked->safety.signs != NULL;
    if (!same(w->mem, asked, last ? whole : stripped(w->mem, whole)))
        check_failed(__FILE__, __LINE__, "look %u: another answer", (unsigned)w->looks);
    if (w->looks++ % 16 == 0) {
        w->apart++;
        if (!stands_apart(w, episode, whole))
            check_failed(__FILE__, __LINE__, "look %u: with lines of its own it stands otherwise", (unsigned)w->looks);
    }
    tdm_arena_rewind(w->mem, mark);
}

/* The shipped protocols, and those that a study alone compares with. */
static const struct tdm_library *all_protocols(struct tdm_arena *mem) {
    const struct tdm_library *shipped = ground_library(mem);
    struct tdm_library *library = TDM_NEW(mem, struct tdm_library);
    const struct tdm_protocol **protocols =
        TDM_NEW_ARRAY(mem, const struct tdm_protocol *, shipped->protocol_count + tdm_embedded_count());
    *library = (struct tdm_library){shipped->catalog, protocols, shipped->protocol_count};
    memcpy(protocols, shipped->protocols, shipped->protocol_count * sizeof(const struct tdm_protocol *));
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
        tdm_problems_init(problems);
        if (!tdm_str_starts_with(file->name, TDM_STR("lab/")) ||
            !tdm_str_ends_with(file->name, TDM_STR(".protocol.tandem")))
            continue;
        protocols[library->protocol_count] = ground_protocol(mem, library->catalog, file->bytes, problems);
        if (protocols[library->protocol_count++] == NULL) check_failed(__FILE__, __LINE__, "protocol");
    }
    return library;
}

static struct tdm_study *shipped_study(struct tdm_arena *mem, const struct tdm_library *library) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_bio_model *model = NULL;
    struct tdm_study *study = NULL;
    tdm_problems_init(problems);
    bool fine = tdm_bio_model_read(mem, ground_tree(mem, tdm_embedded_find(TDM_STR("lab/knee-oa.model.tandem"))),
                                   &model, problems) &&
                tdm_study_read(mem, ground_tree(mem, tdm_embedded_find(TDM_STR("lab/four-arms.study.tandem"))), model,
                               library->catalog, &study, problems);
    if (!fine) return NULL;
    const struct tdm_protocol **of_arms = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, study->arm_count);
    for (uint32_t arm = 0; arm < study->arm_count; arm++)
        for (uint32_t i = 0; i < library->protocol_count; i++)
            if (tdm_str_equal(library->protocols[i]->name, study->arms[arm].follows))
                of_arms[arm] = library->protocols[i];
    return tdm_study_bind(mem, study, of_arms, problems) ? study : NULL;
}

TEST("at every visit of a year the team reads what the whole standing says, without what it never reads [F093 F095]") {
    const struct tdm_library *library = all_protocols(mem);
    struct tdm_study *study = shipped_study(mem, library);
    static struct tdm_problems problems;
    struct tdm_study_result result;
    REQUIRE(study != NULL);
    struct watch watch = {.mem = tdm_arena_open((size_t)1 << 30), .library = library};
    struct tdm_study_run run = {.seed = 5,
                                .patients = 8,
                                .set = TDM_BIO_SSE2,
                                .scratch = tdm_arena_open((size_t)1 << 30),
                                .lives = tdm_arena_open((size_t)1 << 30),
                                .looked = look,
                                .looked_context = &watch};
    tdm_problems_init(&problems);
    CHECK(tdm_study_run(mem, study, &run, &result, &problems));
    CHECK(watch.looks == result.standings && watch.looks > 2000);
    CHECK(watch.apart > 100 && watch.shared > 1000);
    tdm_arena_close(watch.mem);
    tdm_arena_close(run.scratch);
    tdm_arena_close(run.lives);
}
