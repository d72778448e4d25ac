/* web_int.h - what the pages share: a process, what was read once, a question and its page. */
#ifndef TDM_WEB_INT_H
#define TDM_WEB_INT_H

#include "accounts/accounts.h"
#include "clinic/acts.h"
#include "http/http.h"
#include "pdf/pdf.h"
#include "system/system.h"
#include "views/page_parts.h"
#include "web/web.h"

#define TDM_WEB_NO_CODE "" /* of what a page says where it happens; nobody looks it up */

/* ---- shelf.c: what is read once, before the processes part: catalogue, protocols, drawings, texts, style sheet */
struct web_wording { /* of an item of a questionnaire, from the clinic's pack */
    const struct tdm_instrument *of;
    uint32_t item;
    enum tdm_language language;
    tdm_str text;
};
struct web_shelf {
    struct tdm_arena *mem;
    const struct tdm_catalog *catalog;
    struct tdm_parts parts;
    const struct tdm_drawings *drawings;
    const struct tdm_texts *texts[TDM_LANGUAGE_COUNT];
    const struct tdm_protocol **protocols;
    size_t protocol_count, protocol_room;
    const struct tdm_instrument **instruments;
    size_t instrument_count, instrument_room;
    struct web_wording *wordings;
    size_t wording_count, wording_room;
    const struct tdm_decision **decisions;
    size_t decision_count, decision_room;
    struct tdm_catalog_plan *plans; /* of the shipped protocols */
    size_t plan_count;
    tdm_str style, style_path;
};
bool web_shelf_read(struct tdm_arena *mem, struct web_shelf *shelf, struct tdm_problems *problems) TDM_CHECKED;
bool web_pack_read(struct web_shelf *shelf, tdm_str folder, struct tdm_problems *problems) TDM_CHECKED; /* pack.c */
/* The protocol with that digest: of the shelf, or from the store, put on the shelf then. */
const struct tdm_protocol *web_shelf_protocol(struct web_shelf *shelf, struct tdm_clinic *clinic, tdm_digest digest,
                                              struct tdm_problems *problems);
tdm_str web_shelf_text(const struct tdm_protocol *protocol); /* of a shipped one; else empty */
const struct tdm_decision *web_shelf_decision(const struct web_shelf *shelf, tdm_ref condition); /* or null */
void web_shelf_time(struct tdm_arena *mem,
                    struct tdm_catalog_plan *plan); /* what takes a while: its network of times */

/* ---- counts.c: one place in memory that all processes share */
#define WEB_ROWS_MAX 192u
struct web_counts {
    uint64_t answered[WEB_ROWS_MAX][6]; /* by the first digit of the status */
    uint64_t microseconds[WEB_ROWS_MAX];
    uint64_t recorded, refused, log_ins, log_in_failures;
};
void web_count(uint64_t *what, uint64_t by);

/* ---- carry.c: the courier, where there are receivers */
struct web_carrying;
bool web_receivers_read(struct tdm_arena *mem, const struct tdm_web_setting *setting, struct web_carrying **out,
                        struct tdm_problems *problems) TDM_CHECKED; /* *out null: nobody is told */
int64_t web_carry(void *self);

struct web_trust;
struct web_recall;
struct web { /* a process */
    const struct tdm_web_setting *setting;
    enum tdm_http_process process;
    struct tdm_http_door *door;
    struct tdm_arena *mem;
    struct tdm_arena *clinic_mem;
    struct tdm_clinic *clinic; /* of the question that is being answered; null: the store cannot be opened */
    struct tdm_accounts *accounts;
    uint32_t shown_count; /* of the writer: cards that are written and not committed */
    struct web_shelf *shelf;
    struct web_counts *counts;
    struct tdm_pictures *pictures;     /* of exercises, computed once */
    struct web_trust *trust;           /* of other systems: systems.h */
    struct web_recall *recall;         /* recall.c; null: nothing yet */
    struct web_carrying *carrying;     /* of the courier: carry.c */
    struct tdm_identity_index *people; /* who has which identifier; null: not yet read */
    struct tdm_arena *people_mem, *people_scratch;
    struct web_many *many; /* many.c: the lines of all episodes; null: not yet asked for */
};
bool web_open_clinic(struct web *web);
/* kept_episode.c: at most TDM_STORE_SOME_MAX of them. */
void web_read_ahead(struct web *web, const tdm_str *names, uint32_t count);
tdm_instant web_now(const struct web *web); /* of the charts: on the day of --on, at the clock's time */

/* ---- the table of pages */
enum web_who {
    WEB_ANYBODY,
    WEB_STAFF,
    WEB_PATIENT,
    WEB_PERSON,
    WEB_SYSTEM
}; /* the last: another system, by its token */
enum web_relation { WEB_NO_EPISODE, WEB_TEAM, WEB_SELF, WEB_TEAM_OR_SELF };
enum web_right { WEB_READS, WEB_WRITES }; /* in the episode: who only reads there is not let on to what writes */
enum web_slow { WEB_QUICK, WEB_LOG_IN, WEB_AGAIN, WEB_NEW_PASSWORD, WEB_PROVE, WEB_PDF };
struct web_ask;
struct web_row {
    const char *name, *pattern; /* "/episodes/{}/sign/{}" */
    bool is_form;               /* POST, with a forgery token, done by the writer; else GET */
    enum web_who who;
    enum web_relation relation;
    enum web_right right;
    const char *roles;  /* of those, words with blanks between; null: all of them */
    enum web_slow slow; /* what a helper does first */
    void (*answer)(struct web_ask *ask);
};
extern const struct web_row web_rows[];
extern const uint32_t web_row_count;

/* ---- kept_episode.c */
struct web_episode {
    tdm_str name, text, missing;
    tdm_digest seen; /* of the chart as it is kept */
    const struct tdm_chart *chart;
    struct tdm_library library;
    const struct tdm_protocol *protocol;
    const struct tdm_case *episode;
    const struct tdm_case **others;
    uint32_t other_count;
    struct tdm_zone zone;
    struct tdm_asof asof;
    const struct tdm_standing *standing; /* on the day shown */
};
/* Reads it as of today; a later one with another `asof` by web_episode_standing. False: not there, or told in problems.
 */
bool web_episode_open(struct web *web, struct tdm_arena *mem, tdm_str name, struct web_episode *out,
                      struct tdm_problems *problems) TDM_CHECKED;
const struct tdm_standing *web_episode_standing(struct tdm_arena *mem, const struct web_episode *episode,
                                                struct tdm_asof asof);
/* May they see it on that day, or write in it? The care team is asked (tdm_clinic_admits). *role: what they are there.
 */
struct web_admitting {
    tdm_str person;
    bool write;
};
bool web_admits(struct web *web, struct tdm_arena *mem, const struct web_episode *episode,
                const struct web_admitting *who, tdm_str *role);
/* recall.c: the episodes of a person that can be read, as of today; read anew when anything was written since. Not to
 * be changed. */
#define WEB_RECALLED_MAX 16u
struct web_recalled {
    struct web_episode *const *list;
    size_t count;
};
bool web_recall_person(struct web *web, struct tdm_arena *mem, tdm_str person, struct web_recalled *out) TDM_CHECKED;
/* Who is behind the word of a chart, where that is kept; else the word. */
struct web_person {
    tdm_str name;
    tdm_date born;
    bool kept;
};
struct web_person web_person_of(struct web *web, struct tdm_arena *mem, tdm_str word);
/* The same of many, in one reading of what is sealed: [count], in the order of the words. */
struct web_person *web_persons_of(struct web *web, struct tdm_arena *mem, const tdm_str *words, uint32_t count);
bool web_keep(struct tdm_problems *problems, const struct tdm_problem *problem); /* gives false */

/* ---- a question and its page */
struct web_ask {
    struct web *web;
    struct tdm_http_ask *http;
    const struct web_row *row;
    struct tdm_arena *mem;
    tdm_str part_of_path[3];
    const struct tdm_system *system; /* that asks, where the row is for systems */
    bool deferred;                   /* a helper answers */
    bool logged_in;
    struct tdm_account account;
    struct tdm_session session;
    tdm_str token; /* of the session, or of a visitor's form cookie */
    tdm_str proof; /* what the slow helper said: "yes", "no", a hash */
    struct web_episode *episode;
    tdm_str role;         /* in the episode on the day; else of the account */
    bool is_self, writes; /* in the episode */
    bool large;           /* letters */
    bool told_meanwhile;  /* what others wrote since the form was shown */
    tdm_instant now;      /* of the charts */
    tdm_date today;
    struct tdm_view view;
    struct tdm_buf out;
    struct tdm_html html;
    struct tdm_piece part;
    struct tdm_http_reply reply;
};

/* ---- dispatch.c */
void web_dispatch_settle(struct web_ask *ask); /* language, view, reply */
tdm_str web_form_token(struct web_ask *ask);
void *web_begin(void *context, enum tdm_http_process process, struct tdm_http_door *door);
void web_take(void *self, struct tdm_http_ask *http);
void web_hear(void *self, struct tdm_http_ask *http, tdm_str answer, bool good);
void web_work(void *self, tdm_str job, struct tdm_buf *answer);
void web_finish(struct web_ask *ask); /* the reply goes out with what was written */
/* Messages between processes: texts, each with its length before it. */
void web_pack(struct tdm_buf *out, tdm_str text);
bool web_unpack(tdm_str *rest, tdm_str *text) TDM_CHECKED;
void web_rest(void *self); /* a helper has nothing to do */
void web_told(void *self, const struct tdm_http_ask *http, unsigned status, size_t bytes, int64_t microseconds);

/* ---- page_frame.c: the frame of every page, and forms */
tdm_str web_words(struct web_ask *ask, enum tdm_message message);
tdm_str web_named(struct web_ask *ask, enum tdm_message message, const struct tdm_arg *args, uint32_t count);
tdm_str web_format(struct web_ask *ask, const char *format, ...) TDM_FORMAT(2, 3);
void web_page_begin(struct web_ask *ask, tdm_str title);
void web_page_end(struct web_ask *ask);
void web_say(struct web_ask *ask, const char *tag, const char *css_class, tdm_str text); /* nothing when empty */
void web_link(struct web_ask *ask, const char *css_class, tdm_str href, tdm_str words);
void web_open(struct web_ask *ask, const char *tag, const char *css_class);
void web_close(struct web_ask *ask);
void web_section(struct web_ask *ask, enum tdm_message head); /* open, with its heading */
void web_banner(struct web_ask *ask);                         /* whose page it is: name, side and joint */
void web_message(struct web_ask *ask, unsigned status, enum tdm_message title,
                 enum tdm_message words); /* a whole page */
void web_redirect(struct web_ask *ask, tdm_str location);
void web_cookie(struct web_ask *ask, const char *name, tdm_str value,
                int64_t seconds); /* 0: until the browser closes; < 0: gone */
void web_problems(struct web_ask *ask, const struct tdm_problems *problems); /* as a list that says what is wrong */

struct web_input {
    const char *name, *type; /* of <input>; "textarea"; "select" */
    tdm_str label, hint, value;
    const tdm_str *choices, *choice_labels;
    uint32_t choice_count;
    const char *complete; /* autocomplete, or null */
    const char *mode;     /* inputmode, or null */
    bool must, short_one;
};
void web_form_begin(struct web_ask *ask, tdm_str action, const char *css_class);
void web_form_hidden(struct web_ask *ask, const char *name, tdm_str value);
void web_form_input(struct web_ask *ask, const struct web_input *input);
void web_form_end(struct web_ask *ask, tdm_str button);
tdm_str web_field(const struct web_ask *ask, const char *name); /* of the form, trimmed */

/* ---- form_record.c: an entry written by a form */
struct web_lines {
    struct tdm_buf text;
    bool good;
};
void web_tell(struct tdm_problems *problems, tdm_str what); /* a problem of the form, in a sentence */
void web_lines_begin(struct web_ask *ask, struct web_lines *lines, const char *kind); /* "DATE TIME kind" */
void web_lines_word(struct web_lines *lines, const char *before,
                    tdm_str word); /* a name; anything else spoils the lines */
void web_lines_quoted(struct web_lines *lines, const char *before, tdm_str text); /* nothing when empty */
void web_lines_named(struct web_ask *ask, struct web_lines *lines); /* when all are there: a name to correct it by */
void web_lines_below(struct web_lines *lines);                      /* a new line below the entry */
void web_lines_plain(struct web_lines *lines,
                     tdm_str text); /* what a person wrote in the notation: one line, no quotes spoiled */
tdm_str web_one_line(struct web_ask *ask, const char *name); /* a field, without its line ends */
struct web_wish {
    struct tdm_wish wish;
    struct web_lines lines; /* below the entry */
};
void web_wish_begin(struct web_ask *ask, struct web_wish *out,
                    enum tdm_verb verb); /* by whom, when, and the field `because` */
void web_wish_words(struct web_ask *ask, struct web_wish *wish);
struct web_tried {                         /* what would follow */
    const struct tdm_judgement *judgement; /* null: it was not judged */
    struct tdm_problems problems;
};
bool web_is_told(const struct web_tried *tried); /* there is a verdict, and it stops the act */
void web_try(struct web_ask *ask, struct web_wish *wish, struct web_tried *out);
/* Acts, in the writer alone: asked, judged, recorded and told by `clinic`. False: why stands in what is given back, and
 * nothing was changed. */
bool web_record(struct web_ask *ask, struct web_wish *wish, struct web_tried *out) TDM_CHECKED;
bool web_record_lines(struct web_ask *ask, const struct web_lines *lines, struct tdm_problems *problems) TDM_CHECKED;
void web_try_lines(struct web_ask *ask, const struct web_lines *lines, struct web_tried *out);
/* The same as web_record, for lines; with a protocol: the episode goes on under it. */
bool web_record_judged(struct web_ask *ask, const struct web_lines *lines, const struct tdm_protocol *protocol,
                       struct web_tried *out) TDM_CHECKED;
bool web_act_begin(struct web_ask *ask, struct tdm_problems *problems) TDM_CHECKED;
bool web_act_end(struct web_ask *ask, bool good, struct tdm_problems *problems) TDM_CHECKED;
/* ---- seen.c. The fields of a form that say what was looked at; and whether it is still so. */
void web_seen_fields(struct web_ask *ask);
bool web_still_so(struct web_ask *ask);
void web_what_changed(struct web_ask *ask);    /* since then, as a piece of the page */
void web_meanwhile_field(struct web_ask *ask); /* of a form on which people write side by side; else nothing */
/* Others wrote of the same kind since its page was shown: told, one problem each, and nothing is to be recorded. */
bool web_meanwhile(struct web_ask *ask, struct tdm_problems *problems) TDM_CHECKED;

#define WEB_GO_ON "go-on"            /* of a form: not to be recorded, its page is wanted again with what was typed */
void care_ways(struct web_ask *ask); /* care.c: links to the pages of therapist and patient */
void care_more_ways(struct web_ask *ask);
void web_give_back(struct web_ask *ask); /* page_log_in.c: the session was over while somebody wrote */

/* ---- pages: one file each */
void web_log_in_page(struct web_ask *ask);
void web_log_in(struct web_ask *ask);
void web_log_out(struct web_ask *ask);
void web_invitation_page(struct web_ask *ask);
void web_invitation(struct web_ask *ask);
void web_home(struct web_ask *ask);
void web_episode_page(struct web_ask *ask);
void web_sign_page(struct web_ask *ask);
void web_sign(struct web_ask *ask);
void web_revoke_page(struct web_ask *ask);
void web_revoke(struct web_ask *ask);
void web_session_page(struct web_ask *ask);
void web_session(struct web_ask *ask);
void web_prescribe_page(struct web_ask *ask);
void web_prescribe(struct web_ask *ask);
void web_act_page(struct web_ask *ask); /* whichever act the row is of: acts.h */
void web_act(struct web_ask *ask);
void web_act_links(struct web_ask *ask); /* those that the role may do, on the episode's page */
void web_options_page(struct web_ask *ask);
void web_summary_page(struct web_ask *ask);
enum { WEB_FACTS_MAX = 6 };
struct web_fact {
    enum tdm_message term;
    tdm_str words;
};
tdm_str web_block_line(struct web_ask *ask, const struct web_episode *episode); /* what blocks, in one line */
uint32_t web_summary_facts(struct web_ask *ask, struct web_fact out[WEB_FACTS_MAX]);
void web_summary_pdf(struct web_ask *ask);
tdm_str web_summary_lines(struct web_ask *ask); /* the same, as lines of a PDF */
tdm_str web_day(struct web_ask *ask);           /* of the episode, as 2025-03-18 */
void web_no_phone(struct web_ask *ask);         /* to staff: that patients are told no number to call */
void web_blocks(struct web_ask *ask);           /* the gates that are shut, with what keeps them so */
void web_today_page(struct web_ask *ask);
void web_glass_page(struct web_ask *ask);
void web_glass(struct web_ask *ask);
void web_glass_link(struct web_ask *ask, tdm_str episode); /* to that page, for staff */
void web_glass_told(struct web_ask *ask);                  /* on an episode: who let themselves in, and why */
void web_diary_page(struct web_ask *ask);
void web_diary(struct web_ask *ask);
void web_library_page(struct web_ask *ask);
void web_audit_page(struct web_ask *ask);
void web_prove(struct web_ask *ask);
void web_health(struct web_ask *ask);
void web_metrics(struct web_ask *ask);
void web_style(struct web_ask *ask);

#endif
