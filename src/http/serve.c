/* serve.c - the processes: one acceptor (this one), workers, one writer, helpers for what takes long. One that dies is
 * made anew. */
#include "http/http_int.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define LEAST_LIFE_US 2000000 /* one that dies sooner, again and again, will not do */
#define DEATHS_MAX    8u
#define SLOW_NICE     10 /* a password that is looked at holds up no page, also where processors are few */
#define STOP_US       10000000

static volatile sig_atomic_t stopping;

static void on_stop(int number) {
    (void)number;
    stopping = 1;
}

bool tdm_http_is_stopping(void) {
    return stopping != 0;
}

int64_t http_now_us(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

struct child {
    pid_t pid; /* 0: none */
    enum tdm_http_process process;
    uint32_t at; /* of its kind */
    int64_t born_us;
};

struct serving {
    const struct tdm_http_setting *setting;
    const struct tdm_http_host *host;
    int listener;
    uint32_t workers, helpers;
    int sockets[HTTP_WORKERS_MAX][2];                 /* connections: ours, the worker's */
    int links[HTTP_WORKERS_MAX][HTTP_HELPERS_MAX][2]; /* jobs: the worker's, the helper's */
    struct child children[HTTP_WORKERS_MAX + HTTP_HELPERS_MAX];
    uint32_t child_count, early_deaths, turn;
    pid_t keeper; /* of the courier; 0: none */
    bool ended;   /* with `once`: a worker has answered */
};

/* ---- children */

static void signals(void (*on_term)(int), bool ignore_interrupt) {
    struct sigaction action = {.sa_handler = on_term};
    (void)sigaction(SIGTERM, &action, NULL);
    if (ignore_interrupt) action.sa_handler = SIG_IGN;
    (void)sigaction(SIGINT, &action, NULL);
    action.sa_handler = SIG_IGN;
    (void)sigaction(SIGPIPE, &action, NULL);
}

static void tell(const char *line) {
    if (write(STDERR_FILENO, line, strlen(line)) < 0) return; /* nobody reads */
}

static void run_worker(struct serving *s, uint32_t at) {
    struct http_helpers helpers = {.count = s->helpers};
    struct pollfd polled[2 + HTTP_HELPERS_MAX];
    int64_t stop_us = 0;
    bool spares = s->host->spare != NULL && !s->setting->once, more = spares;
    for (uint32_t i = 0; i < s->helpers; i++) helpers.fd[i] = s->links[at][i][0];
    struct tdm_http_door *door = http_door_open(s->host, s->setting, &helpers);
    if (door == NULL) _exit(1);
    (void)!tdm_http_confine(false);
    void *self = s->host->begin(s->host->context, TDM_HTTP_WORKER, door);
    http_door_begin(door, self);
    polled[0] = (struct pollfd){.fd = http_door_poll_fd(door), .events = POLLIN};
    polled[1] = (struct pollfd){.fd = s->sockets[at][1], .events = POLLIN};
    for (uint32_t i = 0; i < s->helpers; i++) polled[2 + i] = (struct pollfd){.fd = helpers.fd[i], .events = POLLIN};
    for (;;) {
        int socket;
        struct sockaddr_storage peer;
        int asked = poll(polled, 2 + s->helpers, more ? 0 : http_door_patience_ms(door));
        if (asked == 0 && spares && !tdm_http_is_stopping()) more = s->host->spare(self);
        while (http_take_socket(s->sockets[at][1], &socket, &peer)) http_door_add(door, socket, &peer);
        for (uint32_t i = 0; i < s->helpers; i++)
            if ((polled[2 + i].revents & POLLIN) != 0) http_door_hear(door, i);
        http_door_run(door);
        http_door_sweep(door);
        if (s->setting->once && http_door_answered(door) > 0 && http_door_is_idle(door)) break;
        if (!tdm_http_is_stopping()) continue;
        if (stop_us == 0) stop_us = http_now_us();
        if (http_door_is_idle(door) || http_now_us() - stop_us > STOP_US) break;
    }
    http_door_close(door);
    _exit(0);
}

static void do_job(struct serving *s, void *self, int fd) {
    struct tdm_arena *mem = tdm_arena_open((size_t)512 << 20);
    struct http_message message;
    struct tdm_buf answer;
    if (http_receive(mem, fd, &message)) {
        tdm_buf_init(&answer, mem, TDM_HTTP_JOB_MAX);
        s->host->work(self, message.bytes, &answer);
        message.bytes = tdm_buf_str(&answer);
        if (!http_send(fd, message, true)) _exit(1);
    }
    tdm_arena_close(mem);
}

static void run_helper(struct serving *s, enum tdm_http_process process, uint32_t helper) {
    struct pollfd polled[HTTP_WORKERS_MAX];
    if (process == TDM_HTTP_SLOW) (void)setpriority(PRIO_PROCESS, 0, SLOW_NICE);
    (void)!tdm_http_confine(false);
    void *self = s->host->begin(s->host->context, process, NULL);
    for (uint32_t i = 0; i < s->workers; i++)
        polled[i] = (struct pollfd){.fd = s->links[i][helper][1], .events = POLLIN};
    bool rests = true;
    for (;;) {
        int ready = poll(polled, s->workers, !rests || tdm_http_is_stopping() ? 0 : 1000);
        if (ready <= 0 && !rests) s->host->rest(self);
        rests = ready <= 0;
        if (ready <= 0 && tdm_http_is_stopping()) break;
        for (uint32_t i = 0; i < s->workers && ready > 0; i++)
            if ((polled[i].revents & POLLIN) != 0) do_job(s, self, polled[i].fd);
    }
    _exit(0);
}

static void close_others(struct serving *s, const struct child *child) {
    (void)close(s->listener);
    for (uint32_t w = 0; w < s->workers; w++) {
        bool own = child->process == TDM_HTTP_WORKER && child->at == w;
        (void)close(s->sockets[w][0]);
        if (!own) (void)close(s->sockets[w][1]);
        for (uint32_t h = 0; h < s->helpers; h++) {
            if (!own) (void)close(s->links[w][h][0]);
            if (child->process == TDM_HTTP_WORKER || child->at != h) (void)close(s->links[w][h][1]);
        }
    }
}

static bool give_birth(struct serving *s, struct child *child) {
    pid_t parent = getpid();
    child->born_us = http_now_us();
    child->pid = fork();
    if (child->pid != 0) return child->pid > 0;
    signals(on_stop, true);
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) _exit(0); /* it died before we asked to be told */
    close_others(s, child);
    if (child->process == TDM_HTTP_WORKER)
        run_worker(s, child->at);
    else
        run_helper(s, child->process, child->at);
    return false;
}

static void bury(struct serving *s) {
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        if (pid == s->keeper) s->keeper = 0;
        for (uint32_t i = 0; i < s->child_count; i++) {
            struct child *child = &s->children[i];
            if (child->pid != pid) continue;
            child->pid = 0;
            bool done =
                s->setting->once && child->process == TDM_HTTP_WORKER && WIFEXITED(status) && WEXITSTATUS(status) == 0;
            if (done) s->ended = true;
            if (done || tdm_http_is_stopping()) continue;
            s->early_deaths = http_now_us() - child->born_us < LEAST_LIFE_US ? s->early_deaths + 1 : 0;
            if (s->early_deaths >= DEATHS_MAX || !give_birth(s, child)) stopping = 1;
        }
    }
}

static void stop_kind(struct serving *s, bool workers) {
    int64_t until = http_now_us() + STOP_US + 1000000;
    for (bool some = true; some;) {
        bool force = http_now_us() > until;
        some = false;
        for (uint32_t i = 0; i < s->child_count; i++) {
            struct child *child = &s->children[i];
            if (child->pid == 0 || (child->process == TDM_HTTP_WORKER) != workers) continue;
            (void)kill(child->pid, force ? SIGKILL : SIGTERM);
            some = true;
        }
        if (some) (void)poll(NULL, 0, 20);
        bury(s);
    }
}

/* ---- the courier: beside the others, because it alone may open connections. Whoever makes it is made before the rest
 * is confined, and makes it anew when it dies */

#define COURIER_AGAIN_MS 2000

static void run_courier(struct serving *s) {
    (void)setpriority(PRIO_PROCESS, 0, SLOW_NICE);
    (void)!tdm_http_confine_courier(false);
    void *self = s->host->begin(s->host->context, TDM_HTTP_COURIER, NULL);
    while (!tdm_http_is_stopping()) {
        int64_t until = http_now_us() + s->host->carry(self) * 1000;
        while (!tdm_http_is_stopping() && http_now_us() < until) (void)poll(NULL, 0, 100);
    }
    _exit(0);
}

static void keep_courier(struct serving *s) {
    (void)!tdm_http_confine_courier(true);
    while (!tdm_http_is_stopping()) {
        pid_t keeper = getpid(), courier = fork();
        int status;
        if (courier == 0) {
            (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
            if (getppid() != keeper) _exit(0);
            run_courier(s);
        }
        while (courier > 0 && waitpid(courier, &status, WNOHANG) == 0) {
            (void)poll(NULL, 0, 100);
            if (tdm_http_is_stopping()) (void)kill(courier, SIGTERM);
        }
        for (int waited = 0; waited < COURIER_AGAIN_MS && !tdm_http_is_stopping(); waited += 100)
            (void)poll(NULL, 0, 100);
    }
    _exit(0);
}

static bool make_courier(struct serving *s) {
    pid_t parent = getpid();
    if (!s->setting->courier) return true;
    s->keeper = fork();
    if (s->keeper != 0) return s->keeper > 0;
    signals(on_stop, true);
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) _exit(0);
    (void)close(s->listener);
    keep_courier(s);
    return false;
}

static void stop_courier(struct serving *s) {
    int status;
    if (s->keeper == 0) return;
    (void)kill(s->keeper, SIGTERM);
    (void)waitpid(s->keeper, &status, 0); /* a call in flight ends by its own deadline */
    s->keeper = 0;
}

/* ---- the acceptor */

static void accept_some(struct serving *s) {
    for (int i = 0; i < 64; i++) {
        struct sockaddr_storage peer = {0};
        socklen_t size = sizeof peer;
        int one = 1, socket = accept4(s->listener, (struct sockaddr *)&peer, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0) {
            if (errno == EMFILE || errno == ENFILE || errno == ENOMEM) (void)poll(NULL, 0, 50);
            return;
        }
        (void)setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        for (uint32_t tried = 0; tried < s->workers; tried++)
            if (http_give_socket(s->sockets[s->turn++ % s->workers][0], socket, &peer)) break;
        (void)close(socket);
    }
}

static bool fail_listen(struct tdm_problem *problem, tdm_str listen, const char *doing) {
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "S002", (struct tdm_place){.file = TDM_STR("command line")},
                   "cannot listen at %.*s: %s: %s", TDM_FMT(listen), doing, strerror(errno));
    tdm_problem_fix(problem, "name another port, or port 0 for any that is free: --listen 127.0.0.1:0");
    return false;
}

bool tdm_http_listen(struct tdm_arena *mem, tdm_str listen_at, int *listener, struct tdm_problem *problem) {
    struct tdm_http_place place;
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    int one = 1;
    if (!tdm_http_place_read(mem, listen_at, &place, problem)) return false;
    four.sin_port = six.sin6_port = htons(place.port);
    if (inet_pton(place.six ? AF_INET6 : AF_INET, place.host.at,
                  place.six ? (void *)&six.sin6_addr : (void *)&four.sin_addr) != 1) {
        errno = EINVAL;
        return fail_listen(problem, listen_at, "the address");
    }
    *listener = socket(place.six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (*listener < 0) return fail_listen(problem, listen_at, "a socket");
    (void)setsockopt(*listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    const struct sockaddr *address = place.six ? (struct sockaddr *)&six : (struct sockaddr *)&four;
    if (bind(*listener, address, place.six ? sizeof six : sizeof four) != 0 || listen(*listener, 512) != 0) {
        (void)fail_listen(problem, listen_at, "the port");
        (void)close(*listener);
        return false;
    }
    return true;
}

static tdm_str address_of(struct tdm_arena *mem, int listener) {
    struct sockaddr_storage own;
    socklen_t size = sizeof own;
    char host[INET6_ADDRSTRLEN + 1] = "";
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 200);
    if (getsockname(listener, (struct sockaddr *)&own, &size) != 0) return (tdm_str){0};
    if (own.ss_family == AF_INET6) {
        struct sockaddr_in6 six;
        memcpy(&six, &own, sizeof six);
        tdm_buf_format(&out, "[%s]:%u", inet_ntop(AF_INET6, &six.sin6_addr, host, sizeof host), ntohs(six.sin6_port));
    } else {
        struct sockaddr_in four;
        memcpy(&four, &own, sizeof four);
        tdm_buf_format(&out, "%s:%u", inet_ntop(AF_INET, &four.sin_addr, host, sizeof host), ntohs(four.sin_port));
    }
    return tdm_buf_str(&out);
}

static bool make_links(struct serving *s) {
    int room = 1 << 20;
    for (uint32_t w = 0; w < s->workers; w++) {
        if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, s->sockets[w]) != 0) return false;
        for (uint32_t h = 0; h < s->helpers; h++) {
            if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, s->links[w][h]) != 0) return false;
            for (int end = 0; end < 2; end++)
                (void)setsockopt(s->links[w][h][end], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
        }
    }
    return true;
}

static bool make_children(struct serving *s) {
    for (uint32_t h = 0; h < s->helpers; h++) {
        struct child *child = &s->children[s->child_count++];
        *child = (struct child){.process = h == 0 ? TDM_HTTP_WRITER : TDM_HTTP_SLOW, .at = h};
        if (!give_birth(s, child)) return false;
    }
    for (uint32_t w = 0; w < s->workers; w++) {
        struct child *child = &s->children[s->child_count++];
        *child = (struct child){.process = TDM_HTTP_WORKER, .at = w};
        if (!give_birth(s, child)) return false;
    }
    return true;
}

static uint32_t between(uint32_t wanted, uint32_t most) {
    return wanted < 1 ? 1 : wanted > most ? most : wanted;
}

bool tdm_http_serve(struct tdm_arena *mem, const struct tdm_http_setting *setting, const struct tdm_http_host *host,
                    struct tdm_problem *problem) {
    struct serving *s = TDM_NEW(mem, struct serving);
    if (!http_library_open(problem)) return false;
    s->setting = setting;
    s->host = host;
    s->workers = setting->once ? 1 : between(setting->workers, HTTP_WORKERS_MAX);
    s->helpers = 1 + between(setting->slow, HTTP_SLOW_MAX);
    stopping = 0;
    s->listener = setting->listener;
    if (s->listener == 0 && !tdm_http_listen(mem, setting->listen, &s->listener, problem)) return false;
    signals(on_stop, false);
    bool carried = make_courier(s);
    if (!tdm_http_confine(true))
        tell("This system has no filter of system calls: what a fault could do is not confined.\n");
    bool good = carried && make_links(s) && make_children(s);
    if (good) setting->ready(host->context, address_of(mem, s->listener));
    while (good && !tdm_http_is_stopping() && !s->ended) {
        struct pollfd polled = {.fd = s->listener, .events = POLLIN};
        if (poll(&polled, 1, 200) > 0) accept_some(s);
        bury(s);
    }
    bool broken = !good || s->early_deaths >= DEATHS_MAX;
    stopping = 1; /* nobody who ends from here on is made anew */
    (void)close(s->listener);
    stop_kind(s, true);
    stop_kind(s, false);
    stop_courier(s);
    if (!broken) return true;
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "S003", (struct tdm_place){.file = TDM_STR("the server")},
                   "its processes cannot be started, or end at once");
    tdm_problem_fix(problem, "read what they said above, and free memory or processes of this machine");
    return false;
}
