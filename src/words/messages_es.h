/* messages_es.h - every sentence of the program in Spanish: a row for each row of messages.h, with the same places for
 * arguments. Written by the project and not yet checked by a clinician who speaks it. Plain words, `usted`, no word of
 * one country. A sentence is built so that no argument has to agree with it in gender: "{ref}: ...", never "el {ref}".
 */
#ifndef TDM_MESSAGES_ES_H
#define TDM_MESSAGES_ES_H

#include "words/messages_es_asks.h"
#include "words/messages_es_acts.h"
#include "words/messages_es_care.h"
#include "words/messages_es_course.h"
#include "words/messages_es_doc.h"
#include "words/messages_es_hooks.h"
#include "words/messages_es_lab.h"
#include "words/messages_es_page.h"
#include "words/messages_es_reasons.h"
#include "words/messages_es_rest.h"
#include "words/messages_es_sheet.h"
#include "words/messages_es_swap.h"
#include "words/messages_es_web.h"

#define TDM_MESSAGES_ES(X)      \
    TDM_MESSAGES_ES_REASONS(X)  \
    TDM_MESSAGES_ES_SHEET(X)    \
    TDM_MESSAGES_ES_DOC(X)      \
    TDM_MESSAGES_ES_HOOKS(X)    \
    TDM_MESSAGES_ES_REST(X)     \
    TDM_MESSAGES_ES_SWAP(X)     \
    TDM_MESSAGES_ES_LAB(X)      \
    TDM_MESSAGES_ES_PAGE(X)     \
    TDM_MESSAGES_ES_ASKS(X)     \
    TDM_MESSAGES_ES_WEB(X)      \
    TDM_MESSAGES_ES_CARE(X)     \
    TDM_MESSAGES_ES_ACTS(X) TDM_MESSAGES_ES_COURSE(X)

#endif
