/* systems.h - other systems at the door: whether one is believed, its questions, its feedback (docs/cds-hooks.md). */
#ifndef TDM_WEB_SYSTEMS_H
#define TDM_WEB_SYSTEMS_H

#include "hooks/hooks.h"
#include "hooks/trust.h"
#include "web/web_int.h"

#define WEB_SYSTEMS_PATH "/cds-services"

/* Without a file of systems whoever is on this machine is believed, and nobody else. */
struct web_trust {
    bool off;     /* not served at all: behind a proxy, or listening elsewhere, without such a file */
    bool by_file; /* tokens are asked for */
    struct tdm_systems systems;
    _Atomic uint64_t *seen; /* names of tokens, shared by all processes */
};
/* Before the processes part. Codes Z010..., S050. */
bool web_trust_read(struct tdm_arena *mem, const struct tdm_web_setting *setting, struct web_trust *out,
                    struct tdm_problems *problems) TDM_CHECKED;
/* Who asks; null and the problem told when they are not believed. By this machine alone: a system without a name. */
const struct tdm_system *web_trusted(struct web_ask *ask, struct tdm_problem *problem);
/* Of a page in a browser: may it? Empty origin: no browser asks. */
bool web_origin_may(const struct web_ask *ask);
bool web_trust_is_new(struct web_trust *trust, tdm_str issuer, tdm_str jti, int64_t expires, int64_t now);

/* ---- page_systems.c */
void web_systems_take(struct web_ask *ask); /* a row of the table that is for systems */
void web_systems_options(struct web_ask *ask);
void web_systems_hear(struct web_ask *ask, tdm_str answer);
void web_systems_feedback_job(struct web *web, tdm_str job, struct tdm_buf *answer); /* in the writer */
void web_systems_shown_job(struct web *web, tdm_str job);
void web_systems_shown_settle(struct web *web);
void web_systems_discovery(struct web_ask *ask); /* rows */
void web_systems_ask(struct web_ask *ask);
void web_systems_feedback(struct web_ask *ask);

#endif
