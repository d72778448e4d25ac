/* swap_view.c - what may stand in for an exercise, and why the others of its family may not; as text and as JSON. */
#include "views/view_int.h"

static void line(const struct tdm_view *view, tdm_str text, uint32_t indent) {
    tdm_buf_repeat(view->out, ' ', indent);
    tdm_text_wrap(view->out, text, view->width, indent, indent + 2);
    tdm_buf_char(view->out, '\n');
}

static tdm_str one_word(const struct tdm_view *view, enum tdm_message message, const char *name, tdm_str text) {
    struct tdm_arg args[] = {TDM_ARG_T(name, text)};
    return view_words(view, message, args, 1);
}

static tdm_str bound_text(const struct tdm_view *view, const struct tdm_bound *bound) {
    struct tdm_buf text;
    tdm_buf_init(&text, view->mem, 256);
    tdm_bound_print(&text, bound, NULL);
    return tdm_buf_str(&text);
}

enum tdm_message view_bound_message(enum tdm_bound_kind kind) {
    static const enum tdm_message messages[] = {[TDM_AT_MOST] = TDM_MSG_BOUND_AT_MOST,
                                                [TDM_AT_LEAST] = TDM_MSG_BOUND_AT_LEAST,
                                                [TDM_ABOVE] = TDM_MSG_BOUND_ABOVE,
                                                [TDM_BELOW] = TDM_MSG_BOUND_BELOW,
                                                [TDM_IS] = TDM_MSG_BOUND_IS,
                                                [TDM_IS_NOT] = TDM_MSG_BOUND_IS_NOT,
                                                [TDM_BETWEEN] = TDM_MSG_BOUND_BETWEEN,
                                                [TDM_FROM_TO_BELOW] = TDM_MSG_BOUND_FROM_TO_BELOW,
                                                [TDM_ABOVE_TO] = TDM_MSG_BOUND_ABOVE_TO};
    return messages[kind];
}

/* The same in the language: "al menos 60 deg". A unit that both ends share is said once, but "2% to 5%". */
tdm_str view_bound(const struct tdm_view *view, const struct tdm_bound *bound) {
    tdm_quantity low = bound->low.quantity, high = bound->high.quantity;
    bool two = bound->kind >= TDM_BETWEEN, same = low.unit == high.unit && low.unit != TDM_UNIT_NONE;
    if (two && same && !tdm_str_is(tdm_unit_code(low.unit), "%")) low.unit = TDM_UNIT_NONE;
    struct tdm_arg args[] = {{.name = "value", .kind = TDM_ARG_QUANTITY, .quantity = low},
                             {.name = "limit", .kind = TDM_ARG_QUANTITY, .quantity = high}};
    return view_words(view, view_bound_message(bound->kind), args, two ? 2 : 1);
}

static tdm_str basis_words(const struct tdm_view *view, enum tdm_basis basis) {
    return basis == TDM_BASIS_ONE_RM      ? TDM_STR("1RM")
           : basis == TDM_BASIS_BODY_MASS ? view_plain(view, TDM_MSG_PART_BODY_MASS)
                                          : view_plain(view, TDM_MSG_PART_BEST);
}

static tdm_str basis_text(enum tdm_basis basis) {
    return basis == TDM_BASIS_ONE_RM      ? TDM_STR("1RM")
           : basis == TDM_BASIS_BODY_MASS ? TDM_STR("body mass")
                                          : TDM_STR("best");
}

static tdm_str class_text(const struct tdm_view *view, const struct tdm_standing *s, const struct tdm_stand_ins *swap,
                          const struct tdm_stand_in *item) {
    tdm_str label = view_class(view, s, swap->load_class);
    if (item->row == NULL) return label;
    struct tdm_arg args[] = {TDM_ARG_T("class", label), TDM_ARG_T("ref", view_name(view, item->field->name)),
                             TDM_ARG_T("words", view_bound(view, &item->row->bound)),
                             TDM_ARG_T("value", basis_words(view, item->basis))};
    return view_words(view, item->basis == TDM_BASIS_NONE ? TDM_MSG_SWAP_AT : TDM_MSG_SWAP_AT_OF, args, 4);
}

static tdm_str why_text(const struct tdm_view *view, const struct tdm_standing *s, const struct tdm_stand_ins *swap,
                        const struct tdm_stand_in *item) {
    switch (item->state) {
    case TDM_STAND_IN_CLASS:
        return one_word(view, TDM_MSG_SWAP_NOT_CLASS, "class", view_class(view, s, swap->load_class));
    case TDM_STAND_IN_CEILING:
        return view_plain(view, TDM_MSG_SWAP_NOT_CEILING);
    case TDM_STAND_IN_OTHER:
        return view_plain(view, TDM_MSG_SWAP_NOT_OTHER);
    case TDM_STAND_IN_EQUIPMENT:
        return one_word(view, TDM_MSG_SWAP_NOT_EQUIPMENT, "words", view_pretty(view, item->lacking));
    case TDM_STAND_IN_PLACE:
        return view_plain(view, TDM_MSG_SWAP_NOT_PLACE);
    case TDM_STAND_IN_FITS:
    case TDM_STAND_IN_STATES:
        break;
    }
    return swap->known ? class_text(view, s, swap, item) : (tdm_str){0};
}

static void also(struct tdm_buf *text, tdm_str words) {
    if (words.len > 0) tdm_buf_format(text, "%s%.*s", text->len > 0 ? "; " : "", TDM_FMT(words));
}

static tdm_str needs_text(const struct tdm_view *view, const struct tdm_exercise *exercise) {
    struct tdm_buf text;
    tdm_buf_init(&text, view->mem, 1024);
    for (uint32_t i = 0; i < exercise->equipment_count; i++)
        tdm_buf_format(&text, "%s%.*s", i > 0 ? ", " : "", TDM_FMT(view_pretty(view, exercise->equipment[i])));
    if (text.len == 0) return (tdm_str){0};
    return one_word(view, TDM_MSG_SWAP_NEEDS, "words", tdm_buf_str(&text));
}

static void tell(const struct tdm_view *view, const struct tdm_standing *s, const struct tdm_stand_ins *swap,
                 const struct tdm_stand_in *item) {
    const struct tdm_catalog *catalog = view_catalog(s);
    const struct tdm_exercise *exercise = tdm_catalog_exercise(catalog, item->exercise);
    struct tdm_buf text;
    tdm_buf_init(&text, view->mem, 4096);
    also(&text, why_text(view, s, swap, item));
    if (item->state == TDM_STAND_IN_FITS) {
        also(&text, needs_text(view, exercise));
        if (item->adds != 0)
            also(&text,
                 one_word(view, TDM_MSG_SWAP_ADDS, "words", view_mask(view, catalog, TDM_KIND_ATTRIBUTE, item->adds)));
        if (item->avoid != 0)
            also(&text, one_word(view, TDM_MSG_SWAP_AVOID, "words",
                                 view_mask(view, catalog, TDM_KIND_ATTRIBUTE, item->avoid)));
        if (!item->offered) also(&text, view_plain(view, TDM_MSG_SWAP_NOT_OFFERED));
    }
    line(view,
         view_format(view, "%.*s (%.*s)%s%.*s", TDM_FMT(view_label(view, catalog, TDM_KIND_EXERCISE, item->exercise)),
                     TDM_FMT(exercise->item.name), text.len > 0 ? ": " : "", TDM_FMT(tdm_buf_str(&text))),
         2);
}

static void some(const struct tdm_view *view, const struct tdm_standing *s, const struct tdm_stand_ins *swap,
                 bool fits) {
    uint32_t from = fits ? 0 : swap->fit_count, until = fits ? swap->fit_count : swap->count;
    if (from == until && !fits) return;
    enum tdm_message head = !fits         ? TDM_MSG_SWAP_HEAD_NOT
                            : swap->known ? TDM_MSG_SWAP_HEAD_FITS
                                          : TDM_MSG_SWAP_HEAD_ALLOWED;
    tdm_buf_format(view->out, "\n%.*s\n", TDM_FMT(view_plain(view, head)));
    if (from == until) line(view, view_plain(view, TDM_MSG_SWAP_NONE), 2);
    for (uint32_t i = from; i < until; i++) tell(view, s, swap, &swap->items[i]);
}

void tdm_view_swap_text(const struct tdm_view *given, const struct tdm_standing *standing,
                        const struct tdm_stand_ins *swap) {
    struct tdm_view copy = *given, *view = &copy;
    if (view->width == 0) view->width = 100;
    view_text_head(view, standing);
    struct tdm_arg title[] = {
        TDM_ARG_T("ref", view_label(view, view_catalog(standing), TDM_KIND_EXERCISE, swap->exercise)),
        TDM_ARG_T("date", view_date_long(view, standing->asof.on))};
    tdm_buf_char(view->out, '\n');
    line(view, view_words(view, TDM_MSG_SWAP_TITLE, title, 2), 0);
    if (swap->known)
        line(view, one_word(view, TDM_MSG_SWAP_PRESCRIBED, "class", view_class(view, standing, swap->load_class)), 0);
    else
        line(view, view_plain(view, swap->prescribed ? TDM_MSG_SWAP_CLASS_UNKNOWN : TDM_MSG_SWAP_NOT_PRESCRIBED), 0);
    if (swap->count == 0) {
        line(view, view_plain(view, TDM_MSG_SWAP_NO_FAMILY), 0);
    } else {
        some(view, standing, swap, true);
        some(view, standing, swap, false);
        tdm_buf_char(view->out, '\n');
        line(view, view_plain(view, TDM_MSG_SWAP_NOTE), 0);
    }
    view_text_notice(view);
}

/* ---- as JSON */

static void class_json(struct tdm_json_writer *w, const struct tdm_standing *s, const char *key, bool known,
                       uint16_t load_class) {
    tdm_json_key(w, key);
    if (known)
        tdm_json_string(w, tdm_catalog_load_scale(view_catalog(s))->steps[load_class]);
    else
        tdm_json_null(w);
}

static void at_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_stand_in *item) {
    tdm_json_key(w, "at");
    if (item->row == NULL) {
        tdm_json_null(w);
        return;
    }
    tdm_json_object_begin(w);
    view_json_text(w, "field", item->field->name);
    view_json_text(w, "bound", bound_text(view, &item->row->bound));
    view_json_text(w, "of", item->basis == TDM_BASIS_NONE ? TDM_STR("") : basis_text(item->basis));
    tdm_json_object_end(w);
}

static void item_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *s,
                      const struct tdm_stand_in *item) {
    const struct tdm_catalog *catalog = view_catalog(s);
    const struct tdm_exercise *exercise = tdm_catalog_exercise(catalog, item->exercise);
    tdm_json_object_begin(w);
    view_json_text(w, "exercise", exercise->item.name);
    view_json_text(w, "state", tdm_str_of(tdm_stand_in_word(item->state)));
    at_json(w, view, item);
    view_json_names(w, "adds", catalog, TDM_KIND_ATTRIBUTE, item->adds);
    view_json_names(w, "avoid", catalog, TDM_KIND_ATTRIBUTE, item->avoid);
    tdm_json_key(w, "equipment");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < exercise->equipment_count; i++) tdm_json_string(w, exercise->equipment[i]);
    tdm_json_array_end(w);
    view_json_text(w, "lacking", item->lacking);
    tdm_json_key(w, "offered");
    tdm_json_bool(w, item->offered);
    tdm_json_object_end(w);
}

void tdm_view_swap_json(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_stand_ins *swap) {
    struct tdm_json_writer w;
    const struct tdm_catalog *catalog = view_catalog(standing);
    tdm_ref family = tdm_catalog_exercise(catalog, swap->exercise)->family;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    view_json_head(&w, view, standing, "swap");
    view_json_text(&w, "exercise", tdm_catalog_name(catalog, TDM_KIND_EXERCISE, swap->exercise));
    tdm_json_key(&w, "family");
    if (family == TDM_REF_NONE)
        tdm_json_null(&w);
    else
        tdm_json_string(&w, tdm_catalog_name(catalog, TDM_KIND_FAMILY, family));
    tdm_json_key(&w, "prescribed");
    tdm_json_bool(&w, swap->prescribed);
    class_json(&w, standing, "load_class", swap->known, swap->load_class);
    class_json(&w, standing, "ceiling", standing->ceiling.has_class, standing->ceiling.load_class);
    view_json_names(&w, "barred", catalog, TDM_KIND_ATTRIBUTE, standing->ceiling.barred);
    tdm_json_key(&w, "items");
    tdm_json_array_begin(&w);
    for (uint32_t i = 0; i < swap->count; i++) item_json(&w, view, standing, &swap->items[i]);
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}
