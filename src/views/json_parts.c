/* json_parts.c - the pieces that the JSON documents share: head, dates, clauses, reasons. */
#include "views/view_int.h"

void view_json_text(struct tdm_json_writer *w, const char *key, tdm_str text) {
    tdm_json_key(w, key);
    tdm_json_string(w, text);
}

void view_json_date(struct tdm_json_writer *w, const char *key, tdm_date date) {
    char text[16];
    if (key != NULL) tdm_json_key(w, key);
    if (tdm_date_is_none(date)) {
        tdm_json_null(w);
        return;
    }
    int32_t year, month, day;
    tdm_date_split(date, &year, &month, &day);
    const int32_t digits[10] = {year / 1000, year / 100 % 10, year / 10 % 10, year % 10, -1, month / 10, month % 10,
                                -1,          day / 10,        day % 10};
    for (size_t i = 0; i < 10; i++) text[i] = digits[i] < 0 ? '-' : (char)('0' + digits[i]);
    tdm_json_string(w, (tdm_str){text, 10});
}

void view_json_clause(struct tdm_json_writer *w, const struct tdm_protocol *protocol, const char *key,
                      tdm_clause_id clause) {
    tdm_json_key(w, key);
    if (clause >= protocol->clause_count) {
        tdm_json_null(w);
        return;
    }
    const struct tdm_clause *c = &protocol->clauses[clause];
    tdm_json_object_begin(w);
    view_json_text(w, "file", c->place.file);
    tdm_json_key(w, "line");
    tdm_json_int(w, c->place.line);
    view_json_text(w, "text", tdm_str_trim(c->text));
    tdm_json_key(w, "own");
    tdm_json_bool(w, c->own);
    tdm_json_key(w, "sources");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < c->cite_count; i++)
        if (c->cites[i].source < protocol->source_count) tdm_json_string(w, protocol->sources[c->cites[i].source].name);
    tdm_json_array_end(w);
    tdm_json_object_end(w);
}

void view_json_entry(struct tdm_json_writer *w, const struct tdm_standing *standing, const char *key, uint32_t index) {
    const struct tdm_entry *entry = view_entry(standing, index);
    tdm_json_key(w, key);
    if (entry == NULL) {
        tdm_json_null(w);
        return;
    }
    tdm_json_object_begin(w);
    view_json_date(w, "date", entry->date);
    view_json_text(w, "kind", tdm_str_of(tdm_entry_kind_word(entry->kind)));
    view_json_text(w, "by", entry->author);
    if (entry->name.len > 0) view_json_text(w, "name", entry->name);
    if (entry->subject.len > 0) view_json_text(w, "subject", entry->subject);
    tdm_json_object_end(w);
}

static void value(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_catalog *catalog,
                  const char *key, tdm_ref measure, tdm_value v) {
    if (v.kind == TDM_VALUE_NONE) return;
    view_json_text(w, key, view_value(view, catalog, measure, v));
}

void view_json_reason(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                      const char *key, const struct tdm_reason *reason) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    enum view_ref kind = view_reason_ref(reason->code);
    tdm_ref measure = kind == VIEW_REF_MEASURE && reason->ref < protocol->measure_count
                          ? protocol->measures[reason->ref].measure
                          : TDM_REF_NONE;
    tdm_json_key(w, key);
    tdm_json_object_begin(w);
    view_json_text(w, "code", tdm_str_of(tdm_reason_id(reason->code)));
    view_json_text(w, "text", view_reason(view, standing, reason));
    if (reason->clause != TDM_CLAUSE_NONE) view_json_clause(w, protocol, "clause", reason->clause);
    if (reason->entry != TDM_ENTRY_NONE) view_json_entry(w, standing, "entry", reason->entry);
    if (!tdm_date_is_none(reason->date)) view_json_date(w, "date", reason->date);
    if (!tdm_date_is_none(reason->until)) view_json_date(w, "until", reason->until);
    value(w, view, view_catalog(standing), "value", measure, reason->value);
    value(w, view, view_catalog(standing), "limit", measure, reason->limit);
    if ((reason->n != 0 || reason->of_n != 0) && reason->code != TDM_REASON_IS_OPEN) {
        tdm_json_key(w, "n");
        tdm_json_int(w, reason->n);
        tdm_json_key(w, "of");
        tdm_json_int(w, reason->of_n);
    }
    tdm_json_object_end(w);
}

void view_json_when(struct tdm_json_writer *w, const char *key, const struct tdm_when *when,
                    const struct tdm_protocol *protocol) {
    tdm_json_key(w, key);
    tdm_json_object_begin(w);
    view_json_date(w, "earliest", when->earliest);
    view_json_date(w, "latest", when->latest);
    tdm_json_key(w, "happened");
    tdm_json_bool(w, when->fixed);
    tdm_json_key(w, "planned");
    tdm_json_bool(w, when->planned);
    tdm_json_key(w, "waits");
    tdm_json_bool(w, when->waits);
    if (when->earliest_by != TDM_CLAUSE_NONE) view_json_clause(w, protocol, "earliest_by", when->earliest_by);
    if (when->latest_by != TDM_CLAUSE_NONE) view_json_clause(w, protocol, "latest_by", when->latest_by);
    tdm_json_object_end(w);
}

void view_json_names(struct tdm_json_writer *w, const char *key, const struct tdm_catalog *catalog,
                     enum tdm_catalog_kind kind, tdm_mask mask) {
    tdm_json_key(w, key);
    tdm_json_array_begin(w);
    for (tdm_ref ref = 0; ref < catalog->count[kind] && ref < 64; ref++)
        if ((mask & TDM_BIT(ref)) != 0) tdm_json_string(w, tdm_catalog_name(catalog, kind, ref));
    tdm_json_array_end(w);
}

/* Said only where it is not English: documents in English are as they were before there was another language. */
void view_json_language(struct tdm_json_writer *w, const struct tdm_view *view) {
    if (view->language != TDM_ENGLISH) view_json_text(w, "language", tdm_str_of(tdm_language_code(view->language)));
}

void view_json_head(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                    const char *document) {
    const struct tdm_chart *chart = standing->episode->chart->chart;
    const struct tdm_protocol *protocol = view_protocol(standing);
    struct tdm_buf digest;
    tdm_buf_init(&digest, view->mem, 128);
    tdm_digest_print(&digest, protocol->digest);
    tdm_json_key(w, "tandem");
    tdm_json_int(w, 1);
    view_json_text(w, "document", tdm_str_of(document));
    view_json_text(w, "notice", view_plain(view, TDM_MSG_NOTICE));
    view_json_language(w, view);
    view_json_text(w, "chart", chart->name);
    if (view->missing.len > 0) view_json_text(w, "charts_missing", view->missing);
    view_json_text(w, "site", view_site(view, chart, view_catalog(standing)));
    tdm_json_key(w, "synthetic");
    tdm_json_bool(w, chart->synthetic);
    tdm_json_key(w, "protocol");
    tdm_json_object_begin(w);
    view_json_text(w, "name", protocol->name);
    view_json_text(w, "version", protocol->version);
    view_json_text(w, "status", tdm_str_of(tdm_status_word(protocol->status)));
    view_json_text(w, "digest", tdm_buf_str(&digest));
    tdm_json_object_end(w);
    view_json_date(w, "on", standing->asof.on);
    tdm_json_key(w, "known");
    if (tdm_instant_is_none(standing->asof.known)) {
        tdm_json_null(w);
    } else {
        struct tdm_buf known;
        tdm_buf_init(&known, view->mem, 64);
        tdm_instant_print(&known, standing->asof.known);
        tdm_json_string(w, tdm_buf_str(&known));
    }
    tdm_json_key(w, "entries_known");
    tdm_json_int(w, standing->entries_seen);
    tdm_json_key(w, "entries_total");
    tdm_json_int(w, standing->entries_total);
}
