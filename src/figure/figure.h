/* figure.h - line drawings of exercises: a pose described in the notation -> a body of jointed segments -> shapes on a
 * page. Pure; whole numbers only. Knows no exercise by name: props and poses are data. Codes D001... */
#ifndef TDM_FIGURE_H
#define TDM_FIGURE_H

#include "catalog/catalog.h"

struct tdm_drawing;
struct tdm_drawings {
    const struct tdm_drawing *const *drawings; /* in the order declared */
    uint32_t count;
};

/* Reads all drawing files together (a prop of one may stand in another, a drawing of a later one replaces an earlier one).
 * Each pose is set up once: what no body can do is refused here. False when any error was found. A drawing whose exercise
 * the catalogue has not is refused in the file `checked` (null: none) and passed by in the others: a clinic may have
 * replaced the file that declared it. */
struct tdm_drawing_files {
    const struct tdm_tree *const *trees;
    uint32_t count;
    const struct tdm_tree *checked;
};
bool tdm_drawings_read(struct tdm_arena *mem, const struct tdm_drawing_files *files, const struct tdm_catalog *catalog,
                       const struct tdm_drawings **out, struct tdm_problems *problems) TDM_CHECKED;
bool tdm_is_drawings(const struct tdm_tree *tree); /* by its first word */
const struct tdm_drawing *tdm_drawing_of(const struct tdm_drawings *drawings, tdm_str exercise); /* or null */
tdm_str tdm_drawing_exercise(const struct tdm_drawing *drawing);
bool tdm_drawing_is_close(const struct tdm_drawing *drawing); /* shows a part only: what lies outside its page is cut off */

/* ---- where the points of the body are: for tests and for whoever places something */

/* In tenths of a millimetre: x forward, y up from the floor, z to the right of the figure as it stands. */
struct tdm_spot { int64_t x, y, z; };
/* `name` as in the notation: "right knee", "head". At the end of the movement, or at its start. */
bool tdm_drawing_point(struct tdm_arena *mem, const struct tdm_drawing *drawing, bool at_end, tdm_str name,
                       struct tdm_spot *out) TDM_CHECKED;

/* ---- the page: closed or open paths, drawn one over the other, in tenths of a unit of the view box */

#define TDM_PICTURE_WIDTH  3200
#define TDM_PICTURE_HEIGHT 2400

enum tdm_paint {
    TDM_PAINT_FLOOR,
    TDM_PAINT_PROP,  /* a hard thing, light */
    TDM_PAINT_DARK,  /* a hard thing, dark: weights */
    TDM_PAINT_SOFT,  /* mat, cushion, towel, ball */
    TDM_PAINT_CORD,  /* cable, string, rope: a line */
    TDM_PAINT_BAND,  /* rubber */
    TDM_PAINT_WATER,
    TDM_PAINT_GHOST, /* the body at the start */
    TDM_PAINT_BODY,
    TDM_PAINT_FAR,   /* its limb on the other side */
    TDM_PAINT_WORK,  /* what works */
    TDM_PAINT_HAIR,
    TDM_PAINT_MOVE,  /* the arrow of a movement */
    TDM_PAINT_PUSH,  /* the arrow of a force */
    TDM_PAINT_COUNT
};
enum tdm_layer {
    TDM_LAYER_EDGE, /* the outline that several pieces of a limb share, drawn before their faces */
    TDM_LAYER_FACE, /* the face alone */
    TDM_LAYER_BOTH,
    TDM_LAYER_LINE  /* an open line */
};
struct tdm_path_step {
    char kind;      /* M, L, Q, A, Z as in SVG */
    bool large;     /* of an arc, which always runs clockwise on the page */
    int32_t x, y;
    int32_t cx, cy; /* the control point of Q; cx the radius of A */
};
struct tdm_shape {
    enum tdm_paint paint;
    enum tdm_layer layer;
    const struct tdm_path_step *steps;
    uint32_t step_count;
};
struct tdm_picture {
    const struct tdm_shape *shapes;
    uint32_t count;
};
struct tdm_picture tdm_drawing_picture(struct tdm_arena *mem, const struct tdm_drawing *drawing);

#endif
