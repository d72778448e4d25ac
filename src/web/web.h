/* web.h - the clinic's screens: pages for physician, therapist and patient over the charts that a clinic keeps. One table
 * of pages says who may see each; one dispatcher holds everybody to it. Writes only through `clinic`. README.md. */
#ifndef TDM_WEB_H
#define TDM_WEB_H

#include "base/base.h"
#include "calendar/calendar.h"

struct tdm_web_setting {
    tdm_str folder;       /* of the clinic */
    tdm_str listen;       /* "127.0.0.1:8080" */
    uint32_t workers, slow; /* processes */
    bool once, behind_proxy;
    tdm_str systems;      /* file of other systems that are believed, for CDS Hooks; or empty */
    tdm_str receivers;    /* file of those who are told what happens (docs/outbox.md); or empty */
    tdm_str certificate, key, user; /* files of TLS, or empty; whom root becomes, or empty */
    tdm_str phone, emergency; /* numbers that patients' sheets print, or empty */
    int listener;         /* of tdm_web_begin */
    tdm_str certificate_text, key_text;
    tdm_date on;          /* pages show this day as today, and entries are recorded on it; none: the clock's */
    bool example;         /* the folder holds invented episodes: said on every page */
    void (*ready)(tdm_str address); /* "http://127.0.0.1:8080" */
};
/* What needs the rights of root, before anything of the clinic is touched: reads certificate and key, listens, becomes the user. Codes S001,
 * S002, S030 to S032. */
bool tdm_web_begin(struct tdm_arena *mem, struct tdm_web_setting *setting, struct tdm_problems *problems) TDM_CHECKED;
/* Serves until it is told to stop. Codes S001 to S004. */
bool tdm_web_serve(struct tdm_arena *mem, const struct tdm_web_setting *setting, struct tdm_problems *problems) TDM_CHECKED;

/* The example clinic in a new folder: invented episodes, and an account for each person of them with this password. */
struct tdm_web_example { tdm_str folder, password; };
bool tdm_web_make_example(struct tdm_arena *mem, const struct tdm_web_example *ask, struct tdm_problems *problems) TDM_CHECKED;
extern const char tdm_web_example_day[]; /* on which there is something to see */

/* The table, for those who print or test it. */
struct tdm_web_row_told { const char *name, *method, *pattern, *who, *roles, *relation; };
bool tdm_web_row(uint32_t at, struct tdm_web_row_told *out);

#endif
