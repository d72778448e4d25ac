/* texts_test.c - texts of the data in another language: pairs are read, found, refused with their place; what of a file
 * is read by people. */
#include "check.h"
#include "words/texts.h"

static const struct tdm_tree *tree_of(struct tdm_arena *mem, const char *file, const char *text,
                                      struct tdm_problems *problems) {
    const struct tdm_tree *tree;
    if (!tdm_notation_read(mem, tdm_str_of(file), tdm_str_of(text), &tree, problems))
        check_failed(__FILE__, __LINE__, "not in the notation: %s", text);
    return tree;
}

static bool reads(struct tdm_arena *mem, const char *text, const struct tdm_texts **out,
                  struct tdm_problems *problems) {
    tdm_problems_init(problems);
    const struct tdm_tree *tree = tree_of(mem, "own.tandem", text, problems);
    return tdm_texts_read(mem, &tree, 1, TDM_SPANISH, out, problems);
}

TEST("a text is found by its exact English; another one is not told at all [F050]") {
    const struct tdm_texts *texts;
    struct tdm_problems problems;
    CHECK(reads(mem,
                "language es\ntext \"squat\"\n  is \"sentadilla\"\ntext \"bridge\"\n  is \"puente\"\ntext \"row\"\n"
                "  is \"remo\"\n",
                &texts, &problems));
    CHECK_INT(texts->count, 3);
    CHECK_STR(tdm_texts_find(texts, TDM_STR("squat")), "sentadilla");
    CHECK_STR(tdm_texts_find(texts, TDM_STR("bridge")), "puente");
    CHECK_STR(tdm_texts_find(texts, TDM_STR("row")), "remo");
    CHECK_INT(tdm_texts_find(texts, TDM_STR("Squat")).len, 0);
    CHECK_INT(tdm_texts_find(texts, TDM_STR("squat ")).len, 0);
    CHECK_INT(tdm_texts_find(NULL, TDM_STR("squat")).len, 0);
}

static void refused(struct tdm_arena *mem, const char *text, const char *code, const char *what, uint32_t line) {
    const struct tdm_texts *texts = NULL;
    struct tdm_problems problems;
    CHECK(!reads(mem, text, &texts, &problems));
    CHECK(texts == NULL);
    CHECK_INT(problems.count, 1);
    if (problems.count != 1) return;
    CHECK_STR(tdm_str_of(problems.items[0].code), code);
    CHECK_STR(tdm_str_of(problems.items[0].what), what);
    CHECK_INT(problems.items[0].place.line, line);
}

TEST("a translation with other figures is refused: no dose changes by being told in another language [F050]") {
    refused(mem, "language es\ntext \"3 sets\"\n  is \"5 series\"\n", "G004",
            "the English text says 3, this one does not", 3);
    refused(mem, "language es\ntext \"sets\"\n  is \"5 series\"\n", "G004",
            "this text says 5, the English one does not", 3);
    refused(mem, "language es\ntext \"2 of 2\"\n  is \"2\"\n", "G004",
            "the English text and this one do not say 2 equally often", 3);
    refused(mem, "language es\ntext \"38.0\"\n  is \"380\"\n", "G004", "the English text says 38.0, this one does not",
            3);
}

TEST("a point or a comma in a figure is the language's, and 2+ is 2 [F050]") {
    const struct tdm_texts *texts;
    struct tdm_problems problems;
    CHECK(reads(mem, "language es\ntext \"38.0 or 2+ twice, 10.\"\n  is \"10, 2+ o 38,0\"\n", &texts, &problems));
}

TEST("what is no file of texts is refused with the two lines to write [F050]") {
    refused(mem, "text \"squat\"\n  is \"sentadilla\"\n", "G001",
            "a file of texts begins with the language they are in", 1);
    refused(mem, "language en\ntext \"squat\"\n  is \"sentadilla\"\n", "G001", "texts cannot be told in `en`", 1);
    refused(mem, "language es\nsay \"squat\"\n  is \"sentadilla\"\n", "G002",
            "a file of texts holds only `text \"...\"` with `is \"...\"` below", 2);
    refused(mem, "language es\ntext \"squat\"\n", "G002", "a text is told once, by one line `is \"...\"` below it", 2);
    refused(mem, "language es\ntext \"squat\"\n  is \" \"\n", "G002",
            "a text is told once, by one line `is \"...\"` below it", 3);
    refused(mem, "language es\ntext \"squat\"\n  is \"a\"\n  is \"b\"\n", "G002",
            "a text is told once, by one line `is \"...\"` below it", 3);
    refused(mem, "language es\ntext \"squat\"\n  is \"a\"\ntext \"squat\"\n  is \"a\"\n", "G003",
            "the text is told twice, also in own.tandem, line 2", 4);
}

TEST("labels, instructions, things needed, what is told, aims, reasons and names are wanted in every language [F050 "
     "F049]") {
    static const char *const wanted[] = {"slow squat", "Sit down slowly.", "cable machine",     "strap",
                                         "early days", "Be calm.",         "Stand up straight", "no deep bend",
                                         "It hurts.",  "more weight"};
    struct tdm_problems problems;
    const struct tdm_text_wanted *found;
    tdm_problems_init(&problems);
    const struct tdm_tree *tree =
        tree_of(mem, "own.tandem",
                "exercise squat \"slow squat\"\n  do \"Sit down slowly.\"\n  equipment cable-machine, strap\n"
                "  dose sets\nexercise walk\n  equipment none\n"
                "scale grade \"2+\"\n"
                "phase early-days on function\n  tell patient \"Be calm.\"\n"
                "  aim strength, \"Stand up straight\"\n"
                "source book\n  cite \"A book\"\n  says \"Something\"\n"
                "restrict no-deep-bend\n  because \"It hurts.\"\n"
                "progress more-weight\n  on worst-pain\n",
                &problems);
    uint32_t count = tdm_texts_wanted(mem, tree, &found);
    CHECK_INT(count, TDM_COUNT(wanted));
    for (uint32_t i = 0; i < count && i < TDM_COUNT(wanted); i++) CHECK_STR(found[i].said, wanted[i]);
}

TEST("codes and figures want no translation") {
    CHECK(!tdm_text_wants_language(TDM_STR("KL4")));
    CHECK(!tdm_text_wants_language(TDM_STR("2+")));
    CHECK(tdm_text_wants_language(TDM_STR("none")));
}
