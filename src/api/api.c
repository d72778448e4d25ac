/* api.c - the functions of include/tandem.h. Each enters once, has an arena of its own, and comes back on every road:
 * also out of memory, and after a mistake of ours. */
#include "api/api_host.h"
#include "api/image.h"
#include "tandem.h"

#include <stdlib.h>
#include <string.h>

#define CALL_BYTES_MAX ((size_t)4 << 30)

struct tandem_text {
    size_t length;
    char bytes[]; /* and a NUL */
};
struct tandem_library {
    struct tdm_arena *mem;
    struct tdm_opened_image image;
};
struct tandem_entries {
    tdm_str *rows; /* each allocated alone */
    size_t count, room;
};

unsigned tandem_api(void) {
    return TANDEM_API;
}

const char *tandem_version(void) {
    return TDM_LIBRARY_VERSION;
}

/* ---- texts */

static tandem_text *text_of(tdm_str text) {
    tandem_text *made = malloc(sizeof *made + text.len + 1);
    if (made == NULL) return NULL;
    made->length = text.len;
    if (text.len > 0) memcpy(made->bytes, text.at, text.len);
    made->bytes[text.len] = '\0';
    return made;
}

const char *tandem_text_bytes(const tandem_text *text) {
    return text == NULL ? "" : text->bytes;
}

size_t tandem_text_length(const tandem_text *text) {
    return text == NULL ? 0 : text->length;
}

void tandem_text_release(tandem_text *text) {
    free(text);
}

/* ---- a call: what it does, in an arena of its own */

struct call {
    struct tdm_arena *mem; /* of the call; of a library that is opened */
    struct tdm_problems problems;
    struct tdm_buf out;
    const struct tandem_file *files;
    size_t file_count;
    tdm_str image;
    struct tdm_opened_image opened;
    struct tdm_question ask;
};

/* The first problem in one line. */
static tandem_text *told(struct call *call) {
    const struct tdm_problem *first = NULL;
    char line[1200], place[600];
    int length = 0;
    for (uint32_t i = 0; i < call->problems.count && first == NULL; i++)
        if (call->problems.items[i].severity == TDM_ERROR) first = &call->problems.items[i];
    TDM_ASSERT(first != NULL);
    tdm_str file = tdm_str_slice(first->place.file, 0, 400);
    if (file.len == 0) file = TDM_STR("the set of entries");
    if (first->place.line == 0)
        length = snprintf(place, sizeof place, "%.*s", TDM_FMT(file));
    else
        length = snprintf(place, sizeof place, "%.*s:%u:%u", TDM_FMT(file), first->place.line, first->place.column);
    TDM_ASSERT(length >= 0);
    length = snprintf(line, sizeof line, "%s: %s %s%s%s", place, first->code, first->what,
                      first->fix[0] != '\0' ? "; " : "", first->fix);
    TDM_ASSERT(length > 0 && (size_t)length < sizeof line);
    return text_of((tdm_str){line, (size_t)length});
}

/* Runs `work` with a way back. Gives its result; *text: what was made, or the problem. */
static int run(struct call *call, bool (*work)(struct call *call), tandem_text **text) {
    struct tdm_api_call here, *outer = tdm_api_current;
    volatile int result = TANDEM_FINE;
    here.bug[0] = '\0';
    *text = NULL;
    int end = setjmp(here.back);
    if (end == 0) {
        tdm_api_current = &here;
        tdm_problems_init(&call->problems);
        if (!work(call)) {
            result = TANDEM_REFUSED;
            *text = told(call);
        } else if (call->out.mem != NULL) {
            *text = text_of(tdm_buf_str(&call->out));
        }
        if (*text == NULL && (result == TANDEM_REFUSED || call->out.mem != NULL)) result = TANDEM_NO_MEMORY;
    } else {
        result = end == TDM_API_BUG ? TANDEM_BROKEN : TANDEM_NO_MEMORY;
        if (end == TDM_API_BUG) *text = text_of(tdm_str_of(here.bug));
    }
    tdm_api_current = outer;
    return result;
}

/* An arena, or null. */
static bool open_arena(struct call *call) {
    call->mem = tdm_arena_open(CALL_BYTES_MAX);
    return true;
}

static int begin(struct call *call) {
    tandem_text *none;
    return run(call, open_arena, &none);
}

/* ---- images */

static bool make_image(struct call *call) {
    struct tdm_image_file *files = TDM_NEW_ARRAY(call->mem, struct tdm_image_file, call->file_count + 1);
    struct tdm_problem problem;
    struct tdm_opened_image opened;
    for (size_t i = 0; i < call->file_count; i++) {
        files[i].name = tdm_str_of(call->files[i].name);
        files[i].bytes = (tdm_str){call->files[i].bytes == NULL ? "" : call->files[i].bytes, call->files[i].length};
    }
    tdm_buf_init(&call->out, call->mem, TDM_IMAGE_BYTES_MAX);
    if (!tdm_image_write(call->mem, &call->out, files, call->file_count, &problem)) {
        struct tdm_problem *kept =
            tdm_problems_add(&call->problems, problem.severity, problem.why, problem.code, problem.place);
        tdm_problem_what(kept, "%s", problem.what);
        tdm_problem_fix(kept, "%s", problem.fix);
        return false;
    }
    return tdm_image_open(call->mem, tdm_buf_str(&call->out), &opened, &call->problems);
}

int tandem_image_make(const struct tandem_file *files, size_t count, tandem_text **out) {
    struct call *call = calloc(1, sizeof *call);
    *out = NULL;
    if (call == NULL) return TANDEM_NO_MEMORY;
    call->files = files;
    call->file_count = count;
    int result = begin(call);
    if (result == TANDEM_FINE) result = run(call, make_image, out);
    if (call->mem != NULL) tdm_arena_close(call->mem);
    free(call);
    return result;
}

static bool open_image(struct call *call) {
    tdm_str kept = tdm_arena_str(call->mem, call->image);
    return tdm_image_open(call->mem, kept, &call->opened, &call->problems);
}

int tandem_library_open(const char *image, size_t length, tandem_library **out, tandem_text **problem) {
    struct call *call = calloc(1, sizeof *call);
    tandem_library *library = malloc(sizeof *library);
    int result = call == NULL || library == NULL ? TANDEM_NO_MEMORY : TANDEM_FINE;
    *out = NULL;
    *problem = NULL;
    if (result == TANDEM_FINE) {
        call->image = (tdm_str){image == NULL ? "" : image, image == NULL ? 0 : length};
        result = begin(call);
    }
    if (result == TANDEM_FINE) result = run(call, open_image, problem);
    if (result == TANDEM_FINE) {
        *library = (struct tandem_library){call->mem, call->opened};
        *out = library;
        library = NULL;
    } else if (call != NULL && call->mem != NULL) {
        tdm_arena_close(call->mem);
    }
    free(library);
    free(call);
    return result;
}

void tandem_library_release(tandem_library *library) {
    if (library == NULL) return;
    tdm_arena_close(library->mem);
    free(library);
}

/* ---- entries */

tandem_entries *tandem_entries_make(void) {
    return calloc(1, sizeof(tandem_entries));
}

int tandem_entries_add(tandem_entries *entries, const char *bytes, size_t length) {
    if (entries->count == entries->room) {
        size_t room = entries->room == 0 ? 64 : entries->room * 2;
        tdm_str *rows = realloc(entries->rows, room * sizeof *rows);
        if (rows == NULL) return TANDEM_NO_MEMORY;
        entries->rows = rows;
        entries->room = room;
    }
    char *copy = malloc(length + 1);
    if (copy == NULL) return TANDEM_NO_MEMORY;
    if (length > 0) memcpy(copy, bytes, length);
    copy[length] = '\0';
    entries->rows[entries->count++] = (tdm_str){copy, length};
    return TANDEM_FINE;
}

size_t tandem_entries_count(const tandem_entries *entries) {
    return entries->count;
}

void tandem_entries_release(tandem_entries *entries) {
    if (entries == NULL) return;
    for (size_t i = 0; i < entries->count; i++) {
        union {
            const char *read;
            void *made;
        } row = {entries->rows[i].at}; /* what malloc gave */
        free(row.made);
    }
    free(entries->rows);
    free(entries);
}

/* ---- the standing */

static bool answer(struct call *call) {
    tdm_buf_init(&call->out, call->mem, (size_t)256 << 20);
    if (call->ask.row_count < UINT32_MAX) return tdm_asking_answer(call->mem, &call->ask, &call->out, &call->problems);
    tdm_host_out_of_memory(SIZE_MAX);
}

int tandem_standing(const tandem_library *library, const tandem_entries *entries,
                    const struct tandem_question *question, tandem_text **out) {
    struct call *call = calloc(1, sizeof *call);
    *out = NULL;
    if (call == NULL) return TANDEM_NO_MEMORY;
    call->ask = (struct tdm_question){.image = &library->image, .rows = entries->rows};
    call->ask.row_count = entries->count < UINT32_MAX ? (uint32_t)entries->count : UINT32_MAX;
    call->ask.on = tdm_str_of(question->on);
    call->ask.known = tdm_str_of(question->known);
    call->ask.episode = tdm_str_of(question->episode);
    int result = begin(call);
    if (result == TANDEM_FINE) result = run(call, answer, out);
    if (call->mem != NULL) tdm_arena_close(call->mem);
    free(call);
    return result;
}
