/* claimed_test.c - claims held against draws: what a share counts, what a term carries, what fails stays failed, the
 * same bytes at any number of threads; and that combined care without a product is therapy plus context. */
#include "biology_ground.h"

#include "biology/claimed.h"
#include "biology/drawn.h"

#include <math.h>
#include <string.h>

static const char small[] =
    "claims small version 1.0\n  title \"A few\"\n  model knee-oa\n  cohort trial\n  draws 12\n  patients 16\n  seed "
    "3\n"
    "programme none \"nothing\"  [own]\n"
    "programme therapy \"exercise\"  [own]\n  contact until 24 weeks\n"
    "  from 0 weeks, activity 1, strengthening 0.8, control 0.8, load 0.3\n"
    "programme procedure \"the procedure\"  [own]\n  procedure at 0 weeks\n  contact until 0 weeks\n"
    "off product \"the product\"\n  potency-scale 0\n"
    "off strengthening \"strength by training\"\n  strength-gain 0\n"
    "claim structure \"the procedure raises structure\"\n  change of structure of procedure less none at 26 weeks, "
    "above 0\n"
    "claim therapy \"therapy raises structure\"\n  change of structure of therapy less none at 26 weeks, above 0\n"
    "claim strength \"therapy strengthens\"\n  change of strength of therapy less none at 26 weeks, above 0.01\n"
    "claim age \"the older the less\"\n  change of structure of procedure by age at 26 weeks, below 0\n"
    "claim some \"not all respond\"\n  share of procedure without 2 points at 26 weeks, at least 10\n";

static const struct tdm_bio_claims *read_claims(struct tdm_arena *mem, const char *text) {
    const struct tdm_tree *tree;
    const struct tdm_bio_claims *claims;
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    tdm_problems_init(&problems);
    if (!tdm_notation_read(mem, TDM_STR("few.claims.tandem"), tdm_str_of(text), &tree, &problems)) return NULL;
    return tdm_bio_claims_read(mem, tree, model, &claims, &problems) ? claims : NULL;
}

static bool hold(struct tdm_arena *mem, const struct tdm_bio_claims *claims, uint32_t threads, enum tdm_bio_set set,
                 struct tdm_bio_claims_result *out) {
    struct tdm_parallel parallel = tdm_threads(threads);
    struct tdm_bio_claims_run run = {.people = {.seed = claims->seed, .patients = claims->patients, .set = set},
                                     .own_patients = 64,
                                     .draws = claims->draws,
                                     .parallel = &parallel};
    return tdm_bio_claims_hold(mem, claims, &run, out);
}

TEST("S38 S43 S83: what holds in every draw is built in, what fails stays failed, a term carries what falls without "
     "it") {
    const struct tdm_bio_claims *claims = read_claims(mem, small);
    struct tdm_bio_claims_result result;
    REQUIRE(claims != NULL);
    REQUIRE(hold(mem, claims, 1, TDM_BIO_SSE2, &result));
    CHECK_INT(result.drawn + result.refused, 12);
    const struct tdm_bio_claim_answer *structure = &result.answers[0], *therapy = &result.answers[1],
                                      *strength = &result.answers[2];
    CHECK(structure->verdict == TDM_BIO_BUILT_IN && structure->share > 0.99);
    CHECK(!structure->sceptical_holds && structure->parts[0].sceptical.value <= 0.0);
    CHECK(structure->left[0] <= 0.0); /* without the product nothing is left */
    CHECK(structure->left[1] > 0.95); /* the strength of muscles has nothing to do with it */
    CHECK(therapy->verdict == TDM_BIO_FAILS && therapy->share < 0.01);
    CHECK(strength->verdict == TDM_BIO_BUILT_IN && strength->left[1] < 0.5 && strength->left[0] > 0.95);
    CHECK(structure->parts[0].low <= structure->parts[0].median &&
          structure->parts[0].median <= structure->parts[0].high);
    const struct tdm_bio_part_answer *some = &result.answers[4].parts[0];
    CHECK(some->own.value >= 0.0 && some->own.value <= 100.0);
}

TEST("F095: the same bytes at 1 to 4 threads and from each instruction set") {
    const struct tdm_bio_claims *claims = read_claims(mem, small);
    struct tdm_bio_claims_result first, other;
    REQUIRE(claims != NULL);
    REQUIRE(hold(mem, claims, 1, TDM_BIO_SSE2, &first));
    for (uint32_t threads = 1; threads <= 4; threads++) {
        enum tdm_bio_set set = threads % 2 == 0 ? TDM_BIO_SSE2 : widest();
        REQUIRE(hold(mem, claims, threads, set, &other));
        CHECK_INT(first.drawn, other.drawn);
        for (uint32_t c = 0; c < claims->claim_count; c++) {
            CHECK(memcmp(first.answers[c].parts, other.answers[c].parts,
                         claims->claims[c].part_count * sizeof *first.answers[c].parts) == 0);
            CHECK(memcmp(first.answers[c].left, other.answers[c].left, claims->term_count * sizeof(double)) == 0);
            CHECK(memcmp(&first.answers[c].share, &other.answers[c].share, sizeof(double)) == 0);
        }
    }
}

TEST("F094: a draw is the same whatever else is drawn, lies in its range, and moves nothing that has no prior") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    struct tdm_bio_model one, again;
    double sum = 0.0;
    uint32_t drawn = 0;
    REQUIRE(model != NULL);
    for (uint32_t draw = 0; draw < 400; draw++) {
        if (!tdm_bio_draw(model, 5, draw, &one)) continue;
        REQUIRE(tdm_bio_draw(model, 5, draw, &again));
        CHECK(memcmp(&one.parameters, &again.parameters, sizeof one.parameters) == 0);
        CHECK(one.parameters.k_c >= 0.15 && one.parameters.k_c <= 0.5);
        CHECK(memcmp(&one.parameters.d_o, &model->parameters.d_o, sizeof(double)) == 0);
        CHECK(memcmp(&one.spreads, &model->spreads, sizeof one.spreads) == 0);
        sum += log(one.parameters.k_s / 0.25);
        drawn++;
    }
    CHECK(drawn > 390);
    CHECK(fabs(sum / (double)drawn) <
          4.0 * 0.5 / sqrt((double)drawn)); /* the median of the prior, four standard errors */
}

TEST("F093: a file of claims that is not whole is refused where it is wrong") {
    static const struct {
        const char *from, *to, *code;
    } slips[] = {{"potency-scale 0", "potency-scal 0", "Q004"},
                 {"strength-gain 0", "strength-gain 99", "Q006"},
                 {"above 0\n", "over 0\n", "Q003"},
                 {"of procedure less none at 26", "of procedures less none at 26", "Q004"},
                 {"at 26 weeks, above 0\nclaim", "at 300 weeks, above 0\nclaim", "Q003"},
                 {"by age", "by colour", "Q004"},
                 {"claim some", "claim age", "Q005"},
                 {"cohort trial", "cohort nobody", "Q004"},
                 {"  draws 12\n", "", "Q003"}};
    for (size_t i = 0; i < TDM_COUNT(slips); i++) {
        const char *at = strstr(small, slips[i].from);
        REQUIRE(at != NULL);
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 16);
        tdm_buf_format(&text, "%.*s%s%s", (int)(at - small), small, slips[i].to, at + strlen(slips[i].from));
        tdm_buf_char(&text, '\0');
        CHECK(read_claims(mem, text.at) == NULL);
        REQUIRE(problems.count > 0);
        CHECK_STR(tdm_str_of(problems.items[0].code), slips[i].code);
    }
}

/* ---- with the biological effect off, combined equals therapy plus context */

static struct tdm_bio_readout *lived(struct tdm_arena *mem, const struct tdm_bio_model *model, bool procedure,
                                     uint32_t patients) {
    static const uint32_t weeks[] = {0, 4, 12, 26, 52};
    static const struct tdm_bio_phase phases[] = {{0, {0.6, 0, 0, 0, 0, 1}},
                                                  {6, {0.8, 0.4, 0.6, 0.15, 0, 1}},
                                                  {10, {1.05, 1, 0.7, 0.40, 0, 1}},
                                                  {30, {1.03, 0.5, 0.2, 0.2, 0, 0.5}}};
    const struct tdm_bio_entry entry = {4.0, 9.0, 0};
    const struct tdm_bio_person *people;
    struct tdm_bio_programme programme = {.phases = phases,
                                          .phase_count = TDM_COUNT(phases),
                                          .has_contact = true,
                                          .contact_until = 30.0,
                                          .has_procedure = procedure};
    struct tdm_bio_run run = {.seed = 9, .patients = patients, .set = TDM_BIO_SSE2};
    struct tdm_bio_readout *out = TDM_NEW_ARRAY(mem, struct tdm_bio_readout, TDM_COUNT(weeks) * patients);
    if (!tdm_bio_people(mem, &model->parameters, &model->spreads, &entry, &run, &people)) return NULL;
    tdm_bio_live(mem, model, &programme, people, &run, weeks, TDM_COUNT(weeks), out);
    return out;
}

TEST("S43 S83: with the product's biological effect off, combined care is therapy plus context, person by person") {
    enum { PATIENTS = 200, CELLS = 5 * PATIENTS };
    const struct tdm_bio_model *shipped = read_model(mem, shipped_text());
    REQUIRE(shipped != NULL);
    struct tdm_bio_model model = *shipped;
    const struct tdm_bio_readout *with = lived(mem, &model, true, PATIENTS),
                                 *care = lived(mem, &model, false, PATIENTS);
    double most = 0.0;
    REQUIRE(with != NULL && care != NULL);
    for (uint32_t i = CELLS - PATIENTS; i < CELLS; i++)
        if (fabs(with[i].structure - care[i].structure) > most) most = fabs(with[i].structure - care[i].structure);
    CHECK(most > 5.0); /* the effect, which is then switched off */
    model.spreads.potency_scale = 0.0;
    with = lived(mem, &model, true, PATIENTS);
    care = lived(mem, &model, false, PATIENTS);
    double off[3] = {0.0, 0.0, 0.0}, sums[3] = {0.0, 0.0, 0.0};
    for (uint32_t i = CELLS - PATIENTS; i < CELLS;
         i++) { /* what the needle inflamed has settled by the end of the year */
        const double apart[3] = {with[i].structure - care[i].structure, with[i].function - care[i].function,
                                 with[i].pain - care[i].pain};
        for (int k = 0; k < 3; k++) {
            if (fabs(apart[k]) > off[k]) off[k] = fabs(apart[k]);
            sums[k] += apart[k] / PATIENTS;
        }
    }
    if (!(off[0] < 0.1 && off[1] < 0.5 && off[2] < 0.1))
        check_failed(__FILE__, __LINE__, "%g %g %g", off[0], off[1], off[2]);
    CHECK(off[0] < 0.1 && off[1] < 0.5 && off[2] < 0.1);
    CHECK(fabs(sums[0]) < 0.05 && fabs(sums[1]) < 0.1 && fabs(sums[2]) < 0.02);
    model.parameters.j_f = 0.0; /* nor does the needle inflame: the same bytes at every week */
    with = lived(mem, &model, true, PATIENTS);
    CHECK(memcmp(with, care, CELLS * sizeof *with) == 0);
}
