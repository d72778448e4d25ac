/* engine_signs_test.c - warning signs side by side and adverse events: what was recorded, what was asked for, what
 * nobody asked; who judges how an event relates to the treatment. */
#include "engine_case.h"

#define ENROL "2026-01-05 enrol by physician-a\n"

static uint32_t flag_of(const struct tdm_standing *s, const char *name) {
    for (uint32_t f = 0; f < s->episode->protocol->flag_count; f++)
        if (tdm_str_is(s->episode->protocol->flags[f].name, name)) return f;
    return UINT32_MAX;
}

static const char flags[] = "flag flare\n"
                            "  escalate to physician within 2 days  [own]\n"
                            "  then hold\n";

TEST("signs recorded, asked for and not asked stand side by side [M124 M26 G5]") {
    static const char entries[] = ENROL "2026-01-06 flag infection-signs raised by p-1\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, flags, entries), "2026-01-07");
    REQUIRE(s != NULL && flag_of(s, "flare") != UINT32_MAX);
    CHECK_INT(s->safety.signs[flag_of(s, "infection-signs")].state, TDM_SIGN_OPEN);
    CHECK_DATE(s->safety.signs[flag_of(s, "infection-signs")].date, "2026-01-06");
    CHECK_INT(s->safety.signs[flag_of(s, "flare")].state, TDM_SIGN_NOT_ASKED);
    static const char asked[] = ENROL "2026-01-06 screen flare by therapist-a, none found\n";
    s = standing_on(mem, case_open(mem, flags, asked), "2026-01-07");
    REQUIRE(s != NULL);
    CHECK_INT(s->safety.signs[flag_of(s, "flare")].state, TDM_SIGN_NOT_FOUND);
    CHECK_DATE(s->safety.signs[flag_of(s, "flare")].date, "2026-01-06");
    CHECK_INT(s->safety.signs[flag_of(s, "infection-signs")].state, TDM_SIGN_NOT_ASKED);
}

TEST("an adverse event stands with its grade until a signing role judges how it relates to the treatment [F018 G5]") {
    static const char patient[] = ENROL "2026-03-10 adverse swelling by p-1, grade 2, relatedness possible\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", patient), "2026-03-11");
    REQUIRE(s != NULL && s->safety.event_count == 1);
    CHECK_INT(s->safety.events[0].grade, 2);
    CHECK(s->safety.events[0].judged_by == TDM_ENTRY_NONE);
    const struct tdm_owed *owed = NULL;
    REQUIRE(owed_of(s, TDM_OWED_JUDGEMENT, &owed) == 1);
    CHECK(owed->roles == role_mask(s, "physician"));
    static const char judged[] =
        ENROL "2026-03-10 adverse swelling by p-1, grade 2\n"
              "2026-03-12 adverse swelling by physician-a, grade 3, relatedness probable, serious\n";
    const struct tdm_case *episode = case_open(mem, "", judged);
    s = standing_on(mem, episode, "2026-03-11");
    REQUIRE(s != NULL && s->safety.event_count == 1);
    CHECK_INT(owed_of(s, TDM_OWED_JUDGEMENT, &owed), 1);
    s = standing_on(mem, episode, "2026-03-12");
    REQUIRE(s != NULL && s->safety.event_count == 1);
    CHECK_STR(s->safety.events[0].relatedness, "probable");
    CHECK(s->safety.events[0].serious);
    CHECK_INT(s->safety.events[0].grade, 3);
    CHECK_DATE(s->safety.events[0].date, "2026-03-10");
    CHECK_INT(owed_of(s, TDM_OWED_JUDGEMENT, &owed), 0);
}

TEST("an event that its judge recorded and could not relate stays to be judged, and two events are two [F018]") {
    static const char entries[] = ENROL "2026-03-10 adverse swelling by physician-a, grade 1, relatedness unknown\n"
                                        "2026-03-11 adverse bruise by physician-a, grade 1, relatedness definite\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-12");
    REQUIRE(s != NULL && s->safety.event_count == 2);
    CHECK(s->safety.events[0].judged_by == TDM_ENTRY_NONE);
    CHECK(s->safety.events[1].judged_by != TDM_ENTRY_NONE);
    const struct tdm_owed *owed = NULL;
    CHECK_INT(owed_of(s, TDM_OWED_JUDGEMENT, &owed), 1);
}
