/* terminal.c - what is known about the terminal, and the program's own standard streams and environment. */
#include "system/system.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_LEAST 20

static int descriptor_of(enum tdm_stream stream) {
    switch (stream) {
    case TDM_STREAM_INPUT:
        return STDIN_FILENO;
    case TDM_STREAM_OUTPUT:
        return STDOUT_FILENO;
    case TDM_STREAM_ERROR:
        return STDERR_FILENO;
    }
    TDM_UNREACHABLE();
}

bool tdm_terminal_is(enum tdm_stream stream) {
    return isatty(descriptor_of(stream)) == 1;
}

int32_t tdm_terminal_width(enum tdm_stream stream, int32_t otherwise) {
    struct winsize size = {0};
    int32_t width = otherwise;
    if (tdm_terminal_is(stream) && ioctl(descriptor_of(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        width = size.ws_col;
    return width < WIDTH_LEAST ? WIDTH_LEAST : width;
}

bool tdm_terminal_colour(enum tdm_stream stream) {
    tdm_str terminal = tdm_environment("TERM");
    if (tdm_environment("NO_COLOR").len > 0) return false;
    if (terminal.len == 0 || tdm_str_is(terminal, "dumb")) return false;
    return tdm_terminal_is(stream);
}

tdm_str tdm_environment(const char *name) {
    return tdm_str_of(getenv(name));
}

static bool write_all(int descriptor, tdm_str bytes) {
    size_t written = 0;
    while (written < bytes.len) {
        ssize_t got = write(descriptor, bytes.at + written, bytes.len - written);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return false;
        written += (size_t)got;
    }
    return true;
}

bool tdm_output_write(tdm_str bytes) {
    return write_all(STDOUT_FILENO, bytes);
}

bool tdm_error_write(tdm_str bytes) {
    return write_all(STDERR_FILENO, bytes);
}
