/* link.c - one entry of a chain: its canonical bytes, read and written; its id; the next link of a chain. */
#include "ledger/ledger_int.h"

#include <string.h>

bool tdm_chained_is_name(tdm_str text) {
    if (text.len == 0 || text.len > TDM_CHAINED_NAME_MAX) return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool other = (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == '/';
        if (!letter && (i == 0 || !other)) return false;
    }
    return true;
}

/* A place is also a folder's name, and the writer of an entry in a chart file. */
bool tdm_chained_is_place(tdm_str text) {
    bool plain = tdm_chained_is_name(text) && text.at[text.len - 1] != '-';
    for (size_t i = 0; i < text.len && plain; i++) plain = text.at[i] != '.' && text.at[i] != '/';
    return plain;
}

/* ---- ids */

void tdm_chained_id_print(struct tdm_buf *out, tdm_chained_id id) {
    tdm_hex_print(out, id.byte, sizeof id.byte);
}

bool tdm_chained_id_parse(tdm_str hex, tdm_chained_id *out) {
    return tdm_hex_parse(hex, out->byte, sizeof out->byte);
}

bool tdm_chained_id_equal(tdm_chained_id a, tdm_chained_id b) {
    return memcmp(a.byte, b.byte, sizeof a.byte) == 0;
}

/* What an entry says, apart from where and when it stands in a chain. */
static void put_act(struct tdm_buf *out, const struct tdm_chained *link) {
    tdm_field_put(out, "kind", link->kind);
    tdm_field_put(out, "episode", link->episode);
    tdm_field_put(out, "author", link->author);
    tdm_field_put(out, "role", link->role);
    tdm_buf_text(out, tdm_date_is_none(link->on) ? "on 0:" : "on 10:");
    if (!tdm_date_is_none(link->on)) tdm_date_print(out, link->on);
    tdm_buf_text(out, link->at.minute < 0 ? "\nat 0:" : "\nat 5:");
    if (link->at.minute >= 0) tdm_time_print(out, link->at);
    tdm_buf_char(out, '\n');
}

tdm_chained_id tdm_chained_id_of(struct tdm_arena *mem, const struct tdm_chained *link) {
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    struct tdm_buf act;
    tdm_chained_id id;
    tdm_buf_init(&act, mem, TDM_CHAINED_BYTES_MAX);
    tdm_buf_text(&act, "tandem-act 1\n");
    put_act(&act, link);
    tdm_field_put(&act, "body", link->body);
    tdm_digest digest = tdm_digest_of(tdm_buf_str(&act));
    memcpy(id.byte, digest.byte, sizeof id.byte);
    tdm_arena_rewind(mem, mark);
    return id;
}

bool tdm_chained_same_act(const struct tdm_chained *a, const struct tdm_chained *b) {
    return tdm_str_equal(a->kind, b->kind) && tdm_str_equal(a->episode, b->episode) &&
           tdm_str_equal(a->author, b->author) && tdm_str_equal(a->role, b->role) && tdm_date_equal(a->on, b->on) &&
           a->at.minute == b->at.minute && tdm_str_equal(a->body, b->body);
}

/* ---- bytes */

void tdm_chained_write(struct tdm_buf *out, const struct tdm_chained *link) {
    TDM_ASSERT(link->number > 0 && link->body.len <= TDM_CHAINED_BODY_MAX);
    tdm_buf_text(out, "tandem-entry 1\n");
    tdm_field_put(out, "place", link->place);
    tdm_field_put_number(out, "number", link->number);
    if (link->number == 1)
        tdm_buf_text(out, "previous 0:\n");
    else
        tdm_field_put_digest(out, "previous", link->previous);
    tdm_field_put_instant(out, "recorded", link->recorded);
    tdm_buf_text(out, "id 32:");
    tdm_chained_id_print(out, link->id);
    tdm_buf_char(out, '\n');
    put_act(out, link);
    tdm_field_put_heads(out, "seen", link->seen, link->seen_count);
    tdm_field_put(out, "body", link->body);
}

static void take_previous(struct tdm_fields *f, struct tdm_chained *link) {
    if (link->number != 1) {
        link->previous = tdm_field_digest(f, "previous");
        return;
    }
    if (tdm_field_take(f, "previous", 64).len != 0)
        (void)tdm_fields_refuse(f, "it is the first of its chain, and yet names an entry before it");
}

static void take_day(struct tdm_fields *f, struct tdm_chained *link) {
    tdm_str on = tdm_field_take(f, "on", 10);
    if (on.len > 0 && !tdm_date_parse(on, &link->on)) (void)tdm_fields_refuse(f, "its field `on` holds no day");
    tdm_str at = tdm_field_take(f, "at", 5);
    if (at.len > 0 && !tdm_time_parse(at, &link->at)) (void)tdm_fields_refuse(f, "its field `at` holds no time");
}

/* The reader of fields takes one way of writing lengths, numbers, names, digests, ids, days and times of day, and texts
 * as they are. An instant can be written in several ways: that this is the one we write makes it so for the whole. */
static void check_form(struct tdm_fields *f, tdm_str recorded) {
    if (f->failed || tdm_instant_is_printed(recorded)) return;
    f->line = 0; /* about the entry as a whole */
    (void)tdm_fields_refuse(f, "its bytes are not in their one canonical form");
}

bool tdm_chained_read(struct tdm_arena *mem, tdm_str name, tdm_str bytes, struct tdm_chained *out,
                      struct tdm_problem *problem) {
    struct tdm_chained link = {.on = TDM_DATE_NONE, .at = TDM_TIME_NONE};
    struct tdm_fields f = {.mem = mem, .name = name, .bytes = bytes, .code = "W001", .problem = problem};
    *problem = (struct tdm_problem){0};
    (void)tdm_fields_begin(&f, "tandem-entry", "read it with the newer program that wrote it");
    link.place = tdm_field_place(&f, "place");
    link.number = tdm_field_number(&f, "number");
    if (link.number == 0) (void)tdm_fields_refuse(&f, "its number is not one that counts from 1");
    take_previous(&f, &link);
    tdm_str recorded;
    link.recorded = tdm_field_instant(&f, "recorded", &recorded);
    if (!tdm_chained_id_parse(tdm_field_take(&f, "id", 32), &link.id)) (void)tdm_fields_refuse(&f, "its id is none");
    link.kind = tdm_field_name(&f, "kind", false);
    link.episode = tdm_field_name(&f, "episode", true);
    link.author = tdm_field_name(&f, "author", true);
    link.role = tdm_field_name(&f, "role", true);
    take_day(&f, &link);
    link.seen = tdm_field_heads(&f, "seen", &link.seen_count);
    link.body = tdm_field_take(&f, "body", TDM_CHAINED_BODY_MAX);
    if (!f.failed && f.at != bytes.len) (void)tdm_fields_refuse(&f, "more bytes follow where it ends");
    check_form(&f, recorded);
    if (!f.failed) *out = link;
    if (f.failed && problem->fix[0] == '\0')
        tdm_problem_fix(problem, "take the entry from a backup or from another place that holds it: `tandem verify`");
    return !f.failed;
}

/* ---- the next link */

static tdm_str instant_words(struct tdm_arena *mem, tdm_instant instant) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 40);
    tdm_instant_print(&text, instant);
    return tdm_buf_str(&text);
}

bool tdm_chained_follow(struct tdm_arena *mem, struct tdm_chained *link, const struct tdm_next *next,
                        struct tdm_problem *problem) {
    link->place = next->head.place;
    link->number = next->head.number + 1;
    link->previous = next->head.hash;
    link->recorded = next->now;
    if (next->head.number == 0 || next->now.ms >= next->last.ms) return false;
    link->recorded = next->last;
    tdm_str said = instant_words(mem, next->now), held = instant_words(mem, next->last);
    (void)tdm_fail(problem, TDM_WHY_CONFLICT, "W008", (struct tdm_place){.file = TDM_STR("the clock")},
                   "the clock says %.*s, and the last entry of `%.*s` was recorded at %.*s: it was set back",
                   TDM_FMT(said), TDM_FMT(next->head.place), TDM_FMT(held));
    problem->severity = TDM_NOTE;
    tdm_problem_fix(problem, "set the clock right; until it has passed that instant, entries are recorded at it");
    return true;
}
