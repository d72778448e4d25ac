/* read_refuse_pose_test.c - what cannot be drawn is refused in exact words at its place; the nearest name is told. */
#include "figure_ground.h"

static void refused(struct tdm_arena *mem, const char *line, const char *code, uint32_t column, const char *what) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1000);
    tdm_buf_format(&text, "drawing bend\n  view side\n  posture standing\n%s\n", line);
    const char *whole = tdm_arena_str(mem, tdm_buf_str(&text)).at;
    if (drawn(mem, &whole, 1) != NULL || problems.count == 0) {
        check_failed(__FILE__, __LINE__, "not refused: %s", line);
        return;
    }
    const struct tdm_problem *first = &problems.items[0];
    if (strcmp(first->code, code) != 0 || first->place.line != 4 || first->place.column != column ||
        strcmp(first->what, what) != 0)
        check_failed(__FILE__, __LINE__, "%s: %s at %u:%u, %s", line, first->code, first->place.line,
                     first->place.column, first->what);
    CHECK(first->fix[0] != '\0');
}

TEST("angles: each joint at both ends, and one past them [R-G1]") {
    static const struct {
        const char *joint;
        int least, most;
    } rows[] = {{"lean", -180, 180},    {"trunk", -35, 100},        {"neck", -60, 60},
                {"hip", -30, 135},      {"hip-out", -30, 60},       {"knee", -5, 155},
                {"ankle", -75, 35},     {"heel", -30, 75},          {"toes", -60, 75},
                {"shoulder", -60, 185}, {"elbow", -5, 155},         {"forearm", -95, 95},
                {"wrist", -85, 85},     {"blade", -6, 8},           {"shrug", -4, 8},
                {"tilt", -180, 180},    {"shoulder-out", -50, 180}, {"shoulder-turn", -100, 100},
                {"foot-in", -30, 40},   {"hip-turn", -50, 60}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        for (int end = 0; end < 2; end++) {
            struct tdm_buf good, bad, what;
            int angle = end == 0 ? rows[i].least : rows[i].most;
            tdm_buf_init(&good, mem, 400);
            tdm_buf_init(&bad, mem, 400);
            tdm_buf_init(&what, mem, 400);
            tdm_buf_format(&good, "drawing bend\n  view side\n  posture standing\n  end %s %d\n", rows[i].joint, angle);
            const char *text = tdm_arena_str(mem, tdm_buf_str(&good)).at;
            CHECK(drawn(mem, &text, 1) != NULL);
            angle += end == 0 ? -1 : 1;
            tdm_buf_format(&bad, "  end %s %d", rows[i].joint, angle);
            tdm_buf_format(&what, "`%s` cannot stand at `%d`", rows[i].joint, angle);
            refused(mem, tdm_arena_str(mem, tdm_buf_str(&bad)).at, "D010", 8 + (uint32_t)strlen(rows[i].joint),
                    tdm_arena_str(mem, tdm_buf_str(&what)).at);
        }
}

TEST("items of a pose that nobody can set up [R-G1 R-G3]") {
    refused(mem, "  end right knee 20.5", "D010", 18, "`knee` cannot stand at `20.5`");
    refused(mem, "  end right", "D009", 12, "a joint is missing here");
    refused(mem, "  end right hand", "D009", 13, "`hand` is no joint and nothing that can be put somewhere");
    refused(mem, "  end left neck 10", "D007", 12, "`neck` has no side");
    refused(mem, "  end right hand to", "D008", 20, "a place is missing here");
    refused(mem, "  end right hand to 40", "D005", 23, "a number is missing here");
    refused(mem, "  end right hand to 40 100.25", "D006", 24, "`100.25` is outside what can be drawn here");
    refused(mem, "  end right hand to 40 501", "D006", 24, "`501` is outside what can be drawn here");
    refused(mem, "  end right hand to 40 110 bend", "D011", 32, "a direction is missing here");
    refused(mem, "  end right hand to 40 110 20 9", "D004", 31, "`9` is not understood here");
    refused(mem, "  end right hand to 90 100", "D025", 21, "the right hand cannot get there: it is 34 cm too far");
    refused(mem, "  end right foot to 0 82", "D025", 21, "the right foot cannot get there: it is 2 cm too near");
    refused(mem, "  end pelvis 10", "D009", 7, "`pelvis` is no joint and nothing that can be put somewhere");
}

TEST("lines that draw something, in another form [R-G4]") {
    refused(mem, "  block at 0 0", "D012", 3, "a line of `block` is not understood");
    refused(mem, "  block 0 0, size 10 10", "D012", 9, "a line of `block` is not understood");
    refused(mem, "  ball at 0 0, radius 0", "D012", 3, "a line of `ball` is not understood");
    refused(mem, "  rod 0 0, thick 4", "D012", 10, "a line of `rod` is not understood");
    refused(mem, "  rod 0 0 to hand", "D013", 14, "which `hand` is not said");
    refused(mem, "  wheel at 0 0, thick 4", "D012", 17, "a line of `wheel` is not understood");
    refused(mem, "  arrow 0 0", "D012", 12, "a line of `arrow` is not understood");
    refused(mem, "  turns pelvis", "D012", 3, "a line of `turns` is not understood");
    refused(mem, "  pushes head sideways", "D011", 15, "a direction is missing here");
    refused(mem, "  moves head", "D026", 3, "what `moves` names stays where it is");
    refused(mem, "  works head", "D019", 9, "that is no part of the body that can be marked");
    refused(mem, "  close right hand within 4", "D018", 27, "that shows less than a hand");
    refused(mem, "  with", "D020", 7, "the name of a prop is missing here");
}
