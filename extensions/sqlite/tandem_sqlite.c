/* tandem_sqlite.c - the engine inside SQLite, through include/tandem.h alone.
 *
 *   tandem_standing(image, day, known, entry)            an aggregate over the entries of an episode: the standing as JSON
 *   tandem_standing(image, day, known, entry, episode)   the same where the group holds several episodes of a person
 *   tandem_version()                                     "0.1.0"
 *
 * It reads no table and no clock, and its answer does not depend on the order of the rows. What is wrong with them is an
 * SQL error that names the row. Rows whose entry is NULL are left out; a group without any gives NULL. Image, day, known
 * and episode must be the same in every row of a group. docs/sqlite.md has what can be run. */
#include "tandem.h"

#include <sqlite3ext.h>
#include <stdlib.h>
#include <string.h>
static SQLITE_EXTENSION_INIT1 /* the pointer through which SQLite is called, of this file alone */

/* What a connection keeps: the library opened last. A query with many groups opens it once. */
struct shelf {
    void *image;
    int length;
    tandem_library *library;
};

enum { ARGUMENT_IMAGE, ARGUMENT_DAY, ARGUMENT_KNOWN, ARGUMENT_ENTRY, ARGUMENT_EPISODE };

struct group {
    tandem_entries *entries;
    char *on, *known, *episode; /* null: not said */
    int failed;                 /* told already */
};

static void *copy_of(const void *from, int length) {
    char *copy = length < 0 ? NULL : malloc((size_t)length + 1);
    if (copy == NULL) return NULL;
    if (length > 0) memcpy(copy, from, (size_t)length);
    copy[length] = '\0';
    return copy;
}

static void fail_with(sqlite3_context *context, int result, const tandem_text *text) {
    if (result == TANDEM_NO_MEMORY)
        sqlite3_result_error_nomem(context);
    else
        sqlite3_result_error(context, tandem_text_bytes(text), (int)tandem_text_length(text));
}

static int fail(sqlite3_context *context, struct group *group, const char *words) {
    sqlite3_result_error(context, words, -1);
    group->failed = 1;
    return 0;
}

/* ---- the library */

static int is_on_shelf(const struct shelf *shelf, sqlite3_value *image) {
    int length = sqlite3_value_bytes(image);
    return shelf->library != NULL && shelf->length == length &&
           memcmp(shelf->image, sqlite3_value_blob(image), (size_t)length) == 0;
}

static void clear_shelf(struct shelf *shelf) {
    tandem_library_release(shelf->library);
    free(shelf->image);
    *shelf = (struct shelf){0};
}

static int open_library(sqlite3_context *context, struct group *group, sqlite3_value *image) {
    struct shelf *shelf = sqlite3_user_data(context);
    tandem_text *problem = NULL;
    if (sqlite3_value_type(image) != SQLITE_BLOB)
        return fail(context, group, "tandem_standing: the first argument is no BLOB; give the bytes of an image: "
                                    "readfile('NAME')");
    if (is_on_shelf(shelf, image)) return 1;
    clear_shelf(shelf);
    shelf->length = sqlite3_value_bytes(image);
    shelf->image = copy_of(sqlite3_value_blob(image), shelf->length);
    int result = shelf->image == NULL
                     ? TANDEM_NO_MEMORY
                     : tandem_library_open(shelf->image, (size_t)shelf->length, &shelf->library, &problem);
    if (result != TANDEM_FINE) {
        fail_with(context, result, problem);
        clear_shelf(shelf);
        group->failed = 1;
    }
    tandem_text_release(problem);
    return result == TANDEM_FINE;
}

/* ---- the rows of a group */

static int take_text(sqlite3_context *context, struct group *group, sqlite3_value *value, char **out) {
    *out = NULL;
    if (sqlite3_value_type(value) == SQLITE_NULL) return 1;
    const unsigned char *text = sqlite3_value_text(value);
    *out = text == NULL ? NULL : copy_of(text, sqlite3_value_bytes(value));
    if (*out != NULL) return 1;
    sqlite3_result_error_nomem(context);
    group->failed = 1;
    return 0;
}

static int is_same(const char *kept, sqlite3_value *value) {
    if (kept == NULL || sqlite3_value_type(value) == SQLITE_NULL)
        return kept == NULL && sqlite3_value_type(value) == SQLITE_NULL;
    const unsigned char *text = sqlite3_value_text(value);
    return text != NULL && strcmp(kept, (const char *)text) == 0;
}

static int begin_group(sqlite3_context *context, struct group *group, int count, sqlite3_value **values) {
    if (!open_library(context, group, values[ARGUMENT_IMAGE])) return 0;
    group->entries = tandem_entries_make();
    if (group->entries == NULL) {
        sqlite3_result_error_nomem(context);
        group->failed = 1;
        return 0;
    }
    return take_text(context, group, values[ARGUMENT_DAY], &group->on) &&
           take_text(context, group, values[ARGUMENT_KNOWN], &group->known) &&
           (count <= ARGUMENT_EPISODE || take_text(context, group, values[ARGUMENT_EPISODE], &group->episode));
}

static int same_question(sqlite3_context *context, struct group *group, int count, sqlite3_value **values) {
    if (!is_on_shelf(sqlite3_user_data(context), values[ARGUMENT_IMAGE]))
        return fail(context, group, "tandem_standing: the image is not the same in every row of a group");
    if (is_same(group->on, values[ARGUMENT_DAY]) && is_same(group->known, values[ARGUMENT_KNOWN]) &&
        (count <= ARGUMENT_EPISODE || is_same(group->episode, values[ARGUMENT_EPISODE])))
        return 1;
    return fail(context, group, "tandem_standing: day, known or episode is not the same in every row of a group");
}

static void step(sqlite3_context *context, int count, sqlite3_value **values) {
    struct group *group = sqlite3_aggregate_context(context, sizeof *group);
    if (group == NULL) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (group->failed || sqlite3_value_type(values[ARGUMENT_ENTRY]) == SQLITE_NULL) return;
    if (!(group->entries == NULL ? begin_group(context, group, count, values)
                                 : same_question(context, group, count, values)))
        return;
    const char *bytes = sqlite3_value_blob(values[ARGUMENT_ENTRY]);
    int length = sqlite3_value_bytes(values[ARGUMENT_ENTRY]);
    if (tandem_entries_add(group->entries, bytes == NULL ? "" : bytes, (size_t)length) == TANDEM_FINE) return;
    sqlite3_result_error_nomem(context);
    group->failed = 1;
}

static void finish(sqlite3_context *context) {
    struct group *group = sqlite3_aggregate_context(context, 0);
    const struct shelf *shelf = sqlite3_user_data(context);
    tandem_text *text = NULL;
    if (group == NULL || group->entries == NULL) return;
    if (!group->failed && group->on == NULL) {
        (void)fail(context, group, "tandem_standing: the day is NULL; there is no clock here: write it, '2026-03-04'");
    } else if (!group->failed) {
        struct tandem_question question = {group->on, group->known, group->episode};
        int result = tandem_standing(shelf->library, group->entries, &question, &text);
        if (result == TANDEM_FINE)
            sqlite3_result_text64(context, tandem_text_bytes(text), tandem_text_length(text), SQLITE_TRANSIENT,
                                  SQLITE_UTF8);
        else
            fail_with(context, result, text);
    }
    tandem_text_release(text);
    tandem_entries_release(group->entries);
    free(group->on);
    free(group->known);
    free(group->episode);
}

static void version(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    (void)values;
    sqlite3_result_text(context, tandem_version(), -1, SQLITE_STATIC);
}

/* ---- */

static void drop_shelf(void *shelf) {
    clear_shelf(shelf);
    free(shelf);
}

static int make(sqlite3 *db, int arguments) {
    struct shelf *shelf = calloc(1, sizeof *shelf);
    if (shelf == NULL) return SQLITE_NOMEM;
    return sqlite3_create_function_v2(db, "tandem_standing", arguments,
                                      SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, shelf, NULL, step, finish,
                                      drop_shelf);
}

__attribute__((visibility("default"))) int sqlite3_tandemsqlite_init(sqlite3 *db, char **words,
                                                                     const sqlite3_api_routines *api);
int sqlite3_tandemsqlite_init(sqlite3 *db, char **words, const sqlite3_api_routines *api) {
    SQLITE_EXTENSION_INIT2(api)
    (void)words;
    int rc = make(db, 4);
    if (rc == SQLITE_OK) rc = make(db, 5);
    if (rc == SQLITE_OK)
        rc = sqlite3_create_function_v2(db, "tandem_version", 0, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                        NULL, version, NULL, NULL, NULL);
    return rc;
}
