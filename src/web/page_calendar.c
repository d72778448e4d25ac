/* page_calendar.c - a calendar feed (RFC 5545) behind a secret link that its owner makes and ends. It says days and the
 * words that the patient chose, and nothing else: no name, no joint, no exercise, no medicine. */
#include "web/care.h"

#define WORDS_MOST 60u
#define PAST_DAYS  31

/* ---- the page */

static void words_field(struct web_ask *ask, const char *name, enum tdm_message label, tdm_str value) {
    struct web_input input = {
        .name = name, .type = "text", .label = web_words(ask, label), .value = value, .must = true};
    web_form_input(ask, &input);
}

static void link_of(struct web_ask *ask, tdm_str token) {
    web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_CALENDAR_LINK));
    care_link(ask, web_format(ask, "/calendar/%.*s.ics", TDM_FMT(token)));
}

static void ending(struct web_ask *ask, const struct tdm_feed *feed) {
    struct tdm_arg args[] = {TDM_ARG_D("date", tdm_zone_date_at(&ask->episode->zone, feed->made))};
    web_say(ask, "p", NULL, web_named(ask, TDM_MSG_CARE_CALENDAR_THERE, args, 1));
    web_form_begin(ask, ask->http->path, NULL);
    web_form_hidden(ask, "do", TDM_STR("end"));
    web_form_end(ask, web_words(ask, TDM_MSG_CARE_CALENDAR_REVOKE));
}

static void page(struct web_ask *ask, tdm_str token, const struct tdm_problems *wrong) {
    struct tdm_feed feed;
    bool there = tdm_feed_of(ask->mem, ask->web->accounts, ask->account.person, ask->episode->name, &feed);
    tdm_str visit = there ? feed.visit : web_words(ask, TDM_MSG_CARE_CALENDAR_DEFAULT_VISIT);
    tdm_str todo = there ? feed.todo : web_words(ask, TDM_MSG_CARE_CALENDAR_DEFAULT_TODO);
    if (web_field(ask, "visit").len > 0) visit = web_one_line(ask, "visit");
    if (web_field(ask, "todo").len > 0) todo = web_one_line(ask, "todo");
    care_begin(ask, TDM_MSG_CARE_CALENDAR);
    care_wrong(ask, wrong);
    web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_CALENDAR_WORDS));
    if (token.len > 0) link_of(ask, token);
    if (tdm_str_is(web_field(ask, "do"), "end")) {
        web_open(ask, "p", "done");
        tdm_html_attribute(&ask->html, "role", TDM_STR("status"));
        tdm_html_text(&ask->html, web_words(ask, TDM_MSG_CARE_CALENDAR_ENDED));
        web_close(ask);
    }
    web_form_begin(ask, ask->http->path, NULL);
    web_form_hidden(ask, "do", TDM_STR("make"));
    words_field(ask, "visit", TDM_MSG_CARE_CALENDAR_VISIT, visit);
    words_field(ask, "todo", TDM_MSG_CARE_CALENDAR_TODO, todo);
    web_form_end(ask, web_words(ask, TDM_MSG_CARE_CALENDAR_MAKE));
    if (there) ending(ask, &feed);
    care_back(ask);
    web_page_end(ask);
}

void web_calendar_page(struct web_ask *ask) {
    page(ask, (tdm_str){0}, NULL);
}

void web_calendar(struct web_ask *ask) {
    struct tdm_problem problem = {0};
    struct tdm_problems problems;
    tdm_str token = {0}, what = web_field(ask, "do");
    struct tdm_feed feed = {ask->account.person, ask->episode->name, web_one_line(ask, "visit"),
                            web_one_line(ask, "todo"), tdm_clock_now()};
    bool make = tdm_str_is(what, "make"), end = tdm_str_is(what, "end");
    tdm_problems_init(&problems);
    if (!make && !end) web_tell(&problems, web_words(ask, TDM_MSG_WEB_NOTHING_SAID));
    if (make && (feed.visit.len == 0 || feed.todo.len == 0 || tdm_utf8_length(feed.visit) > WORDS_MOST ||
                 tdm_utf8_length(feed.todo) > WORDS_MOST))
        web_tell(&problems, web_words(ask, TDM_MSG_CARE_CALENDAR_TOO_LONG));
    if (problems.errors == 0 && make && !tdm_feed_make(ask->mem, ask->web->accounts, &feed, &token, &problem))
        (void)web_keep(&problems, &problem);
    if (problems.errors == 0 && end && !tdm_feed_end(ask->web->accounts, feed.person, feed.episode))
        web_tell(&problems, web_words(ask, TDM_MSG_WEB_BUSY_WORDS));
    if (problems.errors > 0) ask->reply.status = 422;
    page(ask, token, &problems);
}

/* ---- the feed */

/* A line of at most 75 bytes, gone on with a blank; no letter is cut in two. */
static void put_line(struct tdm_buf *out, tdm_str line) {
    size_t at = 0, room = 75;
    while (line.len - at > room) {
        size_t end = at + room;
        while (end > at && ((unsigned char)line.at[end] & 0xc0u) == 0x80u) end--;
        tdm_buf_add(out, tdm_str_slice(line, at, end));
        tdm_buf_text(out, "\r\n ");
        at = end;
        room = 74;
    }
    tdm_buf_add(out, tdm_str_slice(line, at, line.len));
    tdm_buf_text(out, "\r\n");
}

static tdm_str escaped(struct tdm_arena *mem, tdm_str text) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 8192);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\\' || c == ';' || c == ',') tdm_buf_char(&out, '\\');
        tdm_buf_char(&out, (unsigned char)c < 0x20 ? ' ' : c);
    }
    return tdm_buf_str(&out);
}

static tdm_str day_words(struct web_ask *ask, tdm_date date) {
    struct tdm_buf text;
    tdm_buf_init(&text, ask->mem, 32);
    tdm_date_print(&text, date);
    tdm_str d = tdm_buf_str(&text);
    return web_format(ask, "%.*s%.*s%.*s", TDM_FMT(tdm_str_slice(d, 0, 4)), TDM_FMT(tdm_str_slice(d, 5, 7)),
                      TDM_FMT(tdm_str_slice(d, 8, 10)));
}

struct feeding {
    struct web_ask *ask;
    const struct tdm_feed *feed;
    tdm_str token, stamp;
    tdm_date days[400]; /* that have an event of the kind already */
    uint32_t day_count;
};

/* Its id follows from the link and the day, and says nothing of either. */
static tdm_str uid_of(const struct feeding *f, bool visit, tdm_date date) {
    struct tdm_buf id;
    tdm_str text = web_format(f->ask, "%.*s %d %d", TDM_FMT(f->token), visit, (int)date.day);
    tdm_buf_init(&id, f->ask->mem, 100);
    tdm_digest_print(&id, tdm_digest_of(text));
    return tdm_str_slice(tdm_buf_str(&id), 0, 32);
}

static void event(struct feeding *f, bool visit, tdm_date date) {
    struct web_ask *ask = f->ask;
    for (uint32_t i = 0; i < f->day_count; i++)
        if (f->days[i].day == date.day) return; /* one a day: how many things are asked is nobody's business */
    if (f->day_count == TDM_COUNT(f->days)) return;
    f->days[f->day_count++] = date;
    put_line(&ask->out, TDM_STR("BEGIN:VEVENT"));
    put_line(&ask->out, web_format(ask, "UID:%.*s@tandem", TDM_FMT(uid_of(f, visit, date))));
    put_line(&ask->out, web_format(ask, "DTSTAMP:%.*sT000000Z", TDM_FMT(f->stamp)));
    put_line(&ask->out, web_format(ask, "DTSTART;VALUE=DATE:%.*s", TDM_FMT(day_words(ask, date))));
    put_line(&ask->out, web_format(ask, "DTEND;VALUE=DATE:%.*s", TDM_FMT(day_words(ask, tdm_date_add_days(date, 1)))));
    put_line(&ask->out,
             web_format(ask, "SUMMARY:%.*s", TDM_FMT(escaped(ask->mem, visit ? f->feed->visit : f->feed->todo))));
    put_line(&ask->out, TDM_STR("TRANSP:TRANSPARENT"));
    put_line(&ask->out, TDM_STR("CLASS:PRIVATE"));
    put_line(&ask->out, TDM_STR("END:VEVENT"));
}

static void visits(struct feeding *f, const struct web_episode *e) {
    const struct tdm_bound_chart *bound = e->episode->chart;
    int32_t from = e->asof.on.day - PAST_DAYS;
    f->day_count = 0;
    for (uint32_t i = 0; i < bound->chart->entry_count; i++) {
        const struct tdm_entry *entry = &bound->chart->entries[i];
        bool counts = entry->kind == TDM_ENTRY_PLAN && tdm_fact_visible(&bound->facts[i], TDM_INSTANT_NONE) &&
                      (tdm_str_is(entry->subject, "visit") || tdm_str_is(entry->subject, "session"));
        if (counts && !tdm_date_is_none(entry->other_date) && entry->other_date.day >= from)
            event(f, true, entry->other_date);
    }
    if (!tdm_date_is_none(e->standing->planned_procedure) && e->standing->planned_procedure.day >= from)
        event(f, true, e->standing->planned_procedure);
}

static void todos(struct feeding *f, const struct web_episode *e) {
    tdm_ref patient = tdm_catalog_find(f->ask->web->shelf->catalog, TDM_KIND_ROLE, TDM_STR("patient"));
    f->day_count = 0;
    for (uint32_t i = 0; patient != TDM_REF_NONE && i < e->standing->owed_count; i++) {
        const struct tdm_owed *owed = &e->standing->owed[i];
        if ((owed->roles & TDM_BIT(patient)) != 0 && !tdm_date_is_none(owed->due)) event(f, false, owed->due);
    }
}

void web_calendar_feed(struct web_ask *ask) {
    struct web_episode *e = TDM_NEW(ask->mem, struct web_episode);
    struct feeding f = {.ask = ask};
    struct tdm_problems problems;
    struct tdm_feed feed;
    tdm_str role, name = ask->part_of_path[0];
    tdm_problems_init(&problems);
    bool good = tdm_str_ends_with(name, TDM_STR(".ics"));
    if (good) f.token = tdm_str_slice(name, 0, name.len - 4);
    good = good && ask->web->clinic != NULL && tdm_feed_find(ask->mem, ask->web->accounts, f.token, &feed) &&
           web_episode_open(ask->web, ask->mem, feed.episode, e, &problems);
    good = good && tdm_str_equal(e->chart->patient, feed.person) &&
           web_admits(ask->web, ask->mem, e, &(struct web_admitting){feed.person, false}, &role);
    if (!good) {
        web_message(ask, 404, TDM_MSG_WEB_NOT_THERE, TDM_MSG_WEB_NOT_THERE_WORDS);
        return;
    }
    f.feed = &feed;
    f.stamp = day_words(ask, e->asof.on);
    ask->reply.type = "text/calendar; charset=utf-8";
    put_line(&ask->out, TDM_STR("BEGIN:VCALENDAR"));
    put_line(&ask->out, TDM_STR("VERSION:2.0"));
    put_line(&ask->out, TDM_STR("PRODID:-//Tandem//Calendar//EN"));
    put_line(&ask->out, TDM_STR("METHOD:PUBLISH"));
    visits(&f, e);
    if (!e->standing->ended) todos(&f, e);
    put_line(&ask->out, TDM_STR("END:VCALENDAR"));
}
