/* page_paper.c - for whoever has no phone, or does not want one: today's sheet and a week of the diary on paper (F043),
 * and the way back: rows keyed in by their codes (F044). A code knows the person, the episode, the day and the columns,
 * so a row of another sheet is refused; nothing is recorded until every row is right. */
#include "web/care.h"
#include "web/doses.h"

enum { DAYS = 7, CHECK_DIGITS = 4, BACK_DAYS = 180, COLUMNS_MAX = 12 };

struct columns {
    const struct tdm_measure_use *use[COLUMNS_MAX];
    uint32_t count;
};

/* ---- columns and codes */

/* The measures of the diary that are told from nought to ten. */
static struct columns columns_of(struct web_ask *ask) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    struct columns columns = {.count = 0};
    for (uint32_t i = 0; i < protocol->measure_count && columns.count < COLUMNS_MAX; i++)
        if (web_in_diary(protocol, i) && web_on_ten_by_patient(ask, &protocol->measures[i]))
            columns.use[columns.count++] = &protocol->measures[i];
    return columns;
}

/* Does the word of who keys it in count for each of them? */
static bool all_count(struct web_ask *ask, const struct columns *columns) {
    for (uint32_t i = 0; i < columns->count; i++)
        if (!care_observes(ask, tdm_catalog_measure(ask->web->shelf->catalog, columns->use[i]->measure))) return false;
    return true;
}

/* "0318-4271": month and day, and four digits that follow from everything the row stands for [own]. */
static tdm_str code_of(struct web_ask *ask, const struct columns *columns, tdm_date date) {
    struct tdm_buf text, day;
    tdm_buf_init(&text, ask->mem, 8192);
    tdm_buf_init(&day, ask->mem, 32);
    tdm_date_print(&day, date);
    tdm_buf_format(&text, "paper 1\n%.*s\n%.*s\n%.*s\n", TDM_FMT(ask->episode->name),
                   TDM_FMT(ask->episode->chart->patient), TDM_FMT(tdm_buf_str(&day)));
    for (uint32_t i = 0; i < columns->count; i++) tdm_buf_format(&text, "%.*s\n", TDM_FMT(columns->use[i]->name));
    tdm_digest digest = tdm_digest_of(tdm_buf_str(&text));
    uint32_t check = 0;
    for (size_t i = 0; i < 8; i++) check = (check * 256u + digest.byte[i]) % 10000u;
    return web_format(ask, "%.*s%.*s-%0*u", TDM_FMT(tdm_str_slice(tdm_buf_str(&day), 5, 7)),
                      TDM_FMT(tdm_str_slice(tdm_buf_str(&day), 8, 10)), CHECK_DIGITS, (unsigned)check);
}

/* With or without the hyphen. The newest such day that is not to come; else one of the sheet of today; else none. */
static tdm_date day_of(struct web_ask *ask, const struct columns *columns, tdm_str said) {
    for (int32_t at = 0; at <= BACK_DAYS + DAYS; at++) {
        tdm_date date = tdm_date_add_days(ask->today, at <= BACK_DAYS ? -at : at - BACK_DAYS);
        tdm_str code = code_of(ask, columns, date);
        tdm_str bare =
            web_format(ask, "%.*s%.*s", TDM_FMT(tdm_str_slice(code, 0, 4)), TDM_FMT(tdm_str_slice(code, 5, code.len)));
        if (tdm_str_equal(said, code) || tdm_str_equal(said, bare)) return date;
    }
    return TDM_DATE_NONE;
}

static tdm_str column_names(struct web_ask *ask, const struct columns *columns) {
    struct tdm_buf text;
    tdm_buf_init(&text, ask->mem, 8192);
    for (uint32_t i = 0; i < columns->count; i++)
        tdm_buf_format(&text, "%s%u %.*s", i > 0 ? "; " : "", (unsigned)i + 1,
                       TDM_FMT(care_measure(ask, columns->use[i]->measure)));
    return tdm_buf_str(&text);
}

/* ---- the sheet */

static void heading(struct web_ask *ask, const char *scope, tdm_str words) {
    tdm_html_open(&ask->html, "th");
    tdm_html_attribute(&ask->html, "scope", tdm_str_of(scope));
    tdm_html_text(&ask->html, words);
    web_close(ask);
}

static void grid(struct web_ask *ask, const struct columns *columns) {
    web_open(ask, "div", "scroll");
    tdm_html_attribute(&ask->html, "tabindex", TDM_STR("0"));
    tdm_html_attribute(&ask->html, "role", TDM_STR("region"));
    tdm_html_attribute(&ask->html, "aria-label", web_words(ask, TDM_MSG_CARE_PAPER_TITLE));
    web_open(ask, "table", "paper");
    tdm_html_open(&ask->html, "thead");
    tdm_html_open(&ask->html, "tr");
    heading(ask, "col", web_words(ask, TDM_MSG_CARE_COL_DAY));
    for (uint32_t i = 0; i < columns->count; i++)
        heading(
            ask, "col",
            web_format(ask, "%u %.*s (0-10)", (unsigned)i + 1, TDM_FMT(care_measure(ask, columns->use[i]->measure))));
    heading(ask, "col", web_words(ask, TDM_MSG_CARE_PAPER_CODE));
    web_close(ask);
    web_close(ask);
    tdm_html_open(&ask->html, "tbody");
    for (int32_t d = 0; d < DAYS; d++) {
        tdm_date date = tdm_date_add_days(ask->today, d);
        tdm_html_open(&ask->html, "tr");
        heading(ask, "row", tdm_part_date_long(&ask->view, date));
        for (uint32_t i = 0; i < columns->count; i++) tdm_html_element(&ask->html, "td", "box", (tdm_str){0});
        web_say(ask, "td", "hash", code_of(ask, columns, date));
        web_close(ask);
    }
    for (int i = 0; i < 3; i++) web_close(ask);
}

void web_paper_page(struct web_ask *ask) {
    struct columns columns = columns_of(ask);
    web_page_begin(ask, web_words(ask, TDM_MSG_CARE_PAPER));
    web_banner(ask);
    tdm_part_sheet(&ask->part, ask->episode->standing); /* with the heading of the page */
    web_open(ask, "section", "card sheet-end");
    web_say(ask, "h2", NULL, web_words(ask, TDM_MSG_CARE_PAPER_TITLE));
    if (columns.count == 0) {
        web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_PAPER_NOTHING));
    } else {
        web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_PAPER_WORDS));
        grid(ask, &columns);
        web_say(ask, "p", "lines", web_words(ask, TDM_MSG_CARE_PAPER_COULD_NOT));
    }
    web_close(ask);
    web_open(ask, "p", "actions");
    if (columns.count > 0 && ask->writes && !ask->episode->standing->ended && all_count(ask, &columns))
        web_link(ask, "button quiet", care_path(ask, "key"), web_words(ask, TDM_MSG_CARE_PAPER_KEY));
    web_close(ask);
    care_back(ask);
    web_page_end(ask);
}

/* ---- keyed in */

static void page(struct web_ask *ask, const struct columns *columns, const struct tdm_problems *wrong) {
    struct tdm_arg args[] = {TDM_ARG_T("words", column_names(ask, columns))};
    struct web_input rows = {.name = "rows",
                             .type = "textarea",
                             .label = web_words(ask, TDM_MSG_CARE_PAPER_ROWS),
                             .hint = web_words(ask, TDM_MSG_CARE_PAPER_KEY_WORDS),
                             .value = web_field(ask, "rows"),
                             .must = true};
    care_begin(ask, TDM_MSG_CARE_PAPER_KEY);
    care_done(ask);
    care_wrong(ask, wrong);
    web_say(ask, "p", NULL, web_named(ask, TDM_MSG_CARE_PAPER_COLUMNS, args, 1));
    web_form_begin(ask, ask->http->path, NULL);
    web_form_input(ask, &rows);
    web_form_end(ask, web_words(ask, TDM_MSG_WEB_RECORD));
    care_back(ask);
    web_page_end(ask);
}

static bool may_key(struct web_ask *ask, struct columns *columns) {
    *columns = columns_of(ask);
    if (all_count(ask, columns)) return true;
    web_message(ask, 403, TDM_MSG_WEB_NOT_YOURS, TDM_MSG_WEB_NOT_YOURS_WORDS);
    return false;
}

void web_key_page(struct web_ask *ask) {
    struct columns columns;
    if (may_key(ask, &columns)) page(ask, &columns, NULL);
}

struct keying {
    struct web_ask *ask;
    struct columns columns;
    struct web_lines lines;
    struct tdm_problems problems;
    tdm_date days[64];
    uint32_t day_count, values;
};

static bool refuse(struct keying *k, enum tdm_message message, uint32_t line, tdm_str said) {
    struct tdm_arg args[] = {TDM_ARG_I("n", line), TDM_ARG_T("value", said), TDM_ARG_I("of_n", k->columns.count)};
    web_tell(&k->problems, web_named(k->ask, message, args, 3));
    return false;
}

static tdm_str next_word(tdm_str *rest) {
    size_t end = 0;
    *rest = tdm_str_trim(*rest);
    while (end < rest->len && rest->at[end] != ' ' && rest->at[end] != '\t') end++;
    tdm_str word = tdm_str_slice(*rest, 0, end);
    *rest = tdm_str_trim(tdm_str_slice(*rest, end, rest->len));
    return word;
}

static bool take_day(struct keying *k, tdm_str code, uint32_t line, tdm_date *date) {
    *date = day_of(k->ask, &k->columns, code);
    if (tdm_date_is_none(*date)) return refuse(k, TDM_MSG_CARE_PAPER_NO_CODE, line, code);
    if (date->day > k->ask->today.day) return refuse(k, TDM_MSG_CARE_PAPER_FUTURE, line, code);
    for (uint32_t i = 0; i < k->day_count; i++)
        if (k->days[i].day == date->day) return refuse(k, TDM_MSG_CARE_PAPER_TWICE, line, code);
    if (k->day_count == TDM_COUNT(k->days)) return refuse(k, TDM_MSG_CARE_PAPER_TWICE, line, code);
    k->days[k->day_count++] = *date;
    return true;
}

static bool take_row(struct keying *k, tdm_str row, uint32_t line) {
    tdm_str words[COLUMNS_MAX], code = next_word(&row);
    tdm_date date;
    uint32_t count = 0;
    while (row.len > 0 && count < COLUMNS_MAX) words[count++] = next_word(&row);
    if (!take_day(k, code, line, &date)) return false;
    if (count != k->columns.count || row.len > 0) return refuse(k, TDM_MSG_CARE_PAPER_COUNT, line, code);
    for (uint32_t i = 0; i < count; i++) {
        int64_t number;
        if (tdm_str_is(words[i], "-")) continue;
        if (!tdm_parse_i64(words[i], &number) || number < 0 || number > 10)
            return refuse(k, TDM_MSG_CARE_PAPER_NUMBER, line, words[i]);
        web_lines_below(&k->lines);
        tdm_date_print(&k->lines.text, date);
        web_lines_word(&k->lines, " ", k->columns.use[i]->name);
        tdm_buf_format(&k->lines.text, " %lld", (long long)number);
        k->values++;
    }
    return true;
}

void web_key(struct web_ask *ask) {
    struct keying *k = TDM_NEW(ask->mem, struct keying);
    tdm_str rest = tdm_http_field(&ask->http->form, "rows");
    uint32_t line = 0;
    k->ask = ask;
    if (!may_key(ask, &k->columns)) return;
    tdm_problems_init(&k->problems);
    web_lines_begin(ask, &k->lines, "diary");
    care_lines_by(ask, &k->lines);
    while (rest.len > 0) {
        size_t end = rest.len;
        (void)tdm_str_find(rest, TDM_STR("\n"), &end);
        tdm_str row = tdm_str_trim(tdm_str_slice(rest, 0, end));
        rest = tdm_str_slice(rest, end + 1, rest.len);
        line++;
        if (row.len > 0) (void)!take_row(k, row, line);
    }
    if (k->problems.errors == 0 && k->values == 0) web_tell(&k->problems, web_words(ask, TDM_MSG_WEB_NOTHING_SAID));
    if (!care_record(ask, &k->lines, &k->problems))
        page(ask, &k->columns, &k->problems);
    else
        web_redirect(ask, web_format(ask, "%.*s?done=1", TDM_FMT(care_path(ask, "key"))));
}
