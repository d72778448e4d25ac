/* forms.c - one door to the tables of clauses: of protocols and decisions, of the catalogue, of charts. */
#include "editor/editor_int.h"

enum tdm_editor_kind tdm_editor_kind_of(tdm_str text) {
    static const struct {
        const char *word;
        enum tdm_editor_kind kind;
    } first[] = {{"protocol", TDM_EDITOR_PROTOCOL},     {"part", TDM_EDITOR_PART},
                 {"decision", TDM_EDITOR_DECISION},     {"chart", TDM_EDITOR_CHART},
                 {"instrument", TDM_EDITOR_INSTRUMENT}, {"scenarios", TDM_EDITOR_SCENARIO},
                 {"drawing", TDM_EDITOR_OTHER},         {"prop", TDM_EDITOR_OTHER},
                 {"study", TDM_EDITOR_OTHER},           {"language", TDM_EDITOR_OTHER},
                 {"network", TDM_EDITOR_OTHER},         {"model", TDM_EDITOR_OTHER}};
    while (text.len > 0) {
        size_t end = text.len;
        (void)tdm_str_find(text, TDM_STR("\n"), &end);
        tdm_str line = tdm_str_trim(tdm_str_slice(text, 0, end));
        text = tdm_str_slice(text, end + 1, text.len);
        if (line.len == 0 || line.at[0] == '#') continue;
        size_t blank = line.len;
        (void)tdm_str_find(line, TDM_STR(" "), &blank);
        for (size_t i = 0; i < TDM_COUNT(first); i++)
            if (tdm_str_is(tdm_str_slice(line, 0, blank), first[i].word)) return first[i].kind;
        break;
    }
    return TDM_EDITOR_CATALOG;
}

int catalog_kind_of(tdm_str head) {
    for (int kind = 0; kind < TDM_KIND_COUNT; kind++)
        if (tdm_str_is(head, tdm_catalog_kind_word((enum tdm_catalog_kind)kind))) return kind;
    return -1;
}

/* Do the rows of that kind stand in such a file? Sources, measures and their clauses stand in decisions too. */
static bool row_belongs(enum tdm_editor_kind file, int kind) {
    const struct tdm_clause_form *form = &tdm_clause_forms[kind];
    bool shared = kind == TDM_CLAUSE_SOURCE || kind == TDM_CLAUSE_MEASURE ||
                  tdm_str_is(tdm_str_of(form->inside), "source") || tdm_str_is(tdm_str_of(form->inside), "measure");
    if (file == TDM_EDITOR_DECISION) return kind >= TDM_CLAUSE_DECISION || shared;
    return kind < TDM_CLAUSE_DECISION && !(file == TDM_EDITOR_PART && kind == TDM_CLAUSE_PROTOCOL);
}

/* Heads that the form of a row has besides its first word, and blocks in which it stands besides its own. */
static const struct {
    const char *block, *head;
    enum tdm_clause_kind kind;
} more[] = {{"progress", "stop", TDM_CLAUSE_STEP},
            {"progress", "regress", TDM_CLAUSE_STEP},
            {"progress", "hold", TDM_CLAUSE_STEP},
            {"restrict", "attribute", TDM_CLAUSE_TOUCHES},
            {"restrict", "activity", TDM_CLAUSE_TOUCHES},
            {"restrict", "load", TDM_CLAUSE_TOUCHES},
            {"restrict", "without", TDM_CLAUSE_UNTIL},
            {"plan", "for", TDM_CLAUSE_FOR},
            {"plan", "in", TDM_CLAUSE_IN},
            {"plan", "by", TDM_CLAUSE_WEEK},
            {"owe", "by", TDM_CLAUSE_OWE},
            {"part", "title", TDM_CLAUSE_TITLE}};

static struct form of_row(const struct tdm_clause_form *form, tdm_str head) {
    return (struct form){head,       tdm_str_of(form->form), tdm_str_of(form->meaning), form->must,
                         form->many, form->wants_source};
}

/* A source and its lines are the same in the catalogue as in a protocol. */
static const enum tdm_clause_kind cited[] = {TDM_CLAUSE_SOURCE, TDM_CLAUSE_CITE, TDM_CLAUSE_ID, TDM_CLAUSE_STRENGTH,
                                             TDM_CLAUSE_SAYS};

static uint32_t of_catalog(const struct tdm_editor_desk *desk, tdm_str block, struct form *out, uint32_t most) {
    uint32_t count = 0;
    int kind = catalog_kind_of(block);
    for (int k = 0; block.len == 0 && k < TDM_KIND_COUNT && count < most; k++) {
        struct form *form = &out[count++];
        *form = (struct form){.head = tdm_str_of(tdm_catalog_kind_word((enum tdm_catalog_kind)k))};
        form->form = form->head;
        (void)manual_row(desk->manual, form->head, &form->form, &form->meaning);
    }
    for (uint32_t i = 0; kind >= 0 && i < tdm_catalog_form_count((enum tdm_catalog_kind)kind) && count < most; i++) {
        struct tdm_catalog_form form = tdm_catalog_form((enum tdm_catalog_kind)kind, i);
        out[count++] = (struct form){tdm_str_of(form.head), tdm_str_of(form.form), {0}, form.must, form.many, false};
    }
    for (size_t i = 0; i < TDM_COUNT(cited) && count < most; i++) {
        const struct tdm_clause_form *form = &tdm_clause_forms[cited[i]];
        if (tdm_str_is(block, form->inside)) out[count++] = of_row(form, tdm_str_of(form->head));
    }
    return count;
}

/* What no table has: a part's own lines, and the side a protocol may name. */
static uint32_t of_head(const struct tdm_editor_desk *desk, tdm_str block, struct form *out, uint32_t most) {
    uint32_t count = 0;
    bool part = desk->kind == TDM_EDITOR_PART;
    if (part && block.len == 0 && count < most)
        out[count++] = (struct form){
            TDM_STR("part"), TDM_STR("part NAME version N.N"), TDM_STR("The file is this part."), true, false, false};
    if (part && tdm_str_is(block, "part") && count < most)
        out[count++] = (struct form){TDM_STR("needs"),
                                     TDM_STR("needs phase NAME [, NAME]"),
                                     manual_rule(desk->manual, TDM_STR("R-N42")),
                                     false,
                                     false,
                                     false};
    if (desk->kind == TDM_EDITOR_PROTOCOL && tdm_str_is(block, "protocol") && count < most)
        out[count++] = (struct form){TDM_STR("treats"),
                                     TDM_STR("treats left or right"),
                                     manual_rule(desk->manual, TDM_STR("R-N33")),
                                     false,
                                     false,
                                     false};
    return count;
}

static uint32_t of_clauses(const struct tdm_editor_desk *desk, tdm_str block, struct form *out, uint32_t most) {
    uint32_t count = 0;
    for (int kind = 0; kind < TDM_CLAUSE_KIND_COUNT && count < most; kind++) {
        const struct tdm_clause_form *form = &tdm_clause_forms[kind];
        if (tdm_str_is(block, form->inside) && row_belongs(desk->kind, kind))
            out[count++] = of_row(form, tdm_str_of(form->head));
    }
    for (size_t i = 0; i < TDM_COUNT(more) && count < most; i++)
        if (desk->kind != TDM_EDITOR_DECISION && tdm_str_is(block, more[i].block))
            out[count++] = of_row(&tdm_clause_forms[more[i].kind], tdm_str_of(more[i].head));
    return count + of_head(desk, block, &out[count], most - count);
}

/* What the manual alone has as a table. */
const char *const chart_clauses[CHART_CLAUSES] = {"patient",   "site",      "protocol", "zone",
                                                  "synthetic", "published", "also",     "people"};

static uint32_t of_chart(const struct tdm_editor_desk *desk, tdm_str block, struct form *out, uint32_t most) {
    uint32_t count = 0;
    for (size_t i = 0; tdm_str_is(block, "chart") && i < CHART_CLAUSES && count < most; i++) {
        struct form *form = &out[count++];
        *form = (struct form){.head = tdm_str_of(chart_clauses[i]), .form = tdm_str_of(chart_clauses[i])};
        (void)manual_row(desk->manual, form->head, &form->form, &form->meaning);
    }
    if (block.len == 0 && most > 0) {
        out[count++] = (struct form){.head = TDM_STR("chart"),
                                     .form = TDM_STR("chart NAME"),
                                     .must = true,
                                     .meaning = TDM_STR("The file is this chart.")};
    }
    return count;
}

/* Scenarios and instruments: forms from the tables of their rooms, meanings from the manual. */
static uint32_t of_scenarios(const struct tdm_editor_desk *desk, tdm_str block, struct form *out, uint32_t most) {
    struct tdm_scenario_form one;
    uint32_t count = 0;
    for (uint32_t i = 0; tdm_scenario_form(i, &one) && count < most; i++) {
        tdm_str head = tdm_str_of(one.head);
        if (!tdm_str_is(block, one.inside)) continue;
        tdm_str meaning = manual_line(desk->manual, "Scenarios", block, head.len > 0 ? head : TDM_STR("ROLE"));
        out[count++] = (struct form){head, tdm_str_of(one.form), meaning, one.must, one.many, false};
    }
    return count;
}

static uint32_t of_instrument(const struct tdm_editor_desk *desk, tdm_str block, struct form *out, uint32_t most) {
    struct tdm_instrument_form one;
    uint32_t count = 0;
    for (uint32_t i = 0; tdm_instrument_form(i, &one) && count < most; i++) {
        tdm_str head = tdm_str_of(one.head);
        if (!tdm_str_is(block, one.inside)) continue;
        bool source = tdm_str_is(block, "source");
        tdm_str meaning = manual_line(desk->manual, "Instruments", source ? (tdm_str){0} : block, head);
        out[count++] = (struct form){head, tdm_str_of(one.form), meaning, one.must, one.many, one.cited};
    }
    return count;
}

uint32_t forms_inside(const struct tdm_editor_desk *desk, tdm_str block, struct form *out, uint32_t most) {
    switch (desk->kind) {
    case TDM_EDITOR_CATALOG:
        return of_catalog(desk, block, out, most);
    case TDM_EDITOR_CHART:
        return of_chart(desk, block, out, most);
    case TDM_EDITOR_PROTOCOL:
    case TDM_EDITOR_PART:
    case TDM_EDITOR_DECISION:
        return of_clauses(desk, block, out, most);
    case TDM_EDITOR_SCENARIO:
        return of_scenarios(desk, block, out, most);
    case TDM_EDITOR_INSTRUMENT:
        return of_instrument(desk, block, out, most);
    case TDM_EDITOR_OTHER:
        return 0;
    case TDM_EDITOR_KIND_COUNT:
        break;
    }
    TDM_UNREACHABLE();
}

bool form_of_entry(const struct tdm_editor_desk *desk, tdm_str word, struct form *out) {
    for (int kind = 0; kind < TDM_ENTRY_KIND_COUNT; kind++) {
        struct tdm_buf form, row;
        tdm_str written;
        if (!tdm_str_is(word, tdm_entry_kind_word((enum tdm_entry_kind)kind))) continue;
        tdm_buf_init(&form, desk->mem, 4096);
        tdm_buf_init(&row, desk->mem, 256);
        tdm_entry_kind_form(&form, (enum tdm_entry_kind)kind);
        tdm_buf_format(&row, "DATE [TIME] %.*s", TDM_FMT(word));
        *out = (struct form){.head = word, .form = tdm_buf_str(&form)};
        (void)manual_row(desk->manual, tdm_buf_str(&row), &written, &out->meaning);
        return true;
    }
    return false;
}
