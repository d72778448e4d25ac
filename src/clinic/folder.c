/* folder.c - the folder of a clinic: founded, opened. */
#include "clinic/clinic_int.h"

tdm_str tdm_clinic_store_path(struct tdm_arena *mem, tdm_str folder) {
    return tdm_path_join(mem, folder, TDM_STR("ledger.db"));
}

static tdm_str key_path(struct tdm_arena *mem, tdm_str folder) {
    return tdm_path_join(mem, folder, TDM_STR("place.key"));
}

tdm_str tdm_clinic_key_path(struct tdm_arena *mem, const struct tdm_clinic *clinic) {
    return key_path(mem, clinic->folder);
}

bool tdm_clinic_keep(struct tdm_problems *problems, const struct tdm_problem *problem) {
    struct tdm_problem *kept =
        tdm_problems_add(problems, problem->severity, problem->why, problem->code, problem->place);
    tdm_problem_what(kept, "%s", problem->what);
    tdm_problem_fix(kept, "%s", problem->fix);
    return false;
}

/* ---- founding */

static tdm_str printed_key(struct tdm_arena *mem, const tdm_secret_key *key) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 200);
    tdm_key_print(&text, tdm_key_public(key));
    return tdm_buf_str(&text);
}

static bool found_place(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_instant now,
                        struct tdm_problem *problem) {
    struct tdm_chained link = {.kind = TDM_STR("place"), .on = TDM_DATE_NONE, .at = TDM_TIME_NONE};
    struct tdm_problems none;
    tdm_problems_init(&none);
    link.body = printed_key(mem, &clinic->key);
    link.id = tdm_chained_id_of(mem, &link);
    bool good = tdm_store_begin(clinic->store, problem) && tdm_clinic_append(mem, clinic, &link, now, &none) &&
                tdm_store_commit(clinic->store, problem);
    if (!good && none.count > 0) *problem = none.items[0];
    return good;
}

static bool take_any(void *context, const struct tdm_stored *stored) {
    bool *any = context;
    (void)stored;
    *any = true;
    return false;
}

/* A store without a single entry: what a founding leaves that was cut short. It is finished then. */
static bool is_begun(struct tdm_arena *mem, tdm_str path) {
    struct tdm_problem problem;
    struct tdm_store *store;
    bool any = false;
    if (!tdm_path_is_file(path) || !tdm_store_open(mem, path, TDM_STORE_READ, &store, &problem)) return false;
    bool good = tdm_store_heads(store, take_any, &any, &problem);
    tdm_store_close(store);
    return good && !any;
}

static bool check_new(struct tdm_arena *mem, tdm_str folder, tdm_str place, struct tdm_problem *problem) {
    if (!tdm_chained_is_place(place)) {
        (void)tdm_fail(problem, TDM_WHY_SYNTAX, "W041", (struct tdm_place){.file = TDM_STR("command line")},
                       "\"%.*s\" is no name of a place", TDM_FMT(place));
        tdm_problem_fix(problem, "write a word of at most 64 letters, digits, `-`: --place clinic-a");
        return false;
    }
    tdm_str key = key_path(mem, folder);
    if (!tdm_path_is_file(key) || is_begun(mem, tdm_clinic_store_path(mem, folder))) return true;
    (void)tdm_fail(problem, TDM_WHY_CONFLICT, "W026", (struct tdm_place){.file = key}, "a store is there already");
    tdm_problem_fix(problem, "name another folder, or use the store that is there; nothing was changed");
    return false;
}

/* The key first: an entry that names a key which nobody holds could never be followed by another. One that is there
 * already is of the founding that was cut short. */
static bool make_key(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_problem *problem) {
    tdm_str path = key_path(mem, clinic->folder), text;
    uint8_t seed[32];
    struct tdm_buf secret;
    if (tdm_path_is_file(path))
        return tdm_file_read(mem, path, 4096, &text, problem) && tdm_secret_read(path, text, &clinic->key, problem);
    tdm_secret_bytes(seed, sizeof seed);
    tdm_key_make(seed, &clinic->key);
    tdm_buf_init(&secret, mem, 200);
    tdm_secret_print(&secret, &clinic->key);
    return tdm_file_make_private(mem, path, tdm_buf_str(&secret), problem);
}

bool tdm_clinic_found(struct tdm_arena *mem, tdm_str folder, tdm_str place, tdm_instant now,
                      struct tdm_problem *problem) {
    struct tdm_clinic clinic = {.mem = mem, .folder = folder, .place = place};
    tdm_str path = tdm_clinic_store_path(mem, folder);
    if (!check_new(mem, folder, place, problem) || !tdm_folder_make(mem, folder, problem) ||
        !(is_begun(mem, path) || tdm_store_make(mem, path, problem)) ||
        !tdm_store_open(mem, path, TDM_STORE_WRITE, &clinic.store, problem))
        return false;
    bool good = make_key(mem, &clinic, problem) && found_place(mem, &clinic, now, problem);
    tdm_store_close(clinic.store);
    tdm_folder_sync(mem, folder);
    return good;
}

/* ---- opening */

bool tdm_clinic_open(struct tdm_arena *mem, tdm_str folder, enum tdm_store_mode mode, struct tdm_clinic **out,
                     struct tdm_problem *problem) {
    struct tdm_clinic *clinic = TDM_NEW(mem, struct tdm_clinic);
    clinic->mem = mem;
    clinic->folder = tdm_arena_str(mem, folder);
    clinic->may_write = mode == TDM_STORE_WRITE;
    if (!tdm_store_open(mem, tdm_clinic_store_path(mem, folder), mode, &clinic->store, problem)) return false;
    if (mode == TDM_STORE_WRITE && !tdm_clinic_key(mem, clinic, problem)) {
        tdm_store_close(clinic->store);
        return false;
    }
    *out = clinic;
    return true;
}

void tdm_clinic_close(struct tdm_clinic *clinic) {
    if (clinic == NULL) return;
    tdm_store_close(clinic->store);
    if (clinic->ahead.mem != NULL) tdm_arena_close(clinic->ahead.mem);
    clinic->ahead = (struct tdm_ahead){0};
}

struct tdm_store *tdm_clinic_store(struct tdm_clinic *clinic) {
    return clinic->store;
}

tdm_str tdm_clinic_place(const struct tdm_clinic *clinic) {
    return clinic->place;
}

tdm_date tdm_clinic_day(struct tdm_arena *mem, const struct tdm_chart *chart, tdm_instant now) {
    struct tdm_problem problem;
    struct tdm_zone zone;
    bool known = chart->zone_name.len > 0 && tdm_zone_load(mem, chart->zone_name, &zone, &problem);
    return tdm_zone_date_at(known ? &zone : &tdm_zone_utc, now);
}

bool tdm_clinic_begin(struct tdm_clinic *clinic, struct tdm_problem *problem) {
    clinic->trust_known = false;
    return tdm_store_begin(clinic->store, problem);
}

bool tdm_clinic_commit(struct tdm_clinic *clinic, struct tdm_problem *problem) {
    return tdm_store_commit(clinic->store, problem);
}

void tdm_clinic_abandon(struct tdm_clinic *clinic) {
    clinic->trust_known = false;
    tdm_store_abandon(clinic->store);
}
