/* disk.h - a disk for tests, as a VFS of SQLite: in memory, with every failure a disk can have, at the operation that
 * is asked for. What was written and not synced is lost, kept, torn or reordered when the power goes. One process, one
 * disk. */
#ifndef TDM_DISK_H
#define TDM_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Makes it the VFS that SQLite uses when nothing else is said. */
void disk_install(void);
void disk_wipe(void); /* nothing is on it, nothing fails */

enum disk_fault {
    DISK_NO_FAULT,
    DISK_ERROR, /* the operation fails; half of a write may have happened; a failed sync loses some of what it was for
                 */
    DISK_FULL,  /* writes that make a file longer fail; others go well */
    DISK_POWER_OFF, /* nothing is done any more until disk_power_on */
    DISK_READ_ONLY  /* nothing can be written or made */
};
/* From the n-th operation on (1: the next one), for `times` operations. Only writes, syncs, opens, truncations,
 * deletions, lengths and maps of shared memory are counted, and reads. */
void disk_fail(enum disk_fault fault, uint64_t n, uint64_t times);
uint64_t disk_operations(void); /* since the disk was wiped */
uint64_t disk_failures(void);   /* how many operations were made to fail */

/* The power goes, and comes back: open files are lost; each write that was not synced is kept, dropped or torn, and
 * those that are kept arrive in any order. */
void disk_power_loss(uint64_t seed);
/* The program dies, the machine goes on: open files are lost, everything written is there. */
void disk_program_dies(void);

/* The bytes of a file; null when it is not there. For tampering. */
uint8_t *disk_bytes(const char *path, size_t *size);
void disk_set(const char *path, const uint8_t *bytes, size_t size);
bool disk_delete(const char *path);

#endif
