/* criteria_damage_test.c - conditions with one thing wrong, wherever one thing can go wrong. */
#include "../damage.h"
#include "criteria_ground.h"

static const char condition[] = "pain at most 2, mean of 7 days, at least 4 readings\n"
                                "pain above 2 to 5, latest within 7 days\n"
                                "next-rise above 2, worst of 2 days, at least 1 readings\n"
                                "flexion 120 to below 140 deg, latest within 2 weeks\n"
                                "girth is 30 cm, latest within 7 days\n"
                                "girth 200 mm to 40 cm, latest within 7 days\n"
                                "effusion trace to 1+, latest within 1 day\n"
                                "effusion is not 2+, latest within 7 days\n"
                                "quads at least 80% of other side, latest within 21 days\n"
                                "quads 80% to below 90% of baseline, latest within 21 days\n"
                                "active-share above 20%, mean of 7 days, at least 4 readings\n"
                                "flexion at most 5 deg from other side, latest within 7 days\n"
                                "score better than baseline by at least 15, latest within 6 weeks\n"
                                "pain worse than last week by above 0, latest within 1 days\n"
                                "press at least 70% of 1RM, latest within 7 days\n"
                                "fresh-score at least 50, latest\n"
                                "every set done, last 2 sessions\n"
                                "settled by next morning, every within 7 days, at least 2 readings\n"
                                "no open flag, screened within 14 days\n"
                                "any of\n"
                                "  open flare\n"
                                "  all of\n"
                                "    not open compensation\n"
                                "    open stiff-knee-gait, screened within 30 days\n"
                                "at least 2 of\n"
                                "  clearance resume\n"
                                "  clearance full-load\n"
                                "  not before 2 days after end of repair\n"
                                "not any of\n"
                                "  taking class anticoagulant, screened within 3 months\n"
                                "  record of event fall within 6 months\n"
                                "no record of class nsaid since 7 days before procedure\n"
                                "no substance ibuprofen since enrolment\n"
                                "record of procedure concentrate within 3 months\n"
                                "record of finding stiff-knee-gait since 2026-01-31\n"
                                "always\n";

static bool read_condition(struct tdm_arena *mem, const void *ground, tdm_str text, struct tdm_problems *told) {
    const struct tdm_tree *tree = NULL;
    struct tdm_condition out;
    return tdm_notation_read(mem, TDM_STR("gate.tandem"), text, &tree, told) &&
           tdm_condition_read(mem, tree, tree->first, NULL, ground, NULL, &out, told);
}

TEST("whatever one thing is wrong in a condition, it is read or refused at a place and with a way out") {
    struct damage d = {.read = read_condition, .ground = criteria_scope(mem), .text = tdm_str_of(condition)};
    damage_everywhere(mem, &d);
    CHECK(d.refused_count > 2 * d.read_count);
}
