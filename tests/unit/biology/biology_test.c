/* biology_test.c - the equations: their arithmetic, their order, what they may never do, and the same bytes everywhere.
 */
#include "biology_ground.h"

#include "biology/kernel.h"

#include <math.h>
#include <string.h>

enum { PATIENTS = 203, WEEKS = 52 }; /* no multiple of eight */

static double off_by(double got, long double wanted) {
    return fabs((double)((long double)got / wanted - 1.0L));
}

/* Where one power of two gives way to the next the polynomial is at its end: both sides of each such place, and
 * between. */
static double worst_exp(void) {
    double worst = 0.0;
    for (int n = -999; n <= 998; n++) /* within 690 of 0 */
        for (int step = -500; step <= 500; step++) {
            double x = ((double)n + 0.5 + (double)step / 1000.0) * 0.69314718055994530942;
            double off = off_by(bio_exp(BIO_ALL(x))[1], expl((long double)x));
            if (off > worst) worst = off;
        }
    return worst;
}

static double worst_log1p(void) {
    double worst = 0.0;
    for (int i = 1; i <= 1000000; i++) {
        double y = (double)i / 1000000.0, off = off_by(bio_log1p(BIO_ALL(y))[1], log1pl((long double)y));
        if (off > worst) worst = off;
    }
    for (int power = -1000; power < 0; power++) {
        double y = ldexp(1.7, power), off = off_by(bio_log1p(BIO_ALL(y))[1], log1pl((long double)y));
        if (off > worst) worst = off;
    }
    return worst;
}

/* Measured: 2.201e-10 and 8.443e-10. Both ends are held, so that what vector.h tells
 * stays true. */
TEST("exp and log1p of the house are off by hundreds of times less than a step, against long double [F091]") {
    double exp_off = worst_exp(), log_off = worst_log1p();
    CHECK(exp_off < 2.25e-10 && exp_off > 2.1e-10);
    CHECK(log_off < 8.5e-10 && log_off > 8.3e-10);
    CHECK(bio_exp(BIO_ALL(-1e9))[0] > 0.0 && bio_exp(BIO_ALL(1e9))[0] < 1.1e304); /* beyond the range its ends */
    CHECK(fabs(bio_softplus(BIO_ALL(-3.0), 0.1)[0] - 0.1 * log1p(exp(-30.0))) < 1e-16);
    CHECK(fabs(bio_softplus(BIO_ALL(0.05), 0.1)[0] - 0.1 * log1p(exp(0.5))) < 1e-10);
    CHECK(fabs(bio_smooth_max(BIO_ALL(0.3), BIO_ALL(0.5))[0] - log(exp(2.4) + exp(4.0)) / 8.0) < 1e-10);
}

/* A cohort lived under a programme, with the inputs and parameters of the test. */
struct run {
    struct tdm_bio_patients *patients;
    const struct tdm_bio_person *people;
    struct tdm_bio_traits traits[PATIENTS];
};

static bool begin(struct tdm_arena *mem, const struct tdm_bio_parameters *p, const struct tdm_bio_spreads *spreads,
                  struct run *run) {
    const struct tdm_bio_entry entry = {4.0, 9.0, 0};
    const struct tdm_bio_run asked = {11, PATIENTS, widest()};
    if (!tdm_bio_people(mem, p, spreads, &entry, &asked, &run->people)) return false;
    run->patients = tdm_bio_patients(mem, PATIENTS);
    for (uint32_t i = 0; i < PATIENTS; i++) run->traits[i] = run->people[i].traits;
    tdm_bio_begin(run->patients, p, widest(), run->traits);
    return true;
}

static void set_all(struct run *run, const struct tdm_bio_inputs *inputs) {
    for (uint32_t i = 0; i < PATIENTS; i++) tdm_bio_set_inputs(run->patients, i, inputs);
}

static void live(struct run *run, const struct tdm_bio_parameters *p, enum tdm_bio_set set, uint32_t steps,
                 uint32_t weeks, bool flares) {
    double flare[2][PATIENTS] = {{0}};
    for (uint32_t week = 0; week < weeks; week++) {
        for (uint32_t i = 0; i < PATIENTS && flares; i++) {
            if (week == 0) flare[0][i] = tdm_bio_flare(11, run->people[i].candidate, 0, 0.0, p);
            flare[1][i] = tdm_bio_flare(11, run->people[i].candidate, week + 1, flare[0][i], p);
            tdm_bio_set_flare(run->patients, i, flare[0][i], flare[1][i]);
            flare[0][i] = flare[1][i];
        }
        const struct tdm_bio_span span = {7 * week, 7, week == 0 ? 2 * steps : steps}; /* as after a procedure */
        tdm_bio_days(run->patients, p, set, &span, 0, tdm_bio_blocks(run->patients));
    }
}

static const struct tdm_bio_inputs graded = {1.0, 0.7, 0.8, 0.30, 0.0, 1.0}, usual = {1.0, 0.0, 0.0, 0.0, 0.0, 1.0},
                                   hard = {1.05, 1.0, 0.7, 0.40, 0.0, 1.0};

static void dose_all(struct run *run, const struct tdm_bio_parameters *p) {
    for (uint32_t i = 0; i < PATIENTS; i++) {
        tdm_bio_procedure(run->patients, i, p, 1.0);
        tdm_bio_set_contact(run->patients, i, 24.0);
    }
}

static double furthest(const struct run *a, const struct run *b) {
    double most = 0.0;
    for (uint32_t i = 0; i < PATIENTS; i++)
        for (int s = 0; s < TDM_BIO_STATES; s++) {
            double off = fabs(tdm_bio_state_of(a->patients, i, (enum tdm_bio_state)s) -
                              tdm_bio_state_of(b->patients, i, (enum tdm_bio_state)s));
            if (off > most) most = off;
        }
    return most;
}

static double error_of(struct tdm_arena *mem, const struct tdm_bio_model *model, uint32_t steps) {
    struct run coarse, fine;
    const struct tdm_bio_parameters *p = &model->parameters;
    if (!begin(mem, p, &model->spreads, &coarse) || !begin(mem, p, &model->spreads, &fine)) return -1.0;
    dose_all(&coarse, p);
    dose_all(&fine, p);
    set_all(&coarse, &graded);
    set_all(&fine, &graded);
    live(&coarse, p, widest(), steps, 26, true);
    live(&fine, p, widest(), 32, 26, true);
    return furthest(&coarse, &fine);
}

TEST("a step of half a week is right to a millionth, and half the step a 64th of that: sixth order [F091]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    REQUIRE(model != NULL);
    double one = error_of(mem, model, 1), two = error_of(mem, model, 2), four = error_of(mem, model, 4);
    CHECK(one > 0.0 && one < 1e-6);
    CHECK(log2(one / two) > 5.5 && log2(one / two) < 7.7);
    CHECK(log2(two / four) > 5.5 && log2(two / four) < 7.7);
}

TEST("every instruction set gives the same bytes, however the blocks are cut [F091 S85]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    REQUIRE(model != NULL);
    const struct tdm_bio_parameters *p = &model->parameters;
    struct run first;
    REQUIRE(begin(mem, p, &model->spreads, &first));
    size_t bytes = tdm_bio_blocks(first.patients) * sizeof(struct bio_block);
    dose_all(&first, p);
    set_all(&first, &hard);
    live(&first, p, TDM_BIO_SSE2, 1, WEEKS, true);
    for (int set = TDM_BIO_SSE2; set <= (int)widest(); set++) {
        struct run other;
        REQUIRE(begin(mem, p, &model->spreads, &other));
        dose_all(&other, p);
        set_all(&other, &hard);
        live(&other, p, (enum tdm_bio_set)set, 1, WEEKS, true);
        CHECK(memcmp(first.patients->blocks, other.patients->blocks, bytes) == 0);
    }
    struct run cut;
    REQUIRE(begin(mem, p, &model->spreads, &cut));
    uint32_t blocks = tdm_bio_blocks(cut.patients);
    struct run whole = cut;
    whole.patients = tdm_bio_patients(mem, PATIENTS);
    tdm_bio_begin(whole.patients, p, TDM_BIO_SSE2, cut.traits);
    for (uint32_t day = 0; day < 100; day++) {
        const struct tdm_bio_span span = {day, 1, 1};
        tdm_bio_days(whole.patients, p, widest(), &span, 0, blocks);
        tdm_bio_days(cut.patients, p, widest(), &span, 7, blocks);
        tdm_bio_days(cut.patients, p, widest(), &span, 0, 7);
    }
    CHECK(memcmp(whole.patients->blocks, cut.patients->blocks, bytes) == 0);
}

TEST("no state leaves its range under any inputs [F091 S38]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    REQUIRE(model != NULL);
    const struct tdm_bio_parameters *p = &model->parameters;
    const struct tdm_bio_inputs all[] = {usual, graded, hard, {0.0, 0, 0, 0, 1, 1}, {3.0, 1, 1, 3, 1, 1}};
    for (size_t k = 0; k < TDM_COUNT(all); k++) {
        struct run run;
        REQUIRE(begin(mem, p, &model->spreads, &run));
        dose_all(&run, p);
        set_all(&run, &all[k]);
        live(&run, p, widest(), 1, WEEKS, true);
        for (uint32_t i = 0; i < PATIENTS; i++) {
            double matrix = tdm_bio_state_of(run.patients, i, TDM_BIO_MATRIX),
                   repair = tdm_bio_state_of(run.patients, i, TDM_BIO_REPAIR);
            CHECK(matrix > 0.0 && repair >= 0.0 && matrix + repair <= 1.0);
            CHECK(tdm_bio_state_of(run.patients, i, TDM_BIO_CELLS) >= 0.0);
            CHECK(tdm_bio_state_of(run.patients, i, TDM_BIO_INFLAMMATION) >= 0.0);
            CHECK(tdm_bio_state_of(run.patients, i, TDM_BIO_STRENGTH) > 0.0);
            CHECK(tdm_bio_state_of(run.patients, i, TDM_BIO_INHIBITION) >= 0.0 &&
                  tdm_bio_state_of(run.patients, i, TDM_BIO_INHIBITION) < 1.0);
            CHECK(tdm_bio_state_of(run.patients, i, TDM_BIO_HABIT) >= 0.0 &&
                  tdm_bio_state_of(run.patients, i, TDM_BIO_HABIT) <= 1.0);
        }
    }
}

TEST("therapy alone never raises structure, in any patient [S37 S38 F092]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    REQUIRE(model != NULL);
    const struct tdm_bio_parameters *p = &model->parameters;
    struct run run;
    REQUIRE(begin(mem, p, &model->spreads, &run));
    set_all(&run, &graded);
    live(&run, p, widest(), 1, WEEKS, true);
    for (uint32_t i = 0; i < PATIENTS; i++) {
        double after =
            tdm_bio_state_of(run.patients, i, TDM_BIO_MATRIX) + tdm_bio_state_of(run.patients, i, TDM_BIO_REPAIR) / 2.0;
        CHECK(after <= run.traits[i].matrix);
    }
}

TEST("no effect without a cause: a product without potency builds nothing, and context alone moves no tissue [F092]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    REQUIRE(model != NULL);
    struct tdm_bio_parameters p = model->parameters;
    struct tdm_bio_spreads spreads = model->spreads;
    spreads.potency_scale = 0.0;
    p.j_f = 0.0; /* the flare of the needle is an effect of its own */
    struct run with, without, cared;
    REQUIRE(begin(mem, &p, &spreads, &with) && begin(mem, &p, &spreads, &without) && begin(mem, &p, &spreads, &cared));
    for (uint32_t i = 0; i < PATIENTS; i++) {
        tdm_bio_procedure(with.patients, i, &p, 1.0);
        tdm_bio_set_contact(cared.patients, i, 24.0);
    }
    live(&with, &p, widest(), 1, WEEKS, true);
    live(&without, &p, widest(), 1, WEEKS, true);
    live(&cared, &p, widest(), 1, WEEKS, true);
    for (uint32_t i = 0; i < PATIENTS; i++)
        for (int s = 0; s < TDM_BIO_STATES; s++) {
            enum tdm_bio_state state = (enum tdm_bio_state)s;
            double bare = tdm_bio_state_of(without.patients, i, state);
            if (state != TDM_BIO_CELLS) CHECK(fabs(tdm_bio_state_of(with.patients, i, state) - bare) < 1e-12);
            if (state != TDM_BIO_RELIEF) CHECK(fabs(tdm_bio_state_of(cared.patients, i, state) - bare) < 1e-12);
            if (state == TDM_BIO_RELIEF) CHECK(tdm_bio_state_of(cared.patients, i, state) > bare);
        }
}

TEST("whoever was prepared for ten weeks bears the same work with less of it above what the joint can take, and "
     "they hurt less on the whole [S70 S39]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    REQUIRE(model != NULL);
    const struct tdm_bio_parameters *p = &model->parameters;
    struct run prepared, not_prepared;
    REQUIRE(begin(mem, p, &model->spreads, &prepared) && begin(mem, p, &model->spreads, &not_prepared));
    set_all(&prepared, &graded);
    set_all(&not_prepared, &usual);
    live(&prepared, p, widest(), 1, 10, true);
    live(&not_prepared, p, widest(), 1, 10, true);
    set_all(&prepared, &hard);
    set_all(&not_prepared, &hard);
    static struct tdm_bio_readout with[PATIENTS], without[PATIENTS];
    double felt = 0.0;
    tdm_bio_read(prepared.patients, 0, PATIENTS, p, prepared.traits, with);
    tdm_bio_read(not_prepared.patients, 0, PATIENTS, p, not_prepared.traits, without);
    for (uint32_t i = 0; i < PATIENTS; i++) {
        CHECK(with[i].strength > without[i].strength);
        CHECK(with[i].load < without[i].load); /* the same work: the muscles take their share of it */
        CHECK(with[i].overload < without[i].overload);
        felt += with[i].felt - without[i].felt;
    }
    CHECK(felt < -0.1 * PATIENTS); /* points */
}

TEST("the cycle goes round: better tissue bears more of the same work, hurts and inhibits less, and the stronger limb "
     "takes "
     "load off the joint and spares the tissue [S43 F092]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    REQUIRE(model != NULL);
    const struct tdm_bio_parameters *p = &model->parameters;
    struct run worn, mended;
    static struct tdm_bio_readout with[PATIENTS], without[PATIENTS];
    double kept = 0.0;
    REQUIRE(begin(mem, p, &model->spreads, &worn) && begin(mem, p, &model->spreads, &mended));
    for (uint32_t i = 0; i < PATIENTS; i++)
        mended.traits[i].matrix += 0.15; /* nothing else: the same person, habit, weight, effort and chance */
    tdm_bio_begin(mended.patients, p, widest(), mended.traits);
    set_all(&worn, &graded);
    set_all(&mended, &graded);
    tdm_bio_read(worn.patients, 0, PATIENTS, p, worn.traits, without);
    tdm_bio_read(mended.patients, 0, PATIENTS, p, mended.traits, with);
    for (uint32_t i = 0; i < PATIENTS; i++) CHECK(with[i].overload < without[i].overload);
    live(&worn, p, widest(), 1, 26, true);
    live(&mended, p, widest(), 1, 26, true);
    tdm_bio_read(worn.patients, 0, PATIENTS, p, worn.traits, without);
    tdm_bio_read(mended.patients, 0, PATIENTS, p, mended.traits, with);
    for (uint32_t i = 0; i < PATIENTS; i++) {
        CHECK(with[i].activation > without[i].activation);
        CHECK(with[i].strength > without[i].strength);
        CHECK(with[i].function > without[i].function || (with[i].function >= 100.0 && without[i].function >= 100.0));
        CHECK(with[i].load < without[i].load);
        kept += (tdm_bio_state_of(mended.patients, i, TDM_BIO_MATRIX) - mended.traits[i].matrix) -
                (tdm_bio_state_of(worn.patients, i, TDM_BIO_MATRIX) - worn.traits[i].matrix);
    }
    CHECK(kept > 0.0); /* and so it loses less than it would */
}

TEST("hard load in the first six weeks costs repair in every patient, and a drug blunts it [S34 S44 F092]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    REQUIRE(model != NULL);
    const struct tdm_bio_parameters *p = &model->parameters;
    const struct tdm_bio_inputs spared = {0.6, 0, 0, 0, 0, 1}, drugged = {0.6, 0, 0, 0, 1, 1};
    struct run calm, loaded, drug;
    REQUIRE(begin(mem, p, &model->spreads, &calm) && begin(mem, p, &model->spreads, &loaded) &&
            begin(mem, p, &model->spreads, &drug));
    struct run *const runs[] = {&calm, &loaded, &drug};
    const struct tdm_bio_inputs *const inputs[] = {&spared, &hard, &drugged};
    for (size_t r = 0; r < TDM_COUNT(runs); r++) {
        dose_all(runs[r], p);
        set_all(runs[r], inputs[r]);
        live(runs[r], p, widest(), 1, 6, false);
    }
    for (uint32_t i = 0; i < PATIENTS; i++) {
        double kept = tdm_bio_state_of(calm.patients, i, TDM_BIO_REPAIR);
        CHECK(tdm_bio_state_of(loaded.patients, i, TDM_BIO_REPAIR) < kept);
        CHECK(tdm_bio_state_of(drug.patients, i, TDM_BIO_REPAIR) < kept);
    }
}

TEST("the signal of the cells fades as its equation says, and habits fall by retraining alone [F091 S40]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    REQUIRE(model != NULL);
    const struct tdm_bio_parameters *p = &model->parameters;
    struct run run, trained;
    REQUIRE(begin(mem, p, &model->spreads, &run) && begin(mem, p, &model->spreads, &trained));
    dose_all(&run, p);
    set_all(&trained, &(struct tdm_bio_inputs){1.0, 0.0, 1.0, 0.0, 0.0, 1.0});
    live(&run, p, widest(), 1, 10, false);
    live(&trained, p, widest(), 1, 10, false);
    CHECK(fabs(tdm_bio_state_of(run.patients, 5, TDM_BIO_CELLS) / exp(-p->k_c * 10.0) - 1.0) < 1e-6);
    for (uint32_t i = 0; i < PATIENTS; i++) {
        CHECK(tdm_bio_state_of(run.patients, i, TDM_BIO_HABIT) >= run.traits[i].habit);
        CHECK(tdm_bio_state_of(trained.patients, i, TDM_BIO_HABIT) < tdm_bio_state_of(run.patients, i, TDM_BIO_HABIT));
    }
}

TEST("however a week is cut into spans, relief is the same: it fades from the hour that care ends, and where it fades "
     "as "
     "fast as it comes there is no gap [F091]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    REQUIRE(model != NULL);
    struct tdm_bio_parameters p = model->parameters;
    const uint32_t cuts[][3] = {{7, 0, 0}, {3, 4, 0}, {1, 2, 4}};
    struct run runs[5];
    for (size_t k = 0; k < TDM_COUNT(runs); k++) {
        if (k >= 3) p.t_x = 1.0 / p.r_x * (k == 4 ? 1.0 + 1e-7 : 1.0);
        REQUIRE(begin(mem, &p, &model->spreads, &runs[k]));
        set_all(&runs[k], &graded);
        for (uint32_t i = 0; i < PATIENTS; i++) tdm_bio_set_contact(runs[k].patients, i, 4.3 + (double)(i % 8) / 10.0);
        for (uint32_t day = 0, part = 0; day < 70; part++) {
            const struct tdm_bio_span span = {day, cuts[k % 3][part % (uint32_t)(k % 3 + 1)], 1};
            tdm_bio_days(runs[k].patients, &p, widest(), &span, 0, tdm_bio_blocks(runs[k].patients));
            day += span.days;
        }
    }
    for (uint32_t i = 0; i < PATIENTS; i++) {
        double whole = tdm_bio_state_of(runs[0].patients, i, TDM_BIO_RELIEF);
        CHECK(whole > 0.0 && fabs(tdm_bio_state_of(runs[1].patients, i, TDM_BIO_RELIEF) / whole - 1.0) < 1e-8);
        CHECK(fabs(tdm_bio_state_of(runs[2].patients, i, TDM_BIO_RELIEF) / whole - 1.0) < 1e-8);
        double alike = tdm_bio_state_of(runs[3].patients, i, TDM_BIO_RELIEF);
        CHECK(alike < whole && fabs(tdm_bio_state_of(runs[4].patients, i, TDM_BIO_RELIEF) / alike - 1.0) < 1e-6);
    }
}

TEST("a rate too fast for a step of half a week halves the step, and one too fast for sixteen is refused [F091]") {
    const struct tdm_bio_model *model = read_model(mem, shipped_text());
    REQUIRE(model != NULL);
    struct tdm_bio_parameters p = model->parameters;
    CHECK_INT(tdm_bio_steps(&p), 1);
    p.r_a = 2.4;
    CHECK_INT(tdm_bio_steps(&p), 1);
    p.r_a = 2.5;
    CHECK_INT(tdm_bio_steps(&p), 2);
    p.r_a = 24.0;
    CHECK_INT(tdm_bio_steps(&p), 16);
    p.r_i = 24.0;
    p.a_c = 10.0;
    CHECK_INT(tdm_bio_steps(&p), 0);
}
