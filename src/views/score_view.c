/* score_view.c - an instrument, its scores, and what a change means: as text and as JSON. Every score carries its rule,
 * how many items were answered, and its flags. */
#include "views/view_int.h"

_Static_assert(TDM_MSG_CHANGE_WORSE - TDM_MSG_CHANGE_RESPONDER + 1 == (int)TDM_CHANGE_VERDICTS, "a sentence a verdict");

static void put(const struct tdm_view *view, uint32_t indent, tdm_str text) {
    tdm_buf_repeat(view->out, ' ', indent);
    tdm_text_wrap(view->out, text, view->width, indent, indent + 2);
    tdm_buf_char(view->out, '\n');
}

static tdm_str value_text(const struct tdm_view *view, tdm_fraction value, uint32_t digits) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 128);
    tdm_fraction_print(&out, value, digits);
    return tdm_buf_str(&out);
}

static tdm_str decimal_text(const struct tdm_view *view, tdm_decimal number) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 64);
    tdm_words_decimal(&out, view->language, number);
    return tdm_buf_str(&out);
}

bool tdm_score_shown(const struct tdm_score *score, tdm_str rule) {
    return rule.len > 0 ? tdm_str_equal(score->rule, rule) : !score->older;
}

/* ---- scores */

static tdm_str result_words(const struct tdm_view *view, const struct tdm_score *score,
                            const struct tdm_score_result *result) {
    struct tdm_arg args[] = {TDM_ARG_I("n", result->answered), TDM_ARG_I("of_n", score->asked),
                             TDM_ARG_I("from_n", score->least_answered)};
    if ((result->flags & TDM_FLAG_TOO_FEW) != 0) return view_words(view, TDM_MSG_SCORE_NONE, args, 3);
    if ((result->flags & TDM_FLAG_TOO_LARGE) != 0) return view_plain(view, TDM_MSG_SCORE_BEYOND);
    tdm_str words = view_words(view, TDM_MSG_SCORE_ANSWERED, args, 3);
    if (result->band != NULL)
        words = view_format(view, "%.*s; %.*s", TDM_FMT(words), TDM_FMT(view_text(view, result->band->words)));
    if ((result->flags & TDM_FLAG_ALL_ALIKE) != 0)
        words = view_format(view, "%.*s; %.*s", TDM_FMT(words), TDM_FMT(view_plain(view, TDM_MSG_SCORE_ALIKE)));
    return words;
}

static void put_head(const struct tdm_view *view, const struct tdm_instrument *instrument) {
    struct tdm_arg args[] = {TDM_ARG_T("ref", instrument->name), TDM_ARG_T("words", view_text(view, instrument->title)),
                             TDM_ARG_T("value", instrument->version)};
    put(view, 0, view_words(view, TDM_MSG_SCORE_HEAD, args, TDM_COUNT(args)));
}

static void put_results(const struct tdm_view *view, const struct tdm_scored *scored) {
    static const struct tdm_text_column columns[] = {
        {"score", 8, 24, false}, {"", 5, 12, true}, {"rule", 8, 24, false}, {"", 20, 200, false}};
    struct tdm_text_table table;
    tdm_table_init(&table, view->mem, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < scored->instrument->score_count; i++) {
        const struct tdm_score *score = &scored->instrument->scores[i];
        const struct tdm_score_result *result = &scored->results[i];
        if (!tdm_score_shown(score, scored->rule)) continue;
        tdm_table_cell(&table, score->name);
        tdm_table_cell(&table, result->scored ? value_text(view, result->value, score->digits) : TDM_STR("-"));
        tdm_table_cell(&table, score->rule);
        tdm_table_cell(&table, result_words(view, score, result));
    }
    tdm_table_print(&table, view->out, view->width, 2);
}

/* ---- thresholds */

static void add_piece(struct tdm_buf *out, tdm_str piece) {
    if (piece.len == 0) return;
    if (out->len > 0) tdm_buf_text(out, ", ");
    tdm_buf_add(out, piece);
}

static tdm_str range_words(const struct tdm_view *view, enum tdm_message message, tdm_decimal low, tdm_decimal high) {
    struct tdm_arg args[] = {TDM_ARG_T("value", decimal_text(view, low)), TDM_ARG_T("limit", decimal_text(view, high))};
    return view_words(view, message, args, TDM_COUNT(args));
}

static tdm_str condition_words(const struct tdm_view *view, const struct tdm_catalog *catalog, tdm_ref condition) {
    return view->language == TDM_ENGLISH ? tdm_catalog_name(catalog, TDM_KIND_CONDITION, condition)
                                         : view_label(view, catalog, TDM_KIND_CONDITION, condition);
}

/* "knee-osteoarthritis, physiotherapy, at 4 weeks, roc, 146 people [mostafaee-2021]" */
tdm_str view_threshold_words(const struct tdm_view *view, const struct tdm_instrument *instrument,
                             const struct tdm_threshold *t) {
    static const enum tdm_message methods[] = {[TDM_METHOD_ANCHOR] = TDM_MSG_METHOD_ANCHOR,
                                               [TDM_METHOD_ROC] = TDM_MSG_METHOD_ROC,
                                               [TDM_METHOD_DISTRIBUTION] = TDM_MSG_METHOD_DISTRIBUTION};
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 2048);
    struct tdm_arg after[] = {TDM_ARG_T("span", t->has_after ? view_span(view, t->after) : (tdm_str){0})},
                   people[] = {TDM_ARG_I("n", t->people)}, percent[] = {TDM_ARG_I("n", t->percent)};
    if (t->condition != TDM_REF_NONE) add_piece(&out, condition_words(view, instrument->catalog, t->condition));
    add_piece(&out, view_text(view, t->among));
    add_piece(&out, view_text(view, t->treatment));
    if (t->has_after) add_piece(&out, view_words(view, TDM_MSG_THRESHOLD_AFTER, after, 1));
    if (t->has_baseline) add_piece(&out, range_words(view, TDM_MSG_THRESHOLD_FROM, t->baseline_low, t->baseline_high));
    if (t->method != TDM_METHOD_UNSAID) add_piece(&out, view_plain(view, methods[t->method]));
    if (t->people > 0) add_piece(&out, view_words(view, TDM_MSG_THRESHOLD_PEOPLE, people, 1));
    if (t->percent > 0) add_piece(&out, view_words(view, TDM_MSG_THRESHOLD_CONFIDENCE, percent, 1));
    for (uint32_t i = 0; i < t->cite_count; i++)
        tdm_buf_format(&out, "%s%.*s%s", i == 0 ? (out.len > 0 ? " [" : "[") : ", ", TDM_FMT(t->cites[i].name),
                       i + 1 == t->cite_count ? "]" : "");
    return tdm_buf_str(&out);
}

tdm_str view_threshold_value(const struct tdm_view *view, const struct tdm_threshold *t) {
    if (tdm_decimal_compare(t->low, t->high) == 0) return decimal_text(view, t->low);
    return range_words(view, TDM_MSG_THRESHOLD_RANGE, t->low, t->high);
}

static void put_change_rows(const struct tdm_view *view, const struct tdm_instrument *instrument,
                            const struct tdm_score_change *change) {
    if (change->row_count == 0) put(view, 4, view_plain(view, TDM_MSG_SCORE_NO_ROW));
    for (uint32_t i = 0; i < change->row_count; i++) {
        const struct tdm_threshold *t = change->rows[i].threshold;
        tdm_str reached = view_plain(view, change->rows[i].reached ? TDM_MSG_SCORE_REACHED : TDM_MSG_SCORE_NOT_REACHED);
        struct tdm_arg args[] = {TDM_ARG_T("ref", tdm_str_of(tdm_threshold_word(t->kind))),
                                 TDM_ARG_T("value", view_threshold_value(view, t)),
                                 TDM_ARG_T("words", view_format(view, "%.*s; %.*s", TDM_FMT(reached),
                                                                TDM_FMT(view_threshold_words(view, instrument, t))))};
        put(view, 4, view_words(view, TDM_MSG_SCORE_ROW, args, TDM_COUNT(args)));
    }
}

/* Which rows the verdict rests on, and how many of the same kinds are reached where those are not, or the other way. */
static void put_judged(const struct tdm_view *view, const struct tdm_score_change *change) {
    struct tdm_buf by;
    uint32_t others = 0;
    bool reached = false; /* by the best row of the kind: the first one, see tdm_score_change */
    tdm_buf_init(&by, view->mem, 256);
    for (uint32_t i = 0; i < change->row_count; i++) {
        const struct tdm_threshold *t = change->rows[i].threshold;
        if (t->kind != TDM_THRESHOLD_MCID && t->kind != TDM_THRESHOLD_MDC) continue;
        if (t == change->mcid || t == change->mdc) {
            reached = change->rows[i].reached;
            add_piece(
                &by, view_format(view, "%s %.*s", tdm_threshold_word(t->kind), TDM_FMT(view_threshold_value(view, t))));
        }
        others += change->rows[i].reached != reached;
    }
    if (by.len == 0) return;
    struct tdm_arg args[] = {TDM_ARG_T("ref", tdm_buf_str(&by)), TDM_ARG_I("n", others)};
    put(view, 4, view_words(view, others > 0 ? TDM_MSG_SCORE_JUDGED : TDM_MSG_SCORE_JUDGED_ALL, args, 2));
}

static void put_change(const struct tdm_view *view, const struct tdm_scored *scored, uint32_t index) {
    const struct tdm_score *score = &scored->instrument->scores[index];
    const struct tdm_score_change *change = &scored->changes[index];
    struct tdm_arg args[] = {TDM_ARG_T("ref", score->name), TDM_ARG_T("words", score->rule),
                             TDM_ARG_T("value", (tdm_str){0}), TDM_ARG_T("until", (tdm_str){0}),
                             TDM_ARG_T("who", (tdm_str){0})};
    if (!change->comparable) {
        put(view, 2, view_words(view, TDM_MSG_SCORE_CHANGE_NOT, args, TDM_COUNT(args)));
        return;
    }
    args[2].text = value_text(view, scored->results[index].value, score->digits);
    args[3].text = value_text(view, scored->before[index].value, score->digits);
    args[4].text = view_plain(view, (enum tdm_message)(TDM_MSG_CHANGE_RESPONDER + (int)change->verdict));
    put(view, 2, view_words(view, TDM_MSG_SCORE_CHANGE, args, TDM_COUNT(args)));
    put_judged(view, change);
    put_change_rows(view, scored->instrument, change);
}

void tdm_view_score_text(const struct tdm_view *view, const struct tdm_scored *scored) {
    put_head(view, scored->instrument);
    put_results(view, scored);
    if (scored->changes == NULL) return;
    tdm_buf_char(view->out, '\n');
    put(view, 0, view_plain(view, TDM_MSG_SCORE_CHANGE_HEAD));
    for (uint32_t i = 0; i < scored->instrument->score_count; i++)
        if (tdm_score_shown(&scored->instrument->scores[i], scored->rule)) put_change(view, scored, i);
}

/* ---- the instrument itself */

static tdm_str item_words(const struct tdm_view *view, const struct tdm_answer_item *item) {
    struct tdm_arg ends[] = {TDM_ARG_I("value", item->least), TDM_ARG_I("limit", item->most)};
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 4096);
    tdm_buf_format(&out, "%.*s: ", TDM_FMT(item->code));
    for (uint32_t i = 0; i < item->value_count; i++)
        tdm_buf_format(&out, "%s%lld", i == 0 ? "" : ", ", (long long)item->values[i]);
    if (item->values == NULL)
        tdm_buf_add(&out, view_words(view, item->any_number ? TDM_MSG_ITEM_BETWEEN : TDM_MSG_ITEM_VALUES, ends, 2));
    if (item->wording.len > 0) tdm_buf_format(&out, ". %.*s", TDM_FMT(view_text(view, item->wording)));
    return tdm_buf_str(&out);
}

void tdm_view_instrument_text(const struct tdm_view *view, const struct tdm_instrument *instrument) {
    put_head(view, instrument);
    put(view, 0, view_text(view, instrument->holder));
    for (uint32_t i = 0; i < instrument->code_count; i++) {
        const struct tdm_code *code = &instrument->codes[i];
        put(view, 0,
            view_format(view, "%s %.*s: %.*s", tdm_code_system_word(code->system), TDM_FMT(code->code),
                        TDM_FMT(code->display)));
    }
    struct tdm_arg recall[] = {TDM_ARG_T("words", view_text(view, instrument->recall))};
    if (instrument->recall.len > 0) put(view, 0, view_words(view, TDM_MSG_SCORE_RECALL, recall, 1));
    tdm_buf_format(view->out, "\n%.*s\n", TDM_FMT(view_plain(view, TDM_MSG_SCORE_ITEMS)));
    if (!instrument->wording_ships) put(view, 2, view_plain(view, TDM_MSG_SCORE_NO_WORDING));
    for (uint32_t i = 0; i < instrument->item_count; i++) put(view, 2, item_words(view, &instrument->items[i]));
    tdm_buf_format(view->out, "\n%.*s\n", TDM_FMT(view_plain(view, TDM_MSG_SCORE_SCORES)));
    for (uint32_t i = 0; i < instrument->score_count; i++) {
        const struct tdm_score *score = &instrument->scores[i];
        struct tdm_arg args[] = {TDM_ARG_T("value", decimal_text(view, score->least)),
                                 TDM_ARG_T("words", decimal_text(view, score->most))};
        tdm_str way =
            view_words(view, score->lower_is_better ? TDM_MSG_SCORE_WAY_LOWER : TDM_MSG_SCORE_WAY_HIGHER, args, 2);
        tdm_str older =
            score->older ? view_format(view, "; %.*s", TDM_FMT(view_plain(view, TDM_MSG_SCORE_OLDER))) : TDM_STR("");
        put(view, 2,
            view_format(view, "%.*s (%.*s): %.*s%.*s", TDM_FMT(score->name), TDM_FMT(score->rule), TDM_FMT(way),
                        TDM_FMT(older)));
    }
    if (instrument->threshold_count == 0) return;
    tdm_buf_format(view->out, "\n%.*s\n", TDM_FMT(view_plain(view, TDM_MSG_SCORE_THRESHOLDS)));
    for (uint32_t i = 0; i < instrument->threshold_count; i++) {
        const struct tdm_threshold *t = &instrument->thresholds[i];
        put(view, 2,
            view_format(view, "%.*s %s %.*s: %.*s", TDM_FMT(instrument->scores[t->score].name),
                        tdm_threshold_word(t->kind), TDM_FMT(view_threshold_value(view, t)),
                        TDM_FMT(view_threshold_words(view, instrument, t))));
    }
}

/* ---- JSON: docs/schema/score.schema.json */

static void json_value(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_score *score,
                       const struct tdm_score_result *result) {
    struct tdm_buf exact;
    tdm_buf_init(&exact, view->mem, 128);
    tdm_json_key(w, "value");
    if (!result->scored) {
        tdm_json_null(w);
        tdm_json_key(w, "exact");
        tdm_json_null(w);
        return;
    }
    tdm_decimal shown;
    bool read = tdm_decimal_parse(value_text(view, result->value, score->digits), &shown);
    TDM_ASSERT(read);
    tdm_json_decimal(w, shown);
    tdm_fraction_print_exact(&exact, result->value);
    view_json_text(w, "exact", tdm_buf_str(&exact));
}

static void json_flags(struct tdm_json_writer *w, const struct tdm_view *view, uint32_t flags) {
    tdm_json_key(w, "flags");
    tdm_json_array_begin(w);
    for (uint32_t flag = 1; flag <= TDM_FLAG_ALL_ALIKE; flag *= 2) {
        struct tdm_buf word;
        tdm_buf_init(&word, view->mem, 64);
        if ((flags & flag) == 0) continue;
        tdm_score_flags_print(&word, flag);
        tdm_json_string(w, tdm_buf_str(&word));
    }
    tdm_json_array_end(w);
}

static void json_threshold(struct tdm_json_writer *w, const struct tdm_view *view,
                           const struct tdm_instrument *instrument, const struct tdm_change_row *row) {
    const struct tdm_threshold *t = row->threshold;
    tdm_json_object_begin(w);
    view_json_text(w, "kind", tdm_str_of(tdm_threshold_word(t->kind)));
    tdm_json_key(w, "low");
    tdm_json_decimal(w, t->low);
    tdm_json_key(w, "high");
    tdm_json_decimal(w, t->high);
    tdm_json_key(w, "reached");
    tdm_json_bool(w, row->reached);
    view_json_text(w, "of", view_threshold_words(view, instrument, t));
    tdm_json_object_end(w);
}

static void json_change(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_scored *scored,
                        uint32_t index) {
    static const char *const verdicts[] = {[TDM_CHANGE_RESPONDER] = "responder",
                                           [TDM_CHANGE_WITHIN_ERROR] = "within-error",
                                           [TDM_CHANGE_BELOW_MCID] = "below-mcid",
                                           [TDM_CHANGE_ERROR_UNKNOWN] = "error-unknown",
                                           [TDM_CHANGE_MCID_UNKNOWN] = "mcid-unknown",
                                           [TDM_CHANGE_NONE] = "unchanged",
                                           [TDM_CHANGE_WORSE_WITHIN_ERROR] = "worse-within-error",
                                           [TDM_CHANGE_WORSE] = "worse"};
    const struct tdm_score_change *change = &scored->changes[index];
    struct tdm_buf exact;
    tdm_json_key(w, "change");
    if (!change->comparable) {
        tdm_json_null(w);
        return;
    }
    tdm_buf_init(&exact, view->mem, 128);
    tdm_fraction_print_exact(&exact, change->improvement);
    tdm_json_object_begin(w);
    view_json_text(w, "improvement", tdm_buf_str(&exact));
    view_json_text(w, "verdict", tdm_str_of(verdicts[change->verdict]));
    tdm_json_key(w, "thresholds");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < change->row_count; i++) json_threshold(w, view, scored->instrument, &change->rows[i]);
    tdm_json_array_end(w);
    tdm_json_object_end(w);
}

void tdm_view_score_json(const struct tdm_view *view, const struct tdm_scored *scored) {
    struct tdm_json_writer w;
    const struct tdm_instrument *instrument = scored->instrument;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "tandem");
    tdm_json_int(&w, 1);
    view_json_text(&w, "document", TDM_STR("score"));
    view_json_text(&w, "notice", view_plain(view, TDM_MSG_NOTICE));
    view_json_text(&w, "instrument", instrument->name);
    view_json_text(&w, "version", instrument->version);
    tdm_json_key(&w, "scores");
    tdm_json_array_begin(&w);
    for (uint32_t i = 0; i < instrument->score_count; i++) {
        const struct tdm_score *score = &instrument->scores[i];
        const struct tdm_score_result *result = &scored->results[i];
        if (!tdm_score_shown(score, scored->rule)) continue;
        tdm_json_object_begin(&w);
        view_json_text(&w, "name", score->name);
        view_json_text(&w, "rule", score->rule);
        json_value(&w, view, score, result);
        tdm_json_key(&w, "answered");
        tdm_json_int(&w, result->answered);
        tdm_json_key(&w, "asked");
        tdm_json_int(&w, score->asked);
        tdm_json_key(&w, "higher_is_better");
        tdm_json_bool(&w, !score->lower_is_better);
        json_flags(&w, view, result->flags);
        if (result->band != NULL) view_json_text(&w, "band", result->band->words);
        if (scored->changes != NULL) json_change(&w, view, scored, i);
        tdm_json_object_end(&w);
    }
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}
