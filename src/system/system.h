/* system.h - the machine under the program: files, clock, zones, terminal, what was embedded at build.
 * The only room that knows the operating system; everything it gives is a plain value for the pure rooms.
 * The four tdm_host_* functions of base.h stand here too (host.c). Problems have the codes Y001...: docs/problems.md.
 */
#ifndef TDM_SYSTEM_H
#define TDM_SYSTEM_H

#include "base/base.h"
#include "base/parallel.h"
#include "calendar/calendar.h"

/* ---- files: whole ones, in memory. Paths are as the user wrote them; problems quote them that way */

#define TDM_FILE_LIMIT_BYTES ((size_t)64 << 20) /* for callers without a limit of their own */

/* The bytes of the regular file at `path`, in `mem`, with a NUL after the end that is not counted. A pipe is read too
 * (for
 * `/dev/stdin` and `<(...)`); a folder or a device is refused. More than `limit_bytes` is refused before it is read. */
bool tdm_file_read(struct tdm_arena *mem, tdm_str path, size_t limit_bytes, tdm_str *out,
                   struct tdm_problem *problem) TDM_CHECKED;
/* What stands on standard input, to its end, with the same limit. Places name it "standard input". */
bool tdm_input_read(struct tdm_arena *mem, size_t limit_bytes, tdm_str *out, struct tdm_problem *problem) TDM_CHECKED;
/* Some bytes of standard input, as they come; *got is 0 at its end. For who reads messages and not a whole. */
bool tdm_input_take(char *into, size_t room, size_t *got) TDM_CHECKED;
/* All or nothing: a reader sees the old file or the new one, also after a power cut. An existing file keeps its
 * permissions; a link is followed and its target replaced. */
bool tdm_file_write(struct tdm_arena *mem, tdm_str path, tdm_str bytes, struct tdm_problem *problem) TDM_CHECKED;
/* A new file that only its owner may read; one that is there already is refused. Durable when it returns true. */
bool tdm_file_make_private(struct tdm_arena *mem, tdm_str path, tdm_str bytes, struct tdm_problem *problem) TDM_CHECKED;
/* The digit 0 over `count` bytes of the file, where they stand, to the disk: for a secret that is destroyed. What a disk
 * or a file system keeps of what was overwritten is not in a program's hand. */
bool tdm_file_overwrite(struct tdm_arena *mem, tdm_str path, size_t at, size_t count, struct tdm_problem *problem) TDM_CHECKED;
bool tdm_is_gzip(tdm_str bytes); /* by its first two bytes */
/* A new folder; one that is there is fine. */
bool tdm_folder_make(struct tdm_arena *mem, tdm_str path, struct tdm_problem *problem) TDM_CHECKED;
void tdm_file_remove(struct tdm_arena *mem, tdm_str path); /* one that is not there is fine */
/* What was made in the folder stays made after a power cut. */
void tdm_folder_sync(struct tdm_arena *mem, tdm_str path);
/* The names in the folder (not the paths), sorted by bytes, without those that begin with a point. A name ending in "/"
 * is a folder. Links are told as what they point to; other kinds (sockets, devices) are left out. */
bool tdm_folder_list(struct tdm_arena *mem, tdm_str path, const tdm_str **names, size_t *count,
                     struct tdm_problem *problem) TDM_CHECKED;
bool tdm_path_is_file(tdm_str path); /* a regular file or a pipe that can be asked for */
bool tdm_path_is_folder(tdm_str path);
tdm_str tdm_path_join(struct tdm_arena *mem, tdm_str folder, tdm_str name); /* an absolute `name` stands alone */
tdm_str tdm_path_folder(tdm_str path); /* without the last name; "." when there is none */
tdm_str tdm_path_name(tdm_str path);   /* the last name */
tdm_str tdm_path_absolute(struct tdm_arena *mem, tdm_str path); /* links followed; the path itself where nothing is there */

/* ---- files bit by bit: for what may be larger than memory. A reader takes files and pipes; a writer is all or nothing as
 * tdm_file_write is, and leaves nothing when it is abandoned */

struct tdm_reader;
bool tdm_reader_open(struct tdm_arena *mem, tdm_str path, struct tdm_reader **out, struct tdm_problem *problem) TDM_CHECKED;
/* Some bytes, as they come; *got is 0 at the end. */
bool tdm_reader_take(struct tdm_reader *reader, char *into, size_t room, size_t *got, struct tdm_problem *problem) TDM_CHECKED;
uint64_t tdm_reader_size(const struct tdm_reader *reader); /* bytes of the file; 0: of a pipe, nobody knows */
void tdm_reader_close(struct tdm_reader *reader);          /* null is fine */

bool tdm_reader_input(struct tdm_arena *mem, struct tdm_reader **out, struct tdm_problem *problem) TDM_CHECKED; /* standard input */

/* What comes, as it is or packed with gzip, plain again. What is cut short or damaged is refused with the byte at which that
 * shows; past free_bytes, what is times_most as large as it came is refused too. */
struct tdm_packed {
    tdm_str path; /* names it in problems */
    uint64_t size, free_bytes;
    uint32_t times_most;
    bool (*fill)(void *context, char *into, size_t room, size_t *got, struct tdm_problem *problem); /* 0: no more */
    void *context;
};
struct tdm_plain;
struct tdm_plain *tdm_plain_open(struct tdm_arena *mem, const struct tdm_packed *from);
bool tdm_plain_take(struct tdm_plain *plain, char *into, size_t room, size_t *got, struct tdm_problem *problem) TDM_CHECKED;
uint64_t tdm_plain_taken(const struct tdm_plain *plain); /* of its own bytes */
void tdm_plain_close(struct tdm_plain *plain);           /* null is fine */

void tdm_writes_tell_limits(void); /* a file that may not grow (`ulimit -f`) is told as a full disk; once, at the beginning of a program */
struct tdm_writer;
bool tdm_writer_open(struct tdm_arena *mem, tdm_str path, struct tdm_writer **out, struct tdm_problem *problem) TDM_CHECKED;
/* Of a new file that only its owner may read; one that is there already is refused. */
bool tdm_writer_make_private(struct tdm_arena *mem, tdm_str path, struct tdm_writer **out, struct tdm_problem *problem) TDM_CHECKED;
bool tdm_writer_add(struct tdm_writer *writer, tdm_str bytes, struct tdm_problem *problem) TDM_CHECKED;
/* True: the file is there under its name, durable. False: it is as it was before. */
bool tdm_writer_finish(struct tdm_writer *writer, struct tdm_problem *problem) TDM_CHECKED;
void tdm_writer_abandon(struct tdm_writer *writer); /* null, or finished: fine */

/* Writes everything to standard output or standard error. False when it cannot be written (a full disk): the program
 * then tells that (Y005) and ends with the code for TDM_WHY_ENVIRONMENT. A closed pipe ends it before, by SIGPIPE. */
bool tdm_output_write(tdm_str bytes) TDM_CHECKED;
bool tdm_error_write(tdm_str bytes) TDM_CHECKED;

/* ---- environment: the value, borrowed from the process, or the empty slice. Read at the edge, once, never in a pure
 * room */

tdm_str tdm_environment(const char *name);

/* How wide its vectors are: 128, 256 or 512 bits. For speed alone. */
uint32_t tdm_machine_vector_bits(void);

/* ---- bytes laid aside for this run: room_bytes of them in memory, what is more in a file without a name, in the folder of
 * TMPDIR or in /tmp. False: Y011 */
struct tdm_aside;
struct tdm_aside *tdm_aside_open(struct tdm_arena *mem, size_t room_bytes);
bool tdm_aside_add(struct tdm_aside *aside, tdm_str bytes, struct tdm_problem *problem) TDM_CHECKED;
uint64_t tdm_aside_size(const struct tdm_aside *aside);
/* All of it must be there: from + count is at most the size. */
bool tdm_aside_read(const struct tdm_aside *aside, uint64_t from, char *into, size_t count, struct tdm_problem *problem) TDM_CHECKED;
bool tdm_aside_share(struct tdm_aside *aside, struct tdm_problem *problem) TDM_CHECKED; /* all of it into the file, for another process */
bool tdm_aside_take(struct tdm_aside *aside) TDM_CHECKED; /* what another process shared; false: it cannot be asked */
void tdm_aside_close(struct tdm_aside *aside); /* null is fine */

/* ---- work shared by so many processes */
struct tdm_workers {
    struct tdm_arena *mem;
    uint32_t count;
    /* In a process of its own: its share, whose bytes it leaves in `out`. It may not write what the others see. */
    bool (*work)(void *context, uint32_t number, struct tdm_aside *out);
    void *context;
};
/* outs[count] by number, each empty and shared. False: one of them failed; how is not told. */
bool tdm_share(const struct tdm_workers *sharing, struct tdm_aside *const *outs) TDM_CHECKED;

/* ---- a file to which records are added at its end, one program at a time, by several threads */
struct tdm_records;
/* Made where there is none; what stands behind its first `good_bytes` is cut off. */
bool tdm_records_open(struct tdm_arena *mem, tdm_str path, size_t good_bytes, struct tdm_records **out,
                      struct tdm_problem *problem) TDM_CHECKED;
/* On the disk when it returns. False from the first failure on: nothing more is written, and closing tells why. */
bool tdm_records_add(struct tdm_records *records, tdm_str bytes) TDM_CHECKED;
bool tdm_records_close(struct tdm_records *records, tdm_str path, struct tdm_problem *problem) TDM_CHECKED;

/* ---- jobs shared by so many threads, 64 at most; for the lab, where results are the same at any number */
struct tdm_parallel tdm_threads(uint32_t count);

/* ---- clock: the only reader of "now". Callers freeze it once per request and pass it on */

tdm_instant tdm_clock_now(void);
tdm_date tdm_clock_today(const struct tdm_zone *zone);

/* Bytes that nobody can guess: for keys and ids, and for nothing that must come out the same again. */
void tdm_secret_bytes(uint8_t *out, size_t count);

/* ---- zones: the system's zone files as tables for the pure rooms */

/* The zone of that name ("Europe/Vienna", "UTC") with every change of offset until the end of 2100; the file's own rule
 * (its footer) is followed after its last listed change. Offsets are whole minutes: the seconds that local mean times
 * had before zones existed are rounded. Where no zone files are installed only "UTC" is known. */
bool tdm_zone_load(struct tdm_arena *mem, tdm_str name, struct tdm_zone *out, struct tdm_problem *problem) TDM_CHECKED;
/* The same from the bytes of a zone file (RFC 8536, version 2 or later): the door that is fuzzed. `place` names it in
 * problems. */
bool tdm_zone_read(struct tdm_arena *mem, tdm_str name, tdm_str bytes, struct tdm_zone *out,
                   struct tdm_problem *problem) TDM_CHECKED;

/* ---- terminal */

enum tdm_stream { TDM_STREAM_INPUT, TDM_STREAM_OUTPUT, TDM_STREAM_ERROR };

bool tdm_terminal_is(enum tdm_stream stream);
/* Columns of the terminal; `otherwise` when the stream is none or does not say. Never below 20. */
int32_t tdm_terminal_width(enum tdm_stream stream, int32_t otherwise);
/* True when the stream is a terminal that shows colour and nobody asked for none: NO_COLOR set and not empty, or
 * TERM unset, empty or "dumb", say no (https://no-color.org). */
bool tdm_terminal_colour(enum tdm_stream stream);

/* ---- what was embedded at build: the files of data/, by their path in it ("protocols/x.tandem"), sorted by bytes */

struct tdm_embedded {
    tdm_str name, bytes; /* a NUL follows the bytes, not counted */
};

size_t tdm_embedded_count(void);
const struct tdm_embedded *tdm_embedded_at(size_t at);      /* at < count */
const struct tdm_embedded *tdm_embedded_find(tdm_str name); /* or null */

#endif
