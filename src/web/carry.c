/* carry.c - the courier of a clinic that is served: looks at what is due by the standing of each episode, once in ten
 * minutes, and carries what others are to be told. A process of its own: no page waits for it, and it holds the store
 * for one episode at a time. */
#include "web/web_int.h"

#include "courier/courier.h"

#define LOOK_MS (INT64_C(10) * 60 * 1000)
#define IDLE_MS INT64_C(1000)
#define LATE_MS INT64_C(15000) /* what another place wrote, or a file that came back, is looked for so often */

struct web_carrying {
    const struct tdm_receivers *to;
    struct tdm_arena *mem;
    int64_t looked_ms, carried_ms; /* 0: never */
    uint64_t number;               /* the last entry of this place that was there */
    tdm_instant next;
};

bool web_receivers_read(struct tdm_arena *mem, const struct tdm_web_setting *setting, struct web_carrying **out,
                        struct tdm_problems *problems) {
    struct tdm_receivers *to = TDM_NEW(mem, struct tdm_receivers);
    struct tdm_problem problem = {0};
    *out = NULL;
    if (setting->receivers.len == 0) return true;
    if (!tdm_receivers_read(mem, setting->receivers, to, problems)) return false;
    for (size_t i = 0; i < to->count; i++)
        if (to->list[i].address.secure && !tdm_http_call_open(&problem)) return web_keep(problems, &problem);
    *out = TDM_NEW(mem, struct web_carrying);
    **out = (struct web_carrying){.to = to, .next = TDM_INSTANT_NONE};
    return true;
}

static void tell(struct tdm_arena *mem, const struct tdm_problems *problems) {
    for (uint32_t i = 0; i < problems->count; i++) {
        struct tdm_buf line;
        tdm_buf_init(&line, mem, 4096);
        tdm_buf_text(&line, "{\"at\":\"");
        tdm_instant_print(&line, tdm_clock_now());
        tdm_buf_format(&line, "\",\"courier\":\"%s\"}\n", problems->items[i].code);
        (void)!tdm_error_write(tdm_buf_str(&line));
    }
}

/* What is due by one episode's standing; its events are one transaction, and short. */
static void look_at(struct web *web, struct tdm_arena *mem, tdm_str name) {
    struct tdm_problems problems;
    struct tdm_problem problem;
    struct tdm_taken taken = {0};
    struct web_episode *episode = TDM_NEW(mem, struct web_episode);
    tdm_problems_init(&problems);
    if (!web_open_clinic(web) || !web_episode_open(web, mem, name, episode, &problems)) return;
    if (!tdm_clinic_begin(web->clinic, &problem)) return;
    if (tdm_clinic_announce(mem, web->clinic, episode->standing, tdm_clock_now(), &taken, &problems) &&
        taken.added + taken.events > 0 && tdm_clinic_commit(web->clinic, &problem))
        return;
    tdm_clinic_abandon(web->clinic);
}

static void look(struct web *web, struct web_carrying *c) {
    struct tdm_problem problem;
    struct tdm_names names = {0};
    struct tdm_arena *kept = tdm_arena_open((size_t)64 << 20);
    if (web_open_clinic(web) && tdm_clinic_episodes(kept, web->clinic, &names, &problem))
        for (size_t i = 0; i < names.count && !tdm_http_is_stopping(); i++) {
            tdm_arena_reset(c->mem);
            look_at(web, c->mem, names.list[i]);
        }
    tdm_arena_close(kept);
}

/* The number of this place's last entry: when it is as it was, nothing new is to be told. */
static uint64_t newest(struct web *web, struct tdm_arena *mem) {
    struct tdm_stored last;
    struct tdm_problem problem;
    bool found = false;
    if (!web_open_clinic(web) ||
        !tdm_store_last(mem, tdm_clinic_store(web->clinic), tdm_clinic_place(web->clinic), &last, &found, &problem))
        return 0;
    return found ? last.number : 0;
}

int64_t web_carry(void *self) {
    struct web *web = self;
    struct web_carrying *c = web->carrying;
    struct tdm_problems problems;
    struct tdm_carried carried;
    int64_t now = tdm_clock_now().ms;
    if (c->mem == NULL) c->mem = tdm_arena_open((size_t)1 << 30);
    if (c->looked_ms == 0 || now - c->looked_ms >= LOOK_MS || now < c->looked_ms) {
        look(web, c);
        c->looked_ms = now;
    }
    tdm_arena_reset(c->mem);
    uint64_t number = newest(web, c->mem);
    bool is_due = !tdm_instant_is_none(c->next) && c->next.ms <= now;
    if (number == c->number && !is_due && now - c->carried_ms < LATE_MS && now >= c->carried_ms) return IDLE_MS;
    struct tdm_courier courier = {web->setting->folder, c->to, (tdm_instant){now}, tdm_http_is_stopping};
    tdm_problems_init(&problems);
    if (tdm_courier_round(c->mem, &courier, &carried, &problems)) c->number = number;
    c->carried_ms = now;
    c->next = carried.next;
    tell(c->mem, &problems);
    if (carried.more) {
        c->number = 0;
        return 0;
    }
    return IDLE_MS;
}
