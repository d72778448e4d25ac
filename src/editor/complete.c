/* complete.c - what may be written next, as completion items: heads of clauses, words, names of the right kind. */
#include "editor/editor_int.h"

/* Kinds of items in the protocol. */
enum { ITEM_VALUE = 12, ITEM_KEYWORD = 14, ITEM_REFERENCE = 18, ITEM_EVENT = 23 };

struct items {
    struct tdm_json_writer *w;
    const struct tdm_editor_desk *desk;
    size_t from, until; /* the bytes that an item replaces */
    uint32_t order;
};

struct item {
    tdm_str label, detail, meaning;
    int kind;
    tdm_str text; /* what is written; empty: the label */
};

static void put(struct items *items, const struct item *item) {
    struct tdm_json_writer *w = items->w;
    struct tdm_buf order;
    tdm_buf_init(&order, items->desk->mem, 16);
    tdm_buf_format(&order, "%05u", items->order++);
    tdm_json_object_begin(w);
    tdm_json_text(w, "label", item->label);
    tdm_json_key(w, "kind");
    tdm_json_int(w, item->kind);
    if (item->detail.len > 0) tdm_json_text(w, "detail", item->detail);
    if (item->meaning.len > 0) tdm_json_text(w, "documentation", item->meaning);
    tdm_json_text(w, "sortText", tdm_buf_str(&order));
    tdm_json_key(w, "textEdit");
    tdm_json_object_begin(w);
    tdm_editor_range_json(w, "range", &items->desk->mine->text, items->from, items->until);
    tdm_json_text(w, "newText", item->text.len > 0 ? item->text : item->label);
    tdm_json_object_end(w);
    tdm_json_object_end(w);
}

static void heads(struct items *items, tdm_str block) {
    struct form forms[96];
    uint32_t count = forms_inside(items->desk, block, forms, TDM_COUNT(forms));
    for (uint32_t i = 0; i < count; i++) {
        struct item item = {forms[i].head, forms[i].form, forms[i].meaning, ITEM_KEYWORD, {0}};
        bool said = false;
        for (uint32_t k = 0; k < i; k++) said = said || tdm_str_equal(forms[k].head, forms[i].head);
        if (!said && item.label.len > 0) put(items, &item);
    }
}

static void entries(struct items *items) {
    for (int kind = 0; kind < TDM_ENTRY_KIND_COUNT; kind++) {
        struct form form;
        if (!form_of_entry(items->desk, tdm_str_of(tdm_entry_kind_word((enum tdm_entry_kind)kind)), &form)) continue;
        struct item item = {form.head, form.form, form.meaning, ITEM_EVENT, {0}};
        put(items, &item);
    }
}

static void words(struct items *items, const struct wants *wants) {
    for (uint32_t i = 0; i < wants->word_count; i++) {
        struct item item = {tdm_str_of(wants->words[i]), {0}, {0}, ITEM_VALUE, {0}};
        tdm_str first = item.label;
        size_t blank = first.len;
        bool said = false;
        for (uint32_t k = 0; k < i; k++) said = said || tdm_str_is(item.label, wants->words[k]);
        if (said) continue;
        (void)tdm_str_find(first, TDM_STR(" "), &blank);
        item.meaning = manual_rule_of_word(items->desk->manual, tdm_str_slice(first, 0, blank));
        put(items, &item);
    }
}

static bool is_word(tdm_str name) {
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!plain && c != '-' && c != '_' && c != '.' && c != '/' && c != '+') return false;
    }
    return name.len > 0;
}

static void names(struct items *items, const struct wants *wants) {
    const struct tdm_editor_desk *desk = items->desk;
    for (size_t i = 0; i < desk->name_count; i++) {
        const struct tdm_editor_name *name = &desk->names[i];
        if ((wants->names & NAME_BIT(name->kind)) == 0) continue;
        if (name->kind == TDM_NAME_STEP && wants->scale.len > 0 && !tdm_str_equal(name->of, wants->scale)) continue;
        struct tdm_buf detail, quoted;
        tdm_buf_init(&detail, desk->mem, 4096);
        tdm_buf_init(&quoted, desk->mem, name->name.len + 2);
        tdm_buf_format(&detail, "%s%s%.*s", tdm_editor_name_word(name->kind), name->label.len > 0 ? ": " : "",
                       TDM_FMT(name->label));
        struct item item = {name->name, tdm_buf_str(&detail), {0}, ITEM_REFERENCE, {0}};
        if (!is_word(name->name)) {
            tdm_buf_format(&quoted, "\"%.*s\"", TDM_FMT(name->name));
            item.text = tdm_buf_str(&quoted);
        }
        put(items, &item);
    }
}

void tdm_editor_completion_json(struct tdm_json_writer *w, const struct tdm_editor_desk *desk, size_t offset) {
    struct spot *spot = TDM_NEW(desk->mem, struct spot);
    struct wants wants;
    struct items items = {.w = w, .desk = desk};
    spot_find(desk, offset, spot);
    tdm_json_object_begin(w);
    tdm_json_key(w, "isIncomplete");
    tdm_json_bool(w, false);
    tdm_json_key(w, "items");
    tdm_json_array_begin(w);
    if (!spot->silent) {
        bool on_word = spot->under >= 0 && spot->tokens[spot->under].sign == SPOT_RUN;
        if (on_word) spot->before = (uint32_t)spot->under;
        items.from = on_word ? spot->tokens[spot->under].from : spot->offset;
        items.until = on_word ? spot->tokens[spot->under].until : spot->offset;
        wants_find(desk, spot, &wants);
        names(&items, &wants);
        if (wants.heads && !spot->in_cites) heads(&items, wants.block);
        if (wants.entries) entries(&items);
        words(&items, &wants);
    }
    tdm_json_array_end(w);
    tdm_json_object_end(w);
}
