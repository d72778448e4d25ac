/* counts.c - counts that all processes share, and the two pages that machines read. */
#include "web/web_int.h"

void web_count(uint64_t *what, uint64_t by) {
    (void)__atomic_fetch_add(what, by, __ATOMIC_RELAXED);
}

static uint64_t count_of(const uint64_t *what) {
    return __atomic_load_n(what, __ATOMIC_RELAXED);
}

/* It answers when the store can be read: a page that is up on a dead disk helps nobody. */
void web_health(struct web_ask *ask) {
    struct tdm_problem problem = {0};
    struct tdm_names names;
    bool good = ask->web->clinic != NULL && tdm_clinic_episodes(ask->mem, ask->web->clinic, &names, &problem);
    ask->reply.type = "text/plain; charset=utf-8";
    ask->reply.status = good ? 200 : 503;
    tdm_buf_text(&ask->out, good ? "well\n" : "the store cannot be read\n");
}

static void family(struct web_ask *ask, const char *name, const char *help, const char *kind) {
    tdm_buf_format(&ask->out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind);
}

static void plain(struct web_ask *ask, const char *name, const char *help, uint64_t value) {
    family(ask, name, help, "counter");
    tdm_buf_format(&ask->out, "%s %llu\n", name, (unsigned long long)value);
}

/* The text format of Prometheus, version 0.0.4. No word of a patient stands in it. */
void web_metrics(struct web_ask *ask) {
    const struct web_counts *counts = ask->web->counts;
    ask->reply.type = "text/plain; version=0.0.4; charset=utf-8";
    family(ask, "tandem_replies_total", "Replies by page and first digit of the status.", "counter");
    for (uint32_t row = 0; row <= web_row_count; row++)
        for (uint32_t digit = 1; digit < 6; digit++) {
            uint64_t count = count_of(&counts->answered[row][digit]);
            if (count > 0)
                tdm_buf_format(&ask->out, "tandem_replies_total{page=\"%s\",status=\"%uxx\"} %llu\n",
                               row < web_row_count ? web_rows[row].name : "none", digit, (unsigned long long)count);
        }
    family(ask, "tandem_reply_seconds_total", "Time from the first byte of a request to the last of its reply.",
           "counter");
    for (uint32_t row = 0; row <= web_row_count; row++) {
        uint64_t us = count_of(&counts->microseconds[row]);
        if (us > 0)
            tdm_buf_format(&ask->out, "tandem_reply_seconds_total{page=\"%s\"} %llu.%06llu\n",
                           row < web_row_count ? web_rows[row].name : "none", (unsigned long long)(us / 1000000),
                           (unsigned long long)(us % 1000000));
    }
    plain(ask, "tandem_entries_recorded_total", "Entries that forms have recorded.", count_of(&counts->recorded));
    plain(ask, "tandem_entries_refused_total", "Forms whose entry was refused.", count_of(&counts->refused));
    plain(ask, "tandem_log_ins_total", "Log-ins.", count_of(&counts->log_ins));
    plain(ask, "tandem_log_in_failures_total", "Log-ins that failed.", count_of(&counts->log_in_failures));
}
