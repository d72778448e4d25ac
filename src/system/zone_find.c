/* zone_find.c - finds the system's file of a zone by its name. The bytes are read by zone_file.c. */
#include "system/zone_int.h"

#define ZONE_FILE_BYTES_MAX ((size_t)256 << 10)

static const char *const zone_folders[] = {"/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"};

/* Letters, digits, "_+-" in parts divided by "/": such a name cannot leave the folder of zones. */
static bool zone_name_valid(tdm_str name) {
    bool part_begins = true;
    if (name.len == 0 || name.len > 100) return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        bool inside = (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-' || c == '/';
        if (!letter && (part_begins || !inside)) return false;
        part_begins = c == '/';
    }
    return !part_begins;
}

static bool unknown_zone(struct tdm_problem *problem, tdm_str name) {
    (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "Y007", tdm_system_place(name),
                   "there is no zone \"%.*s\" on this machine", TDM_FMT(name));
    tdm_problem_fix(problem, tdm_path_is_folder(tdm_str_of(zone_folders[0]))
                                 ? "name a zone as the system does, such as \"Europe/Vienna\" or \"UTC\""
                                 : "install the system's zone files (Debian: apt-get install tzdata), or name \"UTC\"");
    return false;
}

bool tdm_zone_load(struct tdm_arena *mem, tdm_str name, struct tdm_zone *out, struct tdm_problem *problem) {
    if (tdm_str_is(name, "UTC")) {
        *out = tdm_zone_utc;
        return true;
    }
    if (!zone_name_valid(name)) return unknown_zone(problem, name);
    for (size_t i = 0; i < TDM_COUNT(zone_folders); i++) {
        tdm_str path = tdm_path_join(mem, tdm_str_of(zone_folders[i]), name), bytes;
        if (!tdm_path_is_file(path)) continue;
        if (!tdm_file_read(mem, path, ZONE_FILE_BYTES_MAX, &bytes, problem)) return false;
        return tdm_zone_read(mem, name, bytes, out, problem);
    }
    return unknown_zone(problem, name);
}
