/* store_tamper.c - every byte of a small store's file, turned over and made zero: the change is told by `verify`, or
 * every answer of the store is as it was before.
 *
 *   store_tamper [STEP]      each STEP-th byte only. Prints TAP and the counts */
#include "../unit/ledger/links.h"
#include "clinic/clinic.h"
#include "disk.h"

#include <stdio.h>
#include <stdlib.h>

#define IDS_MAX 64
static const char path[] = "/clinic/ledger.db";
static struct tdm_chained acts[IDS_MAX];
static uint32_t act_count;

/* ---- the store that is tampered with */

static bool put(struct tdm_arena *mem, struct tdm_store *store, const char *place, struct tdm_chained link) {
    struct tdm_stored last, stored;
    struct tdm_problem problem;
    struct tdm_chained read;
    bool found = false;
    if (!tdm_store_last(mem, store, tdm_str_of(place), &last, &found, &problem)) return false;
    if (!found) {
        struct tdm_chained first = links_first(mem, place);
        last = links_stored(mem, &first);
        if (!tdm_store_append(store, &first, &last, &problem)) return false;
    }
    link.id = tdm_chained_id_of(mem, &link);
    acts[act_count++] = (struct tdm_chained){.episode = link.episode, .id = link.id};
    stored = links_after(mem, &last, link);
    return tdm_chained_read(mem, TDM_STR("x"), stored.bytes, &read, &problem) &&
           tdm_store_append(store, &read, &stored, &problem);
}

static struct tdm_chained chart_head(struct tdm_arena *mem, const char *episode) {
    struct tdm_chained link = links_said(mem, episode, "");
    struct tdm_buf body;
    tdm_buf_init(&body, mem, 2000);
    tdm_buf_format(
        &body,
        "chart %s\n  patient example-d\n  site knee, right\n  protocol knee-oa-bmac version 1.1\n  zone UTC\n"
        "  people\n    therapist-a physical-therapist\n",
        episode);
    link.kind = TDM_STR("episode");
    link.body = tdm_buf_str(&body);
    return link;
}

static bool fill(struct tdm_arena *mem, struct tdm_store *store) {
    static const char *const episodes[] = {"example-d", "example-e", "example-f"};
    struct tdm_problem problem;
    bool good = tdm_store_begin(store, &problem);
    for (size_t e = 0; good && e < TDM_COUNT(episodes); e++)
        good = put(mem, store, "ward-a", chart_head(mem, episodes[e]));
    for (uint32_t i = 0; good && i < 24; i++) {
        char body[200];
        (void)snprintf(body, sizeof body, "2026-03-%02u 09:30 assess by therapist-a\n  pain %u points\n", i + 1,
                       i % 10);
        const char *place = i < 14 ? "ward-a" : "annex-b";
        struct tdm_chained link = links_said(mem, episodes[i % 3], tdm_arena_str(mem, tdm_str_of(body)).at);
        good = put(mem, store, place, link);
    }
    good = good && tdm_store_put_file(store, TDM_STR("a protocol\n"), &problem) &&
           tdm_store_put_file(store, TDM_STR("another protocol\n"), &problem);
    return good && tdm_store_commit(store, &problem);
}

/* ---- everything a store answers, as one digest */

struct answering {
    struct tdm_buf *out;
    uint64_t most; /* a damaged file may give rows for ever */
};

static bool answer(void *context, const struct tdm_stored *stored) {
    struct answering *a = context;
    tdm_buf_add(a->out, stored->place);
    tdm_buf_format(a->out, " %llu ", (unsigned long long)stored->number);
    tdm_digest_print(a->out, stored->hash);
    tdm_buf_add(a->out, stored->bytes);
    return --a->most > 0;
}

static void answers(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_buf *out) {
    static const char *const episodes[] = {"example-d", "example-e", "example-f", "example-g"};
    struct tdm_store *store = tdm_clinic_store(clinic);
    struct answering a = {out, 2000};
    struct tdm_problem problem = {0};
    bool good = tdm_store_chains(store, answer, &a, &problem) && tdm_store_heads(store, answer, &a, &problem) &&
                tdm_store_files(store, answer, &a, &problem);
    tdm_buf_text(out, good ? "\n" : problem.what);
    for (size_t e = 0; e < TDM_COUNT(episodes); e++)
        if (!tdm_clinic_chart(mem, clinic, tdm_str_of(episodes[e]), out, &problem)) tdm_buf_text(out, problem.what);
    for (uint32_t i = 0; i < act_count; i++) {
        struct tdm_stored stored;
        bool found = false;
        good = tdm_store_act(mem, store, &acts[i], &stored, &found, &problem);
        tdm_buf_text(out, good ? (found ? "found " : "not found ") : problem.what);
        if (good && found) (void)answer(&a, &stored);
    }
}

enum outcome { NAMED, TOLD, AS_BEFORE, UNNOTICED, OUTCOMES };

/* Opens, verifies, and asks everything; without `before` it only fills *after. */
static enum outcome look(struct tdm_arena *mem, const tdm_digest *before, tdm_digest *after) {
    static struct tdm_problems problems;
    struct tdm_clinic *clinic;
    struct tdm_verified verified;
    struct tdm_problem problem;
    struct tdm_buf out;
    if (!tdm_clinic_open(mem, TDM_STR("/clinic"), TDM_STORE_READ, &clinic, &problem)) return TOLD;
    tdm_problems_init(&problems);
    bool whole = tdm_store_verify(mem, tdm_clinic_store(clinic), &verified, &problems);
    tdm_buf_init(&out, mem, (size_t)1 << 24);
    answers(mem, clinic, &out);
    *after = tdm_digest_of(tdm_buf_str(&out));
    tdm_clinic_close(clinic);
    if (whole) return before == NULL || tdm_digest_equal(*before, *after) ? AS_BEFORE : UNNOTICED;
    for (uint32_t i = 0; i < problems.count; i++)
        if (tdm_str_starts_with(problems.items[i].place.file, TDM_STR("entry "))) return NAMED;
    return TOLD;
}

/* One byte made another one; what came of it is counted. False: nobody noticed. */
static bool tamper(struct tdm_arena *mem, const struct tdm_buf *whole, size_t at, uint8_t value,
                   uint64_t counts[OUTCOMES], const tdm_digest *before) {
    tdm_digest after;
    tdm_arena_reset(mem);
    uint8_t *bytes = tdm_arena_alloc_raw(mem, whole->len);
    memcpy(bytes, whole->at, whole->len);
    bytes[at] = value;
    disk_wipe();
    disk_set(path, bytes, whole->len);
    enum outcome outcome = look(mem, before, &after);
    counts[outcome]++;
    if (outcome == UNNOTICED)
        printf("# byte %zu made %u: nothing is told, and an answer is another one\n", at, (unsigned)value);
    return outcome != UNNOTICED;
}

int main(int count, char **words) {
    static const char title[] = "each changed byte of a store is told, or every answer is as before [F109]";
    size_t step = count > 1 ? strtoull(words[1], NULL, 10) : 1;
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30), *kept = tdm_arena_open((size_t)1 << 26);
    struct tdm_store *store = NULL;
    struct tdm_problem problem;
    struct tdm_buf whole;
    tdm_digest before, after;
    uint64_t turned[OUTCOMES] = {0}, zeroed[OUTCOMES] = {0}, same = 0;
    printf("1..2\n");
    disk_install();
    disk_wipe();
    bool made = tdm_store_make(mem, tdm_str_of(path), &problem) &&
                tdm_store_open(mem, tdm_str_of(path), TDM_STORE_WRITE, &store, &problem) && fill(mem, store);
    if (!made) return 2;
    tdm_store_close(store);
    size_t size;
    const uint8_t *bytes = disk_bytes(path, &size);
    tdm_buf_init(&whole, kept, (size_t)1 << 24);
    tdm_buf_add(&whole, (tdm_str){(const char *)bytes, size});
    bool good = look(mem, NULL, &before) == AS_BEFORE && look(mem, &before, &after) == AS_BEFORE;
    printf("%s 1 - the store is whole, and answers the same twice\n", good ? "ok" : "not ok");
    for (size_t at = 0; at < size && good; at += step) {
        uint8_t now = (uint8_t)whole.at[at];
        good = tamper(mem, &whole, at, now ^ 0xff, turned, &before);
        if (now == 0)
            same++;
        else
            good = tamper(mem, &whole, at, 0, zeroed, &before) && good;
    }
    printf("# %zu bytes, each %zu. of them\n# turned over: %llu with the first broken entry, %llu told of the file, "
           "%llu with every "
           "answer as before\n# made zero: %llu, %llu, %llu; %llu were zero\n",
           size, step, (unsigned long long)turned[NAMED], (unsigned long long)turned[TOLD],
           (unsigned long long)turned[AS_BEFORE], (unsigned long long)zeroed[NAMED], (unsigned long long)zeroed[TOLD],
           (unsigned long long)zeroed[AS_BEFORE], (unsigned long long)same);
    printf("%s 2 - %s\n", good ? "ok" : "not ok", title);
    tdm_arena_close(mem);
    tdm_arena_close(kept);
    return good ? 0 : 1;
}
