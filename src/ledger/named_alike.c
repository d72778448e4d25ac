/* named_alike.c - two places named different entries alike, neither knowing of the other. Names of a chart are never
 * used again, so the one recorded first keeps the name, and the other is read as NAME-PLACE-NUMBER. What refers to the
 * name means the entry that its author had: what each had seen stands in the ledger. The stored bytes stay as they are.
 */
#include "ledger/episode.h"

#include <string.h>

struct naming {
    struct tdm_arena *mem;
    struct tdm_chained *links; /* every copy, in the order of recording */
    uint32_t count;
    tdm_str *names; /* of each link as it was written; or empty */
    tdm_str *shown; /* and as it is read */
};

/* ---- words in the first line of a body */

/* Where the marker ends, outside of quoted text; 0: it is not there. */
static size_t end_of(tdm_str body, const char *marker, bool of_kind) {
    size_t length = strlen(marker);
    bool quoted = false;
    for (size_t i = 0; i + length < body.len && body.at[i] != '\n'; i++) {
        if (body.at[i] == '\\')
            i++;
        else if (body.at[i] == '"')
            quoted = !quoted;
        else if (!quoted && (!of_kind || i == 10 || i == 16) && memcmp(body.at + i, marker, length) == 0)
            return i + length;
    }
    return 0;
}

static tdm_str word_at(tdm_str body, size_t at) {
    size_t end = at;
    while (end < body.len && body.at[end] != ' ' && body.at[end] != ',' && body.at[end] != '\n') end++;
    return tdm_str_slice(body, at, end);
}

static void put_word(const struct naming *n, struct tdm_chained *link, size_t at, tdm_str word) {
    struct tdm_buf body;
    tdm_buf_init(&body, n->mem, 2 * TDM_CHAINED_BODY_MAX);
    tdm_buf_add(&body, tdm_str_slice(link->body, 0, at));
    tdm_buf_add(&body, word);
    tdm_buf_add(&body, tdm_str_slice(link->body, at + word_at(link->body, at).len, link->body.len));
    link->body = tdm_buf_str(&body);
}

/* ---- names */

static bool find_names(struct naming *n) {
    bool clash = false;
    for (uint32_t i = 0; i < n->count; i++) {
        size_t at = tdm_str_is(n->links[i].kind, "entry") ? end_of(n->links[i].body, ", name ", false) : 0;
        if (at == 0) continue;
        n->names[i] = n->shown[i] = word_at(n->links[i].body, at);
        for (uint32_t k = 0; k < i; k++) {
            if (!tdm_str_equal(n->names[k], n->names[i])) continue;
            bool same = tdm_chained_id_equal(n->links[k].id, n->links[i].id);
            clash = clash || !same;
            if (same) n->shown[i] = n->shown[k];
            if (same) break;
            struct tdm_buf shown;
            tdm_buf_init(&shown, n->mem, 400);
            tdm_buf_format(&shown, "%.*s-%.*s-%llu", TDM_FMT(n->names[i]), TDM_FMT(n->links[i].place),
                           (unsigned long long)n->links[i].number);
            n->shown[i] = tdm_buf_str(&shown);
        }
    }
    return clash;
}

/* The entry of that name which the author of link `i` had, the first of them; or any. */
static uint32_t meant_by(const struct naming *n, uint32_t i, tdm_str name) {
    uint32_t any = UINT32_MAX;
    for (uint32_t k = 0; k < n->count; k++) {
        if (!tdm_str_equal(n->names[k], name)) continue;
        if (any == UINT32_MAX) any = k;
        if (tdm_chained_knew(&n->links[i], &n->links[k])) return k;
    }
    return any;
}

static void rewrite(struct naming *n, uint32_t i) {
    static const struct {
        const char *marker;
        bool of_kind;
    } refer[] = {{" session of ", true}, {" revoke ", true},  {" correct ", true},
                 {" withdraw ", true},   {", after ", false}, {", because of ", false}};
    struct tdm_chained *link = &n->links[i];
    for (size_t r = 0; r < TDM_COUNT(refer); r++) {
        size_t at = end_of(link->body, refer[r].marker, refer[r].of_kind);
        uint32_t meant = at == 0 ? UINT32_MAX : meant_by(n, i, word_at(link->body, at));
        if (meant != UINT32_MAX) put_word(n, link, at, n->shown[meant]);
    }
    if (n->names[i].len > 0) put_word(n, link, end_of(link->body, ", name ", false), n->shown[i]);
}

void tdm_episode_tell_names_apart(struct tdm_arena *mem, struct tdm_episode_links *all) {
    struct naming n = {.mem = mem, .links = all->links, .count = all->count};
    n.names = TDM_NEW_ARRAY(mem, tdm_str, all->count + 1);
    n.shown = TDM_NEW_ARRAY(mem, tdm_str, all->count + 1);
    if (!find_names(&n)) return;
    for (uint32_t i = 0; i < n.count; i++)
        if (tdm_str_is(n.links[i].kind, "entry")) rewrite(&n, i);
}
