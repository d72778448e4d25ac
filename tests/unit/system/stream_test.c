/* stream_test.c - a file that is written bit by bit stands under its name only once it is whole; one that is read comes
 * back as it was. */
#include "check.h"
#include "system/system.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static tdm_str in_scratch(struct tdm_arena *mem, const char *name) {
    static char folder[1000];
    const char *base = getenv("TMPDIR");
    if (folder[0] == '\0') {
        snprintf(folder, sizeof folder, "%s/tandem-stream-XXXXXX", base != NULL ? base : "/tmp");
        TDM_ASSERT(mkdtemp(folder) != NULL);
    }
    return tdm_arena_str(mem, tdm_path_join(mem, tdm_arena_str(mem, tdm_str_of(folder)), tdm_str_of(name)));
}

static size_t names_beside(struct tdm_arena *mem, tdm_str path) {
    size_t count = 0;
    struct tdm_buf command;
    char line[64];
    tdm_buf_init(&command, mem, 4096);
    tdm_buf_format(&command, "ls -A '%.*s' | wc -l", TDM_FMT(tdm_path_folder(path)));
    FILE *pipe = popen(tdm_arena_str(mem, tdm_buf_str(&command)).at, "r");
    if (pipe != NULL && fgets(line, sizeof line, pipe) != NULL) count = (size_t)strtol(line, NULL, 10);
    if (pipe != NULL) pclose(pipe);
    return count;
}

TEST("what is written in pieces of any size comes back as one, and nothing is left beside it") {
    tdm_str path = in_scratch(mem, "pieces/x");
    struct tdm_problem problem;
    struct tdm_writer *writer;
    struct tdm_reader *reader;
    struct tdm_buf want, got;
    tdm_buf_init(&want, mem, (size_t)8 << 20);
    tdm_buf_init(&got, mem, (size_t)8 << 20);
    REQUIRE(mkdir(tdm_arena_str(mem, tdm_path_folder(path)).at, 0777) == 0);
    REQUIRE(tdm_writer_open(mem, path, &writer, &problem));
    for (size_t size = 0; size < 2000000; size = size * 3 + 1) {
        size_t from = want.len;
        for (size_t i = 0; i < size; i++) tdm_buf_char(&want, (char)('a' + (i * 7 + size) % 26));
        REQUIRE(tdm_writer_add(writer, tdm_str_slice(tdm_buf_str(&want), from, want.len), &problem));
        CHECK(!tdm_path_is_file(path));
    }
    REQUIRE(tdm_writer_finish(writer, &problem));
    CHECK_INT(names_beside(mem, path), 1);
    REQUIRE(tdm_reader_open(mem, path, &reader, &problem));
    CHECK_INT(tdm_reader_size(reader), (long long)want.len);
    char bytes[1000];
    for (size_t count = 1; count > 0;) {
        REQUIRE(tdm_reader_take(reader, bytes, sizeof bytes, &count, &problem));
        tdm_buf_add(&got, (tdm_str){bytes, count});
    }
    tdm_reader_close(reader);
    CHECK(tdm_str_equal(tdm_buf_str(&got), tdm_buf_str(&want)));
}

TEST("a writer that is abandoned leaves the old file, and nothing beside it") {
    tdm_str path = in_scratch(mem, "old/x");
    struct tdm_problem problem;
    struct tdm_writer *writer;
    tdm_str content;
    REQUIRE(mkdir(tdm_arena_str(mem, tdm_path_folder(path)).at, 0777) == 0);
    REQUIRE(tdm_file_write(mem, path, TDM_STR("old"), &problem) && chmod(path.at, 0600) == 0);
    REQUIRE(tdm_writer_open(mem, path, &writer, &problem) && tdm_writer_add(writer, TDM_STR("new"), &problem));
    tdm_writer_abandon(writer);
    tdm_writer_abandon(writer);
    REQUIRE(tdm_file_read(mem, path, 100, &content, &problem));
    CHECK_STR(content, "old");
    CHECK_INT(names_beside(mem, path), 1);
    REQUIRE(tdm_writer_open(mem, path, &writer, &problem) && tdm_writer_add(writer, TDM_STR("new"), &problem) &&
            tdm_writer_finish(writer, &problem) && tdm_file_read(mem, path, 100, &content, &problem));
    struct stat status;
    CHECK_STR(content, "new");
    CHECK(stat(path.at, &status) == 0 && (status.st_mode & 0777) == 0600);
}

TEST("a folder, a file that is not there and a folder that is not there are told") {
    struct tdm_problem problem;
    struct tdm_reader *reader;
    struct tdm_writer *writer;
    CHECK(!tdm_reader_open(mem, in_scratch(mem, "nothing"), &reader, &problem));
    CHECK_STR(tdm_str_of(problem.code), "Y001");
    CHECK(!tdm_reader_open(mem, tdm_path_folder(in_scratch(mem, "x")), &reader, &problem));
    CHECK_STR(tdm_str_of(problem.code), "Y004");
    CHECK(!tdm_writer_open(mem, in_scratch(mem, "no/such/x"), &writer, &problem));
    CHECK_STR(tdm_str_of(problem.code), "Y005");
    CHECK(!tdm_writer_open(mem, tdm_path_folder(in_scratch(mem, "x")), &writer, &problem));
    CHECK_STR(tdm_str_of(problem.code), "Y005");
    tdm_reader_close(NULL);
    tdm_writer_abandon(NULL);
}
