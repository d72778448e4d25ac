/* criteria_ground.h - a catalogue and a scope, as a protocol would give them, and how the tests read conditions in it.
 */
#ifndef CRITERIA_GROUND_H
#define CRITERIA_GROUND_H

#include "../catalog/catalog_ground.h"
#include "criteria/criteria.h"

static const char criteria_catalog[] =
    "finding stiff-knee-gait \"walks stiffly\", compensation, at knee\n"
    "flag infection-signs \"signs of infection\", emergency\n"
    "flag flare \"flare\"\n"
    "procedure concentrate \"concentrate\"\n"
    "measure nprs \"pain\"\n  number 0 to 10 points\n  whole\n  lower is better\n  of one day take worst\n  by "
    "patient\n"
    "measure swelling-test \"swelling\"\n  scale swelling\n  lower is better\n  of one day take worst\n  sided\n"
    "  by physician\n"
    "measure torque \"thigh strength\"\n  number 0 to 400 N.m\n  higher is better\n  of one day take last\n  sided\n"
    "  by physical-therapist\n"
    "measure bend \"bend\"\n  number -20 to 160 deg\n  higher is better\n  of one day take last\n  sided\n"
    "  by physical-therapist\n"
    "measure girth \"girth\"\n  number 15 to 90 cm\n  no direction\n  of one day take last\n  sided\n  by physician\n"
    "measure score \"score\"\n  number 0 to 100 points\n  higher is better\n  of one day take last\n  by patient\n"
    "measure weeks-of-therapy \"weeks\"\n  number 0 to 500\n  no direction\n  of one day take last\n  by patient\n"
    "measure press-weight \"weight pressed\"\n  number 0 to 500 kg\n  higher is better\n  of one day take last\n"
    "  by patient\n"
    "measure active-share \"share of active time\"\n  number 0% to 100%\n  higher is better\n  of one day take last\n"
    "  by patient\n";

enum { PAIN, PAIN_DURING, NEXT_RISE, EFFUSION, QUADS, FLEXION, GIRTH, SCORE, WEEKS, PRESS, SHARE, FRESH_SCORE, USES };

/* The scope of a small protocol; null when the ground itself cannot be read. */
static inline const struct tdm_scope *criteria_scope(struct tdm_arena *mem) {
    static const struct {
        const char *name, *measure;
    } uses[USES] = {{"pain", "nprs"},
                    {"pain-during", "nprs"},
                    {"next-rise", "nprs"},
                    {"effusion", "swelling-test"},
                    {"quads", "torque"},
                    {"flexion", "bend"},
                    {"girth", "girth"},
                    {"score", "score"},
                    {"therapy-weeks", "weeks-of-therapy"},
                    {"press", "press-weight"},
                    {"active-share", "active-share"},
                    {"fresh-score", "score"}};
    static const tdm_str names[] = {TDM_STR_INIT("resume"), TDM_STR_INIT("full-load"), TDM_STR_INIT("settled-gate"),
                                    TDM_STR_INIT("repair"), TDM_STR_INIT("loading"),   TDM_STR_INIT("flare")};
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_scope *scope = TDM_NEW(mem, struct tdm_scope);
    struct tdm_measure_use *measures = TDM_NEW_ARRAY(mem, struct tdm_measure_use, USES);
    scope->catalog = catalog_read(mem, criteria_catalog, problems);
    if (scope->catalog == NULL) {
        check_failed(__FILE__, __LINE__, "%s: %s", problems->items[0].code, problems->items[0].what);
        return NULL;
    }
    for (int i = 0; i < USES; i++) {
        measures[i].name = tdm_str_of(uses[i].name);
        measures[i].measure = tdm_catalog_find(scope->catalog, TDM_KIND_MEASURE, tdm_str_of(uses[i].measure));
    }
    measures[PAIN_DURING].during_session = true;
    measures[NEXT_RISE].is_change = true;
    measures[FRESH_SCORE].has_fresh = true;
    measures[FRESH_SCORE].fresh = (tdm_span){6, TDM_SPAN_WEEKS};
    scope->measures = measures;
    scope->measure_count = USES;
    scope->clearances = &names[0];
    scope->clearance_count = 2;
    scope->gates = &names[2];
    scope->gate_count = 1;
    scope->phases = &names[3];
    scope->phase_count = 2;
    scope->flags = &names[5];
    scope->flag_count = 1;
    return scope;
}

/* Reads lines as one condition; false and the problems when refused. */
static inline bool criteria_read(struct tdm_arena *mem, const struct tdm_scope *scope, const char *lines,
                                 struct tdm_condition *out, struct tdm_problems *problems) {
    const struct tdm_tree *tree = catalog_tree(mem, "gate.tandem", tdm_str_of(lines));
    tdm_problems_init(problems);
    return tdm_condition_read(mem, tree, tree->first, NULL, scope, NULL, out, problems);
}

#endif
