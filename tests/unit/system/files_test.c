/* files_test.c - reading files and folders, and paths, in a scratch folder of its own. */
#include "check.h"
#include "system/system.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static tdm_str scratch(struct tdm_arena *mem) {
    static char folder[1000];
    const char *base = getenv("TMPDIR");
    if (folder[0] == '\0') {
        snprintf(folder, sizeof folder, "%s/tandem-files-XXXXXX", base != NULL ? base : "/tmp");
        TDM_ASSERT(mkdtemp(folder) != NULL);
    }
    return tdm_arena_str(mem, tdm_str_of(folder));
}

static tdm_str in_scratch(struct tdm_arena *mem, const char *name) {
    return tdm_path_join(mem, scratch(mem), tdm_str_of(name));
}

static void put(struct tdm_arena *mem, const char *name, tdm_str bytes) {
    FILE *out = fopen(tdm_arena_str(mem, in_scratch(mem, name)).at, "wb");
    TDM_ASSERT(out != NULL && fwrite(bytes.at, 1, bytes.len, out) == bytes.len);
    TDM_ASSERT(fclose(out) == 0);
}

TEST("a file is read whole, with every byte, NUL and all") {
    put(mem, "bytes", TDM_STR("a\0b\xff\r\n"));
    tdm_str got = {0};
    struct tdm_problem problem;
    REQUIRE(tdm_file_read(mem, in_scratch(mem, "bytes"), 100, &got, &problem));
    CHECK(tdm_str_equal(got, TDM_STR("a\0b\xff\r\n")));
    CHECK_INT(got.at[got.len], 0);
}

TEST("an empty file is read as no bytes") {
    put(mem, "empty", TDM_STR(""));
    tdm_str got = TDM_STR("before");
    struct tdm_problem problem;
    REQUIRE(tdm_file_read(mem, in_scratch(mem, "empty"), 0, &got, &problem));
    CHECK_INT(got.len, 0);
}

TEST("a file of exactly the limit is read, one byte more is refused") {
    put(mem, "ten", TDM_STR("0123456789"));
    tdm_str got = TDM_STR("untouched");
    struct tdm_problem problem;
    CHECK(!tdm_file_read(mem, in_scratch(mem, "ten"), 9, &got, &problem));
    CHECK_STR(tdm_str_of(problem.code), "Y003");
    CHECK_INT(problem.why, TDM_WHY_LIMIT);
    CHECK_STR(got, "untouched");
    CHECK(tdm_file_read(mem, in_scratch(mem, "ten"), 10, &got, &problem));
    CHECK_STR(got, "0123456789");
}

TEST("a file that is not there is refused by the name the reader wrote") {
    tdm_str got;
    struct tdm_problem problem;
    CHECK(!tdm_file_read(mem, TDM_STR("no/such.tandem"), 100, &got, &problem));
    CHECK_STR(tdm_str_of(problem.code), "Y001");
    CHECK_STR(tdm_str_of(problem.what), "there is no file \"no/such.tandem\"");
    CHECK_STR(tdm_str_of(problem.fix), "check the spelling of the path, or go to the folder that holds it");
    CHECK_STR(problem.place.file, "no/such.tandem");
    CHECK_INT(problem.place.line, 0);
}

TEST("a folder and a device are refused as what they are") {
    tdm_str got;
    struct tdm_problem problem;
    CHECK(!tdm_file_read(mem, scratch(mem), 100, &got, &problem));
    CHECK_STR(tdm_str_of(problem.code), "Y002");
    CHECK(!tdm_file_read(mem, TDM_STR("/dev/zero"), 100, &got, &problem));
    CHECK_STR(tdm_str_of(problem.what), "\"/dev/zero\" is a device, not a file");
}

TEST("a file that opens and cannot be read is told with the system's reason") {
    tdm_str got;
    struct tdm_problem problem;
    /* The memory of this process: its first page is mapped nowhere, for the administrator too. */
    CHECK(!tdm_file_read(mem, TDM_STR("/proc/self/mem"), 100, &got, &problem));
    CHECK_STR(tdm_str_of(problem.code), "Y004");
    CHECK_STR(tdm_str_of(problem.what), "\"/proc/self/mem\" cannot be read: Input/output error");
    CHECK_INT(problem.why, TDM_WHY_ENVIRONMENT);
}

TEST("a path with a NUL in it names no file") {
    put(mem, "short", TDM_STR("x"));
    tdm_str path = in_scratch(mem, "short"), got;
    struct tdm_buf longer;
    struct tdm_problem problem;
    tdm_buf_init(&longer, mem, 200);
    tdm_buf_add(&longer, path);
    tdm_buf_add(&longer, TDM_STR("\0.tandem"));
    CHECK(!tdm_file_read(mem, tdm_buf_str(&longer), 100, &got, &problem));
    CHECK_STR(tdm_str_of(problem.code), "Y001");
}

TEST("a pipe is read to its end, and past its limit refused") {
    int ends[2], kept = dup(STDIN_FILENO);
    REQUIRE(pipe(ends) == 0);
    REQUIRE(write(ends[1], "0123456789", 10) == 10);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    tdm_str got = {0};
    struct tdm_problem problem;
    CHECK(tdm_input_read(mem, 10, &got, &problem));
    CHECK_STR(got, "0123456789");
    close(ends[0]);
    REQUIRE(pipe(ends) == 0);
    REQUIRE(write(ends[1], "0123456789", 10) == 10);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    CHECK(!tdm_input_read(mem, 9, &got, &problem));
    CHECK_STR(tdm_str_of(problem.what), "\"standard input\" is larger than 9 bytes, the most that is read here");
    close(ends[0]);
    dup2(kept, STDIN_FILENO);
    close(kept);
}

TEST("a folder is listed sorted, folders marked, hidden names left out") {
    struct tdm_problem problem;
    const tdm_str *names = NULL;
    size_t count = 0;
    REQUIRE(mkdir(tdm_arena_str(mem, in_scratch(mem, "list")).at, 0777) == 0);
    REQUIRE(mkdir(tdm_arena_str(mem, in_scratch(mem, "list/sub")).at, 0777) == 0);
    put(mem, "list/b", TDM_STR(""));
    put(mem, "list/a", TDM_STR(""));
    put(mem, "list/.hidden", TDM_STR(""));
    REQUIRE(tdm_folder_list(mem, in_scratch(mem, "list"), &names, &count, &problem));
    REQUIRE(count == 3);
    CHECK_STR(names[0], "a");
    CHECK_STR(names[1], "b");
    CHECK_STR(names[2], "sub/");
}

TEST("a folder that is not there is refused") {
    struct tdm_problem problem;
    const tdm_str *names;
    size_t count;
    CHECK(!tdm_folder_list(mem, TDM_STR("no-such-folder"), &names, &count, &problem));
    CHECK_STR(tdm_str_of(problem.code), "Y006");
    CHECK_STR(tdm_str_of(problem.what), "there is no folder \"no-such-folder\"");
}

TEST("a folder whose list breaks off is refused, not taken for a short one") {
    struct tdm_problem problem;
    const tdm_str *names = NULL;
    size_t count = 77;
    char path[100];
    pid_t child = fork();
    if (child == 0) (void)pause();
    REQUIRE(child > 0);
    snprintf(path, sizeof path, "/proc/%d", (int)child);
    int folder = open(path, O_RDONLY | O_DIRECTORY); /* opens while the child lives, cannot be listed afterwards */
    REQUIRE(kill(child, SIGKILL) == 0 && waitpid(child, NULL, 0) == child);
    snprintf(path, sizeof path, "/proc/self/fd/%d", folder);
    CHECK(!tdm_folder_list(mem, tdm_str_of(path), &names, &count, &problem));
    close(folder);
    CHECK_INT(count, 77);
    CHECK_STR(tdm_str_of(problem.code), "Y006");
    CHECK(tdm_str_starts_with(tdm_str_of(problem.what), TDM_STR("the folder \"/proc/self/fd/")));
    CHECK(tdm_str_ends_with(tdm_str_of(problem.what), TDM_STR("cannot be read: No such process")));
    CHECK_STR(tdm_str_of(problem.fix), "ask whoever owns the folder to let you read it");
}

TEST("paths are joined and taken apart") {
    CHECK_STR(tdm_path_join(mem, TDM_STR("a"), TDM_STR("b")), "a/b");
    CHECK_STR(tdm_path_join(mem, TDM_STR("a/"), TDM_STR("b")), "a/b");
    CHECK_STR(tdm_path_join(mem, TDM_STR("a"), TDM_STR("/b")), "/b");
    CHECK_STR(tdm_path_join(mem, TDM_STR(""), TDM_STR("b")), "b");
    CHECK_STR(tdm_path_folder(TDM_STR("a/b/c")), "a/b");
    CHECK_STR(tdm_path_folder(TDM_STR("c")), ".");
    CHECK_STR(tdm_path_folder(TDM_STR("/c")), "/");
    CHECK_STR(tdm_path_name(TDM_STR("a/b/c")), "c");
    CHECK_STR(tdm_path_name(TDM_STR("c")), "c");
}

TEST("files and folders are told apart") {
    put(mem, "plain", TDM_STR(""));
    CHECK(tdm_path_is_file(in_scratch(mem, "plain")) && !tdm_path_is_folder(in_scratch(mem, "plain")));
    CHECK(tdm_path_is_folder(scratch(mem)) && !tdm_path_is_file(scratch(mem)));
    CHECK(!tdm_path_is_file(in_scratch(mem, "none")) && !tdm_path_is_folder(in_scratch(mem, "none")));
}
