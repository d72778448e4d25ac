/* many.c - the lines of many episodes: what is new in the chains makes lines void, and so does a new day. */
#include "web/many.h"

#include <stdlib.h>
#include <time.h>

#define AT_ONCE   8u    /* episodes whose entries are found together */
#define NEWS_MAX  5000u /* entries: more are not looked at, everything is read anew */
#define SPARE_US  20000 /* when nobody asks */
#define BROKEN_MS 10000 /* what could not be read is tried again: it may have been the machine */
#define LOOK_MS   5000  /* between two looks of one whom nobody asks */

struct line { /* a line, and what it rests on */
    struct web_line told;
    struct tdm_arena *mem; /* of its words; null: never read */
    struct tdm_names also; /* other episodes of the person */
    tdm_instant until;     /* its day ends */
    bool stale;
};

struct web_many {
    struct tdm_arena *mem, *scratch;
    struct tdm_head *seen; /* the newest entry of each place that was looked at */
    size_t seen_count, seen_room;
    struct line **lines; /* by name */
    size_t count, room;
    int64_t looked_ms;
};

static struct web_many *many_of(struct web *web) {
    if (web->many != NULL) return web->many;
    web->many = TDM_NEW(web->mem, struct web_many);
    web->many->mem = tdm_arena_open((size_t)256 << 20);
    web->many->scratch = tdm_arena_open((size_t)1 << 30);
    return web->many;
}

/* ---- what is new */

static bool has_name(const struct tdm_names *names, tdm_str name) {
    for (size_t i = 0; i < names->count; i++)
        if (tdm_str_equal(names->list[i], name)) return true;
    return false;
}

/* Limits of one episode of a person hold in the others too. */
static void forget(struct web_many *many, tdm_str name) {
    for (size_t i = 0; i < many->count; i++)
        if (tdm_str_equal(many->lines[i]->told.name, name) || has_name(&many->lines[i]->also, name))
            many->lines[i]->stale = true;
}

static void forget_all(struct web_many *many) {
    for (size_t i = 0; i < many->count; i++) many->lines[i]->stale = true;
}

static bool is_one_of(tdm_str kind, const char *const *kinds, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (tdm_str_is(kind, kinds[i])) return true;
    return false;
}

/* A kind that is named here neither way may matter to every episode, such as a key that is trusted no longer. */
static void hear(struct web_many *many, const struct tdm_chained *link) {
    static const char *const of_one[] = {"entry", "episode", "team", "glass"}, *const of_none[] = {
                                                                                   "event",   "identity", "belongs",
                                                                                   "person",  "feedback", "rule",
                                                                                   "protocol"};
    if (is_one_of(link->kind, of_one, TDM_COUNT(of_one)))
        forget(many, link->episode);
    else if (!is_one_of(link->kind, of_none, TDM_COUNT(of_none)))
        forget_all(many);
}

struct heads {
    struct tdm_arena *mem;
    struct tdm_head *list;
    size_t count, room;
};

static bool take_head(void *context, const struct tdm_stored *stored) {
    struct heads *heads = context;
    TDM_GROW(heads->mem, heads->list, heads->count, heads->room);
    heads->list[heads->count++] =
        (struct tdm_head){tdm_arena_str(heads->mem, stored->place), stored->number, stored->hash};
    return true;
}

static struct tdm_head *seen_of(struct web_many *many, tdm_str place) {
    for (size_t i = 0; i < many->seen_count; i++)
        if (tdm_str_equal(many->seen[i].place, place)) return &many->seen[i];
    TDM_GROW(many->mem, many->seen, many->seen_count, many->seen_room);
    many->seen[many->seen_count] = (struct tdm_head){.place = tdm_arena_str(many->mem, place)};
    return &many->seen[many->seen_count++];
}

static bool hear_news(struct web *web, struct tdm_head *seen, uint64_t until, struct tdm_problem *problem) {
    struct web_many *many = web->many;
    if (until - seen->number > NEWS_MAX) forget_all(many);
    for (uint64_t n = seen->number + 1; n <= until && until - seen->number <= NEWS_MAX; n++) {
        struct tdm_arena_mark mark = tdm_arena_mark(many->scratch);
        struct tdm_head where = {.place = seen->place, .number = n};
        struct tdm_stored stored;
        struct tdm_chained link;
        bool found = false;
        if (!tdm_store_at(many->scratch, tdm_clinic_store(web->clinic), &where, &stored, &found, problem)) return false;
        struct tdm_problem quiet = {0};
        if (found && tdm_chained_read(many->scratch, seen->place, stored.bytes, &link, &quiet))
            hear(many, &link);
        else
            forget_all(many); /* a broken entry: whoever reads an episode is told */
        tdm_arena_rewind(many->scratch, mark);
    }
    return true;
}

static int by_name(const void *left, const void *right) {
    const struct line *const *a = left, *const *b = right;
    return tdm_str_compare((*a)->told.name, (*b)->told.name);
}

/* Both lists are by name, and no episode ever goes. */
static void take_names(struct web_many *many, const struct tdm_names *names) {
    size_t known = many->count, old = 0;
    for (size_t i = 0; i < names->count; i++) {
        if (old < known && tdm_str_equal(many->lines[old]->told.name, names->list[i])) {
            old++;
            continue;
        }
        struct line *line = TDM_NEW(many->mem, struct line);
        line->told.name = tdm_arena_str(many->mem, names->list[i]);
        TDM_GROW(many->mem, many->lines, many->count, many->room);
        many->lines[many->count++] = line;
    }
    if (many->count > known) qsort(many->lines, many->count, sizeof(struct line *), by_name);
}

/* What is written meanwhile is seen by the next look: the heads are read first. */
static bool look(struct web *web, struct tdm_problem *problem) {
    struct web_many *many = web->many;
    struct tdm_names names;
    tdm_arena_reset(many->scratch);
    struct heads heads = {.mem = many->scratch};
    if (!tdm_store_heads(tdm_clinic_store(web->clinic), take_head, &heads, problem)) return false;
    bool news = many->count == 0; /* then nothing can be void */
    for (size_t i = 0; i < heads.count; i++) {
        struct tdm_head *seen = seen_of(many, heads.list[i].place);
        if (seen->number == heads.list[i].number) continue;
        news = true;
        if (many->count > 0 && !hear_news(web, seen, heads.list[i].number, problem)) return false;
        seen->number = heads.list[i].number;
    }
    if (!news) return true;
    if (!tdm_clinic_episodes(many->scratch, web->clinic, &names, problem)) return false;
    take_names(many, &names);
    return true;
}

/* ---- a line */

static void keep_names(struct tdm_arena *mem, struct tdm_names *out, const tdm_str *names, size_t count) {
    *out = (struct tdm_names){TDM_NEW_ARRAY(mem, tdm_str, count + 1), count, count + 1};
    for (size_t i = 0; i < count; i++) out->list[i] = tdm_arena_str(mem, names[i]);
}

static tdm_str where_is(struct web_ask *said, const struct web_episode *e) {
    const struct tdm_standing *s = e->standing;
    tdm_ref phase = s->track[TDM_TRACK_FUNCTION].phase;
    if (phase == TDM_REF_NONE) phase = s->track[TDM_TRACK_TISSUE].phase;
    if (s->ended) return web_words(said, TDM_MSG_WEB_EPISODE_ENDED);
    if (!s->enrolled) return web_words(said, TDM_MSG_STANDING_NOT_ENROLLED);
    if (phase == TDM_REF_NONE) return web_words(said, TDM_MSG_WEB_NO_PHASE);
    return tdm_part_name(&said->view, e->protocol->phases[phase].name);
}

static struct tdm_work_row kept_row(struct tdm_arena *mem, const struct line *line, struct tdm_work_row row) {
    row.episode = line->told.name;
    row.patient = line->told.patient;
    tdm_str *texts[] = {&row.site, &row.what, &row.when, &row.waits, &row.by};
    for (size_t i = 0; i < TDM_COUNT(texts); i++) *texts[i] = tdm_arena_str(mem, *texts[i]);
    return row;
}

static void say(struct web *web, struct line *line, const struct web_episode *e, enum tdm_language language) {
    struct tdm_arena *scratch = web->many->scratch;
    struct web_line_words *words = &line->told.said[language];
    struct web_ask said = {.web = web, .mem = scratch};
    struct tdm_buf out;
    tdm_buf_init(&out, scratch, TDM_HTTP_PAGE_MAX);
    said.view = (struct tdm_view){
        .mem = scratch, .out = &out, .labels = true, .language = language, .texts = web->shelf->texts[language]};
    struct tdm_worklist list = tdm_worklist_of(scratch, &e->standing, 1, 0);
    words->site = tdm_arena_str(line->mem, tdm_part_site(&said.view, e->chart, web->shelf->catalog));
    words->where = tdm_arena_str(line->mem, where_is(&said, e));
    words->blocks = tdm_arena_str(line->mem, web_block_line(&said, e));
    words->rows = TDM_NEW_ARRAY(line->mem, struct tdm_work_row, list.count + 1);
    words->row_count = list.count;
    for (uint32_t i = 0; i < list.count; i++)
        words->rows[i] = kept_row(line->mem, line, tdm_work_row_of(&said.view, e->standing, &list.items[i]));
}

static void read_line(struct web *web, struct line *line) {
    struct web_many *many = web->many;
    struct web_episode e;
    struct tdm_names admitted;
    struct tdm_problems quiet;
    struct tdm_problem problem = {0};
    tdm_str name = line->told.name;
    tdm_instant now = web_now(web);
    tdm_problems_init(&quiet);
    if (line->mem != NULL) tdm_arena_close(line->mem);
    *line = (struct line){.told = {.name = name}, .mem = tdm_arena_open((size_t)64 << 20)};
    line->told.broken = !web_episode_open(web, many->scratch, name, &e, &quiet);
    const struct tdm_zone *zone = line->told.broken ? &tdm_zone_utc : &e.zone;
    tdm_date today = tdm_zone_date_at(zone, now);
    line->until = line->told.broken ? (tdm_instant){now.ms + BROKEN_MS} : tdm_zone_day_end(zone, today);
    if (tdm_clinic_admitted(many->scratch, web->clinic, name, today, &admitted, &problem))
        keep_names(line->mem, &line->told.admitted, admitted.list, admitted.count);
    if (line->told.broken) return;
    line->told.patient = tdm_arena_str(line->mem, e.chart->patient);
    keep_names(line->mem, &line->also, e.chart->also, e.chart->also_count);
    for (int language = 0; language < TDM_LANGUAGE_COUNT; language++) say(web, line, &e, (enum tdm_language)language);
}

/* ---- all of them */

static bool is_void(const struct line *line, tdm_instant now) {
    return line->mem == NULL || line->stale || line->until.ms <= now.ms;
}

static int64_t spent_us(void) {
    struct timespec spent = {0};
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return (int64_t)spent.tv_sec * 1000000 + spent.tv_nsec / 1000;
}

/* How many are still to be read after it. */
static uint32_t read_some(struct web *web, int64_t for_us) {
    struct web_many *many = web->many;
    int64_t until = spent_us() + for_us;
    tdm_instant now = web_now(web);
    tdm_str names[AT_ONCE];
    struct line *some[AT_ONCE];
    uint32_t count = 0, left = 0;
    for (size_t i = 0; i <= many->count; i++) {
        if (i < many->count && is_void(many->lines[i], now)) {
            names[count] = many->lines[i]->told.name;
            some[count++] = many->lines[i];
        }
        if (count < AT_ONCE && (i < many->count || count == 0)) continue;
        web_read_ahead(web, names, count);
        for (uint32_t k = 0; k < count; k++) {
            tdm_arena_reset(many->scratch);
            read_line(web, some[k]);
        }
        count = 0;
        if (spent_us() <= until) continue;
        for (size_t k = i + 1; k < many->count; k++) left += is_void(many->lines[k], now);
        break;
    }
    return left;
}

bool web_many_read(struct web *web, struct tdm_arena *mem, int64_t for_us, struct web_lines_read *out,
                   struct tdm_problem *problem) {
    struct web_many *many = many_of(web);
    *out = (struct web_lines_read){0};
    if (!look(web, problem)) return false;
    out->unread = read_some(web, for_us);
    const struct web_line **list = TDM_NEW_ARRAY(mem, const struct web_line *, many->count + 1);
    tdm_instant now = web_now(web);
    for (size_t i = 0; i < many->count; i++)
        if (out->unread == 0 || !is_void(many->lines[i], now)) list[out->count++] = &many->lines[i]->told;
    out->list = list;
    return true;
}

bool web_line_admits(const struct web_line *line, tdm_str person) {
    return has_name(&line->admitted, person);
}

bool web_spare(void *self) {
    struct web *web = self;
    struct web_many *many = many_of(web);
    struct tdm_problem problem = {0};
    int64_t now = tdm_clock_now().ms;
    if (many->looked_ms <= now && now - many->looked_ms < LOOK_MS) return false;
    if (!web_open_clinic(web) || !look(web, &problem) || read_some(web, SPARE_US) == 0) {
        many->looked_ms = now;
        return false;
    }
    many->looked_ms = 0;
    return true;
}
