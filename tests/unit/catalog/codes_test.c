/* codes_test.c - codes of other systems: their check digits against codes that their systems publish, what is refused,
 * and how a thing, or the classes of an unknown medicine, is found by a code. */
#include "catalog_ground.h"

static enum tdm_code_fault judged(enum tdm_code_system system, const char *code) {
    char wanted = '?';
    return tdm_code_judge(system, tdm_str_of(code), &wanted);
}

TEST("published LOINC codes have the check digit that is computed, and no other digit is taken [F056 G11]") {
    static const char *const good[] = {"72514-3", "72100-1", "72091-2", "82324-5", "66247-8", "89423-8",
                                       "83173-5", "83174-3", "64098-7", "29463-7", "8310-5",  "777-3"};
    for (size_t i = 0; i < TDM_COUNT(good); i++) {
        char other[16];
        size_t length = strlen(good[i]);
        CHECK_INT(judged(TDM_CODE_LOINC, good[i]), TDM_CODE_GOOD);
        for (char digit = '0'; digit <= '9'; digit++) {
            memcpy(other, good[i], length + 1);
            other[length - 1] = digit;
            CHECK_INT(judged(TDM_CODE_LOINC, other), digit == good[i][length - 1] ? TDM_CODE_GOOD : TDM_CODE_DIGIT);
        }
    }
    CHECK_INT(judged(TDM_CODE_LOINC, "72100-0"), TDM_CODE_DIGIT); /* public, and does not exist */
}

TEST("published SNOMED CT codes have the check digit that is computed; one wrong digit or two swapped are seen [G11]") {
    static const char *const good[] = {"239873007", "239872002", "202855006", "82169009", "6757004",
                                       "91775009",  "91774008",  "229065009", "91251008", "444875003"};
    for (size_t i = 0; i < TDM_COUNT(good); i++) {
        char other[24];
        size_t length = strlen(good[i]);
        CHECK_INT(judged(TDM_CODE_SNOMED, good[i]), TDM_CODE_GOOD);
        for (size_t at = 1; at + 3 < length; at++) { /* the partition and the check digit stay */
            memcpy(other, good[i], length + 1);
            other[at] = (char)(other[at] == '9' ? '0' : other[at] + 1);
            CHECK_INT(judged(TDM_CODE_SNOMED, other), TDM_CODE_DIGIT);
            memcpy(other, good[i], length + 1);
            other[at] = good[i][at - 1];
            other[at - 1] = good[i][at];
            if (other[at] == other[at - 1] || other[0] == '0') continue;
            CHECK_INT(judged(TDM_CODE_SNOMED, other), TDM_CODE_DIGIT);
        }
    }
    CHECK_INT(judged(TDM_CODE_SNOMED, "2913017"), TDM_CODE_SHAPE); /* 01 before the last: a description, no concept */
}

TEST("a code has the shape of its system: LOINC, SNOMED CT, ATC, RxNorm [G11]") {
    static const struct {
        enum tdm_code_system system;
        const char *code;
        bool good;
    } rows[] = {
        {TDM_CODE_LOINC, "725143", false},     {TDM_CODE_LOINC, "-3", false},
        {TDM_CODE_LOINC, "72514-", false},     {TDM_CODE_LOINC, "072514-3", false},
        {TDM_CODE_LOINC, "LA6752-5", false},   {TDM_CODE_LOINC, "", false},
        {TDM_CODE_SNOMED, "12005", false},     {TDM_CODE_SNOMED, "0239873007", false},
        {TDM_CODE_SNOMED, "23987300x", false}, {TDM_CODE_ATC, "M", true},
        {TDM_CODE_ATC, "M01", true},           {TDM_CODE_ATC, "M01A", true},
        {TDM_CODE_ATC, "M01AE", true},         {TDM_CODE_ATC, "M01AE01", true},
        {TDM_CODE_ATC, "M0", false},           {TDM_CODE_ATC, "M01AE0", false},
        {TDM_CODE_ATC, "E01AE01", false},      {TDM_CODE_ATC, "m01AE01", false},
        {TDM_CODE_ATC, "M01AE011", false},     {TDM_CODE_ATC, "M0AAE01", false},
        {TDM_CODE_RXNORM, "5640", true},       {TDM_CODE_RXNORM, "1364430", true},
        {TDM_CODE_RXNORM, "05640", false},     {TDM_CODE_RXNORM, "123456789", false},
        {TDM_CODE_RXNORM, "56x", false},       {TDM_CODE_RXNORM, "", false},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        CHECK_INT(judged(rows[i].system, rows[i].code), rows[i].good ? TDM_CODE_GOOD : TDM_CODE_SHAPE);
}

TEST("each system is found by its word and by the address that messages use for it") {
    for (int i = 0; i < TDM_CODE_SYSTEM_COUNT; i++) {
        enum tdm_code_system found;
        REQUIRE(tdm_code_system_find(tdm_str_of(tdm_code_system_word((enum tdm_code_system)i)), &found));
        CHECK_INT(found, i);
        REQUIRE(tdm_code_system_of_uri(tdm_str_of(tdm_code_system_uri((enum tdm_code_system)i)), &found));
        CHECK_INT(found, i);
    }
    enum tdm_code_system none;
    CHECK(!tdm_code_system_find(TDM_STR("icd"), &none));
    CHECK(!tdm_code_system_of_uri(TDM_STR("loinc"), &none));
}

static struct tdm_problems problems; /* large: not on the stack */

static const char coded[] = "measure pain \"pain\"\n"
                            "  number 0 to 10 points\n"
                            "  lower is better\n"
                            "  of one day take worst\n"
                            "  by patient\n"
                            "  code loinc \"72514-3\" \"Pain severity\"\n"
                            "measure bend \"bending\", sided\n"
                            "  number 0 to 170 deg\n"
                            "  higher is better\n"
                            "  of one day take last\n"
                            "  by patient\n"
                            "  code loinc \"41347-6\" \"Knee flexion, right\", right\n"
                            "  code loinc \"41343-5\" \"Knee flexion, left\", left\n"
                            "codes class nsaid\n"
                            "  code atc M01AE \"Propionic acid derivatives\"\n"
                            "  code atc M01AH \"Coxibs\"\n"
                            "codes substance ibuprofen\n"
                            "  code atc M01AE01 \"ibuprofen\"\n"
                            "  code rxnorm 5640 \"ibuprofen\"\n";

TEST("a thing is found by its code, in its own kind and system only, with the side that the code speaks of [G11]") {
    uint16_t ref = 0;
    const struct tdm_catalog *catalog = catalog_read(mem, coded, &problems);
    REQUIRE(catalog != NULL);
    const struct tdm_code *code =
        tdm_catalog_coded(catalog, TDM_KIND_MEASURE, TDM_CODE_LOINC, TDM_STR("41347-6"), &ref);
    REQUIRE(code != NULL);
    CHECK_STR(tdm_catalog_name(catalog, TDM_KIND_MEASURE, ref), "bend");
    CHECK_INT(code->side, TDM_CODE_RIGHT);
    code = tdm_catalog_coded(catalog, TDM_KIND_MEASURE, TDM_CODE_LOINC, TDM_STR("72514-3"), &ref);
    REQUIRE(code != NULL);
    CHECK_STR(tdm_catalog_name(catalog, TDM_KIND_MEASURE, ref), "pain");
    CHECK_STR(code->display, "Pain severity");
    CHECK_INT(code->side, TDM_CODE_EITHER_SIDE);
    code = tdm_catalog_coded(catalog, TDM_KIND_SUBSTANCE, TDM_CODE_RXNORM, TDM_STR("5640"), &ref);
    REQUIRE(code != NULL);
    CHECK_STR(tdm_catalog_name(catalog, TDM_KIND_SUBSTANCE, ref), "ibuprofen");
    CHECK(tdm_catalog_coded(catalog, TDM_KIND_PRODUCT, TDM_CODE_RXNORM, TDM_STR("5640"), &ref) == NULL);
    CHECK(tdm_catalog_coded(catalog, TDM_KIND_SUBSTANCE, TDM_CODE_SNOMED, TDM_STR("5640"), &ref) == NULL);
    CHECK(tdm_catalog_coded(catalog, TDM_KIND_SUBSTANCE, TDM_CODE_RXNORM, TDM_STR("564"), &ref) == NULL);
}

TEST("a medicine that is not known has the classes of its ATC group, and none where no group fits [M61 G11]") {
    const struct tdm_catalog *catalog = catalog_read(mem, coded, &problems);
    REQUIRE(catalog != NULL);
    tdm_ref nsaid = tdm_catalog_find(catalog, TDM_KIND_CLASS, TDM_STR("nsaid"));
    tdm_ref above = tdm_catalog_find(catalog, TDM_KIND_CLASS, TDM_STR("anti-inflammatory"));
    CHECK(tdm_catalog_classes_of_atc(catalog, TDM_STR("M01AE13")) == (TDM_BIT(nsaid) | TDM_BIT(above)));
    CHECK(tdm_catalog_classes_of_atc(catalog, TDM_STR("M01AE51")) == (TDM_BIT(nsaid) | TDM_BIT(above)));
    CHECK(tdm_catalog_classes_of_atc(catalog, TDM_STR("M01AX05")) == 0); /* glucosamine: not told to be a painkiller */
    CHECK(tdm_catalog_classes_of_atc(catalog, TDM_STR("M01A")) == 0);
}

struct refusal {
    const char *text, *code;
    uint32_t line, column;
    const char *what, *fix;
};

static void refused(struct tdm_arena *mem, const struct refusal *wanted) {
    CHECK(catalog_read(mem, wanted->text, &problems) == NULL);
    CHECK_INT(problems.count, 1);
    const struct tdm_problem *got = &problems.items[0];
    CHECK_STR(tdm_str_of(got->code), wanted->code);
    CHECK_INT(got->place.line, wanted->line + catalog_ground_lines());
    CHECK_INT(got->place.column, wanted->column);
    CHECK_STR(tdm_str_of(got->what), wanted->what);
    CHECK_STR(tdm_str_of(got->fix), wanted->fix);
}

#define FORM "the form is: code SYSTEM CODE \"DISPLAY\" [, left | , right]"

TEST("a line with a code is told what is wrong with it, at the term that is wrong") {
    static const struct refusal rows[] = {
        {"region jaw \"jaw\"\n  code loink \"72514-3\" \"x\"\n", "C042", 2, 8,
         "\"loink\" is no system of codes known here", "write \"loinc\""},
        {"region jaw \"jaw\"\n  code readcodes 5 \"x\"\n", "C042", 2, 8,
         "\"readcodes\" is no system of codes known here", "write loinc, snomed, atc or rxnorm"},
        {"region jaw \"jaw\"\n  code atc M01AE1 \"x\"\n", "C043", 2, 12, "\"M01AE1\" cannot be a code of atc",
         "look it up again: an ATC code is a letter, two digits, two letters and two digits, or only the first 1, 3, 4 "
         "or "
         "5 of them: M01AE01"},
        {"region jaw \"jaw\"\n  code rxnorm 056 \"x\"\n", "C043", 2, 15, "\"056\" cannot be a code of rxnorm",
         "look it up again: an RxNorm code is a number of at most 8 digits: 5640"},
        {"region jaw \"jaw\"\n  code loinc \"72100-0\" \"x\"\n", "C044", 2, 14,
         "the check digit of \"72100-0\" does not fit the digits before it, which ask for 1",
         "look the code up again: one of its digits is wrong, and it cannot be told which"},
        {"region jaw \"jaw\"\n  code snomed 239873008 \"x\"\n", "C044", 2, 15,
         "the check digit of \"239873008\" does not fit the digits before it, which ask for 7",
         "look the code up again: one of its digits is wrong, and it cannot be told which"},
        {"region jaw \"jaw\"\n  code loinc \"72514-3\" \"x\", left\n", "C046", 2, 29, "\"jaw\" has no left and right",
         "leave the side out, or write `sided` above if it has two"},
        {"region jaw \"jaw\", sided\n  code loinc \"72514-3\"\n", "C009", 2, 23, "the clause stops too early", FORM},
        {"region jaw \"jaw\", sided\n  code loinc \"72514-3\" \"x\" 4\n", "C009", 2, 28, "\"4\" is not expected here",
         FORM},
        {"region jaw \"jaw\", sided\n  code loinc \"72514-3\" \"x\", left side\n", "C009", 2, 34,
         "\"side\" is not expected here", FORM},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) refused(mem, &rows[i]);
}

TEST("one code belongs to one thing of a kind; another kind may have it") {
    refused(mem,
            &(struct refusal){"codes substance ibuprofen\n  code rxnorm 5640 \"x\"\n"
                              "codes substance pseudoephedrine\n  code rxnorm 5640 \"x\"\n",
                              "C045", 4, 15,
                              "the code \"5640\" stands at the substance \"ibuprofen\" already: what comes in under "
                              "it could be either",
                              "leave it at one of them; the first stands in test.tandem, line 37"});
    CHECK(catalog_read(
              mem, "codes substance ibuprofen\n  code rxnorm 5640 \"x\"\ncodes class nsaid\n  code rxnorm 5640 \"x\"\n",
              &problems) != NULL);
}

TEST("`codes KIND NAME` names a thing that is declared, and holds codes only") {
    static const char form[] = "the form is: codes KIND NAME, and below it: code SYSTEM CODE \"DISPLAY\"";
    static const struct refusal rows[] = {
        {"codes substanse ibuprofen\n", "C009", 1, 7, "\"substanse\" is not expected here", form},
        {"codes substance ibuprofn\n", "C008", 1, 17, "no substance is named \"ibuprofn\"",
         "write \"ibuprofen\", or declare it: substance ibuprofn"},
        {"codes substance ibuprofen now\n", "C009", 1, 27, "\"now\" is not expected here", form},
        {"codes substance ibuprofen\n  class nsaid\n", "C009", 2, 3, "\"class\" is not expected here", form},
        {"codes substance ibuprofen\n  code rxnorm 5640 \"x\", left\n", "C046", 2, 25,
         "\"ibuprofen\" has no left and right", "leave the side out, or write `sided` above if it has two"},
        {"codes substance ibuprofen\n  code rxnorm 5640 \"x\", also \"y\"\n", "C009", 2, 25,
         "\"also\" is not expected here", FORM},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) refused(mem, &rows[i]);
}

/* ---- muscles, tissues, families */

#define MUSCLES                                                                                                        \
    "muscle quads \"front of the thigh\"\nmuscle calf \"calf\"\ntissue patella \"tendon below the kneecap\"\n"         \
    "family push \"pushing\"\n"
#define EXERCISE(name, loads, moves, muscles)                                                                          \
    "exercise " name " \"" name "\"\n  do \"Do it.\"\n  loads " loads "\n  moves " moves "\n  muscles " muscles        \
    "\n  family push\n  dose sets\n  class low\n"

TEST("an exercise says its prime movers, the tissues that carry its load, and its family [F039 S48]") {
    const struct tdm_catalog *catalog =
        catalog_read(mem,
                     MUSCLES EXERCISE("press", "knee, hip", "strength", "quads")
                         EXERCISE("squat", "knee", "strength, balance", "quads, calf\n  stresses patella"),
                     &problems);
    REQUIRE(catalog != NULL);
    const struct tdm_exercise *squat =
        tdm_catalog_exercise(catalog, tdm_catalog_find(catalog, TDM_KIND_EXERCISE, TDM_STR("squat")));
    CHECK_INT(squat->muscles, 3);
    CHECK_INT(squat->stresses, 1);
    CHECK_INT(squat->family, tdm_catalog_find(catalog, TDM_KIND_FAMILY, TDM_STR("push")));
}

TEST("what cannot stand in for the others of a family is refused, and so is a family of one [F039 R-N46]") {
    static const char fix[] = "take it out of the family: it cannot stand in for \"press\"";
    static const struct refusal rows[] = {
        {MUSCLES EXERCISE("press", "knee", "strength", "quads") EXERCISE("turn", "trunk", "strength", "quads"), "C048",
         13, 1, "\"turn\" shares with the family \"push\" no region that all of them load", fix},
        {MUSCLES EXERCISE("press", "knee", "strength", "quads") EXERCISE("turn", "knee", "balance", "quads"), "C048",
         13, 1, "\"turn\" shares with the family \"push\" no variable that all of them move", fix},
        {MUSCLES EXERCISE("press", "knee", "strength", "quads") EXERCISE("turn", "knee", "strength", "calf"), "C048",
         13, 1, "\"turn\" shares with the family \"push\" no muscle that all of them work", fix},
        {MUSCLES EXERCISE("press", "knee", "strength", "quads"), "C047", 4, 1,
         "the family \"push\" has one exercise, so that nothing can stand in",
         "write `family push` in another exercise too, or leave the family out"},
        {MUSCLES, "C047", 4, 1, "the family \"push\" has no exercise, so that nothing can stand in",
         "write `family push` in another exercise too, or leave the family out"},
        {"exercise x \"x\"\n  do \"x\"\n  loads knee\n  dose sets\n  class low\n  family nothing\n", "C008", 6, 10,
         "no family is named \"nothing\"", "declare it: family nothing"},
        {"exercise x \"x\"\n  do \"x\"\n  loads knee\n  dose sets\n  class low\n  muscles nothing\n", "C008", 6, 11,
         "no muscle is named \"nothing\"", "declare it: muscle nothing"},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) refused(mem, &rows[i]);
}
