/* chain.c - entries as they are kept, held against what a chain must be: nothing missing, nothing changed, no instant
 * that goes back, nothing seen that is not there. Keeps a few numbers a place, so that a store of any size can be
 * asked. */
#include "ledger/ledger_int.h"

#include <string.h>

struct seen_of { /* how far a place has said that it knows another */
    uint32_t other;
    uint64_t number;
    tdm_digest hash;
};
struct key_from {
    tdm_public_key key;
    uint64_t number; /* of the entry that named it */
};
struct chain {
    struct tdm_head head;
    tdm_instant last;
    struct key_from *keys; /* in the order of their entries */
    size_t key_count, key_room;
    struct seen_of *seen;
    size_t seen_count, seen_room;
};
struct tdm_chains {
    struct tdm_arena *mem;
    struct tdm_arena *scratch; /* of the link taken last */
    struct tdm_chains_ask ask;
    struct chain *chains;
    size_t count, room;
    tdm_str *names; /* places that were named as seen, by the number in `seen_of` */
    size_t name_count, name_room;
};

struct taking { /* one entry on its way */
    struct tdm_chains *of;
    const struct tdm_stored *stored;
    tdm_str name;
    struct tdm_chained link;
    struct tdm_problem *problem;
};

struct tdm_chains *tdm_chains_open(struct tdm_arena *mem, struct tdm_arena *scratch, struct tdm_chains_ask ask) {
    TDM_ASSERT(mem != scratch);
    struct tdm_chains *chains = TDM_NEW(mem, struct tdm_chains);
    chains->mem = mem;
    chains->scratch = scratch;
    chains->ask = ask;
    return chains;
}

bool tdm_chains_find(const struct tdm_chains *chains, tdm_str place, uint32_t *at) {
    for (uint32_t i = 0; i < chains->count; i++) {
        if (!tdm_str_equal(chains->chains[i].head.place, place)) continue;
        *at = i;
        return true;
    }
    return false;
}

bool tdm_chains_key(const struct tdm_chains *chains, uint32_t at, uint64_t number, tdm_public_key *key) {
    const struct chain *chain = &chains->chains[at];
    bool found = false;
    for (size_t i = 0; i < chain->key_count && chain->keys[i].number <= number; i++) {
        *key = chain->keys[i].key;
        found = true;
    }
    return found;
}

bool tdm_chains_hash(const struct tdm_chains *chains, tdm_str place, uint64_t number, tdm_digest *hash) {
    uint32_t at;
    if (!tdm_chains_find(chains, place, &at) || chains->chains[at].head.number < number) return false;
    *hash = chains->chains[at].head.hash;
    return chains->chains[at].head.number == number || chains->ask.hash_at(chains->ask.context, place, number, hash);
}

uint32_t tdm_chains_count(const struct tdm_chains *chains) {
    return (uint32_t)chains->count;
}

struct tdm_head tdm_chains_head(const struct tdm_chains *chains, uint32_t at) {
    return chains->chains[at].head;
}

static struct chain *chain_of(struct tdm_chains *chains, tdm_str place) {
    uint32_t at;
    if (tdm_chains_find(chains, place, &at)) return &chains->chains[at];
    TDM_GROW(chains->mem, chains->chains, chains->count, chains->room);
    struct chain *chain = &chains->chains[chains->count++];
    *chain = (struct chain){.head = {.place = tdm_arena_str(chains->mem, place)}};
    return chain;
}

static bool broken(const struct taking *t, const char *code, uint32_t line, const char *what, const char *fix) {
    (void)tdm_fail(t->problem, TDM_WHY_CONFLICT, code, (struct tdm_place){.file = t->name, .line = line}, "%s", what);
    tdm_problem_fix(t->problem, "%s", fix);
    return false;
}

#define FROM_ELSEWHERE                                                                                                 \
    "take this chain from a backup or from another place that holds it; what stands before the entry is whole"

/* Its bytes, its hash, and that it stands where it says it stands. */
static bool itself(struct taking *t) {
    const struct tdm_stored *s = t->stored;
    if (!tdm_digest_equal(tdm_digest_of(s->bytes), s->hash))
        return broken(t, "W002", 0, "its bytes do not have the hash that is kept with them", FROM_ELSEWHERE);
    if (!tdm_chained_read(t->of->scratch, t->name, s->bytes, &t->link, t->problem)) return false;
    if (!tdm_str_equal(t->link.place, s->place) || t->link.number != s->number)
        return broken(t, "W003", 2, "it is kept under another place or number than it names", FROM_ELSEWHERE);
    return true;
}

static void add_key(struct taking *t, struct chain *chain, tdm_public_key key) {
    TDM_GROW(t->of->mem, chain->keys, chain->key_count, chain->key_room);
    chain->keys[chain->key_count++] = (struct key_from){key, t->link.number};
}

/* The key that a chain begins with, and each that the one before it names. */
static bool names_keys(struct taking *t, struct chain *chain) {
    bool place = tdm_str_is(t->link.kind, "place");
    struct tdm_key_change change;
    tdm_public_key key;
    if (place && t->link.number != 1)
        return broken(t, "W003", 8, "a place is founded a second time in its chain", FROM_ELSEWHERE);
    if (t->link.number == 1) {
        if (!place || !tdm_key_parse(t->link.body, &key))
            return broken(t, "W003", 8, "a chain begins without naming the key of its place", FROM_ELSEWHERE);
        add_key(t, chain, key);
        return true;
    }
    if (!tdm_str_is(t->link.kind, "key")) return true;
    if (!tdm_key_change_read(&t->link, &change) || !tdm_key_equal(change.from, chain->keys[chain->key_count - 1].key) ||
        !tdm_key_change_holds(t->of->scratch, t->link.place, &change))
        return broken(t, "W094", 8, "it names a new key of its place, and the key before it did not sign that",
                      "somebody without the key wrote it: take this chain from a backup or from another place, and "
                      "distrust what follows");
    add_key(t, chain, change.to);
    return true;
}

static bool follows(struct taking *t, const struct chain *chain) {
    if (t->link.number != chain->head.number + 1) {
        char what[120];
        (void)snprintf(what, sizeof what, "entry %llu of its chain is missing before it",
                       (unsigned long long)chain->head.number + 1);
        return broken(t, "W003", 3, what, FROM_ELSEWHERE);
    }
    if (t->link.number > 1 && !tdm_digest_equal(t->link.previous, chain->head.hash))
        return broken(t, "W003", 4, "it follows another entry than the one that stands before it", FROM_ELSEWHERE);
    if (t->link.number > 1 && t->link.recorded.ms < chain->last.ms)
        return broken(t, "W004", 5, "it was recorded before the entry that stands before it",
                      "ask who kept the clock of this place: its chain was not written by this program alone");
    return true;
}

static uint32_t name_number(struct tdm_chains *chains, tdm_str name) {
    for (size_t i = 0; i < chains->name_count; i++)
        if (tdm_str_equal(chains->names[i], name)) return (uint32_t)i;
    TDM_GROW(chains->mem, chains->names, chains->name_count, chains->name_room);
    chains->names[chains->name_count] = tdm_arena_str(chains->mem, name);
    return (uint32_t)chains->name_count++;
}

static struct seen_of *seen_of(struct tdm_chains *chains, struct chain *chain, tdm_str other) {
    uint32_t number = name_number(chains, other);
    for (size_t i = 0; i < chain->seen_count; i++)
        if (chain->seen[i].other == number) return &chain->seen[i];
    TDM_GROW(chains->mem, chain->seen, chain->seen_count, chain->seen_room);
    chain->seen[chain->seen_count] = (struct seen_of){.other = number};
    return &chain->seen[chain->seen_count++];
}

static bool saw(struct taking *t, struct chain *chain, uint32_t i) {
    const struct tdm_head *head = &t->link.seen[i];
    struct seen_of *before = seen_of(t->of, chain, head->place);
    tdm_digest hash;
    char what[200];
    uint32_t line = 12 + 3 * i + 1;
    bool same = head->number == before->number && tdm_digest_equal(head->hash, before->hash);
    if (same) return true;
    if (tdm_str_equal(head->place, t->link.place) || head->number <= before->number)
        return broken(t, "W005", line, "it names an older or another head as seen than the entry before it",
                      FROM_ELSEWHERE);
    before->number = head->number;
    before->hash = head->hash;
    bool there = t->of->ask.hash_at(t->of->ask.context, head->place, head->number, &hash);
    if (there && tdm_digest_equal(hash, head->hash)) return true;
    (void)snprintf(what, sizeof what, "its author had seen entry %llu of `%.*s`, %s", (unsigned long long)head->number,
                   TDM_FMT(head->place), there ? "and another one stands there" : "which is not here");
    return broken(t, "W005", line, what,
                  "take the chain of that place from a backup or from the place itself: it was cut or changed");
}

static tdm_str name_of(struct tdm_arena *mem, const struct tdm_stored *stored) {
    struct tdm_buf name;
    tdm_buf_init(&name, mem, 200);
    tdm_buf_format(&name, "entry %llu of %.*s", (unsigned long long)stored->number, TDM_FMT(stored->place));
    return tdm_buf_str(&name);
}

static bool take(struct taking *t) {
    struct chain *chain = chain_of(t->of, t->stored->place);
    if (!itself(t) || !follows(t, chain) || !names_keys(t, chain)) return false;
    for (uint32_t i = 0; i < t->link.seen_count; i++)
        if (!saw(t, chain, i)) return false;
    if (t->link.seen_count < chain->seen_count)
        return broken(t, "W005", 13, "it has seen fewer places than the entry before it", FROM_ELSEWHERE);
    chain->head.number = t->link.number;
    chain->head.hash = t->stored->hash;
    chain->last = t->link.recorded;
    return true;
}

bool tdm_chains_take(struct tdm_chains *chains, const struct tdm_stored *stored, struct tdm_chained *link,
                     struct tdm_problem *problem) {
    tdm_arena_reset(chains->scratch);
    struct taking t = {.of = chains, .stored = stored, .name = name_of(chains->scratch, stored), .problem = problem};
    if (!take(&t)) {
        problem->place.file = tdm_arena_str(chains->mem, t.name); /* is told when the scratch is gone */
        return false;
    }
    if (link != NULL) *link = t.link;
    return true;
}
