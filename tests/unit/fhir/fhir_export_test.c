/* fhir_export_test.c - what an entry is as FHIR: the resource, its codes, its days with their offset, its status by the
 * other entries, and who wrote it. */
#include "fhir_ground.h"

static tdm_str lines(struct tdm_arena *mem, const char *entries) {
    return fhir_text(mem, entries, TDM_FHIR_NDJSON);
}

TEST("the head says patient, team with its days, site and protocol; nobody has a name of people [F099]") {
    tdm_str text = lines(mem, "2026-01-05 enrol by physician-a\n");
    CHECK_STR(
        fhir_line(text, "\"Patient\""),
        "{\"resourceType\":\"Patient\",\"id\":\"p-1\",\"identifier\":[{\"system\":\"https://tandem.example/fhir/sid/"
        "person\",\"value\":\"p-1\"}]}");
    tdm_str episode = fhir_line(text, "\"EpisodeOfCare\"");
    CHECK(fhir_has(episode, "\"status\":\"active\""));
    CHECK(fhir_has(episode, "\"version\":\"1.0\",\"code\":\"small\",\"display\":\"A small protocol\""));
    CHECK(fhir_has(episode, "StructureDefinition/zone\",\"valueString\":\"Europe/Vienna\""));
    CHECK(fhir_has(episode, "\"period\":{\"start\":\"2026-01-05\"}"));
    CHECK(fhir_has(fhir_line(text, "\"CareTeam\""),
                   "\"code\":\"physical-therapist\"}]}],\"member\":{\"reference\":\"Practitioner/therapist-a\"},"
                   "\"period\":{\"start\":\"2026-01-01\",\"end\":\"2026-12-31\"}"));
    CHECK(fhir_has(fhir_line(text, "\"resourceType\":\"Condition\""), "\"code\":\"knee/right\""));
    CHECK(fhir_has(fhir_line(text, "\"CarePlan\""), "PlanDefinition/small|1.0"));
    CHECK(!fhir_has(text, "\"name\":"));
    CHECK(!fhir_has(text, "HTEST"));
}

TEST("a reading has its codes, its side, its digits, UCUM beside the written unit, and the offset of its zone [F099 "
     "M39]") {
    tdm_str text = lines(mem, "2026-01-06 09:30 assess by therapist-a\n  quads right 96.50 N.m\n  pain 2\n");
    tdm_str strength = fhir_line(text, "96.50");
    CHECK(fhir_has(strength, "CodeSystem/measure-of-protocol\",\"code\":\"quads\""));
    CHECK(fhir_has(strength, "CodeSystem/measure\",\"code\":\"torque\",\"display\":\"thigh strength\""));
    CHECK(fhir_has(strength,
                   "\"valueQuantity\":{\"value\":96.50,\"unit\":\"N.m\",\"system\":\"http://unitsofmeasure.org\","
                   "\"code\":\"N.m\"}"));
    CHECK(fhir_has(strength, "\"effectiveDateTime\":\"2026-01-06T09:30:00+01:00\""));
    CHECK(fhir_has(strength, "CodeSystem/side\",\"code\":\"right\""));
    CHECK(fhir_has(fhir_line(text, "\"pain\""),
                   "\"valueQuantity\":{\"value\":2,\"system\":\"http://unitsofmeasure.org\","
                   "\"code\":\"{score}\"}"));
}

TEST("what was not done has its reason and no value; a step is a code of its scale [F099]") {
    tdm_str text = lines(mem, "2026-01-06 assess by therapist-a\n  quads right not-done, because \"too sore\"\n"
                              "  effusion right trace\n");
    tdm_str absent = fhir_line(text, "too sore");
    CHECK(fhir_has(absent, "\"code\":\"not-performed\"}],\"text\":\"too sore\""));
    CHECK(!fhir_has(absent, "\"value\":{") && !fhir_has(absent, "valueQuantity"));
    CHECK(fhir_has(fhir_line(text, "CodeSystem/step"), "CodeSystem/step\",\"code\":\"trace\""));
}

TEST("an entry keeps its id whatever else is written; another word of it is another entry [F099 M125]") {
    const char *alone = "2026-01-06 assess by therapist-a\n  pain 2\n";
    const char *among = "2026-01-05 enrol by physician-a\n2026-01-06 assess by therapist-a\n  pain 2\n";
    const char *other = "2026-01-06 assess by therapist-a\n  pain 3\n";
    tdm_str id = tdm_str_slice(fhir_line(lines(mem, alone), "\"code\":\"assess\""), 0, 60);
    CHECK(id.len == 60);
    CHECK(tdm_str_equal(id, tdm_str_slice(fhir_line(lines(mem, among), "\"code\":\"assess\""), 0, 60)));
    CHECK(!tdm_str_equal(id, tdm_str_slice(fhir_line(lines(mem, other), "\"code\":\"assess\""), 0, 60)));
}

TEST("what was withdrawn is in error, and so is a value that was corrected; the correction says what it was [F099 "
     "M31]") {
    tdm_str text = lines(mem, "2026-01-06 assess by therapist-a, name first\n  pain 2\n"
                              "2026-01-07 correct first by therapist-a, because \"misread\"\n  pain 3, was 2\n"
                              "2026-01-08 medicine by p-1, taken \"ibuprofen\" 400 mg, name tablet\n"
                              "2026-01-09 withdraw tablet by p-1, because \"it was another\"\n");
    CHECK(fhir_has(fhir_line(text, "\"value\":\"e-1#first#1\""), "\"status\":\"entered-in-error\""));
    CHECK(fhir_has(fhir_line(text, "\"value\":\"e-1#first\""), "\"status\":\"final\""));
    tdm_str correction = fhir_line(text, "\"code\":\"was\"");
    CHECK(fhir_has(correction, "\"status\":\"corrected\"") && fhir_has(correction, "\"valueQuantity\":{\"value\":3,"));
    CHECK(fhir_has(correction, "\"effectiveDateTime\":\"2026-01-06\"")); /* the value was so on that day */
    CHECK(fhir_has(correction, "\"derivedFrom\":[{\"reference\":\"Observation/"));
    CHECK(fhir_has(fhir_line(text, "\"value\":\"e-1#tablet\""), "\"status\":\"entered-in-error\""));
    CHECK(fhir_has(fhir_line(text, "\"code\":\"withdraw\""), "\"focus\":{\"reference\":\"MedicationStatement/"));
}

TEST("a withdrawn adverse event, which has no status, says so by a modifier [F099]") {
    const char *event =
        "2026-02-05 adverse swelling by therapist-a, grade 2, relatedness possible, serious, name bad\n";
    const char *taken_back = "2026-02-06 withdraw bad by therapist-a, because \"another knee\"\n";
    tdm_str alone = fhir_line(lines(mem, event), "\"AdverseEvent\"");
    CHECK(!fhir_has(alone, "modifierExtension"));
    CHECK(fhir_has(alone, "\"code\":\"Serious\"") && fhir_has(alone, "CodeSystem/grade\",\"code\":\"2\""));
    tdm_str both = case_joined(mem, event, taken_back);
    CHECK(fhir_has(fhir_line(lines(mem, tdm_arena_str(mem, both).at), "\"AdverseEvent\""), "\"modifierExtension\""));
}

TEST("an exercise prescribed again completes the order before it; a session leads to its orders [F099]") {
    tdm_str text = lines(mem, "2026-01-06 prescribe by therapist-a, name one\n  press 3x10, 20 kg, 3 times a week\n"
                              "2026-01-07 session of one by p-1, with therapist-a, at clinic\n"
                              "  press 10 reps 20 kg, 8 reps 20 kg stopped \"tired\"\n"
                              "2026-01-08 prescribe by therapist-a, name two\n  press 3x10, 25 kg, 2 times a day\n");
    tdm_str first = fhir_line(text, "\"value\":\"e-1#one#1\""), second = fhir_line(text, "\"value\":\"e-1#two#1\"");
    CHECK(fhir_has(first, "\"status\":\"completed\"") && fhir_has(second, "\"status\":\"active\""));
    CHECK(fhir_has(first, "\"repeat\":{\"frequency\":3,\"period\":1,\"periodUnit\":\"wk\"}"));
    CHECK(fhir_has(first, "\"code\":\"load\"}],\"text\":\"20 kg\""));
    CHECK(fhir_has(fhir_line(text, "\"code\":\"session\""), "\"basedOn\":[{\"reference\":\"ServiceRequest/"));
    CHECK(fhir_has(fhir_line(text, "\"code\":\"stopped\""), "\"valueString\":\"tired\""));
}

TEST("every entry has a Provenance: when it was recorded, by whom, at which place, and why [F099 M125]") {
    tdm_str text = lines(mem, "2026-01-06 assess by therapist-a, because \"he asked\", reason patient-wish, recorded "
                              "2026-01-07T08:15Z, writer ward-a 17\n  pain 2\n");
    tdm_str said = fhir_line(text, "\"Provenance\"");
    CHECK(fhir_has(said, "\"recorded\":\"2026-01-07T08:15:00Z\""));
    CHECK(fhir_has(said, "\"code\":\"patient-wish\"}],\"text\":\"he asked\""));
    CHECK(fhir_has(said, "\"who\":{\"reference\":\"Practitioner/therapist-a\"}"));
    CHECK(fhir_has(said, "sid/writer\",\"value\":\"ward-a#17\""));
    CHECK(fhir_has(said,
                   "\"activity\":{\"coding\":[{\"system\":\"https://tandem.example/fhir/CodeSystem/entry\",\"code\":"
                   "\"assess\"}]}"));
    tdm_str assumed = fhir_line(lines(mem, "2026-01-06 assess by therapist-a\n  pain 2\n"), "\"Provenance\"");
    CHECK(fhir_has(assumed, "\"recorded\":\"2026-01-06T22:59:59.999Z\"")); /* the end of the day in its zone */
}

TEST("a consent permits or denies, and the one said before is inactive [F099]") {
    tdm_str text = lines(mem, "2026-01-05 consent \"registry\" given by p-1\n"
                              "2026-02-05 consent \"registry\" withdrawn by p-1\n");
    tdm_str given = fhir_line(text, "\"permit\""), withdrawn = fhir_line(text, "\"deny\"");
    CHECK(fhir_has(given, "\"status\":\"inactive\"") && fhir_has(withdrawn, "\"status\":\"active\""));
    CHECK(fhir_has(given, "consentscope\",\"code\":\"research\"") && fhir_has(withdrawn, "\"code\":\"OPTOUT\""));
}

TEST("a transaction puts each resource under its id; a collection has full addresses, each once [F099]") {
    tdm_str sent = fhir_text(mem, "2026-01-05 enrol by physician-a\n", TDM_FHIR_TRANSACTION);
    CHECK(fhir_has(sent, "\"method\": \"PUT\"") && fhir_has(sent, "\"url\": \"Patient/p-1\""));
    tdm_str whole = fhir_text(mem, "2026-01-05 enrol by physician-a\n", TDM_FHIR_COLLECTION);
    CHECK(fhir_has(whole, "\"fullUrl\": \"https://tandem.example/fhir/Patient/p-1\""));
    CHECK(!fhir_has(whole, "\"request\""));
}
