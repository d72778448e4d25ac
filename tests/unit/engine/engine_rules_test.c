/* engine_rules_test.c - the rules of ARCHITECTURE.md that never bend, as far as the standing can break them: a test
 * each, over charts in which a lot happens. */
#include "engine_ground.h"

/* A signature too early, one that counts, a start, a hold, a flag, a revocation, medicines, sessions, a late record. */
#define EVENTFUL                                                                                                       \
    TREATED                                                                                                            \
    "2026-01-10 09:00 plan procedure on 2026-02-02 by physician-a\n"                                                   \
    "2026-01-28 10:00 medicine by p-1, taken \"ibuprofen\" 400 mg, route mouth\n"                                      \
    "2026-02-20 10:00 clear resume by physician-b, name s0\n"                                                          \
    "2026-02-22 10:00 session by p-1, at home\n"                                                                       \
    "  lower-down 3x10\n"                                                                                              \
    "2026-03-03 09:00 prescribe by therapist-a, name rx-1\n"                                                           \
    "  press 3x10, 40 kg, depth 60 deg, 3 times a week\n" LOADING                                                      \
    "2026-03-05 10:00 hold loading by p-1, because \"Sore\"\n"                                                         \
    "2026-03-07 10:00 resume loading by therapist-a\n"                                                                 \
    "2026-03-09 10:00 flag flare raised by p-1\n"                                                                      \
    "2026-03-11 10:00 flag flare closed by physician-a\n"                                                              \
    "2026-03-14 10:00 revoke s1 by physician-a, because \"Swelling\"\n"                                                \
    "2026-02-25 10:00 flag infection-signs raised by p-1, recorded 2026-03-16T10:00Z\n"                                \
    "2026-03-18 09:00 override heavier by physician-a, because \"Asked for\"\n"

static const char *const days[] = {"2026-01-01", "2026-01-20", "2026-01-30", "2026-02-02", "2026-02-21", "2026-03-02",
                                   "2026-03-04", "2026-03-06", "2026-03-10", "2026-03-14", "2026-03-18", "2026-09-01"};

TEST("rule 1: the standing is a function of its inputs; asked twice, the bytes are the same [F110]") {
    for (size_t i = 0; i < TDM_COUNT(days); i++) {
        tdm_digest one = tdm_standing_digest(on_day(mem, EVENTFUL, days[i]), mem);
        struct tdm_arena *other = tdm_arena_open((size_t)256 << 20);
        tdm_digest two = tdm_standing_digest(on_day(other, EVENTFUL, days[i]), other);
        CHECK(tdm_digest_equal(one, two));
        tdm_arena_close(other);
    }
}

TEST("rule 1: the order of lines in the file changes no answer [M125 M114 M18]") {
    /* every entry of the eventful chart stands as one piece; the pieces in reverse */
    tdm_str text = tdm_str_of(EVENTFUL);
    struct tdm_buf reversed;
    tdm_buf_init(&reversed, mem, 1u << 16);
    for (size_t end = text.len; end > 0;) {
        size_t start = end - 1;
        while (start > 0 && !(text.at[start - 1] == '\n' && text.at[start] == '2')) start--;
        tdm_buf_add(&reversed, tdm_str_slice(text, start, end));
        end = start;
    }
    for (size_t i = 0; i < TDM_COUNT(days); i++)
        CHECK(tdm_digest_equal(tdm_standing_digest(on_day(mem, EVENTFUL, days[i]), mem),
                               tdm_standing_digest(on_day(mem, engine_c(mem, &reversed), days[i]), mem)));
}

TEST("rule 2: nothing is stored: other days asked in between change no answer, on one open case [F110]") {
    const struct tdm_case *episode = engine_open(mem, tdm_str_of(engine_protocol), EVENTFUL);
    REQUIRE(episode != NULL);
    tdm_digest first[TDM_COUNT(days)];
    for (size_t i = 0; i < TDM_COUNT(days); i++) {
        struct tdm_asof asof = {engine_day(days[i]), TDM_INSTANT_NONE};
        first[i] = tdm_standing_digest(tdm_standing_of(mem, episode, NULL, 0, asof), mem);
    }
    for (size_t i = TDM_COUNT(days); i > 0; i--) {
        struct tdm_asof asof = {engine_day(days[i - 1]), TDM_INSTANT_NONE};
        CHECK(tdm_digest_equal(first[i - 1], tdm_standing_digest(tdm_standing_of(mem, episode, NULL, 0, asof), mem)));
    }
}

TEST("rule 3: unknown is a value: without readings and screens no gate is open and none is told closed by silence "
     "[M25 M27]") {
    const char *silent = ENROLLED PROCEDURE SIGNED;
    for (int day = 0; day < 14; day++) {
        tdm_date on = {engine_day("2026-03-02").day + day};
        const struct tdm_standing *s = on_day(mem, silent, engine_day_text(mem, on));
        CHECK_INT(check_at(s, "start-loading", 3)->truth, TDM_UNKNOWN);
        CHECK_INT(check_at(s, "start-loading", 4)->truth, TDM_UNKNOWN);
        CHECK_INT(gate_of(s, "start-loading")->state, TDM_GATE_CANNOT_TELL);
    }
}

TEST("rule 4: every check of every gate has a reason and a clause with its place in the protocol's text [M28 M41]") {
    for (size_t i = 0; i < TDM_COUNT(days); i++) {
        const struct tdm_standing *s = on_day(mem, EVENTFUL, days[i]);
        const struct tdm_protocol *protocol = s->episode->protocol;
        for (uint32_t g = 0; g < protocol->gate_count; g++)
            for (uint16_t c = 0; c < s->gates[g].check_count; c++) {
                const struct tdm_check *check = &s->gates[g].checks[c];
                CHECK(check->reason.code != TDM_REASON_NONE);
                if (check->truth != TDM_MET && tdm_date_is_none(check->could_change_on))
                    CHECK(check->needs != TDM_REASON_NONE);
                enum tdm_criterion_kind kind = protocol->gates[g].condition.nodes[c].kind;
                if (kind == TDM_CRITERION_ALL || kind == TDM_CRITERION_ANY || kind == TDM_CRITERION_AT_LEAST)
                    continue; /* a block: the places are those of its terms */
                REQUIRE(check->reason.clause < protocol->clause_count);
                CHECK(protocol->clauses[check->reason.clause].place.line > 0);
            }
    }
}

TEST("rule 4: signatures, phases, deviations and obligations name their entry or their clause") {
    for (size_t i = 0; i < TDM_COUNT(days); i++) {
        const struct tdm_standing *s = on_day(mem, EVENTFUL, days[i]);
        const struct tdm_protocol *protocol = s->episode->protocol;
        for (uint32_t c = 0; c < protocol->clearance_count; c++) {
            CHECK(s->clearances[c].reason.code != TDM_REASON_NONE);
            CHECK(s->clearances[c].reason.clause < protocol->clause_count);
        }
        for (uint32_t p = 0; p < protocol->phase_count; p++)
            if (s->phases[p].state == TDM_PHASE_HELD || s->phases[p].state == TDM_PHASE_ENDED)
                CHECK(s->phases[p].reason.code != TDM_REASON_NONE);
        for (uint32_t d = 0; d < s->deviation_count; d++)
            CHECK(s->deviations[d].entry != TDM_ENTRY_NONE || s->deviations[d].reason.clause != TDM_CLAUSE_NONE);
        for (uint32_t o = 0; o < s->owed_count; o++)
            CHECK(s->owed[o].entry != TDM_ENTRY_NONE || s->owed[o].clause != TDM_CLAUSE_NONE ||
                  s->owed[o].reason.ref != TDM_REF_NONE);
    }
}

TEST("rule 5: nothing is overwritten: what was known on a day is answered the same after later entries [F110 M48]") {
    /* the chart as it stood on 2026-03-08, and the whole one asked with the knowledge of that day */
    const char *then =
        TREATED "2026-01-10 09:00 plan procedure on 2026-02-02 by physician-a\n"
                "2026-01-28 10:00 medicine by p-1, taken \"ibuprofen\" 400 mg, route mouth\n"
                "2026-02-20 10:00 clear resume by physician-b, name s0\n"
                "2026-02-22 10:00 session by p-1, at home\n  lower-down 3x10\n"
                "2026-03-03 09:00 prescribe by therapist-a, name rx-1\n  press 3x10, 40 kg, depth 60 deg, 3 times a "
                "week\n" LOADING "2026-03-05 10:00 hold loading by p-1, because \"Sore\"\n"
                "2026-03-07 10:00 resume loading by therapist-a\n";
    for (size_t i = 0; i < TDM_COUNT(days); i++) {
        const struct tdm_standing *whole = as_known(mem, EVENTFUL, days[i], "2026-03-08"),
                                  *old = as_known(mem, then, days[i], "2026-03-08");
        CHECK_INT(whole->entries_seen, old->entries_seen);
        CHECK_INT(whole->deviation_count, old->deviation_count);
        CHECK_INT(whole->owed_count, old->owed_count);
        CHECK_INT(whole->ceiling.load_class, old->ceiling.load_class);
        CHECK(whole->ceiling.barred == old->ceiling.barred);
        for (uint32_t p = 0; p < whole->episode->protocol->phase_count; p++) {
            CHECK_INT(whole->phases[p].state, old->phases[p].state);
            CHECK_INT(whole->phases[p].days_in_force, old->phases[p].days_in_force);
        }
        for (uint32_t g = 0; g < whole->episode->protocol->gate_count; g++)
            CHECK_INT(whole->gates[g].state, old->gates[g].state);
        for (uint32_t c = 0; c < whole->episode->protocol->clearance_count; c++)
            CHECK_INT(whole->clearances[c].reason.code, old->clearances[c].reason.code);
    }
}

TEST("rule 6: prescription, plan and actual are three: none of them does what another means [M81 M13 M116]") {
    const char *plan =
        ENROLLED "2026-01-10 09:00 plan procedure on 2026-01-20 by physician-a\n"
                 "2026-01-12 09:00 prescribe by therapist-a\n  press 3x10, 40 kg, depth 60 deg, 3 times a week\n";
    const struct tdm_standing *s = on_day(mem, plan, "2026-01-25");
    CHECK_INT(s->procedure_performed, false);
    CHECK_DAY(s->planned_procedure, "2026-01-20");
    CHECK_INT(phase_of(s, "protect")->state, TDM_PHASE_NOT_YET);
    CHECK_INT(deviation_count(s, "session-above-ceiling"), 0);
    /* done otherwise than prescribed: the prescription stays what it was */
    const char *done =
        ENROLLED "2026-01-12 09:00 prescribe by therapist-a\n  press 3x10, 40 kg, depth 60 deg, 3 times a week\n"
                 "2026-01-14 18:00 session by p-1, at home\n  press 3x10, 90 kg, depth 60 deg\n";
    s = on_day(mem, done, "2026-01-15");
    REQUIRE(s->exercise_count == 1);
    CHECK_INT(s->exercises[0].prescribed, true);
    CHECK_INT(s->episode->chart->doses[s->exercises[0].prescription].prescribed, true);
    CHECK_DAY(s->episode->chart->doses[s->exercises[0].prescription].date, "2026-01-12");
}

TEST("rule 7: an override is possible, signed and reasoned, opens, and is visible for ever [M53 F017]") {
    const struct tdm_standing *s = on_day(mem, EVENTFUL, "2026-03-18");
    CHECK_INT(gate_of(s, "heavier")->state, TDM_GATE_OPEN);
    CHECK_INT(gate_of(s, "heavier")->truth, TDM_UNMET);
    CHECK_INT(deviation_count(on_day(mem, EVENTFUL, "2030-01-01"), "gate-overridden"), 1);
    CHECK(engine_open(mem, tdm_str_of(engine_protocol), TREATED "2026-03-18 09:00 override heavier by physician-a\n") ==
          NULL);
}

TEST("rule 8: over every day, the gate is never open before its time nor without a signature that counts "
     "[M28 S71 F010]") {
    const char *entries = TREATED "2026-02-20 10:00 clear resume by physician-b, name s0\n" SIGNED;
    for (int day = 0; day < 120; day++) {
        tdm_date on = {engine_day("2026-01-05").day + day};
        const char *text = engine_day_text(mem, on);
        bool counts = on.day >= engine_day("2026-03-02").day && on.day <= engine_day("2026-03-16").day;
        bool fresh = on.day <= engine_day("2026-03-13").day;
        CHECK_INT(gate_of(on_day(mem, entries, text), "start-loading")->state == TDM_GATE_OPEN, counts && fresh);
        CHECK(gate_of(on_day(mem, TREATED, text), "start-loading")->state != TDM_GATE_OPEN);
    }
}

TEST("rule 9: no default for what is left open: no ceiling, no length and no end is made up [G4 M113]") {
    tdm_str silent = engine_changed(mem, "  load at most moderate  [own]\nphase protect", "phase protect");
    const struct tdm_standing *s = engine_standing(mem, silent, ENROLLED, "2026-01-20", NULL);
    CHECK_STR(ceiling_of(s), "none");
    CHECK_INT(restriction_of(s, "no-nsaid")->state, TDM_RESTRICTION_NO_DATE);
    CHECK_DAY(restriction_of(on_day(mem, TREATED, "2026-02-10"), "no-deep")->last, "-");
    for (uint32_t i = 0; i < on_day(mem, TREATED, "2026-02-20")->ceiling.term_count; i++) {
        const struct tdm_ceiling_term *term = &on_day(mem, TREATED, "2026-02-20")->ceiling.terms[i];
        CHECK(!tdm_date_is_none(term->last) || term->ends_by_person);
    }
}

TEST("rule 10: dates are civil days: the hour of recording and of the act change no answer of the day [M9 M19 M20]") {
    static const char *const hours[] = {"00:00", "09:30", "23:59"};
    tdm_digest first = {{0}};
    for (size_t i = 0; i < TDM_COUNT(hours); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 4096);
        tdm_buf_format(&text,
                       "%s2026-03-02 %s clear resume by physician-a\n2026-03-04 %s enter loading by therapist-a, "
                       "recorded 2026-03-05T%s:00Z\n",
                       TREATED, hours[i], hours[i], hours[i]);
        tdm_digest got = tdm_standing_digest(on_day(mem, engine_c(mem, &text), "2026-03-10"), mem);
        if (i == 0) first = got;
        CHECK(tdm_digest_equal(first, got));
    }
}

static void refuses(struct tdm_arena *mem, const char *entries, const char *wanted) {
    struct tdm_buf said;
    tdm_buf_init(&said, mem, 4096);
    CHECK(engine_open(mem, tdm_str_of(engine_protocol), entries) == NULL);
    CHECK_INT(problems.count, 1);
    const struct tdm_problem *p = &problems.items[0];
    tdm_buf_format(&said, "%s %u %s | %s", p->code, p->place.line, p->what, p->fix);
    CHECK_STR(tdm_buf_str(&said), wanted);
}

TEST("rule 11: a name the protocol does not have is refused with its place and a way out") {
    refuses(mem, ENROLLED "2026-01-06 09:00 enter loadin by therapist-a\n",
            "E004 15 the protocol `staged` has no phase `loadin` | write `loading`");
    refuses(mem, ENROLLED "2026-01-06 09:00 clear resum by physician-a\n",
            "E005 15 the protocol `staged` has no clearance `resum` | write `resume`");
    refuses(mem, ENROLLED "2026-01-06 09:00 override heavie by physician-a, because \"x\"\n",
            "E006 15 the protocol `staged` has no gate `heavie` | write `heavier`");
}

TEST("rule 12: never more certain than the source: nobody asked is said, planned is said, a person's end is said "
     "[M26 M13 M113]") {
    tdm_str weak = engine_changed(mem, "no open flag, screened within 28 days", "no open flag");
    const struct tdm_standing *s = engine_standing(
        mem, weak, ENROLLED PROCEDURE SIGNED "2026-03-02 20:00 diary by p-1\n  pain 1 points\n", "2026-03-04", NULL);
    CHECK_INT(check_at(s, "start-loading", 4)->truth, TDM_MET);
    CHECK_WHY(check_at(s, "start-loading", 4)->reason.code, "never-asked");
    s = on_day(mem, ENROLLED "2026-01-10 09:00 plan procedure on 2026-02-02 by physician-a\n", "2026-01-20");
    CHECK_INT(restriction_of(s, "no-nsaid")->planned, true);
    CHECK_INT(restriction_of(on_day(mem, TREATED, "2026-02-10"), "no-deep")->ends_by_person, true);
}
