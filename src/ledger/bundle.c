/* bundle.c - chains on their way from one place to another, in one file: files of the library, entries from the first
 * of each chain on, and a head signed by who made it over exactly these entries. docs/ledger.md, section 8. */
#include "ledger/ledger_int.h"

#include <string.h>

void tdm_bundle_write(struct tdm_buf *out, const struct tdm_bundle *bundle) {
    struct tdm_buf head;
    tdm_buf_text(out, "tandem-bundle 1\n");
    tdm_field_put_number(out, "files", bundle->file_count);
    for (size_t i = 0; i < bundle->file_count; i++) tdm_field_put(out, "file", bundle->files[i]);
    tdm_field_put_number(out, "entries", bundle->count);
    for (size_t i = 0; i < bundle->count; i++) tdm_field_put(out, "entry", bundle->entries[i].bytes);
    tdm_buf_init(&head, out->mem, (size_t)1 << 20);
    tdm_head_write(&head, &bundle->head);
    tdm_field_put(out, "head", tdm_buf_str(&head));
}

/* ---- reading */

static void take_files(struct tdm_fields *f, struct tdm_bundle *bundle) {
    size_t room = 0;
    uint64_t many = tdm_field_number(f, "files");
    for (uint64_t i = 0; i < many && !f->failed; i++) {
        TDM_GROW(f->mem, bundle->files, bundle->file_count, room);
        bundle->files[bundle->file_count++] = tdm_field_take(f, "file", TDM_CHAINED_BYTES_MAX);
    }
}

static void take_entries(struct tdm_fields *f, struct tdm_bundle *bundle) {
    size_t room = 0, link_room = 0, links = 0;
    uint64_t many = tdm_field_number(f, "entries");
    for (uint64_t i = 0; i < many && !f->failed; i++) {
        struct tdm_buf name;
        struct tdm_chained link;
        tdm_str bytes = tdm_field_take(f, "entry", TDM_CHAINED_BYTES_MAX);
        tdm_buf_init(&name, f->mem, 8192);
        tdm_buf_format(&name, "entry in line %u of %.*s", f->line, TDM_FMT(f->name));
        if (f->failed) return;
        if (!tdm_chained_read(f->mem, tdm_buf_str(&name), bytes, &link, f->problem)) {
            f->failed = true;
            return;
        }
        TDM_GROW(f->mem, bundle->entries, bundle->count, room);
        TDM_GROW(f->mem, bundle->links, links, link_room);
        bundle->links[links++] = link;
        bundle->entries[bundle->count++] = (struct tdm_stored){link.place, link.number, tdm_digest_of(bytes), bytes};
    }
}

bool tdm_bundle_read(struct tdm_arena *mem, tdm_str file, tdm_str text, struct tdm_bundle *out,
                     struct tdm_problem *problem) {
    struct tdm_fields f = {.mem = mem, .name = file, .bytes = text, .code = "W012", .problem = problem};
    *problem = (struct tdm_problem){0};
    *out = (struct tdm_bundle){0};
    (void)tdm_fields_begin(&f, "tandem-bundle", "merge it with the newer program that wrote it");
    take_files(&f, out);
    take_entries(&f, out);
    tdm_str head = tdm_field_take(&f, "head", (size_t)1 << 20);
    if (!f.failed && f.at != text.len) (void)tdm_fields_refuse(&f, "more bytes follow where it ends");
    if (!f.failed) return tdm_head_read(mem, file, head, &out->head, problem);
    if (problem->fix[0] == '\0') tdm_problem_fix(problem, "name the file as `tandem bundle` wrote it");
    return false;
}

/* ---- proving: the chains it holds are whole, and the head covers them to the last entry */

struct proving {
    const struct tdm_bundle *bundle;
    size_t *firsts; /* where each chain begins */
    size_t count;
};

static bool hash_in_bundle(void *context, tdm_str place, uint64_t number, tdm_digest *out) {
    const struct proving *p = context;
    for (size_t i = 0; i < p->count; i++) {
        size_t end = i + 1 < p->count ? p->firsts[i + 1] : p->bundle->count;
        if (!tdm_str_equal(p->bundle->entries[p->firsts[i]].place, place)) continue;
        if (number == 0 || number > end - p->firsts[i]) return false;
        *out = p->bundle->entries[p->firsts[i] + (size_t)number - 1].hash;
        return true;
    }
    return false;
}

static bool covered_exactly(const struct tdm_chains *chains, const struct tdm_signed_head *head) {
    bool all = tdm_chains_count(chains) == head->count;
    for (uint32_t i = 0; i < head->count && all; i++) {
        uint32_t at;
        all = tdm_chains_find(chains, head->heads[i].place, &at) &&
              tdm_chains_head(chains, at).number == head->heads[i].number;
    }
    return all;
}

bool tdm_chained_pin(const struct tdm_chained *link, tdm_digest *out) {
    static const char before[] = ", hash \"";
    size_t at;
    bool may = tdm_str_is(link->kind, "episode") || tdm_str_is(link->kind, "protocol");
    if (!may || !tdm_str_find(link->body, TDM_STR(", hash \""), &at)) return false;
    at += sizeof before - 1;
    return tdm_digest_parse(tdm_str_slice(link->body, at, at + 64), out);
}

bool tdm_text_pins(tdm_str text, tdm_digest part) {
    static const tdm_str before = TDM_STR_INIT(", hash \"");
    tdm_digest pin;
    size_t at;
    while (tdm_str_find(text, before, &at)) {
        text = tdm_str_slice(text, at + before.len, text.len);
        if (tdm_digest_parse(tdm_str_slice(text, 0, 64), &pin) && tdm_digest_equal(pin, part)) return true;
    }
    return false;
}

/* The files of the library are not signed: each must be one that an entry pins by its hash, or a part that such a file
 * pins, and none that an entry pins is missing. */
static bool files_are_pinned(struct tdm_arena *mem, const struct tdm_bundle *bundle) {
    tdm_digest *hashes = TDM_NEW_ARRAY(mem, tdm_digest, bundle->file_count + 1);
    bool *pinned = TDM_NEW_ARRAY(mem, bool, bundle->file_count + 1), good = true;
    for (size_t i = 0; i < bundle->file_count; i++) hashes[i] = tdm_digest_of(bundle->files[i]);
    for (size_t i = 0; i < bundle->count && good; i++) {
        tdm_digest pin;
        if (!tdm_chained_pin(&bundle->links[i], &pin)) continue;
        good = false;
        for (size_t k = 0; k < bundle->file_count; k++) {
            if (!tdm_digest_equal(hashes[k], pin)) continue;
            pinned[k] = good = true;
        }
    }
    for (size_t k = 0; k < bundle->file_count; k++) {
        bool is_part = false;
        for (size_t i = 0; i < bundle->file_count && !pinned[k] && !is_part; i++)
            is_part = pinned[i] && tdm_text_pins(bundle->files[i], hashes[k]);
        good = good && (pinned[k] || is_part);
    }
    return good;
}

bool tdm_bundle_prove(struct tdm_arena *mem, tdm_str file, const struct tdm_bundle *bundle,
                      struct tdm_problem *problem) {
    struct proving p = {.bundle = bundle, .firsts = TDM_NEW_ARRAY(mem, size_t, bundle->count + 1)};
    struct tdm_arena *scratch = tdm_arena_open((size_t)1 << 26);
    struct tdm_chains *chains = tdm_chains_open(mem, scratch, (struct tdm_chains_ask){hash_in_bundle, &p});
    bool whole = true;
    for (size_t i = 0; i < bundle->count; i++)
        if (i == 0 || !tdm_str_equal(bundle->entries[i - 1].place, bundle->entries[i].place)) p.firsts[p.count++] = i;
    for (size_t i = 0; i < bundle->count && whole; i++)
        whole = tdm_chains_take(chains, &bundle->entries[i], NULL, problem);
    tdm_arena_close(scratch);
    if (!whole || !tdm_head_prove(chains, file, &bundle->head, problem)) return false;
    if (covered_exactly(chains, &bundle->head) && files_are_pinned(mem, bundle)) return true;
    (void)tdm_fail(problem, TDM_WHY_CONFLICT, "W013", (struct tdm_place){.file = file},
                   "it holds other entries or files than `%.*s` signed for it", TDM_FMT(bundle->head.place));
    tdm_problem_fix(problem, "ask that place for the bundle again, and there `tandem doctor`; nothing was changed");
    return false;
}
