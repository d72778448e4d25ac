/* words.c - fills templates. A template is plain text with {name} and {name|one|many}; nothing else is special. */
#include "words/words.h"
#include "words/messages_es.h"

static const char *const english[TDM_MESSAGE_COUNT] = {
#define X(name, text) [TDM_MSG_##name] = text,
    TDM_MESSAGES(X)
#undef X
};
/* A row that is missing here is told in English; a test names it. */
static const char *const spanish[TDM_MESSAGE_COUNT] = {
#define X(name, text) [TDM_MSG_##name] = text,
    TDM_MESSAGES_ES(X)
#undef X
};

static const struct {
    const char *code, *months_short[12], *months_long[12], *weekdays[7];
    char decimal_sign;
} languages[TDM_LANGUAGE_COUNT] = {
    [TDM_ENGLISH] = {"en",
                     {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
                     {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                      "November", "December"},
                     {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
                     '.'},
    [TDM_SPANISH] = {"es",
                     {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"},
                     {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
                      "noviembre", "diciembre"},
                     {"lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"},
                     ','},
};

const char *tdm_language_code(enum tdm_language language) {
    TDM_ASSERT(language < TDM_LANGUAGE_COUNT);
    return languages[language].code;
}

bool tdm_language_find(tdm_str code, enum tdm_language *out) {
    for (int i = 0; i < TDM_LANGUAGE_COUNT; i++) {
        if (!tdm_str_is(code, languages[i].code)) continue;
        *out = (enum tdm_language)i;
        return true;
    }
    return false;
}

const char *tdm_words_template(enum tdm_language language, enum tdm_message message) {
    TDM_ASSERT(language < TDM_LANGUAGE_COUNT && message < TDM_MESSAGE_COUNT);
    return language == TDM_SPANISH && spanish[message] != NULL ? spanish[message] : english[message];
}

const char *tdm_words_month_short(enum tdm_language language, int32_t month) {
    TDM_ASSERT(language < TDM_LANGUAGE_COUNT && month >= 1 && month <= 12);
    return languages[language].months_short[month - 1];
}

void tdm_words_date(struct tdm_buf *out, enum tdm_language language, tdm_date date) {
    int32_t year, month, day;
    if (tdm_date_is_none(date)) {
        tdm_buf_char(out, '-');
        return;
    }
    tdm_date_split(date, &year, &month, &day);
    tdm_buf_format(out, "%d %s %d", day, tdm_words_month_short(language, month), year);
}

void tdm_words_date_long(struct tdm_buf *out, enum tdm_language language, tdm_date date) {
    int32_t year, month, day;
    TDM_ASSERT(language < TDM_LANGUAGE_COUNT && !tdm_date_is_none(date));
    tdm_date_split(date, &year, &month, &day);
    const char *weekday = languages[language].weekdays[tdm_date_weekday(date) - 1];
    const char *name = languages[language].months_long[month - 1];
    if (language == TDM_SPANISH)
        tdm_buf_format(out, "%s, %d de %s de %d", weekday, day, name, year);
    else
        tdm_buf_format(out, "%s %d %s %d", weekday, day, name, year);
}

void tdm_words_decimal(struct tdm_buf *out, enum tdm_language language, tdm_decimal number) {
    TDM_ASSERT(language < TDM_LANGUAGE_COUNT);
    size_t from = out->len;
    tdm_decimal_print(out, number);
    for (size_t i = from; i < out->len; i++)
        if (out->at[i] == '.') out->at[i] = languages[language].decimal_sign;
}

/* Units of the house's own that are words; codes of UCUM are the same everywhere. */
static const struct {
    const char *code, *one, *many; /* in Spanish */
} word_units[] = {{"points", "punto", "puntos"}, {"reps", "repetición", "repeticiones"}, {"steps", "paso", "pasos"}};

void tdm_words_quantity(struct tdm_buf *out, enum tdm_language language, tdm_quantity quantity) {
    if (language == TDM_ENGLISH) {
        tdm_str unit = quantity.unit == TDM_UNIT_NONE ? (tdm_str){0} : tdm_unit_code(quantity.unit);
        bool one = tdm_decimal_compare(quantity.number, tdm_decimal_of_int(1)) == 0;
        tdm_quantity_print(out, quantity);
        if (one && (tdm_str_is(unit, "points") || tdm_str_is(unit, "reps"))) out->len--; /* "1 point" */
        return;
    }
    bool bare = quantity.unit == TDM_UNIT_ONE || quantity.unit == TDM_UNIT_NONE;
    tdm_str code = bare ? (tdm_str){0} : tdm_unit_code(quantity.unit);
    tdm_words_decimal(out, language, quantity.number);
    for (size_t i = 0; !bare && i < TDM_COUNT(word_units); i++) {
        if (!tdm_str_is(code, word_units[i].code)) continue;
        bool one = tdm_decimal_compare(quantity.number, tdm_decimal_of_int(1)) == 0;
        tdm_buf_format(out, " %s", one ? word_units[i].one : word_units[i].many);
        return;
    }
    if (!bare) tdm_buf_format(out, "%s%.*s", tdm_str_is(code, "%") ? "" : " ", TDM_FMT(code));
}

static const struct tdm_arg *find(tdm_str name, const struct tdm_arg *args, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (tdm_str_is(name, args[i].name)) return &args[i];
    return NULL;
}

static void put_arg(struct tdm_buf *out, enum tdm_language language, const struct tdm_arg *arg) {
    switch (arg->kind) {
    case TDM_ARG_TEXT:
        tdm_buf_add(out, arg->text);
        break;
    case TDM_ARG_DATE:
        tdm_words_date(out, language, arg->date);
        break;
    case TDM_ARG_INT:
        tdm_buf_int(out, arg->number);
        break;
    case TDM_ARG_QUANTITY:
        tdm_words_quantity(out, language, arg->quantity);
        break;
    }
}

/* `inside` is what stands between the braces: a name, or name|one|many. */
static void put_slot(struct tdm_buf *out, enum tdm_language language, tdm_str inside, const struct tdm_arg *args,
                     uint32_t count) {
    size_t first = 0, second = 0;
    bool plural = tdm_str_find(inside, TDM_STR("|"), &first);
    const struct tdm_arg *arg = find(tdm_str_slice(inside, 0, plural ? first : inside.len), args, count);
    TDM_ASSERT(arg != NULL);
    if (!plural) {
        put_arg(out, language, arg);
        return;
    }
    tdm_str forms = tdm_str_slice(inside, first + 1, inside.len);
    bool two = tdm_str_find(forms, TDM_STR("|"), &second);
    TDM_ASSERT(two && arg->kind == TDM_ARG_INT);
    tdm_buf_add(out, arg->number == 1 ? tdm_str_slice(forms, 0, second) : tdm_str_slice(forms, second + 1, forms.len));
}

void tdm_words(struct tdm_buf *out, enum tdm_language language, enum tdm_message message, const struct tdm_arg *args,
               uint32_t count) {
    tdm_str rest = tdm_str_of(tdm_words_template(language, message));
    size_t open, close;
    while (tdm_str_find(rest, TDM_STR("{"), &open)) {
        tdm_buf_add(out, tdm_str_slice(rest, 0, open));
        rest = tdm_str_slice(rest, open + 1, rest.len);
        bool closed = tdm_str_find(rest, TDM_STR("}"), &close);
        TDM_ASSERT(closed);
        put_slot(out, language, tdm_str_slice(rest, 0, close), args, count);
        rest = tdm_str_slice(rest, close + 1, rest.len);
    }
    tdm_buf_add(out, rest);
}

tdm_str tdm_words_str(struct tdm_arena *mem, enum tdm_language language, enum tdm_message message,
                      const struct tdm_arg *args, uint32_t count) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 20);
    tdm_words(&out, language, message, args, count);
    return tdm_buf_str(&out);
}
