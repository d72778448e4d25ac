/* fhir_export.c - a chart on its way out: what each entry is by now, its carrier, and a Provenance that says who wrote
 * it down, when and why. */
#include "fhir/fhir_int.h"

/* ---- what the others say of an entry */

static void index_names(struct tdm_fhir_ep *e) {
    struct tdm_fhir_index *all = TDM_NEW_ARRAY(e->mem, struct tdm_fhir_index, e->chart->entry_count + 1u);
    for (uint32_t i = 0; i < e->chart->entry_count; i++)
        if (e->chart->entries[i].name.len > 0)
            all[e->named_count++] = (struct tdm_fhir_index){e->chart->entries[i].name, i};
    tdm_fhir_sort(e->mem, all, e->named_count);
    e->by_name = all;
}

/* From the last entry on, so that of a withdrawal it is known whether it was itself withdrawn: then it took nothing
 * back. */
static void mark_withdrawn(struct tdm_fhir_ep *e) {
    for (uint32_t i = e->chart->entry_count; i-- > 0;) {
        const struct tdm_entry *entry = &e->chart->entries[i];
        bool takes = entry->kind == TDM_ENTRY_WITHDRAW, corrects = entry->kind == TDM_ENTRY_CORRECT;
        if ((!takes && !corrects) || e->states[i].withdrawn) continue;
        uint32_t target = tdm_fhir_named(e, entry->target);
        if (target == UINT32_MAX) continue;
        if (takes) e->states[target].withdrawn = true;
        if (!corrects) continue;
        e->states[i].next_correction = e->states[target].first_correction;
        e->states[target].first_correction = i + 1;
    }
}

struct later { /* what was said of again, going back from the end */
    struct tdm_arena *mem;
    tdm_str *words;
    size_t count, room;
};

static bool again(struct later *l, tdm_str word) {
    for (size_t i = 0; i < l->count; i++)
        if (tdm_str_equal(l->words[i], word)) return true;
    return false;
}

static void note(struct later *l, tdm_str word) {
    if (again(l, word)) return;
    TDM_GROW(l->mem, l->words, l->count, l->room);
    l->words[l->count++] = word;
}

/* An order is over when any of its exercises is prescribed anew, or the episode has ended; a consent, when the same was
 * said of again. */
static void mark_over(struct tdm_fhir_ep *e) {
    struct later exercises = {.mem = e->mem}, consents = {.mem = e->mem};
    bool ended = false;
    for (uint32_t i = e->chart->entry_count; i-- > 0;) {
        const struct tdm_entry *entry = &e->chart->entries[i];
        struct tdm_fhir_state *state = &e->states[i];
        for (uint32_t d = 0; d < entry->dose_count && entry->kind == TDM_ENTRY_PRESCRIBE; d++)
            state->over = state->over || ended || again(&exercises, entry->doses[d].exercise);
        if (entry->kind == TDM_ENTRY_CONSENT) state->over = again(&consents, entry->words);
        if (state->withdrawn) continue;
        ended = ended || entry->kind == TDM_ENTRY_END;
        if (entry->kind == TDM_ENTRY_CONSENT) note(&consents, entry->words);
        for (uint32_t d = 0; d < entry->dose_count && entry->kind == TDM_ENTRY_PRESCRIBE; d++)
            note(&exercises, entry->doses[d].exercise);
    }
}

/* ---- provenance */

static void put_targets(struct tdm_fhir_ep *e, uint32_t i) {
    const struct tdm_entry *entry = &e->chart->entries[i];
    const char *type = tdm_fhir_type(entry);
    uint32_t parts = tdm_fhir_part_count(entry);
    tdm_json_key(e->w, "target");
    tdm_json_array_begin(e->w);
    if (entry->kind != TDM_ENTRY_PRESCRIBE) tdm_fhir_reference(e, NULL, type, e->states[i].id);
    for (uint32_t p = 1; p <= parts; p++) tdm_fhir_reference(e, NULL, type, tdm_fhir_part_id(e, i, p));
    tdm_json_array_end(e->w);
}

static void put_why(struct tdm_fhir_ep *e, const struct tdm_entry *entry) {
    bool of_task = tdm_fhir_kinds[entry->kind].carrier == TDM_FHIR_TASK; /* which has a reason of its own */
    if (of_task || (entry->because.len == 0 && entry->reason.len == 0)) return;
    tdm_json_key(e->w, "reason");
    tdm_json_array_begin(e->w);
    tdm_fhir_why(e, entry);
    tdm_json_array_end(e->w);
}

static void put_agents(struct tdm_fhir_ep *e, const struct tdm_entry *entry) {
    tdm_json_key(e->w, "agent");
    tdm_json_array_begin(e->w);
    tdm_json_object_begin(e->w);
    tdm_fhir_hl7(e, "type", "provenance-participant-type", "author");
    tdm_fhir_person(e, "who", entry->author);
    tdm_json_object_end(e->w);
    if (entry->writer.len > 0) {
        struct tdm_buf place;
        tdm_buf_init(&place, e->mem, 4096);
        tdm_buf_format(&place, "%.*s#%u", TDM_FMT(entry->writer), entry->number);
        tdm_json_object_begin(e->w);
        tdm_fhir_hl7(e, "type", "provenance-participant-type", "assembler");
        tdm_json_key(e->w, "who");
        tdm_json_object_begin(e->w);
        tdm_json_key(e->w, "identifier");
        tdm_fhir_identifier(e, TDM_FHIR_WRITER, tdm_buf_str(&place));
        tdm_json_object_end(e->w);
        tdm_json_object_end(e->w);
    }
    tdm_json_array_end(e->w);
}

static void put_provenance(struct tdm_fhir_ep *e, uint32_t i) {
    const struct tdm_entry *entry = &e->chart->entries[i];
    tdm_fhir_begin(e, "Provenance", e->states[i].id);
    put_targets(e, i);
    tdm_fhir_when(e, "occurredDateTime", entry->date, entry->time);
    tdm_fhir_instant(e, "recorded", entry->recorded);
    put_why(e, entry);
    tdm_fhir_own(e, "activity", TDM_FHIR_KINDS, tdm_str_of(tdm_entry_kind_word(entry->kind)), TDM_STR(""));
    put_agents(e, entry);
    tdm_fhir_end(e);
}

/* ---- one chart */

static void put_entry(struct tdm_fhir_ep *e, uint32_t i) {
    switch (tdm_fhir_kinds[e->chart->entries[i].kind].carrier) {
    case TDM_FHIR_TASK:
        tdm_fhir_put_task(e, i);
        break;
    case TDM_FHIR_OBSERVATION:
        tdm_fhir_put_observation(e, i);
        break;
    case TDM_FHIR_SERVICE_REQUEST:
        tdm_fhir_put_orders(e, i);
        break;
    case TDM_FHIR_PROCEDURE:
        tdm_fhir_put_procedure(e, i);
        break;
    case TDM_FHIR_MEDICINE:
        tdm_fhir_put_medicine(e, i);
        break;
    case TDM_FHIR_ADVERSE:
        tdm_fhir_put_adverse(e, i);
        break;
    case TDM_FHIR_CONSENT:
        tdm_fhir_put_consent(e, i);
        break;
    }
    put_provenance(e, i);
}

void tdm_fhir_put_episode(struct tdm_arena *mem, struct tdm_fhir_out *o, const struct tdm_fhir_episode *episode) {
    const struct tdm_chart *chart = episode->chart;
    struct tdm_fhir_state *states = TDM_NEW_ARRAY(mem, struct tdm_fhir_state, chart->entry_count + 1u);
    struct tdm_fhir_ep e = {.o = o,
                            .w = &o->w,
                            .mem = mem,
                            .chart = chart,
                            .protocol = episode->protocol,
                            .catalog = episode->protocol->catalog,
                            .zone = episode->zone,
                            .states = states};
    TDM_ASSERT(mem != o->mem && mem != o->out->mem);
    index_names(&e);
    mark_withdrawn(&e);
    mark_over(&e);
    for (uint32_t i = 0; i < chart->entry_count; i++) states[i].id = tdm_fhir_entry_id(mem, chart, &chart->entries[i]);
    tdm_fhir_put_head(&e);
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        struct tdm_arena_mark mark = tdm_arena_mark(mem);
        put_entry(&e, i);
        tdm_arena_rewind(mem, mark);
    }
    if (episode->grounds != NULL) tdm_fhir_put_grounds(&e, episode->grounds);
}

/* ---- the document */

void tdm_fhir_out_begin(struct tdm_fhir_out *o, struct tdm_arena *mem, struct tdm_buf *out, enum tdm_fhir_form form) {
    *o = (struct tdm_fhir_out){.form = form, .out = out, .mem = mem};
    tdm_json_writer_init(&o->w, out, true);
    if (form == TDM_FHIR_NDJSON) return;
    tdm_json_object_begin(&o->w);
    tdm_json_text(&o->w, "resourceType", TDM_STR("Bundle"));
    tdm_json_text(&o->w, "type", form == TDM_FHIR_COLLECTION ? TDM_STR("collection") : TDM_STR("transaction"));
    tdm_json_key(&o->w, "entry");
    tdm_json_array_begin(&o->w);
}

void tdm_fhir_out_end(struct tdm_fhir_out *o) {
    if (o->form == TDM_FHIR_NDJSON) return;
    tdm_json_array_end(&o->w);
    tdm_json_object_end(&o->w);
    tdm_buf_char(o->out, '\n');
}
