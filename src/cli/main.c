/* main.c - reads the request, runs its command, ends with its exit code. Nothing else is decided here. */
#include "cli/cli.h"
#include "cli/desk.h"

int main(int count, char **words) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30);
    struct tdm_request request = {.mem = mem};
    struct tdm_problem problem;
    tdm_buf_init(&request.out, mem, (size_t)256 << 20);
    tdm_problems_init(&request.problems);
    tdm_writes_tell_limits();
    enum tdm_exit code;
    if (!tdm_request_read(&request, count - 1, words + 1, &problem)) {
        code = tdm_request_fail(&request, &problem);
    } else if (request.given[TDM_OPTION_HELP]) {
        tdm_help_of(&request);
        code = tdm_request_finish(&request, TDM_EXIT_FINE);
    } else {
        code = request.command->run(&request);
    }
    tdm_request_leave(&request);
    if (request.told_mem != NULL) tdm_arena_close(request.told_mem);
    tdm_arena_close(mem);
    return (int)code;
}
