/* diff_test.c - two protocols beside each other: what differs in meaning, and nothing else. */
#include "../protocol/protocol_ground.h"
#include "proof/diff.h"

static void value_print(struct tdm_buf *out, const struct tdm_diff_fact *fact) {
    if (fact->has_day)
        tdm_buf_format(out, "day %d", fact->day);
    else
        tdm_buf_add(out, fact->value);
}

/* One line a difference: what it is of, both values ("-": not there), and the direction of B. */
static tdm_str told_lines(struct tdm_arena *mem, const struct tdm_diff *diff) {
    static const char *const ends[] = {"", " stricter", " looser"};
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 16);
    for (uint32_t i = 0; i < diff->count; i++) {
        const struct tdm_diff_line *line = &diff->lines[i];
        const struct tdm_diff_fact *fact = line->a != NULL ? line->a : line->b;
        tdm_buf_format(&out, "%.*s%s%.*s: ", TDM_FMT(fact->subject), fact->detail.len > 0 ? " " : "",
                       TDM_FMT(fact->detail));
        if (line->a != NULL) value_print(&out, line->a);
        tdm_buf_text(&out, line->a == NULL ? "-" : "");
        tdm_buf_text(&out, " | ");
        if (line->b != NULL) value_print(&out, line->b);
        tdm_buf_format(&out, "%s%s\n", line->b == NULL ? "-" : "", ends[line->toward]);
    }
    return tdm_buf_str(&out);
}

static tdm_str told_of(struct tdm_arena *mem, tdm_str a, tdm_str b) {
    struct tdm_diff diff;
    const struct tdm_protocol *left = protocol_of(mem, a, NULL), *right;
    if (left == NULL) return TDM_STR("A was refused");
    right = protocol_of(mem, b, NULL);
    if (right == NULL) return tdm_str_of(problems.items[0].what);
    tdm_diff_protocols(mem, left, right, &diff);
    return told_lines(mem, &diff);
}

struct edit {
    const char *old, *new, *told, *back; /* back: the same asked the other way round */
};

static void check_edits(struct tdm_arena *mem, const struct edit *edits, size_t count) {
    for (size_t i = 0; i < count; i++) {
        tdm_str other = changed(mem, edits[i].old, edits[i].new);
        CHECK_STR(told_of(mem, tdm_str_of(base), other), edits[i].told);
        CHECK_STR(told_of(mem, other, tdm_str_of(base)), edits[i].back);
    }
}

TEST("a protocol beside itself has no difference in meaning [M103]") {
    CHECK_STR(told_of(mem, tdm_str_of(base), tdm_str_of(base)), "");
}

TEST("wording, sources, comments, the order of clauses and a span said otherwise mean nothing [M103]") {
    static const char *const edits[][2] = {
        {"A small protocol", "Another title"},
        {"version 1.0", "version 2.0"},
        {"Rest is part of the work.", "Let it rest."},
        {"Repair", "Let it heal in its own time"},
        {"They may blunt the repair", "Nobody knows"},
        {"phase protect on function\n", "# a remark\n\nphase protect on function\n"},
        {"until 4 weeks after procedure  [book]", "until 28 days after procedure  [own]"},
        {"by physician or physical-therapist", "by physical-therapist or physician"},
        {"offer press, slide", "offer slide, press"},
        {"    quads\n    pain\n", "    pain\n    quads\n"},
        {"  clearance resume\n  not before 4 weeks after procedure\n",
         "  not before 4 weeks after procedure\n  clearance resume\n"},
        {"mean of 7 days, at least 4 readings", "mean of 1 weeks, at least 4 readings"},
        {"quads at least 90% of other side", "quads at least 90.0% of other side"},
        {"rest 2 to 3 minutes", "rest 120 to 180 seconds"},
        {"weeks 2 to 3 3x12  [own]", "week 2 3x12  [own]\n    week 3 3x12  [own]"},
        {"  activity running\n  load above moderate\n", "  load above moderate\n  activity running\n"},
        {"owe quads\n  by physical-therapist, every 3 months, from procedure until 12 months after",
         "owe quads\n  by physical-therapist, every 3 months, from procedure until 1 years after"},
    };
    for (size_t i = 0; i < TDM_COUNT(edits); i++)
        CHECK_STR(told_of(mem, tdm_str_of(base), changed(mem, edits[i][0], edits[i][1])), "");
}

TEST("a clause changed in a gate, a signature or a restriction is told by its own line, and backwards [M103 M50]") {
    static const struct edit edits[] = {
        {"  pain at most 2, mean", "  pain at most 3, mean",
         "start-loading: pain at most 2, mean of 7 days, at least 4 readings | pain at most 3, mean of 7 days, at "
         "least 4 "
         "readings\n",
         "start-loading: pain at most 3, mean of 7 days, at least 4 readings | pain at most 2, mean of 7 days, at "
         "least 4 "
         "readings\n"},
        {"  no open flag, screened within 14 days\n", "",
         "start-loading: no open flag, screened within 14 days | - looser\n",
         "start-loading: - | no open flag, screened within 14 days stricter\n"},
        {"by physician or physical-therapist", "by physician", "resume: physical-therapist or physician | physician\n",
         "resume: physician | physical-therapist or physician\n"},
        {"valid 14 days", "valid 3 weeks", "resume: 14 days | 3 weeks\n", "resume: 3 weeks | 14 days\n"},
        {"substance class nsaid, route mouth\n  from 7 days", "substance class nsaid, route mouth\n  from 3 days",
         "nsaid, route mouth: 7 days before procedure | 3 days before procedure looser\n",
         "nsaid, route mouth: 3 days before procedure | 7 days before procedure stricter\n"},
        {"until 4 weeks after procedure  [book]", "until 2 weeks after procedure  [book]",
         "nsaid, route mouth: 4 weeks after procedure | 2 weeks after procedure looser\n",
         "nsaid, route mouth: 2 weeks after procedure | 4 weeks after procedure stricter\n"},
        {"substance ibuprofen\n", "substance ibuprofen, route mouth\n",
         "ibuprofen: enrolment | - looser\nibuprofen: without end | - looser\n"
         "ibuprofen, route mouth: - | enrolment stricter\nibuprofen, route mouth: - | without end stricter\n",
         "ibuprofen: - | enrolment stricter\nibuprofen: - | without end stricter\n"
         "ibuprofen, route mouth: enrolment | - looser\nibuprofen, route mouth: without end | - looser\n"},
    };
    check_edits(mem, edits, TDM_COUNT(edits));
}

TEST("a date that moves is told with the days on which loads and gates follow it [M103 M41 F085 S51]") {
    static const struct edit edits[] = {
        {"may move from 3 weeks after",
         "may move from 2 weeks after", /* the gate has a day of its own: nothing follows */
         "resume: 3 weeks after procedure to 10 weeks after procedure | 2 weeks after procedure to 10 weeks after "
         "procedure\n",
         "resume: 2 weeks after procedure to 10 weeks after procedure | 3 weeks after procedure to 10 weeks after "
         "procedure\n"},
        {"  clearance resume\n  not before 4 weeks after procedure\n",
         "  clearance resume\n  not before 5 weeks after procedure\n",
         "low: day 28 | day 35 stricter\nstart-loading: day 28 | day 35 stricter\n"
         "start-loading: not before 4 weeks after procedure | not before 5 weeks after procedure\n",
         "low: day 35 | day 28 looser\nstart-loading: day 35 | day 28 looser\n"
         "start-loading: not before 5 weeks after procedure | not before 4 weeks after procedure\n"},
        {"never offer high before 10 weeks", "never offer high before 12 weeks",
         "high: 10 weeks after procedure | 12 weeks after procedure stricter\n",
         "high: 12 weeks after procedure | 10 weeks after procedure looser\n"},
        {"from procedure, 15 days", "from procedure, 16 days", "protect: 15 days | 16 days\n",
         "protect: 16 days | 15 days\n"},
    };
    check_edits(mem, edits, TDM_COUNT(edits));
}

TEST("phases, assessments, flags, progressions, plans and obligations are told by what changed in them [M103]") {
    static const struct edit edits[] = {
        {"offer press, lower-down\n", "offer press\n", "loading lower-down: lower-down | -\n",
         "loading lower-down: - | lower-down\n"},
        {"no eccentric, no deep-flexion", "no deep-flexion",
         "eccentric: no day | day 0 looser\nrepair eccentric: eccentric | - looser\n",
         "eccentric: day 0 | no day stricter\nrepair eccentric: - | eccentric stricter\n"},
        {"assess every 2 weeks", "assess every 10 days", "effusion repair: every 2 weeks | every 10 days\n",
         "effusion repair: every 10 days | every 2 weeks\n"},
        {"escalate to physician within 1 days  [own]\n  then hold\n", "escalate to physician within 2 days  [own]\n",
         "flare: physician within 1 day | physician within 2 days\nflare: loading is held | loading goes on looser\n",
         "flare: physician within 2 days | physician within 1 day\nflare: loading goes on | loading is held "
         "stricter\n"},
        {"advance load by 5%, at most 10% a week", "advance load by 5%, at most 15% a week",
         "heavier advance: advance load by 5%, at most 10% a week | advance load by 5%, at most 15% a week\n",
         "heavier advance: advance load by 5%, at most 15% a week | advance load by 5%, at most 10% a week\n"},
        {"regress load by 20% when any of", "regress load by 20% when all of", "heavier regress: any of | all of\n",
         "heavier regress: all of | any of\n"},
        {"week 1 15RM, 60% of 1RM", "week 1 12RM, 60% of 1RM", "weekly 1: 15RM, 60% of 1RM | 12RM, 60% of 1RM\n",
         "weekly 1: 12RM, 60% of 1RM | 15RM, 60% of 1RM\n"},
        {"every 3 months, from procedure", "every 2 months, from procedure", "quads: 3 months | 2 months\n",
         "quads: 2 months | 3 months\n"},
        {"other side affected, use baseline", "other side affected, use norm", "quads: baseline | norm\n",
         "quads: norm | baseline\n"},
    };
    check_edits(mem, edits, TDM_COUNT(edits));
}

TEST("a block that is gone is told once, with the days that went with it [M103]") {
    tdm_str other = changed(mem,
                            "flag flare\n"
                            "  raised by pain at least 8, latest within 1 days  [own]\n"
                            "  escalate to physician within 1 days  [own]\n"
                            "  then hold\n",
                            "");
    CHECK_STR(told_of(mem, tdm_str_of(base), other), "flare: flag | -\n");
    other = changed(
        mem,
        "owe quads\n  by physical-therapist, every 3 months, from procedure until 12 months after procedure  [own]\n",
        "");
    CHECK_STR(told_of(mem, other, tdm_str_of(base)), "quads: - | owe\n");
}

TEST("a condition is told whole, however long it is [M103]") {
    static const char line[] = "      quads at least 90%% of other side, latest within %u days\n";
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 16);
    tdm_buf_text(&text, "  no open flag, screened within 14 days\n  all of\n    any of\n");
    for (uint32_t i = 1; i <= 60; i++) tdm_buf_format(&text, line, i);
    tdm_buf_text(&text, "    pain at most 2, mean of 7 days, at least 4 readings\n");
    tdm_buf_char(&text, '\0');
    tdm_str told = told_of(mem, tdm_str_of(base), changed(mem, "  no open flag, screened within 14 days\n", text.at));
    size_t at;
    CHECK(tdm_str_find(told, TDM_STR("quads at least 90% of other side, latest within 60 days"), &at));
    CHECK(told.len > 2048);
}

TEST("the protocol's own word for a measure means nothing; what it is a measure of does [M103]") {
    struct tdm_buf renamed;
    tdm_str text = tdm_str_of(base), word = TDM_STR("effusion");
    size_t at;
    tdm_buf_init(&renamed, mem, 1u << 16);
    while (tdm_str_find(text, word, &at)) {
        tdm_buf_add(&renamed, tdm_str_slice(text, 0, at));
        tdm_buf_text(&renamed, "swelling");
        text = tdm_str_slice(text, at + word.len, text.len);
    }
    tdm_buf_add(&renamed, text);
    CHECK(renamed.len == sizeof base - 1); /* both words have eight letters */
    CHECK(!tdm_str_equal(tdm_buf_str(&renamed), tdm_str_of(base)));
    CHECK_STR(told_of(mem, tdm_str_of(base), tdm_buf_str(&renamed)), "");
    CHECK_STR(told_of(mem, tdm_str_of(base), changed(mem, "at treated side\n\nphase", "during session\n\nphase")),
              "effusion repair: - | every 2 weeks\neffusion repair: every 2 weeks | -\n"
              "heavier hold: - | effusion at least 2+, latest within 7 days\n"
              "heavier hold: effusion at least 2+, latest within 7 days | -\n");
}
