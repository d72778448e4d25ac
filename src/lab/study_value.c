/* study_value.c - what the virtual team reads: a readout of the model, with the noise of that visit, as a value of the
 * catalogue. The noise is counted by patient, day and measure, never by arm. */
#include "lab/study_int.h"

const tdm_str tdm_study_readout_words[TDM_STUDY_READOUTS] = {
    TDM_STR_INIT("felt"),         TDM_STR_INIT("pain"),     TDM_STR_INIT("koos-pain"),
    TDM_STR_INIT("function"),     TDM_STR_INIT("strength"), TDM_STR_INIT("structure"),
    TDM_STR_INIT("compensation"), TDM_STR_INIT("effusion"), TDM_STR_INIT("activation")};

enum { MEASURES_MOST = 1024 }; /* draws of a day: one a measure of the catalogue */

const struct tdm_study_map *study_map_of(const struct tdm_study *study, tdm_ref measure) {
    for (uint32_t i = 0; i < study->map_count; i++)
        if (study->maps[i].measure == measure) return &study->maps[i];
    return NULL;
}

bool study_is_recordable(const struct tdm_protocol *protocol, tdm_ref use) {
    return !protocol->measures[use].is_change && !protocol->measures[use].during_session;
}

static double readout_of(const struct tdm_bio_readout *r, enum tdm_study_readout readout) {
    const double values[TDM_STUDY_READOUTS] = {[TDM_STUDY_FELT] = r->felt,
                                               [TDM_STUDY_PAIN] = r->pain,
                                               [TDM_STUDY_KOOS_PAIN] = r->koos_pain,
                                               [TDM_STUDY_FUNCTION] = r->function,
                                               [TDM_STUDY_STRENGTH] = r->strength,
                                               [TDM_STUDY_STRUCTURE] = r->structure,
                                               [TDM_STUDY_COMPENSATION] = r->compensation,
                                               [TDM_STUDY_EFFUSION] = r->effusion,
                                               [TDM_STUDY_ACTIVATION] = r->activation};
    return values[readout];
}

static double value_of(const struct life *life, const struct tdm_study_map *map) {
    TDM_ASSERT(map->measure < MEASURES_MOST);
    double value = map->times * readout_of(&life->today, map->readout) + map->plus;
    uint32_t index = (uint32_t)life->day * MEASURES_MOST + map->measure;
    if (map->noise > 0.0)
        value += map->noise * tdm_bio_normal(life->seed, life->person->candidate, TDM_BIO_FOR_VISIT, index);
    return value;
}

static int64_t power(int32_t scale) {
    int64_t ten = 1;
    while (scale-- > 0) ten *= 10;
    return ten;
}

static int64_t scaled(tdm_decimal number, int32_t scale) {
    if (number.scale <= scale) return number.coefficient * power(scale - number.scale);
    return number.coefficient / power(number.scale - scale);
}

/* Whole, or to a tenth, as the measure has it; inside its hard limits. */
static struct tdm_written_value number_of(const struct tdm_measure *measure, double value) {
    int32_t scale = measure->whole ? 0 : 1;
    double steps = value * (double)power(scale);
    steps = steps > 1e9 ? 1e9 : steps < -1e9 ? -1e9 : steps;
    int64_t count = (int64_t)(steps < 0.0 ? steps - 0.5 : steps + 0.5);
    if (measure->has_hard) {
        int64_t least = scaled(measure->hard.low.quantity.number, scale);
        int64_t most = scaled(measure->hard.high.quantity.number, scale);
        count = count < least ? least : count > most ? most : count;
    }
    tdm_str unit = measure->unit == TDM_UNIT_ONE ? TDM_STR("") : tdm_unit_code(measure->unit);
    return (struct tdm_written_value){true, tdm_decimal_trim((tdm_decimal){count, scale}), unit};
}

static struct tdm_written_value read_map(const struct life *life, const struct tdm_study_map *map) {
    const struct tdm_measure *measure = tdm_catalog_measure(life->study->catalog, map->measure);
    const struct tdm_scale *scale = tdm_measure_scale(life->study->catalog, map->measure);
    if (map->stays) return map->value;
    double value = value_of(life, map);
    if (scale == NULL) return number_of(measure, value);
    uint32_t reached = 0;
    while (reached < map->cut_count && value >= map->cuts[reached]) reached++;
    uint32_t step = map->falling ? map->cut_count - reached : reached;
    uint32_t last = scale->count - 1u;
    return (struct tdm_written_value){.word = scale->steps[step > last ? last : step]};
}

void study_reading(struct life *life, struct tdm_written_reading *all, uint32_t *count, tdm_ref use) {
    const struct tdm_measure_use *u = &life->arm->protocol->measures[use];
    const struct tdm_measure *measure = tdm_catalog_measure(life->study->catalog, u->measure);
    const struct tdm_study_map *map = study_map_of(life->study, u->measure);
    TDM_ASSERT(map != NULL); /* study_bind has looked */
    enum tdm_side side = measure->sided ? life->chart->side : TDM_SIDE_NONE;
    tdm_date on = tdm_date_add_days(life->day0, life->day);
    all[(*count)++] =
        (struct tdm_written_reading){.date = on, .measure = u->name, .side = side, .value = read_map(life, map)};
    if (!measure->sided || !map->has_other) return;
    enum tdm_side other = side == TDM_SIDE_RIGHT ? TDM_SIDE_LEFT : TDM_SIDE_RIGHT;
    all[(*count)++] = (struct tdm_written_reading){.date = on, .measure = u->name, .side = other, .value = map->other};
}
