/* json_reads.c - what the reader of JSON says of many files, from one process, for tests that hold it against judges
 * that others wrote (tools/judges.py).
 *
 *   json_reads < lines, each the path of a file
 *
 * Answers each line with one: "read", or "refused LINE:COLUMN CODE WHAT". */
#include "system/system.h"
#include "json/json.h"

#include <stdio.h>
#include <string.h>

enum { PATH = 5000 };

int main(void) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30);
    char line[PATH];
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        struct tdm_problem problem = {0};
        const struct tdm_json *value;
        tdm_str text, path = tdm_str_of(line);
        if (!tdm_file_read(mem, path, (size_t)1 << 26, &text, &problem)) {
            fprintf(stderr, "%s: %s\n", line, problem.what);
            return 1;
        }
        if (tdm_json_read(mem, path, text, &value, &problem))
            puts("read");
        else
            printf("refused %u:%u %s %s\n", problem.place.line, problem.place.column, problem.code, problem.what);
        tdm_arena_reset(mem);
    }
    tdm_arena_close(mem);
    return 0;
}
