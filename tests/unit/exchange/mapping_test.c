/* mapping_test.c - a mapping is read, and rows become the entries that a person would have written; what is wrong is
 * told by the line and column of the table. */
#include "../catalog/catalog_ground.h"
#include "exchange/mapping.h"

static const char measures[] =
    "measure torque \"torque\"\n  number 0 to 500 N.m\n  higher is better\n  of one day take last\n  sided\n"
    "  by physical-therapist\n"
    "measure mass \"mass\"\n  number 20 to 300 kg\n  no direction\n  of one day take last\n  by physical-therapist\n"
    "measure stands \"stands\"\n  number 0 to 100 reps\n  whole\n  higher is better\n  of one day take last\n"
    "  by physical-therapist\n"
    "measure puffy \"swelling\"\n  scale swelling\n  lower is better\n  of one day take worst\n  sided\n"
    "  by physical-therapist\n"
    "measure score \"score\"\n  number 0 to 100 points\n  higher is better\n  of one day take last\n  by patient\n";

static struct tdm_problems problems; /* large: not on the stack */

static const struct tdm_mapping *mapping_of(struct tdm_arena *mem, const char *text) {
    const struct tdm_mapping *mapping = NULL;
    const struct tdm_catalog *catalog = catalog_read(mem, measures, &problems);
    if (catalog == NULL) check_failed(__FILE__, __LINE__, "%s", problems.items[0].what);
    tdm_problems_init(&problems);
    bool good = tdm_mapping_read(mem, catalog_tree(mem, "m.tandem", tdm_str_of(text)), catalog, &mapping, &problems);
    if (good != (problems.errors == 0)) check_failed(__FILE__, __LINE__, "the answer and the problems differ");
    return good ? mapping : NULL;
}

static void add_problems(struct tdm_buf *out) {
    for (uint32_t i = 0; i < problems.count; i++)
        tdm_buf_format(out, "%u:%u %s %s; %s\n", problems.items[i].place.line, problems.items[i].place.column,
                       problems.items[i].code, problems.items[i].what, problems.items[i].fix);
}

/* "line episode: words" for each row that says something, then what is wrong. */
static tdm_str imported(struct tdm_arena *mem, const char *mapping_text, const char *csv) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 20);
    const struct tdm_mapping *mapping = mapping_of(mem, mapping_text);
    if (mapping != NULL) {
        struct tdm_table_text text = {tdm_str_of(csv), 0};
        struct tdm_table_source source = {TDM_STR("t.csv"), mapping->separator, tdm_table_text_fill, &text};
        struct tdm_import *import;
        struct tdm_imported row;
        enum tdm_row_verdict verdict = TDM_ROW_NONE;
        bool open = tdm_import_open(mem, mapping, tdm_table_open(mem, &source), &import, &problems);
        while (open && (verdict = tdm_import_next(mem, import, &row, &problems)) != TDM_ROW_NONE)
            if (verdict == TDM_ROW_READ && row.episode.len > 0)
                tdm_buf_format(&out, "%u %.*s: %.*s", row.line, TDM_FMT(row.episode), TDM_FMT(row.words));
    }
    add_problems(&out);
    return tdm_buf_str(&out);
}

#define HEAD   "mapping m\n  episode column \"ID\"\n  day column \"Day\"\n  by therapist-a\n"
#define TORQUE "reading torque\n  column \"R\"\n  unit N.m\n  side right\n"

TEST("a row becomes one entry, in the words that a person would have written [F103]") {
    CHECK_STR(imported(mem, HEAD TORQUE "reading torque\n  column \"L\"\n  unit N.m\n  side left\n",
                       "ID,Day,R,L\nexample-a,2026-03-04,118,96.5\nexample-b,2026-03-05,,70\n"),
              "2 example-a: 2026-03-04 assess by therapist-a\n  torque right 118 N.m\n  torque left 96.5 N.m\n"
              "3 example-b: 2026-03-05 assess by therapist-a\n  torque left 70 N.m\n");
}

TEST("constants, semicolons, commas before decimals, days and times as the device writes them [F103]") {
    CHECK_STR(
        imported(
            mem,
            "mapping m\n  title \"t\"\n  separator semicolon\n  decimal comma\n  dates day.month.year\n  entry diary\n"
            "  episode example-a\n  moment column \"When\"\n  by patient-a\nreading score\n  column \"S\"\n",
            "When;S\n4.3.2026 09:30;12,5\n04.03.2026 21:05:59;13\n"),
        "2 example-a: 2026-03-04 09:30 diary by patient-a\n  score 12.5 points\n"
        "3 example-a: 2026-03-04 21:05 diary by patient-a\n  score 13 points\n");
    CHECK_STR(imported(mem,
                       "mapping m\n  separator tab\n  dates month/day/year\n  episode example-a\n  day column \"D\"\n"
                       "  time column \"T\"\n  by patient-a\nreading score\n  column \"S\"\n",
                       "D\tT\tS\n3/4/2026\t9:30\t1\n12/31/2026\t\t2\n"),
              "2 example-a: 2026-03-04 09:30 assess by patient-a\n  score 1 points\n"
              "3 example-a: 2026-12-31 assess by patient-a\n  score 2 points\n");
    CHECK_STR(imported(mem,
                       "mapping m\n  dates yearmonthday\n  episode example-a\n  day column \"D\"\n  by patient-a\n"
                       "reading score\n  column \"S\"\n",
                       "D,S\n20260304,1\n"),
              "2 example-a: 2026-03-04 assess by patient-a\n  score 1 points\n");
}

TEST("a table with one value a row: identifiers, persons, sides, units and steps by what their cells mean [F103]") {
    CHECK_STR(
        imported(mem,
                 "mapping m\n  episode column \"ID\"\n    value \"17\" is example-a\n  day column \"Day\"\n"
                 "  by column \"Who\"\n    value \"A. E.\" is therapist-a\n  only column \"OK\" is \"yes\", \"y\"\n"
                 "reading torque\n  column \"V\"\n  when column \"Test\" is \"Ext\"\n  unit column \"U\"\n"
                 "    value \"Nm\" is N.m\n  side column \"Leg\"\n    value \"R\" is right\n"
                 "reading puffy\n  column \"V\"\n    value \"mild\" is 1+\n  when column \"Test\" is \"Swell\"\n"
                 "  side column \"Leg\"\n    value \"R\" is right\n",
                 "ID,Day,Who,OK,Test,V,U,Leg\n17,2026-03-04,A. E.,yes,Ext,80,Nm,R\n"
                 "17,2026-03-04,A. E.,y,Swell,mild,,R\n17,2026-03-04,A. E.,no,Ext,90,Nm,R\n"
                 "17,2026-03-04,A. E.,yes,Other,90,Nm,R\n"),
        "2 example-a: 2026-03-04 assess by therapist-a\n  torque right 80 N.m\n"
        "3 example-a: 2026-03-04 assess by therapist-a\n  puffy right 1+\n");
}

TEST("a unit is converted where that is exact, else kept; what counts as points needs none [F103 M39]") {
    CHECK_STR(imported(mem,
                       HEAD "reading mass\n  column \"M\"\n  unit g\nreading stands\n  column \"N\"\n  unit reps\n",
                       "ID,Day,M,N\na,2026-03-04,70500,12\n"),
              "2 a: 2026-03-04 assess by therapist-a\n  mass 70.5 kg\n  stands 12 reps\n");
    CHECK_STR(imported(mem, HEAD "reading mass\n  column \"M\"\n  unit lb\n", "ID,Day,M\na,2026-03-04,155\n"),
              "2 a: 2026-03-04 assess by therapist-a\n  mass 70.30681735 kg\n");
}

TEST("digits round half to even, by every digit that is there [F103]") {
    CHECK_STR(imported(mem, HEAD TORQUE "  digits 1\n",
                       "ID,Day,R\na,2026-03-04,1.25\na,2026-03-05,1.2500000000001\na,2026-03-06,1.24999999999\n"
                       "a,2026-03-07,1.35\na,2026-03-08,7\na,2026-03-09,1.2500000000000\n"),
              "2 a: 2026-03-04 assess by therapist-a\n  torque right 1.2 N.m\n"
              "3 a: 2026-03-05 assess by therapist-a\n  torque right 1.3 N.m\n"
              "4 a: 2026-03-06 assess by therapist-a\n  torque right 1.2 N.m\n"
              "5 a: 2026-03-07 assess by therapist-a\n  torque right 1.4 N.m\n"
              "6 a: 2026-03-08 assess by therapist-a\n  torque right 7 N.m\n"
              "7 a: 2026-03-09 assess by therapist-a\n  torque right 1.2 N.m\n");
}

TEST("words for no value are no value; a row without any says nothing, whoever it is of [F103]") {
    CHECK_STR(imported(mem,
                       "mapping m\n  missing \"NA\", \"-9\"\n  episode column \"ID\"\n  day column \"Day\"\n  by "
                       "therapist-a\n" TORQUE,
                       "ID,Day,R\na,2026-03-04,NA\na,2026-03-05, -9 \n?,2026-03-05,\na,2026-03-06, 9 \n"),
              "5 a: 2026-03-06 assess by therapist-a\n  torque right 9 N.m\n");
}

TEST("each wrong cell is told by the line and column of the table, with a way out; good rows are read [F103]") {
    CHECK_STR(
        imported(mem, HEAD "  time column \"T\"\n" TORQUE,
                 "ID,Day,T,R\na,4.3.2026,25:00,abc\n\"P 1\",2026-02-30,,\"1,5\"\n,2026-03-04,,5\na,2026-03-04,,501\n"
                 "a,2026-03-04,5\na,2026-03-04,,1.0000000001\na,2026-03-04,,8\n"),
        "8 a: 2026-03-04 assess by therapist-a\n  torque right 8 N.m\n"
        "2:3 F021 \"4.3.2026\" in the column \"Day\" is no day as `year-month-day`; write the day so, or say in the "
        "mapping how days are written: `dates`\n"
        "2:12 F021 \"25:00\" in the column \"T\" is no time of day; write hours and minutes: 09:30\n"
        "2:18 F022 \"abc\" in the column \"R\" is no number; write the number alone, or say in the mapping that it is "
        "`missing`\n"
        "3:7 F021 \"2026-02-30\" in the column \"Day\" is no day as `year-month-day`; write the day so, or say in the "
        "mapping how days are written: `dates`\n"
        "3:19 F022 \"1,5\" in the column \"R\" is no number; write a point before decimals, or say in the mapping "
        "`decimal comma`\n"
        "3:1 F025 \"P 1\" in the column \"ID\" is no name that a chart could have; say in the mapping what it means, "
        "below the column: value \"P 1\" is ...\n"
        "4:1 F026 the row does not say its episode, in the column \"ID\"; fill the cell, or take the row away\n"
        "5:15 F024 \"501\" in the column \"R\" is no possible value of `torque`; look whether its unit is the one that "
        "the mapping says; possible: 0 to 500 N.m\n"
        "6:1 F004 the row has 3 cells, the first row of the table 4; write as many cells; one that holds a separator "
        "stands in quotes\n"
        "7:15 F022 \"1.0000000001\" in the column \"R\" is no number; write at most 9 digits after the point, or say "
        "in the mapping to how many `digits` it is rounded\n");
}

TEST("units, sides, steps and whole numbers that do not fit are told at their cells [F103 M39]") {
    CHECK_STR(
        imported(
            mem,
            HEAD "reading torque\n  column \"V\"\n  unit column \"U\"\n  side column \"S\"\n"
                 "reading puffy\n  column \"P\"\n  side right\nreading stands\n  column \"N\"\n  unit reps\n",
            "ID,Day,V,U,S,P,N\na,2026-03-04,1,Nm,R,fat,1.5\na,2026-03-04,1,,right,,\na,2026-03-04,1,kg,right,,1.0\n"),
        "2:16 F023 \"Nm\" in the column \"U\" is no unit of `torque`; say in the mapping what it means, below the "
        "column: value \"Nm\" is N.m\n"
        "2:19 F025 \"R\" in the column \"S\" is no side; say in the mapping what it means, below the column: value "
        "\"R\" is ...\n"
        "2:21 F025 \"fat\" in the column \"P\" is no step of its scale; say in the mapping what it means, below the "
        "column: value \"fat\" is ...\n"
        "2:25 F024 \"1.5\" in the column \"N\": `stands` is a whole number; write it without decimals, or say in the "
        "mapping `digits 0`\n"
        "3:16 F026 the row does not say its unit, in the column \"U\"; fill the cell, or take the row away\n"
        "4:16 F023 \"kg\" in the column \"U\" is no unit of `torque`; say in the mapping what it means, below the "
        "column: value \"kg\" is N.m\n");
}

TEST("a column that the table does not have is told at its line in the mapping, with the nearest [F103]") {
    CHECK_STR(imported(mem, HEAD TORQUE, "ID,Day,Right\n"),
              "6:10 F020 the table has no column \"R\"; name a column of its first row; if it has only one, say which "
              "`separator` the table has\n");
    CHECK_STR(imported(mem, "mapping m\n  episode column \"Patientt\"\n  day column \"Day\"\n  by a\n" TORQUE,
                       "Patient,Day,R\n"),
              "2:18 F020 the table has no column \"Patientt\"; write \"Patient\"\n");
    CHECK_STR(imported(mem, HEAD TORQUE, "ID,Day,R,Day\n"),
              "1:10 F005 two columns are named \"Day\"; give one of them another name\n");
    CHECK_STR(imported(mem, HEAD TORQUE, "a\"b\n"),
              "1:1 F001 a quote stands in a cell that does not begin with one; put quotes round the whole cell, and "
              "write each quote in it twice\n");
}

TEST("a mapping says what it must, and nothing twice [F103]") {
    CHECK_STR(imported(mem, "mapping\n", ""),
              "1:1 F010 this cannot be read as a line of a mapping; write: mapping NAME\n");
    CHECK_STR(imported(mem, "mapping m\n", ""),
              "1:1 F011 the mapping does not say `episode`; add a line: episode NAME, or: episode column TEXT\n"
              "1:1 F011 the mapping does not say `by`; add a line: by PERSON, or: by column TEXT\n"
              "1:1 F011 the mapping does not say `day`; add a line: day column TEXT\n");
    CHECK_STR(imported(mem, HEAD, ""), "1:1 F011 the mapping has no reading; add a block: reading MEASURE\n");
    CHECK_STR(imported(mem, HEAD "  by b\n" TORQUE, ""), "5:3 F012 `by` is said twice; leave one of the two lines\n");
    CHECK_STR(imported(mem, HEAD "  moment column \"M\"\n" TORQUE, ""),
              "1:1 F012 `day` is said twice; leave one of the two lines\n");
    CHECK_STR(imported(mem, HEAD "reading torque\n  unit N.m\n  side right\n", ""),
              "5:1 F011 the reading does not say `column`; add a line: column TEXT\n");
    CHECK_STR(imported(mem, HEAD "  dats day.month.year\n" TORQUE, ""),
              "5:3 F010 a mapping has no line `dats`; write `dates`\n");
    CHECK_STR(imported(mem, HEAD "  dates daymonth\n" TORQUE, ""),
              "5:3 F010 this cannot be read as a line of a mapping; write: dates year-month-day, day.month.year, "
              "day/month/year, month/day/year or yearmonthday\n");
    CHECK_STR(imported(mem, HEAD "readings torque\n" TORQUE, ""),
              "5:1 F010 a mapping has no line `readings`; take it away, or indent it into the block it belongs to\n");
    CHECK_STR(imported(mem, HEAD "reading torque\n  column \"R\"\n    value \"x\" is\n  unit N.m\n  side right\n", ""),
              "7:5 F010 this cannot be read as a line of a mapping; write: value TEXT is WORD\n");
    CHECK_STR(imported(mem, HEAD TORQUE "  digits 9\n", ""),
              "9:3 F010 this cannot be read as a line of a mapping; write: digits N\n");
}

TEST("measures, units, sides and steps of a mapping are those of the catalogue [F103 M37 M39]") {
    CHECK_STR(imported(mem, HEAD "reading torqque\n  column \"R\"\n", ""),
              "5:9 F013 the catalogue has no measure `torqque`; write `torque`\n");
    CHECK_STR(imported(mem, HEAD "reading torque\n  column \"R\"\n  side right\n", ""),
              "5:9 F014 the numbers of `torque` have no unit; write a unit of that quantity: `unit N.m`\n");
    CHECK_STR(imported(mem, HEAD "reading torque\n  column \"R\"\n  unit Nm\n  side right\n", ""),
              "7:8 F014 `Nm` is no unit of `torque`; write `unit N.m`\n");
    CHECK_STR(imported(mem, HEAD "reading torque\n  column \"R\"\n  unit kg\n  side right\n", ""),
              "7:8 F014 `kg` is no unit of `torque`; write a unit of that quantity: `unit N.m`\n");
    CHECK_STR(imported(mem, HEAD "reading puffy\n  column \"R\"\n  unit kg\n  side right\n", ""),
              "7:8 F014 `puffy` is on a scale and has no unit; take the line away\n");
    CHECK_STR(
        imported(mem, HEAD "reading torque\n  column \"R\"\n  unit N.m\n", ""),
        "5:9 F015 `torque` has a side, and none is said; write `side right`, `side left`, or `side column \"NAME\"`\n");
    CHECK_STR(imported(mem, HEAD "reading mass\n  column \"R\"\n  unit kg\n  side left\n", ""),
              "8:8 F015 `mass` has no side; take the line away\n");
    CHECK_STR(imported(mem, HEAD "reading torque\n  column \"R\"\n  unit N.m\n  side both\n", ""),
              "8:8 F015 `both` is no side; write `side right`, `side left`, or `side column \"NAME\"`\n");
    CHECK_STR(imported(mem, HEAD "reading puffy\n  column \"R\"\n    value \"x\" is 9+\n  side right\n", ""),
              "6:10 F016 `value \"x\" is 9+`: that is no step of `puffy`; write what a chart would say; `tandem "
              "catalog measure puffy` shows it\n");
}
