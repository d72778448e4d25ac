/* protocol_damage_test.c - a protocol and a decision with one thing wrong, wherever one thing can go wrong. */
#include "../damage.h"
#include "decision_ground.h"
#include "protocol_ground.h"

/* The forms that the small protocol of the other tests has not. */
static const char other[] = "protocol other version 1.0\n"
                            "  title \"Another\"\n"
                            "  condition arthrosis\n"
                            "  procedure graft\n"
                            "  target cartilage-matrix at knee\n"
                            "  status reviewed\n"
                            "  signed by physician on 2026-01-10, reviewed\n"
                            "  clock starts at first of series\n"
                            "\n"
                            "source book\n"
                            "  cite \"A book, page 3\"\n"
                            "  strength consensus, indirect\n"
                            "\n"
                            "measure pain is nprs\n"
                            "measure quads is torque, at treated side\n"
                            "  other side affected, use norm\n"
                            "measure effort-pain is nprs, during session\n"
                            "\n"
                            "phase repair on tissue\n"
                            "  source book\n"
                            "  from procedure\n"
                            "  length by table\n"
                            "    any, any, any, any gives 4 to 8 weeks\n"
                            "    arthrosis, knee, any, any gives 5 to 6 weeks\n"
                            "    arthrosis, knee, cartilage-matrix, graft gives 6 to 9 weeks\n"
                            "  ends by clearance resume\n"
                            "  load at most low\n"
                            "phase loading on function\n"
                            "  source book\n"
                            "  from gate start-loading\n"
                            "  aim \"Become strong\"\n"
                            "  load at most high\n"
                            "  offer press\n"
                            "  assess 2 weeks before end of repair  [own]\n"
                            "    quads\n"
                            "\n"
                            "clearance resume\n"
                            "  source book\n"
                            "  by physician\n"
                            "  not before 4 weeks after procedure\n"
                            "  valid 14 days\n"
                            "gate start-loading opens loading  [book]\n"
                            "  clearance resume\n"
                            "restrict no-deep\n"
                            "  source book\n"
                            "  attribute deep-flexion\n"
                            "  load above moderate\n"
                            "  from procedure\n"
                            "  until clearance resume\n"
                            "  because \"Deep bends load the site\"\n"
                            "flag flare\n"
                            "  source book\n"
                            "  raised by any of\n"
                            "    pain at least 8, latest within 1 days\n"
                            "  escalate to physician within 1 days\n"
                            "  then hold\n"
                            "progress heavier\n"
                            "  source book\n"
                            "  for press\n"
                            "  in loading\n"
                            "  regress load by 2 kg when effort-pain at least 5, worst of 1 days, at least 1 readings\n"
                            "  advance load by 5 kg, at most 10 kg a week when every set done, last 2 sessions\n"
                            "  otherwise hold\n"
                            "plan daily\n"
                            "  source book\n"
                            "  for press\n"
                            "  in loading\n"
                            "  2 times a day, depth 30 deg, load 20 kg, rest 90 seconds\n"
                            "plan weekly\n"
                            "  for press\n"
                            "  in loading\n"
                            "  2 times a week  [own]\n"
                            "  by week of loading\n"
                            "    week 1 3x12, load 20 kg, depth 30 deg  [own]\n"
                            "    weeks 2 to 3 15RM, 60% of 1RM, depth 60 deg  [own]\n";

static bool read_protocol(struct tdm_arena *mem, const void *ground, tdm_str text, struct tdm_problems *told) {
    const struct tdm_protocol *protocol = NULL;
    const struct tdm_tree *tree = NULL;
    return tdm_notation_read(mem, TDM_STR("small.tandem"), text, &tree, told) &&
           tdm_protocol_read(mem, tree, ground, NULL, &protocol, told);
}

static bool read_decision(struct tdm_arena *mem, const void *ground, tdm_str text, struct tdm_problems *told) {
    const struct tdm_decision *decision = NULL;
    const struct tdm_tree *tree = NULL;
    return tdm_notation_read(mem, TDM_STR("small.tandem"), text, &tree, told) &&
           tdm_decision_read(mem, tree, ground, &decision, told);
}

TEST("whatever one thing is wrong in a protocol, it is read or refused at a place and with a way out") {
    struct damage d = {.read = read_protocol, .ground = small_catalog(mem), .text = tdm_str_of(base)};
    damage_everywhere(mem, &d);
    CHECK(d.refused_count > 4 * d.read_count);
}

TEST("whatever one thing is wrong in a protocol of other forms, it is read or refused at a place and with a way out") {
    struct damage d = {.read = read_protocol, .ground = small_catalog(mem), .text = tdm_str_of(other)};
    damage_everywhere(mem, &d);
    CHECK(d.refused_count > 4 * d.read_count);
}

TEST("whatever one thing is wrong in a decision, it is read or refused at a place and with a way out") {
    struct damage d = {.read = read_decision, .ground = decision_catalog_of(mem), .text = tdm_str_of(decision_base)};
    damage_everywhere(mem, &d);
    CHECK(d.refused_count > 4 * d.read_count);
}

TEST("what an offer is for stands at its end") {
    told(mem, TDM_ERROR,
         &(struct refusal){"  offer slide, for balance\n", "  offer slide, for balance, press\n", "P013", "for",
                           "`for` has no place here",
                           "take it away; the form is: offer EXERCISE [, EXERCISE] [, for VARIABLE]"});
}

TEST("a promise is whole words, whatever stands beside them, and its sentence begins after any full stop [M111]") {
    static const struct {
        const char *title;
        bool promise;
    } rows[] = {{"Healing guaranteed", true},
                {"(guaranteed) healing", true},
                {"{guaranteed} healing", true},
                {"`guaranteed` healing", true},
                {"Healing unguaranteed", false},
                {"Healing guaranteed9", false},
                {"9guaranteed healing", false},
                {"Healing guaranteed\xc3\xa9", false},
                {"GUARANTEED healing", true},
                {"Not today? Guaranteed healing", true},
                {"Not today! Guaranteed healing", true},
                {"No healing is guaranteed", false}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf line;
        tdm_buf_init(&line, mem, 200);
        tdm_buf_format(&line, "  title \"%s\"\n", rows[i].title);
        tdm_str text = changed(mem, "  title \"A small protocol\"\n", tdm_arena_str(mem, tdm_buf_str(&line)).at);
        bool refused = protocol_of(mem, text, NULL) == NULL;
        if (refused != rows[i].promise)
            check_failed(__FILE__, __LINE__, "%s: %s", rows[i].title, problems.items[0].what);
    }
}
