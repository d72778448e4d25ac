/* network_json.c - a temporal network as JSON: docs/schema/network.schema.json. */
#include "views/network_view.h"
#include "views/view_int.h"

struct writer {
    struct tdm_json_writer json;
    const struct tdm_view *view;
    const struct tdm_network_document *document;
    const struct tdm_net_proof *proof;
    const struct tdm_net *net;
};

static void put_days(struct writer *w, const char *key, int32_t days) {
    tdm_json_key(&w->json, key);
    if (days >= TDM_DAYS_INFINITE || days <= -TDM_DAYS_INFINITE)
        tdm_json_null(&w->json);
    else
        tdm_json_int(&w->json, days);
}

static void put_number(struct writer *w, const char *key, int64_t number) {
    tdm_json_key(&w->json, key);
    tdm_json_int(&w->json, number);
}

static void put_points(struct writer *w) {
    size_t count = w->net->network.point_count;
    tdm_point origin = view_network_origin(w->document);
    view_json_text(&w->json, "origin", w->net->points[origin]);
    tdm_json_key(&w->json, "points");
    tdm_json_array_begin(&w->json);
    for (size_t i = 0; i < count; i++) {
        tdm_json_object_begin(&w->json);
        view_json_text(&w->json, "name", w->net->points[i]);
        if (w->proof->most != NULL) {
            put_days(w, "earliest", -w->proof->most[i * count + origin]);
            put_days(w, "latest", w->proof->most[origin * count + i]);
        }
        tdm_json_object_end(&w->json);
    }
    tdm_json_array_end(&w->json);
}

static void put_links(struct writer *w) {
    tdm_json_key(&w->json, "links");
    tdm_json_array_begin(&w->json);
    for (uint32_t i = 0; i < w->net->network.link_count; i++) {
        const struct tdm_link *link = &w->net->network.links[i];
        tdm_json_object_begin(&w->json);
        view_json_text(&w->json, "from", w->net->points[link->from]);
        view_json_text(&w->json, "to", w->net->points[link->to]);
        put_days(w, "least", link->least);
        put_days(w, "most", link->most);
        tdm_json_key(&w->json, "contingent");
        tdm_json_bool(&w->json, link->contingent);
        if (link->contingent && (link->give_least > 0 || link->give_most > 0)) {
            put_number(w, "firm_least", link->least + link->give_least);
            put_number(w, "firm_most", link->most - link->give_most);
        }
        if (w->document->times != NULL)
            view_json_text(&w->json, "why", tdm_str_of(tdm_time_role_word(w->document->times->about[i].role)));
        put_number(w, "line", w->net->words[i].place.line);
        view_json_text(&w->json, "text", w->net->words[i].text);
        tdm_json_object_end(&w->json);
    }
    tdm_json_array_end(&w->json);
}

static void put_clash(struct writer *w) {
    tdm_json_key(&w->json, "clash");
    tdm_json_array_begin(&w->json);
    for (uint32_t i = 0; i < w->proof->clash.count; i++) {
        const struct tdm_bound_use *use = &w->proof->clash.uses[i];
        tdm_json_object_begin(&w->json);
        put_number(w, "link", use->link);
        view_json_text(&w->json, "bound", use->side == TDM_BOUND_MOST ? TDM_STR("most") : TDM_STR("least"));
        tdm_json_key(&w->json, "nature");
        tdm_json_bool(&w->json, use->nature);
        view_json_text(&w->json, "words", view_bound_use(w->view, w->net, use));
        tdm_json_object_end(&w->json);
    }
    tdm_json_array_end(&w->json);
    put_number(w, "short_by", w->proof->clash.short_by);
}

static void put_repairs(struct writer *w) {
    tdm_json_key(&w->json, "repairs");
    tdm_json_array_begin(&w->json);
    if (w->document->times == NULL) {
        for (uint32_t i = 0; i < w->proof->repairs.count; i++)
            tdm_json_string(&w->json, view_net_repair(w->view, w->proof, &w->proof->repairs.items[i]));
    } else {
        struct tdm_time_repairs repairs;
        tdm_times_repairs(w->view->mem, w->document->times, &w->proof->clash, &repairs);
        for (uint32_t i = 0; i < repairs.count; i++) {
            struct tdm_buf text;
            tdm_buf_init(&text, w->view->mem, 4000);
            tdm_time_repair_print(&text, w->document->times->protocol, &repairs.items[i]);
            tdm_json_string(&w->json, tdm_buf_str(&text));
        }
    }
    tdm_json_array_end(&w->json);
}

static void put_waits(struct writer *w) {
    const struct tdm_times *times = w->document->times;
    tdm_json_key(&w->json, "waits");
    tdm_json_array_begin(&w->json);
    for (uint32_t i = 0; i < times->wait_count; i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, w->view->mem, 8000);
        tdm_times_wait_print(&text, times, &times->waits[i]);
        tdm_json_object_begin(&w->json);
        view_json_text(&w->json, "what", tdm_buf_str(&text));
        put_number(w, "link", times->waits[i].link);
        put_days(w, "days_alone", times->waits[i].alone);
        tdm_json_object_end(&w->json);
    }
    tdm_json_array_end(&w->json);
    put_days(w, "days_together", times->together);
}

static void put_assumed(struct writer *w) {
    tdm_json_key(&w->json, "assumed");
    tdm_json_array_begin(&w->json);
    for (uint32_t i = 0; tdm_times_assumptions[i] != NULL; i++)
        tdm_json_string(&w->json, tdm_str_of(tdm_times_assumptions[i]));
    tdm_json_array_end(&w->json);
}

void tdm_view_network_json(const struct tdm_view *view, const struct tdm_network_document *document) {
    struct writer w = {.view = view, .document = document, .proof = document->proof, .net = document->proof->net};
    bool holds = w.proof->control == TDM_CONTROL_FULL;
    tdm_json_writer_init(&w.json, view->out, true);
    tdm_json_object_begin(&w.json);
    tdm_json_key(&w.json, "tandem");
    tdm_json_int(&w.json, 1);
    view_json_text(&w.json, "document", TDM_STR("network"));
    view_json_text(&w.json, "name", w.net->name);
    tdm_json_key(&w.json, "consistent");
    tdm_json_bool(&w.json, w.proof->control != TDM_CONTROL_INCONSISTENT);
    view_json_text(&w.json, "control", tdm_str_of(view_control_word(w.proof->control)));
    put_points(&w);
    put_links(&w);
    if (!holds) {
        put_clash(&w);
        put_repairs(&w);
    }
    if (document->times != NULL) {
        if (holds) put_waits(&w);
        put_assumed(&w);
    }
    tdm_json_object_end(&w.json);
    tdm_buf_char(view->out, '\n');
}
