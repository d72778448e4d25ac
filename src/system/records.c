/* records.c - a file that grows at its end, a record at a time, by several threads. What a power cut or a stop left
 * half written is cut off when it is opened again. */
#include "system/system_int.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct tdm_records {
    int descriptor;
    int failed; /* errno of the write that did not go through, after which nothing more is written; or 0 */
    pthread_mutex_t lock;
};

/* One program at a time. */
static bool opened(const char *path, int *descriptor) {
    *descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (*descriptor < 0) return false;
    if (flock(*descriptor, LOCK_EX | LOCK_NB) == 0) return true;
    int error = errno;
    (void)close(*descriptor);
    errno = error;
    return false;
}

bool tdm_records_open(struct tdm_arena *mem, tdm_str path, size_t good_bytes, struct tdm_records **out,
                      struct tdm_problem *problem) {
    struct tdm_records *records = TDM_NEW(mem, struct tdm_records);
    if (!opened(tdm_arena_str(mem, path).at, &records->descriptor))
        return tdm_system_cannot_write(problem, path, errno);
    if (ftruncate(records->descriptor, (off_t)good_bytes) != 0 || pthread_mutex_init(&records->lock, NULL) != 0) {
        (void)tdm_system_cannot_write(problem, path, errno);
        (void)close(records->descriptor);
        return false;
    }
    *out = records;
    return true;
}

bool tdm_records_add(struct tdm_records *records, tdm_str bytes) {
    (void)pthread_mutex_lock(&records->lock);
    if (records->failed == 0 &&
        (!tdm_system_write_all(records->descriptor, bytes) || fdatasync(records->descriptor) != 0))
        records->failed = errno;
    bool fine = records->failed == 0;
    (void)pthread_mutex_unlock(&records->lock);
    return fine;
}

bool tdm_records_close(struct tdm_records *records, tdm_str path, struct tdm_problem *problem) {
    bool closed = close(records->descriptor) == 0;
    int error = records->failed != 0 ? records->failed : errno;
    (void)pthread_mutex_destroy(&records->lock);
    return (closed && records->failed == 0) || tdm_system_cannot_write(problem, path, error);
}
