/* doctor_library.c - what `tandem doctor` tells of the library: is every text kept on which an episode stands,
 * protocols, those of amendments, and the shared parts that they pin? Each text is looked at once, however many entries
 * pin it. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "clinic/clinic.h"

struct looked_text {
    tdm_digest digest;
    bool there;
};

struct looked_part {
    struct tdm_part_file part;
    tdm_str protocol; /* the first that pins it */
    bool there;
};

struct tdm_library_look {
    struct tdm_request *request;
    struct tdm_clinic *clinic;
    struct looked_text *texts; /* that entries pin */
    struct looked_part *parts; /* that those pin */
    size_t text_count, text_room, part_count, part_room;
    uint32_t episodes, unpinned, amendments, unpinned_amendments;
};

struct tdm_library_look *tdm_library_look_begin(struct tdm_request *request, struct tdm_clinic *clinic) {
    struct tdm_library_look *look = TDM_NEW(request->mem, struct tdm_library_look);
    look->request = request;
    look->clinic = clinic;
    return look;
}

/* ---- looking */

static bool is_there(struct tdm_library_look *look, tdm_digest digest, tdm_str *text) {
    struct tdm_problem problem;
    bool found = false;
    return tdm_store_file(look->request->mem, tdm_clinic_store(look->clinic), digest, text, &found, &problem) && found;
}

static void look_for_part(struct tdm_library_look *look, const struct tdm_part_file *part, tdm_str protocol) {
    tdm_str text;
    for (size_t i = 0; i < look->part_count; i++)
        if (tdm_digest_equal(look->parts[i].part.digest, part->digest)) return;
    TDM_GROW(look->request->mem, look->parts, look->part_count, look->part_room);
    look->parts[look->part_count++] = (struct looked_part){*part, protocol, is_there(look, part->digest, &text)};
}

/* `protocol NAME version VERSION`: what a person calls it. */
static tdm_str called(const struct tdm_tree *tree) {
    const struct tdm_line *line = tree->first;
    return line == NULL || line->parts[0].count < 2 ? tree->file : line->parts[0].terms[1].text;
}

static void look_for_parts(struct tdm_library_look *look, tdm_str text) {
    struct tdm_arena *mem = look->request->mem;
    struct tdm_problems *quiet = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_parts none = {0};
    const struct tdm_tree *tree;
    const struct tdm_line *at = NULL;
    struct tdm_part_file part = {0};
    tdm_problems_init(quiet);
    if (!tdm_notation_read(mem, TDM_STR("protocol"), text, &tree, quiet))
        return; /* `tandem verify` tells of its bytes */
    while (tdm_part_missing(tree, &none, &at, &part)) look_for_part(look, &part, called(tree));
}

static bool is_kept(struct tdm_library_look *look, const struct tdm_chained *link) {
    tdm_digest pin;
    tdm_str text;
    if (!tdm_chained_pin(link, &pin)) return false;
    for (size_t i = 0; i < look->text_count; i++)
        if (tdm_digest_equal(look->texts[i].digest, pin)) return look->texts[i].there;
    bool there = is_there(look, pin, &text);
    TDM_GROW(look->request->mem, look->texts, look->text_count, look->text_room);
    look->texts[look->text_count++] = (struct looked_text){pin, there};
    if (there) look_for_parts(look, text);
    return there;
}

void tdm_library_look_at(struct tdm_library_look *look, const struct tdm_chained *link) {
    if (tdm_str_is(link->kind, "episode")) {
        look->episodes++;
        look->unpinned += !is_kept(look, link);
    } else if (tdm_str_is(link->kind, "protocol")) {
        look->amendments++;
        look->unpinned_amendments += !is_kept(look, link);
    }
}

/* ---- telling */

static bool is_shipped(const struct tdm_part_file *part) {
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        bool may = tdm_str_starts_with(file->name, TDM_STR("parts/"));
        if (may && tdm_digest_equal(tdm_digest_of(file->bytes), part->digest)) return true;
    }
    return false;
}

static uint32_t tell_parts(const struct tdm_library_look *look) {
    struct tdm_buf *out = &look->request->out;
    uint32_t missing = 0;
    for (size_t i = 0; i < look->part_count; i++) {
        const struct looked_part *one = &look->parts[i];
        if (one->there) continue;
        missing++;
        tdm_buf_format(out, "look  the shared part `%.*s` that `%.*s` pins is not kept here, ", TDM_FMT(one->part.name),
                       TDM_FMT(one->protocol));
        tdm_buf_text(out,
                     is_shipped(&one->part)
                         ? "and a later program may not ship it as this one does: enrol an episode under that text, or "
                           "`tandem merge` a bundle of a place that keeps it\n"
                         : "nor shipped: `tandem merge` a bundle of a place that keeps it, or go on from a backup\n");
    }
    if (missing == 0 && look->part_count > 0)
        tdm_buf_format(out, "fine  %zu shared %s that their protocols pin\n", look->part_count,
                       look->part_count == 1 ? "part is kept" : "parts are kept");
    return missing;
}

uint32_t tdm_library_look_tell(const struct tdm_library_look *look) {
    struct tdm_buf *out = &look->request->out;
    tdm_buf_format(out, "%s  %u %s enrolled, %u without the protocol of then\n", look->unpinned == 0 ? "fine" : "look",
                   look->episodes, look->episodes == 1 ? "episode" : "episodes", look->unpinned);
    if (look->unpinned_amendments > 0)
        tdm_buf_format(out, "look  %u of %u amendments without the text that they name\n", look->unpinned_amendments,
                       look->amendments);
    uint32_t findings = look->unpinned > 0;
    findings += look->unpinned_amendments > 0;
    return findings + tell_parts(look);
}
