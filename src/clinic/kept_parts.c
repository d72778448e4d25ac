/* kept_parts.c - the shared parts of a protocol are kept with it: what an episode pinned stays readable when the
 * program ships another version of a part, or none. */
#include "clinic/clinic_int.h"

bool clinic_keep_protocol(struct tdm_clinic *clinic, const struct tdm_protocol *protocol, tdm_str text,
                          struct tdm_problem *problem) {
    if (!tdm_store_put_file(clinic->store, text, problem)) return false;
    for (uint32_t i = 0; i < protocol->part_count; i++)
        if (!tdm_store_put_file(clinic->store, protocol->part_texts[i], problem)) return false;
    return true;
}

/* Not there is no failure: the reading of the protocol tells it. */
static bool take(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_part_file *part, bool *found,
                 struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    tdm_str text, file = tdm_path_join(mem, TDM_STR("parts"), part->name);
    if (!tdm_store_file(mem, clinic->store, part->digest, &text, found, &problem))
        return tdm_clinic_keep(problems, &problem);
    *found = *found && tdm_digest_equal(tdm_digest_of(text), part->digest);
    return !*found || tdm_notation_read(mem, file, text, &part->tree, problems);
}

bool tdm_clinic_parts(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_tree *protocol,
                      struct tdm_parts *parts, struct tdm_problems *problems) {
    struct tdm_part_file part = {0};
    const struct tdm_line *at = NULL;
    uint32_t more = 0;
    while (tdm_part_missing(protocol, parts, &at, &part)) more++;
    if (more == 0) return true;
    struct tdm_part_file *items = TDM_NEW_ARRAY(mem, struct tdm_part_file, parts->count + more);
    uint32_t count = parts->count;
    for (uint32_t i = 0; i < parts->count; i++) items[i] = parts->items[i];
    at = NULL;
    while (tdm_part_missing(protocol, parts, &at, &part)) {
        bool found = false;
        if (!take(mem, clinic, &part, &found, problems)) return false;
        if (found) items[count++] = part;
    }
    *parts = (struct tdm_parts){items, count};
    return true;
}
