/* handoff.c - what was handed over to whom, and what became of it: six answers, each with its day and reason; being on
 * time is judged by the day of the answer, writing it down late is a mark of its own (M57, M79, M88, M89, F037). A
 * question about a medicine is answered in the same way (M63). */
#include "engine/record_int.h"

static const struct tdm_entry *entry_at(const struct moment *m, uint32_t entry) {
    return &m->chart->chart->entries[entry];
}

/* Whether a word names what was asked; written down twice it has two names, and each is of the one act (M114). */
static bool names_it(const struct moment *m, tdm_str word, uint32_t asked) {
    if (tdm_str_equal(word, entry_at(m, asked)->name)) return true;
    enum tdm_entry_kind kind = entry_at(m, asked)->kind;
    uint32_t act = fact_of(m, asked)->act;
    for (uint32_t i = 0; i < m->index->kind_count[kind]; i++) {
        uint32_t other = m->index->of_kind[kind][i];
        if (fact_of(m, other)->act == act && tdm_str_equal(word, entry_at(m, other)->name)) return true;
    }
    return false;
}

/* By the name of what was asked itself, which cannot be older than it; or of what it is about, when it can be told
 * that it came after (M18). A signature settles what was handed over to be signed. */
static bool replies_to(const struct moment *m, uint32_t reply, uint32_t asked) {
    const struct tdm_entry *said = entry_at(m, reply), *question = entry_at(m, asked);
    tdm_str thing = said->kind == TDM_ENTRY_CLEAR ? said->subject : said->target;
    tdm_str about = question->kind == TDM_ENTRY_HANDOFF ? question->target : question->subject;
    bool by_name = thing.len > 0 && names_it(m, thing, asked) && !comes_after(m, asked, reply);
    bool of_it = tdm_str_equal(thing, about) && comes_after(m, reply, asked);
    return (by_name || of_it) && holds_now(m, fact_of(m, reply));
}

static tdm_mask handed_to(const struct moment *m, tdm_str to) {
    tdm_ref role = tdm_catalog_find(m->catalog, TDM_KIND_ROLE, to);
    return role != TDM_REF_NONE ? TDM_BIT(role) : tdm_chart_role_on(m->chart, to, m->asof.on);
}

static enum tdm_handoff_state state_of(const struct moment *m, uint32_t reply) {
    static const struct {
        const char *word;
        enum tdm_handoff_state state;
    } said[] = {{"partial", TDM_HANDOFF_PARTLY},
                {"could-not", TDM_HANDOFF_COULD_NOT},
                {"declined", TDM_HANDOFF_DECLINED},
                {"not-needed", TDM_HANDOFF_NOT_NEEDED}};
    if (reply == TDM_ENTRY_NONE) return TDM_HANDOFF_WAITING;
    const struct tdm_entry *entry = entry_at(m, reply);
    if (entry->kind == TDM_ENTRY_ACKNOWLEDGE) return TDM_HANDOFF_NOTED;
    if (entry->kind == TDM_ENTRY_CLEAR) return TDM_HANDOFF_SIGNED;
    for (size_t i = 0; i < TDM_COUNT(said); i++)
        if (tdm_str_is(entry->state, said[i].word)) return said[i].state;
    return TDM_HANDOFF_DONE;
}

static bool still_owed(enum tdm_handoff_state state) {
    return state == TDM_HANDOFF_WAITING || state == TDM_HANDOFF_PARTLY || state == TDM_HANDOFF_COULD_NOT;
}

bool leaves_owed(const struct moment *m, uint32_t reply) {
    return still_owed(state_of(m, reply));
}

bool speaks_last(const struct moment *m, uint32_t reply, uint32_t last) {
    if (comes_after(m, reply, last)) return true;
    return !comes_after(m, last, reply) && still_owed(state_of(m, reply));
}

/* The last reply of that kind, by one of the roles (0: by anybody), unless `last` comes after it. */
static uint32_t later_reply(const struct moment *m, uint32_t asked, enum tdm_entry_kind kind, tdm_mask roles,
                            uint32_t last) {
    for (uint32_t a = 0; a < m->index->kind_count[kind]; a++) {
        uint32_t reply = m->index->of_kind[kind][a];
        if ((roles != 0 && (fact_of(m, reply)->role & roles) == 0) || !replies_to(m, reply, asked)) continue;
        if (last == TDM_ENTRY_NONE || speaks_last(m, reply, last)) last = reply;
    }
    return last;
}

static uint32_t last_reply(const struct moment *m, uint32_t handoff) {
    static const enum tdm_entry_kind replies[] = {TDM_ENTRY_ACKNOWLEDGE, TDM_ENTRY_ANSWER, TDM_ENTRY_CLEAR};
    uint32_t last = TDM_ENTRY_NONE;
    for (size_t k = 0; k < TDM_COUNT(replies); k++) last = later_reply(m, handoff, replies[k], 0, last);
    return last;
}

bool medicine_answered(const struct moment *m, uint32_t medicine, tdm_mask roles) {
    return !still_owed(state_of(m, later_reply(m, medicine, TDM_ENTRY_ANSWER, roles, TDM_ENTRY_NONE)));
}

bool handoff_read(const struct moment *m, uint32_t entry, struct tdm_handoff *out) {
    const struct tdm_entry *asked = entry_at(m, entry);
    if (!holds_now(m, fact_of(m, entry))) return false;
    *out = (struct tdm_handoff){.entry = entry,
                                .reply = last_reply(m, entry),
                                .roles = handed_to(m, asked->to),
                                .asked = asked->date,
                                .due = asked->other_date,
                                .replied = TDM_DATE_NONE,
                                .written_on = TDM_DATE_NONE};
    out->state = state_of(m, out->reply);
    out->open = still_owed(out->state);
    if (out->reply != TDM_ENTRY_NONE) out->replied = fact_of(m, out->reply)->date;
    if (out->reply != TDM_ENTRY_NONE && !entry_at(m, out->reply)->recorded_assumed)
        out->written_on = tdm_zone_date_at(&tdm_zone_utc, fact_of(m, out->reply)->recorded);
    if (tdm_date_is_none(out->due)) return true;
    int32_t by = out->open ? m->asof.on.day : out->replied.day;
    out->days_late = by > out->due.day ? by - out->due.day : 0;
    out->written_late = out->days_late == 0 && !tdm_date_is_none(out->written_on) && out->written_on.day > out->due.day;
    return true;
}

void record_handoffs(const struct moment *m, struct tdm_record *record) {
    uint32_t count = m->index->kind_count[TDM_ENTRY_HANDOFF];
    struct tdm_handoff *list = TDM_NEW_ARRAY(m->mem, struct tdm_handoff, count);
    for (uint32_t i = 0; i < count; i++)
        record->handoff_count += handoff_read(m, m->index->of_kind[TDM_ENTRY_HANDOFF][i], &list[record->handoff_count]);
    record->handoffs = list;
}

const char *tdm_handoff_state_word(enum tdm_handoff_state state) {
    static const char *const words[] = {"waiting", "noted",     "signed",   "done",
                                        "partly",  "could-not", "declined", "not-needed"};
    return words[state];
}
