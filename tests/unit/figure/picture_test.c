/* picture_test.c - paths on the page: inside it, the same every time, arcs that meet their lines; files that stand over
 * another. */
#include "figure_ground.h"

static uint32_t count_of(struct tdm_picture picture, enum tdm_paint paint) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < picture.count; i++) count += picture.shapes[i].paint == paint;
    return count;
}

static bool same(struct tdm_picture a, struct tdm_picture b) {
    if (a.count != b.count) return false;
    for (uint32_t i = 0; i < a.count; i++) {
        if (a.shapes[i].step_count != b.shapes[i].step_count || a.shapes[i].paint != b.shapes[i].paint) return false;
        for (uint32_t s = 0; s < a.shapes[i].step_count; s++) {
            const struct tdm_path_step *x = &a.shapes[i].steps[s], *y = &b.shapes[i].steps[s];
            if (x->kind != y->kind || x->x != y->x || x->y != y->y || x->cx != y->cx || x->cy != y->cy) return false;
        }
    }
    return true;
}

static bool inside(struct tdm_picture picture) {
    for (uint32_t i = 0; i < picture.count; i++)
        for (uint32_t s = 0; s < picture.shapes[i].step_count; s++) {
            const struct tdm_path_step *step = &picture.shapes[i].steps[s];
            if (step->kind == 'Z') continue;
            if (step->x < 0 || step->x > TDM_PICTURE_WIDTH || step->y < 0 || step->y > TDM_PICTURE_HEIGHT) return false;
        }
    return true;
}

TEST("a drawing lies inside its page from every side, and is the same the second time [R-G4]") {
    for (int turned = -180; turned <= 270; turned += 45)
        for (int raised = 0; raised <= 80; raised += 40) {
            struct tdm_buf text;
            tdm_buf_init(&text, mem, 1000);
            tdm_buf_format(&text,
                           "prop box\n  block at 0 0, size 30 20 60, tilt 20\n  wheel at 0 40, radius 15\n"
                           "drawing bend\n  view from %d raised %d\n  posture standing\n"
                           "  start hip 20, knee 30\n  end hip 80, knee 100, right hand to 30 100 30\n"
                           "  with box at 120 0 90, turned 30\n  holds box at right hand\n  band right hand to 150 30\n"
                           "  moves head\n  pushes right knee up\n  turns pelvis, radius 30\n",
                           turned, raised);
            const struct tdm_drawing *drawing = one(mem, tdm_arena_str(mem, tdm_buf_str(&text)).at);
            REQUIRE(drawing != NULL);
            struct tdm_picture picture = tdm_drawing_picture(mem, drawing);
            CHECK(inside(picture));
            CHECK(same(picture, tdm_drawing_picture(mem, drawing)));
            CHECK(count_of(picture, TDM_PAINT_GHOST) > 10 && count_of(picture, TDM_PAINT_PUSH) == 1);
        }
}

TEST("without `end` there is one body and no shadow of it; what works is painted so [R-G4]") {
    const struct tdm_drawing *drawing =
        one(mem, "drawing bend\n  view side\n  posture standing\n  works right thigh, left foot");
    REQUIRE(drawing != NULL);
    struct tdm_picture picture = tdm_drawing_picture(mem, drawing);
    CHECK_INT(count_of(picture, TDM_PAINT_GHOST), 0);
    CHECK_INT(count_of(picture, TDM_PAINT_WORK), 6); /* a thigh, a foot and its toes, edge and face each */
    CHECK_INT(count_of(picture, TDM_PAINT_MOVE), 0);
}

TEST("only what moves has a shadow [R-G4]") {
    const struct tdm_drawing *drawing =
        one(mem, "drawing bend\n  view side\n  posture standing\n  end right shoulder 90");
    REQUIRE(drawing != NULL);
    struct tdm_picture picture = tdm_drawing_picture(mem, drawing);
    CHECK_INT(count_of(picture, TDM_PAINT_GHOST), 8); /* upper arm, forearm, hand and thumb, edge and face each */
}

TEST("what a moving hand holds is drawn at the start too, as a shadow; what stays is drawn once [R-G4]") {
    static const char *const ends[] = {"  end right shoulder 90\n", "  end left shoulder 90\n"};
    for (size_t i = 0; i < TDM_COUNT(ends); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1000);
        tdm_buf_format(&text,
                       "prop box\n  block at 0 0, size 9 9 9, dark\ndrawing bend\n  view side\n  posture standing\n%s"
                       "  holds box at right hand\n",
                       ends[i]);
        const struct tdm_drawing *drawing = one(mem, tdm_arena_str(mem, tdm_buf_str(&text)).at);
        REQUIRE(drawing != NULL);
        struct tdm_picture picture = tdm_drawing_picture(mem, drawing);
        CHECK_INT(count_of(picture, TDM_PAINT_GHOST), i == 0 ? 9 : 8); /* the arm, and the box */
        CHECK_INT(count_of(picture, TDM_PAINT_DARK), 1);
    }
}

TEST("an arrow that follows a hand ends beside it, one that follows an elbow at the elbow [R-G4]") {
    static const char *const points[] = {"hand", "elbow"};
    int32_t tip[2] = {0, 0}, place[2] = {0, 0};
    for (size_t i = 0; i < TDM_COUNT(points); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1000);
        tdm_buf_format(
            &text,
            "drawing bend\n  view side\n  posture standing\n  start right elbow 0\n  end right elbow 0, shift 60 0\n"
            "  ball at right %s 0 0, radius 1, dark\n  moves right %s\n",
            points[i], points[i]);
        const struct tdm_drawing *drawing = one(mem, tdm_arena_str(mem, tdm_buf_str(&text)).at);
        REQUIRE(drawing != NULL);
        struct tdm_picture picture = tdm_drawing_picture(mem, drawing);
        for (uint32_t s = 0; s < picture.count; s++) {
            const struct tdm_shape *shape = &picture.shapes[s];
            if (shape->paint == TDM_PAINT_DARK) place[i] = (shape->steps[0].x + shape->steps[1].x) / 2;
            if (shape->paint == TDM_PAINT_MOVE && shape->layer == TDM_LAYER_BOTH) tip[i] = shape->steps[0].x;
        }
    }
    CHECK(place[0] - tip[0] > 40);
    CHECK(place[1] - tip[1] < 3 && tip[1] - place[1] < 3);
}

TEST("the outline of a raised arm does not cut it off the chest [R-G4]") {
    static const char *const texts[] = {"drawing bend\n  view front\n  posture standing\n  start right shoulder 170\n",
                                        "drawing bend\n  view front\n  posture standing\n  start right shoulder 60\n"};
    for (size_t i = 0; i < TDM_COUNT(texts); i++) {
        const struct tdm_drawing *drawing = one(mem, texts[i]);
        REQUIRE(drawing != NULL);
        struct tdm_picture picture = tdm_drawing_picture(mem, drawing);
        uint32_t edges = 0, faces = 0;
        for (uint32_t s = 0; s < picture.count; s++) {
            edges += picture.shapes[s].layer == TDM_LAYER_EDGE;
            faces += picture.shapes[s].layer == TDM_LAYER_FACE && picture.shapes[s].paint == TDM_PAINT_BODY;
        }
        CHECK_INT(faces - edges, i == 0 ? 1 : 0); /* one face without an edge: where arm and chest meet */
    }
}

TEST("a close drawing is larger than the whole one [R-G4]") {
    static const char *const texts[] = {
        "drawing bend\n  view side\n  posture standing\n",
        "drawing bend\n  view side\n  posture standing\n  close right hand within 20\n"};
    int32_t wide[2] = {0, 0};
    for (size_t i = 0; i < TDM_COUNT(texts); i++) {
        const struct tdm_drawing *drawing = one(mem, texts[i]);
        REQUIRE(drawing != NULL);
        CHECK(tdm_drawing_is_close(drawing) == (i == 1));
        struct tdm_picture picture = tdm_drawing_picture(mem, drawing);
        for (uint32_t s = 0; s < picture.count; s++)
            for (uint32_t k = 0; k < picture.shapes[s].step_count; k++)
                if (picture.shapes[s].steps[k].kind == 'A' && picture.shapes[s].steps[k].cx > wide[i])
                    wide[i] = picture.shapes[s].steps[k].cx;
    }
    CHECK(wide[1] > 3 * wide[0]);
}

TEST("a drawing and a prop of a later file stand before those of an earlier one; twice in one file is refused [R-G5]") {
    static const char *const texts[] = {
        "prop box\n  block at 0 0, size 10 10\ndrawing bend\n  view side\n  posture standing\n  with box\n",
        "prop box\n  ball at 0 9, radius 9, soft\ndrawing bend\n  view front\n  posture sitting\n  with box\n"};
    const struct tdm_drawings *drawings = drawn(mem, texts, 2);
    REQUIRE(drawings != NULL);
    CHECK_INT(drawings->count, 1);
    struct tdm_picture picture = tdm_drawing_picture(mem, drawings->drawings[0]);
    CHECK_INT(count_of(picture, TDM_PAINT_SOFT), 1);
    CHECK_INT(count_of(picture, TDM_PAINT_PROP), 0);
    static const char twice[] = "prop box\n  ball at 0 9, radius 9\nprop box\n  ball at 0 9, radius 9\n";
    const char *text = twice;
    CHECK(drawn(mem, &text, 1) == NULL);
    CHECK_STR(tdm_str_of(problems.items[0].what), "the prop `box` is declared twice");
}

TEST("a drawing of an exercise that nobody declares is refused in the file that is checked, and passed by in others "
     "[R-G5]") {
    static const char *const texts[] = {"drawing gone\n  view side\n  posture standing\n",
                                        "drawing bend\n  view side\n  posture standing\n"};
    const struct tdm_drawings *drawings = drawn(mem, texts, 2);
    REQUIRE(drawings != NULL);
    CHECK_INT(drawings->count, 1);
    CHECK(tdm_drawing_of(drawings, TDM_STR("gone")) == NULL);
    CHECK(drawn(mem, texts, 1) == NULL);
    CHECK_STR(tdm_str_of(problems.items[0].what), "the catalogue has no exercise `gone`");
}
