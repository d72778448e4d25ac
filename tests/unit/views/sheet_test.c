/* sheet_test.c - what a patient reads: an emergency first, no contradiction, no bare date, no vital medicine stopped.
 */
#include "views_ground.h"

static tdm_str lines_of(struct tdm_arena *mem, const struct tdm_json *sheet, const char *list) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 20);
    for (const struct tdm_json *line = tdm_json_member(sheet, list)->first; line != NULL; line = line->next)
        tdm_buf_format(&out, "%.*s | %.*s\n", TDM_FMT(tdm_json_member(line, "what")->text),
                       TDM_FMT(tdm_json_member(line, "until")->text));
    return tdm_buf_str(&out);
}

static const struct asked emergency = {
    "example-b-early-load", "2025-03-18 10:00 flag infection-signs raised by therapist-b\n", "2025-03-18", NULL, NULL};

TEST("an emergency is the first line of the sheet in every form, and no exercise is left [M97 S59]") {
    const char *wanted =
        "Call your team at once, day or night: signs of infection: hot, red, swollen joint, with fever or without, or "
        "fluid coming out of it, recorded on 18 Mar 2025. Do no exercise until they have seen you.";
    tdm_str text = document(mem, tdm_view_sheet_text, &emergency);
    CHECK(tdm_str_starts_with(text, TDM_STR("Call your team at once, day or night: signs of infection: hot,")));
    CHECK_HOLDS(text, "No exercise on this plan is released today.");
    CHECK_HOLDS(document(mem, tdm_view_sheet_html, &emergency), "<body><p class=\"emergency\">Call your team at once");
    const struct tdm_json *json = json_of(mem, document(mem, tdm_view_sheet_json, &emergency));
    CHECK_STR(tdm_json_member(json, "emergency")->text, wanted);
    CHECK_INT(tdm_json_member(json, "may")->count, 0);
    CHECK(tdm_str_starts_with(document(mem, tdm_view_standing_text, &emergency), TDM_STR("EMERGENCY: ")));
}

TEST("an open warning sign and a hold are told with their day and reason [M96 M54]") {
    tdm_str text =
        document(mem, tdm_view_sheet_text, &(struct asked){"example-b-early-load", NULL, "2025-03-18", NULL, NULL});
    CHECK_HOLDS(
        text,
        "A warning sign is open since 17 Mar 2025: more swelling after exercise. Your\nteam has not answered it yet: "
        "do "
        "not exercise before it has. Call your team\nagain if the sign is still there or you have heard nothing.\n");
    CHECK_HOLDS(text, "Your plan is on hold since 18 Mar 2025: \"Swollen after training alone; back to");
    CHECK_HOLDS(text,
                "  * any exercise that loads your left knee harder than \"own movement without\n    added load\"\n"
                "      until your team tells you that you may do it\n"
                "      Why: your team has put the plan on hold\n");
    tdm_str after =
        document(mem, tdm_view_sheet_text, &(struct asked){"example-b-early-load", NULL, "2025-03-25", NULL, NULL});
    CHECK_LACKS(after, "on hold");
    CHECK_LACKS(after, "warning sign");
}

/* Does a word of one list stand in the other? */
static void check_apart(const struct tdm_json *sheet, const char *example, int week) {
    for (const struct tdm_json *may = tdm_json_member(sheet, "may")->first; may != NULL; may = may->next)
        for (const struct tdm_json *not = tdm_json_member(sheet, "may_not")->first; not != NULL; not = not ->next)
            if (tdm_str_equal(tdm_json_member(may, "name")->text, tdm_json_member(not, "name")->text) ||
                tdm_str_equal(tdm_json_member(may, "what")->text, tdm_json_member(not, "what")->text))
                check_failed(__FILE__, __LINE__, "%s, week %d: %.*s may and may not", example, week,
                             TDM_FMT(tdm_json_member(may, "what")->text));
}

/* An end that names a day says what the day is; only a medicine is free on the next day. */
static void check_ends(const struct tdm_json *sheet, const char *list, const char *example, int week) {
    static const char *const ways[] = {"until your ", "at least up to ",   "up to and including ", "not before ",
                                       "from ",       "without a set end", "date not set"};
    for (const struct tdm_json *line = tdm_json_member(sheet, list)->first; line != NULL; line = line->next) {
        tdm_str until = tdm_json_member(line, "until")->text, what = tdm_json_member(line, "what")->text;
        bool known = false;
        for (size_t i = 0; i < TDM_COUNT(ways); i++) known = known || tdm_str_starts_with(until, tdm_str_of(ways[i]));
        bool bare = tdm_str_starts_with(until, TDM_STR("up to and including ")) &&
                    !holds(until, "; then the next part of your plan begins") && !holds(until, " as planned today; ");
        bool free_day =
            tdm_str_starts_with(until, TDM_STR("not before ")) && !tdm_str_starts_with(what, TDM_STR("medicines"));
        if (!known || bare || free_day)
            check_failed(__FILE__, __LINE__, "%s, week %d, %s: %.*s, %.*s", example, week, list, TDM_FMT(what),
                         TDM_FMT(until));
    }
}

TEST("on no day of any example may a thing that it also may not, and no end is a bare date [F042 S59 M113]") {
    for (size_t c = 0; c < TDM_COUNT(courses); c++)
        for (int week = 0; week < courses[c].weeks; week += 2) {
            struct tdm_arena_mark mark = tdm_arena_mark(mem);
            struct tdm_buf on;
            tdm_buf_init(&on, mem, 64);
            tdm_date_print(&on, tdm_date_add_days(day(courses[c].from), week * 7));
            tdm_buf_char(&on, '\0');
            struct asked a = {courses[c].example, NULL, on.at, NULL, NULL};
            const struct tdm_json *sheet = json_of(mem, document(mem, tdm_view_sheet_json, &a));
            check_apart(sheet, courses[c].example, week);
            check_ends(sheet, "may", courses[c].example, week);
            check_ends(sheet, "may_not", courses[c].example, week);
            tdm_arena_rewind(mem, mark);
        }
}

TEST("an end that hangs on a person names the person's act and only then a first day [M113 S71]") {
    struct asked a = {"example-c-nsaid", NULL, "2025-05-14", NULL, NULL};
    tdm_str lines = lines_of(mem, json_of(mem, document(mem, tdm_view_sheet_json, &a)), "may_not");
    CHECK_HOLDS(lines, "any exercise that loads your right knee harder than \"light load\" | until your team tells "
                       "you that you may do it; they can decide that on 26 May 2025 or later\n");
    CHECK_HOLDS(
        lines,
        "medicines of the kind: anti-inflammatory painkiller, for example ibuprofen, dexibuprofen, "
        "naproxen, diclofenac | not before 27 May 2025; 26 May 2025 is the last day on which it is not allowed\n");
    CHECK_HOLDS(
        lines, "running | until your team tells you that you may do it; they can decide that on 7 Jul 2025 or later\n");
    a.was = "  until 4 weeks after procedure  [clinic-handout]\n";
    a.by = "  until clearance resume  [own]\n";
    lines = lines_of(mem, json_of(mem, document(mem, tdm_view_sheet_json, &a)), "may_not");
    CHECK_HOLDS(lines, "naproxen, diclofenac | until your physician clears you, on 26 May 2025 or later\n");
}

TEST("limits that linger until somebody opens the next phase are never told to end by themselves [M2 M113 S71]") {
    struct asked a = {"example-a-smooth", NULL, "2025-02-18", NULL, NULL};
    const struct tdm_json *sheet = json_of(mem, document(mem, tdm_view_sheet_json, &a));
    CHECK_HOLDS(lines_of(mem, sheet, "may"),
                "thigh squeeze | until your team gives you a new one; that can be on 25 Feb 2025 or later\n");
    CHECK_HOLDS(
        lines_of(mem, sheet, "may_not"),
        "load that pushes the joint surfaces along each other (as when straightening the knee against a weight) | "
        "until your team tells you that you may do it; they can decide that on 25 Feb 2025 or later\n");
    a.on = "2025-02-11"; /* what follows this phase begins by itself */
    sheet = json_of(mem, document(mem, tdm_view_sheet_json, &a));
    CHECK_HOLDS(lines_of(mem, sheet, "may"),
                "heel slide | up to and including 13 Feb 2025; then the next part of your plan begins\n");
}

TEST("dates that rest on a plan are told as planned [M13]") {
    struct asked a = {"example-a-smooth", NULL, "2025-01-25", NULL, NULL};
    const struct tdm_json *sheet = json_of(mem, document(mem, tdm_view_sheet_json, &a));
    CHECK_HOLDS(
        lines_of(mem, sheet, "may"),
        "leg press | up to and including 9 Feb 2025 as planned today; for the day of the procedure, 10 Feb 2025, and "
        "after it your team gives you a new sheet; if the date of the plan changes, these days change too: ask your "
        "team\n");
    CHECK_HOLDS(
        lines_of(mem, sheet, "may_not"),
        "corticosteroid (injected at the joint or tendon) | up to and including 10 Feb 2026 as planned today; if the "
        "date of the plan changes, this day changes too: ask your team\n");
}

TEST("a vital medicine never stands under may not; keep taking it, the sheet says [M63]") {
    struct asked a = {"example-c-nsaid", NULL, "2025-05-14", "substance class nsaid\n",
                      "substance class antiplatelet\n"};
    const struct tdm_json *sheet = json_of(mem, document(mem, tdm_view_sheet_json, &a));
    tdm_str lines = lines_of(mem, sheet, "may_not");
    CHECK_LACKS(lines, "platelet");
    CHECK_HOLDS(lines, "medicines of the kind: corticosteroid");
    CHECK_STR(tdm_json_member(sheet, "keep_taking")->text,
              "Keep taking what was prescribed for your heart or blood; never stop it because of this sheet. Ask your "
              "physician. For pain, ask your team what you may take, also before gels, patches or tablets bought "
              "without a prescription. If you have taken a medicine that is not allowed, tell your team.");
    CHECK_LACKS(document(mem, tdm_view_standing_text, &a), "stop taking");
}

TEST("a prescribed dose is printed in words, what has no dose waits for the therapist [F042 M81]") {
    tdm_str text =
        document(mem, tdm_view_sheet_text, &(struct asked){"example-c-nsaid", NULL, "2025-05-14", NULL, NULL});
    CHECK_HOLDS(text, "  This list holds until your team gives you a new one; that can be on 26 May\n  2025 or later. "
                      "It may change then.\n");
    CHECK_HOLDS(text, "  * small squat\n      How much: as prescribed for you: 3 sets of 8, depth 40 degrees, 3 times "
                      "a\n      week\n");
    CHECK_HOLDS(text,
                "Ask your therapist first\n------------------------\n  Do these as exercise only once your therapist "
                "has told you how much: thigh\n  squeeze;");
    tdm_str early =
        document(mem, tdm_view_sheet_text, &(struct asked){"example-a-smooth", NULL, "2025-02-18", NULL, NULL});
    CHECK_HOLDS(
        early,
        "How much: as prescribed for you: 3 sets of 10, effort 4 of 10, hold 10\n      seconds, 2 times a day\n");
    tdm_str chair =
        document(mem, tdm_view_sheet_text, &(struct asked){"example-a-smooth", NULL, "2025-01-25", NULL, NULL});
    CHECK_HOLDS(chair, "3 sets of 10, no added weight, 3 times a\n      week");
}

TEST("one set, one minute and one repetition are told in the singular [F042]") {
    struct asked a = {
        "example-d-early-signature",
        "2025-03-05 09:00 prescribe by therapist-d\n  mini-squat 1x10\n"
        "  stationary-bike minutes 1, effort 2\n  quad-set 2x5, hold 1 s\n  heel-slide reps 1, 2 times a day\n",
        "2025-03-05", NULL, NULL};
    tdm_str text = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(text, "How much: as prescribed for you: 1 set of 10\n");
    CHECK_HOLDS(text, "How much: as prescribed for you: effort 2 of 10, 1 minute\n");
    CHECK_HOLDS(text, "How much: as prescribed for you: 1 repetition, 2 times a day\n");
    CHECK_HOLDS(text, "How much: as prescribed for you: 2 sets of 5, hold 1 second\n");
    CHECK_HOLDS(text, "  Not everything is set for this list. Ask your therapist before you start:\n  thigh squeeze: "
                      "how often; stationary bike: how often; small squat: how often;\n  heel slide: how many sets.\n");
    CHECK_LACKS(text, "1 sets");
}

TEST("while a warning sign is open what a rule stops stands under may not, with its reason, also before a session "
     "[M75 M96 S59]") {
    struct asked a = {"example-b-early-load", NULL, "2025-03-18", NULL, NULL};
    const struct tdm_json *sheet = json_of(mem, document(mem, tdm_view_sheet_json, &a));
    CHECK_HOLDS(lines_of(mem, sheet, "may_not"), "stationary bike | until your team tells you that you may do it\n");
    CHECK_LACKS(lines_of(mem, sheet, "may"), "stationary bike");
    CHECK_HOLDS(
        document(mem, tdm_view_sheet_text, &a),
        "  * stationary bike\n      until your team tells you that you may do it\n      Why: a warning sign is open\n");
}

TEST("what the phases in force of both tracks tell the patient stands on the sheet, and changes with them [F052]") {
    struct asked a = {"example-a-smooth", NULL, "2025-02-18", NULL, NULL};
    const char *healing = "Healing sets the pace here. Your physician decides when this phase of healing\nends, not "
                          "earlier than four weeks after the procedure.";
    const char *motion = "In these days move for a short time, and often. The knee need not be pushed.";
    tdm_str text = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(text, healing);
    CHECK_HOLDS(text, motion);
    const struct tdm_json *tells = tdm_json_member(json_of(mem, document(mem, tdm_view_sheet_json, &a)), "tells");
    REQUIRE(tells != NULL);
    CHECK_INT(tells->count, 2);
    a.on = "2025-03-20"; /* loading and remodelling */
    text = document(mem, tdm_view_sheet_text, &a);
    CHECK_LACKS(text, healing);
    CHECK_LACKS(text, motion);
    CHECK_HOLDS(text, "Some discomfort during exercise is acceptable");
}

TEST("what a patient owes is told in a patient's words [S59 M90]") {
    struct asked a = {"example-e-stale-pain", NULL, "2025-06-20", NULL, NULL};
    tdm_str text = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(text, "To do\n-----\n");
    CHECK_HOLDS(text, "  * record worst pain in 24 hours\n");
    CHECK_HOLDS(text, "      Why: without it your team cannot tell whether you are ready for the next\n      step\n");
    CHECK_LACKS(text, "gate start-strength");
    CHECK_LACKS(text, "ask about warning signs");
    a = (struct asked){"example-f-late-correction", NULL, "2025-11-25", NULL, NULL};
    CHECK_HOLDS(document(mem, tdm_view_sheet_text, &a),
                "  * record shoulder questionnaire ASES, patient's part\n      due by 25 Nov 2025\n");
}

TEST("before enrolment and after the end the sheet says so and lists nothing [M22 M98 M99]") {
    struct asked a = {"example-a-smooth", NULL, "2024-12-31", NULL, NULL};
    tdm_str text = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(text, "You are not enrolled on this day, so this sheet has nothing to say.");
    CHECK_LACKS(text, "You may\n");
    a.on = "2025-07-22";
    text = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(text, "Your episode has ended. Ask your team what holds for you now.");
    CHECK_LACKS(text, "You may not\n");
}

TEST("after a completed course the sheet tells how to go on alone and when the next check-in is, and allows or bars "
     "nothing [S29 S30 F041 M100]") {
    struct asked a = {"example-a-smooth", NULL, "2026-01-18", NULL, NULL};
    tdm_str text = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(text,
                "Your treatment has ended and your exercise goes on. Keep up what you chose with\nyour therapist.");
    CHECK_HOLDS(text, "To do\n-----\n  * record knee questionnaire KOOS, pain\n      from 21 Jan 2026\n");
    CHECK_LACKS(text, "You may");
    CHECK_HOLDS(document(mem, tdm_view_sheet_html, &a), "your exercise goes on");
    a.on = "2025-12-18"; /* the next one is far */
    text = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(text, "Keep up what you chose with\nyour therapist.");
    CHECK_LACKS(text, "To do\n");
    struct asked lost = {"example-b-early-load", "2025-04-12 09:00 end lost by physician-b\n", "2025-10-08", NULL,
                         NULL};
    text = document(mem, tdm_view_sheet_text, &lost);
    CHECK_LACKS(text, "your exercise goes on");
    CHECK_LACKS(text, "To do\n");
}

TEST("after a death nothing is asked of anybody on the sheet [M98]") {
    struct asked a = {"example-b-early-load", "2025-04-12 09:00 end died by physician-b\n", "2025-04-13", NULL, NULL};
    tdm_str text = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(text, "This episode has ended; there is no sheet.");
    CHECK_LACKS(text, "call at once");
    CHECK_LACKS(text, "Tell your team");
    CHECK_LACKS(text, "Keep taking");
}

TEST("the page is plain, whole and without scripts; what was typed is escaped [F055]") {
    tdm_str page = document(mem, tdm_view_sheet_html,
                            &(struct asked){"example-d-early-signature", NULL, "2025-03-05", NULL, NULL});
    CHECK(tdm_str_starts_with(page, TDM_STR("<!DOCTYPE html>\n<html lang=\"en\">")));
    CHECK_HOLDS(page, "<h1>Your sheet for Wednesday 5 March 2025</h1>");
    CHECK_HOLDS(page, "<h2 class=\"not\">You may not</h2>");
    CHECK_HOLDS(page, "any exercise that loads your right knee harder than &quot;light load&quot;");
    CHECK_LACKS(page, "<script");
    CHECK_LACKS(page, "http");
}

TEST("what a phase has to teach is on the sheet while the phase runs, and not before or after [F052]") {
    static const char protect[] = "Soreness and some swelling are common in the first three days.",
                      motion[] = "In these days move for a short time, and often.";
    static const struct {
        const char *on;
        bool protect, motion;
    } rows[] = {{"2025-02-09", false, false}, {"2025-02-10", true, false}, {"2025-02-13", true, false},
                {"2025-02-14", false, true},  {"2025-02-24", false, true}, {"2025-02-25", false, false}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        tdm_str text =
            document(mem, tdm_view_sheet_text, &(struct asked){"example-a-smooth", NULL, rows[i].on, NULL, NULL});
        size_t at;
        CHECK_INT(tdm_str_find(text, tdm_str_of(protect), &at), rows[i].protect);
        CHECK_INT(tdm_str_find(text, tdm_str_of(motion), &at), rows[i].motion);
    }
}

TEST(
    "under an open sign and on a hold the list of what may be done says first what must come before it [M75 M96 M54]") {
    struct asked a = {"example-d-early-signature",
                      "2025-03-05 09:00 prescribe by therapist-d\n  breathing-low minutes 5\n"
                      "2025-03-05 10:00 flag swelling-after-load raised by therapist-d\n",
                      "2025-03-05", NULL, NULL};
    const char *sign = "A warning sign is open: nothing of this until your team tells you that you may do it.";
    CHECK_STR(tdm_json_member(json_of(mem, document(mem, tdm_view_sheet_json, &a)), "may_first")->text, sign);
    tdm_str text = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(text, "You may, once your team tells you so\n------------------------------------\n  A warning sign is "
                      "open: nothing of this until");
    CHECK_HOLDS(text,
                "\nOnce your team tells you so, ask your therapist\n-----------------------------------------------"
                "\n  Do these as exercise only once");
    CHECK_HOLDS(document(mem, tdm_view_sheet_html, &a),
                "<h2 class=\"may\">You may, once your team tells you so</h2><p class=\"keep\">A warning sign is open");
    struct asked held = {"example-b-early-load", NULL, "2025-03-20", NULL, NULL};
    CHECK_HOLDS(document(mem, tdm_view_sheet_text, &held),
                "\nOnce your team tells you so, ask your therapist\n-----------------------------------------------\n"
                "  A warning sign is open and your plan is on hold: nothing of this until your");
    held.on = "2025-03-25";
    CHECK_STR(tdm_json_member(json_of(mem, document(mem, tdm_view_sheet_json, &held)), "may_first")->text, "");
}

TEST("what may be done only in part says up to which amount, and no level that it never has [M70 M71 S59]") {
    struct asked a = {"example-c-nsaid", NULL, "2025-05-04", NULL, NULL};
    tdm_str lines = lines_of(mem, json_of(mem, document(mem, tdm_view_sheet_json, &a)), "may");
    CHECK_HOLDS(lines, "thigh squeeze, only with effort below 7 of 10 | ");
    CHECK_HOLDS(lines, "straight leg raise, only with added weight below 0.5 kg | ");
    CHECK_HOLDS(lines, "stationary bike, only with effort below 2 of 10 | ");
    CHECK_LACKS(lines, "tensing without movement");
}

TEST("the levels stand once in their order, and what is prescribed says its own [M8 S59]") {
    struct asked a = {"example-c-nsaid", NULL, "2025-05-04", NULL, NULL};
    tdm_str text = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(text, "The levels of exercise, from light to heavy: 1. complete rest; 2. moved by\n");
    CHECK_HOLDS(text, "7.\nmedium load; 8. heavy load; 9. jumping, running, throwing.");
    CHECK_HOLDS(text, "      Level: this much is at the level \"own movement without added load\"\n");
}

TEST("a prescribed exercise of another part says that it does not count for the limit [M70]") {
    struct asked a = {"example-d-early-signature",
                      "2025-03-05 09:00 prescribe by therapist-d\n  band-row 2x10, effort 5\n", "2025-03-05", NULL,
                      NULL};
    CHECK_HOLDS(document(mem, tdm_view_sheet_text, &a), "  * row with a band\n      How much: as prescribed for you: 2 "
                                                        "sets of 10, effort 5 of 10\n"
                                                        "      Level: not counted as load on your right knee\n");
}

TEST("the head names the day of the procedure, done or planned [M13 M14]") {
    struct asked a = {"example-a-smooth", NULL, "2025-02-11", NULL, NULL};
    CHECK_HOLDS(document(mem, tdm_view_sheet_text, &a),
                "\nProcedure: bone-marrow concentrate, made from bone marrow; done on 10 Feb 2025,\n"
                "1 day before this sheet.\n");
    a.on = "2025-02-10";
    CHECK_HOLDS(document(mem, tdm_view_sheet_text, &a), "; done on 10 Feb 2025,\nthe day of this sheet.\n");
    a.on = "2025-01-25";
    CHECK_HOLDS(document(mem, tdm_view_sheet_text, &a), "; planned for 10 Feb\n2025, not yet done.\n");
}

TEST("no medicine that protects heart or blood is an example of what is not to be taken [M63]") {
    struct asked a = {"example-c-nsaid", NULL, "2025-05-14", "substance class nsaid\n", "substance class salicylate\n"};
    tdm_str lines = lines_of(mem, json_of(mem, document(mem, tdm_view_sheet_json, &a)), "may_not");
    CHECK_HOLDS(lines, "medicines of the kind: salicylate");
    CHECK_LACKS(lines, "aspirin");
}

TEST("sets without a number of repetitions ask for it, and every field says what it is of [F042]") {
    struct asked a = {"example-d-early-signature",
                      "2025-03-05 09:00 prescribe by therapist-d\n  heel-slide sets 3, 2 times a week\n"
                      "  leg-press 1x10, effort 1, rest 13 s, 11RM, tempo 8 s, rir 2\n",
                      "2025-03-05", NULL, NULL};
    tdm_str text = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(text, "How much: as prescribed for you: 3 sets, 2 times a week\n");
    CHECK_HOLDS(text, "Ask your therapist before you start: heel\n  slide: how many repetitions in each set; leg "
                      "press: how often.\n");
    CHECK_HOLDS(text,
                "1 set of 10, effort 1 of 10, 13 seconds\n      of rest after each set, stop when you could do 2 "
                "more, a weight that you\n      could lift 11 times and not once more, 8 seconds for each repetition");
}

TEST("the sheet has a line for telephone numbers, and says of a draft what a patient can use [S59]") {
    struct asked a = {"example-c-nsaid", NULL, "2025-05-14", NULL, NULL};
    tdm_str text = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(text, "\nYour team's telephone (write it here): ________________ Emergency number (write\nit here): "
                      "__________\nStop and call");
    CHECK_HOLDS(
        text, "\nThis plan is a draft that nobody has approved yet; your team chose it for you.\n"
              "For most steps of this plan there is no study that tested just that step; they\nrest on the judgement");
    text = document(mem, tdm_view_sheet_text, &emergency);
    CHECK_HOLDS(text, "seen you.\nYour team's telephone (write it here): ");
}

TEST("what is to be done by one day says that the day is of all of it [S59 M90]") {
    struct asked a = {"example-a-smooth", NULL, "2025-01-08", NULL, NULL};
    tdm_str text = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(text,
                "  * fill in or measure, as a first value to compare with later: knee\n    questionnaire KOOS, pain\n");
    CHECK_HOLDS(text, "      all of these: due now");
}

TEST("an exercise that is barred for what it has says so as a sentence [M70 S59]") {
    struct asked a = {"example-c-nsaid", "2025-05-14 23:00 prescribe by therapist-c\n  nordic-lowering 1x5\n",
                      "2025-05-14", NULL, NULL};
    CHECK_HOLDS(document(mem, tdm_view_sheet_text, &a),
                "Why: it has what is not allowed today: kneeling, or pressure on the\n      kneecap\n");
}

static tdm_str said_in(struct tdm_arena *mem, view_function print, const struct tdm_standing *standing,
                       enum tdm_language language) {
    struct tdm_buf *out = TDM_NEW(mem, struct tdm_buf);
    tdm_buf_init(out, mem, TDM_VIEW_BYTES_MAX);
    print(&(struct tdm_view){.mem = mem, .out = out, .language = language, .width = 80}, standing);
    return tdm_buf_str(out);
}

/* The same in each language: the stop is the first line of what is not allowed, with the end that the lists use. */
static void check_stop(struct tdm_arena *mem, enum tdm_language language, const char *on, const char *wanted,
                       const char *html) {
    const struct tdm_standing *standing =
        standing_at(mem, &(struct asked){"example-b-early-load", NULL, on, NULL, NULL});
    const struct tdm_json *sheet = json_of(mem, said_in(mem, tdm_view_sheet_json, standing, language));
    const struct tdm_json *line = tdm_json_member(sheet, "may_not")->first;
    REQUIRE(line != NULL);
    CHECK_STR(tdm_json_member(line, "what")->text, language == TDM_ENGLISH ? "any exercise" : "cualquier ejercicio");
    CHECK_HOLDS(said_in(mem, tdm_view_sheet_text, standing, language), wanted);
    CHECK_HOLDS(said_in(mem, tdm_view_sheet_html, standing, language), html);
}

TEST("while a sign is open or the plan is on hold, all exercise stands first in the list of what is not allowed, in "
     "each language and form [M75 M96 M54 S59]") {
    check_stop(mem, TDM_ENGLISH, "2025-03-18",
               "\nYou may not\n-----------\n  * any exercise\n      until your team tells you that you may do it\n"
               "      Why: a warning sign waits for your team's answer; your team has put the\n      plan on hold\n",
               "You may not</h2><ul><li><span class=\"what\">any exercise</span><span class=\"until\">until your team "
               "tells you that you may do it</span>");
    check_stop(
        mem, TDM_SPANISH, "2025-03-18",
        "\nNo está permitido\n-----------------\n  * cualquier ejercicio\n      hasta que su equipo le diga que "
        "puede hacerlo\n      Por qué: una señal de alarma espera la respuesta de su equipo; su equipo\n"
        "      ha puesto el plan en pausa\n",
        "No está permitido</h2><ul><li><span class=\"what\">cualquier ejercicio</span><span class=\"until\">hasta "
        "que su equipo le diga que puede hacerlo</span>");
    struct asked calm = {.example = "example-b-early-load", .on = "2025-03-25"};
    CHECK_LACKS(document(mem, tdm_view_sheet_text, &calm), "  * any exercise\n");
}

TEST("the numbers to call and the signs for which one stops stand before every list [S59 F042]") {
    struct asked a = {.example = "example-c-nsaid", .on = "2025-05-14"};
    static const view_function forms[] = {tdm_view_sheet_text, tdm_view_sheet_html};
    static const char *const parts[] = {"telephone (write it here)", "Stop and call at once", "You may not",
                                        "Tell your team the same day"};
    for (size_t f = 0; f < TDM_COUNT(forms); f++) {
        tdm_str text = document(mem, forms[f], &a);
        size_t at = 0;
        for (size_t i = 0; i < TDM_COUNT(parts); i++) {
            size_t next = 0;
            bool found = tdm_str_find(tdm_str_slice(text, at, text.len), tdm_str_of(parts[i]), &next);
            if (!found) check_failed(__FILE__, __LINE__, "form %zu: %s is not there, or too early", f, parts[i]);
            at += next;
        }
    }
}

TEST("walking with crutches belongs to daily life, and no stop of exercise reaches it [M75 S59 F042]") {
    struct asked a = {.example = "example-b-early-load", .on = "2025-03-18"};
    const char *walk =
        "\nIn daily life\n-------------\n  This belongs to your day and is no training: walking with two "
        "crutches. Do it\n  as your team told you; ask before you do more of it.\n";
    a.was = "  offer heel-slide, heel-prop, quad-set, straight-leg-raise, stationary-bike, ankle-pump\n";
    a.by = "  offer heel-slide, heel-prop, quad-set, straight-leg-raise, walking-with-crutches\n";
    tdm_str text = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(text, walk);
    CHECK_HOLDS(text, "told you how much: heel\n  slide;");
    CHECK_HOLDS(document(mem, tdm_view_sheet_html, &a), "<h2 class=\"do\">In daily life</h2><p class=\"possible\">");
}

TEST("what a dose leaves open is asked for once, above the list, by name [F042 M81]") {
    struct asked a = {
        "example-d-early-signature",
        "2025-03-05 09:00 prescribe by therapist-d\n  mini-squat reps 8, 2 times a week\n  quad-set 2x5\n",
        "2025-03-05", NULL, NULL};
    const struct tdm_json *sheet = json_of(mem, document(mem, tdm_view_sheet_json, &a));
    CHECK_STR(tdm_json_member(sheet, "not_set")->text,
              "Not everything is set for this list. Ask your therapist before you start: thigh squeeze: how long to "
              "hold, how often; small squat: how many sets.");
    CHECK_LACKS(document(mem, tdm_view_sheet_text, &a), "5, ask");
    a.more = "2025-03-05 09:00 prescribe by therapist-d\n  mini-squat 3x8, 2 times a week\n";
    CHECK(tdm_json_member(json_of(mem, document(mem, tdm_view_sheet_json, &a)), "not_set") == NULL);
}

TEST("while all exercise waits, what the phases tell comes after the lists and says that it is no leave to start, in "
     "each "
     "language; in an emergency it is not told [F052 M75 M96 M97]") {
    struct asked a = {.example = "example-b-early-load", .on = "2025-03-18"};
    const struct tdm_standing *standing = standing_at(mem, &a);
    const struct tdm_json *sheet = json_of(mem, document(mem, tdm_view_sheet_json, &a));
    CHECK_STR(tdm_json_member(sheet, "tells_first")->text,
              "What your plan says about this phase (this is no permission to start: exercise waits until your team "
              "tells you that you may do it):");
    CHECK_INT(tdm_json_member(sheet, "tells")->count, 2);
    static const struct {
        enum tdm_language language;
        const char *list, *first;
    } told[] = {{TDM_ENGLISH, "You may not", "(this is no permission to start"},
                {TDM_SPANISH, "No está permitido", "(no es un permiso para empezar"}};
    static const view_function forms[] = {tdm_view_sheet_text, tdm_view_sheet_html};
    for (size_t i = 0; i < 2 * TDM_COUNT(told); i++) {
        tdm_str text = said_in(mem, forms[i / 2], standing, told[i % 2].language);
        size_t list = 0, first = 0, tell = 0;
        REQUIRE(tdm_str_find(text, tdm_str_of(told[i % 2].list), &list));
        REQUIRE(tdm_str_find(text, tdm_str_of(told[i % 2].first), &first));
        REQUIRE(tdm_str_find(text, TDM_STR("In these days move"), &tell));
        CHECK(list < first && first < tell);
    }
    CHECK_LACKS(document(mem, tdm_view_sheet_text, &emergency), "In these days move");
    a.on = "2025-03-08"; /* nothing waits: before the lists, and without more words */
    CHECK_LACKS(document(mem, tdm_view_sheet_text, &a), "no permission to start");
}

TEST("no heading stands over nothing: where all waits and nothing has a dose, what must come first stands with what is "
     "asked of the therapist [M75 M96 S59]") {
    struct asked a = {.example = "example-b-early-load", .on = "2025-03-18"};
    tdm_str text = document(mem, tdm_view_sheet_text, &a), html = document(mem, tdm_view_sheet_html, &a);
    CHECK_LACKS(text, "You may, once");
    CHECK_LACKS(html, "You may, once");
    CHECK_HOLDS(text,
                "\nOnce your team tells you so, ask your therapist\n-----------------------------------------------"
                "\n  A warning sign is open and your plan is on hold: nothing of this until your\n  team tells "
                "you that you may do it.\n  Do these as exercise only once");
    CHECK_HOLDS(html, "ask your therapist</h2><p class=\"keep\">A warning sign is open and your plan is on hold");
    CHECK_HOLDS(said_in(mem, tdm_view_sheet_text, standing_at(mem, &a), TDM_SPANISH),
                "---------\n  Hay una señal de alarma abierta y su plan está en pausa: nada de esto hasta");
}

TEST("where nothing is agreed yet the sheet says so and names the heading under which a list waits; it does not forbid "
     "what it lists [F042 S59]") {
    struct asked a = {.example = "example-e-stale-pain", .on = "2025-06-02"};
    a.more = "2025-06-02 23:00 prescribe by therapist-e\n  nordic-lowering 1x5\n";
    const struct tdm_standing *standing = standing_at(mem, &a);
    CHECK_HOLDS(said(mem, tdm_view_sheet_text, standing),
                "You may\n-------\n  No exercise has been agreed with you yet. Those under \"Ask your therapist\n  "
                "first\" wait until your therapist has told you how much.\n\nAsk your therapist first\n");
    CHECK_HOLDS(said_in(mem, tdm_view_sheet_text, standing, TDM_SPANISH),
                "  Todavía no se ha acordado ningún ejercicio con usted. Los que están bajo\n  «Pregunte antes a su "
                "fisioterapeuta» esperan");
    a.was = "  offer ankle-pump, heel-slide, knee-mobilisation, heel-prop\n";
    a.by = "  offer walking-with-crutches\n";
    tdm_str daily = document(mem, tdm_view_sheet_text, &a);
    CHECK_HOLDS(daily, "You may\n-------\n  No exercise has been agreed with you yet.\n\nIn daily life\n");
    CHECK_LACKS(daily, "Ask your therapist first");
}

TEST("what sounds alike ends alike: an activity is barred as long as what it has in it, and an end that a person "
     "decides "
     "is not told to come before a dated one [M113 M70 S59]") {
    struct asked a = {.example = "example-f-late-correction", .on = "2025-10-20"};
    const char *later =
        " | until your team tells you that you may do it; they can decide that on 25 Nov 2025 or later\n";
    tdm_str lines = lines_of(mem, json_of(mem, document(mem, tdm_view_sheet_json, &a)), "may_not");
    static const char *const alike[] = {"work with the hand above the shoulder (as at a high shelf)",
                                        "working above shoulder height", "throwing",
                                        "lifting or carrying more than 10 kg"};
    for (size_t i = 0; i < TDM_COUNT(alike); i++) {
        struct tdm_buf line;
        tdm_buf_init(&line, mem, 4096);
        tdm_buf_format(&line, "%s%s", alike[i], later);
        tdm_buf_char(&line, '\0');
        CHECK_HOLDS(lines, line.at);
    }
    a.on = "2025-09-18"; /* the phase may end before the sixth week, braking work may not begin before it */
    a.more = "2025-09-18 09:00 prescribe by therapist-f\n  slow-outward-return 1x5, effort 3\n";
    lines = lines_of(mem, json_of(mem, document(mem, tdm_view_sheet_json, &a)), "may_not");
    CHECK_HOLDS(
        lines,
        "slow return from outward turn | until your team tells you that you may do it; they can decide that on 13 Oct");
    CHECK_HOLDS(lines, "braking work: the muscle mainly works while it lengthens under load (as where only the "
                       "lowering is trained) | until your team "
                       "tells you that you may do it; they can decide that on 13 Oct 2025 or later\n");
    CHECK_HOLDS(lines,
                "work with the hand above the shoulder (as at a high shelf) | until your team tells you that you "
                "may do it; they can decide that on 24 Nov 2025 or later\n");
    CHECK_HOLDS(
        lines,
        "working above shoulder height | until your team tells you that you may do it; they can decide that on 24 Nov");
}

TEST("what the numbers of 10 mean stands once on the sheet, of effort only where one is told [F042 S59]") {
    struct asked a = {.example = "example-c-nsaid", .on = "2025-05-04"};
    const char *pain = "Numbers of 10: for pain, 0 is no pain and 10 the worst pain that you can imagine.";
    const struct tdm_json *sheet = json_of(mem, document(mem, tdm_view_sheet_json, &a));
    CHECK_HOLDS(tdm_json_member(sheet, "scales")->text, pain);
    CHECK_HOLDS(tdm_json_member(sheet, "scales")->text,
                " For effort, 0 is no effort at all and 10 the most that you can give.");
    CHECK_HOLDS(said_in(mem, tdm_view_sheet_html, standing_at(mem, &a), TDM_SPANISH),
                "En el esfuerzo, 0 es ningún esfuerzo y 10 lo máximo que puede dar.</p>");
    a = (struct asked){.example = "example-e-stale-pain", .on = "2025-06-02"};
    CHECK_STR(tdm_json_member(json_of(mem, document(mem, tdm_view_sheet_json, &a)), "scales")->text, pain);
    a.on = "2024-01-01"; /* before enrolment nothing is told, and no scale of it */
    CHECK_STR(tdm_json_member(json_of(mem, document(mem, tdm_view_sheet_json, &a)), "scales")->text, "");
}

TEST("one repetition maximum is told in the singular, a share of it as what it is, and a dose whose level nobody can "
     "tell "
     "is asked about [F042 M71 M81]") {
    struct asked a = {.example = "example-a-smooth", .on = "2025-03-20"};
    a.more = "2025-03-20 23:00 prescribe by therapist-a\n  leg-press 1x1, 1RM, intensity 30%, 1 times a week\n"
             "  knee-extension 2x8, 9 kg, 2 times a week\n";
    const struct tdm_standing *standing = standing_at(mem, &a);
    REQUIRE(standing != NULL);
    tdm_str text = said(mem, tdm_view_sheet_text, standing);
    CHECK_HOLDS(
        text,
        "30% of what you can lift\n      once, a weight that you could lift once and not a second time, once a week");
    CHECK_HOLDS(said_in(mem, tdm_view_sheet_json, standing, TDM_SPANISH), "levantar una vez y no una segunda");
    CHECK_HOLDS(text,
                "Ask your therapist before you start: knee\n  extension machine: whether this much is within that");
    CHECK_LACKS(text, "leg press: ");
}

TEST("an exercise on the knees is held against what is barred at the knee, though it trains another part [M70 S59]") {
    struct asked a = {"example-d-early-signature", "2025-03-05 09:00 prescribe by therapist-d\n  bird-dog 2x8\n",
                      "2025-03-05", NULL, NULL};
    const struct tdm_json *sheet = json_of(mem, document(mem, tdm_view_sheet_json, &a));
    CHECK_HOLDS(lines_of(mem, sheet, "may_not"), "arm and leg lifted crosswise | until your team tells you");
    CHECK_LACKS(lines_of(mem, sheet, "may"), "arm and leg lifted crosswise");
}

TEST("the day after the sheet is told as tomorrow, and what comes then is that somebody may decide; a phase is told by "
     "what it is for, its name beside it [M113 F042 S59]") {
    struct asked a = {.example = "example-f-late-correction", .on = "2025-10-12"};
    const struct tdm_standing *standing = standing_at(mem, &a);
    REQUIRE(standing != NULL);
    tdm_str text = said(mem, tdm_view_sheet_text, standing);
    CHECK_HOLDS(text,
                "harder than \"light load\"\n      until your team tells you that you may do it; they can decide "
                "that\n      tomorrow, 13 Oct 2025, or later\n      Why: this part of your healing allows no more\n");
    CHECK_LACKS(text, "not before 13 Oct");
    CHECK_HOLDS(text, "Your training since 16 Sep 2025 is for this: Switch the cuff on without\nstretching the tendon; "
                      "Raise the arm fully with help. Your team calls this part\n\"tolerance\".\n");
    CHECK_LACKS(text, "the phase \"");
    tdm_str spanish = said_in(mem, tdm_view_sheet_text, standing, TDM_SPANISH);
    CHECK_HOLDS(spanish, "mañana, 13");
    a.on = "2025-10-11"; /* the day after tomorrow is a date */
    CHECK_LACKS(document(mem, tdm_view_sheet_text, &a), "tomorrow");
}

TEST("an activity whose own restriction is over stays on the list while it is more than today's limit, and leaves it "
     "with "
     "the limit [M113 M70 S59]") {
    struct asked a = {.example = "example-a-smooth", .on = "2025-04-20"};
    const char *wanted =
        "running | until your team tells you that you may do it; they can decide that on 23 Apr 2025 or later\n";
    CHECK_HOLDS(lines_of(mem, json_of(mem, document(mem, tdm_view_sheet_json, &a)), "may_not"), wanted);
    a.on = "2025-04-21"; /* the ten weeks are over, the phase is not */
    const struct tdm_json *sheet = json_of(mem, document(mem, tdm_view_sheet_json, &a));
    CHECK_HOLDS(lines_of(mem, sheet, "may_not"), wanted);
    CHECK_HOLDS(document(mem, tdm_view_sheet_text, &a), "  * running\n      until your team tells you that you may do "
                                                        "it; they can decide that on 23\n      Apr 2025 or later\n"
                                                        "      Why: this part of your training allows no more\n");
    a.on = "2025-04-24"; /* the next phase has begun */
    CHECK_LACKS(document(mem, tdm_view_sheet_text, &a), "* running\n");
}

TEST("a day after which somebody still has to say so frees nothing by itself, and the list says it; without such a day "
     "it "
     "is not told [M113 F042 S59]") {
    struct asked a = {.example = "example-f-late-correction", .on = "2025-10-12"};
    const char *wanted =
        "No day allows anything by itself: wait until your team has told you, also when the day has come.";
    const struct tdm_standing *standing = standing_at(mem, &a);
    REQUIRE(standing != NULL);
    CHECK_STR(tdm_json_member(json_of(mem, said(mem, tdm_view_sheet_json, standing)), "waits")->text, wanted);
    CHECK_HOLDS(said(mem, tdm_view_sheet_text, standing),
                "You may not\n-----------\n  No day allows anything by itself: wait until your team");
    CHECK_HOLDS(said_in(mem, tdm_view_sheet_html, standing, TDM_SPANISH),
                "<p class=\"keep\">Ningún día permite nada por sí solo: espere");
    a = (struct asked){.example = "example-a-smooth",
                       .on = "2025-04-24"}; /* medicines alone, which are free by a day */
    const struct tdm_json *sheet = json_of(mem, document(mem, tdm_view_sheet_json, &a));
    CHECK(tdm_json_member(sheet, "may_not")->count > 0);
    CHECK(tdm_json_member(sheet, "waits") == NULL);
}
