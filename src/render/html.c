/* html.c - a writer of nested elements that escapes by default; the same writer for HTML and SVG. */
#include "render/render.h"

#include "base/canary.h"

void tdm_escape(struct tdm_buf *out, tdm_str text) {
    size_t from = 0;
    if (tdm_canary("escaping")) {
        tdm_buf_add(out, text);
        return;
    }
    for (size_t i = 0; i < text.len; i++) {
        const char *entity = NULL;
        switch (text.at[i]) {
        case '&':
            entity = "&amp;";
            break;
        case '<':
            entity = "&lt;";
            break;
        case '>':
            entity = "&gt;";
            break;
        case '"':
            entity = "&quot;";
            break;
        case '\'':
            entity = "&#39;";
            break;
        default:
            continue;
        }
        tdm_buf_add(out, tdm_str_slice(text, from, i));
        tdm_buf_text(out, entity);
        from = i + 1;
    }
    tdm_buf_add(out, tdm_str_slice(text, from, text.len));
}

void tdm_html_init(struct tdm_html *h, struct tdm_buf *out, bool is_svg) {
    *h = (struct tdm_html){.out = out, .is_svg = is_svg};
}

static void end_start_tag(struct tdm_html *h) {
    if (h->in_tag) tdm_buf_char(h->out, '>');
    h->in_tag = false;
}

void tdm_html_open(struct tdm_html *h, const char *tag) {
    TDM_ASSERT(h->depth < TDM_HTML_DEPTH_MAX);
    end_start_tag(h);
    tdm_buf_format(h->out, "<%s", tag);
    h->open[h->depth++] = tag;
    h->in_tag = true;
}

void tdm_html_attribute(struct tdm_html *h, const char *name, tdm_str value) {
    TDM_ASSERT(h->in_tag);
    tdm_buf_format(h->out, " %s=\"", name);
    tdm_escape(h->out, value);
    tdm_buf_char(h->out, '"');
}

void tdm_html_attribute_int(struct tdm_html *h, const char *name, int64_t value) {
    TDM_ASSERT(h->in_tag);
    tdm_buf_format(h->out, " %s=\"%lld\"", name, (long long)value);
}

void tdm_html_attribute_tenths(struct tdm_html *h, const char *name, int64_t tenths) {
    TDM_ASSERT(h->in_tag);
    int64_t magnitude = tenths < 0 ? -tenths : tenths;
    tdm_buf_format(h->out, " %s=\"%s%lld", name, tenths < 0 ? "-" : "", (long long)(magnitude / 10));
    if (magnitude % 10 != 0) tdm_buf_format(h->out, ".%lld", (long long)(magnitude % 10));
    tdm_buf_char(h->out, '"');
}

void tdm_html_text(struct tdm_html *h, tdm_str text) {
    end_start_tag(h);
    tdm_escape(h->out, text);
}

void tdm_html_close(struct tdm_html *h) {
    TDM_ASSERT(h->depth > 0);
    end_start_tag(h);
    tdm_buf_format(h->out, "</%s>", h->open[--h->depth]);
}

void tdm_html_empty(struct tdm_html *h) {
    TDM_ASSERT(h->depth > 0 && h->in_tag);
    tdm_buf_text(h->out, h->is_svg ? "/>" : ">");
    h->in_tag = false;
    h->depth--;
}

void tdm_html_element(struct tdm_html *h, const char *tag, const char *css_class, tdm_str text) {
    tdm_html_open(h, tag);
    if (css_class != NULL) tdm_html_attribute(h, "class", tdm_str_of(css_class));
    tdm_html_text(h, text);
    tdm_html_close(h);
}

void tdm_html_trusted_markup(struct tdm_html *h, tdm_str markup) {
    end_start_tag(h);
    tdm_buf_add(h->out, markup);
}
