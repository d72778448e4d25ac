/* engine_impact_test.c - one chart on one day under two texts of its protocol: what would change, by name (M104). */
#include "engine/impact.h"
#include "engine_case.h"

#define ENROL "2026-01-05 enrol by physician-a\n2026-02-20 assess by therapist-a\n  quads right 80 N.m\n"
#define DONE  ENROL "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"
#define GONE_ON                                                                                                        \
    DONE "2026-03-30 clear resume by physician-a\n2026-03-31 enter loading by therapist-a, through start-loading\n"    \
         "2026-04-02 09:00 prescribe by therapist-a, name rx\n  lower-down 3x10\n"

#define NSAID(weeks)                                                                                                   \
    "restrict no-nsaid\n  substance class nsaid\n  from 7 days before procedure  [own]\n  until " weeks                \
    " weeks after procedure  [own]\n  because \"It may blunt the repair\"\n"
#define HOME(pain) "gate home opens discharge  [own]\n  pain at most " pain ", latest within 7 days\n"
#define LATE_DOWN  "never offer eccentric before 12 weeks after procedure  [own]\n"

/* As `tandem impact` compares: what is owed however far ahead. */
static const struct tdm_standing *far_ahead(struct tdm_arena *mem, const struct tdm_case *episode, const char *on) {
    struct tdm_asof asof = {TDM_DATE_NONE, TDM_INSTANT_NONE};
    if (episode == NULL || !tdm_date_parse(tdm_str_of(on), &asof.on)) return NULL;
    return tdm_standing_far_ahead(mem, episode, NULL, 0, asof);
}

static struct tdm_impact impact(struct tdm_arena *mem, const char *before, const char *after, const char *entries,
                                const char *on) {
    const struct tdm_standing *a = far_ahead(mem, case_open(mem, before, entries), on),
                              *b = far_ahead(mem, case_open(mem, after, entries), on);
    if (a == NULL || b == NULL) return (struct tdm_impact){.count = UINT32_MAX};
    return tdm_impact_of(mem, a, b);
}

static const struct tdm_impact_item *item_of(const struct tdm_impact *impact, enum tdm_impact_kind kind) {
    const struct tdm_impact_item *found = NULL;
    for (uint32_t i = 0; i < impact->count && impact->items != NULL; i++)
        if (impact->items[i].kind == kind && found == NULL) found = &impact->items[i];
    return found;
}

TEST("the same text changes nothing on any day, and neither does another order of its clauses [M104]") {
    static const char *const days[] = {"2026-01-05", "2026-02-28", "2026-03-03", "2026-04-03", "2026-06-20"};
    for (size_t i = 0; i < TDM_COUNT(days); i++) {
        CHECK_INT(impact(mem, NSAID("4") HOME("2"), NSAID("4") HOME("2"), GONE_ON, days[i]).count, 0);
        CHECK_INT(impact(mem, NSAID("4") HOME("2"), HOME("2") NSAID("4"), GONE_ON, days[i]).count, 0);
    }
}

TEST("a date that moves is told with both days, by the name of what it is of [M104]") {
    struct tdm_impact moved = impact(mem, NSAID("4"), NSAID("6"), DONE, "2026-03-05");
    const struct tdm_impact_item *item = item_of(&moved, TDM_IMPACT_DATE);
    REQUIRE(item != NULL);
    CHECK_INT(moved.count, 1);
    CHECK_STR(tdm_str_of(item->thing), "restriction ends");
    CHECK_STR(item->name, "no-nsaid");
    CHECK_INT(item->to_on.day - item->on.day, 14);
}

TEST("a gate that would be closed today is told from its state to the other [M104]") {
    static const char reading[] = DONE "2026-03-04 assess by therapist-a\n  pain 2\n";
    struct tdm_impact shut = impact(mem, HOME("2"), HOME("1"), reading, "2026-03-05");
    const struct tdm_impact_item *item = item_of(&shut, TDM_IMPACT_GATE);
    REQUIRE(item != NULL);
    CHECK_STR(item->name, "home");
    CHECK_INT(item->n, TDM_GATE_OPEN);
    CHECK_INT(item->of_n, TDM_GATE_CLOSED);
    struct tdm_impact back = impact(mem, HOME("1"), HOME("2"), reading, "2026-03-05");
    item = item_of(&back, TDM_IMPACT_GATE);
    REQUIRE(item != NULL);
    CHECK_INT(item->n, TDM_GATE_CLOSED);
    CHECK_INT(item->of_n, TDM_GATE_OPEN);
}

TEST("what only one of the texts has is told as new or as gone, and other things keep their names [M104]") {
    struct tdm_impact more = impact(mem, HOME("2"), NSAID("4") HOME("2"), DONE, "2026-03-05");
    CHECK_INT(more.count, 1);
    REQUIRE(item_of(&more, TDM_IMPACT_ADDED) != NULL);
    CHECK_STR(item_of(&more, TDM_IMPACT_ADDED)->name, "no-nsaid");
    struct tdm_impact fewer = impact(mem, NSAID("4") HOME("2"), NSAID("4"), DONE, "2026-03-05");
    CHECK_INT(fewer.count, 1);
    REQUIRE(item_of(&fewer, TDM_IMPACT_GONE) != NULL);
    CHECK_STR(item_of(&fewer, TDM_IMPACT_GONE)->name, "home");
    struct tdm_impact first = impact(mem, NSAID("4") HOME("2"), HOME("2"), DONE, "2026-03-05");
    CHECK_INT(first.count, 1);
    REQUIRE(item_of(&first, TDM_IMPACT_GONE) != NULL); /* the first of its kind too */
    CHECK_STR(item_of(&first, TDM_IMPACT_GONE)->name, "no-nsaid");
}

TEST(
    "what was lawful and would have been against the new text is told with the entry, and the other way round [M104]") {
    struct tdm_impact against = impact(mem, "", LATE_DOWN, GONE_ON, "2026-04-03");
    const struct tdm_impact_item *item = item_of(&against, TDM_IMPACT_VIOLATION);
    REQUIRE(item != NULL && item->index < against.after->deviation_count);
    CHECK_STR(tdm_str_of(tdm_entry_kind_word(
                  against.after->episode->chart->chart->entries[against.after->deviations[item->index].entry].kind)),
              "prescribe");
    struct tdm_impact lifted = impact(mem, LATE_DOWN, "", GONE_ON, "2026-04-03");
    CHECK(item_of(&lifted, TDM_IMPACT_VIOLATION) == NULL);
    CHECK(item_of(&lifted, TDM_IMPACT_LIFTED) != NULL);
}

TEST("an episode that is past what the texts differ in has nothing against the new one [M104]") {
    struct tdm_impact none = impact(mem, "", LATE_DOWN, DONE, "2026-09-01");
    CHECK(item_of(&none, TDM_IMPACT_VIOLATION) == NULL);
}

static tdm_str told(struct tdm_arena *mem, const struct tdm_impact *impact) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 10000);
    for (uint32_t i = 0; i < impact->count; i++) {
        const struct tdm_impact_item *item = &impact->items[i];
        tdm_buf_format(&out, "%s %.*s", item->thing, TDM_FMT(item->name));
        if (item->kind == TDM_IMPACT_STATE)
            tdm_buf_format(&out, " %.*s > %.*s", TDM_FMT(item->from), TDM_FMT(item->to));
        if (item->kind == TDM_IMPACT_ADDED || item->kind == TDM_IMPACT_GONE)
            tdm_buf_text(&out, item->kind == TDM_IMPACT_ADDED ? " new" : " gone");
        if (item->kind == TDM_IMPACT_DATE && !tdm_date_is_none(item->on) && !tdm_date_is_none(item->to_on))
            tdm_buf_format(&out, " %+d", item->to_on.day - item->on.day);
        tdm_buf_char(&out, '\n');
    }
    return tdm_arena_str(mem, tdm_buf_str(&out));
}

#define DIARY(days)                                                                                                    \
    "owe diary\n  by patient, every " days " days, from procedure until 90 days after procedure  [own]\n"
#define TORQUE "owe quads\n  by physical-therapist, every 7 days, from procedure until 90 days after procedure  [own]\n"

TEST("what is owed, and by when, is compared by name: moved, new, gone [M104]") {
    struct tdm_impact one = impact(mem, DIARY("2"), DIARY("5"), DONE, "2026-03-03");
    CHECK_STR(told(mem, &one), "due diary +3\n");
    one = impact(mem, DIARY("2"), DIARY("2") TORQUE, DONE, "2026-03-09");
    CHECK_STR(told(mem, &one), "owed measure quads new\n");
    one = impact(mem, DIARY("2") TORQUE, DIARY("2"), DONE, "2026-03-09");
    CHECK_STR(told(mem, &one), "owed measure quads gone\n");
    one = impact(mem, DIARY("2"), DIARY("7"), DONE, "2026-03-09");
    CHECK_STR(told(mem, &one), "owed diary late > due\ndue diary +5\n");
}

#define STRENGTH(days)                                                                                                 \
    "owe quads\n  by physical-therapist, every " days " days, from procedure until 90 days after procedure  [own]\n"

TEST("what is owed is compared however far ahead it is, though a standing lists a week only [M104]") {
    struct tdm_impact one = impact(mem, STRENGTH("30"), STRENGTH("40"), DONE, "2026-03-05");
    CHECK_STR(told(mem, &one), "due measure quads +10\n");
    const struct tdm_standing *listed = standing_on(mem, case_open(mem, STRENGTH("30"), DONE), "2026-03-05");
    REQUIRE(listed != NULL);
    for (uint32_t i = 0; i < listed->owed_count; i++) CHECK(listed->owed[i].kind != TDM_OWED_MEASURE);
}

TEST("an exercise that would be barred, and the day until which it would be, are told by name [M104]") {
    struct tdm_impact shut = impact(mem, "", LATE_DOWN, GONE_ON, "2026-04-03");
    CHECK(tdm_str_starts_with(told(mem, &shut), TDM_STR("barred until eccentric\nexercise lower-down allowed")));
    struct tdm_impact later =
        impact(mem, LATE_DOWN, "never offer eccentric before 14 weeks after procedure  [own]\n", GONE_ON, "2026-04-03");
    CHECK_STR(told(mem, &later), "barred until eccentric +14\n");
}

/* The same chart under the small protocol, and under it with one place of it replaced. */
static struct tdm_impact replaced(struct tdm_arena *mem, const char *old, const char *new, const char *entries,
                                  const char *on) {
    const struct tdm_standing *a = standing_on(mem, case_open(mem, "", entries), on), *b;
    case_base = case_changed(mem, old, new);
    b = standing_on(mem, case_open(mem, "", entries), on);
    case_base = case_protocol;
    if (a == NULL || b == NULL) return (struct tdm_impact){.count = UINT32_MAX};
    return tdm_impact_of(mem, a, b);
}

TEST("a signature that would not count any more is told by the name of its clearance [M104 M44]") {
    static const char signed_on[] = DONE "2026-03-31 clear resume by physician-a\n";
    struct tdm_impact early =
        replaced(mem, "  not before 4 weeks after procedure  [own]\n  valid 14 days  [own]\n",
                 "  not before 6 weeks after procedure  [own]\n  valid 14 days  [own]\n", signed_on, "2026-04-01");
    const struct tdm_impact_item *found = NULL;
    for (uint32_t i = 0; i < early.count && early.items != NULL; i++)
        if (tdm_str_is(tdm_str_of(early.items[i].thing), "signature")) found = &early.items[i];
    REQUIRE(found != NULL);
    CHECK_STR(found->name, "resume");
    CHECK_STR(found->from, "counts");
    CHECK_STR(found->to, "does not count");
}

TEST("the phase in force and the load that it allows are compared by name and by class [M104]") {
    static const char quiet[] = "phase quiet on function\n  from 5 days after procedure, 4 weeks  [own]\n"
                                "  intent protect\n  load at most active  [own]\n  offer slide\n";
    struct tdm_impact one = impact(mem, "", quiet, DONE, "2026-03-10");
    const struct tdm_impact_item *step = item_of(&one, TDM_IMPACT_STEP), *load = item_of(&one, TDM_IMPACT_CEILING);
    REQUIRE(step != NULL && load != NULL);
    CHECK_STR(tdm_str_of(step->thing), "phase in force");
    CHECK_STR(step->name, "function");
    CHECK_STR(step->from, "protect");
    CHECK_STR(step->to, "quiet");
    CHECK_INT(load->n, 2);
    CHECK_INT(load->of_n, 1);
    one = impact(mem, quiet, "", DONE, "2026-03-10");
    load = item_of(&one, TDM_IMPACT_CEILING);
    REQUIRE(load != NULL);
    CHECK_INT(load->n, 1);
    CHECK_INT(load->of_n, 2);
}

TEST("a limit that one text does not set is told as none, in either direction [M104]") {
    static const char with[] = "  load at most high  [own]\n  offer press, slide\n",
                      without[] = "  offer press, slide\n";
    struct tdm_impact gone = replaced(mem, with, without, ENROL, "2026-02-21");
    REQUIRE(item_of(&gone, TDM_IMPACT_CEILING) != NULL);
    CHECK_INT(item_of(&gone, TDM_IMPACT_CEILING)->n, 4);
    CHECK_INT(item_of(&gone, TDM_IMPACT_CEILING)->of_n, -1);
    struct tdm_impact back = tdm_impact_of(mem, gone.after, gone.before);
    REQUIRE(item_of(&back, TDM_IMPACT_CEILING) != NULL);
    CHECK_INT(item_of(&back, TDM_IMPACT_CEILING)->n, -1);
    CHECK_INT(item_of(&back, TDM_IMPACT_CEILING)->of_n, 4);
}

TEST("a gate that was passed under both texts is no difference, whatever it would say today [M104]") {
    static const char later[] = "  valid 14 days  [own]\n", shorter[] = "  valid 2 days  [own]\n";
    static const char signed_[] = DONE "2026-03-30 clear resume by physician-a\n";
    struct tdm_impact open = replaced(mem, later, shorter, signed_, "2026-04-03");
    CHECK(item_of(&open, TDM_IMPACT_GATE) != NULL); /* nobody has gone through */
    struct tdm_impact passed = replaced(mem, later, shorter, GONE_ON, "2026-04-03");
    CHECK(passed.count != UINT32_MAX && item_of(&passed, TDM_IMPACT_GATE) == NULL);
}

TEST("each entry against the new text is told, beside one that is against both [M104]") {
    static const char loads[] = GONE_ON "2026-04-05 17:00 session by p-1\n  lower-down 3x10\n"
                                        "2026-06-20 17:00 session by p-1\n  lower-down 3x10\n";
    static const char longer[] = "never offer eccentric before 20 weeks after procedure  [own]\n";
    struct tdm_impact more = impact(mem, LATE_DOWN, longer, loads, "2026-06-21");
    uint32_t count = 0;
    for (uint32_t i = 0; i < more.count; i++) {
        if (more.items[i].kind != TDM_IMPACT_VIOLATION) continue;
        CHECK_DATE(more.after->deviations[more.items[i].index].date, "2026-06-20");
        count++;
    }
    CHECK(count > 0);
    struct tdm_impact fewer = impact(mem, longer, LATE_DOWN, loads, "2026-06-21");
    CHECK(item_of(&fewer, TDM_IMPACT_VIOLATION) == NULL && item_of(&fewer, TDM_IMPACT_LIFTED) != NULL);
}
