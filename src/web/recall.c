/* recall.c - what a worker has read of a person's episodes, as long as nothing was committed since: other systems ask
 * at each keystroke, and between two of them a chart seldom changes. It is what a reading of now would give, or it is
 * not used: the store itself is asked, each time, whether anybody has written. Nothing of it is kept anywhere else. */
#include "web/web_int.h"

#include <sys/stat.h>

#define MOST_BYTES ((size_t)48 << 20)

struct recalled {
    tdm_str person;
    struct web_episode **episodes;
    size_t count;
    struct recalled *next;
};
struct web_recall {
    struct tdm_arena *watch_mem, *mem;
    struct tdm_store *watch; /* open to be asked, and for nothing else; null: not yet */
    struct stat file;        /* that it is */
    int64_t version;
    struct recalled *first;
};

static void forget(struct web_recall *r) {
    tdm_arena_reset(r->mem);
    r->first = NULL;
}

static bool watch_opens(struct web *web, struct web_recall *r, const char *path) {
    struct tdm_problem problem;
    tdm_store_close(r->watch);
    r->watch = NULL;
    tdm_arena_reset(r->watch_mem);
    return stat(path, &r->file) == 0 &&
           tdm_store_open(r->watch_mem, tdm_clinic_store_path(r->watch_mem, web->setting->folder), TDM_STORE_READ,
                          &r->watch, &problem);
}

/* Nothing was written since the last time, and it is the same file? Else everything is forgotten. False: it cannot be
 * known. */
static bool is_fresh(struct web *web, struct tdm_arena *scratch, struct web_recall *r) {
    struct stat now;
    struct tdm_problem problem;
    int64_t version = 0;
    const char *path =
        tdm_arena_str(scratch, tdm_clinic_store_path(scratch, web->setting->folder)).at; /* ends with a NUL */
    bool same =
        r->watch != NULL && stat(path, &now) == 0 && now.st_dev == r->file.st_dev && now.st_ino == r->file.st_ino;
    if (!same) {
        forget(r);
        if (!watch_opens(web, r, path)) return false;
    }
    if (!tdm_store_version(r->watch, &version, &problem)) {
        forget(r);
        tdm_store_close(r->watch);
        r->watch = NULL;
        return false;
    }
    if (version != r->version || tdm_arena_used(r->mem) > MOST_BYTES) forget(r);
    r->version = version;
    return true;
}

static bool is_of_today(struct web *web, const struct recalled *one) {
    tdm_instant now = web_now(web);
    for (size_t i = 0; i < one->count; i++)
        if (one->episodes[i]->asof.on.day != tdm_zone_date_at(&one->episodes[i]->zone, now).day) return false;
    return true;
}

static bool read_anew(struct web *web, struct tdm_arena *mem, struct recalled *out) {
    struct tdm_problem problem;
    struct tdm_names names;
    if (!web_open_clinic(web) || !tdm_clinic_episodes_of(mem, web->clinic, out->person, &names, &problem)) return false;
    out->episodes = TDM_NEW_ARRAY(mem, struct web_episode *, names.count + 1);
    for (size_t i = 0; i < names.count && i < WEB_RECALLED_MAX; i++) {
        struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
        struct web_episode *episode = TDM_NEW(mem, struct web_episode);
        tdm_problems_init(problems);
        if (web_episode_open(web, mem, names.list[i], episode, problems)) out->episodes[out->count++] = episode;
    }
    return true;
}

bool web_recall_person(struct web *web, struct tdm_arena *mem, tdm_str person, struct web_recalled *out) {
    struct web_recall *r = web->recall;
    if (r == NULL) {
        r = web->recall = TDM_NEW(web->mem, struct web_recall);
        r->watch_mem = tdm_arena_open((size_t)16 << 20);
        r->mem = tdm_arena_open((size_t)512 << 20);
    }
    bool fresh = is_fresh(web, mem, r);
    for (const struct recalled *one = fresh ? r->first : NULL; one != NULL; one = one->next) {
        if (!tdm_str_equal(one->person, person)) continue;
        if (!is_of_today(web, one)) break;
        *out = (struct web_recalled){one->episodes, one->count};
        return true;
    }
    struct tdm_arena *into = fresh ? r->mem : mem;
    struct recalled *anew = TDM_NEW(into, struct recalled);
    anew->person = tdm_arena_str(into, person);
    if (!read_anew(web, into, anew)) return false;
    *out = (struct web_recalled){anew->episodes, anew->count};
    if (!fresh) return true;
    anew->next = r->first; /* before one of yesterday: the first that is found counts */
    r->first = anew;
    return true;
}
