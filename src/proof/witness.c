/* witness.c - a counterexample as a chart: enrolment, procedure, signatures and entries on the days of its story. Run
 * on the day it tells, the engine reports the same. Criteria that only a chart of readings could meet are left out:
 * what is shown is what the clauses allow together, not how a person came to be well enough. */
#include "proof/proof_int.h"

static tdm_ref role_of(tdm_mask roles) {
    tdm_ref role = 0;
    while (role < 64 && (roles & TDM_BIT(role)) == 0) role++;
    return role;
}

static void person(struct tdm_buf *out, const struct tdm_protocol *protocol, tdm_ref role) {
    tdm_str name = tdm_catalog_name(protocol->catalog, TDM_KIND_ROLE, role);
    tdm_buf_format(out, "%.*s-a", TDM_FMT(name));
}

static void head(struct tdm_buf *out, const struct tdm_protocol *protocol) {
    tdm_str region = tdm_catalog_name(protocol->catalog, TDM_KIND_REGION, protocol->region);
    const char *side = tdm_catalog_region(protocol->catalog, protocol->region)->sided ? "right" : "none";
    tdm_buf_format(out,
                   "chart counterexample\n  patient example-a\n  site %.*s, %s\n  protocol %.*s version %.*s\n"
                   "  zone UTC\n  synthetic\n  people\n",
                   TDM_FMT(region), side, TDM_FMT(protocol->name), TDM_FMT(protocol->version));
    for (tdm_ref r = 0; r < protocol->catalog->count[TDM_KIND_ROLE]; r++) {
        tdm_str role = tdm_catalog_name(protocol->catalog, TDM_KIND_ROLE, r);
        tdm_buf_format(out, "    %.*s-a %.*s\n", TDM_FMT(role), TDM_FMT(role));
    }
    tdm_buf_char(out, '\n');
}

static void dated(struct tdm_buf *out, int32_t day) {
    tdm_date_print(out, (tdm_date){day});
    tdm_buf_char(out, ' ');
}

/* A signature sooner than its own first day, as far as the protocol lets it be moved (M50). */
static void move(struct tdm_buf *out, const struct tdm_protocol *protocol, tdm_ref c, int32_t day) {
    const struct tdm_clearance *clearance = &protocol->clearances[c];
    if (!clearance->has_may_move || clearance->may_move_from.sign <= 0 || !clearance->has_not_before) return;
    dated(out, day);
    tdm_buf_format(out, "move %.*s to ", TDM_FMT(clearance->name));
    tdm_date_print(out, (tdm_date){day});
    tdm_buf_text(out, " by ");
    person(out, protocol, role_of(clearance->roles));
    tdm_buf_text(out, ", because \"earlier, inside the bounds\"\n");
}

static void sign(struct tdm_buf *out, const struct tdm_protocol *protocol, tdm_ref c, int32_t day) {
    dated(out, day);
    tdm_buf_format(out, "clear %.*s by ", TDM_FMT(protocol->clearances[c].name));
    person(out, protocol, role_of(protocol->clearances[c].roles));
    tdm_buf_char(out, '\n');
}

static bool moved(const struct tdm_protocol *protocol, const struct tdm_counterexample *against, tdm_ref c) {
    const struct tdm_clearance *clearance = &protocol->clearances[c];
    bool counted = clearance->has_not_before && clearance->not_before.anchor == TDM_ANCHOR_EVENT &&
                   clearance->not_before.event == TDM_EVENT_PROCEDURE;
    return counted && against->clearance[c].day < tdm_day_at(&clearance->not_before, against->first).day;
}

/* The signatures a gate asks for, made anew on the day it is passed when they were made before. */
static void enter(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_counterexample *against,
                  tdm_ref p) {
    const struct tdm_phase *phase = &protocol->phases[p];
    int32_t day = against->phase_start[p].day;
    if (phase->from.anchor != TDM_ANCHOR_GATE) return;
    for (tdm_ref c = 0; c < protocol->clearance_count; c++)
        if (proof_gate_signature(&protocol->gates[phase->from.ref], c) != NULL && against->clearance[c].day < day)
            sign(out, protocol, c, day);
    dated(out, day);
    tdm_ref role = tdm_catalog_find(protocol->catalog, TDM_KIND_ROLE, TDM_STR("physical-therapist"));
    tdm_buf_format(out, "enter %.*s by ", TDM_FMT(phase->name));
    person(out, protocol, role == TDM_REF_NONE ? 0 : role);
    tdm_buf_format(out, ", through %.*s\n", TDM_FMT(protocol->gates[phase->from.ref].name));
}

static void prescribe(struct tdm_buf *out, const struct tdm_protocol *protocol,
                      const struct tdm_counterexample *against) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(protocol->catalog, against->exercise);
    int weight = tdm_exercise_weight(exercise);
    tdm_ref role = tdm_catalog_find(protocol->catalog, TDM_KIND_ROLE, TDM_STR("physical-therapist"));
    if (!against->week->has_percent || weight < 0) return;
    if (exercise->one_rm != TDM_REF_NONE) {
        tdm_str measure = tdm_catalog_name(protocol->catalog, TDM_KIND_MEASURE, exercise->one_rm);
        bool sided = tdm_catalog_measure(protocol->catalog, exercise->one_rm)->sided;
        dated(out, against->today.day);
        tdm_buf_text(out, "assess by ");
        person(out, protocol, role);
        tdm_buf_format(out, "\n  %.*s %s100 kg\n", TDM_FMT(measure), sided ? "right " : "");
    }
    dated(out, against->today.day);
    tdm_buf_text(out, "prescribe by ");
    person(out, protocol, role);
    tdm_buf_format(out, "\n  %.*s 3x8, ", TDM_FMT(exercise->item.name));
    tdm_decimal_print(out, against->week->percent_1rm);
    tdm_buf_text(out, " kg\n");
}

/* What is asked or offered on that day, and the line that forbids it: to be found again in the standing. */
static void shows(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_counterexample *against) {
    if (against->measure != TDM_REF_NONE) {
        const struct tdm_measure_use *use = &protocol->measures[against->measure];
        const struct tdm_measure *measure = tdm_catalog_measure(protocol->catalog, use->measure);
        tdm_str load = proof_class(protocol, measure->demand);
        tdm_buf_format(out, "# A test of load %.*s is asked for on that day: %.*s", TDM_FMT(load), TDM_FMT(use->name));
    } else {
        const struct tdm_exercise *exercise = tdm_catalog_exercise(protocol->catalog, against->exercise);
        const char *by = against->week != NULL ? "planned for that day" : "on the shelf on that day";
        tdm_buf_format(out, "# What is %s: %.*s", by, TDM_FMT(exercise->item.name));
    }
    proof_in_line(out, protocol, against->clause);
    tdm_buf_text(out, ". What forbids it: ");
    proof_line(out, protocol, against->term.clause);
    tdm_buf_text(out, ".\n");
}

void tdm_counterexample_chart(struct tdm_buf *out, const struct tdm_protocol *protocol,
                              const struct tdm_counterexample *against) {
    tdm_ref physician = tdm_catalog_find(protocol->catalog, TDM_KIND_ROLE, TDM_STR("physician"));
    if (physician == TDM_REF_NONE) physician = 0;
    tdm_buf_text(out, "# Ask for the standing on ");
    tdm_date_print(out, against->today);
    tdm_buf_text(out, "; readings that the gates want are left out.\n");
    shows(out, protocol, against);
    tdm_buf_char(out, '\n');
    head(out, protocol);
    for (int32_t day = against->enrolment.day; day <= against->today.day; day++) {
        if (day == against->enrolment.day) {
            dated(out, day);
            tdm_buf_text(out, "enrol by ");
            person(out, protocol, physician);
            tdm_buf_char(out, '\n');
        }
        if (day == against->first.day && protocol->procedure != TDM_REF_NONE) {
            tdm_str name = tdm_catalog_name(protocol->catalog, TDM_KIND_PROCEDURE, protocol->procedure);
            dated(out, day);
            tdm_buf_format(out, "procedure %.*s performed by ", TDM_FMT(name));
            person(out, protocol, physician);
            tdm_buf_char(out, '\n');
        }
        for (tdm_ref c = 0; c < protocol->clearance_count; c++) {
            if (against->clearance[c].day != day) continue;
            if (moved(protocol, against, c)) move(out, protocol, c, day);
            sign(out, protocol, c, day);
        }
        for (tdm_ref p = 0; p < protocol->phase_count; p++)
            if (against->phase_start[p].day == day) enter(out, protocol, against, p);
    }
    if (against->week != NULL) prescribe(out, protocol, against);
}
