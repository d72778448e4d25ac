/* act_lines.c - the bodies of acts that are no entries of a chart: a line that names, then lines of two blanks.
 * docs/ledger.md, sections 8 to 13. */
#include "ledger/episode.h"

#include <string.h>

bool tdm_body_line(tdm_str *body, const char *begin, tdm_str *rest) {
    size_t end;
    if (!tdm_str_starts_with(*body, tdm_str_of(begin)) || !tdm_str_find(*body, TDM_STR("\n"), &end)) return false;
    *rest = tdm_str_slice(*body, strlen(begin), end);
    *body = tdm_str_slice(*body, end + 1, body->len);
    return true;
}

bool tdm_body_day(tdm_str *body, const char *begin, tdm_date *out) {
    tdm_str day;
    *out = TDM_DATE_NONE;
    return !tdm_body_line(body, begin, &day) || tdm_date_parse(day, out);
}

void tdm_body_put_day(struct tdm_buf *out, const char *begin, tdm_date day) {
    if (tdm_date_is_none(day)) return;
    tdm_buf_text(out, begin);
    tdm_date_print(out, day);
    tdm_buf_char(out, '\n');
}

bool tdm_body_is_line(tdm_str text) {
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] < 0x20 || text.at[i] == 0x7f) return false;
    return text.len > 0 && text.len <= 2000;
}

bool tdm_belongs_read(const struct tdm_chained *link, tdm_str *episode) {
    tdm_str body = link->body;
    return tdm_str_is(link->kind, "belongs") && tdm_body_line(&body, "belongs ", episode);
}
