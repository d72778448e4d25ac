/* options_test.c - a decision on charts: four answers, availability, arguments, and what would flip it; each flip is
 * held against evaluating a chart that says so. */
#include "../protocol/decision_ground.h"
#include "engine/options.h"

static const char protocol_text[] = "protocol small-care version 1.0\n"
                                    "  title \"Small\"\n"
                                    "  condition arthrosis\n"
                                    "  procedure graft\n"
                                    "  target cartilage-matrix at knee\n"
                                    "  status draft\n"
                                    "phase prepare on function\n"
                                    "  from enrolment until procedure, 2 to 6 weeks  [own]\n"
                                    "  load at most moderate  [own]\n"
                                    "  offer slide\n";
static const char chart_text[] = "chart e-1\n"
                                 "  patient p-1\n"
                                 "  site knee, right\n"
                                 "  protocol small-care version 1.0\n"
                                 "  zone UTC\n"
                                 "  synthetic\n"
                                 "  people\n"
                                 "    physician-a physician\n"
                                 "    therapist-a physical-therapist\n"
                                 "    p-1 patient\n"
                                 "\n"
                                 "2026-03-02 08:00 enrol by physician-a\n"
                                 "2026-03-02 08:10 screen infection, old-surgery by physician-a, none found\n"
                                 "2026-03-02 08:20 screen findings by therapist-a, none found\n"
                                 "2026-03-02 08:30 deny class anticoagulant by p-1, since 2025-01-01\n"
                                 "2026-03-02 09:00 assess by physician-a\n"
                                 "  picture right W2\n"
                                 "  tilt right 4 deg\n"
                                 "2026-03-02 10:00 assess by therapist-a\n"
                                 "  torque right 70 N.m, left 100 N.m\n"
                                 "2026-03-02 11:00 diary by p-1\n"
                                 "  nprs 5\n"
                                 "  weeks-of-therapy 3\n";

struct edit {
    const char *old, *new;
};

static tdm_str edited(struct tdm_arena *mem, const struct edit *edits, size_t count) {
    tdm_str text = tdm_str_of(chart_text);
    for (size_t i = 0; i < count; i++) {
        struct tdm_buf out;
        size_t at;
        tdm_buf_init(&out, mem, 1u << 16);
        if (!tdm_str_find(text, tdm_str_of(edits[i].old), &at)) {
            check_failed(__FILE__, __LINE__, "the chart has no `%s`", edits[i].old);
            return text;
        }
        tdm_buf_add(&out, tdm_str_slice(text, 0, at));
        tdm_buf_text(&out, edits[i].new);
        tdm_buf_add(&out, tdm_str_slice(text, at + tdm_str_of(edits[i].old).len, text.len));
        text = tdm_buf_str(&out);
    }
    return text;
}

static tdm_date day(const char *text) {
    tdm_date date = TDM_DATE_NONE;
    if (!tdm_date_parse(tdm_str_of(text), &date)) check_failed(__FILE__, __LINE__, "%s is no day", text);
    return date;
}

/* The options on 2026-03-02 of the chart with those edits; null and told when anything is refused. */
static const struct tdm_options *options_on(struct tdm_arena *mem, const struct edit *edits, size_t count,
                                            struct tdm_asof asof) {
    static struct tdm_problems problems;
    const struct tdm_catalog *catalog = decision_catalog_of(mem);
    const struct tdm_decision *decision = decision_of(mem, catalog, tdm_str_of(decision_base));
    const struct tdm_protocol **protocols = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, 1);
    const struct tdm_chart *chart;
    const struct tdm_case *episode;
    tdm_problems_init(&problems);
    const struct tdm_tree *tree = catalog_tree(mem, "care.tandem", tdm_str_of(protocol_text));
    const struct tdm_tree *written = catalog_tree(mem, "e-1.tandem", edited(mem, edits, count));
    bool good = decision != NULL && tdm_protocol_read(mem, tree, catalog, NULL, &protocols[0], &problems) &&
                tdm_chart_read(mem, written, &tdm_zone_utc, &chart, &problems);
    struct tdm_library library = {catalog, protocols, 1};
    if (good && tdm_case_open(mem, &library, chart, &episode, &problems))
        return tdm_options_of(mem, &(struct tdm_about){episode, NULL, 0}, decision, asof);
    check_failed(__FILE__, __LINE__, "%s: %s", problems.items[0].code, problems.items[0].what);
    return NULL;
}

static const struct tdm_options *options_of(struct tdm_arena *mem, const struct edit *edits, size_t count) {
    return options_on(mem, edits, count, (struct tdm_asof){day("2026-03-02"), TDM_INSTANT_NONE});
}

#define STRONG                                                                                                         \
    { "torque right 70", "torque right 98" }
#define NO_STRENGTH                                                                                                    \
    { "  torque right 70 N.m, left 100 N.m\n", "  bend right 100 deg\n" }
#define NO_PICTURE                                                                                                     \
    { "  picture right W2\n", "" }
#define NO_PAIN                                                                                                        \
    { "  nprs 5\n", "" }

/* The flip about a measure or about a thing, or null. */
static const struct tdm_flip *flip_of(const struct tdm_options *o, const char *measure) {
    for (uint32_t i = 0; i < o->flip_count; i++) {
        const struct tdm_criterion *node = o->flips[i].criterion;
        if (node->kind == TDM_CRITERION_READING &&
            tdm_str_is(o->decision->frame->measures[node->measure].name, measure))
            return &o->flips[i];
    }
    return NULL;
}

static const struct tdm_flip *thing_flip(const struct tdm_options *o, enum tdm_criterion_kind kind) {
    for (uint32_t i = 0; i < o->flip_count; i++)
        if (o->flips[i].criterion->kind == kind) return &o->flips[i];
    return NULL;
}

/* ---- four answers */

TEST("the answer follows from two rows by Kleene's rules, all nine of them [M91 N13 R-D1]") {
    static const enum tdm_limiting wanted[3][3] = {
        /* neuromuscular: unmet, unknown, met */
        {TDM_LIMITING_NEITHER, TDM_LIMITING_CANNOT_TELL, TDM_LIMITING_NEUROMUSCULAR},
        {TDM_LIMITING_CANNOT_TELL, TDM_LIMITING_CANNOT_TELL, TDM_LIMITING_CANNOT_TELL},
        {TDM_LIMITING_TISSUE, TDM_LIMITING_CANNOT_TELL, TDM_LIMITING_BOTH},
    };
    for (int t = 0; t < 3; t++)
        for (int n = 0; n < 3; n++) CHECK_INT(tdm_limiting_of((enum tdm_truth)t, (enum tdm_truth)n), wanted[t][n]);
}

TEST("weak thigh, wear on the picture: neuromuscular, and therapy first is spoken for [S28 S27 F003]") {
    const struct tdm_options *o = options_of(mem, NULL, 0);
    REQUIRE(o != NULL);
    CHECK_INT(o->limiting, TDM_LIMITING_NEUROMUSCULAR);
    for (int w = 0; w < TDM_WAY_COUNT; w++) CHECK_INT(o->options[w].fits, w == TDM_WAY_THERAPY_FIRST);
    CHECK_INT(o->options[TDM_WAY_THERAPY_FIRST].arguments_for[0].truth, TDM_MET);
    CHECK_INT(o->options[TDM_WAY_THERAPY_FIRST].arguments_for[1].truth, TDM_MET);
    CHECK_INT(o->options[TDM_WAY_CELL_PROCEDURE].arguments_for[0].truth, TDM_UNMET);
}

TEST("each answer and each option is reached [F001 F003 S42]") {
    static const struct {
        struct edit edits[2];
        size_t count;
        enum tdm_limiting limiting;
        enum tdm_way fits;
    } rows[] = {
        {{STRONG}, 1, TDM_LIMITING_TISSUE, TDM_WAY_CELL_PROCEDURE},
        {{{"weeks-of-therapy 3", "weeks-of-therapy 16"}}, 1, TDM_LIMITING_BOTH, TDM_WAY_COMBINED},
        {{STRONG, {"picture right W2", "picture right W1"}}, 2, TDM_LIMITING_NEITHER, TDM_WAY_WATCHFUL},
        {{NO_STRENGTH}, 1, TDM_LIMITING_CANNOT_TELL, TDM_WAY_WATCHFUL},
        {{{"picture right W2", "picture right W0"}}, 1, TDM_LIMITING_NEUROMUSCULAR, TDM_WAY_THERAPY_FIRST},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_options *o = options_of(mem, rows[i].edits, rows[i].count);
        REQUIRE(o != NULL);
        CHECK_INT(o->limiting, rows[i].limiting);
        for (int w = 0; w < TDM_WAY_COUNT; w++) CHECK_INT(o->options[w].fits, w == (int)rows[i].fits);
    }
}

TEST("a fact past its age is unknown, with its age as the reason [M92]") {
    const struct tdm_options *o =
        options_on(mem, NULL, 0, (struct tdm_asof){day("2026-04-14"), TDM_INSTANT_NONE}); /* 43 days later */
    REQUIRE(o != NULL);
    CHECK_INT(o->limiting, TDM_LIMITING_CANNOT_TELL);
    const struct tdm_flip *quads = flip_of(o, "quads");
    REQUIRE(quads != NULL);
    CHECK_INT(quads->check->reason.code, TDM_REASON_STALE);
    CHECK_INT(quads->check->reason.n, 43);
    CHECK_INT(quads->check->reason.of_n, 42);
    o = options_on(mem, NULL, 0, (struct tdm_asof){day("2026-04-13"), TDM_INSTANT_NONE});
    REQUIRE(o != NULL);
    CHECK_INT(o->factors[TDM_FACTOR_NEUROMUSCULAR], TDM_MET);
}

TEST("only what was recorded by then counts [M19 M20]") {
    static const struct edit late[] = {{"2026-03-02 10:00 assess by therapist-a",
                                        "2026-03-02 10:00 assess by therapist-a, recorded 2026-03-05T10:00Z"}};
    tdm_instant known = tdm_zone_day_end(&tdm_zone_utc, day("2026-03-02"));
    const struct tdm_options *o = options_on(mem, late, 1, (struct tdm_asof){day("2026-03-02"), known});
    REQUIRE(o != NULL);
    CHECK_INT(o->limiting, TDM_LIMITING_CANNOT_TELL);
    CHECK_INT(options_of(mem, late, 1)->limiting, TDM_LIMITING_NEUROMUSCULAR);
}

/* ---- availability */

static enum tdm_availability cells(struct tdm_arena *mem, struct edit edit) {
    const struct tdm_options *o = options_of(mem, &edit, 1);
    if (o == NULL) return TDM_AVAILABILITY_COUNT;
    CHECK_INT(o->options[TDM_WAY_COMBINED].availability, o->options[TDM_WAY_CELL_PROCEDURE].availability);
    CHECK_INT(o->options[TDM_WAY_COMBINED].own, TDM_AVAILABILITY_OPEN);
    CHECK_INT(o->options[TDM_WAY_THERAPY_FIRST].availability, TDM_AVAILABILITY_OPEN); /* never hidden, never barred */
    CHECK_INT(o->options[TDM_WAY_WATCHFUL].availability, TDM_AVAILABILITY_OPEN);
    return o->options[TDM_WAY_CELL_PROCEDURE].availability;
}

#define SCREEN "2026-03-02 08:10 screen infection, old-surgery by physician-a, none found\n"
#define DENIAL "2026-03-02 08:30 deny class anticoagulant by p-1, since 2025-01-01\n"

TEST("each level of what bars an option is told, the worst one first [M93 R-D3]") {
    CHECK_INT(cells(mem, (struct edit){"e-1", "e-1"}), TDM_AVAILABILITY_OPEN);
    CHECK_INT(cells(mem, (struct edit){"tilt right 4", "tilt right 13"}), TDM_AVAILABILITY_CAUTION);
    CHECK_INT(cells(mem, (struct edit){"tilt right 4", "tilt right 12"}), TDM_AVAILABILITY_OPEN);
    CHECK_INT(cells(mem, (struct edit){DENIAL, "2026-03-02 08:30 medicine by p-1, taken \"thinner\"\n"}),
              TDM_AVAILABILITY_ASK);
    CHECK_INT(cells(mem, (struct edit){"old-surgery by physician-a, none found",
                                       "old-surgery by physician-a, found infection"}),
              TDM_AVAILABILITY_EXCLUDED);
    CHECK_INT(cells(mem, (struct edit){SCREEN, SCREEN "2026-03-02 08:12 finding infection opened by physician-a\n"}),
              TDM_AVAILABILITY_EXCLUDED);
    CHECK_INT(cells(mem, (struct edit){SCREEN, "2026-03-02 08:12 finding infection opened by physician-a\n"}),
              TDM_AVAILABILITY_EXCLUDED); /* though old surgery was not asked for */
}

TEST("what was not asked for or measured leaves availability unknown [M93 M26]") {
    CHECK_INT(cells(mem, (struct edit){SCREEN, ""}), TDM_AVAILABILITY_UNKNOWN);
    CHECK_INT(cells(mem, (struct edit){DENIAL, ""}), TDM_AVAILABILITY_UNKNOWN);
    CHECK_INT(cells(mem, (struct edit){"  tilt right 4 deg\n", ""}), TDM_AVAILABILITY_UNKNOWN);
    CHECK_INT(cells(mem, (struct edit){"screen infection, old-surgery by", "screen infection by"}),
              TDM_AVAILABILITY_UNKNOWN);
    CHECK_INT(cells(mem, (struct edit){"2026-03-02 08:10 screen", "2026-01-30 08:10 screen"}),
              TDM_AVAILABILITY_UNKNOWN); /* 31 days old, 30 count */
    CHECK_INT(cells(mem, (struct edit){"2026-03-02 08:10 screen", "2026-01-31 08:10 screen"}), TDM_AVAILABILITY_OPEN);
}

TEST("history is covered only by a screen that names it, by who may ask [M38 R-D9]") {
    CHECK_INT(cells(mem, (struct edit){SCREEN, "2026-03-02 08:10 screen findings by physician-a, none found\n"}),
              TDM_AVAILABILITY_UNKNOWN);
    CHECK_INT(cells(mem, (struct edit){"old-surgery by physician-a", "old-surgery by therapist-a"}),
              TDM_AVAILABILITY_UNKNOWN);
}

TEST("a record of a finding counts from its own day [M93 M117]") {
    CHECK_INT(
        cells(mem, (struct edit){SCREEN, SCREEN "2022-05-01 finding old-surgery resolved by physician-a, recorded "
                                                "2026-03-02T08:11Z\n"}),
        TDM_AVAILABILITY_EXCLUDED);
    CHECK_INT(
        cells(mem, (struct edit){SCREEN, SCREEN "2021-03-02 finding old-surgery resolved by physician-a, recorded "
                                                "2026-03-02T08:11Z\n"}),
        TDM_AVAILABILITY_EXCLUDED); /* five years to the day */
    CHECK_INT(
        cells(mem, (struct edit){SCREEN, SCREEN "2021-03-01 finding old-surgery resolved by physician-a, recorded "
                                                "2026-03-02T08:11Z\n"}),
        TDM_AVAILABILITY_OPEN);
}

TEST("a medicine nobody knows is asked about and never passed over [M61]") {
    CHECK_INT(cells(mem, (struct edit){DENIAL, DENIAL "2026-03-02 08:31 medicine by p-1, taken \"small blue ones\"\n"}),
              TDM_AVAILABILITY_UNKNOWN);
    CHECK_INT(cells(mem, (struct edit){DENIAL, DENIAL "2026-03-02 08:31 medicine by p-1, taken \"ibuprofen\"\n"}),
              TDM_AVAILABILITY_OPEN);
}

TEST("what a screen found is open until an entry of its own says otherwise [M26 R-D9]") {
    static const struct edit found[] = {
        STRONG,
        {"screen findings by therapist-a, none found", "screen findings by therapist-a, found stiff-knee-gait"}};
    static const struct edit closed[] = {
        STRONG,
        {"screen findings by therapist-a, none found", "screen findings by therapist-a, found stiff-knee-gait"},
        {"2026-03-02 08:30", "2026-03-02 08:25 finding stiff-knee-gait resolved by therapist-a\n2026-03-02 08:30"}};
    CHECK_INT(options_of(mem, found, 2)->limiting, TDM_LIMITING_BOTH);
    CHECK_INT(options_of(mem, closed, 3)->limiting, TDM_LIMITING_TISSUE);
}

/* ---- what would flip it */

TEST("the missing strength is asked for, with what each value would say, and by whom [F004 M90 M122]") {
    static const struct edit edits[] = {NO_STRENGTH};
    const struct tdm_options *o = options_of(mem, edits, 1);
    REQUIRE(o != NULL);
    const struct tdm_flip *flip = flip_of(o, "quads");
    REQUIRE(flip != NULL && flip->case_count == 2);
    CHECK(flip->unknown && !flip->near && !flip->together);
    CHECK(!flip->cases[0].has_from && flip->cases[0].has_until && !flip->cases[0].until_inside);
    CHECK_INT(flip->cases[0].until.quantity.number.coefficient, 90);
    CHECK_INT(flip->cases[0].limiting, TDM_LIMITING_NEUROMUSCULAR);
    CHECK(flip->cases[1].has_from && flip->cases[1].from_inside && !flip->cases[1].has_until);
    CHECK_INT(flip->cases[1].limiting, TDM_LIMITING_TISSUE);
    CHECK_INT((long long)flip->roles, 2); /* physical-therapist */
}

TEST("a flip says what the chart with that value says [M122]") {
    static const struct edit missing[] = {NO_STRENGTH};
    const struct tdm_options *o = options_of(mem, missing, 1);
    REQUIRE(o != NULL && flip_of(o, "quads") != NULL);
    static const struct edit below[] = {{"torque right 70", "torque right 89"}},
                             at[] = {{"torque right 70", "torque right 90"}};
    CHECK_INT(options_of(mem, below, 1)->limiting, flip_of(o, "quads")->cases[0].limiting);
    CHECK_INT(options_of(mem, at, 1)->limiting, flip_of(o, "quads")->cases[1].limiting);
}

TEST("a known value is told only when it lies near its bound and crossing it changes the answer [M122]") {
    static const struct edit far[] = {{"torque right 70", "torque right 100"}}; /* 100 of 90: more than 10% away */
    static const struct edit edge[] = {{"torque right 70", "torque right 99"}}; /* exactly 10% */
    static const struct edit under[] = {{"torque right 70", "torque right 85"}};
    const struct tdm_options *o = options_of(mem, far, 1);
    REQUIRE(o != NULL);
    CHECK(flip_of(o, "quads") == NULL);
    o = options_of(mem, edge, 1);
    REQUIRE(o != NULL && flip_of(o, "quads") != NULL);
    CHECK(flip_of(o, "quads")->near && !flip_of(o, "quads")->unknown);
    CHECK_INT(flip_of(o, "quads")->case_count, 1);
    CHECK_INT(flip_of(o, "quads")->cases[0].limiting, TDM_LIMITING_NEUROMUSCULAR);
    o = options_of(mem, under, 1);
    REQUIRE(o != NULL && flip_of(o, "quads") != NULL);
    CHECK_INT(flip_of(o, "quads")->cases[0].limiting, TDM_LIMITING_TISSUE);
    CHECK(flip_of(o, "weeks") == NULL); /* 3 weeks are far from 12 */
}

TEST("on a scale one step beside the bound is near [M122 R-D6]") {
    static const struct edit strong[] = {STRONG}, severe[] = {STRONG, {"picture right W2", "picture right W3"}};
    const struct tdm_options *o = options_of(mem, strong, 1);
    REQUIRE(o != NULL);
    const struct tdm_flip *flip = flip_of(o, "picture");
    REQUIRE(flip != NULL && flip->case_count == 1);
    CHECK(flip->near);
    CHECK_INT(flip->cases[0].from.step, 1);
    CHECK_INT(flip->cases[0].until.step, 1);
    CHECK_INT(flip->cases[0].limiting, TDM_LIMITING_NEITHER);
    o = options_of(mem, severe, 2);
    REQUIRE(o != NULL);
    CHECK(flip_of(o, "picture") == NULL); /* W2 says the same, and W1 is two steps away */
}

TEST("an unknown fact that changes nothing is not asked for [M122]") {
    static const struct edit edits[] = {NO_PAIN}; /* weak and 3 weeks: the tissue row is unmet anyhow */
    const struct tdm_options *o = options_of(mem, edits, 1);
    REQUIRE(o != NULL);
    CHECK_INT(o->limiting, TDM_LIMITING_NEUROMUSCULAR);
    CHECK(flip_of(o, "pain") == NULL);
}

TEST("unknown facts that decide only together are told as such [M122 F004]") {
    static const struct edit edits[] = {STRONG, NO_PICTURE, NO_PAIN};
    const struct tdm_options *o = options_of(mem, edits, 3);
    REQUIRE(o != NULL);
    CHECK_INT(o->limiting, TDM_LIMITING_CANNOT_TELL);
    const struct tdm_flip *picture = flip_of(o, "picture"), *pain = flip_of(o, "pain");
    REQUIRE(picture != NULL && pain != NULL);
    /* Either may settle it alone by saying no; yes needs the other. */
    CHECK_INT(picture->case_count, 1);
    CHECK_INT(picture->cases[0].limiting, TDM_LIMITING_NEITHER);
    CHECK(!picture->together);
    static const struct edit weak[] = {NO_STRENGTH, NO_PICTURE};
    o = options_of(mem, weak, 2);
    REQUIRE(o != NULL && flip_of(o, "picture") != NULL);
    CHECK_INT(flip_of(o, "picture")->case_count, 0);
    CHECK(flip_of(o, "picture")->together);
    CHECK_INT(o->flips[0].case_count > 0, true); /* those that do it alone come first */
}

TEST("a thing nobody asked for says what it would change, and who may ask [M90 M93 M122]") {
    static const struct edit edits[] = {{SCREEN, ""}};
    const struct tdm_options *o = options_of(mem, edits, 1);
    REQUIRE(o != NULL);
    const struct tdm_flip *open = thing_flip(o, TDM_CRITERION_OPEN), *record = thing_flip(o, TDM_CRITERION_RECORD);
    REQUIRE(open != NULL && record != NULL && open->case_count == 1);
    CHECK(open->cases[0].present);
    CHECK_INT(open->cases[0].limiting, o->limiting);
    CHECK_INT(open->cases[0].availability[TDM_WAY_CELL_PROCEDURE], TDM_AVAILABILITY_EXCLUDED);
    CHECK_INT(open->cases[0].availability[TDM_WAY_COMBINED], TDM_AVAILABILITY_EXCLUDED);
    CHECK_INT((long long)open->roles, 1); /* physician */
    static const struct edit alone[] = {{DENIAL, ""}};
    o = options_of(mem, alone, 1);
    REQUIRE(o != NULL);
    const struct tdm_flip *taking = thing_flip(o, TDM_CRITERION_TAKING);
    REQUIRE(taking != NULL && taking->case_count == 2);
    CHECK_INT(taking->cases[0].availability[TDM_WAY_CELL_PROCEDURE], TDM_AVAILABILITY_ASK);
    CHECK_INT(taking->cases[1].availability[TDM_WAY_CELL_PROCEDURE], TDM_AVAILABILITY_OPEN);
}

TEST("entries about phases say nothing to a decision, which has none") {
    static const struct edit edits[] = {
        {"2026-03-02 11:00", "2026-03-02 10:30 enter prepare by therapist-a\n"
                             "2026-03-02 10:40 hold prepare by therapist-a, because \"rest\"\n2026-03-02 11:00"}};
    const struct tdm_options *o = options_of(mem, edits, 1);
    REQUIRE(o != NULL);
    CHECK_INT(o->limiting, TDM_LIMITING_NEUROMUSCULAR);
    CHECK_INT(o->options[TDM_WAY_CELL_PROCEDURE].availability, TDM_AVAILABILITY_OPEN);
}

TEST("finding the flips leaves the answer as it was") {
    static const struct edit edits[] = {NO_STRENGTH, NO_PICTURE, {SCREEN, ""}};
    const struct tdm_options *o = options_of(mem, edits, 3), *again = options_of(mem, edits, 3);
    REQUIRE(o != NULL && again != NULL);
    CHECK_INT(o->factors[TDM_FACTOR_TISSUE], TDM_UNKNOWN);
    CHECK_INT(o->factor_checks[TDM_FACTOR_TISSUE][0].truth, TDM_UNKNOWN);
    CHECK_INT(o->options[TDM_WAY_CELL_PROCEDURE].bars[0].truth, TDM_UNKNOWN);
    CHECK_INT(o->flip_count, again->flip_count);
}
