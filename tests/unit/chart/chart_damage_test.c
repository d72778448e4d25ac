/* chart_damage_test.c - a chart with one thing wrong, wherever one thing can go wrong: as text, and as lines of JSON.
 */
#include "../damage.h"
#include "chart_ground.h"

static const char course[] =
    "chart e-1\n"
    "  patient p-1\n"
    "  site knee, right\n"
    "  protocol knee-oa version 1.1, hash \"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"\n"
    "  zone UTC\n"
    "  synthetic\n"
    "  also chart e-2\n"
    "  people\n"
    "    physician-a physician, from 2026-01-01\n"
    "    therapist-a physical-therapist, from 2026-01-01, until 2027-01-01\n"
    "    p-1 patient\n"
    "2026-01-05 enrol by physician-a\n"
    "2026-01-05 consent \"the procedure\" given by p-1\n"
    "2026-01-05 10:00 assess by therapist-a, name base, recorded 2026-01-05T11:00Z\n"
    "  quads right 92 N.m, left 131 N.m\n"
    "  girth right 40 cm\n"
    "  nprs-now not-done, because \"no time\"\n"
    "  effusion right 1+\n"
    "2026-01-05 screen flags by physician-a, none found\n"
    "2026-01-05 screen infection-signs, quad-avoidance-gait by physician-a, found quad-avoidance-gait\n"
    "2026-01-06 flag infection-signs raised by p-1, name hot, words \"hot knee\"\n"
    "2026-01-06 flag infection-signs closed by physician-a\n"
    "2026-01-06 finding quad-avoidance-gait opened by therapist-a, grade 2\n"
    "2026-01-06 medicine by p-1, taken \"ibuprofen\" 400 mg, route mouth, on prescription, for \"toothache\"\n"
    "2026-01-06 deny class nsaid by p-1, route mouth, since 2026-01-01\n"
    "2026-01-07 correct base by therapist-a, because \"the sheet\"\n"
    "  quads right 82 N.m, was 92 N.m\n"
    "  nprs-now 2, was not-done\n"
    "2026-01-07 correct base by therapist-a, because \"once more\"\n"
    "  quads right not-done, because \"unsure\", was 82 N.m\n"
    "2026-01-07 plan procedure on 2026-02-05 by physician-a\n"
    "2026-01-07 plan phase loading on 2026-03-05 by physician-a\n"
    "2026-02-05 09:00 procedure bone-marrow-concentrate performed by physician-a\n"
    "  source \"bone marrow\"\n"
    "  preparation \"concentrated\"\n"
    "  site knee, right\n"
    "  guidance ultrasound\n"
    "  operator physician-a\n"
    "2026-02-06 diary by p-1\n"
    "  2026-02-05 pain 3, nprs-now 2\n"
    "  pain 2\n"
    "2026-02-07 clear resume by physician-a, name signed, words \"no twisting\"\n"
    "2026-02-08 revoke signed by physician-a, because \"swollen\"\n"
    "2026-02-08 prescribe by therapist-a, name rx\n"
    "  leg-press 3x12, 40 kg, depth 80 deg, effort 5, 3 times a week\n"
    "  step-up 3 sets, 8 reps, added 2 kg, surface step, 2 times a day\n"
    "2026-02-09 session of rx by p-1, with therapist-a, at clinic\n"
    "  leg-press 12 reps 40 kg, 10 reps 40 kg stopped \"tired\"\n"
    "  quad-set could-not, because \"pain\"\n"
    "  bike 20 min, power 50 W\n"
    "  step-up declined\n"
    "  nprs-now 3, pain 4\n"
    "2026-02-09 adverse \"sore calf\" by p-1, grade 2, relatedness possible, serious, words \"since noon\"\n"
    "2026-02-10 move resume to 2026-03-09 by physician-a, because \"slow\"\n"
    "2026-02-10 enter loading by therapist-a, through settled\n"
    "2026-02-10 hold loading by physician-a, because \"swelling\"\n"
    "2026-02-10 resume loading by physician-a\n"
    "2026-02-10 statement \"MRI: intact\" by physician-a, load at most low, until 2026-03-01\n"
    "2026-02-10 answer question-1 by physician-a, words \"go on\"\n"
    "2026-02-10 handoff \"care of the knee\" by physician-a, to therapist-a\n"
    "2026-02-10 acknowledge rx by p-1\n"
    "2026-02-10 override settled by physician-a, because \"holiday\", term \"pain at most 2\"\n"
    "2026-02-10 amend protocol knee-oa version 1.2 by physician-a, from 2026-02-11, because \"new\"\n"
    "2026-02-10 withdraw hot by physician-a, because \"another knee\"\n"
    "2026-02-11 end completed by physician-a, writer desk 7\n";

struct ground {
    const struct tdm_catalog *catalog;
    const struct tdm_name_map *names;
    const char *file;
};

static bool bound(struct tdm_arena *mem, const struct ground *ground, const struct tdm_chart *chart,
                  struct tdm_problems *told) {
    const struct tdm_bound_chart *out = NULL;
    return tdm_chart_bind(mem, chart, ground->catalog, ground->names, &out, told);
}

static bool read_chart(struct tdm_arena *mem, const void *ground, tdm_str text, struct tdm_problems *told) {
    const struct tdm_chart *chart = NULL;
    const struct tdm_tree *tree = NULL;
    return tdm_notation_read(mem, TDM_STR("e.chart.tandem"), text, &tree, told) &&
           tdm_chart_read(mem, tree, &tdm_zone_utc, &chart, told) && bound(mem, ground, chart, told);
}

static const struct ground *ground_of(struct tdm_arena *mem) {
    struct ground *ground = TDM_NEW(mem, struct ground);
    struct tdm_name_map *names = TDM_NEW(mem, struct tdm_name_map);
    tdm_str *words = TDM_NEW_ARRAY(mem, tdm_str, 2);
    tdm_ref *refs = TDM_NEW_ARRAY(mem, tdm_ref, 2);
    ground->catalog = chart_ground_catalog(mem);
    words[0] = TDM_STR("pain");
    refs[0] = tdm_catalog_find(ground->catalog, TDM_KIND_MEASURE, TDM_STR("nprs-worst-24h"));
    words[1] = TDM_STR("quads");
    refs[1] = tdm_catalog_find(ground->catalog, TDM_KIND_MEASURE, TDM_STR("torque"));
    *names = (struct tdm_name_map){words, refs, 2};
    ground->names = names;
    return ground;
}

TEST("whatever one thing is wrong in a chart, it is read or refused at a place and with a way out") {
    struct damage d = {.read = read_chart, .ground = ground_of(mem), .text = tdm_str_of(course)};
    damage_everywhere(mem, &d);
    CHECK(d.refused_count > 2 * d.read_count);
}

static bool read_lines(struct tdm_arena *mem, const void *ground, tdm_str text, struct tdm_problems *told) {
    const struct tdm_chart *chart = NULL;
    return tdm_chart_read_ndjson(mem, TDM_STR("e.ndjson"), text, &tdm_zone_utc, &chart, told) &&
           bound(mem, ground, chart, told);
}

/* The end of the JSON value or key that begins at `at`. */
static size_t value_end(tdm_str text, size_t at) {
    int depth = 0;
    bool quoted = false;
    for (size_t i = at; i < text.len; i++) {
        char c = text.at[i];
        if (c == '"' && text.at[i - 1] != '\\') quoted = !quoted;
        if (quoted) continue;
        depth += (c == '[' || c == '{') - (c == ']' || c == '}');
        if (depth == 0 && (c == '"' || c == ']' || c == '}')) return i + 1;
        if (depth == 0 && (text.at[i + 1] == ',' || text.at[i + 1] == ']' || text.at[i + 1] == '}')) return i + 1;
    }
    return text.len;
}

static void damage_value(struct tdm_arena *mem, struct damage *d, size_t at) {
    static const char *const others[] = {"\"zzz\"", "\"p 1\"", "\"\"",    "\"2026-02-03\"", "7",   "-1",          "2.5",
                                         "1e3",     "true",    "false",   "null",           "[]",  "[7,\"zzz\"]", "{}",
                                         "[[]]",    "[{}]",    "\"50%\"", "\"2+\"",         "101", "{\"zzz\":7}"};
    size_t end = value_end(d->text, at);
    for (size_t i = 0; i < TDM_COUNT(others); i++) damage_at(mem, d, at, end, others[i]);
    bool key = end < d->text.len && d->text.at[end] == ':';
    size_t until = key ? value_end(d->text, end + 1) : end;
    until += until < d->text.len && d->text.at[until] == ',';
    damage_at(mem, d, at, until, "");
    if (key) damage_at(mem, d, at, at, "\"zzz\":7,");
}

TEST("whatever one thing is wrong in a chart of JSON lines, it is read or refused at a place and with a way out") {
    struct tdm_problems *told = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = chart_read_text(mem, tdm_str_of(course), told);
    REQUIRE(chart != NULL);
    struct damage d = {.read = read_lines, .ground = ground_of(mem), .text = chart_ndjson(mem, chart), .line = 1};
    for (size_t i = 0; i < d.text.len; i++) {
        char c = d.text.at[i], before = i == 0 ? '\n' : d.text.at[i - 1];
        d.line += c == '\n';
        if (c != '\n' && (before == '\n' || before == ':' || before == '[' || before == '{' || before == ',')) {
            damage_value(mem, &d, i);
        }
    }
    CHECK(d.refused_count > 2 * d.read_count);
}
