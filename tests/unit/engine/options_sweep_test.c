/* options_sweep_test.c - what would flip an answer, held against charts that say so: a measure goes through its values
 * and the chart is asked with each. From those answers alone follows what must be told when the value is unknown, and
 * what when it is one of them and lies near a limit. */
#include "options_ground.h"

#include <stdlib.h>

enum { VALUES_MOST = 500, EDGES_MOST = 8 };

struct sweep {
    const char *measure;       /* as the decision names it */
    int near;                  /* percent */
    const char *factor, *bars; /* lines of what limits, and of what bars a procedure */
    int from, to, step;        /* values, in tenths */
    int edges[EDGES_MOST];     /* the limits that those lines name, in tenths, ascending */
    size_t edge_count;
};

/* How a chart says a value, and in which unit the limits of a sweep are. */
static const struct said {
    const char *measure, *is, *reading, *unit;
    bool difference; /* what is written is 100 less the value */
} said_by[] = {
    {"tilt", "tilt, at treated side", "09:00 assess by physician-a\n  tilt right %s deg\n", "deg", false},
    {"girth", "girth, at treated side", "09:00 assess by physician-a\n  girth right %s cm\n", "cm", false},
    {"bend", "bend, at treated side", "10:00 assess by therapist-a\n  bend right %s deg\n", "deg", false},
    {"pain", "nprs", "11:00 diary by p-1\n  nprs %s\n", "points", false},
    {"share", "torque, at treated side", "10:00 assess by therapist-a\n  torque right %s N.m, left 100 N.m\n", "%",
     false},
    {"gap", "torque, at treated side", "10:00 assess by therapist-a\n  torque right %s N.m, left 100 N.m\n", "N.m",
     true},
};

#define EDGES(...)  {__VA_ARGS__}, sizeof((int[]){__VA_ARGS__}) / sizeof(int)
#define ANY         "factor neuromuscular when any of  [own]\n"
#define ALL         "factor neuromuscular when all of  [own]\n"
#define SOON        ", latest within 2 years\n"
#define LATE        ", latest within 2 years  [book]\n"
#define TILT        0, 450, 5
#define ASKS(lines) "  question to physician when any of\n" lines

static const struct sweep sweeps[] = {
    /* one limit, each way to write it */
    {"tilt", 10, ANY "  tilt above 12 deg" SOON, "", TILT, EDGES(120)},
    {"tilt", 10, ANY "  tilt at least 12 deg" SOON, "", TILT, EDGES(120)},
    {"tilt", 10, ANY "  tilt below 12 deg" SOON, "", TILT, EDGES(120)},
    {"tilt", 10, ANY "  tilt at most 12 deg" SOON, "", TILT, EDGES(120)},
    {"tilt", 10, ANY "  tilt is 12 deg" SOON, "", TILT, EDGES(120)},
    {"tilt", 10, ANY "  tilt is not 12 deg" SOON, "", TILT, EDGES(120)},
    /* a span, each way to write it */
    {"tilt", 10, ANY "  tilt 12 to 20 deg" SOON, "", TILT, EDGES(120, 200)},
    {"tilt", 10, ANY "  tilt 12 to below 20 deg" SOON, "", TILT, EDGES(120, 200)},
    {"tilt", 10, ANY "  tilt above 12 to 20 deg" SOON, "", TILT, EDGES(120, 200)},
    /* as near as it may be said to be: not at all, a little, by half */
    {"tilt", 0, ANY "  tilt 12 to 20 deg" SOON, "", TILT, EDGES(120, 200)},
    {"tilt", 5, ANY "  tilt 12 to below 20 deg" SOON, "", TILT, EDGES(120, 200)},
    {"tilt", 50, ANY "  tilt above 12 to 20 deg" SOON, "", TILT, EDGES(120, 200)},
    {"tilt", 50, ANY "  tilt above 12 to 13 deg" SOON "  tilt 30 to 31 deg" SOON, "", TILT, EDGES(120, 130, 300, 310)},
    /* at the ends of what the measure can be */
    {"tilt", 10, ANY "  tilt at least 45 deg" SOON, "", TILT, EDGES(450)},
    {"tilt", 10, ANY "  tilt below 45 deg" SOON, "", TILT, EDGES(450)},
    {"tilt", 10, ANY "  tilt at most 0 deg" SOON, "", TILT, EDGES(0)},
    {"tilt", 10, ANY "  tilt above 0 deg" SOON, "", TILT, EDGES(0)},
    {"tilt", 10, ALL "  tilt above 0 deg" SOON "  tilt below 45 deg" SOON, "", TILT, EDGES(0, 450)},
    {"tilt", 50, ANY "  tilt is 44.5 deg" SOON "  tilt is 0.5 deg" SOON, "", TILT, EDGES(5, 445)},
    /* several limits: in any order, the same one twice, one beside the other */
    {"tilt", 10, ANY "  tilt above 30 deg" SOON "  tilt at most 5 deg" SOON, "", TILT, EDGES(50, 300)},
    {"tilt", 10, ALL "  tilt at most 30 deg" SOON "  tilt above 5 deg" SOON "  tilt is not 12 deg" SOON, "", TILT,
     EDGES(50, 120, 300)},
    {"tilt", 10, ALL "  tilt at least 12 deg" SOON "  tilt at most 12 deg" SOON, "", TILT, EDGES(120)},
    {"tilt", 10, ANY "  tilt is 12 deg" SOON "  tilt 12 to 15 deg" SOON "  tilt is 20 deg" SOON, "", TILT,
     EDGES(120, 150, 200)},
    {"tilt", 10, ANY "  tilt is 12 deg" SOON "  tilt is 14 deg" SOON "  tilt is 13 deg" SOON, "", TILT,
     EDGES(120, 130, 140)},
    {"tilt", 50, ANY "  not tilt above 12 deg" SOON "  tilt above 30 deg" SOON, "", TILT, EDGES(120, 300)},
    {"tilt", 10,
     "factor neuromuscular when at least 2 of  [own]\n  tilt above 10 deg" SOON "  tilt below 20 deg" SOON
     "  tilt is 30 deg" SOON,
     "", TILT, EDGES(100, 200, 300)},
    /* what only bars a procedure, or changes both */
    {"tilt", 10, "", "  caution when tilt above 12 deg" LATE, TILT, EDGES(120)},
    {"tilt", 10, "",
     "  ruled out by tilt above 30 deg" LATE ASKS("    tilt above 20 deg" LATE) "  caution when tilt above 12 deg" LATE,
     TILT, EDGES(120, 200, 300)},
    {"tilt", 10, ANY "  tilt above 20 deg" SOON, "  caution when tilt above 12 deg" LATE, TILT, EDGES(120, 200)},
    {"tilt", 10, ANY "  tilt above 12 deg" SOON, "  caution when tilt above 12 deg" LATE, TILT, EDGES(120)},
    {"tilt", 50, ANY "  tilt above 12 deg" SOON, ASKS("    tilt at most 12 deg" LATE "    tilt is 14 deg" LATE), TILT,
     EDGES(120, 140)},
    /* below nothing */
    {"bend", 10, ANY "  bend above -5 deg" SOON, "", -200, 600, 5, EDGES(-50)},
    {"bend", 50, ANY "  bend -15 to 15 deg" SOON, "", -200, 600, 5, EDGES(-150, 150)},
    {"bend", 10, ANY "  bend above -20 deg" SOON, "", -200, 600, 5, EDGES(-200)},
    {"bend", 10, ANY "  bend is 0 deg" SOON, "", -200, 600, 5, EDGES(0)},
    /* in whole numbers */
    {"pain", 10, ANY "  pain at least 4" SOON, "", 0, 100, 10, EDGES(40)},
    {"pain", 50, ANY "  pain above 4 to 6" SOON, "", 0, 100, 10, EDGES(40, 60)},
    {"pain", 10, ANY "  pain at least 10" SOON "  pain at most 0" SOON, "", 0, 100, 10, EDGES(0, 100)},
    /* limits in other units than the measure, and than each other */
    {"girth", 10, ANY "  girth below 0.4 m" SOON, "", 150, 900, 5, EDGES(400)},
    {"girth", 5, ALL "  girth above 380 mm" SOON "  girth below 0.4 m" SOON "  girth is not 39 cm" SOON, "", 150, 900,
     5, EDGES(380, 390, 400)},
    {"girth", 10, ANY "  girth at least 0.9 m" SOON "  girth at most 150 mm" SOON, "", 150, 900, 5, EDGES(150, 900)},
    /* of the other side */
    {"share", 10, ANY "  share below 90% of other side" SOON, "", 0, 2000, 20, EDGES(900)},
    {"share", 10, ANY "  share 50% to below 90% of other side" SOON, "", 0, 2000, 20, EDGES(500, 900)},
    {"share", 10, ANY "  share at most 0.5% of other side" SOON, "", 0, 30, 1, EDGES(5)},
    {"share", 10, ANY "  share above 1.5% of other side" SOON, "", 0, 30, 1, EDGES(15)},
    {"gap", 10, ANY "  gap below 0.5 N.m from other side" SOON, "", 0, 30, 1, EDGES(5)},
    {"share", 10, ANY "  share above 0% of other side" SOON, "", 0, 2000, 20, EDGES(0)},
    {"gap", 10, ANY "  gap above 10 N.m from other side" SOON, "", 0, 1000, 10, EDGES(100)},
    {"gap", 50, ANY "  gap at most 0 N.m from other side" SOON "  gap 30 to 40 N.m from other side" SOON, "", 0, 1000,
     10, EDGES(0, 300, 400)},
};

static const struct said *said_of(const struct sweep *sweep) {
    const struct said *said = said_by;
    while (!tdm_str_is(tdm_str_of(said->measure), sweep->measure)) said++;
    return said;
}

static tdm_str decision_with(struct tdm_arena *mem, const struct sweep *sweep) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 16);
    tdm_buf_format(&out,
                   "decision small version 0.1\n  condition arthrosis\n  status draft\n  asks \"What limits it?\"\n"
                   "  reads %s\n  near %d%%  [own]\n  jurisdictions \"Here\"\n"
                   "source book\n  cite \"A book\"\n  strength consensus, indirect\n"
                   "measure %s is %s\n"
                   "factor tissue when open stiff-knee-gait, screened within 8 weeks  [own]\n%s"
                   "option therapy-first\n  for\n    factor neuromuscular  [own]\noption cell-procedure\n%s"
                   "  for\n    factor tissue  [own]\n"
                   "option combined\n  needs cell-procedure, therapy-first\n  for\n    factor both  [own]\n"
                   "option watchful\n  for\n    factor neither  [own]\n",
                   sweep->measure, sweep->near, sweep->measure, said_of(sweep)->is,
                   sweep->factor[0] != '\0'
                       ? sweep->factor
                       : "factor neuromuscular when open compensation, screened within 8 weeks  [own]\n",
                   sweep->bars);
    return tdm_buf_str(&out);
}

/* ---- the answer at each value */

struct answer {
    enum tdm_limiting limiting;
    enum tdm_availability availability[TDM_WAY_COUNT];
};

static bool same_answer(const struct answer *a, const struct answer *b) {
    for (int w = 0; w < TDM_WAY_COUNT; w++)
        if (a->availability[w] != b->availability[w]) return false;
    return a->limiting == b->limiting;
}

static struct answer answer_of(const struct tdm_options *o) {
    struct answer answer = {o->limiting, {TDM_AVAILABILITY_OPEN}};
    for (int w = 0; w < TDM_WAY_COUNT; w++) answer.availability[w] = o->options[w].availability;
    return answer;
}

/* Null and told when it is refused. `written`: with the value, in tenths. */
static const struct tdm_options *with_value(const struct asks *asks, const struct said *said, bool written, int value) {
    struct tdm_buf entries, number;
    tdm_buf_init(&entries, asks->mem, 4000);
    tdm_buf_init(&number, asks->mem, 40);
    if (said->difference) value = 1000 - value;
    tdm_buf_format(&number, "%s%d.%d", value < 0 ? "-" : "", abs(value) / 10, abs(value) % 10);
    if (value % 10 == 0) number.len -= 2; /* some measures are whole */
    tdm_buf_text(&entries, "2026-03-02 08:20 screen findings by therapist-a, none found\n");
    if (written) {
        size_t at = 0;
        tdm_str line = tdm_str_of(said->reading);
        bool found = tdm_str_find(line, TDM_STR("%s"), &at);
        TDM_ASSERT(found);
        tdm_buf_text(&entries, "2026-03-02 ");
        tdm_buf_add(&entries, tdm_str_slice(line, 0, at));
        tdm_buf_add(&entries, tdm_buf_str(&number));
        tdm_buf_add(&entries, tdm_str_slice(line, at + 2, line.len));
    }
    tdm_buf_char(&entries, '\0');
    return answer_on(asks, entries.at);
}

/* ---- what is told */

/* Where a value, in tenths, stands to an end of a case: below zero, at it, above. */
static int order_to(const struct said *said, int value, tdm_value end) {
    tdm_quantity here = {{value, 1}, end.quantity.unit};
    int order = 0;
    bool same = tdm_unit_find(tdm_str_of(said->unit), &here.unit) && tdm_quantity_compare(here, end.quantity, &order);
    if (!same) check_failed(__FILE__, __LINE__, "a case of %s ends in another unit", said->measure);
    return order;
}

static bool in_case(const struct said *said, int value, const struct tdm_flip_case *one) {
    int from = one->has_from ? order_to(said, value, one->from) : 1;
    int until = one->has_until ? order_to(said, value, one->until) : -1;
    return (from > 0 || (from == 0 && one->from_inside)) && (until < 0 || (until == 0 && one->until_inside));
}

/* The one case that holds the value, or null. */
static const struct tdm_flip_case *case_at(const struct said *said, int value, const struct tdm_flip *flip) {
    const struct tdm_flip_case *found = NULL;
    for (uint32_t c = 0; flip != NULL && c < flip->case_count; c++) {
        if (!in_case(said, value, &flip->cases[c])) continue;
        if (found != NULL) check_failed(__FILE__, __LINE__, "two cases hold %d tenths of %s", value, said->measure);
        found = &flip->cases[c];
    }
    return found;
}

static const struct tdm_flip *the_flip(const struct tdm_options *o) {
    const struct tdm_flip *found = NULL;
    for (uint32_t i = 0; i < o->flip_count; i++) {
        if (o->flips[i].criterion->kind != TDM_CRITERION_READING) continue;
        CHECK(found == NULL); /* of one measure there is one fact */
        found = &o->flips[i];
    }
    return found;
}

struct table {
    const struct sweep *sweep;
    const struct said *said;
    struct answer unknown, at[VALUES_MOST];
    int count;
};

static int value_of(const struct table *t, int i) {
    return t->sweep->from + i * t->sweep->step;
}

/* Limits below a value twice, and one more on a limit: two values of one piece have the same. */
static int piece_of(const struct sweep *sweep, int value) {
    int piece = 0;
    for (size_t e = 0; e < sweep->edge_count; e++) piece += (value > sweep->edges[e]) + (value >= sweep->edges[e]);
    return piece;
}

/* Must the piece be told when the value stands in another: does it touch a limit that the value is near to? */
static bool across(const struct sweep *sweep, int value, int piece) {
    for (size_t e = 0; e < sweep->edge_count; e++)
        if (abs(value - sweep->edges[e]) * 100 <= abs(sweep->edges[e]) * sweep->near &&
            abs(piece - (2 * (int)e + 1)) <= 1)
            return true;
    return false;
}

static bool is_near(const struct sweep *sweep, int value) {
    for (int piece = 0; piece <= 2 * (int)sweep->edge_count; piece++)
        if (across(sweep, value, piece)) return true;
    return false;
}

/* `here`: the value the chart has, or null when it has none. */
static void check_told(const struct table *t, const struct tdm_flip *flip, const int *here, const struct answer *now) {
    uint32_t told = 0;
    const struct tdm_flip_case *before = NULL;
    for (int i = 0; i < t->count; i++) {
        int value = value_of(t, i), piece = piece_of(t->sweep, value);
        const struct tdm_flip_case *one = case_at(t->said, value, flip);
        bool asked = here == NULL || (piece != piece_of(t->sweep, *here) && across(t->sweep, *here, piece));
        bool wanted = asked && !same_answer(&t->at[i], now);
        if ((one != NULL) != wanted)
            check_failed(__FILE__, __LINE__, "%s%s from %d: %d tenths are%s told", t->sweep->factor, t->sweep->bars,
                         here != NULL ? *here : -1, value, wanted ? " not" : "");
        if (one != NULL) {
            CHECK_INT(one->limiting, t->at[i].limiting);
            for (int w = 0; w < TDM_WAY_COUNT; w++) CHECK_INT(one->availability[w], t->at[i].availability[w]);
            if (one != before) told++;
            /* The neighbour with the same answer belongs to the same case. */
            if (before != NULL && one != before && same_answer(&t->at[i], &t->at[i - 1]))
                check_failed(__FILE__, __LINE__, "%s%s: %d tenths are told apart", t->sweep->factor, t->sweep->bars,
                             value);
        }
        before = one;
    }
    if (told != (flip == NULL ? 0 : flip->case_count))
        check_failed(__FILE__, __LINE__, "%s%s from %d: cases of values that cannot be", t->sweep->factor,
                     t->sweep->bars, here != NULL ? *here : -1);
}

static void sweep_known(const struct asks *asks, const struct table *t) {
    for (int i = 0; i < t->count; i++) {
        struct tdm_arena_mark mark = tdm_arena_mark(asks->mem);
        int here = value_of(t, i);
        const struct tdm_options *o = with_value(asks, t->said, true, here);
        REQUIRE(o != NULL);
        const struct tdm_flip *flip = the_flip(o);
        check_told(t, flip, &here, &t->at[i]);
        if (flip != NULL) CHECK(!flip->unknown && !flip->together && flip->near && is_near(t->sweep, here));
        tdm_arena_rewind(asks->mem, mark);
    }
}

static void sweep_through(struct tdm_arena *mem, const struct tdm_catalog *catalog, const struct sweep *sweep) {
    static struct table t;
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    struct asks asks = asks_of(mem, catalog, decision_with(mem, sweep));
    t = (struct table){.sweep = sweep, .said = said_of(sweep), .count = (sweep->to - sweep->from) / sweep->step + 1};
    REQUIRE(asks.decision != NULL && t.count <= VALUES_MOST);
    for (int i = 0; i < t.count; i++) {
        struct tdm_arena_mark one = tdm_arena_mark(mem);
        const struct tdm_options *o = with_value(&asks, t.said, true, value_of(&t, i));
        REQUIRE(o != NULL);
        t.at[i] = answer_of(o);
        tdm_arena_rewind(mem, one);
    }
    const struct tdm_options *o = with_value(&asks, t.said, false, 0);
    REQUIRE(o != NULL && the_flip(o) != NULL);
    t.unknown = answer_of(o);
    CHECK(the_flip(o)->unknown && !the_flip(o)->near);
    check_told(&t, the_flip(o), NULL, &t.unknown);
    sweep_known(&asks, &t);
    tdm_arena_rewind(mem, mark);
}

TEST(
    "an unknown value, and one near a limit, are told with what the chart with each other value says [F004 M122 M10]") {
    const struct tdm_catalog *catalog = decision_catalog_of(mem);
    for (size_t i = 0; i < TDM_COUNT(sweeps); i++) sweep_through(mem, catalog, &sweeps[i]);
}

TEST("between two limits that differ in the last digit there is lies no value [M122]") {
    static const struct {
        struct sweep sweep;
        const char *to, *from;
    } rows[] = {
        {{"girth", 10, ALL "  girth at most 30.000000001 cm" SOON "  girth at most 30.000000002 cm" SOON, "", 0, 0, 1,
          EDGES(300)},
         "30.000000001 cm",
         "30.000000002 cm"},
        {{"girth", 10, ALL "  girth at most 30.000000002 cm" SOON "  girth at most 30.000000003 cm" SOON, "", 0, 0, 1,
          EDGES(300)},
         "30.000000002 cm",
         "30.000000003 cm"},
    };
    const struct tdm_catalog *catalog = decision_catalog_of(mem);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct asks asks = asks_of(mem, catalog, decision_with(mem, &rows[i].sweep));
        const struct tdm_options *o = with_value(&asks, said_of(&rows[i].sweep), false, 0);
        REQUIRE(o != NULL && the_flip(o) != NULL && the_flip(o)->case_count == 2);
        const struct tdm_flip_case *cases = the_flip(o)->cases;
        struct tdm_buf ends[2];
        for (int e = 0; e < 2; e++) tdm_buf_init(&ends[e], mem, 100);
        tdm_quantity_print(&ends[0], cases[0].until.quantity);
        tdm_quantity_print(&ends[1], cases[1].from.quantity);
        CHECK_STR(tdm_buf_str(&ends[0]), rows[i].to);
        CHECK_STR(tdm_buf_str(&ends[1]), rows[i].from);
        CHECK(!cases[0].has_from && cases[0].until_inside && cases[1].from_inside && !cases[1].has_until);
    }
}

TEST("a change may be below nothing, and beyond what the measure itself can be [M122]") {
    static const struct sweep change = {"pain", 10, ANY "  pain at most 0" SOON, "", 0, 0, 1, EDGES(0)};
    tdm_str text = decision_with(mem, &change), was = TDM_STR("pain is nprs");
    struct tdm_buf out;
    size_t at = 0;
    bool found = tdm_str_find(text, was, &at);
    REQUIRE(found);
    tdm_buf_init(&out, mem, 1u << 16);
    tdm_buf_add(&out, tdm_str_slice(text, 0, at));
    tdm_buf_text(&out, "pain is change of nprs, from before session to next morning");
    tdm_buf_add(&out, tdm_str_slice(text, at + was.len, text.len));
    struct asks asks = asks_of(mem, decision_catalog_of(mem), tdm_buf_str(&out));
    const struct tdm_options *o = with_value(&asks, said_of(&change), false, 0);
    REQUIRE(o != NULL && the_flip(o) != NULL && the_flip(o)->case_count == 2);
    const struct tdm_flip_case *cases = the_flip(o)->cases;
    CHECK(!cases[0].has_from && cases[0].has_until && cases[0].until_inside);
    CHECK(cases[1].has_from && !cases[1].from_inside && !cases[1].has_until);
}
