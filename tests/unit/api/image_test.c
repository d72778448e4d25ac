/* image_test.c - the form of an image and of zones in it: one way to write them, every cut told. */
#include "api/image.h"
#include "check.h"
#include "system/system.h"

static tdm_str small(struct tdm_arena *mem) {
    static const struct tdm_image_file files[] = {{TDM_STR_INIT("zones/A/B"), TDM_STR_INIT("- 60\n")},
                                                  {TDM_STR_INIT("catalog/a.tandem"), TDM_STR_INIT("one\n")},
                                                  {TDM_STR_INIT("parts/b (pinned 12345678).tandem"), TDM_STR_INIT("")}};
    struct tdm_buf out;
    struct tdm_problem problem;
    tdm_buf_init(&out, mem, 1000);
    CHECK(tdm_image_write(mem, &out, files, TDM_COUNT(files), &problem));
    return tdm_buf_str(&out);
}

TEST("an image is one text, its files by name, and reads back as it was written [F113]") {
    const struct tdm_image_file *files;
    struct tdm_problem problem;
    struct tdm_buf again;
    size_t count;
    tdm_str image = small(mem);
    CHECK_STR(image, "tandem-image 1\nfiles 3\n4 catalog/a.tandem\none\n\n0 parts/b (pinned 12345678).tandem\n\n5 "
                     "zones/A/B\n- 60\n\n");
    REQUIRE(tdm_image_read(mem, image, &files, &count, &problem));
    CHECK_INT(count, 3);
    CHECK_STR(files[2].bytes, "- 60\n");
    tdm_buf_init(&again, mem, 1000);
    CHECK(tdm_image_write(mem, &again, files, count, &problem));
    CHECK(tdm_str_equal(image, tdm_buf_str(&again)));
}

TEST("an image cut at any byte, or with a byte more, is refused [S88]") {
    tdm_str image = small(mem), longer = tdm_arena_str(mem, image);
    const struct tdm_image_file *files;
    struct tdm_problem problem;
    size_t count;
    for (size_t length = 0; length < image.len; length++) {
        bool read = tdm_image_read(mem, tdm_str_slice(image, 0, length), &files, &count, &problem);
        if (read) check_failed(__FILE__, __LINE__, "cut at byte %zu it is taken", length);
    }
    longer.len++; /* the NUL behind it */
    CHECK(!tdm_image_read(mem, longer, &files, &count, &problem));
    CHECK_STR(tdm_str_of(problem.what), "more bytes follow where the image ends");
}

TEST("files out of order, twice, or with numbers written in two ways are refused [S88]") {
    static const struct {
        const char *image, *what;
    } wrong[] = {
        {"tandem-image 1\nfiles 2\n0 parts/b\n\n0 parts/a\n\n",
         "the files of the image are not in the order of their names"},
        {"tandem-image 1\nfiles 2\n0 parts/a\n\n0 parts/a\n\n",
         "the files of the image are not in the order of their names"},
        {"tandem-image 1\nfiles 1\n00 parts/a\n\n", "the image is cut off or was changed"},
        {"tandem-image 1\nfiles 1\n-1 parts/a\n\n", "the image is cut off or was changed"},
        {"tandem-image 1\nfiles 1\n99999999999999999999 parts/a\n\n", "the image is cut off or was changed"},
        {"tandem-image 1\nfiles 01\n0 parts/a\n\n", "the image does not say how many files it holds"},
        {"tandem-image 1\nfiles 2001\n", "the image does not say how many files it holds"},
        {"tandem-image 1\nfiles 1\n0 notes/a\n\n", "the image is cut off or was changed"},
        {"tandem-image 2\nfiles 0\n", "the image has a form that is not known here"},
        {"tandem-entry 1\n", "this is no image"},
    };
    const struct tdm_image_file *files;
    struct tdm_problem problem;
    size_t count;
    for (size_t i = 0; i < TDM_COUNT(wrong); i++) {
        CHECK(!tdm_image_read(mem, tdm_str_of(wrong[i].image), &files, &count, &problem));
        CHECK_STR(tdm_str_of(problem.what), wrong[i].what);
    }
}

TEST("a zone as lines has the same steps as the zone itself [M20]") {
    static const char *const names[] = {"Europe/Vienna", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu"};
    for (size_t i = 0; i < TDM_COUNT(names); i++) {
        struct tdm_zone zone, read;
        struct tdm_problem problem;
        struct tdm_buf lines;
        char file[100];
        if (!tdm_zone_load(mem, tdm_str_of(names[i]), &zone, &problem)) continue; /* no zone files here */
        tdm_buf_init(&lines, mem, 1 << 20);
        tdm_zone_lines_print(&lines, &zone);
        (void)snprintf(file, sizeof file, "zones/%s", names[i]);
        REQUIRE(tdm_zone_lines_read(mem, tdm_str_of(file), tdm_buf_str(&lines), &read, &problem));
        CHECK(tdm_str_equal(read.name, zone.name));
        CHECK_INT(read.count, zone.count);
        for (size_t k = 0; k < zone.count && k < read.count; k++)
            CHECK(read.steps[k].from.ms == zone.steps[k].from.ms &&
                  read.steps[k].offset_minutes == zone.steps[k].offset_minutes);
    }
}

TEST("lines that are no zone are refused with their number [S88]") {
    static const struct {
        const char *text;
        uint32_t line;
    } wrong[] = {{"", 1},
                 {"- sixty\n", 1},
                 {"2020-01-01T00:00Z 60\n", 1},
                 {"- 60", 1},
                 {"- 1561\n", 1},
                 {"- 60\n- 120\n", 2},
                 {"- 60\n2020-01-01T00:00Z 1\n2020-01-01T00:00Z 2\n", 3}};
    for (size_t i = 0; i < TDM_COUNT(wrong); i++) {
        struct tdm_zone zone;
        struct tdm_problem problem;
        CHECK(!tdm_zone_lines_read(mem, TDM_STR("zones/A/B"), tdm_str_of(wrong[i].text), &zone, &problem));
        CHECK_INT(problem.place.line, wrong[i].line);
        CHECK_STR(tdm_str_of(problem.code), "W090");
    }
}
