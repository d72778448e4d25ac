/* tree_print_test.c - tree to text: formatted files print as themselves, loose ones settle after one print, whatever is
 * done to them. */
#include "notation_ground.h"

#include <string.h>

static struct tdm_problems problems; /* large: not on the stack */

static tdm_str formatted(struct tdm_arena *mem, const char *text) {
    const struct tdm_tree *tree = tree_of(mem, tdm_str_of(text), &problems);
    if (tree == NULL) check_failed(__FILE__, __LINE__, "%s: %s", problems.items[0].code, problems.items[0].what);
    return tree == NULL ? TDM_STR("") : printed(mem, tree);
}

TEST("a formatted file prints as itself, byte for byte [F002] [R-N13]") {
    CHECK_STR(formatted(mem, sample_formatted), sample_formatted);
}

TEST("a loose file is formatted once: two blanks a level, single blanks, comments kept") {
    static const char wanted[] = "# no blank\n"
                                 "head one, two, (a, b)  [own, mckay-2019 \"p. 3\"]  # tight\n"
                                 "\n"
                                 "  # deep comment\n"
                                 "  a * b = c ^ 2\n"
                                 "  list one, two, three  # first; last\n"
                                 "  text |\n"
                                 "      keeps   its blanks  \n"
                                 "\n"
                                 "\n"
                                 "     and these\n"
                                 "\n"
                                 "  \"a\" \"b\" (c)\n"
                                 "# at the end, deep\n";
    CHECK_STR(formatted(mem, sample_loose), wanted);
    CHECK_STR(formatted(mem, wanted), wanted);
}

TEST("a line that would pass 120 columns is broken after a comma [R-N12]") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, PRINTED_MAX);
    tdm_buf_text(&text, "a\n  list");
    for (int i = 0; i < 60; i++) tdm_buf_format(&text, "%s item-%02d", i == 0 ? "" : ",", i);
    tdm_buf_text(&text, "\n    under it\n");
    const struct tdm_tree *tree = tree_of(mem, tdm_buf_str(&text), &problems);
    REQUIRE(tree != NULL);
    tdm_str once = printed(mem, tree);
    size_t since = 0;
    for (size_t i = 0; i < once.len; i++) {
        if (once.at[i] != '\n') continue;
        CHECK(i - since <= 121);
        since = i + 1;
    }
    const struct tdm_tree *again = tree_of(mem, once, &problems);
    REQUIRE(again != NULL);
    CHECK(same_lines(tree->first, again->first));
    CHECK(tdm_str_equal(printed(mem, again), once));
}

TEST("a minus stays where it stood: a sign sticks, a difference does not") {
    CHECK_STR(formatted(mem, "-k_c * -(a - b) - c"), "-k_c * -(a - b) - c\n");
    CHECK_STR(formatted(mem, "(a)-(b) -\"c\" -*d"), "(a) -(b) -\"c\" -* d\n");
}

TEST("blank lines are kept one at a time, none at the ends [R-N12]") {
    CHECK_STR(formatted(mem, "\n\na\n\n\n\nb\n  \n\n"), "a\n\nb\n");
    CHECK_STR(formatted(mem, "\n"), "");
}

/* ---- whatever is done to a file */

static uint64_t next_random(uint64_t *state) {
    uint64_t x = *state;
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    *state = x;
    return x;
}

static void places_inside(tdm_str text) {
    uint32_t lines = 1;
    for (size_t i = 0; i < text.len; i++) lines += text.at[i] == '\n';
    for (uint32_t i = 0; i < problems.count; i++) {
        const struct tdm_place *place = &problems.items[i].place;
        CHECK(place->line >= 1 && place->line <= lines && place->column >= 1 && place->length >= 1);
        CHECK(problems.items[i].what[0] != '\0' && problems.items[i].fix[0] != '\0');
        size_t at = 0;
        for (uint32_t line = 1; line < place->line; line++)
            while (text.at[at++] != '\n') {
            }
        size_t end = at;
        while (end < text.len && text.at[end] != '\n') end++;
        CHECK(place->column <= end - at + 1);
        CHECK(place->column + place->length <= end - at + 3); /* one past the end, for what is missing there */
    }
}

static void mutate(char *bytes, size_t *length, uint64_t *state) {
    static const char pieces[] = " \n,#[]|()\"\\-+*^=:.%/<0aZ\t\r\xC3\xA4_;  ";
    size_t at = (size_t)(next_random(state) % *length);
    uint64_t what = next_random(state) % 4;
    char piece = pieces[next_random(state) % (sizeof pieces - 1)];
    if (what == 0) {
        bytes[at] = piece;
    } else if (what == 1) {
        memmove(bytes + at + 1, bytes + at, *length - at);
        bytes[at] = piece;
        (*length)++;
    } else if (what == 2 && *length > 1) {
        memmove(bytes + at, bytes + at + 1, *length - at - 1);
        (*length)--;
    } else { /* a stretch from elsewhere */
        size_t from = (size_t)(next_random(state) % *length), count = (size_t)(next_random(state) % 12);
        for (size_t i = 0; i < count && from + i < *length && at + i < *length; i++) bytes[at + i] = bytes[from + i];
    }
}

static void settles(struct tdm_arena *mem, tdm_str text) {
    const struct tdm_tree *tree = NULL;
    tdm_problems_init(&problems);
    if (!tdm_notation_read(mem, TDM_STR("t"), text, &tree, &problems)) {
        CHECK(problems.errors > 0);
        places_inside(text);
        return;
    }
    CHECK_INT(problems.count, 0);
    tdm_str once = printed(mem, tree);
    const struct tdm_tree *again = tree_of(mem, once, &problems);
    REQUIRE(again != NULL);
    CHECK(same_lines(tree->first, again->first));
    CHECK(tdm_str_equal(printed(mem, again), once));
    struct tdm_problem problem;
    const struct tdm_tree *back = NULL;
    bool good = tdm_notation_from_json(mem, TDM_STR("t"), json_of(mem, tree), &back, &problem);
    if (!good) check_failed(__FILE__, __LINE__, "%s: %s", problem.code, problem.what);
    REQUIRE(good);
    CHECK(same_lines(tree->first, back->first));
    CHECK(tdm_str_equal(printed(mem, back), once));
}

TEST("20000 files with something done to them: places inside, and what is read settles in one print") {
    static char bytes[1 << 14];
    uint64_t state = UINT64_C(0x9E3779B97F4A7C15);
    for (int round = 0; round < 20000; round++) {
        const char *sample = round % 2 == 0 ? sample_formatted : sample_loose;
        size_t length = strlen(sample);
        memcpy(bytes, sample, length);
        uint64_t changes = 1 + next_random(&state) % 3;
        for (uint64_t c = 0; c < changes; c++) mutate(bytes, &length, &state);
        struct tdm_arena_mark mark = tdm_arena_mark(mem);
        settles(mem, (tdm_str){bytes, length});
        tdm_arena_rewind(mem, mark);
    }
}
