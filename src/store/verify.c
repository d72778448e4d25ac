/* verify.c - a whole store held against its own chains: the keeper's lists first, then every entry of every chain. */
#include "store/store.h"

struct verifying {
    struct tdm_arena *mem;
    struct tdm_store *store;
    struct tdm_chains *chains;
    struct tdm_verified *out;
    struct tdm_problems *problems;
    struct tdm_problem asked; /* by hash_at: a failure of the machine, kept until the walk ends */
    bool failed;
    char broken[TDM_CHAINED_NAME_MAX]; /* the chain whose rest is passed by */
    size_t broken_length;
};

static void keep(struct tdm_problems *list, const struct tdm_problem *problem) {
    struct tdm_problem *kept = tdm_problems_add(list, problem->severity, problem->why, problem->code, problem->place);
    tdm_problem_what(kept, "%s", problem->what);
    tdm_problem_fix(kept, "%s", problem->fix);
}

static bool hash_at(void *context, tdm_str place, uint64_t number, tdm_digest *out) {
    struct verifying *v = context;
    struct tdm_arena_mark mark = tdm_arena_mark(v->mem);
    struct tdm_stored stored;
    bool found = false;
    struct tdm_head where = {.place = place, .number = number};
    if (!tdm_store_at(v->mem, v->store, &where, &stored, &found, &v->asked)) {
        v->failed = true;
        found = false;
    }
    if (found) *out = stored.hash;
    tdm_arena_rewind(v->mem, mark);
    return found;
}

static bool take(void *context, const struct tdm_stored *stored) {
    struct verifying *v = context;
    struct tdm_problem problem;
    v->out->entries++;
    if (tdm_str_equal(stored->place, (tdm_str){v->broken, v->broken_length})) return true;
    v->broken_length = 0;
    if (tdm_chains_take(v->chains, stored, NULL, &problem)) return !v->failed;
    if (v->failed) return false;
    keep(v->problems, &problem);
    v->out->broken++;
    v->broken_length = stored->place.len < sizeof v->broken ? stored->place.len : sizeof v->broken;
    for (size_t i = 0; i < v->broken_length; i++) v->broken[i] = stored->place.at[i];
    return true;
}

bool tdm_store_verify(struct tdm_arena *mem, struct tdm_store *store, struct tdm_verified *out,
                      struct tdm_problems *problems) {
    struct tdm_arena *scratch = tdm_arena_open((size_t)1 << 26);
    struct verifying v = {.mem = mem, .store = store, .out = out, .problems = problems};
    struct tdm_problem problem = {0};
    *out = (struct tdm_verified){0};
    struct verifying *asked =
        TDM_NEW(mem, struct verifying); /* outlives this: heads are proved against the chains later */
    *asked = v;
    asked->chains = tdm_chains_open(mem, scratch, (struct tdm_chains_ask){hash_at, asked});
    bool whole = tdm_store_examine(mem, store, &problem);
    if (!whole) keep(problems, &problem);
    if (!tdm_store_chains(store, take, asked, &problem)) {
        keep(problems, &problem);
        whole = false;
    } else if (asked->failed) {
        keep(problems, &asked->asked);
        whole = false;
    }
    tdm_arena_close(scratch);
    out->chains = asked->chains;
    return whole && out->broken == 0;
}
