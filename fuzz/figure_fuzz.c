/* figure_fuzz.c - any bytes as drawings over the shipped catalogue: refused with problems, or drawn, in the same shapes
 * after formatting, each of them on the page unless it is a close one. */
#include "figure/figure.h"
#include "fuzz.h"
#include "shipped.h"

static void inside(struct tdm_picture picture) {
    for (uint32_t i = 0; i < picture.count; i++)
        for (uint32_t s = 0; s < picture.shapes[i].step_count; s++) {
            const struct tdm_path_step *step = &picture.shapes[i].steps[s];
            if (step->kind == 'Z') continue;
            TDM_ASSERT(step->x >= 0 && step->x <= TDM_PICTURE_WIDTH && step->y >= 0 && step->y <= TDM_PICTURE_HEIGHT);
        }
}

static bool read(struct tdm_arena *mem, tdm_str input, const struct tdm_catalog *catalog, const struct tdm_tree **tree,
                 const struct tdm_drawings **out) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    tdm_problems_init(problems);
    if (!tdm_notation_read(mem, TDM_STR("fuzz"), input, tree, problems)) return false;
    struct tdm_drawing_files files = {tree, 1, *tree};
    bool good = tdm_drawings_read(mem, &files, catalog, out, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    return good;
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    static const struct tdm_catalog *catalog;
    static struct tdm_arena *kept;
    const struct tdm_tree *tree = NULL;
    const struct tdm_drawings *drawings = NULL, *again = NULL;
    if (catalog == NULL) {
        kept = tdm_arena_open((size_t)256 << 20);
        catalog = shipped_catalog(kept);
    }
    if (!read(mem, input, catalog, &tree, &drawings)) return;
    struct tdm_buf text;
    tdm_buf_init(&text, mem, (size_t)64 << 20);
    tdm_notation_print(&text, tree);
    TDM_ASSERT(read(mem, tdm_buf_str(&text), catalog, &tree, &again));
    TDM_ASSERT(drawings->count == again->count);
    for (uint32_t i = 0; i < drawings->count && i < 8; i++) {
        struct tdm_picture picture = tdm_drawing_picture(mem, drawings->drawings[i]);
        TDM_ASSERT(picture.count == tdm_drawing_picture(mem, again->drawings[i]).count);
        if (!tdm_drawing_is_close(drawings->drawings[i])) inside(picture);
    }
}
