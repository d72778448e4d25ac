/* graphml_print.c - a network as GraphML, with the keys by which the usual tools for temporal networks know one. */
#include "network/network_int.h"

static void escape(struct tdm_buf *out, tdm_str text) {
    for (size_t i = 0; i < text.len; i++) switch (text.at[i]) {
        case '&':
            tdm_buf_text(out, "&amp;");
            break;
        case '<':
            tdm_buf_text(out, "&lt;");
            break;
        case '>':
            tdm_buf_text(out, "&gt;");
            break;
        case '"':
            tdm_buf_text(out, "&quot;");
            break;
        default:
            tdm_buf_char(out, text.at[i]);
        }
}

static const char *const keys[][3] = {
    {"nContingent", "graph", "0"},
    {"NetworkType", "graph", "STNU"},
    {"nEdges", "graph", "0"},
    {"nVertices", "graph", "0"},
    {"Name", "graph", ""},
    {"x", "node", "0"},
    {"y", "node", "0"},
    {"Type", "edge", "requirement"},
    {"Value", "edge", ""},
    {"LabeledValue", "edge", ""},
};

static void data(struct tdm_buf *out, const char *key, int64_t number) {
    tdm_buf_format(out, "<data key=\"%s\">%lld</data>\n", key, (long long)number);
}

static void print_keys(struct tdm_buf *out) {
    for (size_t i = 0; i < TDM_COUNT(keys); i++)
        tdm_buf_format(out, "<key id=\"%s\" for=\"%s\">\n<default>%s</default>\n</key>\n", keys[i][0], keys[i][1],
                       keys[i][2]);
}

static void edge(struct tdm_buf *out, const struct tdm_net *net, uint32_t number, tdm_point from, tdm_point to) {
    tdm_buf_format(out, "<edge id=\"e%u\" source=\"", number);
    escape(out, net->points[from]);
    tdm_buf_text(out, "\" target=\"");
    escape(out, net->points[to]);
    tdm_buf_text(out, "\">\n");
}

static void plain_edge(struct tdm_buf *out, const struct tdm_net *net, uint32_t number, struct tdm_step_days step) {
    if (step.days >= TDM_DAYS_INFINITE) return;
    edge(out, net, number, step.from, step.to);
    tdm_buf_text(out, "<data key=\"Type\">requirement</data>\n");
    data(out, "Value", step.days);
    tdm_buf_text(out, "</edge>\n");
}

static void cased_edge(struct tdm_buf *out, const struct tdm_net *net, uint32_t number, bool upper) {
    const struct tdm_link *link = &net->network.links[number / 2];
    edge(out, net, number, upper ? link->to : link->from, upper ? link->from : link->to);
    tdm_buf_format(out, "<data key=\"Type\">contingent</data>\n<data key=\"LabeledValue\">%s(", upper ? "UC" : "LC");
    escape(out, net->points[link->to]);
    tdm_buf_format(out, "):%d</data>\n</edge>\n", upper ? -link->most : link->least);
}

static void print_link(struct tdm_buf *out, const struct tdm_net *net, uint32_t i) {
    for (uint32_t side = 0; side <= 1; side++) {
        struct tdm_bound_use use = {.link = i, .side = side == 0 ? TDM_BOUND_LEAST : TDM_BOUND_MOST};
        if (net->network.links[i].contingent)
            cased_edge(out, net, i * 2 + side, side == 1);
        else
            plain_edge(out, net, i * 2 + side, tdm_bound_use_step(&net->network, &use));
    }
}

static uint32_t edge_count(const struct tdm_network *network, uint32_t *contingent) {
    uint32_t count = 0;
    *contingent = 0;
    for (uint32_t i = 0; i < network->link_count; i++) {
        count += network->links[i].least > -TDM_DAYS_INFINITE;
        count += network->links[i].most < TDM_DAYS_INFINITE;
        *contingent += network->links[i].contingent;
    }
    return count;
}

void tdm_net_to_graphml(struct tdm_buf *out, const struct tdm_net *net) {
    uint32_t contingent, edges = edge_count(&net->network, &contingent);
    tdm_buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns/graphml\"\n"
                      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
                      "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns/graphml\">\n");
    print_keys(out);
    tdm_buf_text(out, "<graph edgedefault=\"directed\">\n");
    data(out, "nContingent", contingent);
    tdm_buf_text(out, "<data key=\"NetworkType\">STNU</data>\n");
    data(out, "nEdges", edges);
    data(out, "nVertices", net->network.point_count);
    tdm_buf_text(out, "<data key=\"Name\">");
    escape(out, net->name);
    tdm_buf_text(out, "</data>\n");
    for (uint32_t p = 0; p < net->network.point_count; p++) {
        tdm_buf_text(out, "<node id=\"");
        escape(out, net->points[p]);
        tdm_buf_format(out, "\">\n<data key=\"x\">%u.0</data>\n<data key=\"y\">%u.0</data>\n</node>\n",
                       100 + p % 8 * 120, 100 + p / 8 * 120);
    }
    for (uint32_t i = 0; i < net->network.link_count; i++) print_link(out, net, i);
    tdm_buf_text(out, "</graph>\n</graphml>\n");
}
