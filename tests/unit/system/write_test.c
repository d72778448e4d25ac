/* write_test.c - files are written whole or not at all. */
#include "check.h"
#include "system/system.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static tdm_str in_scratch(struct tdm_arena *mem, const char *name) {
    static char folder[1000];
    const char *base = getenv("TMPDIR");
    if (folder[0] == '\0') {
        snprintf(folder, sizeof folder, "%s/tandem-write-XXXXXX", base != NULL ? base : "/tmp");
        TDM_ASSERT(mkdtemp(folder) != NULL);
    }
    return tdm_arena_str(mem, tdm_path_join(mem, tdm_arena_str(mem, tdm_str_of(folder)), tdm_str_of(name)));
}

static tdm_str content(struct tdm_arena *mem, tdm_str path) {
    tdm_str got = TDM_STR("(unreadable)");
    struct tdm_problem problem;
    if (!tdm_file_read(mem, path, TDM_FILE_LIMIT_BYTES, &got, &problem)) return TDM_STR("(unreadable)");
    return got;
}

static size_t files_beside(struct tdm_arena *mem, tdm_str path) {
    const tdm_str *names;
    size_t count = 0;
    struct tdm_problem problem;
    return tdm_folder_list(mem, tdm_path_folder(path), &names, &count, &problem) ? count : 999;
}

TEST("a new file and one that stands already hold what was written, and nothing is left beside them") {
    tdm_str path = in_scratch(mem, "one/x.tandem");
    struct tdm_problem problem;
    REQUIRE(mkdir(tdm_arena_str(mem, tdm_path_folder(path)).at, 0777) == 0);
    CHECK(tdm_file_write(mem, path, TDM_STR("first"), &problem));
    CHECK_STR(content(mem, path), "first");
    CHECK(tdm_file_write(mem, path, TDM_STR(""), &problem));
    CHECK_STR(content(mem, path), "");
    CHECK_INT(files_beside(mem, path), 1);
}

TEST("a file that is written again keeps its permissions") {
    tdm_str path = in_scratch(mem, "private");
    struct tdm_problem problem;
    struct stat status;
    CHECK(tdm_file_write(mem, path, TDM_STR("a"), &problem));
    REQUIRE(chmod(path.at, 0600) == 0);
    CHECK(tdm_file_write(mem, path, TDM_STR("b"), &problem));
    REQUIRE(stat(path.at, &status) == 0);
    CHECK_INT(status.st_mode & 0777, 0600);
}

TEST("a link stays a link and its target is written") {
    tdm_str target = in_scratch(mem, "target"), path = in_scratch(mem, "link");
    struct tdm_problem problem;
    struct stat status;
    CHECK(tdm_file_write(mem, target, TDM_STR("a"), &problem));
    REQUIRE(symlink(target.at, path.at) == 0);
    CHECK(tdm_file_write(mem, path, TDM_STR("b"), &problem));
    CHECK_STR(content(mem, target), "b");
    REQUIRE(lstat(path.at, &status) == 0);
    CHECK(S_ISLNK(status.st_mode));
}

TEST("a write that fails half way leaves the old file as it was and no other") {
    tdm_str path = in_scratch(mem, "full/chart");
    struct tdm_problem problem;
    REQUIRE(mkdir(tdm_arena_str(mem, tdm_path_folder(path)).at, 0777) == 0);
    REQUIRE(tdm_file_write(mem, path, TDM_STR("old"), &problem));
    struct rlimit before, small;
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    small = before;
    small.rlim_cur = 1000;
    (void)signal(SIGXFSZ, SIG_IGN);
    char *large = tdm_arena_alloc(mem, 5000);
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    bool written = tdm_file_write(mem, path, (tdm_str){large, 5000}, &problem);
    REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
    CHECK(!written);
    CHECK_STR(tdm_str_of(problem.code), "Y005");
    CHECK_INT(problem.why, TDM_WHY_ENVIRONMENT);
    CHECK_STR(content(mem, path), "old");
    CHECK_INT(files_beside(mem, path), 1);
}

TEST("writing into a folder that is not there, or onto a folder, is refused") {
    struct tdm_problem problem;
    CHECK(!tdm_file_write(mem, TDM_STR("no-such-folder/x"), TDM_STR("a"), &problem));
    CHECK_STR(tdm_str_of(problem.what), "\"no-such-folder/x\" cannot be written: No such file or directory");
    CHECK_STR(tdm_str_of(problem.fix), "make the folder first, or name one that exists");
    CHECK(!tdm_file_write(mem, tdm_path_folder(in_scratch(mem, "x")), TDM_STR("a"), &problem));
    CHECK_STR(tdm_str_of(problem.code), "Y005");
    CHECK(!tdm_file_write(mem, TDM_STR(""), TDM_STR("a"), &problem));
}

TEST("a device is written straight") {
    struct tdm_problem problem;
    CHECK(tdm_file_write(mem, TDM_STR("/dev/null"), TDM_STR("a"), &problem));
}

TEST("bytes are overwritten where they stand, and never past the end of the file [G9]") {
    tdm_str path = in_scratch(mem, "secret");
    struct tdm_problem problem;
    CHECK(tdm_file_write(mem, path, TDM_STR("abcdef"), &problem));
    CHECK(tdm_file_overwrite(mem, path, 2, 3, &problem));
    CHECK_STR(content(mem, path), "ab000f");
    CHECK(tdm_file_overwrite(mem, path, 6, 0, &problem));
    CHECK(!tdm_file_overwrite(mem, path, 5, 2, &problem));
    CHECK_STR(tdm_str_of(problem.code), "Y005");
    CHECK(!tdm_file_overwrite(mem, path, 7, 0, &problem));
    CHECK(!tdm_file_overwrite(mem, in_scratch(mem, "not-there"), 0, 1, &problem));
    CHECK_STR(content(mem, path), "ab000f");
}
