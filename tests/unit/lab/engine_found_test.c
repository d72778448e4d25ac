/* engine_found_test.c - what invented charts found in the engine, each as the few entries that show it, under a shipped
 * protocol. */
#include "lab_ground.h"

#include <string.h>

static const char head[] =
    "chart found\n  patient example-1\n  site knee, right\n  protocol knee-oa-bmac version 1.1\n"
    "  zone UTC\n  synthetic\n  people\n    physician-a physician\n    therapist-a physical-therapist\n"
    "    nurse-a nurse\n    example-1 patient\n\n";

static const struct tdm_standing *standing_of(struct tdm_arena *mem, const char *entries, const char *on,
                                              const char *known) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_library *library = ground_library(mem);
    const struct tdm_case *episode;
    struct tdm_asof asof = {TDM_DATE_NONE, TDM_INSTANT_NONE};
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_buf_text(&text, head);
    tdm_buf_text(&text, entries);
    tdm_problems_init(problems);
    const struct tdm_chart *chart = ground_read(mem, tdm_buf_str(&text), problems);
    tdm_date day;
    bool dated = tdm_date_parse(tdm_str_of(on), &asof.on);
    if (known[0] != '\0' && tdm_date_parse(tdm_str_of(known), &day)) asof.known = tdm_zone_day_end(&tdm_zone_utc, day);
    if (dated && chart != NULL && tdm_case_open(mem, library, chart, &episode, problems))
        return tdm_standing_of(mem, episode, NULL, 0, asof);
    check_failed(__FILE__, __LINE__, "not opened: %s", problems->count == 0 ? "" : problems->items[0].what);
    return NULL;
}

/* The check of the first criterion of that comparison. */
static const struct tdm_check *compared(const struct tdm_standing *s, enum tdm_compare compare) {
    const struct tdm_protocol *p = s->episode->protocol;
    for (uint32_t g = 0; g < p->gate_count; g++)
        for (uint16_t n = 0; n < p->gates[g].condition.count; n++)
            if (p->gates[g].condition.nodes[n].kind == TDM_CRITERION_READING &&
                p->gates[g].condition.nodes[n].compare == compare)
                return &s->gates[g].checks[n];
    return NULL;
}

/* "code then now; ..." of every deviation. */
static tdm_str deviations(struct tdm_arena *mem, const struct tdm_standing *s) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 16);
    for (uint32_t i = 0; s != NULL && i < s->deviation_count; i++)
        tdm_buf_format(&out, "%s%d %d %d", i == 0 ? "" : "; ", (int)s->deviations[i].reason.code,
                       s->deviations[i].known_then, s->deviations[i].known_now);
    return tdm_buf_str(&out);
}

#define PROCEDURE "2026-01-20 procedure bone-marrow-concentrate by physician-a\n"

TEST("the baseline is a reading that counts: one by the wrong person hides none [M38 M82]") {
    const char *entries = "2026-01-05 enrol by physician-a\n"
                          "2026-01-06 assess by nurse-a\n  koos-pain right 90 points\n"
                          "2026-01-08 assess by therapist-a\n  koos-pain right 40 points\n" PROCEDURE
                          "2026-02-08 assess by therapist-a\n  koos-pain right 60 points\n";
    const struct tdm_standing *s = standing_of(mem, entries, "2026-02-10", "");
    REQUIRE(s != NULL && compared(s, TDM_COMPARE_BETTER) != NULL);
    CHECK_INT(compared(s, TDM_COMPARE_BETTER)->truth, TDM_MET);
    CHECK_INT(compared(s, TDM_COMPARE_BETTER)->reason.value.quantity.number.coefficient, 20);
}

TEST("a baseline that nobody knew of yet is none: the last reading known is it [M20 M82]") {
    const char *entries =
        "2026-01-05 enrol by physician-a\n"
        "2026-01-06 assess by therapist-a\n  koos-pain right 40 points\n"
        "2026-01-08 assess by therapist-a, recorded 2026-03-01T08:00Z\n"
        "  koos-pain right 59 points\n" PROCEDURE "2026-02-08 assess by therapist-a\n  koos-pain right 60 points\n";
    const struct tdm_standing *then = standing_of(mem, entries, "2026-02-10", "2026-02-10"),
                              *now = standing_of(mem, entries, "2026-02-10", "");
    REQUIRE(then != NULL && now != NULL);
    CHECK_INT(compared(then, TDM_COMPARE_BETTER)->truth, TDM_MET);
    CHECK_INT(compared(now, TDM_COMPARE_BETTER)->truth, TDM_UNMET);
}

TEST("a diary's earlier lines written after a signature are told, and a later withdrawal changes nothing "
     "[M20 M48 M49]") {
    const char *entries =
        "2025-12-01 enrol by physician-a\n"
        "2025-12-20 procedure bone-marrow-concentrate by physician-a\n"
        "2026-01-19 diary by example-1, name words\n  pain 1 points\n"
        "2026-01-20 correct words by example-1, because \"a slip\", name slip\n"
        "  2026-01-19 pain 7 points, was 1 points\n"
        "2026-01-20 withdraw slip by example-1, because \"it was right\", recorded 2026-03-06T08:00Z\n"
        "2026-01-22 clear resume by physician-a\n"
        "2026-01-25 diary by example-1\n  2026-01-17 pain 8 points\n  2026-01-18 pain 8 points\n"
        "  2026-01-20 pain 8 points\n  2026-01-21 pain 8 points\n";
    char without[2048];
    const char *from = strstr(entries, "2026-01-20 withdraw"), *rest = strstr(entries, "2026-01-22 clear");
    snprintf(without, sizeof without, "%.*s%s", (int)(from - entries), entries, rest);
    const struct tdm_standing *whole = standing_of(mem, entries, "2026-02-20", "2026-02-20"),
                              *truncated = standing_of(mem, without, "2026-02-20", "2026-02-20");
    REQUIRE(whole != NULL && truncated != NULL);
    bool told = false;
    for (uint32_t i = 0; i < truncated->deviation_count; i++)
        told = told || truncated->deviations[i].reason.code == TDM_REASON_DEVIATION_LATE_FACT;
    CHECK(told);
    CHECK(tdm_str_equal(deviations(mem, whole), deviations(mem, truncated)));
}

TEST("what a day before the procedure allowed is read off that day, whatever was recorded later [M13 M48]") {
    const char *with =
        "2026-01-05 enrol by physician-a\n"
        "2026-01-07 plan procedure on 2026-01-17 by physician-a\n"
        "2026-01-12 prescribe by therapist-a, name rx-1\n  leg-press 3x10, 70 kg, depth 100 deg, effort 2\n"
        "2026-01-14 plan procedure on 2026-01-22 by physician-a, recorded 2026-01-24T12:22Z\n"
        "2026-01-21 session of rx-1 by example-1\n  leg-press 3x10, 70 kg, depth 100 deg, effort 2\n"
        "2026-01-22 12:12 procedure bone-marrow-concentrate by physician-a\n";
    char without[2048];
    const char *from = strstr(with, "2026-01-14 plan"), *rest = strstr(with, "2026-01-21 session");
    snprintf(without, sizeof without, "%.*s%s", (int)(from - with), with, rest);
    const struct tdm_standing *whole = standing_of(mem, with, "2026-03-01", "2026-01-22"),
                              *truncated = standing_of(mem, without, "2026-03-01", "2026-01-22");
    REQUIRE(whole != NULL && truncated != NULL);
    CHECK(truncated->deviation_count > 0);
    CHECK(tdm_str_equal(deviations(mem, whole), deviations(mem, truncated)));
}

TEST("an episode that ended before the procedure ends no phase that the procedure began [M2 M15 M98]") {
    const struct tdm_standing *s =
        standing_of(mem,
                    "2026-01-05 enrol by physician-a\n2026-01-10 end declined by physician-a\n"
                    "2026-02-02 procedure bone-marrow-concentrate by physician-a\n",
                    "2026-02-05", "");
    REQUIRE(s != NULL);
    tdm_ref repair = tdm_protocol_phase(s->episode->protocol, TDM_STR("repair"));
    tdm_ref remodel = tdm_protocol_phase(s->episode->protocol, TDM_STR("remodel"));
    CHECK_INT(s->phases[repair].state, TDM_PHASE_ACTIVE);
    CHECK_INT(s->phases[remodel].state, TDM_PHASE_NOT_YET);
    CHECK_INT(s->track[TDM_TRACK_TISSUE].phase, repair);
}

TEST("a revocation that names the second record of a signature revokes the signature [M47 M114]") {
    const char *entries = "2026-01-05 enrol by physician-a\n"
                          "2026-02-02 procedure bone-marrow-concentrate by physician-a\n"
                          "2026-03-03 clear resume by physician-a, name first\n"
                          "2026-03-03 clear resume by physician-a, name second, recorded 2026-03-04T08:00Z\n"
                          "2026-03-05 revoke second by physician-a, because \"more swelling\"\n";
    const struct tdm_standing *before = standing_of(mem, entries, "2026-03-04", ""),
                              *s = standing_of(mem, entries, "2026-03-06", "");
    REQUIRE(before != NULL && s != NULL);
    tdm_ref resume = tdm_protocol_clearance(s->episode->protocol, TDM_STR("resume"));
    CHECK_INT(before->clearances[resume].truth, TDM_MET);
    CHECK_INT(s->clearances[resume].truth, TDM_UNMET);
    CHECK_INT(s->clearances[resume].reason.code, TDM_REASON_REVOKED);
}

TEST("however many statements there are, an open emergency still stops all load [M71 M72 M97]") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 16);
    tdm_buf_text(&text, "2026-01-05 enrol by physician-a\n");
    for (int i = 0; i < 40; i++)
        tdm_buf_format(&text, "2026-01-06 %02d:%02d statement \"As it is\" by physician-a, load at most moderate\n",
                       8 + i / 10, i);
    tdm_buf_text(&text, "2026-01-07 flag infection-signs raised by example-1\n");
    tdm_buf_char(&text, '\0');
    const struct tdm_standing *s = standing_of(mem, tdm_buf_str(&text).at, "2026-01-08", "");
    REQUIRE(s != NULL);
    CHECK(s->ceiling.has_class);
    CHECK_INT(s->ceiling.load_class, 0);
    CHECK(s->ceiling.term_count > 40);
}

TEST("what was not done and corrected to a value later opens, also where a flag's rule reads it [M31 M79]") {
    const char *entries =
        "2026-01-05 enrol by physician-a\n"
        "2026-01-06 assess by therapist-a, name look\n  effusion right not-done, because \"no time\"\n"
        "2026-01-08 correct look by therapist-a, because \"it was done\"\n"
        "  2026-01-06 effusion right 2+, was not-done\n";
    const struct tdm_standing *then = standing_of(mem, entries, "2026-01-09", "2026-01-07"),
                              *now = standing_of(mem, entries, "2026-01-09", "");
    REQUIRE(then != NULL && now != NULL);
    CHECK_INT(then->open_count, 0);
    CHECK_INT(now->open_count, 1);
}

TEST("what was prescribed under an emergency that a screen found is told, without a flag of its own [M66 M97]") {
    const struct tdm_standing *s = standing_of(mem,
                                               "2026-01-05 enrol by physician-a\n"
                                               "2026-01-06 screen flags by nurse-a, found severe-bleeding\n"
                                               "2026-01-07 prescribe by therapist-a\n  ankle-pump 3x10\n",
                                               "2026-01-09", "");
    REQUIRE(s != NULL);
    CHECK(s->ceiling.has_class && s->ceiling.load_class == 0);
    CHECK_INT(s->deviation_count, 1);
    CHECK_INT(s->deviations[0].reason.code, TDM_REASON_DEVIATION_PRESCRIBED);
}

TEST("of two open flags the earlier is named, whether or not the rule of one of them could hold later [M20 M26]") {
    const char *with = "2026-01-08 12:30 flag severe-pain raised by therapist-a\n"
                       "2026-01-18 16:54 flag limb-loss-of-feeling raised by nurse-a\n"
                       "2026-02-15 diary by example-1\n  pain 10 points\n";
    char without[512];
    snprintf(without, sizeof without, "%.*s", (int)(strstr(with, "2026-02-15") - with), with);
    const struct tdm_standing *a = standing_of(mem, with, "2026-02-01", ""),
                              *b = standing_of(mem, without, "2026-02-01", "");
    REQUIRE(a != NULL && b != NULL);
    for (uint32_t g = 0; g < a->episode->protocol->gate_count; g++)
        for (uint16_t n = 0; n < a->gates[g].check_count; n++)
            CHECK_INT(a->gates[g].checks[n].reason.entry, b->gates[g].checks[n].reason.entry);
}

TEST("a flag's rule is not asked on the day of a reading that nobody knew of [M20 M96]") {
    const char *entries = "2026-05-28 assess by therapist-a\n  effusion right trace\n"
                          "2026-06-03 assess by therapist-a\n  effusion right 3+\n"
                          "2026-06-10 08:33 assess by therapist-a\n  effusion right 3+\n"
                          "2026-06-16 09:15 assess by physician-a\n  effusion right 3+\n";
    char known_then[1024];
    snprintf(known_then, sizeof known_then, "%.*s", (int)(strstr(entries, "2026-06-16") - entries), entries);
    const struct tdm_standing *whole = standing_of(mem, entries, "2026-07-06", "2026-06-15"),
                              *part = standing_of(mem, known_then, "2026-07-06", "2026-06-15");
    REQUIRE(whole != NULL && part != NULL);
    CHECK_INT(whole->open_count, part->open_count);
}
