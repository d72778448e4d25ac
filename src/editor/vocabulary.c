/* vocabulary.c - the words of the notation from its tables, for whoever makes a highlighter. */
#include "editor/editor_int.h"

static void list_begin(struct tdm_json_writer *w, const char *key) {
    tdm_json_key(w, key);
    tdm_json_array_begin(w);
}

/* One word a time: a table may have it in several rows. */
static void once(struct tdm_json_writer *w, tdm_str *seen, size_t *count, tdm_str word) {
    for (size_t i = 0; i < *count; i++)
        if (tdm_str_equal(seen[i], word)) return;
    seen[(*count)++] = word;
    tdm_json_string(w, word);
}

static void clauses(struct tdm_json_writer *w, const char *key, bool blocks, bool decisions) {
    tdm_str seen[TDM_CLAUSE_KIND_COUNT];
    size_t count = 0;
    list_begin(w, key);
    for (int kind = 0; kind < TDM_CLAUSE_KIND_COUNT; kind++) {
        const struct tdm_clause_form *form = &tdm_clause_forms[kind];
        bool block = form->inside[0] == '\0';
        if (form->head[0] == '\0' || block != blocks || (kind >= TDM_CLAUSE_DECISION) != decisions) continue;
        once(w, seen, &count, tdm_str_of(form->head));
    }
    tdm_json_array_end(w);
}

/* Heads that a row of the table of clauses has in its form only. */
static void more_heads(struct tdm_json_writer *w) {
    static const char *const words[] = {"part",     "needs",   "stop", "regress", "hold", "attribute",
                                        "activity", "without", "by",   "week",    "weeks"};
    list_begin(w, "more_heads");
    for (size_t i = 0; i < TDM_COUNT(words); i++) tdm_json_string(w, tdm_str_of(words[i]));
    tdm_json_array_end(w);
}

static void catalog(struct tdm_json_writer *w) {
    tdm_str seen[400];
    size_t count = 0;
    list_begin(w, "catalog_blocks");
    for (int kind = 0; kind < TDM_KIND_COUNT; kind++)
        tdm_json_string(w, tdm_str_of(tdm_catalog_kind_word((enum tdm_catalog_kind)kind)));
    tdm_json_array_end(w);
    list_begin(w, "catalog_clauses");
    for (int kind = 0; kind < TDM_KIND_COUNT; kind++) {
        enum tdm_catalog_kind k = (enum tdm_catalog_kind)kind;
        for (uint32_t i = 0; i < tdm_catalog_form_count(k) && count < TDM_COUNT(seen); i++)
            once(w, seen, &count, tdm_str_of(tdm_catalog_form(k, i).head));
    }
    tdm_json_array_end(w);
}

static const char *instrument_form(uint32_t index, const char **inside) {
    struct tdm_instrument_form one;
    if (!tdm_instrument_form(index, &one)) return NULL;
    *inside = one.inside;
    return one.head;
}

static const char *scenario_form(uint32_t index, const char **inside) {
    struct tdm_scenario_form one;
    if (!tdm_scenario_form(index, &one)) return NULL;
    *inside = one.inside;
    return one.head;
}

/* The heads of blocks or of lines inside them. */
static void heads(struct tdm_json_writer *w, const char *key, const char *(*form)(uint32_t, const char **),
                  bool blocks) {
    tdm_str seen[80];
    size_t count = 0;
    const char *head, *inside = "";
    list_begin(w, key);
    for (uint32_t i = 0; (head = form(i, &inside)) != NULL && count < TDM_COUNT(seen); i++)
        if ((inside[0] == '\0') == blocks && head[0] != '\0') once(w, seen, &count, tdm_str_of(head));
    tdm_json_array_end(w);
}

static void phrases(struct tdm_json_writer *w) {
    const char *const *words;
    const tdm_str *units;
    size_t count = tdm_words_reserved(&words);
    list_begin(w, "phrase_words");
    for (size_t i = 0; i < count; i++) tdm_json_string(w, tdm_str_of(words[i]));
    tdm_json_array_end(w);
    list_begin(w, "units");
    count = tdm_unit_codes(&units);
    for (size_t i = 0; i < count; i++) tdm_json_string(w, units[i]);
    tdm_json_array_end(w);
}

void tdm_editor_vocabulary_json(struct tdm_json_writer *w) {
    tdm_json_object_begin(w);
    tdm_json_key(w, "tandem");
    tdm_json_int(w, 1);
    tdm_json_text(w, "document", TDM_STR("vocabulary"));
    clauses(w, "protocol_blocks", true, false);
    clauses(w, "protocol_clauses", false, false);
    clauses(w, "decision_blocks", true, true);
    clauses(w, "decision_clauses", false, true);
    more_heads(w);
    catalog(w);
    list_begin(w, "chart_clauses");
    tdm_json_string(w, TDM_STR("chart"));
    for (size_t i = 0; i < CHART_CLAUSES; i++) tdm_json_string(w, tdm_str_of(chart_clauses[i]));
    tdm_json_array_end(w);
    list_begin(w, "entries");
    for (int kind = 0; kind < TDM_ENTRY_KIND_COUNT; kind++)
        tdm_json_string(w, tdm_str_of(tdm_entry_kind_word((enum tdm_entry_kind)kind)));
    tdm_json_array_end(w);
    heads(w, "scenario_blocks", scenario_form, true);
    heads(w, "scenario_clauses", scenario_form, false);
    heads(w, "instrument_blocks", instrument_form, true);
    heads(w, "instrument_clauses", instrument_form, false);
    phrases(w);
    tdm_json_object_end(w);
}
