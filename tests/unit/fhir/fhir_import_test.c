/* fhir_import_test.c - resources back into a chart: every kind of entry, whatever is added by others, and what is
 * refused, with its words and its place. */
#include "fhir_ground.h"

/* Every kind of entry, with what each can say. */
static const char story[] =
    "2026-01-05 08:00 enrol by physician-a, writer ward-a 1\n"
    "2026-01-05 consent \"treatment\" given by p-1\n"
    "2026-01-05 screen flags by physician-a, none found\n"
    "2026-01-05 screen stiff-gait, tender by therapist-a, found tender, words \"inside\"\n"
    "2026-01-06 09:30 assess by therapist-a, name first, recorded 2026-01-07T08:15:30.250Z\n"
    "  quads right 96.50 N.m, left not-done, because \"too sore\"\n  effusion right 1+\n"
    "2026-01-06 diary by p-1\n  2026-01-04 pain 3\n  2026-01-05 pain 2, pain-now 1\n"
    "2026-01-07 finding stiff-gait opened by therapist-a, at knee right, grade 2, words \"since the fall\"\n"
    "2026-01-07 flag infection-signs raised by therapist-a, words \"warm\", because \"he asked\", reason patient-wish\n"
    "2026-01-08 medicine by p-1, taken \"Knee Gel\" 2.50 mg, route skin, on prescription, for \"his knee\"\n"
    "2026-01-08 medicine by physician-a, ordered \"ibuprofen\" 400 mg\n"
    "2026-01-08 medicine by p-1, stopped \"uncle's drops\"\n"
    "2026-01-09 deny class nsaid by p-1, since 2026-01-01\n"
    "2026-01-09 deny ibuprofen by p-1, route mouth, since 2026-01-02\n"
    "2026-01-10 prescribe by therapist-a, name one\n  press 3x10, 20 kg, depth 80 deg, 3 times a week\n  slide 2x15\n"
    "2026-01-11 session of one by p-1, with therapist-a, at clinic\n"
    "  press 10 reps 20 kg, 8 reps 20 kg stopped \"tired\"\n  slide could-not, because \"no mat\"\n  pain-during 3\n"
    "2026-01-12 plan procedure on 2026-02-02 by physician-a\n"
    "2026-02-02 11:30 procedure graft performed by physician-a, name graft-1\n  source \"belly\"\n"
    "  preparation \"washed\"\n  site knee, right\n  guidance ultrasound\n  operator physician-a\n"
    "2026-02-03 adverse swelling by therapist-a, grade 2, relatedness possible, serious, words \"warm\", name bad\n"
    "2026-02-04 statement \"go slowly\" by physician-a, load at most low, until 2026-03-01\n"
    "2026-02-05 handoff resume by therapist-a, to physician-a, until 2026-02-10, words \"please look\"\n"
    "2026-02-05 handoff stiff-gait by therapist-a, to physician\n"
    "2026-02-06 acknowledge resume by physician-a\n"
    "2026-02-06 answer resume declined by physician-a, because \"not yet\"\n"
    "2026-03-02 clear resume by physician-a, name ok, words \"load\"\n"
    "2026-03-03 revoke ok by physician-a, because \"swollen\"\n"
    "2026-03-04 clear resume by physician-a, name ok-2\n"
    "2026-03-05 enter loading by therapist-a, through start-loading\n"
    "2026-03-06 hold loading by p-1, because \"pain\"\n"
    "2026-03-07 resume loading by therapist-a\n"
    "2026-03-08 override start-loading by physician-a, term \"clearance resume\", because \"agreed\"\n"
    "2026-03-08 move resume to 2026-03-20 by physician-a, because \"slow\"\n"
    "2026-03-09 correct first by therapist-a, because \"misread\"\n  quads right 69.50 N.m, was 96.50 N.m\n"
    "2026-03-10 withdraw bad by therapist-a, because \"another knee\"\n"
    "2026-03-11 amend protocol small version 1.0 by physician-a, from 2026-03-12, because \"new text\"\n"
    "2026-06-01 end completed by physician-a, words \"well\"\n";

static tdm_str written(struct tdm_arena *mem, const struct tdm_chart *chart) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, (size_t)1 << 22);
    if (chart != NULL) tdm_chart_write_ndjson(&text, chart);
    return tdm_buf_str(&text);
}

static void check_same(struct tdm_arena *mem, tdm_str text) {
    struct tdm_fhir_in *in;
    const struct tdm_chart *back = fhir_back(mem, text, &in), *chart = NULL;
    struct tdm_buf kept;
    if (back == NULL) case_told(__LINE__, "what came in");
    tdm_str came = written(mem, back);
    chart = fhir_chart(mem, story);
    tdm_str went = written(mem, chart);
    if (!tdm_str_equal(came, went)) {
        while (came.len > 0 && went.len > 0) {
            size_t a = came.len, b = went.len;
            (void)tdm_str_find(came, TDM_STR("\n"), &a);
            (void)tdm_str_find(went, TDM_STR("\n"), &b);
            if (a != b || !tdm_str_equal(tdm_str_slice(came, 0, a), tdm_str_slice(went, 0, b)))
                check_failed(__FILE__, __LINE__, "%.*s\n#   came from %.*s", (int)a, came.at, (int)b, went.at);
            came = tdm_str_slice(came, a + 1, came.len);
            went = tdm_str_slice(went, b + 1, went.len);
        }
        return;
    }
    tdm_buf_init(&kept, mem, (size_t)1 << 22);
    CHECK_INT(tdm_fhir_in_beside(in, 0, &kept), 0);
}

TEST("every kind of entry comes back as it was, from a Bundle, from lines and from a transaction [F099]") {
    const struct tdm_chart *chart = fhir_chart(mem, story);
    uint64_t kinds = 0;
    REQUIRE(chart != NULL);
    for (uint32_t i = 0; i < chart->entry_count; i++) kinds |= (uint64_t)1 << chart->entries[i].kind;
    CHECK_INT(kinds, ((uint64_t)1 << TDM_ENTRY_KIND_COUNT) - 1);
    check_same(mem, fhir_text(mem, story, TDM_FHIR_COLLECTION));
    check_same(mem, fhir_text(mem, story, TDM_FHIR_NDJSON));
    check_same(mem, fhir_text(mem, story, TDM_FHIR_TRANSACTION));
}

static const char short_story[] = "2026-01-06 assess by therapist-a, name first\n  pain 2\n"
                                  "2026-02-02 procedure graft performed by physician-a, name graft-1\n";

static tdm_str short_lines(struct tdm_arena *mem) {
    return fhir_text(mem, short_story, TDM_FHIR_NDJSON);
}

TEST("what another system adds, or is none of ours, is kept whole; what only its server writes is nothing [F099]") {
    struct tdm_fhir_in *in;
    struct tdm_buf kept;
    tdm_str text = fhir_changed(mem, short_lines(mem), "\"status\":\"completed\"",
                                "\"meta\":{\"versionId\":\"7\"},\"status\":\"completed\"");
    tdm_buf_init(&kept, mem, (size_t)1 << 20);
    REQUIRE(fhir_back(mem, text, &in) != NULL);
    CHECK_INT(tdm_fhir_in_beside(in, 0, &kept), 0);
    text =
        fhir_changed(mem, text, "\"status\":\"completed\"", "\"note\":[{\"text\":\"seen\"}],\"status\":\"completed\"");
    text = case_joined(mem, tdm_arena_str(mem, text).at,
                       "{\"resourceType\":\"Basic\",\"id\":\"b\",\"code\":{\"text\":\"x\"}}\n");
    REQUIRE(fhir_back(mem, text, &in) != NULL);
    CHECK_INT(tdm_fhir_in_beside(in, 0, &kept), 2);
    CHECK(fhir_has(tdm_buf_str(&kept), "\"note\":[{\"text\":\"seen\"}]"));
    CHECK(fhir_has(tdm_buf_str(&kept), "{\"resourceType\":\"Basic\",\"id\":\"b\",\"code\":{\"text\":\"x\"}}"));
}

TEST("without a Provenance an entry was recorded at the end of its day [F099 M21]") {
    struct tdm_fhir_in *in;
    tdm_str text = short_lines(mem);
    struct tdm_buf without;
    tdm_buf_init(&without, mem, (size_t)1 << 20);
    while (text.len > 0) {
        size_t end = text.len;
        (void)tdm_str_find(text, TDM_STR("\n"), &end);
        if (!fhir_has(tdm_str_slice(text, 0, end), "\"Provenance\"")) {
            tdm_buf_add(&without, tdm_str_slice(text, 0, end));
            tdm_buf_char(&without, '\n');
        }
        text = tdm_str_slice(text, end + 1, text.len);
    }
    const struct tdm_chart *chart = fhir_back(mem, tdm_buf_str(&without), &in);
    REQUIRE(chart != NULL);
    CHECK_INT(chart->entry_count, 2);
    CHECK(chart->entries[0].recorded_assumed);
}

struct wrong {
    const char *old, *new, *code, *what, *path;
};

TEST("what contradicts itself or cannot be read is refused with its words and its place [F099]") {
    static const struct wrong all[] = {
        {"\"status\":\"completed\",\"code\":{\"coding\":[{\"system\":\"https://tandem.example/fhir/CodeSystem/"
         "procedure\"",
         "\"status\":\"entered-in-error\",\"code\":{\"coding\":[{\"system\":\"https://tandem.example/fhir/CodeSystem/"
         "procedure\"",
         "F068", "its status is `entered-in-error`; by the other entries of this chart it is `completed`",
         "Procedure.status"},
        {"\"status\":\"completed\",\"code\":{\"coding\":[{\"system\":\"https://tandem.example/fhir/CodeSystem/"
         "procedure\"",
         "\"code\":{\"coding\":[{\"system\":\"https://tandem.example/fhir/CodeSystem/procedure\"", "F069",
         "`status` is missing, which R4 demands here", "Procedure"},
        {"\"performedDateTime\":\"2026-02-02\"", "\"performedDateTime\":\"2026-02-02\",\"note\":[]", "F069",
         "an element that holds nothing, which R4 does not allow", "Procedure.note"},
        {"\"system\":\"http://unitsofmeasure.org\",", "", "F069", "`system` is missing, which R4 demands here",
         "Observation.valueQuantity"},
        {"\"performedDateTime\":\"2026-02-02\"", "\"performedDateTime\":\"2026-02\"", "F067",
         "`performedDateTime` is no whole day", "Procedure.performedDateTime"},
        {"\"performedDateTime\":\"2026-02-02\"", "\"performedDateTime\":\"2026-02-02T11:30:00\"", "F067",
         "`performedDateTime` is no whole day", "Procedure.performedDateTime"},
        {"\"recorder\":{\"reference\":\"Practitioner/physician-a\"}", "\"recorder\":{\"display\":\"Example A\"}",
         "F062", "nobody here is ``", "Procedure.recorder"},
        {"\"valueQuantity\":{\"value\":2,", "\"valueQuantity\":{\"value\":2,\"comparator\":\"<\",", "F066",
         "the value of this reading cannot be read", "Observation"},
        {"\"code\":\"performed\"", "\"code\":\"thought-of\"", "H018",
         "\"thought-of\" is none of the words that `procedure` knows here: performed|cancelled|aborted", "Procedure"},
        {"\"value\":\"e-1#graft-1\"", "\"value\":\"e-1#first\"", "F061", "two resources here are the entry `first`",
         "Procedure"},
        {"\"system\":\"https://tandem.example/fhir/CodeSystem/role\",\"code\":\"patient\"",
         "\"system\":\"https://other.example/role\",\"code\":\"patient\"", "F063",
         "this member of the team has no role in our codes, or no whole days", "CareTeam.participant[2]"},
    };
    tdm_str good = short_lines(mem);
    for (size_t i = 0; i < TDM_COUNT(all); i++) {
        struct tdm_fhir_in *in;
        CHECK(fhir_back(mem, fhir_changed(mem, good, all[i].old, all[i].new), &in) == NULL);
        const struct tdm_problem *told = NULL;
        for (uint32_t k = 0; k < case_problems.count && told == NULL; k++)
            if (case_problems.items[k].severity == TDM_ERROR) told = &case_problems.items[k];
        REQUIRE(told != NULL);
        CHECK_STR(tdm_str_of(told->code), all[i].code);
        CHECK_STR(tdm_str_of(told->what), all[i].what);
        CHECK_STR(tdm_fhir_in_path(in, told->place), all[i].path);
    }
}

TEST("a name is no identifier: a patient without one of ours is refused, whatever the name [F099]") {
    struct tdm_fhir_in *in;
    tdm_str text =
        fhir_changed(mem, short_lines(mem),
                     "\"identifier\":[{\"system\":\"https://tandem.example/fhir/sid/person\",\"value\":\"p-1\"}]",
                     "\"name\":[{\"text\":\"p-1\"}]");
    CHECK(fhir_back(mem, text, &in) == NULL);
    CHECK_STR(tdm_str_of(case_problems.items[0].code), "F062");
    CHECK_STR(tdm_str_of(case_problems.items[0].what),
              "Patient/p-1 has no identifier by which this clinic knows people");
}

TEST("an OperationOutcome has the code, the words, the way out and the FHIRPath in a Bundle [F099]") {
    struct tdm_fhir_in *in;
    struct tdm_buf out;
    tdm_str text = fhir_changed(mem, fhir_text(mem, short_story, TDM_FHIR_COLLECTION),
                                "\"performedDateTime\": \"2026-02-02\"", "\"performedDateTime\": \"soon\"");
    tdm_buf_init(&out, mem, (size_t)1 << 20);
    CHECK(fhir_back(mem, text, &in) == NULL);
    tdm_fhir_outcome(&out, in, &case_problems);
    tdm_str told = tdm_buf_str(&out);
    CHECK(fhir_has(told, "\"resourceType\": \"OperationOutcome\""));
    CHECK(fhir_has(told, "\"code\": \"F067\"") && fhir_has(told, "\"severity\": \"error\""));
    CHECK(fhir_has(told, "fix: write 2026-03-04, or 2026-03-04T08:15:00+01:00"));
    CHECK(fhir_has(told, "Bundle.entry[10].resource.performedDateTime"));
}
