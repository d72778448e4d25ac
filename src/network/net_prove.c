/* net_prove.c - everything that `timing` can say of a network, gathered for those who tell it. */
#include "network/network.h"

void tdm_net_prove(struct tdm_arena *mem, const struct tdm_net *net, bool with_repairs, struct tdm_net_proof *out) {
    *out = (struct tdm_net_proof){.net = net};
    out->control = tdm_network_control(mem, &net->network, &out->clash);
    if (!tdm_network_minimal(mem, &net->network, &out->most)) out->most = NULL;
    if (out->control == TDM_CONTROL_FULL && !tdm_network_rules(mem, &net->network, &out->rules, &out->rule_count))
        out->rules = NULL;
    if (out->control == TDM_CONTROL_FULL || !with_repairs) return;
    uint32_t count = tdm_network_knobs(mem, &net->network, &out->knobs);
    tdm_network_repairs(mem, &net->network, out->knobs, count, &out->repairs);
}
