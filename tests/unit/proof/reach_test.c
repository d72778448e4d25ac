/* reach_test.c - which days a protocol can bring about: bounds of points, and what can be in force on one day. */
#include "../protocol/protocol_ground.h"
#include "proof/reach.h"

#define PROTECT "phase protect on function\n"

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

TEST("loading and a repair not signed off are never in force on one day if its gate asks for the signature [M2 M42]") {
    struct reach r;
    REQUIRE(reached(mem, tdm_str_of(base), REACH_KEPT, &r));
    CHECK(together(&r, "protect", "repair", 0, 0));
    CHECK(together(&r, "protect", "repair", 200, 200)); /* a repair without a follower goes on limiting (M2) */
    CHECK(!together(&r, "loading", "repair", 0, 27));
    CHECK(together(&r, "loading", "repair", 28, 28));
}

TEST("of two phases that begin on one day the later one of the protocol is in force [M59]") {
    struct reach r;
    REQUIRE(reached(mem, tdm_str_of(base), REACH_KEPT, &r));
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

TEST("a phase is in force until the day before the next one of its track begins [M2 M59]") {
    struct reach r;
    REQUIRE(reached(mem, tdm_str_of(base), REACH_KEPT, &r));
    uint32_t procedure = reach_event(TDM_EVENT_PROCEDURE);
    for (int32_t day = 29; day <= 31; day++) {
        struct reach one = reach_try(&r);
        struct reach_then then = {yes, NULL};
        uint32_t loading = start_of(&one, "loading");
        REQUIRE(reach_most(&one, procedure, loading, 30) && reach_most(&one, loading, procedure, -30));
        REQUIRE(reach_most(&one, procedure, one.today, day) && reach_most(&one, one.today, procedure, -day));
        bool protect = reach_in_force(&one, tdm_protocol_phase(r.protocol, TDM_STR("protect")), &then);
        if (protect != (day < 30)) check_failed(__FILE__, __LINE__, "protect on day %d", day);
    }
}

TEST("a repair that waits for its signature may be on its last day, and not beyond it [M52 M119]") {
    struct reach r;
    REQUIRE(reached(mem, tdm_str_of(base), REACH_SO_FAR, &r));
    uint32_t procedure = reach_event(TDM_EVENT_PROCEDURE);
    for (int32_t day = 55; day <= 57; day++) {
        struct reach one = reach_try(&r);
        struct reach_then then = {yes, NULL};
        bool unsigned_so_far = reach_most(&one, procedure, one.today, day) &&
                               reach_most(&one, one.today, procedure, -day) &&
                               reach_most(&one, reach_clearance(&one, 0), one.today, -1) && reach_so_far(&one, &then);
        if (unsigned_so_far != (day <= 56)) check_failed(__FILE__, __LINE__, "unsigned on day %d", day);
    }
}

static bool loading_in_time(struct reach *r, void *context) {
    (void)context;
    struct reach_then then = {yes, NULL};
    return reach_left_in_time(r, &then);
}

TEST("what only its follower ends has one on the day behind its longest length, or has not lasted so long [M52 M119]") {
    static const struct {
        int32_t today, loading; /* after the procedure; 200: later */
        bool kept;
    } rows[] = {{28, 200, true}, {29, 200, false}, {30, 28, true}, {40, 29, true}, {30, 30, false}, {60, 31, false}};
    struct reach r;
    REQUIRE(reached(mem, changed(mem, PROTECT "  from procedure, 15 days", PROTECT "  from procedure, 2 to 4 weeks"),
                    REACH_SO_FAR, &r));
    uint32_t procedure = reach_event(TDM_EVENT_PROCEDURE), loading = start_of(&r, "loading");
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct reach one = reach_try(&r);
        bool late = rows[i].loading == 200;
        struct reach_then then = {loading_in_time, NULL};
        REQUIRE(reach_most(&one, procedure, one.today, rows[i].today) &&
                reach_most(&one, one.today, procedure, -rows[i].today) &&
                reach_most(&one, loading, procedure, -rows[i].loading) &&
                reach_most(&one, procedure, loading, rows[i].loading));
        tdm_ref phase = tdm_protocol_phase(r.protocol, late ? TDM_STR("protect") : TDM_STR("loading"));
        if (reach_in_force(&one, phase, &then) != rows[i].kept)
            check_failed(__FILE__, __LINE__, "day %d, loading on %d", rows[i].today, rows[i].loading);
    }
}

/* ---- phases that may not begin */

static bool phase_in_force(struct reach *r, void *context) {
    const tdm_ref *phase = context;
    struct reach_then then = {yes, NULL};
    return reach_in_force(r, *phase, &then);
}

/* Can the phase be in force on that day, when `event` comes on the day `on`, in any course? */
static bool lived(const struct reach *any, const char *phase, int32_t day, uint32_t event, int32_t on) {
    struct reach r = reach_try(any);
    uint32_t procedure = reach_event(TDM_EVENT_PROCEDURE);
    tdm_ref wanted = tdm_protocol_phase(any->protocol, tdm_str_of(phase));
    struct reach_then then = {phase_in_force, &wanted};
    return reach_most(&r, reach_event(TDM_EVENT_DISCHARGE), r.today, -1) && reach_most(&r, procedure, r.today, day) &&
           reach_most(&r, r.today, procedure, -day) && reach_most(&r, procedure, event, on) &&
           reach_most(&r, event, procedure, -on) && reach_so_far(&r, &then);
}

static bool any_course(struct tdm_arena *mem, tdm_str text, enum reach_windows windows, struct reach *r) {
    if (!reached(mem, text, windows, r)) return false;
    const struct tdm_protocol *protocol = r->protocol;
    reach_make_any(r, mem, protocol, windows);
    return r->possible;
}

TEST("a phase that begins by a day waits for the signature that ends the one before it [M2]") {
    struct reach r;
    tdm_str text = changed(mem, PROTECT,
                           "phase remodel on tissue\n  from 5 weeks after procedure until discharge  [own]\n"
                           "  load at most high  [own]\n" PROTECT);
    REQUIRE(any_course(mem, text, REACH_SO_FAR, &r));
    uint32_t signature = reach_clearance(&r, 0);
    static const struct {
        int32_t day, signed_on;
        bool repair, remodel;
    } rows[] = {{34, 30, true, false}, {35, 30, false, true}, {35, 35, false, true},
                {35, 36, true, false}, {40, 50, true, false}, {49, 50, true, false},
                {50, 50, false, true}, {56, 57, true, false}, {57, 57, false, false}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        if (lived(&r, "repair", rows[i].day, signature, rows[i].signed_on) != rows[i].repair ||
            lived(&r, "remodel", rows[i].day, signature, rows[i].signed_on) != rows[i].remodel)
            check_failed(__FILE__, __LINE__, "day %d, signed on day %d", rows[i].day, rows[i].signed_on);
    }
    REQUIRE(any_course(mem, text, REACH_LATE, &r)); /* a signature may also be late */
    CHECK(lived(&r, "repair", 69, signature, 70));
    CHECK(!lived(&r, "repair", 70, signature, 70));
    CHECK(lived(&r, "remodel", 70, signature, 70));
}

TEST("a phase that is over before it could begin does not begin, and what is before it goes on limiting [M2]") {
    struct reach r;
    tdm_str text = changed(mem, PROTECT,
                           "phase remodel on tissue\n  from end of repair until 5 weeks after procedure  [own]\n"
                           "  load at most high  [own]\n" PROTECT);
    REQUIRE(any_course(mem, text, REACH_SO_FAR, &r));
    uint32_t signature = reach_clearance(&r, 0);
    CHECK(lived(&r, "remodel", 34, signature, 34));
    CHECK(lived(&r, "remodel", 60, signature, 35)); /* it has no follower (M2) */
    CHECK(!lived(&r, "remodel", 60, signature, 36));
    CHECK(lived(&r, "repair", 60, signature, 36));
}

TEST("a phase that a person enters may be skipped, and then holds up nothing behind it [M59 M60]") {
    struct reach r;
    tdm_str text = changed(mem, PROTECT "  from procedure, 15 days  [book]\n",
                           "phase middle on function\n  from gate go-on until start of loading, 3 to 8 weeks  [own]\n"
                           "  load at most low  [own]\n"
                           "gate go-on opens middle\n  not before 20 days after procedure  [own]\n" PROTECT
                           "  from procedure, 15 days  [book]\n");
    REQUIRE(reached(mem, text, REACH_SO_FAR, &r));
    CHECK_STR(days_said(mem, &r, start_of(&r, "loading")), "41 to -");
    REQUIRE(any_course(mem, text, REACH_SO_FAR, &r));
    uint32_t middle = start_of(&r, "middle");
    CHECK(!lived(&r, "loading", 40, middle, 30));
    CHECK(lived(&r, "loading", 51, middle, 30));
    CHECK(lived(&r, "loading", 28, middle, 100));
    CHECK(!lived(&r, "loading", 27, middle, 100));
}
