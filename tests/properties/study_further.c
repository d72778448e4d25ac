/* study_further.c - the closed loop of every shipped study and of each of its sweeps, its cases grown from visit to
 * visit: at every standing that a virtual team asks for, the chart is opened anew, and both give the same bytes. In the
 * same order: what steers care at each; at some the whole standing and the verdict on an act done again today, as JSON.
 *
 *   study_further [PATIENTS [SEED [SOME]]]     PATIENTS: over all arms that follow a protocol, in equal parts; the
 * whole standing at one standing in SOME. Prints TAP. */
#include "engine/verdict.h"
#include "study_ground.h"
#include "views/views.h"

#include <stdio.h>
#include <stdlib.h>

struct watch {
    struct tdm_arena *mem; /* of one look */
    struct tdm_problems problems;
    uint64_t looks, wholes, verdicts, apart, some;
    char first[200]; /* the first that stood apart */
};

static const struct tdm_case *anew(struct watch *w, const struct tdm_protocol *protocol,
                                   const struct tdm_chart *chart) {
    const struct tdm_case *episode = NULL;
    struct tdm_library library = {protocol->catalog, &protocol, 1};
    tdm_problems_init(&w->problems);
    return tdm_case_open(w->mem, &library, chart, &episode, &w->problems) ? episode : NULL;
}

static void differs(struct watch *w, const struct tdm_case *episode, tdm_date on, const char *what) {
    if (w->apart++ > 0) return;
    snprintf(w->first, sizeof w->first, "%s of %.*s on day %d, %u entries", what, TDM_FMT(episode->chart->chart->name),
             (int)on.day, episode->chart->chart->entry_count);
}

static struct tdm_view view_in(struct watch *w, struct tdm_buf *out) {
    tdm_buf_init(out, w->mem, (size_t)64 << 20);
    return (struct tdm_view){.mem = w->mem, .out = out, .language = TDM_ENGLISH, .width = 100};
}

static tdm_str whole_of(struct watch *w, const struct tdm_case *episode, struct tdm_asof asof) {
    struct tdm_buf out;
    struct tdm_view view = view_in(w, &out);
    tdm_view_standing_json(&view, tdm_standing_of(w->mem, episode, NULL, 0, asof));
    return tdm_buf_str(&out);
}

static tdm_str verdict_of(struct watch *w, const struct tdm_case *before, const struct tdm_case *after,
                          struct tdm_asof asof) {
    struct tdm_buf out;
    struct tdm_view view = view_in(w, &out);
    struct tdm_proposal proposal = {.before = before, .after = after, .file = TDM_STR("proposed")};
    tdm_view_verdict_json(&view, tdm_judge(w->mem, &proposal, asof));
    return tdm_buf_str(&out);
}

/* One of the chart's entries once more, tonight. */
static const struct tdm_chart *again_tonight(struct watch *w, const struct tdm_chart *chart, tdm_date on) {
    struct tdm_chart *more = TDM_NEW(w->mem, struct tdm_chart);
    struct tdm_entry *entries = TDM_NEW_ARRAY(w->mem, struct tdm_entry, chart->entry_count + 1u);
    memcpy(entries, chart->entries, chart->entry_count * sizeof *entries);
    struct tdm_entry *act = &entries[chart->entry_count];
    *act = chart->entries[(w->looks * 7) % chart->entry_count];
    act->date = on;
    act->time.minute = 23 * 60;
    act->name = (tdm_str){0};
    act->recorded = chart->entries[chart->entry_count - 1u].recorded;
    act->place.file = TDM_STR("proposed");
    *more = *chart;
    more->entries = entries;
    more->entry_count++;
    return more;
}

static void look_at_all(struct watch *w, const struct tdm_case *episode, const struct tdm_case *pure,
                        struct tdm_asof asof) {
    w->wholes++;
    if (!tdm_str_equal(whole_of(w, episode, asof), whole_of(w, pure, asof)))
        differs(w, episode, asof.on, "the whole standing");
    const struct tdm_case *after = anew(w, episode->protocol, again_tonight(w, episode->chart->chart, asof.on));
    if (after == NULL) return; /* that act cannot be done again */
    w->verdicts++;
    if (!tdm_str_equal(verdict_of(w, episode, after, asof), verdict_of(w, pure, after, asof)))
        differs(w, episode, asof.on, "a verdict");
}

static void look(void *context, const struct tdm_case *episode, const struct tdm_standing *asked) {
    struct watch *w = context;
    tdm_arena_reset(w->mem);
    const struct tdm_case *pure = anew(w, episode->protocol, episode->chart->chart);
    if (pure == NULL) {
        differs(w, episode, asked->asof.on, "opening anew, which is refused,");
        return;
    }
    const struct tdm_standing *steers = tdm_standing_that_steers(w->mem, pure, asked->asof, NULL);
    if (!tdm_digest_equal(tdm_standing_digest(asked, w->mem), tdm_standing_digest(steers, w->mem)))
        differs(w, episode, asked->asof.on, "what steers care");
    if (w->looks++ % w->some == 0) look_at_all(w, episode, pure, asked->asof);
}

/* ---- the studies: as they are, and each sweep of them */

static const struct tdm_protocol *varied(struct tdm_arena *mem, const struct tdm_study *study,
                                         const struct tdm_study_sweep *sweep, uint32_t value) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_buf name;
    tdm_str text;
    tdm_problems_init(problems);
    if (sweep->kind != TDM_SWEEP_WEEKS) return study->arms[sweep->arm].protocol;
    for (size_t i = 0; i < 2; i++) {
        tdm_buf_init(&name, mem, 4096);
        tdm_buf_format(&name, "%s/%.*s%s.tandem", i == 0 ? "protocols" : "lab",
                       TDM_FMT(study->arms[sweep->arm].follows), i == 0 ? "" : ".protocol");
        const struct tdm_embedded *file = tdm_embedded_find(tdm_buf_str(&name));
        if (file != NULL && tdm_study_vary(mem, sweep, value, file->bytes, &text, problems))
            return ground_protocol(mem, study->catalog, text, problems);
    }
    check_failed(__FILE__, __LINE__, "the sweep `%.*s` has no protocol", TDM_FMT(sweep->name));
    return NULL;
}

static struct tdm_study *of_sweep(struct tdm_arena *mem, const struct tdm_study *study, uint32_t sweep) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_study_sweep *of = &study->sweeps[sweep];
    const struct tdm_protocol **of_arms = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, of->value_count);
    struct tdm_study *out = tdm_study_of_sweep(mem, study, sweep);
    tdm_problems_init(problems);
    for (uint32_t i = 0; i < of->value_count; i++) of_arms[i] = varied(mem, study, of, of->values[i]);
    if (!tdm_study_bind(mem, out, of_arms, problems)) check_failed(__FILE__, __LINE__, "a sweep is not bound");
    return out;
}

static uint32_t arms_of(const struct tdm_study *study) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < study->arm_count; i++) count += study->arms[i].protocol != NULL;
    return count;
}

struct campaign {
    struct tdm_arena *mem;
    const struct tdm_study *studies[64];
    tdm_str names[64];
    uint32_t count, arms, results, failed;
    uint64_t seed;
    struct watch watch;
};

static void add(struct campaign *c, const struct tdm_study *study, tdm_str name) {
    if (c->count == TDM_COUNT(c->studies)) check_failed(__FILE__, __LINE__, "more studies than there is room for");
    c->studies[c->count] = study;
    c->names[c->count++] = name;
    c->arms += arms_of(study);
}

static void gather(struct campaign *c) {
    const struct tdm_library *library = ground_all_protocols(c->mem);
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        if (!tdm_str_ends_with(file->name, TDM_STR(".study.tandem"))) continue;
        const struct tdm_study *study = ground_study(c->mem, library, file);
        if (study == NULL) {
            check_failed(__FILE__, __LINE__, "%.*s is not bound", TDM_FMT(file->name));
            continue;
        }
        add(c, study, study->name);
        for (uint32_t s = 0; s < study->sweep_count; s++) add(c, of_sweep(c->mem, study, s), study->sweeps[s].name);
    }
}

static void live(struct campaign *c, uint32_t at, uint32_t patients) {
    struct watch *w = &c->watch;
    struct tdm_problems *problems = TDM_NEW(c->mem, struct tdm_problems);
    struct tdm_study_result result;
    struct tdm_study_run run = {.seed = c->seed,
                                .patients = patients,
                                .set = TDM_BIO_SSE2,
                                .block = 8,
                                .scratch = tdm_arena_open((size_t)1 << 30),
                                .lives = tdm_arena_open((size_t)1 << 30),
                                .looked = look,
                                .looked_context = w};
    tdm_problems_init(problems);
    w->looks = w->wholes = w->verdicts = w->apart = 0;
    bool fine = tdm_study_run(c->mem, c->studies[at], &run, &result, problems) && w->apart == 0 &&
                w->looks == result.standings && w->looks > 0 && w->wholes > 0 && w->verdicts > 0;
    c->failed += !fine;
    printf("%sok %u - %.*s: %u patients in each of %u arms, lived twice: %llu standings, %llu of them whole, %llu "
           "verdicts\n",
           fine ? "" : "not ", ++c->results, TDM_FMT(c->names[at]), patients, arms_of(c->studies[at]),
           (unsigned long long)w->looks, (unsigned long long)w->wholes, (unsigned long long)w->verdicts);
    if (w->apart > 0) printf("# %llu stood apart; the first: %s\n", (unsigned long long)w->apart, w->first);
    fflush(stdout);
    tdm_arena_close(run.scratch);
    tdm_arena_close(run.lives);
}

int main(int argc, char **argv) {
    static struct campaign c;
    unsigned long patients = argc > 1 ? strtoul(argv[1], NULL, 10) : 84;
    c.mem = tdm_arena_open((size_t)2 << 30);
    c.seed = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
    c.watch.some = argc > 3 ? strtoul(argv[3], NULL, 10) : 16;
    c.watch.some += c.watch.some == 0;
    c.watch.mem = tdm_arena_open((size_t)1 << 30);
    gather(&c);
    uint32_t each = (uint32_t)((patients + c.arms - 1) / c.arms);
    printf("1..%u\n", c.count);
    for (uint32_t i = 0; i < c.count; i++) live(&c, i, each);
    tdm_arena_close(c.watch.mem);
    tdm_arena_close(c.mem);
    return c.failed > 0;
}
