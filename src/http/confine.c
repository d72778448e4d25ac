/* confine.c - what a process that serves may ask of the system: another user than root, and system calls from a short
 * list. Whoever takes over a worker by a fault of ours can start no program, open no connection and trace no other
 * process. */
#include "http/http_int.h"

#include "base/canary.h"

#include <errno.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <pwd.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- another user */

static bool fail_user(struct tdm_problem *problem, tdm_str user, const char *why) {
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "S030", (struct tdm_place){.file = TDM_STR("command line")},
                   "cannot become the user `%.*s`: %s", TDM_FMT(user), why);
    tdm_problem_fix(problem,
                    "name a user of this machine, and start it as root; or start it as that user without --user");
    return false;
}

bool tdm_http_become(struct tdm_arena *mem, tdm_str user, struct tdm_problem *problem) {
    const struct passwd *found = getpwnam(tdm_arena_str(mem, user).at);
    if (found == NULL) return fail_user(problem, user, "there is none");
    if (geteuid() != 0) return fail_user(problem, user, "only root can");
    if (found->pw_uid == 0) return fail_user(problem, user, "that is root again");
    if (setgroups(0, NULL) != 0 || setgid(found->pw_gid) != 0 || setuid(found->pw_uid) != 0)
        return fail_user(problem, user, strerror(errno));
    return setuid(0) == 0 ? fail_user(problem, user, "root can be had back") : true;
}

/* ---- system calls */

/* A build whose sanitizers look at all of their process from outside is not confined: it serves nobody. */
#if defined(__SANITIZE_ADDRESS__)
#define WATCHED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED true
#endif
#endif
#ifndef WATCHED
#define WATCHED false
#endif

#if defined(__x86_64__)
#define THIS_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_ARCH AUDIT_ARCH_AARCH64
#endif

/* Of every process that serves: files, memory, its sockets, time, its own end. */
static const int served[] = {
    SYS_read,           SYS_write,
    SYS_writev,         SYS_pread64,
    SYS_pwrite64,       SYS_close,
    SYS_fstat,          SYS_newfstatat,
    SYS_statx,          SYS_lseek,
    SYS_openat,         SYS_fcntl,
    SYS_fsync,          SYS_fdatasync,
    SYS_ftruncate,      SYS_fchmod,
    SYS_fchown,         SYS_faccessat,
    SYS_readlinkat,     SYS_getdents64,
    SYS_unlinkat,       SYS_renameat,
    SYS_renameat2,      SYS_umask,
    SYS_fallocate,      SYS_fstatfs,
    SYS_statfs,         SYS_getcwd,
    SYS_utimensat,      SYS_flock,
    SYS_mmap,           SYS_munmap,
    SYS_mremap,         SYS_mprotect,
    SYS_madvise,        SYS_brk,
    SYS_msync,          SYS_recvmsg,
    SYS_sendmsg,        SYS_recvfrom,
    SYS_sendto,         SYS_shutdown,
    SYS_setsockopt,     SYS_getsockopt,
    SYS_getsockname,    SYS_getpeername,
    SYS_epoll_ctl,      SYS_epoll_pwait,
    SYS_epoll_create1,  SYS_ppoll,
    SYS_pselect6,       SYS_eventfd2,
    SYS_sendfile,       SYS_clock_gettime,
    SYS_gettimeofday,   SYS_clock_nanosleep,
    SYS_nanosleep,      SYS_getrandom,
    SYS_sysinfo,        SYS_uname,
    SYS_sched_yield,    SYS_sched_getaffinity,
    SYS_prlimit64,      SYS_getrusage,
    SYS_times,          SYS_getpid,
    SYS_getppid,        SYS_gettid,
    SYS_getuid,         SYS_geteuid,
    SYS_getgid,         SYS_getegid,
    SYS_futex,          SYS_set_robust_list,
    SYS_rseq,           SYS_rt_sigaction,
    SYS_rt_sigprocmask, SYS_rt_sigreturn,
    SYS_sigaltstack,    SYS_restart_syscall,
    SYS_tgkill,         SYS_exit,
    SYS_exit_group,     SYS_prctl,
    SYS_seccomp,
#ifdef SYS_open /* the older names, which a C library of x86 still uses */
    SYS_open,           SYS_stat,
    SYS_lstat,          SYS_access,
    SYS_readlink,       SYS_unlink,
    SYS_rename,         SYS_poll,
    SYS_select,         SYS_epoll_wait,
    SYS_epoll_create,   SYS_time,
    SYS_arch_prctl,
#endif
};
/* Of the first process too: it makes the others, and clears up when it ends. */
static const int first_also[] = {
    SYS_clone, SYS_clone3, SYS_wait4, SYS_kill, SYS_accept4, SYS_socketpair, SYS_set_tid_address,
#ifdef SYS_open
    SYS_fork,  SYS_rmdir,
#endif
};
/* Of the courier: connections to others, and what the C library asks the system when it looks up a name. */
static const int connects[] = {SYS_socket, SYS_connect, SYS_bind, SYS_sendmmsg, SYS_recvmmsg, SYS_ioctl};
/* Of the process that makes the courier. */
static const int keeps[] = {
    SYS_clone, SYS_clone3, SYS_wait4, SYS_kill, SYS_set_tid_address,
#ifdef SYS_open
    SYS_fork,
#endif
};
/* Whoever asks for one of these is no longer our program: it ends at once. Others are told that there is no such call.
 */
static const int deadly[] = {
    SYS_execve,
    SYS_execveat,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_setns,
    SYS_unshare,
    SYS_init_module,
    SYS_finit_module,
    SYS_bpf,
    SYS_kexec_load,
    SYS_reboot,
    SYS_keyctl,
    SYS_add_key,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_setuid,
    SYS_setgid,
    SYS_setgroups,
};
/* These a library may try, and does without. */
static const int denied[] = {SYS_socket, SYS_connect, SYS_bind, SYS_listen, SYS_kill};

enum {
    STEPS_MAX = 2 * (TDM_COUNT(served) + TDM_COUNT(first_also) + TDM_COUNT(connects) + TDM_COUNT(keeps) +
                     TDM_COUNT(deadly) + TDM_COUNT(denied)) +
                20
};

struct rules {
    struct sock_filter steps[STEPS_MAX];
    unsigned short count;
};

static void step(struct rules *r, struct sock_filter one) {
    TDM_ASSERT(r->count < STEPS_MAX);
    r->steps[r->count++] = one;
}

static void each(struct rules *r, const int *calls, size_t count, uint32_t what) {
    for (size_t i = 0; i < count; i++) {
        step(r, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[i], 0, 1));
        step(r, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, what));
    }
}

/* A thread of its own process, as the libraries that set type begin one; no other process. By `clone`, whose flags can
 * be seen here: of `clone3` there is no such call, and the C library then takes `clone`. */
static void threads(struct rules *r) {
    step(r, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)SYS_clone, 0, 4));
    step(r, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])));
    step(r, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1));
    step(r, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    step(r, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
}

struct also { /* what a process may ask beside what all may */
    const int *calls;
    size_t count;
};

static bool confine(const struct also *also, size_t count) {
    const struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none); /* what patients wrote ends in no dump */
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (WATCHED || tdm_canary("confine")) return true;
#ifdef THIS_ARCH
    struct rules r = {.count = 0};
    step(&r, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)));
    step(&r, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCH, 1, 0));
    step(&r, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
    step(&r, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
    for (size_t i = 0; i < count; i++) each(&r, also[i].calls, also[i].count, SECCOMP_RET_ALLOW);
    threads(&r);
    each(&r, served, TDM_COUNT(served), SECCOMP_RET_ALLOW);
    each(&r, deadly, TDM_COUNT(deadly), SECCOMP_RET_KILL_PROCESS);
    each(&r, denied, TDM_COUNT(denied), SECCOMP_RET_ERRNO | EPERM);
    step(&r, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS));
    struct sock_fprog program = {.len = r.count, .filter = r.steps};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
#else
    (void)also;
    (void)count;
    (void)threads;
    (void)each;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
#endif
}

bool tdm_http_confine(bool first) {
    const struct also also = {first_also, TDM_COUNT(first_also)};
    return confine(&also, first ? 1 : 0);
}

bool tdm_http_confine_courier(bool keeper) {
    const struct also also[] = {{connects, TDM_COUNT(connects)}, {keeps, TDM_COUNT(keeps)}};
    return confine(also, keeper ? 2 : 1);
}
