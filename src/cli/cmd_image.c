/* cmd_image.c - the texts that answers follow from in one piece, and a set of entries asked with it: what other
 * programs do with libtandem, on the command line. */
#include "api/image.h"
#include "cli/cli.h"
#include "cli/desk.h"

/* ---- image */

struct imaging {
    struct tdm_image_file *files;
    size_t count, room;
    tdm_str twice; /* a name that two different texts would have; empty: none */
};

static void put(struct tdm_request *request, struct imaging *image, tdm_str name, tdm_str bytes) {
    for (size_t i = 0; i < image->count; i++) {
        if (!tdm_str_equal(image->files[i].name, name)) continue;
        if (!tdm_str_equal(image->files[i].bytes, bytes)) image->twice = name;
        return;
    }
    TDM_GROW(request->mem, image->files, image->count, image->room);
    image->files[image->count++] = (struct tdm_image_file){name, bytes};
}

static tdm_str in_folder(struct tdm_request *request, const char *folder, tdm_str name) {
    return tdm_path_join(request->mem, tdm_str_of(folder), name);
}

static bool put_kind(struct tdm_request *request, struct imaging *image, const char *kind) {
    struct tdm_listing list = {0};
    if (!tdm_list_kind(request, kind, &list)) return false;
    for (size_t i = 0; i < list.count; i++)
        put(request, image, in_folder(request, kind, tdm_path_name(list.files[i].file)), list.files[i].text);
    return true;
}

/* A protocol of a folder goes by its name alone: an image knows no folders of this machine. */
static void put_protocol(struct tdm_request *request, struct imaging *image, const struct tdm_loaded *file) {
    bool inside = tdm_str_starts_with(file->file, TDM_STR("protocols/"));
    put(request, image, inside ? file->file : in_folder(request, "protocols", tdm_path_name(file->file)), file->text);
}

static void put_zone(struct tdm_request *request, struct imaging *image, const struct tdm_zone *zone) {
    struct tdm_buf lines;
    if (tdm_str_is(zone->name, "UTC")) return;
    tdm_buf_init(&lines, request->mem, (size_t)1 << 20);
    tdm_zone_lines_print(&lines, zone);
    put(request, image, in_folder(request, "zones", zone->name), tdm_buf_str(&lines));
}

/* What a clinic keeps of parts that are not the shipped ones: by name and the first digits of its digest. */
static bool put_kept_parts(struct tdm_request *request, struct imaging *image, struct tdm_loaded *protocol) {
    struct tdm_parts parts;
    if (protocol->kept_in.len == 0) return true;
    if (!tdm_load_tree(request, protocol) || !tdm_load_parts(request, &parts)) return false;
    uint32_t shipped = parts.count;
    if (!tdm_load_kept_parts(request, protocol, &parts)) return false;
    for (uint32_t i = shipped; i < parts.count; i++) {
        struct tdm_buf name, digest;
        tdm_buf_init(&name, request->mem, 4096);
        tdm_buf_init(&digest, request->mem, 128);
        tdm_digest_print(&digest, parts.items[i].digest);
        tdm_buf_format(&name, "parts/%.*s@%.8s.tandem", TDM_FMT(parts.items[i].name), digest.at);
        put(request, image, tdm_buf_str(&name), parts.items[i].tree->text);
    }
    return true;
}

static bool put_chart(struct tdm_request *request, struct imaging *image, tdm_str name, struct tdm_loaded *told) {
    const struct tdm_chart *chart;
    struct tdm_zone zone;
    struct tdm_loaded protocol;
    if (!tdm_load_chart(request, name, &chart, &zone, told) || !tdm_protocol_text(request, chart, &protocol))
        return false;
    put_zone(request, image, &zone);
    put_protocol(request, image, &protocol);
    return put_kept_parts(request, image, &protocol);
}

static bool put_argument(struct tdm_request *request, struct imaging *image, tdm_str name, struct tdm_loaded *told) {
    struct tdm_names kept = {0};
    if (!tdm_path_is_file(name) && tdm_is_clinic(request, name)) {
        if (!tdm_list_kept(request, name, &kept)) return false;
        for (size_t i = 0; i < kept.count; i++)
            if (!put_chart(request, image, kept.list[i], told)) return false;
        return true;
    }
    if (!tdm_load_file(request, name, told)) return false;
    if (!tdm_str_starts_with(told->text, TDM_STR("protocol "))) return put_chart(request, image, name, told);
    put_protocol(request, image, told);
    return true;
}

static bool each_once(struct tdm_request *request, const struct imaging *image) {
    struct tdm_problem problem = {0};
    if (image->twice.len == 0) return true;
    (void)tdm_fail(&problem, TDM_WHY_CONFLICT, "W090", (struct tdm_place){.file = image->twice},
                   "two different texts would have this name in the image");
    tdm_problem_fix(&problem, "name one of the files otherwise, or make an image for each");
    return tdm_request_keep(request, &problem);
}

static enum tdm_exit run_image(struct tdm_request *request) {
    struct imaging image = {0};
    struct tdm_loaded told = {0};
    struct tdm_problem problem = {0};
    struct tdm_opened_image opened;
    bool good = put_kind(request, &image, "catalog") && put_kind(request, &image, "parts");
    for (uint32_t i = 0; i < request->argument_count && good; i++)
        good = put_argument(request, &image, request->arguments[i], &told);
    good = good && each_once(request, &image);
    if (good && !tdm_image_write(request->mem, &request->out, image.files, image.count, &problem))
        good = tdm_request_keep(request, &problem);
    good = good && tdm_image_open(request->mem, tdm_buf_str(&request->out), &opened, &request->problems);
    if (!good) return tdm_request_fail_all(request, told.file, told.text);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_image = {
    "image",
    "CHART|PROTOCOL|FOLDER... --output FILE",
    "the texts that answers follow from in one file, for libtandem and databases",
    "Catalogue, parts, and the protocols and zones of the charts named; of the folder of a clinic, those of every "
    "episode "
    "that is kept there. The same texts give the same bytes. `tandem ask` and the extension for SQLite answer with it: "
    "docs/sqlite.md.",
    "as data protocol zone output",
    1,
    -1,
    run_image};

/* ---- ask */

static enum tdm_exit run_ask(struct tdm_request *request) {
    struct tdm_opened_image image;
    struct tdm_loaded file = {0};
    struct tdm_question ask = {.image = &image, .on = request->value[TDM_OPTION_ON]};
    struct tdm_problem problem = {0};
    tdm_str *rows = TDM_NEW_ARRAY(request->mem, tdm_str, request->argument_count);
    bool good = tdm_file_read(request->mem, request->arguments[0], TDM_IMAGE_BYTES_MAX, &file.text, &problem) ||
                tdm_request_keep(request, &problem);
    good = good && tdm_image_open(request->mem, file.text, &image, &request->problems);
    for (uint32_t i = 0; i < request->problems.count; i++) /* told of the file that it was read from */
        if (tdm_str_is(request->problems.items[i].place.file, "image"))
            request->problems.items[i].place.file = request->arguments[0];
    for (uint32_t i = 1; i < request->argument_count && good; i++) {
        struct tdm_loaded row;
        good = tdm_load_file(request, request->arguments[i], &row);
        rows[i - 1] = row.text;
    }
    ask.rows = rows;
    ask.row_count = request->argument_count - 1;
    ask.known = request->value[TDM_OPTION_KNOWN];
    ask.episode = request->value[TDM_OPTION_EPISODE];
    if (!good || !tdm_asking_answer(request->mem, &ask, &request->out, &request->problems))
        return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_ask = {
    "ask",
    "IMAGE ENTRY-FILE... --on DATE [--known DATE] [--episode NAME]",
    "the standing as JSON that follows from an image and a set of entries, one a file, in any order",
    "Needs no store, no folder and no clock: what `tandem export --canonical` wrote is enough, and so is what an "
    "auditor "
    "was given. With entries of several episodes of a person --episode names the one that is asked. Chains are not "
    "proved "
    "here.",
    "on known episode output",
    2,
    -1,
    run_ask};
