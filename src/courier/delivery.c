/* delivery.c - how far a webhook has got, in a small file that is replaced whole. What is lost with it is delivered
 * again, under the same ids. */
#include "courier/courier.h"

#include "system/system.h"

#define MARK "tandem-outbox 1"

static tdm_str path_of(struct tdm_arena *mem, tdm_str folder, tdm_str name) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 200);
    tdm_buf_format(&text, "outbox-%.*s.progress", TDM_FMT(name));
    return tdm_path_join(mem, folder, tdm_arena_str(mem, tdm_buf_str(&text)));
}

static bool take_number(tdm_str *rest, const char *word, int64_t *out) {
    size_t end;
    tdm_str name = tdm_str_of(word);
    if (!tdm_str_starts_with(*rest, name) || !tdm_str_find(*rest, TDM_STR("\n"), &end) || end <= name.len) return false;
    if (!tdm_parse_i64(tdm_str_slice(*rest, name.len + 1, end), out) || *out < 0) return false;
    *rest = tdm_str_slice(*rest, end + 1, rest->len);
    return true;
}

static bool read_all(struct tdm_arena *mem, tdm_str text, struct tdm_delivery *out) {
    int64_t after, taken, aside, tries, next, status;
    tdm_str rest = text, mark = TDM_STR(MARK "\n");
    size_t end;
    if (!tdm_str_starts_with(rest, mark)) return false;
    rest = tdm_str_slice(rest, mark.len, rest.len);
    if (!take_number(&rest, "after", &after) || !take_number(&rest, "taken", &taken) ||
        !take_number(&rest, "set-aside", &aside) || !take_number(&rest, "tries", &tries) ||
        !take_number(&rest, "next-ms", &next) || !take_number(&rest, "status", &status) || tries > 1000000 ||
        status > 999)
        return false;
    *out = (struct tdm_delivery){.after = (uint64_t)after,
                                 .taken = (uint64_t)taken,
                                 .set_aside = (uint64_t)aside,
                                 .tries = (uint32_t)tries,
                                 .next = next == 0 ? TDM_INSTANT_NONE : (tdm_instant){next},
                                 .status = (unsigned)status};
    if (!tdm_str_starts_with(rest, TDM_STR("why ")) || !tdm_str_find(rest, TDM_STR("\n"), &end)) return rest.len == 0;
    out->why = tdm_arena_str(mem, tdm_str_slice(rest, 4, end));
    return end + 1 == rest.len;
}

bool tdm_delivery_read(struct tdm_arena *mem, tdm_str folder, tdm_str name, struct tdm_delivery *out,
                       struct tdm_problem *problem) {
    tdm_str path = path_of(mem, folder, name), text;
    *out = (struct tdm_delivery){.next = TDM_INSTANT_NONE};
    if (!tdm_path_is_file(path)) return true;
    if (!tdm_file_read(mem, path, 4096, &text, problem)) return false;
    if (read_all(mem, text, out)) return true;
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "W098", (struct tdm_place){.file = path},
                   "this is no progress of a webhook");
    tdm_problem_fix(problem, "remove it: every event is then delivered again, each under the id that it had");
    return false;
}

bool tdm_delivery_write(struct tdm_arena *mem, tdm_str folder, tdm_str name, const struct tdm_delivery *progress,
                        struct tdm_problem *problem) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 4096);
    tdm_buf_format(&text, MARK "\nafter %llu\ntaken %llu\nset-aside %llu\ntries %u\nnext-ms %lld\nstatus %u\n",
                   (unsigned long long)progress->after, (unsigned long long)progress->taken,
                   (unsigned long long)progress->set_aside, progress->tries,
                   tdm_instant_is_none(progress->next) ? 0LL : (long long)progress->next.ms, progress->status);
    if (progress->why.len > 0) tdm_buf_format(&text, "why %.*s\n", TDM_FMT(progress->why));
    return tdm_file_write(mem, path_of(mem, folder, name), tdm_buf_str(&text), problem);
}

int64_t tdm_courier_pause_ms(const struct tdm_receiver *receiver, uint32_t tries, tdm_chained_id id, uint32_t asked) {
    int64_t most = (int64_t)TDM_COURIER_MOST_SECONDS * 1000, pause = (int64_t)receiver->retry_seconds * 1000;
    for (uint32_t i = 1; i < tries && pause < most; i++) pause *= 2;
    if (pause > most) pause = most;
    pause += pause / 5 * id.byte[0] / 255;
    return pause < (int64_t)asked * 1000 ? (int64_t)asked * 1000 : pause;
}
