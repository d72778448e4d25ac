/* courier.c - a round: what is due is read from the ledger, which is closed again, and then carried. One courier at a
 * time. */
#include "courier/courier.h"

#include "system/system.h"
#include "json/json.h"

#define EVENTS_MAX     200u /* of a receiver and a round */
#define LINE_MAX_BYTES 32768u

struct batch {
    struct tdm_arena *mem;
    struct tdm_notice *list;
    size_t count, room, most;
    bool more;
    const struct tdm_receiver *of; /* of its kinds alone; null: all */
    uint64_t seen;                 /* the last number that was looked at */
};

static bool take(void *context, const struct tdm_notice *event) {
    struct batch *b = context;
    struct tdm_notice kept = *event;
    if (b->count == b->most) {
        b->more = true;
        return false;
    }
    b->seen = event->number;
    if (b->of != NULL && !tdm_receiver_takes(b->of, event->kind)) return true;
    kept.place = tdm_arena_str(b->mem, kept.place);
    kept.kind = tdm_arena_str(b->mem, kept.kind);
    kept.episode = tdm_arena_str(b->mem, kept.episode);
    kept.of = tdm_arena_str(b->mem, kept.of);
    kept.roles = tdm_arena_str(b->mem, kept.roles);
    kept.by = tdm_arena_str(b->mem, kept.by);
    TDM_GROW(b->mem, b->list, b->count, b->room);
    b->list[b->count++] = kept;
    return true;
}

/* The clinic is closed before anything is carried: a receiver that is slow holds no store open. */
static bool read_batch(struct tdm_arena *mem, tdm_str folder, uint64_t after, struct batch *out,
                       struct tdm_problem *problem) {
    struct tdm_clinic *clinic;
    struct tdm_outbox_ask ask = {.after = after, .take = take, .context = out};
    out->mem = mem;
    out->seen = after;
    if (!tdm_clinic_open(mem, folder, TDM_STORE_READ, &clinic, problem)) return false;
    bool good = tdm_clinic_outbox(mem, clinic, &ask, problem);
    tdm_clinic_close(clinic);
    return good;
}

bool tdm_courier_waiting(struct tdm_arena *mem, tdm_str folder, const struct tdm_receiver *receiver,
                         const struct tdm_delivery *progress, uint64_t *out, struct tdm_problem *problem) {
    struct batch b = {.of = receiver, .most = SIZE_MAX};
    if (!read_batch(mem, folder, progress->after, &b, problem)) return false;
    *out = b.count;
    return true;
}

static bool keep(struct tdm_problems *problems, const struct tdm_problem *problem) {
    struct tdm_problem *kept =
        tdm_problems_add(problems, problem->severity, problem->why, problem->code, problem->place);
    tdm_problem_what(kept, "%s", problem->what);
    tdm_problem_fix(kept, "%s", problem->fix);
    return false;
}

/* ---- the file. How far it has got stands in it: the number of its last whole line */

static bool number_of_line(struct tdm_arena *mem, tdm_str line, uint64_t *out) {
    const struct tdm_json *json, *number;
    struct tdm_problem problem;
    if (!tdm_json_read(mem, TDM_STR("the file of events"), line, &json, &problem)) return false;
    number = tdm_json_member(json, "number");
    int64_t value;
    if (number == NULL || number->kind != TDM_JSON_NUMBER || !tdm_parse_i64(number->text, &value) || value < 0)
        return false;
    *out = (uint64_t)value;
    return true;
}

/* *good: the bytes of its whole lines. What stands behind them is what a power cut left of one. */
static bool look_into(struct tdm_arena *mem, tdm_str path, uint64_t *after, size_t *good, struct tdm_problem *problem) {
    struct tdm_reader *reader;
    char *text = tdm_arena_alloc_raw(mem, 65536);
    struct tdm_buf line, last;
    size_t got = 0, at = 0;
    *after = 0;
    *good = 0;
    if (!tdm_path_is_file(path)) return true;
    if (!tdm_reader_open(mem, path, &reader, problem)) return false;
    tdm_buf_init(&line, mem, LINE_MAX_BYTES);
    tdm_buf_init(&last, mem, LINE_MAX_BYTES);
    bool whole = true;
    while ((whole = tdm_reader_take(reader, text, 65536, &got, problem)) && got > 0)
        for (size_t i = 0; i < got; i++) {
            at++;
            tdm_buf_char(&line, text[i]);
            if (text[i] != '\n') continue;
            last.len = 0;
            tdm_buf_add(&last, tdm_buf_str(&line));
            line.len = 0;
            *good = at;
        }
    tdm_reader_close(reader);
    if (!whole) return false;
    if (*good == 0 || (!last.failed && !line.failed && number_of_line(mem, tdm_str_trim(tdm_buf_str(&last)), after)))
        return true;
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "W099", (struct tdm_place){.file = path},
                   "its last line is no event, so nobody knows which come next");
    tdm_problem_fix(problem, "name another file; this one is left as it is");
    return false;
}

static bool fill_file(struct tdm_arena *mem, const struct tdm_courier *courier, struct tdm_carried *out,
                      struct tdm_problem *problem) {
    tdm_str path = courier->to->file;
    struct tdm_records *file;
    uint64_t after;
    size_t good;
    struct batch b = {.most = SIZE_MAX};
    if (!look_into(mem, path, &after, &good, problem) || !read_batch(mem, courier->folder, after, &b, problem))
        return false;
    if (b.count == 0 && tdm_path_is_file(path)) return true;
    if (!tdm_records_open(mem, path, good, &file, problem)) return false;
    struct tdm_buf lines;
    tdm_buf_init(&lines, mem, (size_t)64 << 20);
    for (size_t i = 0; i < b.count; i++) tdm_notice_write(&lines, &b.list[i]);
    TDM_ASSERT(!lines.failed);
    bool fine = b.count == 0 || tdm_records_add(file, tdm_buf_str(&lines));
    out->written += b.count;
    return tdm_records_close(file, path, problem) && fine;
}

/* ---- a webhook */

struct run {
    struct tdm_arena *mem;
    const struct tdm_courier *courier;
    const struct tdm_receiver *to;
    struct tdm_delivery progress;
    struct tdm_carried *out;
    struct tdm_problems *problems;
};

/* What is wrong with this one event, and will be tomorrow: 4xx, but for those that only ask to wait. */
static bool is_refusal(unsigned status) {
    return status >= 400 && status < 500 && status != 408 && status != 425 && status != 429;
}

static bool save(struct run *r) {
    struct tdm_problem problem;
    return tdm_delivery_write(r->mem, r->courier->folder, r->to->name, &r->progress, &problem) ||
           keep(r->problems, &problem);
}

static void note(struct run *r, const struct tdm_notice *event) {
    struct tdm_problem *told =
        tdm_problems_add(r->problems, TDM_NOTE, TDM_WHY_NOT_ALLOWED, "W100", (struct tdm_place){.file = r->to->name});
    tdm_problem_what(told, "the webhook answered %u to event %llu, %u times: it was set aside", r->progress.status,
                     (unsigned long long)event->number, r->progress.tries);
    tdm_problem_fix(told, "ask those who receive; the event stays in the outbox: tandem outbox FOLDER --after %llu",
                    (unsigned long long)event->number - 1);
}

/* False: the round of this receiver ends. */
static bool carry_one(struct run *r, const struct tdm_notice *event) {
    struct tdm_courier_message message = tdm_courier_message_of(r->mem, r->to, event, tdm_clock_now());
    struct tdm_http_call call = {.to = &r->to->address,
                                 .headers = message.headers,
                                 .body = message.body,
                                 .authority = r->to->authority,
                                 .timeout_ms = r->to->timeout_seconds * 1000};
    struct tdm_http_answered answered;
    struct tdm_delivery *p = &r->progress;
    tdm_http_call(r->mem, &call, &answered);
    p->status = answered.status;
    p->why = tdm_arena_str(r->mem, tdm_str_of(answered.why));
    bool taken = answered.status >= 200 && answered.status < 300;
    p->tries = taken ? 0 : p->tries + 1;
    p->next = TDM_INSTANT_NONE;
    if (taken) {
        p->after = event->number;
        p->taken++;
        r->out->taken++;
        return save(r);
    }
    if (is_refusal(answered.status) && p->tries >= TDM_COURIER_REFUSED_TRIES) {
        note(r, event);
        p->after = event->number;
        p->tries = 0;
        p->set_aside++;
        r->out->set_aside++;
        return save(r);
    }
    p->next =
        (tdm_instant){tdm_clock_now().ms + tdm_courier_pause_ms(r->to, p->tries, event->id, answered.retry_seconds)};
    (void)!save(r);
    return false;
}

static bool carry_to(struct run *r) {
    struct tdm_problem problem;
    struct batch b = {.of = r->to, .most = EVENTS_MAX};
    if (!tdm_delivery_read(r->mem, r->courier->folder, r->to->name, &r->progress, &problem) ||
        !read_batch(r->mem, r->courier->folder, r->progress.after, &b, &problem))
        return keep(r->problems, &problem);
    size_t carried = 0;
    bool wait = !tdm_instant_is_none(r->progress.next) && r->progress.next.ms > r->courier->now.ms;
    struct tdm_arena_mark mark = tdm_arena_mark(r->mem);
    while (!wait && carried < b.count && (r->courier->stops == NULL || !r->courier->stops())) {
        if (!carry_one(r, &b.list[carried])) break;
        carried++;
        tdm_arena_rewind(r->mem, mark);
    }
    bool all = carried == b.count;
    r->out->waiting += b.count - carried + (b.more && !all ? 1 : 0);
    r->out->more = r->out->more || (all && b.more);
    if (all && b.seen > r->progress.after &&
        b.count == 0) { /* kinds that it does not ask for are not looked at again */
        r->progress.after = b.seen;
        return save(r);
    }
    if (!all && !tdm_instant_is_none(r->progress.next) &&
        (tdm_instant_is_none(r->out->next) || r->progress.next.ms < r->out->next.ms))
        r->out->next = r->progress.next;
    return r->problems->errors == 0;
}

bool tdm_courier_round(struct tdm_arena *mem, const struct tdm_courier *courier, struct tdm_carried *out,
                       struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_records *lock;
    tdm_str path = tdm_path_join(mem, courier->folder, TDM_STR("outbox.lock"));
    *out = (struct tdm_carried){.next = TDM_INSTANT_NONE};
    if (!tdm_records_open(mem, path, 0, &lock, &problem)) {
        (void)tdm_fail(&problem, TDM_WHY_BUSY, "W101", (struct tdm_place){.file = path},
                       "another courier is at work on this clinic, or the folder cannot be written");
        tdm_problem_fix(&problem,
                        "`tandem serve --receivers` carries by itself; else wait until the other one is done");
        return keep(problems, &problem);
    }
    bool good = courier->to->file.len == 0 || fill_file(mem, courier, out, &problem) || keep(problems, &problem);
    for (size_t i = 0; i < courier->to->count; i++) {
        struct run r = {.mem = mem, .courier = courier, .to = &courier->to->list[i], .out = out, .problems = problems};
        good = carry_to(&r) && good;
    }
    return (tdm_records_close(lock, path, &problem) || keep(problems, &problem)) && good;
}
