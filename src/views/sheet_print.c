/* sheet_print.c - the sheet's lines as plain text, as one printable HTML file without scripts, and as JSON. */
#include "views/drawing_css.h"
#include "views/page_parts.h"
#include "views/sheet.h"
#include "views/sheet_css.h"

struct section {
    enum tdm_message head;
    enum tdm_message empty;
    const char *key, *css_class;
    const struct sheet_list *list;
    bool tell_empty, share_until, all_of;
    tdm_str first;   /* what must come before anything of the list */
    tdm_str not_set; /* what its doses leave open */
};
enum { SECTIONS = 4 };

static void sections_of(const struct sheet *sheet, struct section *out) {
    out[0] = (struct section){TDM_MSG_SHEET_MAY_NOT,
                              TDM_MSG_SHEET_NOTHING_MAY_NOT,
                              "may_not",
                              "not",
                              &sheet->may_not,
                              true,
                              false,
                              false,
                              sheet->waits,
                              {0}};
    out[1] = (struct section){sheet->may_first.len > 0 ? TDM_MSG_SHEET_MAY_LATER : TDM_MSG_SHEET_MAY,
                              TDM_MSG_SHEET_NOTHING_MAY,
                              "may",
                              "may",
                              &sheet->may,
                              true,
                              true,
                              false,
                              sheet->may_first,
                              sheet->not_set};
    out[2] = (struct section){TDM_MSG_SHEET_CHANGES,
                              TDM_MSG_NOTHING,
                              "changes",
                              "do",
                              &sheet->changes,
                              false,
                              false,
                              false,
                              sheet->stop_first,
                              {0}};
    out[3] = (struct section){
        TDM_MSG_SHEET_TODO, TDM_MSG_NOTHING, "to_do", "do", &sheet->todo, false, false, true, {0}, {0}};
}

/* After the end nothing is allowed or barred any more; what the maintenance plan asks for is told (M98, M100). */
static bool is_told(const struct sheet *sheet, const struct section *section) {
    return sheet->state == SHEET_RUNNING || (sheet->state == SHEET_AFTER && section->head == TDM_MSG_SHEET_TODO);
}

static tdm_str state_words(const struct tdm_view *view, const struct sheet *sheet) {
    if (sheet->state == SHEET_BEFORE) return view_plain(view, TDM_MSG_SHEET_BEFORE_ENROLMENT);
    if (sheet->state == SHEET_AFTER) return view_plain(view, TDM_MSG_SHEET_AFTER_END);
    if (sheet->state == SHEET_AFTER_DEATH) return view_plain(view, TDM_MSG_SHEET_AFTER_DEATH);
    return (tdm_str){0};
}

static tdm_str made_from(const struct tdm_view *view) {
    struct tdm_arg known[] = {TDM_ARG_T("known", view->known)};
    struct tdm_arg words[] = {TDM_ARG_T("words", view->known.len == 0
                                                     ? view_plain(view, TDM_MSG_STANDING_KNOWN_ALL)
                                                     : view_words(view, TDM_MSG_STANDING_KNOWN, known, 1))};
    return view_words(view, TDM_MSG_SHEET_MADE_FROM, words, 1);
}

/* Lines that stand under the heading; what is only possible stands under a heading of its own. */
static size_t told_count(const struct sheet_list *list) {
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) count += !list->lines[i].only_possible;
    return count;
}

static bool waits_for_dose(const struct sheet_list *list) {
    for (size_t i = 0; i < list->count; i++)
        if (list->lines[i].only_possible && !list->lines[i].daily) return true;
    return false;
}

/* "No exercise yet" names the heading of what stands below it: a list under a bare "none" would contradict it. */
static tdm_str empty_words(const struct tdm_view *view, const struct section *section) {
    if (section->list->count == 0) return view_plain(view, section->empty);
    if (told_count(section->list) > 0) return (tdm_str){0};
    if (!waits_for_dose(section->list)) return view_plain(view, TDM_MSG_SHEET_NOTHING_AGREED);
    return view_named(view, TDM_MSG_SHEET_NOTHING_AGREED_ASK, view_plain(view, TDM_MSG_SHEET_ASK));
}

/* Where all exercise waits and none has a dose, nothing would stand under this heading: what waits for a dose, or is
 * daily life, has headings of its own. */
static bool has_head(const struct section *section) {
    if (section->list->count == 0) return section->tell_empty;
    return section->first.len == 0 || told_count(section->list) > 0;
}

/* What must come first of what has no dose yet: said there only when it was not said above. */
static tdm_str possible_first(const struct section *section) {
    return has_head(section) ? (tdm_str){0} : section->first;
}

/* The end that all lines of a list share, told once above them; empty when they differ. */
static tdm_str shared_until(const struct tdm_view *view, const struct section *section) {
    if (section->list != NULL && section->list->count > 1 && section->share_until) {
        const struct sheet_line *lines = section->list->lines;
        for (size_t i = 1; i < section->list->count; i++)
            if (!tdm_str_equal(lines[i].until, lines[0].until)) return (tdm_str){0};
        if (told_count(section->list) == 0) return (tdm_str){0};
        struct tdm_arg words[] = {TDM_ARG_T("words", lines[0].until)};
        return view_words(view, TDM_MSG_SHEET_ALL_UNTIL, words, 1);
    }
    return (tdm_str){0};
}

/* What may be done but has no dose yet: names in one sentence; what belongs to daily life in one of its own. */
static tdm_str possible_words(const struct tdm_view *view, const struct sheet_list *list, bool daily) {
    struct tdm_buf names;
    tdm_buf_init(&names, view->mem, 1u << 16);
    for (size_t i = 0; i < list->count; i++)
        if (list->lines[i].only_possible && list->lines[i].daily == daily)
            tdm_buf_format(&names, "%s%.*s", names.len == 0 ? "" : "; ", TDM_FMT(list->lines[i].what));
    struct tdm_arg words[] = {TDM_ARG_T("words", tdm_buf_str(&names))};
    return names.len == 0 ? (tdm_str){0}
                          : view_words(view, daily ? TDM_MSG_SHEET_DAILY : TDM_MSG_SHEET_POSSIBLE, words, 1);
}

/* Where all exercise waits for the team, the heading says so. */
static enum tdm_message possible_head(const struct section *section) {
    return section->first.len > 0 ? TDM_MSG_SHEET_ASK_LATER : TDM_MSG_SHEET_ASK;
}

/* What is still to be done stands together where day and reason are one, how many from `at` on; what is barred says its
 * end and its reason at each line, as a reader takes them from the line they look at. */
static size_t group_at(const struct section *section, size_t at) {
    const struct sheet_list *list = section->list;
    size_t count = 1;
    while (section->all_of && at + count < list->count && list->lines[at].how.len == 0 &&
           list->lines[at].dose.len == 0 && tdm_str_equal(list->lines[at].until, list->lines[at + count].until) &&
           tdm_str_equal(list->lines[at].why, list->lines[at + count].why))
        count++;
    return count;
}

/* The end of a group; what is to be done says that it is of all of them, as each has a day of its own elsewhere. */
static tdm_str group_until(const struct tdm_view *view, const struct section *section, size_t at, size_t count) {
    struct tdm_arg words[] = {TDM_ARG_T("words", section->list->lines[at].until)};
    return section->all_of && count > 1 ? view_words(view, TDM_MSG_SHEET_ALL_OF, words, 1) : words[0].text;
}

/* ---- text */

static void paragraph(const struct tdm_view *view, tdm_str text, uint32_t indent) {
    if (text.len == 0) return;
    tdm_buf_repeat(view->out, ' ', indent);
    tdm_text_wrap(view->out, text, view->width, indent, indent);
    tdm_buf_char(view->out, '\n');
}

static void item(const struct tdm_view *view, tdm_str text) {
    tdm_buf_text(view->out, "  * ");
    tdm_text_wrap(view->out, text, view->width, 4, 4);
    tdm_buf_char(view->out, '\n');
}

static void labelled(const struct tdm_view *view, enum tdm_message label, tdm_str text) {
    if (text.len == 0) return;
    paragraph(view, view_format(view, "%.*s: %.*s", TDM_FMT(view_plain(view, label)), TDM_FMT(text)), 6);
}

static void text_head(const struct tdm_view *view, enum tdm_message message) {
    tdm_str head = view_plain(view, message);
    tdm_buf_char(view->out, '\n');
    paragraph(view, head, 0);
    tdm_buf_repeat(view->out, '-', tdm_utf8_length(head));
    tdm_buf_char(view->out, '\n');
}

static void text_told(const struct tdm_view *view, const struct section *section) {
    text_head(view, section->head);
    if (told_count(section->list) > 0) paragraph(view, section->first, 2);
    paragraph(view, empty_words(view, section), 2);
    tdm_str shared = shared_until(view, section);
    paragraph(view, shared, 2);
    paragraph(view, section->not_set, 2);
    for (size_t i = 0, count; i < section->list->count; i += count) {
        const struct sheet_line *line = &section->list->lines[i];
        count = group_at(section, i);
        if (line->only_possible) continue;
        for (size_t j = i; j < i + count; j++) item(view, section->list->lines[j].what);
        if (shared.len == 0) paragraph(view, group_until(view, section, i, count), 6);
        labelled(view, TDM_MSG_SHEET_DOSE, line->dose);
        labelled(view, TDM_MSG_SHEET_LEVEL_HEAD, line->level);
        labelled(view, TDM_MSG_SHEET_HOW, line->how);
        labelled(view, TDM_MSG_SHEET_WHY, line->why);
    }
}

static void text_section(const struct tdm_view *view, const struct section *section) {
    if (has_head(section)) text_told(view, section);
    tdm_str possible = possible_words(view, section->list, false), daily = possible_words(view, section->list, true);
    if (possible.len > 0) {
        text_head(view, possible_head(section));
        paragraph(view, possible_first(section), 2);
        paragraph(view, possible, 2);
    }
    if (daily.len > 0) text_head(view, TDM_MSG_SHEET_DAILY_HEAD);
    paragraph(view, daily, 2);
}

/* What the phases have to tell stands before the lists; while all exercise waits, after them, and says so: "move often"
 * above a stop would be read as leave to go on (M75, M96). */
static void text_tells(const struct tdm_view *view, const struct sheet *sheet) {
    if (sheet->tell_count > 0 && (sheet->stop.len > 0 || sheet->tells_first.len > 0)) tdm_buf_char(view->out, '\n');
    paragraph(view, sheet->tells_first, 0);
    for (uint32_t i = 0; i < sheet->tell_count; i++)
        paragraph(view, sheet->tells[i], sheet->tells_first.len > 0 ? 2 : 0);
}

void tdm_view_sheet_text(const struct tdm_view *given, const struct tdm_standing *standing) {
    struct tdm_view copy = *given, *view = &copy;
    struct sheet sheet;
    struct section sections[SECTIONS];
    if (view->width == 0 || view->width > 80) view->width = 80;
    sheet_make(view, standing, &sheet);
    sections_of(&sheet, sections);
    paragraph(view, sheet.emergency, 0);
    if (sheet.emergency.len > 0) paragraph(view, sheet.call, 0);
    paragraph(view, sheet.title, 0);
    paragraph(view, sheet.who, 0);
    paragraph(view, sheet.procedure, 0);
    paragraph(view, sheet.phase, 0);
    paragraph(view, sheet.healing, 0);
    paragraph(view, sheet.warning, 0);
    paragraph(view, sheet.hold, 0);
    paragraph(view, state_words(view, &sheet), 0);
    if (sheet.stop.len > 0) tdm_buf_char(view->out, '\n');
    if (sheet.emergency.len == 0) paragraph(view, sheet.call, 0);
    paragraph(view, sheet.stop, 0);
    if (sheet.tells_first.len == 0) text_tells(view, &sheet);
    for (int i = 0; i < SECTIONS; i++)
        if (is_told(&sheet, &sections[i])) text_section(view, &sections[i]);
    if (sheet.tells_first.len > 0) text_tells(view, &sheet);
    if (sheet.levels.len + sheet.scales.len + sheet.keep_taking.len + sheet.tell_soon.len > 0)
        tdm_buf_char(view->out, '\n');
    paragraph(view, sheet.levels, 0);
    paragraph(view, sheet.scales, 0);
    paragraph(view, sheet.keep_taking, 0);
    paragraph(view, sheet.tell_soon, 0);
    tdm_buf_char(view->out, '\n');
    paragraph(view, sheet.draft, 0);
    paragraph(view, sheet.notice, 0);
    paragraph(view, made_from(view), 0);
}

/* ---- HTML */

static void element(struct tdm_html *h, const char *tag, const char *css_class, tdm_str text) {
    if (text.len > 0) tdm_html_element(h, tag, css_class, text);
}

static void html_label(struct tdm_html *h, const struct tdm_view *view, const char *css_class, enum tdm_message label,
                       tdm_str text) {
    if (text.len > 0)
        tdm_html_element(h, "span", css_class,
                         view_format(view, "%.*s: %.*s", TDM_FMT(view_plain(view, label)), TDM_FMT(text)));
}

/* Beside what may be done, how it looks: the words say it too, so nothing is lost where a drawing is missing. */
static void html_drawing(struct tdm_html *h, const struct tdm_view *view, const struct section *section,
                         const struct sheet_line *line) {
    if (view->drawings == NULL || !section->share_until) return;
    const struct tdm_drawing *drawing = tdm_drawing_of(view->drawings, line->name);
    if (drawing != NULL) view_drawing(h, view, drawing, line->what, line->how);
}

static void html_possible(struct tdm_html *h, const struct tdm_view *view, enum tdm_message head, tdm_str first,
                          tdm_str words) {
    if (words.len == 0) return;
    tdm_html_open(h, "section");
    tdm_html_element(h, "h2", "do", view_plain(view, head));
    element(h, "p", "keep", first);
    tdm_html_element(h, "p", "possible", words);
    tdm_html_close(h);
}

static void html_told(struct tdm_html *h, const struct tdm_view *view, const struct section *section) {
    tdm_html_open(h, "section");
    tdm_html_element(h, "h2", section->css_class, view_plain(view, section->head));
    if (told_count(section->list) > 0) element(h, "p", "keep", section->first);
    element(h, "p", NULL, empty_words(view, section));
    tdm_str shared = shared_until(view, section);
    element(h, "p", "until", shared);
    element(h, "p", "keep", section->not_set);
    bool some = told_count(section->list) > 0;
    if (some) tdm_html_open(h, "ul");
    for (size_t i = 0, count; i < section->list->count; i += count) {
        const struct sheet_line *line = &section->list->lines[i];
        count = group_at(section, i);
        if (line->only_possible) continue;
        tdm_html_open(h, "li");
        for (size_t j = i; j < i + count; j++) {
            html_drawing(h, view, section, &section->list->lines[j]);
            tdm_html_element(h, "span", "what", section->list->lines[j].what);
        }
        if (shared.len == 0) element(h, "span", "until", group_until(view, section, i, count));
        html_label(h, view, "how", TDM_MSG_SHEET_DOSE, line->dose);
        html_label(h, view, "how", TDM_MSG_SHEET_LEVEL_HEAD, line->level);
        html_label(h, view, "how", TDM_MSG_SHEET_HOW, line->how);
        html_label(h, view, "why", TDM_MSG_SHEET_WHY, line->why);
        tdm_html_close(h);
    }
    if (some) tdm_html_close(h);
    tdm_html_close(h);
}

static void html_section(struct tdm_html *h, const struct tdm_view *view, const struct section *section) {
    if (has_head(section)) html_told(h, view, section);
    html_possible(h, view, possible_head(section), possible_first(section), possible_words(view, section->list, false));
    html_possible(h, view, TDM_MSG_SHEET_DAILY_HEAD, (tdm_str){0}, possible_words(view, section->list, true));
}

static void html_tells(struct tdm_html *h, const struct sheet *sheet) {
    element(h, "p", "keep", sheet->tells_first);
    for (uint32_t i = 0; i < sheet->tell_count; i++) element(h, "p", NULL, sheet->tells[i]);
}

static void html_head(struct tdm_html *h, const struct tdm_view *view, const struct sheet *sheet) {
    tdm_html_open(h, "head");
    tdm_html_open(h, "meta");
    tdm_html_attribute(h, "charset", TDM_STR("utf-8"));
    tdm_html_empty(h);
    tdm_html_open(h, "meta");
    tdm_html_attribute(h, "name", TDM_STR("viewport"));
    tdm_html_attribute(h, "content", TDM_STR("width=device-width, initial-scale=1"));
    tdm_html_empty(h);
    tdm_html_element(h, "title", NULL, sheet->title);
    tdm_html_open(h, "style");
    tdm_html_trusted_markup(h, tdm_str_of(sheet_css));
    if (view->drawings != NULL) tdm_html_trusted_markup(h, tdm_str_of(drawing_css));
    tdm_html_close(h);
    tdm_html_close(h);
}

/* What stands between the tags of the body, or in a page of somebody else, which has a `main` already. */
static void html_body(struct tdm_html *h, const struct tdm_view *view, const struct sheet *sheet,
                      const char *main_tag) {
    struct section sections[SECTIONS];
    sections_of(sheet, sections);
    element(h, "p", "emergency", sheet->emergency); /* before everything (M97) */
    if (sheet->emergency.len > 0) element(h, "p", "call", sheet->call);
    tdm_html_open(h, "header");
    tdm_html_element(h, "h1", NULL, sheet->title);
    element(h, "p", NULL, sheet->who);
    element(h, "p", NULL, sheet->procedure);
    element(h, "p", NULL, sheet->phase);
    element(h, "p", NULL, sheet->healing);
    tdm_html_close(h);
    tdm_html_open(h, main_tag);
    element(h, "p", "stop", sheet->warning);
    element(h, "p", "keep", sheet->hold);
    element(h, "p", NULL, state_words(view, sheet));
    if (sheet->emergency.len == 0) element(h, "p", "call", sheet->call);
    element(h, "p", "stop", sheet->stop); /* early: on a small screen nobody scrolls to the end for it */
    if (sheet->tells_first.len == 0) html_tells(h, sheet);
    for (int i = 0; i < SECTIONS; i++)
        if (is_told(sheet, &sections[i])) html_section(h, view, &sections[i]);
    if (sheet->tells_first.len > 0) html_tells(h, sheet);
    element(h, "p", NULL, sheet->levels);
    element(h, "p", NULL, sheet->scales);
    element(h, "p", "keep", sheet->keep_taking);
    element(h, "p", NULL, sheet->tell_soon);
    tdm_html_close(h);
    tdm_html_open(h, "footer");
    element(h, "p", NULL, sheet->draft);
    element(h, "p", NULL, sheet->notice);
    element(h, "p", NULL, made_from(view));
    tdm_html_close(h);
}

void tdm_view_sheet_html(const struct tdm_view *view, const struct tdm_standing *standing) {
    struct sheet sheet;
    struct tdm_html h;
    sheet_make(view, standing, &sheet);
    tdm_html_init(&h, view->out, false);
    tdm_buf_text(view->out, "<!DOCTYPE html>\n");
    tdm_html_open(&h, "html");
    tdm_html_attribute(&h, "lang", tdm_str_of(tdm_language_code(view->language)));
    html_head(&h, view, &sheet);
    tdm_html_open(&h, "body");
    html_body(&h, view, &sheet, "main");
    tdm_html_close(&h);
    tdm_html_close(&h);
    tdm_buf_char(view->out, '\n');
}

void tdm_part_sheet(const struct tdm_piece *part, const struct tdm_standing *standing) {
    struct sheet sheet;
    sheet_make(part->view, standing, &sheet);
    if (sheet.call.len > 0) sheet.call = sheet_call_on_screen(part->view);
    tdm_html_open(part->h, "article");
    tdm_html_attribute(part->h, "class", TDM_STR("sheet"));
    html_body(part->h, part->view, &sheet, "div");
    tdm_html_close(part->h);
}

/* The limit names a level; which of them that is stands beside it, and the next lighter one: "tensing without movement"
 * was read as if nothing might move. */
static void glance_level(const struct tdm_piece *part, const struct tdm_standing *standing) {
    if (!standing->ceiling.has_class) return;
    struct tdm_arg args[] = {TDM_ARG_T("class", view_class(part->view, standing, standing->ceiling.load_class)),
                             TDM_ARG_I("n", standing->ceiling.load_class + 1),
                             TDM_ARG_I("of_n", tdm_catalog_load_scale(view_catalog(standing))->count),
                             TDM_ARG_I("from_n", standing->ceiling.load_class), TDM_ARG_T("value", (tdm_str){0})};
    bool lightest = standing->ceiling.load_class == 0;
    if (!lightest) args[4].text = view_class(part->view, standing, standing->ceiling.load_class - 1u);
    tdm_html_element(part->h, "p", "small",
                     view_words(part->view, lightest ? TDM_MSG_SHEET_GLANCE_LEVEL : TDM_MSG_SHEET_GLANCE_LIGHTER, args,
                                lightest ? 3 : 5));
}

/* The first screen of a phone: what one may, how hard, until when; all of it stands in the sheet again. */
void tdm_part_glance(const struct tdm_piece *part, const struct tdm_standing *standing) {
    struct sheet sheet;
    struct tdm_buf may;
    sheet_make(part->view, standing, &sheet);
    if (sheet.state != SHEET_RUNNING) return;
    tdm_buf_init(&may, part->view->mem, 1u << 16);
    for (size_t i = 0; i < sheet.may.count; i++)
        if (!sheet.may.lines[i].only_possible)
            tdm_buf_format(&may, "%s%.*s", may.len > 0 ? "; " : "", TDM_FMT(sheet.may.lines[i].label));
    struct tdm_arg args[] = {TDM_ARG_T("words", tdm_buf_str(&may)), TDM_ARG_T("until", (tdm_str){0})};
    tdm_html_open(part->h, "section");
    tdm_html_attribute(part->h, "class", TDM_STR("card glance"));
    tdm_html_attribute(part->h, "aria-label", view_plain(part->view, TDM_MSG_SHEET_GLANCE));
    const tdm_str first[] = {sheet.emergency, sheet.warning, sheet.hold};
    for (size_t i = 0; i < TDM_COUNT(first); i++)
        if (first[i].len > 0) tdm_html_element(part->h, "p", "late", first[i]);
    if (may.len > 0) tdm_html_element(part->h, "p", "may", view_words(part->view, TDM_MSG_SHEET_GLANCE_MAY, args, 1));
    if (sheet.may_not.count > 0 && tdm_str_is(sheet.may_not.lines[0].name, "load")) {
        args[0].text = sheet.may_not.lines[0].what;
        args[1].text = sheet.may_not.lines[0].until;
        tdm_html_element(part->h, "p", "not", view_words(part->view, TDM_MSG_SHEET_GLANCE_NOT, args, 2));
        glance_level(part, standing);
        bool dated = args[1].text.len > view_plain(part->view, TDM_MSG_SHEET_UNTIL_GO_ON).len; /* "also when the day" */
        if (dated && sheet.waits.len > 0) tdm_html_element(part->h, "p", "small", sheet.waits);
    }
    tdm_html_close(part->h);
}

/* ---- JSON */

static void json_section(struct tdm_json_writer *w, const struct section *section) {
    tdm_json_key(w, section->key);
    tdm_json_array_begin(w);
    for (size_t i = 0; i < section->list->count; i++) {
        const struct sheet_line *line = &section->list->lines[i];
        tdm_json_object_begin(w);
        view_json_text(w, "name", line->name);
        view_json_text(w, "what", line->what);
        if (line->how.len > 0) view_json_text(w, "how", line->how);
        if (line->dose.len > 0) view_json_text(w, "dose", line->dose);
        if (line->level.len > 0) view_json_text(w, "level", line->level);
        view_json_text(w, "until", line->until);
        view_json_text(w, "why", line->why);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

void tdm_view_sheet_json(const struct tdm_view *view, const struct tdm_standing *standing) {
    struct sheet sheet;
    struct section sections[SECTIONS];
    struct tdm_json_writer w;
    static const char *const states[] = {[SHEET_RUNNING] = "running",
                                         [SHEET_BEFORE] = "not-enrolled",
                                         [SHEET_AFTER] = "ended",
                                         [SHEET_AFTER_DEATH] = "ended"};
    sheet_make(view, standing, &sheet);
    sections_of(&sheet, sections);
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    view_json_head(&w, view, standing, "sheet");
    view_json_text(&w, "state", tdm_str_of(states[sheet.state]));
    view_json_text(&w, "emergency", sheet.emergency);
    view_json_text(&w, "procedure", sheet.procedure);
    view_json_text(&w, "phase", sheet.phase);
    view_json_text(&w, "healing", sheet.healing);
    view_json_text(&w, "hold", sheet.hold);
    view_json_text(&w, "warning", sheet.warning);
    view_json_text(&w, "may_first", sheet.may_first);
    if (sheet.waits.len > 0) view_json_text(&w, "waits", sheet.waits);
    if (sheet.not_set.len > 0) view_json_text(&w, "not_set", sheet.not_set);
    view_json_text(&w, "levels", sheet.levels);
    view_json_text(&w, "scales", sheet.scales);
    if (sheet.tells_first.len > 0) view_json_text(&w, "tells_first", sheet.tells_first);
    tdm_json_key(&w, "tells");
    tdm_json_array_begin(&w);
    for (uint32_t i = 0; i < sheet.tell_count; i++) tdm_json_string(&w, sheet.tells[i]);
    tdm_json_array_end(&w);
    for (int i = 0; i < SECTIONS; i++) json_section(&w, &sections[i]);
    view_json_text(&w, "keep_taking", sheet.keep_taking);
    view_json_text(&w, "stop", sheet.stop);
    view_json_text(&w, "tell_soon", sheet.tell_soon);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}
