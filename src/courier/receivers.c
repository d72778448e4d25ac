/* receivers.c - the file of those who are told: a file of events, and webhooks with their secrets. */
#include "courier/courier.h"

#include "system/system.h"

#include <sodium/utils.h> /* not sodium.h: it names what banned.h poisons */
#include <string.h>

#define FILE_MOST ((size_t)1 << 20)

struct reading {
    struct tdm_arena *mem;
    const struct tdm_tree *tree;
    struct tdm_receivers *out;
    struct tdm_problems *problems;
};

static bool refuse(const struct reading *r, const struct tdm_line *line, const char *what, const char *fix) {
    struct tdm_place place = {.file = r->tree->file};
    if (line != NULL) place = tdm_line_place(r->tree, line);
    struct tdm_problem *problem = tdm_problems_add(r->problems, TDM_ERROR, TDM_WHY_SYNTAX, "W097", place);
    tdm_problem_what(problem, "%s", what);
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

#define OF_A_FILE                                                                                                      \
    "write `file \"events.ndjson\"`, or `webhook \"NAME\"` with `address \"https://...\"`, `secret \"FILE\"` and, "    \
    "where "                                                                                                           \
    "wanted, `events`, `retry`, `timeout`, `authority` below it"

/* `WORD "TEXT"` and nothing else. */
static bool text_of(const struct tdm_line *line, tdm_str *out) {
    if (line->part_count != 1 || line->parts[0].count != 2 || line->parts[0].terms[1].kind != TDM_TERM_TEXT ||
        line->block != NULL)
        return false;
    *out = line->parts[0].terms[1].text;
    return out->len > 0;
}

static bool name_is_good(tdm_str name) {
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > 0))) return false;
    }
    return name.len > 0 && name.len <= 40;
}

/* `retry 5`: whole seconds. */
static bool seconds_of(const struct tdm_line *line, uint32_t most, uint32_t *out) {
    int64_t number;
    if (line->part_count != 1 || line->parts[0].count != 2 || line->block != NULL ||
        !tdm_parse_i64(line->parts[0].terms[1].text, &number) || number < 1 || number > most)
        return false;
    *out = (uint32_t)number;
    return true;
}

/* "whsec_" and base64, as such secrets are given from hand to hand, of 24 to 64 bytes. */
static bool read_secret(const struct reading *r, const struct tdm_line *line, tdm_str path, struct tdm_receiver *one) {
    struct tdm_problem problem;
    tdm_str text;
    size_t len = 0;
    const char *end;
    if (!tdm_file_read(r->mem, path, FILE_MOST, &text, &problem))
        return refuse(r, line, "the file of the secret cannot be read", problem.what);
    text = tdm_str_trim(text);
    if (tdm_str_starts_with(text, TDM_STR("whsec_"))) text = tdm_str_slice(text, 6, text.len);
    bool good = sodium_base642bin(one->secret, sizeof one->secret, text.at, text.len, NULL, &len, &end,
                                  sodium_base64_VARIANT_ORIGINAL) == 0 &&
                end == text.at + text.len && len >= 24;
    one->secret_len = len;
    return good ||
           refuse(r, line, "the secret is no base64 of 24 to 64 bytes",
                  "make one: (printf whsec_; openssl rand -base64 32) > messages.secret; chmod 600 messages.secret");
}

/* The kinds of events that there are (docs/ledger.md, section 12). */
static bool is_kind(tdm_str word) {
    static const char *const kinds[] = {"signed",       "revoked",   "overridden",    "handed-over",
                                        "acknowledged", "ended",     "consent-given", "consent-withdrawn",
                                        "broke-glass",  "escalated", "due",           "overdue"};
    for (size_t i = 0; i < TDM_COUNT(kinds); i++)
        if (tdm_str_is(word, kinds[i])) return true;
    return false;
}

static bool read_events(const struct reading *r, const struct tdm_line *line, struct tdm_receiver *one) {
    const struct tdm_part *part = &line->parts[0];
    tdm_str *events = TDM_NEW_ARRAY(r->mem, tdm_str, part->count);
    for (uint32_t i = 1; i < part->count; i++) {
        if (!is_kind(part->terms[i].text))
            return refuse(r, line, "there is no event of that kind",
                          "write some of: signed revoked overridden handed-over acknowledged ended consent-given "
                          "consent-withdrawn "
                          "broke-glass escalated due overdue");
        events[one->event_count++] = part->terms[i].text;
    }
    one->events = events;
    return one->event_count > 0 && line->part_count == 1 ? true : refuse(r, line, "no events are named", OF_A_FILE);
}

static bool read_line(const struct reading *r, const struct tdm_line *line, struct tdm_receiver *one) {
    tdm_str word = tdm_line_head(line), text;
    struct tdm_problem problem;
    if (tdm_str_is(word, "events")) return read_events(r, line, one);
    if (tdm_str_is(word, "retry"))
        return seconds_of(line, TDM_COURIER_MOST_SECONDS, &one->retry_seconds) ||
               refuse(r, line, "`retry` is so many seconds until the second try, from 1 to 3600", "write `retry 5`");
    if (tdm_str_is(word, "timeout"))
        return seconds_of(line, 60, &one->timeout_seconds) ||
               refuse(r, line, "`timeout` is so many seconds for an answer, from 1 to 60", "write `timeout 10`");
    if (!text_of(line, &text)) return refuse(r, line, "this line is not understood", OF_A_FILE);
    if (tdm_str_is(word, "address"))
        return tdm_http_address_read(r->mem, text, &one->address) ||
               refuse(r, line, "this is no address that is told: https, or http on this machine",
                      "write `address \"https://messages.example/tandem\"`");
    tdm_str path = tdm_path_join(r->mem, tdm_path_folder(r->tree->file), text);
    if (tdm_str_is(word, "secret")) return read_secret(r, line, path, one);
    if (!tdm_str_is(word, "authority")) return refuse(r, line, "this line is not understood", OF_A_FILE);
    return tdm_file_read(r->mem, path, FILE_MOST, &one->authority, &problem) ||
           refuse(r, line, "the file of the authority cannot be read", problem.what);
}

static bool read_webhook(const struct reading *r, const struct tdm_line *head, tdm_str name) {
    struct tdm_receivers *all = r->out;
    struct tdm_receiver one = {
        .name = name, .retry_seconds = TDM_COURIER_FIRST_SECONDS, .timeout_seconds = TDM_COURIER_TIMEOUT_SECONDS};
    if (!name_is_good(name))
        return refuse(r, head, "a webhook's name has small letters, digits and `-`", "write `webhook \"messages\"`");
    for (size_t i = 0; i < all->count; i++)
        if (tdm_str_equal(all->list[i].name, name))
            return refuse(r, head, "two webhooks have this name", "give each a name of its own");
    for (const struct tdm_line *line = head->block; line != NULL; line = line->next)
        if (!read_line(r, line, &one)) return false;
    if (one.address.host.len == 0 || one.secret_len == 0)
        return refuse(r, head, "a webhook has an address and a secret", OF_A_FILE);
    TDM_GROW(r->mem, all->list, all->count, all->room);
    all->list[all->count++] = one;
    return true;
}

static bool read_all(const struct reading *r) {
    tdm_str text;
    for (const struct tdm_line *line = r->tree->first; line != NULL; line = line->next) {
        const struct tdm_part *part = &line->parts[0];
        if (tdm_str_is(tdm_line_head(line), "webhook") && line->part_count == 1 && part->count == 2 &&
            part->terms[1].kind == TDM_TERM_TEXT) {
            if (!read_webhook(r, line, part->terms[1].text)) return false;
        } else if (tdm_str_is(tdm_line_head(line), "file") && r->out->file.len == 0 && text_of(line, &text)) {
            r->out->file = tdm_path_join(r->mem, tdm_path_folder(r->tree->file), text);
        } else {
            return refuse(r, line, "this line is not understood", OF_A_FILE);
        }
    }
    return r->out->count > 0 || r->out->file.len > 0 || refuse(r, NULL, "the file names nobody who is told", OF_A_FILE);
}

bool tdm_receivers_read(struct tdm_arena *mem, tdm_str path, struct tdm_receivers *out, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct reading r = {.mem = mem, .out = out, .problems = problems};
    tdm_str text;
    *out = (struct tdm_receivers){0};
    if (!tdm_file_read(mem, path, FILE_MOST, &text, &problem)) {
        struct tdm_problem *kept = tdm_problems_add(problems, TDM_ERROR, problem.why, problem.code, problem.place);
        tdm_problem_what(kept, "%s", problem.what);
        tdm_problem_fix(kept, "%s", problem.fix);
        return false;
    }
    return tdm_notation_read(mem, path, text, &r.tree, problems) && read_all(&r);
}

bool tdm_receiver_takes(const struct tdm_receiver *receiver, tdm_str kind) {
    bool takes = receiver->event_count == 0;
    for (uint32_t i = 0; i < receiver->event_count; i++) takes = takes || tdm_str_equal(receiver->events[i], kind);
    return takes;
}
