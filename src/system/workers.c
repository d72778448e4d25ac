/* workers.c - work shared by processes: each does its share and gives bytes back. Nothing is shared between them, so
 * whatever one does, the others and the program itself stay as they were. */
#include "system/system_int.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct worker {
    pid_t process;
    FILE *out; /* a file without a name, in which the worker leaves what it gives */
};

static _Noreturn void do_share(const struct tdm_workers *sharing, uint32_t number, FILE *out) {
    struct tdm_buf bytes;
    tdm_buf_init(&bytes, sharing->mem, SIZE_MAX);
    bool good = sharing->work(sharing->context, number, &bytes) && !bytes.failed &&
                fwrite(bytes.at, 1, bytes.len, out) == bytes.len && fflush(out) == 0;
    _exit(good ? 0 : 1);
}

static bool begin(const struct tdm_workers *sharing, uint32_t number, struct worker *worker) {
    worker->out = tmpfile();
    worker->process = worker->out == NULL ? -1 : fork();
    if (worker->process == 0) do_share(sharing, number, worker->out);
    return worker->process > 0;
}

static bool take(struct tdm_arena *mem, struct worker *worker, tdm_str *out) {
    int status = 0;
    pid_t ended;
    do ended = waitpid(worker->process, &status, 0);
    while (ended < 0 && errno == EINTR);
    if (ended != worker->process || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return false;
    long length = fseek(worker->out, 0, SEEK_END) == 0 ? ftell(worker->out) : -1;
    if (length < 0 || fseek(worker->out, 0, SEEK_SET) != 0) return false;
    char *bytes = tdm_arena_alloc_raw(mem, (size_t)length + 1);
    *out = (tdm_str){bytes, (size_t)length};
    return fread(bytes, 1, (size_t)length, worker->out) == (size_t)length;
}

bool tdm_share(const struct tdm_workers *sharing, tdm_str *outs) {
    struct worker *workers = TDM_NEW_ARRAY(sharing->mem, struct worker, sharing->count);
    bool good = true;
    for (uint32_t i = 0; i < sharing->count; i++) good = begin(sharing, i, &workers[i]) && good;
    for (uint32_t i = 0; i < sharing->count; i++)
        if (workers[i].process > 0) good = take(sharing->mem, &workers[i], &outs[i]) && good;
    for (uint32_t i = 0; i < sharing->count; i++)
        if (workers[i].out != NULL) (void)fclose(workers[i].out);
    return good;
}
