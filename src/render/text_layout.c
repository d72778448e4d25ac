/* text_layout.c - wrapping, padding and tables for a terminal or a plain sheet. Columns are code points. */
#include "render/render.h"

static tdm_str next_word(tdm_str text, size_t *at) {
    while (*at < text.len && (text.at[*at] == ' ' || text.at[*at] == '\n')) (*at)++;
    size_t from = *at;
    while (*at < text.len && text.at[*at] != ' ' && text.at[*at] != '\n') (*at)++;
    return tdm_str_slice(text, from, *at);
}

void tdm_text_wrap(struct tdm_buf *out, tdm_str text, uint32_t width, uint32_t indent, uint32_t hang) {
    size_t column = indent, at = 0;
    bool first_on_line = true;
    for (tdm_str word = next_word(text, &at); word.len > 0; word = next_word(text, &at)) {
        size_t length = tdm_utf8_length(word);
        if (!first_on_line && column + 1 + length > width) {
            tdm_buf_char(out, '\n');
            tdm_buf_repeat(out, ' ', hang);
            column = hang;
            first_on_line = true;
        }
        if (!first_on_line) {
            tdm_buf_char(out, ' ');
            column++;
        }
        tdm_buf_add(out, word);
        column += length;
        first_on_line = false;
    }
}

void tdm_text_pad(struct tdm_buf *out, tdm_str text, uint32_t columns) {
    size_t length = tdm_utf8_length(text);
    tdm_buf_add(out, text);
    if (length < columns) tdm_buf_repeat(out, ' ', columns - length);
}

void tdm_table_init(struct tdm_text_table *table, struct tdm_arena *mem, const struct tdm_text_column *columns,
                    uint32_t count) {
    TDM_ASSERT(count > 0);
    *table = (struct tdm_text_table){.mem = mem, .columns = columns, .column_count = count};
}

void tdm_table_cell(struct tdm_text_table *table, tdm_str text) {
    TDM_GROW(table->mem, table->cells, table->cell_count, table->room);
    table->cells[table->cell_count++] = tdm_arena_str(table->mem, text);
}

static void measure(const struct tdm_text_table *table, uint32_t *widths) {
    for (uint32_t c = 0; c < table->column_count; c++) {
        size_t widest = table->columns[c].head == NULL ? 0 : tdm_utf8_length(tdm_str_of(table->columns[c].head));
        for (size_t i = c; i < table->cell_count; i += table->column_count) {
            size_t length = tdm_utf8_length(table->cells[i]);
            if (length > widest) widest = length;
        }
        if (widest < table->columns[c].least) widest = table->columns[c].least;
        if (table->columns[c].most > 0 && widest > table->columns[c].most) widest = table->columns[c].most;
        widths[c] = (uint32_t)widest;
    }
}

static void print_row(const struct tdm_text_table *table, struct tdm_buf *out, const tdm_str *cells,
                      const uint32_t *widths, uint32_t width, uint32_t indent) {
    uint32_t column = indent;
    tdm_buf_repeat(out, ' ', indent);
    for (uint32_t c = 0; c < table->column_count; c++) {
        bool last = c + 1 == table->column_count;
        if (last) {
            uint32_t least = column + table->columns[c].least; /* narrower it would be torn, and cannot be read */
            tdm_text_wrap(out, cells[c], width < least ? least : width, column, column);
            break;
        }
        size_t length = tdm_utf8_length(cells[c]);
        if (table->columns[c].right && length < widths[c]) tdm_buf_repeat(out, ' ', widths[c] - length);
        if (table->columns[c].right)
            tdm_buf_add(out, cells[c]);
        else
            tdm_text_pad(out, cells[c], widths[c]);
        tdm_buf_text(out, "  ");
        column += widths[c] + 2;
        if (length > widths[c]) { /* too wide for its column: the rest of the row goes on below */
            tdm_buf_char(out, '\n');
            tdm_buf_repeat(out, ' ', column);
        }
    }
    while (out->len > 0 && out->at[out->len - 1] == ' ') out->len--;
    tdm_buf_char(out, '\n');
}

void tdm_table_print(const struct tdm_text_table *table, struct tdm_buf *out, uint32_t width, uint32_t indent) {
    TDM_ASSERT(table->cell_count % table->column_count == 0);
    uint32_t *widths = TDM_NEW_ARRAY(table->mem, uint32_t, table->column_count);
    measure(table, widths);
    if (table->columns[0].head != NULL) {
        tdm_str *heads = TDM_NEW_ARRAY(table->mem, tdm_str, table->column_count);
        for (uint32_t c = 0; c < table->column_count; c++) heads[c] = tdm_str_of(table->columns[c].head);
        print_row(table, out, heads, widths, width, indent);
    }
    for (size_t i = 0; i < table->cell_count; i += table->column_count)
        print_row(table, out, &table->cells[i], widths, width, indent);
}
