/* page_systems.c - CDS Hooks at the door: discovery, questions, feedback. A question is answered by a worker from what
 * is kept; the cards that were shown are noted by the writer, and nobody waits for that. Nothing of a request is
 * logged. */
#include "web/systems.h"

#define SHOWN_AT_ONCE 200u
#define FEEDBACK_MOST ((size_t)128 << 10)

/* ---- replies */

static void say_json(struct web_ask *ask, unsigned status) {
    ask->reply.status = status;
    ask->reply.type = "application/json; charset=utf-8";
}

static void say_problem(struct web_ask *ask, unsigned status, const struct tdm_problem *problem) {
    say_json(ask, status);
    ask->out.len = 0;
    tdm_hook_outcome(&ask->out, problem);
}

static void not_there(struct web_ask *ask, const char *what, const char *fix) {
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "Z003", (struct tdm_place){.file = TDM_STR("the request")}, "%s", what);
    tdm_problem_fix(&problem, "%s", fix);
    say_problem(ask, 404, &problem);
}

static void busy(struct web_ask *ask) {
    struct tdm_problem problem;
    (void)tdm_fail(&problem, TDM_WHY_BUSY, "Z008", (struct tdm_place){.file = TDM_STR("the server")},
                   "what is kept cannot be read right now");
    tdm_problem_fix(&problem, "ask again in a moment");
    ask->reply.retry_seconds = 2;
    say_problem(ask, 503, &problem);
}

/* ---- the door */

static bool let_in(struct web_ask *ask) {
    struct tdm_problem problem;
    if (ask->web->trust->off) {
        not_there(ask, "CDS Hooks are not served here", "serve with `--systems FILE`: docs/cds-hooks.md");
        return false;
    }
    if (!web_origin_may(ask)) {
        (void)tdm_fail(&problem, TDM_WHY_NOT_ALLOWED, "Z009", (struct tdm_place){.file = TDM_STR("the request")},
                       "pages of that origin may not ask here");
        tdm_problem_fix(&problem, "let the clinic add a line `origin` to its file of systems");
        say_problem(ask, 403, &problem);
        return false;
    }
    ask->reply.allow_origin = ask->http->origin;
    ask->system = web_trusted(ask, &problem);
    if (ask->system != NULL) return true;
    say_problem(ask, 401, &problem);
    return false;
}

void web_systems_take(struct web_ask *ask) {
    ask->deferred = false;
    if (let_in(ask)) ask->row->answer(ask);
    if (!ask->deferred) web_finish(ask);
}

/* A browser that asks whether it may ask: it shows no token yet. */
void web_systems_options(struct web_ask *ask) {
    ask->reply.status = 404;
    if (!ask->web->trust->off && ask->http->origin.len > 0 && web_origin_may(ask)) {
        ask->reply.status = 204;
        ask->reply.allow_origin = ask->http->origin;
        ask->reply.preflight = true;
    }
    web_finish(ask);
}

void web_systems_discovery(struct web_ask *ask) {
    say_json(ask, 200);
    tdm_hooks_discovery(&ask->out);
}

/* ---- who the patient is */

static struct tdm_identity_index *index_of(struct web *web) {
    struct tdm_problem problem;
    bool fresh = web->people != NULL && tdm_identity_index_is_fresh(web->people_scratch, web->people);
    tdm_arena_reset(web->people_scratch);
    if (fresh) return web->people;
    tdm_arena_reset(web->people_mem);
    if (!tdm_identity_index_open(web->people_mem, web->setting->folder, &web->people, &problem)) web->people = NULL;
    return web->people;
}

/* False: a question that cannot be answered, told. *person empty: nobody here. */
static bool find_person(struct web_ask *ask, const struct tdm_hook_ask *asked, tdm_str *person) {
    struct tdm_hook_keys keys = tdm_hook_keys_of(ask->mem, asked);
    struct tdm_identity_index *index = index_of(ask->web);
    struct tdm_problem problem;
    *person = (tdm_str){0};
    if (index == NULL) {
        busy(ask);
        return false;
    }
    bool by_address = false;
    for (uint32_t i = 0; i < keys.count; i++) {
        tdm_str id;
        uint32_t count = tdm_identity_index_find(index, keys.list[i], &id);
        bool other = count > 1 || (count == 1 && person->len > 0 && !tdm_str_equal(*person, id));
        if (other) {
            (void)tdm_fail(&problem, TDM_WHY_CONFLICT, "Z007", (struct tdm_place){.file = TDM_STR("the request")},
                           "the identifiers of the patient lead to two persons of this clinic");
            tdm_problem_fix(&problem, "let the clinic look whose they are: `tandem person show`");
            say_problem(ask, 412, &problem);
            return false;
        }
        if (count == 1) *person = tdm_arena_str(ask->mem, id);
        by_address = by_address || (count == 1 && i == 0 && asked->fhir_server.len > 0);
    }
    bool other_sent = asked->patient_given == TDM_HOOK_THERE;
    if ((by_address && !other_sent) || !tdm_hook_lacks(asked, &problem)) return true;
    say_problem(ask, 412, &problem);
    return false;
}

/* ---- a question */

static bool server_is_its_own(struct web_ask *ask, const struct tdm_hook_ask *asked) {
    const struct tdm_system *system = ask->system;
    struct tdm_problem problem;
    if (system->fhir_count == 0 || asked->fhir_server.len == 0) return true;
    for (uint32_t i = 0; i < system->fhir_count; i++)
        if (tdm_str_equal(system->fhir[i], asked->fhir_server)) return true;
    (void)tdm_fail(&problem, TDM_WHY_NOT_ALLOWED, "Z006", (struct tdm_place){.file = TDM_STR("the request")},
                   "/fhirServer is none of the servers of the system that asks");
    tdm_problem_fix(&problem, "let the clinic add a line `fhir` to its file of systems");
    say_problem(ask, 403, &problem);
    return false;
}

static void judge_episode(struct web_ask *ask, const struct tdm_hook_ask *asked, const struct web_episode *episode,
                          struct tdm_hook_cards *cards) {
    struct tdm_hook_episode of = {episode->episode, &episode->library,    &episode->zone,
                                  episode->others,  episode->other_count, episode->standing};
    tdm_hook_judge(ask->mem, &ask->view, asked, &of, cards);
}

static void note_shown(struct web_ask *ask, const struct tdm_hook_ask *asked, const struct tdm_hook_cards *cards) {
    struct tdm_buf job;
    tdm_buf_init(&job, ask->mem, TDM_HTTP_JOB_MAX);
    web_pack(&job, TDM_STR("shown"));
    for (size_t i = 0; i < cards->count; i++) {
        const struct tdm_hook_card *card = &cards->list[i];
        web_pack(&job, card->uuid);
        web_pack(&job, tdm_str_of(tdm_hook_service_id(asked->service)));
        web_pack(&job, card->episode);
        web_pack(&job, tdm_str_of(card->topic));
        web_pack(&job, tdm_str_slice(card->what, 0, 300));
        web_pack(&job, web_format(ask, "%d", (int)ask->today.day));
    }
    if (cards->count > 0 && !job.failed) tdm_http_tell(ask->web->door, TDM_HTTP_WRITER, tdm_buf_str(&job));
}

void web_systems_ask(struct web_ask *ask) {
    struct tdm_hook_ask asked;
    struct tdm_hook_cards cards = {0};
    struct tdm_problem problem;
    struct web_recalled episodes;
    enum tdm_hook_service service;
    tdm_str person;
    if (!tdm_hook_service_find(ask->part_of_path[0], &service)) {
        not_there(ask, "there is no such service", "GET /cds-services tells those that there are");
        return;
    }
    if (!tdm_hook_read(ask->mem, service, ask->http->json, &asked, &problem)) {
        say_problem(ask, 400, &problem);
        return;
    }
    if (!server_is_its_own(ask, &asked) || !find_person(ask, &asked, &person)) return;
    if (person.len > 0) {
        if (!web_recall_person(ask->web, ask->mem, person, &episodes)) {
            busy(ask);
            return;
        }
        for (size_t i = 0; i < episodes.count; i++) judge_episode(ask, &asked, episodes.list[i], &cards);
    }
    say_json(ask, 200);
    tdm_hook_answer(&ask->out, &ask->view, &asked, &cards);
    note_shown(ask, &asked, &cards);
}

/* ---- feedback */

void web_systems_feedback(struct web_ask *ask) {
    struct tdm_hook_feedbacks said;
    struct tdm_problem problem;
    struct tdm_buf job;
    enum tdm_hook_service service;
    if (!tdm_hook_service_find(ask->part_of_path[0], &service)) {
        not_there(ask, "there is no such service", "GET /cds-services tells those that there are");
        return;
    }
    if (ask->http->json.len > FEEDBACK_MOST) {
        (void)tdm_fail(&problem, TDM_WHY_LIMIT, "Z005", (struct tdm_place){.file = TDM_STR("the request")},
                       "this is more feedback than is taken at once");
        tdm_problem_fix(&problem, "send it in several requests");
        say_problem(ask, 413, &problem);
        return;
    }
    if (!tdm_hook_feedback_read(ask->mem, ask->http->json, &said, &problem)) {
        say_problem(ask, 400, &problem);
        return;
    }
    tdm_buf_init(&job, ask->mem, TDM_HTTP_JOB_MAX);
    web_pack(&job, TDM_STR("feedback"));
    web_pack(&job, ask->system->issuer);
    web_pack(&job, tdm_str_of(tdm_hook_service_id(service)));
    web_pack(&job, ask->http->json);
    if (job.failed || !tdm_http_job(ask->web->door, ask->http, TDM_HTTP_WRITER, tdm_buf_str(&job)))
        busy(ask);
    else
        ask->deferred = true;
}

void web_systems_hear(struct web_ask *ask, tdm_str answer) {
    ask->out.len = 0;
    if (tdm_str_is(answer, "kept"))
        say_json(ask, 200); /* and no body */
    else
        busy(ask);
    web_finish(ask);
}

/* ---- in the writer */

struct keeping {
    struct web *web;
    struct tdm_arena *mem;
    tdm_str from, service;
};

/* A card that was never shown here, or too long ago, says nothing of anybody. */
static bool keep_one(const struct keeping *k, const struct tdm_hook_feedback *said, struct tdm_problems *problems) {
    struct tdm_shown card;
    struct tdm_taken taken = {0};
    if (!tdm_shown_find(k->mem, k->web->accounts, said->card, &card) || !tdm_str_equal(card.service, k->service))
        return true;
    struct tdm_card_feedback kept = {.episode = card.episode,
                                     .card = card.uuid,
                                     .service = card.service,
                                     .topic = card.topic,
                                     .what = card.what,
                                     .on = card.on,
                                     .outcome = said->outcome,
                                     .at = said->at,
                                     .accepted = said->accepted,
                                     .accepted_count = said->accepted_count,
                                     .reason = said->reason.len > 0 ? said->reason : said->reason_display,
                                     .comment = said->comment,
                                     .from = k->from};
    return tdm_clinic_feedback(k->mem, k->web->clinic, &kept, tdm_clock_now(), &taken, problems);
}

static bool keep_all(const struct keeping *k, const struct tdm_hook_feedbacks *said) {
    struct tdm_problem problem;
    struct tdm_problems problems;
    tdm_problems_init(&problems);
    if (!tdm_clinic_begin(k->web->clinic, &problem)) return false;
    bool good = true;
    for (uint32_t i = 0; i < said->count && good; i++) good = keep_one(k, &said->list[i], &problems);
    if (good) return tdm_clinic_commit(k->web->clinic, &problem);
    tdm_clinic_abandon(k->web->clinic);
    return false;
}

void web_systems_feedback_job(struct web *web, tdm_str job, struct tdm_buf *answer) {
    struct keeping k = {.web = web, .mem = answer->mem};
    struct tdm_hook_feedbacks said;
    struct tdm_problem problem;
    tdm_str json;
    bool good = web_unpack(&job, &k.from) && web_unpack(&job, &k.service) && web_unpack(&job, &json) &&
                tdm_hook_feedback_read(k.mem, json, &said, &problem) && web_open_clinic(web) && keep_all(&k, &said);
    web_pack(answer, TDM_STR("feedback"));
    tdm_buf_text(answer, good ? "kept" : "no");
}

/* Many cards are one transaction, as long as more come: the writer would else wait for the disk at each. It ends before
 * anything else is written, and when the writer has nothing to do. */
void web_systems_shown_settle(struct web *web) {
    if (web->shown_count > 0) (void)!tdm_accounts_commit(web->accounts);
    web->shown_count = 0;
}

void web_systems_shown_job(struct web *web, tdm_str job) {
    struct tdm_shown card = {.made = tdm_clock_now()};
    tdm_str day;
    int64_t number;
    while (job.len > 0 && web_unpack(&job, &card.uuid) && web_unpack(&job, &card.service) &&
           web_unpack(&job, &card.episode) && web_unpack(&job, &card.topic) && web_unpack(&job, &card.what) &&
           web_unpack(&job, &day)) {
        if (!tdm_parse_i64(day, &number)) return;
        card.on = (tdm_date){(int32_t)number};
        if (web->shown_count == 0 && !tdm_accounts_begin(web->accounts)) return;
        web->shown_count++;
        if (!tdm_shown_put(web->accounts, &card)) return;
        if (web->shown_count >= SHOWN_AT_ONCE) web_systems_shown_settle(web);
    }
}
