/* seen.c - what a page had seen when its form was made. Signatures and acts that are judged first hold the digest of
 * the standing. Forms on which people write side by side hold how much others had written of the same kind: who comes
 * second reads that first, so nothing is answered twice or recorded twice without knowing. One's own is no news: a form
 * sent twice stays one entry. */
#include "web/act_forms.h"

#include "base/canary.h"

/* ---- the standing */

static tdm_str standing_digest(struct web_ask *ask, const struct tdm_standing *standing) {
    struct tdm_buf text;
    tdm_buf_init(&text, ask->mem, 80);
    tdm_digest_print(&text, tdm_standing_digest(standing, ask->mem));
    return tdm_buf_str(&text);
}

void web_seen_fields(struct web_ask *ask) {
    struct tdm_buf on;
    tdm_buf_init(&on, ask->mem, 20);
    tdm_date_print(&on, ask->episode->asof.on);
    web_form_hidden(ask, "standing", standing_digest(ask, ask->episode->standing));
    web_form_hidden(ask, "on", tdm_buf_str(&on));
    web_form_hidden(ask, "known", web_format(ask, "%lld", (long long)ask->now.ms));
}

bool web_still_so(struct web_ask *ask) {
    if (tdm_canary("standing")) return true;
    return tdm_str_equal(web_field(ask, "standing"), standing_digest(ask, ask->episode->standing));
}

void web_what_changed(struct web_ask *ask) {
    struct tdm_asof then = ask->episode->asof;
    int64_t known;
    if (tdm_parse_i64(web_field(ask, "known"), &known)) then.known = (tdm_instant){known};
    tdm_date on;
    if (tdm_date_parse(web_field(ask, "on"), &on)) then.on = on;
    if (then.on.day > ask->episode->asof.on.day) then.on = ask->episode->asof.on;
    const struct tdm_standing *before = web_episode_standing(ask->mem, ask->episode, then);
    tdm_part_differences(&ask->part, before, ask->episode->standing);
}

/* ---- what others wrote of the same kind meanwhile */

#define MEANWHILE_MOST 5u
#define K(kind)        ((uint64_t)1 << TDM_ENTRY_##kind)
static const struct {
    const char *row; /* of the table of pages */
    uint64_t kinds;
} beside[] = {{"assess", K(ASSESS)},
              {"questions", K(ASSESS) | K(DIARY)},
              {"findings", K(FINDING)},
              {"handoffs", K(HANDOFF) | K(ACKNOWLEDGE) | K(ANSWER)},
              {"diary", K(DIARY)},
              {"key", K(DIARY)},
              {"session", K(SESSION) | K(PRESCRIBE) | K(WITHDRAW) | K(CORRECT)},
              {"prescribe", K(PRESCRIBE) | K(WITHDRAW) | K(CORRECT)},
              {"consent", K(CONSENT) | K(WITHDRAW)}};

static uint64_t kinds_of(const struct web_row *row) {
    for (size_t i = 0; row != NULL && i < TDM_COUNT(beside); i++)
        if (tdm_str_is(tdm_str_of(row->name), beside[i].row)) return beside[i].kinds;
    return 0;
}

static bool is_theirs(const struct web_ask *ask, const struct tdm_entry *entry) {
    return (kinds_of(ask->row) & (uint64_t)1 << entry->kind) != 0 && !tdm_str_equal(entry->author, ask->account.person);
}

static uint32_t theirs(const struct web_ask *ask) {
    const struct tdm_chart *chart = ask->episode->chart;
    uint32_t count = 0;
    for (uint32_t i = 0; i < chart->entry_count; i++) count += is_theirs(ask, &chart->entries[i]);
    return count;
}

/* A form that is shown once more still holds what its first page had seen, until what came since was told. */
void web_meanwhile_field(struct web_ask *ask) {
    tdm_str seen = web_field(ask, "seen");
    if (ask->episode == NULL || kinds_of(ask->row) == 0) return;
    if (seen.len == 0 || ask->told_meanwhile) seen = web_format(ask, "%u", theirs(ask));
    web_form_hidden(ask, "seen", seen);
}

/* The newest first, as many as came since; a number that was made up is told all of them. */
static void tell_theirs(struct web_ask *ask, uint32_t count, struct tdm_problems *problems) {
    const struct tdm_chart *chart = ask->episode->chart;
    bool *told = TDM_NEW_ARRAY(ask->mem, bool, chart->entry_count + 1);
    for (uint32_t n = 0; n < count && n < MEANWHILE_MOST; n++) {
        const struct tdm_entry *last = NULL;
        uint32_t at = 0;
        for (uint32_t i = 0; i < chart->entry_count; i++) {
            const struct tdm_entry *entry = &chart->entries[i];
            if (told[i] || !is_theirs(ask, entry) || (last != NULL && entry->recorded.ms < last->recorded.ms)) continue;
            last = entry;
            at = i;
        }
        if (last == NULL) return;
        told[at] = true;
        web_tell(problems, web_entry_label(ask, last));
    }
}

bool web_meanwhile(struct web_ask *ask, struct tdm_problems *problems) {
    int64_t seen;
    uint32_t now = theirs(ask);
    bool known = tdm_parse_i64(web_field(ask, "seen"), &seen) && seen >= 0 && seen <= (int64_t)now;
    if (kinds_of(ask->row) == 0 || (known && seen == (int64_t)now) || tdm_canary("meanwhile")) return false;
    ask->told_meanwhile = true;
    web_tell(problems, web_words(ask, TDM_MSG_WEB_MEANWHILE));
    tell_theirs(ask, known ? now - (uint32_t)seen : now, problems);
    return true;
}
