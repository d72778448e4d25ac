/* fhir_bench.c - ten gates of shipped protocols, asked by Tandem and, in the same run, of the same charts on the same
 * days, by engines that others wrote: fhirpath.js (of the exported conditions) and cql-execution (of
 * tests/judges/gates.cql).
 *
 *   fhir_bench [CHARTS [FOLDER]]      CHARTS of each protocol (default 10); prints lines of JSON
 *
 * "Ten gates" are those of one chart of each of three protocols: four, four and two. Tandem answers more than gates
 * each time: all that steers care. The peers are given the grounds of the day alone, without the acts that no gate
 * asks. tools/judges/bench.mjs asks them, and holds what they say against what is said here; without node or its
 * packages that is told. */
#include "clinic/clinic.h"
#include "fhir/fhir.h"
#include "lab/cohort.h"
#include "library.h"
#include "system/system.h"

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROTOCOLS = 3, ENTRIES = 200, CHARTS_MOST = 500, ROUNDS = 3 };
#define INSTANT 2083000000000 /* at which all is kept: after every day of the courses */

extern char **environ;
static const char *const files[PROTOCOLS] = {"protocols/knee-oa-bmac.tandem", "protocols/achilles-prp.tandem",
                                             "protocols/hip-oa-bmac.tandem"};

struct patient {
    const struct tdm_chart *chart;
    const struct tdm_case *episode;
    uint32_t protocol;
    tdm_date on;
    tdm_str name, text;   /* of the chart; as a file of the notation */
    tdm_str acts, bundle; /* as FHIR; the same with the grounds of the day */
};
struct bench {
    struct tdm_arena *kept, *mem, *one; /* of the run; of one call; of what an episode needs as it goes out */
    const struct tdm_library *library, *own[PROTOCOLS];
    struct patient *patients;
    uint32_t count;
    struct tdm_clinic *clinic;
    uint64_t check;
};

static const struct tdm_case *opened(const struct bench *b, struct tdm_arena *mem, const struct patient *p,
                                     const struct tdm_chart *chart) {
    const struct tdm_case *episode;
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    tdm_problems_init(problems);
    return tdm_case_open(mem, b->own[p->protocol], chart, &episode, problems) ? episode : NULL;
}

static const struct tdm_chart *chart_of(struct tdm_arena *mem, tdm_str text) {
    const struct tdm_tree *tree;
    const struct tdm_chart *chart = NULL;
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    tdm_problems_init(problems);
    bool read = tdm_notation_read(mem, TDM_STR("bench"), text, &tree, problems) &&
                tdm_chart_read(mem, tree, &tdm_zone_utc, &chart, problems);
    return read ? chart : NULL;
}

static const struct tdm_gate_answer *asked(struct tdm_arena *mem, const struct patient *p,
                                           const struct tdm_case *episode) {
    return tdm_standing_gates(mem, episode, (struct tdm_asof){p->on, TDM_INSTANT_NONE});
}

/* ---- charts: invented, kept in a store, written as FHIR with the grounds of a day */

static bool enrolled(struct bench *b, const struct patient *p) {
    const struct tdm_tree *tree;
    struct tdm_taken taken = {0};
    struct tdm_problem problem;
    struct tdm_problems *problems = TDM_NEW(b->mem, struct tdm_problems);
    struct tdm_act act = {.library = b->own[p->protocol], .zone = tdm_zone_utc, .now = {INSTANT}};
    act.protocol_text = tdm_embedded_find(tdm_str_of(files[p->protocol]))->bytes;
    tdm_problems_init(problems);
    if (!tdm_notation_read(b->mem, TDM_STR("bench"), p->text, &tree, problems) ||
        !tdm_clinic_begin(b->clinic, &problem))
        return false;
    if (tdm_clinic_enrol(b->mem, b->clinic, &act, tree, &taken, problems))
        return tdm_clinic_commit(b->clinic, &problem);
    tdm_clinic_abandon(b->clinic);
    return false;
}

static tdm_str text_of(struct tdm_arena *mem, const struct tdm_chart *chart) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, (size_t)16 << 20);
    tdm_chart_print(&text, chart);
    return tdm_buf_str(&text);
}

static tdm_str bundle_of(struct bench *b, const struct patient *p, bool grounds) {
    struct tdm_fhir_out out;
    struct tdm_buf text;
    struct tdm_fhir_episode episode = {
        .chart = p->chart, .protocol = b->library->protocols[p->protocol], .zone = &tdm_zone_utc};
    if (grounds)
        episode.grounds = tdm_grounds_of(b->mem, p->episode, NULL, 0, (struct tdm_asof){p->on, TDM_INSTANT_NONE});
    tdm_buf_init(&text, b->kept, (size_t)64 << 20);
    tdm_fhir_out_begin(&out, b->mem, &text, TDM_FHIR_COLLECTION);
    tdm_fhir_out_episode(b->one, &out, &episode);
    tdm_fhir_out_end(&out);
    tdm_arena_reset(b->one);
    return tdm_buf_str(&text);
}

/* As a clinic is told it: the store says when and where, so corrections, which say what was known before, are left out.
 */
static const struct tdm_chart *plain(struct tdm_arena *mem, const struct tdm_chart *from, tdm_str name) {
    struct tdm_chart *chart = TDM_NEW(mem, struct tdm_chart);
    struct tdm_entry *entries = TDM_NEW_ARRAY(mem, struct tdm_entry, from->entry_count + 1u);
    uint32_t count = 0;
    for (uint32_t i = 0; i < from->entry_count; i++) {
        if (from->entries[i].kind == TDM_ENTRY_CORRECT) continue;
        entries[count] = from->entries[i];
        entries[count].writer = TDM_STR("");
        entries[count++].recorded_assumed = true;
    }
    *chart = *from;
    chart->name = name;
    chart->entries = entries;
    chart->entry_count = count;
    return chart;
}

/* Chart `number` of a protocol; false when a store does not take it. */
static bool drawn(struct bench *b, uint32_t protocol, uint64_t number, struct patient *p) {
    struct tdm_cohort cohort = {11, &b->library->protocols[protocol], 1, ENTRIES};
    struct tdm_buf name;
    tdm_buf_init(&name, b->kept, 40);
    tdm_buf_format(&name, "bench-%u-%u", protocol, (unsigned)number);
    *p = (struct patient){.protocol = protocol, .name = tdm_buf_str(&name)};
    p->text = text_of(b->kept, plain(b->kept, tdm_cohort_chart(b->kept, &cohort, number), p->name));
    p->chart = chart_of(b->kept, p->text);
    if (p->chart == NULL || p->chart->entry_count < ENTRIES / 2) return false;
    p->on = p->chart->entries[p->chart->entry_count * 3 / 4].date;
    p->episode = opened(b, b->kept, p, p->chart);
    tdm_arena_reset(b->mem);
    return p->episode != NULL && enrolled(b, p);
}

static void draw_all(struct bench *b, uint32_t each) {
    for (uint32_t protocol = 0; protocol < PROTOCOLS; protocol++) {
        uint32_t found = 0;
        for (uint64_t number = 1; found < each; number++) {
            if (number > 20 * (uint64_t)each + 100) bench_give_up("too few charts can be kept");
            found += drawn(b, protocol, number, &b->patients[b->count + found]);
        }
        b->count += each;
    }
    for (uint32_t i = 0; i < b->count; i++) {
        tdm_arena_reset(b->mem);
        b->patients[i].acts = bundle_of(b, &b->patients[i], false);
        b->patients[i].bundle = bundle_of(b, &b->patients[i], true);
    }
}

/* ---- what is measured: each answers the gates of one patient */

static const struct tdm_gate_answer *in_memory(struct bench *b, const struct patient *p) {
    return asked(b->mem, p, p->episode);
}

static const struct tdm_gate_answer *from_store(struct bench *b, const struct patient *p) {
    struct tdm_buf text;
    struct tdm_problem problem;
    tdm_buf_init(&text, b->mem, (size_t)16 << 20);
    if (!tdm_clinic_chart(b->mem, b->clinic, p->name, &text, &problem)) bench_give_up(problem.what);
    const struct tdm_chart *chart = chart_of(b->mem, tdm_buf_str(&text));
    const struct tdm_case *episode = chart != NULL ? opened(b, b->mem, p, chart) : NULL;
    if (episode == NULL) bench_give_up("a kept chart does not open");
    return asked(b->mem, p, episode);
}

static const struct tdm_gate_answer *from_json(struct bench *b, const struct patient *p) {
    struct tdm_problems *problems = TDM_NEW(b->mem, struct tdm_problems);
    const struct tdm_chart *chart = NULL;
    tdm_problems_init(problems);
    struct tdm_fhir_in *in = tdm_fhir_in_open(b->mem, problems);
    if (!tdm_fhir_in_add(in, TDM_STR("bench"), p->acts) || !tdm_fhir_in_find(in) ||
        !tdm_fhir_in_chart(in, 0, &tdm_zone_utc, &chart))
        bench_give_up("a Bundle does not come in");
    const struct tdm_case *episode = opened(b, b->mem, p, chart);
    if (episode == NULL) bench_give_up("a Bundle does not open");
    return asked(b->mem, p, episode);
}

static double cpu_ms(void) {
    struct timespec now;
    TDM_ASSERT(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

/* Processor time of ten gates: the least of a few rounds over all patients. */
static void measure(struct bench *b, const char *name,
                    const struct tdm_gate_answer *(*asks)(struct bench *b, const struct patient *p)) {
    double least = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double from = cpu_ms();
        for (uint32_t i = 0; i < b->count; i++) {
            tdm_arena_reset(b->mem);
            b->check += (uint64_t)asks(b, &b->patients[i])[0].truth;
        }
        double each = (cpu_ms() - from) * PROTOCOLS / b->count;
        if (round == 0 || each < least) least = each;
    }
    printf("{\"name\": \"%s\", \"charts\": %u, \"ms_ten_gates\": %.4f}\n", name, b->count, least);
    (void)fflush(stdout);
}

static void tell_sizes(const struct bench *b) {
    double entries = 0, acts = 0, bundle = 0;
    for (uint32_t i = 0; i < b->count; i++) {
        entries += b->patients[i].chart->entry_count;
        acts += (double)b->patients[i].acts.len / 1024;
        bundle += (double)b->patients[i].bundle.len / 1024;
    }
    printf("{\"name\": \"charts\", \"charts\": %u, \"entries_each\": %.0f, \"kb_of_fhir_each\": %.0f, "
           "\"kb_with_grounds_each\": %.0f}\n",
           b->count, entries / b->count, acts / b->count, bundle / b->count);
}

/* What is said from the store and from JSON is what is said from the chart. */
static void hold(struct bench *b) {
    for (uint32_t i = 0; i < b->count; i++) {
        const struct patient *p = &b->patients[i];
        tdm_arena_reset(b->mem);
        const struct tdm_gate_answer *here = in_memory(b, p), *kept = from_store(b, p), *came = from_json(b, p);
        for (tdm_ref g = 0; g < b->library->protocols[p->protocol]->gate_count; g++)
            if (here[g].truth != kept[g].truth || here[g].truth != came[g].truth)
                bench_give_up("a gate says another thing out of the store or out of FHIR");
    }
}

/* ---- for the peers: the Bundles, and a list of what is said here */

static void put(struct bench *b, const char *folder, tdm_str name, tdm_str bytes) {
    struct tdm_problem problem;
    if (!tdm_file_write(b->mem, tdm_path_join(b->mem, tdm_str_of(folder), name), bytes, &problem))
        bench_give_up(problem.what);
}

static tdm_str named(struct bench *b, tdm_str name, const char *ending) {
    struct tdm_buf text;
    tdm_buf_init(&text, b->mem, 100);
    tdm_buf_format(&text, "%.*s%s", TDM_FMT(name), ending);
    return tdm_buf_str(&text);
}

static void put_patient(struct bench *b, const char *folder, uint32_t i, struct tdm_buf *list) {
    static const char *const words[] = {[TDM_MET] = "met", [TDM_UNMET] = "unmet", [TDM_UNKNOWN] = "unknown"};
    const struct patient *p = &b->patients[i];
    const struct tdm_protocol *protocol = b->library->protocols[p->protocol];
    tdm_arena_reset(b->mem);
    const struct tdm_gate_answer *gates = in_memory(b, p);
    tdm_buf_format(list, "%s{\"name\": \"%.*s\", \"protocol\": \"%.*s\", \"on\": \"", i == 0 ? "" : ",\n",
                   TDM_FMT(p->name), TDM_FMT(protocol->name));
    tdm_date_print(list, p->on);
    tdm_buf_text(list, "\", \"gates\": {");
    for (tdm_ref g = 0; g < protocol->gate_count; g++)
        tdm_buf_format(list, "%s\"%.*s\": \"%s\"", g == 0 ? "" : ", ", TDM_FMT(protocol->gates[g].name),
                       words[gates[g].truth]);
    tdm_buf_text(list, "}}");
    put(b, folder, named(b, p->name, ".json"), p->bundle);
    put(b, folder, named(b, p->name, ".acts.json"), p->acts);
}

static void put_protocols(struct bench *b, const char *folder) {
    for (uint32_t i = 0; i < PROTOCOLS; i++) {
        struct tdm_fhir_out out;
        struct tdm_buf text;
        const struct tdm_fhir_protocol of = {b->library->protocols[i], TDM_STR("")};
        tdm_arena_reset(b->mem);
        tdm_buf_init(&text, b->mem, (size_t)16 << 20);
        tdm_fhir_out_begin(&out, b->mem, &text, TDM_FHIR_COLLECTION);
        tdm_fhir_out_protocol(b->one, &out, &of);
        tdm_fhir_out_end(&out);
        put(b, folder, named(b, b->library->protocols[i]->name, ".plan.json"), tdm_buf_str(&text));
    }
}

static void ask_peers(struct bench *b, const char *folder) {
    struct tdm_buf list;
    int status = 0;
    pid_t child;
    union {
        const char *const *given;
        char *const *taken;
    } words = {(const char *const[]){"node", TDM_FHIR_PEERS, folder, NULL}};
    tdm_buf_init(&list, b->kept, (size_t)16 << 20);
    tdm_buf_text(&list, "[");
    for (uint32_t i = 0; i < b->count; i++) put_patient(b, folder, i, &list);
    tdm_buf_text(&list, "]\n");
    put(b, folder, TDM_STR("list.json"), tdm_buf_str(&list));
    put_protocols(b, folder);
    bool ran =
        posix_spawnp(&child, "node", NULL, NULL, words.taken, environ) == 0 && waitpid(child, &status, 0) == child;
    if (!ran || !WIFEXITED(status) || WEXITSTATUS(status) == 3 || WEXITSTATUS(status) == 127)
        printf("{\"name\": \"peers\", \"not_asked\": \"node or the packages of tools/judges are not there: ./dev "
               "judges\"}\n");
    else if (WEXITSTATUS(status) != 0)
        bench_give_up("a peer says another thing, or failed");
}

static void take_away(const char *folder) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 20);
    struct tdm_problem problem;
    const tdm_str *names;
    size_t count;
    if (!tdm_folder_list(mem, tdm_str_of(folder), &names, &count, &problem)) bench_give_up(problem.what);
    for (size_t i = 0; i < count; i++)
        (void)unlink(tdm_arena_str(mem, tdm_path_join(mem, tdm_str_of(folder), names[i])).at);
    (void)rmdir(folder);
    tdm_arena_close(mem);
}

int main(int count, char **words) {
    uint32_t each = count > 1 ? (uint32_t)strtoul(words[1], NULL, 10) : 10;
    char folder[500], ward[600];
    struct bench b = {.kept = tdm_arena_open((size_t)4 << 30), .mem = tdm_arena_open((size_t)1 << 30)};
    b.one = tdm_arena_open((size_t)1 << 30);
    struct tdm_problem problem;
    if (each < 1 || each > CHARTS_MOST)
        bench_give_up("fhir_bench [CHARTS [FOLDER]]: from 1 to 500 charts of each protocol");
    (void)snprintf(folder, sizeof folder, "%s/tandem-fhir-XXXXXX", count > 2 ? words[2] : "/tmp");
    TDM_ASSERT(mkdtemp(folder) != NULL);
    (void)snprintf(ward, sizeof ward, "%s/ward", folder);
    b.library = bench_library_of(b.kept, files, PROTOCOLS);
    for (uint32_t i = 0; i < PROTOCOLS; i++) {
        struct tdm_library *own = TDM_NEW(b.kept, struct tdm_library);
        *own = (struct tdm_library){b.library->catalog, &b.library->protocols[i], 1};
        b.own[i] = own;
    }
    b.patients = TDM_NEW_ARRAY(b.kept, struct patient, (size_t)each * PROTOCOLS + 1);
    if (!tdm_clinic_found(b.kept, tdm_str_of(ward), TDM_STR("ward-a"), (tdm_instant){1772500000000}, &problem) ||
        !tdm_clinic_open(b.kept, tdm_str_of(ward), TDM_STORE_WRITE, &b.clinic, &problem))
        bench_give_up(problem.what);
    draw_all(&b, each);
    tell_sizes(&b);
    hold(&b);
    measure(&b, "tandem, of open charts", in_memory);
    measure(&b, "tandem, from its own store", from_store);
    measure(&b, "tandem, from FHIR JSON, parse included", from_json);
    ask_peers(&b, folder);
    tdm_clinic_close(b.clinic);
    take_away(ward);
    take_away(folder);
    return b.check == UINT64_MAX;
}
