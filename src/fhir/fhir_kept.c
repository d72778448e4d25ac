/* fhir_kept.c - what an import kept beside a chart goes out with it: what only the kept resource says is put into ours
 * of the same address; one that is none of ours goes out as it came. */
#include "fhir/fhir_int.h"

/* ---- as it came */

void tdm_fhir_put_kept(struct tdm_arena *mem, struct tdm_fhir_out *o, const struct tdm_json *resource) {
    tdm_str type = tdm_fhir_str(resource, "resourceType"), id = tdm_fhir_str(resource, "id");
    tdm_fhir_frame_begin(mem, o, type, id);
    tdm_json_value(&o->w, resource);
    tdm_fhir_frame_end(mem, o, type, id);
}

/* ---- ours and theirs */

static void merge(struct tdm_json_writer *w, const struct tdm_json *mine, const struct tdm_json *theirs);

static void merge_items(struct tdm_json_writer *w, const struct tdm_json *mine, const struct tdm_json *theirs) {
    const struct tdm_json *other = theirs->first;
    bool pairs = mine->count == theirs->count;
    tdm_json_array_begin(w);
    for (const struct tdm_json *one = mine->first; one != NULL; one = one->next) {
        if (pairs)
            merge(w, one, other);
        else
            tdm_json_value(w, one);
        if (pairs) other = other->next;
    }
    for (; other != NULL; other = other->next) {
        bool there = false;
        for (const struct tdm_json *one = mine->first; one != NULL; one = one->next)
            there = there || tdm_fhir_json_says(one, other);
        if (!there) tdm_json_value(w, other);
    }
    tdm_json_array_end(w);
}

static const struct tdm_json *of_key(const struct tdm_json *object, tdm_str key) {
    for (const struct tdm_json *one = object->first; one != NULL; one = one->next)
        if (tdm_str_equal(one->key, key)) return one;
    return NULL;
}

/* Where both say something, ours holds: the chart may have gone on since. */
static void merge(struct tdm_json_writer *w, const struct tdm_json *mine, const struct tdm_json *theirs) {
    if (mine->kind != theirs->kind || (mine->kind != TDM_JSON_ARRAY && mine->kind != TDM_JSON_OBJECT)) {
        tdm_json_value(w, mine);
        return;
    }
    if (mine->kind == TDM_JSON_ARRAY) {
        merge_items(w, mine, theirs);
        return;
    }
    tdm_json_object_begin(w);
    for (const struct tdm_json *one = mine->first; one != NULL; one = one->next) {
        const struct tdm_json *other = of_key(theirs, one->key);
        tdm_json_key_str(w, one->key);
        if (other == NULL)
            tdm_json_value(w, one);
        else
            merge(w, one, other);
    }
    for (const struct tdm_json *other = theirs->first; other != NULL; other = other->next) {
        if (of_key(mine, other->key) != NULL) continue;
        tdm_json_key_str(w, other->key);
        tdm_json_value(w, other);
    }
    tdm_json_object_end(w);
}

/* ---- an episode with what was kept beside it */

static bool same_address(const struct tdm_json *a, const struct tdm_json *b) {
    return tdm_str_equal(tdm_fhir_str(a, "resourceType"), tdm_fhir_str(b, "resourceType")) &&
           tdm_fhir_str(a, "id").len > 0 && tdm_str_equal(tdm_fhir_str(a, "id"), tdm_fhir_str(b, "id"));
}

static void put_merged(struct tdm_arena *mem, struct tdm_fhir_out *o, const struct tdm_fhir_episode *episode,
                       const struct tdm_json *mine, bool *given) {
    tdm_str type = tdm_fhir_str(mine, "resourceType"), id = tdm_fhir_str(mine, "id");
    const struct tdm_json *theirs = NULL;
    for (uint32_t k = 0; k < episode->kept_count && theirs == NULL; k++) {
        if (given[k] || !same_address(mine, episode->kept[k])) continue;
        theirs = episode->kept[k];
        given[k] = true;
    }
    tdm_fhir_frame_begin(mem, o, type, id);
    if (theirs == NULL)
        tdm_json_value(&o->w, mine);
    else
        merge(&o->w, mine, theirs);
    tdm_fhir_frame_end(mem, o, type, id);
}

void tdm_fhir_out_episode(struct tdm_arena *mem, struct tdm_fhir_out *o, const struct tdm_fhir_episode *episode) {
    if (episode->kept_count == 0) {
        tdm_fhir_put_episode(mem, o, episode);
        return;
    }
    struct tdm_arena *whole = tdm_arena_open((size_t)1 << 30);
    struct tdm_fhir_out lines = *o;
    struct tdm_buf text;
    bool *given = TDM_NEW_ARRAY(whole, bool, episode->kept_count);
    tdm_buf_init(&text, whole, (size_t)512 << 20);
    lines.form = TDM_FHIR_NDJSON;
    lines.out = &text;
    tdm_fhir_put_episode(mem, &lines, episode);
    o->people = lines.people;
    o->people_count = lines.people_count;
    o->people_room = lines.people_room;
    for (tdm_str rest = tdm_buf_str(&text); rest.len > 0;) {
        size_t end = rest.len;
        const struct tdm_json *mine;
        struct tdm_problem unused;
        tdm_arena_reset(mem);
        (void)tdm_str_find(rest, TDM_STR("\n"), &end);
        bool read = tdm_json_read(mem, TDM_STR(""), tdm_str_slice(rest, 0, end), &mine, &unused);
        TDM_ASSERT(read); /* it is ours */
        put_merged(mem, o, episode, mine, given);
        rest = tdm_str_slice(rest, end + 1, rest.len);
    }
    for (uint32_t k = 0; k < episode->kept_count; k++)
        if (!given[k]) tdm_fhir_put_kept(mem, o, episode->kept[k]);
    tdm_arena_close(whole);
}
