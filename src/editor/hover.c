/* hover.c - what a word means, as Markdown: a clause by its table and the manual, a name by its declaration, a word of
 * the phrases by its rule. */
#include "editor/editor_int.h"

#define SHOWN_LINES_MAX 14

static void form_text(struct tdm_buf *out, const struct form *form) {
    tdm_buf_format(out, "```tandem\n%.*s\n```\n%.*s", TDM_FMT(form->form), TDM_FMT(form->meaning));
    if (form->must || form->many || form->wants_source)
        tdm_buf_format(out, "%s%s%s%s%s%s", form->meaning.len > 0 ? "\n\n" : "", form->must ? "must stand" : "",
                       form->must && form->many ? ", " : "", form->many ? "may stand more than once" : "",
                       form->wants_source && (form->must || form->many) ? ", " : "",
                       form->wants_source ? "cites a source or says `own`" : "");
}

static bool form_of(const struct tdm_editor_desk *desk, tdm_str block, tdm_str head, struct tdm_buf *out) {
    struct form forms[96];
    uint32_t count = forms_inside(desk, block, forms, TDM_COUNT(forms));
    for (uint32_t i = 0; i < count; i++) {
        if (!tdm_str_equal(forms[i].head, head)) continue;
        form_text(out, &forms[i]);
        return true;
    }
    return false;
}

static bool on_head(const struct spot *spot) {
    return spot->under >= 0 && (uint32_t)spot->under == spot_head(spot);
}

/* A clause by its head, where the cursor stands on it. */
static bool clause(const struct tdm_editor_desk *desk, const struct spot *spot, struct tdm_buf *out) {
    struct form form;
    tdm_str word = spot_word(spot, (uint32_t)spot->under);
    if (desk->kind == TDM_EDITOR_SCENARIO && spot->under == 0 && tdm_str_is(word, "day"))
        return form_of(desk, spot_head_above(spot, 0), word, out) || form_of(desk, TDM_STR("course"), word, out);
    if (!on_head(spot)) return false;
    if (spot_kind(desk, spot) == TDM_EDITOR_CHART && spot->depth == 0 && spot->under > 0) {
        bool entry = form_of_entry(desk, word, &form);
        if (entry) form_text(out, &form);
        return entry;
    }
    return word.len > 0 && spot->depth <= 1 && form_of(desk, spot_head_above(spot, 0), word, out);
}

/* Of a line that begins with no clause: the block's lines without a head, or the clause or entry it stands below. */
static bool enclosing(const struct tdm_editor_desk *desk, const struct spot *spot, struct tdm_buf *out) {
    struct form form;
    tdm_str block = spot_head_above(spot, 0);
    if (!on_head(spot) || spot->depth == 0) return false;
    if (spot_kind(desk, spot) == TDM_EDITOR_CHART && form_of_entry(desk, block, &form)) {
        form_text(out, &form);
        return true;
    }
    /* Only the clauses of a block that stands at the top are in the tables. */
    if (spot->depth > 1)
        return form_of(desk, spot_head_above(spot, spot->depth - 1), spot_head_above(spot, spot->depth - 2), out);
    return form_of(desk, block, (tdm_str){0}, out) || form_of(desk, (tdm_str){0}, block, out);
}

/* The declaration as it is written, up to a few lines. */
static void declaration(const struct tdm_editor_name *name, struct tdm_buf *out) {
    const struct tdm_editor_text *text = &name->file->text;
    uint32_t first = name->line->line, shown = 0;
    const struct tdm_line *last = name->line->block;
    while (last != NULL && last->next != NULL) last = last->next;
    uint32_t until = last == NULL ? first : last->line;
    tdm_buf_text(out, "```tandem\n");
    for (uint32_t line = first; line <= until && line <= text->count && shown < SHOWN_LINES_MAX; line++, shown++)
        tdm_buf_format(out, "%.*s\n", TDM_FMT(text_line(text, line)));
    if (until - first >= SHOWN_LINES_MAX) tdm_buf_text(out, "  ...\n");
    tdm_buf_text(out, "```\n");
}

static bool declared(const struct tdm_editor_desk *desk, const struct spot *spot, struct tdm_buf *out) {
    const struct tdm_editor_name *name;
    if (names_meant(desk, spot, &name, 1) == 0) return false;
    tdm_buf_format(out, "%s `%.*s`", tdm_editor_name_word(name->kind), TDM_FMT(name->name));
    if (name->label.len > 0) tdm_buf_format(out, ": %.*s", TDM_FMT(name->label));
    tdm_buf_text(out, "\n\n");
    declaration(name, out);
    tdm_buf_format(out, "%.*s, line %u", TDM_FMT(name->file->name), name->place.line);
    return true;
}

static bool phrase(const struct tdm_editor_desk *desk, const struct spot *spot, struct tdm_buf *out) {
    tdm_str rule = manual_rule_of_word(desk->manual, spot_word(spot, (uint32_t)spot->under));
    tdm_buf_add(out, rule);
    return rule.len > 0;
}

void tdm_editor_hover_json(struct tdm_json_writer *w, const struct tdm_editor_desk *desk, size_t offset) {
    struct spot *spot = TDM_NEW(desk->mem, struct spot);
    struct tdm_buf out;
    tdm_buf_init(&out, desk->mem, (size_t)1 << 20);
    spot_find(desk, offset, spot);
    bool text = spot->under >= 0 && spot->tokens[spot->under].sign == SPOT_TEXT;
    bool told = spot->under >= 0 && (!spot->silent || text);
    told = told && ((!text && clause(desk, spot, &out)) || declared(desk, spot, &out) ||
                    (!text && (phrase(desk, spot, &out) || enclosing(desk, spot, &out))));
    if (!told) {
        tdm_json_null(w);
        return;
    }
    tdm_json_object_begin(w);
    tdm_json_key(w, "contents");
    tdm_json_object_begin(w);
    tdm_json_text(w, "kind", TDM_STR("markdown"));
    tdm_json_text(w, "value", tdm_buf_str(&out));
    tdm_json_object_end(w);
    const struct spot_token *token = &spot->tokens[spot->under];
    tdm_editor_range_json(w, "range", &desk->mine->text, token->from, token->until);
    tdm_json_object_end(w);
}
