/* protocol_read_test.c - what a protocol says, block by block, as the engine will find it. */
#include "protocol_ground.h"

static const struct tdm_protocol *small(struct tdm_arena *mem) {
    const struct tdm_protocol *protocol = protocol_of(mem, tdm_str_of(base), NULL);
    for (uint32_t i = 0; i < problems.count; i++)
        check_failed(__FILE__, __LINE__, "%s %u: %s", problems.items[i].code, problems.items[i].place.line,
                     problems.items[i].what);
    return protocol;
}

static tdm_ref name_of(const struct tdm_protocol *p, enum tdm_catalog_kind kind, const char *name) {
    return tdm_catalog_find(p->catalog, kind, tdm_str_of(name));
}

static bool span_is(tdm_span span, int32_t count, enum tdm_span_unit unit) {
    return span.count == count && span.unit == unit;
}

/* N units before (sign -1), on or after (1) the event. */
static bool day_is(const struct tdm_day_expr *day, enum tdm_event event, int sign, int32_t count,
                   enum tdm_span_unit unit) {
    return day->anchor == TDM_ANCHOR_EVENT && day->event == event && day->sign == sign &&
           (sign == 0 || span_is(day->offset, count, unit));
}

static uint16_t load_class(const struct tdm_protocol *p, const char *name) {
    uint16_t step = 99;
    CHECK(tdm_scale_find(tdm_catalog_load_scale(p->catalog), tdm_str_of(name), &step));
    return step;
}

static const struct tdm_phase *phase(const struct tdm_protocol *p, const char *name) {
    return &p->phases[tdm_protocol_phase(p, tdm_str_of(name))];
}

TEST("a protocol is one text that says its name, version, condition, procedure, target and place [F072]") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL);
    CHECK_STR(p->name, "small");
    CHECK_STR(p->version, "1.0");
    CHECK_STR(p->title, "A small protocol");
    CHECK_STR(p->jurisdiction, "Nowhere");
    CHECK_INT(p->condition, name_of(p, TDM_KIND_CONDITION, "arthrosis"));
    CHECK_INT(p->procedure, name_of(p, TDM_KIND_PROCEDURE, "graft"));
    CHECK_INT(p->target, name_of(p, TDM_KIND_VARIABLE, "cartilage-matrix"));
    CHECK_INT(p->region, name_of(p, TDM_KIND_REGION, "knee"));
    CHECK_INT(p->status, TDM_STATUS_DRAFT);
    CHECK(tdm_digest_equal(p->digest, tdm_digest_of(tdm_str_of(base))));
}

TEST("what guidelines say for and against stands in the head, each with its source, and thins no share [F073 S02 "
     "R-D10]") {
    static const char lines[] = "  guideline for, 2024, strength \"grade A\"  [book]\n"
                                "  guideline against, 2019, strength \"strong\"  [book \"p. 9\"]\n"
                                "  guideline no position, 2021, strength \"none\"  [book]\n  notation 1\n";
    const struct tdm_protocol *before = small(mem), *p = protocol_of(mem, changed(mem, "  notation 1\n", lines), NULL);
    REQUIRE(before != NULL && p != NULL && p->guideline_count == 3);
    CHECK_INT(p->guidelines[0].stance, TDM_STANCE_FOR);
    CHECK_INT(p->guidelines[1].stance, TDM_STANCE_AGAINST);
    CHECK_INT(p->guidelines[2].stance, TDM_STANCE_NONE);
    CHECK_INT(p->guidelines[1].year, 2019);
    CHECK_STR(p->guidelines[1].strength, "strong");
    CHECK_STR(p->clauses[p->guidelines[1].clause].cites[0].detail, "p. 9");
    CHECK_INT(p->clauses_wanting_source, before->clauses_wanting_source);
    CHECK_INT(p->clauses_own, before->clauses_own);
}

TEST("a guideline of the head that cannot be read, or rests on nobody, is refused [R-D10 F073]") {
    static const struct refusal refusals[] = {
        {"  notation 1\n", "  guideline perhaps, 2024, strength \"grade A\"  [book]\n", "P046", "perhaps",
         "this cannot be read as `guideline`",
         "write: guideline for, against or no position, YEAR, strength TEXT, where TEXT stands in quotes"},
        {"  notation 1\n", "  guideline for, 2024  [book]\n", "P046", "guideline for, 2024  [book]",
         "this cannot be read as `guideline`",
         "write: guideline for, against or no position, YEAR, strength TEXT, where TEXT stands in quotes"},
        {"  notation 1\n", "  guideline for, 24, strength \"grade A\"  [book]\n", "P073", "24", "`24` is no year",
         "write a year of four digits, such as 2021"},
        {"  notation 1\n", "  guideline for, 2024, strength \"grade A\"  [own]\n", "P071",
         "guideline for, 2024, strength \"grade A\"  [own]",
         "what a guideline says cannot rest on the author's own word",
         "cite the source that says it, or take the line away: it is then told as not known"},
        {"  notation 1\n", "  guideline for, 2024, strength \"grade A\"\n", "P007",
         "guideline for, 2024, strength \"grade A\"", "`guideline for, 2024, strength \"grade A\"` has no source",
         "cite one at its end"},
    };
    for (size_t i = 0; i < TDM_COUNT(refusals); i++) told(mem, TDM_ERROR, &refusals[i]);
}

TEST("the author of a series says which member starts the clock; unsaid stays unsaid [M16]") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL);
    CHECK_INT(p->series, TDM_SERIES_LAST);
    p = protocol_of(mem, changed(mem, "starts at last", "starts at first"), NULL);
    REQUIRE(p != NULL);
    CHECK_INT(p->series, TDM_SERIES_FIRST);
    p = protocol_of(mem, changed(mem, "  clock starts at last of series\n", ""), NULL);
    REQUIRE(p != NULL);
    CHECK_INT(p->series, TDM_SERIES_UNSAID);
}

TEST("a source has its cite, strength and directness [S86 F073]") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL && p->source_count == 2);
    CHECK_STR(p->sources[0].name, "book");
    CHECK_STR(p->sources[0].cite, "A book, page 3");
    CHECK_STR(p->sources[0].id, "isbn 3");
    CHECK_STR(p->sources[0].says, "Four weeks");
    CHECK_INT(p->sources[0].strength, TDM_STRENGTH_CONSENSUS);
    CHECK(!p->sources[0].direct && p->sources[1].direct);
    CHECK_INT(p->sources[1].strength, TDM_STRENGTH_TRIAL);
    CHECK_STR(p->clauses[p->sources[1].clause].text, "source trial-one");
}

TEST(
    "a clause carries its own cites, else those of the line above, of its block's head or its source line [S86 F073]") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL);
    const struct tdm_clause *repair = &p->clauses[phase(p, "repair")->from_clause];
    CHECK_INT(repair->cite_count, 2);
    CHECK_INT(repair->cites[0].source, 0);
    CHECK_STR(repair->cites[0].detail, "p. 4");
    CHECK_INT(repair->cites[1].source, TDM_REF_NONE);
    CHECK(!repair->own);
    CHECK_STR(repair->text, "from procedure, 4 to 8 weeks, uncertain");
    CHECK(p->clauses[phase(p, "repair")->load_clause].own);
    const struct tdm_condition *gate = &p->gates[0].condition;
    CHECK(p->clauses[gate->nodes[1].clause].own);                              /* from the head */
    CHECK_INT(p->clauses[gate->nodes[3].clause].cites[0].source, 1);           /* its own */
    CHECK_INT(p->clauses[p->restrictions[1].until_clause].cites[0].source, 0); /* `source book` */
    const struct tdm_condition *regress = &p->progressions[0].steps[1].condition;
    CHECK(p->clauses[regress->nodes[1].clause].own); /* from the line above */
}

TEST("the share of clauses without a source but the author is counted by hand and by the reader alike [N20]") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL);
    uint32_t wanting = 0, own = 0;
    for (uint32_t i = 0; i < p->clause_count; i++) {
        const struct tdm_clause *c = &p->clauses[i];
        bool figure = c->kind == TDM_CLAUSE_FROM || c->kind == TDM_CLAUSE_OWE
                          ? !tdm_str_starts_with(c->text, TDM_STR("owe"))
                          : tdm_clause_forms[c->kind].wants_source;
        wanting += figure;
        own += figure && c->own;
    }
    CHECK_INT(p->clauses_wanting_source, wanting);
    CHECK_INT(p->clauses_own, own);
    CHECK(own > 0 && own < wanting);
}

TEST("measures have the protocol's words, their side, their session, their age and their change") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL && p->measure_count == 5);
    const struct tdm_measure_use *m = p->measures;
    CHECK(m[0].has_fresh && span_is(m[0].fresh, 3, TDM_SPAN_DAYS) && !m[0].at_treated_side);
    CHECK(m[1].during_session);
    CHECK(m[2].is_change && m[2].from == TDM_MOMENT_BEFORE_SESSION && m[2].to == TDM_MOMENT_NEXT_MORNING);
    CHECK(m[3].at_treated_side && m[3].when_other_affected == TDM_BASIS_BASELINE);
    CHECK_INT(tdm_protocol_measure(p, TDM_STR("effusion")), 4);
    CHECK_INT(tdm_protocol_measure(p, TDM_STR("nowhere")), TDM_REF_NONE);
}

TEST("phases stand on two tracks, side by side, never in one [S03]") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL && p->phase_count == 4);
    CHECK_INT(phase(p, "repair")->track, TDM_TRACK_TISSUE);
    CHECK_INT(phase(p, "protect")->track, TDM_TRACK_FUNCTION);
    CHECK(day_is(&phase(p, "repair")->from, TDM_EVENT_PROCEDURE, 0, 0, TDM_SPAN_DAYS));
    CHECK(day_is(&phase(p, "protect")->from, TDM_EVENT_PROCEDURE, 0, 0, TDM_SPAN_DAYS));
    told(mem, TDM_ERROR,
         &(struct refusal){"phase repair on tissue", "phase repair on tissue and function", "P013", "and",
                           "`and` has no place here", "take it away; the form is: phase NAME on tissue or function"});
    told(mem, TDM_ERROR,
         &(struct refusal){"phase repair on tissue", "phase repair", "P046", "\n", "this cannot be read as `phase`",
                           "write: phase NAME on tissue or function"});
}

TEST("each phase may say its role in the plan [S10 S62]") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL);
    CHECK_INT(phase(p, "prepare")->intent, TDM_INTENT_PREPARE);
    CHECK_INT(phase(p, "repair")->intent, TDM_INTENT_REPAIR);
    CHECK_INT(phase(p, "protect")->intent, TDM_INTENT_PROTECT);
    CHECK_INT(phase(p, "loading")->intent, TDM_INTENT_LOAD);
    p = protocol_of(mem, changed(mem, "  intent protect\n", ""), NULL);
    REQUIRE(p != NULL);
    CHECK_INT(phase(p, "protect")->intent, TDM_INTENT_NONE);
    p = protocol_of(mem, changed(mem, "intent protect", "intent maintain"), NULL);
    REQUIRE(p != NULL);
    CHECK_INT(phase(p, "protect")->intent, TDM_INTENT_MAINTAIN);
}

TEST("a recovery window has a least and a most length, and may be uncertain [S55 F008]") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL);
    const struct tdm_phase *repair = phase(p, "repair"), *prepare = phase(p, "prepare"), *protect = phase(p, "protect");
    CHECK(repair->length.has_least && span_is(repair->length.least, 4, TDM_SPAN_WEEKS));
    CHECK(repair->length.has_most && span_is(repair->length.most, 8, TDM_SPAN_WEEKS));
    CHECK(repair->uncertain && repair->ends_by == 0);
    CHECK(!prepare->uncertain && prepare->has_until);
    CHECK(day_is(&prepare->until, TDM_EVENT_PROCEDURE, 0, 0, TDM_SPAN_DAYS));
    CHECK(span_is(protect->length.least, 15, TDM_SPAN_DAYS) && span_is(protect->length.most, 15, TDM_SPAN_DAYS));
    CHECK(phase(p, "loading")->from.anchor == TDM_ANCHOR_GATE && phase(p, "loading")->from.ref == 0);
}

TEST(
    "a window may come from a table by condition, joint, tissue and procedure: the fitting row counts [S56 M67 F009]") {
    const struct tdm_protocol *p =
        protocol_of(mem,
                    changed(mem, "  from procedure, 4 to 8 weeks, uncertain  [book \"p. 4\", own]\n",
                            "  from procedure  [own]\n"
                            "  length by table  [book]\n"
                            "    tendinosis, any, any, any gives 9 to 10 weeks\n"
                            "    arthrosis, hip, any, any gives 11 to 12 weeks\n"
                            "    arthrosis, knee, strength, any gives 13 to 14 weeks\n"
                            "    arthrosis, knee, cartilage-matrix, graft gives 4 to 6 weeks\n"),
                    NULL);
    REQUIRE(p != NULL);
    CHECK(span_is(phase(p, "repair")->length.least, 4, TDM_SPAN_WEEKS));
    CHECK(span_is(phase(p, "repair")->length.most, 6, TDM_SPAN_WEEKS));
}

TEST("of several fitting rows the stricter counts, for each end alone [M67]") {
    const struct tdm_protocol *p =
        protocol_of(mem,
                    changed(mem, "  from procedure, 4 to 8 weeks, uncertain  [book \"p. 4\", own]\n",
                            "  from procedure  [own]\n"
                            "  length by table  [book]\n"
                            "    any, any, any, any gives 4 to 9 weeks\n"
                            "    arthrosis, any, any, any gives 5 to 6 weeks\n"),
                    NULL);
    REQUIRE(p != NULL);
    CHECK(span_is(phase(p, "repair")->length.least, 5, TDM_SPAN_WEEKS));
    CHECK(span_is(phase(p, "repair")->length.most, 9, TDM_SPAN_WEEKS));
}

/* The small protocol with a set, and what `prepare` asks for before the procedure. */
static tdm_str with_set(struct tdm_arena *mem, const char *set, const char *asked) {
    struct tdm_buf new;
    tdm_buf_init(&new, mem, 4096);
    tdm_buf_format(&new,
                   "%s\nphase prepare on function\n  from enrolment until procedure, 2 to 6 weeks  [own]\n"
                   "  intent prepare\n  load at most moderate  [own]\n  aim strength, \"Enter strong\"\n"
                   "  offer press, slide\n  assess before procedure, within 6 weeks  [book]\n%s",
                   set, asked);
    tdm_buf_char(&new, '\0');
    return changed(mem,
                   "\nphase prepare on function\n  from enrolment until procedure, 2 to 6 weeks  [own]\n"
                   "  intent prepare\n  load at most moderate  [own]\n  aim strength, \"Enter strong\"\n"
                   "  offer press, slide\n  assess before procedure, within 6 weeks  [book]\n    quads\n    pain\n",
                   new.at);
}

TEST("a set of measures is asked for by its name, among others and in its order [F087 R-N48]") {
    tdm_str text = with_set(mem, "set knee-tests\n  quads\n  effusion\n", "    next-rise\n    set knee-tests, pain\n");
    const struct tdm_protocol *p = protocol_of(mem, text, NULL);
    REQUIRE(p != NULL && p->set_count == 1 && phase(p, "prepare")->assessment_count == 1);
    const struct tdm_assess *asked = &phase(p, "prepare")->assessments[0];
    static const char *const wanted[] = {"next-rise", "quads", "effusion", "pain"};
    REQUIRE(asked->measure_count == TDM_COUNT(wanted));
    for (uint32_t i = 0; i < TDM_COUNT(wanted); i++) CHECK_STR(p->measures[asked->measures[i]].name, wanted[i]);
}

TEST("a set that is not there, is empty, or asks for the same twice is refused [R-N48]") {
    static const struct {
        const char *set, *asked, *code, *what, *fix;
    } slips[] = {
        {"set knee-tests\n  quads\n", "    set knee-test\n", "P012", "there is no set `knee-test`",
         "write `knee-tests`"},
        {"set knee-tests\n", "    set knee-tests\n", "P046", "this cannot be read as `set`",
         "write: set NAME, and below it measures, one a line"},
        {"set knee-tests\n  quads\n", "    quads\n    set knee-tests\n", "P006", "`quads` stands twice in this block",
         "keep one of them"},
        {"set knee-tests\n  quads\n  quads\n", "    pain\n", "P006", "`quads` stands twice in this block",
         "keep one of them"},
    };
    for (size_t i = 0; i < TDM_COUNT(slips); i++) {
        CHECK(protocol_of(mem, with_set(mem, slips[i].set, slips[i].asked), NULL) == NULL);
        REQUIRE(problems.count == 1);
        CHECK_STR(tdm_str_of(problems.items[0].code), slips[i].code);
        CHECK_STR(tdm_str_of(problems.items[0].what), slips[i].what);
        CHECK_STR(tdm_str_of(problems.items[0].fix), slips[i].fix);
    }
}

TEST("load is limited by a class of a ladder and by attributes, not on or off [G2]") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL);
    CHECK(phase(p, "repair")->has_ceiling);
    CHECK_INT(phase(p, "repair")->load_class, load_class(p, "low"));
    CHECK_INT(phase(p, "protect")->load_class, load_class(p, "active"));
    CHECK(phase(p, "repair")->barred == (TDM_BIT(name_of(p, TDM_KIND_ATTRIBUTE, "eccentric")) |
                                         TDM_BIT(name_of(p, TDM_KIND_ATTRIBUTE, "deep-flexion"))));
    told(mem, TDM_ERROR,
         &(struct refusal){"load at most active", "load off", "P046", "off", "this cannot be read as `load`",
                           "write: load at most CLASS [, no ATTRIBUTE]"});
}

TEST("offers, aims, assessments and words for the patient stand in their phase") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL);
    const struct tdm_phase *repair = phase(p, "repair"), *prepare = phase(p, "prepare");
    CHECK_INT(prepare->offer_count, 2);
    CHECK_INT(prepare->offers[1].exercise, name_of(p, TDM_KIND_EXERCISE, "slide"));
    CHECK_INT(prepare->offers[0].variable, TDM_REF_NONE);
    CHECK_INT(repair->offers[0].variable, name_of(p, TDM_KIND_VARIABLE, "balance"));
    CHECK_INT(repair->aims[0].variable, name_of(p, TDM_KIND_VARIABLE, "cartilage-matrix"));
    CHECK_STR(repair->aims[0].text, "Repair");
    CHECK_STR(repair->tells[0], "Rest is part of the work.");
    CHECK_INT(prepare->assessments[0].kind, TDM_ASSESS_BEFORE_PROCEDURE);
    CHECK(span_is(prepare->assessments[0].span, 6, TDM_SPAN_WEEKS));
    CHECK_INT(prepare->assessments[0].measure_count, 2);
    CHECK_INT(prepare->assessments[0].measures[0], 3);
    REQUIRE(repair->assessment_count == 2);
    const struct tdm_assess *window = &repair->assessments[0];
    CHECK_INT(window->kind, TDM_ASSESS_WINDOW);
    CHECK(day_is(&window->from, TDM_EVENT_PROCEDURE, 1, 12, TDM_SPAN_DAYS));
    CHECK(day_is(&window->until, TDM_EVENT_PROCEDURE, 1, 15, TDM_SPAN_DAYS));
    CHECK(repair->assessments[1].kind == TDM_ASSESS_EVERY && span_is(repair->assessments[1].span, 2, TDM_SPAN_WEEKS));
    CHECK_INT(phase(p, "loading")->assessments[0].kind, TDM_ASSESS_AT_START);
}

TEST("an assessment before an event counts backwards: the greater span is the first day") {
    const struct tdm_protocol *p = protocol_of(
        mem, changed(mem, "assess 12 to 15 days after procedure", "assess 2 to 5 days before procedure"), NULL);
    REQUIRE(p != NULL);
    const struct tdm_assess *window = &phase(p, "repair")->assessments[0];
    CHECK(day_is(&window->from, TDM_EVENT_PROCEDURE, -1, 5, TDM_SPAN_DAYS));
    CHECK(day_is(&window->until, TDM_EVENT_PROCEDURE, -1, 2, TDM_SPAN_DAYS));
}

TEST(
    "a clearance says who signs, from when, how long it counts, and how far its day may be moved [S88 F011 F012 M50]") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL && p->clearance_count == 1);
    const struct tdm_clearance *c = &p->clearances[0];
    CHECK(c->roles ==
          (TDM_BIT(name_of(p, TDM_KIND_ROLE, "physician")) | TDM_BIT(name_of(p, TDM_KIND_ROLE, "physical-therapist"))));
    CHECK(c->has_not_before && day_is(&c->not_before, TDM_EVENT_PROCEDURE, 1, 4, TDM_SPAN_WEEKS));
    CHECK(span_is(c->valid, 14, TDM_SPAN_DAYS));
    CHECK(c->has_may_move && day_is(&c->may_move_from, TDM_EVENT_PROCEDURE, 1, 3, TDM_SPAN_WEEKS));
    CHECK(day_is(&c->may_move_to, TDM_EVENT_PROCEDURE, 1, 10, TDM_SPAN_WEEKS));
    p = protocol_of(mem, changed(mem, "by physician or physical-therapist\n", "by physician\n"), NULL);
    REQUIRE(p != NULL);
    CHECK(p->clearances[0].roles == TDM_BIT(name_of(p, TDM_KIND_ROLE, "physician")));
}

TEST("a clearance that nobody can sign is refused [S88]") {
    told(mem, TDM_ERROR,
         &(struct refusal){"  by physician or physical-therapist\n", "", "P005", "clearance resume",
                           "`clearance resume` has no `by`", "add: by ROLE [or ROLE]"});
}

TEST("a gate reads both the time and the signature: neither opens it alone [S71 F010]") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL && p->gate_count == 2);
    const struct tdm_condition *c = &p->gates[0].condition;
    CHECK_INT(p->gates[0].phase, tdm_protocol_phase(p, TDM_STR("loading")));
    CHECK(!p->gates[0].bare && !p->gates[0].opens_discharge && p->gates[1].opens_discharge);
    REQUIRE(c->count == 5);
    CHECK_INT(c->nodes[0].kind, TDM_CRITERION_ALL);
    CHECK_INT(c->nodes[0].child_count, 4);
    CHECK_INT(c->nodes[1].kind, TDM_CRITERION_CLEARANCE);
    CHECK_INT(c->nodes[1].ref, 0);
    CHECK_INT(c->nodes[2].kind, TDM_CRITERION_TIME);
    CHECK(day_is(&c->nodes[2].day, TDM_EVENT_PROCEDURE, 1, 4, TDM_SPAN_WEEKS));
    CHECK_INT(c->nodes[3].kind, TDM_CRITERION_READING);
    CHECK(c->nodes[4].kind == TDM_CRITERION_NO_OPEN && c->nodes[4].has_window);
}

TEST("a bare gate stands and is told as bare [G3]") {
    const struct tdm_protocol *p =
        protocol_of(mem,
                    changed(mem,
                            "  pain at most 2, mean of 7 days, at least 4 readings  [trial-one]\n"
                            "  no open flag, screened within 14 days\n",
                            ""),
                    NULL);
    REQUIRE(p != NULL);
    CHECK(p->gates[0].bare && !p->gates[1].bare);
    CHECK_INT(problems.count, 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "P020");
}

TEST("a restriction says what it touches, from when, until when and why; its end may be a day, a signature or none "
     "[M65]") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL && p->restriction_count == 3);
    const struct tdm_restriction *nsaid = &p->restrictions[0], *deep = &p->restrictions[1],
                                 *never = &p->restrictions[2];
    CHECK_INT(nsaid->touches[0].kind, TDM_TOUCH_CLASS);
    CHECK_INT(nsaid->touches[0].ref, name_of(p, TDM_KIND_CLASS, "nsaid"));
    CHECK_INT(nsaid->touches[0].route, name_of(p, TDM_KIND_ROUTE, "mouth"));
    CHECK(day_is(&nsaid->from, TDM_EVENT_PROCEDURE, -1, 7, TDM_SPAN_DAYS));
    CHECK(nsaid->end == TDM_END_DAY && day_is(&nsaid->until, TDM_EVENT_PROCEDURE, 1, 4, TDM_SPAN_WEEKS));
    CHECK_STR(nsaid->because, "They may blunt the repair");
    REQUIRE(deep->touch_count == 3);
    CHECK_INT(deep->touches[0].kind, TDM_TOUCH_ATTRIBUTE);
    CHECK_INT(deep->touches[1].kind, TDM_TOUCH_ACTIVITY);
    CHECK_INT(deep->touches[2].kind, TDM_TOUCH_LOAD_ABOVE);
    CHECK_INT(deep->touches[2].load_class, load_class(p, "moderate"));
    CHECK(deep->end == TDM_END_CLEARANCE && deep->clearance == 0 && deep->has_latest);
    CHECK(day_is(&deep->latest, TDM_EVENT_PROCEDURE, 1, 8, TDM_SPAN_WEEKS));
    CHECK(never->touches[0].kind == TDM_TOUCH_SUBSTANCE && never->end == TDM_END_NEVER);
    CHECK(day_is(&never->from, TDM_EVENT_ENROLMENT, 0, 0, TDM_SPAN_DAYS));
}

TEST("never before is a class and all above it, or an attribute, until its day [M4]") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL && p->never_count == 2);
    CHECK(p->nevers[0].is_class && p->nevers[0].load_class == load_class(p, "high"));
    CHECK(day_is(&p->nevers[0].before, TDM_EVENT_PROCEDURE, 1, 10, TDM_SPAN_WEEKS));
    CHECK(!p->nevers[1].is_class);
    CHECK_INT(p->nevers[1].attribute, name_of(p, TDM_KIND_ATTRIBUTE, "deep-flexion"));
    CHECK(day_is(&p->nevers[1].before, TDM_EVENT_PROCEDURE, 1, 6, TDM_SPAN_WEEKS));
}

TEST("a flag says what raises it, who answers how soon, and whether load is held") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL && p->flag_count == 2);
    CHECK_INT(p->flags[0].item, name_of(p, TDM_KIND_FLAG, "flare"));
    CHECK_INT(p->flags[0].condition.count, 2);
    CHECK(p->flags[0].hold && span_is(p->flags[0].within, 1, TDM_SPAN_DAYS));
    CHECK(p->flags[0].escalate_to == TDM_BIT(name_of(p, TDM_KIND_ROLE, "physician")));
    CHECK(!p->flags[1].hold && p->flags[1].condition.count == 0);
}

TEST("a progression has steps in their order, each with its amount, and ends in otherwise [M5]") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL && p->progress_count == 2);
    const struct tdm_progress *heavier = &p->progressions[0];
    CHECK_INT(heavier->exercise_count, 2);
    CHECK_INT(heavier->phases[0], tdm_protocol_phase(p, TDM_STR("loading")));
    REQUIRE(heavier->step_count == 4);
    const struct tdm_step *s = heavier->steps;
    CHECK(s[0].kind == TDM_STEP_STOP && s[0].has_rest && span_is(s[0].rest, 2, TDM_SPAN_DAYS));
    CHECK(s[0].escalate_to == TDM_BIT(name_of(p, TDM_KIND_ROLE, "physician")));
    CHECK(span_is(s[0].escalate_within, 1, TDM_SPAN_DAYS));
    CHECK(s[1].kind == TDM_STEP_REGRESS && s[1].has_percent);
    CHECK_INT(tdm_decimal_compare(s[1].percent, tdm_decimal_of_int(20)), 0);
    CHECK_INT(s[1].condition.nodes[0].kind, TDM_CRITERION_ANY);
    CHECK_INT(s[1].condition.nodes[0].child_count, 2);
    CHECK(s[2].kind == TDM_STEP_HOLD && !s[2].has_percent);
    CHECK(s[3].kind == TDM_STEP_ADVANCE && s[3].has_cap);
    CHECK_INT(tdm_decimal_compare(s[3].cap_percent_week, tdm_decimal_of_int(10)), 0);
    CHECK_INT(heavier->otherwise, TDM_STEP_HOLD);
    CHECK_INT(p->progressions[1].plan, 0);
    CHECK(p->progressions[1].steps[0].has_plan_weeks &&
          span_is(p->progressions[1].steps[0].plan_weeks, 1, TDM_SPAN_WEEKS));
}

TEST("a plan says how often, how far apart, how many sets, what rest, and the dose of each week") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL && p->plan_count == 1);
    const struct tdm_plan *plan = &p->plans[0];
    CHECK(plan->times == 3 && plan->per_week && plan->sets == 4);
    CHECK(plan->has_apart && plan->apart.count == 48 && plan->apart.unit == TDM_SPAN_HOURS);
    CHECK(plan->has_rest && plan->rest_least.count == 2 && plan->rest_most.count == 3);
    CHECK_STR(plan->rest_unit, "minutes");
    REQUIRE(plan->week_count == 2);
    CHECK(plan->weeks[0].from == 1 && plan->weeks[0].until == 1 && plan->weeks[0].rm == 15);
    CHECK(plan->weeks[0].has_percent && tdm_decimal_compare(plan->weeks[0].percent_1rm, tdm_decimal_of_int(60)) == 0);
    CHECK(plan->weeks[1].from == 2 && plan->weeks[1].until == 3 && plan->weeks[1].sets == 3 &&
          plan->weeks[1].reps == 12);
    CHECK_INT(plan->week_of, tdm_protocol_phase(p, TDM_STR("loading")));
}

TEST("what is owed has its role, rhythm, first and last day, and its measures") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL && p->owe_count == 2);
    CHECK(p->owes[0].diary && p->owes[0].measure_count == 1 && p->owes[0].measures[0] == 0);
    CHECK(span_is(p->owes[0].every, 1, TDM_SPAN_DAYS));
    CHECK(p->owes[0].until.anchor == TDM_ANCHOR_PHASE_END &&
          p->owes[0].until.ref == tdm_protocol_phase(p, TDM_STR("loading")));
    CHECK(!p->owes[1].diary && p->owes[1].measures[0] == 3);
    CHECK_STR(p->owes[1].name, "quads");
    CHECK(day_is(&p->owes[1].until, TDM_EVENT_PROCEDURE, 1, 12, TDM_SPAN_MONTHS));
}

/* ---- parts */

static const char shared[] = "part shared version 1.0\n"
                             "  title \"Shared\"\n"
                             "source leaflet\n"
                             "  cite \"A leaflet\"\n"
                             "  strength expert-opinion, indirect\n"
                             "flag infection-signs\n"
                             "  escalate to physician within 1 days  [leaflet]\n";

static struct tdm_parts parts_of(struct tdm_arena *mem, const char *text) {
    struct tdm_part_file *items = TDM_NEW_ARRAY(mem, struct tdm_part_file, 1);
    tdm_str bytes = tdm_str_of(text);
    items[0] =
        (struct tdm_part_file){TDM_STR("shared"), catalog_tree(mem, "shared.tandem", bytes), tdm_digest_of(bytes)};
    return (struct tdm_parts){items, 1};
}

/* The base without its own infection flag, with `use` in its head. */
static tdm_str using_part(struct tdm_arena *mem, const char *use) {
    tdm_str text =
        changed(mem, "flag infection-signs\n  escalate to physician or physical-therapist within 1 days  [own]\n", "");
    struct tdm_buf out;
    size_t at = 0;
    tdm_buf_init(&out, mem, 1u << 20);
    CHECK(tdm_str_find(text, TDM_STR("  notation 1\n"), &at));
    tdm_buf_add(&out, tdm_str_slice(text, 0, at));
    tdm_buf_text(&out, use);
    tdm_buf_add(&out, tdm_str_slice(text, at, text.len));
    return tdm_buf_str(&out);
}

static const char *hex_of(struct tdm_arena *mem, const struct tdm_parts *parts) {
    struct tdm_buf hex;
    tdm_buf_init(&hex, mem, 100);
    tdm_digest_print(&hex, parts->items[0].digest);
    tdm_buf_char(&hex, '\0');
    return hex.at;
}

static const char *formatted(struct tdm_arena *mem, const char *format, const char *word) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000);
    for (const char *c = format; *c != '\0'; c++) {
        if (*c == '@')
            tdm_buf_text(&out, word);
        else
            tdm_buf_char(&out, *c);
    }
    tdm_buf_char(&out, '\0');
    return out.at;
}

TEST("a pinned part brings its sources, flags and measures, each clause in its own file [F087]") {
    struct tdm_parts parts = parts_of(mem, shared);
    const char *use = formatted(mem, "  use shared, hash \"@\"\n", hex_of(mem, &parts));
    const struct tdm_protocol *p = protocol_of(mem, using_part(mem, use), &parts);
    REQUIRE(p != NULL);
    CHECK_INT(problems.count, 0);
    CHECK_INT(p->source_count, 3);
    CHECK_INT(p->flag_count, 2);
    CHECK_STR(p->clauses[p->flags[0].clause].place.file, "shared.tandem");
    CHECK_STR(p->clauses[p->flags[1].clause].place.file, "small.tandem");
}

TEST("a part that is not pinned is told with the line to write [F087]") {
    struct tdm_parts parts = parts_of(mem, shared);
    tdm_str text = using_part(mem, "  use shared\n");
    CHECK(protocol_of(mem, text, &parts) != NULL);
    CHECK_INT(problems.count, 1);
    const struct tdm_problem *got = &problems.items[0];
    CHECK_INT(got->severity, TDM_NOTE);
    CHECK_STR(tdm_str_of(got->code), "P036");
    CHECK_STR(covered(text, &got->place), "use shared");
    CHECK_STR(tdm_str_of(got->what), "the part `shared` is not pinned: another version of it would be taken silently");
    CHECK_STR(tdm_str_of(got->fix), formatted(mem, "write: use shared, hash \"@\"", hex_of(mem, &parts)));
}

TEST("what a part needs and its protocol lacks is told once, where the part is taken in [F087 R-N42]") {
    static const char needy[] = "part shared version 1.0\n  needs phase late\n\n"
                                "flag infection-signs\n  escalate to physician within 1 days  [own]\n"
                                "progress slower\n  for press\n  in late\n  hold when every set done, last 1 sessions  "
                                "[own]\n  otherwise hold  [own]\n"
                                "progress slowest\n  for lower-down\n  in late\n  hold when every set done, last 1 "
                                "sessions  [own]\n  otherwise hold  [own]\n";
    struct tdm_parts parts = parts_of(mem, needy);
    tdm_str text = using_part(mem, formatted(mem, "  use shared, hash \"@\"\n", hex_of(mem, &parts)));
    CHECK(protocol_of(mem, text, &parts) == NULL);
    CHECK_INT(problems.count, 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "P012");
    CHECK_STR(tdm_str_slice(covered(text, &problems.items[0].place), 0, 10), "use shared");
    CHECK_STR(tdm_str_of(problems.items[0].what), "the part `shared` speaks of a phase `late`, and there is none");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "declare a phase `late`, or take the part out");
}

TEST("a part that is not the pinned one is refused [F087]") {
    struct tdm_parts parts = parts_of(mem, shared);
    tdm_str text = using_part(mem, "  use shared, hash \"00\"\n");
    CHECK(protocol_of(mem, text, &parts) == NULL);
    CHECK_INT(problems.count, 1);
    const struct tdm_problem *got = &problems.items[0];
    CHECK_STR(tdm_str_of(got->code), "P035");
    CHECK_STR(covered(text, &got->place), "\"00\"");
    CHECK_STR(tdm_str_of(got->what), "the part `shared` is not the one that was pinned");
    CHECK_STR(tdm_str_of(got->fix), formatted(mem, "read what changed, then write: hash \"@\"", hex_of(mem, &parts)));
}

TEST("a pin that cannot be read is refused, not taken for none [F087]") {
    struct tdm_parts parts = parts_of(mem, shared);
    tdm_str text = using_part(mem, "  use shared, hash abc\n");
    CHECK(protocol_of(mem, text, &parts) == NULL);
    CHECK_INT(problems.count, 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "P046");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "write: use PART, hash TEXT, where TEXT stands in quotes");
}

TEST("a part with the nearest name is offered") {
    struct tdm_parts parts = parts_of(mem, shared);
    CHECK(protocol_of(mem, using_part(mem, "  use shred\n"), &parts) == NULL);
    CHECK_STR(tdm_str_of(problems.items[0].code), "P034");
    CHECK_STR(tdm_str_of(problems.items[0].what), "there is no part `shred`");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "write `shared`");
}

static bool part_stands(struct tdm_arena *mem, const char *text) {
    const struct tdm_catalog *catalog = small_catalog(mem);
    const struct tdm_tree *tree = catalog_tree(mem, "shared.tandem", tdm_str_of(text));
    tdm_problems_init(&problems);
    return tdm_part_check(mem, tree, catalog, &problems);
}

TEST("a part is checked alone as a protocol that uses it would find it [F087]") {
    CHECK(part_stands(mem, shared));
    CHECK_INT(problems.count, 0);
    CHECK(!part_stands(mem, "part shared\n"));
    CHECK_STR(tdm_str_of(problems.items[0].code), "P001");
    CHECK_STR(tdm_str_of(problems.items[0].what), "a part begins with its name and version");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "write on the first line: part NAME version 1.0");
    CHECK(
        !part_stands(mem, "part shared version 1.0\nflag infection-signs\n  escalate to nurse within 1 days  [own]\n"));
    CHECK_STR(tdm_str_of(problems.items[0].code), "P011");
}

TEST("a version is found in the library by name and number") {
    const struct tdm_protocol *p = small(mem);
    REQUIRE(p != NULL);
    struct tdm_library library = {p->catalog, &p, 1};
    CHECK(tdm_library_protocol(&library, TDM_STR("small"), TDM_STR("1.0")) == p);
    CHECK(tdm_library_protocol(&library, TDM_STR("small"), TDM_STR("1.00")) == NULL);
    CHECK(tdm_library_protocol(&library, TDM_STR("smal"), TDM_STR("1.0")) == NULL);
}

TEST("every kind of clause has a row in the table, and each must stand in a block that has a row") {
    for (int k = 0; k < TDM_CLAUSE_KIND_COUNT; k++) {
        const struct tdm_clause_form *form = &tdm_clause_forms[k];
        CHECK(form->head != NULL && form->form != NULL && form->form[0] != '\0' && form->meaning[0] != '\0');
        bool found = form->inside[0] == '\0';
        for (int i = 0; i < TDM_CLAUSE_KIND_COUNT; i++)
            found = found || strcmp(tdm_clause_forms[i].head, form->inside) == 0;
        CHECK(found);
    }
}

TEST("a part may need a phase that whoever uses it declares, and is checked as if it were there [R-N42 F087]") {
    CHECK(part_stands(mem, "part shared version 1.0\n  needs phase loading, strength\nprogress heavier\n  for press\n"
                           "  in loading, strength\n  hold when open flag  [own]\n  otherwise hold  [own]\n"));
    CHECK(!part_stands(mem, "part shared version 1.0\nprogress heavier\n  for press\n  in loading\n"
                            "  hold when open flag  [own]\n  otherwise hold  [own]\n"));
    CHECK_STR(tdm_str_of(problems.items[0].code), "P012");
    CHECK(!part_stands(mem, "part shared version 1.0\n  needs phase \"loading\"\n"));
    CHECK_STR(tdm_str_of(problems.items[0].code), "P055");
    CHECK_STR(tdm_str_of(problems.items[0].what), "this does not say which phases the part needs");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "write: needs phase NAME [, NAME]");
}

TEST("a step may be a weight, with a cap in weight, and a plan may say amounts of its dose [R-N43 F028 F029]") {
    const struct tdm_protocol *p = protocol_of(
        mem, changed(mem, "advance load by 5%, at most 10% a week", "advance load by 2.5 kg, at most 5 kg a week"),
        NULL);
    REQUIRE(p != NULL);
    const struct tdm_step *step = &p->progressions[0].steps[p->progressions[0].step_count - 1];
    CHECK(step->has_amount && !step->has_percent && step->has_cap && step->has_cap_amount);
    CHECK_INT(step->amount.number.coefficient, 25);
    CHECK_INT(step->cap_amount_week.number.coefficient, 5);
    p = protocol_of(mem, changed(mem, "week 1 15RM, 60% of 1RM", "week 1 15RM, depth 70 deg, 60% of 1RM"), NULL);
    REQUIRE(p != NULL);
    REQUIRE(p->plans[0].weeks[0].amount_count == 1 && p->plans[0].weeks[0].has_percent);
    CHECK_STR(p->plans[0].weeks[0].amounts[0].field, "depth");
    CHECK_INT(p->plans[0].weeks[0].amounts[0].quantity.number.coefficient, 70);
    CHECK(protocol_of(mem, changed(mem, "week 1 15RM, 60% of 1RM", "week 1 15RM, depth 70 kg"), NULL) == NULL);
    CHECK_STR(tdm_str_of(problems.items[0].code), "P054");
    CHECK_STR(tdm_str_of(problems.items[0].what), "`press` is not dosed by `depth` in that unit");
    CHECK_STR(tdm_str_of(problems.items[0].fix),
              "name an amount that every exercise of the plan has, in its unit, or leave it out");
    CHECK(protocol_of(mem, changed(mem, "week 1 15RM, 60% of 1RM", "week 1 15RM, 60% of 1RM, 70% of 1RM"), NULL) ==
          NULL);
}
