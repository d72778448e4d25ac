/* keys.c - the key of this place: found, held against the chain, and replaced by a new one. While it is replaced the
 * new key lies beside the old one, so that whatever happens one of the two is the key that the chain names last. */
#include "clinic/clinic_int.h"

tdm_str tdm_clinic_next_key_path(struct tdm_arena *mem, const struct tdm_clinic *clinic) {
    return tdm_path_join(mem, clinic->folder, TDM_STR("place.key.next"));
}

/* ---- the key that a chain names */

bool tdm_clinic_key_of(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str place, tdm_public_key *key,
                       bool *found, struct tdm_problem *problem) {
    struct tdm_stored first;
    struct tdm_chained link;
    struct tdm_problem unread;
    struct tdm_episode_links acts;
    struct tdm_head where = {.place = place, .number = 1};
    if (!tdm_store_at(mem, clinic->store, &where, &first, found, problem)) return false;
    *found =
        *found && tdm_chained_read(mem, TDM_STR("first"), first.bytes, &link, &unread) && tdm_key_parse(link.body, key);
    if (!*found || !tdm_clinic_kept(mem, clinic, TDM_STR(TDM_KEYS_EPISODE), &acts, problem)) return !*found;
    for (uint32_t i = 0; i < acts.count; i++) { /* of one place in the order of its chain: instants never go back */
        struct tdm_key_change change;
        if (tdm_str_equal(acts.links[i].place, place) && tdm_key_change_read(&acts.links[i], &change) &&
            tdm_key_equal(change.from, *key))
            *key = change.to;
    }
    return true;
}

struct search { /* for the place whose key is ours */
    struct tdm_arena *mem;
    struct tdm_clinic *clinic;
    tdm_public_key key;
    tdm_str found;
    struct tdm_problem *problem;
    bool failed;
};

static bool is_ours(void *context, const struct tdm_stored *head) {
    struct search *s = context;
    tdm_public_key key;
    bool found = false;
    s->failed = !tdm_clinic_key_of(s->mem, s->clinic, head->place, &key, &found, s->problem);
    if (found && tdm_key_equal(key, s->key)) s->found = tdm_arena_str(s->mem, head->place);
    return !s->failed && s->found.len == 0;
}

/* The place whose key it is; empty: of none. */
static bool place_of(struct tdm_arena *mem, struct tdm_clinic *clinic, const tdm_secret_key *key, tdm_str *out,
                     struct tdm_problem *problem) {
    struct search search = {.mem = mem, .clinic = clinic, .key = tdm_key_public(key), .problem = problem};
    bool good = tdm_store_heads(clinic->store, is_ours, &search, problem) && !search.failed;
    *out = search.found;
    return good;
}

/* ---- the files */

static bool no_key(struct tdm_problem *problem, tdm_str path, enum tdm_why why, const char *code) {
    bool missing = why == TDM_WHY_NOT_FOUND;
    (void)tdm_fail(problem, why, code, (struct tdm_place){.file = path}, "%s",
                   missing ? "the key of this place cannot be read" : "the key is that of no place in this store");
    tdm_problem_fix(problem, "%s",
                    missing ? "put the key file of this place back from where it is kept safe"
                            : "put the key file back that was made with this store by `tandem init`, or by the last "
                              "`tandem rotate-key`");
    return false;
}

/* A rotation that was cut short after it counted: the new key takes its place now. */
static bool finish_rotation(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str text,
                            struct tdm_problem *problem) {
    if (!tdm_file_write(mem, tdm_clinic_key_path(mem, clinic), text, problem)) return false;
    tdm_file_remove(mem, tdm_clinic_next_key_path(mem, clinic));
    tdm_folder_sync(mem, clinic->folder);
    return true;
}

static bool take_next(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_problem *problem) {
    tdm_str text, path = tdm_clinic_next_key_path(mem, clinic);
    if (!tdm_path_is_file(path)) return true;
    if (!tdm_file_read(mem, path, 4096, &text, problem) || !tdm_secret_read(path, text, &clinic->key, problem) ||
        !place_of(mem, clinic, &clinic->key, &clinic->place, problem))
        return false;
    return clinic->place.len == 0 || !clinic->may_write || finish_rotation(mem, clinic, text, problem);
}

bool tdm_clinic_key(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_problem *problem) {
    tdm_str text, path = tdm_clinic_key_path(mem, clinic);
    if (!tdm_file_read(mem, path, 4096, &text, problem)) return no_key(problem, path, TDM_WHY_NOT_FOUND, "W009");
    if (!tdm_secret_read(path, text, &clinic->key, problem) ||
        !place_of(mem, clinic, &clinic->key, &clinic->place, problem))
        return false;
    if (clinic->place.len == 0 && !take_next(mem, clinic, problem)) return false;
    return clinic->place.len > 0 || no_key(problem, path, TDM_WHY_CONFLICT, "W042");
}

/* ---- a new key */

static bool write_next(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_secret_key *key, tdm_str *text,
                       struct tdm_problem *problem) {
    uint8_t seed[32];
    struct tdm_buf secret;
    tdm_secret_bytes(seed, sizeof seed);
    tdm_key_make(seed, key);
    tdm_buf_init(&secret, mem, 200);
    tdm_secret_print(&secret, key);
    *text = tdm_buf_str(&secret);
    tdm_file_remove(mem, tdm_clinic_next_key_path(mem, clinic)); /* of one that never counted */
    bool good = tdm_file_make_private(mem, tdm_clinic_next_key_path(mem, clinic), *text, problem);
    tdm_folder_sync(mem, clinic->folder);
    return good;
}

bool tdm_clinic_rotate_key(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_instant now, uint64_t *number,
                           struct tdm_problems *problems) {
    struct tdm_chained link = {
        .kind = TDM_STR("key"), .episode = TDM_STR(TDM_KEYS_EPISODE), .on = TDM_DATE_NONE, .at = TDM_TIME_NONE};
    struct tdm_problem problem = {0};
    struct tdm_key_change change;
    tdm_secret_key key = {{0}};
    struct tdm_buf body;
    tdm_str text = {0};
    if (!tdm_clinic_begin(clinic, &problem)) return tdm_clinic_keep(problems, &problem);
    bool good = tdm_clinic_is_trusted(clinic, &problem) && write_next(mem, clinic, &key, &text, &problem);
    if (!good) {
        tdm_clinic_abandon(clinic);
        return tdm_clinic_keep(problems, &problem);
    }
    change.to = tdm_key_public(&key);
    tdm_key_change_sign(mem, clinic->place, &clinic->key, &change);
    tdm_buf_init(&body, mem, 1000);
    tdm_key_change_print(&body, &change);
    link.body = tdm_buf_str(&body);
    link.id = tdm_chained_id_of(mem, &link);
    if (!tdm_clinic_append(mem, clinic, &link, now, problems)) {
        tdm_clinic_abandon(clinic);
        return false;
    }
    if (!tdm_clinic_commit(clinic, &problem)) return tdm_clinic_keep(problems, &problem);
    clinic->key = key;
    *number = link.number;
    return finish_rotation(mem, clinic, text, &problem) || tdm_clinic_keep(problems, &problem);
}
