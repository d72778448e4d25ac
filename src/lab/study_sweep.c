/* study_sweep.c - one arm of a study with something changed: a length in its protocol, how much of the exercise is
 * done, how worn the joint is. Told is the set of values that are as good as the best, never one best value. */
#include "lab/study_int.h"

#include <math.h>
#include <string.h>

int tdm_study_sweep_find(const struct tdm_study *study, tdm_str name) {
    for (uint32_t i = 0; i < study->sweep_count; i++)
        if (tdm_str_equal(study->sweeps[i].name, name)) return (int)i;
    return -1;
}

static tdm_str value_name(struct tdm_arena *mem, const struct tdm_study_sweep *sweep, uint32_t value) {
    static const char *const units[] = {"-weeks", "-percent", ""};
    struct tdm_buf name;
    tdm_buf_init(&name, mem, 64);
    tdm_buf_format(&name, "%s%u%s", sweep->kind == TDM_SWEEP_GRADE ? "grade-" : "", (unsigned)value,
                   units[sweep->kind]);
    return tdm_buf_str(&name);
}

struct tdm_study *tdm_study_of_sweep(struct tdm_arena *mem, const struct tdm_study *study, uint32_t at) {
    const struct tdm_study_sweep *sweep = &study->sweeps[at];
    struct tdm_study *out = TDM_NEW(mem, struct tdm_study);
    struct tdm_study_arm *arms = TDM_NEW_ARRAY(mem, struct tdm_study_arm, sweep->value_count + 1u);
    *out = *study;
    for (uint32_t i = 0; i < sweep->value_count; i++) {
        arms[i] = study->arms[sweep->arm];
        arms[i].name = value_name(mem, sweep, sweep->values[i]);
        arms[i].label = sweep->title;
        arms[i].protocol = NULL;
        if (sweep->kind == TDM_SWEEP_GRADE) arms[i].grade = sweep->values[i];
        if (sweep->kind != TDM_SWEEP_ADHERENCE) continue;
        arms[i].has_adherence = true;
        arms[i].adherence = (double)sweep->values[i] / 100.0;
    }
    out->arms = arms;
    out->arm_count = sweep->value_count;
    out->natural = out->placebo = -1;
    return out;
}

struct tdm_study *tdm_study_of_two(struct tdm_arena *mem, const struct tdm_study *study, const tdm_str names[2],
                                   const tdm_str labels[2]) {
    struct tdm_study *out = TDM_NEW(mem, struct tdm_study);
    struct tdm_study_arm *arms = TDM_NEW_ARRAY(mem, struct tdm_study_arm, 4);
    const int kept[2] = {study->placebo, study->natural};
    *out = *study;
    out->natural = out->placebo = -1;
    out->arm_count = 2;
    for (int i = 0; i < 2; i++) {
        arms[i] = (struct tdm_study_arm){.name = names[i], .label = labels[i], .follows = names[i], .programme = -1};
        arms[i].place = (struct tdm_place){.file = study->tree->file};
    }
    for (int i = 0; i < 2; i++) {
        if (kept[i] < 0) continue;
        *(i == 0 ? &out->placebo : &out->natural) = (int)out->arm_count;
        arms[out->arm_count++] = study->arms[kept[i]];
    }
    out->arms = arms;
    return out;
}

/* ---- a protocol with a value in it */

static bool refuse(const struct tdm_study_sweep *sweep, const char *what, tdm_str words,
                   struct tdm_problems *problems) {
    struct tdm_problem *p = tdm_problems_add(problems, TDM_ERROR, TDM_WHY_NOT_FOUND, "Q020", sweep->place);
    tdm_problem_what(p, "%s: `%.*s`", what, TDM_FMT(words));
    tdm_problem_fix(p, "write words that stand in the arm's protocol, and {N} where the value plus N is to stand");
    return false;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_of_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || (uint8_t)c >= 0x80;
}

/* One word, or one number, on both sides of this border. */
static bool goes_on(tdm_str text, size_t at) {
    if (at == 0 || at >= text.len) return false;
    char before = text.at[at - 1], after = text.at[at];
    bool point = (before == '.' && is_digit(after)) || (is_digit(before) && after == '.');
    return point || (is_of_word(before) && is_of_word(after));
}

/* `4 weeks` does not stand in `24 weeks`. */
static bool find_whole(tdm_str text, size_t from, tdm_str words, size_t *at) {
    while (tdm_str_find(tdm_str_slice(text, from, text.len), words, at)) {
        *at += from;
        if (!goes_on(text, *at) && !goes_on(text, *at + words.len)) return true;
        from = *at + 1;
    }
    return false;
}

/* Else every value would be one protocol, and each as good as the best. */
static bool has_value(const struct tdm_study_sweep *sweep, struct tdm_problems *problems) {
    size_t at;
    for (uint32_t i = 0; i < sweep->change_count; i++)
        if (tdm_str_find(sweep->changes[i].to, TDM_STR("{"), &at)) return true;
    return refuse(sweep, "no value stands in what is changed to", sweep->changes[0].to, problems);
}

/* {N}: the value plus N. */
static bool put_words(struct tdm_buf *out, const struct tdm_study_sweep *sweep, tdm_str to, uint32_t value,
                      struct tdm_problems *problems) {
    tdm_str rest = to;
    size_t open, close;
    while (tdm_str_find(rest, TDM_STR("{"), &open)) {
        int64_t plus = 0;
        tdm_str behind = tdm_str_slice(rest, open + 1, rest.len);
        bool fine = tdm_str_find(behind, TDM_STR("}"), &close) &&
                    tdm_parse_i64(tdm_str_slice(behind, 0, close), &plus) && plus >= -520 && plus <= 520;
        if (!fine || (int64_t)value + plus < 0) return refuse(sweep, "no value can stand here", to, problems);
        tdm_buf_add(out, tdm_str_slice(rest, 0, open));
        tdm_buf_int(out, (int64_t)value + plus);
        rest = tdm_str_slice(behind, close + 1, behind.len);
    }
    tdm_buf_add(out, rest);
    return true;
}

bool tdm_study_vary(struct tdm_arena *mem, const struct tdm_study_sweep *sweep, uint32_t value, tdm_str text,
                    tdm_str *out, struct tdm_problems *problems) {
    if (!has_value(sweep, problems)) return false;
    for (uint32_t i = 0; i < sweep->change_count; i++) {
        const struct tdm_study_change *change = &sweep->changes[i];
        struct tdm_buf buf;
        size_t at, from = 0;
        tdm_buf_init(&buf, mem, (size_t)1 << 24);
        if (!find_whole(text, 0, change->from, &at))
            return refuse(sweep, "the protocol has no such words", change->from, problems);
        for (; find_whole(text, from, change->from, &at); from = at + change->from.len) {
            tdm_buf_add(&buf, tdm_str_slice(text, from, at));
            if (!put_words(&buf, sweep, change->to, value, problems)) return false;
        }
        tdm_buf_add(&buf, tdm_str_slice(text, from, text.len));
        text = tdm_buf_str(&buf);
    }
    *out = text;
    return true;
}

/* ---- which values are as good as the best */

struct choosing {
    struct tdm_arena *mem;
    const struct tdm_study *study;
    const struct tdm_study_run *run;
    const struct tdm_study_result *result;
};

static double level(const struct choosing *c, int way, uint32_t arm, uint32_t read, enum tdm_study_outcome o,
                    uint32_t i) {
    return c->result->arms[arm].values[way][((size_t)read * TDM_STUDY_OUTCOMES + o) * c->run->patients + i];
}

/* Function over time: the mean of the trapezoids between the readings. */
static double reached(const struct choosing *c, int way, uint32_t arm, enum tdm_study_aim aim, uint32_t i) {
    const struct tdm_study *s = c->study;
    uint32_t last = s->read_count - 1;
    if (aim == TDM_STUDY_STRUCTURE_AT_END) return level(c, way, arm, last, TDM_STUDY_OF_STRUCTURE, i);
    if (aim == TDM_STUDY_FUNCTION_AT_END) return level(c, way, arm, last, TDM_STUDY_OF_FUNCTION, i);
    double sum = 0.0;
    for (uint32_t read = 0; read < last; read++)
        sum += (double)(s->read[read + 1] - s->read[read]) / 2.0 *
               (level(c, way, arm, read, TDM_STUDY_OF_FUNCTION, i) +
                level(c, way, arm, read + 1, TDM_STUDY_OF_FUNCTION, i));
    return last == 0 ? level(c, way, arm, 0, TDM_STUDY_OF_FUNCTION, i) : sum / (double)s->weeks;
}

void study_choose(struct tdm_arena *mem, const struct tdm_study *study, const struct tdm_study_run *run,
                  const struct tdm_study_result *result, int way, enum tdm_study_aim aim, struct tdm_study_choice *of,
                  uint32_t *best) {
    struct choosing of_all = {mem, study, run, result};
    const struct choosing *c = &of_all;
    uint32_t n = run->patients;
    double *values = TDM_NEW_ARRAY(c->mem, double, n);
    *best = 0;
    for (uint32_t arm = 0; arm < c->study->arm_count; arm++) {
        for (uint32_t i = 0; i < n; i++) values[i] = reached(c, way, arm, aim, i);
        of[arm].figure = study_figure(c->mem, values, n);
        if (of[arm].figure.mean > of[*best].figure.mean) *best = arm;
    }
    for (uint32_t arm = 0; arm < c->study->arm_count; arm++) {
        for (uint32_t i = 0; i < n; i++) values[i] = reached(c, way, *best, aim, i) - reached(c, way, arm, aim, i);
        of[arm].below = study_figure(c->mem, values, n);
        of[arm].near = of[arm].below.mean <= TDM_STUDY_NEAR;
        of[arm].open = arm != *best && fabs(of[arm].below.mean - TDM_STUDY_NEAR) < 2.0 * of[arm].below.error;
    }
}

/* The best against the worst of all, or of those near it, by a trial that is read at the last week. */
static uint32_t tells(const struct choosing *c, const struct tdm_study_choice *of, uint32_t best, bool of_near,
                      enum tdm_study_aim aim) {
    uint32_t worst = best;
    enum tdm_study_outcome o = aim == TDM_STUDY_STRUCTURE_AT_END ? TDM_STUDY_OF_STRUCTURE : TDM_STUDY_OF_FUNCTION;
    for (uint32_t arm = 0; arm < c->study->arm_count; arm++)
        if ((!of_near || of[arm].near) && of[arm].below.mean > of[worst].below.mean) worst = arm;
    if (worst == best) return 0;
    struct tdm_study_trial_of t =
        study_trial_of(c->study, c->run, c->result->arms[best].values[0], c->result->arms[worst].values[0], o);
    return study_people(of[worst].below.mean, t.spread, 0.8, t.lost);
}

void tdm_study_choose(struct tdm_arena *mem, const struct tdm_study *of_sweep, const struct tdm_study_run *run,
                      const struct tdm_study_result *result, struct tdm_study_swept *out) {
    struct choosing c = {mem, of_sweep, run, result};
    memset(out, 0, sizeof *out);
    for (int way = 0; way < 2; way++)
        for (int aim = 0; aim < TDM_STUDY_AIMS; aim++) {
            out->of[way][aim] = TDM_NEW_ARRAY(mem, struct tdm_study_choice, of_sweep->arm_count + 1u);
            study_choose(mem, of_sweep, run, result, way, (enum tdm_study_aim)aim, out->of[way][aim],
                         &out->best[way][aim]);
        }
    for (int aim = 0; aim < TDM_STUDY_AIMS; aim++) {
        out->tells_best[aim] = tells(&c, out->of[0][aim], out->best[0][aim], false, (enum tdm_study_aim)aim);
        out->tells_near[aim] = tells(&c, out->of[0][aim], out->best[0][aim], true, (enum tdm_study_aim)aim);
    }
}
