/* fhir_source.c - the files that `tandem fhir import` is told: files, `-`, or a folder as a bulk export writes it
 * (Patient.ndjson, Observation.ndjson ...), each as it is or packed with gzip, whatever its name. */
#include "cli/fhir_command.h"

enum { SOURCE_BYTES_MAX = 64 << 20 }; /* of one file, unpacked: its resources are held in memory */

static bool load(const struct tdm_fhir_sources *s, tdm_str name) {
    struct tdm_request *request = s->request;
    struct tdm_problem problem = {0};
    *s->file = (struct tdm_loaded){.file = name};
    if (!tdm_path_is_file(name)) {
        if (!tdm_load_file(request, name, s->file)) return false;
    } else if (!tdm_file_read(request->mem, name, SOURCE_BYTES_MAX, &s->file->text, &problem)) {
        return tdm_request_keep(request, &problem);
    }
    if (!tdm_is_gzip(s->file->text)) return true;
    struct tdm_packed packed = {s->file->file, s->file->text, SOURCE_BYTES_MAX};
    s->file->text = TDM_STR(""); /* a problem of a packed file quotes none of its bytes */
    return tdm_gzip_unpack(request->mem, &packed, &s->file->text, &problem) || tdm_request_keep(request, &problem);
}

static bool take(const struct tdm_fhir_sources *s, tdm_str name) {
    return load(s, name) && s->take(s->context, s->file);
}

static bool is_lines(tdm_str name) {
    return tdm_str_ends_with(name, TDM_STR(".ndjson")) || tdm_str_ends_with(name, TDM_STR(".ndjson.gz"));
}

static bool take_folder(const struct tdm_fhir_sources *s, tdm_str folder) {
    struct tdm_request *request = s->request;
    struct tdm_problem problem = {0};
    const tdm_str *names;
    size_t count = 0, taken = 0;
    bool good = true;
    if (!tdm_folder_list(request->mem, folder, &names, &count, &problem)) return tdm_request_keep(request, &problem);
    for (size_t i = 0; i < count; i++) {
        if (!is_lines(names[i])) continue;
        taken++;
        good = take(s, tdm_path_join(request->mem, folder, names[i])) && good;
    }
    if (taken > 0) return good;
    (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "F075", (struct tdm_place){.file = folder},
                   "the folder \"%.*s\" holds no lines of resources", TDM_FMT(folder));
    tdm_problem_fix(&problem,
                    "name a folder with files such as Patient.ndjson or Patient.ndjson.gz, or the files themselves");
    return tdm_request_keep(request, &problem);
}

bool tdm_fhir_each_source(const struct tdm_fhir_sources *s) {
    bool good = true;
    for (uint32_t i = 1; i < s->request->argument_count; i++) {
        tdm_str name = s->request->arguments[i];
        good = (tdm_path_is_folder(name) ? take_folder(s, name) : take(s, name)) && good;
    }
    return good;
}
