/* problem_test.c - problems as their reader sees them, to the letter. */
#include "check.h"

#include <string.h>

static struct tdm_place place_of(const char *file, uint32_t line, uint32_t column, uint32_t length) {
    return (struct tdm_place){tdm_str_of(file), line, column, length};
}

static tdm_str shown(struct tdm_arena *mem, const struct tdm_problem *problem, const char *source) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 100000);
    /* Without a NUL behind it, so that sanitizers see a look behind its end. */
    size_t length = strlen(source);
    char *exact = tdm_arena_alloc_raw(mem, length);
    memcpy(exact, source, length);
    tdm_problem_show(&out, problem, (tdm_str){exact, length});
    return tdm_buf_str(&out);
}

TEST("a problem is shown with its place, its line, carets and the way out") {
    struct tdm_problem p;
    CHECK(!tdm_fail(&p, TDM_WHY_NOT_FOUND, "N004", place_of("knee.tandem", 2, 16, 8), "no load class \"%s\"",
                    "isometrc"));
    tdm_problem_fix(&p, "write %s", "isometric");
    CHECK_INT(p.severity, TDM_ERROR);
    CHECK_INT(p.why, TDM_WHY_NOT_FOUND);
    CHECK_STR(shown(mem, &p, "phase repair\n  load at most isometrc\n  no impact\n"),
              "knee.tandem:2:16: error N004: no load class \"isometrc\"\n"
              "  2 |   load at most isometrc\n"
              "    |                ^^^^^^^^\n"
              "  fix: write isometric\n");
}

TEST("the margin is as wide as the number of the line") {
    struct tdm_problem p;
    tdm_fail(&p, TDM_WHY_SYNTAX, "N001", place_of("a", 12, 1, 1), "w");
    CHECK_STR(shown(mem, &p, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\nxy"), "a:12:1: error N001: w\n"
                                                                       "  12 | xy\n"
                                                                       "     | ^\n");
}

TEST("without a source, beyond its lines, or about a whole file, no line is shown") {
    struct tdm_problem p;
    tdm_fail(&p, TDM_WHY_SYNTAX, "N001", place_of("a", 3, 2, 1), "w");
    CHECK_STR(shown(mem, &p, ""), "a:3:2: error N001: w\n");
    CHECK_STR(shown(mem, &p, "1\n2"), "a:3:2: error N001: w\n");
    CHECK_STR(shown(mem, &p, "1\n2\n"), "a:3:2: error N001: w\n  3 | \n    | ^\n");
    p.place.line = 0;
    tdm_problem_fix(&p, "f");
    CHECK_STR(shown(mem, &p, "1\n2\n3"), "a: error N001: w\n  fix: f\n");
    p.place.file = TDM_STR("");
    CHECK_STR(shown(mem, &p, "1\n2\n3"), "error N001: w\n  fix: f\n");
    p.place.line = 1;
    p.place.column = 0;
    CHECK_STR(shown(mem, &p, ""), ":1: error N001: w\n  fix: f\n");
}

TEST("a note says that it is one") {
    struct tdm_problems list;
    tdm_problems_init(&list);
    struct tdm_problem *p = tdm_problems_add(&list, TDM_NOTE, TDM_WHY_RANGE, "P090", place_of("a", 1, 1, 1));
    tdm_problem_what(p, "bare clearance");
    CHECK_STR(shown(mem, p, ""), "a:1:1: note P090: bare clearance\n");
    CHECK_INT(list.errors, 0);
    CHECK_INT(list.count, 1);
}

TEST("carets stand below what they mean: after tabs, after letters of two bytes, at the line's end") {
    struct tdm_problem p;
    tdm_fail(&p, TDM_WHY_SYNTAX, "N001", place_of("a", 1, 3, 2), "w");
    CHECK_STR(shown(mem, &p, "\t\xC3\xB6xyz\r\nnext"), "a:1:3: error N001: w\n  1 |  \xC3\xB6xyz\n    |   ^^\n");
    p.place.column = 6;
    CHECK_STR(shown(mem, &p, "\t\xC3\xB6xyz\r\nnext"), "a:1:6: error N001: w\n  1 |  \xC3\xB6xyz\n    |      ^\n");
    p.place.column = 60;
    CHECK_STR(shown(mem, &p, "\t\xC3\xB6xyz"), "a:1:60: error N001: w\n  1 |  \xC3\xB6xyz\n    |      ^\n");
    p.place.column = 4;
    p.place.length = 100;
    CHECK_STR(shown(mem, &p, "\t\xC3\xB6xyz"), "a:1:4: error N001: w\n  1 |  \xC3\xB6xyz\n    |    ^^\n");
    p.place.length = 0;
    CHECK_STR(shown(mem, &p, "a\xFF\x9B\xC3\xB6\xC3"), "a:1:4: error N001: w\n  1 | a??\xC3\xB6?\n    |    ^\n");
    CHECK_STR(shown(mem, &p, "a\x1B[31mb\x7F"), "a:1:4: error N001: w\n  1 | a [31mb \n    |    ^\n");
    p.place.column = 1;
    CHECK_STR(shown(mem, &p, "x"), "a:1:1: error N001: w\n  1 | x\n    | ^\n");
    p.place.column = 0;
    CHECK_STR(shown(mem, &p, "xy"), "a:1: error N001: w\n  1 | xy\n    | ^\n");
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000);
    tdm_problem_show(&out, &p, TDM_STR("x\0y"));
    CHECK_STR(tdm_buf_str(&out), "a:1: error N001: w\n  1 | x y\n    | ^\n");
}

TEST("of a long line the part round the place is shown") {
    struct tdm_problem p;
    char line[401];
    for (size_t i = 0; i < 400; i++) line[i] = (char)('0' + i / 10 % 10);
    line[400] = '\0';
    tdm_fail(&p, TDM_WHY_SYNTAX, "J002", place_of("a", 1, 201, 3), "w");
    CHECK_STR(shown(mem, &p, line), "a:1:201: error J002: w\n"
                                    "  1 | ...444444444455555555556666666666777777777788888888889999999999"
                                    "000000000011111111112222222222333333333344444444445555555555...\n"
                                    "    |                                                                ^^^\n");
    p.place.column = 61;
    CHECK_STR(shown(mem, &p, line), "a:1:61: error J002: w\n"
                                    "  1 | 000000000011111111112222222222333333333344444444445555555555"
                                    "666666666677777777778888888888999999999900000000001111111111...\n"
                                    "    |                                                             ^^^\n");
    p.place.column = 399;
    CHECK_STR(shown(mem, &p, line), "a:1:399: error J002: w\n"
                                    "  1 | ...33444444444455555555556666666666777777777788888888889999999999\n"
                                    "    |                                                                ^^\n");
    p.place.column = 62;
    CHECK_STR(shown(mem, &p, line), "a:1:62: error J002: w\n"
                                    "  1 | ...000000000111111111122222222223333333333444444444455555555556"
                                    "66666666677777777778888888888999999999900000000001111111111"
                                    "2...\n"
                                    "    |                                                                ^^^\n");
    p.place.column = 51;
    CHECK_STR(shown(mem, &p, line), "a:1:51: error J002: w\n"
                                    "  1 | 000000000011111111112222222222333333333344444444445555555555"
                                    "666666666677777777778888888888999999999900000000001111111111...\n"
                                    "    |                                                   ^^^\n");
    line[120] = '\0';
    p.place.column = 120;
    p.place.length = 9;
    tdm_str text = shown(mem, &p, line);
    size_t at;
    CHECK(!tdm_str_find(text, TDM_STR("..."), &at));
}

TEST("a long line is cut between letters, not inside them") {
    struct tdm_problem p;
    struct tdm_buf line, wanted;
    tdm_buf_init(&line, mem, 1000);
    tdm_buf_init(&wanted, mem, 1000);
    for (int i = 0; i < 200; i++) tdm_buf_text(&line, i % 2 ? "\xC3\xA9" : "\xE2\x82\xAD");
    tdm_buf_char(&line, '\0');
    tdm_fail(&p, TDM_WHY_SYNTAX, "J002", place_of("a", 1, 101, 1), "w");
    tdm_buf_text(&wanted, "a:1:101: error J002: w\n  1 | ...");
    for (int i = 40; i < 160; i++) tdm_buf_text(&wanted, i % 2 ? "\xC3\xA9" : "\xE2\x82\xAD");
    tdm_buf_text(&wanted, "...\n    |    ");
    tdm_buf_repeat(&wanted, ' ', 60);
    tdm_buf_text(&wanted, "^\n");
    tdm_buf_char(&wanted, '\0');
    CHECK_STR(shown(mem, &p, line.at), wanted.at);
}

/* ---- words */

TEST("words are one clean line: line ends and controls are not let through, nor broken UTF-8") {
    struct tdm_problem p;
    tdm_fail(&p, TDM_WHY_SYNTAX, "N001", place_of("a", 1, 1, 1),
             "a\nb\tc\rd\x1B"
             "e\x7F"
             "f\x01");
    CHECK_STR(tdm_str_of(p.what), "a b c d?e?f?");
    tdm_problem_what(&p, "\xFFx\xC3");
    CHECK_STR(tdm_str_of(p.what), "?x?");
    CHECK_INT(p.place.length, 1); /* it lies before the words */
    tdm_problem_what(&p, "\x01x");
    CHECK_STR(tdm_str_of(p.what), "?x");
    tdm_problem_what(&p, "%s", "");
    CHECK_STR(tdm_str_of(p.what), "");
    tdm_problem_fix(&p, "\xE2\x82y\xC3\xB6");
    CHECK_STR(tdm_str_of(p.fix), "??y\xC3\xB6");
}

TEST("words that are too long end in three points and never inside a code point") {
    struct tdm_problem p;
    char words[300];
    size_t bad_at;
    for (size_t shift = 0; shift < 4; shift++) {
        memset(words, 'x', sizeof words);
        for (size_t i = shift; i + 4 < sizeof words; i += 4) memcpy(words + i, "\xF0\x9F\xA6\xB5", 4);
        words[sizeof words - 1] = '\0';
        tdm_fail(&p, TDM_WHY_SYNTAX, "N001", place_of("a", 1, 1, 1), "%s", words);
        tdm_str what = tdm_str_of(p.what);
        CHECK(tdm_utf8_valid(what, &bad_at));
        CHECK(tdm_str_ends_with(what, TDM_STR("\xB5...")) || tdm_str_ends_with(what, TDM_STR("x...")));
        CHECK(what.len >= 236 && what.len <= 239);
        CHECK(!tdm_str_find(what, TDM_STR("?"), &bad_at));
    }
    memset(words, 0x80, sizeof words);
    words[sizeof words - 1] = '\0';
    tdm_problem_what(&p, "%s", words);
    CHECK_STR(tdm_str_of(p.what), "...");
    memset(words, 'x', sizeof words);
    words[239] = '\0';
    tdm_problem_what(&p, "%s", words);
    CHECK_INT(strlen(p.what), 239);
    CHECK_INT(p.what[238], 'x');
    words[239] = 'x';
    words[240] = '\0';
    tdm_problem_what(&p, "%s", words);
    CHECK_INT(strlen(p.what), 239);
    CHECK(tdm_str_ends_with(tdm_str_of(p.what), TDM_STR("x...")));
}

/* ---- lists */

static void add(struct tdm_problems *list, enum tdm_severity severity, const char *code, struct tdm_place place) {
    tdm_problem_what(tdm_problems_add(list, severity, TDM_WHY_SYNTAX, code, place), "%s", code);
}

TEST("problems are sorted by file, line, column and code, and stay in order when all is equal") {
    struct tdm_problems *list = TDM_NEW(mem, struct tdm_problems);
    tdm_problems_init(list);
    add(list, TDM_ERROR, "P002", place_of("b", 1, 1, 1));
    add(list, TDM_ERROR, "P001", place_of("a", 2, 1, 1));
    add(list, TDM_ERROR, "P009", place_of("a", 1, 10, 7));
    add(list, TDM_ERROR, "P009", place_of("a", 1, 10, 8));
    add(list, TDM_ERROR, "P003", place_of("a", 1, 10, 1));
    add(list, TDM_NOTE, "P004", place_of("a", 1, 9, 1));
    add(list, TDM_ERROR, "P005", place_of("a", 10, 1, 1));
    tdm_problems_sort(list);
    static const char *const wanted[] = {"P004", "P003", "P009", "P009", "P001", "P005", "P002"};
    CHECK_INT(list->count, 7);
    for (size_t i = 0; i < TDM_COUNT(wanted); i++) {
        CHECK_STR(tdm_str_of(list->items[i].code), wanted[i]);
        CHECK_STR(tdm_str_of(list->items[i].what), wanted[i]);
    }
    CHECK_INT(list->items[2].place.length, 7);
    CHECK_INT(list->errors, 6);
}

TEST("past fifty problems the rest is counted") {
    struct tdm_problems *list = TDM_NEW(mem, struct tdm_problems);
    tdm_problems_init(list);
    for (uint32_t i = 1; i <= 53; i++) add(list, TDM_ERROR, "P001", place_of("a", i, 1, 1));
    CHECK_INT(list->count, 50);
    CHECK_INT(list->errors, 53);
    CHECK_INT(list->dropped, 3);
    CHECK_INT(list->items[49].place.line, 50);
    add(list, TDM_NOTE, "P002", place_of("a", 99, 1, 1));
    CHECK_INT(list->dropped, 4);
    CHECK_INT(list->errors, 53);
    CHECK_STR(tdm_str_of(list->items[49].code), "P001");
}

TEST("in a full list an error takes the place of a note: a refusal always has its reason") {
    struct tdm_problems *list = TDM_NEW(mem, struct tdm_problems);
    tdm_problems_init(list);
    for (uint32_t i = 1; i <= 49; i++) add(list, TDM_NOTE, "P090", place_of("a", i, 1, 1));
    add(list, TDM_ERROR, "P001", place_of("a", 50, 1, 1));
    add(list, TDM_NOTE, "P091", place_of("a", 51, 1, 1));
    add(list, TDM_ERROR, "P002", place_of("a", 52, 1, 1));
    CHECK_INT(list->count, 50);
    CHECK_INT(list->dropped, 2);
    CHECK_INT(list->errors, 2);
    CHECK_STR(tdm_str_of(list->items[48].code), "P002");
    CHECK_STR(tdm_str_of(list->items[49].code), "P001");
    CHECK_STR(tdm_str_of(list->items[47].code), "P090");
    for (uint32_t i = 0; i < 48; i++) add(list, TDM_ERROR, "P003", place_of("a", 60 + i, 1, 1));
    CHECK_STR(tdm_str_of(list->items[0].code), "P003");
    CHECK_INT(list->errors, 50);
}

TEST("a new problem has no words yet, wherever it is kept") {
    struct tdm_problems *list = memset(tdm_arena_alloc(mem, sizeof *list), 'x', sizeof *list);
    tdm_problems_init(list);
    for (uint32_t i = 0; i < 51; i++) {
        struct tdm_problem *p = tdm_problems_add(list, TDM_ERROR, TDM_WHY_SYNTAX, "P001", place_of("a", 1, 1, 1));
        CHECK_STR(tdm_str_of(p->what), "");
        CHECK_STR(tdm_str_of(p->fix), "");
    }
}
