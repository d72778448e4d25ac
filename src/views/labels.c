/* labels.c - names, dates, roles, values as people read them. */
#include "views/view_int.h"

#include <stdarg.h>
#include <stdio.h>

tdm_str view_words(const struct tdm_view *view, enum tdm_message message, const struct tdm_arg *args, uint32_t count) {
    return tdm_words_str(view->mem, view->language, message, args, count);
}

tdm_str view_plain(const struct tdm_view *view, enum tdm_message message) {
    return view_words(view, message, NULL, 0);
}

tdm_str view_format(const struct tdm_view *view, const char *format, ...) {
    char text[2048];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    TDM_ASSERT(length >= 0);
    size_t kept = (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
    return tdm_arena_str(view->mem, (tdm_str){text, kept});
}

tdm_str view_date(const struct tdm_view *view, tdm_date date) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 64);
    tdm_words_date(&out, view->language, date);
    return tdm_buf_str(&out);
}

tdm_str view_date_long(const struct tdm_view *view, tdm_date date) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 64);
    tdm_words_date_long(&out, view->language, date);
    return tdm_buf_str(&out);
}

const struct tdm_protocol *view_protocol(const struct tdm_standing *standing) {
    return standing->episode->protocol;
}
const struct tdm_catalog *view_catalog(const struct tdm_standing *standing) {
    return standing->episode->chart->catalog;
}

const struct tdm_entry *view_entry(const struct tdm_standing *standing, uint32_t entry) {
    const struct tdm_chart *chart = standing->episode->chart->chart;
    return entry < chart->entry_count ? &chart->entries[entry] : NULL;
}

tdm_str view_mask(const struct tdm_view *view, const struct tdm_catalog *catalog, enum tdm_catalog_kind kind,
                  tdm_mask mask) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 1u << 16);
    for (tdm_ref ref = 0; ref < catalog->count[kind] && ref < 64; ref++) {
        if ((mask & TDM_BIT(ref)) == 0) continue;
        if (out.len > 0) tdm_buf_text(&out, ", ");
        tdm_buf_add(&out, view_label(view, catalog, kind, ref));
    }
    return tdm_buf_str(&out);
}

tdm_str view_roles(const struct tdm_view *view, const struct tdm_catalog *catalog, tdm_mask roles,
                   const char *between) {
    struct tdm_buf out;
    uint32_t count = catalog->count[TDM_KIND_ROLE];
    if (count > 1 && count <= 64 && roles == ~(tdm_mask)0 >> (64 - count)) return view_plain(view, TDM_MSG_ANYBODY);
    tdm_buf_init(&out, view->mem, 1u << 16);
    for (tdm_ref ref = 0; ref < count && ref < 64; ref++) {
        if ((roles & TDM_BIT(ref)) == 0) continue;
        bool last = ref >= 63 || roles >> (ref + 1) == 0; /* "physician, therapist, patient or nurse" */
        if (out.len > 0) tdm_buf_text(&out, last ? between : ", ");
        tdm_buf_add(&out, view_label(view, catalog, TDM_KIND_ROLE, ref));
    }
    return tdm_buf_str(&out);
}

tdm_str view_class(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t load_class) {
    const struct tdm_scale *scale = tdm_catalog_load_scale(view_catalog(standing));
    TDM_ASSERT(load_class < scale->count);
    bool labelled = scale->labels != NULL && scale->labels[load_class].len > 0;
    return view_text(view, labelled ? scale->labels[load_class] : scale->steps[load_class]);
}

bool view_class_is_top(const struct tdm_standing *standing, uint32_t load_class) {
    return load_class + 1 == tdm_catalog_load_scale(view_catalog(standing))->count;
}

tdm_str view_at_most(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t load_class) {
    struct tdm_arg args[] = {TDM_ARG_T("class", view_class(view, standing, load_class))};
    return view_words(view, view_class_is_top(standing, load_class) ? TDM_MSG_CEILING_ALL : TDM_MSG_CEILING_IS, args,
                      1);
}

/* In English a step goes by its name, as charts write it; in another language by what it is. */
static tdm_str view_step(const struct tdm_view *view, const struct tdm_scale *scale, uint16_t step) {
    bool labelled = scale->labels != NULL && scale->labels[step].len > 0;
    if (view->language == TDM_ENGLISH || !labelled || !tdm_text_wants_language(scale->steps[step]))
        return scale->steps[step];
    return view_text(view, scale->labels[step]);
}

tdm_str view_value(const struct tdm_view *view, const struct tdm_catalog *catalog, tdm_ref measure, tdm_value value) {
    struct tdm_buf out;
    const struct tdm_scale *scale = measure == TDM_REF_NONE ? NULL : tdm_measure_scale(catalog, measure);
    struct tdm_arg step[] = {TDM_ARG_I("n", value.step)};
    tdm_buf_init(&out, view->mem, 4096);
    switch (value.kind) {
    case TDM_VALUE_NONE:
        tdm_buf_char(&out, '-');
        break;
    case TDM_VALUE_NUMBER:
        tdm_words_quantity(&out, view->language,
                           (tdm_quantity){tdm_decimal_trim(value.quantity.number), value.quantity.unit});
        break;
    case TDM_VALUE_STEP:
        if (scale != NULL && value.step < scale->count)
            tdm_buf_add(&out, view_step(view, scale, value.step));
        else
            tdm_buf_add(&out, view_words(view, TDM_MSG_PART_STEP, step, 1));
        break;
    }
    return tdm_buf_str(&out);
}

/* "rodilla izquierda": side and part as one name, where the language has one; empty where it has none. */
static tdm_str sided(const struct tdm_view *view, const struct tdm_chart *chart, tdm_str label) {
    if (view->language == TDM_ENGLISH || chart->side == TDM_SIDE_NONE) return (tdm_str){0};
    const char *side = chart->side == TDM_SIDE_LEFT ? "left" : "right";
    return tdm_texts_find(view->texts, view_format(view, "%s %.*s", side, TDM_FMT(label)));
}

tdm_str view_site(const struct tdm_view *view, const struct tdm_chart *chart, const struct tdm_catalog *catalog) {
    tdm_ref region = tdm_catalog_find(catalog, TDM_KIND_REGION, chart->region);
    tdm_str name = region == TDM_REF_NONE ? chart->region : view_label(view, catalog, TDM_KIND_REGION, region);
    tdm_str whole =
        sided(view, chart, region == TDM_REF_NONE ? name : tdm_catalog_label(catalog, TDM_KIND_REGION, region));
    if (whole.len > 0) return whole;
    switch (chart->side) {
    case TDM_SIDE_NONE:
        return name;
    case TDM_SIDE_RIGHT:
        return view_named(view, TDM_MSG_PART_RIGHT, name);
    case TDM_SIDE_LEFT:
        return view_named(view, TDM_MSG_PART_LEFT, name);
    }
    TDM_UNREACHABLE();
}
