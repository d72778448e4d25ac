/* words.h - message id + named arguments -> a sentence in a language. Pure; knows no chart. The engine gives codes and typed
 * arguments, views turn them into arguments here, so every sentence of the program stands in one place and can be translated. */
#ifndef TDM_WORDS_H
#define TDM_WORDS_H

#include "base/base.h"
#include "calendar/calendar.h"
#include "quantity/quantity.h"
#include "words/messages.h"

enum tdm_language { TDM_ENGLISH, TDM_SPANISH, TDM_LANGUAGE_COUNT };
const char *tdm_language_code(enum tdm_language language); /* "en", "es": as in the lang of HTML */
bool tdm_language_find(tdm_str code, enum tdm_language *out) TDM_CHECKED;

enum tdm_message {
#define X(name, english) TDM_MSG_##name,
    TDM_MESSAGES(X)
#undef X
    TDM_MESSAGE_COUNT
};

enum tdm_arg_kind { TDM_ARG_TEXT, TDM_ARG_DATE, TDM_ARG_INT, TDM_ARG_QUANTITY };
struct tdm_arg {
    const char *name; /* as between the braces of the template */
    enum tdm_arg_kind kind;
    tdm_str text;
    tdm_date date;
    int64_t number;
    tdm_quantity quantity;
};
#define TDM_ARG_T(arg_name, arg_text) ((struct tdm_arg){.name = (arg_name), .kind = TDM_ARG_TEXT, .text = (arg_text)})
#define TDM_ARG_D(arg_name, arg_date) ((struct tdm_arg){.name = (arg_name), .kind = TDM_ARG_DATE, .date = (arg_date)})
#define TDM_ARG_I(arg_name, arg_int) ((struct tdm_arg){.name = (arg_name), .kind = TDM_ARG_INT, .number = (arg_int)})

/* Appends the sentence. {name} stands for an argument, {name|one|many} chooses by the number of an integer argument.
 * An argument that the template asks for and the caller did not give is our mistake (asserted). */
void tdm_words(struct tdm_buf *out, enum tdm_language language, enum tdm_message message, const struct tdm_arg *args,
               uint32_t count);
/* The same as a slice in `mem`. */
tdm_str tdm_words_str(struct tdm_arena *mem, enum tdm_language language, enum tdm_message message, const struct tdm_arg *args,
                      uint32_t count);
const char *tdm_words_template(enum tdm_language language, enum tdm_message message);

/* Numbers with the decimal sign of the language; a unit stays as it is written everywhere. */
void tdm_words_decimal(struct tdm_buf *out, enum tdm_language language, tdm_decimal number);
void tdm_words_quantity(struct tdm_buf *out, enum tdm_language language, tdm_quantity quantity);

/* Dates as people read them: "2 Mar 2026", and with the weekday "Monday 2 March 2026". */
void tdm_words_date(struct tdm_buf *out, enum tdm_language language, tdm_date date);
void tdm_words_date_long(struct tdm_buf *out, enum tdm_language language, tdm_date date);
const char *tdm_words_month_short(enum tdm_language language, int32_t month); /* 1..12 */

#endif
