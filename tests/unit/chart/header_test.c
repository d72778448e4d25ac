/* header_test.c - the `chart` block: what it says, and what is told when it does not. */
#include "chart_ground.h"

#define PEOPLE   "  people\n    physician-a physician\n"
#define SITE     "  site knee, right\n"
#define PROTOCOL "  protocol knee-oa version 1.1\n"
#define ZONE     "  zone UTC\n"
#define PATIENT  "  patient p-1\n"

static const struct refusal {
    const char *text, *said;
} refusals[] = {
    {"", "H001 0:0 the file is empty | begin the file with `chart NAME`"},
    {"protocol knee-oa version 1.1\n",
     "H001 1:1 \"protocol knee-oa version 1.1\" stands where a chart begins | begin the file with `chart NAME`"},
    {"chart\n" PATIENT SITE PROTOCOL ZONE PEOPLE,
     "H002 1:1 \"chart\" does not name the chart | write `chart NAME` and nothing else in this line"},
    {"chart a b\n" PATIENT SITE PROTOCOL ZONE PEOPLE,
     "H002 1:1 \"chart a b\" does not name the chart | write `chart NAME` and nothing else in this line"},
    {"chart a\n" PATIENT SITE PROTOCOL ZONE PEOPLE "chart b\n",
     "H003 8:1 a second chart begins in this file | write it into a file of its own, and `also chart NAME` below the "
     "first "
     "line of both"},
    {"chart a\n  pacient p-1\n" PATIENT SITE PROTOCOL ZONE PEOPLE,
     "H004 2:3 \"pacient\" says nothing about a chart | write `patient NAME`"},
    {"chart a\n  colour red\n" PATIENT SITE PROTOCOL ZONE PEOPLE,
     "H004 2:3 \"colour\" says nothing about a chart | write `patient`, `site`, `protocol`, `zone`, `people`, "
     "`synthetic`, `published` or `also`"},
    {"chart a\n" PATIENT PATIENT SITE PROTOCOL ZONE PEOPLE,
     "H005 3:3 \"patient\" is said a second time | keep one of the two lines"},
    {"chart a\n" SITE PROTOCOL ZONE PEOPLE,
     "H006 1:1 the chart does not say its `patient` | write below `chart`, two blanks in: `patient NAME`"},
    {"chart a\n" PATIENT PROTOCOL ZONE PEOPLE,
     "H006 1:1 the chart does not say its `site` | write below `chart`, two blanks in: `site REGION, right|left|none`"},
    {"chart a\n" PATIENT SITE ZONE PEOPLE, "H006 1:1 the chart does not say its `protocol` | write below `chart`, two "
                                           "blanks in: `protocol NAME version N.N [, "
                                           "hash TEXT]`"},
    {"chart a\n" PATIENT SITE PROTOCOL ZONE,
     "H006 1:1 the chart does not say its `people` | write below `chart`, two blanks in: `people` and below it, two "
     "blanks further in, one person a line: `PERSON ROLE`"},
    {"chart a\n" PATIENT SITE "  protocol knee-oa 1.1\n" ZONE PEOPLE,
     "H007 4:3 \"protocol knee-oa 1.1\" is not understood | write `protocol NAME version N.N [, hash TEXT]`"},
    {"chart a\n  patient \"p 1\"\n" SITE PROTOCOL ZONE PEOPLE,
     "H007 2:3 \"patient \"p 1\"\" is not understood | write `patient NAME`"},
    {"chart a\n" PATIENT "  site knee, rigth\n" PROTOCOL ZONE PEOPLE,
     "H008 3:14 \"rigth\" is no side of a site | write `site knee, right`"},
    {"chart a\n" PATIENT SITE PROTOCOL ZONE "  people\n    physician-a\n    therapist-a physical-therapist\n",
     "H009 7:5 \"physician-a\" is no line of the roster | write `PERSON ROLE`, with `, from DATE` and `, until DATE` "
     "where "
     "the role is not held all the time"},
    {"chart a\n" PATIENT SITE PROTOCOL ZONE "  people\n    physician-a physician, from 2026-02-01, until 2026-01-31\n",
     "H010 7:5 \"physician-a\" stops being \"physician\" before beginning | write the earlier date after `from` and "
     "the "
     "later one after `until`"},
    {"chart a\n" PATIENT SITE PROTOCOL ZONE "  people\n",
     "H011 1:1 nobody stands in `people`, so nobody can write in this chart | write one person a line below `people`: "
     "`physician-a physician`"},
    {"chart a\n" PATIENT SITE PROTOCOL PEOPLE,
     "H012 1:1 the chart does not name its zone, so its days end as in UTC | write below `chart`, two blanks in: `zone "
     "Europe/Berlin`, with the clinic's own zone"},
    {"chart a\n" PATIENT SITE PROTOCOL ZONE PEOPLE "  synthetic\n  published \"A paper\"\n",
     "H013 1:1 the chart is both invented (`synthetic`) and taken from a source (`published`) | keep the one that is "
     "true"},
    {"chart a\n" PATIENT SITE "  protocol knee-oa version 1.1, hash \"12ab\"\n" ZONE PEOPLE,
     "H014 4:38 \"12ab\" is no hash: it is not 64 hex digits | write the hash that `tandem digest` prints for the "
     "protocol, or leave it out"},
};

TEST("a head that cannot stand is told with its place and a way out [M1 M20 M55]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    for (size_t i = 0; i < TDM_COUNT(refusals); i++) {
        const struct tdm_chart *chart = chart_read_text(mem, tdm_str_of(refusals[i].text), problems);
        CHECK_STR(chart_said(mem, problems), refusals[i].said);
        CHECK((chart == NULL) == (problems->errors > 0));
    }
}

TEST("a head says whose chart, which site, which protocol by hash, and who held which role when [M1 M55]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart =
        chart_read_text(mem,
                        TDM_STR("chart e-1\n"
                                "  people\n"
                                "    physician-a physician, from 2025-01-01, until 2026-12-31\n"
                                "    physician-a physical-therapist, until 2025-06-30\n"
                                "  zone Europe/Berlin\n"
                                "  also chart e-2\n"
                                "  also chart e-3\n"
                                "  published a-paper-2020 \"Case 3\"\n"
                                "  patient p-1\n"
                                "  protocol knee-oa version 1.10, hash "
                                "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"\n"
                                "  site trunk, none\n"),
                        problems);
    REQUIRE(chart != NULL);
    CHECK_INT(problems->count, 0);
    CHECK_STR(chart_print(mem, chart), "chart e-1\n"
                                       "  patient p-1\n"
                                       "  site trunk, none\n"
                                       "  protocol knee-oa version 1.10, hash "
                                       "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"\n"
                                       "  zone Europe/Berlin\n"
                                       "  published \"a-paper-2020 Case 3\"\n"
                                       "  also chart e-2\n"
                                       "  also chart e-3\n"
                                       "  people\n"
                                       "    physician-a physician, from 2025-01-01, until 2026-12-31\n"
                                       "    physician-a physical-therapist, until 2025-06-30\n"
                                       "\n");
    CHECK(!chart->synthetic);
    CHECK(chart->has_digest);
    CHECK_INT(chart->protocol_digest.byte[31], 0xef);
}
