/* drawing_svg.c - the drawing of an exercise as SVG: a file of its own, or a part of a page that has its style sheet.
 */
#include "views/drawing_css.h"
#include "views/view_int.h"

static const char *const paints[TDM_PAINT_COUNT] = {
    [TDM_PAINT_FLOOR] = "floor", [TDM_PAINT_PROP] = "prop", [TDM_PAINT_DARK] = "dark",   [TDM_PAINT_SOFT] = "soft",
    [TDM_PAINT_CORD] = "cord",   [TDM_PAINT_BAND] = "band", [TDM_PAINT_WATER] = "water", [TDM_PAINT_GHOST] = "ghost",
    [TDM_PAINT_BODY] = "body",   [TDM_PAINT_FAR] = "far",   [TDM_PAINT_WORK] = "work",   [TDM_PAINT_HAIR] = "hair",
    [TDM_PAINT_MOVE] = "move",   [TDM_PAINT_PUSH] = "push"};
static const char *const layers[] = {
    [TDM_LAYER_EDGE] = " edge", [TDM_LAYER_FACE] = " face", [TDM_LAYER_BOTH] = "", [TDM_LAYER_LINE] = " line"};

static void tenths(struct tdm_buf *out, int32_t number) {
    int32_t size = number < 0 ? -number : number;
    tdm_buf_format(out, "%s%d", number < 0 ? "-" : "", size / 10);
    if (size % 10 != 0) tdm_buf_format(out, ".%d", size % 10);
}

static void pair(struct tdm_buf *out, int32_t x, int32_t y) {
    tenths(out, x);
    tdm_buf_char(out, ' ');
    tenths(out, y);
}

static tdm_str path_of(const struct tdm_view *view, const struct tdm_shape *shape) {
    struct tdm_buf path;
    tdm_buf_init(&path, view->mem, 1u << 16);
    for (uint32_t i = 0; i < shape->step_count; i++) {
        const struct tdm_path_step *step = &shape->steps[i];
        tdm_buf_char(&path, step->kind);
        if (step->kind == 'Z') continue;
        if (step->kind == 'Q') {
            pair(&path, step->cx, step->cy);
            tdm_buf_char(&path, ' ');
        } else if (step->kind == 'A') {
            pair(&path, step->cx, step->cx);
            tdm_buf_format(&path, " 0 %d 1 ", step->large ? 1 : 0);
        }
        pair(&path, step->x, step->y);
    }
    return tdm_buf_str(&path);
}

static void put(struct tdm_html *h, tdm_str css_class, tdm_str path) {
    tdm_html_open(h, "path");
    tdm_html_attribute(h, "class", css_class);
    tdm_html_attribute(h, "d", path);
    tdm_html_empty(h);
}

/* A picture is the same whenever it is computed: whoever shows many pages keeps it. */
static struct tdm_picture picture_of(const struct tdm_view *view, const struct tdm_drawing *drawing) {
    struct tdm_pictures *kept = view->pictures;
    if (kept == NULL) return tdm_drawing_picture(view->mem, drawing);
    for (uint32_t i = 0; i < kept->count; i++)
        if (kept->drawings[i] == drawing) return kept->pictures[i];
    if (kept->count == TDM_PICTURES_MAX) return tdm_drawing_picture(view->mem, drawing);
    struct tdm_picture picture = tdm_drawing_picture(kept->mem, drawing);
    kept->drawings[kept->count] = drawing;
    kept->pictures[kept->count++] = picture;
    return picture;
}

void view_drawing(struct tdm_html *h, const struct tdm_view *view, const struct tdm_drawing *drawing, tdm_str title,
                  tdm_str description) {
    struct tdm_picture picture = picture_of(view, drawing);
    bool was_svg = h->is_svg;
    tdm_html_open(h, "svg");
    h->is_svg = true;
    tdm_html_attribute(h, "xmlns", TDM_STR("http://www.w3.org/2000/svg"));
    tdm_html_attribute(h, "viewBox", view_format(view, "0 0 %d %d", TDM_PICTURE_WIDTH / 10, TDM_PICTURE_HEIGHT / 10));
    tdm_html_attribute(h, "class", TDM_STR("drawing"));
    tdm_html_attribute(h, "role", TDM_STR("img"));
    tdm_html_element(h, "title", NULL, title);
    tdm_html_element(h, "desc", NULL, description);
    if (was_svg) {
        tdm_html_open(h, "style");
        tdm_html_trusted_markup(h, tdm_str_of(drawing_css));
        tdm_html_close(h);
    }
    for (uint32_t i = 0; i < picture.count; i++) {
        const struct tdm_shape *shape = &picture.shapes[i];
        tdm_str path = path_of(view, shape);
        if (shape->paint == TDM_PAINT_MOVE && shape->layer == TDM_LAYER_LINE) put(h, TDM_STR("halo"), path);
        put(h, view_format(view, "%s%s", paints[shape->paint], layers[shape->layer]), path);
    }
    tdm_html_close(h);
    h->is_svg = was_svg;
}

void tdm_view_drawing_svg(const struct tdm_view *view, const struct tdm_catalog *catalog,
                          const struct tdm_drawing *drawing) {
    struct tdm_html h;
    tdm_ref ref = tdm_catalog_find(catalog, TDM_KIND_EXERCISE, tdm_drawing_exercise(drawing));
    TDM_ASSERT(ref != TDM_REF_NONE); /* the reader of drawings refuses what the catalogue has not */
    const struct tdm_exercise *exercise = tdm_catalog_exercise(catalog, ref);
    tdm_html_init(&h, view->out, true);
    view_drawing(&h, view, drawing, tdm_catalog_label(catalog, TDM_KIND_EXERCISE, ref), exercise->instruction);
    tdm_buf_char(view->out, '\n');
}
