/* feedback.c - what another system says became of a card: an entry of the kind `feedback` in the chain, of the episode
 * that the card spoke of. It is no entry of the chart: nobody of the team wrote it. */
#include "clinic/acts.h"
#include "clinic/clinic_int.h"

/* One line, and not too long: what another system sends is cut, not refused. */
static tdm_str one_line(struct tdm_arena *mem, tdm_str text) {
    struct tdm_buf out;
    size_t most = text.len < 300 ? text.len : 300;
    while (most > 0 && most < text.len && ((unsigned char)text.at[most] & 0xC0) == 0x80) most--;
    tdm_buf_init(&out, mem, 1000);
    for (size_t i = 0; i < most; i++)
        tdm_buf_char(&out, (unsigned char)text.at[i] < 0x20 || text.at[i] == 0x7f ? ' ' : text.at[i]);
    return tdm_str_trim(tdm_buf_str(&out));
}

static void line(struct tdm_buf *body, const char *word, tdm_str text) {
    text = one_line(body->mem, text);
    if (text.len > 0) tdm_buf_format(body, "  %s %.*s\n", word, TDM_FMT(text));
}

bool tdm_clinic_feedback(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_card_feedback *said,
                         tdm_instant now, struct tdm_taken *taken, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_chained link = {
        .kind = TDM_STR("feedback"), .episode = said->episode, .on = TDM_DATE_NONE, .at = TDM_TIME_NONE};
    struct tdm_buf body;
    if (!tdm_clinic_is_trusted(clinic, &problem)) return tdm_clinic_keep(problems, &problem);
    tdm_buf_init(&body, mem, 16384);
    tdm_buf_format(&body, "feedback %.*s\n", TDM_FMT(one_line(mem, said->outcome)));
    line(&body, "card", said->card);
    line(&body, "service", said->service);
    line(&body, "topic", said->topic);
    tdm_body_put_day(&body, "  on ", said->on);
    line(&body, "what", said->what);
    tdm_buf_text(&body, "  at ");
    tdm_instant_print(&body, said->at);
    tdm_buf_char(&body, '\n');
    for (uint32_t i = 0; i < said->accepted_count; i++) line(&body, "accepted", said->accepted[i]);
    line(&body, "reason", said->reason);
    line(&body, "comment", said->comment);
    line(&body, "from", said->from);
    link.body = tdm_buf_str(&body);
    return tdm_clinic_append_once(mem, clinic, &link, now, taken, problems);
}
