/* disk.c - files in memory, what of them is safe, and the failures. */
#include "disk.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILES_MAX   16
#define REGIONS_MAX 16
#define SECTOR      512u

struct bytes {
    uint8_t *at;
    size_t size, room;
};
struct pending { /* done, not synced */
    bool cut;    /* to `offset` bytes */
    size_t offset, size;
    uint8_t *bytes;
};
struct disk_file {
    char path[512];
    bool there, safe; /* it exists now; and after a power loss */
    struct bytes now, kept;
    struct pending *pending;
    size_t pending_count, pending_room;
    void *regions[REGIONS_MAX];
    int shared[SQLITE_SHM_NLOCK], exclusive[SQLITE_SHM_NLOCK];
    int readers, reserved, pending_lock, locked; /* of the database file */
};
struct handle {
    sqlite3_file base;
    struct disk_file *file;
    uint64_t generation;
    bool delete_on_close;
    int level;
    uint32_t shared, exclusive;
};

static struct disk_file files[FILES_MAX];
static uint64_t generation = 1, operations, failures, fault_from, fault_until, chance = 1;
static enum disk_fault fault;

/* ---- chance: the same on every machine */

static uint64_t next_chance(void) {
    chance += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t z = chance;
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* ---- bytes */

static void must(bool claim) {
    if (claim) return;
    printf("Bail out! the test's disk is out of memory\n");
    abort();
}

static void resize(struct bytes *b, size_t size) {
    if (size > b->room) {
        b->room = size * 2 + 4096;
        b->at = realloc(b->at, b->room);
        must(b->at != NULL);
    }
    if (size > b->size) memset(b->at + b->size, 0, size - b->size);
    b->size = size;
}

static void put(struct bytes *b, size_t offset, const void *from, size_t size) {
    if (offset + size > b->size) resize(b, offset + size);
    if (size > 0) memcpy(b->at + offset, from, size);
}

static void copy(struct bytes *to, const struct bytes *from) {
    resize(to, 0);
    put(to, 0, from->at, from->size);
}

static void forget_pending(struct disk_file *f) {
    for (size_t i = 0; i < f->pending_count; i++) free(f->pending[i].bytes);
    f->pending_count = 0;
}

static void note(struct disk_file *f, struct pending p, const void *bytes) {
    if (f->pending_count == f->pending_room) {
        f->pending_room = f->pending_room * 2 + 16;
        f->pending = realloc(f->pending, f->pending_room * sizeof *f->pending);
        must(f->pending != NULL);
    }
    if (!p.cut) {
        p.bytes = malloc(p.size + 1);
        must(p.bytes != NULL);
        if (p.size > 0) memcpy(p.bytes, bytes, p.size);
    }
    f->pending[f->pending_count++] = p;
}

static struct disk_file *find(const char *path, bool make) {
    struct disk_file *none = NULL;
    for (size_t i = 0; i < FILES_MAX; i++) {
        if (files[i].path[0] != '\0' && strcmp(files[i].path, path) == 0) return &files[i];
        if (files[i].path[0] == '\0' && none == NULL) none = &files[i];
    }
    if (!make) return NULL;
    must(none != NULL && strlen(path) < sizeof none->path);
    snprintf(none->path, sizeof none->path, "%s", path);
    return none;
}

static void drop_memory(struct disk_file *f) {
    for (size_t i = 0; i < REGIONS_MAX; i++) {
        free(f->regions[i]);
        f->regions[i] = NULL;
    }
    memset(f->shared, 0, sizeof f->shared);
    memset(f->exclusive, 0, sizeof f->exclusive);
    f->readers = f->reserved = f->pending_lock = f->locked = 0;
}

/* ---- failures */

static bool failing(void) {
    operations++;
    bool now = fault != DISK_NO_FAULT && operations >= fault_from && operations < fault_until;
    if (now && fault == DISK_POWER_OFF) generation++;
    failures += now && fault != DISK_FULL;
    return now;
}

static bool is_lost(const struct handle *h) {
    return h->generation != generation;
}

void disk_fail(enum disk_fault what, uint64_t n, uint64_t times) {
    fault = what;
    fault_from = operations + n;
    fault_until = times > UINT64_MAX - fault_from ? UINT64_MAX : fault_from + times;
}

uint64_t disk_operations(void) {
    return operations;
}

uint64_t disk_failures(void) {
    return failures;
}

/* ---- one file's methods */

static int file_close(sqlite3_file *file) {
    struct handle *h = (struct handle *)(void *)file;
    if (!is_lost(h) && h->delete_on_close) h->file->there = h->file->safe = false;
    h->file = NULL;
    return SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *into, int amount, sqlite3_int64 offset) {
    const struct handle *h = (struct handle *)(void *)file;
    size_t wanted = (size_t)amount, from = (size_t)offset;
    if (is_lost(h) || (failing() && fault == DISK_ERROR)) return SQLITE_IOERR_READ;
    const struct bytes *b = &h->file->now;
    size_t have = from >= b->size ? 0 : b->size - from < wanted ? b->size - from : wanted;
    if (have > 0) memcpy(into, b->at + from, have);
    if (have < wanted) memset((uint8_t *)into + have, 0, wanted - have);
    return have < wanted ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

static int file_write(sqlite3_file *file, const void *from, int amount, sqlite3_int64 offset) {
    struct handle *h = (struct handle *)(void *)file;
    size_t size = (size_t)amount, at = (size_t)offset;
    if (is_lost(h)) return SQLITE_IOERR_WRITE;
    bool fails = failing();
    if (fails && is_lost(h)) return SQLITE_IOERR_WRITE;
    if (fails && fault == DISK_READ_ONLY) return SQLITE_READONLY;
    if (fails && fault == DISK_FULL && at + size > h->file->now.size) {
        failures++;
        return SQLITE_FULL;
    }
    if (fails && fault == DISK_ERROR) size = next_chance() % (size + 1);
    put(&h->file->now, at, from, size);
    note(h->file, (struct pending){.offset = at, .size = size}, from);
    return fails && fault == DISK_ERROR ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    struct handle *h = (struct handle *)(void *)file;
    if (is_lost(h)) return SQLITE_IOERR_TRUNCATE;
    bool fails = failing() && fault != DISK_FULL;
    if (fails) return fault == DISK_READ_ONLY ? SQLITE_READONLY : SQLITE_IOERR_TRUNCATE;
    if ((size_t)size < h->file->now.size) {
        resize(&h->file->now, (size_t)size);
        note(h->file, (struct pending){.cut = true, .offset = (size_t)size}, NULL);
    }
    return SQLITE_OK;
}

static void apply(struct bytes *to, const struct pending *p, size_t from, size_t until) {
    if (p->cut) {
        if (to->size > p->offset) resize(to, p->offset);
    } else if (until > from) {
        put(to, p->offset + from, p->bytes + from, until - from);
    }
}

static int file_sync(sqlite3_file *file, int flags) {
    struct handle *h = (struct handle *)(void *)file;
    (void)flags;
    if (is_lost(h)) return SQLITE_IOERR_FSYNC;
    struct disk_file *f = h->file;
    if (failing() && fault != DISK_FULL && fault != DISK_READ_ONLY) {
        if (is_lost(h)) return SQLITE_IOERR_FSYNC;
        /* As systems do: what could not be brought to the disk is not tried again by the next sync. */
        for (size_t i = 0; i < f->pending_count; i++)
            if (next_chance() % 2 == 0) apply(&f->kept, &f->pending[i], 0, f->pending[i].size);
        forget_pending(f);
        return SQLITE_IOERR_FSYNC;
    }
    for (size_t i = 0; i < f->pending_count; i++) apply(&f->kept, &f->pending[i], 0, f->pending[i].size);
    forget_pending(f);
    f->safe = true;
    return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    const struct handle *h = (struct handle *)(void *)file;
    if (is_lost(h) || (failing() && fault == DISK_ERROR)) return SQLITE_IOERR_FSTAT;
    *size = (sqlite3_int64)h->file->now.size;
    return SQLITE_OK;
}

/* ---- locks of the database file: SHARED many, RESERVED one, EXCLUSIVE alone */

static int file_lock(sqlite3_file *file, int level) {
    struct handle *h = (struct handle *)(void *)file;
    if (is_lost(h)) return SQLITE_IOERR_LOCK;
    struct disk_file *f = h->file;
    if (h->level >= level) return SQLITE_OK;
    if (level == SQLITE_LOCK_SHARED) {
        if (f->locked || f->pending_lock) return SQLITE_BUSY;
        f->readers++;
    }
    if (level >= SQLITE_LOCK_RESERVED && h->level < SQLITE_LOCK_RESERVED) {
        if (f->reserved) return SQLITE_BUSY;
        f->reserved = 1;
        h->level = SQLITE_LOCK_RESERVED;
    }
    if (level == SQLITE_LOCK_EXCLUSIVE) {
        f->pending_lock = 1;
        h->level = SQLITE_LOCK_PENDING;
        if (f->readers > 1) return SQLITE_BUSY;
        f->locked = 1;
    }
    h->level = level;
    return SQLITE_OK;
}

static int file_unlock(sqlite3_file *file, int level) {
    struct handle *h = (struct handle *)(void *)file;
    if (is_lost(h)) return SQLITE_OK;
    struct disk_file *f = h->file;
    if (h->level >= SQLITE_LOCK_EXCLUSIVE) f->locked = 0;
    if (h->level >= SQLITE_LOCK_PENDING) f->pending_lock = 0;
    if (h->level >= SQLITE_LOCK_RESERVED) f->reserved = 0;
    if (level == SQLITE_LOCK_NONE && h->level >= SQLITE_LOCK_SHARED) f->readers--;
    h->level = level < h->level ? level : h->level;
    return SQLITE_OK;
}

static int file_reserved(sqlite3_file *file, int *out) {
    const struct handle *h = (struct handle *)(void *)file;
    *out = !is_lost(h) && h->file->reserved;
    return SQLITE_OK;
}

static int file_control(sqlite3_file *file, int what, void *argument) {
    (void)file;
    (void)what;
    (void)argument;
    return SQLITE_NOTFOUND;
}

static int sector_size(sqlite3_file *file) {
    (void)file;
    return 4096;
}

static int characteristics(sqlite3_file *file) {
    (void)file;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE; /* as SQLite takes it of every disk under unix */
}

/* ---- shared memory: of this process, gone with it */

static int shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **out) {
    struct handle *h = (struct handle *)(void *)file;
    *out = NULL;
    if (is_lost(h) || region >= REGIONS_MAX) return SQLITE_IOERR_SHMMAP;
    bool fails = failing();
    if (fails && fault == DISK_READ_ONLY) return SQLITE_CANTOPEN; /* the file beside the database cannot be made */
    if (fails && fault == DISK_ERROR) return SQLITE_IOERR_SHMMAP;
    if (is_lost(h)) return SQLITE_IOERR_SHMMAP;
    if (fails && fault == DISK_FULL && h->file->regions[region] == NULL && extend) {
        failures++;
        return SQLITE_IOERR_SHMSIZE; /* the file beside the database does not grow */
    }
    if (h->file->regions[region] == NULL && extend) {
        h->file->regions[region] = calloc(1, (size_t)size);
        must(h->file->regions[region] != NULL);
    }
    *out = h->file->regions[region];
    return SQLITE_OK;
}

static int shm_lock(sqlite3_file *file, int offset, int n, int flags) {
    struct handle *h = (struct handle *)(void *)file;
    if (is_lost(h)) return SQLITE_IOERR_SHMLOCK;
    struct disk_file *f = h->file;
    for (int i = offset; i < offset + n; i++) {
        uint32_t bit = (uint32_t)1 << i;
        if ((flags & SQLITE_SHM_UNLOCK) != 0) continue;
        bool others = f->exclusive[i] && (h->exclusive & bit) == 0;
        bool read = f->shared[i] - ((h->shared & bit) != 0 ? 1 : 0) > 0;
        if (others || ((flags & SQLITE_SHM_EXCLUSIVE) != 0 && read)) return SQLITE_BUSY;
    }
    for (int i = offset; i < offset + n; i++) {
        uint32_t bit = (uint32_t)1 << i;
        bool unlock = (flags & SQLITE_SHM_UNLOCK) != 0;
        if ((flags & SQLITE_SHM_SHARED) != 0 && unlock == ((h->shared & bit) != 0)) {
            f->shared[i] += unlock ? -1 : 1;
            h->shared ^= bit;
        }
        if ((flags & SQLITE_SHM_EXCLUSIVE) != 0 && unlock == ((h->exclusive & bit) != 0)) {
            f->exclusive[i] = !unlock;
            h->exclusive ^= bit;
        }
    }
    return SQLITE_OK;
}

static void shm_barrier(sqlite3_file *file) {
    (void)file;
}

static int shm_unmap(sqlite3_file *file, int delete_it) {
    struct handle *h = (struct handle *)(void *)file;
    if (is_lost(h)) return SQLITE_OK;
    (void)shm_lock(file, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
    (void)shm_lock(file, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
    if (delete_it) {
        for (size_t i = 0; i < REGIONS_MAX; i++) {
            free(h->file->regions[i]);
            h->file->regions[i] = NULL;
        }
    }
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = shm_map,
    .xShmLock = shm_lock,
    .xShmBarrier = shm_barrier,
    .xShmUnmap = shm_unmap,
};

/* ---- the disk's methods */

static int disk_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags) {
    struct handle *h = (struct handle *)(void *)file;
    char own[40];
    (void)vfs;
    memset(h, 0, sizeof *h);
    bool fails = failing();
    if (fails && (fault == DISK_ERROR || fault == DISK_POWER_OFF)) return SQLITE_CANTOPEN;
    snprintf(own, sizeof own, "temporary-%llu", (unsigned long long)operations);
    const char *path = name == NULL ? own : name;
    struct disk_file *f = find(path, false);
    bool there = f != NULL && f->there;
    if (!there && ((flags & SQLITE_OPEN_CREATE) == 0 || (fails && fault == DISK_READ_ONLY))) return SQLITE_CANTOPEN;
    if (!there) {
        f = find(path, true);
        /* A new file: what an old one of its name held cannot come back into it. */
        f->there = true;
        f->safe = false;
        forget_pending(f);
        resize(&f->now, 0);
        resize(&f->kept, 0);
    }
    if (fails && fault == DISK_READ_ONLY) flags = (flags & ~SQLITE_OPEN_READWRITE) | SQLITE_OPEN_READONLY;
    h->file = f;
    h->generation = generation;
    h->delete_on_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    h->base.pMethods = &methods;
    if (out_flags != NULL) *out_flags = flags;
    return SQLITE_OK;
}

static int disk_remove(sqlite3_vfs *vfs, const char *path, int sync_folder) {
    (void)vfs;
    if (failing() && fault != DISK_FULL) return SQLITE_IOERR_DELETE;
    struct disk_file *f = find(path, false);
    if (f == NULL || !f->there) return SQLITE_IOERR_DELETE_NOENT;
    f->there = false;
    resize(&f->now, 0);
    note(f, (struct pending){.cut = true}, NULL);
    if (!sync_folder) return SQLITE_OK;
    f->safe = false;
    resize(&f->kept, 0);
    forget_pending(f);
    return SQLITE_OK;
}

static int disk_access(sqlite3_vfs *vfs, const char *path, int flags, int *out) {
    const struct disk_file *f = find(path, false);
    (void)vfs;
    /* As under unix: an empty file is as good as none. */
    *out = f != NULL && f->there && (flags != SQLITE_ACCESS_EXISTS || f->now.size > 0);
    return SQLITE_OK;
}

static int full_path(sqlite3_vfs *vfs, const char *path, int room, char *out) {
    (void)vfs;
    return snprintf(out, (size_t)room, "%s", path) < room ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int randomness(sqlite3_vfs *vfs, int count, char *out) {
    (void)vfs;
    for (int i = 0; i < count; i++) out[i] = (char)(next_chance() & 0xff);
    return count;
}

static int no_sleep(sqlite3_vfs *vfs, int microseconds) {
    (void)vfs;
    return microseconds;
}

static int no_clock(sqlite3_vfs *vfs, sqlite3_int64 *now) {
    (void)vfs;
    *now = INT64_C(212000000000000);
    return SQLITE_OK;
}

static int no_clock_either(sqlite3_vfs *vfs, double *now) {
    (void)vfs;
    *now = 2453000.5;
    return SQLITE_OK;
}

static int no_error(sqlite3_vfs *vfs, int count, char *out) {
    (void)vfs;
    if (count > 0) out[0] = '\0';
    return 0;
}

void disk_install(void) {
    static sqlite3_vfs vfs = {
        .iVersion = 2,
        .szOsFile = sizeof(struct handle),
        .mxPathname = 500,
        .zName = "tandem-test-disk",
        .xOpen = disk_open,
        .xDelete = disk_remove,
        .xAccess = disk_access,
        .xFullPathname = full_path,
        .xRandomness = randomness,
        .xSleep = no_sleep,
        .xCurrentTime = no_clock_either,
        .xGetLastError = no_error,
        .xCurrentTimeInt64 = no_clock,
    };
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) abort();
}

/* ---- what tests do with it */

void disk_wipe(void) {
    for (size_t i = 0; i < FILES_MAX; i++) {
        struct disk_file *f = &files[i];
        forget_pending(f);
        drop_memory(f);
        free(f->pending);
        free(f->now.at);
        free(f->kept.at);
        *f = (struct disk_file){0};
    }
    generation++;
    operations = failures = 0;
    fault = DISK_NO_FAULT;
    chance = 1;
}

/* Mode 0: everything arrived after all; 1: nothing did; else each write that was not synced is kept whole, dropped, or
 * kept in some of its sectors, and the kept ones arrive in any order. */
static void settle(struct disk_file *f, uint64_t mode) {
    for (size_t i = 0; i < f->pending_count && mode == 0; i++) apply(&f->kept, &f->pending[i], 0, f->pending[i].size);
    if (mode <= 1) forget_pending(f);
    for (size_t i = f->pending_count; i > 1; i--) {
        size_t other = next_chance() % 2 == 0 ? i - 1 : next_chance() % i;
        struct pending swap = f->pending[i - 1];
        f->pending[i - 1] = f->pending[other];
        f->pending[other] = swap;
    }
    for (size_t i = 0; i < f->pending_count; i++) {
        const struct pending *p = &f->pending[i];
        uint64_t how = next_chance() % 3;
        if (how == 0) continue;
        for (size_t from = 0; from < p->size || (p->cut && from == 0); from += SECTOR) {
            size_t until = from + SECTOR < p->size ? from + SECTOR : p->size;
            if (how == 1 || next_chance() % 2 == 0) apply(&f->kept, p, from, until);
        }
    }
    forget_pending(f);
}

void disk_power_loss(uint64_t seed) {
    chance = seed;
    generation++;
    fault = DISK_NO_FAULT;
    uint64_t mode = next_chance() % 6;
    for (size_t i = 0; i < FILES_MAX; i++) {
        struct disk_file *f = &files[i];
        if (f->path[0] == '\0') continue;
        settle(f, mode);
        drop_memory(f);
        bool comes_back = f->safe && (f->there || next_chance() % 2 == 0);
        bool made = f->there && !f->safe && next_chance() % 2 == 0;
        f->there = f->safe = comes_back || made;
        if (!f->there) resize(&f->kept, 0);
        copy(&f->now, &f->kept);
    }
}

void disk_program_dies(void) {
    generation++;
    fault = DISK_NO_FAULT;
    for (size_t i = 0; i < FILES_MAX; i++) drop_memory(&files[i]);
}

uint8_t *disk_bytes(const char *path, size_t *size) {
    struct disk_file *f = find(path, false);
    if (f == NULL || !f->there) return NULL;
    *size = f->now.size;
    return f->now.at;
}

void disk_set(const char *path, const uint8_t *bytes, size_t size) {
    struct disk_file *f = find(path, true);
    f->there = f->safe = true;
    forget_pending(f);
    resize(&f->now, 0);
    put(&f->now, 0, bytes, size);
    copy(&f->kept, &f->now);
}

bool disk_delete(const char *path) {
    struct disk_file *f = find(path, false);
    if (f == NULL || !f->there) return false;
    f->there = f->safe = false;
    forget_pending(f);
    resize(&f->now, 0);
    resize(&f->kept, 0);
    return true;
}
