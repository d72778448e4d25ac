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

/* An image that was opened. Held by every group that asks it, and by the shelf. */
struct book {
    void *image;
    int length, holders;
    tandem_library *library;
};

/* What a connection keeps: the libraries opened last. A query with many groups, or two images beside each other, opens
 * each once. */
enum { SHELF_BOOKS = 4 };
struct shelf {
    struct book *books[SHELF_BOOKS]; /* or null */
    int next;                        /* the place that is given away next */
};

enum { ARGUMENT_IMAGE, ARGUMENT_DAY, ARGUMENT_KNOWN, ARGUMENT_ENTRY, ARGUMENT_EPISODE };

struct group {
    struct book *book;
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

static int is_of(const struct book *book, sqlite3_value *image) {
    int length = sqlite3_value_bytes(image);
    return book != NULL && book->length == length &&
           memcmp(book->image, sqlite3_value_blob(image), (size_t)length) == 0;
}

static void let_go(struct book *book) {
    if (book == NULL || --book->holders > 0) return;
    tandem_library_release(book->library);
    free(book->image);
    free(book);
}

static void put_on_shelf(struct shelf *shelf, struct book *book) {
    let_go(shelf->books[shelf->next]);
    shelf->books[shelf->next] = book;
    shelf->next = (shelf->next + 1) % SHELF_BOOKS;
    book->holders++;
}

static int open_book(sqlite3_value *image, struct book **out, tandem_text **problem) {
    struct book *book = calloc(1, sizeof *book);
    if (book == NULL) return TANDEM_NO_MEMORY;
    book->holders = 1;
    book->length = sqlite3_value_bytes(image);
    book->image = copy_of(sqlite3_value_blob(image), book->length);
    int result = book->image == NULL
                     ? TANDEM_NO_MEMORY
                     : tandem_library_open(book->image, (size_t)book->length, &book->library, problem);
    if (result == TANDEM_FINE)
        *out = book;
    else
        let_go(book);
    return result;
}

static int open_library(sqlite3_context *context, struct group *group, sqlite3_value *image) {
    struct shelf *shelf = sqlite3_user_data(context);
    tandem_text *problem = NULL;
    if (sqlite3_value_type(image) != SQLITE_BLOB)
        return fail(context, group, "tandem_standing: the first argument is no BLOB; give the bytes of an image: "
                                    "readfile('NAME')");
    for (int i = 0; i < SHELF_BOOKS && group->book == NULL; i++)
        if (is_of(shelf->books[i], image)) group->book = shelf->books[i];
    if (group->book != NULL) {
        group->book->holders++;
        return 1;
    }
    int result = open_book(image, &group->book, &problem);
    if (result == TANDEM_FINE)
        put_on_shelf(shelf, group->book);
    else
        fail_with(context, result, problem);
    group->failed = result != TANDEM_FINE;
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
    if (!is_of(group->book, values[ARGUMENT_IMAGE]))
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
    /* A text is asked as one: of a database in UTF-16 its bytes are others. */
    const char *bytes = sqlite3_value_type(values[ARGUMENT_ENTRY]) == SQLITE_BLOB
                            ? sqlite3_value_blob(values[ARGUMENT_ENTRY])
                            : (const char *)sqlite3_value_text(values[ARGUMENT_ENTRY]);
    int length = sqlite3_value_bytes(values[ARGUMENT_ENTRY]);
    if (tandem_entries_add(group->entries, bytes == NULL ? "" : bytes, (size_t)length) == TANDEM_FINE) return;
    sqlite3_result_error_nomem(context);
    group->failed = 1;
}

static void finish(sqlite3_context *context) {
    struct group *group = sqlite3_aggregate_context(context, 0);
    tandem_text *text = NULL;
    if (group == NULL) return;
    if (group->entries != NULL && !group->failed && group->on == NULL) {
        (void)fail(context, group, "tandem_standing: the day is NULL; there is no clock here: write it, '2026-03-04'");
    } else if (group->entries != NULL && !group->failed) {
        struct tandem_question question = {group->on, group->known, group->episode};
        int result = tandem_standing(group->book->library, group->entries, &question, &text);
        if (result == TANDEM_FINE)
            sqlite3_result_text64(context, tandem_text_bytes(text), tandem_text_length(text), SQLITE_TRANSIENT,
                                  SQLITE_UTF8);
        else
            fail_with(context, result, text);
    }
    tandem_text_release(text);
    tandem_entries_release(group->entries);
    let_go(group->book);
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

static void drop_shelf(void *kept) {
    struct shelf *shelf = kept;
    for (int i = 0; i < SHELF_BOOKS; i++) let_go(shelf->books[i]);
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
