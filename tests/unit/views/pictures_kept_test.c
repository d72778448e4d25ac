/* pictures_kept_test.c - pictures that are kept from one page to the next: the same bytes, each computed once. */
#include "../figure/figure_ground.h"
#include "views/views.h"

static tdm_str shown(struct tdm_arena *mem, const struct tdm_drawing *drawing, struct tdm_pictures *pictures) {
    struct tdm_buf *out = TDM_NEW(mem, struct tdm_buf);
    tdm_buf_init(out, mem, (size_t)1 << 20);
    struct tdm_view view = {.mem = mem, .out = out, .pictures = pictures};
    tdm_view_drawing_svg(&view, ground(mem), drawing);
    return tdm_buf_str(out);
}

TEST("a picture that is kept is the one that would be computed, and is computed once [F039]") {
    const char *text = "drawing bend\n  view side\n  posture standing\n  end right hip 90, right knee 90\n"
                       "drawing reach\n  view front\n  posture standing\n  end shoulder 90";
    const struct tdm_drawings *drawings = drawn(mem, &text, 1);
    struct tdm_pictures kept = {.mem = mem};
    REQUIRE(drawings != NULL);
    const struct tdm_drawing *bend = tdm_drawing_of(drawings, TDM_STR("bend")),
                             *reach = tdm_drawing_of(drawings, TDM_STR("reach"));
    tdm_str first = shown(mem, bend, &kept), other = shown(mem, reach, &kept);
    CHECK_INT(kept.count, 2);
    const struct tdm_shape *shapes = kept.pictures[0].shapes;
    CHECK(tdm_str_equal(shown(mem, bend, &kept), first));
    CHECK_INT(kept.count, 2);
    CHECK(kept.pictures[0].shapes == shapes);
    CHECK(tdm_str_equal(shown(mem, bend, NULL), first));
    CHECK(tdm_str_equal(shown(mem, reach, NULL), other));
    CHECK(!tdm_str_equal(first, other));
}

TEST("where no more can be kept a picture is computed where it is shown [F039]") {
    const char *text = "drawing bend\n  view side\n  posture standing\n  end right hip 90, right knee 90";
    const struct tdm_drawing *bend = one(mem, text);
    struct tdm_pictures kept = {.mem = mem, .count = TDM_PICTURES_MAX};
    REQUIRE(bend != NULL);
    CHECK(tdm_str_equal(shown(mem, bend, &kept), shown(mem, bend, NULL)));
    CHECK_INT(kept.count, TDM_PICTURES_MAX);
}
