/* clinics.h - clinics for tests: founded, enrolled on one head, recorded into at instants that a test names. */
#ifndef TDM_CLINICS_H
#define TDM_CLINICS_H

#include "../../../bench/library.h"
#include "../store/scratch.h"
#include "check.h"
#include "clinic/clinic.h"
#include "system/system.h"

#include <sys/stat.h>

static inline tdm_instant at(const char *text) {
    tdm_instant instant;
    TDM_ASSERT(tdm_instant_parse(tdm_str_of(text), &instant));
    return instant;
}

static inline void remove_clinic(tdm_str folder) {
    static const char *const names[] = {"ledger.db",  "ledger.db-wal", "ledger.db-shm", "place.key",
                                        "people.key", "people.keys",   "people.sealed"};
    for (size_t i = 0; i < TDM_COUNT(names); i++) {
        char path[2000];
        snprintf(path, sizeof path, "%.*s/%s", TDM_FMT(folder), names[i]);
        (void)unlink(path);
    }
    (void)rmdir(folder.at);
}

/* A new clinic of that name, open to write. */
static inline struct tdm_clinic *founded(struct tdm_arena *mem, const char *place, const char *now) {
    tdm_str folder = scratch_path(mem, place);
    struct tdm_clinic *clinic = NULL;
    struct tdm_problem problem = {0};
    remove_clinic(folder);
    if (!tdm_clinic_found(mem, folder, tdm_str_of(place), at(now), &problem) ||
        !tdm_clinic_open(mem, folder, TDM_STORE_WRITE, &clinic, &problem))
        check_failed(__FILE__, __LINE__, "%s", problem.what);
    return clinic;
}

static inline void leave(struct tdm_arena *mem, struct tdm_clinic *clinic, const char *place) {
    tdm_clinic_close(clinic);
    remove_clinic(scratch_path(mem, place));
}

struct done {
    bool good;
    struct tdm_taken taken;
    struct tdm_problems problems;
};

static inline const struct tdm_tree *tree_of(struct tdm_arena *mem, const char *text) {
    static struct tdm_problems problems;
    const struct tdm_tree *tree;
    tdm_problems_init(&problems);
    TDM_ASSERT(tdm_notation_read(mem, TDM_STR("new.txt"), tdm_str_of(text), &tree, &problems));
    return tree;
}

static inline void finish(struct tdm_clinic *clinic, struct done *done) {
    struct tdm_problem problem;
    if (done->good)
        done->good = tdm_clinic_commit(clinic, &problem);
    else
        tdm_clinic_abandon(clinic);
}

static inline struct tdm_act act_at(struct tdm_arena *mem, const char *now) {
    struct tdm_act act = {.library = bench_library(mem), .zone = tdm_zone_utc, .now = at(now)};
    const struct tdm_embedded *protocol = tdm_embedded_find(TDM_STR("protocols/knee-oa-bmac.tandem"));
    act.protocol_text = protocol->bytes;
    return act;
}

static inline const char *knee_head(void) {
    return "chart knee-1\n  patient example-p\n  site knee, right\n  protocol knee-oa-bmac version 1.1\n  zone UTC\n"
           "  synthetic\n  people\n    physician-a physician\n    therapist-a physical-therapist\n"
           "    example-p patient\n\n2026-01-05 09:00 enrol by physician-a\n";
}

static inline struct done enrol(struct tdm_arena *mem, struct tdm_clinic *clinic, const char *text, const char *now) {
    struct tdm_act act = act_at(mem, now);
    struct tdm_problem problem;
    struct done done = {0};
    tdm_problems_init(&done.problems);
    TDM_ASSERT(tdm_clinic_begin(clinic, &problem));
    done.good = tdm_clinic_enrol(mem, clinic, &act, tree_of(mem, text), &done.taken, &done.problems);
    finish(clinic, &done);
    return done;
}

static inline struct done record(struct tdm_arena *mem, struct tdm_clinic *clinic, const char *text, const char *now) {
    struct tdm_act act = act_at(mem, now);
    struct tdm_problem problem;
    struct done done = {0};
    tdm_problems_init(&done.problems);
    TDM_ASSERT(tdm_clinic_begin(clinic, &problem));
    done.good =
        tdm_clinic_record(mem, clinic, &act, TDM_STR("knee-1"), tree_of(mem, text), &done.taken, &done.problems);
    finish(clinic, &done);
    return done;
}

static inline tdm_str chart(struct tdm_arena *mem, struct tdm_clinic *clinic) {
    struct tdm_buf text;
    struct tdm_problem problem;
    tdm_buf_init(&text, mem, 1 << 20);
    if (!tdm_clinic_chart(mem, clinic, TDM_STR("knee-1"), &text, &problem))
        return tdm_arena_str(mem, tdm_str_of(problem.what));
    return tdm_buf_str(&text);
}

static inline bool whole(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_problems *problems) {
    struct tdm_verified verified;
    tdm_problems_init(problems);
    return tdm_store_verify(mem, tdm_clinic_store(clinic), &verified, problems);
}

static inline bool has(tdm_str text, const char *part) {
    size_t where;
    return tdm_str_find(text, tdm_str_of(part), &where);
}

#endif
