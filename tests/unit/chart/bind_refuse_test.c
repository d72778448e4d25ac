/* bind_refuse_test.c - each problem of binding with its exact message, place and way out. Lines 1 to 10 are the head.
 */
#include "chart_ground.h"

static const struct refusal {
    const char *entries, *said;
} refusals[] = {
    {"2026-01-05 assess by therapist-a\n  nprs-nov 2\n",
     "B004 12:3 neither the protocol nor the catalogue has a measure \"nprs-nov\" | write `nprs-now`"},
    {"2026-01-05 assess by therapist-a\n  quds right 82 N.m\n",
     "B004 12:3 neither the protocol nor the catalogue has a measure \"quds\" | write `quads`"},
    {"2026-01-05 assess by therapist-a\n  zzzzz 2\n",
     "B004 12:3 neither the protocol nor the catalogue has a measure \"zzzzz\" | write a measure of the "
     "protocol or of the catalogue"},
    {"2026-01-05 assess by therapist-a\n  quads 82 N.m\n",
     "B005 12:3 \"quads\" does not say on which side it was measured | write `quads right ...` or `quads "
     "left ...`"},
    {"2026-01-05 assess by therapist-a\n  nprs-now right 2\n",
     "B005 12:3 \"nprs-now\" has no sides, and this value is `right` | write the value without a side"},
    {"2026-01-05 session by p-1\n  quad-set 10 s\n",
     "B006 12:3 \"quad-set\" is an exercise, and its amount does not say of what | name it: `quad-set "
     "3x12`, `quad-set hold 10 s`, `quad-set 40 kg`"},
    {"2026-01-05 assess by therapist-a\n  effusion right 2\n",
     "B007 12:3 \"effusion\" has steps, and this is the number 2 | write a step of \"stroke-test\", from "
     "`zero` to `2+`"},
    {"2026-01-05 assess by therapist-a\n  nprs-now little\n",
     "B008 12:3 \"nprs-now\" is a number, and this is \"little\" | write a number in `points`"},
    {"2026-01-05 assess by therapist-a\n  effusion right trase\n",
     "B009 12:3 \"trase\" is no step of \"stroke-test\" | write `trace`"},
    {"2026-01-05 assess by therapist-a\n  effusion right 9+\n",
     "B009 12:3 \"9+\" is no step of \"stroke-test\" | write `1+`"},
    {"2026-01-05 assess by therapist-a\n  quads right 82\n",
     "B010 12:3 \"82\" of \"quads\" has no unit | write `82 N.m`"},
    {"2026-01-05 assess by therapist-a\n  quads right 82 Nm\n", "B011 12:3 \"Nm\" is no unit | write `N.m`"},
    {"2026-01-05 assess by therapist-a\n  quads right 82 furlongs\n",
     "B011 12:3 \"furlongs\" is no unit | \"quads\" is given in `N.m`"},
    {"2026-01-05 assess by therapist-a\n  quads right 82 N\n",
     "B012 12:3 \"quads\" is in `N.m`, and \"N\" is another quantity | write what was measured as "
     "\"quads\"; another quantity is another measure"},
    {"2026-01-05 assess by therapist-a\n  quads right 82%\n",
     "B012 12:3 \"quads\" is in `N.m`, and \"%\" is another quantity | write what was measured as "
     "\"quads\"; another quantity is another measure"},
    {"2026-01-05 assess by therapist-a\n  jump-height 10 cm\n",
     "B013 12:3 \"10 cm\" has no exact value in `in` | write it in `in`, rounded by whoever measured"},
    {"2026-01-05 assess by therapist-a\n  nprs-now 11\n",
     "B014 12:3 \"nprs-now\" is 11, which cannot be: it is always 0 to 10 points | write the value and "
     "the unit as they were measured"},
    {"2026-01-05 assess by therapist-a\n  quads right -1 N.m\n",
     "B014 12:3 \"quads\" is -1, which cannot be: it is always 0 to 400 N.m | write the value and the "
     "unit as they were measured"},
    {"2026-01-05 assess by therapist-a\n  quads right 260 N.m\n",
     "B015 12:3 \"quads\" is 260, which is rare: it is usually 0 to 250 N.m | the value is kept; look at "
     "it again, and correct it if it is a slip"},
    {"2026-01-05 assess by therapist-a\n  nprs-now 2.5\n",
     "B016 12:3 \"2.5\" of \"nprs-now\" is no whole number | write the whole number that was said or "
     "counted"},
    {"2026-01-05 assess by physician-a\n  quads right 82 N.m\n",
     "B017 12:3 \"quads\" is not for \"physician-a\" to observe; the value is kept and satisfies nothing "
     "| let somebody record it whose role observes this measure"},
    {"2026-01-05 finding quad-avoidance-gate opened by therapist-a\n",
     "B019 11:1 the catalogue knows no finding \"quad-avoidance-gate\" | write `quad-avoidance-gait`"},
    {"2026-01-05 screen infection-sign by physician-a, none found\n",
     "B020 11:1 \"infection-sign\" is neither a flag nor a finding of the catalogue | write "
     "`infection-signs`"},
    {"2026-01-05 flag own-flag raised by physician-a\n",
     "B020 11:1 \"own-flag\" is neither a flag nor a finding of the catalogue | leave it if the protocol "
     "declares it as a flag of its own; else write a name of the catalogue"},
    {"2026-01-05 procedure bone-marrow by physician-a\n",
     "B021 11:1 the catalogue knows no procedure \"bone-marrow\" | write `bone-marrow-concentrate`"},
    {"2026-01-05 deny class nsaids by p-1, since 2026-01-01\n",
     "B022 11:1 the catalogue knows no class \"nsaids\" | write `nsaid`"},
    {"2026-01-05 medicine by p-1, taken \"ibuprofen\" 400 mg, route moth\n",
     "B023 11:1 the catalogue knows no route \"moth\" | write `mouth`"},
    {"2026-01-05 medicine by p-1, taken \"Painaway\"\n",
     "B024 11:1 the catalogue does not know \"Painaway\": whether a rule concerns it cannot be told | ask "
     "what is in it, and declare it as a `product` or as another word (`also`) for a substance"},
    {"2026-01-05 prescribe by therapist-a\n  leg-pres 3x12\n",
     "B025 12:3 the catalogue knows no exercise \"leg-pres\" | write `leg-press`"},
    {"2026-01-05 session by p-1\n  nprs-now 3x12\n",
     "B025 12:3 \"nprs-now\" is a measure, and this line reads as one of an exercise | write `nprs-now` "
     "with its value alone, or measure it in an `assess`"},
    {"2026-01-05 prescribe by therapist-a\n  quad-set 3x12, 40 kg\n",
     "B026 12:3 \"quad-set\" is not dosed by \"load\" | its amounts are: sets, reps, hold"},
    {"2026-01-05 session by p-1\n  bike 12 reps 40 kg\n",
     "B026 12:3 \"bike\" is not dosed by \"reps\" | its amounts are: minutes, power"},
    {"2026-01-05 prescribe by therapist-a\n  quad-set hold long\n",
     "B027 12:3 \"hold\" of \"quad-set\" is a number, and this is \"long\" | write a number in `s`"},
    {"2026-01-05 prescribe by therapist-a\n  step-up 3x10, surface stepp\n",
     "B028 12:3 \"stepp\" is no \"surface\" of \"step-up\" | write `surface step`"},
    {"2026-01-05 prescribe by therapist-a\n  step-up 3x10, surface 3\n",
     "B028 12:3 \"surface\" of \"step-up\" is a word, and this is a number | write `surface floor`"},
    {"2026-01-05 prescribe by therapist-a\n  leg-press effort 11\n",
     "B029 12:3 \"effort 11\" of \"leg-press\" cannot be | write a number from 0 to 10"},
    {"2026-01-05 prescribe by therapist-a\n  leg-press 2.5 sets\n",
     "B029 12:3 \"sets 2.5\" of \"leg-press\" cannot be | write a whole number from 0"},
    {"2026-01-05 session by p-1\n  leg-press 10 reps -4 kg\n",
     "B029 12:3 \"load -4\" of \"leg-press\" cannot be | write a number from 0"},
    {"2026-01-05 diary by p-1, name a\n  pain 2\n2026-01-06 correct a by p-1, because \"x\"\n  pain 4, "
     "was 3\n",
     "B030 14:3 \"pain\" was not 3 points but 2 points when this correction was made | look whether this "
     "is the entry that is meant; if it is, write `was 2 points`"},
    {"2026-01-05 assess by therapist-a, name a\n  effusion right 1+\n2026-01-06 correct a by therapist-a, "
     "because \"x\"\n  effusion right 2+, was trace\n",
     "B030 14:3 \"effusion\" was not trace but 1+ when this correction was made | look whether this is "
     "the entry that is meant; if it is, write `was 1+`"},
    {"2026-01-05 diary by p-1, name a\n  pain 2\n2026-01-06 correct a by p-1, because \"x\"\n  nprs-now "
     "4, was 2\n",
     "B031 14:3 \"a\" holds no such value of \"nprs-now\" to correct | name the entry that holds it, with "
     "the same measure, side and day"},
    {"2026-01-05 diary by p-1, name a\n  2026-01-04 pain 2\n  2026-01-03 pain 2\n2026-01-06 correct a by "
     "p-1, because \"x\"\n  pain 4, was 2\n",
     "B032 15:3 \"a\" holds 2 values of \"pain\", and it cannot be told which is meant | withdraw \"a\" "
     "and record it anew, each value with its day or in an entry of its own"},
    {"2026-01-05 statement \"MRI\" by physician-a, load at most lo, until 2026-02-01\n",
     "B033 11:1 \"lo\" is no load class | write `load at most low`"},
    {"2026-01-05 statement \"MRI\" by physician-a, load at most extreme, until 2026-02-01\n",
     "B033 11:1 \"extreme\" is no load class | write a step of the scale `load`, from `rest` to `high`"},
    {"2026-01-05 diary by p-1, name a\n  pain 2\n2026-01-06 withdraw a by p-1, because \"x\"\n2026-01-07 "
     "correct a by p-1, because \"x\"\n  pain 4, was 2\n",
     "B034 15:3 \"a\" was withdrawn before this correction of it | record the right value as an entry of "
     "its own"},
    {"2026-01-05 procedure bone-marrow-concentrate by physician-a\n  site knee, left\n",
     "B035 11:1 this procedure was done at \"knee, left\", and the chart is about \"knee, right\" | put "
     "the record right; until then the protective limits hold"},
    {"2026-01-05 procedure bone-marrow-concentrate by physician-a\n  site kneee, left\n",
     "B001 11:1 the catalogue knows no region \"kneee\" | write `knee`"},
    {"2026-01-05 handoff \"care\" by physician-a, to nobody\n",
     "B036 11:1 \"nobody\" is neither a person of `people` nor a role | write a person of `people`, or a "
     "role of the catalogue, after `to`"},
    {"2026-01-05 diary by p-1, recorded 2026-01-05T20:00Z\n  pain 2\n2026-01-05 diary by p-1, recorded "
     "2026-01-05T20:30Z\n  pain 2\n",
     "B037 13:1 this `diary` says the same as line 11 and counts once with it | withdraw one of the two, "
     "or give each its time if it happened twice"},
};

TEST("what the catalogue cannot take is told with its place and a way out [M37 M38 M39 M61 M95 M114 M115]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    for (size_t i = 0; i < TDM_COUNT(refusals); i++) {
        const struct tdm_chart *chart = chart_good(mem, refusals[i].entries);
        REQUIRE(chart != NULL);
        const struct tdm_bound_chart *bound = chart_bind(mem, chart, problems);
        CHECK_STR(chart_said(mem, problems), refusals[i].said);
        CHECK_INT(problems->count, 1);
        CHECK((bound == NULL) == (problems->errors > 0));
    }
}

static const struct head_refusal {
    const char *site, *role, *said;
} heads[] = {
    {"elbow, right", "physician",
     "B001 3:3 the catalogue knows no region \"elbow\" | write a region of the catalogue, "
     "or declare it there"},
    {"knee", "physician",
     "B002 3:3 the site \"knee\" has two sides, and the chart does not say which | write `site knee, right` or `site "
     "knee, left`"},
    {"trunk, left", "physician",
     "B002 3:3 the site \"trunk\" has no sides, and the chart names one | write `site trunk, none`"},
    {"trunk, none", "physicain", "B003 7:5 the catalogue knows no role \"physicain\" | write `physician`"},
};

TEST("a head that the catalogue cannot take is told [M37 M55]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    for (size_t i = 0; i < TDM_COUNT(heads); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 4096);
        tdm_buf_format(&text,
                       "chart e-1\n  patient p-1\n  site %s\n  protocol knee-oa version 1.1\n  zone UTC\n  people\n"
                       "    physician-a %s\n",
                       heads[i].site, heads[i].role);
        const struct tdm_chart *chart = chart_read_text(mem, tdm_buf_str(&text), problems);
        REQUIRE(chart != NULL);
        CHECK(chart_bind(mem, chart, problems) == NULL);
        CHECK_STR(chart_said(mem, problems), heads[i].said);
    }
}
