/* language.c - texts of the data in the language asked for. What has no translation is told in English and said to be
 * so: a reader must see that a line is missing, and never read another one in its place. */
#include "views/view_int.h"

tdm_str view_text(const struct tdm_view *view, tdm_str said) {
    if (view->language == TDM_ENGLISH || said.len == 0) return said;
    tdm_str told = tdm_texts_find(view->texts, said);
    if (told.len > 0) return told;
    if (!tdm_text_wants_language(said)) return said;
    struct tdm_arg args[] = {TDM_ARG_T("words", said)};
    return view_words(view, TDM_MSG_PART_UNTRANSLATED, args, 1);
}

tdm_str view_label(const struct tdm_view *view, const struct tdm_catalog *catalog, enum tdm_catalog_kind kind,
                   tdm_ref ref) {
    return view_text(view, tdm_catalog_label(catalog, kind, ref));
}

bool view_by_names(const struct tdm_view *view) {
    return view->language == TDM_ENGLISH && !view->labels;
}

tdm_str view_name(const struct tdm_view *view, tdm_str name) {
    return view_by_names(view) ? name : view_pretty(view, name);
}

tdm_str view_word(const struct tdm_view *view, const char *word) {
    return view_name(view, tdm_str_of(word));
}

/* "hold" is a pause as an entry and a time as an amount: translators are told which. */
tdm_str view_entry_word(const struct tdm_view *view, enum tdm_entry_kind kind) {
    const char *word = tdm_entry_kind_word(kind);
    return view->language == TDM_ENGLISH ? tdm_str_of(word) : view_text(view, view_format(view, "entry %s", word));
}

static tdm_str spaced(const struct tdm_view *view, tdm_str name) {
    char *text = tdm_arena_alloc_raw(view->mem, name.len + 1);
    for (size_t i = 0; i < name.len; i++) text[i] = name.at[i] == '-' ? ' ' : name.at[i];
    return (tdm_str){text, name.len};
}

tdm_str view_pretty(const struct tdm_view *view, tdm_str name) {
    return view_text(view, spaced(view, name));
}

tdm_str view_said(const struct tdm_view *view, tdm_str name) {
    tdm_str said = spaced(view, name), told = tdm_texts_find(view->texts, said);
    return told.len > 0 ? told : said;
}

tdm_str view_named(const struct tdm_view *view, enum tdm_message message, tdm_str ref) {
    struct tdm_arg args[] = {TDM_ARG_T("ref", ref)};
    return view_words(view, message, args, 1);
}

const char *view_or(const struct tdm_view *view) {
    return tdm_words_template(view->language, TDM_MSG_PART_OR);
}

tdm_str view_truth(const struct tdm_view *view, enum tdm_truth truth) {
    return view_plain(view, truth == TDM_MET     ? TDM_MSG_TRUTH_MET
                            : truth == TDM_UNMET ? TDM_MSG_TRUTH_UNMET
                                                 : TDM_MSG_TRUTH_UNKNOWN);
}

size_t view_truth_width(const struct tdm_view *view) {
    static const enum tdm_message words[] = {TDM_MSG_TRUTH_MET, TDM_MSG_TRUTH_UNMET, TDM_MSG_TRUTH_UNKNOWN};
    size_t widest = 0;
    for (size_t i = 0; i < TDM_COUNT(words); i++) {
        size_t width = tdm_utf8_length(view_plain(view, words[i]));
        if (width > widest) widest = width;
    }
    return widest + 2;
}

/* "2 weeks": a number and a word of the notation. */
tdm_str view_span(const struct tdm_view *view, tdm_span span) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 64);
    tdm_span_print(&out, span);
    tdm_str text = tdm_buf_str(&out);
    size_t blank;
    if (view->language == TDM_ENGLISH || !tdm_str_find(text, TDM_STR(" "), &blank)) return text;
    return view_format(view, "%.*s %.*s", TDM_FMT(tdm_str_slice(text, 0, blank)),
                       TDM_FMT(view_text(view, tdm_str_slice(text, blank + 1, text.len))));
}
