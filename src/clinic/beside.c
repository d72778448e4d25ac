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
    tdm_str episode, kept_under;
    struct piece *newest; /* of each resource, its first piece; by address */
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

/* By resource; of one the newest version last, its parts in their order. */
static int by_version(const void *left, const void *right) {
    const struct piece *a = left, *b = right;
    int order = tdm_str_compare(a->address, b->address);
    if (order != 0) return order;
    if (a->version != b->version) return a->version < b->version ? -1 : 1;
    if (a->part != b->part) return a->part < b->part ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static bool same_version(const struct piece *a, const struct piece *b) {
    return a->version == b->version && tdm_str_equal(a->address, b->address) && tdm_str_equal(a->text, b->text);
}

/* The pieces of the episode, sorted. */
static bool pieces_of(struct tdm_besides *b, struct piece **out, uint32_t *count, struct tdm_problem *problem) {
    struct tdm_episode_links all;
    if (!tdm_clinic_links(b->mem, b->clinic, b->kept_under, &all, problem)) return false;
    *out = TDM_NEW_ARRAY(b->mem, struct piece, all.count + 1u);
    *count = 0;
    for (uint32_t i = 0; i < all.count; i++) {
        struct piece *piece = &(*out)[*count];
        if (!read_piece(&all.links[i], piece) || !tdm_str_equal(piece->episode, b->episode)) continue;
        piece->order = i;
        ++*count;
    }
    if (*count > 1) qsort(*out, *count, sizeof **out, by_version);
    return true;
}

/* The first piece of the newest version of a resource, all of whose pieces are there. */
static bool is_newest(const struct piece *pieces, uint32_t count, uint32_t i) {
    uint32_t next = i + pieces[i].parts;
    if (pieces[i].part != 0 || next > count) return false;
    for (uint32_t k = i; k < next; k++)
        if (!same_version(&pieces[i], &pieces[k]) || pieces[k].part != k - i) return false;
    return next == count || !tdm_str_equal(pieces[next].address, pieces[i].address);
}

/* ---- opened: by what the ledger says too; a key that came back with an old backup opens nobody */

static bool open_cover(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_chart *chart,
                       struct tdm_besides *b, struct tdm_problem *problem) {
    struct tdm_identity identity;
    struct tdm_buf name;
    bool found = false;
    *b = (struct tdm_besides){.mem = mem, .clinic = clinic, .episode = chart->name};
    tdm_buf_init(&name, mem, 200);
    tdm_buf_format(&name, "beside/%.*s", TDM_FMT(chart->patient));
    b->kept_under = tdm_buf_str(&name);
    return tdm_clinic_person_show(mem, clinic, chart->patient, &identity, problem) &&
           tdm_identity_cover_open(mem, clinic->folder, chart->patient, &b->cover, &found, problem);
}

bool tdm_clinic_beside_open(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_chart *chart,
                            struct tdm_besides **out, struct tdm_problem *problem) {
    struct piece *pieces;
    uint32_t count;
    *out = TDM_NEW(mem, struct tdm_besides);
    if (!open_cover(mem, clinic, chart, *out, problem) || !pieces_of(*out, &pieces, &count, problem)) return false;
    (*out)->newest = pieces;
    for (uint32_t i = 0; i < count; i++)
        if (is_newest(pieces, count, i)) pieces[(*out)->count++] = pieces[i];
    return true;
}

void tdm_clinic_beside_close(struct tdm_besides *b) {
    if (b != NULL) tdm_identity_cover_close(b->cover);
}

/* ---- put */

static const struct piece *newest_of(const struct tdm_besides *b, tdm_str address) {
    uint32_t from = 0, until = b->count;
    while (from < until) {
        uint32_t middle = from + (until - from) / 2;
        if (tdm_str_compare(b->newest[middle].address, address) < 0)
            from = middle + 1;
        else
            until = middle;
    }
    return from < b->count && tdm_str_equal(b->newest[from].address, address) ? &b->newest[from] : NULL;
}

static bool put_piece(struct tdm_arena *mem, struct tdm_besides *b, const struct piece *piece, tdm_str plain,
                      const struct tdm_act *act, struct tdm_problems *problems) {
    struct tdm_chained link = {.kind = TDM_STR("beside"),
                               .episode = b->kept_under,
                               .author = act->as,
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
    bool good = tdm_clinic_append(mem, b->clinic, &link, act->now, problems);
    if (good) tdm_arena_rewind(mem, mark);
    return good;
}

bool tdm_clinic_beside_put(struct tdm_arena *mem, struct tdm_besides *b, const struct tdm_beside *one,
                           const struct tdm_act *act, bool *added, struct tdm_problems *problems) {
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
        if (!put_piece(mem, b, &piece, plain, act, problems)) return false;
    }
    return true;
}

/* ---- given back */

static bool give(struct tdm_besides *b, const struct piece *pieces, const struct tdm_beside_each *to,
                 struct tdm_problem *problem) {
    struct tdm_buf text;
    tdm_str plain;
    tdm_buf_init(&text, b->mem, SIZE_MAX);
    for (uint32_t i = 0; i < pieces->parts; i++) {
        if (tdm_identity_cover_unseal(b->mem, b->cover, pieces[i].sealed, &plain)) {
            tdm_buf_add(&text, plain);
            continue;
        }
        (void)tdm_fail(problem, TDM_WHY_CONFLICT, "W075", (struct tdm_place){.file = b->kept_under},
                       "a resource that is kept beside `%.*s` does not open with the key that is here",
                       TDM_FMT(b->episode));
        tdm_problem_fix(problem, "put the three `people` files of one time back together from a backup");
        return false;
    }
    return to->take(to->context, tdm_buf_str(&text), problem);
}

bool tdm_clinic_beside(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_chart *chart,
                       const struct tdm_beside_each *to, struct tdm_problem *problem) {
    struct tdm_besides b;
    struct piece *pieces;
    uint32_t count;
    bool good = true;
    if (!open_cover(mem, clinic, chart, &b, problem))
        return tdm_str_is(tdm_str_of(problem->code), "W071") || tdm_str_is(tdm_str_of(problem->code), "W072");
    if (!pieces_of(&b, &pieces, &count, problem)) good = false;
    for (uint32_t i = 0; good && i < count; i++)
        if (is_newest(pieces, count, i)) good = give(&b, &pieces[i], to, problem);
    tdm_clinic_beside_close(&b);
    return good;
}
