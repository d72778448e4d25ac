/* pdf.c - lines into a PDF by pango and cairo. They are opened by name when the first document is wanted: a program
 * that makes none does not wait for them, and one without them says so. */
#include "pdf/pdf.h"

#include <dlfcn.h>

/* ---- the libraries: the functions that are used, as their headers declare them */

typedef struct cairo_surface cairo_surface;
typedef struct cairo_context cairo_context;
typedef struct pango_layout pango_layout;
typedef struct pango_font pango_font;
typedef int (*cairo_write)(void *closure, const unsigned char *data, unsigned length);

enum { SCALE = 1024, WRAP_WORD_OR_CHAR = 2, META_TITLE = 0, META_CREATED = 5, SUCCESS = 0, WRITE_FAILED = 11 };

#define FUNCTIONS(X)                                                                                                   \
    X(cairo_surface *, cairo_pdf_surface_create_for_stream, (cairo_write, void *, double, double))                     \
    X(void, cairo_pdf_surface_set_metadata, (cairo_surface *, int, const char *))                                      \
    X(cairo_context *, cairo_create, (cairo_surface *))                                                                \
    X(void, cairo_destroy, (cairo_context *))                                                                          \
    X(void, cairo_surface_finish, (cairo_surface *))                                                                   \
    X(int, cairo_surface_status, (cairo_surface *))                                                                    \
    X(void, cairo_surface_destroy, (cairo_surface *))                                                                  \
    X(void, cairo_move_to, (cairo_context *, double, double))                                                          \
    X(void, cairo_line_to, (cairo_context *, double, double))                                                          \
    X(void, cairo_set_line_width, (cairo_context *, double))                                                           \
    X(void, cairo_stroke, (cairo_context *))                                                                           \
    X(void, cairo_show_page, (cairo_context *))                                                                        \
    X(void, cairo_tag_begin, (cairo_context *, const char *, const char *))                                            \
    X(void, cairo_tag_end, (cairo_context *, const char *))                                                            \
    X(pango_layout *, pango_cairo_create_layout, (cairo_context *))                                                    \
    X(void, pango_cairo_show_layout, (cairo_context *, pango_layout *))                                                \
    X(void, pango_layout_set_text, (pango_layout *, const char *, int))                                                \
    X(void, pango_layout_set_width, (pango_layout *, int))                                                             \
    X(void, pango_layout_set_wrap, (pango_layout *, int))                                                              \
    X(void, pango_layout_set_font_description, (pango_layout *, const pango_font *))                                   \
    X(void, pango_layout_get_size, (pango_layout *, int *, int *))                                                     \
    X(pango_font *, pango_font_description_from_string, (const char *))                                                \
    X(void, pango_font_description_set_absolute_size, (pango_font *, double))                                          \
    X(void, pango_font_description_free, (pango_font *))                                                               \
    X(void, g_object_unref, (void *))

static struct {
#define X(type, name, arguments) type(*name) arguments;
    FUNCTIONS(X)
#undef X
    bool tried, there;
} lib;

bool tdm_pdf_begin(void) {
    if (lib.tried) return lib.there;
    lib.tried = true;
    void *handle = dlopen("libpangocairo-1.0.so.0", RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) return false;
    lib.there = true;
#define X(type, name, arguments)                                                                                       \
    *(void **)(&lib.name) = dlsym(handle, #name);                                                                      \
    lib.there = lib.there && lib.name != NULL;
    FUNCTIONS(X)
#undef X
    return lib.there;
}

/* ---- lines */

void tdm_pdf_line(struct tdm_buf *lines, enum tdm_pdf_kind kind, const tdm_str *cells, size_t count) {
    tdm_buf_char(lines, (char)kind);
    for (size_t c = 0; c < count; c++) {
        if (c > 0) tdm_buf_char(lines, '\t');
        for (size_t i = 0; i < cells[c].len; i++) {
            unsigned char byte = (unsigned char)cells[c].at[i];
            tdm_buf_char(lines, byte < 0x20 || byte == 0x7f ? ' ' : cells[c].at[i]);
        }
    }
    tdm_buf_char(lines, '\n');
}

static tdm_str next(tdm_str *rest, const char *sign) {
    size_t end = rest->len;
    (void)tdm_str_find(*rest, tdm_str_of(sign), &end);
    tdm_str found = tdm_str_slice(*rest, 0, end);
    *rest = tdm_str_slice(*rest, end + 1, rest->len);
    return found;
}

/* ---- setting: points, A4 */

#define PAGE_WIDE 595.0
#define PAGE_HIGH 842.0
#define MARGIN    42.0
#define LARGEST   10.0
#define SMALLEST  6.5 /* below it a second sheet is begun: nobody reads less */
enum { CELLS_MAX = 8 };

struct sheet {
    cairo_context *cairo;
    pango_layout *layout;
    pango_font *plain, *bold;
    double size, y;    /* of the letters; where the next line begins */
    bool draw;         /* else it is only measured */
    const char *group; /* of lines that belong together: a list, a table; null: none is open */
};

/* ---- what each piece is, for who has it read aloud: headings, lists, tables with their heads */

static void begin(const struct sheet *s, const char *tag) {
    if (s->draw && tag != NULL) lib.cairo_tag_begin(s->cairo, tag, NULL);
}

static void end(const struct sheet *s, const char *tag) {
    if (s->draw && tag != NULL) lib.cairo_tag_end(s->cairo, tag);
}

static const char *group_of(char kind) {
    if (kind == TDM_PDF_POINT) return "L";
    return kind == TDM_PDF_ROW || kind == TDM_PDF_ROW_HEAD ? "Table" : NULL;
}

/* A head begins a table of its own; a group ends with its sheet. */
static void regroup(struct sheet *s, const char *group, bool anew) {
    if (!s->draw || (s->group == group && !anew)) return;
    end(s, s->group);
    begin(s, group);
    s->group = group;
}

static const char *tag_of(char kind) {
    switch (kind) {
    case TDM_PDF_TITLE:
        return "H1";
    case TDM_PDF_HEAD:
        return "H2";
    case TDM_PDF_POINT:
        return "LI";
    case TDM_PDF_ROW:
    case TDM_PDF_ROW_HEAD:
        return "TR";
    default:
        return "P";
    }
}

static void use(const struct sheet *s, const pango_font *font, double wide, tdm_str text) {
    lib.pango_layout_set_font_description(s->layout, font);
    lib.pango_layout_set_width(s->layout, (int)(wide * SCALE));
    lib.pango_layout_set_text(s->layout, text.len == 0 ? "" : text.at, (int)text.len);
}

/* Puts a text there and gives its height. */
static double put(const struct sheet *s, const pango_font *font, const double at[2], tdm_str text) {
    int wide, high;
    use(s, font, at[1], text);
    lib.pango_layout_get_size(s->layout, &wide, &high);
    if (!s->draw) return (double)high / SCALE;
    lib.cairo_move_to(s->cairo, at[0], s->y);
    lib.pango_cairo_show_layout(s->cairo, s->layout);
    return (double)high / SCALE;
}

static void set_size(const struct sheet *s, double size) {
    lib.pango_font_description_set_absolute_size(s->plain, size * SCALE);
    lib.pango_font_description_set_absolute_size(s->bold, size * SCALE);
}

/* The first cell has a third of the line, the others share the rest. */
static double row(const struct sheet *s, tdm_str text, bool head) {
    tdm_str cells[CELLS_MAX];
    size_t count = 1;
    double all = PAGE_WIDE - 2 * MARGIN, high = 0;
    for (size_t i = 0; i < text.len && count < CELLS_MAX; i++) count += text.at[i] == '\t'; /* empty ones count too */
    for (size_t c = 0; c < count; c++) cells[c] = next(&text, "\t");
    double first = count > 1 ? all / 3 : all, rest = count > 1 ? (all - first) / (double)(count - 1) : 0;
    for (size_t c = 0; c < count; c++) {
        double x = c == 0 ? MARGIN : MARGIN + first + rest * (double)(c - 1);
        double wide = (c == 0 ? first : rest) - 6;
        const char *tag = head || c == 0 ? "TH" : "TD";
        begin(s, tag);
        double one = put(s, head || c == 0 ? s->bold : s->plain, (double[]){x, wide}, cells[c]);
        end(s, tag);
        if (one > high) high = one;
    }
    if (head && s->draw) {
        lib.cairo_set_line_width(s->cairo, 0.6);
        lib.cairo_move_to(s->cairo, MARGIN, s->y + high + 1);
        lib.cairo_line_to(s->cairo, PAGE_WIDE - MARGIN, s->y + high + 1);
        lib.cairo_stroke(s->cairo);
    }
    return high + (head ? 3 : 1);
}

static double line(const struct sheet *s, char kind, tdm_str text) {
    double all = PAGE_WIDE - 2 * MARGIN;
    double high;
    switch (kind) {
    case TDM_PDF_TITLE:
        set_size(s, s->size * 1.7);
        high = put(s, s->bold, (double[]){MARGIN, all}, text) + s->size * 0.3;
        break;
    case TDM_PDF_HEAD:
        set_size(s, s->size * 1.2);
        high = put(s, s->bold, (double[]){MARGIN, all}, text) + 2;
        break;
    case TDM_PDF_SMALL:
        set_size(s, s->size * 0.9);
        high = put(s, s->plain, (double[]){MARGIN, all}, text) + 1;
        break;
    case TDM_PDF_POINT:
        set_size(s, s->size);
        begin(s, "Lbl");
        (void)put(s, s->plain, (double[]){MARGIN + 2, 12}, TDM_STR("\xE2\x80\xA2"));
        end(s, "Lbl");
        begin(s, "LBody");
        high = put(s, s->plain, (double[]){MARGIN + 14, all - 14}, text) + 1;
        end(s, "LBody");
        break;
    case TDM_PDF_ROW:
    case TDM_PDF_ROW_HEAD:
        set_size(s, s->size);
        high = row(s, text, kind == TDM_PDF_ROW_HEAD);
        break;
    default:
        set_size(s, s->size);
        high = put(s, s->plain, (double[]){MARGIN, all}, text) + 1;
    }
    return high;
}

/* All lines; a new sheet where one is full. Gives the height that it took, as if there were one sheet. */
static double all_lines(struct sheet *s, tdm_str lines) {
    double high = 0;
    s->y = MARGIN;
    while (lines.len > 0) {
        tdm_str text = next(&lines, "\n");
        if (text.len == 0) continue;
        char kind = text.at[0];
        double before = kind == TDM_PDF_HEAD ? s->size * 0.7 : 0, one;
        bool draws = s->draw;
        text = tdm_str_slice(text, 1, text.len);
        s->y += before;
        s->draw = false;
        one = line(s, kind, text);
        s->draw = draws;
        if (draws && s->y + one > PAGE_HIGH - MARGIN) {
            regroup(s, NULL, false);
            lib.cairo_show_page(s->cairo);
            s->y = MARGIN;
        }
        regroup(s, group_of(kind), kind == TDM_PDF_ROW_HEAD);
        begin(s, tag_of(kind));
        if (draws) (void)line(s, kind, text);
        end(s, tag_of(kind));
        s->y += one;
        high += one + before;
    }
    regroup(s, NULL, false);
    return high;
}

static int take(void *closure, const unsigned char *data, unsigned length) {
    struct tdm_buf *out = closure;
    tdm_buf_add(out, (tdm_str){(const char *)data, length});
    return out->failed ? WRITE_FAILED : SUCCESS;
}

/* The title of the document, with an end, for the file's own list of what it is. */
static void describe(cairo_surface *surface, tdm_str lines, tdm_str day) {
    char title[200], made[40];
    tdm_str first = next(&lines, "\n");
    size_t len = first.len > 0 && first.at[0] == TDM_PDF_TITLE ? first.len - 1 : 0;
    if (len >= sizeof title) len = sizeof title - 1;
    while (len > 0 && len + 1 < first.len && ((unsigned char)first.at[len + 1] & 0xC0) == 0x80)
        len--; /* whole letters */
    for (size_t i = 0; i < len; i++) title[i] = first.at[i + 1];
    title[len] = '\0';
    (void)snprintf(made, sizeof made, "%.10sT00:00:00Z", day.len == 10 ? day.at : "2000-01-01");
    lib.cairo_pdf_surface_set_metadata(surface, META_TITLE, title);
    lib.cairo_pdf_surface_set_metadata(surface, META_CREATED, made);
}

bool tdm_pdf_make(tdm_str lines, tdm_str day, struct tdm_buf *out) {
    struct sheet s = {.size = LARGEST};
    if (!tdm_pdf_begin()) return false;
    cairo_surface *surface = lib.cairo_pdf_surface_create_for_stream(take, out, PAGE_WIDE, PAGE_HIGH);
    describe(surface, lines, day);
    s.cairo = lib.cairo_create(surface);
    s.layout = lib.pango_cairo_create_layout(s.cairo);
    s.plain = lib.pango_font_description_from_string("DejaVu Sans, sans-serif");
    s.bold = lib.pango_font_description_from_string("DejaVu Sans, sans-serif Bold");
    lib.pango_layout_set_wrap(s.layout, WRAP_WORD_OR_CHAR);
    while (s.size > SMALLEST && all_lines(&s, lines) > PAGE_HIGH - 2 * MARGIN) s.size -= 0.5;
    s.draw = true;
    begin(&s, "Document");
    (void)all_lines(&s, lines);
    end(&s, "Document");
    lib.cairo_show_page(s.cairo);
    lib.pango_font_description_free(s.plain);
    lib.pango_font_description_free(s.bold);
    lib.g_object_unref(s.layout);
    lib.cairo_destroy(s.cairo);
    lib.cairo_surface_finish(surface);
    bool good = lib.cairo_surface_status(surface) == SUCCESS && !out->failed;
    lib.cairo_surface_destroy(surface);
    return good;
}
