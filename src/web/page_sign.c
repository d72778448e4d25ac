/* page_sign.c - signing and revoking a clearance: the person's password again, and a form that knows what it was shown
 * for. Two clinicians on one stale page: the second sees what has changed and is asked again. */
#include "web/web_int.h"

#include "base/canary.h"

static tdm_ref clearance_of(struct web_ask *ask) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    for (tdm_ref c = 0; c < protocol->clearance_count; c++)
        if (tdm_str_equal(protocol->clearances[c].name, ask->part_of_path[1])) return c;
    return TDM_REF_NONE;
}

static void wish_of(struct web_ask *ask, bool revokes, tdm_str signature, struct web_wish *wish) {
    web_wish_begin(ask, wish, revokes ? TDM_VERB_REVOKE : TDM_VERB_SIGN);
    wish->wish.object = revokes ? signature : ask->part_of_path[1];
    if (!revokes) web_wish_words(ask, wish);
}

/* The signature that counts now, by its name in the chart; empty: none, or one without a name. */
static tdm_str signature_of(struct web_ask *ask, tdm_ref clearance) {
    const struct tdm_clearance_answer *answer = &ask->episode->standing->clearances[clearance];
    if (answer->truth != TDM_MET || answer->entry == TDM_ENTRY_NONE) return (tdm_str){0};
    return ask->episode->chart->entries[answer->entry].name;
}

static void ask_again(struct web_ask *ask, bool revokes, bool wants_reason) {
    struct web_input words = {.name = revokes ? "because" : "words",
                              .type = "textarea",
                              .label = web_words(ask, revokes ? TDM_MSG_WEB_BECAUSE : TDM_MSG_WEB_SIGN_WORDS),
                              .hint = web_words(ask, revokes ? TDM_MSG_WEB_BECAUSE_HINT : TDM_MSG_WEB_SIGN_WORDS_HINT),
                              .value = web_field(ask, revokes ? "because" : "words"),
                              .must = revokes};
    struct web_input password = {.name = "password",
                                 .type = "password",
                                 .label = web_words(ask, TDM_MSG_WEB_PASSWORD_AGAIN),
                                 .hint = web_words(ask, TDM_MSG_WEB_PASSWORD_AGAIN_HINT),
                                 .complete = "current-password",
                                 .must = true};
    web_form_begin(ask, ask->http->path, NULL);
    web_seen_fields(ask);
    web_form_input(ask, &words);
    if (wants_reason && !revokes) {
        struct web_input because = {.name = "because",
                                    .type = "textarea",
                                    .label = web_words(ask, TDM_MSG_WEB_BECAUSE),
                                    .hint = web_words(ask, TDM_MSG_WEB_BECAUSE_HINT),
                                    .value = web_field(ask, "because"),
                                    .must = true};
        web_form_input(ask, &because);
    }
    web_form_input(ask, &password);
    web_form_end(ask, web_words(ask, revokes ? TDM_MSG_WEB_REVOKE : TDM_MSG_WEB_SIGN));
}

static void gates_of(struct web_ask *ask, tdm_ref clearance) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    for (uint32_t g = 0; g < protocol->gate_count; g++)
        for (uint32_t i = 0; i < protocol->gates[g].condition.count; i++) {
            const struct tdm_criterion *node = &protocol->gates[g].condition.nodes[i];
            if (node->kind != TDM_CRITERION_CLEARANCE || node->ref != clearance) continue;
            struct tdm_arg args[] = {TDM_ARG_T("ref", tdm_part_gate(&ask->view, protocol, (tdm_ref)g))};
            web_say(ask, "p", NULL, web_named(ask, TDM_MSG_WEB_SIGN_FOR_GATE, args, 1));
            break;
        }
}

/* Of a signature that does not count its reason was read as that of the one that is about to be made. */
static void standing_of(struct web_ask *ask, tdm_ref clearance, bool revokes) {
    const struct tdm_clearance_answer *answer = &ask->episode->standing->clearances[clearance];
    tdm_str why = tdm_part_reason(&ask->view, ask->episode->standing, &answer->reason);
    struct tdm_arg args[] = {TDM_ARG_T("words", why)};
    bool earlier = !revokes && answer->entry != TDM_ENTRY_NONE && answer->truth != TDM_MET;
    web_say(ask, "p", NULL, earlier ? web_named(ask, TDM_MSG_WEB_SIGN_EARLIER, args, 1) : why);
}

/* What the signature would do, judged before it is made. */
static void consequence(struct web_ask *ask, const struct web_tried *tried) {
    web_open(ask, "section", "card");
    web_say(ask, "h2", NULL, web_words(ask, TDM_MSG_WEB_WHAT_FOLLOWS));
    if (tried->judgement != NULL)
        tdm_part_judgement(&ask->part, tried->judgement);
    else
        web_problems(ask, &tried->problems);
    web_close(ask);
}

/* `made`: what became of the act, or null. */
static void page(struct web_ask *ask, bool revokes, tdm_ref clearance, const struct web_tried *made,
                 enum tdm_message told) {
    struct web_wish wish;
    struct web_tried tried = {0};
    struct web_episode *e = ask->episode;
    struct tdm_arg ref[] = {TDM_ARG_T("ref", tdm_part_name(&ask->view, e->protocol->clearances[clearance].name))};
    tdm_str title = web_named(ask, revokes ? TDM_MSG_WEB_REVOKE_TITLE : TDM_MSG_WEB_SIGN_TITLE, ref, 1);
    web_page_begin(ask, title);
    web_say(ask, "h1", NULL, title);
    web_banner(ask);
    if (told != TDM_MESSAGE_COUNT) {
        web_open(ask, "div", "wrong");
        tdm_html_attribute(&ask->html, "role", TDM_STR("alert"));
        web_say(ask, "p", NULL, web_words(ask, told));
        if (told == TDM_MSG_WEB_STALE) web_what_changed(ask);
        web_close(ask);
    }
    if (made != NULL && !web_is_told(made)) web_problems(ask, &made->problems);
    if (made != NULL && web_is_told(made) && revokes) consequence(ask, made);
    standing_of(ask, clearance, revokes);
    if (!revokes) gates_of(ask, clearance);
    if (!revokes) {
        wish_of(ask, revokes, (tdm_str){0}, &wish);
        web_try(ask, &wish, &tried);
        consequence(ask, &tried);
        bool refused = tried.judgement != NULL && tried.judgement->verdict == TDM_VERDICT_REFUSED;
        if (refused) {
            web_say(ask, "p", "late", web_words(ask, TDM_MSG_WEB_CANNOT_SIGN));
            web_open(ask, "p", NULL);
            web_link(ask, "button quiet", web_format(ask, "/episodes/%.*s", TDM_FMT(e->name)),
                     web_words(ask, TDM_MSG_WEB_BACK));
            web_close(ask);
            web_page_end(ask);
            return;
        }
    }
    ask_again(ask, revokes, web_is_told(&tried) || web_field(ask, "because").len > 0);
    web_page_end(ask);
}

static bool may(struct web_ask *ask, tdm_ref *clearance) {
    *clearance = clearance_of(ask);
    if (*clearance == TDM_REF_NONE) {
        web_message(ask, 404, TDM_MSG_WEB_NOT_THERE, TDM_MSG_WEB_NOT_THERE_WORDS);
        return false;
    }
    tdm_ref role = tdm_catalog_find(ask->web->shelf->catalog, TDM_KIND_ROLE, ask->role);
    if (role != TDM_REF_NONE && (ask->episode->protocol->clearances[*clearance].roles & TDM_BIT(role)) != 0)
        return true;
    web_message(ask, 403, TDM_MSG_WEB_NOT_YOURS, TDM_MSG_WEB_NOT_YOURS_WORDS);
    return false;
}

void web_sign_page(struct web_ask *ask) {
    tdm_ref clearance;
    if (may(ask, &clearance)) page(ask, false, clearance, NULL, TDM_MESSAGE_COUNT);
}

void web_revoke_page(struct web_ask *ask) {
    tdm_ref clearance;
    if (!may(ask, &clearance)) return;
    if (signature_of(ask, clearance).len == 0)
        web_message(ask, 409, TDM_MSG_WEB_NOTHING_TO_REVOKE, TDM_MSG_WEB_NOTHING_TO_REVOKE_WORDS);
    else
        page(ask, true, clearance, NULL, TDM_MESSAGE_COUNT);
}

static void act(struct web_ask *ask, bool revokes) {
    struct web_wish wish;
    struct web_tried made;
    tdm_ref clearance;
    if (!may(ask, &clearance)) return;
    tdm_str signature = signature_of(ask, clearance);
    if (!tdm_str_is(ask->proof, "yes") && !tdm_canary("password-again")) {
        ask->reply.status = 401;
        page(ask, revokes, clearance, NULL, TDM_MSG_WEB_PASSWORD_WRONG);
        return;
    }
    if (!web_still_so(ask)) {
        ask->reply.status = 409;
        page(ask, revokes, clearance, NULL, TDM_MSG_WEB_STALE);
        return;
    }
    if (revokes && signature.len == 0) {
        web_message(ask, 409, TDM_MSG_WEB_NOTHING_TO_REVOKE, TDM_MSG_WEB_NOTHING_TO_REVOKE_WORDS);
        return;
    }
    wish_of(ask, revokes, signature, &wish);
    if (!web_record(ask, &wish, &made)) {
        ask->reply.status = 422;
        page(ask, revokes, clearance, &made, TDM_MESSAGE_COUNT);
        return;
    }
    web_redirect(ask, web_format(ask, "/episodes/%.*s?done=1", TDM_FMT(ask->episode->name)));
}

void web_sign(struct web_ask *ask) {
    act(ask, false);
}

void web_revoke(struct web_ask *ask) {
    act(ask, true);
}
