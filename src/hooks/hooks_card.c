/* hooks_card.c - what stands on a card: one sentence, and points that give its reasons, the clause, the day of the
 * answer. */
#include "hooks/hooks_int.h"

#include "views/page_parts.h"

#define SUMMARY_LETTERS 139u /* "less than 140 characters" */

tdm_str hook_words(const struct hook_try *t, enum tdm_message message, const struct tdm_arg *args, uint32_t count) {
    return tdm_words_str(t->mem, t->view->language, message, args, count);
}

/* The same card on the same occasion has the same name, whoever asks again. */
static tdm_str uuid_of(const struct hook_try *t, const char *topic, tdm_str what, size_t number) {
    struct tdm_buf bytes, hex, out;
    tdm_buf_init(&bytes, t->mem, (size_t)64 << 10);
    tdm_buf_format(&bytes, "%.*s|%s|%.*s|%.*s|%.*s|%s|%.*s|%zu", TDM_FMT(t->ask->instance), tdm_hook_word(t->ask->hook),
                   TDM_FMT(t->e->episode->chart->chart->name), TDM_FMT(t->order == NULL ? TDM_STR("") : t->order->type),
                   TDM_FMT(t->order == NULL ? TDM_STR("") : t->order->id), topic, TDM_FMT(what), number);
    tdm_buf_init(&hex, t->mem, 100);
    tdm_digest_print(&hex, tdm_digest_of(tdm_buf_str(&bytes)));
    tdm_buf_init(&out, t->mem, 60);
    tdm_buf_format(&out, "%.8s-%.4s-8%.3s-a%.3s-%.12s", hex.at, hex.at + 8, hex.at + 13, hex.at + 17, hex.at + 20);
    return tdm_buf_str(&out);
}

struct tdm_hook_card *hook_card(const struct hook_try *t, const char *topic, tdm_str what) {
    struct tdm_hook_cards *cards = t->cards;
    TDM_GROW(t->mem, cards->list, cards->count, cards->room);
    struct tdm_hook_card *card = &cards->list[cards->count];
    *card = (struct tdm_hook_card){.topic = topic, .what = what, .episode = t->e->episode->chart->chart->name};
    card->uuid = uuid_of(t, topic, what, cards->count++);
    return card;
}

/* One line, cut where it would be too long, between letters. */
void hook_summary(const struct hook_try *t, struct tdm_hook_card *card, tdm_str words) {
    struct tdm_buf out;
    size_t letters = 0, at = 0;
    bool whole = tdm_utf8_length(words) <= SUMMARY_LETTERS;
    tdm_buf_init(&out, t->mem, 4096);
    for (; at < words.len && (whole || letters < SUMMARY_LETTERS - 1); at++) {
        unsigned char c = (unsigned char)words.at[at];
        tdm_buf_char(&out, c == '\n' || c == '\r' || c == '\t' ? ' ' : words.at[at]);
        bool ends = at + 1 == words.len || ((unsigned char)words.at[at + 1] & 0xC0) != 0x80;
        letters += ends;
    }
    if (!whole) tdm_buf_text(&out, "\xE2\x80\xA6");
    card->summary = tdm_buf_str(&out);
}

/* Text of a chart or an order is no markup: what Markdown would read as such is escaped. */
static void plain_text(struct tdm_buf *out, tdm_str words) {
    static const char marks[] = "\\`*_{}[]<>#|~!&";
    for (size_t i = 0; i < words.len; i++) {
        char c = words.at[i];
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
        for (size_t k = 0; k + 1 < sizeof marks; k++)
            if (c == marks[k]) tdm_buf_char(out, '\\');
        tdm_buf_char(out, c);
    }
}

void hook_point(struct tdm_buf *out, tdm_str words) {
    if (words.len == 0) return;
    tdm_buf_text(out, "- ");
    plain_text(out, words);
    tdm_buf_char(out, '\n');
}

static tdm_str hook_pair(const struct hook_try *t, tdm_str what, tdm_str words) {
    struct tdm_buf out;
    tdm_buf_init(&out, t->mem, 8192);
    tdm_buf_format(&out, "%.*s%s%.*s", TDM_FMT(what), words.len > 0 ? ": " : "", TDM_FMT(words));
    return tdm_buf_str(&out);
}

void hook_tell_reason(const struct hook_try *t, struct tdm_buf *points, const struct tdm_standing *s,
                      const struct tdm_reason *reason) {
    const struct tdm_protocol *protocol = s->episode->protocol;
    hook_point(points, tdm_view_reason(t->view, s, reason));
    if (reason->code == TDM_REASON_NONE || reason->clause >= protocol->clause_count) return;
    struct tdm_arg args[] = {TDM_ARG_T("file", protocol->clauses[reason->clause].place.file),
                             TDM_ARG_I("n", protocol->clauses[reason->clause].place.line),
                             TDM_ARG_T("words", tdm_str_trim(protocol->clauses[reason->clause].text))};
    hook_point(points, hook_words(t, TDM_MSG_WHY_CLAUSE, args, 3));
}

static bool is_signature(enum tdm_reason_code code) {
    return code == TDM_REASON_NOT_SIGNED || code == TDM_REASON_EXPIRED || code == TDM_REASON_REVOKED;
}

/* A signature that may be given by now can be asked for; of another it is told from when. */
static void tell_signature(const struct hook_try *t, struct tdm_buf *points, const struct tdm_standing *s, tdm_ref c,
                           struct tdm_hook_card *card) {
    tdm_date from = s->clearances[c].lawful_from;
    tdm_str name = s->episode->protocol->clearances[c].name;
    struct tdm_arg args[] = {TDM_ARG_T("ref", name), TDM_ARG_D("date", from)};
    if (tdm_date_is_none(from)) return;
    if (from.day <= t->e->standing->asof.on.day) {
        if (card->clearance.len == 0) card->clearance = name;
        return;
    }
    tdm_buf_text(points, "  ");
    hook_point(points, hook_words(t, TDM_MSG_HOOK_SIGNATURE, args, 2));
}

static bool tell_checks(const struct hook_try *t, struct tdm_buf *points, const struct tdm_standing *s, tdm_ref g,
                        struct tdm_hook_card *card) {
    const struct tdm_protocol *protocol = s->episode->protocol;
    const struct tdm_gate_answer *gate = &s->gates[g];
    bool signature = false;
    struct tdm_arg named[] = {TDM_ARG_T("ref", protocol->gates[g].name)};
    hook_point(points, hook_words(t, TDM_MSG_HOOK_WAITS, named, 1));
    for (uint16_t i = 0; i < gate->check_count; i++) {
        const struct tdm_criterion *node = &protocol->gates[g].condition.nodes[i];
        const struct tdm_reason *reason = &gate->checks[i].reason;
        if (node->child_count > 0 || gate->checks[i].truth == TDM_MET) continue;
        tdm_buf_text(points, "  ");
        hook_point(points, hook_pair(t, tdm_part_criterion(t->view, s, node), tdm_view_reason(t->view, s, reason)));
        if (!is_signature(reason->code) || reason->ref >= protocol->clearance_count) continue;
        signature = true;
        tell_signature(t, points, s, reason->ref, card);
    }
    return signature;
}

/* What keeps the next gates shut, up to the first that waits for a signature. */
void hook_tell_gate(const struct hook_try *t, struct tdm_buf *points, const struct tdm_standing *s,
                    struct tdm_hook_card *card) {
    for (tdm_ref g = 0; g < s->episode->protocol->gate_count; g++) {
        bool shut = s->gates[g].state == TDM_GATE_CLOSED || s->gates[g].state == TDM_GATE_CANNOT_TELL;
        if (!s->gates[g].passed && shut && tell_checks(t, points, s, g, card)) return;
    }
}

static void offer_request(const struct hook_try *t, struct tdm_hook_card *card) {
    struct tdm_arg args[] = {TDM_ARG_T("ref", card->clearance), TDM_ARG_T("value", card->episode)};
    if (card->clearance.len == 0) return;
    card->request = hook_words(t, TDM_MSG_HOOK_REQUEST, args, 2);
    card->task = hook_words(t, TDM_MSG_HOOK_TASK, args, 2);
}

void hook_offer_removal(const struct hook_try *t, struct tdm_hook_card *card) {
    struct tdm_arg args[] = {TDM_ARG_T("what", card->what)};
    if (t->order == NULL || t->order->id.len == 0) return;
    card->order_type = t->order->type;
    card->order_id = t->order->id;
    card->remove = hook_words(t, TDM_MSG_HOOK_REMOVE, args, 1);
}

void hook_finish(const struct hook_try *t, struct tdm_hook_card *card, const struct tdm_standing *s,
                 struct tdm_buf *points) {
    const struct tdm_chart *chart = s->episode->chart->chart;
    struct tdm_arg episode[] = {TDM_ARG_T("ref", chart->name),
                                TDM_ARG_T("value", tdm_part_site(t->view, chart, t->catalog))};
    struct tdm_arg asof[] = {TDM_ARG_D("date", t->e->standing->asof.on), TDM_ARG_T("ref", chart->protocol),
                             TDM_ARG_T("value", chart->version)};
    tdm_buf_char(points, '\n');
    plain_text(points, hook_words(t, TDM_MSG_HOOK_EPISODE, episode, 2));
    tdm_buf_char(points, ' ');
    plain_text(points, hook_words(t, TDM_MSG_HOOK_ASOF, asof, 3));
    card->detail = tdm_buf_str(points);
    offer_request(t, card);
}
