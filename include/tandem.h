/* tandem.h - the engine for other programs: from a library image and a set of entries to the standing of an episode on
 * a day, as JSON. This is the only header of libtandem, and everything that it exports is named here.
 *
 *   tandem_text *image, *answer;
 *   tandem_library *library;
 *   tandem_image_make(files, file_count, &image);
 *   tandem_library_open(tandem_text_bytes(image), tandem_text_length(image), &library, &answer);
 *   tandem_entries *entries = tandem_entries_make();
 *   tandem_entries_add(entries, row, row_length);                      once a row, in any order
 *   tandem_standing(library, entries, &(struct tandem_question){.on = "2026-03-04"}, &answer);
 *
 * What holds for all of it:
 * - Pure. No file, no clock, no environment, no network, no locale; nothing is printed; nothing is kept between calls
 * but what a handle holds. The same arguments give the same bytes on every machine.
 * - Meaning. The answer is byte for byte what `tandem standing EPISODE --on DAY [--known WHEN] --json` prints of the
 * same entries under the same texts: docs/schema/standing.schema.json, rules M1-M125 in docs/rules.md. It supports a
 * decision of a trained person and makes none.
 * - Threads. A library may be used by any number of threads at once. Entries and texts are one thread's at a time.
 * - Ownership. What is passed in is copied or read, never kept: it may be freed when the call returns. What comes out
 * is the caller's, to be released with the function of its type; null is released by doing nothing.
 * - Errors. Each function that can fail gives one of enum tandem_result. With TANDEM_REFUSED there is a text that tells
 * the first problem in one line: place, code (docs/problems.md), what, and what to do. Handles stay as they were.
 * - Versions. TANDEM_API counts up when something is added. What is here keeps its meaning as long as the library's
 * major version (libtandem.so.0) stays. */
#ifndef TANDEM_H
#define TANDEM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TANDEM_API 1

#if defined(__GNUC__)
#define TANDEM_EXPORT __attribute__((visibility("default")))
#else
#define TANDEM_EXPORT
#endif

enum tandem_result {
    TANDEM_FINE = 0,      /* done */
    TANDEM_REFUSED = 1,   /* the input is wrong: a text says what, where and what to do */
    TANDEM_NO_MEMORY = 2, /* no more memory; no text */
    TANDEM_BROKEN = 3     /* a mistake in Tandem itself; a text says which. Please report it */
};

/* TANDEM_API of the library that is running, and its version ("0.1.0"; not to be freed). */
TANDEM_EXPORT unsigned tandem_api(void);
TANDEM_EXPORT const char *tandem_version(void);

/* ---- texts: what a call gives */

typedef struct tandem_text tandem_text;
TANDEM_EXPORT const char *
tandem_text_bytes(const tandem_text *text);                       /* UTF-8 or an image; a NUL follows the last byte */
TANDEM_EXPORT size_t tandem_text_length(const tandem_text *text); /* in bytes, without that NUL */
TANDEM_EXPORT void tandem_text_release(tandem_text *text);

/* ---- images: the texts that an answer follows from, in one piece that can be kept, hashed and sent about */

struct tandem_file {
    const char
        *name; /* a path with `/`, unique, at most 200 bytes of printable ASCII:
                  catalog/ANY.tandem      what exists: measures, exercises, substances, roles
                  parts/NAME.tandem       parts of protocols
                  protocols/ANY.tandem    protocols; several texts of one protocol may stand beside each other, each
                                          chart finds its own by the digest that it pins, else by name
                  zones/AREA/CITY         a zone: a line a change, `INSTANT MINUTES`, from when local time is so many
                                          minutes ahead of UTC; the first line has `-` for the beginning of time */
    const char *bytes;
    size_t length; /* in bytes */
};
/* An image of these files, whatever their order; every text is read and must be right. With TANDEM_FINE *out is the
 * image, else the problem. The same files give the same bytes. `tandem image` makes one on the command line. */
TANDEM_EXPORT int tandem_image_make(const struct tandem_file *files, size_t count, tandem_text **out);

typedef struct tandem_library tandem_library;
/* An image, read and ready to answer. Costs some milliseconds a protocol, so keep it. *problem is set when it is
 * refused, else null. */
TANDEM_EXPORT int tandem_library_open(const char *image, size_t length, tandem_library **out, tandem_text **problem);
TANDEM_EXPORT void tandem_library_release(tandem_library *library);

/* ---- entries: a set, so order and repetition mean nothing */

typedef struct tandem_entries tandem_entries;
/* An empty set; null: no memory. */
TANDEM_EXPORT tandem_entries *tandem_entries_make(void);
/* Adds one row: bytes of an entry in one of three forms, which may not be mixed in one set.
 *   - an entry of a kept chart: its canonical bytes (docs/ledger.md), as the column `bytes` of a store holds them.
 * Entries about keys (`place/keys`) take part, other places' are allowed; chains are not proved here: `tandem verify`
 * does;
 *   - a piece of a chart file of the notation: the head (`chart NAME ...`), or one entry with the lines below it;
 *   - a line of a chart as JSON lines: the header, or one entry. */
TANDEM_EXPORT int tandem_entries_add(tandem_entries *entries, const char *bytes, size_t length);
TANDEM_EXPORT size_t tandem_entries_count(const tandem_entries *entries); /* rows that were added */
TANDEM_EXPORT void tandem_entries_release(tandem_entries *entries);

struct tandem_question {
    const char *on; /* the day, `2026-03-04`; a civil day in the zone of the chart. Must be given: there is no clock */
    const char *known;   /* what was known: a day (to its end), or an instant, `2026-03-04T18:00Z`; null: every entry */
    const char *episode; /* whose standing, where the set holds several of one person (they limit each other, M69);
                            null: there is one */
};
/* The standing as JSON. *out is the answer with TANDEM_FINE, else the problem (null with TANDEM_NO_MEMORY). A set
 * without a row is refused. */
TANDEM_EXPORT int tandem_standing(const tandem_library *library, const tandem_entries *entries,
                                  const struct tandem_question *question, tandem_text **out);

#ifdef __cplusplus
}
#endif
#endif
