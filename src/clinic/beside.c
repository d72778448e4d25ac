/* beside.c - resources of other systems that came with an episode and that no chart holds: entries of the kind `beside`
 * of the episode `beside/WORD`, sealed so that whoever erases the person has erased them. The chain says of them only
 * to which episode they belong, and whether two are the same. */
#include "clinic/acts.h"
#include "clinic/clinic_int.h"

#include <stdlib.h>

#define PIECE ((size_t)256 << 10) /* of a resource in one entry, before it is sealed */

struct piece { /* beside EPISODE ADDRESS TEXT VERSION PART PARTS, then a line of the sealed bytes */
    tdm_str episode, address, text, sealed;
    uint32_t version, part, parts, order;
};
struct tdm_besides {
    struct tdm_arena *mem;
    struct tdm_clinic *clinic;
    struct tdm_identity_cover *cover;
    const struct tdm_act *act;
    tdm_str episode, patient, kept_under;
    struct piece *pieces; /* in their order */
    uint32_t *newest;     /* of each resource the first piece of its newest version; by address */
    uint32_t count;
};

/* ---- what is there */

static bool number(tdm_str *rest, uint32_t *out) {
    size_t end = rest->len;
    (void)tdm_str_find(*rest, TDM_STR(" "), &end);
    *out = 0;
    for (size_t i = 0; i < end; i++) {
        if (rest->at[i] < '0' || rest->at[i] > '9' || i > 8) return false;
        *out = *out * 10 + (uint32_t)(rest->at[i] - '0');
    }
    *rest = tdm_str_slice(*rest, end < rest->len ? end + 1 : end, rest->len);
    return end > 0;
}

static bool word(tdm_str *rest, tdm_str *out) {
    size_t end;
    if (!tdm_str_find(*rest, TDM_STR(" "), &end)) return false;
    *out = tdm_str_slice(*rest, 0, end);
    *rest = tdm_str_slice(*rest, end + 1, rest->len);
    return true;
}

static bool read_piece(const struct tdm_chained *link, struct piece *out) {
    tdm_str body = link->body, rest;
    *out = (struct piece){0};
    return tdm_str_is(link->kind, "beside") && tdm_body_line(&body, "beside ", &rest) && word(&rest, &out->episode) &&
           word(&rest, &out->address) && word(&rest, &out->text) && number(&rest, &out->version) &&
           number(&rest, &out->part) && number(&rest, &out->parts) && out->part < out->parts &&
           tdm_body_line(&body, "  ", &out->sealed);
}

/* By resource; of one the newest version last, of a version one text after the other (two places may have written one
 * each), of a text its parts in their order. */
static int by_version(const void *left, const void *right) {
    const struct piece *a = left, *b = right;
    int order = tdm_str_compare(a->address, b->address);
    if (order != 0) return order;
    if (a->version != b->version) return a->version < b->version ? -1 : 1;
    order = tdm_str_compare(a->text, b->text);
    if (order != 0) return order;
    if (a->part != b->part) return a->part < b->part ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static bool same_version(const struct piece *a, const struct piece *b) {
    return a->version == b->version && tdm_str_equal(a->address, b->address) && tdm_str_equal(a->text, b->text);
}

/* Those of the episode, sorted, each part of a text once. */
static bool read_pieces(struct tdm_besides *b, uint32_t *count, struct tdm_problem *problem) {
    struct tdm_episode_links all;
    uint32_t read = 0;
    *count = 0;
    if (!tdm_clinic_links(b->mem, b->clinic, b->kept_under, &all, problem)) return false;
    b->pieces = TDM_NEW_ARRAY(b->mem, struct piece, all.count + 1u);
    for (uint32_t i = 0; i < all.count; i++) {
        struct piece *piece = &b->pieces[read];
        if (!read_piece(&all.links[i], piece) || !tdm_str_equal(piece->episode, b->episode)) continue;
        piece->order = i;
        read++;
    }
    if (read > 1) qsort(b->pieces, read, sizeof *b->pieces, by_version);
    for (uint32_t i = 0; i < read; i++) {
        const struct piece *last = *count > 0 ? &b->pieces[*count - 1] : NULL;
        bool twice = last != NULL && last->part == b->pieces[i].part && same_version(last, &b->pieces[i]);
        if (!twice) b->pieces[(*count)++] = b->pieces[i];
    }
    return true;
}

/* How many pieces from there on are of one text. */
static uint32_t run_of(const struct piece *pieces, uint32_t count) {
    uint32_t run = 1;
    while (run < count && same_version(pieces, &pieces[run])) run++;
    return run;
}

static bool is_whole(const struct piece *pieces, uint32_t run) {
    for (uint32_t i = 0; i < run; i++)
        if (pieces[i].part != i) return false;
    return run == pieces->parts;
}

/* Of each resource the newest version whose pieces are all there; of two of one number that recorded last. */
static bool find_newest(struct tdm_besides *b, struct tdm_problem *problem) {
    uint32_t all, run;
    if (!read_pieces(b, &all, problem)) return false;
    b->newest = TDM_NEW_ARRAY(b->mem, uint32_t, all + 1u);
    for (uint32_t i = 0; i < all; i += run) {
        const struct piece *one = &b->pieces[i], *before = b->count > 0 ? &b->pieces[b->newest[b->count - 1]] : NULL;
        run = run_of(one, all - i);
        if (!is_whole(one, run)) continue;
        if (before == NULL || !tdm_str_equal(before->address, one->address))
            b->newest[b->count++] = i;
        else if (before->version < one->version || before->order < one->order)
            b->newest[b->count - 1] = i;
    }
    return true;
}

/* ---- opened: by what the ledger says too; a key that came back with an old backup opens nobody */

static bool open_cover(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_chart *chart,
                       struct tdm_besides *b, struct tdm_problem *problem) {
    struct tdm_identity identity;
    struct tdm_buf name;
    bool found = false;
    *b = (struct tdm_besides){.mem = mem, .clinic = clinic, .episode = chart->name, .patient = chart->patient};
    tdm_buf_init(&name, mem, 200);
    tdm_buf_format(&name, TDM_BESIDE_EPISODES "%.*s", TDM_FMT(chart->patient));
    b->kept_under = tdm_buf_str(&name);
    return tdm_clinic_person_show(mem, clinic, chart->patient, &identity, problem) &&
           tdm_identity_cover_open(mem, clinic->folder, chart->patient, &b->cover, &found, problem);
}

bool tdm_clinic_beside_open(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_bringing *bringing,
                            struct tdm_besides **out, struct tdm_problem *problem) {
    *out = TDM_NEW(mem, struct tdm_besides);
    if (!tdm_clinic_may_bring(mem, clinic, bringing, problem) ||
        !open_cover(mem, clinic, bringing->chart, *out, problem))
        return false;
    (*out)->act = bringing->act;
    return find_newest(*out, problem);
}

void tdm_clinic_beside_close(struct tdm_besides *b) {
    if (b != NULL) tdm_identity_cover_close(b->cover);
}

/* ---- put */

static const struct piece *newest_of(const struct tdm_besides *b, tdm_str address) {
    uint32_t from = 0, until = b->count;
    while (from < until) {
        uint32_t middle = from + (until - from) / 2;
        if (tdm_str_compare(b->pieces[b->newest[middle]].address, address) < 0)
            from = middle + 1;
        else
            until = middle;
    }
    const struct piece *found = from < b->count ? &b->pieces[b->newest[from]] : NULL;
    return found != NULL && tdm_str_equal(found->address, address) ? found : NULL;
}

static bool put_piece(struct tdm_arena *mem, struct tdm_besides *b, const struct piece *piece, tdm_str plain,
                      struct tdm_problems *problems) {
    struct tdm_chained link = {.kind = TDM_STR("beside"),
                               .episode = b->kept_under,
                               .author = b->act->as,
                               .on = TDM_DATE_NONE,
                               .at = TDM_TIME_NONE};
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    struct tdm_buf body;
    tdm_buf_init(&body, mem, TDM_CHAINED_BODY_MAX);
    tdm_buf_format(&body, "beside %.*s %.*s %.*s %u %u %u\n", TDM_FMT(b->episode), TDM_FMT(piece->address),
                   TDM_FMT(piece->text), piece->version, piece->part, piece->parts);
    link.body = tdm_buf_str(&body);
    link.id = tdm_chained_id_of(mem, &link); /* sealed bytes are others each time: the act is its first line */
    tdm_buf_text(&body, "  ");
    tdm_buf_add(&body, tdm_identity_cover_seal(mem, b->cover, plain));
    tdm_buf_char(&body, '\n');
    link.body = tdm_buf_str(&body);
    bool good = tdm_clinic_append(mem, b->clinic, &link, b->act->now, problems);
    if (good) tdm_arena_rewind(mem, mark);
    return good;
}

bool tdm_clinic_beside_put(struct tdm_arena *mem, struct tdm_besides *b, const struct tdm_beside *one, bool *added,
                           struct tdm_problems *problems) {
    struct piece piece = {.text = tdm_identity_cover_mark(mem, b->cover, one->text)};
    piece.address = one->address.len > 0 ? tdm_identity_cover_mark(mem, b->cover, one->address) : piece.text;
    const struct piece *before = newest_of(b, piece.address);
    *added = before == NULL || !tdm_str_equal(before->text, piece.text);
    if (!*added) return true;
    piece.version = before == NULL ? 1 : before->version + 1;
    piece.parts = one->text.len == 0 ? 1 : (uint32_t)((one->text.len + PIECE - 1) / PIECE);
    for (; piece.part < piece.parts; piece.part++) {
        size_t from = piece.part * PIECE, left = one->text.len - from;
        tdm_str plain = tdm_str_slice(one->text, from, left < PIECE ? one->text.len : from + PIECE);
        if (!put_piece(mem, b, &piece, plain, problems)) return false;
    }
    return true;
}

/* ---- given back */

static bool unseal(const struct tdm_besides *b, const struct piece *pieces, struct tdm_buf *out) {
    tdm_str plain;
    tdm_buf_init(out, b->mem, SIZE_MAX);
    for (uint32_t i = 0; i < pieces->parts; i++) {
        if (!tdm_identity_cover_unseal(b->mem, b->cover, pieces[i].sealed, &plain)) return false;
        tdm_buf_add(out, plain);
    }
    return true;
}

/* Several places may keep a person, each with a key of its own: what another one sealed goes out there. */
static bool several_keep(struct tdm_besides *b, bool *several, struct tdm_problem *problem) {
    struct tdm_episode_links all;
    struct tdm_buf name;
    const struct tdm_chained *first = NULL;
    tdm_buf_init(&name, b->mem, 200);
    tdm_buf_format(&name, TDM_PERSON_EPISODES "%.*s", TDM_FMT(b->patient));
    if (!tdm_clinic_copies(b->mem, b->clinic, tdm_buf_str(&name), &all, problem)) return false;
    *several = false;
    for (uint32_t i = 0; i < all.count; i++) {
        if (!tdm_str_is(all.links[i].kind, "identity")) continue;
        if (first == NULL) first = &all.links[i];
        *several = *several || !tdm_str_equal(first->place, all.links[i].place);
    }
    return true;
}

static bool does_not_open(struct tdm_besides *b, struct tdm_problem *problem) {
    bool several;
    if (!several_keep(b, &several, problem)) return false;
    if (several) return true;
    (void)tdm_fail(problem, TDM_WHY_CONFLICT, "W075", (struct tdm_place){.file = b->kept_under},
                   "a resource that is kept beside `%.*s` does not open with the key that is here",
                   TDM_FMT(b->episode));
    tdm_problem_fix(problem, "put the three `people` files of one time back together from a backup");
    return false;
}

bool tdm_clinic_beside(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_chart *chart,
                       const struct tdm_beside_each *to, struct tdm_problem *problem) {
    struct tdm_besides b;
    struct tdm_buf text;
    if (!open_cover(mem, clinic, chart, &b, problem))
        return tdm_str_is(tdm_str_of(problem->code), "W071") || tdm_str_is(tdm_str_of(problem->code), "W072");
    bool good = find_newest(&b, problem);
    for (uint32_t i = 0; good && i < b.count; i++)
        good = unseal(&b, &b.pieces[b.newest[i]], &text) ? to->take(to->context, tdm_buf_str(&text), problem)
                                                         : does_not_open(&b, problem);
    tdm_clinic_beside_close(&b);
    return good;
}
