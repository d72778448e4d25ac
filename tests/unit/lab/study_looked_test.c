/* study_looked_test.c - what the virtual team reads at a visit is the standing, byte for byte, without what it never
 * reads; and a chart whose sessions share their lines stands as one in which each has its own. */
#include "study_ground.h"

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

/* The gate from which the next phase of a track begins, or that of discharge. */
static bool stands_next(const struct tdm_standing *s, tdm_ref gate) {
    const struct tdm_protocol *p = s->episode->protocol;
    bool next = p->gates[gate].opens_discharge && s->track[TDM_TRACK_FUNCTION].next == TDM_REF_NONE;
    for (int t = 0; t < TDM_TRACK_COUNT; t++) {
        tdm_ref phase = s->track[t].next;
        for (tdm_ref later = 0; phase == TDM_REF_NONE && s->track[t].phase != TDM_REF_NONE && later < p->phase_count;
             later++)
            if (later > s->track[t].phase && (int)p->phases[later].track == t) phase = later;
        bool discharge = phase == TDM_REF_NONE || tdm_day_from_discharge(&p->phases[phase].from);
        next = next || (discharge && t == TDM_TRACK_FUNCTION && s->track[t].phase != TDM_REF_NONE &&
                        p->gates[gate].opens_discharge);
        next = next || (phase != TDM_REF_NONE && p->phases[phase].from.anchor == TDM_ANCHOR_GATE &&
                        p->phases[phase].from.ref == gate);
    }
    return next;
}

static void strip_gates(struct tdm_arena *mem, struct tdm_standing *s) {
    uint32_t count = s->episode->protocol->gate_count;
    struct tdm_gate_answer *gates = TDM_NEW_ARRAY(mem, struct tdm_gate_answer, count);
    for (tdm_ref g = 0; g < count; g++) {
        gates[g] = s->gates[g];
        if (stands_next(s, g)) continue;
        gates[g].truth = TDM_UNKNOWN;
        gates[g].state = gates[g].overridden ? TDM_GATE_OPEN : TDM_GATE_CANNOT_TELL;
        gates[g].check_count = 0;
        gates[g].earliest = TDM_DATE_NONE;
    }
    s->gates = gates;
}

static void strip_phases(struct tdm_arena *mem, struct tdm_standing *s) {
    uint32_t count = s->episode->protocol->phase_count;
    struct tdm_phase_answer *phases = TDM_NEW_ARRAY(mem, struct tdm_phase_answer, count);
    for (tdm_ref p = 0; p < count; p++) {
        phases[p] = s->phases[p];
        phases[p].start = phases[p].end = (struct tdm_when){.fixed = false};
    }
    s->phases = phases;
    s->schedule_consistent = false;
}

/* The whole standing with the parts empty that are not asked where care is steered. */
static const struct tdm_standing *stripped(struct tdm_arena *mem, const struct tdm_standing *whole) {
    struct tdm_standing *s = TDM_NEW(mem, struct tdm_standing);
    struct tdm_owed *owed = TDM_NEW_ARRAY(mem, struct tdm_owed, whole->owed_count + 1u);
    *s = *whole;
    strip_gates(mem, s);
    strip_phases(mem, s);
    s->exercise_count = s->entries_seen = 0;
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

/* The whole standing of the chart as it is, opened anew. */
static const struct tdm_standing *pure(struct watch *w, const struct tdm_case *episode, struct tdm_asof asof) {
    static struct tdm_problems problems;
    const struct tdm_case *anew = NULL;
    struct tdm_library library = {w->library->catalog, &episode->protocol, 1};
    tdm_problems_init(&problems);
    bool opens = tdm_case_open(w->mem, &library, episode->chart->chart, &anew, &problems);
    TDM_ASSERT(opens);
    return tdm_standing_of(w->mem, anew, NULL, 0, asof);
}

static void look(void *context, const struct tdm_case *episode, const struct tdm_standing *asked) {
    struct watch *w = context;
    struct tdm_arena_mark mark = tdm_arena_mark(w->mem);
    const struct tdm_standing *whole = pure(w, episode, asked->asof);
    if (!same(w->mem, asked, stripped(w->mem, whole)))
        check_failed(__FILE__, __LINE__, "look %u: another answer", (unsigned)w->looks);
    struct tdm_standing shelf = *whole;
    shelf.gates = tdm_standing_gates(w->mem, episode, asked->asof);
    shelf.exercises = tdm_standing_exercises(w->mem, asked, &shelf.exercise_count);
    if (!same(w->mem, &shelf, whole))
        check_failed(__FILE__, __LINE__, "look %u: other exercises or gates", (unsigned)w->looks);
    if (tdm_standing_deviations(w->mem, episode, asked->asof) != whole->deviation_count)
        check_failed(__FILE__, __LINE__, "look %u: other deviations", (unsigned)w->looks);
    if (w->looks++ % 16 == 0) {
        w->apart++;
        if (!stands_apart(w, episode, whole))
            check_failed(__FILE__, __LINE__, "look %u: with lines of its own it stands otherwise", (unsigned)w->looks);
    }
    tdm_arena_rewind(w->mem, mark);
}

TEST("at every visit of a year the team reads what the whole standing says, without what it never reads [F093 F095]") {
    const struct tdm_library *library = ground_all_protocols(mem);
    struct tdm_study *study = ground_study(mem, library, tdm_embedded_find(TDM_STR("lab/four-arms.study.tandem")));
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
