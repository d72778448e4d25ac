/* render.h - the mechanics of documents: text tables and wrapping, HTML, SVG, a date axis. Pure; no domain word.
 * Everything that takes text escapes it; the two raw doors are named ..._trusted_markup and tools/check_words.py lists
 * their callers. */
#ifndef TDM_RENDER_H
#define TDM_RENDER_H

#include "base/base.h"
#include "calendar/calendar.h"

/* ---- plain text */

/* Appends `text` wrapped at `width` columns; the first line begins at the present column `indent`, later ones are indented
 * by `hang`. Words longer than a line stand alone. No line end after the last line. */
void tdm_text_wrap(struct tdm_buf *out, tdm_str text, uint32_t width, uint32_t indent, uint32_t hang);
void tdm_text_pad(struct tdm_buf *out, tdm_str text, uint32_t columns); /* text, then blanks up to columns (at least none) */

struct tdm_text_column { const char *head; uint32_t least, most; bool right; };
struct tdm_text_table {
    struct tdm_arena *mem;
    const struct tdm_text_column *columns;
    uint32_t column_count;
    tdm_str *cells;
    size_t cell_count, room;
};
void tdm_table_init(struct tdm_text_table *table, struct tdm_arena *mem, const struct tdm_text_column *columns, uint32_t count);
void tdm_table_cell(struct tdm_text_table *table, tdm_str text); /* row by row, copied */
/* Widths follow the contents inside least..most; the last column takes what `width` leaves, `least` at the least, and wraps. */
void tdm_table_print(const struct tdm_text_table *table, struct tdm_buf *out, uint32_t width, uint32_t indent);

/* ---- HTML: elements must nest; tags and attribute names are literals of the program, values and texts are escaped */

#define TDM_HTML_DEPTH_MAX 64
struct tdm_html {
    struct tdm_buf *out;
    const char *open[TDM_HTML_DEPTH_MAX];
    uint32_t depth;
    bool in_tag; /* the start tag is still open for attributes */
    bool is_svg; /* <x/> for empty elements */
};
void tdm_html_init(struct tdm_html *h, struct tdm_buf *out, bool is_svg);
void tdm_html_open(struct tdm_html *h, const char *tag);
void tdm_html_attribute(struct tdm_html *h, const char *name, tdm_str value);
void tdm_html_attribute_int(struct tdm_html *h, const char *name, int64_t value);
/* Tenths of a unit, printed with one digit: coordinates are whole tenths, so that output never depends on rounding. */
void tdm_html_attribute_tenths(struct tdm_html *h, const char *name, int64_t tenths);
void tdm_html_text(struct tdm_html *h, tdm_str text);
void tdm_html_close(struct tdm_html *h);                   /* the innermost */
void tdm_html_empty(struct tdm_html *h);                   /* closes an element without content: <br>, <rect/> */
void tdm_html_element(struct tdm_html *h, const char *tag, const char *css_class, tdm_str text); /* class may be null */
void tdm_html_trusted_markup(struct tdm_html *h, tdm_str markup); /* our own style sheets and rendered SVG only */
void tdm_escape(struct tdm_buf *out, tdm_str text);        /* & < > " ' */

/* ---- a date axis: days to tenths of a pixel, ticks that a person reads */

struct tdm_day_axis {
    tdm_date from, until;     /* half-open */
    int64_t left, right;      /* tenths */
};
int64_t tdm_axis_at(const struct tdm_day_axis *axis, tdm_date date); /* clamped to the axis */
struct tdm_tick { tdm_date date; bool major; };
/* Weeks (Mondays) while they fit, else months' firsts; majors are months' firsts. In `mem`, at most `most`. */
uint32_t tdm_axis_ticks(struct tdm_arena *mem, const struct tdm_day_axis *axis, uint32_t most, const struct tdm_tick **out);

#endif
