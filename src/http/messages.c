/* messages.c - whole messages between processes, and sockets handed from one to the other. */
#include "http/http_int.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

bool http_send(int fd, struct http_message message, bool patient) {
    struct iovec parts[2] = {{&message.number, sizeof message.number},
                             {(void *)(uintptr_t)message.bytes.at, message.bytes.len}};
    struct msghdr head = {.msg_iov = parts, .msg_iovlen = 2};
    for (;;) {
        ssize_t sent = sendmsg(fd, &head, MSG_NOSIGNAL | (patient ? 0 : MSG_DONTWAIT));
        if (sent >= 0) return true;
        if (errno != EINTR) return false;
    }
}

bool http_receive(struct tdm_arena *mem, int fd, struct http_message *out) {
    char *at = tdm_arena_alloc_raw(mem, TDM_HTTP_JOB_MAX + 64);
    struct iovec parts[2] = {{&out->number, sizeof out->number}, {at, TDM_HTTP_JOB_MAX + 64}};
    struct msghdr head = {.msg_iov = parts, .msg_iovlen = 2};
    ssize_t got = recvmsg(fd, &head, 0);
    if (got < (ssize_t)sizeof out->number || (head.msg_flags & MSG_TRUNC) != 0) return false;
    out->bytes = (tdm_str){at, (size_t)got - sizeof out->number};
    return true;
}

bool http_give_socket(int fd, int socket, const struct sockaddr_storage *peer) {
    struct sockaddr_storage copy = *peer;
    struct iovec part = {&copy, sizeof copy};
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof socket);
    memcpy(CMSG_DATA(head), &socket, sizeof socket);
    return sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0;
}

bool http_take_socket(int fd, int *socket, struct sockaddr_storage *peer) {
    struct iovec part = {peer, sizeof *peer};
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room};
    if (recvmsg(fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC) <= 0) return false;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    if (head == NULL || head->cmsg_type != SCM_RIGHTS) return false;
    memcpy(socket, CMSG_DATA(head), sizeof *socket);
    return true;
}
