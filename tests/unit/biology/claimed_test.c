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

TEST("S38 S43 S83: twelve draws of twelve build nothing in, what fails stays failed, a term carries what falls without "
     "it") {
    const struct tdm_bio_claims *claims = read_claims(mem, small);
    struct tdm_bio_claims_result result;
    REQUIRE(claims != NULL);
    REQUIRE(hold(mem, claims, 1, TDM_BIO_SSE2, &result));
    CHECK_INT(result.drawn + result.refused, 12);
    const struct tdm_bio_claim_answer *structure = &result.answers[0], *therapy = &result.answers[1],
                                      *strength = &result.answers[2];
    CHECK(structure->verdict == TDM_BIO_ALL_DRAWS && structure->share.value >= 1.0);
    CHECK(structure->share.error > 0.0 && structure->share.least < 0.8);
    CHECK(!structure->sceptical_holds && structure->parts[0].sceptical.value <= 0.0);
    CHECK(structure->left[0].value <= 0.0 && tdm_bio_stands_on(&structure->left[0])); /* nothing without the product */
    CHECK(structure->left[1].value > 0.95); /* the strength of muscles has nothing to do with it */
    CHECK(structure->left[1].error >= 0.0 && structure->left[1].error < 0.05);
    CHECK(!tdm_bio_stands_on(&structure->left[1]));
    CHECK(therapy->verdict == TDM_BIO_FAILS && therapy->share.value < 0.01);
    CHECK(strength->verdict == TDM_BIO_ALL_DRAWS && tdm_bio_stands_on(&strength->left[1]) &&
          strength->left[0].value > 0.95);
    CHECK(structure->parts[0].low <= structure->parts[0].median &&
          structure->parts[0].median <= structure->parts[0].high);
    const struct tdm_bio_part_answer *some = &result.answers[4].parts[0];
    CHECK(some->own.value >= 0.0 && some->own.value <= 100.0);
}

/* The verdict on the strength that therapy gives, with a bound so many errors above the model's own value. */
static enum tdm_bio_verdict verdict_at(struct tdm_arena *mem, struct tdm_bio_figure own, double errors) {
    static const char words[] =
        "claim strength \"therapy strengthens\"\n  change of strength of therapy less none at 26 weeks, ";
    struct tdm_bio_claims_result result;
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 16);
    tdm_buf_format(&text, "%.*s%sabove %.9f\n", (int)(strstr(small, "claim structure") - small), small, words,
                   own.value + errors * own.error);
    tdm_buf_char(&text, '\0');
    const struct tdm_bio_claims *claims = read_claims(mem, text.at);
    if (claims == NULL || !hold(mem, claims, 1, TDM_BIO_SSE2, &result)) return TDM_BIO_BUILT_IN;
    bool near = result.answers[0].parts[0].near;
    CHECK(near == (result.answers[0].verdict == TDM_BIO_NEAR));
    for (uint32_t t = 0; t < claims->term_count && near; t++) CHECK(!tdm_bio_stands_on(&result.answers[0].left[t]));
    return result.answers[0].verdict;
}

TEST("F095: within two errors of its bound a claim neither holds nor fails, and stands on nothing yet") {
    const struct tdm_bio_claims *claims = read_claims(mem, small);
    struct tdm_bio_claims_result result;
    REQUIRE(claims != NULL);
    REQUIRE(hold(mem, claims, 1, TDM_BIO_SSE2, &result));
    struct tdm_bio_figure own = result.answers[2].parts[0].own;
    CHECK(own.error > 0.0);
    CHECK(verdict_at(mem, own, 2.1) == TDM_BIO_FAILS);
    CHECK(verdict_at(mem, own, 1.9) == TDM_BIO_NEAR);
    CHECK(verdict_at(mem, own, -1.9) == TDM_BIO_NEAR);
    CHECK(verdict_at(mem, own, -2.1) == TDM_BIO_OPEN);
}

static bool is_about(double value, double expected) {
    return fabs(value - expected) < 0.00005;
}

TEST("F095: the least share is Clopper and Pearson's: 20 of 20 are not 99 of 100, 299 of 299 are the first that are") {
    CHECK(is_about(tdm_bio_share_least(20, 20), 0.86089)); /* 0.05^(1/20) */
    CHECK(is_about(tdm_bio_share_least(200, 200), 0.98513));
    CHECK(tdm_bio_share_least(298, 298) <= TDM_BIO_BUILT_IN_FROM &&
          tdm_bio_share_least(299, 299) > TDM_BIO_BUILT_IN_FROM);
    CHECK(tdm_bio_share_least(472, 473) > TDM_BIO_BUILT_IN_FROM &&
          tdm_bio_share_least(471, 472) <= TDM_BIO_BUILT_IN_FROM);
    CHECK(is_about(tdm_bio_share_least(10, 20), 0.30195)); /* tables of the binomial */
    CHECK(is_about(tdm_bio_share_least(1, 20), 0.00256));
    CHECK(is_about(tdm_bio_share_least(0, 20), 0.0));
    double half = tdm_bio_share_least(5000, 10000); /* as the normal has it, nearly */
    CHECK(half > 0.4915 && half < 0.4920);
}

TEST(
    "F095: halves of the people: one group of each pair, each two groups of different pairs together as often as not") {
    for (uint32_t half = 0; half < TDM_BIO_HALVES; half++)
        for (uint32_t pair = 0; pair < TDM_BIO_HALF_PAIRS; pair++)
            CHECK(tdm_bio_half_has(half, 2 * pair) != tdm_bio_half_has(half, 2 * pair + 1));
    for (uint32_t one = 0; one < TDM_BIO_HALF_GROUPS; one++)
        for (uint32_t other = 0; other < one; other++) {
            uint32_t together = 0;
            for (uint32_t half = 0; half < TDM_BIO_HALVES; half++)
                together += tdm_bio_half_has(half, one) && tdm_bio_half_has(half, other);
            CHECK_INT(together, one / 2 == other / 2 ? 0 : TDM_BIO_HALVES / 4);
        }
    CHECK_INT(tdm_bio_half_group(7), tdm_bio_half_group(7 + TDM_BIO_HALF_GROUPS));
}

TEST("F095: the error of a share sees the draws, and people who are the same in each of them") {
    struct tdm_bio_counted counted = {.held = 50};
    for (uint32_t r = 0; r < TDM_BIO_HALVES; r++) counted.halves[r] = 50;
    struct tdm_bio_share alone = tdm_bio_share_of(&counted, 100);
    CHECK(is_about(alone.value, 0.5) && is_about(alone.error, 0.5 / sqrt(103.0)));
    CHECK(is_about(alone.least, tdm_bio_share_least(50, 100)));
    for (uint32_t r = 0; r < TDM_BIO_HALVES; r++) counted.halves[r] = r % 2 == 0 ? 30 : 70;
    struct tdm_bio_share shared = tdm_bio_share_of(&counted, 100);
    CHECK(is_about(shared.error, sqrt(0.25 / 103.0 + 0.04)));
    CHECK(is_about(shared.least, alone.least - 1.645 * 0.2));
    counted = (struct tdm_bio_counted){.held = 0};
    CHECK(tdm_bio_share_of(&counted, 10).error > 0.05); /* none of ten is not never */
}

/* Shares over seeds, that is over people and draws: their spread, and what was told of it each time. */
struct seen {
    double spread, told, binomial;
};

static struct seen seen_of(const struct tdm_bio_share *shares, uint32_t count, uint32_t draws) {
    double mean = 0.0, square = 0.0, told = 0.0, n = (double)count;
    for (uint32_t i = 0; i < count; i++) mean += shares[i].value / n;
    for (uint32_t i = 0; i < count; i++) {
        square += (shares[i].value - mean) * (shares[i].value - mean);
        told += shares[i].error * shares[i].error / n;
    }
    return (struct seen){sqrt(square / (n - 1.0)), sqrt(told), sqrt(mean * (1.0 - mean) / (double)draws)};
}

TEST("F095: over seeds a share spreads no wider than what is told of it, where the draws alone would tell far less") {
    enum { SEEDS = 12, DRAWS = 60, PATIENTS = 100, CLAIMS = 3 };
    static const char more[] =
        "claim adherent \"who does more gains more function\"\n  change of function of therapy by adherence at 26 "
        "weeks, "
        "above 0\n"
        "claim older \"the older, the less\"\n  change of function of therapy by age at 26 weeks, below 0\n"
        "claim half \"half respond\"\n  share of therapy without 2 points at 26 weeks, at least 70\n";
    const char *programmes = strstr(small, "claim structure");
    struct tdm_bio_share shares[CLAIMS][SEEDS];
    struct tdm_bio_claims_result result;
    struct tdm_buf text;
    REQUIRE(programmes != NULL);
    tdm_buf_init(&text, mem, 1u << 16);
    tdm_buf_format(&text, "%.*s%s", (int)(programmes - small), small, more);
    tdm_buf_char(&text, '\0');
    const struct tdm_bio_claims *claims = read_claims(mem, text.at);
    REQUIRE(claims != NULL);
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        struct tdm_parallel parallel = tdm_threads(1);
        struct tdm_bio_claims_run run = {.people = {.seed = seed, .patients = PATIENTS, .set = widest()},
                                         .own_patients = PATIENTS,
                                         .draws = DRAWS,
                                         .parallel = &parallel};
        REQUIRE(tdm_bio_claims_hold(mem, claims, &run, &result));
        for (uint32_t c = 0; c < CLAIMS; c++) shares[c][seed - 1] = result.answers[c].share;
    }
    uint32_t wider = 0;
    for (uint32_t c = 0; c < CLAIMS; c++) {
        struct seen seen = seen_of(shares[c], SEEDS, DRAWS);
        if (seen.spread > 1.5 * seen.told)
            check_failed(__FILE__, __LINE__, "%u: %g, told %g", c, seen.spread, seen.told);
        wider += seen.spread > 1.5 * seen.binomial;
    }
    CHECK(wider > 0);
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
            CHECK(memcmp(first.answers[c].left, other.answers[c].left,
                         claims->term_count * sizeof *first.answers[c].left) == 0);
            CHECK(memcmp(&first.answers[c].share, &other.answers[c].share, sizeof first.answers[c].share) == 0);
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
