/* mask_chart.c - a chart without whom it is of. What may stay is listed: words of the catalogue, of the protocol, of
 * the chart's own vocabulary. What is not on the list goes. */
#include "exchange/mask.h"

#define WITHHELD "withheld"
#define DAY_MS   (INT64_C(86400000))
#define AGE_MOST 89 /* what is above is told as 90: few people are that old [own] */

struct masker {
    struct tdm_arena *mem;
    const struct tdm_masking *how;
    const struct tdm_chart *from;
    int32_t days;
};

static tdm_date moved(const struct masker *m, tdm_date date) {
    return tdm_date_is_none(date) ? date : tdm_date_add_days(date, m->days);
}

static tdm_str named(const struct masker *m, char kind, tdm_str name) {
    return tdm_mask_name(m->mem, m->how->mask, kind, name);
}

static tdm_str text(const struct masker *m, tdm_str said) {
    return m->how->mask->with_text || said.len == 0 ? said : TDM_STR(WITHHELD);
}

/* ---- words that say nothing of anybody */

static bool of_catalog(const struct masker *m, tdm_str word) {
    for (int kind = 0; kind < TDM_KIND_COUNT; kind++)
        if (tdm_catalog_find(m->how->protocol->catalog, (enum tdm_catalog_kind)kind, word) != TDM_REF_NONE) return true;
    return false;
}

static bool of_protocol(const struct masker *m, tdm_str word) {
    const struct tdm_protocol *p = m->how->protocol;
    bool found = tdm_str_equal(word, p->name);
    for (uint32_t i = 0; i < p->phase_count; i++) found = found || tdm_str_equal(word, p->phases[i].name);
    for (uint32_t i = 0; i < p->clearance_count; i++) found = found || tdm_str_equal(word, p->clearances[i].name);
    for (uint32_t i = 0; i < p->gate_count; i++) found = found || tdm_str_equal(word, p->gates[i].name);
    for (uint32_t i = 0; i < p->restriction_count; i++) found = found || tdm_str_equal(word, p->restrictions[i].name);
    for (uint32_t i = 0; i < p->progress_count; i++) found = found || tdm_str_equal(word, p->progressions[i].name);
    for (uint32_t i = 0; i < p->plan_count; i++) found = found || tdm_str_equal(word, p->plans[i].name);
    for (uint32_t i = 0; i < p->measure_count; i++) found = found || tdm_str_equal(word, p->measures[i].name);
    for (uint32_t i = 0; i < p->flag_count; i++) found = found || tdm_str_equal(word, p->flags[i].name);
    return found;
}

static bool of_charts(tdm_str word) {
    static const char *const words[] = {"flags",     "findings", "procedure",    "visit",      "session",
                                        "phase",     "diary",    "screen",       "record",     "judgement",
                                        "treatment", "registry", "data-sharing", "bone marrow"};
    for (size_t i = 0; i < TDM_COUNT(words); i++)
        if (tdm_str_is(word, words[i])) return true;
    return false;
}

static bool is_common(const struct masker *m, tdm_str word) {
    return word.len == 0 || of_charts(word) || of_catalog(m, word) || of_protocol(m, word);
}

static bool is_entry_name(const struct masker *m, tdm_str word) {
    for (uint32_t i = 0; i < m->from->entry_count; i++)
        if (tdm_str_equal(m->from->entries[i].name, word)) return true;
    return false;
}

static bool is_person(const struct masker *m, tdm_str word) {
    for (uint32_t i = 0; i < m->from->person_count; i++)
        if (tdm_str_equal(m->from->people[i].person, word)) return true;
    return tdm_str_equal(word, m->from->patient);
}

/* A word that is a name of somebody or something, or of the common ones. */
static tdm_str word_of(const struct masker *m, tdm_str word) {
    if (word.len == 0) return word;
    if (is_entry_name(m, word)) return named(m, 'n', word);
    if (is_person(m, word)) return named(m, 'p', word);
    return is_common(m, word) ? word : named(m, 'x', word);
}

/* What people call a medicine becomes its ingredient; what nobody knows stays unknown, for that counts (M61). */
static tdm_str medicine(const struct masker *m, tdm_str said) {
    const struct tdm_catalog *catalog = m->how->protocol->catalog;
    const tdm_ref *ingredients;
    uint32_t count;
    tdm_ref route, one[1];
    if (m->how->mask->with_text || is_common(m, said)) return said;
    if (!tdm_catalog_ingredients(catalog, said, &ingredients, &count, &route, one)) return TDM_STR("unlisted");
    if (count == 1) return tdm_catalog_name(catalog, TDM_KIND_SUBSTANCE, ingredients[0]);
    for (uint32_t i = 0; i < catalog->count[TDM_KIND_PRODUCT]; i++) {
        const struct tdm_product *product = tdm_catalog_product(catalog, (tdm_ref)i);
        bool same = product->ingredient_count == count && product->route == route;
        for (uint32_t j = 0; j < count && same; j++) same = product->ingredients[j] == ingredients[j];
        if (same) return product->item.name;
    }
    return TDM_STR("unlisted");
}

static tdm_str subject(const struct masker *m, const struct tdm_entry *entry) {
    switch (entry->kind) {
    case TDM_ENTRY_MEDICINE:
    case TDM_ENTRY_DENY:
        return medicine(m, entry->subject);
    case TDM_ENTRY_STATEMENT:
    case TDM_ENTRY_CONSENT:
        return is_common(m, entry->subject) ? entry->subject : text(m, entry->subject);
    case TDM_ENTRY_ENROL:
    case TDM_ENTRY_SCREEN:
    case TDM_ENTRY_ASSESS:
    case TDM_ENTRY_DIARY:
    case TDM_ENTRY_FINDING:
    case TDM_ENTRY_FLAG:
    case TDM_ENTRY_ADVERSE:
    case TDM_ENTRY_PRESCRIBE:
    case TDM_ENTRY_SESSION:
    case TDM_ENTRY_PROCEDURE:
    case TDM_ENTRY_PLAN:
    case TDM_ENTRY_CLEAR:
    case TDM_ENTRY_REVOKE:
    case TDM_ENTRY_MOVE:
    case TDM_ENTRY_ENTER:
    case TDM_ENTRY_HOLD:
    case TDM_ENTRY_RESUME:
    case TDM_ENTRY_ANSWER:
    case TDM_ENTRY_HANDOFF:
    case TDM_ENTRY_ACKNOWLEDGE:
    case TDM_ENTRY_OVERRIDE:
    case TDM_ENTRY_CORRECT:
    case TDM_ENTRY_WITHDRAW:
    case TDM_ENTRY_AMEND:
    case TDM_ENTRY_END:
    case TDM_ENTRY_KIND_COUNT:
        break;
    }
    return word_of(m, entry->subject);
}

/* ---- lines below an entry */

static tdm_decimal aged(tdm_str measure, tdm_decimal number) {
    bool age = tdm_str_is(measure, "age") && tdm_decimal_compare(number, tdm_decimal_of_int(AGE_MOST)) > 0;
    return age ? tdm_decimal_of_int(AGE_MOST + 1) : number;
}

static void readings(const struct masker *m, struct tdm_entry *entry) {
    struct tdm_written_reading *list = TDM_NEW_ARRAY(m->mem, struct tdm_written_reading, entry->reading_count + 1);
    for (uint32_t i = 0; i < entry->reading_count; i++) {
        list[i] = entry->readings[i];
        list[i].date = moved(m, list[i].date);
        list[i].because = text(m, list[i].because);
        list[i].value.number = aged(list[i].measure, list[i].value.number);
        list[i].was.number = aged(list[i].measure, list[i].was.number);
    }
    entry->readings = list;
}

static void doses(const struct masker *m, struct tdm_entry *entry) {
    struct tdm_written_dose *list = TDM_NEW_ARRAY(m->mem, struct tdm_written_dose, entry->dose_count + 1);
    for (uint32_t i = 0; i < entry->dose_count; i++) {
        list[i] = entry->doses[i];
        list[i].because = text(m, list[i].because);
        struct tdm_written_set *sets = TDM_NEW_ARRAY(m->mem, struct tdm_written_set, list[i].set_count + 1);
        for (uint32_t j = 0; j < list[i].set_count; j++) {
            sets[j] = list[i].sets[j];
            sets[j].stopped = text(m, sets[j].stopped);
        }
        list[i].sets = sets;
    }
    entry->doses = list;
}

/* ---- entries and the head */

static struct tdm_entry entry_of(const struct masker *m, const struct tdm_entry *from) {
    struct tdm_entry entry = *from;
    entry.date = moved(m, entry.date);
    entry.other_date = moved(m, entry.other_date);
    if (!tdm_instant_is_none(entry.recorded)) entry.recorded.ms += m->days * DAY_MS;
    entry.author = named(m, 'p', entry.author);
    entry.with = named(m, 'p', entry.with);
    entry.operator_name = named(m, 'p', entry.operator_name);
    entry.writer = named(m, 'w', entry.writer);
    entry.name = named(m, 'n', entry.name);
    entry.subject = subject(m, from);
    entry.target = word_of(m, entry.target);
    entry.to = word_of(m, entry.to);
    if (from->kind == TDM_ENTRY_PLAN) entry.state = word_of(m, entry.state);
    entry.because = text(m, entry.because);
    entry.words = is_common(m, entry.words) ? entry.words : text(m, entry.words);
    entry.source = is_common(m, entry.source) ? entry.source : text(m, entry.source);
    entry.preparation = text(m, entry.preparation);
    readings(m, &entry);
    doses(m, &entry);
    return entry;
}

static void people(const struct masker *m, struct tdm_chart *chart) {
    struct tdm_member *list = TDM_NEW_ARRAY(m->mem, struct tdm_member, chart->person_count + 1);
    for (uint32_t i = 0; i < chart->person_count; i++) {
        list[i] = chart->people[i];
        list[i].person = named(m, 'p', list[i].person);
        list[i].from = moved(m, list[i].from);
        list[i].until = moved(m, list[i].until);
    }
    chart->people = list;
}

const struct tdm_chart *tdm_mask_chart(struct tdm_arena *mem, const struct tdm_masking *how,
                                       const struct tdm_chart *chart) {
    struct masker m = {mem, how, chart, tdm_mask_days(mem, how->mask, chart->patient)};
    struct tdm_chart *out = TDM_NEW(mem, struct tdm_chart);
    struct tdm_entry *entries = TDM_NEW_ARRAY(mem, struct tdm_entry, chart->entry_count + 1);
    tdm_str *also = TDM_NEW_ARRAY(mem, tdm_str, chart->also_count + 1);
    *out = *chart;
    out->name = named(&m, 'e', chart->name);
    out->file = out->name;
    out->patient = named(&m, 'p', chart->patient);
    out->zone_name = TDM_STR("UTC");
    out->published = how->mask->with_text ? chart->published : TDM_STR("");
    for (uint32_t i = 0; i < chart->also_count; i++) also[i] = named(&m, 'e', chart->also[i]);
    out->also = also;
    people(&m, out);
    for (uint32_t i = 0; i < chart->entry_count; i++) entries[i] = entry_of(&m, &chart->entries[i]);
    out->entries = entries;
    return out;
}

/* ---- consent */

const char *tdm_consent_withdrawn(const struct tdm_chart *chart, tdm_date day) {
    static const enum tdm_consent purposes[] = {TDM_CONSENT_SHARING, TDM_CONSENT_REGISTRY};
    for (size_t p = 0; p < TDM_COUNT(purposes); p++)
        if (tdm_chart_consent(chart, purposes[p], day).state == TDM_CONSENT_WITHDRAWN)
            return tdm_consent_word(purposes[p]);
    return NULL;
}
