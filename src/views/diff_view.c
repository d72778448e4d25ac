/* diff_view.c - what two protocols mean differently, as sentences by topic and as JSON. */
#include "views/view_int.h"

_Static_assert(TDM_MSG_MEANS_FRESH - TDM_MSG_MEANS_EXISTS + 1 == (int)TDM_DIFF_ASPECT_COUNT, "a sentence per aspect");
_Static_assert(TDM_MSG_MEANS_TOPIC_MEASURE - TDM_MSG_MEANS_TOPIC_FRAME + 1 == (int)TDM_DIFF_TOPIC_COUNT,
               "a heading per topic");

static const char *const topic_words[] = {
    [TDM_DIFF_FRAME] = "protocol",    [TDM_DIFF_LOAD] = "load",           [TDM_DIFF_ATTRIBUTE] = "attribute",
    [TDM_DIFF_ACTIVITY] = "activity", [TDM_DIFF_SUBSTANCE] = "substance", [TDM_DIFF_PHASE] = "phase",
    [TDM_DIFF_ROLE] = "clearance",    [TDM_DIFF_GATE] = "gate",           [TDM_DIFF_ASSESS] = "assessment",
    [TDM_DIFF_FLAG] = "flag",         [TDM_DIFF_PROGRESS] = "progress",   [TDM_DIFF_PLAN] = "plan",
    [TDM_DIFF_OWE] = "owe",           [TDM_DIFF_MEASURE] = "measure"};

static const char *const toward_words[] = {
    [TDM_DIFF_NEITHER] = "neither", [TDM_DIFF_STRICTER] = "stricter", [TDM_DIFF_LOOSER] = "looser"};

/* ---- sentences */

static tdm_str value_of(const struct tdm_view *view, const struct tdm_diff_fact *fact) {
    struct tdm_arg args[] = {TDM_ARG_I("n", fact->day)};
    return fact->has_day ? view_words(view, TDM_MSG_MEANS_DAY, args, 1) : fact->value;
}

static tdm_str both_values(const struct tdm_view *view, const struct tdm_diff_line *line) {
    if (line->a == NULL || line->b == NULL) return value_of(view, line->a != NULL ? line->a : line->b);
    struct tdm_arg args[] = {TDM_ARG_T("value", value_of(view, line->a)), TDM_ARG_T("words", value_of(view, line->b))};
    size_t at;
    bool is_long = tdm_str_find(args[0].text, TDM_STR(", "), &at);
    return view_words(view, is_long ? TDM_MSG_MEANS_AGAINST_LONG : TDM_MSG_MEANS_AGAINST, args, 2);
}

static tdm_str line_words(const struct tdm_view *view, const struct tdm_diff_line *line) {
    const struct tdm_diff_fact *fact = line->a != NULL ? line->a : line->b;
    struct tdm_arg args[] = {TDM_ARG_T("ref", fact->detail), TDM_ARG_T("value", both_values(view, line))};
    enum tdm_message message = (enum tdm_message)(TDM_MSG_MEANS_EXISTS + (int)fact->aspect);
    tdm_str words = fact->block;
    if (fact->aspect != TDM_DIFF_EXISTS) {
        struct tdm_arg parts[] = {TDM_ARG_T("ref", fact->subject),
                                  TDM_ARG_T("words", view_words(view, message, args, 2))};
        words = view_words(view, TDM_MSG_MEANS_LINE, parts, 2);
    }
    struct tdm_arg whole[] = {TDM_ARG_T("words", words)};
    if (line->a == NULL) return view_words(view, TDM_MSG_MEANS_NEW, whole, 1);
    return line->b == NULL ? view_words(view, TDM_MSG_MEANS_GONE, whole, 1) : words;
}

static tdm_str told(const struct tdm_view *view, const struct tdm_diff_line *line) {
    tdm_str words = line_words(view, line);
    if (line->toward == TDM_DIFF_NEITHER) return words;
    bool stricter = line->toward == TDM_DIFF_STRICTER;
    struct tdm_arg args[] = {
        TDM_ARG_T("words", words),
        TDM_ARG_T("value", view_plain(view, stricter ? TDM_MSG_MEANS_STRICTER : TDM_MSG_MEANS_LOOSER))};
    return view_words(view, TDM_MSG_MEANS_TOWARD, args, 2);
}

static uint32_t count_of(const struct tdm_diff *diff, enum tdm_diff_toward toward) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < diff->count; i++) count += diff->lines[i].toward == toward;
    return count;
}

/* ---- text */

static void put(const struct tdm_view *view, uint32_t indent, tdm_str text) {
    tdm_buf_repeat(view->out, ' ', indent);
    tdm_text_wrap(view->out, text, view->width, indent, indent + 2);
    tdm_buf_char(view->out, '\n');
}

static void put_side(const struct tdm_view *view, const char *side, const struct tdm_protocol *protocol) {
    struct tdm_arg args[] = {TDM_ARG_T("ref", tdm_str_of(side)), TDM_ARG_T("words", protocol->name),
                             TDM_ARG_T("value", protocol->version)};
    put(view, 0, view_words(view, TDM_MSG_MEANS_SIDE, args, TDM_COUNT(args)));
}

static enum tdm_diff_topic topic_of(const struct tdm_diff_line *line) {
    return line->a != NULL ? line->a->topic : line->b->topic;
}

void tdm_view_diff_text(const struct tdm_view *view, const struct tdm_diff *diff) {
    put_side(view, "A", diff->a);
    put_side(view, "B", diff->b);
    if (diff->count == 0) {
        put(view, 0, view_plain(view, TDM_MSG_MEANS_NONE));
        return;
    }
    bool alone = diff->a->procedure == TDM_REF_NONE && diff->b->procedure == TDM_REF_NONE;
    put(view, 0, view_plain(view, alone ? TDM_MSG_MEANS_COUNTED_ENROLMENT : TDM_MSG_MEANS_COUNTED));
    for (uint32_t i = 0; i < diff->count; i++) {
        enum tdm_diff_topic topic = topic_of(&diff->lines[i]);
        if (i == 0 || topic != topic_of(&diff->lines[i - 1])) {
            tdm_buf_char(view->out, '\n');
            put(view, 0, view_plain(view, (enum tdm_message)(TDM_MSG_MEANS_TOPIC_FRAME + (int)topic)));
        }
        put(view, 2, told(view, &diff->lines[i]));
    }
    struct tdm_arg args[] = {TDM_ARG_I("n", diff->count), TDM_ARG_I("of_n", count_of(diff, TDM_DIFF_STRICTER)),
                             TDM_ARG_I("from_n", count_of(diff, TDM_DIFF_LOOSER))};
    tdm_buf_char(view->out, '\n');
    put(view, 0, view_words(view, TDM_MSG_MEANS_TOLD, args, TDM_COUNT(args)));
    put(view, 0, view_plain(view, TDM_MSG_MEANS_NOT_COMPARED));
}

/* ---- JSON: docs/schema/meaning.schema.json */

static void json_side(struct tdm_json_writer *w, const struct tdm_view *view, const char *key,
                      const struct tdm_protocol *protocol) {
    struct tdm_buf digest;
    tdm_buf_init(&digest, view->mem, 128);
    tdm_digest_print(&digest, protocol->digest);
    tdm_json_key(w, key);
    tdm_json_object_begin(w);
    view_json_text(w, "name", protocol->name);
    view_json_text(w, "version", protocol->version);
    view_json_text(w, "status", tdm_str_of(tdm_status_word(protocol->status)));
    view_json_text(w, "digest", tdm_buf_str(&digest));
    tdm_json_object_end(w);
}

static void json_fact(struct tdm_json_writer *w, const struct tdm_view *view, const char *key,
                      const struct tdm_protocol *protocol, const struct tdm_diff_fact *fact) {
    tdm_json_key(w, key);
    if (fact == NULL) {
        tdm_json_null(w);
        return;
    }
    tdm_json_object_begin(w);
    view_json_text(w, "value", value_of(view, fact));
    tdm_json_key(w, "day");
    if (fact->has_day)
        tdm_json_int(w, fact->day);
    else
        tdm_json_null(w);
    view_json_clause(w, protocol, "clause", fact->clause);
    tdm_json_object_end(w);
}

void tdm_view_diff_json(const struct tdm_view *view, const struct tdm_diff *diff) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "tandem");
    tdm_json_int(&w, 1);
    view_json_text(&w, "document", TDM_STR("meaning"));
    view_json_text(&w, "notice", view_plain(view, TDM_MSG_NOTICE));
    json_side(&w, view, "a", diff->a);
    json_side(&w, view, "b", diff->b);
    tdm_json_key(&w, "differences");
    tdm_json_array_begin(&w);
    for (uint32_t i = 0; i < diff->count; i++) {
        const struct tdm_diff_line *line = &diff->lines[i];
        const struct tdm_diff_fact *fact = line->a != NULL ? line->a : line->b;
        tdm_json_object_begin(&w);
        view_json_text(&w, "topic", tdm_str_of(topic_words[fact->topic]));
        view_json_text(&w, "subject", fact->subject);
        view_json_text(&w, "change",
                       line->a == NULL   ? TDM_STR("new")
                       : line->b == NULL ? TDM_STR("gone")
                                         : TDM_STR("changed"));
        view_json_text(&w, "toward", tdm_str_of(toward_words[line->toward]));
        json_fact(&w, view, "a", diff->a, line->a);
        json_fact(&w, view, "b", diff->b, line->b);
        view_json_text(&w, "text", line_words(view, line));
        tdm_json_object_end(&w);
    }
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}
