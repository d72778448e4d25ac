/* reach_test.c - which days a protocol can bring about: bounds of points, and what can be in force on one day. */
#include "../protocol/protocol_ground.h"
#include "proof/reach.h"

static bool reached(struct tdm_arena *mem, tdm_str text, enum reach_windows windows, struct reach *r) {
    const struct tdm_protocol *protocol = protocol_of(mem, text, NULL);
    if (protocol == NULL) {
        check_failed(__FILE__, __LINE__, "refused: %s %s", problems.items[0].code, problems.items[0].what);
        return false;
    }
    reach_make(r, mem, protocol, windows);
    return r->possible;
}

static tdm_str days_said(struct tdm_arena *mem, const struct reach *r, uint32_t point) {
    struct tdm_buf out;
    int32_t day;
    tdm_buf_init(&out, mem, 100);
    if (reach_earliest(r, reach_event(TDM_EVENT_PROCEDURE), point, &day))
        tdm_buf_int(&out, day);
    else
        tdm_buf_char(&out, '-');
    tdm_buf_text(&out, " to ");
    if (reach_latest(r, reach_event(TDM_EVENT_PROCEDURE), point, &day))
        tdm_buf_int(&out, day);
    else
        tdm_buf_char(&out, '-');
    return tdm_buf_str(&out);
}

static uint32_t start_of(const struct reach *r, const char *phase) {
    return reach_start(r, tdm_protocol_phase(r->protocol, tdm_str_of(phase)));
}
static uint32_t end_of(const struct reach *r, const char *phase) {
    return reach_end(r, tdm_protocol_phase(r->protocol, tdm_str_of(phase)));
}

static bool yes(struct reach *r, void *context) {
    (void)r;
    (void)context;
    return true;
}

struct both {
    tdm_ref other;
};
static bool other_too(struct reach *r, void *context) {
    const struct both *both = context;
    struct reach_then then = {yes, NULL};
    return reach_in_force(r, both->other, &then);
}

/* Can both phases be in force on a day from `first` to `last` after the procedure? */
static bool together(const struct reach *r, const char *phase, const char *other, int32_t first, int32_t last) {
    struct reach one = reach_try(r);
    struct both both = {tdm_protocol_phase(r->protocol, tdm_str_of(other))};
    struct reach_then then = {other_too, &both};
    uint32_t procedure = reach_event(TDM_EVENT_PROCEDURE);
    return reach_most(&one, one.today, procedure, -first) && reach_most(&one, procedure, one.today, last) &&
           reach_in_force(&one, tdm_protocol_phase(r->protocol, tdm_str_of(phase)), &then);
}

TEST("a phase that ends by a signature ends on its day, inside its window [M2 M44 M50]") {
    struct reach r;
    REQUIRE(reached(mem, tdm_str_of(base), REACH_KEPT, &r));
    CHECK_STR(days_said(mem, &r, start_of(&r, "repair")), "0 to 0");
    CHECK_STR(days_said(mem, &r, end_of(&r, "repair")), "28 to 56");
    CHECK_STR(days_said(mem, &r, reach_clearance(&r, 0)), "28 to 56");
    CHECK_STR(days_said(mem, &r, start_of(&r, "loading")), "28 to -");
    CHECK_STR(days_said(mem, &r, start_of(&r, "prepare")), "-42 to -14");
}

TEST("where windows are not kept the longest length binds nobody, an exact one still ends its phase [M52 M119]") {
    struct reach r;
    REQUIRE(reached(mem, tdm_str_of(base), REACH_LATE, &r));
    CHECK_STR(days_said(mem, &r, end_of(&r, "repair")), "21 to -"); /* as early as its signature may be moved */
    CHECK_STR(days_said(mem, &r, end_of(&r, "protect")), "15 to 15");
}

TEST("loading and a repair that is not signed off are never in force on one day when its gate asks for the signature") {
    struct reach r;
    REQUIRE(reached(mem, changed(mem, "never offer high before 10 weeks", "never offer high before 11 weeks"),
                    REACH_KEPT, &r));
    CHECK(together(&r, "protect", "repair", 0, 0));
    CHECK(together(&r, "protect", "repair", 200, 200)); /* a repair without a follower goes on limiting (M2) */
    CHECK(!together(&r, "loading", "repair", 0, 27));
    CHECK(together(&r, "loading", "repair", 28, 28));
}

TEST("of two phases that begin on one day the later one of the protocol is in force [M59]") {
    struct reach r;
    tdm_str text = changed(mem, "  from procedure, 15 days  [book]\n", "  from procedure, 15 days  [book]\n");
    REQUIRE(reached(mem, text, REACH_KEPT, &r));
    CHECK(!together(&r, "prepare", "repair", 0, 200)); /* protect begins on the day of the procedure */
}

TEST("a never-clause and a restriction hold from their first to their last day, both inside [M4 M10]") {
    struct reach r;
    REQUIRE(reached(mem, tdm_str_of(base), REACH_KEPT, &r));
    uint32_t procedure = reach_event(TDM_EVENT_PROCEDURE);
    static const struct {
        int32_t day;
        bool never, restricted;
    } days[] = {{-8, false, false}, {-7, false, true}, {-1, false, true}, {0, true, true},
                {28, true, true},   {29, true, false}, {69, true, false}, {70, false, false}};
    for (size_t i = 0; i < TDM_COUNT(days); i++) {
        struct reach one = reach_try(&r), two = reach_try(&r);
        bool fixed = reach_most(&one, one.today, procedure, -days[i].day) &&
                     reach_most(&one, procedure, one.today, days[i].day) &&
                     reach_most(&two, two.today, procedure, -days[i].day) &&
                     reach_most(&two, procedure, two.today, days[i].day);
        CHECK(fixed);
        if (reach_never(&one, 0) != days[i].never) check_failed(__FILE__, __LINE__, "never on day %d", days[i].day);
        if (reach_restricted(&two, 0) != days[i].restricted)
            check_failed(__FILE__, __LINE__, "restricted on day %d", days[i].day);
    }
}

TEST("bounds that leave nothing say so, and stay so") {
    struct reach r;
    REQUIRE(reached(mem, tdm_str_of(base), REACH_KEPT, &r));
    uint32_t procedure = reach_event(TDM_EVENT_PROCEDURE);
    CHECK(reach_most(&r, procedure, r.today, 5));
    CHECK(!reach_most(&r, r.today, procedure, -6));
    CHECK(!reach_most(&r, procedure, r.today, 100));
    CHECK(!r.possible);
}

TEST("the days of a course keep every bound") {
    struct reach r;
    REQUIRE(reached(mem, tdm_str_of(base), REACH_KEPT, &r));
    uint32_t procedure = reach_event(TDM_EVENT_PROCEDURE);
    const int32_t *days = reach_days(&r, procedure);
    for (uint32_t i = 1; i < r.points; i++)
        for (uint32_t j = 1; j < r.points; j++) CHECK(days[j] - days[i] <= r.most[(size_t)i * r.points + j]);
    CHECK_INT(days[start_of(&r, "loading")], 28);
}
