/* table_write.c - rows of a CSV file (RFC 4180): quotes only where a cell needs them, so the same cells are the same
 * bytes. */
#include "exchange/table.h"

static bool needs_quotes(tdm_str text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';' || c == '\t') return true;
    }
    return text.len > 0 && (text.at[0] == ' ' || text.at[text.len - 1] == ' ');
}

void tdm_put_cell(struct tdm_table_writer *w, tdm_str text) {
    if (w->begun) tdm_buf_char(w->out, ',');
    w->begun = true;
    if (!needs_quotes(text)) {
        tdm_buf_add(w->out, text);
        return;
    }
    tdm_buf_char(w->out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"') tdm_buf_char(w->out, '"');
        tdm_buf_char(w->out, text.at[i]);
    }
    tdm_buf_char(w->out, '"');
}

void tdm_put_word(struct tdm_table_writer *w, const char *word) {
    tdm_put_cell(w, tdm_str_of(word));
}

void tdm_put_int(struct tdm_table_writer *w, int64_t number) {
    if (w->begun) tdm_buf_char(w->out, ',');
    w->begun = true;
    tdm_buf_int(w->out, number);
}

void tdm_put_decimal(struct tdm_table_writer *w, tdm_decimal number) {
    if (w->begun) tdm_buf_char(w->out, ',');
    w->begun = true;
    tdm_decimal_print(w->out, number);
}

void tdm_put_row_end(struct tdm_table_writer *w) {
    tdm_buf_text(w->out, "\r\n");
    w->begun = false;
}
